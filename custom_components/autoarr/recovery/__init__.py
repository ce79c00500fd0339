"""Recovery: what went wrong with a download, what to do about it, and doing it once."""
