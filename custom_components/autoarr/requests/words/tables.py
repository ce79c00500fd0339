"""Writes many phrases as few lines."""

from itertools import product


def lines(table: str) -> list[str]:
    """Return the phrases of a table, separated by "|" or line ends."""
    return [part for line in table.split("\n") for part in line.split("|") if part]


def each(*columns: str) -> list[str]:
    """Return every phrase that takes one part of each column, "_" being no word."""
    combined = product(*(lines(column) for column in columns))
    return [" ".join(part for part in parts if part != "_") for parts in combined]
