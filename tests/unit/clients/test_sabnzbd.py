"""SABnzbd over HTTP."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import aiohttp
import pytest

from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.errors import (
    ServiceLoginPage,
    ServiceNotFound,
    ServiceRejected,
    ServiceServerError,
    ServiceUnauthorised,
    ServiceUnexpectedAnswer,
    WrongService,
)
from custom_components.autoarr.clients.models.decode import FieldError, JsonObject
from custom_components.autoarr.clients.models.sabnzbd import (
    HistorySlot,
    JobStatus,
    QueueSlot,
    SabHistory,
    SabQueue,
    ServerStats,
    ServerStatus,
    Stage,
    retried_id,
)
from custom_components.autoarr.clients.sabnzbd import SabnzbdClient

from .conftest import KEY, FakeTime
from .service import ScriptedService, fails, says, sends

QUEUE: JsonObject = {"version": "5.1.3", "status": "Idle", "paused": False, "slots": []}


@pytest.fixture
def sabnzbd(session: aiohttp.ClientSession, endpoint: Endpoint, time: FakeTime) -> SabnzbdClient:
    """Return a client of the scripted service."""
    return SabnzbdClient(session, endpoint, timing=time.timing)


def answers(service: ScriptedService, *replies: Any) -> None:
    """Write down what the API answers."""
    service.on("POST", "/api", *replies)


def asked(service: ScriptedService) -> list[dict[str, str]]:
    """Return the fields of every call, without the key and the format, which must be right."""
    calls = []
    for seen in service.seen:
        fields = {
            name: values[0]
            for name, values in parse_qs(seen.body.decode(), keep_blank_values=True).items()
        }
        assert fields.pop("apikey") == KEY
        assert fields.pop("output") == "json"
        assert seen.query == {}
        calls.append(fields)
    return calls


async def test_verify_returns_the_version(sabnzbd: SabnzbdClient, service: ScriptedService) -> None:
    """After a call that needs the full key."""
    answers(service, says({"version": "5.1.3"}), says({"queue": QUEUE}))
    assert await sabnzbd.verify() == "5.1.3"
    assert asked(service) == [{"mode": "version"}, {"mode": "queue", "limit": "1"}]


async def test_the_nzb_key_is_refused_with_advice(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """It is the other key on the same page."""
    answers(
        service,
        says({"version": "5.1.3"}),
        sends("API Key Incorrect", status=403, content_type="text/html"),
    )
    with pytest.raises(ServiceUnauthorised, match="not the NZB key"):
        await sabnzbd.verify()


async def test_a_refused_key_can_be_told_to_be_the_nzb_key(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """SABnzbd knows its own keys apart."""
    answers(service, says({"auth": "nzbkey"}), says({"auth": "badkey"}))
    assert await sabnzbd.is_nzb_key()
    assert not await sabnzbd.is_nzb_key()
    assert asked(service)[0] == {"mode": "auth", "key": KEY}


async def test_a_silent_403_is_a_refused_key(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """SABnzbd says nothing when its API warnings are off."""
    answers(service, fails(403))
    with pytest.raises(ServiceUnauthorised):
        await sabnzbd.verify()


async def test_a_refused_host_name_is_told_as_it_is(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """The key is right then; another setting has to change."""
    words = "Access denied - Hostname verification failed: https://sabnzbd.org/hostname-check"
    answers(service, sends(words, status=403, content_type="text/html"))
    with pytest.raises(ServiceRejected, match="hostname-check") as error:
        await sabnzbd.verify()
    assert (error.value.status, error.value.message) == (403, words)


@pytest.mark.parametrize(
    "reply",
    [
        fails(404),
        fails(405),
        says({"current": "v3", "deprecated": []}),
        says({"message": "NotFound"}, status=404),
        sends("<html><title>Radarr</title></html>"),
        sends("<html>nothing here</html>", status=404),
        fails(401, {"X-Application-Version": "6.0.4"}),
    ],
)
async def test_verify_notices_another_application(
    sabnzbd: SabnzbdClient, service: ScriptedService, reply: Any
) -> None:
    """A Radarr on that port, a web server, anything with JSON but no version."""
    answers(service, reply)
    with pytest.raises(WrongService, match="Expected SABnzbd"):
        await sabnzbd.verify()


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (sends("<html>login</html>"), ServiceLoginPage),
        (fails(303, {"Location": "/sabnzbd/login/"}), ServiceLoginPage),
        (sends("garbage"), ServiceUnexpectedAnswer),
        (fails(500), ServiceServerError),
    ],
)
async def test_verify_passes_other_errors_on(
    sabnzbd: SabnzbdClient, service: ScriptedService, reply: Any, error: type[Exception]
) -> None:
    """Each has its own repair."""
    answers(service, reply)
    with pytest.raises(error) as raised:
        await sabnzbd.verify()
    assert type(raised.value) is error


async def test_reads_are_repeated_and_deeds_are_not(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """Although both are POST."""
    answers(service, fails(500), says({"queue": QUEUE}))
    await sabnzbd.queue()
    assert len(service.seen) == 2
    answers(service, fails(500))
    with pytest.raises(ServiceServerError):
        await sabnzbd.pause()
    assert len(service.seen) == 3


async def test_history_is_asked_as_wanted(sabnzbd: SabnzbdClient, service: ScriptedService) -> None:
    """Every filter, and the change marker."""
    page = {"slots": [], "noofslots": 0, "last_history_update": 9}
    answers(service, says({"history": page}), says({"history": False}))
    assert await sabnzbd.history() == SabHistory(slots=(), total=0, last_update=9)
    unchanged = await sabnzbd.history(
        limit=5, start=10, since=9, category="tv", failed_only=True, nzo_ids=("a", "b")
    )
    assert unchanged is None
    assert asked(service) == [
        {"mode": "history", "start": "0", "limit": "60"},
        {
            "mode": "history",
            "start": "10",
            "limit": "5",
            "last_history_update": "9",
            "cat": "tv",
            "failed_only": "1",
            "nzo_ids": "a,b",
        },
    ]


async def test_a_history_without_its_marker_is_named(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """With the path to it."""
    answers(service, says({"history": {"slots": [], "noofslots": 0}}))
    with pytest.raises(ServiceUnexpectedAnswer) as error:
        await sabnzbd.history()
    assert error.value.missing == "history.last_history_update"


async def test_the_status_never_waits_for_the_dashboard(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """Its look-ups of public addresses take seconds."""
    answers(
        service,
        says(
            {
                "status": {
                    "version": "5.1.3",
                    "servers": [{"servername": "one", "serverbps": "59 K"}],
                }
            }
        ),
    )
    status = await sabnzbd.server_status()
    assert asked(service) == [{"mode": "status", "skip_dashboard": "1"}]
    assert status.servers[0].speed_bytes == 59 * 1024
    assert not status.servers[0].active


def test_numbers_that_are_texts_become_numbers() -> None:
    """Sizes in bytes, speeds in bytes a second, "0" limits are none."""
    queue = SabQueue.from_json(
        {
            **QUEUE,
            "kbpersec": "58.60",
            "mb": "7.62",
            "mbleft": "7.17",
            "speedlimit": "50",
            "speedlimit_abs": "1048576",
            "pause_int": "4:59",
            "timeleft": "1:00:02:05",
            "diskspace1": "72.51",
            "have_quota": True,
            "quota": "1.5 GB",
            "left_quota": "what?",
        }
    )
    assert queue.speed_bytes == round(58.60 * 1024)
    assert (queue.speed_limit_percent, queue.speed_limit_bytes) == (50, 1024**2)
    assert queue.pause_left == timedelta(minutes=4, seconds=59)
    assert queue.time_left == timedelta(days=1, minutes=2, seconds=5)
    assert queue.download_free_bytes == round(72.51 * 1024**3)
    assert (queue.quota_bytes, queue.quota_left_bytes) == (round(1.5 * 1024**3), None)
    bare = SabQueue.from_json({**QUEUE, "speedlimit": "0", "speedlimit_abs": ""})
    assert (bare.speed_limit_percent, bare.speed_limit_bytes, bare.pause_left) == (None, None, None)


def test_a_job_that_is_fetched_has_a_number_as_priority() -> None:
    """4.x sends 0 instead of Normal then."""
    slot = QueueSlot.from_json({"nzo_id": "a", "status": "Grabbing", "priority": 0})
    assert (slot.priority, slot.status, slot.added) == ("Normal", JobStatus.GRABBING, None)


def test_a_history_slot_does_not_show_its_secrets() -> None:
    """Neither the password nor the address, which holds the indexer's key."""
    slot = HistorySlot.from_json(
        {
            "nzo_id": "a",
            "status": "Failed",
            "password": "hidden-key",
            "url": "https://indexer.example.org/?apikey=hidden-key",
            "completed": 1795423086,
            "download_time": 90,
            "stage_log": [{"name": "Download", "actions": ["8 articles were missing"]}],
        }
    )
    assert "hidden-key" not in repr(slot)
    assert slot.completed == datetime(2026, 11, 23, 8, 38, 6, tzinfo=UTC)
    assert slot.download_time == timedelta(seconds=90)
    assert slot.stage_log == (Stage(name="Download", actions=("8 articles were missing",)),)


async def test_a_retry_returns_the_new_id(sabnzbd: SabnzbdClient, service: ScriptedService) -> None:
    """A text, or a nested list for a job that was added by its address."""
    answers(
        service,
        says({"status": True, "nzo_id": "new"}),
        says({"status": True, "nzo_id": ["OK", ["newer"]]}),
        says({"status": True}),
        says({"status": False, "error": "item does not exist"}),
    )
    assert await sabnzbd.retry("old") == "new"
    assert await sabnzbd.retry("old", password="open sesame") == "newer"
    with pytest.raises(ServiceUnexpectedAnswer):
        await sabnzbd.retry("old")
    with pytest.raises(ServiceNotFound):
        await sabnzbd.retry("old")
    assert asked(service)[:2] == [
        {"mode": "retry", "value": "old"},
        {"mode": "retry", "value": "old", "password": "open sesame"},
    ]


def test_ids_out_of_odd_answers() -> None:
    """Empty, nested emptily, or of another type: none."""
    assert retried_id("") is None
    assert retried_id([]) is None
    assert retried_id([[], [""]]) is None
    assert retried_id(7) is None


async def test_ending_a_job_tells_an_unknown_one(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """Success has no position."""
    answers(service, says({"status": True}), says({"position": 0}), says({"position": -1}))
    await sabnzbd.end_job("a")
    await sabnzbd.end_job("a")
    with pytest.raises(ServiceNotFound, match=r"no such job \(a\)"):
        await sabnzbd.end_job("a")
    assert asked(service)[0] == {"mode": "queue", "name": "priority", "value": "a", "value2": "-4"}


async def test_jobs_are_paused_resumed_and_deleted(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """Each call as SABnzbd wants it; archiving is off unless asked for."""
    answers(service, says({"status": True}))
    await sabnzbd.pause_job("a")
    await sabnzbd.resume_job("a")
    await sabnzbd.delete_job("a", delete_files=True)
    await sabnzbd.delete_history("a")
    await sabnzbd.delete_history("a", archive=True, delete_files=True)
    await sabnzbd.clear_warnings()
    await sabnzbd.pause()
    await sabnzbd.resume()
    assert asked(service) == [
        {"mode": "queue", "name": "pause", "value": "a"},
        {"mode": "queue", "name": "resume", "value": "a"},
        {"mode": "queue", "name": "delete", "value": "a", "del_files": "1"},
        {"mode": "history", "name": "delete", "value": "a", "archive": "0", "del_files": "0"},
        {"mode": "history", "name": "delete", "value": "a", "archive": "1", "del_files": "1"},
        {"mode": "warnings", "name": "clear"},
        {"mode": "pause"},
        {"mode": "resume"},
    ]


async def test_deleting_an_unknown_job_is_told(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """The queue tells, the history does not."""
    answers(service, says({"status": False, "nzo_ids": []}))
    with pytest.raises(ServiceNotFound):
        await sabnzbd.delete_job("a", delete_files=False)


async def test_the_speed_is_limited_in_percent_or_bytes(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """SABnzbd takes bare numbers up to 100 for percent."""
    answers(service, says({"status": True}))
    await sabnzbd.set_speed_limit(50)
    await sabnzbd.set_speed_limit(0)
    await sabnzbd.set_speed_limit(bytes_per_second=1048576)
    await sabnzbd.set_speed_limit(bytes_per_second=5)
    await sabnzbd.set_speed_limit()
    assert [call["value"] for call in asked(service)] == ["50%", "1%", "1048576", "101", "0"]


SERVERS = {
    "config": {
        "servers": [
            {
                "name": "one",
                "displayname": "My provider",
                "host": "news.example.org",
                "port": 563,
                "password": "*****",
                "ssl": 1,
                "notes": "",
            },
            {"name": "two", "displayname": "two", "host": "b.example.org"},
        ]
    }
}


async def test_a_news_server_is_tested_with_its_own_settings(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """By its shown name too; the masked password goes with the server's name, so SABnzbd uses its own."""
    answers(service, says(SERVERS), says({"value": {"result": False, "message": "481 Nope"}}))
    test = await sabnzbd.test_server("My provider")
    assert (test.ok, test.message) == (False, "481 Nope")
    assert asked(service)[1] == {
        "mode": "config",
        "name": "test_server",
        "server": "one",
        "host": "news.example.org",
        "port": "563",
        "password": "*****",
        "ssl": "1",
    }


async def test_an_unknown_news_server_is_not_found(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """Nothing is tested then."""
    answers(service, says(SERVERS))
    with pytest.raises(ServiceNotFound, match="no news server three"):
        await sabnzbd.test_server("three")
    assert len(service.seen) == 1


async def test_a_blocked_news_server_is_let_in_again_by_its_own_name(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """SABnzbd knows it by the name in its settings, and shows another one."""
    answers(service, says(SERVERS), says({"status": True}), says(SERVERS))
    await sabnzbd.unblock_server("My provider")
    assert asked(service)[1] == {"mode": "status", "name": "unblock_server", "value": "one"}
    with pytest.raises(ServiceNotFound, match="no news server three"):
        await sabnzbd.unblock_server("three")


@pytest.mark.parametrize(
    ("shown", "at_most"),
    [
        ("0m", timedelta(minutes=1)),
        ("12m", timedelta(minutes=13)),
        ("3h", timedelta(hours=4)),
        ("2d", timedelta(days=3)),
        ("-", None),
        ("", None),
        ("soon", None),
        ("9999999999d", None),
    ],
)
def test_how_long_it_runs_is_rounded_down(shown: str, at_most: timedelta | None) -> None:
    """To whole minutes, hours or days; so it may be nearly one more."""
    status = ServerStatus.from_json({"version": "5.1.3", "servers": [], "uptime": shown})
    assert status.uptime == at_most


async def test_settings_come_without_sabnzbds_own_keys(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """Lists by their names."""
    answers(
        service,
        says({"config": {"misc": {"api_key": KEY, "nzb_key": KEY, "pause_on_pwrar": 1}}}),
        says(SERVERS),
        says({"config": {}}),
    )
    assert await sabnzbd.config("misc") == {"pause_on_pwrar": 1}
    assert list(await sabnzbd.config("servers")) == ["one", "two"]
    with pytest.raises(ServiceUnexpectedAnswer):
        await sabnzbd.config("misc", "pause_on_pwrar")
    assert asked(service)[2] == {
        "mode": "get_config",
        "section": "misc",
        "keyword": "pause_on_pwrar",
    }


async def test_categories_come_without_the_default(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """The asterisk is none a person chose."""
    answers(service, says({"categories": ["*", "movies", "tv"]}))
    assert await sabnzbd.categories() == ("movies", "tv")


async def test_an_unknown_call_is_a_version_we_do_not_know(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """Every other error is in SABnzbd's own words."""
    answers(
        service,
        says({"status": False, "error": "not implemented"}),
        says({"status": False, "error": "Configuration locked"}),
    )
    with pytest.raises(ServiceUnexpectedAnswer, match="does not know this call"):
        await sabnzbd.pause()
    with pytest.raises(ServiceRejected, match="Configuration locked"):
        await sabnzbd.pause()


def test_counts_that_are_no_counts_are_left_out() -> None:
    """A server that is new has none."""
    stats = ServerStats.from_json(
        {
            "total": 1,
            "month": 1,
            "week": 1,
            "day": 1,
            "servers": {"one": {"articles_tried": None, "articles_success": {"a": 5, "b": "x"}}},
        }
    )
    assert (stats.articles_tried, stats.articles_failed) == (0, 5)


def test_a_queue_needs_its_version() -> None:
    """It tells which SABnzbd this is."""
    with pytest.raises(FieldError, match="version: is missing"):
        SabQueue.from_json({"status": "Idle"})


async def test_only_some_jobs_of_the_queue_are_read(
    sabnzbd: SabnzbdClient, service: ScriptedService
) -> None:
    """By their ids, without a page."""
    answers(service, says({"queue": QUEUE}), says({"queue": QUEUE}))
    await sabnzbd.queue(nzo_ids=["one", "two"])
    await sabnzbd.queue()
    assert [call.get("nzo_ids") for call in asked(service)] == ["one,two", None]
