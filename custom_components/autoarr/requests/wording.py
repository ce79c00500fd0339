"""Words what was found, or not: pure."""

from collections.abc import Sequence
from typing import Final

from .media import Candidate, Choice, Note
from .messages import MESSAGES
from .parsed import MediaType, ParsedItem
from .score import Scored
from .standing import date_note
from .titles import shown

_CLOSE: Final = 0.4
"""From this score on, the closest title is worth naming when nothing was found."""

_TITLE_CHARS: Final = 100
"""So much of what a person said is repeated."""

_KINDS: Final = {"anime": "kind_anime", "daily": "kind_daily"}
_MISSING: Final = {MediaType.MOVIE: "not_found_no_radarr", MediaType.TV: "not_found_no_sonarr"}


def proposed(choice: Choice, view: Candidate) -> Note:
    """Ask whether to add a title: where, how, and when it comes out if it is not out yet."""
    filled = _placed(choice)
    special = _KINDS.get(choice.series_type)
    if choice.released:
        if special is None:
            return ready(choice)
        return Note(key="proposed_kind", placeholders={**filled, "kind": MESSAGES[special]})
    if not view.media.is_movie:
        filled["kind"] = MESSAGES[special or "kind_series"]
        return date_note("proposed_unaired", choice.release_date, **filled)
    if view.out:
        return date_note("proposed_in_cinemas", view.at_home, **filled)
    if view.in_cinemas is not None:
        return date_note("proposed_before_cinemas", view.in_cinemas, **filled)
    return date_note("proposed_unreleased", choice.release_date, **filled)


def ready(choice: Choice) -> Note:
    """Ask whether to add a title about which there is nothing else to say."""
    return Note(key="proposed", placeholders=_placed(choice))


def guessed(choice: Choice) -> Note:
    """Ask whether a title that a model named is the one."""
    filled = _placed(choice)
    return Note(key="guessed", placeholders=filled)


def no_service(kind: MediaType) -> Note:
    """Say which service is missing."""
    keys = {MediaType.MOVIE: "no_radarr", MediaType.TV: "no_sonarr"}
    return Note(key=keys.get(kind, "no_service"))


def not_found(item: ParsedItem, scored: Sequence[Scored], missing: MediaType | None) -> Note:
    """Say that nothing was found, which kind nobody could look for, or what came closest."""
    title = shown(item.titles[0], _TITLE_CHARS)
    if missing is not None:
        return Note(key=_MISSING[missing], placeholders={"title": title})
    if scored and scored[0].score >= _CLOSE:
        closest = scored[0].candidate.media.label
        return Note(key="not_found_closest", placeholders={"title": title, "closest": closest})
    if item.year is not None:
        return Note(key="not_found_year", placeholders={"title": title, "year": str(item.year)})
    return Note(key="not_found", placeholders={"title": title})


def not_recognised(title: str) -> Note:
    """Ask for the title or the year of what was only described."""
    return Note(key="not_found_described", placeholders={"title": shown(title, _TITLE_CHARS)})


def _placed(choice: Choice) -> dict[str, str]:
    """Return what a title is called and where it would go."""
    return {
        "title": choice.label,
        "instance": choice.instance_name,
        "profile": choice.profile_name,
    }
