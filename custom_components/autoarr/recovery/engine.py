"""The recovery engine: what the glue calls."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
import contextlib
from dataclasses import replace
from datetime import timedelta
import logging
from random import Random
from typing import Final

from ..journal.journal import Journal
from ..journal.ports import Clock, StateStore, StoreError
from .acting.act import Actor
from .acting.modes import Modes
from .acting.policies import end_storm, set_policies
from .acting.undo import UndoStep
from .arrs.arr_watch import ArrWatcher
from .asked import Desk, RetryAnswer
from .causes import Cause
from .core import PREFIX, Core
from .deciding.work import Worker
from .following.due import Rounds
from .following.follow import Follower
from .following.onlooker import Onlooker
from .following.resolve import Resolver, failures_of
from .keeping.ledger import Ledger
from .messages import RecoveryRefused, Refusal
from .models import PRESETS, Failure, FailureState, Mode, Policy, Preset, Strategy
from .targets import (
    ModeChange,
    SabnzbdObservation,
    SabnzbdTarget,
    ServarrObservation,
    ServarrTarget,
)
from .understanding.unknowns import take_guess
from .view import RecoveryView
from .watching.watch import Watcher
from .world import Settings

_LOGGER = logging.getLogger(__name__)

STOP_WAIT: Final = 10.0
"""Seconds a stop waits for the action under way."""


class RecoveryEngine(RecoveryView):
    """Sees failures, decides, acts once, and remembers.

    `observe` and `tick` are to be awaited in tasks of the caller that nobody cancels before
    `stop`: they act within the call. They never raise for what a service or the disk does.
    """

    def __init__(
        self,
        *,
        journal: Journal,
        store: StateStore,
        clock: Clock,
        rng: Random,
        sabnzbd: Callable[[], Mapping[str, SabnzbdTarget]],
        servarr: Callable[[], Mapping[str, ServarrTarget]],
        settings: Callable[[], Settings] = Settings,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        writing: set[str] | None = None,
    ) -> None:
        """Make an engine; the targets are asked for anew at each use, by the id of their ref.

        `writing` are the instances whose settings somebody is writing, shared with whoever else does.
        """
        core = Core(
            ledger=Ledger(store),
            journal=journal,
            clock=clock,
            rng=rng,
            actor=Actor(sleep),
            sabnzbd=sabnzbd,
            servarr=servarr,
            settings=settings,
        )
        worker = self._worker = Worker(core)
        self._locks: dict[str, asyncio.Lock] = {}
        super().__init__(core, ArrWatcher(core, worker, self._lock))
        self._follower = Follower(core, worker)
        self._resolver = Resolver(core, worker)
        self._watcher = Watcher(core, worker, self._resolver)
        self._rounds = Rounds(core, worker, self._follower)
        self._desk = Desk(core, worker, self._lock)
        self._modes = Modes(core, set() if writing is None else writing)
        self._onlooker = Onlooker(core)
        self._waiting: dict[str, SabnzbdObservation] = {}
        self._observing: set[str] = set()

    # ── life ──

    async def load(self) -> None:
        """Bring back what earlier runs knew; the journal must be loaded before.

        Asks no service: actions that were interrupted are read back with the first `observe`
        or `tick`, before anything is decided, and their titles are left alone until then.
        Never raises: a store that cannot be read starts anew, with everything on report.
        """
        core = self._core
        try:
            lost = await core.ledger.load(core.now())
        except StoreError:
            _LOGGER.exception("What recovery knew cannot be read; it starts anew and only reports")
            return
        if lost:
            _LOGGER.error("%s records of recovery were damaged and are left out", lost)
        begun = {key for action in core.journal.unfinished(PREFIX) for key in failures_of(action)}
        for failure in core.ledger.failures():
            if failure.state is FailureState.ACTING and failure.key not in begun:
                # Stopped between counting the action and writing it down: nothing was done.
                core.ledger.put(replace(failure, state=FailureState.WAITING, next_try=core.now()))
                if failure.strategy is not None:
                    core.ledger.withdraw_last(failure, failure.strategy)

    async def stop(self) -> None:
        """Begin nothing new, wait up to ten seconds for the action under way, write everything."""
        self._core.stopping = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STOP_WAIT):
                await self._core.idle.wait()
        await self._core.keep()

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call `callback` whenever something changed; return what ends that."""
        self._core.listeners.append(callback)

        def unsubscribe() -> None:
            """Stop the calls; harmless when they have stopped already."""
            if callback in self._core.listeners:
                self._core.listeners.remove(callback)

        return unsubscribe

    # ── what happens ──

    async def observe(self, observation: SabnzbdObservation) -> None:
        """Take in a poll of a SABnzbd and act on what is new.

        While one poll of it is being worked on, only the latest further one is kept; the call
        then returns at once and the running one goes on with it.
        """
        sabnzbd = observation.ref.id
        self._waiting[sabnzbd] = observation
        if sabnzbd in self._observing:
            return
        self._observing.add(sabnzbd)
        try:
            async with self._lock(sabnzbd):
                while (latest := self._waiting.pop(sabnzbd, None)) is not None:
                    if sabnzbd in self._core.sabnzbd() and not self._core.stopping:
                        await self._watcher.observe(latest)
                        self._arr.saw_sabnzbd(latest)
        finally:
            self._observing.discard(sabnzbd)

    async def observe_servarr(self, observation: ServarrObservation) -> None:
        """Take in a poll of the queue of a Radarr or Sonarr: blocked imports, and what replaced a failure."""
        if observation.ref.id not in self._core.servarr() or self._core.stopping:
            return
        self._watcher.learn(observation)
        await self._arr.observe(observation)
        self._follower.hasten(observation)
        self._onlooker.saw(observation)

    async def tick(self) -> None:
        """Do what is due: read back, follow up, try again. Call it every 15 seconds or so."""
        core = self._core
        if core.stopping:
            return
        now = core.now()
        core.ledger.keep_time(now)
        if core.ledger.calm(now):
            self._core.tell_storm(over=True)
        await self._modes.resolve()
        for sabnzbd in tuple(core.sabnzbd()):
            if sabnzbd not in core.seen:
                continue
            async with self._lock(sabnzbd):
                await self._watcher.guard.look(sabnzbd)
                await self._resolver.resolve(sabnzbd)
                await self._rounds.do_due(sabnzbd)
        for instance in tuple(core.servarr()):
            # Torrents: their Radarr or Sonarr stands in for the SABnzbd they have not.
            async with self._lock(instance):
                await self._resolver.resolve(instance)
                await self._rounds.do_due(instance)
        await self._arr.look_around()
        if core.ledger.dirty:
            await core.keep()

    # ── what people do ──

    async def retry(self, job_id: str, *, password: str | None = None) -> RetryAnswer:
        """Try a failed download again because a person asks; also one of the baseline.

        `job_id` is any id of its chain. What "again" means depends on mode and cause, see
        `person.answer`. Raises RecoveryRefused, like all that follow.
        """
        return await self._desk.do(job_id, None, password=password)

    async def next_release(self, job_id: str) -> RetryAnswer:
        """Blame the release of a failed download and take another one."""
        return await self._desk.do(job_id, Strategy.NEXT_RELEASE)

    async def lower_quality(self, job_id: str) -> RetryAnswer:
        """Take a release that only the quality profile leaves out."""
        return await self._desk.do(job_id, Strategy.LOWER_QUALITY)

    async def force_import(self, job_id: str) -> RetryAnswer:
        """Import a download that its Radarr or Sonarr holds back."""
        return await self._desk.do(job_id, Strategy.FORCE_IMPORT)

    async def ignore(self, job_id: str) -> Failure:
        """Leave a failed download alone from now on."""
        return await self._desk.ignore(job_id)

    async def postpone(self, job_id: str, span: timedelta) -> Failure:
        """Do nothing about a failed download, and ask nothing, for a while of at most a day."""
        return await self._desk.postpone(job_id, span)

    async def lapse(self, job_id: str) -> None:
        """Take what was asked about a failed download for unanswered."""
        await self._desk.lapse(job_id)

    async def undo(self, job_id: str) -> tuple[UndoStep, ...]:
        """Take back what was done about a failed download; return what was taken back."""
        return await self._desk.undo(job_id)

    async def suggest(self, job_id: str, cause: Cause) -> None:
        """Keep what the app's model makes of a failure; it is shown and never acted on."""
        core = self._core
        failure = core.ledger.of_job(job_id)
        if failure is not None:
            take_guess(core.ledger, failure, cause, core.now())
            await core.keep()

    async def set_policy(self, strategy: Strategy, policy: Policy) -> None:
        """Set the policy of one strategy; raises RecoveryRefused for one that changes nothing."""
        await set_policies(self._core, {strategy: policy})

    async def apply_preset(self, preset: Preset) -> None:
        """Set the policies of all strategies at once; past dry-run failures stay as they are."""
        await set_policies(self._core, PRESETS[preset])

    async def set_mode(self, instance_id: str, mode: Mode) -> ModeChange:
        """Switch a Radarr or Sonarr between assist and manage; raises RecoveryRefused."""
        return await self._modes.set(instance_id, mode)

    async def resume_actions(self) -> bool:
        """End a storm; say whether there was one. What waited is decided on with the next tick."""
        return await end_storm(self._core)

    async def forget_instance(self, instance_id: str) -> None:
        """Forget a service that was removed; seen again, its failures are baseline.

        To have a managed Radarr or Sonarr as it was before, switch it to assist first.
        """
        self._core.ledger.forget(instance_id)
        self._core.seen.pop(instance_id, None)
        self._watcher.forget(instance_id)
        self._arr.forget(instance_id)
        self._onlooker.forget(instance_id)
        await self._core.keep()

    async def release_queue(self, sabnzbd: str) -> None:
        """Resume the queue of a SABnzbd that AutoArr paused: from now on nobody looks after it."""
        async with self._lock(sabnzbd):
            await self._watcher.guard.release(sabnzbd)

    async def pause_queue(self, sabnzbd: str) -> None:
        """Pause a queue because a person said yes to one of `wanted_pauses`; raises RecoveryRefused."""
        if self._core.stopping:
            raise RecoveryRefused(Refusal.STOPPING)
        async with self._lock(sabnzbd):
            await self._watcher.guard.agree(sabnzbd)

    async def leave_queue(self, sabnzbd: str) -> None:
        """Let a queue run until the outage is over, because a person said no."""
        async with self._lock(sabnzbd):
            self._watcher.guard.leave(sabnzbd)
        await self._core.keep()

    # ── inside ──

    def _lock(self, sabnzbd: str) -> asyncio.Lock:
        """Return the lock of one SABnzbd."""
        return self._locks.setdefault(sabnzbd, asyncio.Lock())
