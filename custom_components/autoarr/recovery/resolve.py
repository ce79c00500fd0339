"""Actions whose end is not known (a crash, a lost answer): read back what happened, repeat nothing."""

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
import logging
from typing import Final

from ..clients.errors import ServiceError
from ..clients.models.sabnzbd import HistorySlot, JobStatus, QueueSlot
from ..journal.pending import PendingAction
from ..journal.redact import redact
from .act import Scene, following
from .core import PREFIX, Core
from .facts import searches_of
from .follow import CLEANING
from .messages import Reason
from .models import Failure, FailureState, Strategy
from .observe import NAME_CHARS
from .work import RESOLVE_AFTER, Worker

_LOGGER = logging.getLogger(__name__)

REMEMBERED: Final = timedelta(minutes=4)
"""So long a Radarr or Sonarr lists a finished search for certain (it forgets after five minutes)."""

MODE: Final = f"{PREFIX}mode"
"""The one action that is resolved elsewhere: the switching of an instance."""


def _too_soon(age: timedelta) -> bool:
    """Say whether an action began so lately that its end may not show yet; a clock set back proves nothing."""
    return timedelta() <= age < RESOLVE_AFTER


class Verdict(StrEnum):
    """What reading back says about an action."""

    DONE = "done"
    NOT_DONE = "not_done"
    UNKNOWN = "unknown"


class Resolver:
    """Finds out how actions ended that nobody saw ending."""

    def __init__(self, core: Core, worker: Worker) -> None:
        """Share the state of the engine."""
        self._core = core
        self._worker = worker
        self._tried: set[str] = set()

    async def resolve(self, sabnzbd: str) -> None:
        """Resolve what can be resolved about the jobs of one SABnzbd; the rest is tried again later."""
        core = self._core
        for action in core.journal.unfinished(PREFIX):
            if action.id in core.running or action.action == MODE or core.stopping:
                continue
            failure = core.ledger.get(str(action.data.get("failure", "")))
            if failure is None:
                await core.journal.finish(
                    action.id, ok=False, outcome="the download it was about is no longer known"
                )
            elif action.action == CLEANING:
                await core.journal.finish(
                    action.id, ok=False, outcome="interrupted; the blocklist is looked at again"
                )
            elif failure.sabnzbd == sabnzbd and self._due(action, failure):
                await self._read_back(action, failure)

    def _due(self, action: PendingAction, failure: Failure) -> bool:
        """Say whether it is time to look: a service may still be working on what a dead process asked."""
        age = self._core.now() - action.started.at
        if action.interrupted and action.id not in self._tried and not _too_soon(age):
            self._tried.add(action.id)
            return True
        return failure.next_try is None or failure.next_try <= self._core.now()

    async def _read_back(self, action: PendingAction, failure: Failure) -> None:
        """Find out about one action and go on from there."""
        core = self._core
        try:
            scene = await self._worker.scene(failure)
            verdict, failure = await self._judge(action, scene)
        except (ServiceError, KeyError) as err:
            # Without its services nothing can be read back: the action stays open.
            _LOGGER.debug("%s cannot be read back yet: %s", action.action, err)
            core.ledger.put(replace(failure, next_try=core.now() + timedelta(minutes=1)))
            return
        strategy = Strategy(action.action.removeprefix(PREFIX))
        core.ledger.put(failure)
        if verdict is Verdict.NOT_DONE:
            core.ledger.withdraw_last(failure, strategy)
        await core.keep()
        await core.journal.finish(action.id, ok=verdict is Verdict.DONE, outcome=_OUTCOMES[verdict])
        if verdict is not Verdict.NOT_DONE:
            return
        if action.data.get("asked") is True:
            await self._again(replace(scene, failure=failure, asked=True), strategy)
        else:
            await self._worker.consider(failure.key)

    async def _again(self, scene: Scene, strategy: Strategy) -> None:
        """Do what a person had asked for and a crash prevented."""
        try:
            await self._worker.act(scene, strategy, Reason.ASKED_BY_PERSON)
        except ServiceError as err:
            _LOGGER.warning("%s for %s failed again: %s", strategy, scene.failure.name, err)

    async def _judge(self, action: PendingAction, scene: Scene) -> tuple[Verdict, Failure]:
        """Return what happened, and the failure as it stands then; raises ServiceError."""
        failure = scene.failure
        if failure.state is FailureState.FOLLOWING or failure.state.settled:
            return Verdict.DONE, failure
        if failure.state is not FailureState.ACTING:
            return Verdict.UNKNOWN, failure
        strategy = Strategy(action.action.removeprefix(PREFIX))
        if strategy is Strategy.RETRY_NOW:
            return await self._judge_retry(scene)
        if strategy is Strategy.END_JOB:
            return await self._judge_end(scene)
        return await self._judge_search(action, scene, strategy)

    async def _judge_retry(self, scene: Scene) -> tuple[Verdict, Failure]:
        """Look for the job of the same name that a retry puts in the place of the failed one."""
        failure, client = scene.failure, scene.sabnzbd.client
        history = await client.history()
        queue = await client.queue()
        slots: list[HistorySlot | QueueSlot] = [*queue.slots, *(history.slots if history else ())]
        if any(slot.nzo_id == failure.job_id for slot in slots):
            return Verdict.NOT_DONE, _fresh(failure)
        dead = self._core.ledger.dead_jobs()
        for slot in slots:
            if redact(slot.name)[:NAME_CHARS] == failure.name and slot.nzo_id not in dead:
                failure = replace(failure, jobs=(*failure.jobs, slot.nzo_id))
                return Verdict.DONE, following(failure, Strategy.RETRY_NOW, self._core.now())
        watched = following(failure, Strategy.RETRY_NOW, self._core.now())
        if scene.sight.imported:
            return Verdict.DONE, watched
        return Verdict.UNKNOWN, replace(watched, reason=Reason.OUTCOME_UNKNOWN)

    async def _judge_end(self, scene: Scene) -> tuple[Verdict, Failure]:
        """Look whether the job still waits in the queue."""
        failure = scene.failure
        waits = any(
            slot.nzo_id == failure.job_id and slot.status is JobStatus.PAUSED
            for slot in (await scene.sabnzbd.client.queue()).slots
        )
        if waits:
            return Verdict.NOT_DONE, replace(_fresh(failure), ended_by_us=False)
        return Verdict.DONE, following(failure, Strategy.END_JOB, self._core.now())

    async def _judge_search(
        self, action: PendingAction, scene: Scene, strategy: Strategy
    ) -> tuple[Verdict, Failure]:
        """Look for the search itself, or for a grab; after some minutes a search is forgotten."""
        now = self._core.now()
        watched = following(scene.failure, strategy, now)
        if scene.owner is None or scene.item is None:
            return Verdict.UNKNOWN, watched
        before = action.data.get("last_search")
        numbers = [command.id for command in await searches_of(scene.owner, scene.item)]
        newer = max(numbers, default=0) > (before if isinstance(before, int) else 0)
        if newer or scene.sight.replaced or scene.sight.imported:
            return Verdict.DONE, watched
        if timedelta() <= now - action.started.at < REMEMBERED:
            return Verdict.NOT_DONE, _fresh(scene.failure)
        return Verdict.UNKNOWN, replace(watched, reason=Reason.OUTCOME_UNKNOWN)


_OUTCOMES: Final = {
    Verdict.DONE: "read back: it was done",
    Verdict.NOT_DONE: "read back: it was not done",
    Verdict.UNKNOWN: "cannot be read back; it is not repeated",
}


def _fresh(failure: Failure) -> Failure:
    """Return a failure as one to decide on."""
    return replace(failure, state=FailureState.NEW, next_try=None, following_since=None)
