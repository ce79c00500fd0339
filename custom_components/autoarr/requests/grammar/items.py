"""Cuts what is asked for into titles, each with its year, seasons and quality."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..parsed import MediaType, ParsedItem
from .asides import described_at
from .hypotheses import titles_of
from .language import Language
from .names import Name
from .naming import name_of
from .scanning import scan
from .spans import Scan, Span
from .tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The titles of a request, the other way to read it, and whether it surely is about media.

    `certain` where more than "film" or "new" shows it: a season, a quality, a year.
    """

    items: tuple[ParsedItem, ...]
    other: tuple[ParsedItem, ...] = ()
    evidence: bool = False
    certain: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """One title of several: its item, and what was found out on the way."""

    start: int
    end: int
    item: ParsedItem
    name: Name
    spans: tuple[Span, ...]


def read_items(
    tokens: Sequence[Token], language: Language, today: date, before: str = ""
) -> Reading:
    """Return the titles that these words ask for; `before` is the word that stood before them."""
    both = language.both.at([token.fold for token in tokens], 0)
    found = scan(tokens, language, today, before)
    whole = _part(found, 0, len(tokens))
    cuts = _cuts(found)
    if not cuts:
        return _reading((whole,), ())
    if both and both < len(tokens):
        return _reading(_parts(scan(tokens[both:], language, today)), ())
    parts = _merged(found, cuts)
    if len(parts) == 1:
        return _reading(parts, ())
    certain = any(cut.hard for cut in cuts) or whole.name.plural
    certain = certain or _told_apart(parts)
    certain = certain or len({part.item.media_type for part in parts} - {MediaType.UNKNOWN}) > 1
    if certain:
        return _reading(parts, ())
    if _one_title(found, cuts, whole):
        return _reading((whole,), parts)
    return _reading(parts, (whole,))


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place between two titles: the words `start` to `end` join them."""

    start: int
    end: int
    hard: bool
    comma: bool


def _cuts(found: Scan) -> list[_Cut]:
    """Return where one title may end and the next begin."""
    cuts: list[_Cut] = []
    language, folds = found.language, found.folds
    index = 1
    while index < len(folds):
        comma = found.tokens[index - 1].pause and not _inside(found, index - 1, index + 1)
        length = language.hard_joiners.at(folds, index)
        hard = bool(length) or (comma and found.tokens[index - 1].raw.endswith(";"))
        length = length or language.joiners.at(folds, index)
        if length and found.tokens[index].raw in {"&", "+"}:
            length = 0
        if length and described_at(found, index + length):
            length = 0
        free = length and index + length < len(folds) and found.free(index, index + length)
        if free and not language.numbers.within(folds, index):
            cuts.append(_Cut(index, index + length, hard, comma))
            index += length
        elif comma and not described_at(found, index):
            cuts.append(_Cut(index, index, hard, comma=True))
        index += 1
    return cuts


def _inside(found: Scan, start: int, end: int) -> bool:
    """Say whether both words belong to the same span or known title."""
    if all(found.protected[start:end]):
        return True
    return any(span.start <= start and end <= span.end for span in found.spans)


def _parts(found: Scan) -> tuple[_Part, ...]:
    """Return the parts of words that surely name several titles."""
    return _merged(found, _cuts(found))


def _merged(found: Scan, cuts: Sequence[_Cut]) -> tuple[_Part, ...]:
    """Cut the words; what has no title of its own joins its neighbour."""
    starts = [0, *(cut.end for cut in cuts)]
    ends = [*(cut.start for cut in cuts), len(found.tokens)]
    parts: list[_Part] = []
    pending: int | None = None
    for start, end in zip(starts, ends, strict=True):
        begin = start if pending is None else pending
        part = _part(found, begin, end)
        nameless = not part.item.titles or _only_media_word(found, start, end)
        if not nameless:
            parts.append(part)
            pending = None
        elif parts:
            last = parts.pop()
            parts.append(_part(found, last.start, end))
        else:
            pending = begin
    if pending is not None:
        parts.append(_part(found, pending, len(found.tokens)))
    return tuple(parts)


def _only_media_word(found: Scan, start: int, end: int) -> bool:
    """Say whether a part is no more than "the movie" or "the 2021 version"."""
    left = [index for index in range(start, end) if not found.taken(index)]
    folds = [found.folds[index] for index in left]
    while folds and folds[0] in found.language.determiners:
        folds.pop(0)
    if not folds:
        return True
    media = any(phrases.at(folds, 0) == len(folds) for phrases in found.language.media.values())
    return media or found.language.year_nouns.before(folds, len(folds)) >= len(folds) - 1 > 0


def _told_apart(parts: Sequence[_Part]) -> bool:
    """Say whether something was said about one title only: "Dune from 2021 and Arrival"."""
    if any(part.item.year for part in parts[:-1]):
        return True
    if sum(any(span.serial for span in part.spans) for part in parts) > 1:
        return True
    return any(
        not span.serial or span.start > part.name.words[0]
        for part in parts[:-1]
        for span in part.spans
    )


def _one_title(found: Scan, cuts: Sequence[_Cut], whole: _Part) -> bool:
    """Say whether the "and" rather belongs to one title: "Beauty and the Beast"."""
    if whole.name.media_named and not whole.name.plural and len(cuts) == 1:
        return True
    if any(span.serial for span in whole.spans) or len(cuts) != 1:
        return any(span.serial for span in whole.spans) and len(cuts) == 1
    cut = cuts[0]
    first, second = found.folds[: cut.start], found.folds[cut.end :]
    if first == second or _of_both(found, first, second):
        return True
    if second[: len(first)] == first:
        return False
    if cut.comma:
        return cut.end == cut.start and cut.start == 1 and len(found.folds[0]) <= 1
    end = next((span.start for span in found.spans if span.start > cut.end), len(found.folds))
    second = found.folds[cut.end : end]
    following = found.folds[cut.end]
    small = found.language.articles | found.language.indefinite
    if following not in found.language.bound_after_and:
        return _rather_one(first, second, found.language)
    if following in small and (
        found.tokens[cut.end].raw[0].isupper() or first in found.language.well_known
    ):
        return False
    return second not in found.language.known_with_article


def _rather_one(first: Sequence[str], second: Sequence[str], language: Language) -> bool:
    """Say whether two names that nothing tells apart are one title: "Lilo and Stitch".

    Two that are known as titles are two, and so are two of several words, as one title is rarely that long.
    """
    known = [_is_title(one, language) for one in (first, second)]
    longer = [len(one) > 1 for one in (first, second)]
    return not all(known) and not all(longer) and not (any(known) and any(longer))


def _is_title(folds: Sequence[str], language: Language) -> bool:
    """Say whether these words alone are known as a title, with an article or without."""
    plain = folds[1:] if folds[0] in language.articles else folds
    tables = (language.known, language.known_with_article, language.well_known)
    return any(folds in table for table in tables) or plain in language.well_known


def _of_both(found: Scan, first: Sequence[str], second: Sequence[str]) -> bool:
    """Say whether both words have the same "of": "The Rise and Fall of Reginald Perrin"."""
    language = found.language
    return (
        len(first) == 2
        and first[0] in language.articles
        and len(second) > 2
        and second[1] in language.of
    )


def _part(found: Scan, start: int, end: int) -> _Part:
    """Return one title with everything said about it."""
    spans = tuple(span for span in found.spans if span.start < end and start < span.end)
    name = name_of(found, start, end)
    year = next((span.year for span in spans if span.year is not None), name.year)
    seasons = {*name.seasons, *(number for span in spans for number in span.seasons)}
    episodes = {*name.episodes, *(number for span in spans for number in span.episodes)}
    latest = name.latest or any(span.latest for span in spans)
    every = name.all_seasons or any(span.all_seasons for span in spans)
    serial = every or bool(seasons or episodes) or any(span.serial for span in spans)
    kind = name.media_type
    if kind is MediaType.UNKNOWN and serial:
        kind = MediaType.TV
    item = ParsedItem(
        media_type=kind,
        titles=titles_of(name),
        year=year,
        seasons=tuple(sorted(seasons)),
        episodes=tuple(sorted(episodes)),
        quality=next((span.quality for span in spans if span.quality is not None), None),
        latest=latest,
        all_seasons=every and kind is not MediaType.MOVIE,
    )
    return _Part(start, end, item, name, spans)


def _reading(parts: Sequence[_Part], other: Sequence[_Part]) -> Reading:
    """Return the reading, with what was said once for all titles given to each."""
    evidence = any(
        part.name.media_named
        or part.name.edition
        or part.item.latest
        or part.item.all_seasons
        or part.item.seasons
        or any(_telling(span) for span in part.spans)
        for part in parts
    )
    certain = any(_telling(span) for part in parts for span in part.spans)
    return Reading(items=_shared(parts), other=_shared(other), evidence=evidence, certain=certain)


def _telling(span: Span) -> bool:
    """Say whether a span shows that the sentence is about media."""
    return span.serial or span.quality is not None or span.year is not None


def _shared(parts: Sequence[_Part]) -> tuple[ParsedItem, ...]:
    """Give a quality named last, and a kind named in the plural, to all titles."""
    items = [part.item for part in parts]
    if len(items) > 1:
        named = [item.quality for item in items if item.quality is not None]
        if len(named) == 1 and items[-1].quality is not None:
            items = [replace(item, quality=named[0]) for item in items]
        plural = next((part.item.media_type for part in parts if part.name.plural), None)
        if plural is not None:
            items = [
                replace(item, media_type=plural) if item.media_type is MediaType.UNKNOWN else item
                for item in items
            ]
    return tuple(item for item in items if item.titles or len(items) == 1)
