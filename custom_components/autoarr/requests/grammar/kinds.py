"""Takes "the movie", "tv show called", "the French film" and "trilogy" off a title."""

from collections.abc import Sequence

from ..parsed import MediaType
from .language import Language
from .names import Name
from .tokens import spoken


def take_media_words(name: Name) -> None:
    """Take the words that say what kind of media it is off either end."""
    language = name.scan.language
    folds = name.folds
    skip = 0
    while skip < len(folds) and folds[skip] in language.determiners and name.open_at(skip):
        skip += 1
    skip, latest = _newer(name, skip)
    length, kind = _media_at(name, skip)
    adjectives = skip
    while not length and (described := _adjective_at(folds, adjectives, language)):
        adjectives += described
        length, kind = _media_at(name, adjectives)
    if not length and adjectives:
        adjectives, length = _genre_at(name, skip, adjectives)
    described = length if adjectives > skip else 0
    skip = adjectives if length else skip
    rest = skip + length
    rest += language.called.at(folds, rest) if length else 0
    plural = folds[skip : skip + length] in language.media_plurals
    after = language.both_words | (language.of if plural or latest else frozenset())
    rest += 1 if length and rest < len(folds) - 1 and folds[rest] in after else 0
    if length and rest < len(folds):
        if rest == skip + length and not described:
            name.remember()
            if skip and not latest and _capitals(name, rest):
                name.others.insert(0, spoken(name.tokens[rest:]))
                return
        _note_media(name, kind, folds[skip : skip + length])
        name.latest = name.latest or latest
        name.words = name.words[rest:]
        return
    called = language.called.at(folds, 0)
    if called and called < len(folds):
        name.words = name.words[called:]
        return
    _take_media_word_behind(name, language)
    _take_collection(name, language)


def _adjective_at(folds: Sequence[str], index: int, language: Language) -> int:
    """Return how many words before "movie" are like "French" or "Tom Hanks"."""
    if index < len(folds) and folds[index] in language.adjectives:
        return 1
    return language.people.at(folds, index) if index else 0


def _genre_at(name: Name, skip: int, end: int) -> tuple[int, int]:
    """Return where "thriller" in "the Korean thriller" before a title begins, and its words."""
    language = name.scan.language
    folds = name.folds
    for place in (end, skip, *range(skip, end)):
        length = language.genres.at(folds, place)
        behind = place + length
        small = language.of | language.and_words
        if length and place and behind < len(folds) and folds[behind] not in small:
            if not name.open_at(place, length):
                break
            name.remember()
            return place, length
    return end, 0


def _newer(name: Name, skip: int) -> tuple[int, bool]:
    """Return where "new" or "latest" before a media word ends, and whether it was there."""
    language = name.scan.language
    folds = name.folds
    end = skip
    if end < len(folds) and folds[end] in language.most:
        end += 1
    if end >= len(folds) or folds[end] not in language.latest | language.new | language.last:
        return skip, False
    end += 1
    media = end
    while media < len(folds) and folds[media] in language.adjectives:
        media += 1
    return (end, True) if _media_at(name, media)[0] else (skip, False)


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
        pause = name.tokens[kept - 1].pause
        while pause is False and kept > 2 and folds[kept - 1] in language.adjectives:
            before = folds[kept - 2]
            if before not in language.articles | language.indefinite:
                break
            kept -= 1
        dangling = kept > 1 and folds[kept - 1] in language.articles | language.indefinite
        name.remember()
        _note_media(name, kind, folds[len(folds) - length :])
        name.words = name.words[: kept - 1 if dangling else kept]
        every = language.every_words.at(name.folds, 0)
        single = language.numbers.cardinal_at(name.folds, every) is None
        if (
            every
            and (name.plural or folds[0] in language.each_words)
            and single
            and every < len(name.words)
            and name.open_at(0, every)
        ):
            name.words = name.words[every:]
        elif not dangling and not name.tokens[-1].pause:
            take_article(name)
        return


def _take_collection(name: Name, language: Language) -> None:
    """Take "trilogy" and the like off the end: only films come so."""
    folds = name.folds
    length = language.collections.before(folds, len(folds), 1)
    if (
        length
        and not language.indefinite & set(folds)
        and name.open_at(len(folds) - length, length)
    ):
        name.remember()
        name.media_named = True
        if name.media_type is MediaType.UNKNOWN:
            name.media_type = MediaType.MOVIE
        name.words = name.words[:-length]
        take_article(name)
    else:
        length = language.collections.at(folds, 0)
        if length and length < len(folds) and name.open_at(0, length):
            name.remember()
            name.media_named = True
            name.media_type = MediaType.MOVIE
            name.words = name.words[length:]


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
    if not best and position < len(folds) and name.open_at(position):
        for ending, candidate in name.scan.language.media_endings.items():
            if folds[position].endswith(ending) and position and len(folds) > position + 1:
                return 1, candidate
    return best, kind


def _note_media(name: Name, kind: MediaType, folds: Sequence[str]) -> None:
    """Remember what kind of media was named."""
    name.media_named = True
    name.plural = name.plural or folds in name.scan.language.media_plurals
    if name.media_type is MediaType.UNKNOWN:
        name.media_type = kind


def take_article(name: Name) -> None:
    """Take the article of "the Dune movie" off, unless it is the title's own."""
    folds = name.folds
    language = name.scan.language
    if len(folds) < 2 or folds[0] not in language.articles | language.that or not name.open_at(0):
        return
    name.remember()
    own = folds in language.known_with_article
    written = name.words[0] > 0 and name.tokens[0].raw[:1].isupper()
    if own or written:
        return
    name.words = name.words[1:]
    while len(name.words) > 1 and name.folds[0] in language.described and name.open_at(0):
        name.all_seasons = name.all_seasons or language.described[name.folds[0]]
        name.words = name.words[1:]
