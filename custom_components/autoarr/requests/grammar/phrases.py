"""Sets of phrases, many of them written as columns: one part of each column in turn."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import product
from math import prod
from typing import Final

from .tokens import fold_phrase

type Words = tuple[str, ...]


class Parts:
    """Phrases that are given one by one."""

    def __init__(self, phrases: Iterable[Words]) -> None:
        """Take the phrases; what is found by a word is put in order when it is first asked for."""
        self.all = frozenset(filter(None, phrases))

    @cached_property
    def first(self) -> dict[str, tuple[int, ...]]:
        """How long the phrases are that share a first word."""
        return _lengths({(words[0], len(words)) for words in self.all})

    @cached_property
    def last(self) -> dict[str, tuple[int, ...]]:
        """How long the phrases are that share a last word."""
        return _lengths({(words[-1], len(words)) for words in self.all})

    def lengths_at(self, folds: Sequence[str], start: int, stop: int) -> Iterator[int]:
        """Yield how many words each phrase has that begins at `start` and ends by `stop`."""
        if start < stop:
            for length in self.first.get(folds[start], ()):
                if start + length <= stop and tuple(folds[start : start + length]) in self.all:
                    yield length

    def lengths_before(self, folds: Sequence[str], end: int, start: int) -> Iterator[int]:
        """Yield how many words each phrase has that ends before `end`, none before `start`."""
        if end > start:
            for length in self.last.get(folds[end - 1], ()):
                if end - length >= start and tuple(folds[end - length : end]) in self.all:
                    yield length


def _lengths(found: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Return the lengths that go with each word, the longest first."""
    lengths: dict[str, tuple[int, ...]] = {}
    for word, length in found:
        others = lengths.get(word)
        if others is None:
            lengths[word] = (length,)
        else:
            lengths[word] = tuple(sorted((*others, length), reverse=True))
    return lengths


class Columns:
    """Phrases that take one part of each column; "_" in a column is no word."""

    def __init__(self, columns: Sequence[Iterable[str]]) -> None:
        """Take the parts of every column; they are folded when they are first looked for."""
        self._given = [frozenset(column) for column in columns]

    @cached_property
    def _columns(self) -> list[tuple[Parts, bool]]:
        """The folded parts of every column, and whether there may be none."""
        return [
            (Parts(fold_phrase(part) for part in column if part != "_"), "_" in column)
            for column in self._given
        ]

    @property
    def size(self) -> int:
        """How many phrases these are."""
        return prod(len(column) for column in self._given)

    def spelled(self) -> Iterator[Words]:
        """Yield every phrase."""
        columns = [
            [*parts.all, ()] if optional else [*parts.all] for parts, optional in self._columns
        ]
        for chosen in product(*columns):
            yield tuple(word for part in chosen for word in part)

    def words(self) -> Iterator[str]:
        """Yield every word of every column."""
        for parts, _ in self._columns:
            for phrase in parts.all:
                yield from phrase

    def firsts(self, *, behind: bool = False) -> set[str]:
        """Return the words with which a phrase can begin, or end."""
        found: set[str] = set()
        for parts, optional in reversed(self._columns) if behind else self._columns:
            found |= set(parts.last if behind else parts.first)
            if not optional:
                break
        return found

    def ends_at(self, folds: Sequence[str], start: int, stop: int) -> set[int]:
        """Return where the phrases that begin at `start` end."""
        places = {start}
        for parts, optional in self._columns:
            following = set(places) if optional else set()
            for place in places:
                following.update(place + size for size in parts.lengths_at(folds, place, stop))
            if not following:
                return following
            places = following
        return places - {start}

    def starts_before(self, folds: Sequence[str], end: int, start: int) -> set[int]:
        """Return where the phrases that end before `end` begin."""
        places = {end}
        for parts, optional in reversed(self._columns):
            following = set(places) if optional else set()
            for place in places:
                following.update(place - size for size in parts.lengths_before(folds, place, start))
            if not following:
                return following
            places = following
        return places - {end}


_FEW = 12
"""So few phrases of columns are rather spelled out."""


class Phrases:
    """A set of phrases that can be found at the beginning or the end of words."""

    def __init__(self, phrases: Iterable[str | Columns | Phrases] = ()) -> None:
        """Take phrases as such, in columns, and those of another set."""
        spelled: set[Words] = set()
        columns: list[Columns] = []
        for phrase in phrases:
            if isinstance(phrase, str):
                spelled.add(fold_phrase(phrase))
            elif isinstance(phrase, Phrases):
                spelled |= phrase.spelled.all
                columns += phrase.columns
            elif phrase.size <= _FEW:
                spelled.update(phrase.spelled())
            else:
                columns.append(phrase)
        self.spelled: Final[Parts] = Parts(spelled)
        self.columns: Final[tuple[Columns, ...]] = tuple(columns)

    @cached_property
    def _by_first(self) -> dict[str, tuple[Columns, ...]]:
        """The columns by the words with which their phrases can begin."""
        return _by_word(self.columns, behind=False)

    @cached_property
    def _firsts(self) -> frozenset[str]:
        """The words with which any phrase can begin."""
        return frozenset((*self.spelled.first, *self._by_first))

    @cached_property
    def _lasts(self) -> frozenset[str]:
        """The words with which any phrase can end."""
        return frozenset((*self.spelled.last, *self._by_last))

    @cached_property
    def _by_last(self) -> dict[str, tuple[Columns, ...]]:
        """The columns by the words with which their phrases can end."""
        return _by_word(self.columns, behind=True)

    @property
    def words(self) -> frozenset[str]:
        """Every word of every phrase."""
        spelled = {word for phrase in self.spelled.all for word in phrase}
        return frozenset(spelled.union(*(columns.words() for columns in self.columns)))

    @property
    def empty(self) -> bool:
        """Say whether there is no phrase."""
        return not self.spelled.all and not self.columns

    def __contains__(self, words: Sequence[str]) -> bool:
        """Say whether these words are one of the phrases."""
        if tuple(words) in self.spelled.all:
            return True
        if not words:
            return False
        end = len(words)
        found = self._by_first.get(words[0], ())
        return any(end in columns.ends_at(words, 0, end) for columns in found)

    def lengths_at(self, folds: Sequence[str], start: int, end: int | None = None) -> list[int]:
        """Return how many words each phrase that begins at `start` has, the longest first."""
        stop = len(folds) if end is None else end
        if start >= stop:
            return []
        word = folds[start]
        if word not in self._firsts:
            return []
        all_spelled = self.spelled.all
        lengths = [
            length
            for length in self.spelled.first.get(word, ())
            if start + length <= stop and tuple(folds[start : start + length]) in all_spelled
        ]
        columns = self._by_first.get(word)
        if columns is None:
            return lengths
        found = set(lengths)
        for one in columns:
            found.update(place - start for place in one.ends_at(folds, start, stop))
        return sorted(found, reverse=True)

    def at(self, folds: Sequence[str], start: int, end: int | None = None) -> int:
        """Return how many words the longest phrase that begins at `start` has, else 0."""
        lengths = self.lengths_at(folds, start, end)
        return lengths[0] if lengths else 0

    def before(self, folds: Sequence[str], end: int, start: int = 0) -> int:
        """Return how many words the longest phrase that ends before `end` has, else 0."""
        if end <= start:
            return 0
        word = folds[end - 1]
        if word not in self._lasts:
            return 0
        longest = next(self.spelled.lengths_before(folds, end, start), 0)
        for columns in self._by_last.get(word, ()):
            places = columns.starts_before(folds, end, start)
            if places:
                longest = max(longest, end - min(places))
        return longest


def _by_word(columns: Iterable[Columns], *, behind: bool) -> dict[str, tuple[Columns, ...]]:
    """Return the columns by the words with which their phrases can begin, or end."""
    found: dict[str, list[Columns]] = {}
    for one in columns:
        for word in one.firsts(behind=behind):
            found.setdefault(word, []).append(one)
    return {word: tuple(ones) for word, ones in found.items()}
