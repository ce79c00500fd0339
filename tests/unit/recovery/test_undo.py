"""Taking back what was done: off the blocklist, monitored again, seen, and written down."""

import pytest

from custom_components.autoarr.journal.events import EventKind
from custom_components.autoarr.recovery.acting.undo import UNDOING, UndoStep
from custom_components.autoarr.recovery.messages import RecoveryRefused, Refusal
from custom_components.autoarr.recovery.models import Mode

from .house import DUNE, House


async def replaced(house: House) -> str:
    """Have a release blamed and replaced; return the job that failed."""
    await house.settle_in(mode=Mode.MANAGE)
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    await house.poll()
    await house.minute(2)
    assert len(house.radarr.blocklisted) == 1
    return job


async def test_a_release_is_taken_off_the_blocklist_and_left_alone_from_then_on(
    house: House,
) -> None:
    """What had been done before is not done again."""
    job = await replaced(house)
    assert await house.engine.undo(job) == (UndoStep.UNBLOCKLISTED,)
    assert house.radarr.blocklisted == []
    searches = house.searches()
    house.sabnzbd.drop(house.sabnzbd.jobs[0])
    await house.minute(30)
    assert house.searches() == searches
    assert house.radarr.blocklisted == []
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.undo(job)
    assert refused.value.refusal is Refusal.NOTHING_TO_UNDO
    started, finished = house.events(EventKind.ACTION_STARTED, EventKind.ACTION_FINISHED)[-2:]
    assert (started.data["action"], finished.data["outcome"]) == (
        UNDOING,
        "taken back: unblocklisted",
    )


async def test_a_film_that_was_monitored_is_monitored_again(house: House) -> None:
    """AutoArr searched for it, which it does for monitored titles alone."""
    job = await replaced(house)
    house.radarr.movie(DUNE).monitored = False
    assert await house.engine.undo(job) == (UndoStep.UNBLOCKLISTED, UndoStep.MONITORED)
    assert house.radarr.movie(DUNE).monitored


async def test_a_film_that_nobody_watched_for_is_left_as_it_is(house: House) -> None:
    """Nothing was done, so nothing is taken back."""
    await house.settle_in(auto=False)
    job = await house.grab_new(1, 2)
    house.radarr.movie(DUNE).monitored = False
    house.sabnzbd.fails(job)
    await house.poll()
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.undo(job)
    assert refused.value.refusal is Refusal.NOTHING_TO_UNDO
    assert not house.radarr.movie(DUNE).monitored


async def test_the_job_of_another_program_has_nothing_to_take_back(house: House) -> None:
    """No Radarr or Sonarr holds anything against it."""
    await house.settle_in()
    job = house.sabnzbd.enqueue("Linux.Distribution", category="*")
    house.sabnzbd.fails(job)
    await house.minute(3)
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.undo(job)
    assert refused.value.refusal is Refusal.NOTHING_TO_UNDO


async def test_what_does_not_stick_is_said_and_written_down(house: House) -> None:
    """The film is read again."""
    job = await replaced(house)
    house.radarr.movie(DUNE).monitored = False
    house.radarr.misbehave("error", paths="/api/v3/movie/editor")
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.undo(job)
    assert refused.value.refusal is Refusal.SERVICE_FAILED
    (failed,) = house.events(EventKind.ACTION_FAILED)
    assert failed.data["action"] == UNDOING
    assert house.journal.unfinished() == ()


async def test_what_cannot_be_written_down_is_not_taken_back(house: House) -> None:
    """The row stays."""
    job = await replaced(house)
    house.pending.fail_saves = 1
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.undo(job)
    assert refused.value.refusal is Refusal.NOT_SAVED
    assert len(house.radarr.blocklisted) == 1


async def test_an_undoing_that_was_interrupted_is_closed(house: House) -> None:
    """Asking again does no harm."""
    job = await replaced(house)
    await house.journal.begin(
        UNDOING,
        correlation="movie:tmdb:438631",
        title="Dune (2021)",
        data={"failure": house.failure().key},
    )
    await house.restart()
    await house.minute(2)
    assert house.journal.unfinished() == ()
    assert await house.engine.undo(job) == (UndoStep.UNBLOCKLISTED,)
