"""How the fakes of Radarr and Sonarr answer: keys, errors, pages, settings, misbehaviour."""

import asyncio
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.fakes.http import Mode
from tests.fakes.radarr import FakeRadarr
from tests.fakes.releases import Indexer
from tests.fakes.sonarr import FakeSonarr
from tests.unit.fakes.caller import DUNE, NEW_GIRL, calling, film_release
from tests.unit.fakes.downloader import Downloader


async def test_a_wrong_key_is_401_with_an_empty_body(radarr: FakeRadarr) -> None:
    """ApiKeyAuthenticationHandler; /ping needs no key."""
    async with calling(radarr) as caller:
        assert await caller.ask("GET", "/api/v3/system/status", key="wrong") == (401, None)
        assert await caller.ask("GET", "/ping", key="wrong") == (200, {"status": "OK"})


@pytest.mark.parametrize("way", ["apikey", "access_token", "bearer"])
async def test_the_key_may_come_another_way(radarr: FakeRadarr, way: str) -> None:
    """Query and Authorization header are accepted too."""
    async with aiohttp.ClientSession() as session:
        query = {} if way == "bearer" else {way: radarr.api_key}
        headers = {"Authorization": f"Bearer {radarr.api_key}"} if way == "bearer" else {}
        url = f"{radarr.url}/api/v3/health"
        async with session.get(url, params=query, headers=headers) as answer:
            assert answer.status == 200


async def test_adding_wrongly_names_every_field(radarr: FakeRadarr) -> None:
    """FluentValidation: a list of {propertyName, errorMessage, ...}."""
    body = {"title": "?", "qualityProfileId": 99, "rootFolderPath": "/nowhere", "monitored": True}
    async with calling(radarr) as caller:
        status, told = await caller.ask("POST", "/api/v3/movie", body)

    assert status == 400
    assert {f["propertyName"]: f["errorMessage"] for f in told} == {
        "RootFolderPath": "Root folder '/nowhere' does not exist",
        "TmdbId": "'Tmdb Id' must not be empty.",
        "QualityProfileId": "Quality Profile does not exist",
    }


async def test_adding_twice_is_refused(radarr: FakeRadarr, sonarr: FakeSonarr) -> None:
    """MovieExistsValidator, SeriesExistsValidator."""
    radarr.add(DUNE)
    sonarr.add(NEW_GIRL)
    roots = [str(f.core.root_folders()[0]) for f in (radarr, sonarr)]
    movie = {"tmdbId": DUNE, "qualityProfileId": 4, "rootFolderPath": roots[0]}
    series = {"tvdbId": NEW_GIRL, "qualityProfileId": 4, "rootFolderPath": roots[1]}
    async with calling(radarr) as caller:
        _, told = await caller.ask("POST", "/api/v3/movie", movie)
        assert told[0]["errorMessage"] == "This movie has already been added"
    async with calling(sonarr) as caller:
        _, told = await caller.ask("POST", "/api/v3/series", series)
        assert told[0]["errorMessage"] == "This series has already been added"


async def test_the_lookup_knows_what_is_in_the_library(radarr: FakeRadarr) -> None:
    """SkyHookProxy.MapSearchResult answers the library's own entry, with its id; others have none."""
    radarr.add(DUNE)
    async with calling(radarr) as caller:
        found = await caller.get("/api/v3/movie/lookup", term="dune")
        exact = await caller.get("/api/v3/movie/lookup", term="tmdb:841")

    assert [(m["title"], m["year"], m.get("id")) for m in found] == [
        ("Dune", 2021, 1),
        ("Dune", 1984, None),
        ("Dune: Part Two", 2024, None),
        ("Dune: Part Three", 2026, None),
    ]
    assert [m["imdbId"] for m in exact] == ["tt0087182"]


async def test_an_id_nobody_has_is_404_with_a_message(radarr: FakeRadarr) -> None:
    """ModelNotFoundException."""
    async with calling(radarr) as caller:
        told = await caller.ask("GET", "/api/v3/movie/77")
    assert told == (404, {"message": "Movie with ID 77 does not exist"})


async def test_a_put_replaces_the_whole_object(radarr: FakeRadarr) -> None:
    """A field that is missing falls back to its type's default: read, change, write the whole object."""
    path = "/api/v3/config/downloadclient"
    async with calling(radarr) as caller:
        whole = await caller.get(path)
        whole["autoRedownloadFailed"] = False
        assert (await caller.ask("PUT", f"{path}/1", whole))[0] == 202
        assert await caller.get(path) == whole
        await caller.ask("PUT", f"{path}/1", {"id": 1, "autoRedownloadFailed": True})
        after = await caller.get(path)

    assert after["enableCompletedDownloadHandling"] is False
    assert after["autoRedownloadFailed"] is True


async def test_a_setting_out_of_range_is_refused(radarr: FakeRadarr) -> None:
    """MinimumFreeSpaceWhenImporting has to be 100 MB at least."""
    path = "/api/v3/config/mediamanagement"
    async with calling(radarr) as caller:
        body = await caller.get(path) | {"minimumFreeSpaceWhenImporting": 5}
        status, told = await caller.ask("PUT", f"{path}/1", body)
    assert status == 400
    assert told[0]["propertyName"] == "MinimumFreeSpaceWhenImporting"


async def test_secrets_are_masked_and_survive_being_written_back(
    radarr: FakeRadarr, downloader: Downloader
) -> None:
    """Fields with privacy apiKey or password read as asterisks; a PUT with asterisks keeps the secret."""
    path = "/api/v3/downloadclient/1"
    async with calling(radarr) as caller:
        row = await caller.get(path)
        fields = {f["name"]: f.get("value") for f in row["fields"]}
        assert fields["apiKey"] == "********"
        assert fields["movieCategory"] == "movies"
        row["removeFailedDownloads"] = False
        assert (await caller.ask("PUT", path, row))[0] == 202

    stored: Any = radarr.core.tables["downloadclient"][0]
    assert stored["removeFailedDownloads"] is False
    assert downloader.api_key in [f["value"] for f in stored["fields"]]


async def test_a_tag_is_lower_case_and_unique(radarr: FakeRadarr) -> None:
    """TagService: the same label is the same tag."""
    async with calling(radarr) as caller:
        assert await caller.ask("POST", "/api/v3/tag", {"label": "AutoArr"}) == (
            201,
            {"id": 1, "label": "autoarr"},
        )
        assert (await caller.ask("POST", "/api/v3/tag", {"label": "autoarr"}))[1]["id"] == 1
        assert (await caller.ask("POST", "/api/v3/tag", {"label": "a b"}))[0] == 400
        assert len(await caller.get("/api/v3/tag")) == 1


async def test_the_queue_has_pages_and_hides_the_unknown(
    radarr: FakeRadarr, downloader: Downloader
) -> None:
    """PagingResource; unknown items only when asked for."""
    for number in range(25):
        downloader.enqueue(f"unknown-{number}")
    await radarr.refresh_monitored_downloads()
    query = {"includeUnknownMovieItems": "true", "pageSize": 10}
    async with calling(radarr) as caller:
        hidden = await caller.get("/api/v3/queue")
        pages = [await caller.get("/api/v3/queue", page=p, **query) for p in (1, 2, 3)]
        status = await caller.get("/api/v3/queue/status")

    assert hidden["totalRecords"] == 0
    assert [len(p["records"]) for p in pages] == [10, 10, 5]
    assert len({r["id"] for p in pages for r in p["records"]}) == 25
    assert (status["totalCount"], status["unknownCount"]) == (25, 25)


async def test_history_is_filtered_by_event_and_download(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """EventType 4 is downloadFailed; /history/since is oldest first."""
    indexer.add(film_release("one"), film_release("two"))
    radarr.add(DUNE)
    radarr.commands.push("MoviesSearch", {"movieIds": [1]})
    await radarr.idle()
    job = str(downloader.queue[0]["nzo_id"])
    downloader.fail(job)
    await radarr.refresh_monitored_downloads()

    async with calling(radarr) as caller:
        failed = await caller.get("/api/v3/history", eventType=4)
        of_job = await caller.get("/api/v3/history", downloadId=job)
        since = await caller.get("/api/v3/history/since", date="2026-11-01T00:00:00Z")
        of_movie = await caller.get("/api/v3/history/movie", movieId=1)

    assert [r["eventType"] for r in failed["records"]] == ["downloadFailed"]
    assert [r["eventType"] for r in of_job["records"]] == ["downloadFailed", "grabbed"]
    assert [r["eventType"] for r in since] == ["grabbed", "downloadFailed", "grabbed"]
    assert len(of_movie) == 3


async def test_parse_names_the_movie_of_a_release(radarr: FakeRadarr) -> None:
    """GET /parse?title= gives the movie the title belongs to."""
    radarr.add(DUNE)
    async with calling(radarr) as caller:
        told = await caller.get("/api/v3/parse", title="Dune.2021.2160p.WEB-DL.x265-GRP")
        other = await caller.get("/api/v3/parse", title="Dune.1984.2160p.WEB-DL.x265-GRP")

    assert told["movie"]["tmdbId"] == DUNE
    assert told["parsedMovieInfo"]["quality"]["quality"]["resolution"] == 2160
    assert "movie" not in other


async def test_a_field_that_does_not_exist_is_named(radarr: FakeRadarr) -> None:
    """Where the OpenAPI documents are at hand the fake refuses what they do not know."""
    if radarr._contract is None:
        pytest.skip("../shared/openapi is absent")
    async with calling(radarr) as caller:
        status, told = await caller.ask("POST", "/api/v3/tag", {"label": "x", "colour": "red"})
    assert status == 400
    assert told[0]["propertyName"] == "colour"


@pytest.mark.parametrize(
    ("mode", "status"),
    [
        (Mode.UNAUTHORISED, 401),
        (Mode.ERROR, 500),
        (Mode.HTML, 200),
        (Mode.REDIRECT, 302),
        (Mode.RATE_LIMIT, 429),
    ],
)
async def test_it_can_be_told_to_misbehave(radarr: FakeRadarr, mode: Mode, status: int) -> None:
    """Every mode, for a number of requests, over HTTP too."""
    async with aiohttp.ClientSession() as session:
        control = f"{radarr.url}/__fake__/misbehave"
        async with session.post(control, json={"mode": mode, "times": 1}) as answer:
            assert answer.status == 200
        await asyncio.sleep(0.1)
        for expected in (status, 200):
            async with session.get(
                f"{radarr.url}/api/v3/health",
                headers={"X-Api-Key": radarr.api_key},
                allow_redirects=False,
            ) as answer:
                await answer.read()
                assert answer.status == expected


async def test_truncated_json_and_another_application(radarr: FakeRadarr) -> None:
    """What a client must not take for an answer."""
    async with calling(radarr) as caller:
        radarr.misbehave("truncated")
        with pytest.raises(ValueError, match=r"Unterminated|Expecting|delimiter"):
            await caller.get("/api/v3/system/status")
        radarr.misbehave("wrong_app")
        assert (await caller.get("/api/v3/system/status"))["appName"] == "Prowlarr"


async def test_down_refuses_connections_and_keeps_the_port(radarr: FakeRadarr) -> None:
    """Down closes the socket; afterwards the same address answers."""
    before = radarr.url
    radarr.misbehave("down")
    async with calling(radarr) as caller:
        with pytest.raises(aiohttp.ClientConnectorError):
            await caller.get("/api/v3/health")
        radarr.behave()
        await radarr.opened()
        assert await caller.get("/api/v3/health") == []
    assert radarr.url == before


async def test_a_base_path_is_needed_where_there_is_one(tmp_path: Path) -> None:
    """UrlBaseMiddleware redirects what misses it."""
    async with FakeRadarr(
        root_folder=tmp_path, base_path="/radarr", refresh_interval=None
    ) as radarr:
        async with calling(radarr) as caller:
            assert (await caller.get("/api/v3/system/status"))["urlBase"] == "/radarr"
        async with aiohttp.ClientSession() as session:
            address = f"{radarr.url.removesuffix('/radarr')}/api/v3/health"
            async with session.get(address, allow_redirects=False) as answer:
                assert answer.headers["Location"] == "/radarr/api/v3/health"


async def test_https_with_a_certificate_of_its_own(tmp_path: Path) -> None:
    """Nobody trusts it unless told to."""
    async with FakeRadarr(root_folder=tmp_path, tls=True, refresh_interval=None) as radarr:
        assert radarr.certificate is not None
        context = radarr.certificate.client_context()
        async with aiohttp.ClientSession() as session:
            with pytest.raises(aiohttp.ClientConnectorCertificateError):
                await session.get(f"{radarr.url}/ping")
            async with session.get(f"{radarr.url}/ping", ssl=context) as answer:
                assert answer.status == 200


async def test_without_a_download_client_health_says_so(tmp_path: Path) -> None:
    """DownloadClientCheck: No download client is available."""
    async with (
        FakeRadarr(root_folder=tmp_path, refresh_interval=None) as radarr,
        calling(radarr) as caller,
    ):
        health = await caller.get("/api/v3/health")
    assert [m["message"] for m in health] == ["No download client is available"]


async def test_the_loop_runs_by_itself(tmp_path: Path, downloader: Downloader) -> None:
    """With an interval it looks at SABnzbd on its own (the real ones: once a minute)."""
    downloader.enqueue("Something.2020.1080p.WEB-DL-GRP")
    async with FakeRadarr(
        root_folder=tmp_path / "films", sabnzbd=downloader.address, refresh_interval=0.05
    ) as radarr:
        await asyncio.sleep(0.5)
        assert [t.item.title for t in radarr.tracked] == ["Something.2020.1080p.WEB-DL-GRP"]
