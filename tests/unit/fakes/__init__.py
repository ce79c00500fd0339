"""Tests of the fakes: what they copy from the real services, and how they are told to fail."""
