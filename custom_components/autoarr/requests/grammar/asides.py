"""Takes off a title what is only said of it: its language, its maker, which version it is."""

from collections.abc import Sequence
from typing import Final

from .language import Language
from .names import Name
from .spans import Scan

_MOST_DESCRIBING: Final = 5
_MOST_NAMES: Final = 3
"""Words of "by John Carpenter"."""


def take_dropped(name: Name, end: int) -> None:
    """Take the language, the maker, the streaming service and what a span cut off at the end."""
    language = name.scan.language
    while True:
        folds = name.folds
        length = language.dropped.before(folds, len(folds), 1)
        if not length and name.words and name.words[-1] < end - 1:
            length = language.tails.before(folds, len(folds), 1)
        length = length or _maker(name, language) or _version(name, language)
        kept = len(folds) - length
        if not length or kept < 1 or not name.open_at(kept, length):
            return
        if folds[kept] in language.by_name | language.connectors:
            name.remember()
        name.words = name.words[:kept]
        while len(name.words) > 1 and name.folds[-1] in language.and_words | language.trailing:
            if not name.open_at(len(name.words) - 1):
                break
            name.words.pop()


def _maker(name: Name, language: Language) -> int:
    """Return how many words at the end say who made it or plays in it."""
    folds = name.folds
    for index in range(1, len(folds) - 1):
        if language.by.at(folds, index):
            return len(folds) - index
    person = language.people.before(folds, len(folds), 1)
    if (
        person
        and person + 1 < len(folds)
        and folds[-person - 1] in language.by_name | language.connectors
    ):
        return person + 1
    if len(folds) > 2 and folds[-2] in language.by_name and folds[-1] in language.surnames:
        return 2
    for index in range(max(1, len(folds) - 1 - _MOST_NAMES), len(folds) - 2):
        names = folds[index + 1 :]
        small = language.determiners | language.of | language.connectors
        if folds[index] in language.by_name and not any(
            one in small or one.isdecimal() for one in names
        ):
            return len(folds) - index
    return 0


def _version(name: Name, language: Language) -> int:
    """Return how many words at the end are like ", the Korean one"."""
    folds = name.folds
    for length in range(2, min(_MOST_DESCRIBING, len(folds) - 1) + 1):
        start = len(folds) - length
        if language.numbers.year_at(folds, start + 1):
            continue
        middle = folds[start + 1 : -1]
        plain = all(word in language.adjectives or word in language.described for word in middle)
        pause = name.tokens[start - 1].pause
        if _described(folds, start, len(folds), language) and (pause or (plain and middle)):
            return length
    return 0


def described_at(scan: Scan, index: int) -> bool:
    """Say whether the words behind a pause tell of the title before: ", the Korean one"."""
    language, folds = scan.language, scan.folds
    end = index
    while end < len(folds) and not (end > index and scan.tokens[end - 1].pause):
        end += 1
    if index >= len(folds):
        return False
    if language.by.at(folds, index, end) or language.dropped.at(folds, index, end) == end - index:
        return True
    return _described(folds, index, end, language)


def _described(folds: Sequence[str], start: int, end: int, language: Language) -> bool:
    """Say whether words are like "the Korean one", whatever stands in the middle."""
    return (
        2 <= end - start <= _MOST_DESCRIBING
        and folds[start] in language.articles
        and folds[end - 1] in language.year_heads
    )
