"""What can be seen of recovery: read by the glue, changes nothing."""

from collections.abc import Callable, Mapping
from datetime import datetime

from .arrs.arr_watch import ArrWatcher
from .arrs.jobs import Job
from .core import Core
from .models import Failure, Mode, Policy, Strategy
from .records import OurPause, Outcome, Tried, UnknownMessage, WouldHaveDone


class RecoveryView:
    """The part of the engine that only tells."""

    def __init__(self, core: Core, arr: ArrWatcher) -> None:
        """Share the state of the engine."""
        self._core = core
        self._arr = arr

    def failures(self) -> tuple[Failure, ...]:
        """Return all known failures, oldest first, also those that have ended."""
        return self._core.ledger.failures()

    def jobs(self) -> tuple[Job, ...]:
        """Return every download once, with what the services and recovery know of it."""
        return self._arr.joining()()

    def joining(self) -> Callable[[], tuple[Job, ...]]:
        """Return what makes the list of jobs of what is known now: long work for thousands, fit for a thread."""
        return self._arr.joining()

    def outcomes(self) -> tuple[Outcome, ...]:
        """Return what the statistics are made of: the last 30 days, the oldest first."""
        return tuple(self._core.ledger.contents.outcomes)

    def unknown_messages(self) -> tuple[UnknownMessage, ...]:
        """Return the messages nobody has classified yet, the oldest first."""
        return tuple(self._core.ledger.contents.unknowns)

    def pauses(self) -> Mapping[str, OurPause]:
        """Return the queues that AutoArr paused, by the id of their SABnzbd."""
        return dict(self._core.ledger.contents.pauses)

    def wanted_pauses(self) -> Mapping[str, OurPause]:
        """Return the queues that wait for a yes before they are paused, by the id of their SABnzbd."""
        return dict(self._core.wanted)

    def tried(self, job_id: str) -> tuple[Tried, ...]:
        """Return the releases that were tried for what a failed download was for, the oldest first."""
        failure = self._core.ledger.of_job(job_id)
        item = failure.item if failure else None
        return self._core.ledger.tried(item) if item else ()

    def would_have_done(self) -> tuple[WouldHaveDone, ...]:
        """Return the dry-run list, oldest first, at most 200 lines."""
        return tuple(self._core.ledger.contents.would)

    def policies(self) -> Mapping[Strategy, Policy]:
        """Return the policy of each acting strategy."""
        return dict(self._core.ledger.contents.policies)

    def mode(self, instance_id: str) -> Mode:
        """Return the mode of a Radarr or Sonarr."""
        return self._core.ledger.mode(instance_id)

    @property
    def storm_since(self) -> datetime | None:
        """When the storm that stops all actions began; None without one."""
        return self._core.ledger.contents.storm_since

    @property
    def next_try(self) -> datetime | None:
        """When the next failure is looked at again; None when nothing waits."""
        times = [f.next_try for f in self._core.ledger.open_failures() if f.next_try is not None]
        return min(times, default=None)

    def counters(self) -> Mapping[str, int]:
        """Return what was counted since the beginning: seen, recovered, gave_up, done_<strategy>, ..."""
        return dict(self._core.ledger.contents.counters)
