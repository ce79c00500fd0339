"""What failed once is never grabbed again: wherever it failed, under whatever name, and however it is searched for."""

from datetime import timedelta
from pathlib import Path

from custom_components.autoarr.recovery.models import FailureState
from tests.fakes.servarr.resources import stamp
from tests.fakes.servarr.state import Event, Subject

from .estate import Estate, an_estate
from .house import DUNE, House
from .ports import Fault
from .test_crashes import bad_release, season_pack

UNSEEN = "SABnzbd_nzo_unseen"


def failed_unseen(house: House, number: int) -> None:
    """Have Radarr grab a release of the film, see it fail and remove it between two looks of AutoArr."""
    title = house.post(number)
    bad = house.indexer.releases[-1]
    data = {
        "guid": bad.guid,
        "size": str(bad.size),
        "publishedDate": stamp(bad.publish_date),
        "indexer": bad.indexer,
    }
    for event, told in ((Event.GRABBED, data), (Event.FAILED, {"message": "Aborted"})):
        house.radarr.core.state.record(
            event,
            Subject(media_id=house.radarr.movie(DUNE).id),
            date=house.clock.now() - timedelta(days=2),
            title=title,
            quality="WEBDL-1080p",
            languages=("English",),
            download_id=UNSEEN,
            data=told,
        )
    house.indexer.releases.remove(bad)
    house.clock.advance(60)
    house.post(number + 10, publish_date=bad.publish_date, size=bad.size)


async def test_what_radarr_failed_and_removed_unseen_is_known_from_its_history(
    house: House,
) -> None:
    """Another indexer lists it under another name; it would be the best."""
    await house.settle_in()
    job = await house.grab_new(1)
    failed_unseen(house, 2)
    title = house.post(3)
    house.sabnzbd.fails(job)
    await house.poll()
    grabs = [row.source_title for row in house.radarr.events(Event.GRABBED)]
    assert grabs[2:] == [title]
    assert house.failure().state is FailureState.FOLLOWING


async def test_what_never_got_as_far_as_a_grab_is_begun_again_at_once(tmp_path: Path) -> None:
    """The release is not blamed, and none is asked for before that: nothing can still come."""
    async with an_estate(tmp_path / "clean") as clean:
        await bad_release(clean)
        clean.ports.arm(None, 0)
        await clean.poll()
        blame = next(at for at, port in enumerate(clean.ports.passed, 1) if "/queue/" in port)
    async with an_estate(tmp_path / "broken") as estate:
        await bad_release(estate)
        estate.ports.arm(Fault.UNSENT, blame)
        await estate.poll()
        assert estate.failure().state is FailureState.ACTING
        estate.ports.calm()
        for _ in range(2):
            # Radarr does not look: it would blame the release itself.
            estate.clock.advance(30)
            await estate.poll()
            await estate.engine.tick()
        assert estate.failure().state is FailureState.FOLLOWING
        assert len(estate.radarr.events(Event.GRABBED)) == 2
        assert len(estate.radarr.blocklisted) == 1


async def jobs_of(estate: Estate) -> list[str]:
    """Return the jobs for Sonarr that are not at their end."""
    return [j for j, job in estate.sabnzbd.state.queue.items() if job.category == "tv"]


async def test_an_episode_that_fails_after_its_pack_is_looked_after_once(tmp_path: Path) -> None:
    """The pack leaves it alone, and each release is grabbed once."""
    async with an_estate(tmp_path) as estate:
        await season_pack(estate)
        estate.post_episode(3, 2)
        await estate.poll()
        (second,) = [
            j for j in await jobs_of(estate) if "E02." in estate.sabnzbd.state.queue[j].name
        ]
        estate.sabnzbd.fails(second)
        await estate.minute(2)
        await estate.run_out()
        rows = [(row.source_title, row.episode_id) for row in estate.sonarr.events(Event.GRABBED)]
        assert len(rows) == len(set(rows)) == 3 + 3 + 1
        assert {failure.state for failure in estate.engine.failures() if failure.item} == {
            FailureState.RECOVERED
        }
        assert estate.harm() == []


async def test_a_pack_that_fails_goes_on_with_what_its_episodes_left(tmp_path: Path) -> None:
    """Their stories end; there is one search for all of them."""
    async with an_estate(tmp_path) as estate:
        await estate.settle_in()
        jobs = await estate.grab_episodes(1, 2, releases=1)
        estate.post_episode(5, 1, 2)
        for job in jobs:
            estate.sabnzbd.fails(job)
        await estate.minute()
        (pack,) = await jobs_of(estate)
        before = estate.searched()
        estate.sabnzbd.fails(pack)
        for episode in (1, 2):
            estate.post_episode(7, episode)
        await estate.minute(2)
        assert estate.searched() == before + 1
        stories = [failure for failure in estate.engine.failures() if failure.item]
        assert [one.state for one in stories].count(FailureState.CLOSED) == 2
        assert len(await jobs_of(estate)) == 2
        await estate.after(timedelta(minutes=1))
        await estate.run_out()
        assert estate.harm() == []
