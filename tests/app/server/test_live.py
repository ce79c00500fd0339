"""The WebSocket: everything that is stored is told, and nobody is waited for."""

import asyncio
from pathlib import Path
import socket
from typing import Any

import aiohttp
import orjson
import pytest

from tests.app.support.events import event, events
from tests.app.support.process import app_process
from tests.app.support.server import AppServer, app_server, until


async def connect(app: AppServer) -> aiohttp.ClientWebSocketResponse:
    """Listen."""
    return await app.session.ws_connect(app.url + "/api/v1/ws", headers=app.authorised)


async def heard(listener: aiohttp.ClientWebSocketResponse) -> dict[str, Any]:
    """Return the next message."""
    message: dict[str, Any] = orjson.loads(await listener.receive_str(timeout=10))
    return message


async def test_a_client_first_learns_how_the_model_is(app: AppServer) -> None:
    """It need not ask for it."""
    listener = await connect(app)
    first = await heard(listener)
    assert first["type"] == "model"
    assert first["state"]["status"] == "none"
    await listener.close()


async def test_every_stored_event_is_told_once_to_everybody(app: AppServer) -> None:
    """Duplicates are no news, refused ones neither."""
    listeners = [await connect(app) for _ in range(3)]
    for listener in listeners:
        await heard(listener)
    sent = events(30)
    await app.ask("POST", "/activity", json={"events": sent})
    await app.ask("POST", "/activity", json={"events": sent})
    await app.ask("POST", "/activity", json={"events": [event(90), {"id": "wrong"}]})
    await app.ask("POST", "/activity", json={"events": [event(31)]})
    for listener in listeners:
        told = [await heard(listener) for _ in range(31)]
        assert {message["type"] for message in told} == {"activity"}
        assert sorted(message["event"]["id"] for message in told) == sorted(
            item["id"] for item in [*sent, event(31)]
        )
        await listener.close()


async def test_what_a_client_says_is_ignored_and_too_much_of_it_ends_it(app: AppServer) -> None:
    """It has no say here."""
    listener = await connect(app)
    await heard(listener)
    await listener.send_str('{"type": "activity"}')
    await listener.send_bytes(b"\x00" * 100)
    await listener.ping()
    await app.ask("POST", "/activity", json={"events": [event(1)]})
    assert (await heard(listener))["event"]["id"] == event(1)["id"]
    await listener.send_str("x" * 100_000)
    message = await listener.receive(timeout=10)
    assert message.type is aiohttp.WSMsgType.CLOSE
    assert message.data == aiohttp.WSCloseCode.MESSAGE_TOO_BIG


async def test_a_client_that_vanishes_is_forgotten(app: AppServer) -> None:
    """Without a word of parting."""
    for _ in range(15):
        listener = await connect(app)
        assert listener._response.connection is not None
        transport = listener._response.connection.transport
        assert transport is not None
        transport.abort()

    async def forgotten() -> bool:
        return b"autoarr_websocket_clients 0.0" in (await app.ask("GET", "/metrics")).body

    await until(forgotten)
    assert (await app.ask("POST", "/activity", json={"events": events(5)})).status == 200


async def test_only_so_many_may_listen(app: AppServer) -> None:
    """The next one is told to come back."""
    listeners = [await connect(app) for _ in range(16)]
    with pytest.raises(aiohttp.WSServerHandshakeError) as error:
        await connect(app)
    assert error.value.status == 503
    assert error.value.headers is not None
    assert error.value.headers["Retry-After"] == "1"
    for listener in listeners:
        await listener.close()
    again = await connect(app)
    await again.close()


async def slow_reader(app: AppServer) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open a WebSocket with a small window, and read nothing beyond its head."""
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    sock.setblocking(False)
    await asyncio.get_running_loop().sock_connect(sock, (app.host, app.port))
    reader, writer = await asyncio.open_connection(sock=sock, limit=1_024)
    writer.write(
        (
            f"GET /api/v1/ws HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {app.token}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n"
        ).encode()
    )
    assert b"101" in await reader.readuntil(b"\r\n\r\n")
    return reader, writer


async def test_a_slow_client_is_sent_away_and_holds_nobody_up(app: AppServer) -> None:
    """With 1013; events are stored and told to the others meanwhile."""
    fast = await connect(app)
    await heard(fast)
    reader, writer = await slow_reader(app)
    told = 0
    for batch in range(24):
        sent = events(200, first=batch * 200, data={"text": "x" * 4_000})
        reply = await app.ask("POST", "/activity", json={"events": sent})
        assert reply.status == 200
        for _ in sent:
            assert (await heard(fast))["type"] == "activity"
            told += 1
    assert told == 24 * 200
    everything = await asyncio.wait_for(reader.read(-1), 30)
    # A close frame: final, opcode 8, two bytes of reason: 1013.
    assert b"\x88\x02" + (1013).to_bytes(2) in everything
    writer.close()
    await fast.close()


async def test_when_the_app_stops_clients_are_told_that_it_goes_away(tmp_path: Path) -> None:
    """With 1001, so that they come back later."""
    async with app_process(tmp_path) as (process, app):
        listener = await connect(app)
        await heard(listener)
        process.process.terminate()
        message = await listener.receive(timeout=10)
        assert (message.type, message.data) == (aiohttp.WSMsgType.CLOSE, 1001)
        assert await process.ended() == 0


async def test_a_client_may_come_back_after_a_restart(tmp_path: Path) -> None:
    """Nothing of the old one is left."""
    for _ in range(2):
        async with app_server(tmp_path) as app:
            listener = await connect(app)
            assert (await heard(listener))["type"] == "model"
            await listener.close()
