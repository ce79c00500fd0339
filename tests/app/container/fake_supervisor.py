"""A Supervisor that takes messages of discovery, and can be told to misbehave; and an app that answers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import web

TOKEN: Final = "the-made-up-token-of-the-supervisor"


@dataclass(slots=True, kw_only=True)
class FakeSupervisor:
    """Plays `POST /discovery` as the Supervisor's source has it, and the liveness of the app."""

    offered: frozenset[str] = frozenset({"autoarr"})
    """What the app's configuration lists under `discovery`."""
    failures: list[int] = field(default_factory=list)
    """Statuses to answer with first."""
    liveness: list[int] = field(default_factory=list)
    """Statuses of the app before it is well."""
    messages: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    url: str = ""
    port: int = 0

    async def discovery(self, request: web.Request) -> web.Response:
        """Take a message."""
        self.asked.append("discovery")
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return _error(401, "Unauthorized")
        if self.failures:
            return _error(self.failures.pop(0), "Unknown error, see supervisor")
        message = await request.json()
        if message["service"] not in self.offered:
            # More talkative than the real one, which keeps what it was sent to itself.
            return _error(403, f"Apps must list services they provide, not {message} from {TOKEN}")
        self.messages.append(message)
        return web.json_response({"result": "ok", "data": {"uuid": "0" * 8}})

    async def health(self, request: web.Request) -> web.Response:
        """Answer as the app does."""
        self.asked.append("health")
        status = self.liveness.pop(0) if self.liveness else 200
        return web.json_response({"status": "ok"}, status=status)


def _error(status: int, message: str) -> web.Response:
    """Return an error as the Supervisor words it."""
    return web.json_response({"result": "error", "message": message}, status=status)


@asynccontextmanager
async def running(supervisor: FakeSupervisor) -> AsyncIterator[FakeSupervisor]:
    """Let it listen at a free port."""
    app = web.Application()
    app.router.add_post("/discovery", supervisor.discovery)
    app.router.add_get("/api/v1/health", supervisor.health)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        supervisor.port = runner.addresses[0][1]
        supervisor.url = f"http://127.0.0.1:{supervisor.port}"
        yield supervisor
    finally:
        await runner.cleanup()
