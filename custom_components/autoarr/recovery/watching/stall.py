"""Jobs that do not move although others do: pure bookkeeping over the polls of a queue."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from ...clients.models.sabnzbd import JobStatus, QueueSlot, SabQueue

PROVEN_BY_OTHERS: Final = timedelta(minutes=15)
"""How long it counts that another job got something."""

UNSEEN: Final = timedelta(minutes=15)
"""After so long without a poll nobody knows whether a job moved: its time begins anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Watched:
    """A job, the bytes it lacks, since when, and when it was last passed over by one behind it."""

    left: int
    since: datetime
    passed: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """The jobs of one SABnzbd in their order, as the last poll showed them."""

    at: datetime
    jobs: dict[str, _Watched] = field(default_factory=dict)


class StuckWatch:
    """Remembers since when each job of each SABnzbd lacks the same bytes.

    While the queue runs, SABnzbd shows every job as Downloading, also those that wait for their
    turn. A job is stuck only when it is passed over: nothing ahead of it got anything in all that
    time, and something behind it did, or articles came at all. Slow is not stuck: one byte begins
    the time anew.
    """

    def __init__(self) -> None:
        """Know of none."""
        self._lines: dict[str, _Line] = {}

    def stuck(
        self,
        sabnzbd: str,
        queue: SabQueue,
        now: datetime,
        after: timedelta,
        *,
        delivers: bool = False,
    ) -> frozenset[str]:
        """Take in a poll; return the jobs that have lacked the same bytes for `after`.

        `delivers` says that articles have come within the last minutes, for whatever job. A queue
        that is paused, a gap between two polls and a clock that was set back begin every time anew.
        """
        known = self._lines.get(sabnzbd)
        if known is None or queue.paused or not timedelta() <= now - known.at <= UNSEEN:
            known = _Line(at=now)
        moved = frozenset(slot.nzo_id for slot in queue.slots if _moved(slot, known))
        overtaken = _behind_the_gone(known, queue)
        line = _Line(at=now)
        ahead, behind = False, len(moved)
        for slot in queue.slots:
            if slot.nzo_id in moved:
                ahead, behind = True, behind - 1
            if queue.paused or not _waits(slot):
                continue
            job = known.jobs.get(slot.nzo_id)
            waited = ahead or slot.nzo_id in overtaken
            if job is None or waited or job.left != slot.left_bytes:
                job = _Watched(left=slot.left_bytes, since=now)
            elif behind:
                job = replace(job, passed=now)
            line.jobs[slot.nzo_id] = job
        self._lines[sabnzbd] = line
        return frozenset(
            nzo_id
            for nzo_id, job in line.jobs.items()
            if now - job.since >= after and (delivers or _passed(job, now))
        )

    def forget(self, sabnzbd: str) -> None:
        """Forget one SABnzbd."""
        self._lines.pop(sabnzbd, None)


def _waits(slot: QueueSlot) -> bool:
    """Say whether a job is meant to get something; one that waits for its NZB or its age is not."""
    return slot.status is JobStatus.DOWNLOADING and slot.left_bytes > 0


def _moved(slot: QueueSlot, known: _Line) -> bool:
    """Say whether a job lacks less than at the poll before."""
    job = known.jobs.get(slot.nzo_id)
    return job is not None and slot.left_bytes < job.left


def _behind_the_gone(known: _Line, queue: SabQueue) -> frozenset[str]:
    """Return the jobs behind one that has left the queue: it may have been downloaded meanwhile."""
    present = {slot.nzo_id for slot in queue.slots}
    order = list(known.jobs)
    gone = next((place for place, nzo_id in enumerate(order) if nzo_id not in present), len(order))
    return frozenset(order[gone:])


def _passed(job: _Watched, now: datetime) -> bool:
    """Say whether a job behind this one got something within the last minutes."""
    return job.passed is not None and now - job.passed < PROVEN_BY_OTHERS
