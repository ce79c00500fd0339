"""Tests of the app's server: settings, limits, protocol, log and life."""
