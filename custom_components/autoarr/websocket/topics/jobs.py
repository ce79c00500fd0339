"""The topic of downloads: every job that is on its way or failed, with its failure."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from homeassistant.util.json import JsonObjectType, JsonValueType

from ...coordinator import SabnzbdCoordinator, ServarrCoordinator
from ...hub import AutoarrHub
from ...recovery.arrs.jobs import Job, JobState
from ...recovery.models import Failure
from ..delta import TopicState
from ..glance import Glance, Rows, Words
from ..places import placed
from .failures import rows_of

_MARKS: Final = ("foreign", "orphan", "unmonitored", "title_deleted")

type _Cover = tuple[str, int]
"""Which title of which Radarr or Sonarr a picture shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """What a row is made of; the row of a failure is the same object while the failure is the same."""

    job: Job
    place: float
    failure: JsonObjectType | None
    correlation: str | None
    cover: _Cover | None
    names: tuple[str | None, str | None]


def is_shown(job: Job, failure: Failure | None) -> bool:
    """Say whether a job is on its way, or failed and still matters."""
    if job.state is JobState.DONE:
        return False
    return job.state is not JobState.FAILED or failure is None or not failure.state.settled


async def look(glance: Glance) -> TopicState:
    """Return the jobs, in the order of their queues."""
    hub = glance.hub
    failures = {failure.key: failure for failure in hub.recovery.failures()}
    jobs = [
        job for job in await glance.moment.jobs() if is_shown(job, failures.get(job.failure or ""))
    ]
    stories = {
        job.failure: failures[job.failure]
        for job in jobs
        if job.failure in failures and job.failure
    }
    told = await rows_of(glance, stories.values())
    names = {key: hub.name_of(key) for job in jobs for key in (job.sabnzbd, job.servarr) if key}
    rows = await asyncio.to_thread(
        _rows,
        glance.rows["jobs"],
        glance.words,
        glance.places,
        jobs,
        stories,
        told,
        _covers(hub),
        names,
    )
    return TopicState(_meta(hub, len(rows)), rows)


def _meta(hub: AutoarrHub, total: int) -> JsonObjectType:
    """Return what is said of all queues together."""
    queues = [
        runtime.coordinator.data.queue
        for runtime in hub.services.values()
        if isinstance(runtime.coordinator, SabnzbdCoordinator)
        and runtime.coordinator.data.queue is not None
        and runtime.coordinator.last_update_success
    ]
    running = [queue for queue in queues if not queue.paused and queue.slot_count]
    left = [round(queue.time_left.total_seconds()) for queue in running]
    return {
        "total": total,
        "speed": sum(queue.speed_bytes for queue in running),
        "paused": bool(queues) and all(queue.paused for queue in queues),
        "remaining_seconds": max(left, default=None) or None,
    }


def _covers(hub: AutoarrHub) -> dict[str, _Cover]:
    """Return the title of each download that a Radarr or Sonarr knows."""
    return {
        row.download_id: (key, row.media_id)
        for key, runtime in hub.services.items()
        if isinstance(runtime.coordinator, ServarrCoordinator)
        for row in runtime.coordinator.data.queue
        if row.download_id is not None and row.media_id is not None
    }


def _rows(
    known: Rows,
    words: Words,
    places: dict[str, float],
    jobs: Sequence[Job],
    stories: Mapping[str, Failure],
    told: Mapping[str, JsonObjectType],
    covers: Mapping[str, _Cover],
    names: Mapping[str, str],
) -> dict[str, JsonObjectType]:
    """Return the rows by id; runs in a thread, for thousands take long."""
    by_id: dict[str, Job] = {}
    for job in jobs:
        # Two SABnzbd may have given the same id.
        by_id.setdefault(job.id if job.id not in by_id else f"{job.id}:{job.sabnzbd}", job)
    now = placed(tuple(by_id), places)
    places.clear()
    places.update(now)
    rows: dict[str, JsonObjectType] = {}
    for key, job in by_id.items():
        failure = stories.get(job.failure or "")
        item = failure.item if failure else None
        cover = next((covers[one] for one in job.ids if one in covers), None)
        source = _Source(
            job=job,
            place=now[key],
            failure=told.get(job.failure or ""),
            correlation=failure.correlation if failure else None,
            cover=cover or ((item.instance, item.media_id) if item else None),
            names=(names.get(job.sabnzbd or ""), names.get(job.servarr or "")),
        )
        rows[key] = known.row(key, source, partial(_row, words, key, source))
    known.keep(rows)
    return rows


def _row(words: Words, key: str, source: _Source) -> JsonObjectType:
    """Return one job."""
    job = source.job
    marks: list[JsonValueType] = [mark for mark in _MARKS if getattr(job, mark)]
    return {
        "id": key,
        "place": source.place,
        "name": job.name,
        "title": job.title or None,
        "state": job.state.value,
        "state_text": words.say(f"job_{job.state}"),
        "protocol": job.protocol.value,
        "sabnzbd": source.names[0],
        "instance": source.names[1],
        "category": job.category or None,
        "progress": job.progress,
        "size_bytes": job.size_bytes,
        "left_bytes": job.left_bytes,
        "seconds_left": None if job.eta is None else round(job.eta.total_seconds()),
        "marks": marks,
        "torrent": job.torrent,
        "correlation": source.correlation,
        "poster": poster_of(*source.cover) if source.cover else None,
        "failure": source.failure,
    }


def poster_of(instance: str, media_id: int) -> JsonObjectType:
    """Return where a Radarr or Sonarr keeps the picture of a title in its library."""
    return {"instance": instance, "path": f"/MediaCover/{media_id}/poster.jpg"}
