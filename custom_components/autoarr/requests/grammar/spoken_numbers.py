"""Numbers as people say them in English."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from .numbers import Number, Run

_UNITS: Final = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
}
_TEENS: Final = {
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS: Final = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ORDINALS: Final = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "thirtieth": 30,
}
_ROMANS: Final = {
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "xi": 11,
    "xii": 12,
    "xiii": 13,
}
_WORDS: Final = frozenset({*_UNITS, *_TEENS, *_TENS, "hundred", "thousand"})
_MAX_DIGITS: Final = 4


type _Reader = Callable[[Sequence[str], int], Number | None]


def small_number(word: str) -> int | None:
    """Return the number up to twenty that one word or Roman numeral names, else None."""
    return _UNITS.get(word, _TEENS.get(word, _ROMANS.get(word)))


def ordinal_at(words: Sequence[str], start: int) -> Number | None:
    """Return the ordinal ("second", "2nd", "twenty first") that begins at `start`."""
    if start >= len(words):
        return None
    word = words[start]
    if word in _ORDINALS:
        return Number(_ORDINALS[word], 1)
    if word[:-2].isdecimal() and word[-2:] in {"st", "nd", "rd", "th"} and len(word) <= 5:
        return Number(int(word[:-2]), 1)
    if word in _TENS and start + 1 < len(words):
        unit = _ORDINALS.get(words[start + 1], 10)
        if unit < 10:
            return Number(_TENS[word] + unit, 2)
    return None


def cardinal_at(words: Sequence[str], start: int) -> Number | None:
    """Return the whole number, in digits or words, that begins at `start`; at most 9999."""
    if start >= len(words):
        return None
    word = words[start]
    if word.isdecimal():
        return Number(int(word), 1) if len(word) <= _MAX_DIGITS else None
    below = _below_hundred(words, start)
    if below is None:
        return None
    value, used = below
    following = words[start + used] if start + used < len(words) else ""
    if following == "thousand" and value < 10:
        rest = _after(words, start + used + 1, _below_thousand)
        return Number(value * 1000 + rest.value, used + 1 + rest.words)
    if following == "hundred":
        rest = _after(words, start + used + 1, _below_hundred)
        return Number(value * 100 + rest.value, used + 1 + rest.words)
    return below


def year_at(words: Sequence[str], start: int) -> Number | None:
    """Return the year ("2021", "nineteen eighty four", "twenty oh one") that begins at `start`."""
    if start >= len(words):
        return None
    word = words[start]
    if word.isdecimal():
        return Number(int(word), 1) if len(word) == _MAX_DIGITS else None
    century = _TEENS.get(word, _TENS.get(word))
    if century is not None and century >= 10 and start + 1 < len(words):
        if words[start + 1] in {"oh", "o"} and start + 2 < len(words):
            unit = _UNITS.get(words[start + 2])
            return None if unit is None else Number(century * 100 + unit, 3)
        if words[start + 1] == "hundred":
            return Number(century * 100, 2)
        rest = _below_hundred(words, start + 1)
        if rest is not None and rest.value >= 10:
            return Number(century * 100 + rest.value, 1 + rest.words)
    cardinal = cardinal_at(words, start)
    return cardinal if cardinal is not None and cardinal.value >= 1000 else None


def digits_of(words: Sequence[str]) -> str | None:
    """Return a whole run of number words as digits, None when it is not one number.

    "twenty one" is 21, "nineteen seventeen" 1917, "nine one one" 911.
    """
    if not words or any(word.isdecimal() for word in words):
        return None
    for read in (cardinal_at, year_at):
        number = read(words, 0)
        if number is not None and number.words == len(words):
            return str(number.value)
    if len(words) >= 3 and all(word in _UNITS for word in words):
        return "".join(str(_UNITS[word]) for word in words)
    return None


def _below_hundred(words: Sequence[str], start: int) -> Number | None:
    """Return the number under a hundred that begins at `start`."""
    if start >= len(words):
        return None
    word = words[start]
    if word in _TENS:
        unit = _UNITS.get(words[start + 1], 0) if start + 1 < len(words) else 0
        return Number(_TENS[word] + unit, 2 if unit else 1)
    value = _UNITS.get(word, _TEENS.get(word))
    return None if value is None else Number(value, 1)


def _below_thousand(words: Sequence[str], start: int) -> Number | None:
    """Return the number under a thousand that begins at `start`."""
    below = _below_hundred(words, start)
    if below is None or start + below.words >= len(words):
        return below
    if words[start + below.words] == "hundred" and below.value < 10:
        rest = _after(words, start + below.words + 1, _below_hundred)
        return Number(below.value * 100 + rest.value, below.words + 1 + rest.words)
    return below


def _after(words: Sequence[str], start: int, read: _Reader) -> Number:
    """Return what follows a hundred or thousand, with or without "and"; 0 words for nothing."""
    direct = read(words, start)
    if direct is not None:
        return direct
    if start < len(words) and words[start] == "and":
        joined = read(words, start + 1)
        if joined is not None:
            return Number(joined.value, joined.words + 1)
    return Number(0, 0)


class EnglishNumbers:
    """The functions above, as the rules ask for them."""

    vocabulary = _WORDS

    def cardinal_at(self, words: Sequence[str], start: int) -> Number | None:
        """Return the whole number, in digits or words, that begins at `start`; at most 9999."""
        return cardinal_at(words, start)

    def ordinal_at(self, words: Sequence[str], start: int) -> Number | None:
        """Return the ordinal that begins at `start`."""
        return ordinal_at(words, start)

    def year_at(self, words: Sequence[str], start: int) -> Number | None:
        """Return the number of four digits that begins at `start`."""
        return year_at(words, start)

    def runs(self, words: Sequence[str]) -> list[Run]:
        """Return the numbers of a title that take several words."""
        found: list[Run] = []
        marks = _in_numbers(words)
        for numeric, group in groupby(range(len(words)), key=marks.__getitem__):
            run = list(group)
            if numeric and len(run) > 1:
                digits = digits_of([words[index] for index in run])
                if digits is not None:
                    found.append(Run(run[0], run[-1] + 1, digits, sure=True))
        return found

    def within(self, words: Sequence[str], index: int) -> bool:
        """Say whether the word at `index` joins two parts of one number."""
        return index > 0 and words[index - 1] in {"hundred", "thousand"}


def _in_numbers(words: Sequence[str]) -> list[bool]:
    """Mark the words that are part of a spoken number, an "and" inside one too."""
    marks = [word in _WORDS for word in words]
    for index in range(1, len(words) - 1):
        if words[index] in {"and", "oh"} and marks[index - 1] and marks[index + 1]:
            big = words[index - 1] in {"hundred", "thousand"}
            marks[index] = big or words[index] == "oh"
    return marks
