"""The time of a test: real, with leaps over the hours that nothing happens in."""

from datetime import UTC, datetime, timedelta


class LeapingClock:
    """Runs as the real one does, ahead of it by all the leaps so far."""

    def __init__(self) -> None:
        """Show the real time."""
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Return the moment shown."""
        return datetime.now(UTC) + self._ahead

    def leap(self, pause: timedelta) -> None:
        """Be later."""
        self._ahead += pause
