"""Fixtures of the request tests: fakes of the *arr over HTTP, real clients, and a manager."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.fakes.radarr import FakeRadarr
from tests.fakes.sonarr import FakeSonarr
from tests.support.clock import ManualClock
from tests.unit.fakes.downloader import Downloader

from .house import House


@pytest.fixture
async def radarr_4k(
    tmp_path: Path, clock: ManualClock, downloader: Downloader
) -> AsyncIterator[FakeRadarr]:
    """Run a second Radarr, for films in 4K."""
    async with FakeRadarr(
        root_folder=tmp_path / "films-4k",
        sabnzbd=downloader.address,
        refresh_interval=None,
        clock=clock.now,
        command_delay=0.001,
    ) as running:
        yield running
        assert running.contract_errors == []


@pytest.fixture
async def house(clock: ManualClock, radarr: FakeRadarr, sonarr: FakeSonarr) -> AsyncIterator[House]:
    """Return a household with one Radarr and one Sonarr."""
    async with aiohttp.ClientSession() as session:
        made = House(session, clock)
        made.connect("radarr", radarr, is_default=True)
        made.connect("sonarr", sonarr, is_default=True)
        await made.start()
        yield made
