"""The fake SABnzbd: its jobs end as they are told to."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
import sys

import aiohttp
import pytest

from tests.fakes.http import Mode
from tests.fakes.sabnzbd import FakeSabnzbd, Release

from .asking import ask, ended, history, upload

both = pytest.mark.parametrize("release", [*Release])


@pytest.fixture
def release() -> Release:
    """Return the release a test is about, when it does not say."""
    return Release.V51


@pytest.fixture
async def sab(release: Release, tmp_path: Path) -> AsyncIterator[FakeSabnzbd]:
    """Return a running SABnzbd."""
    async with FakeSabnzbd(release=release, folder=tmp_path) as server:
        yield server


@both
async def test_a_release_has_its_own_ids_and_fields(sab: FakeSabnzbd, release: Release) -> None:
    """UUIDs and the time of adding came with 5.1."""
    (nzo_id,) = (await upload(sab))["nzo_ids"]
    (slot,) = (await ask(sab, "queue"))["queue"]["slots"]
    assert slot["nzo_id"] == nzo_id
    assert ("time_added" in slot) is (release is Release.V51)
    assert nzo_id.startswith("SABnzbd_nzo_") is (release is Release.V45)
    assert (await ask(sab, "version"))["version"] == release.value


@pytest.mark.parametrize(
    ("key", "text"),
    [(None, "API Key Required"), ("0" * 32, "API Key Incorrect"), ("nzb", "API Key Incorrect")],
)
async def test_a_call_without_the_right_key_is_refused(
    sab: FakeSabnzbd, key: str | None, text: str
) -> None:
    """403, a line of text that claims to be HTML; the key for adding jobs is not enough."""
    query = {"mode": "queue", "output": "json"}
    if key is not None:
        query["apikey"] = sab.nzb_key if key == "nzb" else key
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{sab.url}/api", params=query) as answer,
    ):
        assert (answer.status, answer.content_type, await answer.text()) == (403, "text/html", text)


async def test_the_version_and_the_kind_of_a_key_are_open_to_all(sab: FakeSabnzbd) -> None:
    """As a set-up asks before it knows the key."""
    async with aiohttp.ClientSession() as session:
        for query, expected in (
            ({"mode": "version"}, {"version": "5.1.3"}),
            ({"mode": "auth"}, {"auth": "apikey"}),
            ({"mode": "auth", "key": sab.nzb_key}, {"auth": "nzbkey"}),
            ({"mode": "auth", "key": "x"}, {"auth": "badkey"}),
        ):
            async with session.get(f"{sab.url}/api", params=query) as answer:
                assert await answer.json() == expected


async def test_a_host_name_it_does_not_know_is_refused(sab: FakeSabnzbd) -> None:
    """As behind a proxy that passes its own name on."""
    query = {"mode": "queue", "apikey": sab.api_key}
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{sab.url}/api", params=query, headers={"Host": "sab.example"}) as answer,
    ):
        assert answer.status == 403
        assert "hostname-check" in await answer.text()


async def test_a_job_that_is_added_waits_until_it_is_told_how_to_end(
    sab: FakeSabnzbd, tmp_path: Path
) -> None:
    """Completed, it is a file in the folder of its category."""
    (nzo_id,) = (await upload(sab, cat="movies"))["nzo_ids"]
    assert [slot["cat"] for slot in (await ask(sab, "queue"))["queue"]["slots"]] == ["movies"]
    sab.finish(nzo_id)
    (slot,) = await history(sab)
    assert (slot["status"], slot["nzo_id"]) == ("Completed", nzo_id)
    (film,) = (tmp_path / "complete" / "movies").rglob("*.mkv")
    assert slot["storage"] == str(film)
    assert (await ask(sab, "queue"))["queue"]["slots"] == []


async def test_what_is_no_nzb_is_refused_with_a_warning(sab: FakeSabnzbd) -> None:
    """Failure table row 38."""
    assert await upload(sab, content=b"<html>") == {"status": False, "nzo_ids": []}
    assert "Invalid NZB" in (await ask(sab, "warnings"))["warnings"][0]["text"]


async def test_jobs_end_by_themselves_as_planned(tmp_path: Path) -> None:
    """At first, after the first retry, and so on; the last way stays."""
    async with FakeSabnzbd(folder=tmp_path, job_seconds=0.01) as sab:
        sab.plan("*.Movie.*", "disk_full", "complete")
        await upload(sab)
        failed = await ended(sab)
        assert failed["status"] == "Failed"
        assert "disk is full" in failed["fail_message"]
        retried = await ask(sab, "retry", value=failed["nzo_id"])
        assert retried["nzo_id"] != failed["nzo_id"]
        mended = await ended(sab)
        assert (mended["status"], mended["nzo_id"]) == ("Completed", retried["nzo_id"])
        assert (await ask(sab, "retry", value=mended["nzo_id"]))["error"] == "item does not exist"


async def test_without_a_plan_a_retry_fails_again(sab: FakeSabnzbd) -> None:
    """And that of a failed script blames the server, because the files are moved already."""
    for scenario, expected in (("corrupt_rar", "Corrupt RAR file"), ("script", "not-complete")):
        sab.job_seconds = None
        past = sab.add_history(scenario, scenario=scenario)
        sab.job_seconds = 0.01
        await ask(sab, "retry", value=past.nzo_id)
        assert expected in (await ended(sab, scenario))["fail_message"]


async def test_a_password_opens_what_it_locks(sab: FakeSabnzbd) -> None:
    """Without fetching anything again."""
    past = sab.add_history(scenario="password")
    sab.job_seconds = 0.01
    await ask(sab, "retry", value=past.nzo_id, password="open sesame")
    assert (await ended(sab))["status"] == "Completed"


async def test_the_retry_of_a_url_answers_in_two_lists(sab: FakeSabnzbd) -> None:
    """`["OK", [id]]`."""
    past = sab.add_history(scenario="url_not_found", url="https://indexer.example/1")
    answer = await ask(sab, "retry", value=past.nzo_id)
    assert answer == {"status": True, "nzo_id": ["OK", [*sab.state.queue]]}


async def test_priority_minus_four_ends_a_job_under_its_id(sab: FakeSabnzbd) -> None:
    """The answer is a status, not a position."""
    job = sab.add_slot(status="Paused", labels=["ENCRYPTED"], left=10)
    answer = await ask(sab, "queue", name="priority", value=job.nzo_id, value2=-4)
    assert answer == {"status": True}
    (slot,) = await history(sab)
    assert (slot["nzo_id"], slot["status"]) == (job.nzo_id, "Failed")


async def test_nothing_ends_while_the_queue_is_paused_or_the_provider_down(tmp_path: Path) -> None:
    """An outage shows as a job that downloads in a queue that is idle."""
    async with FakeSabnzbd(folder=tmp_path, job_seconds=0.01) as sab:
        sab.provider(active=False, error="Server news.example.com reported: 481 Invalid password")
        await upload(sab)
        await asyncio.sleep(0.1)
        queue = (await ask(sab, "queue"))["queue"]
        assert (queue["status"], queue["kbpersec"], queue["slots"][0]["status"]) == (
            "Idle",
            "0.00",
            "Downloading",
        )
        (server,) = (await ask(sab, "status", skip_dashboard=1))["status"]["servers"]
        assert (server["serveractive"], "481" in server["servererror"]) == (False, True)
        await ask(sab, "pause")
        sab.provider(active=True)
        await asyncio.sleep(0.1)
        assert (await ask(sab, "queue"))["queue"]["status"] == "Paused"
        assert await history(sab) == []
        await ask(sab, "resume")
        assert (await ended(sab))["status"] == "Completed"


async def test_a_job_is_paused_renamed_moved_and_deleted(sab: FakeSabnzbd) -> None:
    """What the *arr and people do to a job."""
    job = sab.add_slot()
    await ask(sab, "queue", name="pause", value=job.nzo_id)
    await ask(sab, "queue", name="priority", value=job.nzo_id, value2=1)
    await ask(sab, "queue", name="rename", value=job.nzo_id, value2="New", value3="pw")
    await ask(sab, "change_cat", value=job.nzo_id, value2="tv")
    (slot,) = (await ask(sab, "queue"))["queue"]["slots"]
    assert (slot["status"], slot["priority"], slot["filename"]) == ("Paused", "High", "New")
    assert (slot["cat"], slot["password"]) == ("tv", "pw")
    await ask(sab, "queue", name="resume", value=job.nzo_id)
    answer = await ask(sab, "queue", name="delete", value=job.nzo_id, del_files=1)
    assert answer == {"status": True, "nzo_ids": [job.nzo_id]}


@pytest.mark.parametrize(
    ("value", "percent", "limit"),
    [
        ("50", "50", "30000000"),
        ("50%", "50", "30000000"),
        ("6000K", "10", "6144000"),
        ("0", "0", "0"),
    ],
)
async def test_the_speed_is_limited_in_percent_or_bytes(
    sab: FakeSabnzbd, value: str, percent: str, limit: str
) -> None:
    """Zero is no limit."""
    await ask(sab, "config", name="speedlimit", value=value)
    queue = (await ask(sab, "queue"))["queue"]
    assert (queue["speedlimit"], queue["speedlimit_abs"]) == (percent, limit)


async def test_a_news_server_is_tested_with_its_masked_password(sab: FakeSabnzbd) -> None:
    """A wrong password and an outage say why."""
    (server,) = (await ask(sab, "get_config", section="servers"))["config"]["servers"]
    fields = {
        "name": "test_server",
        "server": "news",
        "host": server["host"],
        "port": server["port"],
    }
    assert (await ask(sab, "config", **fields, password="*" * 10))["value"]["result"] is True
    wrong = await ask(sab, "config", **fields, password="guess")
    assert wrong["value"] == {"result": False, "message": "481 Invalid username or password"}
    sab.provider(active=False, test="502 Too many connections")
    down = await ask(sab, "config", **fields, password="*" * 10)
    assert down["value"]["message"] == "502 Too many connections"


async def test_a_category_is_added_by_configuration(sab: FakeSabnzbd) -> None:
    """It is offered at once."""
    await ask(sab, "set_config", section="categories", name="anime", dir="anime", priority="1")
    assert (await ask(sab, "get_cats"))["categories"] == ["*", "movies", "tv", "anime"]


async def test_every_call_is_written_down_without_the_key(sab: FakeSabnzbd) -> None:
    """Forms and queries alike."""
    await ask(sab, "retry", value="x")
    async with aiohttp.ClientSession() as session:
        await session.post(
            f"{sab.url}/api", data={"mode": "retry", "value": "y", "apikey": sab.api_key}
        )
    assert [call["value"] for call in sab.calls("retry")] == ["x", "y"]
    assert not any("apikey" in call for call in sab.calls("retry"))


async def test_it_misbehaves_like_every_fake(sab: FakeSabnzbd) -> None:
    """With the refusal of the real one for a key that is no longer right."""
    sab.misbehave(Mode.UNAUTHORISED)
    async with aiohttp.ClientSession() as session, session.get(f"{sab.url}/api") as answer:
        assert (answer.status, await answer.text()) == (403, "API Key Incorrect")


async def test_it_runs_by_hand() -> None:
    """It prints where it is and ends on SIGTERM."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.fakes.sabnzbd", "--port", "0", "--failures", "3"),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        line = (await asyncio.wait_for(process.stdout.readline(), 20)).decode()
        assert line.startswith("SABnzbd address: http://127.0.0.1:")
    finally:
        process.terminate()
        assert await process.wait() == 0
