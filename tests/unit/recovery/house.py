"""A whole house for the tests of the engine: a SABnzbd, a Radarr, real clients, stores that can crash."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, override

import aiohttp

from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.limits import RequestLimits
from custom_components.autoarr.clients.radarr import RadarrClient
from custom_components.autoarr.clients.sabnzbd import SabnzbdClient
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.journal.events import Event, EventKind
from custom_components.autoarr.journal.journal import Journal
from custom_components.autoarr.journal.ports import JsonObject
from custom_components.autoarr.recovery.engine import RecoveryEngine
from custom_components.autoarr.recovery.models import Failure, Mode, Preset
from custom_components.autoarr.recovery.targets import (
    SabnzbdObservation,
    SabnzbdTarget,
    ServarrTarget,
)
from tests.fakes.radarr import FakeRadarr
from tests.fakes.releases import Indexer, Release
from tests.fakes.servarr.commands import CommandRow
from tests.fakes.servarr.decisions import Decision
from tests.fakes.servarr.resources import ApiError
from tests.fakes.servarr.state import Event as ArrEvent, Source, Subject
from tests.support.clock import ManualClock
from tests.support.stores import MemoryStore, SimulatedCrash

from .downloader import Downloader

DUNE = 438631
SAB = ServiceRef(id="sab1", kind=ServiceKind.SABNZBD, name="SABnzbd")
RADARR = ServiceRef(id="radarr1", kind=ServiceKind.RADARR, name="Radarr")
QUICK = RequestLimits(
    timeout=2, deadline=3, retries=1, backoff=0.01, rate=10_000, burst=1_000, retry_after_cap=0.05
)
FILMS = (DUNE, 603, 27205, 157336, 155, 680, 13, 550, 120, 122)


class Fuse:
    """Counts saves and crashes the process at one of them, before or after it is on disk."""

    def __init__(self) -> None:
        """Never crash."""
        self.saves = 0
        self.crash_at: int | None = None
        self.after = False

    def arm(self, at: int, *, after: bool) -> None:
        """Crash at the save with this number, counted from now."""
        self.saves, self.crash_at, self.after = 0, at, after

    def disarm(self) -> None:
        """Never crash from now on."""
        self.crash_at = None

    def burnt(self, *, after: bool) -> bool:
        """Say whether to crash now."""
        return self.saves == self.crash_at and self.after is after


class FusedStore(MemoryStore):
    """A store on a fuse that all stores of a house share."""

    def __init__(self, fuse: Fuse, data: JsonObject | None = None) -> None:
        """Hold `data`."""
        super().__init__(data)
        self.fuse = fuse

    @override
    async def save(self, data: JsonObject) -> None:
        self.fuse.saves += 1
        if self.fuse.burnt(after=False):
            raise SimulatedCrash
        await super().save(data)
        if self.fuse.burnt(after=True):
            raise SimulatedCrash

    @override
    def reopened(self) -> FusedStore:
        return FusedStore(self.fuse, self.data)


class House:
    """One SABnzbd, one Radarr and the engine between them, at a time the test controls."""

    def __init__(self, session: aiohttp.ClientSession, folder: Path) -> None:
        """Plan the house; `open` builds it."""
        self.session = session
        self.clock = ManualClock()
        self.fuse = Fuse()
        self.pending = FusedStore(self.fuse)
        self.ring = MemoryStore()
        self.store = FusedStore(self.fuse)
        self.sabnzbd = Downloader(folder / "downloads", self.clock)
        self.indexer = Indexer()
        self.folder = folder
        self.slept: list[float] = []
        self.radarr: FakeRadarr
        self.sab_client: SabnzbdClient
        self.radarr_client: RadarrClient
        self.journal: Journal
        self.engine: RecoveryEngine
        self.connected = {SAB.id, RADARR.id}

    async def open(self) -> None:
        """Connect the clients to the running fakes and start the engine."""
        self.sab_client = SabnzbdClient(
            self.session,
            Endpoint(url=self.sabnzbd.url, api_key=self.sabnzbd.api_key),
            limits=QUICK,
        )
        self.radarr_client = RadarrClient(
            self.session, Endpoint(url=self.radarr.url, api_key=self.radarr.api_key), limits=QUICK
        )
        await self.start_engine()

    async def start_engine(self) -> None:
        """Start journal and engine on the stores as they are."""
        self.journal = Journal(clock=self.clock, pending=self.pending, ring=self.ring)
        await self.journal.load()
        self.engine = RecoveryEngine(
            journal=self.journal,
            store=self.store,
            clock=self.clock,
            rng=Random(7),
            sabnzbd=lambda: (
                {SAB.id: SabnzbdTarget(ref=SAB, client=self.sab_client)}
                if SAB.id in self.connected
                else {}
            ),
            servarr=lambda: (
                {RADARR.id: ServarrTarget(ref=RADARR, client=self.radarr_client)}
                if RADARR.id in self.connected
                else {}
            ),
            sleep=self._sleep,
        )
        await self.engine.load()

    async def _sleep(self, seconds: float) -> None:
        """Wait for nothing, and remember for how long."""
        self.slept.append(seconds)

    async def restart(self, *, after: timedelta = timedelta(seconds=40)) -> None:
        """Kill the engine and start another one on what is on disk."""
        self.fuse.disarm()
        self.clock.advance(after)
        self.pending, self.store = self.pending.reopened(), self.store.reopened()
        self.ring = MemoryStore(self.ring.data)
        await self.start_engine()

    async def settle_in(self, *, mode: Mode = Mode.MANAGE, auto: bool = True) -> None:
        """Have the baseline taken, the mode chosen and the policies set."""
        await self.poll()
        if mode is Mode.MANAGE:
            await self.engine.set_mode(RADARR.id, mode)
        if auto:
            await self.engine.apply_preset(Preset.RECOMMENDED)

    # ── what happens in the house ──

    def post(self, number: int, *, film: int = DUNE, lines: int = 1080, **fields: object) -> str:
        """Have the indexer list a release of a film; keywords are the fields of `Release`. Return its title."""
        known = self.radarr.catalogue.films[film]
        words = "".join(c if c.isalnum() else "." for c in known.title)
        values = {
            "guid": f"guid-{film}-{number}",
            "title": f"{words}.{known.year}.{lines}p.WEB-DL.H264-GRP{number}",
            "nzb": "<nzb><segment/></nzb>",
            "publish_date": self.clock.now() - timedelta(days=number),
            "size": 4_000_000_000 + number * 100_000_000,
            "quality": f"WEBDL-{lines}p",
            "tmdb_id": film,
        }
        made = Release(**(values | fields))  # type: ignore[arg-type]
        self.indexer.add(made)
        return made.title

    async def grab(self, film: int = DUNE) -> str:
        """Have Radarr add a film and grab what is best; return the job's id."""
        try:
            movie = self.radarr.movie(film)
        except LookupError:
            movie = self.radarr.add(film)
        before = set(self.sabnzbd.jobs)
        self.radarr.commands.push("MoviesSearch", {"movieIds": [movie.id]})
        await self.radarr.idle()
        await self.radarr.refresh_monitored_downloads()
        (job,) = set(self.sabnzbd.jobs) - before
        return job

    async def grab_new(self, *numbers: int, film: int = DUNE) -> str:
        """List some releases of a film and have the best grabbed."""
        for number in numbers or (1,):
            self.post(number, film=film)
        job = await self.grab(film)
        await self.poll()
        return job

    async def poll(self) -> None:
        """Look at SABnzbd as the glue does, and let Radarr end what it was told to do."""
        history = await self.sab_client.history()
        assert history is not None
        await self.engine.observe(
            SabnzbdObservation(
                ref=SAB,
                queue=await self.sab_client.queue(),
                history=history.slots,
                warnings=await self.sab_client.warnings(),
                servers=await self.sab_client.server_status(),
                marker=history.last_update,
            )
        )
        await self.radarr.idle()

    async def minute(self, minutes: int = 1, *, radarr: bool = True) -> None:
        """Let time pass a minute at a time: Radarr looks, AutoArr polls and ticks."""
        for _ in range(minutes):
            self.clock.advance(60)
            if radarr:
                await self.radarr.refresh_monitored_downloads()
            await self.poll()
            await self.engine.tick()
            await self.radarr.idle()

    async def later(self, pause: timedelta) -> None:
        """Let time pass at one go, keeping an eye on SABnzbd every five hours."""
        while pause > timedelta():
            step = min(pause, timedelta(hours=5))
            self.clock.advance(step)
            pause -= step
            await self.poll()
        await self.engine.tick()
        await self.radarr.idle()

    def lose_answer_of_grab(self, *, done: bool = True) -> None:
        """Have the connection break while the next release of our choice is grabbed, or instead of it."""
        searcher = self.radarr._searcher
        remember, grab = searcher.remember, searcher.grab

        def listed(decisions: Iterable[Decision]) -> None:
            """Keep what a search shows, and break the next request."""
            searcher.remember = remember  # type: ignore[method-assign]
            remember(decisions)
            self.radarr.misbehave("dropped", paths="/api/v3/release", times=1)

        async def not_made(decision: Decision, source: Source) -> str:
            """Grab nothing, once."""
            if source is Source.INTERACTIVE:
                searcher.grab = grab  # type: ignore[method-assign]
                return ""
            return await grab(decision, source)

        searcher.remember = listed  # type: ignore[method-assign]
        if not done:
            searcher.grab = not_made  # type: ignore[method-assign]

    def lose_answer_of_search(self, *, done: bool = True) -> None:
        """Have the next search end in an error of Radarr's, after or before it was taken."""
        push = self.radarr.commands.push

        def failing(name: str, *args: Any, **more: Any) -> CommandRow:
            """Queue a command, or not, and fail."""
            if "Search" not in name:
                return push(name, *args, **more)
            self.radarr.commands.push = push  # type: ignore[method-assign]
            if done:
                push(name, *args, **more)
            raise ApiError(500, {"message": "database is locked"})

        self.radarr.commands.push = failing  # type: ignore[method-assign]

    def record_grab(self, job: str, title: str, *, film: int = DUNE) -> None:
        """Write into Radarr's history that it grabbed a job."""
        self.radarr.core.state.record(
            ArrEvent.GRABBED,
            Subject(media_id=self.radarr.movie(film).id),
            date=self.clock.now(),
            title=title,
            quality="WEBDL-1080p",
            languages=("English",),
            download_id=job,
            data={},
        )

    # ── what can be seen ──

    def failure(self) -> Failure:
        """Return the only failure there is."""
        (found,) = self.engine.failures()
        return found

    def events(self, *kinds: EventKind) -> list[Event]:
        """Return the events of some kinds, oldest first."""
        return [e for e in reversed(self.journal.recent(5_000)) if e.kind in kinds]

    def searches(self) -> int:
        """Return how many searches were asked for through Radarr's API: its own, and lists of releases."""
        posted = self.radarr.requests_to("/api/v3/command", "POST")
        own = sum(isinstance(r.body, dict) and "Search" in str(r.body.get("name")) for r in posted)
        return own + len(self.radarr.requests_to("/api/v3/release", "GET"))

    def writes(self) -> list[str]:
        """Return every request that changed something at Radarr."""
        return [str(request) for request in self.radarr.writes()]

    def marked(self) -> int:
        """Return how many failures Radarr's history holds."""
        return len(self.radarr.events(ArrEvent.FAILED))

    def imported(self, film: int = DUNE) -> bool:
        """Say whether Radarr has the film."""
        return self.radarr.movie(film).file is not None


@asynccontextmanager
async def a_house(folder: Path) -> AsyncIterator[House]:
    """Build a house and tear it down."""
    async with aiohttp.ClientSession() as session:
        house = House(session, folder)
        async with house.sabnzbd:
            house.radarr = FakeRadarr(
                root_folder=folder / "movies",
                indexer=house.indexer,
                sabnzbd=house.sabnzbd.address,
                refresh_interval=None,
                clock=house.clock.now,
                command_delay=0.0,
            )
            async with house.radarr:
                await house.open()
                yield house
