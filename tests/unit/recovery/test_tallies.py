"""How failed downloads ended, counted by day, cause and strategy."""

from datetime import UTC, datetime, timedelta

from custom_components.autoarr.recovery.causes import Cause
from custom_components.autoarr.recovery.keeping import tallies
from custom_components.autoarr.recovery.keeping.tallies import Tally
from custom_components.autoarr.recovery.models import Strategy
from custom_components.autoarr.recovery.records import Happened, Outcome

NOW = datetime(2026, 11, 26, 23, 30, tzinfo=UTC)


def outcome(
    what: Happened,
    cause: Cause = Cause.ARTICLE_MISSING,
    strategy: Strategy | None = None,
    later: float = 0,
) -> Outcome:
    """Return something that happened, so many hours later."""
    return Outcome(at=NOW + timedelta(hours=later), what=what, cause=cause, strategy=strategy)


OUTCOMES = (
    outcome(Happened.SEEN),
    outcome(Happened.FAILED_AGAIN, strategy=Strategy.RETRY_NOW),
    outcome(Happened.RECOVERED, strategy=Strategy.NEXT_RELEASE, later=1),
    outcome(Happened.SEEN, Cause.UNPACK, later=1),
    outcome(Happened.GAVE_UP, Cause.UNPACK, Strategy.NEXT_RELEASE, later=2),
    outcome(Happened.SEEN, Cause.UNPACK, later=2),
)


def test_by_day() -> None:
    """Days are those of UTC; where nothing ended, there is no rate."""
    assert tallies.by_day(OUTCOMES) == (
        Tally(key="2026-11-26", failures=1),
        Tally(key="2026-11-27", failures=2, recovered=1, gave_up=1, success_rate=0.5),
    )


def test_by_cause() -> None:
    """The most frequent one first."""
    assert tallies.by_cause(OUTCOMES) == (
        Tally(key="unpack", failures=2, gave_up=1, success_rate=0.0),
        Tally(key="article_missing", failures=1, recovered=1, success_rate=1.0),
    )


def test_by_strategy() -> None:
    """Failing again counts against a strategy."""
    assert tallies.by_strategy(OUTCOMES) == (
        Tally(key="next_release", failures=2, recovered=1, gave_up=1, success_rate=0.5),
        Tally(key="retry_now", failures=1, success_rate=0.0),
    )


def test_within() -> None:
    """The end is exclusive."""
    found = tallies.within(OUTCOMES, NOW + timedelta(hours=1), NOW + timedelta(hours=2))
    assert [one.what for one in found] == [Happened.RECOVERED, Happened.SEEN]
