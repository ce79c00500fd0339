"""Finds out why a title is not here: the first link of the chain that does not hold, with its evidence."""
