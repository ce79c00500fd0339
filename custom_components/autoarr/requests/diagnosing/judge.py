"""Walks the chain and judges it link by link: pure and total."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from .arriving import downloading, imported, on_disk
from .facts import Facts
from .models import ORDER, Diagnosis, Finding, Link, Step
from .seeking import grabbed, indexers, searched
from .view import View
from .wanting import in_arr, monitored, released, requested
from .watching import plex_covers, scanned
from .words import Words

_JUDGES: Final[Mapping[Link, Callable[[View, Words], Step]]] = {
    Link.REQUESTED: requested,
    Link.IN_ARR: in_arr,
    Link.MONITORED: monitored,
    Link.RELEASED: released,
    Link.INDEXERS: indexers,
    Link.SEARCHED: searched,
    Link.GRABBED: grabbed,
    Link.DOWNLOADING: downloading,
    Link.IMPORTED: imported,
    Link.ON_DISK: on_disk,
    Link.PLEX_COVERS: plex_covers,
    Link.SCANNED: scanned,
}
_ENDS: Final = frozenset({Finding.BROKEN, Finding.WAITING})


def judge(facts: Facts) -> Diagnosis:
    """Return why a title is not here.

    After the first link that is broken or waits nothing is judged any more. After one that could
    not be looked at nothing is called broken: what lies behind it may follow from it.
    """
    view, words = View(facts), Words(facts)
    steps: list[Step] = []
    for link in ORDER:
        steps.append(_step(link, view, words, steps))
    return Diagnosis(
        title=facts.label,
        conclusion=words.note("why_watchable" if facts.plex else "why_here"),
        steps=tuple(steps),
        request_id=None if facts.wish is None else facts.wish.request_id,
    )


def _step(link: Link, view: View, words: Words, before: list[Step]) -> Step:
    """Judge one link after those before it."""
    if any(step.finding in _ENDS for step in before):
        return words.skipped(link, "why_not_reached")
    step = _JUDGES[link](view, words)
    if view.is_past(link) and step.finding not in {Finding.OK, Finding.SKIPPED}:
        return words.skipped(link, "why_passed", step.evidence)
    unsure = any(one.finding is Finding.UNKNOWN for one in before)
    if unsure and step.finding is Finding.BROKEN:
        note = words.note("why_cannot_know")
        return replace(step, finding=Finding.UNKNOWN, note=note)
    return step
