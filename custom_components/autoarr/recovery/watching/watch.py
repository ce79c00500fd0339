"""Working through one poll of a SABnzbd: what is new is counted, written, told and decided on."""

from dataclasses import replace
from datetime import datetime, timedelta
import logging
from typing import Final

from ...clients.errors import ServiceError
from ...clients.service import ServiceKind
from ...journal.events import EventKind, Severity
from ..causes import Cause, FaultOf, Kind
from ..core import Core
from ..deciding.grabs import find_failed
from ..deciding.work import Worker
from ..following.resolve import Resolver
from ..guarding.guard import Guard
from ..models import Failure, FailureState
from ..targets import SabnzbdObservation, ServarrObservation
from ..understanding.unknowns import collect
from ..world import Health
from .observe import Intake, Lasting, Seen, take_in, take_vanished
from .provider import StillWatch
from .stall import StuckWatch
from .unseen import Unseen

_LOGGER = logging.getLogger(__name__)

SAVE_SEEN: Final = timedelta(minutes=30)
"""How often the time of the last look is written, when nothing else is."""

SUSPICIOUS: Final = timedelta(minutes=15)
"""Two titles without articles within this time make the provider a suspect."""


class Watcher:
    """Takes in polls, one at a time for each SABnzbd."""

    def __init__(self, core: Core, worker: Worker, resolver: Resolver) -> None:
        """Share the state of the engine."""
        self._core = core
        self._worker = worker
        self._resolver = resolver
        self.guard = Guard(core)
        self._still = StillWatch()
        self._stuck = StuckWatch()
        self._unseen = Unseen(core)
        self._saved_at: datetime | None = None

    def forget(self, sabnzbd: str) -> None:
        """Forget what was remembered of one SABnzbd."""
        self._still.forget(sabnzbd)
        self._stuck.forget(sabnzbd)
        self.guard.forget(sabnzbd)
        self._unseen.forget(sabnzbd)

    def learn(self, observation: ServarrObservation) -> None:
        """Learn from a poll of a Radarr or Sonarr what it calls the SABnzbds."""
        self._unseen.learn(observation)

    async def observe(self, observation: SabnzbdObservation) -> None:
        """Take in one poll and decide on what is new in it."""
        core, now = self._core, self._core.now()
        sabnzbd = observation.ref.id
        core.ledger.keep_time(now)
        seen = core.seen.setdefault(sabnzbd, Seen())
        lasting = await self._lasting(observation, seen)
        intake = take_in(core.ledger, observation, seen, lasting, now=now)
        await self.guard.look(sabnzbd)
        await self._unseen.look(observation, baseline=intake.first_look)
        intake.fresh.extend(await self._vanished(sabnzbd, seen, now))
        await self._resolver.resolve(sabnzbd)
        if intake.baseline and intake.first_look:
            self._baseline(observation, intake)
        if intake.fresh:
            await self._decide_on(intake.fresh, sabnzbd)
        late = self._saved_at is None or not timedelta() <= now - self._saved_at < SAVE_SEEN
        if core.ledger.dirty or intake.first_look or late:
            await core.keep()
            self._saved_at = now

    async def _lasting(self, observation: SabnzbdObservation, seen: Seen) -> Lasting:
        """Return what the polls up to this one show together."""
        sabnzbd, now = observation.ref.id, self._core.now()
        seen.still = self._still.proves_outage(sabnzbd, observation.queue, now)
        outage = self.guard.outage(sabnzbd)
        # One job that hangs keeps a queue still as well: a test decides.
        if seen.still and not outage and not await self._passes(sabnzbd):
            outage = ("queue: nothing has come for two minutes",)
        stuck = self._stuck.stuck(
            sabnzbd,
            observation.queue,
            now,
            self._core.settings().stuck_after,
            delivers=self.guard.prover.delivers(sabnzbd),
        )
        if stuck and not await self._provider_is_well(sabnzbd, stuck):
            stuck = frozenset()
        return Lasting(outage=outage, stuck=stuck)

    async def _provider_is_well(self, sabnzbd: str, stuck: frozenset[str]) -> bool:
        """Say whether it is proven that jobs do not stand still because of the provider."""
        ledger = self._core.ledger
        known = [ledger.of_job(nzo_id, sabnzbd) for nzo_id in stuck]
        if all(one is not None and not one.state.settled for one in known):
            return True
        return await self._passes(sabnzbd)

    async def _passes(self, sabnzbd: str) -> bool:
        """Say whether a news server passes a test, or did within minutes; one that hangs does not."""
        try:
            return await self.guard.prover.well(sabnzbd)
        except ServiceError as err:
            _LOGGER.debug("The news servers of %s could not be tested: %s", sabnzbd, err)
            return False

    async def _vanished(self, sabnzbd: str, seen: Seen, now: datetime) -> list[Failure]:
        """Return the failures of jobs that an *arr removed before any poll showed them failed."""
        found: list[Failure] = []
        for job_id in tuple(seen.vanished):
            try:
                known = await find_failed(self._core.servarr(), job_id)
            except ServiceError as err:
                _LOGGER.debug("It is not known yet what became of %s: %s", job_id, err)
                continue
            seen.vanished.discard(job_id)
            if known is None:
                continue
            grab, message = known
            failure = take_vanished(self._core.ledger, sabnzbd, job_id, grab, message, seen, now)
            if failure is not None:
                self._worker.supersede(failure, grab)
                found.append(self._core.ledger.get(failure.key) or failure)
        return found

    async def _decide_on(self, fresh: list[Failure], sabnzbd: str) -> None:
        """Decide on new failures: counted and written first, storm and provider judged once."""
        core, now = self._core, self._core.now()
        if core.ledger.note_failures(len(fresh), now):
            core.tell_storm(over=False)
        await core.keep()
        keys = [await self._announce(failure) for failure in fresh]
        await self._suspect_provider(sabnzbd, now)
        for key in dict.fromkeys(keys):
            failure = core.ledger.get(key)
            if failure is not None and failure.state is FailureState.NEW:
                await self._worker.consider(key)

    async def _announce(self, failure: Failure) -> str:
        """Find out whose a failure is and tell of it; return the key its story has."""
        core = self._core
        owned: Failure | None = None
        try:
            owned = await self._worker.owner(failure)
        except ServiceError as err:
            _LOGGER.debug("It is not known yet who asked for %s: %s", failure.name, err)
        queue = core.seen[failure.sabnzbd].queue
        version = "" if queue is None else queue.version
        shown = collect(core.ledger, owned or failure, version, core.now())
        core.ledger.count("seen")
        core.tell(
            EventKind.FAILURE_SEEN,
            shown,
            severity=Severity.WARNING,
            data={"at_fault": shown.at_fault, "evidence": list(shown.evidence[:3])},
        )
        return shown.key

    async def _suspect_provider(self, sabnzbd: str, now: datetime) -> None:
        """Test the news servers when a title lacks articles: perhaps its release is not to blame."""
        core = self._core
        missing = core.ledger.recent_missing(sabnzbd, now, SUSPICIOUS)
        if not missing:
            return
        try:
            health = await core.test_provider(sabnzbd)
        except ServiceError as err:
            _LOGGER.debug("The news servers of %s could not be tested: %s", sabnzbd, err)
            health = Health.UNKNOWN
        if health is Health.OK:
            return
        for failure in missing:
            core.ledger.put(
                replace(
                    failure,
                    cause=Cause.PROVIDER_DOWN,
                    kind=Kind.OUTAGE,
                    at_fault=FaultOf.PROVIDER,
                    evidence=(*failure.evidence, "test: a news server fails")[:6],
                )
            )

    def _baseline(self, observation: SabnzbdObservation, intake: Intake) -> None:
        """Tell once what had failed before this SABnzbd was watched."""
        self._core.journal.record(
            EventKind.BASELINE,
            correlation=f"sabnzbd:{observation.ref.id}",
            title=observation.ref.name,
            service=ServiceKind.SABNZBD,
            instance=observation.ref.id,
            data={"failures": intake.baseline},
        )
