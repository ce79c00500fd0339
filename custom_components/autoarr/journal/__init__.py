"""The journal: what happened to each title, and what was being done when it stopped."""
