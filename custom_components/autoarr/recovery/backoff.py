"""How long to wait before the next try."""

from datetime import timedelta
from typing import Final

FIRST: Final = timedelta(minutes=15)
CEILING: Final = timedelta(hours=24)
JITTER: Final = 0.2


def delay(waits: int, roll: float) -> timedelta:
    """Return how long to wait after `waits` earlier waits: 15 min, doubling, at most 24 h.

    `roll` in -1..1 moves it by up to 20 %, so that many failures do not wake at once.
    """
    doubled = FIRST * (1 << min(max(waits, 0), 10))
    spread = min(max(roll, -1.0), 1.0) * JITTER
    moved: timedelta = min(doubled, CEILING) * (1 + spread)
    return min(moved, CEILING)
