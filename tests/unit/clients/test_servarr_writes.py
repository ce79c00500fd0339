"""What Radarr and Sonarr are told, judged by their own specification."""

import pytest

from custom_components.autoarr.clients.errors import (
    ServiceNotFound,
    ServiceRejected,
    ServiceUnexpectedAnswer,
)
from custom_components.autoarr.clients.models.servarr import FailedHandling, ImportMode
from custom_components.autoarr.clients.servarr import ServarrClient

from .contract import needs_contract, operation, problems, sample
from .service import ScriptedService, fails, says

API = "/api/v3"


async def test_a_tag_is_found_or_made(client: ServarrClient, service: ScriptedService) -> None:
    """In lower case, as the services keep them."""
    service.on("GET", f"{API}/tag", says([{"id": 3, "label": "autoarr"}]))
    service.on("POST", f"{API}/tag", says({"id": 4, "label": "new"}, status=201))
    assert (await client.ensure_tag("AutoArr ")).id == 3
    assert (await client.ensure_tag("New")).id == 4
    assert service.seen[-1].json == {"label": "new"}


async def test_a_queue_item_is_deleted_as_asked(
    client: ServarrClient, service: ScriptedService
) -> None:
    """Every switch is sent, so that no default decides."""
    service.on("DELETE", f"{API}/queue/11", fails(200))
    await client.delete_queue_item(
        11, remove_from_client=True, blocklist=False, skip_redownload=True
    )
    assert service.seen[0].query == {
        "removeFromClient": "true",
        "blocklist": "false",
        "skipRedownload": "true",
    }


async def test_blocklist_rows_are_deleted_together(
    client: ServarrClient, service: ScriptedService
) -> None:
    """And nothing is asked when there are none."""
    service.on("DELETE", f"{API}/blocklist/bulk", fails(200))
    await client.delete_blocklist_rows([])
    await client.delete_blocklist_rows([1, 2])
    assert [seen.json for seen in service.seen] == [{"ids": [1, 2]}]


async def test_a_grab_is_marked_as_failed(client: ServarrClient, service: ScriptedService) -> None:
    """Without a body."""
    service.on("POST", f"{API}/history/failed/9", says({}))
    await client.mark_failed(9)
    assert service.paths() == [f"POST {API}/history/failed/9"]


async def test_a_release_that_left_the_cache_is_not_found(
    client: ServarrClient, service: ScriptedService
) -> None:
    """With the service's advice; an indexer that fails is a rejection."""
    service.on(
        "POST",
        f"{API}/release",
        says(
            {"message": "Couldn't find requested release in cache, try searching again"}, status=404
        ),
        says({"message": "Indexer down"}, status=409),
        says({}),
    )
    with pytest.raises(ServiceNotFound, match="try searching again"):
        await client.grab_release("https://indexer/1", 2)
    with pytest.raises(ServiceRejected, match="Indexer down"):
        await client.grab_release("https://indexer/1", 2)
    await client.grab_release("https://indexer/1", 2)
    assert service.seen[-1].json == {"guid": "https://indexer/1", "indexerId": 2}


async def test_failed_handling_is_set_as_a_whole_and_read_back(
    client: ServarrClient, service: ScriptedService
) -> None:
    """All other settings go back as they came."""
    before = {"id": 1, "enableCompletedDownloadHandling": True, "autoRedownloadFailed": True}
    after = {
        **before,
        "autoRedownloadFailed": False,
        "autoRedownloadFailedFromInteractiveSearch": False,
    }
    service.on("GET", f"{API}/config/downloadclient", says(before), says(after))
    service.on("PUT", f"{API}/config/downloadclient/1", says(after, status=202))
    off = FailedHandling(auto_redownload=False, auto_redownload_interactive=False)
    await client.set_failed_handling(off)
    assert service.seen[1].json == after
    assert await client.failed_handling() == off


async def test_failed_handling_that_does_not_stick_is_an_error(
    client: ServarrClient, service: ScriptedService
) -> None:
    """Success on paper is no success."""
    service.on("GET", f"{API}/config/downloadclient", says({"id": 1, "autoRedownloadFailed": True}))
    service.on("PUT", f"{API}/config/downloadclient/1", fails(202))
    with pytest.raises(ServiceUnexpectedAnswer, match="did not keep"):
        await client.set_failed_handling(
            FailedHandling(auto_redownload=False, auto_redownload_interactive=False)
        )


@pytest.mark.parametrize("sticks", [True, False])
async def test_remove_failed_is_set_as_a_whole_and_read_back(
    client: ServarrClient, service: ScriptedService, sticks: bool
) -> None:
    """The masked secrets go back as they came; the service keeps its own."""
    before = {
        "id": 3,
        "name": "SABnzbd",
        "implementation": "Sabnzbd",
        "protocol": "usenet",
        "enable": True,
        "removeFailedDownloads": True,
        "fields": [{"name": "host", "value": "nas"}, {"name": "apiKey", "value": "********"}],
    }
    after = {**before, "removeFailedDownloads": not sticks}
    service.on("GET", f"{API}/downloadclient/3", says(before), says(after))
    service.on("PUT", f"{API}/downloadclient/3", says(after, status=202))
    if sticks:
        await client.set_remove_failed(3, enabled=False)
    else:
        with pytest.raises(ServiceUnexpectedAnswer, match="did not keep"):
            await client.set_remove_failed(3, enabled=False)
    assert service.seen[1].json == {**before, "removeFailedDownloads": False}
    assert service.seen[1].query == {"forceSave": "true"}


async def test_a_download_client_shows_its_settings_not_its_secrets(
    client: ServarrClient, service: ScriptedService
) -> None:
    """The raw object is for writing back, not for logs."""
    service.on(
        "GET",
        f"{API}/downloadclient",
        says(
            [
                {
                    "id": 1,
                    "implementation": "Sabnzbd",
                    "fields": [
                        {"name": "tvCategory", "value": "tv"},
                        {"name": "apiKey", "value": "hidden-key"},
                    ],
                },
                {"id": 2, "implementation": "Torrent"},
            ]
        ),
    )
    first, second = await client.download_clients()
    assert first.setting("tvCategory") == "tv"
    assert first.setting("nothing") is None
    assert second.setting("tvCategory") is None
    assert "hidden-key" not in repr(first)


@needs_contract
async def test_bodies_validate_against_the_specification(
    client: ServarrClient, service: ScriptedService, app: str
) -> None:
    """Those both applications take."""
    service.on("GET", f"{API}/tag", says([]))
    service.on("POST", f"{API}/tag", says({"id": 1, "label": "autoarr"}))
    service.on("DELETE", f"{API}/blocklist/bulk", fails(200))
    service.on("POST", f"{API}/release", says({}))
    config = sample(app, "DownloadClientConfigResource")
    service.on("GET", f"{API}/config/downloadclient", says(config))
    service.on("PUT", f"{API}/config/downloadclient/7", fails(202))
    clients = sample(app, "DownloadClientResource")
    service.on("GET", f"{API}/downloadclient/7", says(clients))
    service.on("PUT", f"{API}/downloadclient/7", fails(202))
    await client.ensure_tag("autoarr")
    await client.delete_blocklist_rows([1])
    await client.grab_release("guid", 1)
    await client.set_failed_handling(
        FailedHandling(auto_redownload=True, auto_redownload_interactive=True)
    )
    await client.set_remove_failed(7, enabled=True)
    checked = 0
    for seen in service.seen:
        if seen.body:
            path = seen.path.replace("/7", "/{id}")
            body = operation(app, seen.method, path)["requestBody"]["content"]
            schema = next(iter(body.values()))["schema"]["$ref"].rpartition("/")[2]
            # The sample has null where an object would hold itself; the services leave those out.
            sent = {name: value for name, value in seen.json.items() if value is not None}
            assert problems(app, schema, sent) == []
            checked += 1
    assert checked == 5


@pytest.mark.parametrize("mode", list(ImportMode))
async def test_files_are_imported_as_what_they_are_mapped_to(
    client: ServarrClient, service: ScriptedService, mode: ImportMode
) -> None:
    """Quality and languages go back as they came; a film has a movie, episodes have a series."""
    film = {
        "path": "/downloads/Dune/dune.mkv",
        "relativePath": "dune.mkv",
        "folderName": "Dune",
        "size": 5,
        "movie": {"id": 7},
        "quality": {"quality": {"id": 3, "name": "WEBDL-1080p"}, "revision": {"version": 1}},
        "languages": [{"id": 1, "name": "English"}],
        "releaseGroup": None,
        "downloadId": "nzo1",
        "rejections": [{"reason": "Unable to parse file", "type": "permanent"}],
    }
    episode = film | {
        "movie": None,
        "series": {"id": 3},
        "seasonNumber": 1,
        "episodes": [{"id": 31}, {"id": 32}],
        "releaseType": "multiEpisode",
    }
    service.on("GET", f"{API}/manualimport", says([film, episode]))
    service.on("POST", f"{API}/command", says({"id": 1, "name": "ManualImport"}, status=201))
    files = await client.manual_import("nzo1")
    assert service.seen[0].query == {"downloadId": "nzo1"}
    assert [(file.media_id, file.episode_ids) for file in files] == [(7, ()), (3, (31, 32))]
    assert files[0].rejections == ("Unable to parse file",)
    assert (await client.import_files(files, mode)).name == "ManualImport"
    common = {
        "path": film["path"],
        "folderName": "Dune",
        "quality": film["quality"],
        "languages": film["languages"],
        "releaseGroup": "",
        "indexerFlags": 0,
        "downloadId": "nzo1",
    }
    assert service.seen[1].json == {
        "name": "ManualImport",
        "importMode": mode.value,
        "files": [
            common | {"movieId": 7},
            common | {"seriesId": 3, "episodeIds": [31, 32], "releaseType": "multiEpisode"},
        ],
    }
