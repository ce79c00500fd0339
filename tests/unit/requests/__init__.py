"""Tests of the requests: sentences, proposals, and their life."""
