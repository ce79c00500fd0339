"""The commands that list, count and hand out what happened."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from homeassistant.components.http.auth import async_sign_path
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import (
    async_response,
    require_admin,
    websocket_command,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.json import JsonObjectType, JsonValueType
import probatio
from yarl import URL

from ..activity import FILTER, PAGE, SPAN, Wanted, async_count, async_read
from ..clients.models import app_activity
from ..http import EXPORT
from ..hub import AutoarrHub
from ..recovery.keeping.tallies import Tally
from ..services.common import running_hub
from .event_words import kind_text, sentence
from .glance import LANGUAGE, Words

GOOD_FOR: Final = timedelta(minutes=5)
"""How long the address of a file may be used: it is opened at once."""


@websocket_command({probatio.Required("type"): "autoarr/activity", **PAGE, **LANGUAGE})
@async_response
async def ws_activity(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """List what happened, the newest first; everybody may see it, as in the logbook."""
    hub = running_hub(hass)
    read = await async_read(hub, Wanted.of(msg), msg.get("cursor"), msg["limit"])
    words = await Words.load(hass, msg.get("language", hass.config.language))
    items: list[JsonValueType] = [_row(hub, words, item) for item in read.items]
    connection.send_result(msg["id"], {"items": items, "next": read.next, "source": read.source})


@websocket_command({probatio.Required("type"): "autoarr/activity/stats", **SPAN, **LANGUAGE})
@async_response
async def ws_activity_stats(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Count how recovery went."""
    counted = await async_count(running_hub(hass), msg.get("since"), msg.get("until"))
    words = await Words.load(hass, msg.get("language", hass.config.language))
    connection.send_result(
        msg["id"],
        {
            "by_day": [_tally(one) for one in counted.by_day],
            "by_cause": _named(words, "cause", counted.by_cause),
            "by_strategy": _named(words, "strategy", counted.by_strategy),
            "source": counted.source,
        },
    )


@websocket_command({probatio.Required("type"): "autoarr/activity/export", **FILTER})
@require_admin
@callback
def ws_activity_export(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Return the address of a file with everything of a filter, good for some minutes."""
    running_hub(hass)
    path = str(URL(EXPORT).with_query(Wanted.of(msg).as_params()))
    url = async_sign_path(hass, path, GOOD_FOR, refresh_token_id=connection.refresh_token_id)
    connection.send_result(msg["id"], {"url": url, "expires_in": int(GOOD_FOR.total_seconds())})


def _row(hub: AutoarrHub, words: Words, item: JsonObjectType) -> JsonObjectType:
    """Return one event, with words in place of codes; a service that was removed has no name any more."""
    kind = str(item.get("kind", ""))
    service = hub.services.get(str(item.get("instance")))
    return {
        "id": item.get("id"),
        "at": item.get("at"),
        "kind": kind,
        "kind_text": kind_text(words, kind),
        "severity": item.get("severity"),
        "title": item.get("title"),
        "service": item.get("service"),
        "instance": service.ref.name if service else "",
        "correlation": item.get("correlation"),
        "text": sentence(words, item),
    }


def _named(
    words: Words, topic: str, counted: Iterable[Tally | app_activity.Tally]
) -> list[JsonValueType]:
    """Return tallies with what their keys are called."""
    return [
        {**_tally(one), "text": words.sentences.recovery_word(topic, one.key)} for one in counted
    ]


def _tally(one: Tally | app_activity.Tally) -> JsonObjectType:
    """Return a tally."""
    return {
        "key": one.key,
        "failures": one.failures,
        "recovered": one.recovered,
        "gave_up": one.gave_up,
        "success_rate": one.success_rate,
    }
