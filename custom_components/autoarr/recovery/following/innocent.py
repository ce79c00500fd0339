"""Releases that no blocklist should keep: those that failed by an outage or by this machine. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from ...clients.models.servarr import BlocklistRow
from ..causes import FaultOf
from ..classify import classify_message
from ..models import Failure, Grab, Item
from ..records import Tried

BLAMELESS: Final = frozenset({FaultOf.PROVIDER, FaultOf.LOCAL})
_SUSPECT: Final = frozenset({FaultOf.RELEASE, FaultOf.UNKNOWN})


def innocent(
    failure: Failure,
    stories: Iterable[Failure],
    tried: Collection[Tried],
    rows: Iterable[BlocklistRow] = (),
) -> frozenset[str]:
    """Return the names of the releases of a failure's item that failed by no fault of theirs.

    `stories` are those known, of which only the ended ones count beside the failure's own; `tried` are
    the releases that are never to be taken again, `rows` the blocklist.
    """
    item = failure.item
    if item is None:
        return frozenset()
    names = {*failure.outage_titles, *told_innocent(rows, item)}
    blamed = {one.title for one in tried}
    for story in (failure, *stories):
        if story.grab is None or not story.grab.item.overlaps(item):
            continue
        own = story.grab.source_title
        if story.at_fault in _SUSPECT:
            blamed.add(own)
        elif story.at_fault in BLAMELESS and (story.key == failure.key or story.state.settled):
            names |= {own, *story.outage_titles}
    return frozenset(names - blamed)


def told_innocent(rows: Iterable[BlocklistRow], item: Item) -> frozenset[str]:
    """Return the names of blocklisted releases of an item whose own message says that it was this machine.

    A job that fails between two looks leaves no other trace.
    """
    return frozenset(
        row.source_title
        for row in rows
        if _is_of(row, item) and classify_message(row.message or "").at_fault is FaultOf.LOCAL
    )


def _is_of(row: BlocklistRow, item: Item) -> bool:
    """Say whether a row is of an item, or of a part of it."""
    if row.media_id != item.media_id:
        return False
    return not item.episode_ids or not set(item.episode_ids).isdisjoint(row.episode_ids)


def accused(failure: Failure, grab: Grab, names: Collection[str]) -> tuple[Failure, Grab]:
    """Return a failure and its grab as if they had made the blocklist rows of these names, and no others."""
    first, *others = sorted(names)
    return replace(failure, outage_titles=tuple(others)), replace(grab, source_title=first)
