"""The options of the audit, typed: how often it looks by itself, and at what time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final, Self

from homeassistant.config_entries import ConfigEntry

from .const import CONF_AUDIT, CONF_SCHEDULE, CONF_TIME, CONF_WEEKDAY

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_FIRST_HOUR: Final = 2
_HOURS: Final = 3
"""Without a choice the audit looks at some moment from two to five at night, another one in each house."""


class Schedule(StrEnum):
    """How often the audit looks by itself."""

    OFF = "off"
    DAILY = "daily"
    WEEKLY = "weekly"


_EVERY: Final = {Schedule.DAILY: timedelta(days=1), Schedule.WEEKLY: timedelta(weeks=1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditOptions:
    """When the audit looks by itself, in local time; `weekday` counts from Monday and is for `weekly`."""

    schedule: Schedule = Schedule.DAILY
    at: time
    weekday: int = 6

    @classmethod
    def of(cls, entry: ConfigEntry) -> Self:
        """Return the options of an entry; the time nobody chose is the house's own and stays so."""
        stored: Mapping[str, Any] = entry.options.get(CONF_AUDIT, {})
        chosen = stored.get(CONF_TIME)
        return cls(
            schedule=Schedule(stored.get(CONF_SCHEDULE, Schedule.DAILY)),
            at=time.fromisoformat(chosen) if chosen else moment_of(entry.entry_id),
            weekday=WEEKDAYS.index(stored.get(CONF_WEEKDAY, WEEKDAYS[6])),
        )

    def looks_on(self, weekday: int) -> bool:
        """Say whether the audit looks on such a day."""
        return self.schedule is Schedule.DAILY or (
            self.schedule is Schedule.WEEKLY and weekday == self.weekday
        )

    def overdue(self, last: datetime | None, now: datetime) -> bool:
        """Say whether a look was missed, as while Home Assistant was off; `None` is no look yet."""
        every = _EVERY.get(self.schedule)
        return every is not None and (last is None or not timedelta() <= now - last <= every)


def moment_of(seed: str) -> time:
    """Return a time at night that is always the same for a seed, and spread evenly over seeds."""
    second = int.from_bytes(sha256(seed.encode()).digest()[:4]) % (_HOURS * 3600)
    return time(_FIRST_HOUR + second // 3600, second // 60 % 60, second % 60)
