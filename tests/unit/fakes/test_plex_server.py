"""The fake Plex server itself: who may ask, in which form it answers, what else it tells."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
import sys
from xml.etree import ElementTree as ET

import aiohttp
import pytest

from tests.fakes.http import Mode
from tests.fakes.plex import FakePlex, Update

from .viewing import CATALOGUE, Viewer, add_film, scan


@pytest.fixture
def movies(tmp_path: Path) -> Path:
    """Return a folder with one film."""
    add_film(tmp_path / "movies", "Dune (2021)")
    return tmp_path / "movies"


@pytest.fixture
async def plex(movies: Path, tmp_path: Path) -> AsyncIterator[FakePlex]:
    """Return a server with a library of films and one of series, not scanned yet."""
    async with FakePlex(catalogue=CATALOGUE) as server:
        server.library.add_section("movie", "Movies", [movies])
        server.library.add_section("show", "TV Shows", [tmp_path / "tv"])
        yield server


@pytest.fixture
async def viewer(plex: FakePlex) -> AsyncIterator[Viewer]:
    """Return a client of this server."""
    async with aiohttp.ClientSession() as session:
        yield Viewer(plex, session)


async def test_only_the_identity_needs_no_token(plex: FakePlex, viewer: Viewer) -> None:
    """The refusal is a page, not JSON."""
    identity = await viewer.get("/identity")
    assert identity["machineIdentifier"] == plex.machine_identifier
    for token in ("", "wrong"):
        async with viewer.request("GET", "/identity", token=token) as answer:
            assert answer.status == 200
        async with viewer.request("GET", "/library/sections", token=token) as answer:
            assert (answer.status, answer.content_type) == (401, "text/html")
            assert "Unauthorized" in await answer.text()
    async with viewer.request("GET", f"/?X-Plex-Token={plex.api_key}", token="") as answer:
        assert answer.status == 200


async def test_a_server_that_refuses_every_token_still_says_who_it_is(
    plex: FakePlex, viewer: Viewer
) -> None:
    """The misbehaviour is that of a real one."""
    plex.misbehave(Mode.UNAUTHORISED)
    await viewer.get("/identity")
    async with viewer.request("GET", "/") as answer:
        assert answer.status == 401


async def test_another_server_can_be_behind_the_same_address(
    plex: FakePlex, viewer: Viewer
) -> None:
    """Address and token stay."""
    plex.machine_identifier = "another"
    assert (await viewer.get("/"))["machineIdentifier"] == "another"


async def test_without_being_asked_for_json_it_answers_xml(plex: FakePlex, viewer: Viewer) -> None:
    """Scalars are attributes, lists are elements, booleans are digits."""
    await scan(plex)
    async with viewer.request("GET", "/library/sections", accept="*/*") as answer:
        assert answer.content_type == "text/xml"
        container = ET.fromstring(await answer.text())  # noqa: S314 - written by the code under test
    assert container.tag == "MediaContainer"
    first = container.findall("Directory")[0]
    assert (first.get("title"), first.get("refreshing")) == ("Movies", "0")
    assert [location.get("path") for location in first.findall("Location")]


async def test_somebody_watches(plex: FakePlex, viewer: Viewer) -> None:
    """Who, what, where, and whether it costs a transcoder."""
    assert await viewer.titles("/status/sessions") == []
    plex.play("Good News About Hell", series="Severance", user="guest", transcoding=True)
    (session,) = (await viewer.get("/status/sessions"))["Metadata"]
    assert session["grandparentTitle"] == "Severance"
    assert session["User"]["title"] == "guest"
    assert "TranscodeSession" in session
    assert (await viewer.get("/"))["transcoderActiveVideoSessions"] == 1


async def test_a_search_looks_into_every_library(plex: FakePlex, viewer: Viewer) -> None:
    """One hub for each type."""
    await scan(plex)
    hubs = (await viewer.get("/hubs/search?query=dun&limit=5"))["Hub"]
    assert [(hub["type"], hub["size"]) for hub in hubs] == [("movie", 1), ("show", 0)]
    async with viewer.request("GET", "/hubs/search") as answer:
        assert answer.status == 400


async def test_settings_are_listed_and_set(plex: FakePlex, viewer: Viewer) -> None:
    """An unknown one is refused by its name."""
    async with viewer.request(
        "PUT", "/:/prefs?FriendlyName=Attic&autoEmptyTrash=0&ButlerStartHour=4"
    ) as answer:
        assert answer.status == 200
    settings = {row["id"]: row["value"] for row in (await viewer.get("/:/prefs"))["Setting"]}
    assert settings["FriendlyName"] == "Attic"
    assert (settings["autoEmptyTrash"], settings["ButlerStartHour"]) == (False, 4)
    assert (await viewer.get("/"))["friendlyName"] == "Attic"
    async with viewer.request("PUT", "/:/prefs?Colour=red") as answer:
        assert answer.status == 400
        assert "unknown preference Colour" in await answer.text()


async def test_a_newer_version_is_offered(plex: FakePlex, viewer: Viewer) -> None:
    """Without one there is no release in the answer."""
    assert "Release" not in await viewer.get("/updater/status")
    plex.update = Update(version="1.44.0.1-abc", fixed="Everything")
    (release,) = (await viewer.get("/updater/status"))["Release"]
    assert release["version"] == "1.44.0.1-abc"


async def test_a_library_that_does_not_exist_is_not_found(viewer: Viewer) -> None:
    """For its content and for a scan."""
    for path in ("/library/sections/9/all", "/library/sections/9/refresh", "/nowhere"):
        async with viewer.request("GET", path) as answer:
            assert answer.status == 404


async def test_it_runs_by_hand(movies: Path) -> None:
    """It prints where it is and ends on SIGTERM."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.fakes.plex", "--port", "0", "--movies", str(movies)),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        line = (await asyncio.wait_for(process.stdout.readline(), 20)).decode()
        assert line.startswith("Plex address: http://127.0.0.1:")
    finally:
        process.terminate()
        assert await process.wait() == 0


async def test_preferences_in_the_way_of_an_old_server(plex: FakePlex) -> None:
    """XML whatever one asks for, without settings it does not have yet; somebody else may change one."""
    plex.always_xml = True
    plex.prefs.leave_out("RelayEnabled")
    plex.change("prefs", "", "autoEmptyTrash", value=False)
    async with aiohttp.ClientSession(headers={"X-Plex-Token": plex.api_key}) as session:
        path = f"{plex.url}/:/prefs"
        async with session.get(path, headers={"Accept": "application/json"}) as answer:
            assert answer.content_type == "text/xml"
            text = await answer.text()
        assert 'id="autoEmptyTrash"' in text
        assert "RelayEnabled" not in text
        async with session.put(path, params={"RelayEnabled": "0"}) as answer:
            assert answer.status == 400
        plex.misbehave(Mode.FORGETFUL)
        async with session.put(path, params={"autoEmptyTrash": "1"}) as answer:
            assert answer.status == 200
    assert plex.prefs["autoEmptyTrash"] is False
    with pytest.raises(LookupError):
        plex.change("prefs", "", "nothing", 1)
