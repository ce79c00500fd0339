"""A larger house for bad days: a Sonarr beside the Radarr, perhaps a second SABnzbd, faults at every port."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
import contextlib
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import cast, override

import aiohttp

from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.errors import ServiceError
from custom_components.autoarr.clients.radarr import RadarrClient
from custom_components.autoarr.clients.sabnzbd import SabnzbdClient
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.clients.sonarr import SonarrClient
from custom_components.autoarr.journal.journal import Journal
from custom_components.autoarr.recovery.engine import RecoveryEngine
from custom_components.autoarr.recovery.following.settle import TOLD
from custom_components.autoarr.recovery.models import Mode
from custom_components.autoarr.recovery.targets import (
    SabnzbdObservation,
    SabnzbdTarget,
    ServarrObservation,
    ServarrTarget,
)
from tests.fakes.radarr import FakeRadarr
from tests.fakes.releases import Indexer, Release
from tests.fakes.sabnzbd.model import Past
from tests.fakes.servarr.server import FakeServarr
from tests.fakes.servarr.state import Event as ArrEvent, HistoryRow
from tests.fakes.sonarr import FakeSonarr

from .downloader import Downloader
from .house import QUICK, RADARR, SAB, House
from .ports import Ports, PortStore, Wire

SHOW = 81189
SONARR = ServiceRef(id="sonarr1", kind=ServiceKind.SONARR, name="Sonarr")
SECOND = ServiceRef(id="sab2", kind=ServiceKind.SABNZBD, name="Second SABnzbd")
FOREIGN = "Nobodys.Linux.Distribution"
"""How the names of the jobs of another program begin."""

SOON = timedelta(minutes=1)
LONGEST = timedelta(hours=5)
"""The longest step of time: after six hours without a look everything would be baseline."""

ROUNDS = 120
"""After so many looks, ever further apart, at least nine days have passed."""
STILL = 4
"""After so many looks without anything new it is over."""


class Estate(House):
    """Radarr, Sonarr, SABnzbd and the engine, behind ports."""

    sonarr: FakeSonarr
    sonarr_client: SonarrClient

    def __init__(self, session: aiohttp.ClientSession, folder: Path, *, second: bool) -> None:
        """Plan it; `second` is for a second SABnzbd, which no Radarr or Sonarr knows."""
        self.ports = Ports()
        super().__init__(cast("aiohttp.ClientSession", Wire(session, self.ports)), folder)
        self.pending: PortStore = PortStore(self.ports, "journal")  # type: ignore[assignment]
        self.store: PortStore = PortStore(self.ports, "ledger")  # type: ignore[assignment]
        self.downloaders = {SAB: self.sabnzbd}
        if second:
            self.downloaders[SECOND] = Downloader(folder / "second", self.clock)
        self.sab_clients: dict[ServiceRef, SabnzbdClient] = {}
        self.failed: set[str] = set()
        """The ids of all jobs that have failed in a SABnzbd."""
        self.foreign: set[str] = set()
        """The names of the jobs of another program, which stay whatever happens."""
        self.sabnzbd.settings.set_category("tv")
        for downloader in self.downloaders.values():
            self._note_failures(downloader)

    def _note_failures(self, downloader: Downloader) -> None:
        """Remember which jobs a SABnzbd has failed."""
        record = downloader.state.record

        def noting(past: Past) -> Past:
            """Keep a job, and its id where it failed."""
            if past.status == "Failed":
                self.failed.add(past.nzo_id)
            return record(past)

        downloader.state.record = noting  # type: ignore[method-assign]

    @override
    async def open(self) -> None:
        self.sab_clients = {
            ref: SabnzbdClient(
                self.session, Endpoint(url=sab.url, api_key=sab.api_key), limits=QUICK
            )
            for ref, sab in self.downloaders.items()
        }
        self.sab_client = self.sab_clients[SAB]
        self.radarr_client = RadarrClient(
            self.session, Endpoint(url=self.radarr.url, api_key=self.radarr.api_key), limits=QUICK
        )
        self.sonarr_client = SonarrClient(
            self.session, Endpoint(url=self.sonarr.url, api_key=self.sonarr.api_key), limits=QUICK
        )
        await self.start_engine()

    @override
    async def start_engine(self) -> None:
        self.ports.calm()
        self.journal = Journal(clock=self.clock, pending=self.pending, ring=self.ring)
        await self.journal.load()
        sabnzbd = {
            ref.id: SabnzbdTarget(ref=ref, client=client)
            for ref, client in self.sab_clients.items()
        }
        servarr = {
            RADARR.id: ServarrTarget(ref=RADARR, client=self.radarr_client),
            SONARR.id: ServarrTarget(ref=SONARR, client=self.sonarr_client),
        }
        self.engine = RecoveryEngine(
            journal=self.journal,
            store=self.store,
            clock=self.clock,
            rng=Random(7),
            sabnzbd=lambda: sabnzbd,
            servarr=lambda: servarr,
            sleep=self._sleep,
        )
        await self.engine.load()

    @override
    async def settle_in(self, *, mode: Mode = Mode.MANAGE, auto: bool = True) -> None:
        self.foreign = {f"{FOREIGN}.1", f"{FOREIGN}.2"}
        for name in sorted(self.foreign):
            last = self.sabnzbd.enqueue(name, category="*")
        self.sabnzbd.finish(last)
        await super().settle_in(mode=mode, auto=auto)
        if mode is Mode.MANAGE:
            await self.engine.set_mode(SONARR.id, mode)
        await self.minute()

    @override
    async def poll(self) -> None:
        for ref, client in self.sab_clients.items():
            with contextlib.suppress(ServiceError):
                await self.engine.observe(await _observed(ref, client))
        for ref, arr in ((RADARR, self.radarr_client), (SONARR, self.sonarr_client)):
            with contextlib.suppress(ServiceError):
                queue = tuple(await arr.queue())
                await self.engine.observe_servarr(ServarrObservation(ref=ref, queue=queue))
        await self.idle()

    @override
    async def minute(self, minutes: int = 1, *, radarr: bool = True) -> None:
        for _ in range(minutes):
            await self.after(SOON)

    async def after(self, pause: timedelta) -> None:
        """Let time pass at one go; then Radarr and Sonarr look, AutoArr polls and ticks."""
        self.clock.advance(pause)
        await self.radarr.refresh_monitored_downloads()
        await self.sonarr.refresh_monitored_downloads()
        await self.poll()
        await self.engine.tick()
        await self.idle()

    async def idle(self) -> None:
        """Let Radarr and Sonarr end what they were told to do."""
        await self.radarr.idle()
        await self.sonarr.idle()

    # ── series ──

    def post_episode(self, number: int, *episodes: int) -> None:
        """Have the indexer list a release of one episode of the first season, or of several."""
        name = self.sonarr.series(SHOW).show.title.replace(" ", ".")
        what = "".join(f"E{episode:02}" for episode in episodes)
        self.sonarr.indexers[0].add(
            Release(
                guid=f"guid-{what}-{number}",
                title=f"{name}.S01{what}.1080p.WEB-DL.H264-GRP{number}",
                nzb="<nzb><segment/></nzb>",
                publish_date=self.clock.now() - timedelta(days=number, minutes=5 * episodes[0]),
                size=1_000_000_000 * len(episodes) + number * 100_000_000,
                quality="WEBDL-1080p",
                tvdb_id=SHOW,
                season=1,
                episodes=episodes,
            )
        )

    async def grab_episodes(self, *episodes: int, releases: int = 2) -> list[str]:
        """Have Sonarr grab the best of some releases of each episode; return the jobs' ids."""
        if not self.sonarr.all_series:
            self.sonarr.add(SHOW, seasons=())
        before = set(self.sabnzbd.jobs)
        for episode in episodes:
            for number in range(1, releases + 1):
                self.post_episode(number, episode)
            row = self.sonarr.episode(SHOW, 1, episode)
            row.monitored = True
            self.sonarr.series(SHOW).seasons[1] = True
            self.sonarr.commands.push("EpisodeSearch", {"episodeIds": [row.id]})
        await self.sonarr.idle()
        await self.sonarr.refresh_monitored_downloads()
        await self.poll()
        return [job for job in self.sabnzbd.jobs if job not in before]

    async def grab_pack(self, *episodes: int) -> str:
        """Have Sonarr grab one release of these episodes of the first season; return the job's id."""
        series, before = self.sonarr.add(SHOW, seasons=()), set(self.sabnzbd.jobs)
        series.seasons[1] = True
        for episode in episodes:
            self.sonarr.episode(SHOW, 1, episode).monitored = True
        self.post_episode(1, *episodes)
        self.sonarr.commands.push("SeasonSearch", {"seriesId": series.id, "seasonNumber": 1})
        await self.sonarr.idle()
        await self.sonarr.refresh_monitored_downloads()
        await self.poll()
        (job,) = set(self.sabnzbd.jobs) - before
        return job

    # ── time passes until nothing more happens ──

    def finish_downloads(self) -> bool:
        """Let everything complete that nobody holds; say whether there was anything."""
        done = False
        for downloader in self.downloaders.values():
            for job in list(downloader.state.queue.values()):
                held = downloader.state.paused or job.status == "Paused"
                if not held and not job.name.startswith(FOREIGN):
                    downloader.finish(job.nzo_id)
                    done = True
        return done

    @property
    def quiet(self) -> bool:
        """Say whether the engine has nothing left to do by itself."""
        going_on = (one for one in self.engine.failures() if not one.state.settled)
        waiting = any(one.state not in TOLD for one in going_on)
        return not (waiting or self.engine.pauses() or self.journal.unfinished())

    async def run_out(self) -> None:
        """Let time pass until every story has ended or waits for a person; jobs complete meanwhile."""
        still = 0
        for number in range(ROUNDS):
            done = self.finish_downloads()
            due = self.engine.next_try
            soon = self.quiet or self.engine.pauses() or self.journal.unfinished() or due is None
            pause = SOON if soon or due is None else due - self.clock.now()
            await self.after(min(max(pause, SOON * 2 ** (number // 10)), LONGEST))
            still = still + 1 if self.quiet and not done else 0
            if still == STILL:
                return
        raise AssertionError(f"it goes on and on: {self.told()}")

    # ── what can be seen ──

    def told(self) -> dict[str, object]:
        """Return what has come of it all, as far as it must not depend on a fault."""
        downloads, servarr = self.downloaders.values(), (self.radarr, self.sonarr)
        attempts = self.engine._core.ledger.contents.attempts
        return {
            "stories": sorted((one.name, one.state.value) for one in self.engine.failures()),
            "blocklist": sorted(row.source_title for arr in servarr for row in arr.blocklisted),
            "grabs": sorted(row.source_title for row in self._rows(ArrEvent.GRABBED)),
            "imports": sorted(row.source_title for row in self._rows(ArrEvent.IMPORTED)),
            "retries": [password for sab in downloads for _, password in sab.retries],
            "ended": sum(len(set(sab.ended)) for sab in downloads),
            "paused": [sab.state.paused for sab in downloads],
            "counted": Counter(f"{one.strategy} {one.item}" for one in attempts),
            "modes": [self.engine.mode(ref.id).value for ref in (RADARR, SONARR)],
            "switches": [switches(arr) for arr in servarr],
            "monitored": [movie.monitored for movie in self.radarr.movies],
        }

    def harm(self) -> list[str]:
        """Return what must not be, whatever has happened."""
        imported = {row.download_id for row in self._rows(ArrEvent.IMPORTED)}
        kept: set[str] = set()
        found: list[str] = []
        for downloader in self.downloaders.values():
            healthy = deleted(downloader) - self.failed - imported
            found += [f"{job} was healthy and is removed" for job in healthy]
            kept |= {job.name for job in downloader.state.queue.values()}
            kept |= {past.name for past in downloader.state.history.values()}
        found += [f"{name} is gone" for name in self.foreign - kept]
        marked = Counter((row.download_id, row.episode_id) for row in self._rows(ArrEvent.FAILED))
        found += [f"{job} was marked {n} times" for job, n in marked.items() if n > 1]
        imports = Counter(
            (row.download_id, row.episode_id) for row in self._rows(ArrEvent.IMPORTED)
        )
        found += [f"{job} was imported {n} times" for job, n in imports.items() if n > 1]
        for arr in (self.radarr, self.sonarr):
            rows = Counter((row.source_title, row.subject) for row in arr.blocklisted)
            found += [f"{title} is blocklisted {n} times" for title, n in rows.items() if n > 1]
        retried = Counter(job for sab in self.downloaders.values() for job, _ in sab.retries)
        found += [f"{job} was retried {n} times" for job, n in retried.items() if n > 1]
        return found

    def searched(self) -> int:
        """Return how many searches were asked for at Radarr and Sonarr."""
        count = 0
        for arr in (self.radarr, self.sonarr):
            bodies = [request.body for request in arr.requests_to("/api/v3/command", "POST")]
            count += sum(isinstance(b, dict) and "Search" in str(b.get("name")) for b in bodies)
            count += len(arr.requests_to("/api/v3/release", "GET"))
        return count

    def _rows(self, event: ArrEvent) -> list[HistoryRow]:
        """Return the history of Radarr and Sonarr of one kind."""
        return [*self.radarr.events(event), *self.sonarr.events(event)]


async def _observed(ref: ServiceRef, client: SabnzbdClient) -> SabnzbdObservation:
    """Return what a SABnzbd shows; raises ServiceError."""
    history = await client.history()
    assert history is not None
    return SabnzbdObservation(
        ref=ref,
        queue=await client.queue(),
        history=history.slots,
        warnings=await client.warnings(),
        servers=await client.server_status(),
        marker=history.last_update,
    )


def deleted(downloader: Downloader) -> set[str]:
    """Return the ids of the jobs that somebody had a SABnzbd delete."""
    calls = [call for mode in ("queue", "history") for call in downloader.calls(mode)]
    wanted = [call.get("value", "") for call in calls if call.get("name") == "delete"]
    return {job for value in wanted for job in value.split(",")}


def switches(arr: FakeServarr) -> list[bool]:
    """Return the switches of a Radarr or Sonarr that a mode is about."""
    client = arr.core.client_row
    assert client is not None
    handled = "autoRedownloadFailed"
    return [
        arr.core.switch("downloadclient", handled),
        arr.core.switch("downloadclient", f"{handled}FromInteractiveSearch"),
        bool(client["removeFailedDownloads"]),
    ]


@asynccontextmanager
async def an_estate(folder: Path, *, second: bool = False) -> AsyncIterator[Estate]:
    """Build an estate and tear it down."""
    # Hundreds of them are built: asyncio's own checks of each step are for the other tests.
    asyncio.get_running_loop().set_debug(False)
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        estate = Estate(session, folder, second=second)
        for downloader in estate.downloaders.values():
            await stack.enter_async_context(downloader)
        estate.radarr = FakeRadarr(
            root_folder=folder / "movies",
            indexer=estate.indexer,
            sabnzbd=estate.sabnzbd.address,
            refresh_interval=None,
            clock=estate.clock.now,
            command_delay=0.0,
        )
        estate.sonarr = FakeSonarr(
            root_folder=folder / "tv",
            indexer=Indexer(),
            sabnzbd=estate.sabnzbd.address,
            refresh_interval=None,
            clock=estate.clock.now,
            command_delay=0.0,
        )
        await stack.enter_async_context(estate.radarr)
        await stack.enter_async_context(estate.sonarr)
        await estate.open()
        yield estate
