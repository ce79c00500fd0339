"""Finds in a sentence what is certainly not part of a title: quality, seasons, episodes, year."""

from collections.abc import Iterator, Sequence
from datetime import date

from .language import Language
from .seasons import find_serial
from .spans import Scan, Span, plausible_year
from .spoken_numbers import year_at
from .tokens import Token


def scan(tokens: Sequence[Token], language: Language, today: date) -> Scan:
    """Return the spans of a request's words; what they leave is titles, and words around them."""
    folds = [token.fold for token in tokens]
    found = Scan(tokens, folds, _protected(tokens, folds, language), language, today)
    for finder in (_quality, find_serial, _explicit_year):
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


def _quality(found: Scan, index: int) -> Iterator[Span]:
    """Yield the quality that is named at `index`."""
    language, folds = found.language, found.folds
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
            if noun and end < len(folds) and folds[end] in language.of:
                end += 1
            if noun and start and folds[start - 1] in {"the", "a"}:
                start -= 1
            if found.free(start, end):
                yield Span(start=start, end=end, quality=quality)


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
        number = year_at(folds, index)
        if number is not None and plausible_year(number.value, found.today):
            yield Span(start=index, end=index + 1, year=number.value)
    for length in language.year_prepositions.lengths_at(folds, index):
        number = year_at(folds, index + length)
        if number is None or not plausible_year(number.value, found.today):
            continue
        end = index + length + number.words
        start = index + (1 if length > 1 and folds[index + 1] == "of" else 0)
        if end < len(folds):
            end += language.year_nouns.at(folds, end) if folds[end] in {"version", "one"} else 0
        if found.free(start, end):
            yield Span(start=start, end=end, year=number.value)
