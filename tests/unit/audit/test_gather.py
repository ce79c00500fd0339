"""Reading the configuration of the whole stack over HTTP: all there is, and nothing that anybody waits for."""

import asyncio
from collections.abc import AsyncIterator
import json
from pathlib import Path
import time
from typing import Any

import aiohttp
import pytest

from custom_components.autoarr.audit.documents import DOCUMENTS
from custom_components.autoarr.audit.estate import Estate
from custom_components.autoarr.audit.gather import gather, snapshot
from custom_components.autoarr.audit.targets import AuditClient, AuditTarget
from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.limits import RequestLimits
from custom_components.autoarr.clients.plex import PlexClient
from custom_components.autoarr.clients.radarr import RadarrClient
from custom_components.autoarr.clients.sabnzbd import SabnzbdClient
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.clients.sonarr import SonarrClient
from custom_components.autoarr.journal.redact import REDACTED
from tests.fakes.http import FakeService, Mode
from tests.fakes.plex import FakePlex
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.fakes.servarr.sabnzbd import SabnzbdAddress
from tests.fakes.sonarr import FakeSonarr
from tests.support.clock import START

RADARR, SONARR = ServiceKind.RADARR, ServiceKind.SONARR
SABNZBD, PLEX = ServiceKind.SABNZBD, ServiceKind.PLEX
QUICK = RequestLimits(timeout=2, deadline=2, retries=0, rate=10_000, burst=1_000)


class House:
    """Four services, their clients, and what the audit reads of them."""

    def __init__(
        self, fakes: dict[ServiceKind, FakeService], session: aiohttp.ClientSession
    ) -> None:
        """Connect to the services."""
        self.fakes = fakes
        self.clients: dict[ServiceKind, AuditClient] = {
            RADARR: RadarrClient(session, self._endpoint(RADARR), limits=QUICK),
            SONARR: SonarrClient(session, self._endpoint(SONARR), limits=QUICK),
            SABNZBD: SabnzbdClient(session, self._endpoint(SABNZBD), limits=QUICK),
            PLEX: PlexClient(
                session, self._endpoint(PLEX), client_identifier="tests", limits=QUICK
            ),
        }

    def _endpoint(self, kind: ServiceKind) -> Endpoint:
        """Return where a service is."""
        return Endpoint(url=self.fakes[kind].url, api_key=self.fakes[kind].api_key)

    def target(self, kind: ServiceKind) -> AuditTarget:
        """Return a service as the audit wants it."""
        ref = ServiceRef(id=f"{kind}1", kind=kind, name=kind.label)
        return AuditTarget(ref=ref, client=self.clients[kind], address=self.fakes[kind].url)

    async def look(self, *secrets: str, deadline: float = 20) -> Estate:
        """Read everything."""
        return await gather(
            [self.target(kind) for kind in self.clients],
            now=lambda: START,
            modes={"radarr1": "manage"},
            secrets=secrets,
            deadline=deadline,
        )


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """Run all four, set up as people do."""
    async with (
        FakeSabnzbd() as sabnzbd,
        FakeRadarr(
            root_folder=tmp_path / "films",
            sabnzbd=SabnzbdAddress(url=sabnzbd.url, api_key=sabnzbd.api_key),
            refresh_interval=None,
        ) as radarr,
        FakeSonarr(
            root_folder=tmp_path / "series",
            sabnzbd=SabnzbdAddress(url=sabnzbd.url, api_key=sabnzbd.api_key),
            refresh_interval=None,
        ) as sonarr,
        FakePlex() as plex,
        aiohttp.ClientSession() as session,
    ):
        radarr.furnish()
        sonarr.furnish()
        plex.library.add_section("movie", "Films", [tmp_path / "films"])
        sabnzbd.state.warn(f"Wrong key apikey={sabnzbd.api_key}")
        sabnzbd.change("misc", "", "email_pwd", "*" * 10)
        yield House({RADARR: radarr, SONARR: sonarr, SABNZBD: sabnzbd, PLEX: plex}, session)


def unread(estate: Estate, kind: ServiceKind) -> dict[str, str]:
    """Return what could not be read of a service."""
    found = estate.get(f"{kind}1")
    assert found is not None
    return dict(found.unread)


async def test_every_document_of_every_service_is_read(house: House) -> None:
    """With version, address and modes, in the order of the table."""
    estate = await house.look()
    assert estate.at == START
    assert estate.modes == {"radarr1": "manage"}
    for service in estate.services:
        assert service.unread == {}
        assert list(service.documents) == list(DOCUMENTS[service.ref.kind])
        assert service.version
        assert service.address == house.fakes[service.ref.kind].url


async def test_no_credential_comes_along(house: House) -> None:
    """Neither a key of ours nor one a service keeps for another one."""
    estate = await house.look("plex-online-token-of-the-server")
    told = json.dumps([dict(service.documents) for service in estate.services])
    secrets = [fake.api_key for fake in house.fakes.values()]
    secrets += ["trakt-access-token", "plex-token-of-the-connection", "indexer-key", "somebody"]
    secrets.append("plex-online-token-of-the-server")
    assert not [secret for secret in secrets if secret in told]
    assert "********" not in told.replace(REDACTED, "")
    radarr = estate.get("radarr1")
    assert radarr is not None
    host = radarr.documents["config/host"]
    assert isinstance(host, dict)
    assert (host["apiKey"], host["password"], host["proxyPassword"]) == (REDACTED, REDACTED, "")


@pytest.mark.parametrize(
    ("mode", "how", "said"),
    [
        (Mode.UNAUTHORISED, {}, "does not let AutoArr read it"),
        (Mode.FORBIDDEN, {}, "does not let AutoArr read it"),
        (Mode.ERROR, {"status": 404}, "does not have it"),
        (Mode.ERROR, {"status": 500}, "failed with status 500"),
        (Mode.GARBAGE, {}, "not complete JSON"),
        (Mode.TRUNCATED, {}, "not complete JSON"),
        (Mode.HUGE, {}, "more than 8 MB"),
        (Mode.SLOW, {"seconds": 30}, "did not answer in time"),
        (Mode.HTML, {}, "web page"),
    ],
)
async def test_one_document_that_cannot_be_read(
    house: House, mode: Mode, how: dict[str, float], said: str
) -> None:
    """Is said with its reason; all others are there."""
    house.fakes[RADARR].misbehave(mode, paths="/config/naming$", **how)
    estate = await house.look()
    missing = unread(estate, RADARR)
    assert list(missing) == ["config/naming"]
    assert said in missing["config/naming"]
    assert [unread(estate, kind) for kind in (SONARR, SABNZBD, PLEX)] == [{}, {}, {}]


async def test_one_section_of_sabnzbd_that_cannot_be_read(house: House) -> None:
    """Although all its calls go to one path."""
    house.fakes[SABNZBD].misbehave(Mode.HUGE, paths="section=servers")
    assert list(unread(await house.look(), SABNZBD)) == ["servers"]


async def test_a_service_that_is_down_is_asked_for_little(house: House) -> None:
    """Every document has the reason; nobody waits."""
    house.fakes[SONARR].misbehave(Mode.DOWN)
    estate = await house.look()
    missing = unread(estate, SONARR)
    assert list(missing) == list(DOCUMENTS[SONARR])
    assert all("cannot be reached" in why for why in missing.values())
    assert len(house.fakes[RADARR].requests) >= len(DOCUMENTS[RADARR])


async def test_a_slow_service_holds_nobody_up(house: House) -> None:
    """At the deadline what was read by then is kept, and no request is left behind."""
    house.fakes[RADARR].misbehave(Mode.SLOW, seconds=30, paths="/config/|/customformat")
    before = time.monotonic()
    estate = await house.look(deadline=1.0)
    assert time.monotonic() - before < 5
    missing = unread(estate, RADARR)
    assert {"config/host", "customformat"} <= missing.keys()
    assert "did not answer within 1 seconds" in missing["config/host"]
    assert [unread(estate, kind) for kind in (SONARR, SABNZBD, PLEX)] == [{}, {}, {}]
    assert len(asyncio.all_tasks()) < 30


async def test_few_are_asked_for_at_once(house: House) -> None:
    """A small machine is not run down."""
    await house.look()
    assert all(fake.peak_in_flight <= 4 for fake in house.fakes.values())


async def test_a_look_that_is_called_off_leaves_nothing_behind(house: House) -> None:
    """Its requests end with it."""
    house.fakes[RADARR].misbehave(Mode.SLOW, seconds=30)
    task = asyncio.create_task(snapshot(house.target(RADARR), deadline=30))
    await asyncio.sleep(0.2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_wrong_key_is_said_of_every_document(house: House) -> None:
    """And the key is in none of the reasons."""
    house.fakes[PLEX].misbehave(Mode.UNAUTHORISED)
    missing = unread(await house.look(), PLEX)
    assert {"prefs", "sections"} <= missing.keys()
    assert house.fakes[PLEX].api_key not in json.dumps(missing)


async def test_old_and_new_versions(house: House) -> None:
    """Preferences in XML, a field that is not there, sorters that nobody made."""
    plex, radarr = house.fakes[PLEX], house.fakes[RADARR]
    assert isinstance(plex, FakePlex)
    assert isinstance(radarr, FakeRadarr)
    first = await house.look()
    plex.always_xml = True
    radarr.leave_out("config/host", "trustCgnatIpAddresses")
    second = await house.look()
    documents: list[dict[str, Any]] = []
    for estate in (first, second):
        found = estate.get("plex1")
        assert found is not None
        documents.append(dict(found.documents))
    assert documents[0]["prefs"] == documents[1]["prefs"]
    host = next(s.documents["config/host"] for s in second.services if s.ref.kind is RADARR)
    assert isinstance(host, dict)
    assert "trustCgnatIpAddresses" not in host
