"""How long to wait before the next try, and the next look."""

from datetime import timedelta
from typing import Final

FIRST: Final = timedelta(minutes=15)
CEILING: Final = timedelta(hours=24)
JITTER: Final = 0.2

FIRST_REVIEW: Final = timedelta(hours=1)
LONGEST_REVIEW: Final = timedelta(hours=12)


def delay(waits: int, roll: float) -> timedelta:
    """Return how long to wait after `waits` earlier waits: 15 min, doubling, at most 24 h.

    `roll` in -1..1 moves it by up to 20 %, so that many failures do not wake at once.
    """
    doubled = FIRST * (1 << min(max(waits, 0), 10))
    spread = min(max(roll, -1.0), 1.0) * JITTER
    moved: timedelta = min(doubled, CEILING) * (1 + spread)
    return min(moved, CEILING)


def review_after(reviews: int) -> timedelta:
    """Return when what a person was told of is looked at again, after `reviews` looks that saw no change: 1 h to 12 h."""
    return min(FIRST_REVIEW * (1 << min(max(reviews, 0), 10)), LONGEST_REVIEW)
