"""The push channel of Radarr and Sonarr: what it hastens, how it ends, what it survives."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import pairwise
import json
from typing import Any

from aiohttp import web
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
import pytest

from custom_components.autoarr import signalr
from custom_components.autoarr.clients.endpoint import Endpoint
from custom_components.autoarr.coordinator import PUSHED
from custom_components.autoarr.polling import IDLE
from custom_components.autoarr.signalr import RECORD_END, Change, PushChannel
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.house import hub_of, poll, service_id, until, value
from tests.integration.setup import set_up

KEY = "0123456789abcdef0123456789abcdef"
NUMBERS = {"totalCount": 1, "errors": False}

type Talk = Callable[[web.WebSocketResponse], Awaitable[None]]


@pytest.fixture(autouse=True)
def no_long_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connect again at once."""
    monkeypatch.setattr(signalr, "FIRST_PAUSE", 0.02)
    monkeypatch.setattr(signalr, "LONGEST_PAUSE", 0.16)


def frame(*records: object) -> str:
    """Return records as the hub sends them."""
    return "".join(json.dumps(record) + RECORD_END for record in records)


def told(name: object, **body: Any) -> dict[str, Any]:
    """Return a message of the hub."""
    return {"type": 1, "target": "receiveMessage", "arguments": [{"name": name, "body": body}]}


async def greet(socket: web.WebSocketResponse) -> None:
    """Agree on the protocol."""
    await socket.receive()
    await socket.send_str(frame({}))


class Hub:
    """A hub that says what the test wants and counts who comes."""

    def __init__(self, *talks: Talk) -> None:
        """Have one talk for each connection, the last one for all that follow."""
        self.talks = list(talks)
        self.came: list[float] = []

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Talk with one listener."""
        self.came.append(asyncio.get_running_loop().time())
        if request.query.get("access_token") != KEY:
            return web.Response(status=401)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        talk = self.talks.pop(0) if len(self.talks) > 1 else self.talks[0]
        await talk(socket)
        await socket.close()
        return socket


class Listener:
    """Everything a channel told."""

    def __init__(self) -> None:
        """Hear nothing yet."""
        self.changes: list[Change] = []
        self.connections: list[bool] = []


@asynccontextmanager
async def listening(hass: HomeAssistant, hub: Hub, *, key: str = KEY) -> AsyncIterator[Listener]:
    """Run a channel to a hub."""
    app = web.Application()
    app.router.add_get("/signalr/messages", hub.connect)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    listener = Listener()
    channel = PushChannel(
        async_get_clientsession(hass),
        Endpoint(url=f"http://127.0.0.1:{runner.addresses[0][1]}", api_key=key),
        name="Radarr",
        on_change=listener.changes.append,
        on_connection=listener.connections.append,
    )
    task = asyncio.create_task(channel.run())
    try:
        yield listener
        assert not task.done(), "the channel must never end by itself"
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await runner.cleanup()


async def stay(socket: web.WebSocketResponse) -> None:
    """Shake hands and keep the line until the other side goes."""
    await greet(socket)
    async for _ in socket:
        pass


def say(*frames: str | bytes) -> Talk:
    """Return a talk that sends these frames and stays."""

    async def talk(socket: web.WebSocketResponse) -> None:
        await greet(socket)
        for text in frames:
            if isinstance(text, bytes):
                await socket.send_bytes(text)
            else:
                await socket.send_str(text)
        async for _ in socket:
            pass

    return talk


async def test_what_a_hub_says_and_what_it_means(hass: HomeAssistant) -> None:
    """The queue is worth reading when its numbers changed; "read again" alone comes every minute."""
    hub = Hub(
        say(
            frame({"type": 6}),
            frame(told("queue", action="sync")),
            frame(told("queue/status", resource=NUMBERS), told("queue", action="sync")),
            frame(told("queue/status", resource=NUMBERS)),
            frame(told("queue/status", resource={**NUMBERS, "errors": True})),
            frame(told("health", action="sync"), told("movie"), told("queue/details")),
        )
    )
    async with listening(hass, hub) as listener:
        await until(lambda: Change.HEALTH in listener.changes)

    assert listener.changes == [
        Change.QUEUE,
        Change.QUEUE,
        Change.QUEUE_AGAIN,
        Change.QUEUE,
        Change.HEALTH,
    ]
    assert listener.connections == [True], "whoever stops listening wants to hear nothing more"


@pytest.mark.parametrize(
    "rubbish",
    [
        "not JSON",
        frame([1, 2]) + "{",
        "[" * 100_000,
        frame({"type": 7, "error": "Server is going away"}),
        b"\x00\xff",
        "",
    ],
)
async def test_what_ends_a_line_is_followed_by_another(
    hass: HomeAssistant, rubbish: str | bytes
) -> None:
    """Rubbish, the hub's goodbye, binary frames, a cut line."""

    async def cut(socket: web.WebSocketResponse) -> None:
        await greet(socket)

    hub = Hub(say(rubbish) if rubbish else cut, stay)
    async with listening(hass, hub) as listener:
        await until(lambda: listener.connections == [True, False, True])

    assert not listener.changes


@pytest.mark.parametrize(
    "odd",
    [
        frame({"type": 1, "target": "receiveMessage", "arguments": 7}),
        frame({"type": 1, "target": "receiveMessage", "arguments": ["queue", None, {}]}),
        frame({"type": 1, "target": "somethingElse", "arguments": [{"name": "queue"}]}),
        frame("text", 7, None, []),
        frame(told(["queue"])),
        frame(told("queue/status") | {"arguments": [{"name": "queue/status", "body": 7}]}),
        RECORD_END * 5,
    ],
)
async def test_what_is_only_odd_does_not_end_the_line(hass: HomeAssistant, odd: str) -> None:
    """A message of a kind we do not know."""
    hub = Hub(say(odd, frame(told("health"))))
    async with listening(hass, hub) as listener:
        await until(lambda: listener.changes)

    assert listener.changes == [Change.HEALTH]
    assert listener.connections == [True]


@pytest.mark.parametrize(
    "greeting", [frame({"error": "Unknown protocol"}), frame([]), "rubbish", None]
)
async def test_a_hub_that_does_not_agree(hass: HomeAssistant, greeting: str | None) -> None:
    """It is asked again later, and nobody counts on it."""

    async def refuse(socket: web.WebSocketResponse) -> None:
        await socket.receive()
        if greeting is not None:
            await socket.send_str(greeting)

    async with listening(hass, Hub(refuse, stay)) as listener:
        await until(lambda: listener.connections)

    assert listener.connections == [True]


async def test_a_wrong_key_is_not_hammered_and_not_logged(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    """The pauses grow; the address with the key is in no line."""
    wrong = "feedfacefeedfacefeedfacefeedface"
    hub = Hub(stay)
    async with listening(hass, hub, key=wrong) as listener:
        await until(lambda: len(hub.came) >= 5)

    assert not listener.connections
    assert hub.came[4] - hub.came[3] >= 0.07
    assert wrong not in caplog.text
    assert "push channel lost" in caplog.text


async def test_a_line_that_is_cut_at_once_is_tried_ever_more_seldom(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that held is tried again soon."""

    async def cut(socket: web.WebSocketResponse) -> None:
        await greet(socket)

    hub = Hub(cut)
    async with listening(hass, hub):
        await until(lambda: len(hub.came) >= 5)
    assert hub.came[4] - hub.came[3] >= 0.07

    monkeypatch.setattr(signalr, "STEADY", 0.0)
    hub = Hub(cut)
    async with listening(hass, hub):
        await until(lambda: len(hub.came) >= 5)
    assert min(later - earlier for earlier, later in pairwise(hub.came[2:])) < 0.07


async def test_a_silent_line_is_dead(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hub that stopped sending pings is given up; ours tell it that we are there."""
    monkeypatch.setattr(signalr, "SILENCE", 0.1)
    monkeypatch.setattr(signalr, "PING_EVERY", 0.01)
    pings: list[str] = []

    async def mute(socket: web.WebSocketResponse) -> None:
        await greet(socket)
        pings.extend([message.data async for message in socket])

    async with listening(hass, Hub(mute)) as listener:
        await until(lambda: listener.connections[:3] == [True, False, True])

    assert json.loads(pings[0].removesuffix(RECORD_END)) == {"type": 6}


async def test_a_hub_that_never_answers(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its handshake is not waited for for ever."""
    monkeypatch.setattr(signalr, "CONNECT_TIMEOUT", 0.05)

    async def hang(socket: web.WebSocketResponse) -> None:
        await socket.receive()
        await socket.receive()

    hub = Hub(hang)
    async with listening(hass, hub) as listener:
        await until(lambda: len(hub.came) >= 2)

    assert not listener.connections


async def test_a_changed_queue_is_read_at_once(
    hass: HomeAssistant, radarr: FakeRadarr, sabnzbd: FakeSabnzbd
) -> None:
    """At Radarr and at SABnzbd, where the change has its cause."""
    entry = await set_up(hass, radarr, sabnzbd)
    await until(lambda: radarr.hub.listeners)
    coordinator = hub_of(entry).services[service_id(entry, "radarr")].coordinator
    await until(lambda: coordinator.update_interval == PUSHED)
    for runtime in hub_of(entry).services.values():
        runtime.coordinator._debounced_refresh.cooldown = 0
        runtime.coordinator._debounced_refresh.async_cancel()
    radarr.requests.clear()
    sabnzbd.requests.clear()

    radarr.hub.send("queue/status", "updated", NUMBERS)

    await until(lambda: radarr.requests_to("/api/v3/queue") and sabnzbd.calls("queue"))


async def test_health_that_changed_is_read_at_once(hass: HomeAssistant, radarr: FakeRadarr) -> None:
    """Although its turn is minutes away."""
    entry = await set_up(hass, radarr)
    await until(lambda: radarr.hub.listeners)
    [runtime] = hub_of(entry).services.values()
    runtime.coordinator._debounced_refresh.cooldown = 0
    runtime.coordinator._debounced_refresh.async_cancel()

    radarr.system.add_health("IndexerCheck", "error", "No indexers")

    await until(lambda: value(hass, entry, "radarr", "health") == "error")


async def test_the_poll_is_frequent_again_when_the_hub_closes(
    hass: HomeAssistant, radarr: FakeRadarr, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And rare again when it is back."""
    monkeypatch.setattr(signalr, "FIRST_PAUSE", 0.5)
    entry = await set_up(hass, radarr)
    [runtime] = hub_of(entry).services.values()
    coordinator = runtime.coordinator
    coordinator._debounced_refresh.cooldown = 0
    coordinator._debounced_refresh.async_cancel()
    await until(lambda: radarr.hub.listeners)
    await poll(hass, entry)
    assert coordinator.update_interval == PUSHED

    await radarr.hub.close()
    await until(lambda: coordinator.update_interval == IDLE)

    await until(lambda: coordinator.update_interval == PUSHED)


async def test_read_again_alone_costs_nothing_while_nothing_downloads(
    hass: HomeAssistant, radarr: FakeRadarr, sabnzbd: FakeSabnzbd
) -> None:
    """Radarr says it every minute."""
    entry = await set_up(hass, radarr, sabnzbd)
    await until(lambda: radarr.hub.listeners)
    radarr.hub.send("queue/status", "updated", NUMBERS)
    await asyncio.sleep(0.2)
    for runtime in hub_of(entry).services.values():
        runtime.coordinator._debounced_refresh.cooldown = 0
        runtime.coordinator._debounced_refresh.async_cancel()
    radarr.requests.clear()

    radarr.hub.send("queue", "sync")
    radarr.hub.send("queue/status", "updated", NUMBERS)
    await asyncio.sleep(0.2)

    assert not radarr.requests
