"""Failures of this machine: the same job again, and no blame for the release."""

from datetime import timedelta

from custom_components.autoarr.recovery.causes import Cause
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import FailureState, Mode, Strategy
from tests.fakes.servarr.state import Event

from .downloader import CORRUPT, FULL, MOVE, NOT_COMPLETE, SCRIPT
from .house import House


async def test_a_full_disk_is_waited_for_and_the_job_finished_without_another_download(
    house: House,
) -> None:
    """One retry, the *arr's blocklist row removed, imported by its title."""
    await house.settle_in()
    job = await house.grab_new(1)
    house.sabnzbd.space(0)
    house.sabnzbd.fails(job, FULL, stage="Unpack")
    await house.minute(20)
    assert house.failure().cause is Cause.DISK_FULL
    assert house.failure().reason is Reason.DISK_FULL
    assert house.sabnzbd.retries == []
    assert len(house.radarr.blocklisted) == 1
    house.sabnzbd.space(100)
    await house.later(timedelta(minutes=40))
    assert [old for old, _ in house.sabnzbd.retries] == [job]
    assert house.radarr.blocklisted == []
    assert house.failure().jobs == (job, house.sabnzbd.jobs[0])
    house.sabnzbd.finish(house.failure().job_id)
    await house.minute(5)
    assert house.imported()
    assert house.failure().state is FailureState.RECOVERED
    assert house.searches() == 0


async def test_a_job_that_its_post_processing_still_has_is_not_judged_yet(house: House) -> None:
    """Meanwhile SABnzbd calls it failed and not to be retried: the release would be blamed for that."""
    await house.settle_in()
    job = await house.grab_new(1)
    house.sabnzbd.fails(job, MOVE, stage="Unpack")
    house.sabnzbd.state.history[job].loaded = True
    await house.poll()
    assert house.engine.failures() == ()
    house.sabnzbd.state.history[job].loaded = False
    await house.poll()
    assert house.failure().strategy is Strategy.RETRY_NOW
    assert [old for old, _ in house.sabnzbd.retries] == [job]


async def test_a_row_the_arr_makes_only_after_the_retry_is_removed_as_well(house: House) -> None:
    """Its minute came between our retry and our next look."""
    await house.settle_in()
    job = await house.grab_new(1)
    house.sabnzbd.fails(job, MOVE, stage="Unpack")
    kept = house.sabnzbd.state.history[job]
    await house.poll()
    assert len(house.sabnzbd.retries) == 1
    house.sabnzbd.state.history[job] = kept
    await house.radarr.refresh_monitored_downloads()
    house.sabnzbd.drop(job)
    assert len(house.radarr.blocklisted) == 1
    await house.minute(3)
    assert house.radarr.blocklisted == []
    assert house.journal.unfinished() == ()


async def test_a_job_that_fails_again_after_its_retry_is_given_up(house: House) -> None:
    """One retry in seven days; it is one story with two ids."""
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(1), MOVE, stage="Unpack")
    await house.poll()
    house.sabnzbd.fails(house.failure().job_id, MOVE, stage="Unpack")
    await house.minute(3)
    assert len(house.sabnzbd.retries) == 1
    assert house.failure().state is FailureState.GAVE_UP
    assert house.failure().reason is Reason.RETRY_SPENT
    assert len(house.failure().jobs) == 2


async def test_a_retry_that_shows_the_release_is_bad_leads_to_another_release(house: House) -> None:
    """The *arr is blind for the new id: the original grab is marked as failed."""
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(1, 2), MOVE, stage="Unpack")
    await house.poll()
    house.sabnzbd.fails(house.failure().job_id, CORRUPT, stage="Unpack")
    await house.poll()
    assert house.failure().strategy is Strategy.NEXT_RELEASE
    assert (house.searches(), house.marked()) == (1, 1)
    assert [row.source_title for row in house.radarr.blocklisted] == [house.failure().name]
    house.sabnzbd.finish(house.sabnzbd.jobs[0])
    await house.minute(15)
    assert house.imported()


async def test_in_assist_mode_a_local_cause_is_told_and_left_to_a_person(house: House) -> None:
    """A retry would blind the *arr."""
    await house.settle_in(mode=Mode.ASSIST)
    house.sabnzbd.fails(await house.grab_new(1), MOVE, stage="Unpack")
    await house.poll()
    assert house.failure().reason is Reason.LOCAL_IN_ASSIST
    assert house.sabnzbd.retries == []


async def test_in_assist_mode_a_full_disk_ends_with_the_same_release_searched_again(
    house: House,
) -> None:
    """The *arr has blamed and removed it; that row goes, and one search brings it back."""
    await house.settle_in(mode=Mode.ASSIST)
    job = await house.grab_new(1)
    house.sabnzbd.space(0)
    house.sabnzbd.fails(job, FULL, stage="Unpack")
    await house.poll()
    await house.minute(3)
    assert len(house.radarr.blocklisted) == 1
    house.sabnzbd.space(100)
    await house.later(timedelta(hours=1))
    assert house.radarr.blocklisted == []
    assert house.searches() == 1
    assert len(house.sabnzbd.jobs) == 1


async def test_a_retry_somebody_makes_in_sabnzbd_continues_the_story(house: House) -> None:
    """The new id belongs to nobody, but its name and the missing old one tell."""
    await house.settle_in(auto=False)
    job = await house.grab_new(1)
    house.sabnzbd.fails(job, MOVE, stage="Unpack")
    await house.poll()
    new = await house.sab_client.retry(job)
    house.sabnzbd.fails(new, MOVE, stage="Unpack")
    await house.minute(3)
    assert house.failure().jobs == (job, new)
    assert house.failure().item is not None


async def test_a_retried_job_that_never_gets_imported_becomes_a_persons(house: House) -> None:
    """After a week."""
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(1), MOVE, stage="Unpack")
    await house.poll()
    house.sabnzbd.finish(house.failure().job_id)
    house.radarr.refuse_imports("Not an upgrade for existing movie file")
    for _ in range(9):
        await house.later(timedelta(hours=20))
    assert house.failure().state is FailureState.REPORTED
    assert house.failure().reason is Reason.NEEDS_A_PERSON
    assert house.radarr.events(Event.IMPORTED) == []


async def test_a_retry_that_finds_its_files_moved_away_does_not_blame_the_release(
    house: House,
) -> None:
    """SABnzbd then says that no article is there."""
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(1, 2), MOVE, stage="Unpack")
    await house.poll()
    house.sabnzbd.fails(house.failure().job_id, NOT_COMPLETE, stage="Download")
    await house.minute(2)
    assert (house.failure().cause, house.failure().reason) == (
        Cause.PERMISSIONS,
        Reason.RETRY_SPENT,
    )
    assert (house.searches(), house.radarr.blocklisted) == (0, [])


async def test_a_script_that_failed_is_a_persons(house: House) -> None:
    """The download is complete; a retry would find nothing."""
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(1, 2), SCRIPT, stage="Script")
    await house.minute(2)
    assert house.failure().reason is Reason.NEEDS_A_PERSON
    assert (house.sabnzbd.retries, house.searches()) == ([], 0)
