"""The whole chain on loopback: news server, SABnzbd, Radarr, Sonarr, Plex, AutoArr's app and Home Assistant."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Self

from tests.fakes.catalogue import Catalogue
from tests.fakes.plex import FakePlex, Kind
from tests.fakes.radarr import FakeRadarr
from tests.fakes.servarr.sabnzbd import SabnzbdAddress
from tests.fakes.sonarr import FakeSonarr
from tests.fakes.usenet import ArticleStore, NntpServer

from .app import RealApp
from .homeassistant import RealHomeAssistant
from .house import House, Service
from .ports import free_port
from .posts import GONE_ARTICLES, MadeUpIndexer
from .sabnzbd import RealSabnzbd

LOOK_EVERY = 5.0
"""Seconds between two looks of Radarr and Sonarr at SABnzbd, and of Plex at its folders; the real ones take a minute."""


class Stack:
    """Everything that runs; `async with Stack(folder) as stack: await stack.set_up()`."""

    def __init__(
        self, folder: Path, *, look_every: float = LOOK_EVERY, port: int | None = None
    ) -> None:
        """Prepare all parts in one folder; `port` is Home Assistant's, every other one is any free one."""
        self.folder = folder
        self.look_every = look_every
        self.catalogue = Catalogue.load()
        self.news = NntpServer(ArticleStore(folder / "articles"))
        self.hass = RealHomeAssistant(folder / "homeassistant", port=port)
        self.app = RealApp(folder / "app", port=free_port())
        self.indexer = MadeUpIndexer(self.news.store, self.catalogue)
        self.house = House(self.hass)
        self.expected: list[str] = []
        """What Home Assistant's log may complain of, because the test made it so."""
        self._running = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Start everything; what has started is stopped again when a later part does not."""
        try:
            await self._start()
        except BaseException:
            await self._running.aclose()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop everything, the last first."""
        await self._running.aclose()

    async def _start(self) -> None:
        """Start one part after the other: each needs the address of an earlier one."""
        start = self._running.enter_async_context
        await start(self.news)
        await self.news.behave(missing=list(GONE_ARTICLES))
        self.sabnzbd = await start(
            RealSabnzbd(self.folder / "sabnzbd", self.news.port, port=free_port())
        )
        address = SabnzbdAddress(url=self.sabnzbd.url, api_key=self.sabnzbd.api_key)
        media = self.folder / "media"
        self.radarr = await start(
            FakeRadarr(
                catalogue=self.catalogue,
                indexer=self.indexer,
                root_folder=media / "movies",
                sabnzbd=address,
                refresh_interval=self.look_every,
            )
        )
        self.sonarr = await start(
            FakeSonarr(
                catalogue=self.catalogue,
                indexer=self.indexer,
                root_folder=media / "series",
                sabnzbd=address,
                refresh_interval=self.look_every,
            )
        )
        self.plex = FakePlex(catalogue=_guids(self.catalogue), scan_every=self.look_every)
        self.plex.library.add_section(Kind.MOVIE, "Movies", [media / "movies"])
        self.plex.library.add_section(Kind.SHOW, "TV Shows", [media / "series"])
        await start(self.plex)
        await start(self.app)
        await start(self.hass)

    async def set_up(self) -> None:
        """Set AutoArr up as a person does: the hub, then the four services, through its config flows."""
        await self.house.set_up(
            Service(kind="radarr", url=self.radarr.url, key=self.radarr.api_key),
            Service(kind="sonarr", url=self.sonarr.url, key=self.sonarr.api_key),
            Service(kind="sabnzbd", url=self.sabnzbd.url, key=self.sabnzbd.api_key),
            Service(kind="plex", url=self.plex.url, key=self.plex.api_key),
        )

    async def connect_app(self) -> None:
        """Tell AutoArr where its companion app is, as a person does who runs it as a plain container."""
        await self.house.connect_app(self.app.url, self.app.token)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return every credential of a service."""
        return (
            self.radarr.api_key,
            self.sonarr.api_key,
            self.plex.api_key,
            self.sabnzbd.api_key,
            self.sabnzbd.nzb_key,
            self.app.token,
        )

    @property
    def addresses(self) -> Mapping[str, str]:
        """Return where each service is."""
        return {
            "SABnzbd": self.sabnzbd.url,
            "Radarr": self.radarr.url,
            "Sonarr": self.sonarr.url,
            "Plex": self.plex.url,
            "App": self.app.url,
        }


def _guids(catalogue: Catalogue) -> dict[tuple[str, int], list[str]]:
    """Return what Plex matches a folder with a title and a year to."""
    films = {
        (film.title, film.year): [f"imdb://{film.imdb_id}", f"tmdb://{film.tmdb_id}"]
        for film in catalogue.films.values()
    }
    shows = {
        (show.title, show.year): [f"tmdb://{show.tmdb_id}", f"tvdb://{show.tvdb_id}"]
        for show in catalogue.shows.values()
    }
    return shows | films
