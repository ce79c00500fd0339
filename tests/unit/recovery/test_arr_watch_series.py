"""What Sonarr shows: packs with a row for each episode, files of other episodes, sound of a series."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from random import Random

import aiohttp
import pytest

from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.sabnzbd import SabnzbdClient
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.clients.sonarr import SonarrClient
from custom_components.autoarr.journal.journal import Journal
from custom_components.autoarr.recovery.causes import Kind
from custom_components.autoarr.recovery.engine import RecoveryEngine
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import FailureState
from custom_components.autoarr.recovery.targets import (
    SabnzbdObservation,
    SabnzbdTarget,
    ServarrObservation,
    ServarrTarget,
)
from tests.fakes.releases import Indexer
from tests.fakes.servarr.state import Event, Subject
from tests.fakes.sonarr import FakeSonarr
from tests.support.clock import ManualClock
from tests.support.stores import MemoryStore

from .downloader import Downloader
from .house import QUICK, SAB

SHOW = 81189
SONARR = ServiceRef(id="sonarr1", kind=ServiceKind.SONARR, name="Sonarr")


class Studio:
    """One SABnzbd, one Sonarr with a series, and the engine, which only reports."""

    def __init__(self, folder: Path) -> None:
        """Plan it."""
        self.clock = ManualClock()
        self.sabnzbd = Downloader(folder / "downloads", self.clock)
        self.sabnzbd.settings.set_category("tv")
        self.folder = folder
        self.sonarr: FakeSonarr
        self.engine: RecoveryEngine
        self._clients: tuple[SabnzbdClient, SonarrClient]

    async def open(self, session: aiohttp.ClientSession) -> None:
        """Start the engine."""
        sabnzbd = SabnzbdClient(
            session, Endpoint(url=self.sabnzbd.url, api_key=self.sabnzbd.api_key), limits=QUICK
        )
        sonarr = SonarrClient(
            session, Endpoint(url=self.sonarr.url, api_key=self.sonarr.api_key), limits=QUICK
        )
        self._clients = (sabnzbd, sonarr)
        journal = Journal(clock=self.clock, pending=MemoryStore(), ring=MemoryStore())
        await journal.load()
        self.engine = RecoveryEngine(
            journal=journal,
            store=MemoryStore(),
            clock=self.clock,
            rng=Random(7),
            sabnzbd=lambda: {SAB.id: SabnzbdTarget(ref=SAB, client=sabnzbd)},
            servarr=lambda: {SONARR.id: ServarrTarget(ref=SONARR, client=sonarr)},
        )
        await self.engine.load()
        await self.minutes(1)

    async def minutes(self, count: int) -> None:
        """Let time pass: Sonarr looks each minute, AutoArr polls both and ticks."""
        sabnzbd, sonarr = self._clients
        for _ in range(count):
            self.clock.advance(60)
            await self.sonarr.refresh_monitored_downloads()
            history = await sabnzbd.history()
            assert history is not None
            await self.engine.observe(
                SabnzbdObservation(ref=SAB, queue=await sabnzbd.queue(), history=history.slots)
            )
            queue = tuple(await sonarr.queue())
            await self.engine.observe_servarr(ServarrObservation(ref=SONARR, queue=queue))
            await self.engine.tick()

    def grabbed(self, title: str, *numbers: int) -> str:
        """Have Sonarr grab a release of some episodes of the first season; return the job's id."""
        series = self.sonarr.series(SHOW)
        job = self.sabnzbd.enqueue(title, category="tv")
        ids = tuple(self.sonarr.episode(SHOW, 1, number).id for number in numbers)
        self.sonarr.core.state.record(
            Event.GRABBED,
            Subject(media_id=series.id, episode_ids=ids),
            date=self.clock.now() - timedelta(seconds=1),
            title=title,
            quality="WEBDL-1080p",
            languages=("German",),
            download_id=job,
            data={},
        )
        return job


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    """Return a studio where nothing has happened yet."""
    built = Studio(tmp_path)
    async with aiohttp.ClientSession() as session, built.sabnzbd:
        built.sonarr = FakeSonarr(
            root_folder=tmp_path / "tv",
            indexer=Indexer(),
            sabnzbd=built.sabnzbd.address,
            refresh_interval=None,
            clock=built.clock.now,
        )
        built.sonarr.add(SHOW)
        async with built.sonarr:
            await built.open(session)
            yield built


async def test_a_pack_that_is_of_another_season_is_one_failure(studio: Studio) -> None:
    """Sonarr has a row for each episode, and a message for each file."""
    title = "Breaking.Bad.S01.1080p.WEB-DL-GRP"
    studio.sonarr.refuse_imports(
        "Episode 2x01 was not found in the grabbed release: Breaking.Bad.S01", of=title
    )
    job = studio.grabbed(title, 1, 2, 3)
    await studio.minutes(1)
    studio.sabnzbd.finish(job)
    await studio.minutes(5)
    (found,) = studio.engine.failures()
    assert (found.kind, found.jobs) == (Kind.WRONG_SEASON, (job,))
    assert found.item is not None
    assert len(found.item.episode_ids) == 3
    assert found.proposed is not None
    (shown,) = studio.engine.jobs()
    assert (shown.servarr, shown.kind) == (SONARR.id, Kind.WRONG_SEASON)


async def test_a_pack_of_which_only_a_part_was_imported_is_not_solved(studio: Studio) -> None:
    """Somebody imports one episode by hand and takes the rest off the queue."""
    title = "Breaking.Bad.S01.1080p.WEB-DL-GRP"
    studio.sonarr.refuse_imports("Invalid season or episode", of=title)
    job = studio.grabbed(title, 1, 2)
    await studio.minutes(1)
    studio.sabnzbd.finish(job)
    await studio.minutes(5)
    series = studio.sonarr.series(SHOW)
    studio.sonarr.core.state.record(
        Event.IMPORTED,
        Subject(media_id=series.id, episode_ids=(studio.sonarr.episode(SHOW, 1, 1).id,)),
        date=studio.clock.now(),
        title=title,
        quality="WEBDL-1080p",
        languages=("German",),
        download_id=job,
        data={},
    )
    del studio.sonarr.core.state.tracked[job]
    studio.sabnzbd.drop(job)
    await studio.minutes(3)
    (found,) = studio.engine.failures()
    assert (found.state, found.reason) == (FailureState.CLOSED, Reason.USER_STOPPED)


async def test_an_episode_without_a_title_is_waited_for(studio: Studio) -> None:
    """Sonarr imports it as soon as the title is known."""
    title = "Breaking.Bad.S01E01.1080p.WEB-DL-GRP"
    studio.sonarr.doubt_imports("Episode has a TBA title and recently aired", of=title)
    job = studio.grabbed(title, 1)
    await studio.minutes(1)
    studio.sabnzbd.finish(job)
    await studio.minutes(50)
    assert studio.engine.failures() == ()
    await studio.minutes(15)
    (found,) = studio.engine.failures()
    assert (found.kind, found.reason) == (Kind.TITLE_TO_BE_ANNOUNCED, Reason.IMPORT_IS_RETRIED)


@pytest.mark.parametrize(("tracks", "wrong"), [("eng", True), ("ger/eng", False), ("", False)])
async def test_an_episode_is_to_be_heard_in_what_its_release_promised(
    studio: Studio, tracks: str, wrong: bool
) -> None:
    """Sonarr has no wanted language of its own."""
    studio.sonarr.hear(tracks)
    job = studio.grabbed("Breaking.Bad.S01E02.German.1080p.WEB-DL-GRP", 2)
    await studio.minutes(1)
    studio.sabnzbd.finish(job)
    await studio.minutes(4)
    found = [(one.kind, one.reason) for one in studio.engine.failures()]
    assert found == ([(Kind.WRONG_LANGUAGE, Reason.WRONG_LANGUAGE)] if wrong else [])
