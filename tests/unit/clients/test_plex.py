"""Plex Media Server over HTTP."""

from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.errors import (
    ServiceLoginPage,
    ServiceUnauthorised,
    ServiceUnexpectedAnswer,
    WrongService,
)
from custom_components.autoarr.clients.models.plex import PlexUpdate
from custom_components.autoarr.clients.plex import PlexClient

from .conftest import KEY, FakeTime
from .service import ScriptedService, fails, says, sends

IDENTITY = {"machineIdentifier": "machine-1", "version": "1.43.2.10687", "claimed": True}
SECTIONS = {
    "Directory": [
        {
            "key": "1",
            "type": "movie",
            "title": "Films",
            "refreshing": False,
            "scannedAt": 1795423086,
            "Location": [{"id": 1, "path": "/data/films"}, {"id": 2, "path": "/data/more"}],
        },
        {"key": "2", "type": "show", "title": "Series", "refreshing": True},
    ]
}
DUNE = {
    "ratingKey": "44",
    "type": "movie",
    "title": "Dune",
    "year": 2021,
    "addedAt": 1795423086,
    "Guid": [{"id": "imdb://tt1160419"}, {"id": "tmdb://438631"}],
}


@pytest.fixture
def plex(session: aiohttp.ClientSession, endpoint: Endpoint, time: FakeTime) -> PlexClient:
    """Return a client of the scripted service."""
    return PlexClient(session, endpoint, client_identifier="home-1", timing=time.timing)


def holds(container: dict[str, Any], **more: Any) -> Any:
    """Answer with a MediaContainer."""
    return says({"MediaContainer": {"size": 0, **container}}, **more)


async def test_verify_returns_the_identity(plex: PlexClient, service: ScriptedService) -> None:
    """After a call that needs the token; both in headers, and JSON is asked for."""
    service.on("GET", "/identity", holds(IDENTITY))
    service.on("GET", "/", holds({**IDENTITY, "friendlyName": "Home", "platform": "Linux"}))
    for expected in (None, "machine-1"):
        identity = await plex.verify(expected)
        assert (identity.machine_identifier, identity.claimed) == ("machine-1", True)
    headers = service.seen[0].headers
    assert headers["X-Plex-Token"] == KEY
    assert headers["X-Plex-Client-Identifier"] == "home-1"
    assert headers["Accept"] == "application/json"
    info = await plex.server_info()
    assert (info.friendly_name, info.platform) == ("Home", "Linux")


async def test_verify_notices_another_server(plex: PlexClient, service: ScriptedService) -> None:
    """The token is not even tried there."""
    service.on("GET", "/identity", holds(IDENTITY))
    with pytest.raises(WrongService, match=r"another Plex server \(machine-1\)") as error:
        await plex.verify("machine-2")
    assert error.value.expected == "Plex"
    assert service.paths() == ["GET /identity"]


async def test_a_refused_token_is_told(plex: PlexClient, service: ScriptedService) -> None:
    """The identity answers without one."""
    service.on("GET", "/identity", holds(IDENTITY))
    service.on(
        "GET", "/", sends("<html>401</html>", status=401, headers={"X-Plex-Protocol": "1.0"})
    )
    with pytest.raises(ServiceUnauthorised, match="refuses the token"):
        await plex.verify()


@pytest.mark.parametrize(
    "reply",
    [
        fails(404),
        fails(405),
        says({"hello": "world"}),
        says({"MediaContainer": {"version": "1"}}),
        sends("<title>Sonarr</title>" + " " * 100),
    ],
)
async def test_verify_notices_another_application(
    plex: PlexClient, service: ScriptedService, reply: Any
) -> None:
    """Without an identity as Plex has it."""
    service.on("GET", "/identity", reply)
    with pytest.raises(WrongService, match="Expected Plex"):
        await plex.verify()


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (sends("<html>login</html>"), ServiceLoginPage),
        (sends('<?xml version="1.0"?><MediaContainer/>'), ServiceUnexpectedAnswer),
        (sends("garbage"), ServiceUnexpectedAnswer),
    ],
)
async def test_verify_passes_other_errors_on(
    plex: PlexClient, service: ScriptedService, reply: Any, error: type[Exception]
) -> None:
    """Each has its own repair."""
    service.on("GET", "/identity", reply)
    with pytest.raises(error) as raised:
        await plex.verify()
    assert type(raised.value) is error


async def test_libraries_are_listed_and_counted(plex: PlexClient, service: ScriptedService) -> None:
    """The count costs no items."""
    service.on("GET", "/library/sections", holds(SECTIONS))
    service.on("GET", "/library/sections/1/all", holds({"totalSize": 321}), holds({"size": 3}))
    films, series = await plex.sections()
    assert (films.key, films.type, films.title) == ("1", "movie", "Films")
    assert films.locations == ("/data/films", "/data/more")
    assert films.scanned_at == datetime(2026, 11, 23, 8, 38, 6, tzinfo=UTC)
    assert (series.refreshing, series.locations, series.scanned_at) == (True, (), None)
    assert await plex.section_total("1") == 321
    assert await plex.section_total("1") == 3
    assert service.seen[1].query["X-Plex-Container-Size"] == "0"


async def test_a_section_key_cannot_change_the_path(
    plex: PlexClient, service: ScriptedService
) -> None:
    """It comes from the server."""
    with pytest.raises(Exception, match="not found"):
        await plex.section_total("1/../../x?y")
    assert service.seen[0].query == {"X-Plex-Container-Start": "0", "X-Plex-Container-Size": "0"}


async def test_sessions_say_who_watches_what(plex: PlexClient, service: ScriptedService) -> None:
    """An episode is named after its series."""
    service.on(
        "GET",
        "/status/sessions",
        holds(
            {
                "Metadata": [
                    {
                        "sessionKey": "5",
                        "type": "episode",
                        "title": "Good News About Hell",
                        "grandparentTitle": "Severance",
                        "User": {"title": "anna"},
                        "Player": {"title": "TV", "state": "paused"},
                        "TranscodeSession": {"key": "x"},
                    },
                    {"title": "Dune", "Player": {"product": "Plex Web", "state": "playing"}},
                    {"title": "Ghost"},
                ]
            }
        ),
        holds({}),
    )
    episode, film, ghost = await plex.sessions()
    assert (episode.user, episode.title) == ("anna", "Severance – Good News About Hell")
    assert (episode.player, episode.state, episode.transcoding) == ("TV", "paused", True)
    assert (film.player, film.state, film.transcoding, film.user) == (
        "Plex Web",
        "playing",
        False,
        "",
    )
    assert (ghost.player, ghost.state) == ("", "")
    assert await plex.sessions() == []


async def test_a_film_is_found_by_its_id(plex: PlexClient, service: ScriptedService) -> None:
    """Only in libraries of its type."""
    service.on("GET", "/library/sections", holds(SECTIONS))
    service.on("GET", "/library/sections/1/all", holds({"Metadata": [DUNE]}))
    found = await plex.find(guid="tmdb://438631", section_type="movie", title="Dune", year=2021)
    assert found is not None
    assert (found.rating_key, found.year) == ("44", 2021)
    assert service.paths() == ["GET /library/sections", "GET /library/sections/1/all"]
    assert service.seen[1].query["guid"] == "tmdb://438631"
    assert service.seen[1].query["includeGuids"] == "1"


async def test_a_server_that_ignores_the_id_is_not_believed(
    plex: PlexClient, service: ScriptedService
) -> None:
    """It answers with its first page; then the title is asked for."""
    other = {**DUNE, "ratingKey": "1", "Guid": [{"id": "tmdb://1"}]}
    service.on("GET", "/library/sections", holds(SECTIONS))
    service.on(
        "GET",
        "/library/sections/1/all",
        holds({"Metadata": [other]}),
        holds({"Metadata": [other, DUNE]}),
    )
    found = await plex.find(guid="tmdb://438631", section_type="movie", title="Dune", year=2021)
    assert found is not None
    assert found.rating_key == "44"
    assert service.seen[2].query["title"] == "Dune"


@pytest.mark.parametrize(("year", "there"), [(2021, True), (1984, False), (None, False)])
async def test_an_item_without_ids_must_match_title_and_year(
    plex: PlexClient, service: ScriptedService, year: int | None, there: bool
) -> None:
    """Legacy agents give none."""
    legacy = {"ratingKey": "9", "title": "DUNE", "year": 2021}
    service.on("GET", "/library/sections", holds(SECTIONS))
    service.on("GET", "/library/sections/1/all", fails(400), holds({"Metadata": [legacy]}))
    found = await plex.find(guid="tmdb://438631", section_type="movie", title="Dune", year=year)
    assert (found is not None) is there


async def test_what_is_not_there_is_not_found(plex: PlexClient, service: ScriptedService) -> None:
    """Without a title only the id is asked for."""
    service.on("GET", "/library/sections", holds(SECTIONS))
    service.on("GET", "/library/sections/2/all", holds({}))
    assert await plex.find(guid="tvdb://371980", section_type="show") is None
    assert len(service.seen) == 2


async def test_the_episodes_of_a_series_are_listed(
    plex: PlexClient, service: ScriptedService
) -> None:
    """By season and number; what has neither is no episode anybody asks for."""
    leaves = [{"parentIndex": 1, "index": 2}, {"parentIndex": "0", "index": "1"}, {"title": "?"}]
    service.on("GET", "/library/metadata/9/allLeaves", holds({"Metadata": leaves}), holds({}))
    assert await plex.episodes("9") == {(1, 2), (0, 1), (-1, -1)}
    assert await plex.episodes("9") == frozenset()


async def test_a_folder_is_scanned(plex: PlexClient, service: ScriptedService) -> None:
    """Plex answers with an empty body."""
    service.on("GET", "/library/sections/1/refresh", fails(200))
    await plex.refresh_path("1", "/data/films/Dune (2021)")
    assert service.seen[0].query == {"path": "/data/films/Dune (2021)"}


async def test_a_newer_version_is_told(plex: PlexClient, service: ScriptedService) -> None:
    """With its changes; no release is no update."""
    release = {"version": "1.44.0", "state": "available", "added": "New things", "fixed": ""}
    service.on(
        "GET", "/updater/status", holds({"canInstall": False, "Release": [release]}), holds({})
    )
    assert await plex.update_status() == PlexUpdate(
        version="1.44.0", state="available", can_install=False, changes="New things"
    )
    assert await plex.update_status() is None
