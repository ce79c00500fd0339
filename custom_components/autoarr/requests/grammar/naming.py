"""Takes the words around a title off it, and keeps every way it may be called."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ..parsed import MediaType
from .language import Language
from .spans import Scan, plausible_year
from .spoken_numbers import is_number_word, year_at
from .tokens import Token, spoken

_NEAR_YEARS: Final = 2
"""A bare number is taken for a year up to so many years ahead; later ones belong to titles."""

_OLDEST_BARE_YEAR: Final = 1900
_CONNECTORS: Final = frozenset({"of", "from", "for", "in", "and", "with", "to"})


@dataclass(slots=True)
class Name:
    """The words of one title while what surrounds it is taken off."""

    words: list[int]
    scan: Scan
    media_type: MediaType = MediaType.UNKNOWN
    plural: bool = False
    media_named: bool = False
    year: int | None = None
    latest: bool = False
    others: list[str] = field(default_factory=list)

    @property
    def folds(self) -> list[str]:
        """The folded words that are left."""
        return [self.scan.folds[index] for index in self.words]

    @property
    def tokens(self) -> list[Token]:
        """The words that are left."""
        return [self.scan.tokens[index] for index in self.words]

    def remember(self) -> None:
        """Keep the present words as another thing the title may be called."""
        self.others.append(spoken(self.tokens))

    def open_at(self, position: int, length: int = 1) -> bool:
        """Say whether the words at `position` may be taken off: they are no known title."""
        return not any(
            self.scan.protected[index] for index in self.words[position : position + length]
        )


def name_of(scan: Scan, start: int, end: int) -> Name:
    """Return the title in the words `start` to `end` that no span has taken."""
    left = [index for index in range(start, end) if not scan.taken(index)]
    name = Name(_without_connectors(scan, left, start, end), scan)
    _take_media_words(name)
    _take_leading_year(name)
    _take_trailing_year(name)
    _take_newness(name)
    _take_media_words(name)
    _take_leading_year(name)
    _take_edition(name)
    return name


def _without_connectors(scan: Scan, left: list[int], start: int, end: int) -> list[int]:
    """Drop "of", "and" and the like where they only connected a title to a span."""
    words = list(left)
    while words and scan.folds[words[0]] in _CONNECTORS and words[0] > start:
        words.pop(0)
    while (
        len(words) > 1
        and words[-1] < end - 1
        and scan.folds[words[-1]] in _CONNECTORS | {"the"}
        and not scan.protected[words[-1]]
    ):
        words.pop()
    if words and words[0] > start and len(words) == 1 and scan.folds[words[0]] in {"the", "a"}:
        words.pop()
    return words


def _take_media_words(name: Name) -> None:
    """Take "the movie", "tv show called" and the like off either end."""
    language = name.scan.language
    folds = name.folds
    skip = 0
    while skip < len(folds) and folds[skip] in language.determiners and name.open_at(skip):
        skip += 1
    if skip < len(folds) and folds[skip] in language.latest | language.new:
        newer = skip + 1
        if _media_at(name, newer)[0]:
            name.latest = True
            skip = newer
    length, kind = _media_at(name, skip)
    rest = skip + length
    rest += language.called.at(folds, rest) if length else 0
    rest += 1 if length and rest < len(folds) - 1 and folds[rest] in language.both_words else 0
    if length and rest < len(folds):
        if rest == skip + length:
            name.remember()
            if skip and _capitals(name, rest):
                name.others.insert(0, spoken(name.tokens[rest:]))
                return
        _note_media(name, kind, folds[skip : skip + length])
        name.words = name.words[rest:]
        return
    called = language.called.at(folds, 0)
    if called and called < len(folds):
        name.words = name.words[called:]
        return
    _take_media_word_behind(name, language)


def _take_media_word_behind(name: Name, language: Language) -> None:
    """Take "movie", ", the series" and the like off the end."""
    folds = name.folds
    for kind, phrases in language.media.items():
        length = phrases.before(folds, len(folds))
        kept = len(folds) - length
        if not length or not name.open_at(kept, length):
            continue
        if all(fold in language.determiners for fold in folds[:kept]):
            continue
        dangling = kept > 1 and folds[kept - 1] in {"the", "a"}
        name.remember()
        _note_media(name, kind, folds[kept:])
        name.words = name.words[: kept - 1 if dangling else kept]
        if not dangling:
            _take_article(name)
        return


def _capitals(name: Name, words: int) -> bool:
    """Say whether the first words are written as a title is ("The Film Club")."""
    return all(token.raw[:1].isupper() for token in name.tokens[:words])


def _media_at(name: Name, position: int) -> tuple[int, MediaType]:
    """Return how many words the media word at `position` has, and what it means."""
    folds = name.folds
    best, kind = 0, MediaType.UNKNOWN
    for candidate, phrases in name.scan.language.media.items():
        length = phrases.at(folds, position)
        if length > best and name.open_at(position, length):
            best, kind = length, candidate
    return best, kind


def _note_media(name: Name, kind: MediaType, folds: Sequence[str]) -> None:
    """Remember what kind of media was named."""
    name.media_named = True
    name.plural = name.plural or folds in name.scan.language.media_plurals
    if name.media_type is MediaType.UNKNOWN:
        name.media_type = kind


def _take_article(name: Name) -> None:
    """Take the article of "the Dune movie" off, unless it is the title's own."""
    folds = name.folds
    if len(folds) < 2 or folds[0] not in {"the", "that", "this"} or not name.open_at(0):
        return
    name.remember()
    own = folds in name.scan.language.known_with_article
    written = name.words[0] > 0 and name.tokens[0].raw == "The"
    if not own and not written:
        name.words = name.words[1:]


def _take_leading_year(name: Name) -> None:
    """Take a year off the front: "the 2021 Dune", "2021 Dune", "the 2021 version of Dune"."""
    folds = name.folds
    language = name.scan.language
    article = 1 if folds and folds[0] in language.determiners else 0
    number = year_at(folds, article)
    if number is None and article < len(folds):
        possessive = folds[article].removesuffix("s")
        if possessive != folds[article] and possessive.isdecimal():
            number = year_at([possessive], 0)
    if number is None or name.year is not None:
        return
    rest = article + number.words
    if rest >= len(folds) or not name.open_at(article, number.words):
        return
    if not _bare_year(number.value, name.scan) or folds[article] == "hundred":
        return
    name.remember()
    name.year = number.value
    rest += language.year_nouns.at(folds, rest)
    while rest < len(folds) - 1 and folds[rest] in language.of:
        rest += 1
    name.words = name.words[rest:] or name.words


def _take_trailing_year(name: Name) -> None:
    """Take a year off the end: "Dune 2021", "Dune, the 1984 version"."""
    folds = name.folds
    language = name.scan.language
    noun = language.year_nouns.before(folds, len(folds))
    for behind in (noun, 0) if noun else (0,):
        end = len(folds) - behind
        for length in (1, 2, 3, 4, 5):
            start = end - length
            if start < 1 or name.year is not None or not name.open_at(start, length):
                break
            number = year_at(folds, start)
            if number is None or number.words != length or not _bare_year(number.value, name.scan):
                continue
            if start and is_number_word(folds[start - 1]):
                continue
            kept = start - 1 if folds[start - 1] in {"the", "a"} else start
            if kept < 1 or folds[kept - 1] == "of":
                return
            if not behind:
                name.remember()
            name.year = number.value
            name.words = name.words[:kept]
            return


def _take_edition(name: Name) -> None:
    """Take "the extended edition of" off the front: which cut it is, no catalogue knows."""
    length = name.scan.language.editions.at(name.folds, 0)
    if length and length < len(name.words) and name.open_at(0, length):
        name.remember()
        name.words = name.words[length:]


def _bare_year(year: int, scan: Scan) -> bool:
    """Say whether a number without a preposition is rather a year than part of a title."""
    return year >= _OLDEST_BARE_YEAR and plausible_year(year, scan.today, _NEAR_YEARS)


def _take_newness(name: Name) -> None:
    """Take "the latest", "the newest", "the new" off the front."""
    language = name.scan.language
    folds = name.folds
    article = 1 if folds and folds[0] in {"the", "that"} else 0
    start = article
    if folds[start : start + 1] == ["most"]:
        start += 1
    if start + 1 >= len(folds) or not name.open_at(article, start + 1 - article):
        return
    word = folds[start]
    sure = word in language.latest or (start > article and word in language.new)
    if sure or (word == "new" and (article or name.media_named)):
        name.remember()
        name.latest = True
        name.words = name.words[start + 1 :]
    elif word == "new":
        name.others.append(spoken(name.tokens[1:]))
