"""The engine in a whole house: what becomes of a film whose download fails."""

from datetime import timedelta

from custom_components.autoarr.clients.models.servarr import FailedHandling
from custom_components.autoarr.journal.events import EventKind
from custom_components.autoarr.recovery.causes import Cause, FaultOf
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import FailureState, Mode, Policy, Strategy

from .house import DUNE, FILMS, House


async def test_a_bad_release_is_replaced_and_the_film_is_imported(house: House) -> None:
    """In manage mode: blocklisted once, searched once, imported, told."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    await house.poll()
    assert len(house.radarr.blocklisted) == 1
    assert (house.searches(), house.marked()) == (1, 1)
    assert house.failure().state is FailureState.FOLLOWING
    (replacement,) = house.sabnzbd.jobs
    house.sabnzbd.finish(replacement)
    await house.minute(15)
    assert house.imported()
    assert house.failure().state is FailureState.RECOVERED
    (event,) = house.events(EventKind.RECOVERED)
    assert event.data["strategy"] == "next_release"
    assert (house.searches(), house.marked()) == (1, 1)
    assert house.journal.unfinished() == ()


async def test_a_fresh_install_does_nothing_and_says_what_it_would_have_done(house: House) -> None:
    """The control: without policies the film stays missing."""
    await house.settle_in(auto=False)
    before = house.writes()
    house.sabnzbd.fails(await house.grab_new(1, 2))
    await house.minute(8)
    assert house.writes() == before
    assert house.sabnzbd.retries == []
    assert not house.imported()
    (would,) = house.engine.would_have_done()
    assert (would.strategy, would.instance) == (Strategy.NEXT_RELEASE, "radarr1")
    assert house.failure().state is FailureState.REPORTED
    assert house.failure().proposed is Strategy.NEXT_RELEASE
    assert len(house.events(EventKind.DRY_RUN)) == 1


async def test_in_assist_mode_the_arr_replaces_a_bad_release_itself(house: House) -> None:
    """AutoArr only watches, and tells that it went well."""
    await house.settle_in(mode=Mode.ASSIST)
    before = house.writes()
    house.sabnzbd.fails(await house.grab_new(1, 2))
    await house.poll()
    assert house.failure().reason is Reason.ARR_SEARCHES
    await house.minute(3)
    (replacement,) = house.sabnzbd.jobs
    house.sabnzbd.finish(replacement)
    await house.minute(15)
    assert house.imported()
    assert house.writes() == before
    assert len(house.radarr.blocklisted) == 1
    assert house.failure().state is FailureState.RECOVERED
    (event,) = house.events(EventKind.RECOVERED)
    assert event.data["by"] == "arr"


async def test_in_assist_mode_a_search_that_found_nothing_is_repeated_later(house: House) -> None:
    """What the *arr leaves undone; a new post has come meanwhile."""
    await house.settle_in(mode=Mode.ASSIST)
    house.sabnzbd.fails(await house.grab_new(1))
    await house.minute(8)
    assert house.failure().reason is Reason.NOTHING_GRABBED
    assert house.searches() == 0
    house.post(2)
    await house.minute(25)
    assert house.searches() == 1
    assert len(house.sabnzbd.jobs) == 1
    assert len(house.radarr.blocklisted) == 1


async def test_in_assist_mode_with_its_search_switched_off_autoarr_searches(house: House) -> None:
    """Nobody else would."""
    await house.settle_in(mode=Mode.ASSIST)
    handling = FailedHandling(auto_redownload=False, auto_redownload_interactive=False)
    await house.radarr_client.set_failed_handling(handling)
    house.sabnzbd.fails(await house.grab_new(1, 2))
    await house.poll()
    assert (house.searches(), house.marked(), len(house.radarr.blocklisted)) == (1, 1, 1)
    await house.minute(3)
    assert (house.searches(), house.marked(), len(house.radarr.blocklisted)) == (1, 1, 1)


async def test_a_release_the_arr_has_blocklisted_already_is_only_searched_for(house: House) -> None:
    """In manage mode its minute may come before our look."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    await house.radarr.refresh_monitored_downloads()
    assert (house.marked(), house.searches()) == (1, 0)
    await house.poll()
    assert (house.marked(), house.searches()) == (1, 1)
    assert len(house.radarr.blocklisted) == 1


async def test_a_job_the_arr_lost_sight_of_is_marked_by_its_history(house: House) -> None:
    """It is in no queue of the *arr: `POST /history/failed/{id}`."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    house.radarr.core.state.tracked.clear()
    await house.poll()
    assert len(house.radarr.requests_to(r"/api/v3/history/failed/\d+", "POST")) == 1
    assert (house.marked(), house.searches()) == (1, 1)


async def test_a_job_of_another_program_is_only_reported(house: House) -> None:
    """No Radarr knows it, also a minute later."""
    await house.settle_in()
    house.sabnzbd.fails(house.sabnzbd.enqueue("Linux.Distribution", category="*"))
    await house.poll()
    assert house.failure().reason is Reason.OWNER_UNKNOWN
    await house.minute(3)
    assert house.failure().reason is Reason.FOREIGN_JOB
    assert house.failure().state is FailureState.REPORTED
    assert (house.searches(), house.marked()) == (0, 0)


async def test_300_failed_jobs_of_before_are_left_alone(house: House) -> None:
    """One summary, no look-up, no action, also when older ones come into view."""
    for number in range(300):
        house.clock.advance(1)
        house.sabnzbd.fails(house.sabnzbd.enqueue(f"Old.Film.{number}"))
    await house.settle_in()
    before, asked = house.writes(), len(house.radarr.requests)
    await house.minute(3)
    for job in list(house.sabnzbd.state.history)[-100:]:
        house.sabnzbd.drop(job)
    await house.minute(3)
    assert house.writes() == before
    assert len(house.radarr.requests) == asked
    (event,) = house.events(EventKind.BASELINE)
    assert event.data["failures"] == 60
    assert {seen.reason for seen in house.engine.failures()} == {Reason.BASELINE}
    assert house.engine.storm_since is None
    assert house.events(EventKind.FAILURE_SEEN) == []


async def test_what_failed_while_nobody_looked_for_long_is_baseline(house: House) -> None:
    """More than six hours away; a shorter absence loses nothing."""
    await house.settle_in()
    first = await house.grab_new(1, 2)
    house.sabnzbd.fails(first)
    await house.restart(after=timedelta(hours=5))
    await house.poll()
    assert house.searches() == 1
    house.sabnzbd.fails(house.sabnzbd.jobs[0])
    await house.restart(after=timedelta(hours=7))
    await house.poll()
    assert house.searches() == 1
    assert [seen.baseline for seen in house.engine.failures()] == [False, True]


async def test_an_instance_that_was_removed_starts_with_a_baseline_again(house: House) -> None:
    """Nothing is remembered of it."""
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(1, 2))
    await house.engine.forget_instance("sab1")
    assert house.engine.failures() == ()
    await house.poll()
    assert house.failure().baseline
    assert house.searches() == 0


async def test_an_encrypted_job_that_hangs_is_ended_and_replaced_by_the_arr(house: House) -> None:
    """In assist mode; the message its end makes is not taken for the cause."""
    await house.settle_in(mode=Mode.ASSIST)
    job = await house.grab_new(1, 2)
    house.sabnzbd.hold(job, "ENCRYPTED")
    await house.poll()
    assert house.sabnzbd.ended == [job]
    await house.minute(3)
    assert (house.failure().cause, house.failure().at_fault) == (Cause.PASSWORD, FaultOf.RELEASE)
    assert house.failure().state is FailureState.FOLLOWING
    assert house.searches() == 0
    assert len(house.sabnzbd.jobs) == 1
    assert house.sabnzbd.ended == [job]


async def test_in_manage_mode_the_ended_job_is_replaced_by_autoarr(house: House) -> None:
    """Two steps, one story."""
    await house.settle_in()
    house.sabnzbd.hold(await house.grab_new(1, 2), "UNWANTED")
    await house.minute(2)
    assert (house.searches(), house.marked()) == (1, 1)
    assert len(house.engine.failures()) == 1


async def test_a_job_paused_by_a_setting_is_asked_about(house: House) -> None:
    """It is not the release's fault."""
    await house.settle_in()
    house.sabnzbd.hold(await house.grab_new(1), "TOO LARGE")
    await house.minute(2)
    assert house.sabnzbd.ended == []
    assert house.failure().state is FailureState.ASKED
    (event,) = house.events(EventKind.DECISION_MADE)
    assert event.data["ask"] is True


async def test_a_paused_job_that_a_person_resumes_or_removes_is_theirs(house: House) -> None:
    """And a failure later is a new story."""
    await house.settle_in(auto=False)
    job = await house.grab_new(1, 2)
    house.sabnzbd.hold(job, "ENCRYPTED")
    await house.poll()
    assert house.failure().state is FailureState.REPORTED
    house.sabnzbd.resume(job)
    await house.poll()
    assert house.failure().state is FailureState.CLOSED
    house.sabnzbd.fails(job)
    await house.poll()
    assert house.failure().state is FailureState.REPORTED
    assert house.failure().cause is Cause.PAR2_DAMAGED
    other = house.sabnzbd.enqueue("Other")
    house.sabnzbd.hold(other, "ENCRYPTED")
    await house.minute(3)
    house.sabnzbd.drop(other)
    await house.poll()
    assert house.engine.failures()[-1].reason is Reason.USER_STOPPED


async def test_an_unmonitored_film_is_not_searched(house: House) -> None:
    """Nobody wants it any more."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    house.radarr.movie(DUNE).monitored = False
    house.sabnzbd.fails(job)
    await house.minute(2)
    assert house.searches() == 0
    assert house.failure().reason is Reason.TITLE_UNMONITORED


async def test_a_film_that_was_deleted_is_only_reported(house: House) -> None:
    """There is nothing to replace."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    await house.radarr_client.delete_movie(house.radarr.movie(DUNE).id)
    house.sabnzbd.fails(job)
    await house.minute(2)
    assert house.searches() == 0
    assert house.failure().reason in (Reason.TITLE_GONE, Reason.FOREIGN_JOB)


async def test_a_release_that_waits_for_its_delay_profile_has_replaced_the_failed_one(
    house: House,
) -> None:
    """A search by command would go past the delay."""
    await house.settle_in(mode=Mode.ASSIST)
    house.sabnzbd.fails(await house.grab_new(1))
    house.radarr.delay(60 * 24 * 30)
    house.post(0)
    await house.radarr.refresh_monitored_downloads()
    await house.poll()
    assert house.failure().reason is Reason.REPLACED
    await house.minute(20)
    assert house.searches() == 0


async def test_three_releases_in_seven_days_and_then_autoarr_gives_up(house: House) -> None:
    """Over as many days as the limit of searches needs."""
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(1, 2, 3, 4, 5, 6))
    await house.poll()
    for _ in range(3):
        house.sabnzbd.fails(house.sabnzbd.jobs[0])
        await house.poll()
        await house.later(timedelta(hours=25))
    assert house.searches() == 3
    last = house.engine.failures()[-1]
    assert (last.state, last.reason) == (FailureState.GAVE_UP, Reason.RELEASES_SPENT)
    assert len(house.events(EventKind.GAVE_UP)) == 1
    closed = [seen.state for seen in house.engine.failures()[:-1]]
    assert closed == [FailureState.CLOSED] * 3


async def test_searches_that_find_nothing_end(house: House) -> None:
    """Ever later, a few times, at most twice a day, where nobody wants a lower quality."""
    await house.settle_in()
    await house.engine.set_policy(Strategy.LOWER_QUALITY, Policy.OFF)
    house.sabnzbd.fails(await house.grab_new(1))
    await house.poll()
    for _ in range(60):
        await house.later(timedelta(hours=4))
    assert house.failure().state is FailureState.GAVE_UP
    assert house.failure().reason is Reason.NOTHING_FOUND
    assert house.searches() == 5
    assert house.marked() == 1


async def test_a_job_that_failed_and_was_removed_between_two_polls_is_not_missed(
    house: House,
) -> None:
    """The *arr's history tells; what a person removed or marked is theirs."""
    await house.settle_in()
    for client in house.radarr.core.tables["downloadclient"]:
        client["removeFailedDownloads"] = True
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    await house.radarr.refresh_monitored_downloads()
    assert house.sabnzbd.state.history == {}
    house.radarr.misbehave("error", paths="/history", times=20)
    await house.poll()
    assert house.engine.failures() == ()
    house.radarr.behave()
    await house.poll()
    assert house.failure().cause is Cause.PAR2_DAMAGED
    assert house.searches() == 1
    house.sabnzbd.drop(house.sabnzbd.jobs[0])
    await house.poll()
    assert len(house.engine.failures()) == 1


async def test_a_failed_job_is_removed_where_autoarr_owns_failures(house: House) -> None:
    """Also when Radarr blamed it first: it no longer removes anything then. What did not fail stays."""
    await house.settle_in()
    other = await house.grab_new(1, film=FILMS[1])
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    await house.radarr.refresh_monitored_downloads()
    assert job in house.sabnzbd.state.history
    await house.poll()
    assert house.failure().strategy is Strategy.NEXT_RELEASE
    assert job not in house.sabnzbd.state.history
    assert other in house.sabnzbd.jobs
