"""What came of a deed: followed to its end, tidied up after, and resolved after a crash."""
