"""The fake Plex server: what is on disk is what it has."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.fakes.plex import FakePlex

from .viewing import CATALOGUE, Viewer, add_film, films_of, scan


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


async def test_a_film_on_disk_appears_with_the_scan_and_disappears_with_its_file(
    plex: FakePlex, viewer: Viewer, movies: Path
) -> None:
    """Availability is a matter of files."""
    assert await viewer.titles("/library/sections/1/all") == []
    await scan(plex)
    assert await viewer.titles("/library/sections/1/all") == ["Dune"]
    (movies / "Dune (2021)" / "film.mkv").unlink()
    await scan(plex)
    assert await viewer.titles("/library/sections/1/all") == []


async def test_one_folder_can_be_scanned_alone(
    plex: FakePlex, viewer: Viewer, movies: Path
) -> None:
    """As the *arr ask for it after an import; other news stays undiscovered."""
    new = add_film(movies, "Mission Impossible (1996)")
    add_film(movies, "Another Film (1999)")
    async with viewer.request("GET", f"/library/sections/1/refresh?path={new}") as answer:
        assert (answer.status, await answer.read()) == (200, b"")
    await plex.scanner.done()
    assert await viewer.titles("/library/sections/1/all") == ["Mission: Impossible"]


async def test_a_folder_outside_the_library_is_not_scanned(
    plex: FakePlex, viewer: Viewer, tmp_path: Path
) -> None:
    """Plex takes the request and finds nothing."""
    other = add_film(tmp_path / "elsewhere", "Dune (2021)")
    async with viewer.request("GET", f"/library/sections/1/refresh?path={other}") as answer:
        assert answer.status == 200
    await plex.scanner.done()
    assert await viewer.titles("/library/sections/1/all") == []


@pytest.mark.parametrize(
    ("folder", "file"),
    [("Dune (2021)", "poster.jpg"), ("Dune (2021)", "sample/dune.mkv"), ("loose", "../loose.mkv")],
)
async def test_what_is_no_film_is_not_found(
    plex: FakePlex, viewer: Viewer, movies: Path, folder: str, file: str
) -> None:
    """Pictures, samples and files outside a folder do not count."""
    (movies / "Dune (2021)" / "film.mkv").unlink()
    target = movies / folder / file
    target.parent.mkdir(parents=True, exist_ok=True)
    (movies / folder).mkdir(exist_ok=True)
    target.write_bytes(b"x")
    await scan(plex)
    assert await viewer.titles("/library/sections/1/all") == []


async def test_a_series_counts_the_episodes_it_has(
    plex: FakePlex, viewer: Viewer, tmp_path: Path
) -> None:
    """A file may hold two episodes, and a folder without a year is matched by its title."""
    season = tmp_path / "tv" / "Severance" / "Season 02"
    season.mkdir(parents=True)
    (season / "Severance.S02E01E02.mkv").write_bytes(b"x")
    (season / "Severance - s02e03.mkv").write_bytes(b"x")
    await scan(plex)
    (series,) = (await viewer.get("/library/sections/2/all?includeGuids=1"))["Metadata"]
    assert (series["title"], series["leafCount"], series["childCount"]) == ("Severance", 3, 1)
    assert {"id": "tvdb://371980"} in series["Guid"]
    episodes = (await viewer.get("/library/sections/2/all?type=4"))["Metadata"]
    assert [(e["parentIndex"], e["index"]) for e in episodes] == [(2, 1), (2, 2), (2, 3)]


async def test_ids_come_only_when_they_are_asked_for(plex: FakePlex, viewer: Viewer) -> None:
    """`includeGuids=1`, and not at all from a library of a legacy agent."""
    await scan(plex)
    (without,) = (await viewer.get("/library/sections/1/all"))["Metadata"]
    (with_ids,) = (await viewer.get("/library/sections/1/all?includeGuids=1"))["Metadata"]
    assert "Guid" not in without
    assert with_ids["Guid"] == [{"id": "imdb://tt1160419"}, {"id": "tmdb://438631"}]
    legacy = plex.library.add_section("movie", "Old", films_of(plex).locations, legacy=True)
    await scan(plex)
    (old,) = (await viewer.get(f"/library/sections/{legacy.key}/all?includeGuids=1"))["Metadata"]
    assert "Guid" not in old


async def test_an_id_in_the_name_of_a_folder_is_enough(
    plex: FakePlex, viewer: Viewer, movies: Path
) -> None:
    """As Radarr and Sonarr can name folders for Plex."""
    add_film(movies, "Dűne part one (2021) {tmdb-438631}")
    await scan(plex)
    assert await viewer.titles("/library/sections/1/all") == ["Dune", "Dune"]


async def test_an_external_id_filters_only_where_the_server_is_told_to(
    plex: FakePlex, viewer: Viewer
) -> None:
    """Unproven on a real server, so both are possible; a title is found by any part of it."""
    await scan(plex)
    by_id = "/library/sections/1/all?guid=tmdb://438631"
    assert await viewer.titles(by_id) == []
    plex.external_guids = True
    assert await viewer.titles(by_id) == ["Dune"]
    assert await viewer.titles("/library/sections/1/all?guid=tmdb://1") == []
    assert await viewer.titles("/library/sections/1/all?title=UN&year=2021&type=1") == ["Dune"]
    assert await viewer.titles("/library/sections/1/all?title=Dune&year=1984") == []


async def test_a_page_tells_the_whole_number(plex: FakePlex, viewer: Viewer) -> None:
    """A page of nothing is the cheap way to count."""
    for year in range(1990, 2000):
        plex.library.add_item(films_of(plex), f"Film of {year}", year)
    path = "/library/sections/1/all?X-Plex-Container-Start=8&X-Plex-Container-Size=5"
    page = await viewer.get(path)
    assert (page["size"], page["offset"], page["totalSize"]) == (2, 8, 10)
    async with viewer.request("GET", path) as answer:
        assert answer.headers["X-Plex-Container-Total-Size"] == "10"
    count = await viewer.get("/library/sections/1/all?X-Plex-Container-Size=0")
    assert (count["size"], count["totalSize"], "Metadata" in count) == (0, 10, False)


async def test_a_scan_under_way_is_an_activity_and_a_flag(plex: FakePlex, viewer: Viewer) -> None:
    """Until it ends."""
    plex.scanner.seconds = 30
    plex.scanner.scan(films_of(plex))
    await asyncio.sleep(0)
    assert (await viewer.get("/library/sections"))["Directory"][0]["refreshing"] is True
    (activity,) = (await viewer.get("/activities"))["Activity"]
    assert activity["type"] == "library.update.section"


async def test_it_scans_by_itself_when_told_to(movies: Path) -> None:
    """As with the setting "Scan my library periodically"."""
    async with FakePlex(catalogue=CATALOGUE, scan_every=0.05) as plex:
        section = plex.library.add_section("movie", "Movies", [movies])
        async with asyncio.timeout(5):
            while not plex.library.items_of(section):  # noqa: ASYNC110 - the scan tells nobody
                await asyncio.sleep(0.02)
