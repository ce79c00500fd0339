"""What recovery has come to, counted."""

from datetime import datetime, timedelta

from hypothesis import given, strategies as st

from custom_components.autoarr.recovery.causes import Cause
from custom_components.autoarr.recovery.keeping.statistics import (
    count_since,
    strategies_used,
    success_rate,
)
from custom_components.autoarr.recovery.models import Strategy
from custom_components.autoarr.recovery.records import Happened, Outcome

from .strategies import NOW, causes, times

outcomes = st.lists(
    st.builds(
        Outcome,
        at=times,
        what=st.sampled_from(Happened),
        cause=causes,
        strategy=st.none() | st.sampled_from(Strategy),
    ),
    max_size=30,
)
strategies = st.sampled_from(Strategy)


def came_to(what: Happened, strategy: Strategy | None = Strategy.NEXT_RELEASE) -> Outcome:
    """Return one outcome."""
    return Outcome(at=NOW, what=what, cause=Cause.UNPACK, strategy=strategy)


@given(outcomes=outcomes, since=times)
def test_a_count_is_split_by_any_moment(outcomes: list[Outcome], since: datetime) -> None:
    """What was before it and what is since are all there is, in whatever order they stand."""
    everything = count_since(outcomes, NOW - timedelta(days=400))
    before = [one for one in outcomes if one.at < since]

    assert everything.total() == len(outcomes)
    assert count_since(outcomes, since) == everything - count_since(
        before, since - timedelta(days=400)
    )
    assert count_since(reversed(outcomes), since) == count_since(outcomes, since)
    assert not count_since(outcomes, NOW + timedelta(seconds=1))


@given(outcomes=outcomes, strategy=strategies)
def test_a_rate_is_a_share_of_what_the_strategy_came_to(
    outcomes: list[Outcome], strategy: Strategy
) -> None:
    """None without an end, never outside 0 to 1, and not moved by what other strategies did."""
    rate = success_rate(outcomes, strategy)
    own = [one for one in outcomes if one.strategy is strategy]
    ended = [one for one in own if one.what is not Happened.SEEN]

    assert (rate is None) == (not ended)
    assert rate is None or 0 <= rate <= 1
    assert rate == success_rate(own, strategy)


@given(outcomes=outcomes, strategy=strategies)
def test_a_recovery_never_lowers_a_rate(outcomes: list[Outcome], strategy: Strategy) -> None:
    """And a failure never raises it."""
    rate = success_rate(outcomes, strategy)
    better = success_rate([*outcomes, came_to(Happened.RECOVERED, strategy)], strategy)
    worse = success_rate([*outcomes, came_to(Happened.FAILED_AGAIN, strategy)], strategy)

    assert better is not None
    assert worse is not None
    assert rate is None or worse <= rate <= better


def test_what_was_only_seen_is_no_try() -> None:
    """Two recoveries, a failure and a giving up are a half."""
    assert success_rate([came_to(Happened.SEEN)], Strategy.NEXT_RELEASE) is None
    ended = [
        came_to(Happened.RECOVERED),
        came_to(Happened.RECOVERED),
        came_to(Happened.FAILED_AGAIN),
        came_to(Happened.GAVE_UP),
        came_to(Happened.RECOVERED, strategy=None),
    ]
    assert success_rate(ended, Strategy.NEXT_RELEASE) == 0.5
    assert success_rate(ended, Strategy.RETRY_NOW) is None


def test_only_what_somebody_did_is_a_used_strategy() -> None:
    """What solved itself was done by nobody."""
    assert strategies_used([came_to(Happened.RECOVERED, strategy=None)]) == frozenset()
    assert strategies_used([came_to(Happened.GAVE_UP)]) == {Strategy.NEXT_RELEASE}
