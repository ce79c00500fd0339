"""The SignalR hub the *arr push through (ASP.NET Core hub protocol, JSON)."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from tests.fakes.radarr import FakeRadarr
from tests.unit.fakes.caller import DUNE
from tests.unit.fakes.downloader import Downloader

END = "\x1e"


async def received(socket: aiohttp.ClientWebSocketResponse) -> list[dict[str, Any]]:
    """Return the messages of the next frame."""
    async with asyncio.timeout(5):
        text = await socket.receive_str()
    return [json.loads(part) for part in text.split(END) if part]


async def test_a_listener_is_told_to_read_the_queue_again(
    radarr: FakeRadarr, downloader: Downloader
) -> None:
    """After the handshake every refresh sends queue "sync" without a resource."""
    async with aiohttp.ClientSession() as session:
        negotiate = f"{radarr.url}/signalr/messages/negotiate?negotiateVersion=1"
        key = {"access_token": radarr.api_key}
        async with session.post(negotiate, params=key) as answer:
            offered = (await answer.json())["availableTransports"]
        assert [t["transport"] for t in offered] == ["WebSockets"]
        address = f"{radarr.url}/signalr/messages"
        async with session.ws_connect(address, params=key) as socket:
            await socket.send_str(json.dumps({"protocol": "json", "version": 1}) + END)
            assert await received(socket) == [{}]
            downloader.enqueue("Something.2020.1080p.WEB-DL-GRP")
            await radarr.refresh_monitored_downloads()
            message = (await received(socket))[0]

    assert (message["type"], message["target"]) == (1, "receiveMessage")
    assert message["arguments"] == [{"name": "queue", "body": {"action": "sync"}}]


async def test_commands_and_movies_are_announced(radarr: FakeRadarr) -> None:
    """Command and movie messages carry their resource."""
    radarr.add(DUNE)
    radarr.commands.push("RefreshMovie", {"movieIds": [1]})
    await radarr.idle()

    sent: list[Any] = [m for m in radarr.hub.sent if m["name"] == "command"]
    assert [m["body"]["resource"]["status"] for m in sent] == ["queued", "started", "completed"]


async def test_a_stranger_is_sent_away(radarr: FakeRadarr) -> None:
    """Without the key there is no connection."""
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
            await session.ws_connect(f"{radarr.url}/signalr/messages?access_token=wrong")
    assert refusal.value.status == 401


async def test_another_protocol_is_refused(radarr: FakeRadarr) -> None:
    """The hub speaks JSON alone."""
    async with aiohttp.ClientSession() as session:
        address = f"{radarr.url}/signalr/messages"
        async with session.ws_connect(address, params={"apikey": radarr.api_key}) as socket:
            await socket.send_str(json.dumps({"protocol": "messagepack", "version": 1}) + END)
            assert "error" in (await received(socket))[0]
