"""The whole stack as the audit sees it: four services over HTTP, an engine, and faults at every port."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, cast

import aiohttp

from custom_components.autoarr.audit.engine import AuditEngine
from custom_components.autoarr.audit.models import Rule
from custom_components.autoarr.audit.targets import AuditTarget
from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.limits import RequestLimits
from custom_components.autoarr.clients.plex import PlexClient
from custom_components.autoarr.clients.radarr import RadarrClient
from custom_components.autoarr.clients.sabnzbd import SabnzbdClient
from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.clients.sonarr import SonarrClient
from custom_components.autoarr.journal.events import Event, EventKind
from custom_components.autoarr.journal.journal import Journal
from custom_components.autoarr.journal.ports import JsonValue
from tests.fakes.http import FakeService
from tests.fakes.plex import FakePlex
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.fakes.servarr.sabnzbd import SabnzbdAddress
from tests.fakes.sonarr import FakeSonarr
from tests.support.clock import ManualClock
from tests.support.stores import MemoryStore
from tests.unit.recovery.ports import Ports, PortStore, Wire

from .building import PLEX, RADARR, REFS, SABNZBD, SONARR

QUICK: Final = RequestLimits(
    timeout=20, deadline=20, retries=0, backoff=0.01, rate=10_000, burst=1_000, retry_after_cap=0.05
)


class Stack:
    """Radarr, Sonarr, SABnzbd, Plex and the engine between them, at a time the test controls."""

    def __init__(self, fakes: Mapping[ServiceKind, FakeService]) -> None:
        """Plan it; `start` makes the engine."""
        self.fakes = dict(fakes)
        self.clock = ManualClock()
        self.ports = Ports()
        self.pending = PortStore(self.ports, "journal")
        self.ring = MemoryStore()
        self.store = PortStore(self.ports, "ledger")
        self.snapshots = MemoryStore()
        self.rules: tuple[Rule, ...] = ()
        self.modes: dict[str, str] = {}
        self.clients: dict[ServiceKind, Any] = {}
        self.connected = set(fakes)
        self.journal: Journal
        self.engine: AuditEngine

    # ── the services ──

    @property
    def radarr(self) -> FakeRadarr:
        """Return the Radarr."""
        return cast("FakeRadarr", self.fakes[ServiceKind.RADARR])

    @property
    def sonarr(self) -> FakeSonarr:
        """Return the Sonarr."""
        return cast("FakeSonarr", self.fakes[ServiceKind.SONARR])

    @property
    def sabnzbd(self) -> FakeSabnzbd:
        """Return the SABnzbd."""
        return cast("FakeSabnzbd", self.fakes[ServiceKind.SABNZBD])

    @property
    def plex(self) -> FakePlex:
        """Return the Plex."""
        return cast("FakePlex", self.fakes[ServiceKind.PLEX])

    def connect(self, session: aiohttp.ClientSession) -> None:
        """Make the clients, behind the ports."""
        wire = cast("aiohttp.ClientSession", Wire(session, self.ports))
        made = {
            ServiceKind.RADARR: RadarrClient,
            ServiceKind.SONARR: SonarrClient,
            ServiceKind.SABNZBD: SabnzbdClient,
        }
        for kind, fake in self.fakes.items():
            where = Endpoint(url=fake.url, api_key=fake.api_key)
            self.clients[kind] = (
                PlexClient(wire, where, client_identifier="autoarr-tests", limits=QUICK)
                if kind is ServiceKind.PLEX
                else made[kind](wire, where, limits=QUICK)
            )

    def targets(self) -> dict[str, AuditTarget]:
        """Return the services that are connected."""
        return {
            REFS[kind].id: AuditTarget(
                ref=REFS[kind], client=self.clients[kind], address=self.fakes[kind].url
            )
            for kind in self.fakes
            if kind in self.connected
        }

    async def read(self, kind: ServiceKind, document: str) -> JsonValue:
        """Return what a service says now, however the process fares."""
        dead, self.ports.dead = self.ports.dead, False
        try:
            return cast("JsonValue", await self.clients[kind].document(document))
        finally:
            self.ports.dead = dead

    def fresh(self) -> None:
        """Forget everything that is on disk."""
        self.pending = PortStore(self.ports, "journal")
        self.ring = MemoryStore()
        self.store = PortStore(self.ports, "ledger")
        self.snapshots = MemoryStore()

    # ── the engine ──

    async def start(self, rules: Sequence[Rule] | None = None) -> AuditEngine:
        """Start journal and engine on the stores as they are."""
        if rules is not None:
            self.rules = tuple(rules)
        self.ports.calm()
        self.journal = Journal(clock=self.clock, pending=self.pending, ring=self.ring)
        await self.journal.load()
        self.engine = AuditEngine(
            rules=lambda: self.rules,
            journal=self.journal,
            store=self.store,
            snapshots=self.snapshots,
            clock=self.clock,
            targets=self.targets,
            modes=lambda: self.modes,
            secrets=lambda: [fake.api_key for fake in self.fakes.values()],
        )
        await self.engine.load()
        return self.engine

    async def restart(self, *, after: timedelta = timedelta(seconds=40)) -> AuditEngine:
        """Kill the engine and start another one on what is on disk."""
        self.clock.advance(after)
        self.pending, self.store = self.pending.reopened(), self.store.reopened()
        self.ring, self.snapshots = MemoryStore(self.ring.data), self.snapshots.reopened()
        return await self.start()

    def events(self, *kinds: EventKind) -> list[Event]:
        """Return the events of some kinds, oldest first."""
        return [one for one in reversed(self.journal.recent(5_000)) if one.kind in kinds]


@asynccontextmanager
async def a_stack(folder: Path, *kinds: ServiceKind) -> AsyncIterator[Stack]:
    """Run these services (all of them without a name), every table of theirs with a row."""
    wanted = kinds or (RADARR.kind, SONARR.kind, SABNZBD.kind, PLEX.kind)
    clock = ManualClock()
    fakes: dict[ServiceKind, FakeService] = {}
    async with AsyncExitStack() as running:
        sabnzbd = await running.enter_async_context(FakeSabnzbd())
        if ServiceKind.SABNZBD in wanted:
            fakes[ServiceKind.SABNZBD] = sabnzbd
        address = SabnzbdAddress(url=sabnzbd.url, api_key=sabnzbd.api_key)
        for kind, make in ((RADARR.kind, FakeRadarr), (SONARR.kind, FakeSonarr)):
            if kind in wanted:
                fake = make(
                    root_folder=folder / kind.value,
                    sabnzbd=address,
                    refresh_interval=None,
                    clock=clock.now,
                    command_delay=0.001,
                )
                fakes[kind] = await running.enter_async_context(fake.furnish())
        if ServiceKind.PLEX in wanted:
            fakes[ServiceKind.PLEX] = await running.enter_async_context(FakePlex())
        session = await running.enter_async_context(aiohttp.ClientSession())
        stack = Stack(fakes)
        stack.connect(session)
        yield stack
