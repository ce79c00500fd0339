"""Every document that is written back without a change is afterwards what it was, byte for byte."""

from collections.abc import AsyncIterator
import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from custom_components.autoarr.audit.documents import DOCUMENTS
from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.errors import ServiceRejected
from custom_components.autoarr.clients.limits import RequestLimits
from custom_components.autoarr.clients.plex import PlexClient
from custom_components.autoarr.clients.radarr import RadarrClient
from custom_components.autoarr.clients.sabnzbd import SabnzbdClient
from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.clients.sonarr import SonarrClient
from tests.fakes.plex import FakePlex
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd, Release
from tests.fakes.servarr.resources import without_nulls
from tests.fakes.servarr.sabnzbd import SabnzbdAddress
from tests.fakes.servarr.server import FakeServarr
from tests.fakes.sonarr import FakeSonarr

QUICK = RequestLimits(retries=0, rate=10_000, burst=1_000)
READ_ONLY = {"diskspace", "health", "system/status", "rootfolder"}
WRITTEN = [name for name in DOCUMENTS[ServiceKind.RADARR] if name not in READ_ONLY]


@pytest.fixture(params=["radarr", "sonarr"])
async def arr(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[FakeServarr]:
    """Run one of the two, set up as people do, with a SABnzbd."""
    made = FakeRadarr if request.param == "radarr" else FakeSonarr
    async with (
        FakeSabnzbd() as sabnzbd,
        made(
            root_folder=tmp_path / "library",
            sabnzbd=SabnzbdAddress(url=sabnzbd.url, api_key=sabnzbd.api_key),
            refresh_interval=None,
        ) as running,
    ):
        yield running.furnish()


@pytest.fixture
async def client(arr: FakeServarr) -> AsyncIterator[RadarrClient | SonarrClient]:
    """Return its client."""
    made = RadarrClient if arr.app == "radarr" else SonarrClient
    async with aiohttp.ClientSession() as session:
        yield made(session, Endpoint(url=arr.url, api_key=arr.api_key), limits=QUICK)


def stored(arr: FakeServarr) -> str:
    """Return all that it keeps, its secrets as well."""
    return json.dumps(without_nulls([arr.core.config, arr.core.tables]))


@pytest.mark.parametrize("name", WRITTEN)
async def test_a_document_of_an_arr(
    arr: FakeServarr, client: RadarrClient | SonarrClient, name: str
) -> None:
    """Objects, and each row of a table; masked secrets are kept, and no provider is tested for it."""
    arr.fail_test("downloadclient", "down")
    before, document = stored(arr), await client.document(name)
    rows = document if isinstance(document, list) else [document]
    assert rows
    for row in rows:
        assert isinstance(row, dict)
        await client.write_document(name, row)
    assert json.dumps(await client.document(name)) == json.dumps(document)
    assert json.loads(stored(arr)) == json.loads(before)


async def test_all_sizes_at_once(arr: FakeServarr, client: RadarrClient | SonarrClient) -> None:
    """Also where there is no upper limit."""
    del arr.core.tables["qualitydefinition"][3]["maxSize"]
    document: Any = await client.document("qualitydefinition")
    before = stored(arr)
    await client.write_documents("qualitydefinition", document)
    assert json.loads(stored(arr)) == json.loads(before)


async def test_one_value_changes_and_nothing_else(
    arr: FakeServarr, client: RadarrClient | SonarrClient
) -> None:
    """Of every object; and what a service refuses changes nothing."""
    for name, field, value in (
        ("config/host", "logLevel", "debug"),
        ("config/mediamanagement", "recycleBinCleanupDays", 30),
        ("config/indexer", "rssSyncInterval", 30),
        ("config/downloadclient", "autoRedownloadFailed", False),
        ("config/naming", "replaceIllegalCharacters", False),
    ):
        before: Any = await client.document(name)
        await client.write_document(name, before | {field: value})
        assert await client.document(name) == before | {field: value}
        await client.write_document(name, before)
        assert json.dumps(await client.document(name)) == json.dumps(before)
    host: Any = await client.document("config/host")
    with pytest.raises(ServiceRejected, match="between 1 and 7"):
        await client.write_document("config/host", host | {"backupInterval": 30})
    assert await client.document("config/host") == host


@pytest.mark.parametrize("release", [*Release])
async def test_settings_of_sabnzbd(release: Release) -> None:
    """Every value of every kind that may be written, except keys, passwords and what the API protects."""
    async with FakeSabnzbd(release=release) as sab, aiohttp.ClientSession() as session:
        sab.change("misc", "", "schedlines", ["1 0 3 1234567 resume ", "0 30 4 * pause "])
        sab.change("misc", "", "cleanup_list", ["nfo"])
        sab.change("sorters", "Series", "sort_cats", ["tv", "anime"])
        sab.change("servers", "news", "quota", "500G")
        where = Endpoint(url=sab.url, api_key=sab.api_key)
        client = SabnzbdClient(session, where, limits=QUICK)
        misc: Any = await client.document("misc")
        written = {
            name: value
            for name, value in misc.items()
            # Nobody set this number yet, and its default lies below its own minimum.
            if name not in ("api_key", "nzb_key", "config_lock", "history_retention_number")
        }
        await client.write_config("misc", "", written)
        assert await client.document("misc") == misc
        for section in ("categories", "servers", "sorters"):
            rows: Any = await client.document(section)
            assert rows
            for row in rows:
                await client.write_config(section, row["name"], row)
            assert await client.document(section) == rows
        await client.write_config("servers", "news", {"ssl": True})
        rows = await client.document("servers")
        assert (rows[0]["ssl"], rows[0]["quota"], rows[0]["usage_at_start"]) == (1, "500G", 0)


async def test_preferences_of_plex() -> None:
    """Each by itself."""
    async with FakePlex() as plex, aiohttp.ClientSession() as session:
        where = Endpoint(url=plex.url, api_key=plex.api_key)
        client = PlexClient(session, where, client_identifier="tests", limits=QUICK)
        prefs: Any = await client.document("prefs")
        for name, value in prefs.items():
            await client.write_preference(name, value)
        assert json.dumps(await client.document("prefs")) == json.dumps(prefs)
        await client.write_preference("RelayEnabled", False)
        assert await client.document("prefs") == prefs | {"RelayEnabled": False}
        with pytest.raises(ServiceRejected, match="unknown preference"):
            await client.write_preference("NoSuchThing", 1)
