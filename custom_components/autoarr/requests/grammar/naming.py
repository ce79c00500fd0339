"""Takes the words around a title off it, and keeps every way it may be called."""

from typing import Final

from ..parsed import MediaType
from .asides import take_dropped
from .kinds import take_article, take_media_words
from .names import Name
from .spans import Scan, plausible_year
from .tokens import spoken

_NEAR_YEARS: Final = 2
"""A bare number is taken for a year up to so many years ahead; later ones belong to titles."""

_OLDEST_BARE_YEAR: Final = 1900


def name_of(scan: Scan, start: int, end: int) -> Name:
    """Return the title in the words `start` to `end` that no span has taken."""
    left = [index for index in range(start, end) if not scan.taken(index)]
    name = Name(_without_connectors(scan, left, start, end), scan)
    _take_possessive(name, end)
    _take_season_part(name)
    take_dropped(name, end)
    _take_split_season(name)
    take_media_words(name)
    _take_leading_year(name)
    _take_trailing_year(name)
    _take_newness(name)
    take_dropped(name, end)
    take_media_words(name)
    _take_leading_year(name)
    _take_edition(name)
    _take_maker_before(name)
    _give_article(name)
    return name


def _without_connectors(scan: Scan, left: list[int], start: int, end: int) -> list[int]:
    """Drop "of", "and" and the like where they only connected a title to a span."""
    language = scan.language
    words = list(left)
    small = language.articles | language.indefinite
    while words and scan.folds[words[0]] in language.connectors and words[0] > start:
        if scan.protected[words[0]]:
            break
        words.pop(0)
    while (
        len(words) > 1
        and words[-1] < end - 1
        and scan.folds[words[-1]] in language.connectors | language.articles | language.trailing
        and not scan.protected[words[-1]]
    ):
        words.pop()
    for at, beside in ((0, 1), (-1, -1)):
        if len(words) > 1 and scan.folds[words[at]] in language.trailing:
            neighbour = words[at] + beside
            if start <= neighbour < end and scan.taken(neighbour):
                words.pop(at)
    if len(words) == 1 and words[0] > start and scan.folds[words[0]] in small:
        words.pop()
    return words


def _give_article(name: Name) -> None:
    """Give a title the article that is in the preposition before it: "du Bureau" is "le Bureau"."""
    if name.words:
        first, scan = name.words[0], name.scan
        before = scan.folds[first - 1] if first else scan.before
        name.article = scan.language.contracted.get(before, "")


def _take_possessive(name: Name, end: int) -> None:
    """Take the "'s" of "Fargo's second season" off, and the article of "the Fargo specials"."""
    if not name.words or name.words[-1] >= end - 1 or name.scan.protected[name.words[-1]]:
        return
    language = name.scan.language
    span = next((one for one in name.scan.spans if one.start == name.words[-1] + 1), None)
    if span is None or not span.serial:
        return
    if span.behind:
        take_article(name)
    last = name.scan.tokens[name.words[-1]]
    if language.possessive and last.raw.endswith(
        (f"'{language.possessive}", f"’{language.possessive}")
    ):
        name.ending = last._replace(raw=last.raw[: -1 - len(language.possessive)])


def _take_season_part(name: Name) -> None:
    """Take "part 2" off the end where a season was named before the title."""
    language = name.scan.language
    folds = name.folds
    if len(folds) < 3 or folds[-2] not in language.season_parts or not name.open_at(len(folds) - 2):
        return
    before = any(
        span.end == name.words[0] and (span.latest or span.seasons) for span in name.scan.spans
    )
    if before and language.numbers.cardinal_at(folds, len(folds) - 1) is not None:
        name.words = name.words[:-2]


def _take_split_season(name: Name) -> None:
    """Take "the latest … season", "all … episodes" and "the second … season" off both ends."""
    language = name.scan.language
    folds = name.folds
    serial = (language.season_words | language.episode_words) - language.doubtful_season_words
    if len(folds) < 3 or folds[-1] not in serial or not name.open_at(len(folds) - 1):
        return
    skip = 0
    while folds[skip] in language.articles | language.most:
        skip += 1
    every = language.every_words.at(folds, 0)
    ordinal = language.numbers.ordinal_at(folds, skip)
    if every and every < len(folds) - 1:
        name.all_seasons = True
        start = every
    elif folds[skip] in language.latest | language.new | language.last:
        name.latest = True
        start = skip + 1
    elif ordinal is not None and skip + ordinal.words < len(folds) - 1:
        if folds[-1] in language.season_words:
            name.seasons = (ordinal.value,)
        else:
            name.episodes = (ordinal.value,)
        start = skip + ordinal.words
    else:
        return
    if start < len(folds) - 1 and name.open_at(0, start):
        name.remember()
        name.media_named = True
        name.media_type = MediaType.TV
        name.words = name.words[start:-1]
    else:
        name.all_seasons = name.latest = False
        name.seasons = name.episodes = ()


def _take_leading_year(name: Name) -> None:
    """Take a year off the front: "the 2021 Dune", "2021 Dune", "the 2021 version of Dune"."""
    folds = name.folds
    language = name.scan.language
    article = 1 if folds and folds[0] in language.determiners else 0
    number = language.numbers.year_at(folds, article)
    if number is None and article < len(folds):
        possessive = folds[article].removesuffix("s")
        if possessive != folds[article] and possessive.isdecimal():
            number = language.numbers.year_at([possessive], 0)
    if number is None or name.year is not None:
        return
    rest = article + number.words
    if rest >= len(folds) or not name.open_at(article, number.words):
        return
    if not _bare_year(number.value, name.scan):
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
    small = language.articles | language.indefinite
    noun = language.year_nouns.before(folds, len(folds))
    for behind in (noun, 0) if noun else (0,):
        end = len(folds) - behind
        for length in (1, 2, 3, 4, 5, 6):
            start = end - length
            if start < 1 or name.year is not None or not name.open_at(start, length):
                break
            number = language.numbers.year_at(folds, start)
            if number is None or number.words != length or not _bare_year(number.value, name.scan):
                continue
            if folds[start - 1] in language.numbers.vocabulary - small:
                continue
            kept = start - 1 if folds[start - 1] in small else start
            if kept < 1 or folds[kept - 1] in language.of:
                return
            if not behind:
                name.remember()
            name.year = number.value
            name.words = name.words[:kept]
            return


def _take_maker_before(name: Name) -> None:
    """Take "Denis Villeneuve's" off the front."""
    language = name.scan.language
    folds = name.folds
    for length in (2, 3, 4):
        if length >= len(folds) or not language.possessive:
            return
        plain = [*folds[: length - 1], folds[length - 1].removesuffix(language.possessive)]
        if plain in language.people and name.open_at(0, length):
            name.remember()
            name.words = name.words[length:]
            return


def _take_edition(name: Name) -> None:
    """Take "the extended edition of" off the front: which cut it is, no catalogue knows."""
    length = name.scan.language.editions.at(name.folds, 0)
    if length and length < len(name.words) and name.open_at(0, length):
        name.remember()
        name.edition = True
        name.words = name.words[length:]


def _bare_year(year: int, scan: Scan) -> bool:
    """Say whether a number without a preposition is rather a year than part of a title."""
    return year >= _OLDEST_BARE_YEAR and plausible_year(year, scan.today, _NEAR_YEARS)


def _take_newness(name: Name) -> None:
    """Take "the latest", "the newest", "the new" off the front."""
    language = name.scan.language
    folds = name.folds
    article = 1 if folds and folds[0] in language.articles | language.that else 0
    start = article
    if folds[start : start + 1] and folds[start] in language.most:
        start += 1
    if start + 1 >= len(folds) or not name.open_at(article, start + 1 - article):
        return
    word = folds[start]
    fresh = word in language.new
    sure = word in language.latest or (start > article and fresh)
    last = word in language.last and article and name.media_named
    if sure or last or (fresh and (article or name.media_named)):
        name.remember()
        name.latest = True
        name.words = name.words[start + 1 :]
        if name.media_named:
            take_article(name)
    elif fresh:
        name.others.append(spoken(name.tokens[1:]))
