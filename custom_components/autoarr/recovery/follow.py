"""Watching what came of a failure: imported, on its way, or searched for in vain."""

from dataclasses import replace
from datetime import timedelta
import logging
from typing import Final

from ..clients.errors import ServiceError
from ..clients.models.sabnzbd import JobStatus
from ..journal.events import EventKind
from ..journal.ports import StoreError
from .act import NotVerified, Scene, clean
from .causes import Cause, FaultOf
from .core import PREFIX, Core
from .facts import blocklist_rows
from .ledger import LOOKS_APART
from .messages import Reason
from .models import Failure, FailureState, Strategy
from .perform import searched_in_vain
from .searches import searches_of
from .settle import REVIEW, TOLD
from .targets import ServarrObservation
from .work import Worker
from .world import TitleState

_LOGGER = logging.getLogger(__name__)

CLEANING: Final = f"{PREFIX}clean_blocklist"
GRACE: Final = timedelta(minutes=5)
"""How long a search (ours or the *arr's) may take until a grab must show."""

AGAIN: Final = timedelta(minutes=2)
ON_ITS_WAY: Final = LOOKS_APART
TOO_LONG: Final = timedelta(days=7)
KEEP_TOLD: Final = timedelta(days=14)
"""What nobody took up in that time is closed: the list is for what can still be done."""

_JOB_GOES_ON: Final = frozenset({Strategy.RETRY_NOW, Strategy.END_JOB, Strategy.FORCE_IMPORT})


class Follower:
    """Looks after failures that something was done about, or that were left to the *arr."""

    def __init__(self, core: Core, worker: Worker) -> None:
        """Share the state of the engine."""
        self._core = core
        self._worker = worker

    async def follow(self, key: str) -> None:
        """Look once; an error of a service only puts the next look off."""
        failure = self._core.ledger.get(key)
        if failure is None or failure.state is not FailureState.FOLLOWING:
            return
        try:
            scene = await self._worker.scene(failure)
            await self._look(scene)
        except (ServiceError, NotVerified) as err:
            self._later(failure, AGAIN, detail=str(err)[:300])

    def hasten(self, observation: ServarrObservation) -> None:
        """Have failures looked at now whose replacement has left the queue: imported, or failed."""
        coming = {row.media_id for row in observation.queue if row.media_id is not None}
        now = self._core.now()
        for failure in list(self._core.ledger.open_failures()):
            item = failure.item
            if failure.state is not FailureState.FOLLOWING or item is None:
                continue
            gone = item.media_id not in coming and failure.reason == Reason.REPLACED
            due = failure.next_try is None or failure.next_try > now
            if item.instance == observation.ref.id and gone and due:
                self._core.ledger.put(replace(failure, next_try=now))

    async def review(self, key: str) -> None:
        """Look whether a failure that a person was told of was solved by them, or came to nothing."""
        failure = self._core.ledger.get(key)
        if failure is None or failure.state not in TOLD:
            return
        now = self._core.now()
        try:
            sight = (await self._worker.scene(failure)).sight
        except ServiceError as err:
            _LOGGER.debug("%s is not reviewed: %s", failure.name, err)
            self._core.ledger.put(replace(failure, next_try=now + REVIEW))
            return
        # A file in another language was told of because it is in the library.
        if sight.imported and failure.cause is not Cause.WRONG_LANGUAGE:
            self._recovered(failure, by="person")
        elif sight.title is TitleState.GONE or now - failure.first_seen > KEEP_TOLD:
            gone = Reason.TITLE_GONE if sight.title is TitleState.GONE else failure.reason
            self._core.ledger.put(
                replace(failure, state=FailureState.CLOSED, reason=gone, next_try=None)
            )
        else:
            self._core.ledger.put(replace(failure, next_try=now + REVIEW))

    async def _look(self, scene: Scene) -> None:
        """Take the next step of the story."""
        failure, sight = scene.failure, scene.sight
        since = failure.following_since or self._core.now()
        if scene.owner is None:
            await self._look_at_job(scene)
        elif sight.imported:
            self._recovered(failure, by="arr" if failure.strategy is Strategy.LEAVE else "autoarr")
        elif self._core.now() - since > TOO_LONG:
            self._core.ledger.put(
                replace(
                    failure,
                    state=FailureState.REPORTED,
                    strategy=Strategy.REPORT,
                    reason=Reason.NEEDS_A_PERSON,
                    next_try=self._core.now() + REVIEW,
                )
            )
        elif failure.strategy in _JOB_GOES_ON:
            await self._clean_again(scene)
            self._later(failure, AGAIN)
        elif sight.replaced:
            self._later(replace(failure, reason=Reason.REPLACED), ON_ITS_WAY)
        elif self._core.now() - since < GRACE or await self._still_searching(scene):
            self._later(failure, AGAIN)
        else:
            await self._in_vain(failure)

    async def _in_vain(self, failure: Failure) -> None:
        """Go on with a title for which a search found nothing."""
        self._core.ledger.put(searched_in_vain(failure))
        await self._worker.consider(failure.key)

    async def _look_at_job(self, scene: Scene) -> None:
        """Follow the job of another program that a person had retried."""
        failure = scene.failure
        history = await scene.downloader.client.history(nzo_ids=[failure.job_id])
        done = history is not None and any(
            slot.nzo_id == failure.job_id and slot.status is JobStatus.COMPLETED
            for slot in history.slots
        )
        if done:
            self._recovered(failure, by="autoarr")
        else:
            self._later(failure, ON_ITS_WAY)

    async def _clean_again(self, scene: Scene) -> None:
        """Remove blocklist rows the *arr made only after the retry; raises ServiceError, NotVerified."""
        failure, core = scene.failure, self._core
        if not scene.sight.marked or failure.strategy is not Strategy.RETRY_NOW:
            return
        if failure.at_fault is FaultOf.RELEASE or core.stopping:
            return
        if not await self._blamed(scene):
            return
        with core.action():
            try:
                action = await core.journal.begin(
                    CLEANING,
                    correlation=failure.correlation,
                    title=failure.title,
                    service=scene.owner.ref.kind if scene.owner else "",
                    instance=scene.owner.ref.id if scene.owner else "",
                    data={"failure": failure.key},
                )
            except StoreError as err:
                _LOGGER.warning("The blocklist was not cleaned: %s", err)
                return
            try:
                removed = await clean(scene.owner, failure, scene.grab)
            except (ServiceError, NotVerified) as err:
                await core.journal.finish(action, ok=False, outcome=str(err))
                raise
            await core.journal.finish(action, ok=True, outcome=f"blocklist rows removed: {removed}")

    async def _blamed(self, scene: Scene) -> bool:
        """Say whether the blocklist holds anything that a failure made; raises ServiceError."""
        if scene.owner is None or scene.grab is None:
            return False
        return bool(await blocklist_rows(scene.owner, scene.failure, scene.grab))

    async def _still_searching(self, scene: Scene) -> bool:
        """Say whether a search for the item has not ended; raises ServiceError."""
        if scene.owner is None or scene.item is None:
            return False
        return any(not command.done for command in await searches_of(scene.owner, scene.item))

    def _recovered(self, failure: Failure, *, by: str) -> None:
        """Close a story that ended well; `by` is autoarr, arr or person."""
        core = self._core
        core.ledger.put(
            replace(
                failure,
                state=FailureState.RECOVERED,
                reason=Reason.IMPORTED,
                next_try=None,
                detail="",
            )
        )
        core.ledger.count("recovered" if by == "autoarr" else f"recovered_by_{by}")
        core.tell(
            EventKind.RECOVERED,
            failure,
            data={"strategy": failure.strategy, "reason": Reason.IMPORTED, "by": by},
        )

    def _later(self, failure: Failure, pause: timedelta, *, detail: str = "") -> None:
        """Look again after a pause."""
        self._core.ledger.put(replace(failure, next_try=self._core.now() + pause, detail=detail))
