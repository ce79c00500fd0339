"""How well a candidate fits what was said: pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from .media import Candidate
from .normalise import normalise, normalise_loosely
from .parsed import MediaType, ParsedItem
from .titles import base_title

FOUND: Final = 0.62
"""A lower score is another title altogether."""

CLEAR: Final = 0.85
"""From this score on, and with nothing within MARGIN, nobody needs to be asked."""

MARGIN: Final = 0.1
"""Candidates this close to the best one are as good: then the person is asked."""

_LATER_HYPOTHESIS: Final = 0.03
_ALTERNATE_TITLE: Final = 0.02
_LOOSE_TITLE: Final = 0.05
_OTHER_NUMBERS: Final = 0.7
"""The most that a title with other numbers scores: "Toy Story 2" is not "Toy Story 3"."""

_NOT_THE_SAME: Final = 0.95
_SERIES_OF_FILMS: Final = 0.75
"""What a title that only begins with the words said scores ("Harry Potter")."""

_ONE_YEAR_OFF: Final = 0.08
_OTHER_YEAR: Final = 0.5
_NO_YEAR: Final = 0.2
_OTHER_KIND: Final = 0.5
_NOT_A_SERIES: Final = 0.3


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate and its score, 0 to 1."""

    candidate: Candidate
    score: float


def score(item: ParsedItem, candidate: Candidate) -> float:
    """Return how well a candidate fits, 0 (not at all) to 1 (title, year and kind are right)."""
    best = max(
        (
            _title_score(title, candidate)
            - index * _LATER_HYPOTHESIS
            - _year_cost(title, item, candidate)
            for index, title in enumerate(item.titles)
        ),
        default=0.0,
    )
    movie = candidate.media.is_movie
    if item.media_type is not MediaType.UNKNOWN and (item.media_type is MediaType.MOVIE) != movie:
        best -= _OTHER_KIND
    if movie and (item.seasons or item.episodes or item.all_seasons):
        best -= _NOT_A_SERIES
    return min(1.0, max(0.0, best))


def ranked(item: ParsedItem, candidates: Iterable[Candidate]) -> list[Scored]:
    """Return the candidates with their scores, the best first; ties by how well known they are.

    The order they come in makes no difference.
    """
    scored = [Scored(candidate, score(item, candidate)) for candidate in candidates]
    return sorted(
        scored,
        key=lambda one: (
            -round(one.score, 3),
            -one.candidate.prominence,
            one.candidate.rank,
            one.candidate.media.key,
        ),
    )


def own_names(candidate: Candidate) -> tuple[str, ...]:
    """Return what a title is called by its catalogue, with and without the year or country added."""
    title = candidate.media.title
    base = base_title(title)
    return (title,) if base == title else (title, base)


def _title_score(title: str, candidate: Candidate) -> float:
    """Return how alike the words said and the names of a candidate are."""
    said = normalise(title)
    return max(_likenesses(said, title, candidate)) if said else 0.0


def _likenesses(said: str, title: str, candidate: Candidate) -> Iterator[float]:
    """Yield how alike each name of a candidate is."""
    for name in own_names(candidate):
        yield _alike(said, title, name)
    for name in candidate.other_titles:
        yield _alike(said, title, name) - _ALTERNATE_TITLE


def _alike(said: str, title: str, name: str) -> float:
    """Return how alike two titles are, 0 to 1."""
    known = normalise(name)
    if said == known:
        return 1.0
    if normalise_loosely(title) == normalise_loosely(name):
        return 1.0 - _LOOSE_TITLE
    alike = max(fuzz.ratio(said, known), fuzz.token_sort_ratio(said, known) - 5) / 100
    if _numbers(said) != _numbers(known):
        alike = min(alike, _OTHER_NUMBERS)
    if known.startswith(f"{said} "):
        return max(min(alike, _SERIES_OF_FILMS), _SERIES_OF_FILMS - 0.05)
    return min(alike, _NOT_THE_SAME)


def _numbers(words: str) -> set[str]:
    """Return the numbers among the words of a title."""
    return {word for word in words.split() if word.isdecimal()}


def _year_cost(title: str, item: ParsedItem, candidate: Candidate) -> float:
    """Return what a year that differs from the one said costs."""
    if item.year is None or title.rstrip(" )").endswith(str(item.year)):
        return 0.0
    year = candidate.media.year
    if year is None:
        return _NO_YEAR
    if item.year in {year, *candidate.other_years}:
        return 0.0
    return _ONE_YEAR_OFF if abs(item.year - year) == 1 else _OTHER_YEAR


def is_clear(close: Sequence[Scored]) -> bool:
    """Say whether nobody needs to be asked which title is meant."""
    return len(close) == 1 and close[0].score >= CLEAR
