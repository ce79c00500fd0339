"""A Sonarr with one series and its SABnzbd, and what recovery sees and does of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import aiohttp

from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.models.servarr import FailedHandling
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.clients.sonarr import SonarrClient
from custom_components.autoarr.recovery.acting.act import Actor, Deed, Scene
from custom_components.autoarr.recovery.deciding.facts import look
from custom_components.autoarr.recovery.deciding.grabs import find_grab
from custom_components.autoarr.recovery.models import Failure, Strategy
from custom_components.autoarr.recovery.targets import ServarrTarget
from tests.fakes.releases import Indexer, Release
from tests.fakes.servarr.state import Event, Subject
from tests.fakes.sonarr import FakeSonarr
from tests.support.clock import ManualClock

from .builders import failure
from .downloader import Downloader
from .house import QUICK

SHOW = 81189
NOBODY = FailedHandling(auto_redownload=False, auto_redownload_interactive=False)
SONARR = ServiceRef(id="sonarr1", kind=ServiceKind.SONARR, name="Sonarr")


class Desk:
    """A Sonarr with one series, and what recovery sees of it."""

    def __init__(
        self,
        sonarr: FakeSonarr,
        client: SonarrClient,
        clock: ManualClock,
        sabnzbd: Downloader,
    ) -> None:
        """Hold the parts."""
        self.sonarr = sonarr
        self.sabnzbd = sabnzbd
        self.clock = clock
        self.client = client
        self.target = ServarrTarget(ref=SONARR, client=client)
        self.series = sonarr.add(SHOW)
        self.season = [e for e in self.series.episodes if e.season == 1]

    def record(self, event: Event, job: str | None, *ids: int) -> None:
        """Write into Sonarr's history."""
        self.clock.advance(1)
        self.sonarr.core.state.record(
            event,
            Subject(media_id=self.series.id, episode_ids=ids),
            date=self.clock.now(),
            title=f"Show.{job}",
            quality="WEBDL-1080p",
            languages=("English",),
            download_id=job,
            data={},
        )

    def post(self, number: int, *episodes: int, lines: int = 1080) -> str:
        """Have the indexer list a release of some episodes, of the first season without; return its title."""
        what = "".join(f"E{episode:02}" for episode in episodes)
        title = f"{self.series.show.title.replace(' ', '.')}.S01{what}.{lines}p.WEB-GRP{number}"
        self.sonarr.indexers[0].add(
            Release(
                guid=f"guid-{number}",
                title=title,
                nzb="<nzb><segment/></nzb>",
                publish_date=self.clock.now() - timedelta(days=number),
                quality=f"WEBDL-{lines}p",
                tvdb_id=SHOW,
                season=1,
                episodes=episodes,
            )
        )
        return title

    async def scene(self, seen: Failure, **fields: object) -> Scene:
        """Return the scene of a failure; keywords are fields of what is seen."""
        assert seen.grab is not None
        sight = await look(self.target, seen, seen.grab, (), self.clock.now())
        return Scene(
            failure=seen,
            sabnzbd=None,
            owner=self.target,
            grab=seen.grab,
            sight=replace(sight, **fields),  # type: ignore[arg-type]
            floor=480,
        )

    def grabbed(self) -> list[str]:
        """Return the titles that were grabbed for real, each once."""
        rows = [row for row in self.sonarr.events(Event.GRABBED) if "guid" in row.data]
        return list(dict.fromkeys(row.source_title for row in rows))

    async def failed(self, job: str, *ids: int) -> Failure:
        """Have a job grabbed and return its failure."""
        self.record(Event.GRABBED, job, *ids)
        grab = await find_grab({SONARR.id: self.target}, job)
        assert grab is not None
        return failure(jobs=(job,), key=f"sab1:{job}", grab=grab)


@asynccontextmanager
async def a_desk(folder: Path) -> AsyncIterator[Desk]:
    """Start a SABnzbd and a Sonarr with one series in its library."""
    clock = ManualClock()
    async with (
        aiohttp.ClientSession() as session,
        Downloader(folder / "downloads", clock) as sabnzbd,
    ):
        sabnzbd.settings.set_category("tv")
        sonarr = FakeSonarr(
            root_folder=folder,
            indexer=Indexer(),
            sabnzbd=sabnzbd.address,
            refresh_interval=None,
            clock=clock.now,
            command_delay=0.0,
        )
        async with sonarr:
            client = SonarrClient(
                session, Endpoint(url=sonarr.url, api_key=sonarr.api_key), limits=QUICK
            )
            yield Desk(sonarr, client, clock, sabnzbd)


async def act(desk: Desk, strategy: Strategy, *scenes: Scene) -> Deed:
    """Carry out a strategy for all of these."""

    async def at_once(seconds: float) -> None:
        """Wait for nothing."""

    return await Actor(at_once).perform(strategy, scenes, desk.clock.now())
