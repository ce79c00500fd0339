"""Reads a description ("the old one", "season two in 4K") word by word: pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ..grammar.tokens import fold_phrase
from ..parsed import MediaType, Quality
from .words import ReplyWords

_MAX_NUMBER: Final = 99
_FIRST_FILM: Final = 1888
_LAST_YEAR: Final = 2100
_CENTURY: Final = 100
_MAX_EPISODE: Final = 9999


@dataclass(slots=True, kw_only=True)
class Description:
    """What was recognised, and the words that were not; `content` is all but fillers."""

    ordinals: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    kinds: list[MediaType] = field(default_factory=list)
    seasons: list[int] = field(default_factory=list)
    episodes: list[int] = field(default_factory=list)
    qualities: list[Quality] = field(default_factory=list)
    last: bool = False
    other: bool = False
    older: bool = False
    newer: bool = False
    latest: bool = False
    everything: bool = False
    described: bool = False
    unknown: list[str] = field(default_factory=list)
    content: list[str] = field(default_factory=list)


def describe(folds: Sequence[str], words: ReplyWords) -> Description:
    """Return what words say; never raises."""
    found = Description()
    at = 0
    while at < len(folds):
        used = _Look(folds, words, found).at(at)
        if used:
            found.content += folds[at : at + used]
            at += used
            continue
        word = folds[at]
        if word in words.describing:
            found.described = True
        if word not in words.fillers and word not in words.describing:
            found.unknown.append(word)
            found.content.append(word)
        at += 1
    return found


def year_of(folds: Sequence[str], at: int) -> int | None:
    """Return the year that stands here in digits."""
    word = folds[at]
    if len(word) == 4 and word.isdecimal() and _FIRST_FILM <= int(word) <= _LAST_YEAR:
        return int(word)
    return None


@dataclass(slots=True)
class _Look:
    """Tries at one place what may stand there; each reader returns how many words it took."""

    folds: Sequence[str]
    words: ReplyWords
    found: Description

    def at(self, start: int) -> int:
        """Return how many words were understood from `start`, 0 for none."""
        return next((used for read in self._readers() if (used := read(start))), 0)

    def _readers(self) -> Iterator[Callable[[int], int]]:
        """Yield the readers, the most certain first."""
        yield self._quality
        yield self._season
        yield self._episode
        yield self._whole
        yield self._year
        yield self._kind
        yield self._age
        yield self._place

    def _quality(self, at: int) -> int:
        """Read "4K"."""
        lengths = (
            (phrases.at(self.folds, at), quality)
            for quality, phrases in self.words.qualities.items()
        )
        length, quality = max(lengths, key=lambda pair: pair[0])
        if length:
            self.found.qualities.append(quality)
        return length

    def _season(self, at: int) -> int:
        """Read "season two", "seasons 1 to 3", "the second season"."""
        used, numbers = self._counted(at, self.words.seasons)
        self.found.seasons += numbers
        return used

    def _episode(self, at: int) -> int:
        """Read "episode 3"."""
        used, numbers = self._counted(at, self.words.episodes)
        self.found.episodes += numbers
        return used

    def _counted(self, at: int, nouns: frozenset[str]) -> tuple[int, list[int]]:
        """Read a noun with the numbers after it, or one ordinal before it."""
        folds = self.folds
        if folds[at] in nouns and at + 1 < len(folds):
            return self._numbers_after(at)
        if at + 1 < len(folds) and folds[at + 1] in nouns:
            ordinal = self.words.ordinals.get(folds[at])
            number = self._number(at) if folds[at].isdecimal() else None
            value = ordinal if ordinal is not None else number
            if value is not None:
                return 2, [value]
        return 0, []

    def _numbers_after(self, at: int) -> tuple[int, list[int]]:
        """Read "2", "2 and 3" or "2 to 4" after a noun."""
        folds, words = self.folds, self.words
        first = self._number(at + 1)
        if first is None:
            return 0, []
        numbers, end = [first], at + 2
        while end + 1 < len(folds) and folds[end] in words.joiners | words.ranges:
            following = self._number(end + 1)
            if following is None:
                break
            if folds[end] in words.ranges and numbers[-1] < following <= _MAX_NUMBER:
                numbers += range(numbers[-1] + 1, following)
            numbers.append(following)
            end += 2
        return end - at, numbers

    def _number(self, at: int) -> int | None:
        """Return the number in digits or words at one place."""
        if at >= len(self.folds):
            return None
        word = self.folds[at]
        if word.isdecimal():
            return int(word) if len(word) <= 4 and int(word) <= _MAX_EPISODE else None
        return self.words.numbers.get(word)

    def _whole(self, at: int) -> int:
        """Read "all seasons" and "the latest season"."""
        length = self.words.everything.at(self.folds, at)
        if length:
            self.found.everything = True
            return length
        length = self.words.latest.at(self.folds, at)
        if length:
            self.found.latest = True
            self.found.newer = self.words.newer.at(self.folds, at) == length
            self.found.last = self.words.last.at(self.folds, at) == length
        return length

    def _year(self, at: int) -> int:
        """Read "1984" or "nineteen eighty four"."""
        year = year_of(self.folds, at)
        if year is not None:
            self.found.years.append(year)
            return 1
        number = None if self.words.spoken is None else self.words.spoken.year_at(self.folds, at)
        if number is None or not _FIRST_FILM <= number.value <= _LAST_YEAR:
            return 0
        self.found.years.append(number.value)
        return number.words

    def _kind(self, at: int) -> int:
        """Read "the series"."""
        for kind, phrases in self.words.kinds.items():
            length = phrases.at(self.folds, at)
            if length:
                self.found.kinds.append(kind)
                return length
        return 0

    def _age(self, at: int) -> int:
        """Read "old", "newer", "the other"."""
        words = self.words
        for name in ("older", "newer", "other", "last"):
            length: int = getattr(words, name).at(self.folds, at)
            if length:
                setattr(self.found, name, True)
                return length
        return 0

    def _place(self, at: int) -> int:
        """Read "the second", "two", "2."."""
        word = self.folds[at]
        ordinal = self.words.ordinals.get(word)
        if ordinal is not None:
            self.found.ordinals.append(ordinal)
            return 1
        if word in self.words.fillers:
            return 0
        said = None if self.words.spoken is None else self.words.spoken.cardinal_at(self.folds, at)
        if said is not None and said.words > 1 and said.value < _CENTURY:
            self.found.numbers.append(said.value)
            return said.words
        number = self._number(at)
        if number is None or number > _CENTURY:
            return 0
        self.found.numbers.append(number)
        return 1


def folded(text: str) -> list[tuple[str, str]]:
    """Return the words of a text, as said and folded."""
    pairs: list[tuple[str, str]] = []
    for word in text.replace("-", " ").split():
        folds = fold_phrase(word)
        # An elided word ("l'ancien") is one of its own.
        raws = word.replace("’", "'").split("'", 1) if len(folds) > 1 else [word]
        pairs += zip(raws, folds, strict=False)
    return pairs
