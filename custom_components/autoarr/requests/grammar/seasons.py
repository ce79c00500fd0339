"""Finds seasons and episodes in a sentence."""

from collections.abc import Iterator
import re
from typing import Final

from .codes import LAST_EPISODE, LAST_SEASON, MAX_NUMBERS, find_codes, numbers_from
from .numbers import Number
from .spans import Scan, Span, is_quality, plausible_year

_LONG: Final = 5
_RANGE: Final = re.compile(r"(\d{1,4})[-–](\d{1,4})")


def find_serial(found: Scan, index: int) -> Iterator[Span]:
    """Yield the seasons or episodes that are named at `index`."""
    for read in _READERS:
        span = read(found, index)
        if span is not None and found.free(span.start, span.end):
            yield _with_connector(found, span)


def _with_connector(found: Scan, span: Span) -> Span:
    """Take the article before, "part 2" and the "of" behind into the span."""
    language, folds = found.language, found.folds
    if (
        span.start
        and folds[span.start - 1] in language.articles
        and found.free(span.start - 1, span.start)
    ):
        span.start -= 1
    if (span.seasons or span.latest) and span.end < len(folds):
        number = language.numbers.cardinal_at(folds, span.end + 1)
        if number is not None and folds[span.end] in language.season_parts:
            span.end += 1 + number.words
    behind = span.end < len(folds) and found.free(span.end, span.end + 1)
    if (
        behind
        and span.end + 1 < len(folds)
        and folds[span.end] in language.of
        and not language.numbers.year_at(folds, span.end + 1)
        and not is_quality(found, span.end + 1)
    ):
        span.end += 1
    return span


def _season_number(found: Scan, index: int) -> Span | None:
    """Read "season two", "seasons 1 to 3", "series 2 of", "2. Staffel"."""
    language, folds = found.language, found.folds
    if folds[index] not in language.season_words:
        return _numbered_before(found, index)
    numbers, end = _numbers(found, index + 1, language.season_words, LAST_SEASON)
    if not numbers:
        year = language.numbers.year_at(folds, index + 1)
        if year is None or not plausible_year(year.value, found.today):
            return None
        numbers, end = (year.value,), index + 1 + year.words
    if folds[index] in language.doubtful_season_words:
        named_before = any(fold not in language.determiners for fold in folds[:index])
        named_behind = end < len(folds) and folds[end] in language.of
        if not (named_before or named_behind):
            return None
    return Span(start=index, end=end, seasons=numbers)


def _numbered_before(found: Scan, index: int) -> Span | None:
    """Read "2. Staffel" where a language writes ordinals so; "24 Staffel 2" is a title before."""
    language, folds = found.language, found.folds
    if not language.ordinal_digits or not folds[index].isdecimal() or index + 1 >= len(folds):
        return None
    follows = language.numbers.cardinal_at(folds, index + 2)
    if follows is not None and not found.tokens[index].raw.endswith("."):
        return None
    number = int(folds[index]) if len(folds[index]) < _LONG else 0
    if folds[index + 1] in language.season_words and 0 < number <= LAST_SEASON:
        return Span(start=index, end=index + 2, seasons=(number,))
    if folds[index + 1] in language.episode_words and 0 < number <= LAST_EPISODE:
        return Span(start=index, end=index + 2, episodes=(number,))
    return None


def _fixed(found: Scan, index: int) -> Span | None:
    """Read "the pilot of", "the specials of", "tonight's episode of", and the same behind."""
    language, folds = found.language, found.folds
    length = language.pilots.at(folds, index)
    if length:
        return Span(start=index, end=index + length, seasons=(1,), episodes=(1,))
    length = language.specials.at(folds, index)
    if length and index + length < len(folds):
        return Span(start=index, end=index + length, seasons=(0,))
    length = language.specials_behind.at(folds, index)
    if length and index and not _title_goes_on(found, index + length):
        return Span(start=index, end=index + length, seasons=(0,), behind=True)
    length = language.recent.at(folds, index)
    if length and index + length < len(folds) and not _named_before(found, index):
        return Span(start=index, end=index + length, latest=True)
    length = language.recent_behind.at(folds, index)
    if length and index and not _title_goes_on(found, index + length):
        return Span(start=index, end=index + length, latest=True, behind=True)
    return None


def _named_before(found: Scan, index: int) -> bool:
    """Say whether a title may have begun before `index`."""
    return any(fold not in found.language.determiners for fold in found.folds[:index]) and not (
        found.tokens[index - 1].pause or found.language.joiners.before(found.folds, index)
    )


def _title_goes_on(found: Scan, index: int) -> bool:
    """Say whether the word at `index` may belong to the same title as the one before."""
    return not (
        index >= len(found.folds)
        or found.tokens[index - 1].pause
        or not found.free(index, index + 1)
        or found.language.joiners.at(found.folds, index)
        or found.folds[index] in found.language.of
    )


def _ordinal_season(found: Scan, index: int) -> Span | None:
    """Read "the second season", "first two seasons", "the first and second season"."""
    language, folds, numbers = found.language, found.folds, found.language.numbers
    count = numbers.cardinal_at(folds, index)
    if count is not None and 1 < count.value <= MAX_NUMBERS:
        end = index + count.words
        if end >= len(folds) or folds[end] not in language.first:
            return None
        return _ordinals(found, index, end + 1, list(range(1, count.value + 1)))
    ordinal = numbers.ordinal_at(folds, index)
    if ordinal is None:
        return None
    end = index + ordinal.words
    count = numbers.cardinal_at(folds, end) if folds[index] in language.first else None
    if count is not None and 0 < count.value <= MAX_NUMBERS:
        values = list(range(1, count.value + 1))
        return _ordinals(found, index, end + count.words, values)
    values = [ordinal.value]
    while end < len(folds):
        joined = end + (folds[end] in language.and_words)
        joined += joined < len(folds) and folds[joined] in language.articles
        more = numbers.ordinal_at(folds, joined)
        if more is None or (joined == end and not found.tokens[end - 1].pause):
            break
        values.append(more.value)
        end = joined + more.words
    return _ordinals(found, index, end, values)


def _ordinals(found: Scan, start: int, end: int, values: list[int]) -> Span | None:
    """Return the span of "first two" when seasons or episodes are counted so."""
    language, folds = found.language, found.folds
    if end >= len(folds):
        return None
    if folds[end] in language.season_words and max(values) <= LAST_SEASON:
        return Span(start=start, end=end + 1, seasons=tuple(values))
    if folds[end] in language.episode_words:
        return Span(start=start, end=end + 1, episodes=tuple(values))
    return None


def _recent_season(found: Scan, index: int) -> Span | None:
    """Read "the latest season", "new episodes", "the most recent season", "last two seasons"."""
    language, folds = found.language, found.folds
    start = index
    if folds[index] in language.most and index + 1 < len(folds):
        index += 1
    serial = language.season_words | language.episode_words
    if folds[index] in serial and index == start:
        return _recent_behind(found, index)
    if folds[index] not in language.latest | language.new | language.last:
        return None
    end = index + 1
    while end < len(folds) and folds[end] in language.latest | language.new | language.last:
        end += 1
    count = language.numbers.cardinal_at(folds, end)
    end += 0 if count is None else count.words
    if end >= len(folds) or folds[end] not in serial:
        return None
    goes_on = end + 1 < len(folds) and folds[end + 1] in language.of
    if folds[end] in language.doubtful_season_words and not goes_on:
        return None
    return Span(start=start, end=end + 1, latest=True)


def _recent_behind(found: Scan, index: int) -> Span | None:
    """Read "la temporada más reciente", "saison la plus récente"."""
    language, folds = found.language, found.folds
    end = index + 1
    while end < len(folds) and folds[end] in language.most | language.articles:
        end += 1
    if end == index + 1 or end >= len(folds) or folds[end] not in language.latest | language.new:
        return None
    return Span(start=index, end=end + 1, latest=True)


def _every(found: Scan, index: int) -> Span | None:
    """Read "all seasons of", "the whole series"; "all of" only before a title."""
    language, folds = found.language, found.folds
    length = language.every.at(folds, index)
    if length:
        return Span(start=index, end=index + length, all_seasons=True)
    length = language.every_before.at(folds, index)
    if length and index + length < len(folds) and not _named_before(found, index):
        return Span(start=index, end=index + length, all_seasons=True)
    return None


def _episode_number(found: Scan, index: int) -> Span | None:
    """Read "episode 5", "episodes 1-3"."""
    if found.folds[index] not in found.language.episode_words:
        return None
    numbers, end = _numbers(found, index + 1, found.language.episode_words, LAST_EPISODE)
    return Span(start=index, end=end, episodes=numbers) if numbers else None


def _numbers(
    found: Scan, start: int, nouns: frozenset[str], highest: int
) -> tuple[tuple[int, ...], int]:
    """Return the numbers of a list or range that begins at `start`, and where it ends."""
    folds = found.folds
    numbers: list[int] = []
    end = start
    position = start + (start < len(folds) and folds[start] in found.language.number_marks)
    while position < len(folds) and not found.protected[position]:
        raw = found.tokens[position].raw.strip(".,;:!?()")
        match = _RANGE.fullmatch(raw)
        if match:
            read = numbers_from(int(match[1]), int(match[2]), highest)
            used = 1
        else:
            number = found.language.numbers.cardinal_at(folds, position)
            if number is None or number.value > highest:
                break
            read, used = (number.value,), number.words
            following = position + used
            last = _range_end(found, following)
            if last is not None:
                read = numbers_from(number.value, last.value, highest)
                used += last.words
        if numbers and not _list_goes_on(found, position + used):
            break
        numbers.extend(read)
        end = position + used
        position = end
        pause = found.tokens[end - 1].pause
        if position < len(folds) and folds[position] in found.language.and_words:
            position += 1
        elif not pause:
            break
        if position < len(folds) and folds[position] in found.language.articles:
            position += 1
        if position < len(folds) and folds[position] in nouns:
            position += 1
    return tuple(dict.fromkeys(numbers))[:MAX_NUMBERS], end


def _range_end(found: Scan, start: int) -> Number | None:
    """Return the last number of a range whose "to" begins at `start`, with the words of both."""
    length = found.language.to.at(found.folds, start)
    number = found.language.numbers.cardinal_at(found.folds, start + length) if length else None
    return None if number is None else Number(number.value, length + number.words)


def _list_goes_on(found: Scan, position: int) -> bool:
    """Say whether a number before `position` is one more of the list, not the next title."""
    if position >= len(found.folds) or found.tokens[position - 1].pause:
        return True
    word = found.folds[position]
    language = found.language
    return (
        word in language.of
        or word in language.and_words
        or word in language.episode_words
        or is_quality(found, position)
    )


_READERS: Final = (
    find_codes,
    _fixed,
    _season_number,
    _ordinal_season,
    _recent_season,
    _every,
    _episode_number,
)
