"""The one request path: what is sent, how much at once, how fast, and how an answer is decoded."""

import asyncio
import threading

import aiohttp
from aiohttp import web
import pytest

from custom_components.autoarr.clients.base import Call, Endpoint, RequestLimits
from custom_components.autoarr.clients.errors import ServiceUnauthorised, ServiceUnexpectedAnswer
from custom_components.autoarr.clients.models.decode import JsonValue, as_object
from custom_components.autoarr.clients.radarr import RadarrClient

from .conftest import KEY, RADARR, STATUS, FakeTime, radarr_at
from .service import ScriptedService, says


async def test_an_answer_is_decoded_and_the_key_travels_in_a_header(
    radarr: RadarrClient, service: ScriptedService
) -> None:
    """The key is never part of an address."""
    service.on("GET", STATUS, says(RADARR))
    assert (await radarr.system_status()).version == "6.0.4.10291"
    request = service.seen[0]
    assert request.headers["X-Api-Key"] == KEY
    assert request.headers["Accept"] == "application/json"
    assert request.query == {}


async def test_unknown_fields_are_accepted(radarr: RadarrClient, service: ScriptedService) -> None:
    """A newer version may say more."""
    service.on("GET", STATUS, says({**RADARR, "brandNew": {"deep": [1, {"deeper": None}]}}))
    assert (await radarr.system_status()).app_name == "Radarr"


async def test_a_missing_field_is_named(radarr: RadarrClient, service: ScriptedService) -> None:
    """The error says what is missing, where, and at which path."""
    service.on(
        "GET", "/api/v3/queue", says({"totalRecords": 2, "records": [{"id": 1}, {"title": "x"}]})
    )
    with pytest.raises(ServiceUnexpectedAnswer, match=r"records\[1\]\.id is missing") as error:
        await radarr.queue()
    assert error.value.missing == "records[1].id"
    assert error.value.endpoint == "/api/v3/queue"
    assert error.value.service == "Radarr"


async def test_a_base_path_is_kept(
    session: aiohttp.ClientSession, service: ScriptedService, time: FakeTime
) -> None:
    """A reverse proxy serves Radarr below a path of its own."""
    service.on("GET", f"/media/radarr{STATUS}", says(RADARR))
    assert (await radarr_at(session, f"{service.url}/media/radarr", time).system_status()).version


async def test_a_key_no_header_can_carry_is_refused_at_once(
    session: aiohttp.ClientSession, service: ScriptedService
) -> None:
    """A pasted line break must not become a second header."""
    client = RadarrClient(session, Endpoint(url=service.url, api_key="abc\r\nX-Evil: 1"))
    with pytest.raises(ServiceUnauthorised) as error:
        await client.system_status()
    assert "Evil" not in str(error.value)
    assert service.seen == []


async def test_no_more_connections_than_allowed(
    session: aiohttp.ClientSession, service: ScriptedService, time: FakeTime
) -> None:
    """Ten at once go in turns of four."""
    now = most = 0

    async def count(_: web.Request) -> web.StreamResponse:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.02)
        now -= 1
        return web.json_response(RADARR)

    service.on("GET", STATUS, lambda: count)
    client = radarr_at(session, service.url, time)
    await asyncio.gather(*(client.system_status() for _ in range(10)))
    assert most == 4


async def test_requests_are_paced(
    session: aiohttp.ClientSession, service: ScriptedService, time: FakeTime
) -> None:
    """The third within a burst of two waits."""
    service.on("GET", STATUS, says(RADARR))
    client = radarr_at(session, service.url, time, RequestLimits(rate=1.0, burst=2))
    for _ in range(3):
        await client.system_status()
    assert time.pauses == [1.0]


async def test_large_answers_are_decoded_in_a_thread(
    radarr: RadarrClient, service: ScriptedService
) -> None:
    """Small ones are not worth one."""
    threads: list[bool] = []

    def decode(value: JsonValue) -> int:
        threads.append(threading.current_thread() is threading.main_thread())
        return len(as_object(value))

    service.on("GET", "/small", says({"a": 1}))
    service.on("GET", "/large", says({"a": "x" * 300_000}))
    for path in ("/small", "/large"):
        await radarr._fetch(Call(method="GET", path=path), decode)
    assert threads == [True, False]


async def test_a_cancelled_request_stays_cancelled(
    radarr: RadarrClient, service: ScriptedService
) -> None:
    """Home Assistant stops; nothing is caught on the way."""
    asked = asyncio.Event()

    async def hang(_: web.Request) -> web.StreamResponse:
        asked.set()
        await asyncio.sleep(30)
        return web.json_response(RADARR)

    service.on("GET", STATUS, lambda: hang)
    task = asyncio.create_task(radarr.system_status())
    await asked.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
