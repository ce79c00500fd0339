"""Stand-ins for the ports of the domain: a clock and stores that tests control."""
