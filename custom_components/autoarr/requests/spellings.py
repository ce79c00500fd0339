"""Other ways to write a title, for catalogues that know only one of them: pure."""

import re
from typing import Final

_NUMBERS: Final = {
    "2": ("two", "II"),
    "3": ("three", "III"),
    "4": ("four", "IV"),
    "5": ("five", "V"),
    "6": ("six", "VI"),
    "7": ("seven", "VII"),
    "8": ("eight", "VIII"),
    "9": ("nine", "IX"),
    "10": ("ten", "X"),
}
_NUMBER: Final = re.compile(r"\b(?:10|[2-9])\b")
_LONG: Final = 4
"""Words of a title that is still one without its first, which may be spelt otherwise ("Spiderman")."""


def other_spellings(title: str) -> tuple[str, ...]:
    """Return a title with its number in words and in Roman numerals, and a long one without its first word."""
    found: list[str] = []
    number = _NUMBER.search(title)
    if number is not None:
        before, after = title[: number.start()], title[number.end() :]
        found += [f"{before}{written}{after}" for written in _NUMBERS[number[0]]]
    words = title.split()
    if len(words) >= _LONG:
        found.append(" ".join(words[1:]))
    return tuple(found)
