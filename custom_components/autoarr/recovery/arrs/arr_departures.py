"""Finding out what became of downloads that have left the queue of a Radarr or Sonarr."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
import logging
from typing import Final

from ...clients.errors import ServiceError
from ...clients.models.servarr import HistoryRecord
from ...journal.events import EventKind, Severity
from ..acting.act_job import has_job
from ..causes import FaultOf, Kind
from ..classify import Classification, of_kind
from ..core import Core
from ..deciding.grabs import find_grab
from ..deciding.work import Worker
from ..following.endings import closed, imported
from ..messages import Reason
from ..models import Failure
from ..targets import ServarrTarget
from .arr_stories import new_story
from .departed import UNTOUCHED, Fate, fate_of, mended_by
from .sightings import Departures, Listed
from .sound import Listener

_LOGGER = logging.getLogger(__name__)

TORRENT_AWAY: Final = timedelta(hours=1)
"""A download client that is down, or a Radarr that has just started, shows no torrents for a while."""

_REMOVED: Final = "queue: gone, and neither failed nor imported"


class SeeingOff:
    """Closes the stories of blocked imports that are over, and tells of jobs that vanished and of wrong sound."""

    def __init__(self, core: Core, worker: Worker, lock: Callable[[str], asyncio.Lock]) -> None:
        """Share the state of the engine and its locks."""
        self._core = core
        self._worker = worker
        self._lock = lock
        self._listener = Listener()

    def forget(self, instance: str) -> None:
        """Forget a service that was removed."""
        self._listener.forget(instance)

    async def look(self, target: ServarrTarget, departures: Departures) -> None:
        """Ask after those that have stayed away; a service that does not answer is asked again later."""
        for job_id, listed in departures.due(self._core.now()):
            try:
                records = await target.client.history_of(job_id)
                away = departures.away(job_id, self._core.now())
                told = await self._judge(target, job_id, listed, records, away)
            except ServiceError as err:
                _LOGGER.debug("It is not known yet what became of %s: %s", listed.name, err)
                told = False
            if told:
                departures.settle(job_id)
            else:
                departures.put_off(job_id, self._core.now())

    async def _judge(
        self,
        target: ServarrTarget,
        job_id: str,
        listed: Listed,
        records: Sequence[HistoryRecord],
        away: timedelta,
    ) -> bool:
        """Draw the conclusion; return False when there is none yet. Raises ServiceError."""
        fate = fate_of(records)
        known = self._core.ledger.of_job(job_id)
        if known is not None:
            if not known.blocked or known.state not in UNTOUCHED:
                return True
            if fate is Fate.UNTOLD and await self._may_return(known, job_id, away):
                return False
            await self._end(known, fate)
        elif fate is Fate.IMPORTED:
            found = await self._listener.judge(target, records, self._core.now())
            if found is not None:
                await self._begin(target, job_id, listed, found)
        elif fate is Fate.UNTOLD and not listed.whole:
            if await self._still_there(listed.lane, job_id):
                return False
            await self._begin(target, job_id, listed, of_kind(Kind.REMOVED_FROM_CLIENT, _REMOVED))
        return True

    async def _may_return(self, known: Failure, job_id: str, away: timedelta) -> bool:
        """Say whether a blocked import may be listed again; raises ServiceError.

        Who holds a torrent cannot be asked: it is waited for.
        """
        if known.torrent:
            return away < TORRENT_AWAY
        return await self._still_there(known.sabnzbd, job_id)

    async def _still_there(self, lane: str, job_id: str) -> bool:
        """Say whether a SABnzbd has a job; one that is not connected cannot say that it has not.

        Raises ServiceError.
        """
        target = self._core.sabnzbd().get(lane)
        return target is None or await has_job(target.client, job_id)

    async def _end(self, known: Failure, fate: Fate) -> None:
        """Close the story of a blocked import that is over."""
        core = self._core
        async with self._lock(known.sabnzbd):
            failure = core.ledger.get(known.key)
            if failure is None or failure.state not in UNTOUCHED:
                return
            if fate is not Fate.IMPORTED:
                core.ledger.put(closed(failure, Reason.USER_STOPPED))
                return
            core.ledger.put(imported(failure))
            if failure.baseline:
                return
            by = mended_by(failure)
            core.ledger.count(f"recovered_by_{by}")
            core.tell(
                EventKind.RECOVERED,
                failure,
                data={"strategy": failure.strategy, "reason": Reason.IMPORTED, "by": by},
            )

    async def _begin(
        self, target: ServarrTarget, job_id: str, listed: Listed, found: Classification
    ) -> None:
        """Begin the story of a download that is gone, or that cannot be heard; raises ServiceError.

        What somebody removed has not failed: it is only told what is made of it.
        """
        core = self._core
        grab = await find_grab({target.ref.id: target}, job_id)
        if grab is None:
            return
        story = new_story(
            job_id,
            found,
            lane=listed.lane,
            name=listed.name,
            size_bytes=listed.size_bytes,
            grab=grab,
            now=core.now(),
        )
        async with self._lock(listed.lane):
            gone = listed.lane not in core.sabnzbd() or listed.lane not in core.seen
            if gone or core.ledger.of_job(job_id) is not None:
                return
            core.ledger.put(story)
            await core.keep()
            if story.at_fault is not FaultOf.NONE:
                core.ledger.count("seen")
                core.tell(
                    EventKind.FAILURE_SEEN,
                    story,
                    severity=Severity.WARNING,
                    data={"at_fault": story.at_fault, "evidence": list(story.evidence)},
                )
            await self._worker.consider(story.key)
