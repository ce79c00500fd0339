"""Every download as one job with one story: what SABnzbd, Radarr, Sonarr and recovery know of it, joined; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
import re
from typing import Final

from ...clients.models.sabnzbd import JobStatus, QueueSlot, SabQueue
from ...clients.models.servarr import DownloadProtocol, QueueItem
from ...journal.redact import redact
from ..causes import Cause, Kind
from ..messages import Reason
from ..models import Failure, FailureState, Strategy
from ..targets import SabnzbdObservation, ServarrObservation
from .job_states import JobState, Slot, state_of_row, state_of_slot

__all__ = ["NOTHING_AROUND", "Around", "Job", "JobState", "join"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One download; sizes in bytes, progress in percent.

    `ids` is the chain of ids it had, oldest first; `sabnzbd` and `servarr` are the instances that
    hold and want it. The last lines tell of its failure, where there is one.
    """

    id: str
    ids: tuple[str, ...]
    name: str
    title: str
    state: JobState
    sabnzbd: str | None = None
    servarr: str | None = None
    protocol: DownloadProtocol = DownloadProtocol.USENET
    category: str = ""
    progress: int = 0
    size_bytes: int = 0
    left_bytes: int = 0
    eta: timedelta | None = None
    torrent: bool = False
    foreign: bool = False
    """No Radarr or Sonarr asked for it, nor would one of them look after it."""
    orphan: bool = False
    """It lies in the category of a Radarr or Sonarr, and none of them wants it."""
    unmonitored: bool = False
    title_deleted: bool = False
    failure: str | None = None
    failure_state: FailureState | None = None
    cause: Cause | None = None
    kind: Kind | None = None
    strategy: Strategy | None = None
    reason: Reason | None = None
    next_try: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the flags need beside the answers of the services.

    `categories` are those of each Radarr and Sonarr in SABnzbd, `silent` the instances that have
    not answered lately, `fresh` the jobs that are too new to be in every list, `deleted` the
    downloads whose title was known once and no longer is.
    """

    categories: Mapping[str, frozenset[str]] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    fresh: frozenset[str] = frozenset()
    deleted: frozenset[str] = frozenset()


NOTHING_AROUND: Final = Around()

_ENDED: Final = frozenset({JobStatus.COMPLETED, JobStatus.FAILED})
NAME_CHARS: Final = 200
_SUSPICIOUS: Final = re.compile(r"[=:%{\s]")
"""A name without any of these holds no credential."""

type _Wanted = tuple[str, tuple[QueueItem, ...]]
"""The instance that wants a download, and the rows it has of it: one for a film, one for each episode."""


def join(
    sabnzbd: Mapping[str, SabnzbdObservation],
    servarr: Mapping[str, ServarrObservation],
    failures: Sequence[Failure],
    around: Around = NOTHING_AROUND,
) -> tuple[Job, ...]:
    """Return every download once: what SABnzbd holds, then what only others know of.

    Jobs are the same by the id that SABnzbd gave (Radarr and Sonarr keep it as their download
    id), and by the chain of ids of a failure.
    """
    chains = {job: failure.job_id for failure in failures for job in failure.jobs}
    # A story that goes on tells more than one that has ended.
    by_age = sorted(failures, key=lambda failure: not failure.state.settled)
    stories = {failure.job_id: failure for failure in by_age}
    wanted = _by_download(servarr, chains)
    slots = _by_job(sabnzbd, chains)
    owners = _owners(slots, wanted, around)
    certain = servarr.keys() <= around.categories.keys()
    jobs: list[Job] = []
    for (instance, job_id), slot in slots.items():
        story = stories.get(job_id)
        mine = story if story is not None and story.sabnzbd == instance else None
        want = wanted.get(job_id)
        job = _of_slot(instance, sabnzbd[instance].queue, slot, want, mine)
        if want is None and (mine is None or mine.grab is None):
            found = owners.get(slot.category, frozenset())
            settled = found and found <= servarr.keys() - around.silent
            working = slot.status not in _ENDED and slot.nzo_id not in around.fresh
            job = replace(job, orphan=bool(settled and working), foreign=certain and not found)
        jobs.append(job)
    held = {job_id for _, job_id in slots}
    jobs.extend(
        _of_rows(job_id, want, stories.get(job_id))
        for job_id, want in wanted.items()
        if job_id not in held
    )
    jobs.extend(
        _of_failure(failure)
        for failure in failures
        if not (failure.state.settled or failure.job_id in held or failure.job_id in wanted)
    )
    return tuple(_flagged(job, wanted.get(job.id), stories.get(job.id), around) for job in jobs)


def _by_download(
    servarr: Mapping[str, ServarrObservation], chains: Mapping[str, str]
) -> dict[str, _Wanted]:
    """Return the rows of each download; one that waits for its grab has no id yet and gets one."""
    found: dict[str, list[QueueItem]] = {}
    whose: dict[str, str] = {}
    for instance, observation in servarr.items():
        for row in observation.queue:
            given = row.download_id or f"{instance}:{row.id}"
            job_id = chains.get(given, given)
            if whose.setdefault(job_id, instance) == instance:
                found.setdefault(job_id, []).append(row)
    return {job_id: (whose[job_id], tuple(rows)) for job_id, rows in found.items()}


def _by_job(
    sabnzbd: Mapping[str, SabnzbdObservation], chains: Mapping[str, str]
) -> dict[tuple[str, str], Slot]:
    """Return what each SABnzbd holds by the latest id of its chain; an id that lived on hides the older ones."""
    found: dict[tuple[str, str], Slot] = {}
    for instance, observation in sabnzbd.items():
        for slot in _slots(observation):
            job_id = chains.get(slot.nzo_id, slot.nzo_id)
            if (instance, job_id) not in found or slot.nzo_id == job_id:
                found[instance, job_id] = slot
    return found


def _slots(observation: SabnzbdObservation) -> Iterator[Slot]:
    """Yield the queue, then the history: a job that moves meanwhile is read there last."""
    yield from observation.queue.slots
    yield from observation.history


def _owners(
    slots: Mapping[tuple[str, str], Slot], wanted: Mapping[str, _Wanted], around: Around
) -> dict[str, frozenset[str]]:
    """Return which Radarr and Sonarr have their downloads in a category: as they say, and as it shows."""
    found: dict[str, set[str]] = {}
    for instance, categories in around.categories.items():
        for category in categories:
            found.setdefault(category, set()).add(instance)
    for (_, job_id), slot in slots.items():
        if job_id in wanted:
            found.setdefault(slot.category, set()).add(wanted[job_id][0])
    return {
        category: frozenset(instances)
        for category, instances in found.items()
        if category not in ("", "*")
    }


def _of_slot(
    instance: str, queue: SabQueue, slot: Slot, want: _Wanted | None, story: Failure | None
) -> Job:
    """Return the job of what SABnzbd holds."""
    state = state_of_slot(slot, queue, want[1][0] if want else None)
    progress, left, eta = 100, 0, None
    if isinstance(slot, QueueSlot):
        progress, left = slot.percentage, slot.left_bytes
        eta = slot.time_left if state is JobState.DOWNLOADING and slot.time_left else None
    return Job(
        id=story.job_id if story else slot.nzo_id,
        ids=story.jobs if story else (slot.nzo_id,),
        name=story.name if story else _shown(slot.name),
        title=story.title if story else _shown(slot.name),
        state=state,
        sabnzbd=instance,
        servarr=want[0] if want else None,
        category=slot.category,
        progress=_percent(progress),
        size_bytes=slot.size_bytes,
        left_bytes=left,
        eta=eta,
    )


def _of_rows(job_id: str, want: _Wanted, story: Failure | None) -> Job:
    """Return the job of what only a Radarr or Sonarr shows: a torrent, or a release that waits."""
    instance, rows = want
    row = rows[0]
    state = state_of_row(row)
    done = row.size_bytes - row.left_bytes
    return Job(
        id=job_id,
        ids=story.jobs if story else (job_id,),
        name=_shown(row.title),
        title=story.title if story else _shown(row.title),
        state=state,
        servarr=instance,
        protocol=row.protocol,
        progress=_percent(100 * done // row.size_bytes if row.size_bytes > 0 else 0),
        size_bytes=max(row.size_bytes, 0),
        left_bytes=max(row.left_bytes, 0),
        eta=row.time_left if state is JobState.DOWNLOADING else None,
    )


def _of_failure(failure: Failure) -> Job:
    """Return the job of a story that goes on although its download is gone."""
    return Job(
        id=failure.job_id,
        ids=failure.jobs,
        name=failure.name,
        title=failure.title,
        state=JobState.FAILED,
        sabnzbd=None if failure.torrent else failure.sabnzbd,
        protocol=DownloadProtocol.TORRENT if failure.torrent else DownloadProtocol.USENET,
        size_bytes=failure.size_bytes,
    )


def _flagged(job: Job, want: _Wanted | None, story: Failure | None, around: Around) -> Job:
    """Return a job with what is known of its title, and with its failure."""
    rows = want[1] if want else ()
    watched = {row.monitored for row in rows if row.monitored is not None}
    unknown = bool(rows) and all(row.media_id is None for row in rows)
    if story is not None and job.sabnzbd not in (None, story.sabnzbd):
        story = None
    job = replace(
        job,
        torrent=job.protocol is DownloadProtocol.TORRENT,
        unmonitored=watched == {False},
        title_deleted=unknown and not around.deleted.isdisjoint(job.ids),
    )
    if story is None:
        return job
    goes_on = not story.state.settled
    blocked = goes_on and story.blocked and job.state in (JobState.DONE, JobState.IMPORTING)
    return replace(
        job,
        state=JobState.BLOCKED if blocked else job.state,
        servarr=job.servarr or (story.item.instance if story.item else None),
        foreign=job.foreign or (story.item is None and story.lookups > 1),
        unmonitored=job.unmonitored or (goes_on and story.reason is Reason.TITLE_UNMONITORED),
        title_deleted=job.title_deleted
        or (unknown and story.grab is not None)
        or (goes_on and story.reason is Reason.TITLE_GONE),
        failure=story.key,
        failure_state=story.state,
        cause=story.cause,
        kind=story.kind,
        strategy=story.strategy,
        reason=story.reason,
        next_try=story.next_try,
    )


def _shown(name: str) -> str:
    """Return the name of a job, which is untrusted and may be an address with a key; quick for ordinary ones."""
    return (redact(name) if _SUSPICIOUS.search(name) else name)[:NAME_CHARS]


def _percent(number: int) -> int:
    """Return a share as SABnzbd or a size gives it, within 0..100."""
    return min(max(number, 0), 100)
