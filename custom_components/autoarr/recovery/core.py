"""What every part of the engine shares: the ledger, the journal, the targets, and telling of changes."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
import logging
from random import Random
from typing import Final

from ..clients.errors import ServiceError
from ..clients.models.servarr import HealthLevel
from ..clients.service import ServiceKind
from ..journal.events import EventKind, Severity
from ..journal.journal import Journal
from ..journal.ports import Clock, JsonValue, StoreError
from .acting.act import Actor
from .deciding.backoff import delay
from .keeping.ledger import Ledger
from .messages import Reason
from .models import ACTING, Failure, FailureState, Grab
from .records import Happened, OurPause, Outcome
from .targets import SabnzbdTarget, ServarrTarget
from .watching.observe import Seen
from .watching.server_tests import ServerTests
from .world import Health, Settings

_LOGGER = logging.getLogger(__name__)

PREFIX: Final = "recovery."
"""How the names of our actions in the journal begin."""

_COUNTED: Final = {
    EventKind.FAILURE_SEEN: Happened.SEEN,
    EventKind.RECOVERED: Happened.RECOVERED,
    EventKind.GAVE_UP: Happened.GAVE_UP,
}

DETAIL_CHARS: Final = 300

INDEXERS_FRESH: Final = timedelta(minutes=5)
INDEXERS_REST: Final = timedelta(minutes=30)
"""So long nothing is searched after an indexer failed to hand out a release."""

_INDEXER_CHECKS: Final = frozenset(
    {"IndexerStatusCheck", "IndexerLongTermStatusCheck", "IndexerSearchCheck"}
)
"""The health checks of Radarr and Sonarr whose errors mean that no indexer can be searched."""


@dataclass(slots=True, kw_only=True)
class Core:
    """The parts and the short-lived memory of one engine."""

    ledger: Ledger
    journal: Journal
    clock: Clock
    rng: Random
    actor: Actor
    sabnzbd: Callable[[], Mapping[str, SabnzbdTarget]]
    servarr: Callable[[], Mapping[str, ServarrTarget]]
    settings: Callable[[], Settings] = Settings
    """What the house wants at present."""
    seen: dict[str, Seen] = field(default_factory=dict)
    tests: ServerTests = field(default_factory=ServerTests)
    indexers: dict[str, tuple[datetime, Health]] = field(default_factory=dict)
    """Until when it is known how the indexers of a Radarr or Sonarr are."""
    wanted: dict[str, OurPause] = field(default_factory=dict)
    """The queues that would be paused if a person said yes, by the id of their SABnzbd."""
    running: set[str] = field(default_factory=set)
    """Ids of the journal's actions that this very process is carrying out."""
    acting: int = 0
    idle: asyncio.Event = field(default_factory=asyncio.Event)
    stopping: bool = False
    listeners: list[Callable[[], None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Nothing is under way yet."""
        self.idle.set()

    @contextmanager
    def action(self) -> Iterator[None]:
        """Mark that something is being done, which a stop waits for."""
        self.acting += 1
        self.idle.clear()
        try:
            yield
        finally:
            self.acting -= 1
            if not self.acting:
                self.idle.set()
            self.changed()

    def now(self) -> datetime:
        """Return the present moment; aware UTC."""
        return self.clock.now()

    def roll(self) -> float:
        """Return the jitter of one decision, -1..1."""
        return self.rng.uniform(-1.0, 1.0)

    def knows(self, lane: str) -> bool:
        """Say whether a SABnzbd, or the Radarr or Sonarr of a torrent, is connected."""
        return lane in self.sabnzbd() or lane in self.servarr()

    def owner_of(self, failure: Failure) -> tuple[ServarrTarget, Grab] | None:
        """Return the Radarr or Sonarr a failure belongs to, while it is connected."""
        if failure.grab is None:
            return None
        target = self.servarr().get(failure.grab.item.instance)
        return (target, failure.grab) if target else None

    def tell(
        self,
        kind: EventKind,
        failure: Failure,
        *,
        severity: Severity = Severity.INFO,
        data: Mapping[str, JsonValue],
    ) -> None:
        """Record an event about a failure; the statistics count it too."""
        if (what := _COUNTED.get(kind)) is not None:
            self.happened(what, failure)
        self.journal.record(
            kind,
            correlation=failure.correlation,
            title=failure.title,
            severity=severity,
            service=ServiceKind.SABNZBD,
            instance=failure.sabnzbd,
            data={"cause": failure.cause, "kind": failure.kind, "job": failure.job_id} | dict(data),
        )

    def happened(self, what: Happened, failure: Failure) -> None:
        """Add a line about a failure to the statistics."""
        acted = failure.strategy if failure.strategy in ACTING else None
        self.ledger.note_outcome(
            Outcome(at=self.now(), what=what, cause=failure.cause, strategy=acted)
        )

    async def keep(self) -> None:
        """Write the ledger and tell the listeners; a failed write is logged and made up for later."""
        try:
            await self.ledger.save()
        except StoreError:
            _LOGGER.exception("What recovery knows could not be written; it is tried again later")
        self.changed()

    def changed(self) -> None:
        """Tell the listeners; what one raises is logged and harms nobody else."""
        for listener in tuple(self.listeners):
            try:
                listener()
            except Exception:
                _LOGGER.exception("A listener of recovery failed")

    def put_off(self, failure: Failure, error: ServiceError | str) -> Failure:
        """Keep a failure that a service's trouble got in the way of; it is looked at again later."""
        now = self.now()
        return self.ledger.put(
            replace(
                failure,
                state=FailureState.WAITING,
                reason=Reason.SERVICE_FAILED,
                detail=str(error)[:DETAIL_CHARS],
                waits=failure.waits + 1,
                next_try=now + delay(min(failure.waits, 3), self.roll()),
            )
        )

    async def test_provider(self, sabnzbd: str) -> Health:
        """Have SABnzbd log in to each of its news servers, unless it just did; raises ServiceError."""
        target = self.sabnzbd()[sabnzbd]
        names = self.seen[sabnzbd].servers
        if names is None:
            names = tuple(server.name for server in (await target.client.server_status()).servers)
        well = await self.tests.all_well(target, names, self.now())
        return Health.OK if well else Health.DOWN

    async def indexer_health(self, target: ServarrTarget) -> Health:
        """Return whether a Radarr or Sonarr can search at all; raises ServiceError."""
        now = self.now()
        known = self.indexers.get(target.ref.id)
        if known is not None and timedelta() < known[0] - now <= INDEXERS_REST:
            return known[1]
        down = any(
            message.source in _INDEXER_CHECKS and message.type is HealthLevel.ERROR
            for message in await target.client.health()
        )
        health = Health.DOWN if down else Health.OK
        self.indexers[target.ref.id] = (now + INDEXERS_FRESH, health)
        return health

    def indexer_failed(self, instance: str) -> None:
        """Remember that an indexer did not hand out what it had listed."""
        self.indexers[instance] = (self.now() + INDEXERS_REST, Health.DOWN)

    def tell_storm(self, *, over: bool) -> None:
        """Tell that a storm began or has ended."""
        self.journal.record(
            EventKind.STORM,
            correlation="storm",
            title="",
            severity=Severity.INFO if over else Severity.ERROR,
            data={"over": over, "failures": len(self.ledger.contents.recent)},
        )
