"""Requests: from a sentence to a title that can be watched."""
