"""Reads what the services say into the facts of a diagnosis: pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
import re
from typing import Final

from ...clients.models.plex import LibrarySection
from ...clients.models.radarr import Movie
from ...clients.models.sabnzbd import HistorySlot, JobStatus, QueueSlot, SabQueue, ServerStatus
from ...clients.models.servarr import (
    Command,
    DownloadProtocol,
    HealthLevel,
    HealthMessage,
    HistoryRecord,
    Indexer,
    QueueItem,
    Release,
    RootFolder,
    TrackedStatus,
)
from ...clients.models.sonarr import Episode, Series
from .. import catalogue
from .facts import Health, Indexers, Job, Part, Past, Place, Row, Search, Section, Title
from .ports import Clean

_DOWN: Final = frozenset({"IndexerStatusCheck", "IndexerLongTermStatusCheck"})
"""Radarr and Sonarr: an error when all indexers fail, a warning when some do."""

_NONE_LEFT: Final = "IndexerSearchCheck"
"""Radarr and Sonarr: no indexer is set to search, or all that are back off after failures."""

_CLIENT: Final = frozenset({"DownloadClientCheck", "DownloadClientStatusCheck"})
_SEARCHES: Final = frozenset({"MoviesSearch", "EpisodeSearch", "SeasonSearch", "SeriesSearch"})
_NUMBER: Final = re.compile(r"\d[\d.,]*(?:\s?[KMGT]i?B)?")
_MOST_REASONS: Final = 8
_MOST_LINES: Final = 5


def of_film(movie: Movie, *, now: datetime) -> Title:
    """Return a film of Radarr's library."""
    view = catalogue.film(movie, instance_id="", rank=0, now=now)
    dates = (movie.digital_release, movie.physical_release)
    due = min((when for when in dates if when is not None), default=movie.in_cinemas)
    part = Part(
        id=movie.id or 0,
        monitored=movie.monitored,
        has_file=movie.has_file,
        out=movie.is_available and view.released,
    )
    return Title(
        media_id=movie.id or 0,
        monitored=movie.monitored,
        parts=(part,),
        released=view.released,
        due=due if due is not None and due > now else None,
        folder=movie.path,
        root=movie.root_folder_path,
    )


def of_series(
    series: Series,
    episodes: Sequence[Episode],
    *,
    seasons: Sequence[int],
    numbers: Sequence[int],
    latest: bool,
    everything: bool,
    now: datetime,
) -> Title:
    """Return a series of Sonarr's library, with the episodes that are wanted.

    Where nobody said which, those that are monitored or there count, as long as there are any.
    """
    parts = [_episode(one, now) for one in episodes]
    if latest and not seasons:
        aired = [part.season for part in parts if part.out and part.season]
        seasons = [max(aired)] if aired else ()
    wanted = [part for part in parts if _wanted(part, seasons, numbers)]
    if not seasons and not everything:
        wanted = [part for part in wanted if part.monitored or part.has_file] or wanted
    return Title(
        media_id=series.id or 0,
        monitored=series.monitored,
        parts=tuple(wanted),
        unlisted=_unlisted(wanted, seasons, numbers),
        folder=series.path,
        root=series.root_folder_path,
    )


def of_queue(items: Iterable[QueueItem], media_id: int, clean: Clean) -> tuple[Row, ...]:
    """Return the downloads of one title."""
    return tuple(_row(item, clean) for item in items if item.media_id == media_id)


def of_history(records: Iterable[HistoryRecord], clean: Clean) -> tuple[Past, ...]:
    """Return what happened to the releases of one title."""
    return tuple(
        Past(
            id=record.id,
            event=record.event_type,
            at=record.date,
            part_id=record.episode_id,
            download_id=record.download_id,
            name=clean(record.source_title),
            reason=clean(record.data.get("message", "")),
        )
        for record in records
    )


def of_indexers(
    indexers: Sequence[Indexer], health: Sequence[HealthMessage], clean: Clean
) -> Indexers:
    """Return how the indexers of a service are; its messages are told apart by source, not by text."""
    searching = sum(one.automatic_search for one in indexers)
    interactive = sum(one.interactive_search for one in indexers)
    mine = [one for one in health if one.source.startswith("Indexer")]
    none_left = any(one.source == _NONE_LEFT for one in mine) and searching and interactive
    all_down = any(one.source in _DOWN and one.type is HealthLevel.ERROR for one in mine)
    return Indexers(
        total=len(indexers),
        searching=searching,
        interactive=interactive,
        all_down=bool(all_down or none_left),
        complaints=tuple(clean(one.message) for one in mine[:_MOST_LINES]),
    )


def of_health(health: Sequence[HealthMessage], roots: Sequence[RootFolder], clean: Clean) -> Health:
    """Return what else is wrong with a service: its download client, its folders."""
    client = next((one.message for one in health if one.source in _CLIENT), "")
    gone = tuple(root.path for root in roots if not root.accessible)
    return Health(no_client=clean(client), missing_roots=gone)


def is_searching(commands: Iterable[Command], title: Title) -> bool:
    """Say whether the service looks for the title right now."""
    parts = {part.id for part in title.parts}
    return any(
        not command.done
        and command.name in _SEARCHES
        and (title.media_id in command.media_ids or bool(parts & set(command.episode_ids)))
        for command in commands
    )


def of_search(releases: Sequence[Release], *, what: str, at: datetime, clean: Clean) -> Search:
    """Return what a search found, its rejections grouped: reasons that differ in numbers are one."""
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for release in releases:
        kinds = {_NUMBER.sub("#", reason): reason for reason in release.rejections}
        counts.update(kinds.keys())
        for kind, reason in kinds.items():
            shown.setdefault(kind, clean(reason))
    return Search(
        at=at,
        found=len(releases),
        approved=sum(not release.rejections for release in releases),
        rejections=tuple((shown[kind], count) for kind, count in counts.most_common(_MOST_REASONS)),
        what=what,
    )


def of_jobs(
    service: str,
    queue: SabQueue,
    history: Sequence[HistorySlot],
    servers: ServerStatus | None,
    clean: Clean,
) -> Mapping[str, Job]:
    """Return the jobs of one SABnzbd by their ids."""
    down = () if servers is None else _down(servers, clean)
    queued = {slot.nzo_id: _queued(service, slot, queue, down, clean) for slot in queue.slots}
    return queued | {slot.nzo_id: _past_job(service, slot, clean) for slot in history}


def of_section(section: LibrarySection) -> Section:
    """Return a library of Plex."""
    return Section(
        title=section.title,
        locations=section.locations,
        refreshing=section.refreshing,
        scanned_at=section.scanned_at,
    )


def _episode(episode: Episode, now: datetime) -> Part:
    """Return an episode; one without a date is not out."""
    due = episode.air_date
    return Part(
        id=episode.id,
        season=episode.season_number,
        number=episode.number,
        monitored=episode.monitored,
        has_file=episode.has_file,
        out=due is not None and due <= now,
        due=due,
    )


def _wanted(part: Part, seasons: Sequence[int], numbers: Sequence[int]) -> bool:
    """Say whether an episode is asked about; specials only when they are named."""
    if not seasons:
        return bool(part.season) and (not numbers or part.number in numbers)
    return part.season in seasons and (not numbers or part.number in numbers)


def _unlisted(
    wanted: Sequence[Part], seasons: Sequence[int], numbers: Sequence[int]
) -> tuple[str, ...]:
    """Name what was asked about and is not known."""
    if numbers:
        season = seasons[0] if seasons else 1
        known = {part.number for part in wanted}
        return tuple(f"S{season:02}E{one:02}" for one in numbers if one not in known)
    listed = {part.season for part in wanted}
    return tuple(f"S{season:02}" for season in seasons if season not in listed)


def _row(item: QueueItem, clean: Clean) -> Row:
    """Return a download in the queue."""
    said = [message for part in item.status_messages for message in part.messages]
    done = item.size_bytes - item.left_bytes
    return Row(
        media_id=item.media_id,
        part_id=item.episode_id,
        season=item.season_number,
        status=item.status,
        tracked=item.tracked_state,
        warned=item.tracked_status in {TrackedStatus.WARNING, TrackedStatus.ERROR},
        usenet=item.protocol is not DownloadProtocol.TORRENT,
        download_id=item.download_id,
        name=clean(item.title),
        reason=clean(item.error_message or (said[0] if said else "")),
        percent=round(100 * done / item.size_bytes) if item.size_bytes > 0 else None,
    )


def _down(servers: ServerStatus, clean: Clean) -> tuple[str, ...]:
    """Return the news servers that do not deliver; nothing as long as one may."""
    lines = [
        clean(f"{one.name} {one.error or one.warning}".strip())
        for one in servers.servers
        if one.error or not one.active
    ]
    return tuple(lines[:_MOST_LINES]) if len(lines) == len(servers.servers) else ()


def _queued(
    service: str, slot: QueueSlot, queue: SabQueue, down: tuple[str, ...], clean: Clean
) -> Job:
    """Return a job in the queue; only a pause with a label is SABnzbd's own."""
    held = slot.labels[0] if slot.status is JobStatus.PAUSED and slot.labels else ""
    return Job(
        service=service,
        place=Place.QUEUE,
        status=slot.status,
        percent=max(0, min(100, slot.percentage)),
        held=clean(held),
        all_paused=queue.paused,
        idle=queue.status is JobStatus.IDLE or queue.speed_bytes == 0,
        servers_down=down,
    )


def _past_job(service: str, slot: HistorySlot, clean: Clean) -> Job:
    """Return a job after its download."""
    return Job(
        service=service,
        place=Place.HISTORY,
        status=slot.status,
        percent=100,
        reason=clean(slot.fail_message),
        ended=slot.completed,
    )
