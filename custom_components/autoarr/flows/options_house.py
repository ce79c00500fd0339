"""The options about the house: who asks to wait, how much space and quality is kept, how much is done in a day."""

from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    EntitySelector,
    EntitySelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import probatio

from ..const import (
    CONF_ACTIONS,
    CONF_DISK_FLOOR,
    CONF_HOLDS,
    CONF_INSTANCE_SEARCHES,
    CONF_ITEM_SEARCHES,
    CONF_QUALITY_FLOOR,
    CONF_SERIES_ACTIONS,
    CONF_STUCK_AFTER,
)
from ..house import HOLDING_DOMAINS
from ..recovery_options import RecoveryOptions
from .recovery_base import RecoverySection

SECTION_LIMITS: Final = "limits"
QUALITY_FLOORS: Final = ("480", "720", "1080", "2160")

_HIGHEST: Final = {
    CONF_ITEM_SEARCHES: 10,
    CONF_INSTANCE_SEARCHES: 200,
    CONF_ACTIONS: 200,
    CONF_SERIES_ACTIONS: 50,
}
"""More than that a day nobody wants of an indexer."""


class HouseSteps(RecoverySection):
    """Asks for everything that makes recovery wait or do less."""

    async def async_step_house(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask; the fields are filled in with what holds now."""
        if user_input is None:
            return self.async_show_form(step_id="house", data_schema=_schema(self.wanted))
        limits = user_input.get(SECTION_LIMITS, {})
        return self.save_recovery(
            **{
                CONF_HOLDS: user_input.get(CONF_HOLDS, []),
                CONF_DISK_FLOOR: float(user_input[CONF_DISK_FLOOR]),
                CONF_QUALITY_FLOOR: int(user_input[CONF_QUALITY_FLOOR]),
                CONF_STUCK_AFTER: float(user_input[CONF_STUCK_AFTER]),
                **{name: int(limits[name]) for name in _HIGHEST if name in limits},
            }
        )


def _schema(now: RecoveryOptions) -> probatio.Schema:
    """Return the form."""
    limits = {
        CONF_ITEM_SEARCHES: now.limits.item_searches,
        CONF_INSTANCE_SEARCHES: now.limits.instance_searches,
        CONF_ACTIONS: now.limits.actions,
        CONF_SERIES_ACTIONS: now.limits.series_actions,
    }
    return probatio.Schema(
        {
            probatio.Optional(CONF_HOLDS, default=list(now.holds)): EntitySelector(
                EntitySelectorConfig(domain=list(HOLDING_DOMAINS), multiple=True)
            ),
            probatio.Required(CONF_DISK_FLOOR, default=now.disk_floor): _number(0, 10_000, "GB"),
            probatio.Required(CONF_QUALITY_FLOOR, default=str(now.quality_floor)): SelectSelector(
                SelectSelectorConfig(
                    options=list(QUALITY_FLOORS),
                    translation_key=CONF_QUALITY_FLOOR,
                    mode=SelectSelectorMode.DROPDOWN,
                )
            ),
            probatio.Required(CONF_STUCK_AFTER, default=now.stuck_after): _number(1, 168, "h"),
            probatio.Optional(SECTION_LIMITS): section(
                probatio.Schema(
                    {
                        probatio.Required(name, default=limits[name]): _number(0, highest)
                        for name, highest in _HIGHEST.items()
                    }
                ),
                {"collapsed": True},
            ),
        }
    )


def _number(lowest: int, highest: int, unit: str | None = None) -> NumberSelector:
    """Return a field for a whole number."""
    config = NumberSelectorConfig(min=lowest, max=highest, step=1, mode=NumberSelectorMode.BOX)
    if unit is not None:
        config["unit_of_measurement"] = unit
    return NumberSelector(config)
