"""The commands about the app's models, for administrators."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import (
    async_response,
    require_admin,
    websocket_command,
)
from homeassistant.core import HomeAssistant
from homeassistant.util.json import JsonObjectType, JsonValueType
import probatio

from ..activity import APP_NAME
from ..clients.app import AppClient
from ..clients.models.app_answers import ParseQuestion, SpokenItem
from ..companion.link import AppLink
from ..errors import service_errors
from ..services.common import refusal, running_hub
from .board import board_of

PATIENCE_MS: Final = 30_000
"""How long a sentence may take that somebody tries: longer than one that somebody waits for."""

_MODEL: Final[Mapping[Any, Any]] = {
    probatio.Required("model"): probatio.All(str, probatio.Match(r"^[a-z0-9][a-z0-9._-]{0,99}$"))
}


@websocket_command(
    {
        probatio.Required("type"): "autoarr/models/download",
        probatio.Required("accept_licence"): bool,
        **_MODEL,
    }
)
@require_admin
@async_response
async def ws_download_model(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Begin the download of a model whose licence a person has read and accepts."""
    if not msg["accept_licence"]:
        raise refusal("licence_not_accepted")

    async def download(client: AppClient) -> None:
        await client.download_model(msg["model"], accept_licence=True)

    await _do(hass, connection, msg, download)


@websocket_command({probatio.Required("type"): "autoarr/models/activate", **_MODEL})
@require_admin
@async_response
async def ws_activate_model(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Use another model from now on."""

    async def activate(client: AppClient) -> None:
        await client.activate_model(msg["model"])

    await _do(hass, connection, msg, activate)


@websocket_command({probatio.Required("type"): "autoarr/models/delete", **_MODEL})
@require_admin
@async_response
async def ws_delete_model(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Delete the file of a model, or end its download."""

    async def delete(client: AppClient) -> None:
        await client.delete_model(msg["model"])

    await _do(hass, connection, msg, delete)


@websocket_command(
    {
        probatio.Required("type"): "autoarr/models/test",
        probatio.Required("sentence"): probatio.All(str, probatio.Length(min=1, max=300)),
    }
)
@require_admin
@async_response
async def ws_test_model(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Let the model read a sentence, and say what it made of it and how long that took; nothing is requested."""
    with _answering(hass) as app:
        question = ParseQuestion(text=msg["sentence"], deadline_ms=PATIENCE_MS)
        answer = await app.client.parse(question)
    spoken = answer.result
    items: list[JsonValueType] = [_item(item) for item in spoken.items]
    connection.send_result(
        msg["id"],
        {
            "model": answer.model,
            "ms": round(answer.took_ms),
            "parsed": {
                "intent": spoken.intent,
                "confidence": spoken.confidence,
                "items": items,
            },
        },
    )


async def _do(
    hass: HomeAssistant,
    connection: ActiveConnection,
    msg: dict[str, Any],
    what: Callable[[AppClient], Awaitable[None]],
) -> None:
    """Have the app do something with a model, and the panel see what comes of it."""
    with _answering(hass) as app:
        await what(app.client)
    app.models.changed()
    if not app.models.connected:
        await app.coordinator.async_request_refresh()
    board_of(hass).hasten()
    connection.send_result(msg["id"], {})


@contextmanager
def _answering(hass: HomeAssistant) -> Iterator[AppLink]:
    """Yield the link to the app; raises translated errors, also for what the app refuses."""
    app = running_hub(hass).app
    if app is None:
        raise refusal("no_app")
    with service_errors(APP_NAME):
        yield app


def _item(item: SpokenItem) -> JsonObjectType:
    """Return one title that the model read."""
    return {
        "media_type": item.media_type,
        "titles": list(item.titles),
        "year": item.year,
        "seasons": list(item.seasons),
        "episodes": list(item.episodes),
        "quality": item.quality,
        "latest": item.latest,
        "all_seasons": item.all_seasons,
    }
