"""Stopped at any step: nothing is done twice, nothing is lost."""

from datetime import timedelta

import pytest

from custom_components.autoarr.journal.ports import JsonObject, JsonValue
from custom_components.autoarr.requests.models import AnswerStatus, RequestState, Source
from custom_components.autoarr.requests.register import KEEP_ENDED, MAX_PROPOSALS
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sonarr import FakeSonarr
from tests.support.stores import MemoryStore, SimulatedCrash

from .house import House


async def test_killed_before_the_post(house: House, radarr: FakeRadarr) -> None:
    """The action is written down, the film is not there: it is added by the next run."""
    house.pending.crash_after_save = True
    with pytest.raises(SimulatedCrash):
        await house.ask("add Dune from 2021")
    assert radarr.movies == []

    await house.restart()
    assert house.state() is RequestState.CONFIRMED
    await house.look("radarr")

    assert house.state() is RequestState.SEARCHING
    assert len(radarr.movies) == 1
    assert house.journal.unfinished() == ()
    resolved = [e for e in house.events() if e.kind == "action_resolved"]
    assert [e.data["outcome"] for e in resolved] == ["it had not been done"]


async def test_killed_after_the_post(house: House, radarr: FakeRadarr) -> None:
    """The film is there, our note of it is not: it is ours, and not added again."""
    house.store.fail_saves = 0
    original = house.store.save
    saves = 0

    async def crash_on_second(data: JsonObject) -> None:
        nonlocal saves
        saves += 1
        if saves == 2:
            raise SimulatedCrash
        await original(data)

    house.store.save = crash_on_second  # type: ignore[method-assign]
    with pytest.raises(SimulatedCrash):
        await house.ask("add Dune from 2021")
    assert len(radarr.movies) == 1

    await house.restart()
    assert house.state() is RequestState.CONFIRMED
    await house.look("radarr")

    assert len(radarr.movies) == 1
    assert house.only.owned
    assert house.state() is RequestState.SEARCHING
    assert len(radarr.requests_to("/api/v3/movie", "POST")) == 1
    assert (await house.manager.cancel(house.only.id)).key == "cancelled_removed"


async def test_killed_after_the_series_was_added(house: House, sonarr: FakeSonarr) -> None:
    """The same for Sonarr, with episodes that still have to be monitored."""
    await house.ask("add New Girl S02E05")
    raw = house.store.data
    assert raw is not None
    house.store = MemoryStore(_as_confirmed(raw))
    house.pending = house.pending.reopened()
    await house.start()

    await house.look("sonarr")

    assert house.only.owned
    assert len(sonarr.all_series) == 1
    assert [e.number for e in sonarr.all_series[0].episodes if e.monitored] == [5]


def _as_confirmed(raw: JsonObject) -> JsonObject:
    """Return the store as it was before the title was added."""
    listed = raw["requests"]
    assert isinstance(listed, list)
    (request,) = listed
    assert isinstance(request, dict)
    early: JsonObject = {"state": "confirmed", "media_id": None, "owned": False}
    return {"requests": [{**request, **early, "pending_episodes": False}]}


async def test_killed_between_done_and_finished(house: House, radarr: FakeRadarr) -> None:
    """The request is further than its action says: the action is closed, nothing is repeated."""
    await house.ask("add Dune from 2021")
    action = await house.journal.begin(
        "request.add",
        correlation="x",
        title="Dune",
        instance="radarr",
        data={"request_id": house.only.id},
    )
    lost = await house.journal.begin(
        "request.add", correlation="x", title="?", instance="radarr", data={"request_id": "gone"}
    )
    await house.restart()
    await house.look("radarr")

    assert house.journal.unfinished() == ()
    assert {action, lost} <= {e.data.get("action_id") for e in house.events()}
    assert len(radarr.movies) == 1


async def test_killed_while_cancelling(house: House, radarr: FakeRadarr) -> None:
    """The cancellation is finished by the next run."""
    await house.ask("add Dune from 2021")
    house.pending.crash_after_save = True
    with pytest.raises(SimulatedCrash):
        await house.manager.cancel(house.only.id)
    assert radarr.movies

    await house.restart()
    await house.look("radarr")

    assert house.state() is RequestState.CANCELLED
    assert radarr.movies == []
    assert house.journal.unfinished() == ()


async def test_cancelled_but_not_written_down(house: House, radarr: FakeRadarr) -> None:
    """The request is closed, its action is not: it is closed now."""
    await house.ask("add Dune from 2021")
    await house.journal.begin(
        "request.cancel",
        correlation="x",
        title="Dune",
        instance="radarr",
        data={"request_id": house.only.id},
    )
    radarr.library.movies.clear()
    await house.restart()
    await house.look("radarr")
    await house.look("radarr")

    assert house.state() is RequestState.CANCELLED
    assert house.journal.unfinished() == ()


@pytest.mark.parametrize("store", ["store", "pending"])
async def test_what_cannot_be_written_down_is_not_done(
    house: House, radarr: FakeRadarr, store: str
) -> None:
    """A full disk: the person is told, nothing is added."""
    getattr(house, store).fail_saves = 1

    answer = await house.ask("add Dune from 2021")

    assert answer.status is AnswerStatus.REJECTED
    assert "No space left" in answer.text
    assert radarr.movies == []
    assert house.state() is RequestState.FAILED


async def test_what_is_done_counts_even_when_it_cannot_be_saved(
    house: House, radarr: FakeRadarr, caplog: pytest.LogCaptureFixture
) -> None:
    """The film is added; the note of it is written later."""
    original = house.store.save
    saves = 0

    async def fail_second(data: JsonObject) -> None:
        nonlocal saves
        saves += 1
        if saves == 2:
            house.store.fail_saves = 1
        await original(data)

    house.store.save = fail_second  # type: ignore[method-assign]
    answer = await house.ask("add Dune from 2021")

    assert answer.status is AnswerStatus.ADDED
    assert "not on disk yet" in caplog.text
    assert house.store.delayed
    assert len(radarr.movies) == 1


async def test_requests_survive_a_restart(house: House) -> None:
    """Word for word."""
    await house.ask("add Dune", source=Source(requester="somebody"))
    await house.ask("add season 2 of New Girl")
    await house.ask("add Avengers Doomsday")
    before = house.manager.requests()
    await house.manager.stop()
    await house.restart()

    assert house.manager.requests() == before


async def test_a_damaged_store_harms_nobody(house: House, caplog: pytest.LogCaptureFixture) -> None:
    """What can be read is read."""
    await house.ask("add Interstellar")
    await house.manager.stop()
    stored = house.store.data
    assert stored is not None
    listed = stored["requests"]
    assert isinstance(listed, list)
    good = listed[0]
    assert isinstance(good, dict)
    broken: list[JsonValue] = [
        "nonsense",
        {},
        {**good, "id": 5},
        {**good, "state": "dancing"},
        {**good, "created": "2026-01-01"},
        {**good, "choices": "x"},
        {**good, "media_id": "7"},
    ]
    house.store = MemoryStore({"requests": [*broken, good]})
    await house.start()
    assert len(house.manager.requests()) == 1

    house.store = MemoryStore({"requests": "all gone"})
    await house.start()
    assert house.manager.requests() == ()

    house.store = MemoryStore({})
    house.store.fail_loads = 1
    await house.start()
    assert "cannot be read" in caplog.text


async def test_a_stopped_manager_begins_nothing(house: House, radarr: FakeRadarr) -> None:
    """Home Assistant stops."""
    asked = await house.ask("add Dune")
    await house.manager.stop()

    answer = await house.manager.confirm(asked.request_id or "", 1)
    await house.manager.observe_queue("radarr", ())
    await house.manager.refresh("radarr")

    assert answer.key == "stopping"
    assert radarr.movies == []


async def test_stopping_with_a_full_disk_is_logged(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """It must not stop Home Assistant from stopping."""
    house.store.fail_saves = 1
    await house.manager.stop()

    assert "could not be saved" in caplog.text


async def test_questions_nobody_answers_expire(house: House) -> None:
    """After a day."""
    await house.ask("add Dune")
    house.clock.advance(timedelta(hours=25))
    await house.manager.refresh("radarr")

    assert house.state() is RequestState.CANCELLED
    assert house.note() == "expired"


async def test_the_list_stays_bounded(house: House) -> None:
    """500 closed requests or 90 days, and no more open questions than anybody can answer."""
    for number in range(MAX_PROPOSALS + 5):
        house.clock.advance(1)
        await house.ask("add Dune", confirmed=False, source=Source(requester=str(number)))
    assert len(house.manager.requests()) == MAX_PROPOSALS
    for request in house.manager.requests():
        await house.manager.cancel(request.id)
    assert len(house.manager.requests()) <= KEEP_ENDED
    house.clock.advance(timedelta(days=91))
    await house.ask("add Interstellar")

    assert [one.title for one in house.manager.requests()] == ["Interstellar (2014)"]
