"""Which failed downloads an automation is about: by cause, state and service."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from homeassistant.const import CONF_DEVICE_ID
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv, device_registry as dr
import probatio

from .const import DOMAIN
from .recovery.causes import Cause
from .recovery.models import FailureState

CONF_CAUSE: Final = "cause"
CONF_STATE: Final = "state"

CAUSES: Final = tuple(cause.value for cause in Cause)
OPEN_STATES: Final = tuple(state.value for state in FailureState if not state.settled)

DEVICES: Final = {
    probatio.Optional(CONF_DEVICE_ID, default=list): probatio.All(cv.ensure_list, [cv.string])
}
OPTIONS: Final = DEVICES | {
    probatio.Optional(CONF_CAUSE, default=list): probatio.All(cv.ensure_list, [probatio.In(CAUSES)])
}
OPEN_OPTIONS: Final = OPTIONS | {
    probatio.Optional(CONF_STATE, default=list): probatio.All(
        cv.ensure_list, [probatio.In(OPEN_STATES)]
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedFailures:
    """What an automation asks for; nothing chosen means anything."""

    causes: frozenset[str]
    states: frozenset[str]
    devices: tuple[str, ...]

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Self:
        """Return what validated options say."""
        return cls(
            causes=frozenset(options.get(CONF_CAUSE, ())),
            states=frozenset(options.get(CONF_STATE, ())),
            devices=tuple(options[CONF_DEVICE_ID]),
        )

    def takes(
        self, hass: HomeAssistant, instances: frozenset[str], cause: str, state: str = ""
    ) -> bool:
        """Say whether a failure of these services is meant."""
        return (
            (not self.causes or cause in self.causes)
            and (not self.states or state in self.states)
            and self.takes_service(hass, instances)
        )

    def takes_service(self, hass: HomeAssistant, instances: frozenset[str]) -> bool:
        """Say whether one of these services is meant."""
        return not self.devices or not instances.isdisjoint(self._services(hass))

    def _services(self, hass: HomeAssistant) -> set[str]:
        """Return the services that the chosen devices stand for; a device that is gone stands for none."""
        registry = dr.async_get(hass)
        devices = (registry.async_get(device_id) for device_id in self.devices)
        return {
            key
            for device in devices
            if device is not None
            for domain, key in device.identifiers
            if domain == DOMAIN
        }
