"""What people ask for: another try, another release, a lower quality, an import, to be left alone, to take back."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from ..clients.errors import ServiceError
from ..journal.events import EventKind
from ..journal.ports import StoreError
from .acting.scene import NothingFound, NotImportable, NotVerified
from .acting.undo import UndoStep, undo
from .core import Core
from .deciding.backoff import CEILING
from .deciding.person import answer
from .deciding.work import Worker
from .following.endings import closed, postponed
from .messages import Reason, RecoveryRefused, Refusal
from .models import Failure, FailureState, Strategy

LONGEST_WAIT: Final = CEILING
"""Nobody waits longer by a word: a clock that was set back would shorten it to this."""

_NOTHING = {
    Strategy.LOWER_QUALITY: Refusal.NO_LOWER_QUALITY,
    Strategy.NEXT_RELEASE: Refusal.NO_OTHER_RELEASE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryAnswer:
    """What was done when a person asked."""

    strategy: Strategy
    failure: Failure


class Desk:
    """Takes wishes one at a time for each SABnzbd; raises RecoveryRefused for what is not done."""

    def __init__(self, core: Core, worker: Worker, lock: Callable[[str], asyncio.Lock]) -> None:
        """Share the state of the engine and its locks."""
        self._core = core
        self._worker = worker
        self._lock = lock

    async def do(
        self, job_id: str, wish: Strategy | None, *, password: str | None = None
    ) -> RetryAnswer:
        """Do what a person asks about a failed download, also one of the baseline.

        `job_id` is any id of its chain; `wish` None means "try again". Raises RecoveryRefused.
        """
        core = self._core
        failure = self._find(job_id)
        async with self._lock(failure.sabnzbd):
            failure = core.ledger.get(failure.key) or failure
            try:
                strategy = await self._do(failure, wish, password)
            except StoreError as err:
                raise RecoveryRefused(Refusal.NOT_SAVED, detail=str(err)) from err
            except NotImportable as err:
                raise RecoveryRefused(
                    Refusal.NOT_IMPORTABLE, name=failure.title, detail=str(err)
                ) from err
            except NothingFound as err:
                refusal = _NOTHING.get(wish or Strategy.NEXT_RELEASE, Refusal.NO_OTHER_RELEASE)
                raise RecoveryRefused(refusal, name=failure.title) from err
            except (ServiceError, NotVerified) as err:
                raise RecoveryRefused(Refusal.SERVICE_FAILED, detail=str(err)) from err
            finally:
                await core.keep()
        return RetryAnswer(strategy=strategy, failure=core.ledger.get(failure.key) or failure)

    async def ignore(self, job_id: str) -> Failure:
        """Close the story of a failure because a person asks to leave it alone; raises RecoveryRefused."""
        async with self._open(job_id) as failure:
            return await self._set_aside(closed(failure, Reason.IGNORED), Reason.IGNORED)

    async def postpone(self, job_id: str, span: timedelta) -> Failure:
        """Do nothing about a failure, and ask nothing, for so long because a person asks to wait.

        Raises RecoveryRefused, also while what was done about it is followed.
        """
        async with self._open(job_id) as failure:
            if failure.state is FailureState.FOLLOWING:
                raise RecoveryRefused(Refusal.IN_FLIGHT, name=failure.title)
            due = self._core.now() + min(span, LONGEST_WAIT)
            return await self._set_aside(postponed(failure, due), Reason.POSTPONED)

    async def lapse(self, job_id: str) -> None:
        """Take a question for unanswered: the failure stays as one that was told of, and is not asked about again."""
        core = self._core
        failure = core.ledger.of_job(job_id)
        if failure is None or failure.state is not FailureState.ASKED:
            return
        core.ledger.put(replace(failure, state=FailureState.REPORTED))
        await core.keep()

    async def undo(self, job_id: str) -> tuple[UndoStep, ...]:
        """Take back what was done about a failure, as far as that is possible; raises RecoveryRefused."""
        core = self._core
        failure = self._find(job_id)
        async with self._lock(failure.sabnzbd):
            failure = core.ledger.get(failure.key) or failure
            if failure.state is FailureState.ACTING:
                raise RecoveryRefused(Refusal.IN_FLIGHT, name=failure.title)
            try:
                steps = await undo(core, await self._worker.scene(failure, asked=True))
            except StoreError as err:
                raise RecoveryRefused(Refusal.NOT_SAVED, detail=str(err)) from err
            except (ServiceError, NotVerified) as err:
                raise RecoveryRefused(Refusal.SERVICE_FAILED, detail=str(err)) from err
            finally:
                await core.keep()
            if not steps:
                raise RecoveryRefused(Refusal.NOTHING_TO_UNDO, name=failure.title)
        return steps

    @asynccontextmanager
    async def _open(self, job_id: str) -> AsyncIterator[Failure]:
        """Hold a failure whose story goes on and about which nothing is done at this moment; raises RecoveryRefused."""
        found = self._find(job_id, heard=False)
        async with self._lock(found.sabnzbd):
            failure = self._core.ledger.get(found.key) or found
            if failure.state is FailureState.ACTING:
                raise RecoveryRefused(Refusal.IN_FLIGHT, name=failure.title)
            if failure.state.settled:
                raise RecoveryRefused(Refusal.SETTLED, name=failure.title)
            yield failure

    async def _set_aside(self, failure: Failure, reason: Reason) -> Failure:
        """Keep what a person decided about a failure, and tell of it."""
        failure = self._core.ledger.put(failure)
        self._core.tell(EventKind.DECISION_MADE, failure, data={"reason": reason})
        await self._core.keep()
        return failure

    def _find(self, job_id: str, *, heard: bool = True) -> Failure:
        """Return the failure a person means; `heard` asks that its SABnzbd has answered since the start."""
        core = self._core
        if core.stopping:
            raise RecoveryRefused(Refusal.STOPPING)
        failure = core.ledger.of_job(job_id)
        if failure is None or not core.knows(failure.sabnzbd):
            raise RecoveryRefused(Refusal.UNKNOWN_JOB, job=job_id)
        target = core.sabnzbd().get(failure.sabnzbd)
        if heard and target is not None and failure.sabnzbd not in core.seen:
            detail = f"{target.ref.name} has not answered since AutoArr started"
            raise RecoveryRefused(Refusal.SERVICE_FAILED, detail=detail)
        return failure

    async def _do(self, failure: Failure, wish: Strategy | None, password: str | None) -> Strategy:
        """Do what the wish means for a failure; raises what the parts raise."""
        owned = await self._worker.owner(replace(failure, lookups=max(failure.lookups, 1)))
        if owned is None:
            raise RecoveryRefused(Refusal.IN_FLIGHT, name=failure.name)
        scene = await self._worker.scene(owned, asked=True)
        world = await self._worker.world(scene)
        found = answer(scene.item, owned, world, wish, password=password is not None)
        if isinstance(found, Refusal):
            raise RecoveryRefused(found, name=failure.title, detail=scene.sight.import_trouble)
        await self._worker.act(replace(scene, password=password), found, Reason.ASKED_BY_PERSON)
        return found
