"""Limits: how often one client may ask, and how much is done at a time."""

import asyncio

from hypothesis import given, strategies as st
import pytest

from autoarr_app.limits import CLIENTS, Gate, RateLimit, client_of
from autoarr_app.problems import ProblemError


class Time:
    """Passes when told to."""

    def __init__(self) -> None:
        """Begin somewhere."""
        self.now = 1_000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@given(
    per_minute=st.integers(10, 10_000),
    pauses=st.lists(st.floats(0, 30, allow_nan=False), min_size=1, max_size=60),
)
def test_a_client_gets_its_burst_and_then_its_rate_and_never_more(
    per_minute: int, pauses: list[float]
) -> None:
    """Whatever the rhythm of its requests."""
    time = Time()
    limit = RateLimit(per_minute, time)
    begun, admitted = time.now, 0
    for pause in pauses:
        time.now += pause
        while limit.take("client") == 0:
            admitted += 1
    most = per_minute / 4 + (time.now - begun) * per_minute / 60
    assert max(1, int(per_minute / 4)) <= admitted <= most + 1


@given(per_minute=st.integers(10, 10_000))
def test_after_the_time_it_was_told_a_client_is_let_in(per_minute: int) -> None:
    """`Retry-After` is true."""
    time = Time()
    limit = RateLimit(per_minute, time)
    while not (wait := limit.take("client")):
        pass
    time.now += wait + 1e-6
    assert limit.take("client") == 0


def test_one_client_does_not_use_up_what_another_has() -> None:
    """Each has a bucket."""
    limit = RateLimit(10, Time())
    while limit.take("loud") == 0:
        pass
    assert limit.take("quiet") == 0


def test_a_clock_that_goes_back_gives_nothing_and_takes_nothing() -> None:
    """Clocks jump on virtual machines."""
    time = Time()
    limit = RateLimit(10, time)
    while limit.take("client") == 0:
        pass
    time.now -= 500
    assert limit.take("client") > 0


def test_only_so_many_clients_are_remembered() -> None:
    """Memory does not grow with the number of those who ask."""
    limit = RateLimit(10, Time())
    for number in range(CLIENTS * 2):
        limit.take(f"client {number}")
    assert len(limit._buckets) == CLIENTS


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        (None, "not an address", True),
    ],
)
def test_who_a_client_is(one: str | None, other: str, same: bool) -> None:
    """A customer's whole IPv6 network is one client."""
    assert (client_of(one) == client_of(other)) is same


async def test_a_gate_sends_away_instead_of_queueing() -> None:
    """And lets in again as soon as somebody leaves, however that was."""
    gate = Gate(2, "requests")

    async def hold() -> None:
        with gate.place():
            await asyncio.sleep(60)

    tasks = [asyncio.create_task(hold()) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(ProblemError) as error, gate.place():
        pass
    assert error.value.headers == {"Retry-After": "1"}
    tasks[0].cancel()
    await asyncio.gather(tasks[0], return_exceptions=True)
    with gate.place():
        assert gate.inside == 2
    tasks[1].cancel()
    await asyncio.gather(tasks[1], return_exceptions=True)
    assert gate.inside == 0
