"""The base of every fake service: one HTTP server on loopback that can be told to misbehave.

A fake extends `FakeService`, returns its handlers from `routes()` and, where the real service asks for a
key, answers from `guard()`. Everything else (port, base path, https, request log, misbehaviour, control
endpoint, running by hand) is here.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
import contextlib
import copy
from dataclasses import dataclass, field, replace
import json
import re
import secrets
import socket
import ssl
from types import TracebackType
from typing import Self, override

from aiohttp import web

from .by_hand import arguments, run
from .misbehaviour import CONTROL, Misbehaviour, Mode, halved, login_page, padded
from .tls import SelfSigned, self_signed

__all__ = [
    "FakeService",
    "Json",
    "LoggedRequest",
    "Misbehaviour",
    "Mode",
    "arguments",
    "run",
]

type Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
type Json = None | bool | int | float | str | list[Json] | dict[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedRequest:
    """One request as the fake received it; `path` is without base path and query."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str] = field(repr=False)
    body: Json = None

    @override
    def __str__(self) -> str:
        """Return the request line, for readable test failures."""
        return f"{self.method} {self.path}"


class FakeService:
    """A fake HTTP service on loopback; use it as an async context manager."""

    label = "Service"

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        base_path: str = "",
        tls: bool = False,
        api_key: str | None = None,
    ) -> None:
        """Prepare a fake; `port` 0 takes a free one and keeps it, `base_path` is that of a reverse proxy."""
        self.host = host
        self.port = port
        self.base_path = f"/{base_path.strip('/')}" if base_path.strip("/") else ""
        self.api_key = api_key or secrets.token_hex(16)
        self.requests: list[LoggedRequest] = []
        self.in_flight = 0
        self.peak_in_flight = 0
        self.misbehaviour = Misbehaviour()
        self.after_write: Callable[[], None] | None = None
        self.certificate: SelfSigned | None = self_signed(host) if tls else None
        self._server: asyncio.Server | None = None
        self._runner: web.AppRunner | None = None
        self._opening: asyncio.Task[None] | None = None
        self._recovery: asyncio.TimerHandle | None = None
        self._handling: set[asyncio.Task[object]] = set()

    # ── what a fake fills in ──

    def routes(self) -> Iterable[web.RouteDef]:
        """Return the handlers; paths are without the base path."""
        return ()

    async def guard(self, request: web.Request) -> web.StreamResponse | None:
        """Answer a request that may not pass (wrong key), or return None to let it through."""
        return None

    def unauthorised(self, request: web.Request) -> web.StreamResponse:
        """Answer as the real service does to a wrong key."""
        return web.Response(status=401)

    def server_error(self, request: web.Request, status: int) -> web.StreamResponse:
        """Answer as the real service does when it breaks."""
        return web.json_response({"message": "Database is locked"}, status=status)

    def rate_limited(self, request: web.Request, headers: Mapping[str, str]) -> web.StreamResponse:
        """Answer as a proxy or the real service does to too many requests."""
        return web.Response(status=429, text="Too Many Requests", headers=headers)

    def wrong_app(self, request: web.Request) -> web.StreamResponse:
        """Answer as another application that happens to listen on this port."""
        return web.json_response({"application": "Somewhere Else", "version": "1.0"}, status=404)

    def outside_base_path(self, request: web.Request) -> web.StreamResponse:
        """Answer a request that misses the base path."""
        return web.Response(
            status=404,
            text="<html><body>404 page not found</body></html>",
            content_type="text/html",
        )

    async def target(self, request: web.Request) -> str:
        """Return what `paths` of a misbehaviour must match."""
        return request.path

    async def writes_settings(self, request: web.Request) -> bool:
        """Say whether a request changes the configuration."""
        return request.method == "PUT"

    def remember(self) -> object:
        """Return the configuration as it is, for `restore`."""
        return None

    def restore(self, settings: object) -> None:
        """Make the configuration what it was."""

    def change(self, document: str, row: str, path: str, value: Json) -> None:
        """Change one setting as somebody else would; see `documents.put` for the path."""
        raise LookupError(f"{self.label} has no documents")

    async def on_start(self) -> None:
        """Start what runs beside the server."""

    async def on_stop(self) -> None:
        """Stop what runs beside the server."""

    def describe(self) -> Mapping[str, str]:
        """Return what `run` prints for a person who starts the fake by hand."""
        return {"address": self.url, "API key": self.api_key}

    # ── life ──

    @property
    def url(self) -> str:
        """Return the address, with base path and without trailing slash."""
        scheme = "https" if self.certificate else "http"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}:{self.port}{self.base_path}"

    async def start(self) -> None:
        """Listen; the port stays the same until the process ends."""
        app = web.Application(
            middlewares=[self._log, self._misbehave, self._guard], client_max_size=256 * 1024**2
        )
        app.router.add_post(f"{CONTROL}/misbehave", self._control)
        app.router.add_post(f"{CONTROL}/change", self._change)
        app.router.add_routes(
            [
                web.RouteDef(r.method, self.base_path + r.path, r.handler, r.kwargs)
                for r in self.routes()
            ]
        )
        app.router.add_route("*", "/{anything:.*}", self._unknown)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await self._open(self._bind())
        await self.on_start()

    async def stop(self) -> None:
        """Stop everything and free the port."""
        if self._recovery:
            self._recovery.cancel()
        await self.on_stop()
        if self._opening:
            await self._opening
        # A slow answer outlives the connection of whoever gave up on it, but not the fake.
        for task in list(self._handling):
            task.cancel()
        await asyncio.gather(*self._handling, return_exceptions=True)
        self._close()
        if self._runner:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        """Start with the block."""
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop with the block."""
        await self.stop()

    # ── misbehaviour ──

    def misbehave(self, mode: Mode | str, **how: float | int | str | None) -> None:
        """Misbehave from now on; keywords are the fields of `Misbehaviour`.

        `down` closes the listening socket and every connection at once; any other mode opens the same port again.
        """
        self._apply(replace(Misbehaviour(mode=Mode(mode)), **how))  # type: ignore[arg-type]

    def behave(self) -> None:
        """Answer normally again."""
        self.misbehave(Mode.OK)

    async def opened(self) -> None:
        """Wait until the port listens again after `down` (connections made earlier wait in the backlog)."""
        if self._opening:
            await self._opening

    def requests_to(self, path: str, method: str | None = None) -> list[LoggedRequest]:
        """Return the logged requests whose path matches a regular expression in full."""
        return [
            r for r in self.requests if re.fullmatch(path, r.path) and method in (None, r.method)
        ]

    def _apply(self, misbehaviour: Misbehaviour) -> None:
        """Take over a misbehaviour: close or open the port, plan the end."""
        if self._recovery:
            self._recovery.cancel()
            self._recovery = None
        self.misbehaviour = misbehaviour
        if misbehaviour.mode is Mode.DOWN:
            self._close()
        elif self._server is None and self._runner is not None and self._opening is None:
            self._opening = asyncio.get_running_loop().create_task(self._open(self._bind()))
        if misbehaviour.lasts is not None:
            self._recovery = asyncio.get_running_loop().call_later(misbehaviour.lasts, self.behave)

    def _bind(self) -> socket.socket:
        """Return a listening socket on the fake's port."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((self.host, self.port))
        listening.listen(128)
        listening.setblocking(False)
        self.port = listening.getsockname()[1]
        return listening

    async def _open(self, listening: socket.socket) -> None:
        """Serve on a listening socket."""
        if self._runner is None or self._runner.server is None:
            raise RuntimeError("the fake was not started")
        context: ssl.SSLContext | None = (
            self.certificate.server_context() if self.certificate else None
        )
        self._server = await asyncio.get_running_loop().create_server(
            self._runner.server, sock=listening, ssl=context
        )
        self._opening = None

    def _close(self) -> None:
        """Refuse connections and cut those that exist."""
        if self._server:
            self._server.close()
            self._server.abort_clients()
            self._server = None

    # ── the way of a request ──

    @web.middleware
    async def _log(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Write the request down and count how many are under way."""
        if request.path.startswith(CONTROL):
            return await handler(request)
        self.requests.append(
            LoggedRequest(
                method=request.method,
                path=request.path.removeprefix(self.base_path),
                query=dict(request.query),
                headers=dict(request.headers),
                body=await _body(request),
            )
        )
        task = asyncio.current_task()
        self.in_flight += 1
        self.peak_in_flight = max(self.peak_in_flight, self.in_flight)
        if task:
            self._handling.add(task)
        try:
            return await handler(request)
        finally:
            self.in_flight -= 1
            if task:
                self._handling.discard(task)

    @web.middleware
    async def _misbehave(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Do what `misbehave` asked for."""
        now = self.misbehaviour
        if (
            now.mode is Mode.OK
            or request.path.startswith(CONTROL)
            or not re.search(now.paths, await self.target(request))
            or (now.mode is Mode.FORGETFUL and not await self.writes_settings(request))
        ):
            return await self._handled(request, handler)
        if now.times is not None:
            left = now.times - 1
            self.misbehaviour = replace(now, times=left) if left > 0 else Misbehaviour()
        if now.mode is Mode.SLOW:
            await asyncio.sleep(now.seconds)
        elif now.mode is Mode.DROPPED and request.transport:
            request.transport.close()
        before = copy.deepcopy(self.remember()) if now.mode is Mode.FORGETFUL else None
        told = self._instead(request, now) or await self._handled(request, handler)
        if now.mode is Mode.FORGETFUL:
            self.restore(before)
        if now.mode is Mode.HUGE:
            return padded(told)
        return halved(told) if now.mode is Mode.TRUNCATED else told

    async def _handled(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer a request; what `after_write` does then comes on top of a change of the configuration."""
        told = await handler(request)
        if self.after_write is not None and await self.writes_settings(request):
            self.after_write()
        return told

    def _instead(self, request: web.Request, now: Misbehaviour) -> web.StreamResponse | None:
        """Return what is answered instead of the real thing, or None."""
        match now.mode:
            case Mode.UNAUTHORISED:
                return self.unauthorised(request)
            case Mode.FORBIDDEN:
                return web.Response(status=403)
            case Mode.ERROR:
                return self.server_error(request, now.status)
            case Mode.HTML:
                return web.Response(text=login_page(), content_type="text/html")
            case Mode.REDIRECT:
                place = f"/login?returnUrl={request.path}"
                return web.Response(status=302, headers={"Location": place})
            case Mode.RATE_LIMIT:
                after = now.retry_after
                headers = {} if after is None else {"Retry-After": f"{after:g}"}
                return self.rate_limited(request, headers)
            case Mode.WRONG_APP:
                return self.wrong_app(request)
            case Mode.GARBAGE:
                return web.Response(body=b"\x00\xff{[\xfe" * 64, content_type="application/json")
        return None

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Keep out what has no right to pass."""
        if request.path.startswith(CONTROL) or not request.path.startswith(self.base_path):
            return await handler(request)
        return await self.guard(request) or await handler(request)

    async def _unknown(self, request: web.Request) -> web.StreamResponse:
        """Answer a path nobody serves."""
        if self.base_path and not request.path.startswith(self.base_path):
            return self.outside_base_path(request)
        return web.json_response({"message": "NotFound"}, status=404)

    async def _control(self, request: web.Request) -> web.StreamResponse:
        """Take `{"mode": "slow", "seconds": 5}` from whoever runs the fake by hand."""
        try:
            wish = Misbehaviour(**await request.json())
            wish = replace(wish, mode=Mode(wish.mode))
        except (TypeError, ValueError) as error:
            modes = ", ".join(Mode)
            return web.json_response({"error": f"{error}; modes: {modes}"}, status=400)
        asyncio.get_running_loop().call_later(0.05, self._apply, wish)
        return web.json_response({"mode": wish.mode})

    async def _change(self, request: web.Request) -> web.StreamResponse:
        """Take `{"document": "config/host", "row": "", "path": "logLevel", "value": "debug"}`."""
        try:
            self.change(**await request.json())
        except (LookupError, TypeError, ValueError) as error:
            return web.json_response({"error": str(error)}, status=400)
        return web.json_response({})


async def _body(request: web.Request) -> Json:
    """Return the body for the log: JSON decoded, forms as a dict, files by their name."""
    if not request.can_read_body:
        return None
    if (
        request.content_type.startswith("multipart/")
        or request.content_type == "application/x-www-form-urlencoded"
    ):
        form = await request.post()
        return {k: v if isinstance(v, str) else getattr(v, "filename", "") for k, v in form.items()}
    text = (await request.read()).decode(errors="replace")
    with contextlib.suppress(ValueError):
        decoded: Json = json.loads(text)
        return decoded
    return text
