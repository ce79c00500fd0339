"""The deeds: written down, done, read back; and taken back."""
