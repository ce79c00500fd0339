"""Handing events over: what can happen to a batch, and how long to wait after it failed. Pure."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from .ports import JsonObject

FIRST_PAUSE: Final = 5.0
LONGEST_PAUSE: Final = 300.0
"""Seconds between two tries, at first and at most."""
JITTER: Final = 0.2


class NotDelivered(Exception):
    """A batch did not arrive."""


class Undeliverable(NotDelivered):
    """It may arrive later, at the earliest after `retry_after` seconds where that is said."""

    def __init__(self, text: str, *, retry_after: float | None = None) -> None:
        """Keep how long the receiver wants to be left alone."""
        super().__init__(text)
        self.retry_after = retry_after


class Refused(NotDelivered):
    """It never arrives as it is: `positions` are the events at fault, where they are known."""

    def __init__(self, text: str, *, positions: frozenset[int] = frozenset()) -> None:
        """Keep which events are at fault."""
        super().__init__(text)
        self.positions = positions


class TooLarge(NotDelivered):
    """It may arrive in smaller parts."""


type Deliver = Callable[[Sequence[JsonObject]], Awaitable[None]]
"""Hands a batch over and returns when all of it is kept; raises NotDelivered when nothing of it is."""


def pause_after(failures: int, roll: float, retry_after: float | None = None) -> float:
    """Return the seconds to wait after so many failures in a row: doubling, with jitter; `roll` is -1 to 1.

    A receiver that says how long it wants to be left alone is left alone that long, up to the longest pause.
    """
    doubled = FIRST_PAUSE * 2.0 ** min(max(failures, 1) - 1, 16)
    pause = min(doubled, LONGEST_PAUSE) * (1 + JITTER * roll)
    return max(pause, min(retry_after or 0.0, LONGEST_PAUSE))
