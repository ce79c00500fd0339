"""Conversations about requests: what an answer means, and what is asked next."""
