"""Finds where somebody takes back what was just said: "add Alien, no wait, Aliens"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..parsed import MediaType, ParsedItem
from .language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The words `start` to `end` take back what is before them."""

    start: int
    end: int
    language: Language


def correction_in(folds: Sequence[str], languages: Sequence[Language]) -> Correction | None:
    """Return where a sentence takes itself back; known titles keep such words."""
    for language in languages:
        for index in range(1, len(folds) - 1):
            length = language.corrections.at(folds, index)
            if length and index + length < len(folds) and not _in_title(folds, index, language):
                return Correction(start=index, end=index + length, language=language)
    return None


def _in_title(folds: Sequence[str], index: int, language: Language) -> bool:
    """Say whether a word belongs to a known title."""
    return any(language.known.at(folds, start) > index - start for start in range(index + 1))


def instead(first: ParsedItem, second: ParsedItem) -> ParsedItem:
    """Return what was meant: what was said last, and of what was said before all that still holds."""
    kind = second.media_type
    if not second.titles:
        return replace(
            first,
            media_type=first.media_type if kind is MediaType.UNKNOWN else kind,
            year=second.year or first.year,
            seasons=second.seasons or first.seasons,
            episodes=second.episodes or first.episodes,
            quality=second.quality or first.quality,
            latest=second.latest or (first.latest and not second.seasons),
            all_seasons=second.all_seasons or (first.all_seasons and not second.seasons),
        )
    if first.titles and kind is MediaType.UNKNOWN:
        kind = first.media_type
    return replace(second, media_type=kind, quality=second.quality or first.quality)
