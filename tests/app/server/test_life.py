"""The life of the process: it starts or says why not, and stops with everything finished."""

import asyncio
from pathlib import Path
import re
import signal
import socket
import sys

import aiohttp
import pytest

from autoarr_app.listener import ListenError, bind
from autoarr_app.server import StartError
from tests.app.support.events import event, events
from tests.app.support.process import app_process, launch
from tests.app.support.server import AppServer, app_server


async def refused(*arguments: str, environment: dict[str, str] | None = None) -> str:
    """Start the app, which has to refuse; return the one line it says."""
    app = await launch(*arguments, environment=environment)
    assert await app.ended() == 2
    assert "Traceback" not in "\n".join([*app.errors, *app.lines])
    (line,) = app.errors
    assert line.startswith("autoarr_app: ")
    return line.removeprefix("autoarr_app: ")


async def test_a_wrong_setting_is_one_line(tmp_path: Path) -> None:
    """Which, where and why."""
    line = await refused("--model=none", environment={"AUTOARR_PORT": "eighty"})
    assert line.startswith('option "port" in environment variable AUTOARR_PORT: ')


async def test_a_port_in_use_is_one_line(tmp_path: Path) -> None:
    """And the history is not touched."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        line = await refused(f"--data-dir={tmp_path}", f"--port={port}", "--model=none")
    assert f"port {port}" in line
    assert not (tmp_path / "history.db").exists()


@pytest.mark.parametrize("host", ["host.invalid", "x" * 200, "192.0.2.77", "a..b"])
def test_a_host_that_is_not_ours_is_named(host: str) -> None:
    """Also names that can be none."""
    with pytest.raises(ListenError, match=re.escape(host)):
        bind(host, 0)


async def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file in its place, for one."""
    file = tmp_path / "file"
    file.touch()
    for folder in (file, file / "below", Path("/proc/autoarr")):
        with pytest.raises(StartError, match=f"data folder {folder} cannot be written"):
            async with app_server(folder):
                pass


async def test_an_unusable_token_file_is_named_and_left_alone(tmp_path: Path) -> None:
    """Somebody relies on it."""
    (tmp_path / "token").write_text("short")
    with pytest.raises(StartError, match=str(tmp_path / "token")):
        async with app_server(tmp_path):
            pass
    assert (tmp_path / "token").read_text() == "short"
    assert not (tmp_path / "history.db").exists()


async def test_two_servers_do_not_share_a_history(tmp_path: Path) -> None:
    """The second one says so; the first one goes on."""
    async with app_process(tmp_path) as (_, app):
        line = await refused(f"--data-dir={tmp_path}", "--port=0", "--model=none")
        assert "history" in line.lower()
        assert (await app.ask("POST", "/activity", json={"events": [event()]})).status == 200


async def test_an_interrupt_ends_it_with_success(tmp_path: Path) -> None:
    """As SIGTERM does; nothing is said but that."""
    async with app_process(tmp_path) as (process, app):
        assert (await app.ask("GET", "/info")).status == 200
        process.process.send_signal(signal.SIGINT)
        assert await process.ended() == 0
        assert process.said("stopped")
        assert process.errors == []


async def post_until_refused(app: AppServer, first: int) -> list[str]:
    """Store events one batch after the other; return the ids that were acknowledged."""
    acknowledged: list[str] = []
    while True:
        batch = events(20, first=first + len(acknowledged))
        try:
            reply = await app.ask("POST", "/activity", json={"events": batch})
        except aiohttp.ClientError:
            return acknowledged
        if reply.status != 200:
            return acknowledged
        acknowledged += [item["id"] for item in batch]


async def test_what_was_acknowledged_while_it_stopped_is_there_after_the_start(
    tmp_path: Path,
) -> None:
    """Writes under way are finished, later ones refused, none is half there."""
    async with app_process(tmp_path) as (process, app):
        writers = [
            asyncio.create_task(post_until_refused(app, first))
            for first in range(0, 8_000_000, 1_000_000)
        ]
        await asyncio.sleep(0.5)
        process.process.terminate()
        acknowledged = [name for writer in writers for name in await writer]
        assert await process.ended() == 0
        assert not [line for line in process.log if line["level"] == "error"]
    assert len(acknowledged) >= 20
    async with app_process(tmp_path) as (_, app):
        kept = set()
        export = await app.ask("GET", "/activity/export")
        for line in export.body.decode().splitlines():
            kept.add(line.split('"id":"', 1)[1][:26])
        assert kept >= set(acknowledged)
        assert len(kept) % 20 == 0


async def test_the_info_stays_the_same_over_a_restart_where_it_should(tmp_path: Path) -> None:
    """The instance is its data folder."""
    async with app_server(tmp_path) as app:
        first = (await app.ask("GET", "/info")).json
    async with app_server(tmp_path) as app:
        second = (await app.ask("GET", "/info")).json
    assert first["instance_id"] == second["instance_id"]
    assert first["protocol"] == {"min": 1, "max": 1}
    assert first["history"]["healthy"] is True
    assert first["model"]["status"] == "none"


async def test_every_request_is_one_line_of_the_log_and_no_secret_is_in_it(tmp_path: Path) -> None:
    """The route is named, not the address."""
    secret = "made-up-key-0123456789"
    environment = {"AUTOARR_REMOTE_API_KEY": secret, "AUTOARR_COLOUR": "red"}
    async with app_process(tmp_path, environment=environment) as (process, app):
        await app.ask("GET", "/activity?q=hello", headers={"X-Request-Id": "mine"})
        await app.ask("DELETE", f"/models/{app.token}")
        await app.ask("GET", f"/info?token={app.token}&api_key={secret}")
        await app.ask("GET", f"/{app.token}", headers={"Authorization": f"Bearer {secret}"})
        process.process.terminate()
        await process.ended()
        lines = process.said("request")
        assert [(line["method"], line["route"], line["status"]) for line in lines] == [
            ("GET", "/api/v1/activity", 200),
            ("DELETE", "/api/v1/models/{model_id}", 404),
            ("GET", "/api/v1/info", 422),
            ("GET", "unknown", 401),
        ]
        assert lines[0]["request_id"] == "mine"
        everything = "\n".join([*process.lines, *process.errors])
        assert app.token not in everything
        assert secret not in everything
        assert "hello" not in everything
        assert [line["detail"] for line in process.said("unknown_option")] == [
            'there is no option "colour" (environment variable AUTOARR_COLOUR)'
        ]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_the_server_itself_loads_nothing_of_the_model(tmp_path: Path) -> None:
    """That is what its own process is for; and memory is scarce."""
    async with app_process(tmp_path) as (process, app):
        await app.ask("POST", "/requests/parse", json={"text": "add dune"})
        maps = await asyncio.to_thread(Path(f"/proc/{process.process.pid}/maps").read_text)
        assert "numpy" not in maps
        assert "llama" not in maps
