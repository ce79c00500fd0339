"""A job that does not move: ended when the provider is proven well, left alone as soon as it moves."""

from datetime import timedelta

from custom_components.autoarr.recovery.causes import Cause, FaultOf, Kind
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import FailureState, Policy, Strategy

from .house import House

MEGABYTE = 1024**2


async def hours(house: House, hours: float, *, moving: str = "", tick: bool = True) -> None:
    """Let time pass in steps of five minutes, in which one job gets something."""
    for _ in range(int(hours * 12)):
        house.clock.advance(300)
        if moving:
            house.sabnzbd.state.queue[moving].left -= MEGABYTE
        await house.poll()
        if tick:
            await house.engine.tick()


async def two_jobs(house: House) -> tuple[str, str]:
    """Have two films in the queue."""
    await house.settle_in()
    return await house.grab_new(1, 2), await house.grab_new(1, film=603)


async def test_a_job_that_others_overtake_is_ended_and_replaced(house: House) -> None:
    """Six hours at the same byte, while the one behind it downloads."""
    stuck, other = await two_jobs(house)
    await hours(house, 5.8, moving=other)
    assert house.engine.failures() == ()
    await hours(house, 0.5, moving=other)
    assert house.sabnzbd.ended == [stuck]
    failure = house.failure()
    assert (failure.cause, failure.kind, failure.at_fault) == (
        Cause.STALLED,
        Kind.STUCK,
        FaultOf.RELEASE,
    )
    await hours(house, 0.5, moving=other)
    assert house.searches() == 1
    assert other in house.sabnzbd.jobs


async def test_a_job_that_moves_a_little_is_only_slow(house: House) -> None:
    """One megabyte in five hours is enough."""
    slow, other = await two_jobs(house)
    for _ in range(4):
        await hours(house, 5, moving=other)
        house.sabnzbd.state.queue[slow].left -= MEGABYTE
    assert house.engine.failures() == ()
    assert house.sabnzbd.ended == []


async def test_nothing_is_stuck_while_the_provider_fails_its_test(house: House) -> None:
    """Perhaps the others are served by a spare server."""
    _, other = await two_jobs(house)
    house.sabnzbd.provider(active=True, test="502 Go away")
    await hours(house, 8, moving=other)
    assert house.engine.failures() == ()
    assert house.sabnzbd.ended == []


async def test_nothing_is_stuck_when_no_job_gets_anything(house: House) -> None:
    """That is an outage, whatever it looks like."""
    await two_jobs(house)
    await hours(house, 12)
    assert house.engine.failures() == ()
    assert house.sabnzbd.ended == []


async def test_a_job_alone_is_stuck_when_articles_come(house: House) -> None:
    """SABnzbd's own count proves it: they are fetched in vain."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    (server,) = house.sabnzbd.settings.servers.values()
    for _ in range(80):
        server.tried += 10
        await hours(house, 1 / 12)
    assert house.sabnzbd.ended == [job]


async def test_a_job_that_moves_again_is_left_alone(house: House) -> None:
    """A question about it, or what would have been done, is over."""
    stuck, other = await two_jobs(house)
    await house.engine.set_policy(Strategy.END_JOB, Policy.ASK)
    await hours(house, 6.5, moving=other)
    assert house.failure().state is FailureState.ASKED
    house.sabnzbd.state.queue[stuck].left -= MEGABYTE
    await hours(house, 0.1, moving=other)
    assert (house.failure().state, house.failure().reason) == (
        FailureState.CLOSED,
        Reason.MOVES_AGAIN,
    )
    await hours(house, 6.5, moving=other)
    assert house.failure().state is FailureState.ASKED
    assert house.sabnzbd.ended == []


async def test_what_moved_while_autoarr_was_away_is_left_alone(house: House) -> None:
    """The byte it was stuck at is remembered, also across a restart."""
    stuck, other = await two_jobs(house)
    await house.engine.set_policy(Strategy.END_JOB, Policy.ASK)
    await hours(house, 6.5, moving=other)
    await house.restart(after=timedelta(minutes=30))
    await hours(house, 0.2, moving=other)
    assert house.failure().state is FailureState.ASKED
    await house.restart(after=timedelta(minutes=30))
    house.sabnzbd.state.queue[stuck].left -= MEGABYTE
    await house.engine.set_policy(Strategy.END_JOB, Policy.AUTO)
    await hours(house, 2, moving=other)
    assert house.failure().state is FailureState.CLOSED
    assert house.sabnzbd.ended == []


async def test_a_stuck_job_that_somebody_pauses_is_theirs(house: House) -> None:
    """They have seen it."""
    stuck, other = await two_jobs(house)
    await house.engine.set_policy(Strategy.END_JOB, Policy.ASK)
    await hours(house, 6.5, moving=other)
    house.sabnzbd.state.queue[stuck].status = "Paused"
    await hours(house, 0.2, moving=other)
    assert (house.failure().state, house.failure().reason) == (
        FailureState.CLOSED,
        Reason.USER_STOPPED,
    )


async def test_a_clock_set_back_makes_nothing_stuck(house: House) -> None:
    """The time begins anew."""
    _, other = await two_jobs(house)
    await hours(house, 5.8, moving=other)
    house.clock.advance(timedelta(hours=-1))
    await hours(house, 5.5, moving=other)
    assert house.engine.failures() == ()
