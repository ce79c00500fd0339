"""A real HTTP server on loopback whose answers a test writes down, and a raw one that breaks the rules of HTTP."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
import json
import ssl
from typing import Any

from aiohttp import web

type Reply = web.StreamResponse | Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A request as it arrived."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.body)


@dataclass(slots=True)
class ScriptedService:
    """Answers each path with its replies in turn, the last one for ever; what is not written down is a 404."""

    seen: list[Seen] = field(default_factory=list)
    url: str = ""
    _replies: dict[tuple[str, str], list[Callable[[], Reply]]] = field(default_factory=dict)

    def on(self, method: str, path: str, *replies: Callable[[], Reply]) -> None:
        """Write down what a path answers."""
        self._replies[method, path] = list(replies)

    def paths(self) -> list[str]:
        """Return what was asked, e.g. `GET /api/v3/queue`."""
        return [f"{seen.method} {seen.path}" for seen in self.seen]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Note a request and answer it."""
        self.seen.append(
            Seen(
                method=request.method,
                path=request.path,
                query=dict(request.query),
                headers=dict(request.headers),
                body=await request.read(),
            )
        )
        replies = self._replies.get((request.method, request.path))
        if not replies:
            return web.Response(status=404)
        reply = (replies.pop(0) if len(replies) > 1 else replies[0])()
        return reply if isinstance(reply, web.StreamResponse) else await reply(request)


def says(
    value: object, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Callable[[], Reply]:
    """Answer with JSON."""
    return lambda: web.json_response(value, status=status, headers=headers)


def sends(
    body: bytes | str,
    *,
    status: int = 200,
    content_type: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> Callable[[], Reply]:
    """Answer with these bytes."""
    data = body.encode() if isinstance(body, str) else body
    return lambda: web.Response(
        body=data, status=status, headers={"Content-Type": content_type, **(headers or {})}
    )


def fails(status: int, headers: Mapping[str, str] | None = None) -> Callable[[], Reply]:
    """Answer with a bare status."""
    return lambda: web.Response(status=status, headers=headers)


def hangs(seconds: float, value: object) -> Callable[[], Reply]:
    """Answer with JSON, late."""

    async def late(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(seconds)
        return web.json_response(value)

    return lambda: late


@asynccontextmanager
async def serving(
    service: ScriptedService, *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> AsyncIterator[ScriptedService]:
    """Let a scripted service listen."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", service.handle)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, host, 0, ssl_context=tls)
    await site.start()
    port = runner.addresses[0][1]
    shown = f"[{host}]" if ":" in host else host
    service.url = f"{'https' if tls else 'http'}://{shown}:{port}"
    try:
        yield service
    finally:
        await runner.cleanup()


@asynccontextmanager
async def raw_server(answer: bytes | None, *, reset: bool = False) -> AsyncIterator[str]:
    """Listen, read a request and answer with these bytes as they are, then close (or reset) the connection."""
    open_writers: set[asyncio.StreamWriter] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        open_writers.add(writer)
        await reader.readuntil(b"\r\n\r\n")
        if answer is not None:
            writer.write(answer)
            await writer.drain()
        if reset:
            writer.transport.abort()
        writer.close()
        open_writers.discard(writer)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    try:
        yield f"http://{host}:{port}"
    finally:
        server.close()
        for writer in open_writers:
            writer.close()
        await server.wait_closed()
