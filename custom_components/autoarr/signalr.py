"""The push channel of Radarr and Sonarr: their SignalR hub says when the queue is worth reading again.

It needs no inbound reachability and no change of their settings.
Source: ASP.NET Core's SignalR hub protocol (JSON encoding), as both applications serve it at `/signalr/messages`.
"""

import asyncio
from collections.abc import Callable
import contextlib
from enum import StrEnum
import json
import logging
import random
from time import monotonic
from typing import Final

import aiohttp

from .clients.base import Endpoint

_LOGGER = logging.getLogger(__name__)

RECORD_END: Final = "\x1e"
HANDSHAKE: Final = json.dumps({"protocol": "json", "version": 1}) + RECORD_END
PING: Final = json.dumps({"type": 6}) + RECORD_END
INVOCATION: Final = 1
CLOSE: Final = 7
PING_EVERY: Final = 15.0
SILENCE: Final = 45.0
"""The server pings every 15 s; three missed pings mean that the line is dead."""
CONNECT_TIMEOUT: Final = 30.0
FIRST_PAUSE: Final = 5.0
LONGEST_PAUSE: Final = 300.0
STEADY: Final = 60.0
"""A line that held so long was a good one; one that is cut at once is tried ever more seldom."""
BROKEN: Final = (aiohttp.ClientError, TimeoutError, OSError, ValueError, RecursionError)
"""What a line can end with: refused, cut, silent, or not what the protocol says."""


class Change(StrEnum):
    """What an *arr said: its health changed, its queue changed, or only "read the queue again"."""

    HEALTH = "health"
    QUEUE = "queue"
    QUEUE_AGAIN = "queue_again"


class PushChannel:
    """Keeps one connection to the hub of one *arr and says when it changed something."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        endpoint: Endpoint,
        *,
        name: str,
        on_change: Callable[[Change], None],
        on_connection: Callable[[bool], None],
    ) -> None:
        """Prepare; `run` connects."""
        self._session = session
        self._endpoint = endpoint
        self._name = name
        self._on_change = on_change
        self._on_connection = on_connection
        self._numbers: object = None

    async def run(self) -> None:
        """Stay connected until cancelled; polling covers the time without a connection."""
        pause = FIRST_PAUSE
        while True:
            connected_at: float | None = None
            try:
                async with asyncio.timeout(CONNECT_TIMEOUT):
                    socket = await self._connect()
                connected_at = monotonic()
                self._numbers = None
                self._on_connection(True)
                async with socket:
                    await self._listen(socket)
            except BROKEN as err:
                # The text of aiohttp's errors can hold the address with the key.
                _LOGGER.debug("%s: push channel lost: %s", self._name, type(err).__name__)
            if connected_at is not None:
                self._on_connection(False)
                if monotonic() - connected_at >= STEADY:
                    pause = FIRST_PAUSE
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _connect(self) -> aiohttp.ClientWebSocketResponse:
        """Open the socket and agree on the protocol."""
        socket = await self._session.ws_connect(
            f"{self._endpoint.url}/signalr/messages",
            params={"access_token": self._endpoint.api_key},
            ssl=self._endpoint.verify_ssl,
            max_msg_size=1 << 20,
        )
        try:
            await socket.send_str(HANDSHAKE)
            answer = await socket.receive()
            if answer.type is not aiohttp.WSMsgType.TEXT:
                raise ValueError("closed instead of a handshake")
            agreed = json.loads(answer.data.split(RECORD_END, 1)[0])
            if not isinstance(agreed, dict) or agreed.get("error"):
                raise ValueError("handshake refused")
        except BaseException:
            await socket.close()
            raise
        return socket

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        """Read messages until the line is closed or silent."""
        pings = asyncio.create_task(_ping(socket))
        try:
            while True:
                message = await socket.receive(timeout=SILENCE)
                if message.type is not aiohttp.WSMsgType.TEXT:
                    return
                for record in message.data.split(RECORD_END):
                    if record and not self._handle(json.loads(record)):
                        return
        finally:
            pings.cancel()

    def _handle(self, record: object) -> bool:
        """Act on one record; return whether the line stays open."""
        if not isinstance(record, dict):
            return True
        if record.get("type") == CLOSE:
            return False
        arguments = record.get("arguments")
        invoked = record.get("type") == INVOCATION and record.get("target") == "receiveMessage"
        if invoked and isinstance(arguments, list):
            for argument in arguments:
                if isinstance(argument, dict):
                    self._told(argument)
        return True

    def _told(self, message: dict[str, object]) -> None:
        """Pass on what a message means.

        "queue" comes once a minute whether or not anything changed, "queue/status" with the numbers after it.
        """
        match message.get("name"):
            case "health":
                self._on_change(Change.HEALTH)
            case "queue":
                self._on_change(Change.QUEUE if self._numbers is None else Change.QUEUE_AGAIN)
            case "queue/status":
                body = message.get("body")
                numbers = body.get("resource") if isinstance(body, dict) else None
                if numbers != self._numbers:
                    self._numbers = numbers
                    self._on_change(Change.QUEUE)


async def _ping(socket: aiohttp.ClientWebSocketResponse) -> None:
    """Keep the line alive from our side; whoever listens notices when it is not."""
    with contextlib.suppress(aiohttp.ClientError, OSError):
        while not socket.closed:
            await asyncio.sleep(PING_EVERY)
            await socket.send_str(PING)
