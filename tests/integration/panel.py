"""A panel on the other end of the websocket: it keeps what it was told, as the real one does."""

import asyncio
from collections.abc import Callable
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket, WebSocketGenerator

from custom_components.autoarr.const import DOMAIN
from tests.integration.house import PATIENCE

type Json = dict[str, Any]


class Panel:
    """One connection with one subscription."""

    def __init__(self, client: MockHAClientWebSocket) -> None:
        """Listen to nothing yet."""
        self.client = client
        self.messages: list[Json] = []
        self.meta: dict[str, Json] = {}
        self.rows: dict[str, dict[str, Json]] = {}
        self._subscription = 0

    async def subscribe(self, *topics: str, **how: Any) -> None:
        """Subscribe, and wait for the first message."""
        answer = await self.ask("subscribe", topics=list(topics), **how)
        assert answer["success"], answer
        self._subscription = answer["id"]
        if not self.messages:
            await self.heard()

    async def ask(self, command: str, **data: Any) -> Json:
        """Send a command and return its answer; what is told meanwhile is kept."""
        await self.client.send_json_auto_id({"type": f"autoarr/{command}", **data})
        while True:
            message: Json = await self.client.receive_json()
            if message["type"] == "result":
                return message
            self._take(message)

    async def heard(self) -> Json:
        """Wait for the next message, and return it."""
        async with asyncio.timeout(PATIENCE):
            return self._take(await self.client.receive_json())

    async def until(self, check: Callable[[], Any]) -> Any:
        """Take messages in until something is true, and return it."""
        while not (found := check()):
            await self.heard()
        return found

    async def silent(self, seconds: float = 0.5) -> bool:
        """Say whether nothing is told for so long."""
        try:
            async with asyncio.timeout(seconds):
                self._take(await self.client.receive_json())
        except TimeoutError:
            return True
        return False

    def only(self, topic: str) -> Json:
        """Return the only row of a topic."""
        [row] = self.rows[topic].values()
        return row

    def named(self, topic: str, **values: Any) -> Json:
        """Return the only row of a topic that has these values."""
        [row] = [
            row
            for row in self.rows[topic].values()
            if all(row[name] == value for name, value in values.items())
        ]
        return row

    def _take(self, message: Json) -> Json:
        """Take a message in, as frontend/src/core/topics.ts does."""
        assert message["type"] == "event", message
        event: Json = message["event"]
        self.messages.append(event)
        if event["kind"] != "delta":
            self.meta, self.rows = {}, {}
        for name, change in event.get("topics", {}).items():
            self.meta.setdefault(name, {}).update(change.get("meta", {}))
            rows = self.rows.setdefault(name, {})
            for key in change.get("del", ()):
                del rows[key]
            rows |= {row["id"]: row for row in change.get("put", ())}
        return event


async def open_panel(
    hass: HomeAssistant, connect: WebSocketGenerator, token: str | None = None
) -> Panel:
    """Return the panel of whoever has a token, an administrator's without one; AutoArr may come later."""
    assert await async_setup_component(hass, DOMAIN, {})
    return Panel(await (connect(hass) if token is None else connect(hass, token)))
