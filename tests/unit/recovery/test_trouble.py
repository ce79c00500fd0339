"""Services and disks that fail at the wrong moment: nothing is lost, nothing is done twice."""

import asyncio
from datetime import timedelta
import logging

import pytest

from custom_components.autoarr.journal.events import Event, EventKind
from custom_components.autoarr.recovery import engine
from custom_components.autoarr.recovery.messages import Reason, RecoveryRefused, Refusal
from custom_components.autoarr.recovery.models import FailureState, Strategy
from custom_components.autoarr.recovery.targets import SabnzbdObservation
from tests.fakes.http import Json

from .downloader import MOVE, Answer, Query
from .house import RADARR, SAB, House


@pytest.mark.parametrize("mode", ["down", "error", "html", "truncated", "unauthorised", "garbage"])
async def test_an_arr_in_trouble_only_puts_a_failure_off(house: House, mode: str) -> None:
    """It is kept, with the reason, and dealt with when the *arr is back."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    house.radarr.misbehave(mode)
    await house.poll()
    assert house.failure().state is FailureState.WAITING
    assert house.failure().reason is Reason.SERVICE_FAILED
    assert house.failure().detail
    assert house.radarr.api_key not in house.failure().detail
    house.radarr.behave()
    await house.radarr.opened()
    await house.minute(25)
    assert (house.searches(), house.marked()) == (1, 1)


async def test_a_grab_whose_answer_was_lost_is_not_repeated(house: House) -> None:
    """Reading back finds it."""
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(1, 2))
    house.lose_answer_of_grab()
    await house.poll()
    assert house.failure().state is FailureState.ACTING
    assert len(house.journal.unfinished()) == 1
    await house.minute(3)
    assert house.failure().state is FailureState.FOLLOWING
    assert house.journal.unfinished() == ()
    assert (house.marked(), house.searches()) == (1, 1)
    assert len(house.sabnzbd.jobs) == 1
    (finished,) = house.events(EventKind.ACTION_FINISHED)[1:]
    assert finished.data["outcome"] == "read back: it was done"


async def test_a_grab_that_was_not_made_is_made_again_once_it_can_no_longer_come(
    house: House,
) -> None:
    """Reading back finds nothing; the blocklist has its one row already."""
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(1, 2))
    house.lose_answer_of_grab(done=False)
    await house.poll()
    await house.minute(2)
    assert house.failure().state is FailureState.ACTING
    assert house.searches() == 1
    await house.minute(2)
    assert len(house.radarr.blocklisted) == 1
    assert len(house.sabnzbd.jobs) == 1
    assert house.failure().state is FailureState.FOLLOWING
    history = house.engine._core.ledger.contents.attempts
    assert [attempt.strategy for attempt in history] == [Strategy.NEXT_RELEASE]


async def test_a_deletion_whose_answer_was_lost_blames_the_release_once(house: House) -> None:
    """Asked again, the *arr says that there is no such row; its history tells the rest."""
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(1, 2))
    house.radarr.misbehave("dropped", paths=r"/queue/\d+$", times=1)
    await house.poll()
    await house.minute(3)
    assert (house.marked(), len(house.radarr.blocklisted), house.searches()) == (1, 1, 1)


async def test_a_retry_whose_answer_was_lost_is_found_by_its_name(house: House) -> None:
    """SABnzbd gave it a new id that nobody heard."""
    await house.settle_in()
    job = await house.grab_new(1)
    house.sabnzbd.fails(job, MOVE, stage="Unpack")

    def lost(query: Query, usual: Answer) -> Json:
        """Retry and answer nonsense."""
        usual(query)
        return {"something": "else"}

    house.sabnzbd.once("retry", lost)
    await house.poll()
    assert house.failure().state is FailureState.ACTING
    await house.minute(2)
    assert house.failure().jobs == (job, house.sabnzbd.jobs[0])
    assert len(house.sabnzbd.retries) == 1


async def test_an_action_that_an_arr_refuses_is_over_and_tried_again_later(house: House) -> None:
    """A refusal is certain: nothing was done."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    house.radarr.misbehave("unauthorised", paths=r"/queue/\d+$", times=1)
    await house.poll()
    assert house.failure().state is FailureState.WAITING
    assert house.journal.unfinished() == ()
    assert len(house.events(EventKind.ACTION_FAILED)) == 1
    await house.minute(25)
    assert house.searches() == 1


async def test_what_cannot_be_written_down_is_not_done(house: House) -> None:
    """Neither for AutoArr nor for a person."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    house.pending.fail_saves = 1
    await house.poll()
    assert (house.searches(), house.marked()) == (0, 0)
    assert house.failure().reason is Reason.SERVICE_FAILED
    house.pending.fail_saves = 1
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.retry(job)
    assert refused.value.refusal is Refusal.NOT_SAVED
    assert house.searches() == 0
    await house.minute(40)
    assert house.searches() == 1


async def test_a_ledger_that_cannot_be_written_stops_actions_but_not_seeing(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """The failure is in memory and acted on once the disk takes it."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    house.store.fail_saves = 4
    with caplog.at_level(logging.CRITICAL):
        await house.poll()
    assert house.searches() == 0
    await house.minute(25)
    assert house.searches() == 1


async def test_a_store_that_cannot_be_read_starts_anew_and_only_reports(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """Everything failed is baseline then."""
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(1, 2))
    store = house.store.reopened()
    store.fail_loads = 1
    house.store = store
    await house.start_engine()
    assert "cannot be read" in caplog.text
    await house.poll()
    assert house.failure().baseline
    assert house.searches() == 0


async def test_damaged_records_are_left_out_and_named_in_the_log(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """The rest is kept."""
    await house.settle_in()
    data = house.store.data
    assert data is not None
    data["failures"] = [{"key": 5}]
    await house.store.save(data)
    await house.restart()
    assert "1 records of recovery were damaged" in caplog.text
    assert house.engine.failures() == ()


async def test_polls_that_come_while_one_is_worked_on_return_at_once(house: House) -> None:
    """Only the latest is kept, and it is not lost."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    house.radarr.misbehave("slow", seconds=0.2, times=1)
    first = asyncio.create_task(house.poll())
    await asyncio.sleep(0.1)
    early = await _observation(house)
    await house.engine.observe(early)
    assert not first.done()
    await first
    assert (house.searches(), house.marked()) == (1, 1)


async def _observation(house: House) -> SabnzbdObservation:
    """Return what SABnzbd shows."""
    history = await house.sab_client.history()
    assert history is not None
    return SabnzbdObservation(ref=SAB, queue=await house.sab_client.queue(), history=history.slots)


def _starts(event: Event) -> bool:
    """Say whether an action was begun."""
    return event.kind is EventKind.ACTION_STARTED


async def test_a_stop_waits_for_the_action_under_way_and_begins_no_other(house: House) -> None:
    """Everything is on disk afterwards."""
    await house.settle_in()
    first = await house.grab_new(1, 2)
    second = await house.grab_new(1, 2, film=603)
    house.sabnzbd.fails(first)
    house.sabnzbd.fails(second)
    house.radarr.misbehave("slow", seconds=0.3, paths=r"/queue/\d+$", times=1)
    begun = asyncio.Event()
    house.journal.subscribe(lambda event: begun.set() if _starts(event) else None)
    poll = asyncio.create_task(house.poll())
    await begun.wait()
    await asyncio.sleep(0.05)
    await house.engine.stop()
    assert house.journal.unfinished() == ()
    await poll
    assert house.searches() == 1
    await house.minute(3)
    assert house.searches() == 1
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.retry(second)
    assert refused.value.refusal is Refusal.STOPPING
    await house.restart()
    await house.minute(2)
    assert house.searches() == 2


async def test_a_stop_does_not_wait_for_ever(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten seconds; the action is read back at the next start."""
    assert engine.STOP_WAIT == 10
    monkeypatch.setattr(engine, "STOP_WAIT", 0.05)
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(1, 2))
    house.radarr.misbehave("slow", seconds=1, paths=r"/queue/\d+$", times=1)
    begun = asyncio.Event()
    house.journal.subscribe(lambda event: begun.set() if _starts(event) else None)
    poll = asyncio.create_task(house.poll())
    await begun.wait()
    await asyncio.sleep(0.05)
    await house.engine.stop()
    assert len(house.journal.unfinished()) == 1
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    await asyncio.sleep(1)
    await house.restart()
    await house.minute(3)
    assert house.journal.unfinished() == ()
    assert (house.searches(), house.marked()) == (1, 1)


async def test_a_listener_that_fails_harms_nobody(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """Its traceback is in the log, the others are called."""
    calls: list[int] = []

    def broken() -> None:
        """Fail."""
        raise ValueError("listener")

    stop_broken = house.engine.subscribe(broken)
    stop = house.engine.subscribe(lambda: calls.append(1))
    await house.settle_in()
    assert calls
    assert "A listener of recovery failed" in caplog.text
    stop_broken()
    stop()
    stop()
    calls.clear()
    assert calls == []


async def test_a_failure_waits_while_its_arr_is_not_connected(house: House) -> None:
    """It is not taken for another program's."""
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(1, 2))
    house.radarr.misbehave("down")
    await house.poll()
    house.radarr.behave()
    await house.radarr.opened()
    house.connected.discard(RADARR.id)
    await house.minute(20)
    assert house.failure().reason in (Reason.SERVICE_FAILED, Reason.FOREIGN_JOB)
    house.connected.add(RADARR.id)
    await house.later(timedelta(hours=1))
    assert house.searches() <= 1


async def test_a_sabnzbd_that_is_not_connected_is_not_observed(house: House) -> None:
    """It was removed while its last poll was on the way."""
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(1, 2))
    last = await _observation(house)
    house.connected.discard(SAB.id)
    await house.engine.observe(last)
    assert house.engine.failures() == ()
