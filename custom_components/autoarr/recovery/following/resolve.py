"""Actions whose end is not known (a crash, a lost answer): read back what happened, repeat nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
import logging
from typing import Final

from ...clients.errors import ServiceError
from ...clients.models.sabnzbd import HistorySlot, QueueSlot
from ...journal.pending import PendingAction
from ...journal.ports import StoreError
from ...journal.redact import redact
from ..acting.act_import import importing
from ..acting.act_job import has_ended
from ..acting.perform import RESOLVE_AFTER
from ..acting.scene import NothingFound, NotVerified, Scene, following
from ..acting.searches import searches_of
from ..acting.undo import UNDOING
from ..core import PREFIX, Core
from ..decide import SEARCHING
from ..deciding.work import Worker
from ..guarding.queues import GUARDING
from ..messages import Reason
from ..models import Failure, FailureState, Strategy
from ..watching.observe import NAME_CHARS
from .follow import CLEANING
from .resolve_search import asked_for_nothing, grabs_since, is_done, last_record
from .twins import same_job_name

_LOGGER = logging.getLogger(__name__)

HANDED_OUT: Final = timedelta(minutes=3)
"""So long after the last grab another one that was asked for may still come: an indexer is given 100 seconds."""

LOOK_AGAIN: Final = timedelta(minutes=1)

MODE: Final = f"{PREFIX}mode"
_ELSEWHERE: Final = frozenset({MODE, *GUARDING})
"""The actions about no download, which are resolved elsewhere: switching an instance, holding a queue."""


def _too_soon(age: timedelta) -> bool:
    """Say whether an action began so lately that its end may not show yet; a clock set back proves nothing."""
    return timedelta() <= age < RESOLVE_AFTER


class Verdict(StrEnum):
    """What reading back says about an action."""

    DONE = "done"
    NOT_DONE = "not_done"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"


class Resolver:
    """Finds out how actions ended that nobody saw ending."""

    def __init__(self, core: Core, worker: Worker) -> None:
        """Share the state of the engine."""
        self._core = core
        self._worker = worker
        self._tried: set[str] = set()
        self._grabs: dict[str, tuple[int, datetime]] = {}
        """How many grabs an action was seen to have made, and since when."""

    async def resolve(self, sabnzbd: str) -> None:
        """Resolve what can be resolved about the jobs of one SABnzbd; the rest is tried again later."""
        core = self._core
        for action in core.journal.unfinished(PREFIX):
            if action.id in core.running or action.action in _ELSEWHERE or core.stopping:
                continue
            failure = core.ledger.get(str(action.data.get("failure", "")))
            if failure is None:
                await core.journal.finish(
                    action.id, ok=False, outcome="the download it was about is no longer known"
                )
            elif action.action in _CLOSED:
                await core.journal.finish(action.id, ok=False, outcome=_CLOSED[action.action])
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
            scenes = [await self._worker.scene(failure), *await self._those_with(action)]
            judged = await self._judge(action, scenes)
        except (ServiceError, KeyError) as err:
            # Without its services nothing can be read back: the action stays open.
            _LOGGER.debug("%s cannot be read back yet: %s", action.action, err)
            core.ledger.put(replace(failure, next_try=core.now() + LOOK_AGAIN))
            return
        verdict, failure = judged[0]
        if verdict is Verdict.NOT_YET:
            core.ledger.put(replace(failure, next_try=core.now() + LOOK_AGAIN))
            return
        strategy = Strategy(action.action.removeprefix(PREFIX))
        for each, story in judged:
            core.ledger.put(story)
            if each is Verdict.NOT_DONE:
                core.ledger.withdraw_last(story, strategy)
        await core.keep()
        await core.journal.finish(action.id, ok=verdict is Verdict.DONE, outcome=_OUTCOMES[verdict])
        self._grabs.pop(action.id, None)
        if verdict is not Verdict.NOT_DONE:
            return
        # A password is not written down: without it a person's retry would be another one.
        if action.data.get("asked") is True and action.data.get("repeatable") is not False:
            await self._again(replace(scenes[0], failure=failure, asked=True), strategy)
        else:
            await self._worker.consider(failure.key)

    async def _those_with(self, action: PendingAction) -> list[Scene]:
        """Return the other failures that the same search was for; raises ServiceError."""
        others = [self._core.ledger.get(key) for key in failures_of(action)[1:]]
        return [
            await self._worker.scene(other)
            for other in others
            if other is not None and other.state is FailureState.ACTING
        ]

    async def _again(self, scene: Scene, strategy: Strategy) -> None:
        """Do what a person had asked for and a crash prevented."""
        try:
            await self._worker.act(scene, strategy, Reason.ASKED_BY_PERSON)
        except (ServiceError, StoreError, NotVerified, NothingFound) as err:
            _LOGGER.warning("%s for %s failed again: %s", strategy, scene.failure.name, err)

    async def _judge(
        self, action: PendingAction, scenes: Sequence[Scene]
    ) -> list[tuple[Verdict, Failure]]:
        """Return what happened to each, and the failure as it stands then; raises ServiceError."""
        strategy = Strategy(action.action.removeprefix(PREFIX))
        if strategy in SEARCHING:
            return await self._judge_search(action, scenes, strategy)
        scene = scenes[0]
        failure = scene.failure
        if failure.state is not FailureState.ACTING:
            return [(_verdict_of(failure), failure)]
        if strategy is Strategy.RETRY_NOW:
            return [await self._judge_retry(action, scene)]
        if strategy is Strategy.END_JOB:
            return [await self._judge_end(scene)]
        return [await self._judge_import(action, scene)]

    async def _judge_retry(self, action: PendingAction, scene: Scene) -> tuple[Verdict, Failure]:
        """Look for the job of the same name that a retry puts in the place of the failed one.

        It is followed since it was asked for: a SABnzbd that has started after that may have forgotten it.
        """
        failure, client = scene.failure, scene.downloader.client
        history = await client.history()
        queue = await client.queue()
        slots: list[HistorySlot | QueueSlot] = [*queue.slots, *(history.slots if history else ())]
        if any(slot.nzo_id == failure.job_id for slot in slots):
            return Verdict.NOT_DONE, _fresh(failure)
        dead = self._core.ledger.dead_jobs()
        for slot in slots:
            name = redact(slot.name)[:NAME_CHARS]
            if slot.nzo_id not in dead and same_job_name(name, failure.name):
                failure = replace(failure, jobs=(*failure.jobs, slot.nzo_id))
                return Verdict.DONE, self._retried(action, failure)
        watched = self._retried(action, failure)
        if scene.sight.imported:
            return Verdict.DONE, watched
        return Verdict.UNKNOWN, replace(watched, reason=Reason.OUTCOME_UNKNOWN)

    def _retried(self, action: PendingAction, failure: Failure) -> Failure:
        """Return a failure whose job was told to go on."""
        asked = action.started.at
        return following(failure, Strategy.RETRY_NOW, self._core.now(), since=asked)

    async def _judge_end(self, scene: Scene) -> tuple[Verdict, Failure]:
        """Look whether the job is still held in the queue."""
        failure = scene.failure
        if not await has_ended(scene):
            return Verdict.NOT_DONE, replace(_fresh(failure), ended_by_us=False)
        return Verdict.DONE, following(failure, Strategy.END_JOB, self._core.now())

    async def _judge_import(self, action: PendingAction, scene: Scene) -> tuple[Verdict, Failure]:
        """Look for the import in the history; what was not taken in may be imported as well as before."""
        failure, sight = scene.failure, scene.sight
        if sight.imported or any(number > last_record(action, sight) for number in sight.imports):
            watched = following(failure, Strategy.FORCE_IMPORT, self._core.now())
            return Verdict.DONE, watched
        if scene.owner is not None and await importing(scene.owner):
            return Verdict.NOT_YET, failure
        return Verdict.NOT_DONE, _fresh(failure)

    async def _judge_search(
        self, action: PendingAction, scenes: Sequence[Scene], strategy: Strategy
    ) -> list[tuple[Verdict, Failure]]:
        """Look for a search of the *arr itself and for grabs: what none shows for after a while was not grabbed."""
        main, acting = scenes[0], [s for s in scenes if s.failure.state is FailureState.ACTING]
        if any(scene.owner is None for scene in acting):
            return [(Verdict.NOT_YET, main.failure)]
        searching = await self._searches_itself(action, main)
        done = [searching or is_done(action, scene) for scene in acting]
        asked = not any(asked_for_nothing(scene, strategy) for scene in acting)
        if not all(done) and asked and self._quiet(action, acting) < HANDED_OUT:
            return [(Verdict.NOT_YET, main.failure)]
        now = self._core.now()
        judged = {
            scene.failure.key: (Verdict.DONE, following(scene.failure, strategy, now))
            if one
            else (Verdict.NOT_DONE, _fresh(scene.failure))
            for scene, one in zip(acting, done, strict=True)
        }
        own = (_verdict_of(main.failure), main.failure)
        return [judged.pop(main.failure.key, own), *judged.values()]

    async def _searches_itself(self, action: PendingAction, scene: Scene) -> bool:
        """Say whether a Radarr or Sonarr has begun to search for an item since then; raises ServiceError."""
        if scene.owner is None or scene.item is None:
            return False
        before = action.data.get("last_search")
        numbers = [command.id for command in await searches_of(scene.owner, scene.item)]
        return max(numbers, default=0) > (before if isinstance(before, int) else 0)

    def _quiet(self, action: PendingAction, scenes: Sequence[Scene]) -> timedelta:
        """Return for how long an action has shown no further grab."""
        now = self._core.now()
        grabs = sum(len(grabs_since(action, scene.sight)) for scene in scenes)
        count, since = self._grabs.get(action.id, (0, action.started.at))
        # A clock that was set back proves nothing.
        since = now if grabs != count else min(since, now)
        self._grabs[action.id] = (grabs, since)
        return now - since


_CLOSED: Final = {
    CLEANING: "interrupted; the blocklist is looked at again",
    UNDOING: "interrupted; ask again for what is left",
}
"""Actions that are not read back: doing them again does no harm, and they are done when they are needed."""

_OUTCOMES: Final = {
    Verdict.DONE: "read back: it was done",
    Verdict.NOT_DONE: "read back: it was not done",
    Verdict.UNKNOWN: "cannot be read back; it is not repeated",
}


def failures_of(action: PendingAction) -> tuple[str, ...]:
    """Return the keys of the failures that an unfinished action is about."""
    others = action.data.get("others")
    named = others if isinstance(others, list) else []
    return tuple(str(key) for key in (action.data.get("failure", ""), *named))


def _verdict_of(failure: Failure) -> Verdict:
    """Return what became of an action on a failure that is no longer being acted on."""
    known = failure.state is FailureState.FOLLOWING or failure.state.settled
    return Verdict.DONE if known else Verdict.UNKNOWN


def _fresh(failure: Failure) -> Failure:
    """Return a failure as one to decide on."""
    return replace(
        failure, state=FailureState.NEW, strategy=None, next_try=None, following_since=None
    )
