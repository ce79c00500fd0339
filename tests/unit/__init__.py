"""Tests of the domain: no Home Assistant, no network."""
