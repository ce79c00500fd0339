"""Judges whether a title is wanted and can be had: requested, in the library, monitored, released. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from ..messages import MESSAGES, render
from ..models import RequestState
from ..parsed import MediaType
from ..placing import date_note
from .facts import Part, Silent, Wish
from .models import Link, Step
from .view import View
from .words import Words

_SHOWN: Final = 6
_UNANSWERED: Final = {
    RequestState.PROPOSED: "why_question_open",
    RequestState.APPROVAL: "why_approval",
    RequestState.CONFIRMED: "why_about_to_be_added",
}
_ENDED_BADLY: Final = frozenset({RequestState.FAILED, RequestState.CANCELLED})


def requested(view: View, words: Words) -> Step:
    """Judge whether anybody asked for it."""
    wish, link = view.facts.wish, Link.REQUESTED
    if wish is not None:
        return _of_wish(wish, view, words)
    if view.title is not None:
        return words.skipped(link, "why_added_elsewhere")
    if isinstance(view.facts.title, Silent):
        return words.skipped(link, "why_nobody_asked")
    services = view.facts.services
    if not services:
        return words.broken(link, _no_service(view.facts.media_type))
    return words.broken(link, "why_not_requested", services=" & ".join(services))


def in_arr(view: View, words: Words) -> Step:
    """Judge whether a Radarr or Sonarr has it."""
    title, link = view.facts.title, Link.IN_ARR
    if view.facts.instance_gone:
        return words.broken(link, "why_instance_gone")
    if isinstance(title, Silent):
        return words.unknown(link, "why_arr_silent", [title.reason], service=title.service)
    return words.broken(link, "why_not_in_arr") if title is None else words.ok(link, "why_in_arr")


def monitored(view: View, words: Words) -> Step:
    """Judge whether the service is told to look for it."""
    title, link = view.title, Link.MONITORED
    if title is None:
        return words.unknown(link, "why_cannot_know")
    if not title.monitored:
        return words.broken(link, "why_not_monitored")
    due = [part for part in view.missing if part.out] or view.missing
    left_out = [part for part in due if not part.monitored]
    if not left_out:
        return words.ok(link, "why_monitored")
    if left_out[0].season is None:
        return words.broken(link, "why_not_monitored")
    evidence = by_season(title.parts, left_out)
    return words.broken(
        link,
        "why_episodes_not_monitored",
        evidence,
        count=str(len(left_out)),
        episodes=listed(left_out),
    )


def released(view: View, words: Words) -> Step:
    """Judge whether there can be a release of it by now."""
    title, link = view.title, Link.RELEASED
    if title is None:
        return words.unknown(link, "why_cannot_know")
    if title.unlisted and not view.missing:
        return words.waiting(link, "why_not_listed", episodes=", ".join(title.unlisted))
    if any(part.out for part in view.missing) or not view.missing:
        return words.ok(link, "why_released")
    if view.missing[0].season is None:
        if title.released:
            return words.waiting(link, "why_minimum_availability")
        return _dated(words, "why_not_released", None if title.due is None else title.due.date())
    return _unaired(view, title.parts, words)


def by_season(parts: Sequence[Part], named: Sequence[Part] = ()) -> list[str]:
    """Return how much of each season is there ("S02: 7/10"), with the episodes that are meant."""
    lines: list[str] = []
    for season in sorted({part.season for part in parts if part.season is not None}):
        mine = [part for part in parts if part.season == season]
        there = sum(part.has_file for part in mine)
        meant = [part for part in named if part.season == season]
        labels = f" ({listed(meant)})" if meant else ""
        lines.append(f"S{season:02}: {there}/{len(mine)}{labels}")
    return lines


def listed(parts: Sequence[Part]) -> str:
    """Return episodes as people list them, the first few and how many more."""
    labels = [part.label for part in parts if part.label]
    more = len(labels) - _SHOWN
    return ", ".join(labels[:_SHOWN]) + (f" +{more}" if more > 0 else "")


def _of_wish(wish: Wish, view: View, words: Words) -> Step:
    """Judge a request; what became of it does not matter once the title is in a library."""
    link = Link.REQUESTED
    said = [] if wish.note is None else [render(wish.note.key, wish.note.placeholders)]
    if view.title is not None or wish.state not in _ENDED_BADLY | _UNANSWERED.keys():
        return words.ok(link, "why_requested")
    if wish.state in _ENDED_BADLY:
        state = MESSAGES[f"state_{wish.state.value}"]
        return words.broken(link, "why_request_ended", said, state=state)
    return words.waiting(link, _UNANSWERED[wish.state], said)


def _unaired(view: View, parts: Sequence[Part], words: Words) -> Step:
    """Say when the missing episodes air, none of which has yet."""
    dates = [part.due.date() for part in view.missing if part.due is not None]
    evidence = by_season(parts, view.missing)
    there = len(parts) - len(view.missing)
    when = min(dates, default=None)
    if not there:
        return _dated(words, "why_unaired", when, evidence)
    filled = {"first": str(there), "second": str(len(parts))}
    return _dated(words, "why_rest_unaired", when, evidence, **filled)


def _dated(
    words: Words, prefix: str, when: date | None, evidence: Sequence[str] = (), **filled: str
) -> Step:
    """Return a link that waits for a day, which may not be known."""
    note = date_note(prefix, when, **filled)
    return words.waiting(Link.RELEASED, note.key, evidence, **note.placeholders)


def _no_service(kind: MediaType) -> str:
    """Return what is said when there is nothing that could have the title."""
    keys = {MediaType.MOVIE: "no_radarr", MediaType.TV: "no_sonarr"}
    return keys.get(kind, "no_service")
