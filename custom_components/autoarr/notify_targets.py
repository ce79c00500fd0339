"""Where people can be told something: the notify actions and entities of Home Assistant, and satellites.

A phone with Home Assistant's app has an action (`notify.mobile_app_...`), which takes buttons, and an
entity, which does not; whichever was chosen, the action is used where there is one.
"""

import asyncio
from dataclasses import dataclass
import re
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.util import slugify

NOTIFY: Final = "notify"
MOBILE_APP: Final = "mobile_app"
PERSISTENT: Final = "persistent_notification"

SATELLITE: Final = "assist_satellite"

SEND_WAIT: Final = 30.0
"""Seconds a notification may take; a phone app's server answers within ten."""

SPEAK_WAIT: Final = 90.0
"""Seconds an announcement may take: it is over when it was spoken."""

_GENERAL: Final = frozenset({"send_message", "notify"})
"""Actions that reach nobody in particular: the one of all entities, and whatever came first."""

_GROUP: Final = "autoarr"
_TEXT_CHARS: Final = 120
_MARKUP: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069<>\[\]`]+")


class NotTold(Exception):
    """A message could not be delivered; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a notification says. `tag` lets a later one replace it; `buttons` are pairs of id and words.

    `path` is what a phone opens in Home Assistant when the message itself is tapped.
    """

    text: str
    title: str = "AutoArr"
    tag: str | None = None
    path: str | None = None
    buttons: tuple[tuple[str, str], ...] = ()


def plain_words(text: str) -> str:
    """Return words of others fit for a message: one short line without markup and hidden characters."""
    line = " ".join(_MARKUP.sub(" ", text).split())
    return line if len(line) <= _TEXT_CHARS else f"{line[: _TEXT_CHARS - 1]}…"


@callback
def targets(hass: HomeAssistant) -> dict[str, str]:
    """Return whatever can be told something, with its name; a phone only once."""
    names = {phone_action(entry): entry.title for entry in _phones(hass)}
    found = {
        f"{NOTIFY}.{action}": names.get(action) or action.replace("_", " ").capitalize()
        for action in hass.services.async_services_for_domain(NOTIFY)
        if action not in _GENERAL
    }
    for state in hass.states.async_all(NOTIFY):
        if _action_of(hass, state.entity_id) is None:
            found[state.entity_id] = state.name
    return dict(sorted(found.items(), key=lambda item: (item[1].casefold(), item[0])))


@callback
def takes_buttons(hass: HomeAssistant, target: str) -> bool:
    """Say whether a target is a phone, whose notifications can be answered."""
    action = _action_of(hass, target)
    return action is not None and action in {phone_action(entry) for entry in _phones(hass)}


@callback
def owner_of(hass: HomeAssistant, target: str) -> str | None:
    """Return the user who registered the phone that a target is; None for all else, and in doubt."""
    action = _action_of(hass, target)
    owners = [entry.data.get("user_id") for entry in _phones(hass) if phone_action(entry) == action]
    return owners[0] if len(owners) == 1 else None


def phone_action(entry: ConfigEntry) -> str:
    """Return the notify action that Home Assistant makes for a phone (notify/legacy.py: prefix and name)."""
    return slugify(f"{MOBILE_APP}_{entry.data.get('device_name', '')}")


async def async_notify(hass: HomeAssistant, target: str, message: Message) -> None:
    """Deliver a message. Raises NotTold."""
    said: dict[str, Any] = {"message": message.text, "title": message.title}
    action = _action_of(hass, target)
    if action is None:
        if hass.states.get(target) is None:
            raise NotTold("Home Assistant does not know it (any more)")
        await _async_call(hass, NOTIFY, "send_message", said | {"entity_id": target})
        return
    if takes_buttons(hass, target):
        extra: dict[str, Any] = {"group": _GROUP}
        if message.tag is not None:
            extra["tag"] = message.tag
        if message.path is not None:
            # iOS reads `url`, Android `clickAction`.
            extra |= {"url": message.path, "clickAction": message.path}
        if message.buttons:
            extra["actions"] = [{"action": key, "title": words} for key, words in message.buttons]
        said["data"] = extra
    elif action == PERSISTENT and message.tag is not None:
        said["data"] = {"notification_id": message.tag}
    await _async_call(hass, NOTIFY, action, said)


async def async_withdraw(hass: HomeAssistant, target: str, tag: str) -> None:
    """Take a message back where that is possible. Raises NotTold."""
    action = _action_of(hass, target)
    if takes_buttons(hass, target) and action is not None:
        said = {"message": "clear_notification", "data": {"tag": tag}}
        await _async_call(hass, NOTIFY, action, said)
    elif action == PERSISTENT:
        await _async_call(hass, PERSISTENT, "dismiss", {"notification_id": tag})


async def async_announce(hass: HomeAssistant, satellite: str, text: str) -> None:
    """Let a satellite say something. Raises NotTold."""
    said = {"entity_id": satellite, "message": text}
    await _async_call(hass, SATELLITE, "announce", said, SPEAK_WAIT)


async def _async_call(
    hass: HomeAssistant, domain: str, action: str, data: dict[str, Any], wait: float = SEND_WAIT
) -> None:
    """Call an action and wait until it is done, for so many seconds. Raises NotTold."""
    try:
        async with asyncio.timeout(wait):
            await hass.services.async_call(domain, action, data, blocking=True)
    except HomeAssistantError as err:
        raise NotTold(str(err)) from err
    except TimeoutError as err:
        raise NotTold("no answer in time") from err


def _phones(hass: HomeAssistant) -> list[ConfigEntry]:
    """Return the phones that Home Assistant's app runs on."""
    return hass.config_entries.async_entries(MOBILE_APP, include_ignore=False)


def _action_of(hass: HomeAssistant, target: str) -> str | None:
    """Return the notify action a target is, or that of the phone whose entity it is."""
    name = target.removeprefix(f"{NOTIFY}.")
    if hass.services.has_service(NOTIFY, name):
        return name
    entity = er.async_get(hass).async_get(target)
    if entity is None or entity.platform != MOBILE_APP or entity.config_entry_id is None:
        return None
    phone = hass.config_entries.async_get_entry(entity.config_entry_id)
    if phone is None or not hass.services.has_service(NOTIFY, phone_action(phone)):
        return None
    return phone_action(phone)
