"""The command that tells what a conversation offers at this moment, for buttons under its last answer."""

from typing import Any

from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import async_response, websocket_command
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import probatio

from ..requests.models import RequestState
from ..services.common import running_hub
from .board import View, board_of
from .glance import LANGUAGE, Moment, Viewer


@websocket_command(
    {
        probatio.Required("type"): "autoarr/proposals",
        probatio.Required("conversation_id"): probatio.All(str, probatio.Length(min=1, max=255)),
        **LANGUAGE,
    }
)
@async_response
async def ws_proposals(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Return the requests that can be decided now; those of others only for administrators."""
    hub, user = running_hub(hass), connection.user
    now = dt_util.utcnow()
    offered = [
        request.id
        for request in hub.requests.requests()
        if request.source.conversation == msg["conversation_id"]
        and (user.is_admin or request.requester == user.id)
        and request.state is RequestState.PROPOSED
        and request.tokens
        and (request.expires is None or request.expires > now)
    ]
    viewer = Viewer(
        user_id=user.id, admin=user.is_admin, language=msg.get("language", hass.config.language)
    )
    state = (await View().look(viewer, ("requests",), Moment(hub), board_of(hass)))["requests"]
    rows = [state.rows[key] for key in state.rows if key in offered]
    connection.send_result(msg["id"], {"requests": rows})
