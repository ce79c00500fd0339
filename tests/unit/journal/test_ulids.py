"""Ids sort in the order in which they were given out, whatever the clock does."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.journal.ulids import UlidSequence, new_ulid, ulid_time

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@given(st.lists(st.integers(-10_000_000, 10_000_000), min_size=2, max_size=50))
def test_the_order_survives_any_clock(steps: list[int]) -> None:
    """Forwards, backwards, standing still."""
    sequence = UlidSequence()
    given_out = [sequence.next(NOON + timedelta(milliseconds=step)) for step in steps]
    assert given_out == sorted(set(given_out))


def test_an_id_carries_its_moment() -> None:
    """As long as the clock runs forwards."""
    assert ulid_time(UlidSequence().next(NOON)) == NOON


def test_a_later_run_goes_on_behind_an_earlier_one() -> None:
    """Even when the clock was wrong by a year then."""
    sequence = UlidSequence()
    last = new_ulid(NOON + timedelta(days=365))
    sequence.resume_after(last)
    assert sequence.next(NOON) > last


def test_resuming_never_goes_back() -> None:
    """The greatest id seen counts."""
    sequence = UlidSequence()
    given_out = sequence.next(NOON)
    sequence.resume_after(new_ulid(NOON - timedelta(days=1)))
    assert sequence.next(NOON) > given_out


@pytest.mark.parametrize("text", ["", "hello", "0" * 25, "Z" * 26, "7" + "Z" * 25, "é" * 26])
def test_what_is_no_ulid_is_refused(text: str) -> None:
    """A damaged file must not poison the order."""
    with pytest.raises(ValueError, match=r"."):
        ulid_time(text)
