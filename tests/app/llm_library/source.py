"""A server of model files that misbehaves on demand; speaks real HTTP."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Self

from aiohttp import web
from aiohttp.test_utils import TestServer

type Behaviour = Callable[[web.Request, bytes], Awaitable[web.StreamResponse]]


@dataclass(slots=True, kw_only=True)
class Seen:
    """One request that came in."""

    path: str
    range: str
    if_range: str
    encoding: str


@dataclass(slots=True, kw_only=True)
class Source:
    """Serves one file; the next requests are answered by the behaviours that are queued."""

    content: bytes
    etag: str = '"v1"'
    behaviours: list[Behaviour] = field(default_factory=list)
    always: Behaviour | None = None
    seen: list[Seen] = field(default_factory=list)
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    """Set with the first request."""
    server: TestServer | None = None

    async def __aenter__(self) -> Self:
        """Begin to serve on a free port of this machine."""
        app = web.Application()
        app.router.add_get("/{path:.*}", self._handle)
        self.server = TestServer(app, host="127.0.0.1")
        await self.server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop serving."""
        assert self.server is not None
        await self.server.close()

    @property
    def url(self) -> str:
        """Return where the file is."""
        assert self.server is not None
        return str(self.server.make_url("/model.gguf"))

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        self.seen.append(
            Seen(
                path=request.path,
                range=request.headers.get("Range", ""),
                if_range=request.headers.get("If-Range", ""),
                encoding=request.headers.get("Accept-Encoding", ""),
            )
        )
        self.asked.set()
        behaviour = self.behaviours.pop(0) if self.behaviours else self.always or self.serve
        return await behaviour(request, self.content)

    async def serve(self, request: web.Request, content: bytes) -> web.StreamResponse:
        """Answer as a good server does: ranges, and If-Range."""
        start = start_of(request)
        if start and request.headers.get("If-Range", self.etag) != self.etag:
            start = 0
        if start >= len(content):
            return web.Response(status=416, headers={"Content-Range": f"bytes */{len(content)}"})
        headers = {"ETag": self.etag, "Accept-Ranges": "bytes"}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        return web.Response(status=206 if start else 200, headers=headers, body=content[start:])


def start_of(request: web.Request) -> int:
    """Return where the asked range starts."""
    asked = request.headers.get("Range", "")
    return int(asked.removeprefix("bytes=").partition("-")[0]) if asked else 0


def status(code: int, **headers: str) -> Behaviour:
    """Answer with a status and nothing else."""

    async def behave(request: web.Request, content: bytes) -> web.StreamResponse:
        return web.Response(
            status=code, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )

    return behave


def drop_after(count: int, *, etag: str = '"v1"') -> Behaviour:
    """Send so many bytes of what was asked for, then break the connection."""

    async def behave(request: web.Request, content: bytes) -> web.StreamResponse:
        start = start_of(request)
        headers = {"ETag": etag}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        response = web.StreamResponse(status=206 if start else 200, headers=headers)
        response.content_length = len(content) - start
        await response.prepare(request)
        await response.write(content[start : start + count])
        assert request.transport is not None
        request.transport.close()
        return response

    return behave


def hang_after(count: int) -> Behaviour:
    """Send so many bytes, then nothing for a long time."""

    async def behave(request: web.Request, content: bytes) -> web.StreamResponse:
        start = start_of(request)
        headers = {"ETag": '"v1"'}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        response = web.StreamResponse(status=206 if start else 200, headers=headers)
        response.content_length = len(content) - start
        await response.prepare(request)
        await response.write(content[start : start + count])
        await asyncio.sleep(30)
        return response

    return behave


def chunked(body: Callable[[bytes], bytes]) -> Behaviour:
    """Send something without telling its length, and as if no range had been asked for."""

    async def behave(request: web.Request, content: bytes) -> web.StreamResponse:
        response = web.StreamResponse(status=200)
        response.enable_chunked_encoding()
        await response.prepare(request)
        await response.write(body(content))
        await response.write_eof()
        return response

    return behave


async def ignore_range(request: web.Request, content: bytes) -> web.StreamResponse:
    """Send the whole file whatever was asked for."""
    return web.Response(body=content, headers={"ETag": '"v1"'})


def wrong_range(shift: int) -> Behaviour:
    """Send another part than the one asked for, and say so."""

    async def behave(request: web.Request, content: bytes) -> web.StreamResponse:
        start = start_of(request) + shift
        return web.Response(
            status=206,
            body=content[start:],
            headers={"Content-Range": f"bytes {start}-{len(content) - 1}/{len(content)}"},
        )

    return behave


def redirect(target: str) -> Behaviour:
    """Send the client elsewhere."""
    return status(302, Location=target)
