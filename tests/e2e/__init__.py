"""End to end: real processes on loopback."""
