"""The actions on releases and imports, one by one, on a real scene: what they change, and what they leave."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, override

import pytest

from custom_components.autoarr.clients.errors import (
    ServiceRejected,
    ServiceServerError,
    ServiceUnreachable,
)
from custom_components.autoarr.clients.models.servarr import FailedHandling
from custom_components.autoarr.recovery.acting.act import (
    Actor,
    Deed,
    NothingFound,
    NotImportable,
    NotVerified,
    Scene,
)
from custom_components.autoarr.recovery.causes import Cause, FaultOf, Kind
from custom_components.autoarr.recovery.models import FailureState, Mode, Strategy
from custom_components.autoarr.recovery.records import Tried
from tests.fakes.releases import Fault
from tests.fakes.sabnzbd.model import Past
from tests.fakes.servarr.commands import CommandRow
from tests.fakes.servarr.resources import ApiError
from tests.fakes.servarr.state import Event, Tracked

from .house import DUNE, House

HD_ONLY = 4
"""The profile that wants nothing but 1080p."""

BY_ID = "D2021.Obfuscated.1080p.WEB-DL-ONE"


class Forgetful(dict[Any, Any]):
    """A cache that keeps nothing."""

    @override
    def __setitem__(self, key: object, value: object) -> None:
        """Forget at once."""


async def failed(house: House, *numbers: int, mode: Mode = Mode.MANAGE) -> Scene:
    """Have a film's download fail, and return the scene of it; nothing is done about it yet."""
    await house.settle_in(mode=mode, auto=False)
    house.sabnzbd.fails(await house.grab_new(*numbers))
    await house.poll()
    return await scene_of(house)


async def scene_of(house: House, **fields: object) -> Scene:
    """Return the scene of the only failure as it is now; keywords are fields of the failure."""
    seen = replace(house.failure(), **fields)  # type: ignore[arg-type]
    scene = await house.engine._worker.scene(seen)
    return replace(scene, floor=480, tried=())


async def blocked(house: House, kind: Kind = Kind.MANUAL_IMPORT, **fields: object) -> Scene:
    """Return the scene of the only job as one whose import is blocked."""
    (job,) = house.sabnzbd.jobs
    house.sabnzbd.finish(job)
    await house.radarr.refresh_monitored_downloads()
    house.sabnzbd.fails(house.sabnzbd.enqueue("Other.Job", category="*"))
    await house.poll()
    values = {"jobs": (job,), "blocked": True, "kind": kind, "at_fault": FaultOf.RELEASE}
    other = replace(
        house.failure(),
        cause=Cause.IMPORT_BLOCKED,
        **(values | fields),  # type: ignore[arg-type]
    )
    owned = await house.engine._worker.owner(other)
    assert owned is not None
    return await house.engine._worker.scene(replace(owned, state=FailureState.NEW))


async def perform(house: House, strategy: Strategy, scene: Scene) -> Deed:
    """Carry out a strategy."""
    return await Actor(house._sleep).perform(strategy, (scene,), house.clock.now())


def grabs(house: House) -> list[str]:
    """Return the titles that were grabbed, the first first."""
    return [row.source_title for row in house.radarr.events(Event.GRABBED)]


async def there(past: Past) -> bool:
    """Say whether the files of a job are still where SABnzbd put them."""
    return await asyncio.to_thread(Path(past.storage).exists)


# ── another release ──


async def test_the_same_post_under_another_name_is_not_taken_again(house: House) -> None:
    """Radarr's blocklist only knows names; what was tried is known by when and how large it was posted."""
    scene = await failed(house, 1)
    grab = scene.grab
    assert grab is not None
    assert grab.guid == f"guid-{DUNE}-1"
    assert grab.published is not None
    house.post(8, publish_date=grab.published, size=grab.size_bytes)
    title = house.post(9)
    before = Tried(
        guid=grab.guid,
        title=grab.source_title,
        published=grab.published,
        size_bytes=grab.size_bytes,
    )
    deed = await perform(house, Strategy.NEXT_RELEASE, replace(scene, tried=(before,)))
    assert grabs(house)[1:] == [title]
    assert title in deed.outcome
    assert deed.failure.state is FailureState.FOLLOWING
    assert house.searches() == 1


async def test_nothing_to_take_is_said_and_the_release_is_blamed_all_the_same(house: House) -> None:
    """One search, one row, no grab."""
    scene = await failed(house, 1)
    with pytest.raises(NothingFound):
        await perform(house, Strategy.NEXT_RELEASE, scene)
    assert (house.searches(), house.marked(), len(grabs(house))) == (1, 1, 1)
    assert scene.steps == ["blamed", "searched"]
    again = await scene_of(house)
    with pytest.raises(NothingFound):
        await perform(house, Strategy.NEXT_RELEASE, again)
    assert (house.marked(), len(house.radarr.blocklisted)) == (1, 1)


async def test_what_left_the_cache_is_searched_once_more(house: House) -> None:
    """And given up when it leaves it again."""
    scene = await failed(house, 1, 2)
    house.radarr._searcher._cache = Forgetful()
    with pytest.raises(NothingFound):
        await perform(house, Strategy.NEXT_RELEASE, scene)
    assert house.searches() == 2
    assert len(grabs(house)) == 1


async def test_an_indexer_that_does_not_hand_it_out_is_named_as_the_one_who_refused(
    house: House,
) -> None:
    """409: the caller knows that nothing was grabbed."""
    scene = await failed(house, 1, 2)
    house.indexer.fault = Fault.DOWNLOAD
    with pytest.raises(ServiceRejected) as refused:
        await perform(house, Strategy.NEXT_RELEASE, scene)
    assert refused.value.status == 409
    assert (house.searches(), len(grabs(house))) == (1, 1)


async def test_an_error_of_radarrs_is_a_refusal_when_nothing_was_grabbed(house: House) -> None:
    """Its download client is not there, e.g.: searching again at once would cost hits in vain."""
    scene = await failed(house, 1, 2)
    downloads = house.radarr.core.downloads
    assert downloads is not None
    house.radarr.core.downloads = None
    with pytest.raises(ServiceRejected) as refused:
        await perform(house, Strategy.NEXT_RELEASE, scene)
    assert refused.value.status == 500
    house.radarr.core.downloads = downloads


async def test_an_error_after_the_grab_is_none(house: House) -> None:
    """The history tells."""
    scene = await failed(house, 1, 2)
    grab = house.radarr._searcher.grab

    async def locked(*args: Any) -> str:
        """Grab, and fail."""
        await grab(*args)
        raise ApiError(500, {"message": "database is locked"})

    house.radarr._searcher.grab = locked  # type: ignore[method-assign,assignment]
    deed = await perform(house, Strategy.NEXT_RELEASE, scene)
    assert deed.failure.state is FailureState.FOLLOWING
    assert (len(grabs(house)), len(house.sabnzbd.jobs)) == (2, 1)


async def test_a_grab_that_never_shows_is_not_taken_for_done(house: House) -> None:
    """Four looks at the history."""
    scene = await failed(house, 1, 2)
    house.lose_answer_of_grab(done=False)
    with pytest.raises(ServiceUnreachable):
        await perform(house, Strategy.NEXT_RELEASE, scene)

    async def nothing(*args: Any) -> str:
        """Grab nothing, and say it went well."""
        return ""

    house.radarr._searcher.grab = nothing  # type: ignore[method-assign,assignment]
    with pytest.raises(NotVerified, match="cannot see the grab"):
        await perform(house, Strategy.NEXT_RELEASE, await scene_of(house))
    assert house.slept[-3:] == [0.5, 0.5, 0.5]


async def test_a_search_that_is_under_way_is_waited_for(house: House) -> None:
    """Two releases for one film would be one too many."""
    scene = await failed(house, 1, 2)
    house.radarr.commands.delay = 0.3
    house.radarr.commands.push("MoviesSearch", {"movieIds": [house.radarr.movie(DUNE).id]})
    deed = await perform(house, Strategy.NEXT_RELEASE, scene)
    assert "searching already" in deed.outcome
    await house.radarr.idle()
    assert len(grabs(house)) == 2


async def test_what_was_grabbed_while_the_indexers_were_asked_is_enough(house: House) -> None:
    """A search may take minutes, and the feeds are read meanwhile."""
    scene = await failed(house, 1, 2)
    remember = house.radarr._searcher.remember

    def meanwhile(decisions: Any) -> None:
        """Keep what was found, and write down a grab."""
        remember(decisions)
        house.record_grab("feed", "Dune.From.The.Feed")

    house.radarr._searcher.remember = meanwhile  # type: ignore[method-assign]
    deed = await perform(house, Strategy.NEXT_RELEASE, scene)
    assert "meanwhile" in deed.outcome
    assert len(house.sabnzbd.jobs) == 0


async def test_a_repeated_search_for_a_bad_release_leaves_out_what_was_tried(house: House) -> None:
    """Where the release is to blame, "later" is no other search than "now"."""
    await failed(house, 1)
    await house.radarr.refresh_monitored_downloads()
    scene = await scene_of(house)
    title = house.post(2)
    deed = await perform(house, Strategy.RETRY_LATER, scene)
    assert grabs(house)[1:] == [title]
    assert deed.failure.strategy is Strategy.RETRY_LATER


async def test_a_release_that_was_not_to_blame_may_be_grabbed_again(house: House) -> None:
    """By Radarr's own search, once it is off the blocklist."""
    scene = await failed(house, 1)
    await house.radarr.refresh_monitored_downloads()
    assert len(house.radarr.blocklisted) == 1
    seen = replace(scene.failure, cause=Cause.INDEXER, at_fault=FaultOf.INDEXER)
    await perform(house, Strategy.RETRY_LATER, replace(scene, failure=seen))
    await house.radarr.idle()
    assert house.radarr.blocklisted == []
    assert grabs(house) == [grabs(house)[0]] * 2


# ── a lower quality ──


async def test_a_lower_quality_is_grabbed_and_the_profile_stays_as_it_is(house: House) -> None:
    """The best of those that only their quality speaks against."""
    house.radarr.add(DUNE, profile=HD_ONLY)
    scene = await failed(house, 1)
    house.post(2, lines=480)
    house.post(3, lines=2160)
    title = house.post(4, lines=720)
    deed = await perform(house, Strategy.LOWER_QUALITY, scene)
    assert grabs(house)[1:] == [title]
    assert (house.marked(), house.searches()) == (1, 1)
    assert deed.failure.strategy is Strategy.LOWER_QUALITY
    assert house.radarr.movie(DUNE).quality_profile_id == HD_ONLY
    assert not any("qualityprofile" in write or "/movie" in write for write in house.writes())


async def test_a_quality_below_the_floor_or_on_the_blocklist_is_none(house: House) -> None:
    """Radarr does not look at its blocklist for what its profile leaves out; AutoArr does."""
    house.radarr.add(DUNE, profile=HD_ONLY)
    scene = await failed(house, 1)
    title = house.post(2, lines=480)
    with pytest.raises(NothingFound):
        await perform(house, Strategy.LOWER_QUALITY, replace(scene, floor=720))
    row = house.radarr.blocklisted[0]
    row.source_title = title
    with pytest.raises(NothingFound):
        await perform(house, Strategy.LOWER_QUALITY, await scene_of(house))
    assert len(grabs(house)) == 1


# ── blame for a blocked import ──


async def wrong_title(house: House, *, remove_failed: bool) -> Scene:
    """Return the scene of a whole download that is something else than it promised."""
    await house.settle_in(mode=Mode.ASSIST, auto=False)
    for row in house.radarr.core.tables["downloadclient"]:
        row["removeFailedDownloads"] = remove_failed
    await house.grab_new(1, 2)
    house.radarr.refuse_imports("Movie Dune was not found in the grabbed release: X")
    return await blocked(house, Kind.WRONG_TITLE)


@pytest.mark.parametrize("remove_failed", [False, True])
async def test_healthy_data_of_a_wrong_title_are_never_removed(
    house: House, remove_failed: bool
) -> None:
    """Whatever Radarr does with failed downloads; the release is blamed, once, and off the queue."""
    scene = await wrong_title(house, remove_failed=remove_failed)
    handling = FailedHandling(auto_redownload=False, auto_redownload_interactive=False)
    await house.radarr_client.set_failed_handling(handling)
    job = scene.failure.job_id
    await perform(house, Strategy.NEXT_RELEASE, scene)
    kept = house.sabnzbd.state.history[job]
    assert not kept.archived
    assert await there(kept)
    assert (house.marked(), len(house.radarr.blocklisted), len(grabs(house))) == (1, 1, 2)
    states = {row.item.download_id: row.state for row in house.radarr.tracked}
    assert states[job] is Tracked.IGNORED
    await house.radarr.refresh_monitored_downloads()
    assert await there(house.sabnzbd.state.history[job])


@pytest.mark.parametrize("path", [r"/queue/\d+$", r"/history/failed/\d+$", "/history$"])
async def test_a_blame_that_broke_off_is_finished_and_not_repeated(house: House, path: str) -> None:
    """At the queue, at the history, or when it was read back: the next try goes on from what is there."""
    scene = await wrong_title(house, remove_failed=True)
    handling = FailedHandling(auto_redownload=False, auto_redownload_interactive=False)
    await house.radarr_client.set_failed_handling(handling)
    house.radarr.misbehave("error", paths=path)
    with pytest.raises(ServiceServerError):
        await perform(house, Strategy.NEXT_RELEASE, scene)
    house.radarr.behave()
    again = await house.engine._worker.scene(scene.failure)
    await perform(house, Strategy.NEXT_RELEASE, again)
    assert (house.marked(), len(house.radarr.blocklisted), len(grabs(house))) == (1, 1, 2)
    assert await there(house.sabnzbd.state.history[scene.failure.job_id])


async def test_a_radarr_that_searches_by_itself_after_the_blame_is_left_to_it(house: House) -> None:
    """The history has no switch for that; nobody searches twice."""
    scene = await wrong_title(house, remove_failed=True)
    deed = await perform(house, Strategy.NEXT_RELEASE, scene)
    assert "searches by itself" in deed.outcome
    await house.radarr.refresh_monitored_downloads()
    assert (house.searches(), house.marked(), len(grabs(house))) == (0, 1, 2)


async def test_what_is_dangerous_is_removed_with_its_files(house: House) -> None:
    """Nobody wants to keep it."""
    await house.settle_in(mode=Mode.MANAGE, auto=False)
    await house.grab_new(1, 2)
    house.radarr.refuse_imports("Caution: Found executable file with extension: '.exe'")
    scene = await blocked(house, Kind.DANGEROUS_FILE)
    await perform(house, Strategy.NEXT_RELEASE, scene)
    removed = house.sabnzbd.state.history[scene.failure.job_id]
    assert removed.archived
    assert not await there(removed)
    assert (house.marked(), len(grabs(house))) == (1, 2)


# ── import ──


async def by_id(house: House, *, asked: bool = False) -> Scene:
    """Return the scene of a download whose import waits for somebody's word."""
    await house.settle_in(auto=False)
    house.post(1, title=BY_ID)
    await house.grab()
    scene = await blocked(house, at_fault=FaultOf.NONE)
    return replace(scene, asked=asked)


async def test_what_radarr_only_knows_by_its_grab_is_imported(house: House) -> None:
    """Seen in the history, and off the queue."""
    scene = await by_id(house)
    assert scene.sight.importable
    assert [file.name for file in scene.sight.import_files]
    deed = await perform(house, Strategy.FORCE_IMPORT, scene)
    assert house.imported()
    assert "1 of 1 imported" in deed.outcome
    assert deed.failure.state is FailureState.FOLLOWING
    assert house.radarr.queue == []


async def test_an_import_of_what_is_not_certain_is_refused_with_the_reason(house: House) -> None:
    """At the moment of acting, whatever was seen before."""
    scene = await by_id(house)
    house.radarr.refuse_imports("No audio tracks detected")
    with pytest.raises(NotImportable, match="No audio tracks detected"):
        await perform(house, Strategy.FORCE_IMPORT, scene)
    assert scene.steps == []
    assert not house.imported()
    again = await house.engine._worker.scene(scene.failure)
    assert not again.sight.importable
    assert "No audio" in again.sight.import_trouble


async def test_an_import_that_takes_nothing_is_not_taken_for_done(house: House) -> None:
    """Radarr ends its command all the same."""
    scene = await by_id(house)

    async def nothing(row: CommandRow) -> str:
        """Import nothing."""
        return "Manually imported 0 files"

    house.radarr.commands._work["ManualImport"] = nothing
    with pytest.raises(NotImportable, match="took no file"):
        await perform(house, Strategy.FORCE_IMPORT, scene)
    assert scene.steps == ["import started"]


async def test_a_long_import_is_followed(house: House) -> None:
    """Fifty gigabytes from one disk to another take their time."""
    scene = await by_id(house)
    house.radarr.commands.delay = 0.5
    deed = await perform(house, Strategy.FORCE_IMPORT, scene)
    assert "is going on" in deed.outcome
    await house.radarr.idle()
    assert house.imported()


async def test_a_torrent_is_at_most_imported_and_only_by_copy(house: House) -> None:
    """Because a person asks; nothing else is ever done about one."""
    scene = await by_id(house, asked=True)
    torrent = replace(
        scene, failure=replace(scene.failure, torrent=True, sabnzbd="radarr1"), sabnzbd=None
    )
    for strategy in (Strategy.NEXT_RELEASE, Strategy.END_JOB, Strategy.RETRY_NOW):
        with pytest.raises(ValueError, match="torrent"):
            await perform(house, strategy, torrent)
    with pytest.raises(ValueError, match="torrent"):
        await perform(house, Strategy.FORCE_IMPORT, replace(torrent, asked=False))
    await perform(house, Strategy.FORCE_IMPORT, torrent)
    posted = house.radarr.requests_to("/api/v3/command", "POST")[-1].body
    assert isinstance(posted, dict)
    assert posted["importMode"] == "copy"
    assert house.imported()


async def test_what_is_no_action_is_not_carried_out(house: House) -> None:
    """A hold is a decision, and pausing a queue is about no download."""
    scene = await failed(house, 1)
    for strategy in (Strategy.HOLD, Strategy.PAUSE_QUEUE):
        with pytest.raises(ValueError, match="nothing to carry out"):
            await perform(house, strategy, scene)
    with pytest.raises(ValueError, match="belongs to no"):
        await perform(house, Strategy.NEXT_RELEASE, replace(scene, owner=None))
    with pytest.raises(ValueError, match="no job of a SABnzbd"):
        await perform(house, Strategy.END_JOB, replace(scene, sabnzbd=None))


async def test_a_decision_costs_at_most_four_requests_for_a_film(house: House) -> None:
    """Also for one whose import is blocked."""
    scene = await failed(house, 1)
    before = len(house.radarr.requests)
    await house.engine._worker.scene(scene.failure)
    assert len(house.radarr.requests) - before == 4
    await house.later(timedelta(minutes=1))


async def test_a_decision_on_a_blocked_import_costs_no_more(house: House) -> None:
    """What Radarr does after failures does not matter for it."""
    scene = await by_id(house)
    before = len(house.radarr.requests)
    await house.engine._worker.scene(scene.failure)
    assert len(house.radarr.requests) - before == 4
