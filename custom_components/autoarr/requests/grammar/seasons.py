"""Finds seasons and episodes in a sentence."""

from collections.abc import Iterator
import re
from typing import Final

from .spans import Scan, Span, is_quality, plausible_year
from .spoken_numbers import cardinal_at, ordinal_at, year_at

MAX_NUMBERS: Final = 100
"""So many seasons or episodes at most are meant by a range."""

_LAST_SEASON: Final = 99
_LAST_EPISODE: Final = 2000
_CODE: Final = re.compile(r"s(\d{1,4})((?:e\d{1,4})*)")
_CROSS: Final = re.compile(r"(\d{1,2})x(\d{1,3})")
_SEASON_CODES: Final = re.compile(r"s(\d{1,2})[-–]s?(\d{1,2})", re.IGNORECASE)
_EPISODE_CODES: Final = re.compile(r"s(\d{1,2})e(\d{1,4})[-–]e?(\d{1,4})", re.IGNORECASE)
_RANGE: Final = re.compile(r"(\d{1,4})[-–](\d{1,4})")


def find_serial(found: Scan, index: int) -> Iterator[Span]:
    """Yield the seasons or episodes that are named at `index`."""
    for read in (_codes, _season_number, _ordinal_season, _recent_season, _every, _episode_number):
        span = read(found, index)
        if span is not None and found.free(span.start, span.end):
            yield _with_connector(found, span)


def _with_connector(found: Scan, span: Span) -> Span:
    """Take the article before and the "of" behind into the span."""
    if (
        span.start
        and found.folds[span.start - 1] == "the"
        and found.free(span.start - 1, span.start)
    ):
        span.start -= 1
    behind = span.end < len(found.folds) and found.free(span.end, span.end + 1)
    if (
        behind
        and span.end + 1 < len(found.folds)
        and found.folds[span.end] in found.language.of
        and not year_at(found.folds, span.end + 1)
        and not is_quality(found, span.end + 1)
    ):
        span.end += 1
    return span


def _codes(found: Scan, index: int) -> Span | None:
    """Read "S02E05", "S2", "s1-s3", "2x05"."""
    raw = found.tokens[index].raw.strip(".,;:!?()[]")
    folded = found.folds[index]
    if match := _EPISODE_CODES.fullmatch(raw):
        season, first, last = (int(part) for part in match.groups())
        numbers = _range(first, last, _LAST_EPISODE)
        return Span(start=index, end=index + 1, seasons=(season,), episodes=numbers)
    if match := _SEASON_CODES.fullmatch(raw):
        first, last = (int(part) for part in match.groups())
        return Span(start=index, end=index + 1, seasons=_range(first, last, _LAST_SEASON))
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


def _season_number(found: Scan, index: int) -> Span | None:
    """Read "season two", "seasons 1 to 3", "series 2 of"."""
    language, folds = found.language, found.folds
    if folds[index] not in language.season_words:
        return None
    numbers, end = _numbers(found, index + 1, language.season_words, _LAST_SEASON)
    if not numbers:
        year = year_at(folds, index + 1)
        if year is None or not plausible_year(year.value, found.today):
            return None
        numbers, end = (year.value,), index + 1 + year.words
    if folds[index] == "series":
        named_before = any(fold not in language.determiners for fold in folds[:index])
        named_behind = end < len(folds) and folds[end] in language.of
        if not (named_before or named_behind):
            return None
    return Span(start=index, end=end, seasons=numbers)


def _ordinal_season(found: Scan, index: int) -> Span | None:
    """Read "the second season", "first two seasons", "first three episodes", "the pilot of"."""
    language, folds = found.language, found.folds
    length = language.pilots.at(folds, index)
    if length:
        return Span(start=index, end=index + length, seasons=(1,), episodes=(1,))
    length = language.specials.at(folds, index)
    if length:
        return Span(start=index, end=index + length, seasons=(0,))
    ordinal = ordinal_at(folds, index)
    if ordinal is None:
        return None
    values = [ordinal.value]
    end = index + ordinal.words
    if folds[index] in language.first:
        count = cardinal_at(folds, end)
        if count is not None and 0 < count.value <= MAX_NUMBERS:
            values = list(range(1, count.value + 1))
            end += count.words
    elif end < len(folds) and folds[end] == "and":
        second = ordinal_at(folds, end + 1)
        if second is not None:
            values.append(second.value)
            end += 1 + second.words
    if end >= len(folds):
        return None
    if folds[end] in language.season_words and max(values) <= _LAST_SEASON:
        return Span(start=index, end=end + 1, seasons=tuple(values))
    if folds[end] in language.episode_words:
        return Span(start=index, end=end + 1, episodes=tuple(values))
    return None


def _recent_season(found: Scan, index: int) -> Span | None:
    """Read "the latest season", "new episodes", "the most recent season"."""
    language, folds = found.language, found.folds
    start = index
    if folds[index] == "most" and index + 1 < len(folds):
        index += 1
    if folds[index] not in language.latest | language.new or index + 1 >= len(folds):
        return None
    following = folds[index + 1]
    serial = (language.season_words | language.episode_words) - {"series"}
    return Span(start=start, end=index + 2, latest=True) if following in serial else None


def _every(found: Scan, index: int) -> Span | None:
    """Read "all seasons of", "the whole series"."""
    length = found.language.every.at(found.folds, index)
    if not length or (index and found.folds[index - 1] == "for"):
        return None
    return Span(start=index, end=index + length, all_seasons=True)


def _episode_number(found: Scan, index: int) -> Span | None:
    """Read "episode 5", "episodes 1-3"."""
    if found.folds[index] not in found.language.episode_words:
        return None
    numbers, end = _numbers(found, index + 1, found.language.episode_words, _LAST_EPISODE)
    return Span(start=index, end=end, episodes=numbers) if numbers else None


def _numbers(
    found: Scan, start: int, nouns: frozenset[str], highest: int
) -> tuple[tuple[int, ...], int]:
    """Return the numbers of a list or range that begins at `start`, and where it ends."""
    folds = found.folds
    numbers: list[int] = []
    end = start
    position = start
    while position < len(folds) and not found.protected[position]:
        raw = found.tokens[position].raw.strip(".,;:!?()")
        match = _RANGE.fullmatch(raw)
        if match:
            read = _range(int(match[1]), int(match[2]), highest)
            used = 1
        else:
            number = cardinal_at(folds, position)
            if number is None or number.value > highest:
                break
            read, used = (number.value,), number.words
            following = position + used
            last = cardinal_at(folds, following + 1)
            if following < len(folds) and folds[following] in found.language.to and last:
                read = _range(number.value, last.value, highest)
                used += 1 + last.words
        if numbers and not _list_goes_on(found, position + used):
            break
        numbers.extend(read)
        end = position + used
        position = end
        pause = found.tokens[end - 1].pause
        if position < len(folds) and folds[position] == "and":
            position += 1
        elif not pause:
            break
        if position < len(folds) and folds[position] in nouns:
            position += 1
    return tuple(dict.fromkeys(numbers))[:MAX_NUMBERS], end


def _list_goes_on(found: Scan, position: int) -> bool:
    """Say whether a number before `position` is one more of the list, not the next title."""
    if position >= len(found.folds) or found.tokens[position - 1].pause:
        return True
    word = found.folds[position]
    language = found.language
    return (
        word in language.of
        or word == "and"
        or word in language.episode_words
        or is_quality(found, position)
    )


def _range(first: int, last: int, highest: int) -> tuple[int, ...]:
    """Return the numbers from `first` to `last`, at most MAX_NUMBERS of them."""
    if last < first or last > highest:
        return tuple(number for number in (first,) if number <= highest)
    return tuple(range(first, min(last, first + MAX_NUMBERS - 1) + 1))
