"""What a Radarr or Sonarr knows about a failed download: whose it was, and what came after it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from ..clients.errors import ServiceError, ServiceNotFound
from ..clients.models.servarr import (
    BlocklistRow,
    Command,
    HistoryEvent,
    HistoryRecord,
    QueueItem,
    QueueStatusName,
)
from ..clients.radarr import RadarrClient
from ..clients.sonarr import SonarrClient
from .models import Failure, Grab, Item
from .targets import ServarrTarget
from .world import TitleState

INTERACTIVE: Final = "InteractiveSearch"
CLOCK_SLACK: Final = timedelta(hours=25)
"""So far a clock may be set back: the order of a history is that of its ids, not of its dates."""

SEARCHES: Final = frozenset({"MoviesSearch", "EpisodeSearch", "SeasonSearch", "SeriesSearch"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What was read from the owner of a failure just now.

    `wanted` are the episodes still worth a search (a movie has none); `rows` the queue items of
    the failed job; `marked` says whether its grab is recorded as failed, hence blocklisted.
    """

    title: TitleState = TitleState.WANTED
    wanted: tuple[int, ...] = ()
    season: int | None = None
    whole_season: bool = False
    arr_searches: bool = False
    imported: bool = False
    replaced: bool = False
    marked: bool = False
    rows: tuple[QueueItem, ...] = ()


async def find_grab(targets: Mapping[str, ServarrTarget], job_id: str) -> Grab | None:
    """Return the grab behind a job, None when every Radarr and Sonarr says it made none.

    Raises ServiceError when one could not be asked and no other made it.
    """
    trouble: ServiceError | None = None
    for target in targets.values():
        try:
            records = await target.client.history_of(job_id)
            grab = await _grab_in(records, target, job_id)
        except ServiceError as err:
            trouble = err
            continue
        if grab is not None:
            return grab
    if trouble is not None:
        raise trouble
    return None


async def find_failed(targets: Mapping[str, ServarrTarget], job_id: str) -> tuple[Grab, str] | None:
    """Return the grab of a job that its Radarr or Sonarr failed and removed, and SABnzbd's message.

    Raises ServiceError when one could not be asked.
    """
    for target in targets.values():
        records = await target.client.history_of(job_id)
        failed = next((r for r in records if r.event_type is HistoryEvent.FAILED), None)
        grab = await _grab_in(records, target, job_id)
        if failed is not None and grab is not None:
            return grab, failed.data.get("message", "")
    return None


async def look(
    target: ServarrTarget, failure: Failure, grab: Grab, dead: Collection[str], now: datetime
) -> Sight:
    """Read what matters for a decision; `dead` are jobs known to have failed. Raises ServiceError."""
    records = await target.client.history_since(grab.grabbed_at - CLOCK_SLACK)
    queue = await target.client.queue()
    handling = await target.client.failed_handling()
    mine = [
        record
        for record in records
        if record.id > grab.history_id and _concerns(record.media_id, record.episode_id, grab.item)
    ]
    covered, complete = _covered(mine, queue, frozenset((*failure.jobs, *dead)), grab)
    title, wanted, season, whole = await _title(target, grab.item, covered, now)
    return Sight(
        title=title,
        wanted=wanted,
        season=season,
        whole_season=whole,
        arr_searches=handling.auto_redownload
        and (handling.auto_redownload_interactive or not grab.interactive),
        imported=_imported(mine, grab.item),
        replaced=complete,
        marked=any(
            record.event_type is HistoryEvent.FAILED and record.download_id in failure.jobs
            for record in mine
        ),
        rows=tuple(row for row in queue if row.download_id in failure.jobs),
    )


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


async def searches_of(target: ServarrTarget, item: Item) -> tuple[Command, ...]:
    """Return the search commands for an item that the service still remembers; raises ServiceError."""
    return tuple(
        command
        for command in await target.client.commands()
        if command.name in SEARCHES and _searches(command, item)
    )


async def search(target: ServarrTarget, item: Item, sight: Sight) -> Command:
    """Start one search for what is missing of an item; raises ServiceError."""
    client = target.client
    if isinstance(client, RadarrClient):
        return await client.search_movies([item.media_id])
    if sight.whole_season and sight.season is not None:
        return await client.search_season(item.media_id, sight.season)
    return await client.search_episodes(sight.wanted)


async def _grab_in(
    records: Sequence[HistoryRecord], target: ServarrTarget, job_id: str
) -> Grab | None:
    """Return the grab that these records of one job tell of; raises ServiceError."""
    grabs = [
        record
        for record in records
        if record.event_type is HistoryEvent.GRABBED
        and record.media_id is not None
        and record.download_id == job_id
    ]
    if not grabs or grabs[-1].media_id is None:
        return None
    first = grabs[-1]
    correlation, label = await _identity(target, grabs[-1].media_id)
    episodes = sorted({record.episode_id for record in grabs if record.episode_id is not None})
    return Grab(
        item=Item(
            instance=target.ref.id,
            kind=target.ref.kind,
            media_id=grabs[-1].media_id,
            episode_ids=tuple(episodes),
        ),
        download_id=job_id,
        history_id=first.id,
        source_title=first.source_title,
        grabbed_at=first.date,
        interactive=first.data.get("releaseSource") == INTERACTIVE,
        correlation=correlation,
        label=label,
        indexer=first.data.get("indexer", ""),
        quality=first.quality,
    )


async def _identity(target: ServarrTarget, media_id: int) -> tuple[str, str]:
    """Return what the journal calls a title (as the requests do), and its name; raises ServiceError."""
    client = target.client
    try:
        if isinstance(client, RadarrClient):
            movie = await client.movie(media_id)
            return f"movie:tmdb:{movie.tmdb_id}", f"{movie.title} ({movie.year})"
        series = await client.series(media_id)
        return f"tv:tvdb:{series.tvdb_id}", series.title
    except ServiceNotFound:
        return f"{target.ref.kind}:{target.ref.id}:{media_id}", ""


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


def _imported(records: Sequence[HistoryRecord], item: Item) -> bool:
    """Say whether the whole item was imported after the grab."""
    imports = [record for record in records if record.event_type is HistoryEvent.IMPORTED]
    if not item.episode_ids:
        return bool(imports)
    return {record.episode_id for record in imports}.issuperset(item.episode_ids)


async def _title(
    target: ServarrTarget, item: Item, covered: frozenset[int], now: datetime
) -> tuple[TitleState, tuple[int, ...], int | None, bool]:
    """Return whether a search is wanted, for which episodes, of which season, and if that is all of it."""
    client = target.client
    try:
        if isinstance(client, RadarrClient):
            movie = await client.movie(item.media_id)
            state = _state(monitored=movie.monitored, available=movie.is_available)
            return state, (), None, False
        return await _episodes(client, item, covered, now)
    except ServiceNotFound:
        return TitleState.GONE, (), None, False


async def _episodes(
    client: SonarrClient, item: Item, covered: frozenset[int], now: datetime
) -> tuple[TitleState, tuple[int, ...], int | None, bool]:
    """Return the same for a series: only monitored episodes that were broadcast are searched."""
    series = await client.series(item.media_id)
    listed = await client.episodes(item.media_id)
    mine = [episode for episode in listed if episode.id in item.episode_ids]
    if not mine:
        return TitleState.GONE, (), None, False
    monitored = [episode for episode in mine if series.monitored and episode.monitored]
    aired = [e for e in monitored if e.air_date is not None and e.air_date <= now]
    wanted = tuple(e.id for e in aired if e.id not in covered and not e.has_file)
    seasons = {e.season_number for e in aired}
    season = seasons.pop() if len(seasons) == 1 else None
    whole = season is not None and len(wanted) > 1
    if whole:
        whole = {e.id for e in listed if e.season_number == season}.issubset(wanted)
    state = _state(monitored=bool(monitored), available=bool(aired))
    return state, wanted or tuple(e.id for e in aired), season, whole


def _state(*, monitored: bool, available: bool) -> TitleState:
    """Return whether a search is wanted."""
    if not monitored:
        return TitleState.UNMONITORED
    return TitleState.WANTED if available else TitleState.UNAVAILABLE


def _searches(command: Command, item: Item) -> bool:
    """Say whether a search command is for the item."""
    if command.episode_ids:
        return not set(command.episode_ids).isdisjoint(item.episode_ids)
    return item.media_id in command.media_ids
