"""What a Radarr or Sonarr knows about a failed download: what came after it, and what it may still do."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final

from ...clients.models.servarr import (
    BlocklistRow,
    FailedHandling,
    HistoryEvent,
    HistoryRecord,
    ImportCandidate,
    QueueItem,
    QueueStatusName,
)
from ..acting.importable import importable
from ..models import Failure, Grab, Item
from ..targets import ServarrTarget
from .sight import Sight
from .title import read_title

CLOCK_SLACK: Final = timedelta(hours=25)
"""So far a clock may be set back: the order of a history is that of its ids, not of its dates."""


async def look(
    target: ServarrTarget,
    failure: Failure,
    grab: Grab,
    dead: Collection[str],
    now: datetime,
    *,
    asked: bool = False,
) -> Sight:
    """Read what matters for a decision, in four requests, five for a series.

    `dead` are jobs known to have failed; `asked` says that a person wants to know. Raises ServiceError.
    """
    client = target.client
    records = await client.history_since(grab.grabbed_at - CLOCK_SLACK)
    queue = await client.queue()
    mine = _newer(records, grab, grab.history_id)
    covered, complete = _covered(mine, queue, frozenset((*failure.jobs, *dead)), grab)
    rows = tuple(row for row in queue if row.download_id in failure.jobs)
    # A blocked import is nothing the service does anything about by itself.
    searching = not failure.blocked and arr_searches(await client.failed_handling(), grab)
    title = await read_title(target, grab.item, covered, now)
    imports = [record for record in mine if record.event_type is HistoryEvent.IMPORTED]
    found: tuple[ImportCandidate, ...] | str = ()
    if failure.blocked and rows:
        found = await ready_files(target, failure, grab, imports, asked=asked)
    return Sight(
        title=title.state,
        wanted=title.wanted,
        seasons=title.seasons,
        watched=title.watched,
        has_file=title.has_file,
        monitored=title.monitored,
        arr_searches=searching,
        imported=_imported(imports, grab.item),
        replaced=complete,
        marked=any(
            record.event_type is HistoryEvent.FAILED and record.download_id in failure.jobs
            for record in mine
        ),
        rows=rows,
        newest=max((record.id for record in records), default=grab.history_id),
        grabs=tuple(other_grabs(mine, grab)),
        imports=tuple(record.id for record in imports),
        import_files=() if isinstance(found, str) else found,
        import_trouble=found if isinstance(found, str) else "",
    )


async def ready_files(
    target: ServarrTarget,
    failure: Failure,
    grab: Grab,
    imports: Collection[HistoryRecord],
    *,
    asked: bool,
) -> tuple[ImportCandidate, ...] | str:
    """Return the files of a blocked import that may be imported, or why they may not; raises ServiceError."""
    # After a retry the service knows the download by its new id.
    candidates = await target.client.manual_import(failure.job_id)
    before = {
        record.episode_id
        for record in imports
        if record.episode_id is not None and record.download_id in failure.jobs
    }
    return importable(candidates, grab, failure.kind, asked=asked, imported=before)


async def history_since(target: ServarrTarget, grab: Grab, after: int) -> list[HistoryRecord]:
    """Return what happened to the item of a grab after the record with this number; raises ServiceError."""
    records = await target.client.history_since(grab.grabbed_at - CLOCK_SLACK)
    return _newer(records, grab, after)


def other_grabs(records: Collection[HistoryRecord], grab: Grab) -> list[HistoryRecord]:
    """Return the records of other releases that were grabbed; a pack has one for each episode."""
    return [
        record
        for record in records
        if record.event_type is HistoryEvent.GRABBED and record.download_id != grab.download_id
    ]


async def failed_downloads(
    target: ServarrTarget, media_id: int, since: datetime
) -> list[HistoryRecord]:
    """Return a record of each download of a title that failed since then: that of its grab, where there is one.

    Raises ServiceError.
    """
    records = await target.client.history_of_media(media_id)
    grabbed = {r.download_id: r for r in records if r.event_type is HistoryEvent.GRABBED}
    failed = {
        record.download_id: record
        for record in records
        if record.event_type is HistoryEvent.FAILED and record.date >= since
    }
    return [grabbed.get(job, record) for job, record in failed.items()]


async def is_marked(target: ServarrTarget, failure: Failure, grab: Grab) -> bool:
    """Say whether the grab is recorded as failed by now; raises ServiceError."""
    records = await target.client.history_of(grab.download_id)
    return any(record.event_type is HistoryEvent.FAILED for record in records)


async def blocklist_rows(
    target: ServarrTarget, failure: Failure, grab: Grab
) -> tuple[BlocklistRow, ...]:
    """Return the blocklist rows that this failure made; raises ServiceError."""
    titles = {grab.source_title, *failure.outage_titles}
    return tuple(
        row
        for row in await target.client.blocklist()
        if row.source_title in titles and row.media_id == grab.item.media_id
    )


def arr_searches(handling: FailedHandling, grab: Grab) -> bool:
    """Say whether the service searches again by itself when a grab of this kind fails."""
    return handling.auto_redownload and (
        handling.auto_redownload_interactive or not grab.interactive
    )


def _newer(records: Sequence[HistoryRecord], grab: Grab, after: int) -> list[HistoryRecord]:
    """Return the records of the item of a grab with a higher number."""
    return [
        record
        for record in records
        if record.id > after and _concerns(record.media_id, record.episode_id, grab.item)
    ]


def _concerns(media_id: int | None, episode_id: int | None, item: Item) -> bool:
    """Say whether a record is about the item, or a part of it."""
    if media_id != item.media_id:
        return False
    return not item.episode_ids or episode_id is None or episode_id in item.episode_ids


def _covered(
    records: Sequence[HistoryRecord], queue: Sequence[QueueItem], dead: frozenset[str], grab: Grab
) -> tuple[frozenset[int], bool]:
    """Return the episodes another download is to bring, and whether that is all of the item.

    A newer grab counts unless it failed too; a queue entry counts also while it waits for its
    delay profile, when it has no download id yet.
    """
    failed = dead.union(
        record.download_id
        for record in records
        if record.event_type is HistoryEvent.FAILED and record.download_id is not None
    )
    grabs = [
        record.episode_id
        for record in records
        if record.event_type is HistoryEvent.GRABBED and record.download_id not in failed
    ]
    queued = [
        row.episode_id
        for row in queue
        if _concerns(row.media_id, row.episode_id, grab.item)
        and row.download_id not in failed
        and row.status is not QueueStatusName.FAILED
    ]
    coming = [*grabs, *queued]
    episodes = frozenset(episode for episode in coming if episode is not None)
    if not grab.item.episode_ids:
        return episodes, bool(coming)
    return episodes, episodes.issuperset(grab.item.episode_ids)


def _imported(imports: Sequence[HistoryRecord], item: Item) -> bool:
    """Say whether the whole item was imported after the grab."""
    if not item.episode_ids:
        return bool(imports)
    return {record.episode_id for record in imports}.issuperset(item.episode_ids)
