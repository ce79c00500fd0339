"""Limits from outside: too often, too much at once, too slowly."""

import asyncio
from collections import Counter
from contextlib import suppress
from pathlib import Path

import aiohttp

from tests.app.support.events import events
from tests.app.support.server import AppServer, app_server, until


async def test_a_client_that_asks_too_often_is_told_when_to_come_back(tmp_path: Path) -> None:
    """Liveness stays free: the watchdog must not be the victim."""
    async with app_server(tmp_path, rate_limit=40) as app:
        replies = [await app.ask("GET", "/info") for _ in range(12)]
        assert [reply.status for reply in replies] == [200] * 10 + [429] * 2
        assert replies[-1].problem == "rate-limited"
        assert 1 <= int(replies[-1].headers["Retry-After"]) <= 2
        assert (await app.ask("GET", "/health", token=False)).status == 200


async def test_guesses_at_the_token_are_counted_too(tmp_path: Path) -> None:
    """Whoever guesses does so slowly."""
    async with app_server(tmp_path, rate_limit=40) as app:
        statuses = Counter([(await app.ask("GET", "/info", token=False)).status for _ in range(15)])
        assert statuses == {401: 10, 429: 5}


async def test_a_hundred_calls_at_once_are_all_answered(app: AppServer) -> None:
    """Reads and writes together; what was acknowledged is there."""
    asked = [
        app.ask("POST", "/activity", json={"events": events(20, first=number * 20)})
        if number % 2
        else app.ask("GET", "/activity?limit=20")
        for number in range(100)
    ]
    replies = await asyncio.gather(*asked)
    assert Counter(reply.status for reply in replies) == {200: 100}
    assert (await app.ask("GET", "/activity/stats")).json["events"] == 50 * 20


async def test_more_than_the_app_can_do_at_a_time_is_sent_away_and_nothing_is_lost(
    tmp_path: Path,
) -> None:
    """503 with a time to come back, for each that does not get in; no queue grows."""
    async with app_server(tmp_path, concurrency=2) as app:
        replies = await asyncio.gather(
            *(
                app.ask("POST", "/activity", json={"events": events(200, first=number * 200)})
                for number in range(100)
            )
        )
        statuses = Counter(reply.status for reply in replies)
        assert statuses.keys() == {200, 503}
        for reply in replies:
            if reply.status == 503:
                assert reply.problem == "overloaded"
                assert int(reply.headers["Retry-After"]) >= 1
        kept = (await app.ask("GET", "/activity/stats")).json["events"]
        assert kept == statuses[200] * 200


async def test_a_hundred_model_calls_at_once_are_all_answered(app: AppServer) -> None:
    """Without a model each is told so; the app is there afterwards."""
    replies = await asyncio.gather(
        *(app.ask("POST", "/requests/parse", json={"text": f"film {n}"}) for n in range(100))
    )
    assert {reply.problem for reply in replies} == {"no-model"}
    assert (await app.ask("GET", "/info")).status == 200


async def test_a_client_that_sends_nothing_holds_nothing_up(app: AppServer) -> None:
    """Slow bodies wait for their time limit, others are served."""
    slow = []
    for _ in range(50):
        _, writer = await asyncio.open_connection(app.host, app.port)
        writer.write(
            (
                f"POST /api/v1/activity HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {app.token}\r\n"
                "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
            ).encode()
        )
        slow.append(writer)
    assert (await app.ask("GET", "/info")).status == 200
    for writer in slow:
        writer.close()


async def test_only_so_many_connections_are_kept_open(app: AppServer) -> None:
    """One too many is closed at once, and there is room again when others go."""
    writers = []
    for _ in range(300):
        reader, writer = await asyncio.open_connection(app.host, app.port)
        writers.append((reader, writer))
    closed = 0
    for reader, _ in writers[256:]:
        async with asyncio.timeout(10):
            closed += await reader.read(1) == b""
    assert closed >= 40
    for _, writer in writers:
        writer.close()

    async def served() -> bool:
        with suppress(OSError, aiohttp.ClientError):
            return (await app.ask("GET", "/info")).status == 200
        return False

    await until(served)
