"""Words of events, and what a search for them looks like in the language of FTS5.

Words are made here and not by a tokenizer of SQLite, so that what is stored and what is searched
for are cut alike, whatever Unicode version either side knows. Only letters and digits are left of
a text: no word can be an operator of FTS5.

Beside the words of people the index holds marks: characters of private use, which no word can
contain. Marks say which service, instance, kind, severity and correlation an event has, and which
combination of the first four, so that FTS5 intersects everything that is asked for by skipping
through its lists. Most are one character: FTS5 keeps no lists of the beginnings of those.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
import re
from typing import Final
import unicodedata

from pydantic import JsonValue

WORD_CHARS: Final = 64
"""Longer words are cut, in events and in searches."""

EVENT_WORDS: Final = 2_000
"""So many different words of one event can be found."""

PREFIX_LENGTHS: Final = (1, 2, 4, 6)
"""Beginnings of words that FTS5 keeps lists of (its option `prefix`)."""

MOST_EXPANDED: Final = 32
"""A longer beginning is replaced by the words that start so; above this number by FTS5's own merge."""

STRAY_MARK: Final = "\ue000"
"""Marks events whose moment is far from their place in the order."""

_ASCII: Final = re.compile(r"[0-9a-z]+")
_WORD: Final = re.compile(r"[^\W_]+")
_LATIN: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
"""Letters that do not come apart into one of a to z and an accent."""

_NEXT_CHARS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_FACET_AREA: Final = 0xF0000
_NAME_AREA: Final = 0xF8000
_CORRELATION_AREA: Final = 0x100000
_AREA: Final = 0x7FF0
"""Characters of private use that each kind of mark has."""


def words(text: str) -> list[str]:
    """Return the words of a text: small letters and digits, without accents."""
    if text.isascii():
        found = _ASCII.findall(text.lower())
    else:
        plain = unicodedata.normalize("NFKD", text)
        bare = "".join(char for char in plain if unicodedata.category(char) != "Mn")
        found = _WORD.findall(unicodedata.normalize("NFKC", bare.casefold()).translate(_LATIN))
    return [word[:WORD_CHARS] for word in found]


def texts_of(value: JsonValue) -> Iterator[str]:
    """Yield every text and number of a JSON value, not the names of its fields."""
    match value:
        case str():
            yield value
        case bool() | None:
            return
        case int() | float():
            yield str(value)
        case list():
            for part in value:
                yield from texts_of(part)
        case dict():
            for part in value.values():
                yield from texts_of(part)


@lru_cache(maxsize=4_096)
def facet_mark(facet: int) -> str:
    """Return the mark of a facet."""
    return _private(_FACET_AREA, facet)


@lru_cache(maxsize=4_096)
def name_mark(field: str, name: str) -> str:
    """Return the mark of a name in a field; two may share one, so that the row is asked as well."""
    return chr(_NAME_AREA + _number(f"{field}:{name}") % _AREA)


@lru_cache(maxsize=4_096)
def correlation_mark(correlation: str) -> str:
    """Return the mark of a correlation; two may share one, so that the row is asked as well."""
    return _private(_CORRELATION_AREA, _AREA + _number(correlation) % _AREA**2)


def _number(text: str) -> int:
    """Return a number that is the same for this text on every machine."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())


def _private(area: int, number: int) -> str:
    """Return a number as characters of private use."""
    high, low = divmod(number, _AREA)
    return _private(area, high - 1) + chr(area + low) if high else chr(area + low)


def indexed(texts: Iterable[str]) -> str:
    """Return the different words of an event's texts, as the index is given them."""
    found = dict.fromkeys(words(" ".join(texts)))
    return " ".join(list(found)[:EVENT_WORDS])


def quoted(word: str) -> str:
    """Return a word or mark as FTS5 wants it; neither can contain a quotation mark."""
    return f'"{word}"'


def any_of(terms: Sequence[str]) -> str:
    """Return the expression that one of the terms stands in the event."""
    return f"({' OR '.join(terms)})"


def all_of(terms: Sequence[str]) -> str:
    """Return the expression that all of the terms hold."""
    return " AND ".join(terms)


def prefix(beginning: str, expansion: Sequence[str] | None) -> str:
    """Return the expression that a word starts so.

    `expansion` holds the words of the index that do, for a beginning longer than the lists
    FTS5 keeps; None when there are too many.
    """
    if needs_expansion(beginning):
        if expansion is None:
            return f'"{beginning}" *'
        return any_of([quoted(word) for word in expansion or [beginning]])
    if len(beginning) in PREFIX_LENGTHS:
        return f'"{beginning}" *'
    # No list of this length is kept, but of the next one; merging terms by FTS5 itself takes
    # a quarter of a second for a common word.
    longer = (f'"{beginning}{char}" *' for char in _NEXT_CHARS)
    return any_of([quoted(beginning), *longer])


def needs_expansion(beginning: str) -> bool:
    """Say whether the words that start so have to be looked up first."""
    if len(beginning) in PREFIX_LENGTHS:
        return False
    return len(beginning) > PREFIX_LENGTHS[-1] or not beginning.isascii()
