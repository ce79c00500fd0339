"""What the real companion app is told: everything, once, whatever happens to either side."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
import logging
import os
from pathlib import Path
import signal
import stat
import sys
from typing import Any

from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import HomeAssistant
import pytest

from custom_components.autoarr.companion.files import SegmentFiles, outbox_folder
from custom_components.autoarr.journal.events import Severity
from custom_components.autoarr.journal.ports import StoreError
from tests.app.support.process import app_process
from tests.app.support.server import AppServer, app_server
from tests.fakes.app import FakeApp
from tests.integration.companion import (
    announce,
    announcement,
    connection,
    delivered,
    history,
    link_of,
    look,
    note,
    segments,
    set_up_with,
    titles,
)
from tests.integration.house import ask, hub_of, poll, restart, until
from tests.integration.stack import FADED, SENTENCE, release, stack


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Allow the real app its timer: a client that still reads is cut off half a minute after the app stopped."""
    return True


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir: str) -> str:
    """Keep the outbox in a folder of this test."""
    return hass_tmp_config_dir


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Return the data folder of the app."""
    return tmp_path / "app"


@pytest.fixture
async def app(data_dir: Path) -> AsyncIterator[AppServer]:
    """Run the real app."""
    async with app_server(data_dir) as running:
        yield running


async def test_what_happens_is_in_the_history(hass: HomeAssistant, app: AppServer) -> None:
    """By itself, as it is in the journal, and nothing waits afterwards."""
    entry = await set_up_with(hass, app)
    event = note(entry, "Dune", Severity.WARNING)

    await until(lambda: _is_there(app, "Dune"))

    [kept] = [one for one in await history(app) if one["title"] == "Dune"]
    assert (kept["id"], kept["kind"], kept["severity"]) == (event.id, "recovered", "warning")
    assert kept["correlation"] == event.correlation
    await until(lambda: not segments(hass))


async def _is_there(app: AppServer, title: str) -> bool:
    """Say whether the app has an event."""
    return title in await titles(app)


async def test_what_happened_before_the_app_came_is_told_too(
    hass: HomeAssistant, app: AppServer
) -> None:
    """As far as the journal goes back."""
    entry = await set_up_with(hass, None)
    note(entry, "Heat")
    note(entry, "Dune")
    assert not segments(hass)

    await announce(hass, announcement(app))
    await until(lambda: _is_there(app, "Dune"))

    assert await titles(app) == ["Heat", "Dune"]


async def test_an_app_with_a_new_history_is_told_again(hass: HomeAssistant, tmp_path: Path) -> None:
    """It was installed anew, or its disk was exchanged."""
    async with app_server(tmp_path / "old") as old:
        entry = await set_up_with(hass, old)
        note(entry, "Dune")
        await until(lambda: _is_there(old, "Dune"))
        port = old.port
    async with app_server(tmp_path / "new", port=port) as new:
        app = {"app": connection(new)}
        hass.config_entries.async_update_entry(entry, data=app)
        await hass.async_block_till_done()
        await until(lambda: _is_there(new, "Dune"))


@pytest.mark.parametrize(("rows", "again"), [(10, False), (3, True)])
async def test_an_app_whose_history_went_back_is_told_again(
    hass: HomeAssistant, rows: int, again: bool
) -> None:
    """An old backup was restored, or a damaged file was replaced; a mere restart loses nothing."""
    async with FakeApp() as app:
        app.history = app.history.model_copy(update={"rows": 10})
        entry = await set_up_with(hass, app)
        event = note(entry, "Dune")
        await delivered(entry)
        await look(hass, entry)
        app.events.clear()
        app.started += timedelta(minutes=5)
        app.history = app.history.model_copy(update={"rows": rows})

        await look(hass, entry)
        await delivered(entry)

        assert (event.id in app.events) is again


async def test_an_app_that_is_away_gets_everything_when_it_is_back(
    hass: HomeAssistant, data_dir: Path
) -> None:
    """In order, once, also across a restart of Home Assistant."""
    async with app_server(data_dir) as app:
        entry = await set_up_with(hass, app)
        note(entry, "Film 0")
        await delivered(entry)
        port = app.port
    note(entry, "Film 1")
    await look(hass, entry)
    note(entry, "Film 2")
    await until(lambda: segments(hass))
    await restart(hass, entry)
    note(entry, "Film 3")

    async with app_server(data_dir, port=port) as app:
        await look(hass, entry)
        await until(lambda: _is_there(app, "Film 3"))

        assert await titles(app) == [f"Film {number}" for number in range(4)]
        await until(lambda: not segments(hass))
        # The pool holds a connection; an app that shuts down would wait for it.
        await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize("times", [3])
async def test_an_app_that_is_killed_again_and_again_loses_nothing(
    hass: HomeAssistant, data_dir: Path, times: int
) -> None:
    """With kill -9, while it is being told."""
    port = 0
    entry = None
    count = 0
    for _ in range(times):
        async with app_process(data_dir, *([f"--port={port}"] if port else [])) as (process, app):
            port = app.port
            if entry is None:
                entry = await set_up_with(hass, app)
            await look(hass, entry)
            for _ in range(300):
                note(entry, f"Film {count}")
                count += 1
            flush = asyncio.create_task(link_of(entry).outbox.flush())
            await asyncio.sleep(0.01)
            os.kill(process.process.pid, signal.SIGKILL)
            await process.process.wait()
            await flush
    assert entry is not None
    async with app_process(data_dir, f"--port={port}") as (_, app):
        await look(hass, entry)
        await delivered(entry)
        found: list[str] = []
        cursor = ""
        while True:
            reply = (await app.ask("GET", f"/activity?limit=500{cursor}")).json
            found += [event["title"] for event in reply["items"] if event["title"]]
            if reply["next"] is None:
                break
            cursor = f"&cursor={reply['next']}"
        assert found[::-1] == [f"Film {number}" for number in range(count)]


async def test_home_assistant_stops_without_leaving_much(
    hass: HomeAssistant, app: AppServer
) -> None:
    """What happened last is sent on the way out."""
    entry = await set_up_with(hass, app)
    note(entry, "Dune")
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    await hass.async_block_till_done()

    assert await titles(app) == ["Dune"]
    assert not segments(hass)


async def test_an_app_that_hangs_does_not_keep_home_assistant_from_stopping(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What could not be sent is on disk."""
    monkeypatch.setattr("custom_components.autoarr.companion.link.STOP_WAIT", 0.05)
    caplog.set_level(logging.DEBUG)
    async with FakeApp() as app:
        entry = await set_up_with(hass, app)
        app.misbehave("slow", seconds=30)
        note(entry, "Dune")
        assert await hass.config_entries.async_unload(entry.entry_id)
        assert app.requests_to("/api/v1/activity")
    assert "sent after the next start" in caplog.text

    [segment] = segments(hass)
    assert b"Dune" in segment.read_bytes()


async def test_requests_and_failures_are_in_the_history_in_their_latest_state(
    hass: HomeAssistant, app: AppServer, tmp_path: Path
) -> None:
    """From the sentence to the failure that was repaired."""
    async with stack(hass, tmp_path) as house:
        house.indexer.add(release(FADED))
        data = {"app": connection(app)}
        hass.config_entries.async_update_entry(house.entry, data=data)
        await hass.async_block_till_done()
        await house.manage()
        await ask(hass, "request", confirm=True, text=SENTENCE)
        await house.minute()
        await house.fail()
        await poll(hass, house.entry)

        async def told() -> list[dict[str, Any]]:
            return list((await app.ask("GET", "/failures")).json["items"])

        [failure] = await until(told)
        [request] = (await app.ask("GET", "/requests")).json["items"]

        assert request["title"] == "Dune (2021)"
        assert request["external_ids"]["tmdb"] == "438631"
        assert request["text"] == SENTENCE
        assert (failure["cause"], failure["title"]) == ("article_missing", "Dune (2021)")
        assert failure["quality"] == "WEBDL-2160p"
        assert failure["indexer"]
        assert failure["name"] == FADED
        stats = (await app.ask("GET", "/activity/stats")).json
        assert [tally["key"] for tally in stats["by_quality"]] == ["WEBDL-2160p"]


async def test_the_history_holds_no_credential(hass: HomeAssistant, app: AppServer) -> None:
    """Although somebody asked for it by name."""
    entry = await set_up_with(hass, app)
    await ask(hass, "request", confirm=True, text=f"add the movie {app.token}")
    note(entry, f"apikey={app.token}")
    await delivered(entry)
    await link_of(entry)._request_mirror.send()

    everything = str(await history(app)) + (await app.ask("GET", "/requests")).body.decode()
    assert app.token not in everything


async def test_what_the_app_refuses_is_counted_and_keeps_nothing_up(
    hass: HomeAssistant, app: AppServer
) -> None:
    """An event of a clock that was never set."""
    entry = await set_up_with(hass, app)
    hub = hub_of(entry)
    note(entry, "Before")
    await link_of(entry).outbox.keep()
    link_of(entry).outbox._backlog._buffer.append(
        b'{"id":"01JDK3T8M0ZJX4W4Y5Q6R7S8T9","at":"1970-01-01T00:00:00+00:00","kind":"recovered",'
        b'"severity":"info","correlation":"","service":"","instance":"","title":"1970","data":{}}\n'
    )
    note(entry, "After")
    await delivered(entry)

    assert await titles(app) == ["Before", "After"]
    [gap] = [event for event in await history(app) if event["kind"] == "journal_gap"]
    assert gap["data"] == {"store": "outbox", "lost": 1, "refused": 1}
    assert hub.journal.recent(10)


async def test_batches_shrink_to_what_the_app_takes(hass: HomeAssistant, data_dir: Path) -> None:
    """Its limit on bodies may be lower than ours on batches."""
    async with app_server(data_dir, body_limit_kb=64) as app:
        entry = await set_up_with(hass, app)
        for number in range(400):
            note(entry, f"Film {number} {'x' * 150}")
        await delivered(entry)
        assert (await app.ask("GET", "/activity/stats")).json["events"] == 400
        await hass.config_entries.async_unload(entry.entry_id)


async def test_a_busy_app_is_left_alone_as_long_as_it_asks(hass: HomeAssistant) -> None:
    """And nothing is lost by that."""
    async with FakeApp() as app:
        entry = await set_up_with(hass, app)
        event = note(entry, "Dune")
        app.misbehave("rate_limit", retry_after=123)
        outbox = link_of(entry).outbox
        assert not await outbox.flush()
        assert outbox._retry_after == 123
        app.behave()
        assert await outbox.flush()
        assert event.id in app.events


async def test_a_disk_that_fails_does_not_end_the_hub(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither when what is known of the app cannot be read or written, nor when its outbox cannot be deleted."""

    async def fail(*_: object) -> None:
        raise StoreError("the disk is broken")

    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    outbox_folder(hass).mkdir(parents=True)
    async with FakeApp() as app:
        with monkeypatch.context() as patched:
            patched.setattr("custom_components.autoarr.companion.link.StateFile.load", fail)
            patched.setattr("custom_components.autoarr.companion.link.StateFile.save", fail)
            entry = await set_up_with(hass, app)
            event = note(entry, "Dune")
            await delivered(entry)
            assert event.id in app.events
            await restart(hass, entry)
            assert "it is sent again" in caplog.text
            assert "could not be written down" in caplog.text
        monkeypatch.setattr("custom_components.autoarr.companion.files.shutil.rmtree", refuse)
        hass.config_entries.async_update_entry(entry, data={})
        await hass.async_block_till_done()
        assert "could not be deleted" in caplog.text
        assert hub_of(entry).app is None


# ── the files ──


async def test_the_outbox_is_for_its_owner_only(hass: HomeAssistant) -> None:
    """As everything under .storage."""
    async with FakeApp() as app:
        entry = await set_up_with(hass, app)
        app.misbehave("down")
        await look(hass, entry)
        note(entry, "Dune")
        await link_of(entry).outbox.keep()

        [segment] = segments(hass)
        assert stat.S_IMODE(segment.stat().st_mode) == 0o600
        assert stat.S_IMODE(segment.parent.stat().st_mode) == 0o700


async def test_files_do_as_the_outbox_expects(hass: HomeAssistant) -> None:
    """They grow, are replaced as a whole, and go."""
    files = SegmentFiles(hass, outbox_folder(hass))
    assert await files.sizes() == {}
    assert await files.read("000000000001") == b""
    await files.append("000000000001", b"a\n")
    await files.append("000000000001", b"b\n")
    await files.append("000000000002", b"c\n")
    assert await files.read("000000000001") == b"a\nb\n"
    await files.replace("000000000001", b"x\n")
    (outbox_folder(hass) / "000000000003.tmp").write_bytes(b"half")

    assert await files.sizes() == {"000000000001": 2, "000000000002": 2}
    assert not list(outbox_folder(hass).glob("*.tmp"))
    await files.remove("000000000001")
    await files.remove("000000000001")
    assert await files.sizes() == {"000000000002": 2}


async def test_a_write_that_fails_half_way_leaves_nothing_of_it(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line would be damaged for ever, and its event there twice."""
    files = SegmentFiles(hass, outbox_folder(hass))
    await files.append("000000000001", b"whole\n")
    write = os.write
    calls = iter([3])

    def full(descriptor: int, data: memoryview) -> int:
        if (count := next(calls, None)) is None:
            raise OSError(28, "No space left on device")
        return write(descriptor, data[:count])

    with monkeypatch.context() as patched:
        patched.setattr("custom_components.autoarr.companion.files.os.write", full)
        with pytest.raises(StoreError, match="No space left"):
            await files.append("000000000001", b"another\n")

    assert await files.read("000000000001") == b"whole\n"


WRITER = """
import asyncio, sys
from pathlib import Path
from random import Random
from custom_components.autoarr.companion.files import SegmentFiles
from custom_components.autoarr.journal.delivery import Undeliverable
from custom_components.autoarr.journal.journal import Journal
from custom_components.autoarr.journal.events import EventKind
from custom_components.autoarr.journal.outbox import Outbox
from tests.support.clock import ManualClock
from tests.support.stores import MemoryStore

class Threads:
    async def async_add_executor_job(self, job):
        return await asyncio.to_thread(job)

async def deliver(events):
    raise Undeliverable("away")

async def main():
    clock = ManualClock()
    outbox = Outbox(segments=SegmentFiles(Threads(), Path(sys.argv[1])), deliver=deliver,
                    clock=clock, rng=Random(1), segment_bytes=4_000)
    journal = Journal(clock=clock, pending=MemoryStore(), ring=MemoryStore())
    journal.subscribe(outbox.add)
    await outbox.load()
    number = int(sys.argv[2])
    while True:
        journal.record(EventKind.RECOVERED, correlation="", title=f"Film {number}")
        await outbox.keep()
        print(number, flush=True)
        number += 1

asyncio.run(main())
"""


async def test_a_killed_home_assistant_loses_nothing_that_was_written_down(
    hass: HomeAssistant, app: AppServer
) -> None:
    """Kill -9 at any moment, several times: all of it arrives, once, in order."""
    folder = outbox_folder(hass)
    acknowledged: list[int] = []
    for _ in range(2):
        writer = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            WRITER,
            str(folder),
            str(len(acknowledged)),
            stdout=asyncio.subprocess.PIPE,
        )
        assert writer.stdout is not None
        lines = [int(await writer.stdout.readline()) for _ in range(40)]
        writer.kill()
        lines += [int(line) for line in (await writer.stdout.read()).split()]
        await writer.wait()
        acknowledged += lines

    entry = await set_up_with(hass, app)
    await delivered(entry)

    arrived = [int(title.split()[1]) for title in await titles(app)]
    assert set(acknowledged) <= set(arrived)
    assert len(arrived) - len(set(acknowledged)) <= 2, "at most the one under way each time"
    assert not segments(hass)
