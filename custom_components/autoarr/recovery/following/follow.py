"""Watching what came of a failure: imported, on its way, or searched for in vain."""

from dataclasses import replace
from datetime import timedelta
import logging
from typing import Final

from ...clients.errors import ServiceError
from ...clients.models.sabnzbd import JobStatus
from ...journal.events import EventKind
from ...journal.ports import JsonValue
from ..acting.act import NotVerified, Scene
from ..acting.perform import searched_in_vain
from ..acting.searches import searches_of
from ..causes import Cause
from ..core import Core
from ..deciding.backoff import review_after
from ..deciding.work import Worker
from ..keeping.ledger import LOOKS_APART
from ..messages import Reason
from ..models import Failure, FailureState, Strategy
from ..targets import ServarrObservation
from ..world import TitleState
from .endings import closed
from .missing import Absences, Loss, after_loss, find_job, loss_of
from .settle import REVIEW, TOLD
from .tidy import CLEANING, Cleaner

__all__ = ["CLEANING", "Follower"]

_LOGGER = logging.getLogger(__name__)

GRACE: Final = timedelta(minutes=5)
"""How long a search (ours or the *arr's) may take until a grab must show."""

AGAIN: Final = timedelta(minutes=2)
UNSEEN_AGAIN: Final = timedelta(seconds=30)
"""When a job is looked for again that SABnzbd does not have."""

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
        self._absences = Absences()
        self._cleaner = Cleaner(core)

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
        else:
            await self._cleaner.look_back(failure.sabnzbd)

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
        latest = self._core.ledger.get(key)
        if latest is None or latest.next_try != failure.next_try:
            # Something changed while it was looked at: it is looked at again when that is due.
            return
        # A file in another language was told of because it is in the library.
        if sight.imported and failure.cause is not Cause.WRONG_LANGUAGE:
            self._recovered(failure, by="person")
        elif sight.title is TitleState.GONE or now - failure.first_seen > KEEP_TOLD:
            gone = Reason.TITLE_GONE if sight.title is TitleState.GONE else failure.reason
            self._core.ledger.put(closed(failure, gone))
        else:
            looked = failure.reviews + 1
            self._core.ledger.put(
                replace(failure, reviews=looked, next_try=now + review_after(looked))
            )

    async def _look(self, scene: Scene) -> None:
        """Take the next step of the story."""
        failure, sight = scene.failure, scene.sight
        since = failure.following_since or self._core.now()
        if scene.owner is None:
            await self._look_at_job(scene)
        elif sight.imported:
            await self._cleaner.tidy(scene)
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
            await self._cleaner.clean_again(scene)
            await self._look_for_job(scene)
        elif sight.replaced:
            self._later(replace(failure, reason=Reason.REPLACED), ON_ITS_WAY)
        elif self._core.now() - since < GRACE or await self._still_searching(scene):
            self._later(failure, AGAIN)
        else:
            await self._in_vain(scene)

    async def _in_vain(self, scene: Scene) -> None:
        """Go on with a title for which a search found nothing; raises ServiceError, NotVerified.

        What an earlier trouble has put on the blocklist may be found by the next one, once that is over.
        """
        failure = scene.failure
        if self._cleaner.is_well(failure):
            await self._cleaner.tidy(scene)
        self._core.ledger.put(searched_in_vain(failure))
        await self._worker.consider(failure.key)

    async def _look_at_job(self, scene: Scene) -> None:
        """Follow the job of another program that a person had retried."""
        failure, core = scene.failure, self._core
        history = await scene.downloader.client.history(nzo_ids=[failure.job_id])
        done = history is not None and any(
            slot.nzo_id == failure.job_id and slot.status is JobStatus.COMPLETED
            for slot in history.slots
        )
        if done:
            self._recovered(failure, by="autoarr")
        elif failure.grab is None and await find_job(scene, core.ledger.dead_jobs()) is None:
            await self._unseen(scene)
        else:
            self._absences.over(failure)
            self._later(failure, ON_ITS_WAY)

    async def _look_for_job(self, scene: Scene) -> None:
        """Wait for a job that SABnzbd has, and go on without one that is gone; raises ServiceError, NotVerified."""
        failure, core = scene.failure, self._core
        if scene.sabnzbd is None or scene.sight.rows:
            self._absences.over(failure)
            self._later(failure, AGAIN)
            return
        found = await find_job(scene, core.ledger.dead_jobs())
        if found is None:
            await self._unseen(scene)
            return
        self._absences.over(failure)
        if found != failure.job_id:
            failure = replace(failure, jobs=(*failure.jobs, found))
        self._later(failure, AGAIN)

    async def _unseen(self, scene: Scene) -> None:
        """Go on without a job that SABnzbd does not have, once that is certain; raises ServiceError, NotVerified."""
        failure, core = scene.failure, self._core
        if not self._absences.proven(failure, core.now()):
            self._later(failure, UNSEEN_AGAIN)
            return
        status = await scene.downloader.client.server_status()
        loss = loss_of(failure, status.uptime, core.now())
        if scene.sight.imports:
            # Its Radarr or Sonarr has taken a part of it, and removed it then: the rest is still wanted.
            loss = Loss.LOST
        after = after_loss(failure, loss)
        if after.state.settled:
            await self._cleaner.tidy(scene)
        self._absences.over(failure)
        _LOGGER.info("SABnzbd no longer has %s: %s", failure.name, loss)
        core.ledger.put(after)
        if after.state.settled:
            words: dict[str, JsonValue] = {"strategy": after.strategy, "reason": after.reason}
            core.tell(EventKind.DECISION_MADE, after, data=words)
        else:
            await self._worker.consider(failure.key)

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
