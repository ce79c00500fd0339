"""Searching, deciding, waiting and grabbing.

Sources: the decision engine's specifications, ProcessDownloadDecisions, PendingReleaseService, ReleaseController,
MovieSearchService, MovieScannedHandler and SeriesScannedHandler.
"""

from datetime import timedelta

import pytest

from tests.fakes.radarr import FakeRadarr
from tests.fakes.releases import Fault, Indexer
from tests.fakes.servarr.state import Event
from tests.fakes.sonarr import FakeSonarr
from tests.support.clock import ManualClock
from tests.unit.fakes.caller import DUNE, NEW_GIRL, Caller, calling, episode_release, film_release
from tests.unit.fakes.downloader import Downloader

UNRELEASED = 1170608


def new_movie(radarr: FakeRadarr, tmdb_id: int = DUNE, **fields: object) -> dict[str, object]:
    """Return the body that adds a movie and searches for it."""
    body: dict[str, object] = {
        "title": "Dune",
        "tmdbId": tmdb_id,
        "year": 2021,
        "qualityProfileId": 4,
        "rootFolderPath": str(radarr.core.root_folders()[0]),
        "minimumAvailability": "released",
        "monitored": True,
        "tags": [],
        "addOptions": {"searchForMovie": True, "monitor": "movieOnly"},
    }
    return body | fields


async def manual_search(caller: Caller, radarr: FakeRadarr, *ids: int) -> None:
    """Search through the API and wait for the end."""
    body = {"name": "MoviesSearch", "movieIds": list(ids)}
    status, _ = await caller.ask("POST", "/api/v3/command", body)
    assert status == 201
    await radarr.idle()


async def test_adding_searches_after_the_scan(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """addOptions.searchForMovie: RefreshMovie first, then MoviesSearch; the NZB reaches SABnzbd."""
    indexer.add(film_release("one"))
    async with calling(radarr) as caller:
        status, movie = await caller.ask("POST", "/api/v3/movie", new_movie(radarr))
    await radarr.idle()

    assert (status, movie["addOptions"]["searchForMovie"]) == (201, True)
    assert [row.name for row in radarr.commands.all] == ["RefreshMovie", "MoviesSearch"]
    assert downloader.nzbs == {downloader.queue[0]["nzo_id"]: b"<nzb>one</nzb>"}
    assert downloader.queue[0]["cat"] == "movies"
    assert radarr.movie(DUNE).add_options is None


async def test_only_wanted_qualities_are_taken(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """QualityAllowedByProfileSpecification; the best quality first."""
    indexer.add(
        film_release("sd", quality="SDTV"),
        film_release("web", quality="WEBDL-1080p"),
        film_release("disc", quality="Bluray-1080p"),
        film_release("uhd", quality="WEBDL-2160p"),
    )
    radarr.add(DUNE, profile=4)
    radarr.commands.push("MoviesSearch", {"movieIds": [1]})
    await radarr.idle()

    assert [slot["filename"] for slot in downloader.queue] == ["Dune.2021.1080p.WEB-DL.x265-DISC"]


async def test_a_delay_profile_makes_releases_wait(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer, clock: ManualClock
) -> None:
    """DelaySpecification: a young release waits in the queue as "delay" until RSS sync finds it old enough."""
    indexer.add(film_release("young", age=timedelta(minutes=5)))
    radarr.delay(60)
    async with calling(radarr) as caller:
        await caller.ask("POST", "/api/v3/movie", new_movie(radarr))
    await radarr.idle()
    assert downloader.queue == []
    assert [(row["status"], row["movieId"]) for row in radarr.queue] == [("delay", 1)]
    assert "downloadId" not in radarr.queue[0]

    clock.advance(timedelta(minutes=56))
    await radarr.rss_sync()

    assert len(downloader.queue) == 1
    assert radarr.events(Event.GRABBED)[0].data["releaseSource"] == "Rss"


async def test_a_command_bypasses_the_delay(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """A search through the API is user invoked; DelaySpecification lets it through."""
    indexer.add(film_release("young", age=timedelta(minutes=5)))
    radarr.delay(60)
    radarr.add(DUNE)
    async with calling(radarr) as caller:
        await manual_search(caller, radarr, 1)

    assert len(downloader.queue) == 1


async def test_the_best_quality_may_bypass_the_delay(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """BypassIfHighestQuality of the delay profile."""
    best = "Remux-1080p"
    indexer.add(film_release("best", quality=best, age=timedelta(minutes=5)))
    radarr.delay(60, bypass_if_best=True)
    radarr.add(DUNE)
    radarr.commands.push("MoviesSearch", {"movieIds": [1]})
    await radarr.idle()

    assert len(downloader.queue) == 1


async def test_a_waiting_release_can_be_grabbed_at_once_or_blocklisted(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """POST /queue/grab/{id}; DELETE /queue/{id} of a pending release."""
    young = timedelta(minutes=5)
    indexer.add(film_release("one", age=young), film_release("two", age=young))
    radarr.delay(60)
    radarr.add(DUNE)
    radarr.commands.push("MoviesSearch", {"movieIds": [1]})
    await radarr.idle()
    assert len(radarr.queue) == 2

    async with calling(radarr) as caller:
        first, second = (row["id"] for row in radarr.queue)
        query = {"blocklist": "true"}
        assert (await caller.ask("DELETE", f"/api/v3/queue/{second}", query=query))[0] == 200
        assert (await caller.ask("POST", f"/api/v3/queue/grab/{first}"))[0] == 200

    assert [row.message for row in radarr.blocklisted] == ["Pending release manually blocklisted"]
    assert len(downloader.queue) == 1
    assert not [row for row in radarr.queue if row["status"] == "delay"]


@pytest.mark.parametrize("minimum", ["announced", "inCinemas", "released"])
async def test_availability_holds_back_a_search_nobody_invoked(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer, minimum: str
) -> None:
    """AvailabilitySpecification; a command search bypasses it."""
    indexer.add(
        film_release("fake", title="Dune.Part.Three.2026.1080p.WEB-DL-FAKE", tmdb_id=UNRELEASED)
    )
    radarr.add(UNRELEASED, minimum_availability=minimum)
    radarr.commands.push("MoviesSearch", {"movieIds": [1]})
    await radarr.idle()
    assert bool(downloader.queue) == (minimum == "announced")

    downloader.queue.clear()
    async with calling(radarr) as caller:
        await manual_search(caller, radarr, 1)
    assert len(downloader.queue) == 1


async def test_an_unmonitored_movie_is_searched_for_by_a_person_only(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """MovieSearchService: "Movie is not monitored, skipping search" unless the trigger is manual."""
    indexer.add(film_release("one"))
    radarr.add(DUNE, monitored=False)
    radarr.commands.push("MoviesSearch", {"movieIds": [1]})
    await radarr.idle()
    assert indexer.hits == 0

    async with calling(radarr) as caller:
        await manual_search(caller, radarr, 1)
    assert len(downloader.queue) == 1


async def test_an_interactive_search_stays_valid_for_30_minutes(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer, clock: ManualClock
) -> None:
    """ReleaseController: cache of 30 minutes, then 404 "try searching again"."""
    indexer.add(film_release("one"), film_release("uhd", quality="WEBDL-2160p"))
    radarr.add(DUNE)
    async with calling(radarr) as caller:
        listed = await caller.get("/api/v3/release", movieId=1)
        assert [(r["guid"], r["approved"], r["rejections"]) for r in listed] == [
            ("one", True, []),
            ("uhd", False, ["WEBDL-2160p is not wanted in profile"]),
        ]
        clock.advance(timedelta(minutes=29))
        status, _ = await caller.ask("POST", "/api/v3/release", {"guid": "uhd", "indexerId": 1})
        assert status == 200
        clock.advance(timedelta(minutes=2))
        status, told = await caller.ask("POST", "/api/v3/release", {"guid": "one", "indexerId": 1})

    assert status == 404
    assert "try searching again" in told["message"]
    assert [row.data["releaseSource"] for row in radarr.events(Event.GRABBED)] == [
        "InteractiveSearch"
    ]


@pytest.mark.parametrize("fault", [Fault.DOWNLOAD, Fault.GONE])
async def test_an_indexer_that_gives_no_nzb_is_a_conflict(
    radarr: FakeRadarr, indexer: Indexer, fault: Fault
) -> None:
    """ReleaseController: ReleaseDownloadException -> 409."""
    indexer.add(film_release("one"))
    radarr.add(DUNE)
    async with calling(radarr) as caller:
        await caller.get("/api/v3/release", movieId=1)
        indexer.fault = fault
        status, told = await caller.ask("POST", "/api/v3/release", {"guid": "one", "indexerId": 1})

    assert (status, told) == (409, {"message": "Getting release from indexer failed"})
    assert radarr.history == []


async def test_a_failing_indexer_is_left_alone_for_a_while(
    radarr: FakeRadarr, indexer: Indexer, clock: ManualClock
) -> None:
    """Provider back-off: longer after each failure; health says so."""
    radarr.add(DUNE)
    indexer.fault = Fault.SEARCH
    async with calling(radarr) as caller:
        for _ in range(2):
            await manual_search(caller, radarr, 1)
            clock.advance(1)
        assert indexer.hits == 2
        await manual_search(caller, radarr, 1)
        assert indexer.hits == 2
        health = await caller.get("/api/v3/health")
        clock.advance(timedelta(minutes=2))
        await manual_search(caller, radarr, 1)

    assert [m["source"] for m in health] == ["IndexerStatusCheck"]
    assert indexer.hits == 3


async def test_without_sabnzbd_a_grab_waits_for_it(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """ProcessDownloadDecisions: DownloadClientUnavailable -> pending with that reason."""
    indexer.add(film_release("one"))
    radarr.add(DUNE)
    downloader.misbehave("down")
    radarr.commands.push("MoviesSearch", {"movieIds": [1]})
    await radarr.idle()
    assert [row["status"] for row in radarr.queue] == ["downloadClientUnavailable"]

    downloader.behave()
    await downloader.opened()
    await radarr.rss_sync()
    assert len(downloader.queue) == 1


async def test_monitoring_is_set_at_scan_time(sonarr: FakeSonarr) -> None:
    """Episodes appear with the refresh after adding; then addOptions.monitor decides (EpisodeMonitoredService)."""
    body = {
        "title": "New Girl",
        "tvdbId": NEW_GIRL,
        "qualityProfileId": 4,
        "rootFolderPath": str(sonarr.core.root_folders()[0]),
        "seasonFolder": True,
        "seriesType": "standard",
        "monitored": True,
        "seasons": [{"seasonNumber": n, "monitored": True} for n in range(1, 8)],
        "addOptions": {"monitor": "pilot", "searchForMissingEpisodes": False},
    }
    async with calling(sonarr) as caller:
        status, added = await caller.ask("POST", "/api/v3/series", body)
        assert status == 201
        assert await caller.get("/api/v3/episode", seriesId=added["id"]) == []
        await sonarr.idle()
        episodes = await caller.get("/api/v3/episode", seriesId=added["id"])
        series = await caller.get(f"/api/v3/series/{added['id']}")

    assert len(episodes) == 146
    assert [(e["seasonNumber"], e["episodeNumber"]) for e in episodes if e["monitored"]] == [(1, 1)]
    assert [s["seasonNumber"] for s in series["seasons"] if s["monitored"]] == [1]
    assert "addOptions" not in series


@pytest.mark.parametrize(
    ("monitor", "seasons"),
    [
        ("all", {1, 2, 3, 4, 5, 6, 7}),
        ("firstSeason", {1}),
        ("lastSeason", {7}),
        ("none", set()),
        ("skip", {2, 3}),
        ("future", set()),
    ],
)
async def test_monitor_options(sonarr: FakeSonarr, monitor: str, seasons: set[int]) -> None:
    """MonitorTypes; "skip" keeps what the seasons of the request say."""
    series = sonarr.add(NEW_GIRL, seasons=[2, 3], refresh=False)
    series.add_options = {"monitor": monitor}
    sonarr.commands.push("RefreshSeries", {"seriesIds": [series.id]})
    await sonarr.idle()

    assert {e.season for e in series.episodes if e.monitored} == seasons


async def test_missing_episodes_of_a_season_are_one_search(
    sonarr: FakeSonarr, downloader: Downloader, indexer: Indexer
) -> None:
    """addOptions.searchForMissingEpisodes: one search a season; the pack is taken, its episodes not again."""
    indexer.add(episode_release(7), episode_release(7, 1), episode_release(6))
    series = sonarr.add(NEW_GIRL, seasons=[7], refresh=False)
    series.add_options = {"monitor": "skip", "searchForMissingEpisodes": True}
    sonarr.commands.push("RefreshSeries", {"seriesIds": [series.id]})
    await sonarr.idle()

    assert len(indexer.searches) == 1
    assert [slot["filename"] for slot in downloader.queue] == ["New.Girl.S07.1080p.WEB-DL.x264-GRP"]
    assert len(sonarr.events(Event.GRABBED)) == 8


async def test_an_episode_search_does_not_take_a_season_pack(
    sonarr: FakeSonarr, downloader: Downloader, indexer: Indexer
) -> None:
    """SingleEpisodeSearchMatchSpecification: "Full season pack"."""
    indexer.add(episode_release(7), episode_release(7, 2))
    sonarr.add(NEW_GIRL)
    episode = sonarr.episode(NEW_GIRL, 7, 2)
    async with calling(sonarr) as caller:
        listed = await caller.get("/api/v3/release", episodeId=episode.id)
        body = {"name": "EpisodeSearch", "episodeIds": [episode.id]}
        await caller.ask("POST", "/api/v3/command", body)
        await sonarr.idle()

    assert {r["title"]: r["rejections"] for r in listed}["New.Girl.S07.1080p.WEB-DL.x264-GRP"] == [
        "Full season pack"
    ]
    assert [slot["filename"] for slot in downloader.queue] == [
        "New.Girl.S07E02.1080p.WEB-DL.x264-GRP"
    ]


async def test_what_is_in_the_queue_is_not_grabbed_twice(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """QueueSpecification holds for every search."""
    indexer.add(film_release("one"), film_release("two"))
    radarr.add(DUNE)
    async with calling(radarr) as caller:
        await manual_search(caller, radarr, 1)
        await radarr.refresh_monitored_downloads()
        await manual_search(caller, radarr, 1)

    assert len(downloader.queue) == 1


async def test_the_same_command_is_queued_once(radarr: FakeRadarr) -> None:
    """CommandQueueManager returns the waiting command when an equal one comes."""
    first = radarr.commands.push("MoviesSearch", {"movieIds": [1]})
    second = radarr.commands.push("MoviesSearch", {"movieIds": [1]})
    other = radarr.commands.push("MoviesSearch", {"movieIds": [2]})
    await radarr.idle()

    assert first is second
    assert other is not first
    assert radarr.commands.push("MoviesSearch", {"movieIds": [1]}) is not first
    await radarr.idle()


async def test_an_nzb_that_sabnzbd_refuses_makes_room_for_the_next_release(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """ProcessDownloadDecisions: a rejected release is skipped, it neither waits nor counts as grabbed."""
    refused, taken = film_release("one"), film_release("two", age=timedelta(days=9))
    indexer.add(refused, taken)
    downloader.refused.add(f"{refused.title}.nzb")
    radarr.add(DUNE)
    radarr.commands.push("MoviesSearch", {"movieIds": [1]})
    await radarr.idle()

    assert [slot["filename"] for slot in downloader.queue] == [taken.title]
    assert [row.source_title for row in radarr.history] == [taken.title]
