"""A download that fails and is removed by Radarr before AutoArr has looked once: its history still tells of it."""

from datetime import timedelta

from custom_components.autoarr.journal.events import EventKind
from custom_components.autoarr.recovery.causes import Cause, FaultOf
from custom_components.autoarr.recovery.models import Mode
from custom_components.autoarr.recovery.targets import ServarrObservation
from tests.fakes.servarr.state import Event as ArrEvent

from .downloader import NOT_COMPLETE
from .house import RADARR, SAB, House


async def observe_radarr(house: House) -> None:
    """Look at Radarr's queue as the glue does."""
    queue = await house.radarr_client.queue()
    await house.engine.observe_servarr(ServarrObservation(ref=RADARR, queue=tuple(queue)))


async def lived_in(house: House) -> None:
    """Have a house in assist mode that knows which SABnzbd Radarr's is: a film came by it."""
    await observe_radarr(house)
    await house.settle_in(mode=Mode.ASSIST)
    house.post(1, film=603)
    job = await house.grab(603)
    await house.poll()
    await observe_radarr(house)
    house.sabnzbd.finish(job)
    await house.poll()
    await observe_radarr(house)


async def fails_unseen(house: House, message: str = NOT_COMPLETE) -> str:
    """Have a film's only release grabbed, failed and removed with nobody looking; return its job."""
    if not house.indexer.releases or not any(r.tmdb_id == 438631 for r in house.indexer.releases):
        house.post(1)
    job = await house.grab()
    house.sabnzbd.fails(job, message, stage="Download")
    await house.radarr.refresh_monitored_downloads()
    assert job not in house.sabnzbd.state.history
    return job


def histories(house: House) -> int:
    """Return how often Radarr was asked what had failed of late."""
    return sum(
        "eventType" in request.query
        for request in house.radarr.requests_to("/api/v3/history/since")
    )


async def test_a_failure_that_no_poll_showed_is_found(house: House) -> None:
    """With its cause, its title, and an event; once."""
    await lived_in(house)
    job = await fails_unseen(house)
    await house.poll()
    failure = house.failure()
    assert (failure.jobs, failure.sabnzbd) == ((job,), SAB.id)
    assert (failure.cause, failure.at_fault) == (Cause.ARTICLE_MISSING, FaultOf.RELEASE)
    assert failure.title == "Dune (2021)"
    assert not failure.baseline
    await house.minute(5)
    await observe_radarr(house)
    assert len(house.events(EventKind.FAILURE_SEEN)) == 1
    assert house.engine.counters()["seen"] == 1


async def test_an_unchanged_history_costs_no_request(house: House) -> None:
    """SABnzbd's marker says whether there can be anything."""
    await lived_in(house)
    await house.minute(2)
    before = histories(house)
    await house.minute(10)
    assert histories(house) == before


async def test_what_failed_before_radarr_was_known_is_left_alone(house: House) -> None:
    """It belongs to the time before us."""
    await fails_unseen(house)
    await house.settle_in(mode=Mode.ASSIST)
    await observe_radarr(house)
    await house.minute(3)
    assert house.engine.failures() == ()


async def test_what_failed_during_a_restart_is_found_and_after_a_long_absence_it_is_not(
    house: House,
) -> None:
    """Six hours, as for everything else."""
    await lived_in(house)
    await fails_unseen(house)
    await house.restart(after=timedelta(minutes=10))
    await house.poll()
    assert len(house.engine.failures()) == 1
    house.post(2, film=27205)
    job = await house.grab(27205)
    house.sabnzbd.fails(job, NOT_COMPLETE, stage="Download")
    await house.radarr.refresh_monitored_downloads()
    await house.restart(after=timedelta(hours=7))
    await house.poll()
    await observe_radarr(house)
    await house.minute(2)
    assert len(house.engine.failures()) == 1


async def test_a_radarr_that_does_not_answer_is_asked_again(house: House) -> None:
    """Nothing is lost by that."""
    await lived_in(house)
    await fails_unseen(house)
    house.radarr.misbehave("down")
    await house.poll()
    assert house.engine.failures() == ()
    house.radarr.behave()
    await house.radarr.opened()
    await house.poll()
    assert house.failure().cause is Cause.ARTICLE_MISSING


async def test_what_a_person_marked_as_failed_has_not_failed(house: House) -> None:
    """Radarr writes the same event for it."""
    await lived_in(house)
    house.post(1)
    job = await house.grab()
    (grab,) = house.radarr.core.state.history_of(job, ArrEvent.GRABBED)
    house.sabnzbd.drop(job)
    await house.radarr_client.mark_failed(grab.id)
    house.sabnzbd.state.updates += 1
    await house.poll()
    await house.minute(2)
    assert house.marked() == 1
    assert house.engine.failures() == ()


async def test_the_jobs_of_a_sabnzbd_that_is_not_connected_are_not_ours(house: House) -> None:
    """Radarr calls it by another name."""
    await lived_in(house)
    assert house.radarr.core.client_row is not None
    house.radarr.core.client_row["name"] = "Another SABnzbd"
    await fails_unseen(house)
    await house.poll()
    await house.minute(2)
    assert house.marked() == 1
    assert house.engine.failures() == ()


async def test_a_database_that_begins_anew_hides_nothing_for_ever(house: House) -> None:
    """Its ids are small again; what fails after that is found."""
    await lived_in(house)
    watched = house.engine._core.ledger.watched(RADARR.id)
    assert watched is not None
    house.engine._core.ledger.note_failed_event(RADARR.id, 9_000)
    await fails_unseen(house)
    await house.poll()
    assert house.engine.failures() == ()
    house.post(2, film=27205)
    job = await house.grab(27205)
    house.sabnzbd.fails(job, NOT_COMPLETE, stage="Download")
    await house.radarr.refresh_monitored_downloads()
    await house.poll()
    assert house.failure().jobs == (job,)
