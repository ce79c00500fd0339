"""The journal as its users see it: events, subscribers, what is on disk when."""

import asyncio
from datetime import timedelta
import logging

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.journal.events import Event, EventKind, Severity
from custom_components.autoarr.journal.journal import RING_DELAY, RING_EVENTS, Journal
from tests.support.clock import ManualClock
from tests.support.stores import MemoryStore

KEY = "0123456789abcdef0123456789abcdef"


class Desk:
    """A journal with its stores and its clock."""

    def __init__(self, pending: MemoryStore | None = None, ring: MemoryStore | None = None) -> None:
        """Open a journal on stores, fresh ones by default."""
        self.clock = ManualClock()
        self.pending = pending or MemoryStore()
        self.ring = ring or MemoryStore()
        self.secrets: list[str] = []
        self.journal = Journal(
            clock=self.clock, pending=self.pending, ring=self.ring, secrets=lambda: self.secrets
        )

    def note(self, title: str = "Dune", correlation: str = "movie:438631") -> Event:
        """Record something."""
        return self.journal.record(EventKind.RECOVERED, correlation=correlation, title=title)

    async def reopened(self) -> Desk:
        """Return the journal of the next run, after a crash of this one."""
        desk = Desk(self.pending.reopened(), self.ring.reopened())
        await desk.journal.load()
        return desk


async def test_an_event_says_what_happened_and_when() -> None:
    """All fields come back as given."""
    desk = Desk()
    event = desk.journal.record(
        EventKind.FAILURE_SEEN,
        correlation="movie:438631",
        title="Dune (2021)",
        severity=Severity.WARNING,
        service="sabnzbd",
        instance="01J",
        data={"cause": "article_missing", "attempts": 2},
    )
    assert event.at == desk.clock.now()
    assert event.as_dict() == {
        "id": event.id,
        "at": "2026-11-23T12:00:00+00:00",
        "kind": "failure_seen",
        "severity": "warning",
        "correlation": "movie:438631",
        "service": "sabnzbd",
        "instance": "01J",
        "title": "Dune (2021)",
        "data": {"cause": "article_missing", "attempts": 2},
    }
    assert event.milestone


async def test_the_timeline_is_of_one_title_and_oldest_first() -> None:
    """The other titles are not in it."""
    desk = Desk()
    first = desk.note()
    desk.note("Alien", "movie:348")
    second = desk.note()
    assert desk.journal.timeline("movie:438631") == (first, second)


async def test_a_timeline_is_found_by_the_name_it_was_recorded_under() -> None:
    """Also when that name was too long to be kept whole."""
    desk = Desk()
    event = desk.note(correlation="series:" + "1," * 200)
    assert desk.journal.timeline("series:" + "1," * 200) == (event,)


async def test_recent_events_come_newest_first() -> None:
    """As a person wants to read them."""
    desk = Desk()
    events = [desk.note(str(number)) for number in range(5)]
    assert desk.journal.recent(3) == tuple(reversed(events[2:]))
    assert desk.journal.recent() == tuple(reversed(events))
    assert desk.journal.recent(0) == ()


async def test_the_ring_forgets_the_oldest() -> None:
    """It has a known size."""
    desk = Desk()
    for number in range(RING_EVENTS + 10):
        desk.note(str(number))
    events = desk.journal.recent(RING_EVENTS * 2)
    assert len(events) == RING_EVENTS
    assert events[-1].title == "10"


@given(st.lists(st.floats(-1e6, 1e6), max_size=30))
async def test_the_order_of_recording_survives_a_clock_that_jumps(steps: list[float]) -> None:
    """And a restart in the middle of it."""
    desk = Desk()
    for number, step in enumerate(steps):
        desk.clock.advance(step)
        desk.note(str(number))
    await desk.journal.flush()
    later = await desk.reopened()
    later.clock.set(desk.clock.now() - timedelta(days=1))
    later.note("last")
    events = later.journal.recent()
    assert [event.title for event in events] == [
        "last",
        *(str(number) for number in reversed(range(len(steps)))),
    ]
    assert sorted(events, key=lambda event: event.id, reverse=True) == list(events)


async def test_a_journal_that_knows_no_secrets_still_knows_their_names() -> None:
    """The patterns work by themselves."""
    journal = Journal(clock=ManualClock(), pending=MemoryStore(), ring=MemoryStore())
    event = journal.record(EventKind.STORM, correlation="", title=f"apikey={KEY}")
    assert KEY not in repr(event)


async def test_credentials_known_at_present_are_masked() -> None:
    """A key that was changed in between is known from then on."""
    desk = Desk()
    assert KEY in desk.note(KEY).title
    desk.secrets.append(KEY)
    assert KEY not in repr(desk.note(KEY))


async def test_events_reach_the_disk_soon_and_together() -> None:
    """A stream of events neither writes each time nor puts the write off."""
    desk = Desk()
    desk.note("one")
    desk.note("two")
    assert (desk.ring.saves, desk.ring.delay) == (0, RING_DELAY)
    await desk.ring.run_delayed()
    assert not desk.ring.delayed
    later = await desk.reopened()
    assert [event.title for event in later.journal.recent()] == ["two", "one"]
    desk.note("three")
    assert desk.ring.delayed


async def test_nothing_is_written_when_nothing_happened() -> None:
    """A start wears no disk."""
    desk = Desk()
    await desk.journal.load()
    assert (desk.ring.delayed, desk.ring.saves, desk.pending.saves) == (False, 0, 0)


async def test_a_flush_writes_at_once() -> None:
    """As before a stop."""
    desk = Desk()
    event = desk.note()
    await desk.journal.flush()
    later = await desk.reopened()
    assert later.journal.recent() == (event,)


async def test_a_flush_on_a_full_disk_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Home Assistant must be able to stop."""
    desk = Desk()
    desk.note()
    desk.ring.fail_saves = desk.pending.fail_saves = 1
    await desk.journal.flush()
    assert "could not be written" in caplog.text
    await desk.journal.flush()
    assert len((await desk.reopened()).journal.recent()) == 1


async def test_subscribers_hear_of_each_event_until_they_leave() -> None:
    """Leaving twice harms nobody."""
    desk = Desk()
    heard: list[str] = []
    leave = desk.journal.subscribe(lambda event: heard.append(event.title))
    desk.note("one")
    leave()
    leave()
    desk.note("two")
    assert heard == ["one"]


async def test_a_failing_subscriber_harms_nobody(caplog: pytest.LogCaptureFixture) -> None:
    """The event is recorded, the others hear of it, the log has the traceback."""
    desk = Desk()
    heard: list[str] = []

    def fail(event: Event) -> None:
        """Fail on every event."""
        raise ZeroDivisionError(event.kind)

    desk.journal.subscribe(fail)
    desk.journal.subscribe(lambda event: heard.append(event.title))
    event = desk.note("one")
    assert desk.journal.recent() == (event,)
    assert heard == ["one"]
    assert "ZeroDivisionError" in caplog.text


async def test_what_a_subscriber_records_is_heard_by_all_in_order() -> None:
    """An answer never arrives before its question."""
    desk = Desk()
    heard: list[str] = []

    def answer(event: Event) -> None:
        """Record an answer to a question."""
        if event.title == "question":
            desk.note("answer")

    desk.journal.subscribe(answer)
    desk.journal.subscribe(lambda event: heard.append(event.title))
    desk.note("question")
    assert heard == ["question", "answer"]


async def test_events_recorded_before_loading_are_kept() -> None:
    """Whoever is early is not forgotten."""
    desk = Desk()
    earlier = desk.note("earlier")
    await desk.journal.flush()
    later = Desk(desk.pending.reopened(), desk.ring.reopened())
    early = later.note("early")
    await later.journal.load()
    assert later.journal.recent() == (early, earlier)


async def test_many_at_once_do_not_disturb_each_other() -> None:
    """Every action is on disk when its `begin` returns."""
    desk = Desk()

    async def act(number: int) -> None:
        """Do one action and look at the disk while it is under way."""
        action = await desk.journal.begin("test.act", correlation=str(number), title="")
        on_disk = await desk.reopened()
        assert action in {pending.id for pending in on_disk.journal.unfinished()}
        await desk.journal.finish(action, ok=True, outcome="done")

    await asyncio.gather(*(act(number) for number in range(20)))
    assert desk.journal.unfinished() == ()
    assert (await desk.reopened()).journal.unfinished() == ()


async def test_loading_logs_no_event_content(caplog: pytest.LogCaptureFixture) -> None:
    """A damaged file may hold anything."""
    caplog.set_level(logging.DEBUG)
    desk = Desk(ring=MemoryStore({"events": [{"id": 1, "title": KEY}]}))
    await desk.journal.load()
    assert KEY not in caplog.text
