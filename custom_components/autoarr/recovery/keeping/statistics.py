"""What recovery has come to: counts since a moment, and how often a strategy helped; pure."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from ..models import Strategy
from ..records import Happened, Outcome


def count_since(outcomes: Iterable[Outcome], since: datetime) -> Counter[Happened]:
    """Return how often each thing has happened from a moment (aware) on."""
    return Counter(one.what for one in outcomes if one.at >= since)


def strategies_used(outcomes: Iterable[Outcome]) -> frozenset[Strategy]:
    """Return the strategies that something has come of."""
    return frozenset(one.strategy for one in outcomes if one.strategy is not None)


def success_rate(outcomes: Iterable[Outcome], strategy: Strategy) -> float | None:
    """Return the share, 0 to 1, of what a strategy came to that is a recovery; None while it came to nothing yet."""
    ended = Counter(one.what for one in outcomes if one.strategy is strategy)
    del ended[Happened.SEEN]
    return ended[Happened.RECOVERED] / ended.total() if ended.total() else None
