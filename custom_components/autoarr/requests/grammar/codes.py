"""Finds seasons and episodes that are written as codes: "S02E05", "2x05", "s1-s3"."""

import re
from typing import Final

from .spans import Scan, Span

MAX_NUMBERS: Final = 100
"""So many seasons or episodes at most are meant by a range."""

LAST_SEASON: Final = 99
LAST_EPISODE: Final = 2000
_CODE: Final = re.compile(r"s(\d{1,4})((?:e\d{1,4})*)")
_CROSS: Final = re.compile(r"(\d{1,2})x(\d{1,3})")
_SEASON_CODES: Final = re.compile(r"s(\d{1,2})[-–]s?(\d{1,2})", re.IGNORECASE)
_EPISODE_CODES: Final = re.compile(r"s(\d{1,2})e(\d{1,4})[-–]e?(\d{1,4})", re.IGNORECASE)


def find_codes(found: Scan, index: int) -> Span | None:
    """Read "S02E05", "S2", "s1-s3", "2x05"."""
    raw = found.tokens[index].raw.strip(".,;:!?()[]")
    folded = found.folds[index]
    if match := _EPISODE_CODES.fullmatch(raw):
        season, first, last = (int(part) for part in match.groups())
        numbers = numbers_from(first, last, LAST_EPISODE)
        return Span(start=index, end=index + 1, seasons=(season,), episodes=numbers)
    if match := _SEASON_CODES.fullmatch(raw):
        first, last = (int(part) for part in match.groups())
        return Span(start=index, end=index + 1, seasons=numbers_from(first, last, LAST_SEASON))
    if match := _CODE.fullmatch(folded):
        episodes = tuple(int(part) for part in match[2].split("e") if part)
        end = index + 1
        if not episodes and end < len(found.folds) and _is_episode_code(found.folds[end]):
            episodes = (int(found.folds[end][1:]),)
            end += 1
        return Span(start=index, end=end, seasons=(int(match[1]),), episodes=episodes)
    if match := _CROSS.fullmatch(folded):
        return Span(start=index, end=index + 1, seasons=(int(match[1]),), episodes=(int(match[2]),))
    return None


def _is_episode_code(word: str) -> bool:
    """Say whether a word is like "e05"."""
    return word[:1] == "e" and word[1:].isdecimal() and len(word) <= 5


def numbers_from(first: int, last: int, highest: int) -> tuple[int, ...]:
    """Return the numbers from `first` to `last`, at most MAX_NUMBERS of them."""
    if last < first or last > highest:
        return tuple(number for number in (first,) if number <= highest)
    return tuple(range(first, min(last, first + MAX_NUMBERS - 1) + 1))
