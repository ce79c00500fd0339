"""What Radarr and Sonarr tell of the titles on their way and of the files of their library."""

from typing import Any

import pytest

from custom_components.autoarr.clients.errors import ServiceNotFound
from custom_components.autoarr.clients.models.servarr import QualityProfile
from custom_components.autoarr.clients.models.servarr_history import HistoryRecord
from custom_components.autoarr.clients.radarr import RadarrClient
from custom_components.autoarr.clients.servarr import ServarrClient
from custom_components.autoarr.clients.sonarr import SonarrClient

from .contract import needs_contract, operation, sample
from .service import ScriptedService, fails, says

API = "/api/v3"


def page(*records: dict[str, Any]) -> dict[str, Any]:
    """Return a page of a list."""
    return {"page": 1, "pageSize": 1000, "totalRecords": len(records), "records": list(records)}


async def test_a_queue_is_read_with_its_titles(
    client: ServarrClient, service: ScriptedService
) -> None:
    """A row is monitored when all that it is of is; one of no title says nothing."""
    service.on(
        "GET",
        f"{API}/queue",
        says(
            page(
                {"id": 1, "movie": {"monitored": True}},
                {"id": 2, "movie": {"monitored": False}},
                {"id": 3, "series": {"monitored": True}, "episode": {"monitored": False}},
                {"id": 4, "series": {"monitored": True}, "episode": {"monitored": True}},
                {"id": 5},
            )
        ),
    )
    rows = await client.queue_with_titles()
    assert [row.monitored for row in rows] == [True, False, False, True, None]
    (seen,) = service.seen
    assert {"includeMovie", "includeSeries", "includeEpisode"} <= set(seen.query)


async def test_a_file_tells_how_it_sounds(client: ServarrClient, service: ScriptedService) -> None:
    """Where it was read; a file that is gone is not found."""
    assert isinstance(client, RadarrClient | SonarrClient)
    name = "moviefile" if isinstance(client, RadarrClient) else "episodefile"
    file = {"id": 7, "languages": [{"id": 4, "name": "German"}]}
    service.on("GET", f"{API}/{name}/7", says(file | {"mediaInfo": {"audioLanguages": "ger/eng"}}))
    found = await client.library_file(7)
    assert (found.id, found.languages, found.audio_languages) == (7, ("German",), "ger/eng")
    service.on("GET", f"{API}/{name}/7", says(file))
    assert (await client.library_file(7)).audio_languages == ""
    service.on("GET", f"{API}/{name}/7", fails(404))
    with pytest.raises(ServiceNotFound):
        await client.library_file(7)


@needs_contract
async def test_both_keep_to_the_specification(
    client: ServarrClient, service: ScriptedService, app: str
) -> None:
    """With every field filled, at a path the specification knows."""
    assert isinstance(client, RadarrClient | SonarrClient)
    name, schema = (
        ("moviefile", "MovieFileResource")
        if isinstance(client, RadarrClient)
        else ("episodefile", "EpisodeFileResource")
    )
    service.on("GET", f"{API}/{name}/7", says(sample(app, schema)))
    service.on("GET", f"{API}/queue", says(page(sample(app, "QueueResource"))))
    assert (await client.library_file(7)).audio_languages
    assert len(await client.queue_with_titles()) == 1
    for seen in service.seen:
        assert operation(app, "GET", seen.path.replace("/7", "/{id}"))


def test_only_the_profile_of_a_radarr_names_a_language() -> None:
    """Sonarr's has none since its version 4."""
    raw: dict[str, Any] = {"id": 1, "name": "HD"}
    assert QualityProfile.from_json(
        raw | {"language": {"id": -2, "name": "Original"}}
    ).language == ("Original")
    assert QualityProfile.from_json(raw).language == ""


def test_a_history_record_tells_the_languages_of_its_release() -> None:
    """As the service read them off the name."""
    record = HistoryRecord.from_json(
        {"id": 1, "date": "2026-11-01T00:00:00Z", "languages": [{"id": 4, "name": "German"}]}
    )
    assert record.languages == ("German",)
