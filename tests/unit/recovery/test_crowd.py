"""Many jobs, the same job twice, jobs without a category, two SABnzbd, other names: what must not go wrong."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from custom_components.autoarr.clients.models.sabnzbd import HistorySlot, SabQueue
from custom_components.autoarr.clients.sabnzbd import SabnzbdClient
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.recovery.causes import Cause
from custom_components.autoarr.recovery.models import FailureState
from custom_components.autoarr.recovery.targets import SabnzbdObservation, SabnzbdTarget
from tests.support.clock import START

from .builders import history_slot, sab_queue
from .downloader import NOT_COMPLETE, Downloader
from .house import QUICK, SAB, House

SECOND = ServiceRef(id="sab2", kind=ServiceKind.SABNZBD, name="SABnzbd 2")


def long_history(jobs: int, *, every: int = 10) -> tuple[HistorySlot, ...]:
    """Return a history of which every so-many-th job failed, the newest first."""
    return tuple(
        history_slot(
            nzo_id=f"old{number}",
            name=f"Old.Show.S01E{number}",
            status="Completed" if number % every else "Failed",
            message="" if number % every else NOT_COMPLETE,
            completed=int((START - timedelta(minutes=number)).timestamp()),
        )
        for number in range(jobs)
    )


def long_queue(jobs: int, **fields: object) -> SabQueue:
    """Return a queue of jobs that wait for their turn."""
    slots = [
        {
            "nzo_id": f"wait{number}",
            "filename": f"Some.Show.S02E{number}",
            "status": "Downloading",
            "labels": [],
            "mb": "700",
            "mbleft": "700",
        }
        for number in range(jobs)
    ]
    return sab_queue(*slots, kbpersec="50000", status="Downloading", **fields)  # type: ignore[arg-type]


async def test_a_history_of_fifty_thousand_is_baseline_once_and_costs_no_call(house: House) -> None:
    """Neither at the first look nor at the next ones."""
    history, queue = long_history(50_000), long_queue(5_000)
    seen = SabnzbdObservation(ref=SAB, queue=queue, history=history)
    asked = len(house.sabnzbd.requests) + len(house.radarr.requests)
    await house.engine.observe(seen)
    assert len(house.engine.failures()) == 5_000
    assert all(failure.baseline for failure in house.engine.failures())
    calls = len(house.sabnzbd.requests) + len(house.radarr.requests) - asked
    for _ in range(2):
        house.clock.advance(30)
        await house.engine.observe(seen)
        await house.engine.tick()
    assert calls <= 1
    assert len(house.sabnzbd.requests) + len(house.radarr.requests) - asked <= 4
    assert len(house.engine.failures()) == 5_000
    assert house.writes() == []


async def test_one_new_failure_in_a_long_history_is_one_story(house: House) -> None:
    """Its neighbours stay as they were."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    house.sabnzbd.fails(job, NOT_COMPLETE, stage="Download")
    answer = await house.sab_client.history()
    assert answer is not None
    before = long_history(5_000)
    await house.engine.observe(
        SabnzbdObservation(ref=SAB, queue=long_queue(5_000), history=(*answer.slots, *before))
    )
    states = Counter(failure.baseline for failure in house.engine.failures())
    assert states[False] == 501
    assert house.searches() <= 1


async def test_the_same_nzb_twice_is_acted_on_once(house: House) -> None:
    """Radarr grabbed a release two times: two jobs of one name, one film."""
    await house.settle_in()
    title = house.post(1)
    house.post(2)
    first = await house.grab()
    await house.poll()
    second = house.sabnzbd.enqueue(title)
    house.record_grab(second, title)
    await house.poll()
    house.sabnzbd.fails(first)
    house.sabnzbd.fails(second)
    await house.poll()
    await house.minute(3, radarr=False)
    assert len(house.engine.failures()) == 2
    assert len({failure.item.key for failure in house.engine.failures() if failure.item}) == 1
    assert house.searches() == 1
    working = {FailureState.ACTING, FailureState.FOLLOWING, FailureState.WAITING, FailureState.NEW}
    assert sum(failure.state in working for failure in house.engine.failures()) == 1


async def test_a_copy_that_somebody_else_added_is_theirs(house: House) -> None:
    """Same name, no Radarr asked for it, and ours is still there: it is only reported."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    before = house.writes()
    copy = house.sabnzbd.enqueue(house.sabnzbd.state.queue[job].name)
    house.sabnzbd.fails(copy)
    await house.minute(3, radarr=False)
    assert house.failure().item is None
    assert job in house.sabnzbd.jobs
    assert (house.searches(), house.writes()) == (0, before)


@pytest.mark.parametrize("category", ["*", "", "nobody-knows"])
async def test_a_job_of_another_category_is_still_known_by_its_id(
    house: House, category: str
) -> None:
    """Somebody moved it to another category: Radarr no longer sees it, its history still tells."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    house.sabnzbd.state.queue[job].category = category
    house.sabnzbd.fails(job)
    await house.minute(2, radarr=False)
    assert house.failure().item is not None
    assert house.searches() == 1


async def test_two_sabnzbd_are_watched_apart(house: House) -> None:
    """The same name in both, and an outage of one of them."""
    other = Downloader(house.folder / "other", house.clock)
    async with other:
        client = SabnzbdClient(
            house.session,
            replace(house.sab_client.endpoint, url=other.url, api_key=other.api_key),
            limits=QUICK,
        )
        first = house.engine._core.sabnzbd
        house.engine._core.sabnzbd = lambda: {
            **first(),
            SECOND.id: SabnzbdTarget(ref=SECOND, client=client),
        }

        async def poll_second() -> None:
            """Look at the second SABnzbd."""
            history = await client.history()
            assert history is not None
            await house.engine.observe(
                SabnzbdObservation(
                    ref=SECOND,
                    queue=await client.queue(),
                    history=history.slots,
                    servers=await client.server_status(),
                )
            )

        await house.settle_in()
        await poll_second()
        job = await house.grab_new(1, 2)
        foreign = other.enqueue(house.sabnzbd.state.queue[job].name)
        await poll_second()
        other.outage(error="Cannot connect")
        await poll_second()
        assert (other.state.paused, house.sabnzbd.state.paused) == (True, False)
        other.fails(foreign, NOT_COMPLETE, stage="Download")
        house.sabnzbd.fails(job)
        await poll_second()
        await house.poll()
        causes = {failure.sabnzbd: failure.cause for failure in house.engine.failures()}
        assert causes == {SAB.id: Cause.PAR2_DAMAGED, SECOND.id: Cause.PROVIDER_DOWN}
        assert house.searches() == 1
        assert other.retries == []


async def test_a_job_renamed_in_between_keeps_its_story(house: House) -> None:
    """Its id is what it is known by, and the film its grab was for."""
    await house.settle_in()
    job = await house.grab_new(1, 2)
    house.sabnzbd.hold(job, "ENCRYPTED")
    house.radarr.misbehave("error")
    await house.poll()
    house.sabnzbd.state.queue[job].name = "Something else"
    house.radarr.behave()
    await house.minute(16)
    assert house.sabnzbd.ended == [job]
    assert house.failure().jobs == (job,)


async def test_no_more_of_a_name_is_kept_than_is_of_use(house: House) -> None:
    """The texts of a service are untrusted, and an address holds the indexer's key."""
    await house.settle_in()
    address = "http://indexer/api?t=get&apikey=0123456789abcdef0123456789abcdef&" + "x" * 9_000
    house.sabnzbd.fails(house.sabnzbd.enqueue(address))
    await house.poll()
    assert len(house.failure().name) <= 200
    assert "0123456789abcdef" not in house.failure().name
