"""What the house wants of recovery at present: its options, and which entities ask to wait."""

from collections.abc import Callable
import re
from typing import Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import ATTR_DEVICE_CLASS
from homeassistant.core import HomeAssistant, callback

from .notify_targets import plain_words
from .recovery.world import Settings
from .recovery_options import RecoveryOptions

HOLDING_DOMAINS: Final = (
    "binary_sensor",
    "calendar",
    "input_boolean",
    "media_player",
    "schedule",
    "sensor",
    "switch",
)
"""The kinds of entities that can ask to wait."""

_PLAYING: Final = frozenset({"playing", "buffering"})
_AT_WORK: Final = frozenset({"create_backup", "receive_backup", "restore_backup"})
"""What Home Assistant's own sensor shows while a backup is made or restored."""

_ON_BATTERY: Final = re.compile(r"\b(?:OB|on ?batt(?:ery)?)\b", re.IGNORECASE)
"""How the sensors of Network UPS Tools ("OB DISCHRG", "On Battery") and APC UPS Daemon ("ONBATT") say it."""

_CONNECTIVITY: Final = "connectivity"


def house_settings(hass: HomeAssistant, entry: ConfigEntry) -> Callable[[], Settings]:
    """Return what tells the engine, each time it asks, what the house wants."""

    def settings() -> Settings:
        """Return the options, with those who ask to wait at this moment."""
        options = RecoveryOptions.of(entry)
        return options.settings(holding(hass, options.holds))

    return settings


@callback
def holding(hass: HomeAssistant, entities: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the entities that ask to wait.

    One that is unknown or unavailable does not: a sensor that broke would stop recovery for ever.
    """
    states = (hass.states.get(entity) for entity in entities)
    return tuple(
        plain_words(state.name)
        for state in states
        if state is not None
        and asks_to_wait(state.domain, state.attributes.get(ATTR_DEVICE_CLASS), state.state)
    )


def asks_to_wait(domain: str, device_class: str | None, state: str) -> bool:
    """Say whether an entity in this state asks to wait; a connection does while it is lost."""
    match domain:
        case "media_player":
            return state in _PLAYING
        case "sensor":
            return state in _AT_WORK or _ON_BATTERY.search(state) is not None
        case "binary_sensor" if device_class == _CONNECTIVITY:
            return state == "off"
        case _:
            return state == "on"
