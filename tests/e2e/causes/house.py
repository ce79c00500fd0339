"""A house with a real SABnzbd and the recovery engine: the glue's polling in a loop, Radarr over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

import aiohttp

from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.limits import RequestLimits
from custom_components.autoarr.clients.models.sabnzbd import SabHistory
from custom_components.autoarr.clients.radarr import RadarrClient
from custom_components.autoarr.clients.sabnzbd import SabnzbdClient
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.journal.journal import Journal
from custom_components.autoarr.recovery.engine import RecoveryEngine
from custom_components.autoarr.recovery.models import Failure, Mode, Preset
from custom_components.autoarr.recovery.targets import (
    SabnzbdObservation,
    SabnzbdTarget,
    ServarrObservation,
    ServarrTarget,
)
from custom_components.autoarr.recovery.world import Settings
from tests.fakes.radarr import FakeRadarr
from tests.fakes.releases import Indexer, Release
from tests.fakes.servarr.sabnzbd import SabnzbdAddress
from tests.fakes.servarr.state import Event as ArrEvent, Subject
from tests.fakes.usenet import Post, make_post, make_release
from tests.support.stores import MemoryStore

from .clock import LeapingClock
from .evidence import DUNE, Evidence
from .newsroom import Newsroom
from .shared import SharedSabnzbd

SABNZBD: Final = ServiceRef(id="sab1", kind=ServiceKind.SABNZBD, name="SABnzbd")
RADARR: Final = ServiceRef(id="radarr1", kind=ServiceKind.RADARR, name="Radarr")

PAUSE: Final = 0.1
"""Seconds between two looks of AutoArr; a real one takes ten while something downloads."""
RADARR_EVERY: Final = 3
"""How many looks of AutoArr there are between two of Radarr's; with the real ones it is six."""
HISTORY_LIMIT: Final = 200
QUICK: Final = RequestLimits(rate=1_000, burst=1_000)
GIGABYTE: Final = 1_000_000_000


class House(Evidence):
    """One SABnzbd with its news server, one Radarr, and the engine between them."""

    def __init__(
        self, session: aiohttp.ClientSession, sabnzbd: SharedSabnzbd, news: Newsroom, folder: Path
    ) -> None:
        """Know the running parts."""
        self.sabnzbd = sabnzbd
        self.news = news
        self.folder = folder
        self.clock = LeapingClock()
        self.indexer = Indexer()
        self.settings = Settings()
        self.radarr = FakeRadarr(
            root_folder=folder / "movies",
            indexer=self.indexer,
            sabnzbd=SabnzbdAddress(url=sabnzbd.url, api_key=sabnzbd.api_key),
            refresh_interval=None,
            clock=self.clock.now,
            command_delay=0.0,
        )
        self.radarr_looks = True
        self.client = SabnzbdClient(
            session, Endpoint(url=sabnzbd.url, api_key=sabnzbd.api_key), limits=QUICK
        )
        self._session = session
        self._radarr_client: RadarrClient
        self.journal = Journal(clock=self.clock, pending=MemoryStore(), ring=MemoryStore())
        self.engine: RecoveryEngine
        self._history: SabHistory | None = None
        self._rounds = 0

    async def open(self) -> None:
        """Start the engine once Radarr listens."""
        self._radarr_client = RadarrClient(
            self._session,
            Endpoint(url=self.radarr.url, api_key=self.radarr.api_key),
            limits=QUICK,
        )
        await self.journal.load()
        self.engine = RecoveryEngine(
            journal=self.journal,
            store=MemoryStore(),
            clock=self.clock,
            rng=Random(7),
            sabnzbd=lambda: {SABNZBD.id: SabnzbdTarget(ref=SABNZBD, client=self.client)},
            servarr=lambda: {RADARR.id: ServarrTarget(ref=RADARR, client=self._radarr_client)},
            settings=lambda: self.settings,
        )
        await self.engine.load()

    async def settle_in(self, mode: Mode = Mode.MANAGE) -> None:
        """Have the baseline taken, the owner of failures chosen, and everything allowed."""
        await self.look()
        if mode is Mode.MANAGE:
            await self.engine.set_mode(RADARR.id, mode)
        await self.engine.apply_preset(Preset.RECOMMENDED)

    # ── what is there to be found ──

    def offer(self, group: str, *, film: int = DUNE, **how: Any) -> Post:
        """Post a release of a film and have the indexer list it, worse than those listed before.

        `how` are the options of `make_release`.
        """
        return self._listed(make_release(self.news.store, self._title(group, film), **how), film)

    def offer_files(
        self, group: str, files: Callable[[str], dict[str, bytes]], *, film: int = DUNE, **how: Any
    ) -> Post:
        """Post just these files as a release; `files` gets its name, `how` are the options of `make_post`."""
        title = self._title(group, film)
        return self._listed(make_post(self.news.store, title, files(title), **how), film)

    def _title(self, group: str, film: int) -> str:
        """Return the name of a release."""
        known = self.radarr.catalogue.films[film]
        words = "".join(c if c.isalnum() else "." for c in known.title)
        return f"{words}.{known.year}.1080p.WEB-DL.H264-{group}"

    def _listed(self, post: Post, film: int) -> Post:
        """List a post."""
        number = len(self.indexer.releases)
        self.indexer.add(
            Release(
                guid=f"guid-{film}-{number}",
                title=post.name,
                nzb=post.nzb,
                publish_date=self.clock.now() - timedelta(days=20 + number),
                size=(9 - number) * GIGABYTE,
                tmdb_id=film,
            )
        )
        return post

    async def grab(self, film: int = DUNE) -> str:
        """Have Radarr add a film, search and grab the best; return the job's id."""
        known = {row.download_id for row in self.grabs()}
        movie = self.radarr.add(film)
        self.radarr.commands.push("MoviesSearch", {"movieIds": [movie.id]})
        await self.radarr.idle()
        (row,) = [row for row in self.grabs() if row.download_id not in known]
        return str(row.download_id)

    def record_grab(self, nzo_id: str, title: str, *, film: int = DUNE) -> None:
        """Write into Radarr's history that it had asked for a job."""
        try:
            movie = self.radarr.movie(film)
        except LookupError:
            movie = self.radarr.add(film)
        self.radarr.core.state.record(
            ArrEvent.GRABBED,
            Subject(media_id=movie.id),
            date=self.clock.now(),
            title=title,
            quality="WEBDL-1080p",
            languages=("English",),
            download_id=nzo_id,
            data={"releaseSource": "Search"},
        )

    # ── time ──

    async def look(self) -> None:
        """Do one round: Radarr's look when it is its turn, then AutoArr's as coordinators and feeder do it."""
        self._rounds += 1
        if self.radarr_looks and self._rounds % RADARR_EVERY == 0:
            await self.radarr.refresh_monitored_downloads()
        queue = await self.client.queue()
        since = self._history.last_update if self._history else None
        self._history = await self.client.history(limit=HISTORY_LIMIT, since=since) or self._history
        assert self._history is not None
        servers = await self.client.server_status()
        await self.engine.observe(
            SabnzbdObservation(
                ref=SABNZBD,
                queue=queue,
                history=self._history.slots,
                warnings=servers.warnings,
                servers=servers,
            )
        )
        rows = tuple(await self._radarr_client.queue())
        await self.engine.observe_servarr(ServarrObservation(ref=RADARR, queue=rows))
        await self.engine.tick()

    async def until[Answer](
        self, ask: Callable[[], Awaitable[Answer | None]], *, seconds: float = 30.0
    ) -> Answer:
        """Go on until the answer is true and return it; fails with what there is by then."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    await self.look()
                    if answer := await ask():
                        return answer
                    await asyncio.sleep(PAUSE)
        except TimeoutError:
            raise AssertionError(await self.told()) from None

    async def rounds(self, number: int = 2 * RADARR_EVERY) -> None:
        """Go on for some rounds in which nothing more should happen."""
        for _ in range(number):
            await self.look()
            await asyncio.sleep(PAUSE)

    async def later(self, **pause: float) -> None:
        """Leap over some time, with a look every five hours and one at the end."""
        left = timedelta(**pause)
        while left > timedelta():
            step = min(left, timedelta(hours=5))
            self.clock.leap(step)
            left -= step
            await self.look()

    async def in_time(
        self,
        ask: Callable[[], Awaitable[bool]],
        *,
        step: timedelta = timedelta(minutes=10),
        within: timedelta = timedelta(hours=24),
    ) -> None:
        """Leap a step at a time until the answer is true; fails with what there is by then."""
        end = self.clock.now() + within
        while not await ask():
            if self.clock.now() > end:
                raise AssertionError(await self.told())
            await self.later(seconds=step.total_seconds())
            # What AutoArr began is for SABnzbd to end, which takes real time.
            await self.rounds(2)

    async def imported(self, film: int = DUNE, *, seconds: float = 30.0) -> None:
        """Go on until Radarr has the film and every story about it has ended."""

        async def done() -> bool:
            ended = all(failure.state.settled for failure in self.engine.failures())
            return self.has_file(film) and ended

        async def file() -> bool:
            return self.has_file(film)

        await self.until(file, seconds=seconds)
        # An outcome is looked at a minute after the action at the earliest, on its way every ten.
        self.clock.leap(timedelta(minutes=11))
        await self.until(done, seconds=seconds)

    async def failed(self, *, seconds: float = 30.0) -> Failure:
        """Go on until there is a failure and return it."""

        async def first() -> Failure | None:
            return next(iter(self.engine.failures()), None)

        return await self.until(first, seconds=seconds)


@asynccontextmanager
async def a_house(sabnzbd: SharedSabnzbd, news: Newsroom, folder: Path) -> AsyncIterator[House]:
    """Build a house around a clean SABnzbd and tear it down."""
    await news.open(sabnzbd.news_port, folder / "articles")
    async with aiohttp.ClientSession() as session:
        house = House(session, sabnzbd, news, folder)
        async with house.radarr:
            await house.open()
            try:
                yield house
            finally:
                await house.engine.stop()
                await news.recover()
        assert house.radarr.contract_errors == []
    if news.disturbed:
        await sabnzbd.connect_anew()
