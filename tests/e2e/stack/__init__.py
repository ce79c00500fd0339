"""Runners of the real programs the end-to-end tests and the demo drive."""
