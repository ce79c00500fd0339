"""What recovery knows and has done, kept across restarts: failures, budgets, policies, baselines."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
import logging
from typing import Final

from ...journal.ports import StateStore, StoreError
from ..deciding.backoff import CEILING
from ..deciding.budgets import STORM_CALM, STORM_FAILURES, STORM_WINDOW
from ..models import PRESETS, Failure, FailureState, Mode, Policy, Preset, Strategy
from ..records import Attempt
from .codec import Encoded
from .failure_book import FailureBook
from .shelf import Contents, Former, Watched, contents_from, contents_json

_LOGGER = logging.getLogger(__name__)

ATTEMPTS: Final = 1_000
SETTLED: Final = 500
KEEP_SETTLED: Final = timedelta(days=30)
LOOKS_APART: Final = timedelta(minutes=10)
"""How far apart the looks at what is followed are at most."""

AWAY: Final = timedelta(hours=6)
"""After so long without a look at a SABnzbd, what failed meanwhile is baseline."""


class Ledger(FailureBook):
    """The state of recovery; every change is in memory until `save`."""

    def __init__(self, store: StateStore) -> None:
        """Start empty, with every policy on report; `load` brings back earlier runs."""
        super().__init__(Contents(policies=dict(PRESETS[Preset.REPORT])))
        self._store = store
        self._encoded = Encoded()
        self._now: datetime | None = None

    async def load(self, now: datetime) -> int:
        """Bring back what was saved; return how many records could not be read.

        Raises StoreError. Times that lie in the future (a clock set back) become `now`.
        """
        stored = await self._store.load()
        lost = 0
        if stored is not None:
            contents, lost = contents_from(stored)
            self.take_over(contents)
        self._rebase(now)
        return lost

    async def save(self) -> None:
        """Write everything; raises StoreError."""
        self.dirty = False
        try:
            self._encoded.begin()
            await self._store.save(contents_json(self.contents, self._encoded))
        except StoreError:
            self.dirty = True
            raise

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

    def note_failed_event(self, instance: str, event: int) -> None:
        """Remember up to which id the failures in the history of a Radarr or Sonarr are known."""
        known = self.watched(instance)
        if known is not None and known.failed_event != event:
            self.dirty = True
            self.contents.watched[instance] = replace(known, failed_event=event)

    def client_called(self, instance: str, name: str) -> str | None:
        """Return the SABnzbd that a Radarr or Sonarr calls so."""
        return self.contents.clients.get(instance, {}).get(name)

    def note_client(self, instance: str, name: str, sabnzbd: str) -> None:
        """Remember by what name a Radarr or Sonarr calls a SABnzbd."""
        if self.client_called(instance, name) != sabnzbd:
            self.dirty = True
            self.contents.clients.setdefault(instance, {})[name] = sabnzbd

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
        self.contents.left.discard(instance)
        self.contents.clients.pop(instance, None)
        for named in self.contents.clients.values():
            for name in [name for name, sabnzbd in named.items() if sabnzbd == instance]:
                del named[name]
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
