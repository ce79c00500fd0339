"""Jobs that SABnzbd pauses or fails because of its own settings, and what people do there."""

from custom_components.autoarr.recovery.causes import Cause, FaultOf, Kind
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import FailureState, Mode, Policy, Strategy

from .editions import EITHER_MODE, EVERYWHERE, needs_sabnzbd
from .evidence import Seen, seen_of
from .house import House
from .stories import first_failure, left_alone

pytestmark = needs_sabnzbd


@EVERYWHERE
async def test_a_duplicate_that_sabnzbd_pauses(house: House, mode: Mode) -> None:
    """It is asked about, not ended: the copy that was there first may be what is wanted."""
    post = house.offer("TWICE")
    await house.sabnzbd.ended(await house.sabnzbd.add(post))
    await house.sabnzbd.configure(no_dupes=2)
    seen = await first_failure(house, mode)
    assert seen == Seen(cause=Cause.DUPLICATE, kind=Kind.DUPLICATE_PAUSED, at_fault=FaultOf.CONFIG)
    await left_alone(house)
    failure = house.failure()
    assert (failure.state, failure.reason) == (FailureState.ASKED, Reason.JOB_PAUSED_BY_SETTING)
    assert [slot["status"] for slot in await house.sabnzbd.queue()] == ["Paused"]
    assert house.blocklisted() == []

    await house.sabnzbd.api("queue", name="resume", value=failure.job_id)
    await house.imported()
    assert house.grabbed() == [post.name]
    assert house.done() == []


@EITHER_MODE
async def test_a_duplicate_that_sabnzbd_fails(house: House, mode: Mode) -> None:
    """Told to a person; no release is taken for it by AutoArr."""
    post = house.offer("TWICE")
    await house.sabnzbd.ended(await house.sabnzbd.add(post))
    await house.sabnzbd.configure(no_dupes=3)
    seen = await first_failure(house, mode, tracked=False)
    assert seen == Seen(cause=Cause.DUPLICATE, kind=Kind.DUPLICATE, at_fault=FaultOf.CONFIG)
    await house.later(hours=2)
    await house.rounds()
    assert house.failure().strategy is Strategy.REPORT
    assert house.grabbed() == [post.name]
    assert house.done() == []
    assert house.writes() == []


@EITHER_MODE
async def test_a_job_that_is_too_large_for_sabnzbds_limit(house: House, mode: Mode) -> None:
    """The limit is somebody's wish: it is asked about, not ended."""
    await house.sabnzbd.configure(size_limit="100K")
    post = house.offer("LARGE")
    seen = await first_failure(house, mode)
    assert seen == Seen(cause=Cause.UNWANTED_CONTENT, kind=Kind.TOO_LARGE, at_fault=FaultOf.CONFIG)
    await left_alone(house)
    assert house.failure().reason == Reason.JOB_PAUSED_BY_SETTING
    assert await house.jobs() == {post.name: "Paused"}
    assert house.blocklisted() == []


async def test_an_encrypted_job_that_somebody_resumes(house: House) -> None:
    """While AutoArr only reports, a person lets it go on: the story ends there."""
    house.offer("LOCKED", password="open sesame")
    await house.news.behave(delay=0.05)
    await house.settle_in()
    await house.engine.set_policy(Strategy.END_JOB, Policy.REPORT)
    nzo_id = await house.grab()
    failure = await house.failed()
    assert seen_of(failure).kind is Kind.ENCRYPTED_PAUSED
    assert failure.state is FailureState.REPORTED
    await house.sabnzbd.api("queue", name="resume", value=nzo_id)

    async def closed() -> bool:
        return house.failure().state is not FailureState.REPORTED

    await house.until(closed)
    assert house.done() == []


async def test_a_job_that_somebody_pauses(house: House) -> None:
    """A pause without a label is a person's: nothing has failed, however long it lasts."""
    post = house.offer("WHOLE")
    await house.news.behave(delay=0.1)
    await house.settle_in()
    nzo_id = await house.grab()
    await house.sabnzbd.api("queue", name="pause", value=nzo_id)
    await house.later(hours=20)
    await left_alone(house)
    assert house.engine.failures() == ()
    assert await house.jobs() == {post.name: "Paused"}
    await house.news.recover()
    await house.sabnzbd.api("queue", name="resume", value=nzo_id)
    await house.imported()


@EVERYWHERE
async def test_a_job_that_somebody_deletes(house: House, mode: Mode) -> None:
    """Nothing is searched in its place."""
    house.offer("WHOLE")
    house.offer("OTHER")
    await house.news.behave(delay=0.1)
    await house.settle_in(mode)
    nzo_id = await house.grab()
    await house.rounds(3)
    await house.sabnzbd.api("queue", name="delete", value=nzo_id, del_files=1)
    await house.rounds()
    await house.later(hours=5)
    await house.rounds()
    assert house.done() == []
    assert len(house.grabs()) == len(house.indexer.searches) == 1
    assert house.blocklisted() == house.writes() == []
    assert {f.kind for f in house.engine.failures()} <= {Kind.REMOVED_FROM_CLIENT, Kind.STOPPED}
    assert {f.strategy for f in house.engine.failures()} <= {Strategy.LEAVE}


async def test_post_processing_that_somebody_stops(house: House) -> None:
    """A failed job whose crash no warning tells of was stopped by a person."""
    script = house.sabnzbd.scripts_dir / "slow.sh"
    script.write_text("#!/bin/sh\nsleep 3\n")
    script.chmod(0o755)
    await house.sabnzbd.set_script("movies", "slow.sh")
    try:
        post = house.offer("WHOLE")
        await house.settle_in()
        nzo_id = await house.grab()

        async def running() -> bool:
            return "Running" in (await house.jobs()).values()

        await house.until(running)
        await house.sabnzbd.api("cancel_pp", value=nzo_id)
        await house.sabnzbd.ended(nzo_id)
        await house.rounds()
        assert house.done() == []
        assert house.grabbed() == [post.name]
    finally:
        await house.sabnzbd.set_script("movies", "Default")
