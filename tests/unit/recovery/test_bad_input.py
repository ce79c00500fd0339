"""Houses as they are: two SABnzbd, doubles, no categories, other names, wrong clocks, and very much of everything."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from custom_components.autoarr.recovery.keeping.ledger import SETTLED
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import FailureState, Mode
from custom_components.autoarr.recovery.targets import SabnzbdObservation

from .builders import history_slot, queue_slot, sab_queue
from .downloader import MOVE
from .estate import FOREIGN, SECOND, Estate, an_estate
from .house import DUNE, SAB
from .ports import Fault
from .test_crashes import STORIES, Story, differences, outcome

JUMPS = (timedelta(hours=-1), timedelta(days=1))
MOVED = [
    story
    for story in STORIES
    if story.name
    in (
        "retry_now",
        "retry_later",
        "next_release_of_a_film",
        "next_release_of_three_episodes",
        "end_job",
        "force_import",
        "pause_queue",
    )
]


async def test_the_same_job_in_two_sabnzbd_is_two_stories(tmp_path: Path) -> None:
    """Of one name; only the one that Radarr knows is acted on, where it is, and the other is reported."""
    async with an_estate(tmp_path, second=True) as estate:
        second = estate.downloaders[SECOND]
        await estate.settle_in()
        job = await estate.grab_new(1)
        name = estate.sabnzbd.state.queue[job].name
        other = second.add_slot(name, nzo_id=f"{job}-2", category="*").nzo_id
        estate.sabnzbd.fails(job, MOVE, stage="Unpack")
        second.fails(other, MOVE, stage="Unpack")
        await estate.minute(3)
        estate.finish_downloads()
        await estate.minute(15)
        stories = {seen.sabnzbd: seen for seen in estate.engine.failures()}
        assert stories[SAB.id].state is FailureState.RECOVERED
        assert stories[SECOND.id].reason is Reason.FOREIGN_JOB
        assert (len(estate.sabnzbd.retries), second.retries) == (1, [])
        assert list(second.state.history) == [other]
        assert estate.harm() == []


async def test_of_the_same_nzb_twice_the_one_that_works_stays(tmp_path: Path) -> None:
    """What fails is blamed once; the other brings the film, and nothing else is searched for."""
    async with an_estate(tmp_path) as estate:
        await estate.settle_in()
        job = await estate.grab_new(1, 2)
        name = estate.sabnzbd.state.queue[job].name
        twin = estate.sabnzbd.enqueue(name)
        await estate.minute()
        estate.sabnzbd.fails(job)
        await estate.minute()
        assert twin in estate.sabnzbd.jobs
        await estate.run_out()
        assert estate.imported()
        assert len(estate.radarr.blocklisted) <= 1
        assert estate.harm() == []


async def test_a_job_without_a_category_is_known_by_its_id(tmp_path: Path) -> None:
    """Somebody took it out of the category; Radarr grabbed it all the same."""
    async with an_estate(tmp_path) as estate:
        await estate.settle_in()
        job = await estate.grab_new(1, 2)
        estate.sabnzbd.state.queue[job].category = "*"
        estate.sabnzbd.fails(job)
        await estate.run_out()
        assert estate.imported()
        assert (estate.searched(), len(estate.radarr.blocklisted)) == (1, 1)
        assert estate.harm() == []


@pytest.mark.parametrize("mode", Mode)
async def test_another_name_in_the_meantime_changes_nothing(tmp_path: Path, mode: Mode) -> None:
    """Jobs are known by their ids, films by their numbers."""
    async with an_estate(tmp_path) as estate:
        await estate.settle_in(mode=mode)
        job = await estate.grab_new(1, 2)
        estate.sabnzbd.state.queue[job].name = "Renamed by somebody"
        await estate.poll()
        estate.sabnzbd.fails(job)
        movie = estate.radarr.movie(DUNE)
        await estate.minute(2)
        movie.film = replace(movie.film, title="Dune: Part One")
        await estate.run_out()
        assert estate.failure().state is FailureState.RECOVERED
        assert len(estate.radarr.blocklisted) == 1
        assert estate.harm() == []


@pytest.mark.timeout(300)
@pytest.mark.parametrize("jump", JUMPS, ids=("back", "ahead"))
@pytest.mark.parametrize("story", MOVED, ids=lambda story: story.name)
async def test_a_clock_that_jumps_in_any_state_repeats_nothing(
    tmp_path: Path, story: Story, jump: timedelta
) -> None:
    """After the action, and while nobody knows whether it was done: what comes of it is the same."""
    clean = await outcome(tmp_path / "clean", story)

    def jumping(estate: Estate) -> None:
        """Have the clock jump, after what happens in the story itself."""
        if story.afterwards is not None:
            story.afterwards(estate)
        estate.clock.advance(jump)

    moved = replace(story, afterwards=jumping)
    wrong = {"known": differences(clean, await outcome(tmp_path / "known", moved))}
    for at, port in enumerate(clean.ports, 1):
        if Fault.LOST.concerns(port):
            found = await outcome(tmp_path / f"{at}", moved, Fault.LOST, at)
            wrong[f"{at} {port}"] = differences(clean, found)
    assert {place: bad for place, bad in wrong.items() if bad} == {}


async def test_50_000_jobs_of_before_cost_next_to_nothing_and_do_not_fill_the_disk(
    tmp_path: Path,
) -> None:
    """Nobody is asked about them; of what SABnzbd no longer shows, a bounded number is remembered."""
    async with an_estate(tmp_path) as estate:
        past = tuple(
            history_slot(nzo_id=f"old{number}", message="Repair failed, not enough repair blocks")
            for number in range(50_000)
        )
        waiting = [queue_slot(nzo_id=f"new{number}") for number in range(5_000)]
        seen = SabnzbdObservation(
            ref=SAB,
            queue=replace(sab_queue(noofslots=5_000), slots=tuple(waiting)),
            history=past,
        )
        before = len(estate.sabnzbd.requests), len(estate.radarr.requests)
        for _ in range(3):
            estate.clock.advance(60)
            await estate.engine.observe(seen)
        assert len(estate.radarr.requests) == before[1]
        assert len(estate.sabnzbd.requests) - before[0] < 10
        assert all(one.baseline for one in estate.engine.failures())
        assert len(estate.engine.jobs()) >= 5_000
        newest = replace(seen, history=past[:60])
        await estate.engine.observe(newest)
        assert len(estate.engine.failures()) <= SETTLED + 60
        await estate.engine.observe(seen)
        assert all(one.baseline for one in estate.engine.failures())
        assert estate.engine.next_try is None


async def test_one_failure_among_very_many_jobs_is_found_with_few_requests(tmp_path: Path) -> None:
    """A decision reads what it needs about one title, whatever else there is."""
    async with an_estate(tmp_path) as estate:
        await estate.settle_in()
        job = await estate.grab_new(1, 2)
        for number in range(2_000):
            estate.sabnzbd.enqueue(f"{FOREIGN}.{number}", category="*")
        await estate.poll()
        estate.sabnzbd.fails(job)
        before = len(estate.radarr.requests)
        await estate.poll()
        assert estate.failure().state is FailureState.FOLLOWING
        assert len(estate.radarr.requests) - before < 40
        assert estate.harm() == []
