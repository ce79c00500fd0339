"""The local language model: its files, the process it runs in, and what it is asked."""
