"""Programs that die in the middle of a recovery: what was done is not done twice, what was begun is ended."""
