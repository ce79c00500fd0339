"""Conditions: a request is at a step of its life; those about failed downloads are beside this."""

from typing import Unpack, override

from homeassistant.const import CONF_OPTIONS
from homeassistant.core import HomeAssistant
from homeassistant.helpers.condition import Condition, ConditionCheckParams, ConditionConfig
from homeassistant.helpers.typing import ConfigType
import probatio

from .condition_recovery import CONDITIONS
from .const import DOMAIN
from .hub import AutoarrConfigEntry
from .matching import OPTIONS, Wanted, validated

_SCHEMA = probatio.Schema({probatio.Required(CONF_OPTIONS): OPTIONS})


class RequestAtStepCondition(Condition):
    """Holds while at least one request is at one of the chosen steps."""

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate the options."""
        return validated(config, _SCHEMA)

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Know what is looked for."""
        super().__init__(hass, config)
        self._wanted = Wanted.of(config.options or {})

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        """Look at the requests; while AutoArr does not run there are none."""
        entries: list[AutoarrConfigEntry] = self._hass.config_entries.async_loaded_entries(DOMAIN)
        return any(
            self._wanted.takes(self._hass, request)
            for entry in entries
            for request in entry.runtime_data.requests.requests()
        )


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions by their names."""
    return {"request_at_step": RequestAtStepCondition, **CONDITIONS}
