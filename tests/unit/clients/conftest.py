"""Fixtures of the client tests: a session, a scripted service, a clock nobody waits for."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import aiohttp
import pytest

from custom_components.autoarr.clients.base import Endpoint, RequestLimits
from custom_components.autoarr.clients.limits import Timing
from custom_components.autoarr.clients.radarr import RadarrClient
from custom_components.autoarr.clients.servarr import ServarrClient
from custom_components.autoarr.clients.sonarr import SonarrClient

from .service import ScriptedService, serving

KEY = "0123456789abcdef0123456789abcdef"
STATUS = "/api/v3/system/status"
RADARR = {"appName": "Radarr", "version": "6.0.4.10291"}
APPS: dict[str, type[ServarrClient]] = {"radarr-v3": RadarrClient, "sonarr-v3": SonarrClient}


@dataclass(slots=True)
class FakeTime:
    """Time that passes only when somebody sleeps; every pause is noted."""

    at: float = 1000.0
    chance: float = 0.5
    pauses: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.pauses.append(seconds)
        self.at += seconds

    @property
    def timing(self) -> Timing:
        """Return this time as the clients take it."""
        return Timing(
            sleep=self.sleep,
            random=lambda: self.chance,
            monotonic=lambda: self.at,
            now=lambda: datetime(2026, 11, 23, 12, 0, tzinfo=UTC),
        )


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """Return a session as Home Assistant shares one."""
    async with aiohttp.ClientSession() as found:
        yield found


@pytest.fixture
async def service() -> AsyncIterator[ScriptedService]:
    """Return a service that answers what the test writes down."""
    async with serving(ScriptedService()) as found:
        yield found


@pytest.fixture
def time() -> FakeTime:
    """Return a time that nobody waits for."""
    return FakeTime()


@pytest.fixture
def endpoint(service: ScriptedService) -> Endpoint:
    """Return where the scripted service listens."""
    return Endpoint(url=service.url, api_key=KEY)


@pytest.fixture
def radarr(session: aiohttp.ClientSession, endpoint: Endpoint, time: FakeTime) -> RadarrClient:
    """Return a Radarr client of the scripted service."""
    return RadarrClient(session, endpoint, timing=time.timing)


@pytest.fixture(params=APPS)
def app(request: pytest.FixtureRequest) -> str:
    """Return which application's specification is asked, both in turn."""
    return str(request.param)


@pytest.fixture
def client(
    app: str, session: aiohttp.ClientSession, endpoint: Endpoint, time: FakeTime
) -> ServarrClient:
    """Return a client of that application."""
    return APPS[app](session, endpoint, timing=time.timing)


def radarr_at(
    session: aiohttp.ClientSession, url: str, time: FakeTime, limits: RequestLimits | None = None
) -> RadarrClient:
    """Return a Radarr client of some address."""
    return RadarrClient(
        session,
        Endpoint(url=url, api_key=KEY),
        limits=limits or RequestLimits(),
        timing=time.timing,
    )
