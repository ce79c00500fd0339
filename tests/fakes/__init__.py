"""Stateful HTTP fakes of the services AutoArr drives; each also runs by hand."""
