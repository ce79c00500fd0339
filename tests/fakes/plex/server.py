"""A Plex Media Server over HTTP; the paths, shapes and refusals are those of the official API (1.2.2)."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from pathlib import Path
import time
from typing import Any, override

from aiohttp import web

from ..http import FakeService, Json
from .answers import episode_answer, section_answer, session_answer, update_answer
from .library import Catalogue, Library
from .model import Section, Session, Update
from .prefs import Preferences, UnknownPreference
from .queries import Page, paged, searched, selected
from .scanner import Scanner
from .wire import Container, answer, html

VERSION = "1.43.2.10687-563d026ea"
MACHINE = "5d9f6a2c1b7e4c3f8a0d9e6b5c4f3a2d1e0f9b8a"

type Respond = Callable[[web.Request], Awaitable[web.StreamResponse]]


class FakePlex(FakeService):
    """One server: `async with FakePlex(catalogue={("Dune", 2021): ["tmdb://438631"]}) as plex`.

    `api_key` is the token. A scan takes `scan_seconds`; `scan_every` scans periodically as well (seconds).
    `external_guids`: whether `guid=tmdb://…` filters. Clients of the real one first ask plex.tv for Plex's own
    id instead, so by default only `plex://…` finds something, and the ids come with `includeGuids=1`.
    `always_xml`: whether its preferences come as XML whatever is asked for, as from old servers.
    """

    label = "Plex"

    def __init__(
        self,
        *,
        catalogue: Catalogue | None = None,
        friendly_name: str = "Living room",
        machine_identifier: str = MACHINE,
        version: str = VERSION,
        scan_seconds: float = 0.0,
        scan_every: float | None = None,
        external_guids: bool = False,
        host: str = "127.0.0.1",
        port: int = 0,
        base_path: str = "",
        tls: bool = False,
        api_key: str | None = None,
    ) -> None:
        super().__init__(host=host, port=port, base_path=base_path, tls=tls, api_key=api_key)
        self.library = Library(catalogue or {}, lambda: int(time.time()))
        self.prefs = Preferences(friendly_name)
        self.machine_identifier = machine_identifier
        self.version = version
        self.scanner = Scanner(self.library, seconds=scan_seconds, every=scan_every)
        self.external_guids = external_guids
        self.playing: list[Session] = []
        self.update: Update | None = None
        self.claimed = True
        self.always_xml = False

    # ── what a test does to it ──

    def play(
        self,
        title: str,
        *,
        user: str = "viewer",
        player: str = "Television",
        **more: str | int | bool,
    ) -> Session:
        """Let somebody watch something; keywords are the fields of `Session`."""
        key = str(len(self.playing) + 1)
        session = Session(key=key, title=title, user=user, player=player, **{"year": None, **more})  # type: ignore[arg-type]
        self.playing.append(session)
        return session

    # ── what the base asks for ──

    @override
    def routes(self) -> Iterable[web.RouteDef]:
        section = "/library/sections/{section}"
        gets: Mapping[str, Respond] = {
            "/identity": self._identity,
            "/": self._root,
            "/library/sections": self._sections,
            "/library/sections/all": self._sections,
            f"{section}/all": self._items,
            f"{section}/refresh": self._refresh,
            "/library/metadata/{ids}/allLeaves": self._episodes,
            "/status/sessions": self._playing,
            "/hubs/search": self._search,
            "/:/prefs": self._prefs,
            "/activities": self._activities,
            "/butler": self._butler,
            "/updater/status": self._updater,
        }
        yield from (web.get(path, respond) for path, respond in gets.items())
        yield web.post(f"{section}/refresh", self._refresh)
        yield web.put("/:/prefs", self._set_prefs)

    @override
    async def guard(self, request: web.Request) -> web.StreamResponse | None:
        token = request.headers.get("X-Plex-Token") or request.query.get("X-Plex-Token")
        if token == self.api_key or self._needs_no_token(request):
            return None
        return html(401, "Unauthorized")

    @override
    def unauthorised(self, request: web.Request) -> web.StreamResponse:
        return (
            self._identity_of(request)
            if self._needs_no_token(request)
            else html(401, "Unauthorized")
        )

    @override
    def server_error(self, request: web.Request, status: int) -> web.StreamResponse:
        return html(status, "Internal Server Error")

    @override
    def describe(self) -> Mapping[str, str]:
        return {
            "address": self.url,
            "token": self.api_key,
            "machine identifier": self.machine_identifier,
        }

    @override
    async def on_start(self) -> None:
        self.scanner.start()

    @override
    async def on_stop(self) -> None:
        await self.scanner.stop()

    @override
    def remember(self) -> object:
        return self.prefs

    @override
    def restore(self, settings: Any) -> None:
        self.prefs = settings

    @override
    def change(self, document: str, row: str, path: str, value: Json) -> None:
        """Set a preference as somebody else would, `claimed` of its identity, or `refreshing` or the `Location`s of a library."""
        match document:
            case "prefs":
                self.prefs.put(path, value)
            case "identity" if path == "claimed":
                self.claimed = bool(value)
            case "sections" if path == "refreshing" and row in self.library.sections:
                self.library.sections[row].refreshing = bool(value)
            case "sections" if path == "Location" and row in self.library.sections:
                folders = value if isinstance(value, list) else [value]
                self.library.sections[row].locations = tuple(Path(str(one)) for one in folders)
            case _:
                raise LookupError(f"{document} has no {path} that could be changed")

    # ── what it answers ──

    async def _identity(self, request: web.Request) -> web.StreamResponse:
        """Tell who answers."""
        return self._identity_of(request)

    async def _root(self, request: web.Request) -> web.StreamResponse:
        """Tell what the server is and can."""
        return answer(
            request,
            {
                "size": 1,
                "allowMediaDeletion": self.prefs["allowMediaDeletion"],
                "backgroundProcessing": True,
                "eventStream": True,
                "friendlyName": self.prefs["FriendlyName"],
                "hubSearch": True,
                "machineIdentifier": self.machine_identifier,
                "myPlex": True,
                "myPlexSubscription": False,
                "platform": "Linux",
                "platformVersion": "6.1.0",
                "transcoderActiveVideoSessions": sum(
                    session.transcoding for session in self.playing
                ),
                "updater": True,
                "version": self.version,
                "Directory": [{"count": 1, "key": "library", "title": "library"}],
            },
        )

    async def _sections(self, request: web.Request) -> web.StreamResponse:
        """List the libraries."""
        sections = [section_answer(section) for section in self.library.sections.values()]
        return answer(
            request,
            {
                "size": len(sections),
                "allowSync": True,
                "title1": "Plex Library",
                "Directory": [*sections],
            },
        )

    async def _items(self, request: web.Request) -> web.StreamResponse:
        """List what is in a library."""
        section = self._section(request)
        if section is None:
            return html(404, "Not Found")
        found = selected(
            self.library.items_of(section), request.query, external_guids=self.external_guids
        )
        page = Page.of(request)
        container: Container = {
            "allowSync": True,
            "identifier": "com.plexapp.plugins.library",
            "librarySectionID": int(section.key),
            "librarySectionTitle": section.title,
            "librarySectionUUID": section.uuid,
            "title1": section.title,
            "viewGroup": section.kind.value,
        }
        return answer(request, paged(container, found, page), headers=page.headers(len(found)))

    async def _episodes(self, request: web.Request) -> web.StreamResponse:
        """List the episodes of a series."""
        item = self.library.items.get(request.match_info["ids"])
        if item is None:
            return html(404, "Not Found")
        container: Container = {
            "allowSync": True,
            "identifier": "com.plexapp.plugins.library",
            "librarySectionID": int(item.section_key),
        }
        found = [episode_answer(item, episode) for episode in item.episodes]
        return answer(request, paged(container, found, Page.of(request)))

    async def _refresh(self, request: web.Request) -> web.StreamResponse:
        """Scan a library, or the folder in `path`; GET is what the *arr and plexapi send, the API document says POST."""
        section = self._section(request)
        if section is None:
            return html(404, "Not Found")
        path = request.query.get("path")
        self.scanner.scan(section, Path(path) if path else None)
        return web.Response(headers={"X-Plex-Protocol": "1.0"})

    async def _playing(self, request: web.Request) -> web.StreamResponse:
        """List what plays."""
        sessions = [session_answer(session) for session in self.playing]
        return answer(request, {"size": len(sessions), "Metadata": [*sessions]})

    async def _search(self, request: web.Request) -> web.StreamResponse:
        """Search all libraries."""
        if not request.query.get("query"):
            return html(400, "Bad Request")
        hubs = searched(self.library.items.values(), request.query)
        return answer(request, {"size": len(hubs), "Hub": [*hubs]})

    async def _prefs(self, request: web.Request) -> web.StreamResponse:
        """List the settings."""
        settings = self.prefs.as_list()
        container: Container = {"size": len(settings), "Setting": settings}
        return answer(request, container, xml=self.always_xml)

    async def _set_prefs(self, request: web.Request) -> web.StreamResponse:
        """Set the settings in the query."""
        try:
            for name, text in request.query.items():
                if not name.startswith("X-Plex-"):
                    self.prefs.set(name, text)
        except UnknownPreference as error:
            refusal = f"cannot set preference value for unknown preference {error.args[0]}"
            return web.Response(status=400, text=refusal, content_type="text/html")
        return web.Response(headers={"X-Plex-Protocol": "1.0"})

    async def _activities(self, request: web.Request) -> web.StreamResponse:
        """List the scans under way."""
        activities: list[Container] = [
            {
                "uuid": section.uuid,
                "type": "library.update.section",
                "cancellable": True,
                "userID": 1,
                "title": f"Scanning {section.title}",
                "subtitle": "",
                "progress": -1,
                "Context": {"librarySectionID": section.key},
            }
            for section in self.library.sections.values()
            if section.refreshing
        ]
        return answer(request, {"size": len(activities), "Activity": [*activities]})

    async def _butler(self, request: web.Request) -> web.StreamResponse:
        """List the nightly tasks."""
        task: Container = {
            "name": "BackupDatabase",
            "interval": 3,
            "scheduleRandomized": False,
            "enabled": bool(self.prefs["ButlerTaskBackupDatabase"]),
            "title": "Backup Database",
            "description": "Create a backup copy of the server's database",
        }
        return answer(request, {"ButlerTask": [task]}, root="ButlerTasks")

    async def _updater(self, request: web.Request) -> web.StreamResponse:
        """Tell of a newer version."""
        return answer(request, update_answer(self.update, int(time.time())))

    def _identity_of(self, request: web.Request) -> web.Response:
        """Answer the only question that needs no token."""
        return answer(
            request,
            {
                "size": 0,
                "claimed": self.claimed,
                "machineIdentifier": self.machine_identifier,
                "version": self.version,
            },
        )

    def _needs_no_token(self, request: web.Request) -> bool:
        """Say whether a path needs no token."""
        return request.path.removeprefix(self.base_path) == "/identity"

    def _section(self, request: web.Request) -> Section | None:
        """Return the library a path names."""
        return self.library.sections.get(request.match_info["section"])
