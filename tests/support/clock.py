"""A clock that moves when a test says so."""

from datetime import UTC, datetime, timedelta
from typing import Final, override

START: Final = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class ManualClock:
    """Shows a time until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        """Show `now`, which must be timezone-aware."""
        self._now = now.astimezone(UTC)

    def now(self) -> datetime:
        """Return the time shown, in UTC."""
        return self._now

    def advance(self, step: timedelta | float) -> datetime:
        """Move by a timedelta or by seconds, back when negative; return the new time."""
        self._now += step if isinstance(step, timedelta) else timedelta(seconds=step)
        return self._now

    def set(self, now: datetime) -> None:
        """Show another time."""
        self._now = now.astimezone(UTC)


class FrozenClock(ManualClock):
    """Shows one time for ever."""

    @override
    def advance(self, step: timedelta | float) -> datetime:
        """Refuse to move."""
        raise TypeError(f"a frozen clock does not move by {step}")

    @override
    def set(self, now: datetime) -> None:
        """Refuse to move."""
        raise TypeError(f"a frozen clock does not move to {now}")
