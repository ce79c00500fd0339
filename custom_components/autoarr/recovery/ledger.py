"""What recovery knows and has done, kept across restarts: failures, budgets, policies, baselines."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
import logging
from typing import Final

from ..journal.ports import StateStore, StoreError
from .backoff import CEILING
from .budgets import STORM_CALM, STORM_FAILURES, STORM_WINDOW
from .causes import Cause
from .models import PRESETS, Failure, FailureState, Item, Mode, Policy, Preset, Strategy
from .notebook import Notebook
from .records import Attempt
from .shelf import Contents, Former, Watched, contents_from, contents_json
from .twins import same_job_name

_LOGGER = logging.getLogger(__name__)

ATTEMPTS: Final = 1_000
SETTLED: Final = 500
KEEP_SETTLED: Final = timedelta(days=30)
LOOKS_APART: Final = timedelta(minutes=10)
"""How far apart the looks at what is followed are at most."""

AWAY: Final = timedelta(hours=6)
"""After so long without a look at a SABnzbd, what failed meanwhile is baseline."""


class Ledger(Notebook):
    """The state of recovery; every change is in memory until `save`."""

    def __init__(self, store: StateStore) -> None:
        """Start empty, with every policy on report; `load` brings back earlier runs."""
        super().__init__(Contents(policies=dict(PRESETS[Preset.REPORT])))
        self._store = store
        self._jobs: dict[tuple[str, str], str] = {}
        self._now: datetime | None = None

    async def load(self, now: datetime) -> int:
        """Bring back what was saved; return how many records could not be read.

        Raises StoreError. Times that lie in the future (a clock set back) become `now`.
        """
        stored = await self._store.load()
        lost = 0
        if stored is not None:
            self.contents, lost = contents_from(stored)
            for failure in self.contents.failures.values():
                self._jobs |= {(failure.sabnzbd, job): failure.key for job in failure.jobs}
        self._rebase(now)
        return lost

    async def save(self) -> None:
        """Write everything; raises StoreError."""
        self.dirty = False
        try:
            await self._store.save(contents_json(self.contents))
        except StoreError:
            self.dirty = True
            raise

    # ── failures ──

    def failures(self) -> tuple[Failure, ...]:
        """Return every failure known, oldest first."""
        return tuple(self.contents.failures.values())

    def get(self, key: str) -> Failure | None:
        """Return one failure."""
        return self.contents.failures.get(key)

    def put(self, failure: Failure) -> Failure:
        """Keep a failure, or its newer version."""
        self.dirty = True
        self.contents.failures[failure.key] = failure
        self._jobs |= {(failure.sabnzbd, job): failure.key for job in failure.jobs}
        return failure

    def of_job(self, job_id: str, sabnzbd: str | None = None) -> Failure | None:
        """Return the failure whose chain of ids holds this one."""
        if sabnzbd is not None:
            return self.get(self._jobs.get((sabnzbd, job_id), ""))
        found = (key for (_, job), key in self._jobs.items() if job == job_id)
        return self.get(next(found, ""))

    def open_failures(self, sabnzbd: str | None = None) -> Iterator[Failure]:
        """Return the failures whose story goes on."""
        for failure in self.failures():
            if not failure.state.settled and sabnzbd in (None, failure.sabnzbd):
                yield failure

    def dead_jobs(self) -> frozenset[str]:
        """Return the ids of all jobs known to have failed."""
        return frozenset(job for failure in self.contents.failures.values() for job in failure.jobs)

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
        if gone is not None:
            for job in gone.jobs:
                self._jobs.pop((gone.sabnzbd, job), None)

    def busy(self, item: Item, apart_from: str) -> bool:
        """Say whether another failure of the item, or of a part of it, is being acted on."""
        return any(
            failure.state is FailureState.ACTING
            and failure.key != apart_from
            and failure.item is not None
            and failure.item.overlaps(item)
            for failure in self.contents.failures.values()
        )

    def prune(self, now: datetime, present: Iterable[str], sabnzbd: str) -> None:
        """Forget stories that ended long ago, so that the file stays small.

        A job that SABnzbd still shows (`present`) is never forgotten, and the floor of the
        baseline moves up, so that an old job that comes into view again is not taken for new.
        """
        shown = frozenset(present)
        ended = [
            failure
            for failure in self.contents.failures.values()
            if failure.sabnzbd == sabnzbd
            and (failure.state.settled or failure.baseline or failure.item is None)
            and shown.isdisjoint(failure.jobs)
        ]
        old = [failure for failure in ended if now - failure.first_seen > KEEP_SETTLED]
        for failure in {*old, *ended[: max(0, len(ended) - SETTLED)]}:
            self.drop(failure.key)
            self.raise_floor(sabnzbd, failure.completed)

    # ── what was watched, and since when ──

    def watched(self, sabnzbd: str) -> Watched | None:
        """Return since when a SABnzbd is known and when it was last seen."""
        return self.contents.watched.get(sabnzbd)

    def is_baseline(self, sabnzbd: str, now: datetime) -> bool:
        """Say whether what is failed there now belongs to the time before us."""
        watched = self.watched(sabnzbd)
        return watched is None or now - watched.last_seen > AWAY

    def saw(self, sabnzbd: str, now: datetime) -> None:
        """Remember that a SABnzbd was looked at."""
        known = self.watched(sabnzbd) or Watched(since=now, last_seen=now)
        self.contents.watched[sabnzbd] = replace(known, last_seen=now)

    def raise_floor(self, sabnzbd: str, completed: datetime | None) -> None:
        """Take jobs that ended until then (SABnzbd's clock), and are not known, for baseline."""
        known = self.watched(sabnzbd)
        if known is None or completed is None:
            return
        if known.floor is None or completed > known.floor:
            self.dirty = True
            self.contents.watched[sabnzbd] = replace(known, floor=completed)

    # ── budgets ──

    def begin_attempt(self, attempt: Attempt) -> None:
        """Count an action before it is done."""
        self.dirty = True
        self.contents.attempts.append(attempt)
        del self.contents.attempts[:-ATTEMPTS]

    def withdraw(self, attempt: Attempt) -> None:
        """Take back the count of an action of which nothing was done."""
        if attempt in self.contents.attempts:
            self.dirty = True
            self.contents.attempts.remove(attempt)

    def withdraw_last(self, failure: Failure, strategy: Strategy) -> None:
        """Take back the last count of a strategy for a failure: it was not done after all."""
        for attempt in reversed(self.contents.attempts):
            if attempt.item == budget_key(failure) and attempt.strategy is strategy:
                self.withdraw(attempt)
                return

    # ── storm ──

    def note_failures(self, count: int, now: datetime) -> bool:
        """Count new failures; say whether a storm has begun with them."""
        recent = [time for time in self.contents.recent if now - time < STORM_CALM]
        recent.extend([now] * min(count, STORM_FAILURES + 1))
        self.dirty = True
        self.contents.recent = recent[-50:]
        within = sum(now - time < STORM_WINDOW for time in recent)
        if within <= STORM_FAILURES or self.contents.storm_since is not None:
            return False
        self.dirty = True
        self.contents.storm_since = now
        return True

    def calm(self, now: datetime) -> bool:
        """Say whether a storm has just ended by itself: an hour without a new failure."""
        if self.contents.storm_since is None:
            return False
        last = max(self.contents.recent, default=self.contents.storm_since)
        if now - last < STORM_CALM:
            return False
        self.end_storm()
        return True

    def end_storm(self) -> bool:
        """End the storm; say whether there was one."""
        had = self.contents.storm_since is not None
        self.dirty = True
        self.contents.storm_since = None
        self.contents.recent = []
        return had

    def recent_missing(self, sabnzbd: str, now: datetime, window: timedelta) -> list[Failure]:
        """Return the recent failures of a SABnzbd that lack articles, one for each title."""
        found: dict[str, Failure] = {}
        for failure in self.open_failures(sabnzbd):
            recent = now - failure.first_seen < window and not failure.baseline
            if recent and failure.cause is Cause.ARTICLE_MISSING:
                found[failure.correlation] = failure
        return list(found.values())

    # ── policies, modes, dry run ──

    def policy(self, strategy: Strategy) -> Policy:
        """Return the policy of a strategy."""
        return self.contents.policies.get(strategy, Policy.REPORT)

    def set_policies(self, policies: Mapping[Strategy, Policy]) -> None:
        """Change some policies."""
        self.dirty = True
        self.contents.policies.update(policies)

    def mode(self, instance: str) -> Mode:
        """Return the mode of a Radarr or Sonarr."""
        former = self.contents.modes.get(instance)
        return Mode.MANAGE if former is not None and former.complete else Mode.ASSIST

    def former(self, instance: str) -> Former | None:
        """Return the switches an instance had before it was managed."""
        return self.contents.modes.get(instance)

    def set_former(self, instance: str, former: Former | None) -> None:
        """Keep or forget the switches an instance had before it was managed."""
        self.dirty = True
        if former is None:
            self.contents.modes.pop(instance, None)
        else:
            self.contents.modes[instance] = former

    def forget(self, instance: str) -> None:
        """Forget everything about a SABnzbd, Radarr or Sonarr that was removed."""
        self.dirty = True
        self.contents.watched.pop(instance, None)
        self.contents.modes.pop(instance, None)
        self.contents.pauses.pop(instance, None)
        tried = self.contents.tried
        for key in [key for key in tried if key.startswith(f"{instance}:")]:
            del tried[key]
        self.contents.would = [w for w in self.contents.would if w.instance != instance]
        for failure in self.failures():
            owner = failure.item.instance if failure.item else ""
            if instance in (failure.sabnzbd, owner):
                self.drop(failure.key)

    def keep_time(self, now: datetime) -> None:
        """Notice a clock that was set back."""
        if self._now is not None and now < self._now:
            self._rebase(now)
        self._now = now

    def _rebase(self, now: datetime) -> None:
        """Pull times out of the future, where a clock that was set back has left them."""
        held = self.contents
        held.attempts = [replace(a, at=min(a.at, now)) for a in held.attempts]
        held.recent = [min(time, now) for time in held.recent]
        if held.storm_since is not None:
            held.storm_since = min(held.storm_since, now)
        held.watched = {
            key: replace(w, since=min(w.since, now), last_seen=min(w.last_seen, now))
            for key, w in held.watched.items()
        }
        held.outcomes = [replace(one, at=min(one.at, now)) for one in held.outcomes]
        held.pauses = {
            key: replace(
                pause,
                since=min(pause.since, now),
                next_test=min(pause.next_test, now + LOOKS_APART),
            )
            for key, pause in held.pauses.items()
        }
        for failure in self.failures():
            if (later := _rebased(failure, now)) != failure:
                self.put(later)


def budget_key(failure: Failure) -> str:
    """Return what the tries of a failure are counted by: its item, or itself without one."""
    return failure.item.key if failure.item else f"job:{failure.key}"


def _rebased(failure: Failure, now: datetime) -> Failure:
    """Return a failure none of whose times lies where no clock that runs forward would have put it."""
    since = failure.following_since
    due = failure.next_try
    longest = LOOKS_APART if failure.state is FailureState.FOLLOWING else CEILING
    return replace(
        failure,
        first_seen=min(failure.first_seen, now),
        following_since=None if since is None else min(since, now),
        next_try=None if due is None else min(due, now + longest),
    )
