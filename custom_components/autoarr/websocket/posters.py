"""The command that signs the addresses of posters, so that a plain image element can load them."""

from datetime import timedelta
from typing import Any, Final

from homeassistant.components.http.auth import async_sign_path
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.json import JsonObjectType
import probatio

from ..clients.images import Cover
from ..http import POSTER
from ..instances import servarr_targets
from ..requests.models import Choice
from ..services.common import running_hub

GOOD_FOR: Final = timedelta(hours=12)
MOST: Final = 50


@websocket_command(
    {
        probatio.Required("type"): "autoarr/posters",
        probatio.Required("posters"): probatio.All(
            [
                {
                    probatio.Required("instance"): probatio.All(str, probatio.Length(max=64)),
                    probatio.Required("path"): probatio.All(str, probatio.Length(max=300)),
                }
            ],
            probatio.Length(max=MOST),
        ),
    }
)
@callback
def ws_posters(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Return an address for each poster, None where no service of ours can have it."""
    targets = servarr_targets(running_hub(hass).services)
    urls: list[str | None] = []
    for poster in msg["posters"]:
        cover = Cover.parse(poster["path"])
        if cover is None or poster["instance"] not in targets:
            urls.append(None)
            continue
        path = f"{POSTER}/{poster['instance']}{cover.path}"
        urls.append(
            async_sign_path(hass, path, GOOD_FOR, refresh_token_id=connection.refresh_token_id)
        )
    connection.send_result(msg["id"], {"urls": urls, "expires_in": int(GOOD_FOR.total_seconds())})


def choice_poster(choice: Choice) -> JsonObjectType | None:
    """Return the picture of a choice, where its service has or fetches one."""
    if choice.poster_path is None:
        return None
    return {"instance": choice.instance_id, "path": choice.poster_path}
