"""What a service says about itself: ping, status, health, disks, updates."""

from datetime import datetime, timedelta
from pathlib import Path
import shutil
from typing import Protocol

from aiohttp import web

from .core import Core
from .resources import Resource, answer, stamp

WIKI = "https://wiki.servarr.com/{app}/system#{anchor}"


class DisabledIndexers(Protocol):
    """Whoever knows which indexers back off, and until when."""

    def disabled(self) -> dict[int, datetime]:
        """Return them by id."""
        ...


class SystemApi:
    """The service about itself."""

    def __init__(
        self,
        core: Core,
        indexers: DisabledIndexers,
        *,
        version: str,
        app_name: str,
        base_path: str,
        identity: Resource,
    ) -> None:
        self._core = core
        self._indexers = indexers
        self.version = version
        self.newest = version
        self.app_name = app_name
        self.instance_name = app_name
        self._base_path = base_path
        self._identity = identity
        self._started = core.now()

    def routes(self) -> list[web.RouteDef]:
        """Return the handlers."""
        return [
            web.get("/ping", self._ping),
            web.get("/api", self._api),
            web.get("/api/v3/system/status", self._status),
            web.get("/api/v3/health", self._health),
            web.get("/api/v3/diskspace", self._disks),
            web.get("/api/v3/update", self._updates),
        ]

    def health(self) -> list[Resource]:
        """Return what is wrong, found out anew, and what tests put there."""
        core = self._core
        found: list[Resource] = []
        if core.client_row is None:
            said = "No download client is available"
            found.append(self._message("DownloadClientCheck", "warning", said))
        elif core.state.client_error:
            said = f"Unable to communicate with SABnzbd. {core.state.client_error}"
            found.append(self._message("DownloadClientCheck", "error", said))
        found += [
            self._message("RootFolderCheck", "error", f"Missing root folder: {path}")
            for path in core.root_folders()
            if not path.is_dir()
        ]
        if not core.indexers:
            said = f"No indexers available with RSS sync enabled, {self.app_name} will not grab new releases automatically"
            found.append(self._message("IndexerRssCheck", "error", said))
        off = [i.name for i in core.indexers if i.identifier in self._indexers.disabled()]
        if off and len(off) == len(core.indexers):
            said = "All indexers are unavailable due to failures"
            found.append(self._message("IndexerStatusCheck", "error", said))
        elif off:
            said = f"Indexers unavailable due to failures: {', '.join(off)}"
            found.append(self._message("IndexerStatusCheck", "warning", said))
        return found + core.state.health

    def add_health(self, source: str, kind: str, message: str) -> None:
        """Put a message there (`kind`: ok, notice, warning, error) and tell the listeners."""
        self._core.state.health.append(self._message(source, kind, message))
        self._core.announce("health", "sync")

    def _message(self, source: str, kind: str, message: str) -> Resource:
        """Return one health message."""
        anchor = message.lower().replace(" ", "-")[:60]
        wiki = WIKI.format(app=self._core.app, anchor=anchor)
        return {"source": source, "type": kind, "message": message, "wikiUrl": wiki}

    async def _ping(self, request: web.Request) -> web.Response:
        return answer({"status": "OK"})

    async def _api(self, request: web.Request) -> web.Response:
        return answer({"current": "v3", "deprecated": []})

    async def _status(self, request: web.Request) -> web.Response:
        return answer(
            {
                "appName": self.app_name,
                "instanceName": self.instance_name,
                "version": self.version,
                "buildTime": "2026-09-01T00:00:00Z",
                "isDebug": False,
                "isProduction": True,
                "isAdmin": False,
                "isUserInteractive": False,
                "startupPath": f"/app/{self._core.app}/bin",
                "appData": "/config",
                "osName": "debian",
                "osVersion": "12",
                "isNetCore": True,
                "isLinux": True,
                "isOsx": False,
                "isWindows": False,
                "isDocker": True,
                "mode": "console",
                "databaseType": "sqLite",
                "databaseVersion": "3.46.1",
                "authentication": "forms",
                "urlBase": self._base_path,
                "runtimeName": ".NET",
                "startTime": stamp(self._started),
                "packageUpdateMechanism": "docker",
            }
            | self._identity
        )

    async def _health(self, request: web.Request) -> web.Response:
        return answer(self.health())

    async def _disks(self, request: web.Request) -> web.Response:
        return answer(self.disks())

    def disks(self) -> list[Resource]:
        """Return the disks as it sees them."""
        if (told := self._core.told.get("diskspace")) is not None:
            return told
        disks = {Path("/"), *(p for p in self._core.root_folders() if p.is_dir())}
        rows = [(path, shutil.disk_usage(path)) for path in sorted(disks)]
        return [
            {"path": str(p), "label": "", "freeSpace": u.free, "totalSpace": u.total}
            for p, u in rows
        ]

    async def _updates(self, request: web.Request) -> web.Response:
        versions = [self.newest, self.version] if self.newest != self.version else [self.version]
        day = self._core.now().replace(hour=0, minute=0, second=0, microsecond=0)
        return answer(
            [
                {
                    "version": version,
                    "branch": "main",
                    "releaseDate": stamp(day - timedelta(days=7 * place + 1)),
                    "fileName": f"{self.app_name}.main.{version}.linux-core-x64.tar.gz",
                    "url": f"https://services.invalid/v1/update/main/{self._core.app}-{version}.tar.gz",
                    "installed": version == self.version,
                    "installedOn": stamp(self._started) if version == self.version else None,
                    "installable": version != self.version,
                    "latest": place == 0,
                    "changes": {"new": ["New translations"], "fixed": ["Parsing of some titles"]},
                    "hash": "0" * 64,
                }
                for place, version in enumerate(versions)
            ]
        )
