"""The history: real files, real SQLite, real processes that die."""
