"""Tests of the clients, against real HTTP servers on loopback."""
