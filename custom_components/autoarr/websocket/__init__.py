"""What the panel and the cards ask over Home Assistant's websocket; registered once, whatever the hub does."""

from typing import Final

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api.const import WebSocketCommandHandler
from homeassistant.core import HomeAssistant, callback

from .activity import ws_activity, ws_activity_export, ws_activity_stats
from .answering import ws_answer
from .conversation import ws_proposals
from .models import ws_activate_model, ws_delete_model, ws_download_model, ws_test_model
from .posters import ws_posters
from .settings import ws_set_audit_schedule, ws_set_people, ws_set_policies
from .subscription import ws_subscribe

COMMANDS: Final[tuple[WebSocketCommandHandler, ...]] = (
    ws_subscribe,
    ws_answer,
    ws_posters,
    ws_activity,
    ws_activity_stats,
    ws_activity_export,
    ws_proposals,
    ws_set_policies,
    ws_set_people,
    ws_set_audit_schedule,
    ws_download_model,
    ws_activate_model,
    ws_delete_model,
    ws_test_model,
)


@callback
def async_setup_websocket(hass: HomeAssistant) -> None:
    """Register every command."""
    for command in COMMANDS:
        websocket_api.async_register_command(hass, command)
