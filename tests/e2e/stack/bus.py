"""Writes down every event of Home Assistant's bus, as a listener on the websocket hears it."""

import asyncio
import contextlib
from typing import Any

import aiohttp

from .api import HomeAssistantApi


class BusRecorder:
    """All events since the first start, in the order in which they came."""

    def __init__(self) -> None:
        """Have heard nothing."""
        self.events: list[dict[str, Any]] = []
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._reading: asyncio.Task[None] | None = None

    @property
    def listening(self) -> bool:
        """Say whether it hears what happens."""
        return self._reading is not None and not self._reading.done()

    @property
    def text(self) -> str:
        """Return everything that was heard as one text."""
        return "\n".join(map(str, self.events))

    def of(self, event_type: str) -> list[dict[str, Any]]:
        """Return the data of the events of one type."""
        return [event["data"] for event in self.events if event["event_type"] == event_type]

    async def open(self, api: HomeAssistantApi) -> None:
        """Listen to everything, from now on."""
        await self.close()
        self._socket = await api.subscribe("subscribe_events")
        self._reading = asyncio.create_task(self._read(self._socket))

    async def close(self) -> None:
        """Hang up; what was heard stays."""
        socket, self._socket = self._socket, None
        reading, self._reading = self._reading, None
        if reading is not None:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
        if socket is not None:
            with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                await socket.close()

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        """Take in what comes until the other side hangs up."""
        async for message in socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                return
            told = message.json()
            if told.get("type") == "event":
                self.events.append(told["event"])
