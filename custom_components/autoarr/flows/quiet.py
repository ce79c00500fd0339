"""The two fields of quiet hours in a form: what they hold, and what is wrong with what was entered."""

from collections.abc import Mapping
from datetime import time
from typing import Any, Final

from ..people_options import QuietHours

CONF_QUIET_FROM: Final = "quiet_from"
CONF_QUIET_UNTIL: Final = "quiet_until"


class BadHours(Exception):
    """Hours that are none: `field` has to be changed, `key` says why."""

    def __init__(self, field: str, key: str) -> None:
        """Remember where and why."""
        super().__init__(key)
        self.field = field
        self.key = key


def shown_hours(hours: QuietHours | None) -> dict[str, Any]:
    """Return what the fields hold when the form opens."""
    if hours is None:
        return {}
    return {CONF_QUIET_FROM: hours.start.isoformat(), CONF_QUIET_UNTIL: hours.end.isoformat()}


def entered_hours(user_input: Mapping[str, Any]) -> QuietHours | None:
    """Return the hours that were entered, None where both fields are empty. Raises BadHours."""
    start, end = (_time(user_input.get(key)) for key in (CONF_QUIET_FROM, CONF_QUIET_UNTIL))
    if start is None and end is None:
        return None
    if start is None or end is None:
        raise BadHours(CONF_QUIET_UNTIL if end is None else CONF_QUIET_FROM, "quiet_half")
    if start == end:
        raise BadHours(CONF_QUIET_UNTIL, "quiet_empty")
    return QuietHours(start=start, end=end)


def _time(text: str | None) -> time | None:
    """Return a time of day to the minute."""
    return None if text is None else time.fromisoformat(text).replace(second=0, microsecond=0)
