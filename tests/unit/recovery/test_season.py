"""Series: episodes and season packs, one search for what is missing of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.clients.sonarr import SonarrClient
from custom_components.autoarr.recovery.facts import find_grab, look, search, searches_of
from custom_components.autoarr.recovery.models import Failure
from custom_components.autoarr.recovery.targets import ServarrTarget
from custom_components.autoarr.recovery.world import TitleState
from tests.fakes.releases import Indexer
from tests.fakes.servarr.state import Event, Subject
from tests.fakes.sonarr import FakeSonarr
from tests.support.clock import ManualClock

from .builders import failure
from .house import QUICK

SHOW = 81189
SONARR = ServiceRef(id="sonarr1", kind=ServiceKind.SONARR, name="Sonarr")


class Desk:
    """A Sonarr with one series, and what recovery sees of it."""

    def __init__(self, sonarr: FakeSonarr, client: SonarrClient, clock: ManualClock) -> None:
        """Hold the parts."""
        self.sonarr = sonarr
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
    """Start a Sonarr."""
    clock = ManualClock()
    sonarr = FakeSonarr(
        root_folder=folder, indexer=Indexer(), refresh_interval=None, clock=clock.now
    )
    async with aiohttp.ClientSession() as session, sonarr:
        client = SonarrClient(
            session, Endpoint(url=sonarr.url, api_key=sonarr.api_key), limits=QUICK
        )
        yield Desk(sonarr, client, clock)


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
