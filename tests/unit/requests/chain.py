"""A whole chain for the tests of the diagnosis: every service over HTTP, at a time the test controls."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.plex import PlexClient
from custom_components.autoarr.clients.radarr import RadarrClient
from custom_components.autoarr.clients.sabnzbd import SabnzbdClient
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.clients.sonarr import SonarrClient
from custom_components.autoarr.requests.diagnosing.diagnoser import Diagnoser
from custom_components.autoarr.requests.diagnosing.models import Diagnosis, Finding, Link, Step
from custom_components.autoarr.requests.diagnosing.ports import PlexService, SabnzbdService
from custom_components.autoarr.requests.media import (
    ArrInstance,
    Choice,
    MediaRef,
    RequestDefaults,
    Scope,
)
from custom_components.autoarr.requests.messages import render
from custom_components.autoarr.requests.models import Request, RequestState
from custom_components.autoarr.requests.parsed import MediaType, ParsedItem
from tests.fakes.plex import FakePlex
from tests.fakes.radarr import FakeRadarr
from tests.fakes.releases import Indexer, Release
from tests.fakes.sabnzbd import FakeSabnzbd, Job
from tests.fakes.servarr.sabnzbd import SabnzbdAddress
from tests.fakes.sonarr import FakeSonarr
from tests.support.clock import ManualClock

from .house import LIMITS

DUNE = 438631
DUNE_PART_THREE = 1170608
FARGO = 269613
HD = "Dune.2021.1080p.WEB-DL.H264-GOOD"
UHD = "Dune.2021.2160p.WEB-DL.H265-LARGE"
SECRET = "indexer-key-0123456789"


class Chain:
    """Radarr, Sonarr, SABnzbd, Plex, and who asks why something is not there."""

    def __init__(self, clock: ManualClock, folder: Path) -> None:
        self.clock = clock
        self.folder = folder
        self.indexer = Indexer()
        self.requests: list[Request] = []
        self.instances: list[ArrInstance] = []
        self.sabnzbds: list[SabnzbdService] = []
        self.plexes: list[PlexService] = []
        self.radarr: FakeRadarr
        self.sonarr: FakeSonarr
        self.sabnzbd: FakeSabnzbd
        self.plex: FakePlex
        self.diagnoser: Diagnoser
        self.diagnosis: Diagnosis

    async def why(self, title: str = "Dune", **more: Any) -> Step | None:
        """Ask why a title is not there, and return the link that holds it up."""
        deadline = more.pop("deadline", None)
        if deadline is not None:
            self.diagnoser._deadline = deadline
        item = None if "request_id" in more or "exact" in more else ParsedItem(titles=(title,))
        asked = more.pop("item", item)
        self.diagnosis = await self.diagnoser.diagnose(asked, **more)
        return self.diagnosis.first_broken

    async def verdict(self, title: str = "Dune", **more: Any) -> tuple[Link, Finding, str] | None:
        """Return link, finding and message key of what holds a title up."""
        step = await self.why(title, **more)
        return None if step is None else (step.link, step.finding, step.note.key)

    @property
    def said(self) -> str:
        """Return the sentence of the last diagnosis."""
        note = self.diagnosis.note
        return render(note.key, note.placeholders)

    def finding(self, link: Link) -> Finding:
        """Return how a link of the last diagnosis stands."""
        return next(step.finding for step in self.diagnosis.steps if step.link is link)

    def evidence(self, link: Link) -> str:
        """Return the evidence of a link of the last diagnosis, as one text."""
        step = next(step for step in self.diagnosis.steps if step.link is link)
        return "\n".join(step.evidence)

    def request(
        self,
        state: RequestState = RequestState.SEARCHING,
        *,
        scope: Scope = Scope.MOVIE,
        seasons: tuple[int, ...] = (),
        episodes: tuple[int, ...] = (),
        instance: str | None = None,
        **more: Any,
    ) -> Request:
        """Keep a request for Dune, or for Fargo where the scope is not that of a film."""
        film = scope is Scope.MOVIE
        media = (
            MediaRef(media_type=MediaType.MOVIE, title="Dune", year=2021, tmdb_id=DUNE)
            if film
            else MediaRef(media_type=MediaType.TV, title="Fargo", year=2014, tvdb_id=FARGO)
        )
        chosen = Choice(
            media=media,
            instance_id=instance or ("radarr" if film else "sonarr"),
            instance_name="Radarr" if film else "Sonarr",
            profile_id=4,
            profile_name="HD-1080p",
            root_folder="/",
            scope=scope,
            seasons=seasons,
            episodes=episodes,
        )
        now = self.clock.now()
        request = Request(
            id=f"request-{len(self.requests)}",
            created=now,
            updated=now,
            state=state,
            **({"chosen": chosen} | more),
        )
        self.requests.append(request)
        return request

    def release(self, title: str = HD, *, quality: str = "WEBDL-1080p", **more: Any) -> Release:
        """List a release of Dune."""
        posted = self.clock.now() - timedelta(days=1)
        filled = {"tmdb_id": DUNE, "size": 8_000_000_000} | more
        made = Release(
            guid=f"guid-{title}", title=title, publish_date=posted, quality=quality, **filled
        )
        self.indexer.add(made)
        return made

    async def grabbed(self) -> Job:
        """Let Radarr have Dune, find a release and send it to SABnzbd."""
        self.radarr.add(DUNE)
        self.release()
        await self.search()
        await self.minute()
        [job] = self.sabnzbd.state.queue.values()
        return job

    async def search(self) -> None:
        """Let Radarr search for Dune by itself."""
        movie = self.radarr.movie(DUNE)
        self.radarr.commands.push("MoviesSearch", {"movieIds": [movie.id]}, trigger="scheduled")
        await self.radarr.idle()

    async def minute(self) -> None:
        """Let a minute happen: the *arr look at SABnzbd."""
        for fake in (self.radarr, self.sonarr):
            await fake.idle()
            await fake.refresh_monitored_downloads()
            await fake.idle()

    async def imported(self) -> None:
        """Let Dune be downloaded and imported."""
        job = await self.grabbed()
        self.sabnzbd.finish(job.nzo_id)
        await self.minute()
        assert self.radarr.movie(DUNE).file is not None

    @property
    def searches(self) -> int:
        """Return how often somebody searched interactively."""
        fakes = (self.radarr, self.sonarr)
        return sum(len(fake.requests_to("/api/v3/release", "GET")) for fake in fakes)

    def scan(self, section: str = "1") -> None:
        """Let Plex scan a library."""
        self.plex.library.scan(self.plex.library.sections[section])


@asynccontextmanager
async def chain(clock: ManualClock, folder: Path) -> AsyncIterator[Chain]:
    """Run every service and connect a diagnoser to them."""
    made = Chain(clock, folder)
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        made.sabnzbd = await stack.enter_async_context(FakeSabnzbd(folder=folder / "downloads"))
        made.sabnzbd.state.now = lambda: int(clock.now().timestamp())
        made.sabnzbd.settings.set_category("movies")
        made.sabnzbd.settings.set_category("tv")
        address = SabnzbdAddress(url=made.sabnzbd.url, api_key=made.sabnzbd.api_key)
        how: dict[str, Any] = {
            "indexer": made.indexer,
            "sabnzbd": address,
            "refresh_interval": None,
            "clock": clock.now,
            "command_delay": 0.001,
        }
        made.radarr = await stack.enter_async_context(
            FakeRadarr(root_folder=folder / "films", **how)
        )
        made.sonarr = await stack.enter_async_context(
            FakeSonarr(root_folder=folder / "series", **how)
        )
        catalogue = {("Dune", 2021): [f"tmdb://{DUNE}"], ("Fargo", 2014): [f"tvdb://{FARGO}"]}
        made.plex = await stack.enter_async_context(FakePlex(catalogue=catalogue))
        made.plex.library._now = lambda: int(clock.now().timestamp())
        made.plex.library.add_section("movie", "Films", [folder / "films"])
        made.plex.library.add_section("show", "Series", [folder / "series"])
        _connect(made, session)
        yield made
        await made.diagnoser.stop()
        assert made.radarr.contract_errors == []
        assert made.sonarr.contract_errors == []


def moment(clock: ManualClock, **back: float) -> datetime:
    """Return a time before now."""
    return clock.now() - timedelta(**back)


def _connect(made: Chain, session: aiohttp.ClientSession) -> None:
    """Make the clients and the diagnoser."""

    def ref(kind: ServiceKind) -> ServiceRef:
        return ServiceRef(id=kind.value, kind=kind, name=kind.label)

    def endpoint(fake: FakeRadarr | FakeSonarr | FakeSabnzbd | FakePlex) -> Endpoint:
        return Endpoint(url=fake.url, api_key=fake.api_key)

    defaults = RequestDefaults(is_default=True)
    made.instances = [
        ArrInstance(
            ref=ref(ServiceKind.RADARR),
            client=RadarrClient(session, endpoint(made.radarr), limits=LIMITS),
            defaults=defaults,
        ),
        ArrInstance(
            ref=ref(ServiceKind.SONARR),
            client=SonarrClient(session, endpoint(made.sonarr), limits=LIMITS),
            defaults=defaults,
        ),
    ]
    sabnzbd = SabnzbdClient(session, endpoint(made.sabnzbd), limits=LIMITS)
    made.sabnzbds = [SabnzbdService(ref=ref(ServiceKind.SABNZBD), client=sabnzbd)]
    plex = PlexClient(session, endpoint(made.plex), client_identifier="tests", limits=LIMITS)
    made.plexes = [PlexService(ref=ref(ServiceKind.PLEX), client=plex)]
    made.diagnoser = Diagnoser(
        instances=lambda: made.instances,
        sabnzbd=lambda: made.sabnzbds,
        plex=lambda: made.plexes,
        requests=lambda: made.requests,
        clock=made.clock,
        secrets=lambda: [SECRET],
        deadline=5.0,
    )
