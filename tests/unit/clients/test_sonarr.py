"""Sonarr over HTTP."""

from datetime import UTC, datetime

import aiohttp
import pytest

from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.errors import ServiceNotFound, ServiceUnexpectedAnswer
from custom_components.autoarr.clients.models.decode import JsonObject
from custom_components.autoarr.clients.models.servarr import Rating
from custom_components.autoarr.clients.models.sonarr import (
    Monitor,
    NewSeries,
    Series,
    SeriesStatus,
    SeriesType,
)
from custom_components.autoarr.clients.sonarr import SonarrClient

from .conftest import FakeTime
from .contract import needs_contract, operation, problems, sample
from .service import ScriptedService, fails, says

API = "/api/v3"
SEVERANCE: JsonObject = {
    "title": "Severance",
    "sortTitle": "severance",
    "status": "continuing",
    "year": 2022,
    "tvdbId": 371980,
    "imdbId": "tt11280740",
    "tmdbId": 95396,
    "seriesType": "standard",
    "seasons": [
        {"seasonNumber": 0, "monitored": False},
        {
            "seasonNumber": 1,
            "monitored": True,
            "statistics": {"episodeFileCount": 9, "totalEpisodeCount": 9},
        },
        {"seasonNumber": 2, "monitored": True},
    ],
    "ratings": {"votes": 500, "value": 8.7},
    "network": "Apple TV+",
}


@pytest.fixture
def sonarr(session: aiohttp.ClientSession, endpoint: Endpoint, time: FakeTime) -> SonarrClient:
    """Return a client of the scripted service."""
    return SonarrClient(session, endpoint, timing=time.timing)


async def test_a_lookup_finds_a_series_that_is_not_in_the_library(
    sonarr: SonarrClient, service: ScriptedService
) -> None:
    """Its answer has no id then."""
    service.on("GET", f"{API}/series/lookup", says([SEVERANCE]))
    (found,) = await sonarr.lookup("severance")
    assert (found.id, found.title, found.tvdb_id, found.tmdb_id) == (
        None,
        "Severance",
        371980,
        95396,
    )
    assert (found.status, found.ended) == (SeriesStatus.CONTINUING, False)
    assert [(season.number, season.monitored) for season in found.seasons] == [
        (0, False),
        (1, True),
        (2, True),
    ]
    assert found.seasons[1].statistics is not None
    assert found.seasons[1].statistics.episode_file_count == 9
    assert found.rating == Rating(value=8.7, votes=500)
    assert found.statistics is None


def test_ended_is_known_without_the_flag() -> None:
    """Older versions have the status alone."""
    assert Series.from_json({**SEVERANCE, "status": "ended"}).ended


async def test_a_series_is_read_by_its_ids(sonarr: SonarrClient, service: ScriptedService) -> None:
    """By Sonarr's own and by TVDB's."""
    service.on("GET", f"{API}/series/3", says({**SEVERANCE, "id": 3}))
    service.on("GET", f"{API}/series", says([{**SEVERANCE, "id": 3}]))
    assert (await sonarr.series(3)).id == 3
    by_tvdb = await sonarr.series_by_tvdb(371980)
    assert by_tvdb is not None
    assert by_tvdb.id == 3
    assert await sonarr.series_by_tvdb(5) is None
    assert len(await sonarr.all_series()) == 1
    with pytest.raises(ServiceNotFound):
        await sonarr.series(4)


NEW = NewSeries(
    tvdb_id=371980,
    title="Severance",
    quality_profile_id=4,
    root_folder_path="/tv",
    tags=(3,),
    monitor=Monitor.FIRST_SEASON,
)


async def test_a_series_is_added_by_what_to_monitor(
    sonarr: SonarrClient, service: ScriptedService
) -> None:
    """No catalogue is asked when no seasons are named."""
    service.on("POST", f"{API}/series", says({**SEVERANCE, "id": 3}, status=201))
    assert (await sonarr.add_series(NEW)).id == 3
    assert service.seen[0].json == {
        "tvdbId": 371980,
        "title": "Severance",
        "qualityProfileId": 4,
        "rootFolderPath": "/tv",
        "seriesType": "standard",
        "seasonFolder": True,
        "tags": [3],
        "monitored": True,
        "monitorNewItems": "all",
        "seasons": [],
        "addOptions": {
            "monitor": "firstSeason",
            "searchForMissingEpisodes": True,
            "searchForCutoffUnmetEpisodes": False,
        },
    }


async def test_a_series_is_added_with_only_the_wanted_seasons(
    sonarr: SonarrClient, service: ScriptedService
) -> None:
    """All other seasons are named too: Sonarr would monitor those it is not told about."""
    service.on(
        "GET",
        f"{API}/series/lookup",
        says([{**SEVERANCE, "tvdbId": 1, "seasons": [{"seasonNumber": 9}]}, SEVERANCE]),
    )
    service.on("POST", f"{API}/series", says({**SEVERANCE, "id": 3}, status=201))
    wanted = NewSeries(
        tvdb_id=371980,
        title="Severance",
        quality_profile_id=4,
        root_folder_path="/tv",
        seasons=(2, 3),
        series_type=SeriesType.ANIME,
        search_missing=False,
    )
    await sonarr.add_series(wanted)
    assert service.seen[0].query == {"term": "tvdb:371980"}
    body = service.seen[1].json
    assert body["seasons"] == [
        {"seasonNumber": 0, "monitored": False},
        {"seasonNumber": 1, "monitored": False},
        {"seasonNumber": 2, "monitored": True},
        {"seasonNumber": 3, "monitored": True},
    ]
    assert body["addOptions"]["monitor"] == "skip"
    assert body["addOptions"]["searchForMissingEpisodes"] is False


async def test_episodes_are_listed_and_monitored(
    sonarr: SonarrClient, service: ScriptedService
) -> None:
    """Of a series or of one season."""
    episode = {
        "id": 8,
        "seriesId": 3,
        "seasonNumber": 2,
        "episodeNumber": 1,
        "airDateUtc": "2025-01-17T05:00:00Z",
        "hasFile": True,
    }
    service.on("GET", f"{API}/episode", says([episode]))
    service.on("PUT", f"{API}/episode/monitor", says([], status=202))
    (found,) = await sonarr.episodes(3)
    assert (found.id, found.season_number, found.number, found.has_file) == (8, 2, 1, True)
    await sonarr.episodes(3, season=0)
    await sonarr.monitor_episodes([8], monitored=False)
    assert [seen.query for seen in service.seen[:2]] == [
        {"seriesId": "3"},
        {"seriesId": "3", "seasonNumber": "0"},
    ]
    assert service.seen[2].json == {"episodeIds": [8], "monitored": False}


async def test_seasons_are_switched_in_the_whole_series(
    sonarr: SonarrClient, service: ScriptedService
) -> None:
    """What we do not know of it goes back as it came."""
    raw = {**SEVERANCE, "id": 3, "unknownField": {"keep": "me"}}
    service.on("GET", f"{API}/series/3", says(raw))
    service.on("PUT", f"{API}/series/3", says(raw, status=202))
    await sonarr.set_seasons_monitored(3, [0], monitored=True)
    sent = service.seen[1].json
    assert sent["unknownField"] == {"keep": "me"}
    assert [season["monitored"] for season in sent["seasons"]] == [True, True, True]


async def test_a_series_without_seasons_is_not_overwritten(
    sonarr: SonarrClient, service: ScriptedService
) -> None:
    """The missing field is named and nothing is sent."""
    service.on("GET", f"{API}/series/3", says({"id": 3}))
    with pytest.raises(ServiceUnexpectedAnswer) as error:
        await sonarr.set_seasons_monitored(3, [1], monitored=True)
    assert error.value.missing == "seasons"
    assert len(service.seen) == 1


async def test_series_are_monitored_searched_and_deleted(
    sonarr: SonarrClient, service: ScriptedService
) -> None:
    """With the bodies Sonarr takes."""
    service.on("PUT", f"{API}/series/editor", says([], status=202))
    service.on("POST", f"{API}/command", says({"id": 5, "name": "Search", "status": "queued"}))
    service.on("DELETE", f"{API}/series/3", fails(200))
    await sonarr.set_series_monitored(3, monitored=True)
    await sonarr.search_series(3)
    await sonarr.search_season(3, 2)
    await sonarr.search_episodes([8, 9])
    await sonarr.delete_series(3, delete_files=True)
    assert [seen.json for seen in service.seen[:4]] == [
        {"seriesIds": [3], "monitored": True},
        {"name": "SeriesSearch", "seriesId": 3},
        {"name": "SeasonSearch", "seriesId": 3, "seasonNumber": 2},
        {"name": "EpisodeSearch", "episodeIds": [8, 9]},
    ]
    assert service.seen[4].query == {"deleteFiles": "true", "addImportListExclusion": "false"}


async def test_releases_are_searched_for_an_episode_or_a_season(
    sonarr: SonarrClient, service: ScriptedService
) -> None:
    """Only what is asked for is sent."""
    service.on("GET", f"{API}/release", says([]))
    await sonarr.releases(episode_id=8)
    await sonarr.releases(series_id=3, season=0)
    assert [seen.query for seen in service.seen] == [
        {"episodeId": "8"},
        {"seriesId": "3", "seasonNumber": "0"},
    ]


@needs_contract
async def test_answers_and_bodies_keep_to_the_specification(
    sonarr: SonarrClient, service: ScriptedService
) -> None:
    """Sonarr's own."""
    app = "sonarr-v3"
    service.on("GET", f"{API}/series/lookup", says([sample(app, "SeriesResource")]))
    (series,) = await sonarr.lookup("x")
    assert (series.id, series.tvdb_id, series.statistics is not None) == (7, 7, True)
    service.on("GET", f"{API}/release", says([sample(app, "ReleaseResource")]))
    (release,) = await sonarr.releases(episode_id=7)
    assert (release.guid, release.full_season) == ("text", True)
    service.on("GET", f"{API}/episode", says([sample(app, "EpisodeResource")]))
    assert (await sonarr.episodes(7))[0].absolute_number == 7
    service.on("GET", f"{API}/parse", says(sample(app, "ParseResource")))
    parsed = await sonarr.parse_title("x")
    assert (parsed.media_id, parsed.episode_ids, parsed.season_number) == (7, (7,), 7)
    service.on("POST", f"{API}/series", says(sample(app, "SeriesResource")))
    service.on("PUT", f"{API}/series/editor", fails(202))
    service.on("PUT", f"{API}/episode/monitor", fails(202))
    await sonarr.add_series(NEW)
    assert problems(app, "SeriesResource", service.seen[-1].json) == []
    await sonarr.set_series_monitored(7, monitored=True)
    assert problems(app, "SeriesEditorResource", service.seen[-1].json) == []
    await sonarr.monitor_episodes([7], monitored=True)
    assert problems(app, "EpisodesMonitoredResource", service.seen[-1].json) == []


@needs_contract
async def test_the_calendar_tells_the_series_of_each_episode(
    sonarr: SonarrClient, service: ScriptedService
) -> None:
    """Asked with the parameters that Sonarr documents."""
    told = sample("sonarr-v3", "EpisodeResource")
    service.on("GET", f"{API}/calendar", says([{**told, "runtime": 0}]))

    (airing,) = await sonarr.calendar(
        datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
    )

    assert (airing.series_title, airing.tvdb_id) == (
        told["series"]["title"],
        told["series"]["tvdbId"],
    )
    assert airing.runtime == told["series"]["runtime"]
    assert airing.episode.air_date is not None
    documented = operation("sonarr-v3", "GET", f"{API}/calendar")["parameters"]
    assert service.seen[0].query["includeSeries"] == "true"
    assert service.seen[0].query.keys() <= {parameter["name"] for parameter in documented}
