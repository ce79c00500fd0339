"""A person asks to wait: nothing is done and nothing asked until then, and then it is decided anew."""

from datetime import timedelta

import pytest

from custom_components.autoarr.journal.events import EventKind
from custom_components.autoarr.recovery.asked import LONGEST_WAIT
from custom_components.autoarr.recovery.messages import Reason, RecoveryRefused, Refusal
from custom_components.autoarr.recovery.models import FailureState, Policy, Preset, Strategy

from .house import House

HOUR = timedelta(hours=1)


async def asked_about(house: House) -> str:
    """Have a release fail where another one needs a yes; return the id of the job."""
    await house.settle_in(auto=False)
    await house.engine.set_policy(Strategy.NEXT_RELEASE, Policy.ASK)
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job)
    await house.poll()
    assert house.failure().state is FailureState.ASKED
    return job


async def test_it_waits_over_a_restart_and_is_asked_about_again_afterwards(house: House) -> None:
    """The question is gone meanwhile, and told is what a person decided."""
    job = await asked_about(house)
    answer = await house.engine.postpone(job, 2 * HOUR)
    assert (answer.state, answer.proposed) == (FailureState.WAITING, None)
    assert answer.next_try == house.clock.now() + 2 * HOUR
    assert house.events(EventKind.DECISION_MADE)[-1].data["reason"] == Reason.POSTPONED
    await house.restart()
    await house.poll()
    await house.minute(30)
    assert (house.failure().state, house.failure().reason) == (
        FailureState.WAITING,
        Reason.POSTPONED,
    )
    assert (house.searches(), house.sabnzbd.jobs) == (0, [])
    house.clock.advance(7200)
    await house.minute(2)
    assert house.failure().state is FailureState.ASKED


async def test_what_is_allowed_meanwhile_waits_as_well(house: House) -> None:
    """And is done when the time has come."""
    job = await asked_about(house)
    await house.engine.postpone(job, HOUR)
    await house.engine.apply_preset(Preset.RECOMMENDED)
    await house.minute(10)
    assert (house.searches(), house.sabnzbd.jobs) == (0, [])
    house.clock.advance(3600)
    await house.minute(2)
    assert house.searches() == 1
    assert len(house.sabnzbd.jobs) == 1


async def test_a_person_who_asked_to_wait_may_act_at_once(house: House) -> None:
    """A wish is only as long as no other comes."""
    job = await asked_about(house)
    await house.engine.postpone(job, HOUR)
    answer = await house.engine.next_release(job)
    assert answer.failure.state is FailureState.FOLLOWING
    with pytest.raises(RecoveryRefused) as refused:
        await house.engine.postpone(job, HOUR)
    assert refused.value.refusal is Refusal.IN_FLIGHT


async def test_nobody_waits_longer_than_a_day(house: House) -> None:
    """Neither when more is asked for, nor when the clock is set back by a week."""
    job = await asked_about(house)
    answer = await house.engine.postpone(job, timedelta(days=30))
    assert answer.next_try == house.clock.now() + LONGEST_WAIT
    house.clock.advance(-7 * 24 * 3600)
    await house.minute()
    due = house.failure().next_try
    assert due is not None
    assert due <= house.clock.now() + LONGEST_WAIT


async def test_what_has_ended_is_not_postponed(house: House) -> None:
    """Nor what nobody knows."""
    job = await asked_about(house)
    await house.engine.ignore(job)
    for asked, why in ((job, Refusal.SETTLED), ("no_such_job", Refusal.UNKNOWN_JOB)):
        with pytest.raises(RecoveryRefused) as refused:
            await house.engine.postpone(asked, HOUR)
        assert refused.value.refusal is why
