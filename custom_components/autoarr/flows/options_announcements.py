"""The options about announcements: whether, when not, and who is asked for approvals."""

from datetime import time
from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.helpers.selector import BooleanSelector, TimeSelector
import probatio

from ..const import CONF_ANNOUNCE, CONF_APPROVERS, CONF_QUIET_HOURS
from ..people_options import QuietHours
from .options_base import OptionsSteps

CONF_QUIET_FROM: Final = "quiet_from"
CONF_QUIET_UNTIL: Final = "quiet_until"


class AnnouncementSteps(OptionsSteps):
    """Asks how people are told."""

    async def async_step_announcements(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask, until both ends of the quiet hours are there or neither is."""
        now = self.chosen
        values: dict[str, Any] = {CONF_ANNOUNCE: now.announce, CONF_APPROVERS: [*now.approvers]}
        if now.quiet_hours is not None:
            values[CONF_QUIET_FROM] = now.quiet_hours.start.isoformat()
            values[CONF_QUIET_UNTIL] = now.quiet_hours.end.isoformat()
        errors: dict[str, str] = {}
        if user_input is not None:
            values = user_input
            start, end = (_time(user_input.get(key)) for key in (CONF_QUIET_FROM, CONF_QUIET_UNTIL))
            if (start is None) != (end is None):
                errors[CONF_QUIET_UNTIL if end is None else CONF_QUIET_FROM] = "quiet_half"
            elif start is not None and start == end:
                errors[CONF_QUIET_UNTIL] = "quiet_empty"
            else:
                quiet = None if start is None or end is None else QuietHours(start=start, end=end)
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


def _time(text: str | None) -> time | None:
    """Return a time of day to the minute."""
    return None if text is None else time.fromisoformat(text).replace(second=0, microsecond=0)
