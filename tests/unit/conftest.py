"""Fixtures of the unit tests: a Radarr and a Sonarr with a download client that the test drives."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.radarr import FakeRadarr
from tests.fakes.releases import Indexer
from tests.fakes.servarr.server import FakeServarr
from tests.fakes.sonarr import FakeSonarr
from tests.support.clock import ManualClock
from tests.unit.fakes.downloader import Downloader


@pytest.fixture
def clock() -> ManualClock:
    """Return the clock of both apps."""
    return ManualClock()


@pytest.fixture
def indexer() -> Indexer:
    """Return an indexer with nothing in it yet."""
    return Indexer()


@pytest.fixture
async def downloader(tmp_path: Path) -> AsyncIterator[Downloader]:
    """Run a download client."""
    async with Downloader(tmp_path / "downloads") as running:
        yield running


@pytest.fixture
async def radarr(
    tmp_path: Path, clock: ManualClock, indexer: Indexer, downloader: Downloader
) -> AsyncIterator[FakeRadarr]:
    """Run a Radarr that looks at its download client when told to."""
    async with FakeRadarr(
        indexer=indexer,
        root_folder=tmp_path / "films",
        sabnzbd=downloader.address,
        refresh_interval=None,
        clock=clock.now,
        command_delay=0.001,
    ) as running:
        yield running
        _kept_the_contract(running)


@pytest.fixture
async def sonarr(
    tmp_path: Path, clock: ManualClock, indexer: Indexer, downloader: Downloader
) -> AsyncIterator[FakeSonarr]:
    """Run a Sonarr that looks at its download client when told to."""
    async with FakeSonarr(
        indexer=indexer,
        root_folder=tmp_path / "series",
        sabnzbd=downloader.address,
        refresh_interval=None,
        clock=clock.now,
        command_delay=0.001,
    ) as running:
        yield running
        _kept_the_contract(running)


def _kept_the_contract(fake: FakeServarr) -> None:
    """Whatever a test made a fake answer, it was as documented (where the documents are at hand)."""
    assert fake.contract_errors == []
