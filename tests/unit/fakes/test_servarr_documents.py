"""The configuration of the fakes of Radarr and Sonarr: what they refuse to save, and how they misbehave with it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.http import Mode
from tests.fakes.radarr import FakeRadarr
from tests.fakes.releases import Indexer
from tests.fakes.servarr.contract import FOLDER
from tests.fakes.servarr.server import FakeServarr
from tests.fakes.sonarr import FakeSonarr
from tests.unit.fakes.caller import calling
from tests.unit.fakes.downloader import Downloader

API = "/api/v3"


@pytest.fixture(params=["radarr", "sonarr"])
async def arr(
    request: pytest.FixtureRequest, tmp_path: Path, downloader: Downloader
) -> AsyncIterator[FakeServarr]:
    """Run one of the two, set up as people do."""
    made = FakeRadarr if request.param == "radarr" else FakeSonarr
    async with made(
        indexer=Indexer(),
        root_folder=tmp_path / "library",
        sabnzbd=downloader.address,
        refresh_interval=None,
    ) as running:
        yield running.furnish()


async def put(arr: FakeServarr, document: str, **fields: Any) -> tuple[int, Any]:
    """Read a document (of a table its first row), change some fields and send it back."""
    async with calling(arr) as caller:
        found = await caller.get(f"{API}/{document}")
        body = (found[0] if isinstance(found, list) else found) | fields
        return await caller.ask("PUT", f"{API}/{document}/{body['id']}", body)


@pytest.mark.parametrize(
    ("document", "fields", "said"),
    [
        ("config/mediamanagement", {"minimumFreeSpaceWhenImporting": 99}, "equal to '100'"),
        ("config/mediamanagement", {"recycleBinCleanupDays": -1}, "equal to '0'"),
        ("config/mediamanagement", {"recycleBin": "bin"}, "Invalid Path"),
        ("config/mediamanagement", {"chmodFolder": "9"}, "valid Unix permissions"),
        ("config/indexer", {"rssSyncInterval": 5}, "between 10 and 120"),
        ("config/indexer", {"rssSyncInterval": 121}, "between 10 and 120"),
        ("config/indexer", {"retention": -1}, "equal to '0'"),
        ("config/host", {"backupInterval": 8}, "between 1 and 7"),
        ("config/host", {"backupRetention": 91}, "between 1 and 90"),
        ("config/host", {"logSizeLimit": 11}, "between 1 and 10"),
        ("config/host", {"authenticationMethod": "basic"}, "no longer supported"),
        ("config/host", {"username": ""}, "must not be empty"),
        ("config/host", {"password": "new"}, "Must match Password"),
        ("config/host", {"branch": ""}, "Branch name is required"),
        ("config/host", {"instanceName": "Something"}, "Must contain"),
        ("qualityprofile", {"cutoff": 999}, "allowed quality or group"),
        ("qualityprofile", {"items": []}, "at least one allowed quality"),
        ("qualityprofile", {"formatItems": []}, "All Custom Formats"),
        ("qualityprofile", {"minFormatScore": 5}, "can never be satisfied"),
        ("qualityprofile", {"name": ""}, "must not be empty"),
        ("qualitydefinition", {"minSize": 200.0, "preferredSize": 100.0}, "greater than or equal"),
        ("qualitydefinition", {"maxSize": 5000}, "less than or equal"),
        ("delayprofile", {"tags": []}, "must not be empty"),
        ("delayprofile", {"enableUsenet": False, "enableTorrent": False}, "should be enabled"),
        ("delayprofile", {"usenetDelay": -1}, "equal to '0'"),
        ("releaseprofile", {"ignored": []}, "is required"),
        ("customformat", {"specifications": []}, "at least one Condition"),
        ("customformat", {"name": "LQ"}, "Must be unique"),
        ("remotepathmapping", {"host": ""}, "must not be empty"),
        ("downloadclient", {"priority": 0}, "between 1 and 50"),
        ("downloadclient", {"name": ""}, "must not be empty"),
        ("indexer", {"priority": 51}, "between 1 and 50"),
        ("importlist", {"qualityProfileId": 99}, "does not exist"),
    ],
)
async def test_what_the_real_ones_would_not_save(
    arr: FakeServarr, document: str, fields: dict[str, Any], said: str
) -> None:
    """FluentValidation: a list of failures, and nothing is changed."""
    async with calling(arr) as caller:
        before = await caller.get(f"{API}/{document}")
        status, told = await put(arr, document, **fields)
        assert status == 400
        assert any(said in str(one["errorMessage"]) for one in told), told
        assert all(one["propertyName"] is not None for one in told)
        assert await caller.get(f"{API}/{document}") == before


@pytest.mark.parametrize(
    ("arr", "field", "wrong", "right"),
    [
        ("radarr", "standardMovieFormat", "{Release Year}", "{Movie CleanTitle} ({Release Year})"),
        ("radarr", "movieFolderFormat", "", "{Movie Title:30} {tmdb-{TmdbId}}"),
        ("sonarr", "standardEpisodeFormat", "{Series Title}", "S{season:00}E{episode:00}"),
        ("sonarr", "dailyEpisodeFormat", "{Series Title}", "{Series TitleYear} {Air-Date}"),
        ("sonarr", "animeEpisodeFormat", "{Episode Title}", "{absolute:000}"),
        ("sonarr", "seriesFolderFormat", "{TvdbId}", "{Series TitleYear} {tvdb-{TvdbId}}"),
        ("sonarr", "seasonFolderFormat", "Season", "Season {season:00}"),
    ],
    indirect=["arr"],
)
async def test_a_name_needs_its_tokens(
    arr: FakeServarr, field: str, wrong: str, right: str
) -> None:
    """Without them files could not be told apart."""
    status, told = await put(arr, "config/naming", **{field: wrong})
    assert status == 400
    assert told[0]["propertyName"].casefold() == field.casefold()
    assert (await put(arr, "config/naming", **{field: right}))[0] == 202


@pytest.mark.skipif(not FOLDER.is_dir(), reason="../shared/openapi is absent")
@pytest.mark.parametrize(
    ("document", "fields", "place"),
    [
        ("config/host", {"certificateValidation": "sometimes"}, "$.certificateValidation"),
        ("config/mediamanagement", {"rescanAfterRefresh": "later"}, "$.rescanAfterRefresh"),
        ("config/mediamanagement", {"copyUsingHardlinks": "yes"}, "$.copyUsingHardlinks"),
        ("config/indexer", {"retention": "long"}, "$.retention"),
        ("qualityprofile", {"items": [{"allowed": 1}]}, "$.items[0].allowed"),
        ("delayprofile", {"preferredProtocol": "smoke"}, "$.preferredProtocol"),
    ],
)
async def test_what_cannot_be_read_is_answered_as_asp_net_does(
    arr: FakeServarr, document: str, fields: dict[str, Any], place: str
) -> None:
    """An unknown enum, a wrong type: a problem with the path of the value."""
    status, told = await put(arr, document, **fields)
    assert status == 400
    assert told["title"] == "One or more validation errors occurred."
    assert list(told["errors"]) == [place]
    assert "could not be converted" in told["errors"][place][0]


async def test_the_host_keeps_its_account_over_a_round_trip(arr: FakeServarr) -> None:
    """The key and the hash of the password are shown, and go back; a new password has to be typed twice."""
    async with calling(arr) as caller:
        before = await caller.get(f"{API}/config/host")
        assert before["apiKey"] == arr.api_key
        assert before["passwordConfirmation"] == ""
        assert (await put(arr, "config/host", logLevel="debug"))[0] == 202
        assert await caller.get(f"{API}/config/host") == before | {"logLevel": "debug"}
        new = {"password": "n3w", "passwordConfirmation": "n3w"}
        assert (await put(arr, "config/host", **new))[0] == 202
        after = await caller.get(f"{API}/config/host")
        assert after["password"] not in ("n3w", before["password"])
        assert after["passwordConfirmation"] == ""


async def test_a_secret_that_comes_back_masked_stays(arr: FakeServarr) -> None:
    """Of every kind of provider."""
    stored = [
        item["value"]
        for row in arr.core.tables["notification"] + arr.core.tables["importlist"]
        for item in row["fields"]  # type: ignore[attr-defined]
        if item["privacy"] == "apiKey"
    ]
    for table in ("notification", "importlist"):
        status, told = await put(arr, table, name="Renamed")
        assert status == 202
        assert any(item.get("value") == "********" for item in told["fields"])
    assert stored == [
        item["value"]
        for row in arr.core.tables["notification"] + arr.core.tables["importlist"]
        for item in row["fields"]  # type: ignore[attr-defined]
        if item["privacy"] == "apiKey"
    ]


async def test_many_sizes_are_saved_together_or_not_at_all(arr: FakeServarr) -> None:
    """A maximum that is left out means: no limit."""
    async with calling(arr) as caller:
        rows = await caller.get(f"{API}/qualitydefinition")
        first, second = dict(rows[0]), dict(rows[1])
        del first["maxSize"]
        path = f"{API}/qualitydefinition/update"
        wrong = [first | {"minSize": 5.0}, second | {"minSize": -1.0}]
        assert (await caller.ask("PUT", path, wrong))[0] == 400
        assert await caller.get(f"{API}/qualitydefinition") == rows
        right = [first | {"minSize": 5.0}, second | {"minSize": 6.5}]
        assert (await caller.ask("PUT", path, right))[0] == 202
        now = await caller.get(f"{API}/qualitydefinition")
        assert now == [*right, *rows[2:]]


@pytest.mark.parametrize("table", ["downloadclient", "indexer", "importlist", "notification"])
async def test_a_test_fails_on_demand(arr: FakeServarr, table: str) -> None:
    """By itself, for all (400 as soon as one fails), and when it is saved without being told not to test."""
    async with calling(arr) as caller:
        row = (await caller.get(f"{API}/{table}"))[0]
        assert (await caller.ask("POST", f"{API}/{table}/test", row))[0] == 200
        arr.fail_test(table, "No route to host")
        status, told = await caller.ask("POST", f"{API}/{table}/test", row)
        assert (status, told[0]["errorMessage"]) == (400, "No route to host")
        status, told = await caller.ask("POST", f"{API}/{table}/testall")
        assert status == 400
        assert told[0]["isValid"] is False
        assert (await put(arr, table, name="Renamed"))[0] == 400
        query = {"forceSave": "true"}
        path = f"{API}/{table}/{row['id']}"
        body = row | {"name": "Renamed"}
        assert (await caller.ask("PUT", path, body, query=query))[0] == 202
        arr.fail_test(table)
        assert (await caller.ask("POST", f"{API}/{table}/testall"))[0] == 200


async def test_a_write_may_be_forgotten(arr: FakeServarr) -> None:
    """Answered as if it had worked; other writes are kept."""
    arr.misbehave(Mode.FORGETFUL, paths="config/host")
    assert (await put(arr, "config/host", logLevel="debug"))[0] == 202
    assert (await put(arr, "config/indexer", retention=5))[0] == 202
    async with calling(arr) as caller:
        assert (await caller.get(f"{API}/config/host"))["logLevel"] == "info"
        assert (await caller.get(f"{API}/config/indexer"))["retention"] == 5
        arr.misbehave(Mode.FORGETFUL)
        assert (await put(arr, "delayprofile", usenetDelay=7))[0] == 202
        assert (await caller.get(f"{API}/delayprofile"))[0]["usenetDelay"] == 30


async def test_a_write_may_bring_another_along(arr: FakeServarr) -> None:
    """And somebody else may change anything at any time."""
    arr.after_write = lambda: arr.change("config/host", "", "backupInterval", 3)
    assert (await put(arr, "config/host", logLevel="debug"))[0] == 202
    async with calling(arr) as caller:
        host = await caller.get(f"{API}/config/host")
        assert (host["logLevel"], host["backupInterval"]) == ("debug", 3)
        arr.change("notification", "Plex Media Server", "fields[name=host].value", "elsewhere")
        rows = await caller.get(f"{API}/notification")
        assert rows[0]["fields"][0]["value"] == "elsewhere"
        arr.change("tag", "9", "", {"id": 9, "label": "new"})
        assert {"id": 9, "label": "new"} in await caller.get(f"{API}/tag")
        arr.change("diskspace", "/", "freeSpace", 5)
        disks = await caller.get(f"{API}/diskspace")
        assert next(disk for disk in disks if disk["path"] == "/")["freeSpace"] == 5
        arr.change("rootfolder", "1", "accessible", value=False)
        assert (await caller.get(f"{API}/rootfolder"))[0]["accessible"] is False
        arr.change("releaseprofile", "", "", [])
        assert await caller.get(f"{API}/releaseprofile") == []
        for path in ("nowhere.value", "fields[name=none].value", "fields[name=host]", "a..b"):
            with pytest.raises(LookupError):
                arr.change("notification", "1", path, "x")
        control = "/__fake__/change"
        wish = {"document": "config/host", "row": "", "path": "logLevel", "value": "trace"}
        assert (await caller.ask("POST", control, wish))[0] == 200
        assert (await caller.get(f"{API}/config/host"))["logLevel"] == "trace"
        assert (await caller.ask("POST", control, wish | {"row": "x", "document": "tag"}))[0] == 400


async def test_an_older_version_does_not_have_a_field(arr: FakeServarr) -> None:
    """It is not shown, and what was stored survives a write without it."""
    arr.leave_out("config/mediamanagement", "copyUsingHardlinks")
    async with calling(arr) as caller:
        assert "copyUsingHardlinks" not in await caller.get(f"{API}/config/mediamanagement")
        status, told = await put(arr, "config/mediamanagement", recycleBinCleanupDays=9)
        assert (status, told.get("copyUsingHardlinks")) == (202, None)
        arr.leave_out("config/mediamanagement")
        shown = await caller.get(f"{API}/config/mediamanagement")
        assert (shown["copyUsingHardlinks"], shown["recycleBinCleanupDays"]) == (True, 9)


async def test_a_newer_version_has_a_field_nobody_knows(tmp_path: Path) -> None:
    """It comes back as it was; one that is made up is refused."""
    async with FakeRadarr(root_folder=tmp_path / "films", refresh_interval=None) as arr:
        arr.change("config/host", "", "brandNew", {"deep": [1, 2]})
        status, told = await put(arr, "config/host", logLevel="debug")
        assert (status, told["brandNew"]) == (202, {"deep": [1, 2]})
        if FOLDER.is_dir():
            assert (await put(arr, "config/host", madeUp=1))[0] == 400


@pytest.mark.parametrize(("mode", "status"), [(Mode.UNAUTHORISED, 401), (Mode.FORBIDDEN, 403)])
async def test_a_document_may_be_kept_back(arr: FakeServarr, mode: Mode, status: int) -> None:
    """Others are still there."""
    arr.misbehave(mode, paths="config/host$")
    async with calling(arr) as caller:
        assert (await caller.ask("GET", f"{API}/config/host"))[0] == status
        await caller.get(f"{API}/config/indexer")


async def test_a_document_may_be_huge(arr: FakeServarr) -> None:
    """20 MB that are still JSON."""
    arr.misbehave(Mode.HUGE, paths="customformat$")
    async with calling(arr) as caller:
        assert len(await caller.get(f"{API}/customformat")) == 3
