"""The grab behind a job: whose it is, and what a person calls it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Final

from ...clients.errors import ServiceError, ServiceNotFound
from ...clients.models.decode import FieldError, opt_moment
from ...clients.models.servarr import HistoryEvent, HistoryRecord
from ...clients.models.sonarr import Episode
from ...clients.radarr import RadarrClient
from ..acting.same_post import post_guid
from ..models import Grab, Item
from ..records import Tried
from ..targets import ServarrTarget

INTERACTIVE: Final = "InteractiveSearch"

NAMED: Final = 3
"""So many episodes that do not follow each other are named one by one."""


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
    episodes = sorted({record.episode_id for record in grabs if record.episode_id is not None})
    correlation, label = await _identity(target, grabs[-1].media_id, episodes)
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
        guid=post_guid(first.data.get("guid", "")),
        published=_published(first.data),
        size_bytes=_size(first.data),
    )


def tried_of(grab: Grab) -> Tried:
    """Return a grab as a release that was tried."""
    return Tried(
        guid=grab.guid,
        title=grab.source_title,
        published=grab.published,
        size_bytes=grab.size_bytes,
        indexer=grab.indexer,
    )


def tried_in(record: HistoryRecord) -> Tried:
    """Return what a record of the history is about as a release that was tried, as far as it tells."""
    return Tried(
        guid=post_guid(record.data.get("guid", "")),
        title=record.source_title,
        published=_published(record.data),
        size_bytes=_size(record.data),
        indexer=record.data.get("indexer", ""),
    )


def _size(data: Mapping[str, str]) -> int:
    """Return how large a release was (bytes), 0 when its grab does not tell."""
    size = data.get("size", "")
    return int(size) if size.isdecimal() else 0


def _published(data: Mapping[str, str]) -> datetime | None:
    """Return when a release was posted, None when its grab does not tell."""
    try:
        return opt_moment({"publishedDate": data.get("publishedDate")}, "publishedDate")
    except FieldError:
        return None


async def _identity(
    target: ServarrTarget, media_id: int, episode_ids: Collection[int]
) -> tuple[str, str]:
    """Return what the journal calls a title (as the requests do), and its name; raises ServiceError."""
    client = target.client
    try:
        if isinstance(client, RadarrClient):
            movie = await client.movie(media_id)
            return f"movie:tmdb:{movie.tmdb_id}", f"{movie.title} ({movie.year})"
        series = await client.series(media_id)
        numbers = episode_numbers(await client.episodes(media_id), episode_ids)
        return f"tv:tvdb:{series.tvdb_id}", f"{series.title} {numbers}".strip()
    except ServiceNotFound:
        return f"{target.ref.kind}:{target.ref.id}:{media_id}", ""


def episode_numbers(listed: Sequence[Episode], picked: Collection[int]) -> str:
    """Return what a person calls some episodes of a series: S02E03, S02E01–E05, S02, S01 S02."""
    seasons = sorted({episode.season_number for episode in listed if episode.id in picked})
    return " ".join(_of_season(listed, picked, season) for season in seasons)


def _of_season(listed: Sequence[Episode], picked: Collection[int], season: int) -> str:
    """Return the picked episodes of one season."""
    mine = sorted(
        (episode.number, episode.id in picked)
        for episode in listed
        if episode.season_number == season
    )
    numbers = [number for number, chosen in mine if chosen]
    if len(numbers) > 1 and len(numbers) == len(mine):
        return f"S{season:02}"
    first, last = numbers[0], numbers[-1]
    if len(numbers) > 1 and last - first == len(numbers) - 1:
        return f"S{season:02}E{first:02}–E{last:02}"
    if len(numbers) <= NAMED:
        return f"S{season:02}" + "".join(f"E{number:02}" for number in numbers)
    return f"S{season:02}E{first:02}…E{last:02}"
