"""Where the words about a title end, and what a sentence says behind them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ..parsed import Intent
from .language import Frame, Language

_MOST_YEAR_WORDS: Final = 6


@dataclass(slots=True)
class Ending:
    """Where the title ends, whether the frame's own ending was there, and a quality behind it.

    `stops` are the places where the sentence could have ended.
    """

    end: int
    own: bool = False
    aside: int = 0
    aside_end: int = 0
    stops: list[int] = field(default_factory=list)


def without_tails(folds: Sequence[str], start: int, end: int, language: Language) -> int:
    """Return where the sentence ends without politeness; known titles keep theirs."""
    while True:
        length = language.tails.before(folds, end, start)
        if not length or end - length <= start or _known_end(folds, start, end, length, language):
            return end
        end -= length


def ending_of(folds: Sequence[str], start: int, frame: Frame, language: Language) -> Ending:
    """Return how the words from `start` end."""
    found = Ending(len(folds))
    while True:
        length, own = _length(folds, start, found.end, frame, language)
        if length:
            found.own = found.own or own
            found.end -= length
            found.stops.append(found.end)
            continue
        said = 0 if found.aside_end else quality_before(folds, start, found.end, language)
        said = said or (0 if found.aside_end else _year_before(folds, start, found.end, language))
        before = found.end - said
        if not said or not _length(folds, start, before, frame, language)[0]:
            return found
        found.aside, found.aside_end, found.end = before, found.end, before


def _length(
    folds: Sequence[str], start: int, end: int, frame: Frame, language: Language
) -> tuple[int, bool]:
    """Return how many words before `end` are no part of the title, and if the frame expects them."""
    own = frame.ends.before(folds, end, start)
    tail = language.tails.before(folds, end, start)
    if frame.intent is Intent.ADD:
        aside = language.dropped.before(folds, end, start)
        if aside and frame.ends.before(folds, end - aside, start):
            tail = max(tail, aside)
    else:
        tail = max(tail, language.fillers.before(folds, end, start))
    length = max(own, tail)
    if not length or end - length <= start or _known_end(folds, start, end, length, language):
        return 0, False
    if not own and _only_media_words(folds[start : end - length], language):
        return 0, False
    if any(phrases.before(folds, end, start) > length for phrases in language.qualities.values()):
        return 0, False
    return length, own > 0


def _only_media_words(folds: Sequence[str], language: Language) -> bool:
    """Say whether nothing but "the documentary" is left: what follows is its name."""
    name = len(folds) == 2 and folds[0] in language.articles
    return name and any(phrases.at(folds, 1) == 1 for phrases in language.media.values())


def quality_before(folds: Sequence[str], start: int, end: int, language: Language) -> int:
    """Return how many words before `end` name a quality as such: "in 4k", "en 4k"."""
    behind = end
    while behind > start and folds[behind - 1] in language.quality_nouns:
        behind -= 1
    tables = (*language.qualities.values(), *language.soft_qualities.values())
    length = max((phrases.before(folds, behind, start) for phrases in tables), default=0)
    if not length:
        return 0
    preposition = language.quality_prepositions.before(folds, behind - length, start)
    return end - behind + length + preposition if preposition else 0


def _year_before(folds: Sequence[str], start: int, end: int, language: Language) -> int:
    """Return how many words before `end` name a year as such: "from 2021"."""
    for length in range(1, min(_MOST_YEAR_WORDS, end - start) + 1):
        number = language.numbers.year_at(folds, end - length)
        if number is not None and number.words == length:
            preposition = language.year_prepositions.before(folds, end - length, start)
            return length + preposition if preposition else 0
    return 0


def _known_end(folds: Sequence[str], start: int, end: int, length: int, language: Language) -> bool:
    """Say whether the last words belong to a known title."""
    return language.known.before(folds, end, start) > length
