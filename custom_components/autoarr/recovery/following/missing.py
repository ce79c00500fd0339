"""Jobs that were to go on and that SABnzbd no longer has: lost, removed by somebody, or known by another id."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from ...clients.models.sabnzbd import HistorySlot, QueueSlot
from ...journal.redact import redact
from ..acting.perform import searched_in_vain
from ..acting.scene import Scene
from ..causes import FaultOf
from ..messages import Reason
from ..models import Failure, FailureState, Strategy
from ..watching.observe import NAME_CHARS
from .twins import same_job_name

APART: Final = timedelta(seconds=30)
"""How far apart two looks lie that prove a job gone: on its way from queue to history it is in neither."""

CLOCKS_APART: Final = timedelta(minutes=5)
"""How far the clock of SABnzbd may be behind ours."""

_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


class Loss(StrEnum):
    """Why a job is gone."""

    LOST = "lost"
    REMOVED = "removed"


class Absences:
    """Remembers since when jobs are not seen."""

    def __init__(self) -> None:
        """Miss nothing."""
        self._since: dict[str, datetime] = {}

    def proven(self, failure: Failure, now: datetime) -> bool:
        """Take in that a job is not seen; say whether it is gone for certain."""
        since = self._since.get(failure.key, now)
        if not (failure.following_since or since) <= since <= now:
            # Missed under another id, before it was tried again; or the clock was set back.
            since = now
        self._since[failure.key] = since
        return now - since >= APART

    def over(self, failure: Failure) -> None:
        """Forget that a job was missed."""
        self._since.pop(failure.key, None)


async def find_job(scene: Scene, dead: Collection[str]) -> str | None:
    """Return the id that SABnzbd has a followed job by, None without one; raises ServiceError.

    A job that it took up again by itself, or that somebody had it retry, has another id and the same
    name; `dead` are the ids of jobs that are known.
    """
    failure, client = scene.failure, scene.downloader.client
    queue = await client.queue(nzo_ids=[failure.job_id])
    if any(slot.nzo_id == failure.job_id for slot in queue.slots):
        return failure.job_id
    history = await client.history(nzo_ids=[failure.job_id])
    if history is not None and any(slot.nzo_id == failure.job_id for slot in history.slots):
        return failure.job_id
    if scene.sight.grabs:
        # One of the same name may be the new grab of its Radarr or Sonarr: that is another story.
        return None
    queue, recent = await client.queue(), await client.history()
    ended = _since(failure, recent.slots if recent else ())
    slots: list[QueueSlot | HistorySlot] = [*queue.slots, *ended]
    for slot in slots:
        name = redact(slot.name)[:NAME_CHARS]
        if slot.nzo_id not in dead and same_job_name(name, failure.name):
            return slot.nzo_id
    return None


def loss_of(failure: Failure, uptime: timedelta | None, now: datetime) -> Loss:
    """Return why a job is gone; `uptime` is how long SABnzbd has run at most, by its own words.

    It loses jobs when it dies, never while it runs: then somebody has removed them. Where that is
    not certain, the job counts as lost.
    """
    if uptime is None or failure.following_since is None:
        return Loss.LOST
    runs_longer = _at_least(uptime) > now - failure.following_since
    return Loss.REMOVED if runs_longer else Loss.LOST


def after_loss(failure: Failure, loss: Loss) -> Failure:
    """Return the story of a job that is gone for certain: to be decided on, or ended as somebody wished."""
    if failure.strategy is Strategy.END_JOB:
        # It was to end: what comes next is what its cause asks for, whoever removed it.
        return _by_cause(failure)
    if loss is Loss.REMOVED:
        return replace(
            failure,
            state=FailureState.CLOSED,
            strategy=Strategy.LEAVE,
            reason=Reason.USER_STOPPED,
            detail="",
            next_try=None,
        )
    if failure.at_fault is FaultOf.RELEASE:
        return _by_cause(failure)
    return replace(searched_in_vain(failure), reason=Reason.JOB_LOST, detail="", waits=0)


def _by_cause(failure: Failure) -> Failure:
    """Return a failure as one to decide on by its cause, now that nothing of it is in the queue."""
    return replace(
        failure,
        state=FailureState.NEW,
        paused=False,
        detail="",
        next_try=None,
        following_since=None,
    )


def _since(failure: Failure, slots: Collection[HistorySlot]) -> Iterator[HistorySlot]:
    """Yield what ended since the job is followed."""
    for slot in slots:
        began = failure.following_since
        if began is None or slot.completed is None or slot.completed >= began - CLOCKS_APART:
            yield slot


def _at_least(uptime: timedelta) -> timedelta:
    """Return how long a SABnzbd has run at least that has run for `uptime` at most.

    It tells whole minutes below an hour, whole hours below a day, and whole days.
    """
    unit = timedelta(minutes=1) if uptime <= _HOUR else _HOUR if uptime <= _DAY else _DAY
    return uptime - unit
