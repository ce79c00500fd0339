"""Failures of this machine: a full disk, a folder that is none, a script; the release is whole."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
import shutil
import subprocess

import pytest

from custom_components.autoarr.recovery.causes import Cause, FaultOf, Kind
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import Mode, Strategy
from tests.e2e.stack.sabnzbd import Edition

from .editions import BOTH, EITHER_MODE, needs_sabnzbd
from .evidence import Seen
from .house import House
from .stories import NEXT, RETRIED, first_failure, left_alone

pytestmark = needs_sabnzbd

OLDER = pytest.mark.parametrize("edition", [Edition.OLDER], ids=["older"])


ROOMY = 10_000_000


@asynccontextmanager
async def small_disk(folder: Path, size: str) -> AsyncIterator[None]:
    """Have a folder on a disk of its own; skips the test where nothing may be mounted."""

    def mount(*options: str) -> bool:
        command = ["mount", "-t", "tmpfs", *options, "tmpfs", str(folder)]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0

    if shutil.which("mount") is None or not await asyncio.to_thread(mount, "-o", f"size={size}"):
        pytest.skip("a small disk cannot be mounted here: that takes root and CAP_SYS_ADMIN")
    try:
        yield
    finally:
        await asyncio.to_thread(subprocess.run, ["umount", "-l", str(folder)], check=True)


async def grow(folder: Path, size: str) -> None:
    """Give a small disk more space."""
    command = ["mount", "-o", f"remount,size={size}", str(folder)]
    await asyncio.to_thread(subprocess.run, command, check=True)


@BOTH
async def test_a_queue_that_sabnzbd_paused_for_want_of_space(house: House) -> None:
    """Nothing has failed: AutoArr neither resumes it nor takes it for an outage; a person does."""
    await house.sabnzbd.configure(download_free="900T")
    post = house.offer("WHOLE")
    await house.settle_in()
    await house.grab()

    async def paused() -> bool:
        return (await house.client.queue()).paused

    await house.until(paused)
    assert "Too little diskspace forcing PAUSE" in await house.sabnzbd.warned()
    await left_alone(house)
    assert house.engine.failures() == ()
    assert house.engine.pauses() == {}
    assert house.blocklisted() == []

    await house.sabnzbd.configure(download_free="")
    await house.sabnzbd.api("resume")
    await house.imported()
    assert house.from_file() == post.name


@OLDER
async def test_a_disk_that_is_full_while_unpacking(house: House, tmp_path: Path) -> None:
    """Radarr blocklists a good release for it; when there is space SABnzbd's retry finishes it, unfetched.

    5.1 looks for space before it unpacks, and pauses; 4.5 fails the job.
    """
    disk = tmp_path / "disk"
    disk.mkdir()
    async with small_disk(disk, "300k"):
        await house.sabnzbd.configure(complete_dir=str(disk))
        post = house.offer("WHOLE")
        seen = await first_failure(house, Mode.MANAGE)
        assert seen == Seen(cause=Cause.DISK_FULL, kind=Kind.DISK_FULL, at_fault=FaultOf.LOCAL)
        await house.rounds()
        assert house.blocklisted() == [post.name]
        await house.later(minutes=40)
        assert house.done() == []
        assert house.failure().reason == Reason.DISK_FULL

        await grow(disk, "50m")
        fetched = len(house.news.served)

        async def space() -> bool:
            return (await house.client.queue()).complete_free_bytes > ROOMY

        async def there() -> bool:
            return house.has_file()

        # SABnzbd looks at its disks every ten seconds.
        await house.until(space)
        await house.in_time(there, step=timedelta(minutes=30))
        assert house.done() == [RETRIED]
        assert len(house.news.served) == fetched
        assert len(house.grabs()) == len(house.indexer.searches) == 1
        assert house.blocklisted() == []
        assert house.from_file() == post.name
        await house.imported()
        assert house.failure().strategy is Strategy.RETRY_NOW
        assert await house.jobs() == {}


@BOTH
async def test_a_folder_that_is_in_the_way_in_manage(house: House) -> None:
    """What broke SABnzbd's post-processing is unclear, so it tries once more; the folder is mended by then."""
    in_the_way = house.sabnzbd.complete_dir / "movies"
    in_the_way.write_text("not a folder")
    post = house.offer("WHOLE")
    await house.settle_in()
    nzo_id = await house.grab()
    failed = await house.sabnzbd.ended(nzo_id)
    assert failed["fail_message"] == "Post-processing was aborted"
    in_the_way.unlink()
    fetched = len(house.news.served)
    await house.imported()
    failure = house.failure()
    assert (failure.cause, failure.kind) == (Cause.UNPACK, Kind.CRASHED)
    assert house.done() == [RETRIED]
    assert len(house.news.served) == fetched
    assert len(house.grabs()) == len(house.indexer.searches) == 1
    assert house.blocklisted() == []
    assert house.from_file() == post.name


async def test_a_folder_that_stays_in_the_way(house: House) -> None:
    """One retry, then other releases, as many searches as a day has for them; nothing goes round."""
    (house.sabnzbd.complete_dir / "movies").write_text("not a folder")
    names = [house.offer(f"WHOLE{number}").name for number in range(6)]
    await house.settle_in()
    await house.grab()

    async def searched_enough() -> bool:
        return any(failure.reason == Reason.SEARCH_LIMIT for failure in house.engine.failures())

    await house.in_time(searched_enough, within=timedelta(hours=3))
    assert house.done() == [RETRIED, NEXT, NEXT]
    assert house.grabbed() == names[:3]
    assert len(house.indexer.searches) == 3
    assert not house.has_file()


@BOTH
async def test_a_folder_that_is_in_the_way_in_assist(house: House) -> None:
    """Radarr takes another release by itself, and AutoArr looks on."""
    in_the_way = house.sabnzbd.complete_dir / "movies"
    in_the_way.write_text("not a folder")
    first, second = house.offer("WHOLE"), house.offer("ALSO")
    await house.settle_in(Mode.ASSIST)
    nzo_id = await house.grab()
    await house.sabnzbd.ended(nzo_id)
    in_the_way.unlink()
    await house.imported()
    assert house.grabbed() == [first.name, second.name]
    assert house.blocklisted() == [first.name]
    assert house.done() == []
    assert house.writes() == []


@EITHER_MODE
async def test_a_script_that_fails(house: House, mode: Mode) -> None:
    """The download is whole and lies where it belongs: never retried, never blamed, told to a person."""
    await house.sabnzbd.configure(script_can_fail=1)
    script = house.sabnzbd.scripts_dir / "notify.sh"
    script.write_text("#!/bin/sh\necho no such host\nexit 3\n")
    script.chmod(0o755)
    await house.sabnzbd.set_script("movies", "notify.sh")
    try:
        first = house.offer("WHOLE")
        seen = await first_failure(house, mode)
        assert seen == Seen(cause=Cause.SCRIPT, kind=Kind.SCRIPT_FAILED, at_fault=FaultOf.LOCAL)
        await house.later(hours=2)
        await house.rounds()
        assert house.failure().strategy is Strategy.REPORT
        assert house.grabbed() == [first.name]
        assert not house.has_file()
        assert house.done() == []
        assert house.writes() == []
        if mode is Mode.MANAGE:
            # In assist Radarr throws it away by itself.
            assert await house.jobs() == {first.name: "Failed"}
            assert list((house.sabnzbd.complete_dir / "movies").rglob("*.mkv"))
    finally:
        await house.sabnzbd.set_script("movies", "Default")
