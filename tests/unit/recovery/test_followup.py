"""What comes after an action: looked at again, cleaned up, read back when nobody saw its end."""

from datetime import timedelta

from aiohttp import web
import pytest

from custom_components.autoarr.journal.events import EventKind
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import FailureState, Mode, Policy, Strategy
from custom_components.autoarr.recovery.targets import ServarrObservation
from tests.fakes.http import Json

from .downloader import MOVE, Answer, Query
from .house import DUNE, RADARR, House


async def replaced(house: House) -> str:
    """Have a film's release replaced; return the replacement's job."""
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(1, 2))
    await house.poll()
    await house.minute(2)
    assert house.failure().reason is Reason.REPLACED
    return house.sabnzbd.jobs[0]


async def observe_radarr(house: House) -> None:
    """Look at Radarr's queue as the glue does."""
    queue = await house.radarr_client.queue()
    await house.engine.observe_servarr(ServarrObservation(ref=RADARR, queue=tuple(queue)))


async def test_a_replacement_that_leaves_the_arrs_queue_is_looked_at_at_once(house: House) -> None:
    """Rather than after ten minutes."""
    job = await replaced(house)
    due = house.engine.next_try
    await observe_radarr(house)
    assert house.engine.next_try == due
    house.sabnzbd.finish(job)
    await house.radarr.refresh_monitored_downloads()
    await observe_radarr(house)
    await house.engine.tick()
    assert house.failure().state is FailureState.RECOVERED
    await observe_radarr(house)
    assert house.engine.counters()["recovered"] == 1
    assert house.engine.counters()["done_next_release"] == 1
    assert house.engine.next_try is None


async def test_an_arr_in_trouble_only_delays_the_look(house: House) -> None:
    """The failure stays followed, with the reason."""
    job = await replaced(house)
    house.sabnzbd.finish(job)
    house.radarr.misbehave("down")
    await house.minute(12, radarr=False)
    assert house.failure().state is FailureState.FOLLOWING
    assert house.failure().detail
    house.radarr.behave()
    await house.radarr.opened()
    await house.minute(12)
    assert house.failure().state is FailureState.RECOVERED
    assert house.failure().detail == ""


async def test_events_of_a_title_share_the_timeline_of_its_request(house: House) -> None:
    """`movie:tmdb:438631`, and its name as a person says it."""
    await replaced(house)
    timeline = house.journal.timeline("movie:tmdb:438631")
    kinds = {event.kind for event in timeline}
    assert {EventKind.FAILURE_SEEN, EventKind.ACTION_STARTED, EventKind.ACTION_FINISHED} <= kinds
    assert {event.title for event in timeline} == {"Dune (2021)"}


async def blamed_late(house: House) -> None:
    """Have the *arr blame a release only after AutoArr's retry."""
    await house.settle_in()
    job = await house.grab_new(1)
    house.sabnzbd.fails(job, MOVE, stage="Unpack")
    kept = house.sabnzbd.state.history[job]
    await house.poll()
    house.sabnzbd.state.history[job] = kept
    await house.radarr.refresh_monitored_downloads()
    house.sabnzbd.drop(job)
    assert len(house.radarr.blocklisted) == 1


async def test_cleaning_that_fails_is_done_later(house: House) -> None:
    """It is in the journal both times."""
    await blamed_late(house)
    house.radarr.misbehave("error", paths="/blocklist")
    await house.minute(3, radarr=False)
    assert len(house.radarr.blocklisted) == 1
    house.radarr.behave()
    await house.minute(4)
    assert house.radarr.blocklisted == []
    assert house.journal.unfinished() == ()


async def test_cleaning_that_cannot_be_written_down_is_not_done(house: House) -> None:
    """And is done later."""
    await blamed_late(house)
    house.pending.fail_saves = 1
    await house.minute(2)
    assert len(house.radarr.blocklisted) == 1
    await house.minute(3)
    assert house.radarr.blocklisted == []


async def test_cleaning_that_was_interrupted_is_done_again(house: House) -> None:
    """Removing a row twice harms nobody."""
    await blamed_late(house)
    await house.journal.begin(
        "recovery.clean_blocklist",
        correlation="movie:tmdb:438631",
        title="Dune (2021)",
        data={"failure": house.failure().key},
    )
    await house.restart()
    await house.minute(3)
    assert house.journal.unfinished() == ()
    assert house.radarr.blocklisted == []


async def test_a_row_that_does_not_go_away_is_not_taken_for_gone(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The deletion is read back."""
    await blamed_late(house)
    rows = list(house.radarr.blocklisted)
    stuck = property(lambda _: rows, lambda *_: None)
    monkeypatch.setattr(type(house.radarr.core.state), "blocklist", stuck, raising=False)
    await house.minute(2)
    failed = house.events(EventKind.ACTION_FAILED)
    assert any("still on the blocklist" in str(event.data["outcome"]) for event in failed)


async def not_handed_out(house: House) -> None:
    """Have an indexer not hand out what was grabbed, so that Radarr's own search is due in a while."""
    await house.settle_in()
    message = "URL Fetching failed; File not on server"
    house.sabnzbd.fails(await house.grab_new(1, 2), message, stage="Source")
    await house.poll()
    assert house.failure().state is FailureState.WAITING
    assert house.searches() == 0


async def test_a_retry_whose_job_never_shows_is_looked_for(house: House) -> None:
    """Four times within two seconds, then by reading back, then it is followed."""
    await house.settle_in()
    job = await house.grab_new(1)
    house.sabnzbd.fails(job, MOVE, stage="Unpack")

    def swallowed(query: Query, usual: Answer) -> Json:
        """Retry a job that then vanishes."""
        told = usual(query)
        house.sabnzbd.drop(house.sabnzbd.jobs[0])
        return told

    house.sabnzbd.once("retry", swallowed)
    await house.poll()
    assert house.slept == [0.5, 0.5, 0.5]
    assert house.failure().state is FailureState.ACTING
    await house.minute(2)
    assert house.failure().state is FailureState.FOLLOWING
    assert house.failure().reason is Reason.OUTCOME_UNKNOWN
    assert len(house.sabnzbd.retries) == 1


async def test_an_end_that_did_not_happen_is_made_again(house: House) -> None:
    """The job still waits, so the stop was not taken."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    house.sabnzbd.hold(job, "ENCRYPTED")

    def broken(query: Query, usual: Answer) -> Json:
        """Fail at the stop, answer everything else."""
        if query.get("name") == "priority":
            raise web.HTTPInternalServerError
        house.sabnzbd.once("queue", broken)
        return usual(query)

    house.sabnzbd.once("queue", broken)
    await house.poll()
    assert house.failure().state is FailureState.ACTING
    await house.minute(3)
    assert set(house.sabnzbd.ended) == {job}
    assert house.searches() == 1


async def test_an_action_is_read_back_only_with_its_services(house: House) -> None:
    """Until then its title is left alone."""
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(1, 2))
    house.lose_answer_of_grab()
    await house.poll()
    await house.restart()
    house.radarr.misbehave("down")
    await house.poll()
    await house.engine.tick()
    assert house.failure().state is FailureState.ACTING
    assert len(house.journal.unfinished()) == 1
    house.radarr.behave()
    await house.radarr.opened()
    await house.minute(3)
    assert house.failure().state is FailureState.FOLLOWING
    assert house.searches() == 1


async def test_an_action_on_what_was_forgotten_is_closed(house: House) -> None:
    """Its SABnzbd was removed meanwhile."""
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(1, 2))
    house.lose_answer_of_grab()
    await house.poll()
    await house.engine.forget_instance("sab1")
    await house.poll()
    assert house.journal.unfinished() == ()


async def test_a_person_whose_wish_fails_again_after_it_was_lost_hears_of_it_in_the_journal(
    house: House,
) -> None:
    """The failure is kept and tried later."""
    await house.settle_in(mode=Mode.MANAGE, auto=False)
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    await house.poll()
    house.lose_answer_of_grab(done=False)
    with pytest.raises(Exception, match="Radarr"):
        await house.engine.retry(job)
    house.lose_answer_of_grab(done=False)
    await house.minute(4)
    assert house.failure().state is FailureState.ACTING
    assert house.searches() == 2
    await house.minute(4)
    assert house.failure().state is FailureState.FOLLOWING
    assert house.failure().strategy is Strategy.NEXT_RELEASE


async def test_an_import_by_somebody_else_ends_the_story(house: House) -> None:
    """E.g. a person's own file, while AutoArr waited."""
    await house.settle_in()
    job = await house.grab_new(1)
    house.sabnzbd.outage(error="Cannot connect")
    house.sabnzbd.fails(job, "Aborted, cannot be completed - https://sabnzbd.org/not-complete")
    await house.poll()
    await house.radarr.refresh_monitored_downloads()
    house.post(2)
    other = await house.grab()
    house.sabnzbd.finish(other)
    await house.radarr.refresh_monitored_downloads()
    await house.later(timedelta(hours=1))
    assert house.imported()
    assert house.failure().state is FailureState.RECOVERED
    assert house.searches() == 0


@pytest.mark.parametrize("policy", [Policy.REPORT, Policy.ASK])
async def test_what_a_person_was_told_of_and_solved_is_closed(house: House, policy: Policy) -> None:
    """The list of open failures is for what can still be done."""
    await house.settle_in(auto=False)
    await house.engine.set_policy(Strategy.NEXT_RELEASE, policy)
    house.sabnzbd.fails(await house.grab_new(1))
    await house.poll()
    told = FailureState.REPORTED if policy is Policy.REPORT else FailureState.ASKED
    assert house.failure().state is told
    await house.radarr.refresh_monitored_downloads()
    await house.later(timedelta(hours=2))
    assert house.failure().state is told
    house.post(2)
    house.sabnzbd.finish(await house.grab())
    await house.radarr.refresh_monitored_downloads()
    assert house.imported()
    await house.later(timedelta(hours=2))
    assert house.failure().state is FailureState.RECOVERED
    assert house.events(EventKind.RECOVERED)[0].data["by"] == "person"
    assert house.searches() == 0


async def test_what_nobody_takes_up_in_two_weeks_is_closed(house: House) -> None:
    """Also while Radarr cannot be asked for some of that time."""
    await house.settle_in(auto=False)
    house.sabnzbd.fails(await house.grab_new(1))
    await house.poll()
    house.radarr.misbehave("down")
    await house.later(timedelta(days=1))
    assert house.failure().state is FailureState.REPORTED
    house.radarr.behave()
    await house.radarr.opened()
    await house.later(timedelta(days=14))
    assert house.failure().state is FailureState.CLOSED


async def test_what_a_dead_process_asked_for_a_moment_ago_is_given_time_to_show(
    house: House,
) -> None:
    """Radarr may still be grabbing for a sender that was killed: reading back at once would repeat it."""
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(1, 2))
    house.lose_answer_of_grab(done=False)
    await house.poll()
    await house.restart(after=timedelta(seconds=5))
    await house.poll()
    assert house.failure().state is FailureState.ACTING
    house.radarr.commands.push("MoviesSearch", {"movieIds": [house.radarr.movie(DUNE).id]})
    await house.radarr.idle()
    await house.minute(2)
    assert [event.data["ok"] for event in house.events(EventKind.ACTION_RESOLVED)] == [True]
    assert house.failure().state in (FailureState.FOLLOWING, FailureState.RECOVERED)
