"""The options about announcements: whether, when not, and who is asked for approvals."""

from typing import Any

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.helpers.selector import BooleanSelector, TimeSelector
import probatio

from ..const import CONF_ANNOUNCE, CONF_APPROVERS, CONF_QUIET_HOURS
from .options_base import OptionsSteps
from .quiet import CONF_QUIET_FROM, CONF_QUIET_UNTIL, BadHours, entered_hours, shown_hours


class AnnouncementSteps(OptionsSteps):
    """Asks how people are told."""

    async def async_step_announcements(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask, until both ends of the quiet hours are there or neither is."""
        now = self.chosen
        values: dict[str, Any] = {
            CONF_ANNOUNCE: now.announce,
            CONF_APPROVERS: [*now.approvers],
            **shown_hours(now.quiet_hours),
        }
        errors: dict[str, str] = {}
        if user_input is not None:
            values = user_input
            try:
                quiet = entered_hours(user_input)
            except BadHours as err:
                errors[err.field] = err.key
            else:
                return self.save(
                    {
                        CONF_ANNOUNCE: user_input[CONF_ANNOUNCE],
                        CONF_QUIET_HOURS: None if quiet is None else quiet.as_dict(),
                        CONF_APPROVERS: user_input.get(CONF_APPROVERS, []),
                    }
                )
        schema = probatio.Schema(
            {
                probatio.Required(CONF_ANNOUNCE): BooleanSelector(),
                probatio.Optional(CONF_QUIET_FROM): TimeSelector(),
                probatio.Optional(CONF_QUIET_UNTIL): TimeSelector(),
                probatio.Optional(CONF_APPROVERS): self.target_selector(
                    now.approvers, multiple=True
                ),
            }
        )
        return self.async_show_form(
            step_id="announcements",
            data_schema=self.add_suggested_values_to_schema(schema, values),
            errors=errors,
        )
