"""The HTTP server of a fake *arr: puts the rooms together, asks for the key, keeps the minute's loop."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime
import hmac
import json
import logging
from pathlib import Path
from typing import Any, Self, override

from aiohttp import web

from tests.fakes.catalogue import Catalogue
from tests.fakes.http import FakeService, Json, LoggedRequest
from tests.fakes.releases import Indexer, now as real_now
from tests.fakes.signalr import Hub

from .api_history import HistoryApi
from .api_queue import QueueApi, languages
from .api_release import ReleaseApi
from .api_settings import SettingsApi
from .api_system import SystemApi
from .changing import change
from .commands import Commands, Work
from .contract import UNKNOWN_FIELD, contract, template
from .core import Core
from .covers import Covers
from .defaults import defaults, fill_host, fill_tables
from .downloads import DownloadMonitor
from .furnished import furnish
from .imports import Importer
from .library import Library
from .quality import Qualities
from .resources import ApiError, Resource, answer, failure, unconvertible
from .sabnzbd import SabnzbdAddress, SabnzbdDownloads
from .search import Searcher
from .state import BlocklistRow, DownloadItem, Event, HistoryRow, TrackedDownload

_LOGGER = logging.getLogger(__name__)


class FakeServarr(FakeService):
    """A fake Radarr or Sonarr.

    `refresh_interval` is the seconds between two looks at SABnzbd (None: only by hand); `command_delay` the seconds
    a command stays queued, and then started; `sabnzbd` None means no download client.
    """

    app = ""
    version = ""
    event_ids: Mapping[str, Event] = {}

    def __init__(
        self,
        *,
        catalogue: Catalogue | None = None,
        indexer: Indexer | Sequence[Indexer] | None = None,
        root_folder: Path,
        sabnzbd: SabnzbdAddress | None = None,
        refresh_interval: float | None = 60.0,
        clock: Callable[[], datetime] = real_now,
        command_delay: float = 0.02,
        host: str = "127.0.0.1",
        port: int = 0,
        base_path: str = "",
        tls: bool = False,
        api_key: str | None = None,
    ) -> None:
        super().__init__(host=host, port=port, base_path=base_path, tls=tls, api_key=api_key)
        fresh = defaults(self.app)
        category = str(fresh["category"])
        found = indexer if indexer is not None else Indexer()
        self.catalogue = catalogue or Catalogue.load()
        self.indexers = [found] if isinstance(found, Indexer) else list(found)
        self.refresh_interval = refresh_interval
        self.hub = Hub()
        self.core = Core(
            app=self.app,
            library=self.make_library(),
            qualities=Qualities(fresh["qualities"]),
            indexers=self.indexers,
            clock=clock,
            hub=self.hub,
            config=fresh["config"],
            tables=fresh["tables"],
            downloads=SabnzbdDownloads(sabnzbd, category=category) if sabnzbd else None,
            on_queue_change=self._queue_changed,
        )
        fill_tables(self.core, fresh, root_folder, sabnzbd)
        fill_host(self.core, api_key=self.api_key, url_base=self.base_path)
        self._contract = contract(self.app)
        self.contract_errors: list[str] = []
        importer = Importer(self.core)
        self._searcher = Searcher(self.core)
        self._monitor = DownloadMonitor(self.core, importer)
        self.commands = Commands(
            self.core, self._searcher, self._monitor, importer, delay=command_delay
        )
        self.system = SystemApi(
            self.core,
            self._searcher,
            version=self.version,
            app_name=self.label,
            base_path=self.base_path,
            identity=fresh["identity"],
        )
        again = self.commands.search_again
        self._queue = QueueApi(self.core, self._monitor, self._searcher, again)
        self._rooms = (
            self.system,
            self.commands,
            self._queue,
            HistoryApi(
                self.core, self._monitor.mark_failed, again, dict(self.event_ids), languages
            ),
            ReleaseApi(self.core, self._searcher, importer),
            SettingsApi(self.core),
        )
        self.covers = Covers()
        self._loop: asyncio.Task[None] | None = None

    # ── what Radarr and Sonarr fill in ──

    def make_library(self) -> Library:
        """Return the library; it gets its core when `connect` is called."""
        raise NotImplementedError

    def library_routes(self) -> Iterable[web.RouteDef]:
        """Return the handlers of the library."""
        raise NotImplementedError

    def work(self) -> Mapping[str, Work]:
        """Return the commands of this app."""
        raise NotImplementedError

    # ── what tests look at ──

    @property
    def history(self) -> list[HistoryRow]:
        """Return the history, oldest first."""
        return self.core.state.history

    @property
    def blocklisted(self) -> list[BlocklistRow]:
        """Return the blocklist, oldest first."""
        return self.core.state.blocklist

    @property
    def tracked(self) -> list[TrackedDownload]:
        """Return the jobs of SABnzbd it tracks, those gone from its queue included."""
        return list(self.core.state.tracked.values())

    @property
    def queue(self) -> list[Resource]:
        """Return the rows of its queue."""
        return self._queue.rows()

    def events(self, event: Event) -> list[HistoryRow]:
        """Return the history of one kind."""
        return [row for row in self.history if row.event is event]

    def writes(self) -> list[LoggedRequest]:
        """Return the logged requests that could have changed something."""
        return [r for r in self.requests if r.method not in ("GET", "HEAD")]

    async def refresh_monitored_downloads(self) -> None:
        """Do one round of the minute's loop and everything that follows from it."""
        await self._monitor.refresh()
        self.commands.search_again()
        await self.commands.done()

    async def rss_sync(self) -> None:
        """Read the feeds once, as the real ones do every quarter of an hour or so."""
        self.commands.push("RssSync", trigger="scheduled")
        await self.commands.done()

    async def idle(self) -> None:
        """Wait until no command is left to do."""
        await self.commands.done()

    def refuse_imports(self, *reasons: str, of: str = "*") -> None:
        """Refuse to import what completes, with reasons; `of` names one job. No reasons: import again."""
        if reasons:
            self.core.refused_imports[of] = reasons
        else:
            self.core.refused_imports.pop(of, None)

    def doubt_imports(self, *reasons: str, of: str = "*") -> None:
        """Refuse the only file of what completes, and keep trying; `of` names one job. No reasons: import again."""
        if reasons:
            self.core.doubted_imports[of] = reasons
        else:
            self.core.doubted_imports.pop(of, None)

    def hear(self, tracks: str, *, of: str = "*") -> None:
        """Read so much ("eng/ger") of the sound of what is imported from now on; `of` names one job."""
        self.core.sounds[of] = tracks

    def add_torrent(self, item_id: str, title: str, folder: Path) -> DownloadItem:
        """Have another download client hold a torrent that is complete in a folder."""
        item = DownloadItem(
            download_id=item_id,
            category="",
            title=title,
            total=4_000_000_000,
            remaining=0,
            remaining_time=None,
            status="completed",
            output_path=folder,
            protocol="torrent",
        )
        self.core.elsewhere[item_id] = item
        return item

    def offer_update(self, version: str) -> None:
        """List a newer version under /update."""
        self.system.newest = version

    def delay(self, minutes: int, *, bypass_if_best: bool = False) -> None:
        """Set the usenet delay of the default delay profile."""
        row = self.core.tables["delayprofile"][-1]
        row |= {"usenetDelay": minutes, "bypassIfHighestQuality": bypass_if_best}

    # ── its configuration ──

    def furnish(self) -> Self:
        """Add a row to every table of the configuration that is empty in a fresh install."""
        furnish(self.core)
        return self

    @override
    def change(self, document: str, row: str, path: str, value: Json) -> None:
        """Change a setting as somebody else would, without a check; an empty path means the whole row or document."""
        change(self.core, self.system, document, row, path, value)

    def leave_out(self, document: str, *fields: str) -> None:
        """Be a version that does not have these fields."""
        self.core.left_out[document] = frozenset(fields)

    def fail_test(self, table: str, words: str = "") -> None:
        """Let the test of every provider of a kind fail with these words; none: it works again."""
        self.core.failing_tests[table] = words

    @override
    def remember(self) -> object:
        return {"config": self.core.config, "tables": self.core.tables}

    @override
    def restore(self, settings: Any) -> None:
        for name, content in settings["config"].items():
            self.core.config[name] = content
        for name, rows in settings["tables"].items():
            self.core.tables[name] = rows

    # ── HTTP ──

    @override
    def routes(self) -> Iterable[web.RouteDef]:
        routes = [route for room in self._rooms for route in room.routes()]
        routes += [
            web.post("/signalr/messages/negotiate", self.hub.negotiate),
            web.get("/signalr/messages", self.hub.connect),
            *self.library_routes(),
        ]
        return [
            *(
                web.RouteDef(r.method, r.path, self._wrapped(r.path, r.handler), r.kwargs)
                for r in routes
            ),
            *self.covers.routes(lambda media_id: self.core.library.exists(media_id)),
        ]

    @override
    async def guard(self, request: web.Request) -> web.StreamResponse | None:
        path = request.path.removeprefix(self.base_path)
        if path == "/ping" or not path.startswith(("/api/", "/signalr/")):
            return None
        given = (
            request.headers.get("X-Api-Key")
            or request.query.get("apikey")
            or request.query.get("access_token")
            or request.headers.get("Authorization", "").removeprefix("Bearer ")
        )
        if hmac.compare_digest(given.encode(), self.api_key.encode()):
            return None
        return self.unauthorised(request)

    @override
    def wrong_app(self, request: web.Request) -> web.StreamResponse:
        if request.path.endswith("/system/status"):
            status = {"appName": "Prowlarr", "instanceName": "Prowlarr", "version": "2.0.5.5160"}
            return answer(status)
        return web.Response(status=404)

    @override
    def outside_base_path(self, request: web.Request) -> web.StreamResponse:
        # UrlBaseMiddleware sends what misses the base path there.
        place = f"{self.base_path}{request.path_qs}"
        return web.Response(status=307, headers={"Location": place})

    def _wrapped(
        self, path: str, handler: Any
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """Return a handler that judges the body first, answers errors and judges the answer."""
        documented = template(path)

        async def handle(request: web.Request) -> web.StreamResponse:
            try:
                await self._check_body(request, documented)
                told: web.StreamResponse = await handler(request)
            except ApiError as error:
                return answer(error.payload, error.status)
            self._check_answer(request, documented, told)
            return told

        return handle

    async def _check_body(self, request: web.Request, path: str) -> None:
        """Refuse a body the document would refuse, naming the field."""
        if self._contract is None or request.method not in ("POST", "PUT", "DELETE"):
            return
        if not request.body_exists:
            return
        try:
            body = await request.json()
        except ValueError as error:
            raise ApiError(400, unconvertible({"$": "The JSON value is not complete."})) from error
        wrong = self._contract.body_errors(request.method, path, body)
        unknown = [pair for pair in wrong if pair[1] == UNKNOWN_FIELD]
        if others := [pair for pair in wrong if pair not in unknown]:
            raise ApiError(400, unconvertible(dict(others)))
        if known := [failure(field, why) for field, why in unknown if not self._has(path, field)]:
            raise ApiError(400, known)

    def _has(self, path: str, field: str) -> bool:
        """Say whether its own object has a field that the document does not know, as that of a newer version."""
        name = path.removeprefix("/api/v3/").removesuffix("/{id}")
        config = self.core.config.get(name.removeprefix("config/"))
        stored = [config] if name.startswith("config/") and config else self.core.tables.get(name)
        return any(field in row for row in stored or ())

    def _check_answer(self, request: web.Request, path: str, told: web.StreamResponse) -> None:
        """Write down where an answer breaks the document; long lists are left to the contract test."""
        if self._contract is None or not isinstance(told, web.Response) or told.status >= 300:
            return
        if not isinstance(told.body, bytes) or not 0 < len(told.body) < 200_000:
            return
        wrong = self._contract.answer_errors(request.method, path, json.loads(told.body))
        self.contract_errors += [f"{request.method} {path}: {f}: {why}" for f, why in wrong]

    @override
    async def on_start(self) -> None:
        self.commands.know(self.work())
        if self.core.downloads:
            await self.core.downloads.open()
        await self.commands.start()
        if self.refresh_interval is not None:
            self._loop = asyncio.create_task(self._watch(self.refresh_interval))

    @override
    async def on_stop(self) -> None:
        if self._loop:
            self._loop.cancel()
            await asyncio.gather(self._loop, return_exceptions=True)
        await self.commands.stop()
        await self.hub.close()
        if self.core.downloads:
            await self.core.downloads.close()

    async def _watch(self, interval: float) -> None:
        """Look at the download client again and again."""
        while True:
            await asyncio.sleep(interval)
            self.commands.push("RefreshMonitoredDownloads", trigger="scheduled")
            await self.commands.done()

    def _queue_changed(self) -> None:
        """Tell listeners to read the queue again."""
        self.hub.send("queue", "sync")
        self.hub.send("queue/details", "sync")
        self.hub.send("queue/status", "updated", self._queue.status())
