"""How downloads that failed ended, by day, by cause and by strategy; pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ..records import Happened, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How those of one group ended; `success_rate` is the share of what ended well, None while nothing ended."""

    key: str
    failures: int = 0
    recovered: int = 0
    gave_up: int = 0
    success_rate: float | None = None


def within(
    outcomes: Iterable[Outcome], since: datetime | None, until: datetime | None
) -> tuple[Outcome, ...]:
    """Return what happened from one moment (aware) on and before another."""
    return tuple(
        one
        for one in outcomes
        if (since is None or one.at >= since) and (until is None or one.at < until)
    )


def by_day(outcomes: Iterable[Outcome]) -> tuple[Tally, ...]:
    """Count by day (UTC), the oldest first."""
    counted = _counted(outcomes, lambda one: one.at.astimezone(UTC).date().isoformat())
    return tuple(sorted(counted, key=lambda one: one.key))


def by_cause(outcomes: Iterable[Outcome]) -> tuple[Tally, ...]:
    """Count by cause, the most frequent first."""
    return _frequent(_counted(outcomes, lambda one: one.cause.value))


def by_strategy(outcomes: Iterable[Outcome]) -> tuple[Tally, ...]:
    """Count what each strategy came to, the most frequent first: `failures` is how often that was anything."""
    ended = [one for one in outcomes if one.what is not Happened.SEEN]
    counted = _counted(ended, lambda one: one.strategy.value if one.strategy else None)
    tried = Counter(one.strategy.value for one in ended if one.strategy)
    return _frequent(
        replace(one, failures=tried[one.key], success_rate=one.recovered / tried[one.key])
        for one in counted
    )


def _frequent(counted: Iterable[Tally]) -> tuple[Tally, ...]:
    """Return the most frequent first."""
    return tuple(sorted(counted, key=lambda one: (-one.failures, one.key)))


def _counted(
    outcomes: Iterable[Outcome], key_of: Callable[[Outcome], str | None]
) -> tuple[Tally, ...]:
    """Count by a key; what has none is left out."""
    counts: defaultdict[str, dict[Happened, int]] = defaultdict(lambda: dict.fromkeys(Happened, 0))
    for one in outcomes:
        if (key := key_of(one)) is not None:
            counts[key][one.what] += 1
    return tuple(_tally(key, count) for key, count in counts.items())


def _tally(key: str, count: dict[Happened, int]) -> Tally:
    """Return the tally of a group."""
    recovered, gave_up = count[Happened.RECOVERED], count[Happened.GAVE_UP]
    ended = recovered + gave_up
    return Tally(
        key=key,
        failures=count[Happened.SEEN],
        recovered=recovered,
        gave_up=gave_up,
        success_rate=recovered / ended if ended else None,
    )
