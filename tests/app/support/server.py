"""The real server in this process, on a free port of the loopback."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import orjson

from autoarr_app.server import running
from autoarr_app.settings import Settings

PREFIX = "/api/v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """Return the body, which has to be JSON."""
        return orjson.loads(self.body)

    @property
    def problem(self) -> str:
        """Return the name of the problem that this is."""
        assert self.headers["Content-Type"].startswith("application/problem+json"), self.body[:500]
        name: str = self.json["type"]
        assert self.json["status"] == self.status
        assert self.json["request_id"] == self.headers.get("X-Request-Id", self.json["request_id"])
        return name.removeprefix("urn:autoarr:problem:")


@dataclass(frozen=True, slots=True, kw_only=True)
class AppServer:
    """A running app, and somebody who asks it."""

    host: str
    port: int
    token: str
    data_dir: Path
    session: aiohttp.ClientSession

    @property
    def url(self) -> str:
        """Return the address."""
        return f"http://{self.host}:{self.port}"

    @property
    def authorised(self) -> dict[str, str]:
        """Return the header that carries the token."""
        return {"Authorization": f"Bearer {self.token}"}

    async def ask(
        self,
        method: str,
        path: str,
        *,
        json: object = None,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        token: bool = True,
    ) -> Reply:
        """Send a request (below the prefix, unless the path begins with a double slash)."""
        where = path[1:] if path.startswith("//") else PREFIX + path
        sent = {**(self.authorised if token else {}), **(headers or {})}
        if json is not None:
            data = orjson.dumps(json)
        if data is not None:
            sent.setdefault("Content-Type", "application/json")
        async with self.session.request(
            method, self.url + where, data=data, headers=sent, allow_redirects=False
        ) as response:
            return Reply(
                status=response.status, headers=response.headers, body=await response.read()
            )


def settings_for(data_dir: Path, **options: object) -> Settings:
    """Return settings for a test: loopback, any port, no model, nobody asks too often."""
    chosen = {
        "host": "127.0.0.1",
        "port": 0,
        "data_dir": data_dir,
        "model": "none",
        "rate_limit": 1_000_000,
        "concurrency": 200,
    }
    return Settings.model_validate(chosen | options)


async def until(check: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something is so; it has to be soon."""
    async with asyncio.timeout(30):
        while True:
            if await check():
                return
            await asyncio.sleep(0.01)


@asynccontextmanager
async def app_server(data_dir: Path, **options: object) -> AsyncIterator[AppServer]:
    """Run the real app with its real history."""
    settings = settings_for(data_dir, **options)
    secrets: list[str] = []
    async with (
        running(settings, learn_secret=secrets.append) as (host, port),
        aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=30), connector=aiohttp.TCPConnector(limit=0)
        ) as session,
    ):
        yield AppServer(host=host, port=port, token=secrets[0], data_dir=data_dir, session=session)
