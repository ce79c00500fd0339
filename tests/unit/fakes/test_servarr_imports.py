"""Completed download handling and manual import (CompletedDownloadService, DownloadedMovieImportService)."""

from pathlib import Path

import pytest

from tests.fakes.radarr import FakeRadarr
from tests.fakes.releases import Indexer
from tests.fakes.servarr.state import Event, Tracked
from tests.fakes.sonarr import FakeSonarr
from tests.unit.fakes.caller import DUNE, NEW_GIRL, calling, episode_release, film_release
from tests.unit.fakes.downloader import Downloader

TITLE = "Dune.2021.1080p.WEB-DL.x265-ONE"


@pytest.fixture
async def job(radarr: FakeRadarr, downloader: Downloader, indexer: Indexer) -> str:
    """Have Dune grabbed and return the id of the job."""
    indexer.add(film_release("one"))
    radarr.add(DUNE)
    radarr.commands.push("MoviesSearch", {"movieIds": [1]})
    await radarr.idle()
    return downloader.job(TITLE)


async def test_the_biggest_video_moves_into_the_library(
    radarr: FakeRadarr, downloader: Downloader, job: str, tmp_path: Path
) -> None:
    """A completed job is imported, removed from SABnzbd with its data, and gone from the queue."""
    downloader.complete(job, "abc123.mkv", "sample.mkv", "readme.nfo")

    await radarr.refresh_monitored_downloads()

    file = tmp_path / "films" / "Dune (2021)" / f"{TITLE}.mkv"
    assert file.stat().st_size == 1000
    assert radarr.movie(DUNE).file is not None
    assert radarr.events(Event.IMPORTED)[0].data["importedPath"] == str(file)
    assert [(name, query["archive"]) for name, query in downloader.removed] == [(job, "1")]
    assert radarr.queue == []


async def test_a_job_nobody_can_name_is_blocked(radarr: FakeRadarr, downloader: Downloader) -> None:
    """Title mismatch without a grab: importBlocked until somebody acts."""
    downloader.complete(downloader.enqueue("xyz"), "xyz.mkv")

    await radarr.refresh_monitored_downloads()
    await radarr.refresh_monitored_downloads()

    row = radarr.queue[0]
    assert row["trackedDownloadState"] == "importBlocked"
    assert row["trackedDownloadStatus"] == "warning"
    assert "movieId" not in row
    assert "title mismatch" in str(row["statusMessages"])


async def test_a_release_matched_by_id_alone_is_blocked(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """Found matching movie via grab history, but release was matched to movie by ID."""
    indexer.add(film_release("one", title="D2021.Obfuscated.1080p.WEB-DL-ONE"))
    radarr.add(DUNE)
    radarr.commands.push("MoviesSearch", {"movieIds": [1]})
    await radarr.idle()
    downloader.complete(str(downloader.queue[0]["nzo_id"]))

    await radarr.refresh_monitored_downloads()

    assert "matched to movie by ID" in str(radarr.queue[0]["statusMessages"])
    assert radarr.queue[0]["movieId"] == 1


async def test_an_executable_is_not_imported(
    radarr: FakeRadarr, downloader: Downloader, job: str
) -> None:
    """Caution: Found executable file."""
    downloader.complete(job, "film.mkv", "setup.exe")

    await radarr.refresh_monitored_downloads()

    assert radarr.queue[0]["trackedDownloadState"] == "importBlocked"
    assert "'.exe'" in str(radarr.queue[0]["statusMessages"])


async def test_a_folder_without_video_stays_pending(
    radarr: FakeRadarr, downloader: Downloader, job: str
) -> None:
    """No files found are eligible for import."""
    downloader.complete(job, "readme.txt")

    await radarr.refresh_monitored_downloads()

    assert radarr.queue[0]["trackedDownloadState"] == "importPending"
    assert "No files found are eligible" in str(radarr.queue[0]["statusMessages"])


async def test_a_path_that_is_not_here_asks_for_a_mapping(
    radarr: FakeRadarr, downloader: Downloader, job: str, tmp_path: Path
) -> None:
    """ValidatePath; with a remote path mapping it is found."""
    downloader.complete(job)
    downloader.history[0]["storage"] = f"/remote/movies/{TITLE}"
    await radarr.refresh_monitored_downloads()
    assert "You may need a Remote Path Mapping" in str(radarr.queue[0]["statusMessages"])

    async with calling(radarr) as caller:
        mapping = {
            "host": "127.0.0.1",
            "remotePath": "/remote",
            "localPath": f"{tmp_path}/downloads",
        }
        status, _ = await caller.ask("POST", "/api/v3/remotepathmapping", mapping)
    await radarr.refresh_monitored_downloads()

    assert status == 201
    assert radarr.tracked[0].state is Tracked.IMPORTED


async def test_manual_import_frees_a_blocked_job(
    radarr: FakeRadarr, downloader: Downloader, job: str
) -> None:
    """GET /manualimport shows why; the command ManualImport imports anyway."""
    radarr.refuse_imports("Not an upgrade for existing movie file(s)", of=TITLE)
    downloader.complete(job)
    await radarr.refresh_monitored_downloads()
    async with calling(radarr) as caller:
        rows = await caller.get("/api/v3/manualimport", downloadId=job)
        assert rows[0]["rejections"][0]["reason"] == "Not an upgrade for existing movie file(s)"
        file = {
            "path": rows[0]["path"],
            "movieId": rows[0]["movie"]["id"],
            "quality": rows[0]["quality"],
            "languages": rows[0]["languages"],
            "downloadId": job,
        }
        body = {"name": "ManualImport", "files": [file], "importMode": "copy"}
        status, _ = await caller.ask("POST", "/api/v3/command", body)
    await radarr.idle()

    assert status == 201
    assert radarr.movie(DUNE).file is not None
    assert [name for name, _ in downloader.removed] == [job]
    assert radarr.queue == []


async def test_what_blocks_a_download_as_a_whole_is_said_of_none_of_its_files(
    radarr: FakeRadarr, downloader: Downloader, indexer: Indexer
) -> None:
    """ManualImportService judges files: known by the grab, and a sample for what it is."""
    indexer.add(film_release("one", title="D2021.Obfuscated.1080p.WEB-DL-ONE"))
    radarr.add(DUNE)
    radarr.commands.push("MoviesSearch", {"movieIds": [1]})
    await radarr.idle()
    job = str(downloader.queue[0]["nzo_id"])
    downloader.complete(job, "0f3a.mkv", "0f3a.sample.mkv")
    await radarr.refresh_monitored_downloads()
    assert radarr.queue[0]["trackedDownloadState"] == "importBlocked"

    async with calling(radarr) as caller:
        rows = await caller.get("/api/v3/manualimport", downloadId=job)

    told = {row["name"]: [why["reason"] for why in row["rejections"]] for row in rows}
    assert told == {"0f3a": [], "0f3a.sample": ["Sample"]}
    assert {row["movie"]["id"] for row in rows} == {1}


async def test_a_season_pack_is_imported_episode_by_episode(
    sonarr: FakeSonarr, downloader: Downloader, indexer: Indexer, tmp_path: Path
) -> None:
    """Every file goes to the episode it names; one is missing, so the rest waits for a person."""
    indexer.add(episode_release(7))
    series = sonarr.add(NEW_GIRL)
    sonarr.commands.push("SeasonSearch", {"seriesId": series.id, "seasonNumber": 7})
    await sonarr.idle()
    names = [f"New.Girl.S07E{n:02}.1080p.mkv" for n in range(1, 8)]
    downloader.complete(str(downloader.queue[0]["nzo_id"]), *names)

    await sonarr.refresh_monitored_downloads()

    folder = tmp_path / "series" / "New Girl" / "Season 7"
    assert sorted(f.name for f in folder.iterdir()) == names
    assert len(sonarr.events(Event.IMPORTED)) == 7
    assert sonarr.tracked[0].state is Tracked.IMPORT_BLOCKED
    assert sonarr.episode(NEW_GIRL, 7, 8).file is None


async def test_an_obfuscated_episode_is_named_by_its_job(
    sonarr: FakeSonarr, downloader: Downloader, indexer: Indexer
) -> None:
    """One video in a job of one episode needs no name of its own."""
    indexer.add(episode_release(1, 1))
    sonarr.add(NEW_GIRL)
    episode = sonarr.episode(NEW_GIRL, 1, 1)
    sonarr.commands.push("EpisodeSearch", {"episodeIds": [episode.id]})
    await sonarr.idle()
    downloader.complete(str(downloader.queue[0]["nzo_id"]), "0f3a.mkv")

    await sonarr.refresh_monitored_downloads()

    assert episode.file is not None
    assert sonarr.queue == []
