"""How well a candidate fits what was said, and whether one of them is the one: pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from .media import Candidate
from .normalise import normalise, normalise_loosely
from .parsed import MediaType, ParsedItem

FOUND: Final = 0.62
"""A lower score is another title altogether."""

CLEAR: Final = 0.85
"""From this score on, and with nothing within MARGIN, nobody needs to be asked."""

MARGIN: Final = 0.1
"""Candidates this close to the best one are as good: then the person is asked."""

OBSCURE: Final = 0.6
"""A namesake that is this much less known (0 to 1, logarithmic) is not worth a question."""

MAX_CHOICES: Final = 5

_LATER_HYPOTHESIS: Final = 0.03
_ALTERNATE_TITLE: Final = 0.02
_LOOSE_TITLE: Final = 0.05
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
    if (
        item.media_type is not MediaType.UNKNOWN
        and item.media_type is not candidate.media.media_type
    ):
        best -= _OTHER_KIND
    return min(1.0, max(0.0, best))


def ranked(item: ParsedItem, candidates: Iterable[Candidate]) -> list[Scored]:
    """Return the candidates with their scores, the best first; ties by how well known they are."""
    scored = [Scored(candidate, score(item, candidate)) for candidate in candidates]
    return sorted(
        scored,
        key=lambda one: (-round(one.score, 3), -one.candidate.prominence, one.candidate.rank),
    )


def contenders(item: ParsedItem, scored: Sequence[Scored]) -> list[Scored]:
    """Return those that may be meant, at most MAX_CHOICES; one alone is the one if it is CLEAR.

    `scored` is ordered as `ranked` does. Asked for the latest, the newest released comes first.
    """
    found = [one for one in scored if one.score >= FOUND]
    if not found:
        return []
    best = found[0]
    close = [one for one in found if one.score >= best.score - MARGIN]
    known = max(one.candidate.prominence for one in close)
    if item.year is None:
        close = [one for one in close if one.candidate.prominence > known - OBSCURE]
    for same in (exact_title, _with_article):
        close = [one for one in close if same(item, one.candidate)] or close
    if item.latest and all(one.candidate.media.is_movie for one in close):
        close = sorted(close, key=_newest_first)
    return close[:MAX_CHOICES]


def is_clear(close: Sequence[Scored]) -> bool:
    """Say whether nobody needs to be asked which title is meant."""
    return len(close) == 1 and close[0].score >= CLEAR


def exact_title(item: ParsedItem, candidate: Candidate) -> bool:
    """Say whether the candidate is called exactly as was said."""
    names = {normalise(name) for name in (candidate.media.title, *candidate.other_titles)}
    return any(normalise(title) in names for title in item.titles)


def _with_article(item: ParsedItem, candidate: Candidate) -> bool:
    """Say whether "the" was said and belongs to the title: "The Batman" is not "Batman"."""
    names = {name.casefold() for name in (candidate.media.title, *candidate.other_titles)}
    return any(title.casefold() in names and title[:4].lower() == "the " for title in item.titles)


def _newest_first(one: Scored) -> tuple[bool, int]:
    """Sort released titles before others, and the newest first."""
    candidate = one.candidate
    return not candidate.released, -(candidate.media.year or 0)


def _title_score(title: str, candidate: Candidate) -> float:
    """Return how alike the words said and the names of a candidate are."""
    said = normalise(title)
    if not said:
        return 0.0
    own = _alike(said, title, candidate.media.title)
    others = (_alike(said, title, other) - _ALTERNATE_TITLE for other in candidate.other_titles)
    return max(own, *others) if candidate.other_titles else own


def _alike(said: str, title: str, name: str) -> float:
    """Return how alike two titles are, 0 to 1."""
    known = normalise(name)
    if said == known:
        return 1.0
    if normalise_loosely(title) == normalise_loosely(name):
        return 1.0 - _LOOSE_TITLE
    alike = max(fuzz.ratio(said, known), fuzz.token_sort_ratio(said, known) - 5) / 100
    numbers = {word for word in said.split() if word.isdecimal()}
    if numbers != {word for word in known.split() if word.isdecimal()}:
        alike = min(alike, 0.7)
    if known.startswith(f"{said} "):
        return max(min(alike, _SERIES_OF_FILMS), _SERIES_OF_FILMS - 0.05)
    return min(alike, 0.95)


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
