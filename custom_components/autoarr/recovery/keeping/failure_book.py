"""The failures of the ledger: kept by their key, found by the ids of their jobs, and those whose story goes on."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from ..causes import Cause
from ..following.twins import same_job_name
from ..models import Failure, FailureState, Item
from .notebook import Notebook
from .shelf import Contents


class FailureBook(Notebook):
    """Every failure known; what is asked for often is looked up, not looked for among all."""

    def __init__(self, contents: Contents) -> None:
        """Write into `contents`."""
        super().__init__(contents)
        self._by_job: dict[str, dict[str, str]] = {}
        """The key of a failure by the id of a job, and by the SABnzbd that has or had it."""
        self._order: dict[str, int] = {}
        self._next = 0
        self._going_on: set[str] = set()
        self._dead_jobs: frozenset[str] | None = None

    def take_over(self, contents: Contents) -> None:
        """Go on with other contents."""
        self.contents = contents
        self._by_job, self._order, self._going_on, self._dead_jobs = {}, {}, set(), None
        for failure in contents.failures.values():
            self._index(failure)

    def failures(self) -> tuple[Failure, ...]:
        """Return every failure known, oldest first."""
        return tuple(self.contents.failures.values())

    def get(self, key: str) -> Failure | None:
        """Return one failure."""
        return self.contents.failures.get(key)

    def put(self, failure: Failure) -> Failure:
        """Keep a failure, or its newer version."""
        self.dirty = True
        known = self.contents.failures.get(failure.key)
        self.contents.failures[failure.key] = failure
        if known is None or known.jobs != failure.jobs:
            self._dead_jobs = None
        self._index(failure)
        return failure

    def of_job(self, job_id: str, sabnzbd: str | None = None) -> Failure | None:
        """Return the failure whose chain of ids holds this one."""
        found = self._by_job.get(job_id, {})
        if sabnzbd is not None:
            return self.get(found.get(sabnzbd, ""))
        return self.get(next(iter(found.values()), ""))

    def open_failures(self, sabnzbd: str | None = None) -> Iterator[Failure]:
        """Return the failures whose story goes on, oldest first, as they are now."""
        keys = sorted(self._going_on, key=self._order.__getitem__)
        found = [self.contents.failures[key] for key in keys]
        return (one for one in found if sabnzbd in (None, one.sabnzbd))

    def dead_jobs(self) -> frozenset[str]:
        """Return the ids of all jobs known to have failed."""
        if self._dead_jobs is None:
            known = self.contents.failures.values()
            self._dead_jobs = frozenset(job for failure in known for job in failure.jobs)
        return self._dead_jobs

    def twin(self, failure: Failure, present: Collection[str]) -> Failure | None:
        """Return the story this job of nobody continues: somebody had SABnzbd retry a job of ours.

        Its job had the same name, as far as SABnzbd keeps that, and is no longer there (`present`).
        """
        for other in self.failures():
            same = other.sabnzbd == failure.sabnzbd and same_job_name(other.name, failure.name)
            if same and other.key != failure.key and other.grab and other.job_id not in present:
                return other
        return None

    def drop(self, key: str) -> None:
        """Forget one failure."""
        self.dirty = True
        gone = self.contents.failures.pop(key, None)
        if gone is None:
            return
        self._dead_jobs = None
        self._going_on.discard(key)
        self._order.pop(key, None)
        for job in gone.jobs:
            held = self._by_job.get(job, {})
            held.pop(gone.sabnzbd, None)
            if not held:
                self._by_job.pop(job, None)

    def busy(self, item: Item, apart_from: str) -> bool:
        """Say whether another failure of the item, or of a part of it, is being acted on."""
        return any(
            failure.state is FailureState.ACTING
            and failure.key != apart_from
            and failure.item is not None
            and failure.item.overlaps(item)
            for failure in self.open_failures()
        )

    def recent_missing(self, sabnzbd: str, now: datetime, window: timedelta) -> list[Failure]:
        """Return the recent failures of a SABnzbd that lack articles, one for each title."""
        found: dict[str, Failure] = {}
        for failure in self.open_failures(sabnzbd):
            recent = now - failure.first_seen < window and not failure.baseline
            if recent and failure.cause is Cause.ARTICLE_MISSING:
                found[failure.correlation] = failure
        return list(found.values())

    def _index(self, failure: Failure) -> None:
        """Let a failure be found."""
        if failure.key not in self._order:
            self._order[failure.key] = self._next
            self._next += 1
        for job in failure.jobs:
            self._by_job.setdefault(job, {})[failure.sabnzbd] = failure.key
        if failure.state.settled:
            self._going_on.discard(failure.key)
        else:
            self._going_on.add(failure.key)
