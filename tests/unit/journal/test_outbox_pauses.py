"""How long the outbox waits after it failed."""

from hypothesis import given, strategies as st

from custom_components.autoarr.journal.delivery import (
    FIRST_PAUSE,
    JITTER,
    LONGEST_PAUSE,
    pause_after,
)

failures = st.integers(0, 10_000)
rolls = st.floats(-1, 1)


@given(failures, rolls, st.none() | st.floats(0, 1e9))
def test_a_pause_is_neither_nothing_nor_endless(
    count: int, roll: float, retry_after: float | None
) -> None:
    """Whatever happened before."""
    pause = pause_after(count, roll, retry_after)
    assert FIRST_PAUSE * (1 - JITTER) <= pause <= LONGEST_PAUSE * (1 + JITTER)


@given(failures, rolls, st.floats(0, LONGEST_PAUSE))
def test_the_receiver_is_left_alone_as_long_as_it_asks(
    count: int, roll: float, retry_after: float
) -> None:
    """Up to the longest pause."""
    assert pause_after(count, roll, retry_after) >= retry_after


@given(failures)
def test_pauses_double(count: int) -> None:
    """Until they are the longest."""
    assert pause_after(count, 0) <= pause_after(count + 1, 0) <= 2 * pause_after(count, 0)


def test_the_first_pauses() -> None:
    """In seconds."""
    assert [pause_after(count, 0) for count in range(1, 9)] == [5, 10, 20, 40, 80, 160, 300, 300]
