"""Time that jumps from one event to the next."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
import heapq
from typing import Final

START: Final = datetime(2026, 11, 2, tzinfo=UTC)
MINUTE: Final = 60.0
HOUR: Final = 3_600.0
DAY: Final = 86_400.0
NEVER: Final = float("inf")


class Timeline:
    """The simulated time in seconds since START, and what is going to happen."""

    def __init__(self) -> None:
        """Begin at START with nothing planned."""
        self.seconds = 0.0
        self._shown = (0.0, START)
        self._planned: list[tuple[float, int, Callable[[], object]]] = []
        self._count = 0

    def now(self) -> datetime:
        """Return the present moment, as a clock does."""
        if self._shown[0] != self.seconds:
            self._shown = (self.seconds, moment(self.seconds))
        return self._shown[1]

    def at(self, seconds: float, event: Callable[[], object]) -> None:
        """Plan an event; one in the past happens next."""
        if seconds == NEVER:
            return
        self._count += 1
        heapq.heappush(self._planned, (max(seconds, self.seconds), self._count, event))

    @property
    def next_event(self) -> float:
        """When something happens next."""
        return self._planned[0][0] if self._planned else NEVER

    def run_until(self, seconds: float) -> None:
        """Let happen what is planned until then, and be then."""
        while self._planned and self._planned[0][0] <= seconds:
            self.seconds, _, event = heapq.heappop(self._planned)
            event()
        self.seconds = max(self.seconds, seconds)


def moment(seconds: float) -> datetime:
    """Return a time as an aware date."""
    return START + timedelta(seconds=seconds)


def seconds_of(date: datetime) -> float:
    """Return a date as a time."""
    return (date - START).total_seconds()
