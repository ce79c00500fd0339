"""A job that stands still while others get on: ended, so that another release can be had."""

from datetime import timedelta

import pytest

from custom_components.autoarr.recovery.causes import Cause, FaultOf, Kind
from custom_components.autoarr.recovery.world import Settings
from tests.fakes.usenet import Post

from .editions import needs_sabnzbd
from .evidence import Seen
from .house import House
from .stories import ENDED, NEXT

pytestmark = [pytest.mark.timeout(300), *needs_sabnzbd]

OTHER = 603
AN_HOUR = Settings(stuck_after=timedelta(hours=1))
PATIENT = 240
"""Seconds SABnzbd waits for an answer at most, which is more than the tests take."""


async def stand_still(house: House, stuck: Post) -> None:
    """Let hours pass with a look every ten minutes, while another film comes article by article."""
    await house.news.behave(stuck=[stuck.files[0].message_ids[7]], delay=0.15)
    await house.grab()
    await house.grab(OTHER)

    async def only_one_is_left() -> bool:
        (slot, *_) = await house.sabnzbd.queue()
        return slot["filename"] == stuck.name and float(str(slot["mbleft"])) < 0.05

    await house.until(only_one_is_left, seconds=150)
    end = house.clock.now() + house.settings.stuck_after + timedelta(minutes=30)
    while house.clock.now() < end and not house.engine.failures():
        await house.later(minutes=10)
        await house.rounds(1)


async def test_one_article_that_never_comes(house: House) -> None:
    """The job fails when it is ended, for SABnzbd fetches no recovery volumes then; another release takes its place."""
    await house.sabnzbd.set_server(timeout=PATIENT)
    house.settings = AN_HOUR
    bad, good = house.offer("STUCK"), house.offer("WHOLE")
    house.offer("SLOW", film=OTHER, video_size=3_000_000)
    await house.settle_in()
    await stand_still(house, bad)
    failure = house.engine.failures()[0]
    assert Seen(cause=failure.cause, kind=failure.kind, at_fault=failure.at_fault) == Seen(
        cause=Cause.STALLED, kind=Kind.STUCK, at_fault=FaultOf.RELEASE
    )
    await house.news.behave(delay=0.0)
    await house.imported(seconds=60)
    assert house.from_file() == good.name
    assert house.blocklisted() == [bad.name]
    assert house.done() == [ENDED, NEXT]

    async def other() -> bool:
        return house.has_file(OTHER)

    await house.until(other, seconds=60)
    assert len(house.grabs()) == 3


async def test_a_slow_job_is_never_taken_for_a_stuck_one(house: House) -> None:
    """A byte now and then is enough, for as long as it takes."""
    house.settings = AN_HOUR
    post = house.offer("SLOW")
    await house.settle_in()
    await house.news.behave(delay=1.0)
    await house.grab()
    for _ in range(10):
        await house.later(minutes=14)
        await house.rounds(1)
    assert house.engine.failures() == ()
    await house.news.behave(delay=0.0)
    await house.imported()
    assert house.from_file() == post.name
    assert house.done() == []
