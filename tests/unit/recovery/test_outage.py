"""A provider that is down: nothing is blamed, and afterwards the film is found again."""

from datetime import timedelta

from custom_components.autoarr.journal.events import EventKind
from custom_components.autoarr.recovery.causes import Cause, FaultOf
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import FailureState, Mode
from custom_components.autoarr.recovery.targets import SabnzbdObservation

from .downloader import NOT_COMPLETE
from .house import SAB, House


async def test_after_an_outage_the_release_is_allowed_again_and_searched_once(house: House) -> None:
    """The *arr blocklists every failure within a minute; that row is removed."""
    await house.settle_in()
    job = await house.grab_new(1)
    house.sabnzbd.outage(error="Cannot connect to server news [400 too busy]")
    house.sabnzbd.fails(job, NOT_COMPLETE, stage="Download")
    await house.minute(10)
    assert (house.failure().cause, house.failure().at_fault) == (
        Cause.PROVIDER_DOWN,
        FaultOf.PROVIDER,
    )
    assert len(house.radarr.blocklisted) == 1
    assert house.searches() == 0
    await house.later(timedelta(hours=3))
    assert house.failure().state is FailureState.WAITING
    assert (house.searches(), house.marked()) == (0, 1)
    house.sabnzbd.back()
    await house.later(timedelta(hours=6))
    assert house.radarr.blocklisted == []
    assert house.searches() == 1
    house.sabnzbd.finish(house.sabnzbd.jobs[0])
    await house.minute(15)
    assert house.imported()
    assert house.failure().state is FailureState.RECOVERED
    assert house.marked() == 1


async def test_nothing_happens_before_the_news_server_passes_a_test(house: House) -> None:
    """Its error may be gone although it still refuses: `test_server` decides."""
    await house.settle_in()
    job = await house.grab_new(1)
    house.sabnzbd.outage(error="Cannot connect")
    house.sabnzbd.fails(job, NOT_COMPLETE, stage="Download")
    await house.minute(1)
    house.sabnzbd.provider(active=True, test="502 Go away")
    await house.later(timedelta(hours=4))
    assert house.searches() == 0
    assert house.failure().reason is Reason.PROVIDER_DOWN
    assert len(house.sabnzbd.requests_to("/api")) > 0


async def test_the_waits_double(house: House) -> None:
    """A quarter of an hour, half, one, two ...; within a fifth."""
    await house.settle_in()
    job = await house.grab_new(1)
    house.sabnzbd.outage(error="Cannot connect")
    house.sabnzbd.fails(job, NOT_COMPLETE, stage="Download")
    await house.poll()
    for minutes in (15, 30, 60, 120):
        due = house.failure().next_try
        assert due is not None
        wait = due - house.clock.now()
        assert timedelta(minutes=minutes * 0.8) <= wait <= timedelta(minutes=minutes * 1.2)
        house.clock.set(due)
        await house.poll()
        await house.engine.tick()


async def test_a_restart_keeps_the_wait(house: House) -> None:
    """It is on disk as a time, and the count of waits too."""
    await house.settle_in()
    job = await house.grab_new(1)
    house.sabnzbd.outage(error="Cannot connect")
    house.sabnzbd.fails(job, NOT_COMPLETE, stage="Download")
    await house.minute(20)
    before = house.failure()
    await house.restart()
    await house.poll()
    await house.engine.tick()
    assert (house.failure().next_try, house.failure().waits) == (before.next_try, before.waits)
    assert before.waits == 2


async def test_two_titles_without_articles_make_the_provider_a_suspect(house: House) -> None:
    """A server that drops everything shows no error; the test call tells, and both are held."""
    await house.settle_in()
    first = await house.grab_new(1, 2)
    second = await house.grab_new(1, 2, film=603)
    house.sabnzbd.outage()
    house.sabnzbd.fails(first, NOT_COMPLETE, stage="Download")
    house.sabnzbd.fails(second, NOT_COMPLETE, stage="Download")
    await house.poll()
    assert {seen.cause for seen in house.engine.failures()} == {Cause.PROVIDER_DOWN}
    assert (house.searches(), house.radarr.blocklisted) == (0, [])


async def test_two_bad_posts_with_a_healthy_provider_are_just_bad(house: House) -> None:
    """The test call clears the provider."""
    await house.settle_in()
    first = await house.grab_new(1, 2)
    second = await house.grab_new(1, 2, film=603)
    house.sabnzbd.fails(first, NOT_COMPLETE, stage="Download")
    house.sabnzbd.fails(second, NOT_COMPLETE, stage="Download")
    await house.poll()
    assert house.searches() == 2


async def test_a_queue_that_stood_still_makes_the_failure_the_providers(house: House) -> None:
    """Downloading and nothing comes, for two minutes, then 4.5 calls it a bad release."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    await house.grab_new(1, film=603)
    house.sabnzbd.outage()
    await house.minute(3)
    house.sabnzbd.fails(job, NOT_COMPLETE, stage="Download")
    await house.poll()
    assert house.failure().cause is Cause.PROVIDER_DOWN
    assert house.searches() == 0


async def test_in_assist_mode_every_release_that_fell_to_the_outage_is_allowed_again(
    house: House,
) -> None:
    """The *arr burnt one release after the other; none of them was bad."""
    await house.settle_in(mode=Mode.ASSIST)
    job = await house.grab_new(1, 2)
    house.sabnzbd.outage(error="Cannot connect")
    house.sabnzbd.fails(job, NOT_COMPLETE, stage="Download")
    await house.poll()
    await house.minute(1)
    house.sabnzbd.fails(house.sabnzbd.jobs[0], NOT_COMPLETE, stage="Download")
    await house.poll()
    await house.minute(1)
    assert len(house.radarr.blocklisted) == 2
    house.sabnzbd.back()
    await house.later(timedelta(hours=2))
    assert house.radarr.blocklisted == []
    assert house.searches() == 1
    assert [seen.state for seen in house.engine.failures()] == [
        FailureState.CLOSED,
        FailureState.FOLLOWING,
    ]


async def test_a_long_outage_costs_no_searches_and_no_blame(house: House) -> None:
    """Two weeks, then AutoArr gives up waiting."""
    await house.settle_in()
    job = await house.grab_new(1)
    house.sabnzbd.outage(error="Account expired")
    house.sabnzbd.fails(job, NOT_COMPLETE, stage="Download")
    await house.poll()
    for _ in range(20):
        await house.later(timedelta(hours=20))
    assert house.searches() == 0
    assert house.failure().reason is Reason.OUTAGE_TOO_LONG
    assert len(house.events(EventKind.GAVE_UP)) == 1


async def test_when_sabnzbd_cannot_test_the_failure_is_only_put_off(house: House) -> None:
    """An error of the test call is no verdict."""
    await house.settle_in()
    job = await house.grab_new(1)
    house.sabnzbd.outage(error="Cannot connect")
    house.sabnzbd.fails(job, NOT_COMPLETE, stage="Download")
    await house.poll()
    house.sabnzbd.back()
    house.clock.advance(timedelta(hours=1))
    await house.poll()
    house.sabnzbd.misbehave("error")
    await house.engine.tick()
    assert house.failure().reason is Reason.SERVICE_FAILED
    assert house.failure().cause is Cause.PROVIDER_DOWN
    house.sabnzbd.behave()
    await house.later(timedelta(hours=4))
    assert house.searches() == 1


async def test_a_suspect_that_cannot_be_tested_is_held_as_well(house: House) -> None:
    """No blame without proof."""
    await house.settle_in()
    first = await house.grab_new(1, 2)
    second = await house.grab_new(1, 2, film=603)
    house.sabnzbd.fails(first, NOT_COMPLETE, stage="Download")
    house.sabnzbd.fails(second, NOT_COMPLETE, stage="Download")
    house.sabnzbd.once("get_config", lambda *_: {"status": False, "error": "no"})
    await house.poll()
    assert {seen.cause for seen in house.engine.failures()} == {Cause.PROVIDER_DOWN}
    assert house.searches() == 0


async def test_news_servers_that_no_poll_showed_are_asked_for(house: House) -> None:
    """The glue may leave the status out of a poll."""
    await house.settle_in()
    first = await house.grab_new(1, 2)
    second = await house.grab_new(1, 2, film=603)
    house.engine._core.seen["sab1"].servers = None
    house.sabnzbd.outage()
    house.sabnzbd.fails(first, NOT_COMPLETE, stage="Download")
    house.sabnzbd.fails(second, NOT_COMPLETE, stage="Download")
    history = await house.sab_client.history()
    assert history is not None
    queue = await house.sab_client.queue()
    await house.engine.observe(SabnzbdObservation(ref=SAB, queue=queue, history=history.slots))
    assert {seen.cause for seen in house.engine.failures()} == {Cause.PROVIDER_DOWN}
