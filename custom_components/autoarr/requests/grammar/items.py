"""Cuts what is asked for into titles, each with its year, seasons and quality."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..parsed import MediaType, ParsedItem
from .hypotheses import titles_of
from .language import Language
from .naming import Name, name_of
from .scanning import scan
from .spans import Scan, Span
from .tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The titles of a request, the other way to read it, and whether it surely is about media."""

    items: tuple[ParsedItem, ...]
    other: tuple[ParsedItem, ...] = ()
    evidence: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """One title of several: its item, and what was found out on the way."""

    start: int
    end: int
    item: ParsedItem
    name: Name
    spans: tuple[Span, ...]


def read_items(tokens: Sequence[Token], language: Language, today: date) -> Reading:
    """Return the titles that these words ask for."""
    both = language.both.at([token.fold for token in tokens], 0)
    found = scan(tokens, language, today)
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
        free = length and index + length < len(folds) and found.free(index, index + length)
        if free and not _in_number(found, index):
            cuts.append(_Cut(index, index + length, hard, comma))
            index += length
        elif comma:
            cuts.append(_Cut(index, index, hard, comma=True))
        index += 1
    return cuts


def _inside(found: Scan, start: int, end: int) -> bool:
    """Say whether both words belong to the same span or known title."""
    if all(found.protected[start:end]):
        return True
    return any(span.start <= start and end <= span.end for span in found.spans)


def _in_number(found: Scan, index: int) -> bool:
    """Say whether an "and" is part of a spoken number like "one hundred and one"."""
    return index > 0 and found.folds[index - 1] in {"hundred", "thousand"}


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
    if whole.name.media_named and not whole.name.plural:
        return True
    if any(span.serial for span in whole.spans) or len(cuts) != 1:
        return any(span.serial for span in whole.spans) and len(cuts) == 1
    cut = cuts[0]
    if cut.comma:
        return cut.end == cut.start and cut.start == 1 and len(found.folds[0]) <= 1
    following = found.folds[cut.end]
    if following not in found.language.bound_after_and or found.tokens[cut.end].raw[0].isupper():
        return False
    end = next((span.start for span in found.spans if span.start > cut.end), len(found.folds))
    return tuple(found.folds[cut.end : end]) not in found.language.known_with_article


def _part(found: Scan, start: int, end: int) -> _Part:
    """Return one title with everything said about it."""
    spans = tuple(span for span in found.spans if span.start < end and start < span.end)
    name = name_of(found, start, end)
    year = next((span.year for span in spans if span.year is not None), name.year)
    seasons = tuple(dict.fromkeys(number for span in spans for number in span.seasons))
    episodes = tuple(dict.fromkeys(number for span in spans for number in span.episodes))
    latest = name.latest or any(span.latest for span in spans)
    serial = any(span.serial for span in spans)
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
        all_seasons=any(span.all_seasons for span in spans),
    )
    return _Part(start, end, item, name, spans)


def _reading(parts: Sequence[_Part], other: Sequence[_Part]) -> Reading:
    """Return the reading, with what was said once for all titles given to each."""
    evidence = any(
        part.name.media_named or part.name.latest or any(_telling(span) for span in part.spans)
        for part in parts
    )
    return Reading(items=_shared(parts), other=_shared(other), evidence=evidence)


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
