"""What runs beside the server, with the real server: announcement, backup and restore."""

import asyncio
from pathlib import Path

from aiohttp import ClientSession

from autoarr_app.backup import COPY, DATABASE, before, restore
from autoarr_app.discovery import Announcement, announce
from autoarr_app.patience import Patience

from ..support.events import events
from ..support.process import app_process
from ..support.server import AppServer, app_server
from .fake_supervisor import TOKEN, FakeSupervisor, running


async def test_the_announced_token_opens_the_app(app: AppServer) -> None:
    """What the integration gets from the Supervisor is enough to use the app."""
    async with running(FakeSupervisor()) as supervisor:
        announcement = Announcement(
            supervisor=supervisor.url,
            supervisor_token=TOKEN,
            host=app.host,
            port=app.port,
            app=app.url,
            token_file=app.data_dir / "token",
        )
        await announce(announcement, Patience())
    [message] = supervisor.messages
    config = message["config"]
    async with (
        ClientSession(headers={"Authorization": f"Bearer {config['token']}"}) as session,
        session.get(f"http://{config['host']}:{config['port']}/api/v1/info") as response,
    ):
        assert response.status == 200


async def ids(app: AppServer) -> set[str]:
    """Return the ids of all events of an app."""
    reply = await app.ask("GET", "/activity/export")
    assert reply.status == 200
    return {line.split(b'"id":"', 1)[1][:26].decode() for line in reply.body.splitlines() if line}


async def test_a_restored_backup_holds_every_acknowledged_event(tmp_path: Path) -> None:
    """The copy is made while a real server takes in events; a real server opens it."""
    data, restored = tmp_path / "data", tmp_path / "restored"
    acknowledged: list[str] = []

    async def ingest(app: AppServer) -> None:
        """Send events until told to stop."""
        for first in range(0, 100_000, 100):
            batch = events(100, first)
            reply = await app.ask("POST", "/activity", json={"events": batch})
            assert reply.status == 200, reply.body
            acknowledged.extend(event["id"] for event in batch)

    async with app_process(data) as (_, app):
        writing = asyncio.create_task(ingest(app))
        while len(acknowledged) < 500:
            await asyncio.wait({writing}, timeout=0.01)
        known = list(acknowledged)
        assert await asyncio.to_thread(before, data)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
    restored.mkdir()
    (data / COPY).rename(restored / COPY)
    assert restore(restored)
    assert (restored / DATABASE).is_file()
    async with app_server(restored) as app:
        info = (await app.ask("GET", "/info")).json
        assert info["history"]["healthy"]
        found = await ids(app)
    assert set(known) <= found
