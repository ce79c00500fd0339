"""The commands that change settings, for administrators: checked and stored as the options' own forms do."""

from collections.abc import Mapping
from datetime import time
from typing import Any, Final

from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import (
    async_response,
    require_admin,
    websocket_command,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
import probatio

from ..audit_options import WEEKDAYS, Schedule
from ..const import CONF_AUDIT, CONF_HOUSEHOLD, CONF_PEOPLE, CONF_SCHEDULE, CONF_TIME, CONF_WEEKDAY
from ..errors import recovery_errors, service_errors
from ..flows.options_recovery import async_set_policies
from ..hub import AutoarrHub
from ..people_options import PeopleOptions, PersonOptions
from ..recovery.models import ACTING, PRESETS, Policy, Preset, Strategy
from ..requests.people import HOUSEHOLD
from ..services.common import refusal, running_hub
from .board import View, board_of
from .glance import LANGUAGE, Moment, Viewer

_PERMISSIONS: Final[Mapping[str, tuple[bool, bool]]] = {
    "free": (True, False),
    "approval": (True, True),
    "none": (False, False),
}
"""Whether somebody may ask, and whether others have to agree."""


@websocket_command(
    {
        probatio.Required("type"): "autoarr/settings/set_policies",
        probatio.Exclusive("preset", "what"): probatio.Coerce(Preset),
        probatio.Exclusive("policies", "what"): probatio.All(
            {probatio.In([one.value for one in ACTING]): probatio.Coerce(Policy)},
            probatio.Length(min=1),
        ),
        **LANGUAGE,
    }
)
@require_admin
@async_response
async def ws_set_policies(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Decide what recovery may do by itself: a preset, or some strategies; the others stay as they are."""
    hub = running_hub(hass)
    if "preset" in msg:
        wanted = dict(PRESETS[msg["preset"]])
    elif "policies" in msg:
        given = {Strategy(name): policy for name, policy in msg["policies"].items()}
        wanted = dict(hub.recovery.policies()) | given
    else:
        raise refusal("policy_needs_choice")
    with recovery_errors(), service_errors("AutoArr"):
        await async_set_policies(hub, wanted)
    await _answer(hub, connection, msg)


@websocket_command(
    {
        probatio.Required("type"): "autoarr/settings/set_people",
        probatio.Required("people"): probatio.All(
            [
                {
                    probatio.Required("user_id"): probatio.All(str, probatio.Length(max=64)),
                    probatio.Required("permission"): probatio.In(sorted(_PERMISSIONS)),
                }
            ],
            probatio.Length(min=1, max=500),
        ),
        **LANGUAGE,
    }
)
@require_admin
@async_response
async def ws_set_people(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Decide who may ask for titles; whatever else was chosen for them stays."""
    hub = running_hub(hass)
    options = PeopleOptions.of(hub.entry)
    people: dict[str, Any] = dict(hub.entry.options.get(CONF_PEOPLE, {}))
    changes: dict[str, Any] = {}
    for given in msg["people"]:
        user_id = given["user_id"]
        if user_id != HOUSEHOLD and not hub.people.is_active(user_id):
            raise refusal("person_unknown")
        if hub.people.is_admin(user_id):
            raise refusal("person_administers", name=hub.people.name(user_id))
        chosen = _with(options.person(user_id), given["permission"]).as_dict()
        if user_id == HOUSEHOLD:
            changes[CONF_HOUSEHOLD] = chosen
        else:
            people[user_id] = chosen
            changes[CONF_PEOPLE] = people
    await _store(hass, hub, connection, msg, changes)


@websocket_command(
    {
        probatio.Required("type"): "autoarr/settings/set_audit_schedule",
        probatio.Required("interval"): probatio.Coerce(Schedule),
        probatio.Required("time"): cv.time,
        probatio.Required("weekday"): probatio.In(WEEKDAYS),
        **LANGUAGE,
    }
)
@require_admin
@async_response
async def ws_set_audit_schedule(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Decide when the audit looks by itself."""
    at: time = msg["time"]
    schedule = {
        CONF_SCHEDULE: msg["interval"].value,
        CONF_TIME: at.replace(microsecond=0).isoformat(),
        CONF_WEEKDAY: msg["weekday"],
    }
    await _store(hass, running_hub(hass), connection, msg, {CONF_AUDIT: schedule})


def _with(options: PersonOptions, permission: str) -> PersonOptions:
    """Return the options of a person with another permission."""
    allowed, needs_approval = _PERMISSIONS[permission]
    return PersonOptions.of(
        options.as_dict() | {"allowed": allowed, "needs_approval": needs_approval}
    )


async def _store(
    hass: HomeAssistant,
    hub: AutoarrHub,
    connection: ActiveConnection,
    msg: dict[str, Any],
    changes: Mapping[str, Any],
) -> None:
    """Store what was chosen beside the rest, which loads the hub anew, and answer the new settings."""
    hass.config_entries.async_update_entry(hub.entry, options={**hub.entry.options, **changes})
    await _answer(hub, connection, msg)


async def _answer(hub: AutoarrHub, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Answer the settings as they are now."""
    viewer = Viewer(
        user_id=connection.user.id,
        admin=True,
        language=msg.get("language", hub.hass.config.language),
    )
    board = board_of(hub.hass)
    state = (await View().look(viewer, ("settings",), Moment(hub), board))["settings"]
    board.hasten()
    connection.send_result(msg["id"], dict(state.meta))
