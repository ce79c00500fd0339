"""The app is announced to the Supervisor once it answers, patiently, and without a word about tokens."""

import asyncio
from collections.abc import AsyncIterator
from itertools import islice, pairwise
import os
from pathlib import Path
import socket
import sys

from hypothesis import given, strategies as st
import pytest

from autoarr_app.discovery import Announcement, announce
from autoarr_app.patience import Patience, Refused, pauses

from . import ADDON
from .fake_supervisor import TOKEN, FakeSupervisor, running

SECRET = "the-made-up-access-token-of-the-app"


class Waiter:
    """Waits for nothing, and remembers for how long it was asked to."""

    def __init__(self) -> None:
        """Begin with no pause."""
        self.pauses: list[float] = []
        self.said: list[str] = []
        self._paused = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        """Let the others work, no longer."""
        self.pauses.append(seconds)
        self._paused.set()
        await asyncio.sleep(0)

    async def reach(self, pauses: int) -> None:
        """Return when that many pauses were made."""
        while len(self.pauses) < pauses:
            self._paused.clear()
            await self._paused.wait()


@pytest.fixture(name="supervisor")
async def supervisor_fixture() -> AsyncIterator[FakeSupervisor]:
    """Return a Supervisor that listens."""
    async with running(FakeSupervisor()) as supervisor:
        yield supervisor


@pytest.fixture(name="waiter")
def waiter_fixture() -> Waiter:
    """Return what waits."""
    return Waiter()


@pytest.fixture(name="announcement")
def announcement_fixture(supervisor: FakeSupervisor, tmp_path: Path) -> Announcement:
    """Return what is announced."""
    token_file = tmp_path / "token"
    token_file.write_text(f"{SECRET}\n", "ascii")
    return Announcement(
        supervisor=supervisor.url,
        supervisor_token=TOKEN,
        host="0123abcd-autoarr",
        port=8099,
        app=supervisor.url,
        token_file=token_file,
    )


async def tell(announcement: Announcement, waiter: Waiter) -> None:
    """Announce it."""
    await announce(announcement, Patience(sleep=waiter.sleep, say=waiter.said.append))


async def test_it_is_announced_with_host_port_and_token(
    announcement: Announcement, supervisor: FakeSupervisor, waiter: Waiter
) -> None:
    """That is what the integration needs to pair itself."""
    await tell(announcement, waiter)
    config = {"host": "0123abcd-autoarr", "port": 8099, "token": SECRET}
    assert supervisor.messages == [{"service": "autoarr", "config": config}]
    assert not waiter.pauses


async def test_it_waits_until_the_app_answers(
    announcement: Announcement, supervisor: FakeSupervisor, waiter: Waiter
) -> None:
    """An app that is announced too early would be asked in vain."""
    supervisor.liveness = [503, 503, 500]
    await tell(announcement, waiter)
    assert supervisor.asked == ["health"] * 4 + ["discovery"]
    assert waiter.pauses == [0.5, 1, 2]
    assert len(waiter.said) == 2


async def test_it_waits_for_an_app_that_does_not_listen_yet(
    announcement: Announcement, supervisor: FakeSupervisor, waiter: Waiter, tmp_path: Path
) -> None:
    """As in the first second of each start."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    late = Announcement(
        supervisor=supervisor.url,
        supervisor_token=TOKEN,
        host="here",
        port=port,
        app=f"http://127.0.0.1:{port}",
        token_file=announcement.token_file,
    )
    attempt = asyncio.create_task(tell(late, waiter))
    await waiter.reach(3)
    assert not attempt.done()
    attempt.cancel()
    await asyncio.gather(attempt, return_exceptions=True)
    assert waiter.said == ["the app does not answer yet; trying again"]
    assert not supervisor.messages


@pytest.mark.parametrize("status", [429, 500, 502, 503])
async def test_a_supervisor_in_trouble_is_asked_again(
    status: int, announcement: Announcement, supervisor: FakeSupervisor, waiter: Waiter
) -> None:
    """It starts and updates itself while apps run."""
    supervisor.failures = [status, status]
    await tell(announcement, waiter)
    assert len(supervisor.messages) == 1
    assert waiter.pauses == [0.5, 1]


async def test_a_refusal_is_final_and_tells_no_token(
    announcement: Announcement, supervisor: FakeSupervisor, waiter: Waiter
) -> None:
    """Even when the Supervisor repeats everything it was sent."""
    supervisor.offered = frozenset()
    with pytest.raises(Refused, match="status 403") as refused:
        await tell(announcement, waiter)
    assert supervisor.asked.count("discovery") == 1
    said = f"{refused.value} {waiter.said} {announcement!r}"
    assert SECRET not in said
    assert TOKEN not in said


async def test_a_token_that_is_not_there_yet_is_waited_for(
    announcement: Announcement, supervisor: FakeSupervisor, waiter: Waiter
) -> None:
    """The server makes it on first start."""
    announcement.token_file.unlink()
    attempt = asyncio.create_task(tell(announcement, waiter))
    await waiter.reach(2)
    announcement.token_file.write_text(SECRET, "ascii")
    await attempt
    assert supervisor.messages[0]["config"]["token"] == SECRET


@given(st.floats(min_value=0.01, max_value=10), st.floats(min_value=10, max_value=1_000))
def test_pauses_grow_up_to_a_limit(first: float, most: float) -> None:
    """Never shorter than the one before, never beyond the limit, and there in the end."""
    taken = list(islice(pauses(first, most), 64))
    assert taken[0] == first
    assert all(before <= after <= most for before, after in pairwise(taken))
    assert taken[-1] == most


async def run(tmp_path: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    """Run it as the container does; return its status and what it wrote."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "autoarr_app.discovery",
        "--options",
        str(tmp_path / "options.json"),
        *arguments,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ADDON), **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, output.decode()


async def test_the_program_announces_what_the_settings_say(
    announcement: Announcement, supervisor: FakeSupervisor, tmp_path: Path
) -> None:
    """With the name of this machine, as the network of the Supervisor knows it."""
    status, output = await run(
        tmp_path,
        "--supervisor",
        supervisor.url,
        SUPERVISOR_TOKEN=TOKEN,
        AUTOARR_PORT=str(supervisor.port),
        AUTOARR_DATA_DIR=str(tmp_path),
    )
    assert status == 0, output
    config = {"host": socket.gethostname(), "port": supervisor.port, "token": SECRET}
    assert supervisor.messages == [{"service": "autoarr", "config": config}]
    assert SECRET not in output
    assert TOKEN not in output


async def test_the_program_says_that_it_was_refused(
    announcement: Announcement, supervisor: FakeSupervisor, tmp_path: Path
) -> None:
    """In one line, with a status of its own."""
    supervisor.offered = frozenset()
    status, output = await run(
        tmp_path,
        "--supervisor",
        supervisor.url,
        SUPERVISOR_TOKEN=TOKEN,
        AUTOARR_PORT=str(supervisor.port),
        AUTOARR_DATA_DIR=str(tmp_path),
    )
    assert status == 1
    assert "Home Assistant will not find the app by itself" in output
    assert len(output.splitlines()) == 1
    assert SECRET not in output
    assert TOKEN not in output


async def test_without_a_supervisor_nothing_is_announced(tmp_path: Path) -> None:
    """Under plain Docker the program ends at once, and well."""
    status, output = await run(tmp_path, AUTOARR_DATA_DIR=str(tmp_path))
    assert status == 0
    assert "no Supervisor" in output


async def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    """The server ends with the same words."""
    status, output = await run(tmp_path, SUPERVISOR_TOKEN=TOKEN, AUTOARR_PORT="http")
    assert status == 2
    assert "AUTOARR_PORT" in output
