"""A SignalR hub as ASP.NET Core serves it to the *arr's interface: JSON protocol over a websocket."""

import asyncio
from collections.abc import Mapping
import json
import secrets

from aiohttp import WSMsgType, web

SEPARATOR = "\x1e"
PING_EVERY = 15.0


class Hub:
    """Takes listeners in and sends them `receiveMessage`; the newest messages stay readable for tests."""

    def __init__(self) -> None:
        self.sent: list[Mapping[str, object]] = []
        self._listeners: set[web.WebSocketResponse] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def listeners(self) -> int:
        """Return how many listen."""
        return len(self._listeners)

    async def negotiate(self, request: web.Request) -> web.Response:
        """Offer websockets (POST /signalr/messages/negotiate)."""
        connection = secrets.token_urlsafe(16)
        formats = ["Text", "Binary"]
        return web.json_response(
            {
                "negotiateVersion": 1,
                "connectionId": connection,
                "connectionToken": connection,
                "availableTransports": [{"transport": "WebSockets", "transferFormats": formats}],
            }
        )

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Shake hands and keep the connection until it closes."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        first = await socket.receive()
        if first.type is not WSMsgType.TEXT or not _handshake(first.data):
            refusal = {"error": "The protocol 'unknown' is not supported."}
            await socket.send_str(json.dumps(refusal) + SEPARATOR)
            await socket.close()
            return socket
        await socket.send_str("{}" + SEPARATOR)
        self._listeners.add(socket)
        pinging = asyncio.create_task(_ping(socket))
        try:
            async for message in socket:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            pinging.cancel()
            self._listeners.discard(socket)
        return socket

    def send(self, name: str, action: str, resource: Mapping[str, object] | None = None) -> None:
        """Send a message to every listener; queue messages carry no resource, they mean "read again"."""
        body: dict[str, object] = {"action": action}
        if resource is not None:
            body["resource"] = resource
        message = {"name": name, "body": body}
        self.sent = [*self.sent[-999:], message]
        frame = {"type": 1, "target": "receiveMessage", "arguments": [message]}
        for socket in self._listeners:
            task = asyncio.create_task(_send(socket, json.dumps(frame) + SEPARATOR))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Send everyone away (message type 7)."""
        for socket in list(self._listeners):
            await _send(socket, json.dumps({"type": 7, "allowReconnect": True}) + SEPARATOR)
            await socket.close()


def _handshake(text: str) -> bool:
    """Say whether the first frame asks for the JSON protocol."""
    try:
        wish = json.loads(text.removesuffix(SEPARATOR))
    except ValueError:
        return False
    return isinstance(wish, dict) and wish.get("protocol") == "json" and wish.get("version") == 1


async def _ping(socket: web.WebSocketResponse) -> None:
    """Send a ping (message type 6) every quarter of a minute."""
    while not socket.closed:
        await asyncio.sleep(PING_EVERY)
        await _send(socket, json.dumps({"type": 6}) + SEPARATOR)


async def _send(socket: web.WebSocketResponse, text: str) -> None:
    """Send, unless the listener has gone."""
    try:
        await socket.send_str(text)
    except ConnectionError:
        return
