"""Waiting: 15 minutes, doubling, at most a day, never all at once; looking again: an hour to half a day."""

from datetime import timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.recovery.deciding.backoff import (
    CEILING,
    FIRST,
    JITTER,
    delay,
    review_after,
)


@pytest.mark.parametrize(
    ("waits", "minutes"), [(0, 15), (1, 30), (2, 60), (3, 120), (6, 960), (7, 1440), (99, 1440)]
)
def test_each_wait_is_twice_the_one_before(waits: int, minutes: int) -> None:
    """Up to a day."""
    assert delay(waits, 0.0) == timedelta(minutes=minutes)


@given(waits=st.integers(-5, 500), roll=st.floats(-1, 1))
def test_a_wait_is_never_shorter_than_first_and_never_longer_than_a_day(
    waits: int, roll: float
) -> None:
    """The jitter moves it by a fifth at most."""
    assert FIRST * (1 - JITTER) <= delay(waits, roll) <= CEILING


@given(waits=st.integers(0, 20), roll=st.floats(allow_nan=False))
def test_a_roll_outside_its_range_is_pulled_in(waits: int, roll: float) -> None:
    """Total: no roll breaks it."""
    assert delay(waits, roll) == delay(waits, min(max(roll, -1.0), 1.0))


@pytest.mark.parametrize(
    ("reviews", "hours"), [(-1, 1), (0, 1), (1, 2), (2, 4), (3, 8), (4, 12), (5, 12), (10_000, 12)]
)
def test_each_look_that_sees_no_change_doubles_the_pause(reviews: int, hours: int) -> None:
    """Up to half a day."""
    assert review_after(reviews) == timedelta(hours=hours)
