"""Judges whether a release is found: the indexers, the search, the grab. Pure."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from ...clients.models.servarr import QueueStatusName
from .facts import Health, Indexers, Past, Search, Silent, StillSearching
from .models import Link, Step
from .view import View
from .words import Words

_REASON_CHARS: Final = 120
_EARLIER: Final = timedelta(minutes=2)
"""A search that is older was not made for this question, and its time is told."""


def indexers(view: View, words: Words) -> Step:
    """Judge whether the service can ask its indexers."""
    seen, link = view.facts.indexers, Link.INDEXERS
    if not isinstance(seen, Indexers):
        return _unseen(seen, link, words)
    if not seen.total:
        return words.broken(link, "why_no_indexer", seen.complaints)
    if seen.all_down:
        return words.broken(link, "why_indexers_down", seen.complaints)
    if not seen.searching:
        return words.broken(link, "why_no_automatic_search", seen.complaints)
    if seen.complaints:
        return words.ok(link, "why_some_indexers_down", seen.complaints)
    return words.ok(link, "why_indexers_answer", count=str(seen.searching))


def searched(view: View, words: Words) -> Step:
    """Judge what a search comes to."""
    seen, link = view.facts.search, Link.SEARCHED
    if isinstance(seen, Search):
        return _found(seen, view, words)
    if view.facts.searching is True:
        return words.waiting(link, "why_search_under_way")
    if view.tried:
        return words.ok(link, "why_found_before", _told(view.tried))
    if isinstance(seen, StillSearching):
        return words.unknown(link, "why_still_searching")
    if isinstance(seen, Silent):
        return words.unknown(link, "why_not_searched", [seen.reason])
    if isinstance(view.facts.indexers, Indexers) and not view.facts.indexers.interactive:
        return words.unknown(link, "why_no_interactive_search")
    return _unseen(_first_silent(view), link, words)


def grabbed(view: View, words: Words) -> Step:
    """Judge whether a release was taken."""
    link = Link.GRABBED
    if view.rows and not view.stuck:
        row = view.rows[0]
        if row.status is QueueStatusName.DELAY:
            return words.waiting(link, "why_delay", [row.name])
        if row.status is QueueStatusName.DOWNLOAD_CLIENT_UNAVAILABLE:
            return words.broken(link, "why_client_unavailable", [row.name, row.reason])
        return words.ok(link, "why_grabbed", [row.name])
    if view.lost or view.tried:
        return words.ok(link, "why_grabbed", _told(view.lost or view.tried))
    search, health = view.facts.search, view.facts.health
    if isinstance(view.facts.queue, tuple) and isinstance(search, Search) and search.approved:
        if isinstance(health, Health) and health.no_client:
            return words.broken(link, "why_no_client", [health.no_client])
        return words.broken(link, "why_not_grabbed", count=str(search.approved))
    return _unseen(_first_silent(view), link, words)


def _found(seen: Search, view: View, words: Words) -> Step:
    """Judge the releases that a search found."""
    link = Link.SEARCHED
    before = _told(view.tried)
    earlier = view.facts.now - seen.at >= _EARLIER
    about = [seen.what, f"{seen.at:%Y-%m-%d %H:%M} UTC" if earlier else ""]
    if not seen.found:
        return words.broken(link, "why_nothing_found", [*about, *before])
    reasons = [f"{count} × {reason}" for reason, count in seen.rejections]
    count = str(seen.found)
    if not seen.approved:
        main = reasons[0][:_REASON_CHARS] if reasons else ""
        evidence = [*about, *reasons, *before]
        return words.broken(link, "why_all_rejected", evidence, count=count, reason=main)
    filled = {"first": str(seen.approved), "second": count}
    return words.ok(link, "why_some_fit", [*about, *reasons, *before], **filled)


def _told(past: Sequence[Past]) -> list[str]:
    """Return what happened to releases, a line for each."""
    lines = (f"{one.at:%Y-%m-%d %H:%M} {one.event}: {one.name} {one.reason}" for one in past)
    return list(dict.fromkeys(line.strip() for line in lines))


def _first_silent(view: View) -> object:
    """Return the first of what a search depends on that did not answer."""
    facts = view.facts
    asked = (facts.title, facts.indexers, facts.queue, facts.history, facts.searching, facts.search)
    return next((one for one in asked if isinstance(one, Silent)), None)


def _unseen(seen: object, link: Link, words: Words) -> Step:
    """Return that a link could not be looked at, and who did not answer."""
    if isinstance(seen, Silent):
        return words.unknown(link, "why_silent", [seen.reason], service=seen.service)
    return words.unknown(link, "why_cannot_know")
