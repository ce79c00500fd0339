"""A person asks for another try."""

import pytest

from custom_components.autoarr.recovery.causes import Cause
from custom_components.autoarr.recovery.messages import RecoveryRefused, Refusal
from custom_components.autoarr.recovery.models import FailureState, Mode, Strategy

from .downloader import ENCRYPTED, MOVE, SHORT
from .house import House


async def refusal(house: House, job: str) -> Refusal:
    """Return why a retry is refused."""
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.retry(job)
    assert str(refused.value)
    return refused.value.refusal


async def test_a_failure_of_the_baseline_may_be_picked(house: House) -> None:
    """It is acted on once, and belongs to the living from then on."""
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    await house.engine.forget_instance("sab1")
    await house.settle_in()
    assert house.failure().baseline
    answer = await house.engine.retry(job)
    assert answer.strategy is Strategy.NEXT_RELEASE
    assert answer.failure.state is FailureState.FOLLOWING
    assert not answer.failure.baseline
    assert (house.searches(), house.marked()) == (1, 1)


async def test_in_assist_mode_the_arrs_own_search_is_skipped_for_a_chosen_release(
    house: House,
) -> None:
    """Marked as failed once, and nobody searches twice."""
    await house.settle_in(mode=Mode.ASSIST)
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    await house.poll()
    answer = await house.engine.retry(job)
    assert answer.strategy is Strategy.NEXT_RELEASE
    assert (house.searches(), house.marked()) == (1, 1)
    await house.minute(3)
    assert (house.searches(), len(house.radarr.blocklisted)) == (1, 1)
    assert len(house.radarr.commands.all) == 1
    assert len(house.sabnzbd.jobs) == 1


async def test_an_arr_that_cannot_be_kept_from_searching_is_left_to_it(house: House) -> None:
    """A release that is in no queue of its is marked by the history, which has no such switch."""
    await house.settle_in(mode=Mode.ASSIST)
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    await house.poll()
    house.radarr.core.state.tracked.clear()
    await house.engine.retry(job)
    assert (house.searches(), house.marked()) == (0, 1)
    await house.radarr.idle()
    assert len(house.sabnzbd.jobs) == 1


async def test_in_assist_mode_an_arr_that_searched_in_vain_is_told_to_search_again(
    house: House,
) -> None:
    """It has blamed the release already."""
    await house.settle_in(mode=Mode.ASSIST)
    job = await house.grab_new(1)
    house.sabnzbd.fails(job)
    await house.poll()
    await house.minute(2)
    house.post(2)
    await house.engine.retry(job)
    await house.radarr.idle()
    assert (house.searches(), house.marked()) == (1, 1)
    assert len(house.sabnzbd.jobs) == 1


async def test_in_manage_mode_a_job_that_may_be_fine_is_retried_at_sabnzbd(house: House) -> None:
    """By any id of its chain, also when its budget is spent."""
    await house.settle_in(auto=False)
    job = await house.grab_new(1)
    house.sabnzbd.fails(job, MOVE, stage="Unpack")
    await house.poll()
    first = await house.engine.retry(job)
    house.sabnzbd.fails(first.failure.job_id, MOVE, stage="Unpack")
    await house.poll()
    second = await house.engine.retry(job)
    assert len(second.failure.jobs) == 3
    assert len(house.sabnzbd.retries) == 2
    house.sabnzbd.finish(second.failure.job_id)
    await house.minute(3)
    assert house.imported()


async def test_a_password_is_handed_on_and_kept_nowhere(house: House) -> None:
    """Not in the journal, not in the ledger."""
    await house.settle_in(mode=Mode.ASSIST)
    job = await house.grab_new(1)
    house.sabnzbd.fails(job, ENCRYPTED, stage="Servers")
    await house.poll()
    await house.engine.retry(job, password="open sesame")
    assert house.sabnzbd.retries == [(job, "open sesame")]
    await house.engine.stop()
    await house.journal.flush()
    for store in (house.store, house.ring, house.pending):
        assert "sesame" not in str(store.data)


async def test_a_job_of_another_program_is_retried_and_followed(house: House) -> None:
    """Until SABnzbd completes it."""
    await house.settle_in()
    job = house.sabnzbd.enqueue("Linux.Distribution", category="*")
    house.sabnzbd.fails(job, SHORT)
    await house.minute(3)
    answer = await house.engine.retry(job)
    assert answer.strategy is Strategy.RETRY_NOW
    await house.minute(2)
    assert house.failure().state is FailureState.FOLLOWING
    house.sabnzbd.finish(answer.failure.job_id)
    await house.minute(12)
    assert house.failure().state is FailureState.RECOVERED


async def test_a_stuck_job_is_ended(house: House) -> None:
    """Then the *arr replaces it."""
    await house.settle_in(mode=Mode.ASSIST, auto=False)
    job = await house.grab_new(1, 2)
    house.sabnzbd.hold(job, "ENCRYPTED")
    await house.poll()
    assert (await house.engine.retry(job)).strategy is Strategy.END_JOB
    assert house.sabnzbd.ended == [job]


async def test_what_cannot_or_must_not_be_done_is_refused_with_the_reason(house: House) -> None:
    """Unknown jobs, replaced ones, unmonitored titles, jobs SABnzbd has forgotten."""
    assert await refusal(house, "nzo-unknown") is Refusal.UNKNOWN_JOB
    await house.settle_in(auto=False)
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    await house.poll()
    movie = house.radarr.movies[0]
    movie.monitored = False
    assert await refusal(house, job) is Refusal.TITLE_UNMONITORED
    movie.monitored = True
    await house.radarr.refresh_monitored_downloads()
    await house.grab()
    assert await refusal(house, job) is Refusal.REPLACED
    house.sabnzbd.finish(house.sabnzbd.jobs[0])
    await house.radarr.refresh_monitored_downloads()
    assert await refusal(house, job) is Refusal.IMPORTED
    other = house.sabnzbd.enqueue("Other", category="*")
    house.sabnzbd.fails(other)
    await house.poll()
    house.sabnzbd.drop(other)
    await house.poll()
    assert await refusal(house, other) is Refusal.NOT_RETRYABLE


async def test_a_service_that_fails_is_named_and_the_failure_kept(house: House) -> None:
    """A person may ask again."""
    await house.settle_in(auto=False)
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    await house.poll()
    house.radarr.misbehave("down")
    assert await refusal(house, job) is Refusal.SERVICE_FAILED
    house.radarr.behave()
    await house.radarr.opened()
    house.radarr.misbehave("unauthorised", paths=r"/queue/\d+$", times=1)
    assert await refusal(house, job) is Refusal.SERVICE_FAILED
    await house.engine.retry(job)
    assert (house.searches(), house.marked()) == (1, 1)


async def test_what_a_person_asked_for_is_done_after_a_lost_answer(house: House) -> None:
    """Also without any policy on auto; and while it is open it cannot be asked for again."""
    await house.settle_in(auto=False)
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    await house.poll()
    house.lose_answer_of_grab(done=False)
    assert await refusal(house, job) is Refusal.SERVICE_FAILED
    assert await refusal(house, job) is Refusal.IN_FLIGHT
    await house.minute(4)
    assert (house.searches(), house.marked(), len(house.sabnzbd.jobs)) == (2, 1, 1)
    assert house.failure().state is FailureState.FOLLOWING


async def test_a_job_that_nobody_knows_yet_can_be_retried_at_once(house: House) -> None:
    """A person need not wait for the second look-up."""
    await house.settle_in()
    job = house.sabnzbd.enqueue("Linux.Distribution", category="*")
    house.sabnzbd.fails(job, MOVE, stage="Unpack")
    await house.poll()
    assert (await house.engine.retry(job)).strategy is Strategy.RETRY_NOW
    assert house.failure().cause is Cause.PERMISSIONS


async def test_after_a_restart_a_retry_waits_for_the_first_look(house: House) -> None:
    """What SABnzbd holds is not known before."""
    await house.settle_in(auto=False)
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    await house.poll()
    await house.restart()
    assert await refusal(house, job) is Refusal.SERVICE_FAILED
    await house.engine.tick()
    assert house.searches() == 0
    await house.poll()
    await house.engine.retry(job)
    assert house.searches() == 1


async def test_a_job_too_old_for_a_poll_to_show_can_still_be_retried(house: House) -> None:
    """SABnzbd is asked for it."""
    await house.settle_in(auto=False)
    job = house.sabnzbd.enqueue("Old.Job", category="*")
    house.sabnzbd.fails(job)
    await house.minute(2)
    for number in range(60):
        house.sabnzbd.finish(house.sabnzbd.enqueue(f"Newer.{number}", category="*"))
    await house.poll()
    await house.engine.retry(job)
    assert [old for old, _ in house.sabnzbd.retries] == [job]


async def test_a_retry_of_a_job_whose_radarr_cannot_be_asked_is_refused(house: House) -> None:
    """It must not be taken for another program's."""
    await house.settle_in(auto=False)
    house.radarr.misbehave("down")
    job = house.sabnzbd.enqueue("Some.Job")
    house.sabnzbd.fails(job)
    await house.poll()
    assert await refusal(house, job) is Refusal.SERVICE_FAILED
    assert house.sabnzbd.retries == []


async def test_a_retry_that_sabnzbd_holds_again_is_noticed(house: House) -> None:
    """E.g. with a wrong password: the job would wait for ever, and so would its story."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job, MOVE)
    await house.poll()
    retried = house.failure()
    assert retried.strategy is Strategy.RETRY_NOW
    house.sabnzbd.hold(retried.job_id, "ENCRYPTED")
    await house.poll()
    assert house.failure().cause is Cause.PASSWORD
    assert house.failure().strategy is Strategy.END_JOB
