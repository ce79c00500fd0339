"""Which of the titles a lookup found may be meant: pure."""

from collections.abc import Sequence
from datetime import date
import re
from typing import Final

from .media import Candidate
from .normalise import PARTS, normalise
from .parsed import MediaType, ParsedItem
from .score import CLEAR, FOUND, MARGIN, Scored, own_names

MAX_CHOICES: Final = 5

OBSCURE: Final = 0.6
"""A namesake that is this much less known (0 to 1, logarithmic) is not worth a question."""

_LESSER_SEQUEL: Final = 0.4
"""Nor is a film that is this much less known the latest of a series of films."""

_OTHER_NAME: Final = 0.2
"""So much less known, a title that only has an alternate name like that is not meant."""

_SUBTITLE: Final = re.compile(r":| [-–—] ")
_NAME_ENOUGH: Final = 2
"""Words of a name that no film begins with by chance ("Spider-Man")."""


def contenders(item: ParsedItem, scored: Sequence[Scored]) -> list[Scored]:
    """Return those that may be meant, at most MAX_CHOICES; one alone is the one if it is CLEAR.

    `scored` is ordered as `ranked` does. Asked for the latest film, only the newest that is out
    is left of all films that are called so or belong to those.
    """
    close = _close(item, [one for one in scored if one.score >= FOUND])
    newest = _newest_film(item, scored)
    if newest is not None:
        shows = [one for one in close if _show_itself(item, one, newest)]
        return [newest, *shows][:MAX_CHOICES]
    return close[:MAX_CHOICES]


def exact_title(item: ParsedItem, candidate: Candidate) -> bool:
    """Say whether the candidate is called exactly as was said."""
    return _called(item, (*own_names(candidate), *candidate.other_titles))


def _close(item: ParsedItem, found: Sequence[Scored]) -> list[Scored]:
    """Return those that are as good as the best one."""
    if not found:
        return []
    close = [one for one in found if one.score >= found[0].score - MARGIN]
    close = [one for one in close if _has_seasons(item, one.candidate)] or close
    if item.year is None:
        known = max(one.candidate.prominence for one in close)
        close = [one for one in close if one.candidate.prominence > known - OBSCURE]
    for same in (exact_title, _with_article):
        close = [one for one in close if same(item, one.candidate)] or close
    return _continued(item, _by_own_name(item, close))


def _by_own_name(item: ParsedItem, close: list[Scored]) -> list[Scored]:
    """Leave out what is hardly known under the name said, where something is called so."""
    own = [one for one in close if _called(item, own_names(one.candidate))]
    if not own:
        return close
    least = max(one.candidate.prominence for one in own) - _OTHER_NAME
    return [one for one in close if one in own or one.candidate.prominence >= least]


def _continued(item: ParsedItem, close: list[Scored]) -> list[Scored]:
    """Prefer the one series that is in the library when seasons or episodes are asked for."""
    if not (item.seasons or item.episodes or item.latest):
        return close
    mine = [one for one in close if one.candidate.media_id is not None and not _is_film(one)]
    return mine if len(mine) == 1 and mine[0].score >= close[0].score - MARGIN else close


def _has_seasons(item: ParsedItem, candidate: Candidate) -> bool:
    """Say whether the candidate can have what was asked of it; nobody knows without a list."""
    if not item.seasons:
        return True
    listed = {season.number for season in candidate.seasons}
    return not candidate.media.is_movie and (not listed or listed.issuperset(item.seasons))


def _newest_film(item: ParsedItem, scored: Sequence[Scored]) -> Scored | None:
    """Return the newest film that is out of those meant by "the new Dune movie", if there is any."""
    asked_otherwise = item.year is not None or item.seasons or item.episodes or item.all_seasons
    if not item.latest or item.media_type is MediaType.TV or asked_otherwise:
        return None
    films = [one for one in scored if _is_film(one)]
    exact = [one.candidate for one in films if exact_title(item, one.candidate)]
    families = {one.family for one in exact if one.family}
    meant = [one for one in films if _belongs(item, one.candidate, families)]
    if not meant:
        return None
    known = max(one.candidate.prominence for one in meant)
    meant = [one for one in meant if one.candidate.prominence >= known - _LESSER_SEQUEL]
    out = [one for one in meant if one.candidate.out]
    newest = max(out, key=_came) if out else min(meant, key=_came)
    return Scored(newest.candidate, max(newest.score, CLEAR))


def _belongs(item: ParsedItem, candidate: Candidate, families: set[str]) -> bool:
    """Say whether a film is called as was said, or is one of those films."""
    if candidate.family and candidate.family in families:
        return True
    said = [name for name in map(normalise, item.titles) if name]
    family = normalise(candidate.family)
    if any(family == name or family.startswith(f"{name} ") for name in said):
        return True
    names = (*own_names(candidate), *candidate.other_titles)
    return any(_begins(name, words) for name in names for words in said)


def _begins(name: str, said: str) -> bool:
    """Say whether a name is the one said, or that with a number, a part or a subtitle."""
    known = normalise(name)
    if known == said or normalise(_SUBTITLE.split(name, maxsplit=1)[0]) == said:
        return True
    if not known.startswith(f"{said} "):
        return False
    following = known.removeprefix(f"{said} ").split()[0]
    return following.isdecimal() or following in PARTS or len(said.split()) >= _NAME_ENOUGH


def _show_itself(item: ParsedItem, one: Scored, newest: Scored) -> bool:
    """Say whether a series is as likely as the newest film: it has the very name."""
    candidate = one.candidate
    return (
        not candidate.media.is_movie
        and exact_title(item, candidate)
        and item.media_type is not MediaType.MOVIE
        and candidate.prominence > newest.candidate.prominence - OBSCURE
    )


def _called(item: ParsedItem, names: Sequence[str]) -> bool:
    """Say whether one of these names was said."""
    known = {normalise(name) for name in names}
    return any(normalise(title) in known for title in item.titles if normalise(title))


def _with_article(item: ParsedItem, candidate: Candidate) -> bool:
    """Say whether "the" was said and belongs to the title: "The Batman" is not "Batman"."""
    names = {name.casefold() for name in (*own_names(candidate), *candidate.other_titles)}
    return any(title.casefold() in names and title[:4].lower() == "the " for title in item.titles)


def _is_film(one: Scored) -> bool:
    """Say whether a candidate is a film."""
    return one.candidate.media.is_movie


def _came(one: Scored) -> tuple[date, str]:
    """Return when a film came or comes out; as good as its year when the day is not known."""
    candidate = one.candidate
    day = candidate.in_cinemas or candidate.at_home
    year = min(max(candidate.media.year or 1, 1), 9999)
    return day or date(year, 1, 1), candidate.media.key
