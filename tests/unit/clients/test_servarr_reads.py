"""What Radarr and Sonarr tell, answered out of their own specification."""

from collections.abc import Awaitable, Callable, Sized
from datetime import UTC, datetime, timedelta, timezone

from aiohttp import web
import pytest

from custom_components.autoarr.clients.errors import ServiceLoginPage, ServiceUnexpectedAnswer
from custom_components.autoarr.clients.models.servarr import (
    AllowedQuality,
    CommandStatus,
    DownloadProtocol,
    HealthLevel,
    HistoryEvent,
    Library,
    QualityProfile,
    QueueStatusName,
    StatusMessage,
    TrackedState,
    TrackedStatus,
)
from custom_components.autoarr.clients.radarr import RadarrClient
from custom_components.autoarr.clients.servarr import ServarrClient

from .contract import needs_contract, operation, sample
from .service import ScriptedService, says, sends

API = "/api/v3"
type Read = Callable[[], Awaitable[Sized]]


def page(*records: object, total: int | None = None) -> dict[str, object]:
    """Return a page of a list."""
    return {
        "page": 1,
        "pageSize": 1000,
        "totalRecords": len(records) if total is None else total,
        "records": list(records),
    }


@needs_contract
async def test_every_read_decodes_what_the_specification_promises(
    client: ServarrClient, service: ScriptedService, app: str
) -> None:
    """With every field filled, at a path and with parameters the specification knows."""
    since = datetime(2026, 11, 1, tzinfo=UTC)
    reads: dict[str, tuple[str, Read]] = {
        "/health": ("HealthResource", client.health),
        "/diskspace": ("DiskSpaceResource", client.disk_space),
        "/rootfolder": ("RootFolderResource", client.root_folders),
        "/qualityprofile": ("QualityProfileResource", client.quality_profiles),
        "/tag": ("TagResource", client.tags),
        "/update": ("UpdateResource", client.updates),
        "/downloadclient": ("DownloadClientResource", client.download_clients),
        "/indexer": ("IndexerResource", client.indexers),
        f"/history{client.media_path}": ("HistoryResource", lambda: client.history_of_media(7)),
        "/command": ("CommandResource", client.commands),
        "/history/since": (
            "HistoryResource",
            lambda: client.history_since(since, HistoryEvent.IGNORED),
        ),
    }
    for path, (schema, read) in reads.items():
        service.on("GET", f"{API}{path}", says([sample(app, schema)]))
        assert len(await read()) == 1
    paged: dict[str, tuple[str, Read]] = {
        "/queue": ("QueueResource", client.queue),
        "/history": ("HistoryResource", lambda: client.history_of("nzo")),
        "/blocklist": ("BlocklistResource", client.blocklist),
    }
    for path, (schema, read) in paged.items():
        service.on("GET", f"{API}{path}", says(page(sample(app, schema))))
        assert len(await read()) == 1
    single = {
        "/queue/status": ("QueueStatusResource", client.queue_status),
        "/config/downloadclient": ("DownloadClientConfigResource", client.failed_handling),
        "/parse": ("ParseResource", lambda: client.parse_title("Some.Release")),
        "/command/{id}": ("CommandResource", lambda: client.command(7)),
    }
    for path, (schema, read_one) in single.items():
        service.on("GET", f"{API}{path.replace('{id}', '7')}", says(sample(app, schema)))
        assert await read_one() is not None
    for seen in service.seen:
        known = operation(app, "GET", seen.path.replace("/7", "/{id}"))
        names = {entry["name"] for entry in known.get("parameters", [])}
        assert set(seen.query) - names <= {"includeUnknownMovieItems", "includeUnknownSeriesItems"}


async def test_health_is_read(client: ServarrClient, service: ScriptedService) -> None:
    """Also as older versions of Sonarr write the wiki address."""
    service.on(
        "GET",
        f"{API}/health",
        says(
            [
                {
                    "source": "IndexerStatusCheck",
                    "type": "warning",
                    "message": "Down",
                    "wikiUrl": "https://w",
                },
                {"type": "catastrophe", "wikiUrl": {"fullUri": "https://old"}},
            ]
        ),
    )
    first, second = await client.health()
    assert (first.type, first.message, first.wiki_url) == (HealthLevel.WARNING, "Down", "https://w")
    assert (second.type, second.wiki_url) == (HealthLevel.UNKNOWN, "https://old")


def test_a_profile_lists_what_it_accepts() -> None:
    """A group is accepted as a whole; what is not allowed is left out."""
    profile = QualityProfile.from_json(
        {
            "id": 4,
            "name": "HD-1080p",
            "upgradeAllowed": True,
            "cutoff": 7,
            "items": [
                {
                    "quality": {"id": 1, "name": "SDTV", "resolution": 480},
                    "items": [],
                    "allowed": False,
                },
                {
                    "quality": {"id": 0, "name": "Unknown", "resolution": 0},
                    "items": [],
                    "allowed": True,
                },
                {
                    "id": 1003,
                    "name": "WEB 1080p",
                    "allowed": True,
                    "items": [
                        {
                            "quality": {
                                "id": 3,
                                "name": "WEBDL-1080p",
                                "source": "webdl",
                                "resolution": 1080,
                            },
                            "allowed": True,
                        },
                        {
                            "quality": {
                                "id": 15,
                                "name": "WEBRip-1080p",
                                "source": "webrip",
                                "resolution": 1080,
                            }
                        },
                    ],
                },
            ],
        }
    )
    assert [quality.name for quality in profile.allowed] == [
        "Unknown",
        "WEBDL-1080p",
        "WEBRip-1080p",
    ]
    assert profile.allowed[1] == AllowedQuality(
        id=3, name="WEBDL-1080p", source="webdl", resolution=1080
    )
    assert profile.resolutions == {1080}


async def test_the_whole_queue_is_read_page_by_page(
    client: ServarrClient, service: ScriptedService
) -> None:
    """An item that slips to the next page meanwhile is there once."""
    first = [{"id": number} for number in range(1000)]
    service.on(
        "GET",
        f"{API}/queue",
        says(page(*first, total=1002)),
        says(page({"id": 999}, {"id": 1000}, total=1002)),
    )
    items = await client.queue()
    assert [item.id for item in items] == list(range(1001))
    assert [seen.query["page"] for seen in service.seen] == ["1", "2"]
    assert service.seen[0].query["includeUnknownMovieItems"] == "true"


async def test_a_list_without_an_end_is_given_up(
    client: ServarrClient, service: ScriptedService
) -> None:
    """A service that repeats itself does not hold us for ever."""
    service.on(
        "GET",
        f"{API}/blocklist",
        says(page(*[{"id": 1, "date": "2026-11-23T10:00:00Z"}] * 1000, total=10**9)),
    )
    with pytest.raises(ServiceUnexpectedAnswer, match="more than 200000 records"):
        await client.blocklist()


async def test_a_queue_item_says_everything_recovery_needs(
    client: ServarrClient, service: ScriptedService
) -> None:
    """A blocked import, with the service's reasons."""
    media = "movieId" if isinstance(client, RadarrClient) else "seriesId"
    service.on(
        "GET",
        f"{API}/queue",
        says(
            page(
                {
                    "id": 11,
                    media: 5,
                    "episodeId": 0,
                    "title": "Some.Film.2020.1080p",
                    "size": 5000000000.0,
                    "sizeleft": 0,
                    "timeleft": "00:00:00",
                    "status": "completed",
                    "trackedDownloadStatus": "warning",
                    "trackedDownloadState": "importBlocked",
                    "statusMessages": [{"title": "a.mkv", "messages": ["Not an upgrade"]}],
                    "downloadId": "SABnzbd_nzo_1",
                    "protocol": "usenet",
                    "quality": {"quality": {"name": "WEBDL-1080p", "resolution": 1080}},
                    "outputPath": "/downloads/a",
                }
            )
        ),
    )
    (item,) = await client.queue()
    assert (item.media_id, item.episode_id, item.size_bytes) == (5, None, 5_000_000_000)
    assert item.status is QueueStatusName.COMPLETED
    assert item.tracked_status is TrackedStatus.WARNING
    assert item.tracked_state is TrackedState.IMPORT_BLOCKED
    assert item.status_messages == (StatusMessage(title="a.mkv", messages=("Not an upgrade",)),)
    assert (item.download_id, item.protocol) == ("SABnzbd_nzo_1", DownloadProtocol.USENET)
    assert (item.quality, item.time_left) == ("WEBDL-1080p", timedelta())


async def test_the_library_is_counted_without_being_read(
    client: ServarrClient, service: ScriptedService
) -> None:
    """However the answer is cut into pieces, and whatever the titles say; with the profiles that titles have."""
    mark = client.media_mark.decode()
    trap = mark.replace('"', '\\"')
    text = (
        '[\r\n {"title": "'
        + trap
        + " "
        + trap
        + '",\r\n '
        + mark
        + ' "x", "note": "\\"qualityProfileId\\": 5,", "qualityProfileId": 17}'
        + (", {" + mark + '"x", "qualityProfileId":4}') * 1234
        + "]\n"
    )

    async def pieces(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for start in range(0, len(text), 7):
            await response.write(text[start : start + 7].encode())
        return response

    service.on("GET", f"{API}{client.media_path}", lambda: pieces)
    assert await client.library() == Library(total=1235, profiles=frozenset({4, 17}))


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("", ServiceUnexpectedAnswer),
        ('[{"title": "cut', ServiceUnexpectedAnswer),
        ("{}", ServiceUnexpectedAnswer),
        ("<html>login</html>", ServiceLoginPage),
    ],
)
async def test_a_library_that_cannot_be_counted(
    client: ServarrClient, service: ScriptedService, body: str, error: type[Exception]
) -> None:
    """Cut off, no list, a login page."""
    service.on("GET", f"{API}{client.media_path}", sends(body))
    with pytest.raises(error):
        await client.library()


async def test_an_empty_library_counts_nothing(
    client: ServarrClient, service: ScriptedService
) -> None:
    """An empty list."""
    service.on("GET", f"{API}{client.media_path}", sends("[]"))
    assert await client.library() == Library(total=0, profiles=frozenset())


async def test_missing_titles_are_counted(client: ServarrClient, service: ScriptedService) -> None:
    """By the total of a page with one record."""
    service.on("GET", f"{API}/wanted/missing", says(page(total=42)))
    assert await client.wanted_missing_total() == 42
    assert service.seen[0].query == {"page": "1", "pageSize": "1", "monitored": "true"}


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("grabbed", HistoryEvent.GRABBED),
        ("downloadFolderImported", HistoryEvent.IMPORTED),
        ("movieFolderImported", HistoryEvent.IMPORTED),
        ("seriesFolderImported", HistoryEvent.IMPORTED),
        ("downloadFailed", HistoryEvent.FAILED),
        ("movieFileDeleted", HistoryEvent.DELETED),
        ("episodeFileDeleted", HistoryEvent.DELETED),
        ("movieFileRenamed", HistoryEvent.RENAMED),
        ("downloadIgnored", HistoryEvent.IGNORED),
        ("somethingNew", HistoryEvent.OTHER),
    ],
)
async def test_history_events_have_one_name_for_both(
    client: ServarrClient, service: ScriptedService, name: str, event: HistoryEvent
) -> None:
    """Whatever the application calls them."""
    record = {
        "id": 3,
        "eventType": name,
        "date": "2026-11-23T10:00:00Z",
        "sourceTitle": "Some.Film",
        "downloadId": "abc",
        "movieId": 5,
        "data": {"message": "Repair failed", "size": 5, "indexer": "one"},
    }
    service.on("GET", f"{API}/history", says(page(record)))
    (found,) = await client.history_of("abc")
    assert found.event_type is event
    assert found.data == {"message": "Repair failed", "indexer": "one"}
    assert (found.media_id, found.episode_id, found.download_id) == (5, None, "abc")
    assert service.seen[0].query["downloadId"] == "abc"


async def test_history_since_asks_in_utc_and_keeps_only_the_event(
    client: ServarrClient, service: ScriptedService
) -> None:
    """An older version ignores the filter."""
    records = [
        {"id": 1, "eventType": "downloadFailed", "date": "2026-11-23T10:00:00Z"},
        {"id": 2, "eventType": "grabbed", "date": "2026-11-23T10:00:00Z"},
    ]
    service.on("GET", f"{API}/history/since", says(records))
    since = datetime(2026, 11, 23, 1, 0, tzinfo=timezone(timedelta(hours=2)))
    assert [r.id for r in await client.history_since(since, HistoryEvent.FAILED)] == [1]
    assert [r.id for r in await client.history_since(since)] == [1, 2]
    assert service.seen[0].query == {"date": "2026-11-22T23:00:00Z", "eventType": "downloadFailed"}
    assert service.seen[1].query == {"date": "2026-11-22T23:00:00Z"}


async def test_a_command_says_what_it_searches(
    client: ServarrClient, service: ScriptedService
) -> None:
    """Its body has more fields than the specification says."""
    bodies: list[tuple[dict[str, object], tuple[int, ...], tuple[int, ...], int | None]] = [
        ({"movieIds": [1, 2]}, (1, 2), (), None),
        ({"seriesId": 4, "seasonNumber": 2}, (4,), (), 2),
        ({"seriesIds": [4]}, (4,), (), None),
        ({"episodeIds": [8, 9]}, (), (8, 9), None),
        ({}, (), (), None),
    ]
    service.on(
        "GET",
        f"{API}/command",
        says(
            [{"id": 1, "name": "S", "status": "started", "body": body} for body, *_ in bodies]
            + [{"id": 2, "name": "T", "status": "completed", "ended": "2026-11-23T10:00:00Z"}]
        ),
    )
    *searches, done = await client.commands()
    for command, (_, media_ids, episode_ids, season) in zip(searches, bodies, strict=True):
        assert (command.media_ids, command.episode_ids, command.season_number) == (
            media_ids,
            episode_ids,
            season,
        )
        assert not command.done
    assert done.done
    assert done.status is CommandStatus.COMPLETED
