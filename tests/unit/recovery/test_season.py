"""Series: episodes and season packs, one search for what is missing of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.models.servarr import CommandStatus, FailedHandling
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.clients.sonarr import SonarrClient
from custom_components.autoarr.recovery.act import Actor, Deed, NothingFound, NotVerified, Scene
from custom_components.autoarr.recovery.causes import Cause, Kind
from custom_components.autoarr.recovery.facts import look
from custom_components.autoarr.recovery.grabs import find_grab
from custom_components.autoarr.recovery.models import Failure, Item, Strategy
from custom_components.autoarr.recovery.searches import search, searches_of
from custom_components.autoarr.recovery.targets import ServarrTarget
from custom_components.autoarr.recovery.title import read_title
from custom_components.autoarr.recovery.world import TitleState
from tests.fakes.releases import Indexer, Release
from tests.fakes.servarr.commands import CommandRow
from tests.fakes.servarr.resources import Resource
from tests.fakes.servarr.state import Event, MediaFile, Subject
from tests.fakes.sonarr import FakeSonarr
from tests.support.clock import ManualClock

from .builders import failure
from .downloader import Downloader
from .house import QUICK

SHOW = 81189
NOBODY = FailedHandling(auto_redownload=False, auto_redownload_interactive=False)
SONARR = ServiceRef(id="sonarr1", kind=ServiceKind.SONARR, name="Sonarr")


class Desk:
    """A Sonarr with one series, and what recovery sees of it."""

    def __init__(
        self,
        sonarr: FakeSonarr,
        client: SonarrClient,
        clock: ManualClock,
        sabnzbd: Downloader,
    ) -> None:
        """Hold the parts."""
        self.sonarr = sonarr
        self.sabnzbd = sabnzbd
        self.clock = clock
        self.target = ServarrTarget(ref=SONARR, client=client)
        self.series = sonarr.add(SHOW)
        self.season = [e for e in self.series.episodes if e.season == 1]

    def record(self, event: Event, job: str | None, *ids: int) -> None:
        """Write into Sonarr's history."""
        self.clock.advance(1)
        self.sonarr.core.state.record(
            event,
            Subject(media_id=self.series.id, episode_ids=ids),
            date=self.clock.now(),
            title=f"Show.{job}",
            quality="WEBDL-1080p",
            languages=("English",),
            download_id=job,
            data={},
        )

    def post(self, number: int, *episodes: int, lines: int = 1080) -> str:
        """Have the indexer list a release of some episodes, of the first season without; return its title."""
        what = "".join(f"E{episode:02}" for episode in episodes)
        title = f"{self.series.show.title.replace(' ', '.')}.S01{what}.{lines}p.WEB-GRP{number}"
        self.sonarr.indexers[0].add(
            Release(
                guid=f"guid-{number}",
                title=title,
                nzb="<nzb><segment/></nzb>",
                publish_date=self.clock.now() - timedelta(days=number),
                quality=f"WEBDL-{lines}p",
                tvdb_id=SHOW,
                season=1,
                episodes=episodes,
            )
        )
        return title

    async def scene(self, seen: Failure, **fields: object) -> Scene:
        """Return the scene of a failure; keywords are fields of what is seen."""
        assert seen.grab is not None
        sight = await look(self.target, seen, seen.grab, (), self.clock.now())
        return Scene(
            failure=seen,
            sabnzbd=None,
            owner=self.target,
            grab=seen.grab,
            sight=replace(sight, **fields),  # type: ignore[arg-type]
            floor=480,
        )

    def grabbed(self) -> list[str]:
        """Return the titles that were grabbed for real, each once."""
        rows = [row for row in self.sonarr.events(Event.GRABBED) if "guid" in row.data]
        return list(dict.fromkeys(row.source_title for row in rows))

    async def failed(self, job: str, *ids: int) -> Failure:
        """Have a job grabbed and return its failure."""
        self.record(Event.GRABBED, job, *ids)
        grab = await find_grab({SONARR.id: self.target}, job)
        assert grab is not None
        return failure(jobs=(job,), key=f"sab1:{job}", grab=grab)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """Return a Sonarr with one series in its library."""
    async with _desk(tmp_path) as built:
        yield built


@asynccontextmanager
async def _desk(folder: Path) -> AsyncIterator[Desk]:
    """Start a SABnzbd and a Sonarr."""
    clock = ManualClock()
    async with (
        aiohttp.ClientSession() as session,
        Downloader(folder / "downloads", clock) as sabnzbd,
    ):
        sabnzbd.settings.set_category("tv")
        sonarr = FakeSonarr(
            root_folder=folder,
            indexer=Indexer(),
            sabnzbd=sabnzbd.address,
            refresh_interval=None,
            clock=clock.now,
            command_delay=0.0,
        )
        async with sonarr:
            client = SonarrClient(
                session, Endpoint(url=sonarr.url, api_key=sonarr.api_key), limits=QUICK
            )
            yield Desk(sonarr, client, clock, sabnzbd)


async def act(desk: Desk, strategy: Strategy, scene: Scene) -> Deed:
    """Carry out a strategy."""

    async def at_once(seconds: float) -> None:
        """Wait for nothing."""

    return await Actor(at_once).perform(strategy, (scene,), desk.clock.now())


async def test_a_season_pack_is_one_item_with_all_its_episodes(desk: Desk) -> None:
    """However many rows Sonarr writes for it."""
    ids = [episode.id for episode in desk.season]
    seen = await desk.failed("pack", *ids)
    assert seen.grab is not None
    assert seen.grab.item.episode_ids == tuple(sorted(ids))
    sight = await look(desk.target, seen, seen.grab, (), desk.clock.now())
    assert sight.title is TitleState.WANTED
    assert (sight.season, sight.whole_season) == (1, True)
    command = await search(desk.target, seen.grab.item, sight)
    assert (command.name, command.season_number) == ("SeasonSearch", 1)
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
    command = await search(desk.target, seen.grab.item, sight)
    assert command.name == "EpisodeSearch"
    assert set(command.episode_ids) == set(ids[2:])
    assert await searches_of(desk.target, seen.grab.item)


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


async def test_for_one_episode_a_release_is_chosen_from_one_search(desk: Desk) -> None:
    """And no pack, which would bring what is there already."""
    seen = await desk.failed("job", desk.season[1].id)
    await desk.target.client.set_failed_handling(NOBODY)
    desk.post(1)
    title = desk.post(2, 2)
    await act(desk, Strategy.NEXT_RELEASE, await desk.scene(seen))
    assert desk.grabbed() == [title]
    assert len(desk.sonarr.requests_to("/api/v3/release", "GET")) == 1
    assert desk.sonarr.requests_to("/api/v3/command", "POST") == []
    assert [row.source_title for row in desk.sonarr.blocklisted] == ["Show.job"]


async def test_for_several_episodes_sonarr_searches_once(desk: Desk) -> None:
    """It knows best how to put a season together."""
    seen = await desk.failed("pack", *(episode.id for episode in desk.season))
    title = desk.post(1)
    await desk.target.client.set_failed_handling(NOBODY)
    deed = await act(desk, Strategy.NEXT_RELEASE, await desk.scene(seen))
    await desk.sonarr.idle()
    assert "search 1 started" in deed.outcome
    assert desk.grabbed() == [title]
    assert desk.sonarr.requests_to("/api/v3/release", "GET") == []


@pytest.mark.parametrize("status", ["aborted", "failed"])
async def test_a_search_that_ended_at_once_is_not_taken_for_done(desk: Desk, status: str) -> None:
    """It is read back."""
    seen = await desk.failed("pack", *(episode.id for episode in desk.season))
    await desk.target.client.set_failed_handling(NOBODY)
    push = desk.sonarr.commands.push

    def ended(name: str, *args: Any, **more: Any) -> CommandRow:
        """Queue a command that ends before it began."""
        row = push(name, *args, **more)
        row.status = CommandStatus(status)
        return row

    desk.sonarr.commands.push = ended  # type: ignore[method-assign]
    desk.sonarr.commands.delay = 3600
    with pytest.raises(NotVerified, match=status):
        await act(desk, Strategy.NEXT_RELEASE, await desk.scene(seen))


async def test_a_season_in_a_lower_quality_is_one_pack_of_nothing_else(desk: Desk) -> None:
    """Single episodes do not make up for it."""
    ids = [episode.id for episode in desk.season]
    seen = await desk.failed("pack", *ids)
    desk.post(1, 1, lines=720)
    title = desk.post(2, lines=480)
    desk.post(3, lines=2160)
    scene = await desk.scene(seen)
    await act(desk, Strategy.LOWER_QUALITY, replace(scene, sight=replace(scene.sight, marked=True)))
    assert desk.grabbed() == [title]
    lost = await desk.scene(await desk.failed("other", *ids), season=None, marked=True)
    with pytest.raises(NothingFound):
        await act(desk, Strategy.LOWER_QUALITY, lost)


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
