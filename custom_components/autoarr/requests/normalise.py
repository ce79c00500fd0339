"""Titles in one spelling, so that two ways to write a title compare as equal."""

from functools import lru_cache
import re
from typing import Final
import unicodedata

from .grammar.spoken_numbers import small_number

_APOSTROPHES: Final = re.compile(r"['’‘`´]")
_WORDS: Final = re.compile(r"[^\W_]+")
_ARTICLES: Final = frozenset(
    {
        *("the", "a", "an", "le", "la", "les", "un", "une", "el"),
        *("der", "das", "ein", "eine", "de", "het", "een"),
    }
)
"""Not "die", with which "Die Hard" begins."""

PARTS: Final = frozenset(
    {
        *("part", "pt", "chapter", "volume", "vol", "episode"),
        *("teil", "kapitel", "partie", "chapitre", "parte", "capitulo", "deel", "hoofdstuk"),
    }
)
"""Words that number the parts of a title."""

_SAME: Final = {"versus": "vs", "doctor": "dr", "mister": "mr", "saint": "st"}
_SPECIAL: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "đ": "d", "ł": "l", "þ": "th"}
)
_CACHE: Final = 4096


@lru_cache(maxsize=_CACHE)
def normalise(title: str) -> str:
    """Return a title without case, accents, punctuation and its article; numbers as digits.

    Idempotent. "The Lord of the Rings: Part II" and "lord of the rings part 2" are the same.
    """
    words = _words(title)
    if len(words) > 1 and words[-1] in _ARTICLES and "," in title:
        words = [words[-1], *words[:-1]]
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(_digits(_SAME.get(word, word)) for word in words)


@lru_cache(maxsize=_CACHE)
def normalise_loosely(title: str) -> str:
    """Return `normalise` without "part", "chapter" and the like before numbers, and without "and"."""
    words = normalise(title).split()
    kept = [
        word
        for word, following in zip(words, [*words[1:], ""], strict=False)
        if not (word in PARTS and following.isdecimal()) and word != "and"
    ]
    return " ".join(kept) or normalise(title)


def _words(title: str) -> list[str]:
    """Return the folded words of a title."""
    text = title.casefold().translate(_SPECIAL).replace("&", " and ").replace("+", " and ")
    text = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold()
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return _WORDS.findall(_initials(text))


def _initials(text: str) -> str:
    """Write initials as one word: "s.w.a.t." as "swat"."""
    return re.sub(r"\b(?:\w\.){2,}", lambda match: match[0].replace(".", "") + " ", text)


def _digits(word: str) -> str:
    """Return a small number or Roman numeral as digits, any other word as it is."""
    number = small_number(word)
    return word if number is None else str(number)
