"""Events arrive: once each, all of a batch or none, in the order of their ULIDs."""

import asyncio
from datetime import timedelta
import logging
from pathlib import Path

from hypothesis import given, strategies as st
import pytest
from ulid import ULID

from autoarr_app.history import History, HistoryBusy, HistoryClosed
from autoarr_app.history.ingest import allot
from autoarr_app.history.order import SLOT
from autoarr_app.protocol.activity import ActivityEvent, ActivityQuery

from .builders import NOON, event, everything, settings_in, titles, ulid


async def test_what_is_acknowledged_is_read_back_as_it_was_sent(history: History) -> None:
    """Every field, also the odd ones, survives the way to the disk and back."""
    sent = event(
        severity="error",
        correlation="movie:tmdb:438631",
        service="radarr",
        instance="Radarr 4K",
        title="Dün€ – “Part”\tTwo\n😀",
        data={"a": [1, 2.5, None, True], "b": {"c": "\u0000 and 'quotes'"}, "": -(2**63)},
    )
    receipt = await history.add_activity([sent])
    page = await history.activity(ActivityQuery())
    assert (receipt.accepted, receipt.duplicates) == (1, 0)
    assert page.items == [sent]
    assert page.next is None


async def test_a_batch_that_comes_again_is_counted_as_duplicates(history: History) -> None:
    """Sending twice is harmless, also in parts and within one batch."""
    sent = [event(number) for number in range(5)]
    await history.add_activity(sent[:3])
    receipt = await history.add_activity([*sent, sent[4]])
    assert (receipt.accepted, receipt.duplicates) == (2, 4)
    assert await everything(history) == sent[::-1]
    assert (await history.state()).rows == 5


async def test_an_event_that_is_there_is_never_changed(history: History) -> None:
    """The ULID is the identity: another content under it is a duplicate."""
    first = event(title="First")
    await history.add_activity([first])
    await history.add_activity([first.model_copy(update={"title": "Second"})])
    assert await titles(history) == ["First"]
    assert await titles(history, q="second") == []


async def test_late_events_find_their_place(history: History) -> None:
    """An outbox that was offline delivers yesterday after today."""
    await history.add_activity([event(10), event(30)])
    await history.add_activity([event(20), event(5), event(40)])
    assert await titles(history) == [f"Title {number}" for number in (40, 30, 20, 10, 5)]


async def test_thousands_of_events_in_one_millisecond_are_kept_apart(history: History) -> None:
    """More than a millisecond has keys for: they overflow, none is lost, time filters hold."""
    many = [event(number, at=NOON) for number in range(SLOT + 500)]
    for start in range(0, len(many), 1_000):
        await history.add_activity(many[start : start + 1_000])
    later = event(at=NOON + timedelta(milliseconds=1), title="Later")
    await history.add_activity([later])
    found = await everything(history, limit=500)
    assert {item.id for item in found} == {item.id for item in [*many, later]}
    assert len(await everything(history, limit=500, until=later.at)) == len(many)
    assert await titles(history, since=later.at) == ["Later"]


async def test_a_ulid_from_the_end_of_time_is_an_event_like_any_other(history: History) -> None:
    """The largest ULID has a key, and so has one that follows it."""
    last = event(id="7" + "Z" * 25, title="Last")
    before = event(id="7" + "Z" * 24 + "Y", title="Before")
    first = event(id="0" * 26, title="First")
    await history.add_activity([last, first])
    await history.add_activity([before])
    assert {item.title for item in await everything(history, limit=1)} == {
        "First",
        "Before",
        "Last",
    }
    assert len(await titles(history, since=NOON, until=NOON + timedelta(seconds=1))) == 3


async def test_subscribers_hear_of_each_new_event_once_it_is_stored(
    history: History, caplog: pytest.LogCaptureFixture
) -> None:
    """Duplicates are not told; one who fails harms nobody; one who left hears nothing."""
    heard: list[ActivityEvent] = []

    def fail(_: ActivityEvent) -> None:
        """Raise, as a closed socket would."""
        raise RuntimeError("gone")

    history.subscribe(fail)
    end = history.subscribe(heard.append)
    await history.add_activity([event(1)])
    with caplog.at_level(logging.CRITICAL):
        await history.add_activity([event(1), event(2)])
    end()
    end()
    await history.add_activity([event(3)])
    assert heard == [event(1), event(2)]


async def test_many_senders_at_once_lose_nothing(history: History) -> None:
    """Writes take turns."""
    batches = [[event(number * 10 + part) for part in range(10)] for number in range(40)]
    receipts = await asyncio.gather(*(history.add_activity(batch) for batch in batches))
    assert sum(receipt.accepted for receipt in receipts) == 400
    assert len(await everything(history, limit=500)) == 400


async def test_the_log_of_the_database_stays_small(history: History, tmp_path: Path) -> None:
    """It is brought back into the file again and again, not only at the end."""
    for start in range(0, 20_000, 1_000):
        await history.add_activity([event(start + number) for number in range(1_000)])
    assert (tmp_path / "history.db-wal").stat().st_size < 24 * 1024**2
    await history.sweep()
    assert (tmp_path / "history.db-wal").stat().st_size == 0


async def test_the_queue_of_writes_is_bounded(tmp_path: Path) -> None:
    """Who comes when too many wait is sent away, and nothing of theirs is stored."""
    history = await History.open(settings_in(tmp_path, waiting_writes=3))
    try:
        results = await asyncio.gather(
            *(history.add_activity([event(number)]) for number in range(10)),
            return_exceptions=True,
        )
        refused = [result for result in results if isinstance(result, HistoryBusy)]
        assert 0 < len(refused) <= 7
        assert len(await everything(history)) == 10 - len(refused)
    finally:
        await history.close()


async def test_a_write_goes_on_when_its_sender_hangs_up(history: History) -> None:
    """A request that is cancelled half-way does not tear its transaction apart."""
    task = asyncio.create_task(history.add_activity([event(number) for number in range(20)]))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await history.add_activity([event(100)])
    assert len(await everything(history)) == 21


async def test_closing_finishes_what_was_begun_and_refuses_what_comes_after(
    tmp_path: Path,
) -> None:
    """Nothing that was accepted is lost by a stop."""
    history = await History.open(settings_in(tmp_path))
    under_way = asyncio.create_task(history.add_activity([event(1)]))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await history.close()
    assert (await under_way).accepted == 1
    with pytest.raises(HistoryClosed, match="send it again"):
        await history.add_activity([event(2)])
    with pytest.raises(HistoryClosed):
        await history.activity(ActivityQuery())
    reopened = await History.open(settings_in(tmp_path))
    assert await titles(reopened) == ["Title 1"]
    await reopened.close()


@given(
    st.lists(st.integers(0, 6), max_size=40).map(sorted),
    st.dictionaries(st.integers(0, 6), st.integers(0, SLOT - 1)),
)
def test_every_event_gets_a_key_of_its_own(slots: list[int], used: dict[int, int]) -> None:
    """Keys are new, different, and in their millisecond as long as it has room."""
    tops = {ms: ms * SLOT + place for ms, place in used.items()}
    last = max(tops.values(), default=0)
    keys = allot(slots, tops, last)
    assert len(set(keys)) == len(slots)
    for ms, key in zip(slots, keys, strict=True):
        assert key > tops.get(ms, -1)
        assert key // SLOT == ms or key > last


def test_the_builder_of_ulids_makes_real_ones() -> None:
    """What the tests call a ULID is one."""
    assert ULID.from_str(ulid(NOON, 7)).datetime == NOON
    assert ulid(NOON, 7) < ulid(NOON, 32) < ulid(NOON + timedelta(milliseconds=1))
