"""A household for the tests: its instances, a journal, a store, and a manager over them."""

from dataclasses import replace
from typing import Any

import aiohttp

from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.limits import RequestLimits
from custom_components.autoarr.clients.radarr import RadarrClient
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.clients.sonarr import SonarrClient
from custom_components.autoarr.journal.events import Event
from custom_components.autoarr.journal.journal import Journal
from custom_components.autoarr.requests.diagnosing.diagnoser import Diagnoser
from custom_components.autoarr.requests.manager import RequestManager
from custom_components.autoarr.requests.models import (
    Answer,
    ArrInstance,
    MediaRef,
    Request,
    RequestDefaults,
    RequestState,
)
from custom_components.autoarr.requests.people import OpenHouse, Permissions
from custom_components.autoarr.requests.resolver import Resolver
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sonarr import FakeSonarr
from tests.support.clock import ManualClock
from tests.support.stores import MemoryStore

LIMITS = RequestLimits(
    timeout=2.0, slow_timeout=2.0, connect_timeout=1.0, retries=0, deadline=2.0, burst=500
)


class Plex:
    """What Plex can play, as the tests say; None is a house without Plex."""

    def __init__(self) -> None:
        self.has: bool | None = None
        self.asked: list[MediaRef] = []

    async def available(self, media: MediaRef) -> bool | None:
        """Answer, and note the question."""
        self.asked.append(media)
        return self.has


class Family:
    """Who lives here and what they may, as the tests say; others are treated as in an open house."""

    def __init__(self) -> None:
        self.known: dict[str | None, Permissions] = {}
        self._others = OpenHouse()

    def permissions(self, requester: str | None) -> Permissions:
        """Return what the tests allow."""
        return self.known.get(requester) or self._others.permissions(requester)

    def name(self, requester: str | None) -> str:
        """Call everybody by their id with a capital."""
        return (requester or "").title()


class House:
    """Everything a manager needs; `restart` loses what was not on disk."""

    def __init__(self, session: aiohttp.ClientSession, clock: ManualClock) -> None:
        self.session = session
        self.clock = clock
        self.instances: list[ArrInstance] = []
        self.plex = Plex()
        self.people = Family()
        self.storm = False
        self.pending = MemoryStore()
        self.ring = MemoryStore()
        self.store = MemoryStore()
        self.changes = 0
        self.fakes: dict[str, FakeRadarr | FakeSonarr] = {}

    def connect(self, name: str, fake: FakeRadarr | FakeSonarr, **defaults: Any) -> None:
        """Set an instance up; its id is its name."""
        kind = ServiceKind.RADARR if isinstance(fake, FakeRadarr) else ServiceKind.SONARR
        client_type = RadarrClient if kind is ServiceKind.RADARR else SonarrClient
        endpoint = Endpoint(url=fake.url, api_key=fake.api_key)
        self.instances.append(
            ArrInstance(
                ref=ServiceRef(id=name, kind=kind, name=name.title()),
                client=client_type(self.session, endpoint, limits=LIMITS),
                defaults=RequestDefaults(**defaults),
            )
        )
        self.fakes[name] = fake

    def set_defaults(self, name: str, **defaults: Any) -> None:
        """Change how an instance adds titles."""
        self.instances = [
            replace(one, defaults=replace(one.defaults, **defaults)) if one.ref.id == name else one
            for one in self.instances
        ]

    async def start(self) -> None:
        """Start what Home Assistant would start."""
        self.journal = Journal(clock=self.clock, pending=self.pending, ring=self.ring)
        self.resolver = Resolver(lambda: self.instances, self.clock, deadline=2.0)
        self.manager = RequestManager(
            resolver=self.resolver,
            instances=lambda: self.instances,
            journal=self.journal,
            store=self.store,
            clock=self.clock,
            availability=self.plex,
            people=self.people,
            storm=lambda: self.storm,
            diagnoser=Diagnoser(
                instances=lambda: self.instances,
                sabnzbd=list,
                plex=list,
                requests=lambda: self.manager.requests(),
                clock=self.clock,
                deadline=2.0,
            ),
        )
        await self.journal.load()
        await self.manager.load()
        self.manager.subscribe(self._changed)

    async def restart(self) -> None:
        """Die and start again: what waited to be saved is lost."""
        self.pending = self.pending.reopened()
        self.ring = self.ring.reopened()
        self.store = self.store.reopened()
        await self.start()

    async def ask(self, text: str, **more: Any) -> Answer:
        """Ask for something in words, and say yes to one clear match."""
        return await self.manager.request(text, **{"confirmed": True, **more})

    async def look(self, name: str) -> None:
        """Read queue and library of an instance, as the coordinator does."""
        fake = self.fakes[name]
        await fake.idle()
        await fake.refresh_monitored_downloads()
        await fake.idle()
        instance = next(one for one in self.instances if one.ref.id == name)
        await self.manager.observe_queue(name, await instance.client.queue())
        await self.manager.refresh(name)

    @property
    def only(self) -> Request:
        """Return the one request there is."""
        (request,) = self.manager.requests()
        return request

    def state(self) -> RequestState:
        """Return the state of the one request."""
        return self.only.state

    def note(self) -> str:
        """Return the message key of the one request's note."""
        return self.only.note.key if self.only.note else ""

    def events(self) -> list[Event]:
        """Return what the journal holds, oldest first."""
        return list(reversed(self.journal.recent(1000)))

    def kinds(self) -> list[str]:
        """Return the kinds of events, oldest first."""
        return [event.kind.value for event in self.events()]

    def _changed(self) -> None:
        self.changes += 1
