"""Conditions: there are open failures, and the news provider is down."""

from collections.abc import Iterator
from typing import Final, Unpack, override

from homeassistant.const import CONF_OPTIONS
from homeassistant.core import HomeAssistant
from homeassistant.helpers.condition import Condition, ConditionCheckParams, ConditionConfig
from homeassistant.helpers.typing import ConfigType
import probatio

from .const import DOMAIN
from .coordinator import SabnzbdCoordinator
from .failures import is_open, services_of
from .hub import AutoarrConfigEntry, AutoarrHub
from .matching import validated
from .matching_failures import DEVICES, OPEN_OPTIONS, WantedFailures
from .recovery.watching.provider import judge_supply

_FAILURES_SCHEMA = probatio.Schema({probatio.Required(CONF_OPTIONS, default=dict): OPEN_OPTIONS})
_PROVIDER_SCHEMA = probatio.Schema({probatio.Required(CONF_OPTIONS, default=dict): DEVICES})


class HasOpenFailuresCondition(Condition):
    """Holds while at least one failure that is meant is open."""

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate the options."""
        return validated(config, _FAILURES_SCHEMA)

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Know what is looked for."""
        super().__init__(hass, config)
        self._wanted = WantedFailures.of(config.options or {})

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        """Look at the failures; while AutoArr does not run there are none."""
        return any(
            is_open(failure)
            and self._wanted.takes(self._hass, services_of(failure), failure.cause, failure.state)
            for hub in _hubs(self._hass)
            for failure in hub.recovery.failures()
        )


class ProviderIsDownCondition(Condition):
    """Holds while the news servers of a SABnzbd that is meant do not deliver."""

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate the options."""
        return validated(config, _PROVIDER_SCHEMA)

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Know what is looked for."""
        super().__init__(hass, config)
        self._wanted = WantedFailures.of(config.options or {})

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        """Look at every SABnzbd; one that was not heard yet says nothing."""
        return any(
            self._wanted.takes_service(self._hass, frozenset({key})) and _provider_is_down(hub, key)
            for hub in _hubs(self._hass)
            for key in hub.services
        )


def _provider_is_down(hub: AutoarrHub, instance_id: str) -> bool:
    """Say whether the news servers that matter admit it, or AutoArr paused the queue because nothing comes."""
    coordinator = hub.services[instance_id].coordinator
    if not isinstance(coordinator, SabnzbdCoordinator):
        return False
    status = coordinator.data.servers
    admitted = judge_supply(None if status is None else status.servers).down
    return admitted or instance_id in hub.recovery.pauses()


def _hubs(hass: HomeAssistant) -> Iterator[AutoarrHub]:
    """Yield the hub, while it runs."""
    entries: list[AutoarrConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    for entry in entries:
        yield entry.runtime_data


CONDITIONS: Final[dict[str, type[Condition]]] = {
    "has_open_failures": HasOpenFailuresCondition,
    "provider_is_down": ProviderIsDownCondition,
}
