"""Failed download handling, as Radarr and Sonarr do it.

Sources: FailedDownloadService, DownloadEventHub, RedownloadFailedDownloadService, BlocklistService,
DownloadMonitoringService and QueueController of both code bases.
"""

from datetime import timedelta

import pytest

from tests.fakes.radarr import FakeRadarr
from tests.fakes.releases import Indexer
from tests.fakes.servarr.state import Event, Tracked
from tests.fakes.sonarr import FakeSonarr
from tests.support.clock import START
from tests.unit.fakes.caller import DUNE, NEW_GIRL, calling, episode_release, film_release
from tests.unit.fakes.downloader import Downloader


async def grabbed(radarr: FakeRadarr, downloader: Downloader) -> str:
    """Have Dune searched for and return the id of its job."""
    movie = radarr.add(DUNE)
    radarr.commands.push("MoviesSearch", {"movieIds": [movie.id]})
    await radarr.idle()
    await radarr.refresh_monitored_downloads()
    return str(downloader.queue[0]["nzo_id"])


async def test_a_failed_job_of_its_own_is_always_blocklisted(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """FailedDownloadService publishes DownloadFailedEvent whatever the settings; BlocklistService listens."""
    indexer.add(film_release("one"))
    radarr.core.config["downloadclient"]["autoRedownloadFailed"] = False
    downloader.fail(await grabbed(radarr, downloader), "Aborted, cannot be completed")

    await radarr.refresh_monitored_downloads()

    assert [row.source_title for row in radarr.blocklisted] == ["Dune.2021.1080p.WEB-DL.x265-ONE"]
    assert radarr.events(Event.FAILED)[0].data["message"] == "Aborted, cannot be completed"


async def test_it_searches_again_and_takes_the_next_release(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """autoRedownloadFailed: RedownloadFailedDownloadService pushes MoviesSearch."""
    indexer.add(film_release("one"), film_release("two", age=timedelta(days=9)))
    downloader.fail(await grabbed(radarr, downloader))

    await radarr.refresh_monitored_downloads()

    assert [slot["filename"] for slot in downloader.queue] == ["Dune.2021.1080p.WEB-DL.x265-TWO"]
    assert [row.trigger for row in radarr.commands.all] == ["unspecified", "unspecified"]


async def test_without_auto_redownload_it_does_not_search(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """AutoRedownloadFailed switches the search alone."""
    indexer.add(film_release("one"), film_release("two"))
    radarr.core.config["downloadclient"]["autoRedownloadFailed"] = False
    downloader.fail(await grabbed(radarr, downloader))

    await radarr.refresh_monitored_downloads()

    assert downloader.queue == []
    assert len(radarr.blocklisted) == 1


@pytest.mark.parametrize("remove", [True, False])
async def test_the_failed_job_is_removed_from_sabnzbd_as_set(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer, remove: bool
) -> None:
    """RemoveFailedDownloads of the download client: history delete with archive=0 and del_files=1."""
    indexer.add(film_release("one"))
    radarr.core.tables["downloadclient"][0]["removeFailedDownloads"] = remove
    job = await grabbed(radarr, downloader)
    downloader.fail(job)

    await radarr.refresh_monitored_downloads()

    assert [name for name, _ in downloader.removed] == ([job] if remove else [])
    if remove:
        query = downloader.removed[0][1]
        assert (query["mode"], query["archive"], query["del_files"]) == ("history", "0", "1")
    assert radarr.queue == []


async def test_a_failed_job_it_did_not_grab_gets_a_warning_only(
    radarr: FakeRadarr, downloader: Downloader
) -> None:
    """FailedDownloadService.Check: "Download wasn't grabbed by Radarr, skipping"."""
    radarr.add(DUNE)
    downloader.fail(downloader.enqueue("Dune.2021.1080p.WEB-DL.x265-STRANGER"))

    await radarr.refresh_monitored_downloads()

    row = radarr.queue[0]
    assert row["trackedDownloadState"] == "downloading"
    assert row["statusMessages"] == [
        {"title": row["title"], "messages": ["Download wasn't grabbed by Radarr, skipping"]}
    ]
    assert radarr.blocklisted == []
    assert radarr.history == []


async def test_it_sees_its_own_category_and_the_newest_60_alone(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """Sabnzbd.GetItems filters by category; DownloadClientHistoryLimit is 60."""
    indexer.add(film_release("one"))
    job = await grabbed(radarr, downloader)
    downloader.fail(job)
    for number in range(60):
        downloader.fail(downloader.enqueue(f"Other.{number}.2020.1080p.WEB-DL-GRP"))
        downloader.fail(downloader.enqueue(f"Show.S01E{number:02}.1080p-GRP", category="tv"))

    await radarr.refresh_monitored_downloads()

    assert len(radarr.tracked) == 60
    assert {t.item.category for t in radarr.tracked} == {"movies"}
    assert job not in {t.item.download_id for t in radarr.tracked}
    assert radarr.blocklisted == []


async def test_a_full_disk_is_a_warning_only_with_the_exact_text(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """Sabnzbd.GetHistory compares the whole message; the real one goes on, so it counts as failed."""
    indexer.add(film_release("one"))
    job = await grabbed(radarr, downloader)
    downloader.fail(job, "Unpacking failed, write error or disk is full?")
    await radarr.refresh_monitored_downloads()
    assert radarr.queue[0]["status"] == "warning"
    assert radarr.blocklisted == []

    slot = downloader.history[0]
    slot["fail_message"] = "Unpacking failed, write error or disk is full? in the file /x [R]etry"
    await radarr.refresh_monitored_downloads()
    assert len(radarr.blocklisted) == 1


async def test_after_a_retry_it_is_blind(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """A retried job has a new id, hence no grab: deleting it neither blocklists nor searches."""
    indexer.add(film_release("one"), film_release("two"))
    radarr.core.config["downloadclient"]["autoRedownloadFailed"] = False
    await grabbed(radarr, downloader)
    downloader.queue.clear()
    downloader.enqueue("Dune.2021.1080p.WEB-DL.x265-ONE")
    await radarr.refresh_monitored_downloads()

    async with calling(radarr) as caller:
        row = radarr.queue[0]["id"]
        query = {"blocklist": "true", "removeFromClient": "true"}
        assert await caller.ask("DELETE", f"/api/v3/queue/{row}", query=query) == (200, {})
    await radarr.idle()

    assert downloader.queue == []
    assert radarr.blocklisted == []
    assert len(radarr.events(Event.GRABBED)) == 1


@pytest.mark.parametrize(
    ("query", "blocklisted", "jobs"),
    [
        ({"blocklist": "true"}, 1, ["Dune.2021.1080p.WEB-DL.x265-TWO"]),
        ({"blocklist": "true", "skipRedownload": "true"}, 1, []),
        ({"blocklist": "false"}, 0, []),
    ],
)
async def test_queue_delete_blocklists_and_searches_as_asked(
    radarr: FakeRadarr,
    downloader: Downloader,
    indexer: Indexer,
    query: dict[str, str],
    blocklisted: int,
    jobs: list[str],
) -> None:
    """QueueController.Remove: removal, MarkAsFailed with skipRedownload."""
    indexer.add(film_release("one"), film_release("two", age=timedelta(days=9)))
    await grabbed(radarr, downloader)

    async with calling(radarr) as caller:
        status, _ = await caller.ask(
            "DELETE", f"/api/v3/queue/{radarr.queue[0]['id']}", query=query
        )
    await radarr.idle()

    assert status == 200
    assert len(radarr.blocklisted) == blocklisted
    assert [slot["filename"] for slot in downloader.queue] == jobs


async def test_queue_delete_without_removal_ignores_the_download(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """IgnoredDownloadService: it stays in SABnzbd and leaves the queue."""
    indexer.add(film_release("one"))
    await grabbed(radarr, downloader)

    async with calling(radarr) as caller:
        query = {"removeFromClient": "false"}
        await caller.ask("DELETE", f"/api/v3/queue/{radarr.queue[0]['id']}", query=query)
    await radarr.refresh_monitored_downloads()

    assert radarr.queue == []
    assert radarr.tracked[0].state is Tracked.IGNORED
    assert len(downloader.queue) == 1


async def test_history_failed_blocklists_by_the_original_grab(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """FailedDownloadService.MarkAsFailed(historyId) works after the job has gone."""
    indexer.add(film_release("one"))
    await grabbed(radarr, downloader)
    downloader.queue.clear()
    await radarr.refresh_monitored_downloads()

    async with calling(radarr) as caller:
        grab = radarr.events(Event.GRABBED)[0]
        assert await caller.ask("POST", f"/api/v3/history/failed/{grab.id}") == (200, {})

    assert [row.message for row in radarr.blocklisted] == ["Manually marked as failed"]


async def test_history_failed_leaves_the_job_where_it_is(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """It knows of no tracked download: queue and download client keep theirs, whatever is switched on."""
    indexer.add(film_release("one"))
    await grabbed(radarr, downloader)

    async with calling(radarr) as caller:
        grab = radarr.events(Event.GRABBED)[0]
        await caller.ask("POST", f"/api/v3/history/failed/{grab.id}")

    assert len(radarr.blocklisted) == 1
    assert len(radarr.queue) == 1
    assert len(downloader.queue) == 1


async def test_interactive_grabs_have_a_switch_of_their_own(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """AutoRedownloadFailedFromInteractiveSearch."""
    indexer.add(film_release("one"), film_release("two"))
    movie = radarr.add(DUNE)
    handling = radarr.core.config["downloadclient"]
    handling["autoRedownloadFailedFromInteractiveSearch"] = False
    async with calling(radarr) as caller:
        await caller.get("/api/v3/release", movieId=movie.id)
        await caller.ask("POST", "/api/v3/release", {"guid": "one", "indexerId": 1})
    downloader.fail(str(downloader.queue[0]["nzo_id"]))

    await radarr.refresh_monitored_downloads()

    assert len(radarr.blocklisted) == 1
    assert downloader.queue == []


async def test_the_same_post_on_another_indexer_is_refused_too(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """BlocklistService.SameNzb: another indexer, two minutes and 2 MB apart at most."""
    title = "Dune.2021.1080p.WEB-DL.x265-ONE"
    near = START - timedelta(days=2) + timedelta(seconds=90)
    far = START - timedelta(days=2) + timedelta(minutes=5)
    indexer.add(film_release("one"))
    job = await grabbed(radarr, downloader)
    indexer.add(film_release("near", publish_date=near, title=title, indexer="Other"))
    downloader.fail(job)
    await radarr.refresh_monitored_downloads()
    assert downloader.queue == []

    indexer.add(film_release("far", publish_date=far, title=title, indexer="Other"))
    radarr.commands.push("MoviesSearch", {"movieIds": [1]})
    await radarr.idle()
    assert [slot["filename"] for slot in downloader.queue] == [title]


async def test_a_failed_season_pack_becomes_one_season_search(
    sonarr: FakeSonarr, downloader: Downloader, indexer: Indexer
) -> None:
    """RedownloadFailedDownloadService: all episodes of a season -> SeasonSearch; one -> EpisodeSearch."""
    indexer.add(episode_release(7))
    series = sonarr.add(NEW_GIRL, seasons=[7])
    sonarr.commands.push("SeasonSearch", {"seriesId": series.id, "seasonNumber": 7})
    await sonarr.idle()
    await sonarr.refresh_monitored_downloads()
    assert len(sonarr.queue) == 8
    assert len({row["downloadId"] for row in sonarr.queue}) == 1

    downloader.fail(str(downloader.queue[0]["nzo_id"]))
    await sonarr.refresh_monitored_downloads()

    assert len(sonarr.events(Event.FAILED)) == 8
    assert len(sonarr.blocklisted) == 1
    assert sonarr.commands.all[-1].name == "SeasonSearch"


async def test_a_failed_episode_becomes_an_episode_search(
    sonarr: FakeSonarr, downloader: Downloader, indexer: Indexer
) -> None:
    """RedownloadFailedDownloadService, one episode."""
    indexer.add(episode_release(7, 2))
    sonarr.add(NEW_GIRL)
    episode = sonarr.episode(NEW_GIRL, 7, 2)
    sonarr.commands.push("EpisodeSearch", {"episodeIds": [episode.id]})
    await sonarr.idle()
    downloader.fail(str(downloader.queue[0]["nzo_id"]))

    await sonarr.refresh_monitored_downloads()

    last = sonarr.commands.all[-1]
    assert (last.name, last.body) == ("EpisodeSearch", {"episodeIds": [episode.id]})


async def test_an_unreachable_sabnzbd_is_a_health_error(
    radarr: FakeRadarr, downloader: Downloader
) -> None:
    """DownloadClientCheck; what was tracked stays."""
    downloader.enqueue("Something.2020.1080p.WEB-DL-GRP")
    await radarr.refresh_monitored_downloads()
    downloader.misbehave("down")

    await radarr.refresh_monitored_downloads()

    async with calling(radarr) as caller:
        health = await caller.get("/api/v3/health")
    assert [(m["source"], m["type"]) for m in health] == [("DownloadClientCheck", "error")]
    assert len(radarr.tracked) == 1
