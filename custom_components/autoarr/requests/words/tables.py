"""Writes many phrases as few lines."""

from ..grammar.phrases import Columns
from ..grammar.tokens import fold


def lines(table: str) -> list[str]:
    """Return the phrases of a table, separated by "|" or line ends."""
    return [part for line in table.split("\n") for part in line.split("|") if part]


def each(*columns: str) -> list[str | Columns]:
    """Return the phrases that take one part of each column, "_" being no word."""
    return [Columns([lines(column) for column in columns])]


def words(table: str) -> frozenset[str]:
    """Return the single words of a table as they are compared."""
    return frozenset(fold(word) for word in lines(table))
