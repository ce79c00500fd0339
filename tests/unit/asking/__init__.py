"""Tests of what recovery asks people, and of what it shows them."""
