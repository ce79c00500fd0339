"""The fakes of Radarr and Sonarr answer and accept what the OpenAPI documents of the real ones say.

The exceptions are named in `tests/fakes/servarr/contract.py`. Success codes are those the real ones send (201 for
made, 202 for changed), which the documents do not list.
"""

from collections.abc import Callable
from datetime import timedelta
import re
from typing import Any

import pytest

from tests.fakes.radarr import FakeRadarr
from tests.fakes.releases import Indexer
from tests.fakes.servarr.contract import FOLDER, Contract, contract, template
from tests.fakes.servarr.resources import without_nulls
from tests.fakes.servarr.server import FakeServarr
from tests.fakes.sonarr import FakeSonarr
from tests.unit.fakes.caller import DUNE, NEW_GIRL, Caller, calling, episode_release, film_release
from tests.unit.fakes.downloader import Downloader

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="../shared/openapi is absent")

NO_JSON = ("/signalr/", "/api/v3/mediacover/", "/MediaCoverProxy/")
"""The hub and the pictures: what the documents say nothing of, or only that it is there."""

type Body = dict[str, Any]
type Write = tuple[str, str, Callable[[FakeServarr], Any], int]


@pytest.fixture
async def lived_in_radarr(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> FakeRadarr:
    """Give a Radarr a past: imported, failed, waiting, blocked, unknown."""
    indexer.add(
        film_release("one"),
        film_release("two", age=timedelta(days=9)),
        film_release("young", title="Tenet.2020.1080p.WEB-DL-Y", tmdb_id=577922, age=timedelta()),
    )
    for tmdb_id in (DUNE, 577922, 1170608):
        radarr.add(tmdb_id)
    radarr.commands.push("MoviesSearch", {"movieIds": [1]})
    await radarr.idle()
    downloader.fail(str(downloader.queue[0]["nzo_id"]))
    await radarr.refresh_monitored_downloads()
    downloader.complete(str(downloader.queue[0]["nzo_id"]))
    await radarr.refresh_monitored_downloads()
    radarr.delay(600)
    radarr.commands.push("MoviesSearch", {"movieIds": [2]})
    await radarr.idle()
    downloader.enqueue("Dune.2021.2160p.WEB-DL-LATER")
    downloader.complete(downloader.enqueue("xyz"))
    await radarr.refresh_monitored_downloads()
    return radarr.furnish()


@pytest.fixture
async def lived_in_sonarr(
    sonarr: FakeSonarr, downloader: Downloader, indexer: Indexer
) -> FakeSonarr:
    """Give a Sonarr a past: imported, failed, waiting, blocked, unknown."""
    indexer.add(
        episode_release(1, 1),
        episode_release(1, 1, name="two"),
        episode_release(2, 1, 2),
        episode_release(3),
    )
    sonarr.add(NEW_GIRL)
    for season, number in ((1, 1), (2, 1)):
        episode = sonarr.episode(NEW_GIRL, season, number)
        sonarr.commands.push("EpisodeSearch", {"episodeIds": [episode.id]})
    sonarr.commands.push("SeasonSearch", {"seriesId": 1, "seasonNumber": 3})
    await sonarr.idle()
    downloader.fail(str(downloader.queue[0]["nzo_id"]))
    await sonarr.refresh_monitored_downloads()
    downloader.complete(downloader.job("New.Girl.S01E01.1080p.WEB-DL.x264-TWO"))
    downloader.complete(downloader.enqueue("xyz", category="tv"))
    await sonarr.refresh_monitored_downloads()
    return sonarr.furnish()


def rules(fake: FakeServarr) -> Contract:
    """Return the document of an app."""
    found = contract(fake.app)
    assert found is not None
    return found


def reads(fake: FakeServarr) -> list[str]:
    """Return the paths of every GET the fake serves."""
    paths = [
        template(r.path) for r in fake.routes() if isinstance(r.method, str) and r.method == "GET"
    ]
    return [p for p in paths if not p.startswith(NO_JSON)]


def queries(fake: FakeServarr) -> dict[str, list[dict[str, str]]]:
    """Return the queries that make a path answer something worth judging."""
    mine = fake.core.library.media
    embed = {f"include{mine}": "true", "pageSize": "100"}
    radarr = isinstance(fake, FakeRadarr)
    blocked = next((str(r["downloadId"]) for r in fake.queue if r["title"] == "xyz"), "")
    years = {"start": "2000-01-01T00:00:00Z", "end": "2030-01-01T00:00:00Z"}
    return {
        "/api/v3/queue": [embed | {f"includeUnknown{mine}Items": "true"}],
        "/api/v3/queue/details": [{f"include{mine}": "true"}],
        "/api/v3/history": [embed, {"eventType": "4"}],
        "/api/v3/history/since": [{"date": "2020-01-01T00:00:00Z", f"include{mine}": "true"}],
        f"/api/v3/history/{mine.lower()}": [{f"{mine.lower()}Id": "1"}],
        "/api/v3/release": [{"movieId": "1"}]
        if radarr
        else [{"seriesId": "1", "seasonNumber": "3"}, {"episodeId": "1"}],
        "/api/v3/parse": [
            {"title": "Dune.2021.1080p.WEB-DL-G" if radarr else "New.Girl.S01E01.1080p.WEB-DL-G"},
            {"title": "Some.Other.Thing.2020.1080p-G"},
            {"title": "noise"},
        ],
        "/api/v3/manualimport": [{"downloadId": blocked}],
        "/api/v3/episode": [
            {"seriesId": "1", "includeEpisodeFile": "true"},
            {"episodeIds": "1", "includeSeries": "true"},
        ],
        "/api/v3/calendar": [years, years | {"includeSeries": "true"}],
        "/api/v3/movie/lookup": [{"term": "dune"}, {"term": "a"}],
        "/api/v3/series/lookup": [{"term": "the"}, {"term": "new girl"}],
        "/api/v3/wanted/missing": [{"includeSeries": "true"} if not radarr else {}],
    }


async def judge_reads(fake: FakeServarr) -> None:
    """Ask for everything there is to read and judge every answer."""
    asked = queries(fake)
    wrong: list[str] = []
    async with calling(fake) as caller:
        for path in reads(fake):
            assert rules(fake).knows("GET", path), f"{path} is not documented"
            for query in asked.get(path, [{}]):
                status, told = await caller.ask("GET", path.replace("{id}", "1"), query=query)
                empty = path.endswith("/{id}") and status == 404
                assert status == 200 or empty, (path, status, told)
                if status == 200:
                    errors = rules(fake).answer_errors("GET", path, told)
                    wrong += [f"{path} {query}: {field}: {why}" for field, why in errors]
    assert wrong == []


async def test_what_radarr_answers(lived_in_radarr: FakeRadarr) -> None:
    """Every GET, against the document."""
    fake = lived_in_radarr
    assert {str(r["status"]) for r in fake.queue} == {"delay", "downloading", "completed"}
    assert fake.blocklisted
    assert fake.movie(DUNE).file
    await judge_reads(fake)


async def test_what_sonarr_answers(lived_in_sonarr: FakeSonarr) -> None:
    """Every GET, against the document."""
    fake = lived_in_sonarr
    assert fake.episode(NEW_GIRL, 1, 1).file
    assert len(fake.queue) > 10
    assert fake.blocklisted
    await judge_reads(fake)


async def test_everything_served_is_documented(radarr: FakeRadarr, sonarr: FakeSonarr) -> None:
    """No endpoint is made up; the hub and the pictures are not part of the documents."""
    for fake in (radarr, sonarr):
        served = [(str(r.method), template(r.path)) for r in fake.routes()]
        made_up = [
            f"{method} {path}"
            for method, path in served
            if not path.startswith(NO_JSON) and not rules(fake).knows(method, path)
        ]
        assert made_up == []


def changed(path: str, **fields: object) -> Callable[[FakeServarr], Any]:
    """Return what reads an object from the state and changes some of its fields."""

    def body(fake: FakeServarr) -> Any:
        name = path.removeprefix("/api/v3/config/")
        stored = fake.core.config.get(name) or fake.core.tables[path.split("/")[3]][0]
        return without_nulls(stored | fields)

    return body


def just(body: object) -> Callable[[FakeServarr], Any]:
    """Return a body that depends on nothing."""
    return lambda _: body


SHARED: list[Write] = [
    ("POST", "/api/v3/tag", just({"label": "new"}), 201),
    ("POST", "/api/v3/command", just({"name": "RefreshMonitoredDownloads"}), 201),
    ("POST", "/api/v3/command", just({"name": "RssSync"}), 201),
    ("PUT", "/api/v3/downloadclient/1", changed("/api/v3/downloadclient", priority=2), 202),
    *[
        ("PUT", f"/api/v3/{name}/1", changed(f"/api/v3/{name}"), 202)
        for name in (
            "customformat",
            "importlist",
            "indexer",
            "notification",
            "qualitydefinition",
            "releaseprofile",
            "remotepathmapping",
        )
    ],
    *[
        ("POST", f"/api/v3/{name}/test", changed(f"/api/v3/{name}"), 200)
        for name in ("downloadclient", "importlist", "indexer", "notification")
    ],
    ("PUT", "/api/v3/delayprofile/2", changed("/api/v3/delayprofile", usenetDelay=5), 202),
    (
        "PUT",
        "/api/v3/qualitydefinition/update",
        lambda fake: without_nulls(fake.core.tables["qualitydefinition"][:2]),
        202,
    ),
    ("PUT", "/api/v3/qualityprofile/1", changed("/api/v3/qualityprofile", name="All"), 202),
    *[
        ("PUT", f"/api/v3/config/{name}/1", changed(f"/api/v3/config/{name}"), 202)
        for name in ("downloadclient", "mediamanagement", "naming", "indexer", "host", "ui")
    ],
    ("DELETE", "/api/v3/blocklist/bulk", just({"ids": [1]}), 200),
    (
        "POST",
        "/api/v3/remotepathmapping",
        just({"host": "a", "remotePath": "/a/", "localPath": "/b/"}),
        201,
    ),
]


async def judge_write(caller: Caller, fake: FakeServarr, write: Write) -> None:
    """Send a body the document allows and judge the answer."""
    method, path, make, expected = write
    body = make(fake)
    documented = re.sub(r"/\d+$", "/{id}", path)
    assert rules(fake).knows(method, documented), f"{method} {documented} is not documented"
    assert rules(fake).body_errors(method, documented, body) == [], path
    status, told = await caller.ask(method, path, body)
    assert status == expected, (method, path, told)
    if told:
        assert rules(fake).answer_errors(method, documented, told) == [], path


async def test_what_radarr_accepts(lived_in_radarr: FakeRadarr) -> None:
    """Every kind of body a client sends, against the document."""
    fake = lived_in_radarr
    root = str(fake.core.root_folders()[0])
    new: Body = {
        "title": "Inception",
        "tmdbId": 27205,
        "year": 2010,
        "qualityProfileId": 4,
        "rootFolderPath": root,
        "minimumAvailability": "released",
        "monitored": True,
        "tags": [1],
        "addOptions": {"searchForMovie": True, "monitor": "movieOnly", "addMethod": "manual"},
    }

    def own(_: FakeServarr) -> Any:
        return fake.library.json.movie(fake.library.movies[1]) | {
            "movieFile": None,
            "addOptions": None,
        }

    writes: list[Write] = [
        *SHARED,
        ("POST", "/api/v3/movie", just(new), 201),
        ("PUT", "/api/v3/movie/1", own, 202),
        ("POST", "/api/v3/command", just({"name": "MoviesSearch", "movieIds": [1]}), 201),
        ("POST", "/api/v3/history/failed/1", just(None), 200),
    ]
    async with calling(fake) as caller:
        for write in writes:
            if write[2](fake) is None:
                assert (await caller.ask(write[0], write[1]))[0] == write[3]
            else:
                await judge_write(caller, fake, write)
        listed = await caller.get("/api/v3/release", movieId=1)
        await judge_write(caller, fake, ("POST", "/api/v3/release", just(listed[0]), 200))
    await fake.idle()


async def test_what_sonarr_accepts(lived_in_sonarr: FakeSonarr) -> None:
    """Every kind of body a client sends, against the document."""
    fake = lived_in_sonarr
    root = str(fake.core.root_folders()[0])
    new: Body = {
        "title": "Chernobyl",
        "tvdbId": 360893,
        "qualityProfileId": 4,
        "rootFolderPath": root,
        "seasonFolder": True,
        "seriesType": "standard",
        "monitored": True,
        "monitorNewItems": "all",
        "seasons": [{"seasonNumber": 1, "monitored": True}],
        "tags": [],
        "addOptions": {
            "monitor": "all",
            "searchForMissingEpisodes": True,
            "searchForCutoffUnmetEpisodes": False,
        },
    }

    def own(_: FakeServarr) -> Any:
        return fake.library.json.series(fake.library.series[1]) | {"monitored": True}

    writes: list[Write] = [
        *SHARED,
        ("POST", "/api/v3/series", just(new), 201),
        ("PUT", "/api/v3/series/1", own, 202),
        ("PUT", "/api/v3/episode/monitor", just({"episodeIds": [1, 2], "monitored": False}), 202),
        ("POST", "/api/v3/command", just({"name": "SeriesSearch", "seriesId": 1}), 201),
    ]
    async with calling(fake) as caller:
        for write in writes:
            await judge_write(caller, fake, write)
        listed = await caller.get("/api/v3/release", seriesId=1, seasonNumber=3)
        await judge_write(caller, fake, ("POST", "/api/v3/release", just(listed[0]), 200))
    await fake.idle()
