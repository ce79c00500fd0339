"""How long to wait before asking again, and how fast to ask."""

import asyncio
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.autoarr.clients.limits import (
    RequestLimits,
    TokenBucket,
    backoff,
    retry_after,
)

from .conftest import FakeTime

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@settings(deadline=None)
@given(st.integers(0, 10_000), st.floats(0, 1, exclude_max=True))
def test_a_pause_is_never_longer_than_its_cap(attempt: int, chance: float) -> None:
    """Doubling ends somewhere, however often something fails."""
    limits = RequestLimits()
    assert 0 <= backoff(attempt, limits, chance) <= limits.backoff_cap


def test_pauses_double() -> None:
    """Without the jitter they would be 0.5, 1, 2, 4 and 8 seconds."""
    assert [backoff(n, RequestLimits(), 1.0) for n in range(6)] == [0.5, 1, 2, 4, 8, 8]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("0", 0),
        (" 120 ", 120),
        ("9" * 30, 10**9),
        ("-5", None),
        ("Mon, 23 Nov 2026 12:01:30 GMT", 90),
        ("Mon, 23 Nov 2026 12:01:30 -0000", 90),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0),
        ("Mon, 99 Nov 2026 11:00:00 GMT", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_date(header: str | None, seconds: float | None) -> None:
    """Both forms of RFC 9110 are understood, anything else says nothing."""
    assert retry_after(header, NOW) == seconds


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_retry_after_header_is_survived(header: str) -> None:
    """Services send all kinds of things."""
    found = retry_after(header, NOW)
    assert found is None or found >= 0


async def test_requests_pass_in_a_burst_and_then_at_the_rate(time: FakeTime) -> None:
    """Three at once, then one every half second."""
    bucket = TokenBucket(rate=2.0, burst=3, timing=time.timing)
    for _ in range(5):
        await bucket.take()
    assert time.pauses == [0.5, 0.5]


async def test_waiting_requests_do_not_pass_together() -> None:
    """Each one that waits gets its own later place."""
    time = FakeTime()
    pauses: list[float] = []

    async def note(seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0)

    bucket = TokenBucket(
        rate=1.0, burst=1, timing=time.timing.__class__(sleep=note, monotonic=lambda: time.at)
    )
    await asyncio.gather(*(bucket.take() for _ in range(4)))
    assert pauses == [1.0, 2.0, 3.0]


async def test_a_pause_fills_the_bucket_again(time: FakeTime) -> None:
    """After a quiet minute a full burst passes, not more."""
    bucket = TokenBucket(rate=2.0, burst=3, timing=time.timing)
    for _ in range(3):
        await bucket.take()
    time.at += timedelta(minutes=1).total_seconds()
    for _ in range(3):
        await bucket.take()
    assert time.pauses == []
