"""Tests of the integration in Home Assistant, against fakes that speak HTTP."""
