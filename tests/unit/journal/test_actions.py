"""Actions: written down before they are done, never forgotten, never done twice."""

import asyncio

import pytest

from custom_components.autoarr.journal.events import Event, EventKind, Severity
from custom_components.autoarr.journal.ports import JsonObject, JsonValue, StoreError
from custom_components.autoarr.journal.ulids import new_ulid
from tests.support.clock import START
from tests.support.stores import MemoryStore, SimulatedCrash

from .test_journal import Desk


async def begin(desk: Desk, action: str = "recovery.retry_now") -> str:
    """Begin an action on a film."""
    return await desk.journal.begin(
        action,
        correlation="movie:438631",
        title="Dune (2021)",
        service="sabnzbd",
        instance="01J",
        data={"nzo_id": "SABnzbd_nzo_1"},
    )


def kinds(desk: Desk) -> list[EventKind]:
    """Return the kinds of all events, oldest first."""
    return [event.kind for event in reversed(desk.journal.recent())]


async def test_an_action_is_on_disk_before_it_is_done() -> None:
    """With what is needed to read back whether it was done."""
    desk = Desk()
    action_id = await begin(desk)
    later = await desk.reopened()
    (action,) = later.journal.unfinished()
    assert action.id == action_id
    assert action.interrupted
    assert (action.action, action.correlation) == ("recovery.retry_now", "movie:438631")
    assert (action.title, action.service, action.instance) == ("Dune (2021)", "sabnzbd", "01J")
    assert action.data == {"nzo_id": "SABnzbd_nzo_1"}


async def test_an_action_that_cannot_be_written_down_must_not_be_done() -> None:
    """The caller hears of it, and the timeline says why nothing happened."""
    desk = Desk()
    desk.pending.fail_saves = 1
    with pytest.raises(StoreError, match="No space left"):
        await begin(desk)
    assert desk.journal.unfinished() == ()
    assert kinds(desk) == [EventKind.ACTION_STARTED, EventKind.ACTION_FAILED]
    assert "No space left" in str(desk.journal.recent()[0].data["outcome"])


async def test_an_action_stopped_while_it_is_written_down_was_not_done() -> None:
    """Home Assistant may stop at any await."""
    desk = Desk()
    task = asyncio.create_task(begin(desk))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert desk.journal.unfinished() == ()
    assert kinds(desk)[-1] is EventKind.ACTION_FAILED


@pytest.mark.parametrize(
    ("ok", "kind", "severity"),
    [
        (True, EventKind.ACTION_FINISHED, Severity.INFO),
        (False, EventKind.ACTION_FAILED, Severity.WARNING),
    ],
)
async def test_the_end_of_an_action_is_told(ok: bool, kind: EventKind, severity: Severity) -> None:
    """Under the same title, with the outcome."""
    desk = Desk()
    action_id = await begin(desk)
    event = await desk.journal.finish(
        action_id, ok=ok, outcome="a new job", data={"nzo_id": "SABnzbd_nzo_2"}
    )
    assert (event.kind, event.severity, event.title) == (kind, severity, "Dune (2021)")
    assert event.data == {
        "action": "recovery.retry_now",
        "action_id": action_id,
        "nzo_id": "SABnzbd_nzo_2",
        "ok": ok,
        "outcome": "a new job",
    }
    assert desk.journal.unfinished() == ()


async def test_an_action_of_an_earlier_run_is_resolved() -> None:
    """Once: the run after that has nothing left to resolve."""
    desk = Desk()
    action_id = await begin(desk)
    later = await desk.reopened()
    event = await later.journal.finish(action_id, ok=True, outcome="found done")
    assert event.kind is EventKind.ACTION_RESOLVED
    assert (await later.reopened()).journal.unfinished() == ()


@pytest.mark.parametrize("end", ["crash_before_save", "crash_after_save"])
async def test_a_crash_while_beginning_leaves_nothing_undecided(end: str) -> None:
    """Either the action is on disk and read back, or it was never begun."""
    desk = Desk()
    setattr(desk.pending, end, True)
    with pytest.raises(SimulatedCrash):
        await begin(desk)
    later = await desk.reopened()
    assert len(later.journal.unfinished()) == (end == "crash_after_save")


async def test_a_crash_loses_neither_start_nor_end_of_an_action() -> None:
    """Though the ring was never written."""
    desk = Desk()
    desk.journal.record(EventKind.FAILURE_SEEN, correlation="", title="lost with the delay")
    ended = await begin(desk)
    await desk.journal.finish(ended, ok=True, outcome="done")
    begun = await begin(desk)
    assert desk.ring.data is None
    later = await desk.reopened()
    assert kinds(later) == [EventKind.ACTION_FINISHED, EventKind.ACTION_STARTED]
    assert [action.id for action in later.journal.unfinished()] == [begun]


async def test_an_end_stays_on_disk_until_the_ring_holds_it() -> None:
    """Also when the ring's own write is what the crash interrupts."""
    desk = Desk()
    await desk.journal.finish(await begin(desk), ok=True, outcome="done")
    desk.ring.crash_before_save = True
    with pytest.raises(SimulatedCrash):
        await desk.ring.run_delayed()
    await begin(desk, "another")
    later = await desk.reopened()
    assert EventKind.ACTION_FINISHED in kinds(later)


async def test_ends_leave_the_pending_file_when_the_ring_holds_them() -> None:
    """It stays small."""
    desk = Desk()
    for _ in range(10):
        await desk.journal.finish(await begin(desk), ok=True, outcome="done")
    await desk.journal.flush()
    assert desk.pending.data == {"actions": [], "outcomes": []}
    later = await desk.reopened()
    assert len(later.journal.recent()) == 20


async def test_an_end_that_cannot_be_written_is_written_later(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The action was done; nobody can undo that by failing now."""
    desk = Desk()
    action_id = await begin(desk)
    desk.pending.fail_saves = 1
    event = await desk.journal.finish(action_id, ok=True, outcome="done")
    assert event.kind is EventKind.ACTION_FINISHED
    assert "not on disk yet" in caplog.text
    assert len((await desk.reopened()).journal.unfinished()) == 1
    await desk.pending.run_delayed()
    assert (await desk.reopened()).journal.unfinished() == ()


async def test_an_action_whose_end_the_ring_holds_is_over() -> None:
    """The pending file may be one write behind."""
    desk = Desk()
    action_id = await begin(desk)
    desk.pending.fail_saves = 2
    await desk.journal.finish(action_id, ok=True, outcome="done")
    await desk.journal.flush()
    assert (await desk.reopened()).journal.unfinished() == ()


async def test_each_engine_finds_its_own_actions() -> None:
    """By the beginning of their names."""
    desk = Desk()
    await begin(desk, "request.add")
    await begin(desk, "recovery.retry_now")
    later = await desk.reopened()
    assert [action.action for action in later.journal.unfinished("request.")] == ["request.add"]
    assert len(later.journal.unfinished()) == 2


async def test_an_action_that_is_not_under_way_cannot_end() -> None:
    """Ending twice is a mistake of the caller and is told."""
    desk = Desk()
    action_id = await begin(desk)
    await desk.journal.finish(action_id, ok=True, outcome="done")
    with pytest.raises(LookupError, match=action_id):
        await desk.journal.finish(action_id, ok=True, outcome="done")


async def test_an_action_with_too_much_to_say_keeps_what_it_is() -> None:
    """Its name outlives its details."""
    desk = Desk()
    details: dict[str, JsonValue] = {f"detail {number}": "𝕏" * 500 for number in range(40)}
    await desk.journal.begin("test.long", correlation="c" * 500, title="𝕏" * 500, data=details)
    (action,) = (await desk.reopened()).journal.unfinished()
    assert action.action == "test.long"


def a_start(**fields: JsonValue) -> JsonObject:
    """Return the stored start of an action."""
    start = Event(
        id=new_ulid(START), at=START, kind=EventKind.ACTION_STARTED, data={"action": "test.act"}
    )
    return {**start.as_dict(), **fields}


@pytest.mark.parametrize(
    ("pending", "left", "lost"),
    [
        ({"actions": [a_start(), a_start(kind="from a later version")]}, 1, 1),
        ({"actions": [a_start(data={})]}, 0, 1),
        ({"actions": "none"}, 0, 1),
        ({"actions": [a_start()], "outcomes": [7]}, 1, 1),
        ({"something": "else"}, 0, 0),
    ],
)
async def test_a_damaged_pending_file_is_noticed(pending: JsonObject, left: int, lost: int) -> None:
    """What can be read is kept; the rest is a gap that people hear of."""
    desk = Desk(pending=MemoryStore(pending))
    await desk.journal.load()
    assert len(desk.journal.unfinished()) == left
    gaps = [event for event in desk.journal.recent() if event.kind is EventKind.JOURNAL_GAP]
    assert [gap.data["lost"] for gap in gaps] == [lost] * (lost > 0)
    assert all(gap.severity is Severity.ERROR and gap.milestone for gap in gaps)


async def test_a_damaged_ring_starts_anew() -> None:
    """With a gap event where the lost ones were."""
    stored: JsonObject = {"events": [a_start(), {"id": "broken"}, a_start(kind="reordered")]}
    desk = Desk(ring=MemoryStore(stored))
    await desk.journal.load()
    assert kinds(desk) == [EventKind.ACTION_STARTED, EventKind.JOURNAL_GAP]
    assert desk.journal.recent()[0].data == {"store": "ring", "lost": 2}


async def test_files_that_cannot_be_read_at_all_stop_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Two gaps, and the journal works."""
    desk = Desk()
    desk.ring.fail_loads = desk.pending.fail_loads = 1
    await desk.journal.load()
    assert kinds(desk) == [EventKind.JOURNAL_GAP, EventKind.JOURNAL_GAP]
    assert "starts anew" in caplog.text
    await desk.journal.finish(await begin(desk), ok=True, outcome="done")
    assert kinds(desk)[-1] is EventKind.ACTION_FINISHED
