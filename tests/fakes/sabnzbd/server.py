"""A SABnzbd over HTTP, whose jobs end as they are told to."""

import asyncio
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
import ipaddress
from pathlib import Path
import secrets
import time
from typing import Any, override
from urllib.parse import urlencode

from aiohttp import web

from ..http import FakeService, Json, LoggedRequest
from .changing import change
from .model import Job, NewsServer, Past, Release, Scenario, Stages
from .modes import Modes
from .overview import Machine, Overview
from .scenarios import COMPLETE, SCENARIOS
from .settings import Settings
from .state import State

_OPEN_MODES = frozenset({"version", "auth"})
_NZB_MODES = frozenset({"addfile", "addurl", "addlocalfile", "addid"})
_STOPPED = SCENARIOS["not_on_servers"]


class FakeSabnzbd(FakeService):
    """One SABnzbd: `async with FakeSabnzbd() as sab: sab.url, sab.api_key, sab.nzb_key`.

    Jobs wait until `finish` or `fail`, or with `job_seconds` end by themselves as `plan` says; a paused queue
    and a provider that is down hold them up. With a `folder` finished jobs are files on disk.
    """

    label = "SABnzbd"

    def __init__(
        self,
        *,
        release: Release | str = Release.V51,
        folder: Path | None = None,
        job_seconds: float | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        base_path: str = "",
        tls: bool = False,
        api_key: str | None = None,
        nzb_key: str | None = None,
    ) -> None:
        super().__init__(host=host, port=port, base_path=base_path, tls=tls, api_key=api_key)
        self.nzb_key = nzb_key or secrets.token_hex(16)
        self.release = Release(release)
        self.state = State(self.release, lambda: int(time.time()), folder)
        self.settings = Settings(self.release, api_key=self.api_key, nzb_key=self.nzb_key)
        self.settings.servers["news"] = NewsServer(name="news")
        self.machine = Machine()
        self.overview = Overview(
            state=self.state, settings=self.settings, machine=self.machine, api_key=self.api_key
        )
        self.job_seconds = job_seconds
        self._modes = Modes(self.overview, on_retry=self._arrived, on_stop=self._stopped)
        self._plans: list[tuple[str, list[Scenario]]] = []
        self._timers: set[asyncio.TimerHandle] = set()

    # ── what a test does to it ──

    def plan(self, pattern: str, *outcomes: str) -> None:
        """Say how jobs with such a name end: at first, after the first retry and so on; the last one stays."""
        self._plans.insert(0, (pattern, [SCENARIOS[outcome] for outcome in outcomes]))

    def add_slot(
        self, name: str = "Some.Movie.2020.1080p.WEB-DL.H264-GRP", **fields: object
    ) -> Job:
        """Put a job into the queue; keywords are the fields of `Job`."""
        values = {
            "nzo_id": self.state.new_id(),
            "added": self.state.now(),
            "outcomes": self._planned(name),
        }
        job = Job(**{**values, "name": name, **fields})  # type: ignore[arg-type]
        self.state.queue[job.nzo_id] = job
        self._arrived(job)
        return job

    def add_history(
        self,
        name: str = "Some.Movie.2020.1080p.WEB-DL.H264-GRP",
        *,
        failed: bool = False,
        scenario: str | None = None,
        message: str | None = None,
        stages: Stages | None = None,
        **fields: object,
    ) -> Past:
        """Put an ended job into the history; keywords are the fields of `Past`. A failure needs no message."""
        how = SCENARIOS[scenario or ("incomplete" if failed or message else COMPLETE.name)]
        job = self.add_slot(
            name, status="Paused", url=fields.get("url"), category=fields.get("category", "*")
        )
        past = self.state.end(job.nzo_id, how)
        past.message = how.message if message is None else message
        past.stages = past.stages if stages is None else stages
        if "nzo_id" in fields:
            del self.state.history[past.nzo_id]
        for key, value in fields.items():
            setattr(past, key, value)
        return self.state.record(past)

    def finish(self, nzo_id: str) -> Past:
        """Let a job complete."""
        return self.state.end(nzo_id, COMPLETE)

    def fail(self, nzo_id: str, scenario: str = "incomplete") -> Past:
        """Let a job fail in one of the ways of `scenarios.SCENARIOS`."""
        return self.state.end(nzo_id, SCENARIOS[scenario])

    def provider(self, *, active: bool, error: str = "", test: str | None = None) -> None:
        """Take the news server down or bring it back; some outages show no error (refused, dropped, hanging)."""
        for server in self.settings.servers.values():
            server.active, server.error, server.test = active, error, test
        if error:
            self.state.warn(error)

    def calls(self, mode: str) -> list[dict[str, str]]:
        """Return the fields of every call of a mode, without the key; forms and queries alike."""
        fields = (_fields(request) for request in self.requests)
        return [
            {k: v for k, v in each.items() if k != "apikey"}
            for each in fields
            if each.get("mode") == mode
        ]

    # ── what the base asks for ──

    @override
    def routes(self) -> Iterable[web.RouteDef]:
        for path in ("/api", "/sabnzbd/api"):
            yield web.get(path, self._api)
            yield web.post(path, self._api)

    @override
    async def guard(self, request: web.Request) -> web.StreamResponse | None:
        if not request.path.endswith("/api"):
            return None
        if not _own_host(request.host):
            warned = f'Refused connection with hostname "{request.host}" from: 127.0.0.1'
            self.state.warn(warned)
            where = "https://sabnzbd.org/hostname-check"
            return _refusal(f"Access denied - Hostname verification failed: {where}")
        fields = await _query(request)
        mode, key = fields.get("mode", ""), fields.get("apikey")
        if (
            mode in _OPEN_MODES
            or key == self.api_key
            or (key == self.nzb_key and mode in _NZB_MODES)
        ):
            return None
        return self.unauthorised(request) if key else _refusal("API Key Required")

    @override
    def unauthorised(self, request: web.Request) -> web.StreamResponse:
        self.state.warn(
            "API key incorrect, Use the API key from Config->General in your 3rd party program"
        )
        return _refusal("API Key Incorrect")

    @override
    def describe(self) -> Mapping[str, str]:
        return {"address": self.url, "API key": self.api_key, "NZB key": self.nzb_key}

    @override
    async def on_stop(self) -> None:
        for timer in self._timers:
            timer.cancel()

    @override
    async def target(self, request: web.Request) -> str:
        asked = await _query(request)
        named = [(key, asked[key]) for key in ("mode", "section", "keyword") if key in asked]
        return f"{request.path}?{urlencode(named)}"

    @override
    async def writes_settings(self, request: web.Request) -> bool:
        return (await _query(request)).get("mode") in ("set_config", "del_config")

    @override
    def remember(self) -> object:
        settings = self.settings
        return settings.misc, settings.categories, settings.servers, settings.sorters

    @override
    def restore(self, settings: Any) -> None:
        misc, categories, servers, sorters = settings
        self.settings.misc, self.settings.categories = misc, categories
        self.settings.servers, self.settings.sorters = servers, sorters

    @override
    def change(self, document: str, row: str, path: str, value: Json) -> None:
        """Set a value as somebody else would, without a check; an empty path means the whole row (null: none)."""
        change(self.overview, document, row, path, value)

    # ── what it answers ──

    async def _api(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        query = await _query(request)
        match query.get("mode"):
            case "version":
                return _json({"version": self.release.value})
            case "auth":
                keys = {self.api_key: "apikey", self.nzb_key: "nzbkey"}
                given = query.get("key")
                return _json({"auth": keys.get(given, "badkey") if given else "apikey"})
            case "addfile":
                return _json(await self._add_file(request, query))
            case "addurl":
                return _json(
                    self._added(
                        query.get("nzbname") or query.get("name", ""), query, query.get("name")
                    )
                )
            case _:
                return _json(self._modes.answer(query))

    async def _add_file(self, request: web.Request, query: Mapping[str, str]) -> Json:
        """Take an uploaded NZB; what is none is refused with a warning."""
        upload = (await request.post()).get("name") or (await request.post()).get("nzbfile")
        if not isinstance(upload, web.FileField):
            return {"status": False, "error": "expects one parameter"}
        content = upload.file.read()
        if b"<nzb" not in content or b"<segment" not in content:
            self.state.warn(f"Invalid NZB file {upload.filename}, skipping")
            return {"status": False, "nzo_ids": []}
        name = query.get("nzbname") or upload.filename.removesuffix(".nzb")
        return self._added(name, query, None)

    def _added(self, name: str, query: Mapping[str, str], url: str | None) -> Json:
        """Put a new job into the queue."""
        category = query.get("cat", "*")
        known = category if category in self.settings.categories else "*"
        status = "Grabbing" if url and self.job_seconds is None else "Downloading"
        job = self.add_slot(name, category=known, url=url, status=status)
        return {"status": True, "nzo_ids": [job.nzo_id]}

    def _planned(self, name: str) -> list[Scenario]:
        """Return how jobs with such a name end."""
        return next((list(ends) for pattern, ends in self._plans if fnmatchcase(name, pattern)), [])

    def _arrived(self, job: Job) -> None:
        """Let a job end by itself, when that is wanted."""
        if self.job_seconds is not None and self._runner is not None and job.status != "Paused":
            nzo_id = job.nzo_id
            timer = asyncio.get_running_loop().call_later(
                self.job_seconds, lambda: self._due(nzo_id)
            )
            self._timers.add(timer)

    def _due(self, nzo_id: str) -> None:
        """End a job, or look again later when nothing can be downloaded."""
        job = self.state.queue.get(nzo_id)
        if job is None:
            return
        if job.status == "Paused" or not self.overview.speed:
            self._arrived(job)
        else:
            self.state.end(nzo_id)

    def _stopped(self, nzo_id: str) -> None:
        """End a job by priority -4: it keeps its id and fails as if the server had nothing, or too little."""
        job = self.state.queue[nzo_id]
        self.state.end(nzo_id, _STOPPED if job.left == job.size else SCENARIOS["not_enough_blocks"])


async def _query(request: web.Request) -> dict[str, str]:
    """Return the fields of a call, wherever they are."""
    form = await request.post() if request.method == "POST" else {}
    return {**request.query, **{k: v for k, v in form.items() if isinstance(v, str)}}


def _fields(request: LoggedRequest) -> dict[str, str]:
    """Return the fields of a logged call."""
    body = request.body if isinstance(request.body, dict) else {}
    return {**request.query, **{k: str(v) for k, v in body.items()}}


def _json(content: Json) -> web.Response:
    """Return JSON with the content type of the real ones."""
    response = web.json_response(content)
    response.headers["Content-Type"] = "application/json;charset=UTF-8"
    return response


def _refusal(text: str) -> web.Response:
    """Return a refusal: a line of text that claims to be HTML."""
    return web.Response(status=403, text=text, content_type="text/html")


def _own_host(host: str) -> bool:
    """Say whether a Host header is an address or this machine; other names are refused."""
    name = host.rsplit(":", 1)[0].strip("[]")
    if name == "localhost":
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
