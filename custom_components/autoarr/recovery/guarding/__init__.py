"""The pause of a queue whose news servers do not deliver."""
