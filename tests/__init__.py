"""Tests of AutoArr."""
