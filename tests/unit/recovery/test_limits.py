"""What ends loops: storms, daily limits, policies, one action at a time, and clocks that jump."""

from datetime import timedelta

import pytest

from custom_components.autoarr.journal.events import EventKind
from custom_components.autoarr.recovery.messages import Reason, RecoveryRefused, Refusal
from custom_components.autoarr.recovery.models import (
    PRESETS,
    FailureState,
    Mode,
    Policy,
    Preset,
    Strategy,
)

from .house import FILMS, House


async def seven_failures(house: House) -> None:
    """Have seven films fail at once."""
    jobs = [await house.grab_new(1, 2, film=film) for film in FILMS[:7]]
    for job in jobs:
        house.sabnzbd.fails(job)
    await house.poll()


async def test_a_storm_stops_every_action_and_is_told_once(house: House) -> None:
    """More than five failures in ten minutes are no accident of releases."""
    await house.settle_in()
    await seven_failures(house)
    await house.minute(5)
    assert house.searches() == 0
    assert house.engine.storm_since is not None
    (event,) = house.events(EventKind.STORM)
    assert event.data["over"] is False
    assert {seen.reason for seen in house.engine.failures()} == {Reason.STORM}


async def test_a_person_ends_a_storm(house: House) -> None:
    """What waited is done then."""
    await house.settle_in()
    await seven_failures(house)
    assert await house.engine.resume_actions()
    assert not await house.engine.resume_actions()
    await house.minute(1)
    assert house.searches() == 7
    assert len(house.events(EventKind.STORM)) == 2


async def test_a_storm_ends_after_a_quiet_hour(house: House) -> None:
    """Also across a restart."""
    await house.settle_in()
    await seven_failures(house)
    await house.restart()
    await house.later(timedelta(minutes=50))
    assert house.searches() == 0
    await house.later(timedelta(minutes=15))
    await house.minute(12)
    assert house.engine.storm_since is None
    assert house.searches() == 7


async def test_at_most_twenty_automatic_actions_a_day(house: House) -> None:
    """The rest waits for tomorrow."""
    await house.settle_in()
    for number in range(21):
        job = house.sabnzbd.enqueue(f"Job.{number}")
        house.sabnzbd.hold(job, "ENCRYPTED")
        film = FILMS[number % len(FILMS)]
        if number < len(FILMS):
            house.radarr.add(film)
        house.record_grab(job, f"Job.{number}", film=film)
        house.clock.advance(timedelta(minutes=15))
        await house.poll()
        if len(house.sabnzbd.ended) < number + 1:
            break
        house.sabnzbd.drop(job)
        await house.poll()
    assert len(house.sabnzbd.ended) == 20
    assert house.engine.failures()[-1].reason is Reason.DAILY_LIMIT


async def test_a_policy_that_is_off_leaves_things_alone(house: House) -> None:
    """Not even the dry-run list speaks of it."""
    await house.settle_in()
    await house.engine.set_policy(Strategy.NEXT_RELEASE, Policy.OFF)
    house.sabnzbd.fails(await house.grab_new(1, 2))
    await house.minute(5)
    assert house.searches() == 0
    assert house.failure().reason is Reason.POLICY_OFF
    assert house.engine.would_have_done() == ()


async def test_a_policy_of_asking_waits_for_a_person_who_then_decides(house: House) -> None:
    """Saying "try again" is the yes."""
    await house.settle_in()
    await house.engine.set_policy(Strategy.NEXT_RELEASE, Policy.ASK)
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    await house.minute(5)
    assert house.searches() == 0
    assert (house.failure().state, house.failure().proposed) == (
        FailureState.ASKED,
        Strategy.NEXT_RELEASE,
    )
    answer = await house.engine.retry(job)
    assert answer.strategy is Strategy.NEXT_RELEASE
    assert house.searches() == 1


async def test_policies_are_kept_told_and_only_for_what_changes_something(house: House) -> None:
    """The presets set all of them."""
    await house.engine.apply_preset(Preset.RECOMMENDED)
    await house.restart()
    assert house.engine.policies() == PRESETS[Preset.RECOMMENDED]
    await house.engine.apply_preset(Preset.REPORT)
    assert set(house.engine.policies().values()) == {Policy.REPORT}
    assert len(house.events(EventKind.POLICY_CHANGED)) == 1
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.set_policy(Strategy.LEAVE, Policy.AUTO)
    assert refused.value.refusal is Refusal.NO_POLICY


async def test_switching_recovery_on_does_not_act_on_what_was_only_reported(house: House) -> None:
    """A person may pick it, though."""
    await house.settle_in(auto=False)
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    await house.minute(2)
    await house.engine.apply_preset(Preset.RECOMMENDED)
    await house.minute(10)
    assert house.searches() == 0
    await house.engine.retry(job)
    assert house.searches() == 1


async def test_a_clock_set_back_an_hour_repeats_nothing(house: House) -> None:
    """Nor does one that comes back from far ahead."""
    await house.settle_in()
    house.sabnzbd.fails(await house.grab_new(1, 2))
    await house.poll()
    for step in (timedelta(hours=-1), timedelta(hours=5), timedelta(hours=-5)):
        house.clock.advance(step)
        await house.poll()
        await house.engine.tick()
    assert (house.searches(), house.marked()) == (1, 1)
    house.sabnzbd.finish(house.sabnzbd.jobs[0])
    await house.minute(25)
    assert house.failure().state is FailureState.RECOVERED


async def test_a_failure_after_a_clock_was_set_back_is_not_taken_for_an_old_one(
    house: House,
) -> None:
    """We saw it being downloaded."""
    done = house.sabnzbd.enqueue("Done.Before")
    house.sabnzbd.fails(done)
    await house.settle_in()
    job = await house.grab_new(1, 2)
    house.clock.advance(timedelta(hours=-1))
    house.sabnzbd.fails(job)
    await house.poll()
    assert house.searches() == 1


async def test_a_clock_far_ahead_makes_a_baseline_not_an_action(house: House) -> None:
    """It looks like a long absence."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    house.clock.advance(timedelta(days=400))
    house.sabnzbd.fails(job)
    await house.poll()
    assert house.failure().baseline
    assert house.searches() == 0


async def test_while_one_failure_of_a_film_is_acted_on_another_waits(house: House) -> None:
    """One action per title in flight."""
    await house.settle_in(mode=Mode.MANAGE)
    first = await house.grab_new(1, 2)
    house.sabnzbd.fails(first)
    house.lose_answer_of_grab()
    await house.poll()
    assert house.failure().state is FailureState.ACTING
    movie = house.failure().item
    assert movie is not None
    second = house.sabnzbd.enqueue("Another.Release")
    house.record_grab(second, "Another.Release")
    house.sabnzbd.fails(second)
    await house.poll()
    assert house.engine.failures()[-1].reason is Reason.IN_FLIGHT
