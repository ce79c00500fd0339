"""One subscription of a connection, and the command that begins it."""

import asyncio
from collections.abc import Mapping
from typing import Any

from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import Unauthorized
from homeassistant.util.json import JsonObjectType
import probatio

from .board import board_of
from .delta import NOTHING, TopicState, delta, in_parts, whole
from .glance import LANGUAGE, Viewer
from .topics import TOPICS


class Subscription:
    """One subscription of a connection: its topics, and what was sent of each last."""

    def __init__(
        self,
        connection: ActiveConnection,
        message_id: int,
        viewer: Viewer,
        topics: tuple[str, ...],
    ) -> None:
        """Have sent nothing yet."""
        self.viewer = viewer
        self.topics = topics
        self._connection = connection
        self._message_id = message_id
        self._sent: dict[str, TopicState] | None = None
        self._round = 0

    @callback
    def end(self) -> None:
        """Send nothing more."""
        self.topics = ()
        self._round += 1

    @callback
    def unloaded(self) -> None:
        """Tell that nothing is known at present; the next look is a snapshot."""
        self._round += 1
        self._sent = None
        self._send({"kind": "unloaded"})

    async def tell(self, states: Mapping[str, TopicState]) -> None:
        """Send the first state, or what has changed since; thousands of rows in parts, with pauses."""
        if not self.topics or self.withdrawn:
            return
        now = {name: states[name] for name in self.topics if name in states}
        if self._sent is None:
            kind, changes = "snapshot", {name: whole(state) for name, state in now.items()}
        else:
            kind = "delta"
            found = {
                name: delta(self._sent.get(name, NOTHING), state) for name, state in now.items()
            }
            changes = {name: change for name, change in found.items() if change}
        if kind == "delta" and not changes:
            return
        self._sent = now
        telling = self._round
        for part in in_parts(kind, changes):
            if telling != self._round:
                return
            self._send(part)
            await asyncio.sleep(0)

    @property
    def withdrawn(self) -> bool:
        """Say whether whoever listens may no longer see what they asked for."""
        user = self._connection.user
        return not user.is_active or (self.viewer.admin and not user.is_admin)

    def _send(self, message: JsonObjectType) -> None:
        """Send one message."""
        self._connection.send_event(self._message_id, message)


@websocket_command(
    {
        probatio.Required("type"): "autoarr/subscribe",
        probatio.Required("topics"): probatio.All(
            [probatio.In(sorted(TOPICS))], probatio.Length(min=1, max=len(TOPICS))
        ),
        **LANGUAGE,
    }
)
@callback
def ws_subscribe(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Send the state of topics, and from then on what changes."""
    topics = tuple(dict.fromkeys(msg["topics"]))
    admin = connection.user.is_admin
    if not admin and any(TOPICS[name].admin_only for name in topics):
        raise Unauthorized(user_id=connection.user.id)
    language = msg.get("language", hass.config.language)
    viewer = Viewer(user_id=connection.user.id, admin=admin, language=language)
    connection.send_result(msg["id"])
    subscription = Subscription(connection, msg["id"], viewer, topics)
    connection.subscriptions[msg["id"]] = board_of(hass).subscribe(subscription)
