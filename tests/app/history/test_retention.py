"""What goes: the old, the oldest when there is too much; never what is still open."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autoarr_app.history import History, HistorySettings
from autoarr_app.history.retention import JUMP, SETTLE, ClockWatch, Removed
from autoarr_app.protocol.activity import StatsQuery
from autoarr_app.protocol.records import Outcome, RecordsQuery, SnapshotsQuery

from .builders import (
    NOON,
    Clock,
    event,
    everything,
    failure,
    on_disk,
    request,
    settings_in,
    snapshot,
    titles,
    ulid,
)

DAY = timedelta(days=1)


@pytest.fixture
def keep_a_month(tmp_path: Path) -> HistorySettings:
    """Return settings that keep a month."""
    return settings_in(tmp_path, retention_days=30)


async def test_old_events_go_and_take_their_words_and_counts_along(
    keep_a_month: HistorySettings, clock: Clock
) -> None:
    """More than one step of them; what is younger stays and is found."""
    history = await History.open(keep_a_month, clock=clock)
    try:
        old = [event(number, at=NOON - 31 * DAY, title="Old") for number in range(1_200)]
        await history.add_activity(old)
        await history.add_activity([event(number, at=NOON - 29 * DAY) for number in range(50)])
        assert await history.sweep() == Removed(events=1_200, records=0)
        assert len(await everything(history)) == 50
        assert await titles(history, q="old") == []
        assert len(await titles(history, q="title")) == 50
        assert (await history.stats(StatsQuery())).events == 50
        assert (await history.state()).rows == 50
        assert await history.sweep() == Removed()
    finally:
        await history.close()


async def test_an_event_is_old_when_its_ulid_and_its_moment_are(
    keep_a_month: HistorySettings, clock: Clock
) -> None:
    """A clock that was wrong when it was recorded does not make it go at once."""
    history = await History.open(keep_a_month, clock=clock)
    try:
        await history.add_activity(
            [
                event(1, id=ulid(NOON, 1), at=datetime(2000, 1, 1, tzinfo=UTC), title="Reset"),
                event(2, id="0" * 26, at=NOON, title="Odd"),
                event(3, id=ulid(NOON - 40 * DAY, 3), at=NOON - 40 * DAY, title="Old"),
            ]
        )
        assert (await history.sweep()).events == 1
        assert await titles(history) == ["Reset", "Odd"]
    finally:
        await history.close()


async def test_what_is_open_stays_however_old(keep_a_month: HistorySettings, clock: Clock) -> None:
    """Requests under way, open failures, the last snapshot of each instance."""
    history = await History.open(keep_a_month, clock=clock)
    old = NOON - 100 * DAY
    try:
        await history.put_requests(
            [
                request("open", state="downloading", created=old, updated=old),
                request("done", state="available", created=old, updated=old),
                request("new", state="failed"),
            ]
        )
        await history.put_failures(
            [
                failure("open", name="open", first_seen=old, updated=old),
                failure("a", "b", outcome=Outcome.GAVE_UP, first_seen=old, updated=old),
                failure("new", name="new", outcome=Outcome.RECOVERED),
            ]
        )
        await history.put_snapshots(
            [
                snapshot(1, at=old, instance="Radarr"),
                snapshot(2, at=old + DAY, instance="Radarr"),
                snapshot(3, at=old, instance="Sonarr"),
                snapshot(4, instance="Plex"),
            ]
        )
        assert await history.sweep() == Removed(events=0, records=3)
        requests = await history.requests(RecordsQuery())
        failures = await history.failures(RecordsQuery())
        snapshots = await history.snapshots(SnapshotsQuery())
        assert {item.id for item in requests.items} == {"open", "new"}
        assert {item.name for item in failures.items} == {"open", "new"}
        assert {item.document["number"] for item in snapshots.items} == {2, 3, 4}
        ids = on_disk(keep_a_month.path, "SELECT job FROM download_failure_ids")
        assert set(ids) == {("open",), ("new",)}
    finally:
        await history.close()


async def test_a_file_that_is_too_large_loses_its_oldest_events_and_shrinks(
    tmp_path: Path,
) -> None:
    """Down to the limit, also on the disk; what is newest stays and is found."""
    limit = 3 * 1024**2
    history = await History.open(settings_in(tmp_path, retention_bytes=limit))
    try:
        for start in range(0, 6_000, 1_000):
            await history.add_activity(
                [
                    event(number, data={"text": f"word{number} " * 40})
                    for number in range(start, start + 1_000)
                ]
            )
        before = (await history.state()).bytes
        assert before > limit
        removed = await history.sweep()
        state = await history.state()
        assert 0 < removed.events < 6_000
        assert state.bytes <= limit
        assert state.rows == 6_000 - removed.events
        assert await titles(history, limit=1) == ["Title 5999"]
        assert await titles(history, q="word5999") == ["Title 5999"]
        assert await titles(history, q="word0") == []
        assert (await history.sweep()).events == 0
    finally:
        await history.close()


async def test_events_arrive_while_old_ones_go(keep_a_month: HistorySettings, clock: Clock) -> None:
    """Removing takes its turn like every writer."""
    history = await History.open(keep_a_month, clock=clock)
    try:
        for start in range(0, 3_000, 1_000):
            await history.add_activity(
                [event(start + number, at=NOON - 60 * DAY) for number in range(1_000)]
            )
        sweep = asyncio.create_task(history.sweep())
        sent = 0
        while not sweep.done():
            await history.add_activity([event(sent)])
            sent += 1
        assert (await sweep).events == 3_000
        assert sent > 3, "nobody waited for the end of it"
        assert len(await everything(history, limit=500)) == sent
    finally:
        await history.close()


async def test_it_is_done_by_itself(tmp_path: Path, clock: Clock) -> None:
    """From time to time, without anybody asking."""
    settings = settings_in(tmp_path, retention_days=30, retention_interval=0.02)
    history = await History.open(settings, clock=clock)
    try:
        await history.add_activity([event(at=NOON - 31 * DAY)])
        for _ in range(1_000):
            if not await titles(history):
                return
            await asyncio.sleep(0.02)
        pytest.fail("the old event is still there")
    finally:
        await history.close()


async def test_a_clock_that_jumps_ahead_removes_nothing(
    keep_a_month: HistorySettings, clock: Clock
) -> None:
    """In this run and over a restart; with the clock right again all goes on as before."""
    history = await History.open(keep_a_month, clock=clock)
    await history.add_activity([event()])
    assert await history.sweep() == Removed()
    clock.now = NOON + 3_000 * DAY
    assert await history.sweep() == Removed()
    await history.close()
    history = await History.open(keep_a_month, clock=clock)
    try:
        assert await history.sweep() == Removed()
        clock.now = NOON + DAY
        assert await titles(history) == ["Title 0"]
    finally:
        await history.close()


def test_a_clock_is_believed_again_after_a_day() -> None:
    """Going back is harmless; a leap ahead has to last."""
    running = [0.0]
    watch = ClockWatch(NOON, monotonic=lambda: running[0])
    assert watch.trusts(NOON + JUMP)
    assert watch.trusts(NOON - 100 * DAY)
    assert not watch.trusts(NOON)
    running[0] = SETTLE - 1
    assert not watch.trusts(NOON + DAY)
    running[0] = SETTLE
    assert watch.trusts(NOON + DAY)
    assert not watch.trusts(NOON + DAY + 2 * JUMP)


def test_a_new_history_believes_its_clock() -> None:
    """There is nothing yet that could be lost."""
    assert ClockWatch(None, monotonic=lambda: 5.0).trusts(NOON)


@pytest.mark.parametrize(
    "now",
    [
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, tzinfo=UTC),
    ],
)
async def test_absurd_clocks_harm_nothing(tmp_path: Path, now: datetime) -> None:
    """The history opens, takes events, gives them back and keeps them."""
    settings = settings_in(tmp_path, retention_days=30)
    history = await History.open(settings, clock=Clock(NOON))
    await history.add_activity([event(1)])
    await history.sweep()
    await history.close()
    history = await History.open(settings, clock=Clock(now))
    try:
        await history.add_activity([event(2)])
        await history.sweep()
        assert await titles(history) == ["Title 2", "Title 1"]
    finally:
        await history.close()
