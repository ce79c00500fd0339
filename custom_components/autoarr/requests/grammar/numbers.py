"""What the rules ask about numbers, and numbers that a language gives as a table."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple, Protocol

from .tokens import fold_phrase

_MAX_DIGITS: Final = 4
_LONG_ORDINAL: Final = 5
_YEAR: Final = 1000
_SMALL: Final = 12


class Number(NamedTuple):
    """A number and how many words it takes."""

    value: int
    words: int


class Run(NamedTuple):
    """Words `start` to `end` that are one number, and the number in digits.

    `sure` where a title that has this number is rather written with digits.
    """

    start: int
    end: int
    digits: str
    sure: bool


class Numbers(Protocol):
    """How one language says numbers."""

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every word that is part of a number."""
        ...

    def cardinal_at(self, words: Sequence[str], start: int) -> Number | None:
        """Return the whole number, in digits or words, that begins at `start`; at most 9999."""
        ...

    def ordinal_at(self, words: Sequence[str], start: int) -> Number | None:
        """Return the ordinal that begins at `start`."""
        ...

    def year_at(self, words: Sequence[str], start: int) -> Number | None:
        """Return the number of four digits that begins at `start`."""
        ...

    def runs(self, words: Sequence[str]) -> list[Run]:
        """Return the numbers of a title that are said in words."""
        ...

    def within(self, words: Sequence[str], index: int) -> bool:
        """Say whether the word at `index` joins two parts of one number."""
        ...


class TableNumbers:
    """Numbers as a table of all that is said; digits are understood in every language."""

    def __init__(
        self,
        cardinals: Mapping[str, int],
        ordinals: Mapping[str, int],
        suffixes: tuple[str, ...] = (),
    ) -> None:
        """Take what numbers are called; `suffixes` make an ordinal of digits ("2e")."""
        self._given = (cardinals, ordinals)
        self._suffixes = suffixes

    @cached_property
    def _cardinals(self) -> Mapping[tuple[str, ...], int]:
        """The whole numbers by their folded words."""
        return {fold_phrase(phrase): value for phrase, value in self._given[0].items()}

    @cached_property
    def _ordinals(self) -> Mapping[tuple[str, ...], int]:
        """The ordinals by their folded words."""
        return {fold_phrase(phrase): value for phrase, value in self._given[1].items()}

    @cached_property
    def _longest(self) -> Mapping[str, int]:
        """How many words the longest number has that begins with a word."""
        longest: dict[str, int] = {}
        for phrase in (*self._cardinals, *self._ordinals):
            longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
        return longest

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that is part of a number."""
        return frozenset(word for phrase in self._cardinals for word in phrase)

    def cardinal_at(self, words: Sequence[str], start: int) -> Number | None:
        """Return the whole number, in digits or words, that begins at `start`; at most 9999."""
        if start < len(words) and words[start].isdecimal():
            return Number(int(words[start]), 1) if len(words[start]) <= _MAX_DIGITS else None
        return self._named(self._cardinals, words, start)

    def ordinal_at(self, words: Sequence[str], start: int) -> Number | None:
        """Return the ordinal ("second", "2e") that begins at `start`."""
        if start >= len(words):
            return None
        word = words[start]
        if word[:1].isdecimal() and len(word) <= _LONG_ORDINAL:
            digits = word.rstrip("".join(self._suffixes))
            known = word[len(digits) :] in self._suffixes
            return Number(int(digits), 1) if known and digits.isdecimal() else None
        return self._named(self._ordinals, words, start)

    def year_at(self, words: Sequence[str], start: int) -> Number | None:
        """Return the number of four digits that begins at `start`."""
        number = self.cardinal_at(words, start)
        return number if number is not None and number.value >= _YEAR else None

    def runs(self, words: Sequence[str]) -> list[Run]:
        """Return the numbers of a title that are said in words."""
        found: list[Run] = []
        index = 0
        while index < len(words):
            number = None if words[index].isdecimal() else self.cardinal_at(words, index)
            if number is None:
                index += 1
                continue
            end = index + number.words
            alone = number.words == len(words) and number.value > _SMALL
            found.append(Run(index, end, str(number.value), number.value >= _YEAR or alone))
            index = end
        return found

    def within(self, words: Sequence[str], index: int) -> bool:
        """Say whether the word at `index` joins two parts of one number."""
        for start in range(max(0, index - 4), index):
            number = self._named(self._cardinals, words, start)
            if number is not None and start + number.words > index + 1:
                return True
        return False

    def _named(
        self, table: Mapping[tuple[str, ...], int], words: Sequence[str], start: int
    ) -> Number | None:
        """Return the longest number of a table that begins at `start`."""
        longest = self._longest.get(words[start], 0) if start < len(words) else 0
        for length in range(min(longest, len(words) - start), 0, -1):
            value = table.get(tuple(words[start : start + length]))
            if value is not None:
                return Number(value, length)
        return None
