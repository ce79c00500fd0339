"""What is asked again, after which pause, and when we give up."""

from collections.abc import Callable

import aiohttp
from aiohttp import web
import pytest

from custom_components.autoarr.clients.base import RequestLimits
from custom_components.autoarr.clients.errors import (
    ServiceError,
    ServiceRateLimited,
    ServiceServerError,
    ServiceTimeout,
    ServiceUnexpectedAnswer,
)
from custom_components.autoarr.clients.radarr import RadarrClient

from .conftest import RADARR, STATUS, FakeTime, radarr_at
from .service import Reply, ScriptedService, fails, hangs, raw_server, says, sends


async def test_a_server_error_is_asked_again_with_growing_pauses(
    radarr: RadarrClient, service: ScriptedService, time: FakeTime
) -> None:
    """Third time lucky."""
    service.on("GET", STATUS, fails(500), fails(502), says(RADARR))
    assert (await radarr.system_status()).app_name == "Radarr"
    assert time.pauses == [0.25, 0.5]


async def test_after_two_repeats_a_server_error_stands(
    radarr: RadarrClient, service: ScriptedService
) -> None:
    """With its status and the service's own words."""
    service.on("GET", STATUS, says({"message": "Database is locked"}, status=500))
    with pytest.raises(ServiceServerError, match="Database is locked") as error:
        await radarr.system_status()
    assert error.value.status == 500
    assert len(service.seen) == 3


async def test_503_without_a_pause_is_a_server_error(
    radarr: RadarrClient, service: ScriptedService
) -> None:
    """A proxy in front of a service that starts."""
    service.on("GET", STATUS, sends("<html>unavailable</html>", status=503))
    with pytest.raises(ServiceServerError):
        await radarr.system_status()


@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after_is_honoured(
    radarr: RadarrClient, service: ScriptedService, time: FakeTime, status: int
) -> None:
    """The wait is exactly what was asked for, even beyond the usual deadline."""
    service.on("GET", STATUS, fails(status, {"Retry-After": "25"}), says(RADARR))
    await radarr.system_status()
    assert time.pauses == [25]


async def test_a_long_retry_after_is_left_to_the_caller(
    radarr: RadarrClient, service: ScriptedService, time: FakeTime
) -> None:
    """Nobody waits ten minutes inside a request."""
    service.on("GET", STATUS, fails(429, {"Retry-After": "600"}))
    with pytest.raises(ServiceRateLimited) as error:
        await radarr.system_status()
    assert error.value.retry_after == 600
    assert time.pauses == []


async def test_429_without_a_pause_backs_off_and_gives_up(
    radarr: RadarrClient, service: ScriptedService, time: FakeTime
) -> None:
    """The usual pauses, then the error."""
    service.on("GET", STATUS, fails(429))
    with pytest.raises(ServiceRateLimited) as error:
        await radarr.system_status()
    assert error.value.retry_after is None
    assert time.pauses == [0.25, 0.5]


@pytest.mark.parametrize("reply", [fails(500), fails(429, {"Retry-After": "1"}), hangs(5, RADARR)])
async def test_what_changes_something_is_never_sent_twice(
    session: aiohttp.ClientSession,
    service: ScriptedService,
    time: FakeTime,
    reply: Callable[[], Reply],
) -> None:
    """Not after an error, not after a refusal, not after a timeout."""
    service.on("POST", "/api/v3/command", reply)
    with pytest.raises(ServiceError):
        await radarr_at(session, service.url, time, RequestLimits(timeout=0.2)).search_movies([1])
    assert len(service.seen) == 1
    assert time.pauses == []


async def test_a_silent_service_times_out(
    session: aiohttp.ClientSession, service: ScriptedService, time: FakeTime
) -> None:
    """The error says how long we waited."""
    service.on("GET", STATUS, hangs(5, RADARR))
    with pytest.raises(ServiceTimeout, match=r"within 0\.1 seconds"):
        await radarr_at(
            session, service.url, time, RequestLimits(timeout=0.1, retries=0)
        ).system_status()


async def test_a_timeout_is_asked_again(
    session: aiohttp.ClientSession, service: ScriptedService, time: FakeTime
) -> None:
    """A service that has just woken up answers the second time."""
    service.on("GET", STATUS, hangs(5, RADARR), says(RADARR))
    assert (
        await radarr_at(session, service.url, time, RequestLimits(timeout=0.2)).system_status()
    ).app_name == "Radarr"


async def test_the_deadline_ends_the_repeating(
    session: aiohttp.ClientSession, service: ScriptedService, time: FakeTime
) -> None:
    """No pause is begun that would end after it."""

    async def slow_failure(_: web.Request) -> web.StreamResponse:
        time.at += 12
        return web.Response(status=500)

    service.on("GET", STATUS, lambda: slow_failure)
    with pytest.raises(ServiceServerError):
        await radarr_at(session, service.url, time, RequestLimits(deadline=20)).system_status()
    assert len(service.seen) == 2


async def test_half_an_answer_is_asked_again(
    session: aiohttp.ClientSession, time: FakeTime
) -> None:
    """The next one may be whole."""
    async with raw_server(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n[") as url:
        with pytest.raises(ServiceUnexpectedAnswer):
            await radarr_at(session, url, time).system_status()
    assert len(time.pauses) == 2
