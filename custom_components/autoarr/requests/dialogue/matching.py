"""Which of the choices a description fits: pure."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from ..media import Choice, Scope
from ..normalise import normalise
from .describing import Description
from .origins import ORIGINS

_LONG: Final = 5
_ALIKE: Final = 80.0
_CENTURY: Final = 100
_PAIR: Final = 2
_OVERVIEW: Final = 2_000
_WHOLE: Final = frozenset({Scope.ALL, Scope.MOVIE})


def titled(choices: Sequence[Choice], said: Sequence[str]) -> list[int]:
    """Return the choices, numbered from 1, that have all of these words in their title."""
    wanted = normalise(" ".join(said)).split()
    titles = (normalise(choice.media.title).split() for choice in choices)
    return [number for number, has in enumerate(titles, 1) if _all_in(wanted, set(has))]


def told(choices: Sequence[Choice], said: Sequence[str]) -> list[int]:
    """Return the choices that have all of these words in their title, origin or overview."""
    wanted = normalise(" ".join(said)).split()
    texts = (
        (f"{choice.media.title} . {choice.maker} . {choice.language}", choice.overview[:_OVERVIEW])
        for choice in choices
    )
    known = ((set(normalise(facts).split()), set(normalise(text).split())) for facts, text in texts)
    return [number for number, has in enumerate(known, 1) if _all_in(wanted, *has)]


def _all_in(wanted: Sequence[str], facts: set[str], text: Set[str] = frozenset()) -> bool:
    """Say whether every word is there, a long one also when it was heard a little wrong.

    An origin ("the American one") is looked for among the facts only: a text has "us" in it too.
    """
    has = facts | text
    return bool(wanted) and all(
        word in has
        or not facts.isdisjoint(ORIGINS.get(word, ()))
        or (len(word) >= _LONG and any(fuzz.ratio(word, other) >= _ALIKE for other in has))
        for word in wanted
    )


def fitting(choices: Sequence[Choice], found: Description, *, focus: int | None) -> list[int]:
    """Return the choices that fit everything that was said; all when nothing was."""
    fit = _Fit(choices, found, focus)
    left = list(range(1, len(choices) + 1))
    for narrow in (fit.kind, fit.year, fit.season, fit.place, fit.other, fit.age):
        left = narrow(left)
    return left


def one_title(choices: Sequence[Choice]) -> bool:
    """Say whether all choices are about the same title: then they differ in their seasons."""
    return len({choice.media.key for choice in choices}) == 1


@dataclass(frozen=True, slots=True)
class _Fit:
    """Narrows choices, one aspect of the description after the other."""

    choices: Sequence[Choice]
    found: Description
    focus: int | None

    @property
    def _seasons_differ(self) -> bool:
        """Say whether seasons are what there is to choose."""
        return len(self.choices) > 1 and one_title(self.choices)

    def kind(self, left: list[int]) -> list[int]:
        """Keep the films or the series."""
        kinds = set(self.found.kinds)
        return [one for one in left if not kinds or self._choice(one).media.media_type in kinds]

    def year(self, left: list[int]) -> list[int]:
        """Keep those of a year; "84" is one too where no list is that long."""
        long = {number for number in self.found.numbers if number > len(self.choices)}
        short = set() if self._seasons_differ else long
        if not self.found.years and not short:
            return left
        years = {one: self._choice(one).media.year for one in left}
        return [
            one
            for one, year in years.items()
            if year in self.found.years or (year is not None and year % _CENTURY in short)
        ]

    def season(self, left: list[int]) -> list[int]:
        """Keep all of it, the latest season, or the seasons that were named."""
        if not self._seasons_differ:
            return left
        found = self.found
        if found.everything:
            return [one for one in left if self._choice(one).scope in _WHOLE]
        if found.latest or found.newer or found.last:
            newest = max((self._choice(one).seasons for one in left), default=())
            return [one for one in left if newest and self._choice(one).seasons == newest]
        wanted = set(found.seasons) or set(found.numbers) or set(found.ordinals)
        return [one for one in left if not wanted or set(self._choice(one).seasons) == wanted]

    def place(self, left: list[int]) -> list[int]:
        """Keep the second one, or the last; over one title a number is a season."""
        if self._seasons_differ:
            return left
        count = len(self.choices)
        places = [*self.found.ordinals, *(one for one in self.found.numbers if one <= count)]
        if self.found.last and not places:
            places = [count]
        return [one for one in left if not places or one in places]

    def other(self, left: list[int]) -> list[int]:
        """Keep the other one of two."""
        if not self.found.other:
            return left
        pair = len(self.choices) == _PAIR and self.focus is not None
        return [one for one in left if pair and one != self.focus]

    def age(self, left: list[int]) -> list[int]:
        """Keep the oldest or the newest; none when nobody knows which that is."""
        older, newer = self.found.older, self.found.newer
        if self._seasons_differ or not (older or newer):
            return left
        years = [year for one in left if (year := self._choice(one).media.year) is not None]
        if len(years) < len(left) or not years or (older and newer) or len(self.choices) == 1:
            return []
        wanted = min(years) if older else max(years)
        return [one for one in left if self._choice(one).media.year == wanted]

    def _choice(self, number: int) -> Choice:
        """Return the choice with a number."""
        return self.choices[number - 1]
