"""Jobs that were to go on and are gone from SABnzbd: nobody waits a week for them."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.journal.events import EventKind
from custom_components.autoarr.recovery.causes import Cause, FaultOf
from custom_components.autoarr.recovery.decide import decide
from custom_components.autoarr.recovery.following.missing import Loss, after_loss, loss_of
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import Failure, FailureState, Item, Policy, Strategy
from custom_components.autoarr.recovery.world import ItemHistory, TitleState, World
from tests.fakes.http import Json
from tests.fakes.sabnzbd.model import Scenario
from tests.support.clock import START

from .builders import failure as a_failure
from .downloader import ENCRYPTED, MOVE, SHORT, Answer, Query
from .house import House
from .strategies import auto, failures, histories, items, policies, worlds

DAYS_UP = "3d"
JUST_UP = "0m"


def runs_for(house: House, shown: str | Callable[[], str]) -> None:
    """Have SABnzbd tell how long it has run, from now on."""

    def told(query: Query, usual: Answer) -> Json:
        """Answer as usual, but for that."""
        runs_for(house, shown)
        answer = usual(query)
        assert isinstance(answer, dict)
        status = answer["status"]
        assert isinstance(status, dict)
        uptime = shown if isinstance(shown, str) else shown()
        return answer | {"status": status | {"uptime": uptime}}

    house.sabnzbd.once("status", told)


async def half_minute(house: House) -> None:
    """Let half a minute pass."""
    house.clock.advance(30)
    await house.radarr.refresh_monitored_downloads()
    await house.poll()
    await house.engine.tick()
    await house.radarr.idle()


async def retried(house: House, message: str = MOVE, *numbers: int) -> str:
    """Have a release fail for a reason of this machine and be retried; return its new id."""
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(*(numbers or (1,))), message, stage="Unpack")
    await house.poll()
    failed = house.failure()
    assert failed.strategy is Strategy.RETRY_NOW
    assert failed.state is FailureState.FOLLOWING
    return failed.job_id


async def test_a_retry_that_sabnzbd_loses_goes_on_at_once_and_blames_nothing(house: House) -> None:
    """It was killed before it had written its queue: the same release is fetched once more and imported."""
    job = await retried(house)
    house.sabnzbd.drop(job)
    runs_for(house, JUST_UP)
    for _ in range(3):
        await half_minute(house)
    assert len(house.sabnzbd.retries) == 1
    assert (house.searches(), house.radarr.blocklisted) == (1, [])
    assert house.failure().reason is Reason.JOB_LOST
    (again,) = house.sabnzbd.jobs
    assert again not in house.failure().jobs
    house.sabnzbd.finish(again)
    await house.minute(12)
    assert house.imported()
    assert house.failure().state is FailureState.RECOVERED
    assert house.journal.unfinished() == ()


async def test_a_retry_whose_answer_was_lost_with_it_is_lost_and_not_stopped_by_a_person(
    house: House,
) -> None:
    """SABnzbd died with it and is up since: longer than it is known what became of the retry, not since it was asked."""
    await house.settle_in()
    job = await house.grab_new(1)
    house.sabnzbd.fails(job, MOVE, stage="Unpack")

    def dies(query: Query, usual: Answer) -> Json:
        """Forget the job, and start again."""
        told = usual(query)
        house.sabnzbd.drop(house.sabnzbd.jobs[0])
        return told

    house.sabnzbd.once("retry", dies)
    await house.poll()
    assert house.failure().state is FailureState.ACTING
    started = house.clock.now() + timedelta(seconds=1)
    runs_for(house, lambda: f"{(house.clock.now() - started) // timedelta(minutes=1)}m")
    # It is read back late: between that and the last look it has been up all the time.
    house.clock.advance(90)
    await house.minute(4)
    assert (house.searches(), house.radarr.blocklisted) == (1, [])
    assert len(house.sabnzbd.retries) == 1


async def test_a_lost_retry_is_not_searched_where_that_needs_a_yes(house: House) -> None:
    """The policy for a search decides, as ever."""
    job = await retried(house)
    await house.engine.set_policy(Strategy.RETRY_LATER, Policy.ASK)
    house.sabnzbd.drop(job)
    runs_for(house, JUST_UP)
    await house.minute(3)
    assert house.failure().state is FailureState.ASKED
    assert house.searches() == 0


async def test_a_job_is_not_taken_for_lost_while_it_moves(house: House) -> None:
    """Between queue and history it is in neither for a moment, and after a restart SABnzbd is busy."""
    job = await retried(house)
    runs_for(house, JUST_UP)
    kept = house.sabnzbd.state.queue.pop(job)
    await house.minute()
    assert house.failure().strategy is Strategy.RETRY_NOW
    house.sabnzbd.state.queue[job] = kept
    await half_minute(house)
    # Seen in between: the absences before do not count.
    del house.sabnzbd.state.queue[job]
    await house.minute(2)
    assert house.searches() == 0
    assert house.failure().jobs[-1] == job
    house.sabnzbd.state.queue[job] = kept
    house.sabnzbd.finish(job)
    await house.minute(3)
    assert house.failure().state is FailureState.RECOVERED
    assert house.searches() == 0


async def test_a_sabnzbd_that_does_not_answer_has_lost_nothing(house: House) -> None:
    """Nor a Radarr that cannot be asked whether it was imported."""
    job = await retried(house)
    runs_for(house, JUST_UP)
    kept = house.sabnzbd.state.queue.pop(job)
    await house.minute()
    house.sabnzbd.misbehave("down")
    house.clock.advance(600)
    await house.engine.tick()
    house.radarr.misbehave("down")
    house.sabnzbd.behave()
    await house.sabnzbd.opened()
    house.clock.advance(600)
    await house.engine.tick()
    assert house.failure().strategy is Strategy.RETRY_NOW
    house.radarr.behave()
    await house.radarr.opened()
    house.sabnzbd.state.queue[job] = kept
    house.sabnzbd.finish(job)
    await house.minute(4)
    assert house.failure().state is FailureState.RECOVERED
    assert house.searches() == 0


async def test_a_retried_job_that_a_person_deletes_is_left_alone(house: House) -> None:
    """A SABnzbd that has run all the time loses nothing: what is gone was removed."""
    job = await retried(house)
    runs_for(house, DAYS_UP)
    house.sabnzbd.drop(job)
    await house.minute(3)
    assert (house.failure().state, house.failure().reason) == (
        FailureState.CLOSED,
        Reason.USER_STOPPED,
    )
    assert (house.searches(), house.sabnzbd.jobs, house.radarr.blocklisted) == (0, [], [])
    told = house.events(EventKind.DECISION_MADE)[-1]
    assert told.data["reason"] == Reason.USER_STOPPED


async def test_a_lost_job_that_comes_back_under_another_id_is_the_same_story(house: House) -> None:
    """SABnzbd, or a person, has taken its folder up again."""
    job = await retried(house)
    runs_for(house, JUST_UP)
    house.sabnzbd.drop(job)
    again = house.sabnzbd.enqueue(house.failure().name)
    await house.minute(4)
    assert house.failure().jobs[-2:] == (job, again)
    assert house.failure().state is FailureState.FOLLOWING
    assert house.searches() == 0
    house.sabnzbd.fails(again, MOVE, stage="Unpack")
    await house.minute()
    assert house.failure().reason is Reason.RETRY_SPENT


async def test_a_retry_that_keeps_its_id_is_followed_as_well(house: House) -> None:
    """An id that does not change names one job, there or gone."""
    await house.settle_in()
    job = await house.grab_new(1)

    def same(query: Query, usual: Answer) -> Json:
        """Put the job back into the queue as it was."""
        answer = usual(query)
        (new,) = house.sabnzbd.jobs
        slot = house.sabnzbd.state.queue.pop(new)
        slot.nzo_id = job
        house.sabnzbd.state.queue[job] = slot
        assert isinstance(answer, dict)
        return answer | {"nzo_id": job}

    house.sabnzbd.once("retry", same)
    house.sabnzbd.fails(job, MOVE, stage="Unpack")
    await house.poll()
    assert set(house.failure().jobs) == {job}
    await house.minute(3)
    assert house.failure().state is FailureState.FOLLOWING
    runs_for(house, JUST_UP)
    house.sabnzbd.drop(job)
    await house.minute(4)
    assert house.failure().reason in (Reason.JOB_LOST, Reason.REPLACED)
    assert house.searches() == 1


async def test_a_retry_with_a_password_that_is_lost_leads_to_another_release(house: House) -> None:
    """Its release was to blame before, and is so again."""
    await house.settle_in(auto=False)
    house.sabnzbd.fails(await house.grab_new(1, 2), ENCRYPTED, stage="Servers")
    await house.poll()
    await house.engine.set_policy(Strategy.NEXT_RELEASE, Policy.AUTO)
    answer = await house.engine.retry(house.failure().key.partition(":")[2], password="wrong")
    runs_for(house, JUST_UP)
    house.sabnzbd.drop(answer.failure.job_id)
    await house.minute(3)
    assert house.failure().strategy is Strategy.NEXT_RELEASE
    assert house.marked() == 1


async def test_an_ended_job_that_is_removed_at_once_is_replaced(house: House) -> None:
    """Its Radarr, or a person, was quicker than our look; the story goes on by its cause."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    runs_for(house, DAYS_UP)
    house.sabnzbd.hold(job, "ENCRYPTED")
    await house.poll()
    assert house.sabnzbd.ended == [job]
    house.sabnzbd.drop(job)
    await house.minute(4)
    assert house.failure().strategy is Strategy.NEXT_RELEASE
    assert len(house.sabnzbd.jobs) == 1


async def test_the_job_of_another_program_that_is_lost_is_not_followed_for_ever(
    house: House,
) -> None:
    """A person is told; there is nothing to search for."""
    await house.settle_in()
    job = house.sabnzbd.enqueue("Linux.Distribution", category="*")
    house.sabnzbd.fails(job, SHORT)
    await house.minute(3)
    answer = await house.engine.retry(job)
    runs_for(house, JUST_UP)
    house.sabnzbd.drop(answer.failure.job_id)
    await house.minute(12)
    assert (house.failure().state, house.failure().reason) == (
        FailureState.REPORTED,
        Reason.FOREIGN_JOB,
    )


async def test_a_release_that_fails_again_after_it_was_lost_ends_as_ever(house: House) -> None:
    """The retry that was lost counts as one: there is no second one within the week."""
    job = await retried(house)
    house.sabnzbd.drop(job)
    runs_for(house, JUST_UP)
    await house.minute(3)
    (again,) = house.sabnzbd.jobs
    house.sabnzbd.state.end(again, Scenario(name="test", message=MOVE))
    await house.minute(2)
    assert len(house.sabnzbd.retries) == 1
    assert {one.reason for one in house.engine.failures()} == {
        Reason.SUPERSEDED,
        Reason.RETRY_SPENT,
    }


# ── what is concluded ──

NOW = START


@pytest.mark.parametrize(
    ("uptime", "since", "loss"),
    [
        (None, timedelta(minutes=2), Loss.LOST),
        # Shown as 0m, 1m, 2m: it may have begun after what is followed.
        (timedelta(minutes=1), timedelta(minutes=2), Loss.LOST),
        (timedelta(minutes=2), timedelta(minutes=2), Loss.LOST),
        (timedelta(minutes=3), timedelta(minutes=2), Loss.LOST),
        # Shown as 3m, 1h, 3d: it had begun before.
        (timedelta(minutes=4), timedelta(minutes=2), Loss.REMOVED),
        (timedelta(hours=2), timedelta(minutes=2), Loss.REMOVED),
        (timedelta(days=4), timedelta(hours=70), Loss.REMOVED),
        (timedelta(days=4), timedelta(hours=80), Loss.LOST),
    ],
)
def test_what_is_gone_was_lost_unless_sabnzbd_has_run_all_the_time(
    uptime: timedelta | None, since: timedelta, loss: Loss
) -> None:
    """It tells whole minutes, hours or days."""
    followed = a_failure(following_since=NOW - since)
    assert loss_of(followed, uptime, NOW) is loss


@given(failures(), st.sampled_from(Loss), st.sampled_from(Strategy))
def test_a_story_always_goes_on_or_ends(seen: Failure, loss: Loss, strategy: Strategy) -> None:
    """Nothing is followed any more that is not there."""
    after = after_loss(
        Failure.__replace__(seen, state=FailureState.FOLLOWING, strategy=strategy), loss
    )
    assert after.state in (FailureState.NEW, FailureState.CLOSED)
    assert after.jobs == seen.jobs
    assert after.at_fault is seen.at_fault
    assert after.following_since is None or after.state is FailureState.CLOSED


@given(items, failures(), histories, auto, worlds)
def test_a_lost_job_never_puts_its_release_on_a_blocklist(
    item: Item | None,
    seen: Failure,
    history: ItemHistory,
    allowed: dict[Strategy, Policy],
    world: World,
) -> None:
    """And it is searched at once, or it is told why not."""
    followed = Failure.__replace__(
        seen, state=FailureState.FOLLOWING, strategy=Strategy.RETRY_NOW, at_fault=FaultOf.LOCAL
    )
    decision = decide(item, after_loss(followed, Loss.LOST), history, allowed, world, NOW)
    assert decision.strategy not in (Strategy.NEXT_RELEASE, Strategy.END_JOB, Strategy.RETRY_NOW)
    if decision.act:
        assert (decision.strategy, decision.reason) == (Strategy.RETRY_LATER, Reason.JOB_LOST)
        assert world.title is TitleState.WANTED


@given(failures(), policies)
def test_a_lost_job_is_decided_on_within_what_is_allowed(
    seen: Failure, allowed: dict[Strategy, Policy]
) -> None:
    """A search by itself only where that is allowed."""
    followed = Failure.__replace__(
        seen, state=FailureState.FOLLOWING, strategy=Strategy.RETRY_NOW, cause=Cause.UNKNOWN
    )
    decision = decide(
        a_failure().item, after_loss(followed, Loss.LOST), ItemHistory(), allowed, World(), NOW
    )
    assert not decision.act or allowed[decision.strategy] is Policy.AUTO
