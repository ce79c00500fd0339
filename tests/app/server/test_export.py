"""The export: all of it, line by line, for as long as the client reads."""

from pathlib import Path

import orjson

from tests.app.support.events import events
from tests.app.support.server import AppServer, app_server, until


async def fill(app: AppServer, batches: int, text: str = "") -> int:
    """Store events; return how many."""
    for batch in range(batches):
        sent = events(500, first=batch * 500, data={"text": text})
        assert (await app.ask("POST", "/activity", json={"events": sent})).status == 200
    return batches * 500


async def test_the_export_holds_every_event_once(app: AppServer) -> None:
    """As lines of JSON, to be kept as a file."""
    count = await fill(app, 3)
    reply = await app.ask("GET", "/activity/export")
    assert reply.headers["Content-Type"] == "application/x-ndjson"
    assert "attachment" in reply.headers["Content-Disposition"]
    lines = [orjson.loads(line) for line in reply.body.splitlines()]
    assert len({line["id"] for line in lines}) == len(lines) == count


async def test_the_export_takes_the_filters_of_the_list(app: AppServer) -> None:
    """But no page."""
    await fill(app, 1)
    reply = await app.ask("GET", "/activity/export?correlation=tmdb:3")
    assert {orjson.loads(line)["correlation"] for line in reply.body.splitlines()} == {"tmdb:3"}
    reply = await app.ask("GET", "/activity/export?limit=5")
    assert (reply.status, reply.problem) == (422, "invalid-input")
    reply = await app.ask("GET", "/activity/export?correlation=nothing")
    assert (reply.status, reply.body) == (200, b"")


async def test_clients_that_leave_in_the_middle_do_no_harm(tmp_path: Path) -> None:
    """Their place is free again, and the history can still be written and closed."""
    async with app_server(tmp_path) as app:
        count = await fill(app, 6, "x" * 4_000)
        for _ in range(8):
            response = await app.session.get(
                app.url + "/api/v1/activity/export", headers=app.authorised
            )
            assert response.status == 200
            await response.content.readexactly(1_000)
            response.close()
        await fill(app, 1)

        async def whole() -> bool:
            reply = await app.ask("GET", "/activity/export")
            assert reply.status == 503 or len(reply.body.splitlines()) == count
            return reply.status == 200

        await until(whole)


async def test_only_so_many_exports_go_on_at_a_time(app: AppServer) -> None:
    """They read the whole history; the next one has to wait its turn outside."""
    await fill(app, 12, "x" * 4_000)
    held = [
        await app.session.get(app.url + "/api/v1/activity/export", headers=app.authorised)
        for _ in range(2)
    ]
    reply = await app.ask("GET", "/activity/export")
    assert (reply.status, reply.problem) == (503, "overloaded")
    assert (await app.ask("GET", "/activity")).status == 200
    for response in held:
        response.close()
