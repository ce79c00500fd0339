"""Looking after what a person was told of: ever less often, until something happens to it."""

from datetime import datetime, timedelta

from custom_components.autoarr.recovery.models import FailureState, Policy, Strategy
from custom_components.autoarr.recovery.targets import ServarrObservation

from .house import RADARR, House

HOUR = timedelta(hours=1)


async def told(house: House) -> None:
    """Have a failure that a person is asked about, whose release Radarr has taken out of its queue."""
    await house.settle_in(auto=False)
    await house.engine.set_policy(Strategy.NEXT_RELEASE, Policy.ASK)
    house.sabnzbd.fails(await house.grab_new(1))
    await house.poll()
    await house.radarr.refresh_monitored_downloads()
    await observe_radarr(house)
    assert house.failure().state is FailureState.ASKED


async def observe_radarr(house: House) -> None:
    """Look at Radarr's queue as the glue does."""
    queue = await house.radarr_client.queue()
    await house.engine.observe_servarr(ServarrObservation(ref=RADARR, queue=tuple(queue)))


def due(house: House) -> datetime:
    """Return when it is looked at next."""
    at = house.failure().next_try
    assert at is not None
    return at


async def pauses(house: House, times: int) -> list[timedelta]:
    """Let it be looked at some times; return how long it was left alone before each look."""
    found = []
    for _ in range(times):
        began = house.clock.now()
        found.append(due(house) - began)
        await house.later(due(house) - began)
    return found


async def test_an_unanswered_question_is_looked_at_ever_less_often(house: House) -> None:
    """After 1, 2, 4 and 8 hours, then every 12; a restart does not begin anew."""
    await told(house)
    assert await pauses(house, 3) == [HOUR, 2 * HOUR, 4 * HOUR]
    await house.restart()
    await house.poll()
    late = timedelta(seconds=40)
    assert await pauses(house, 3) == [8 * HOUR - late, 12 * HOUR, 12 * HOUR]
    house.radarr.requests.clear()
    await pauses(house, 2)
    assert 0 < len(house.radarr.requests) <= 2 * 5


async def test_what_happens_to_the_title_has_it_looked_at_at_once_and_often_again(
    house: House,
) -> None:
    """A person grabs another release in Radarr, which is imported."""
    await told(house)
    await pauses(house, 5)
    house.post(2)
    job = await house.grab()
    await observe_radarr(house)
    (first, second) = await pauses(house, 2)
    assert first <= timedelta(minutes=2)
    assert second == 2 * HOUR
    house.sabnzbd.finish(job)
    await house.radarr.refresh_monitored_downloads()
    await observe_radarr(house)
    assert house.imported()
    await pauses(house, 1)
    assert house.failure().state is FailureState.RECOVERED
    assert house.engine.next_try is None


async def test_what_happens_to_another_title_changes_nothing(house: House) -> None:
    """Nor does a poll that shows the same."""
    await told(house)
    await pauses(house, 4)
    before = due(house)
    house.post(1, film=603)
    await house.grab(603)
    await observe_radarr(house)
    await observe_radarr(house)
    assert due(house) == before
    await house.engine.forget_instance(RADARR.id)
    await observe_radarr(house)


async def test_a_radarr_in_trouble_is_asked_again_in_an_hour(house: House) -> None:
    """Nothing was seen, so that nothing is known to have stayed as it was."""
    await told(house)
    await pauses(house, 3)
    house.radarr.misbehave("down")
    assert await pauses(house, 3) == [8 * HOUR, HOUR, HOUR]
    house.radarr.behave()
    await house.radarr.opened()
    assert await pauses(house, 2) == [HOUR, 12 * HOUR]
