"""Judges whether Plex can play it: its libraries, and whether it has scanned them. Pure."""

from datetime import datetime

from ...clients.models.servarr import HistoryEvent
from .facts import Plex, Section, Silent
from .models import Link, Step
from .paths import which_cover
from .view import View
from .words import Words


def plex_covers(view: View, words: Words) -> Step:
    """Judge whether a library of Plex contains the folder; names are compared, the disk is not."""
    link = Link.PLEX_COVERS
    if not view.facts.plex:
        return words.skipped(link, "why_no_plex")
    answered, silent = _answers(view)
    folder = "" if view.title is None else view.title.folder or view.title.root or ""
    compared = [f"{words.instance}: {folder}"] if folder else []
    compared += [
        f"{plex.service}: {section.title}: {place}"
        for plex in answered
        for section in plex.sections
        for place in section.locations
    ]
    covering = [plex for plex in answered if _covering(plex, folder)]
    if covering or any(plex.found for plex in answered):
        name = (covering or answered)[0].service
        return words.ok(link, "why_plex_covers", compared, service=name)
    if silent or not folder:
        return _unseen(silent, link, words)
    names = " & ".join(plex.service for plex in answered)
    if not any(plex.sections for plex in answered):
        return words.broken(link, "why_no_plex_library", compared, service=names)
    return words.broken(link, "why_plex_not_covering", compared, service=names, folder=folder)


def scanned(view: View, words: Words) -> Step:
    """Judge whether Plex shows it."""
    link = Link.SCANNED
    if not view.facts.plex:
        return words.skipped(link, "why_no_plex")
    answered, silent = _answers(view)
    if view.in_plex:
        return words.ok(link, "why_scanned")
    title = view.title
    if silent or title is None:
        return _unseen(silent, link, words)
    folder = title.folder or title.root or ""
    sections = [section for plex in answered for section in _covering(plex, folder)]
    names = " & ".join(plex.service for plex in answered)
    seen = [f"{one.title}: {_time(one.scanned_at)}" for one in sections]
    if any(section.refreshing for section in sections):
        return words.waiting(link, "why_scanning", seen, service=names)
    shown = max((view.shown_in(plex) for plex in answered), default=0)
    when = _imported_at(view)
    if when is not None:
        seen.append(f"{words.instance}: {_time(when)}")
    since = [one for one in sections if one.scanned_at and (when is None or one.scanned_at > when)]
    known = isinstance(view.facts.history, tuple)
    if shown:
        filled = {"first": str(shown), "second": str(len(title.parts)), "service": names}
        return words.waiting(link, "why_partly_scanned", seen, **filled)
    if since and known:
        return words.broken(link, "why_not_matched", seen, service=names)
    return words.waiting(link, "why_not_scanned", seen, service=names)


def _answers(view: View) -> tuple[list[Plex], list[Silent]]:
    """Return the Plex servers that answered, and those that did not."""
    seen = view.facts.plex
    answered = [one for one in seen if isinstance(one, Plex)]
    return answered, [one for one in seen if isinstance(one, Silent)]


def _covering(plex: Plex, folder: str) -> list[Section]:
    """Return the libraries of a Plex server that contain a folder, each once."""
    places = [(section, place) for section in plex.sections for place in section.locations]
    return list(dict.fromkeys(which_cover(places, folder))) if folder else []


def _imported_at(view: View) -> datetime | None:
    """Return when the newest of the wanted parts was imported, None when nobody remembers."""
    history, title = view.facts.history, view.title
    if not isinstance(history, tuple) or title is None:
        return None
    mine = {part.id for part in title.parts}
    times = [
        one.at
        for one in history
        if one.event is HistoryEvent.IMPORTED and (one.part_id is None or one.part_id in mine)
    ]
    return max(times, default=None)


def _time(when: datetime | None) -> str:
    """Return a time as evidence shows it."""
    return "–" if when is None else f"{when:%Y-%m-%d %H:%M} UTC"


def _unseen(silent: list[Silent], link: Link, words: Words) -> Step:
    """Return that a link could not be looked at, and who did not answer."""
    if not silent:
        return words.unknown(link, "why_cannot_know")
    names = " & ".join(one.service for one in silent)
    return words.unknown(link, "why_plex_silent", [one.reason for one in silent], service=names)
