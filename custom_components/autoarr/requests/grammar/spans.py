"""Stretches of a sentence that are not part of a title, and what they say."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ..parsed import Quality
from .language import Language
from .tokens import Token

FIRST_FILM_YEAR: Final = 1874
_YEARS_AHEAD: Final = 10


@dataclass(slots=True, kw_only=True)
class Span:
    """Words `start` to `end` (not included) and what they say."""

    start: int
    end: int
    quality: Quality | None = None
    year: int | None = None
    seasons: tuple[int, ...] = ()
    episodes: tuple[int, ...] = ()
    latest: bool = False
    all_seasons: bool = False
    behind: bool = False

    @property
    def serial(self) -> bool:
        """Say whether only a series can be meant."""
        return bool(self.seasons or self.episodes or self.latest or self.all_seasons)


@dataclass(slots=True)
class Scan:
    """The words of a request, those that certainly are part of a title, and the spans.

    `before` is the word that stood before them.
    """

    tokens: Sequence[Token]
    folds: Sequence[str]
    protected: Sequence[bool]
    language: Language
    today: date
    before: str = ""
    spans: list[Span] = field(default_factory=list)

    def free(self, start: int, end: int) -> bool:
        """Say whether these words are neither part of a known title nor spoken for."""
        return not any(self.protected[start:end]) and not any(
            span.start < end and start < span.end for span in self.spans
        )

    def taken(self, index: int) -> bool:
        """Say whether this word belongs to a span."""
        return any(span.start <= index < span.end for span in self.spans)


def plausible_year(year: int, today: date, ahead: int = _YEARS_AHEAD) -> bool:
    """Say whether a film or series can be of that year."""
    return FIRST_FILM_YEAR <= year <= today.year + ahead


def is_quality(found: Scan, index: int) -> bool:
    """Say whether a quality stands at `index`."""
    return any(
        phrases.at(found.folds, index)
        for table in (found.language.qualities, found.language.soft_qualities)
        for phrases in table.values()
    )
