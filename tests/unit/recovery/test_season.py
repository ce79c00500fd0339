"""Series: episodes and season packs, what of them is missing, and what a person calls them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.recovery.acting.searches import searches_of
from custom_components.autoarr.recovery.causes import Cause, Kind
from custom_components.autoarr.recovery.deciding.facts import look
from custom_components.autoarr.recovery.deciding.grabs import find_grab
from custom_components.autoarr.recovery.deciding.title import read_title
from custom_components.autoarr.recovery.models import Item, Strategy
from custom_components.autoarr.recovery.world import TitleState
from tests.fakes.servarr.resources import Resource
from tests.fakes.servarr.state import Event, MediaFile, Subject

from .builders import failure
from .desk import SONARR, Desk, a_desk, act


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """Return a Sonarr with one series in its library."""
    async with a_desk(tmp_path) as built:
        yield built


async def test_a_season_pack_is_one_item_with_all_its_episodes(desk: Desk) -> None:
    """However many rows Sonarr writes for it."""
    ids = [episode.id for episode in desk.season]
    seen = await desk.failed("pack", *ids)
    assert seen.grab is not None
    assert seen.grab.item.episode_ids == tuple(sorted(ids))
    sight = await look(desk.target, seen, seen.grab, (), desk.clock.now())
    assert sight.title is TitleState.WANTED
    assert (sight.seasons, set(sight.wanted)) == ((1,), set(ids))
    command = await desk.client.search_season(desk.series.id, 1)
    assert [c.id for c in await searches_of(desk.target, seen.grab.item)] == [command.id]


async def test_only_what_nothing_else_brings_is_searched(desk: Desk) -> None:
    """One episode of the pack was grabbed elsewhere, one is not monitored."""
    ids = [episode.id for episode in desk.season]
    seen = await desk.failed("pack", *ids)
    assert seen.grab is not None
    desk.record(Event.GRABBED, "single", ids[0])
    desk.season[1].monitored = False
    sight = await look(desk.target, seen, seen.grab, (), desk.clock.now())
    assert set(sight.wanted) == set(ids[2:])
    assert not sight.replaced
    assert set(sight.watched) == {ids[0], *ids[2:]}
    command = await desk.client.search_episodes(ids[2:])
    assert [c.id for c in await searches_of(desk.target, seen.grab.item)] == [command.id]


async def test_a_replacement_that_failed_too_replaces_nothing(desk: Desk) -> None:
    """Whether Sonarr wrote it down or only we know."""
    first = desk.season[0].id
    seen = await desk.failed("first", first)
    assert seen.grab is not None
    now = desk.clock.now() + timedelta(minutes=1)
    desk.record(Event.GRABBED, "second", first)
    assert (await look(desk.target, seen, seen.grab, (), now)).replaced
    assert not (await look(desk.target, seen, seen.grab, ("second",), now)).replaced
    desk.record(Event.FAILED, "second", first)
    assert not (await look(desk.target, seen, seen.grab, (), now)).replaced


async def test_an_item_is_imported_when_all_of_it_is(desk: Desk) -> None:
    """Half a pack is not the pack."""
    one, two = desk.season[0].id, desk.season[1].id
    seen = await desk.failed("pack", one, two)
    assert seen.grab is not None
    desk.record(Event.IMPORTED, "other", one)
    now = desk.clock.now()
    assert not (await look(desk.target, seen, seen.grab, (), now)).imported
    desk.record(Event.IMPORTED, "other", two)
    assert (await look(desk.target, seen, seen.grab, (), now)).imported


async def test_what_is_not_wanted_any_more_is_not_searched(desk: Desk) -> None:
    """Unmonitored, not yet broadcast, or gone."""
    episode = desk.season[0]
    seen = await desk.failed("job", episode.id)
    assert seen.grab is not None
    early = desk.clock.now() - timedelta(days=20_000)
    assert (await look(desk.target, seen, seen.grab, (), early)).title is TitleState.UNAVAILABLE
    episode.monitored = False
    now = desk.clock.now()
    assert (await look(desk.target, seen, seen.grab, (), now)).title is TitleState.UNMONITORED
    gone = await desk.failed("gone", 999_999)
    assert gone.grab is not None
    assert (await look(desk.target, gone, gone.grab, (), now)).title is TitleState.GONE
    desk.sonarr.library.series.pop(desk.series.id)
    assert (await look(desk.target, seen, seen.grab, (), now)).title is TitleState.GONE


async def test_a_person_reads_which_episodes_it_is_about(desk: Desk) -> None:
    """One, some that follow each other, some that do not, a season, two of them."""
    ids = [episode.id for episode in desk.season]
    second = [e.id for e in desk.series.episodes if e.season == 2]
    title = desk.series.show.title
    expected = {
        "one": ([ids[2]], "S01E03"),
        "row": (ids[:3], "S01E01–E03"),
        "apart": ([ids[0], ids[2]], "S01E01E03"),
        "many": ([ids[0], *ids[2:5]], "S01E01…E05"),
        "all": (ids, "S01"),
        "two": ([*ids, second[0]], "S01 S02E01"),
    }
    for job, (picked, numbers) in expected.items():
        seen = await desk.failed(job, *picked)
        assert seen.title == f"{title} {numbers}"


async def test_of_a_pack_that_is_there_in_part_only_the_rest_is_missing(desk: Desk) -> None:
    """An upgrade is what has a file already, all of it."""
    ids = [episode.id for episode in desk.season]
    seen = await desk.failed("pack", *ids)
    assert seen.grab is not None
    half, whole = ids[:1], ids
    for owned, there in ((half, False), (whole, True)):
        await _imported(desk, owned)
        sight = await look(desk.target, seen, seen.grab, (), desk.clock.now())
        assert sight.has_file is there
        assert set(sight.monitored) == set(ids)


async def _imported(desk: Desk, ids: list[int]) -> None:
    """Have some episodes in the library."""
    for episode in desk.season:
        if episode.id in ids and episode.file is None:
            episode.file = MediaFile(
                id=episode.id,
                subject=Subject(media_id=desk.series.id, episode_ids=(episode.id,)),
                season=1,
                path=Path("/tv/episode.mkv"),
                size=1,
                quality="WEBDL-1080p",
                languages=("English",),
                source_title="Episode",
                group=None,
                added=desk.clock.now(),
            )


async def test_a_pack_is_imported_file_by_file_as_what_was_grabbed(desk: Desk) -> None:
    """With a sample in it that stays; one file of another season, and nothing is imported."""
    desk.post(1)
    season: Resource = {"seriesId": desk.series.id, "seasonNumber": 1}
    desk.sonarr.commands.push("SeasonSearch", season)
    await desk.sonarr.idle()
    (job,) = desk.sabnzbd.jobs
    past = desk.sabnzbd.finish(job)
    folder = Path(past.storage).parent
    stem = desk.series.show.title.replace(" ", ".")
    files = [f"{stem}.S01E{number:02}.mkv" for number in range(1, len(desk.season) + 1)]
    await asyncio.to_thread(_fill, folder, [*files, f"{stem}.S01E01.sample.mkv"])
    desk.sonarr.refuse_imports("Found matching series via grab history")
    await desk.sonarr.refresh_monitored_downloads()
    grab = await find_grab({SONARR.id: desk.target}, job)
    assert grab is not None
    seen = failure(
        Cause.IMPORT_BLOCKED, kind=Kind.MANUAL_IMPORT, jobs=(job,), grab=grab, blocked=True
    )
    scene = await desk.scene(seen)
    assert {file.name for file in scene.sight.import_files} == set(files)
    await asyncio.to_thread(_fill, folder, [f"{stem}.S02E01.mkv"])
    wrong = await desk.scene(seen)
    assert wrong.sight.import_trouble.startswith(f"{stem}.S02E01.mkv: ")
    await asyncio.to_thread((folder / f"{stem}.S02E01.mkv").unlink)
    deed = await act(desk, Strategy.FORCE_IMPORT, scene)
    assert f"{len(files)} of {len(files)} imported" in deed.outcome
    assert all(episode.file is not None for episode in desk.season)


def _fill(folder: Path, names: list[str]) -> None:
    """Put files into a folder; what was there goes when there is more than one."""
    if len(names) > 1:
        for old in folder.iterdir():
            old.unlink()
    for name in names:
        (folder / name).write_bytes(b"video")


async def test_an_episode_that_nobody_watches_for_is_told_from_one_that_is(desk: Desk) -> None:
    """By its own switch, whatever that of the series is."""
    episode = desk.season[0]
    episode.monitored = False
    title = await read_title(
        desk.target,
        Item(
            instance=SONARR.id,
            kind=ServiceKind.SONARR,
            media_id=desk.series.id,
            episode_ids=(episode.id,),
        ),
        (),
        desk.clock.now(),
    )
    assert (title.state, title.monitored) == (TitleState.UNMONITORED, ())
