"""The options about asking: who is asked about failures, and when nobody is."""

from typing import Any

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.helpers.selector import TimeSelector
import probatio

from ..const import CONF_ASK, CONF_QUIET_HOURS
from .quiet import CONF_QUIET_FROM, CONF_QUIET_UNTIL, BadHours, entered_hours, shown_hours
from .recovery_base import RecoverySection


class AskingSteps(RecoverySection):
    """Asks whom recovery asks."""

    async def async_step_asking(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask, until both ends of the quiet hours are there or neither is."""
        now = self.wanted
        values: dict[str, Any] = {CONF_ASK: [*now.ask], **shown_hours(now.quiet_hours)}
        errors: dict[str, str] = {}
        if user_input is not None:
            values = user_input
            try:
                quiet = entered_hours(user_input)
            except BadHours as err:
                errors[err.field] = err.key
            else:
                return self.save_recovery(
                    **{
                        CONF_ASK: user_input.get(CONF_ASK, []),
                        CONF_QUIET_HOURS: None if quiet is None else quiet.as_dict(),
                    }
                )
        schema = probatio.Schema(
            {
                probatio.Optional(CONF_ASK): self.target_selector(now.ask, multiple=True),
                probatio.Optional(CONF_QUIET_FROM): TimeSelector(),
                probatio.Optional(CONF_QUIET_UNTIL): TimeSelector(),
            }
        )
        return self.async_show_form(
            step_id="asking",
            data_schema=self.add_suggested_values_to_schema(schema, values),
            errors=errors,
        )
