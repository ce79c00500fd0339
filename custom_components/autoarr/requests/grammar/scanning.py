"""Finds in a sentence what is certainly not part of a title: quality, seasons, episodes, year."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from .language import Language
from .seasons import find_serial
from .spans import Scan, Span, is_quality, plausible_year
from .tokens import Token

_CONTRAST_WORDS: Final = 6
"""So many words at most say which one is not meant: "not the one from the eighties"."""


def scan(tokens: Sequence[Token], language: Language, today: date, before: str = "") -> Scan:
    """Return the spans of a request's words; what they leave is titles, and words around them."""
    folds = [token.fold for token in tokens]
    found = Scan(tokens, folds, _protected(tokens, folds, language), language, today, before)
    for finder in (_contrast, _quality, find_serial, _explicit_year):
        index = 0
        while index < len(tokens):
            if not found.free(index, index + 1):
                index += 1
                continue
            span = next(finder(found, index), None)
            if span is not None and span.end - span.start < len(tokens):
                found.spans.append(span)
                index = span.end
            elif span is not None and span.serial:
                found.spans.append(span)
                break
            else:
                index += 1
    return found


def _protected(tokens: Sequence[Token], folds: Sequence[str], language: Language) -> list[bool]:
    """Mark the words of known titles and of quotations."""
    marks = [token.quoted for token in tokens]
    index = 0
    while index < len(folds):
        length = language.known.at(folds, index)
        marks[index : index + length] = [True] * length
        index += max(1, length)
    return marks


def _contrast(found: Scan, index: int) -> Iterator[Span]:
    """Yield what is said not to be meant: "not the movie"; and "in German and English"."""
    language, folds = found.language, found.folds
    dropped = language.dropped.at(folds, index) if index else 0
    if any(word in language.and_words for word in folds[index : index + dropped]):
        yield Span(start=index, end=index + dropped)
    length = language.contrasts.at(folds, index) if index else 0
    if not length:
        return
    end = index + length
    while end < len(folds) and end - index < _CONTRAST_WORDS:
        end += 1
        if found.tokens[end - 1].pause or language.joiners.at(folds, end):
            break
    about = folds[index + length : end]
    kinds = any(
        phrases.at(about, at) for phrases in language.media.values() for at in range(len(about))
    )
    if kinds or any(
        word in language.year_heads
        or is_quality(found, index + length + at)
        or language.numbers.year_at(about, at)
        for at, word in enumerate(about)
    ):
        yield Span(start=index, end=end)


def _quality(found: Scan, index: int) -> Iterator[Span]:
    """Yield the quality that is named at `index`."""
    language, folds = found.language, found.folds
    small = language.articles | language.indefinite
    for soft, table in ((False, language.qualities), (True, language.soft_qualities)):
        for quality, phrases in table.items():
            length = phrases.at(folds, index)
            if not length or not found.free(index, index + length):
                continue
            start, end = index, index + length
            before = language.quality_prepositions.before(folds, start)
            noun = end < len(folds) and folds[end] in language.quality_nouns
            named = before or noun or (end == len(folds) and not folds[index].isdecimal())
            if soft and not named:
                continue
            start -= before
            while end < len(folds) and folds[end] in language.quality_nouns:
                end += 1
            end += language.release_features.at(folds, end)
            end += _other_quality(found, end)
            if noun and end < len(folds) - 1 and folds[end] in language.of:
                end += 1
            while not before and start and folds[start - 1] in language.quality_nouns:
                start -= 1
                before = language.quality_prepositions.before(folds, start)
                start -= before
            if noun and start and folds[start - 1] in small:
                start -= 1
            if found.free(start, end):
                yield Span(start=start, end=end, quality=quality)


def _other_quality(found: Scan, start: int) -> int:
    """Return how many words of "or 1080p" begin at `start`: the first one named counts."""
    joiner = found.language.or_words.at(found.folds, start)
    if not joiner:
        return 0
    tables = (*found.language.qualities.values(), *found.language.soft_qualities.values())
    length = max(phrases.at(found.folds, start + joiner) for phrases in tables)
    return joiner + length if length else 0


def _explicit_year(found: Scan, index: int) -> Iterator[Span]:
    """Yield the year that is named as such at `index`: "from 2021", "(2021)", "from last year"."""
    language, folds = found.language, found.folds
    for phrases, year in (
        (language.last_year, found.today.year - 1),
        (language.this_year, found.today.year),
    ):
        length = phrases.at(folds, index)
        if length:
            yield Span(start=index, end=index + length, year=year)
    raw = found.tokens[index].raw
    if raw.startswith(("(", "[")) and raw.rstrip(".,;:!?").endswith((")", "]")):
        number = language.numbers.year_at(folds, index)
        if number is not None and plausible_year(number.value, found.today):
            yield Span(start=index, end=index + 1, year=number.value)
    for length in language.year_prepositions.lengths_at(folds, index):
        number = language.numbers.year_at(folds, index + length)
        if number is None or not plausible_year(number.value, found.today):
            continue
        end = index + length + number.words
        start = index + (1 if length > 1 and folds[index + 1] == "of" else 0)
        if end < len(folds) and folds[end] in language.year_heads:
            end += language.year_nouns.at(folds, end)
        if found.free(start, end):
            yield Span(start=start, end=end, year=number.value)
