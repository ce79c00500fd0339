"""The options of the audit: how often it looks by itself, and when."""

from datetime import time
from typing import Any

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.helpers.selector import (
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TimeSelector,
)
import probatio

from ..audit_options import WEEKDAYS, AuditOptions, Schedule
from ..const import CONF_AUDIT, CONF_SCHEDULE, CONF_TIME, CONF_WEEKDAY
from .options_base import OptionsSteps


class AuditSteps(OptionsSteps):
    """Asks when the audit looks by itself."""

    async def async_step_audit(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask; the fields are filled in with what holds now."""
        if user_input is not None:
            return self.save(
                {
                    CONF_AUDIT: {
                        CONF_SCHEDULE: user_input[CONF_SCHEDULE],
                        CONF_TIME: time.fromisoformat(user_input[CONF_TIME]).isoformat(),
                        CONF_WEEKDAY: user_input[CONF_WEEKDAY],
                    }
                }
            )
        now = AuditOptions.of(self.config_entry)
        schema = probatio.Schema(
            {
                probatio.Required(CONF_SCHEDULE, default=now.schedule.value): _select(
                    [schedule.value for schedule in Schedule], CONF_SCHEDULE
                ),
                probatio.Required(CONF_TIME, default=now.at.isoformat()): TimeSelector(),
                probatio.Required(CONF_WEEKDAY, default=WEEKDAYS[now.weekday]): _select(
                    list(WEEKDAYS), CONF_WEEKDAY
                ),
            }
        )
        return self.async_show_form(step_id="audit", data_schema=schema)


def _select(options: list[str], key: str) -> SelectSelector:
    """Return a drop-down list of values with translated names."""
    return SelectSelector(
        SelectSelectorConfig(options=options, translation_key=key, mode=SelectSelectorMode.DROPDOWN)
    )
