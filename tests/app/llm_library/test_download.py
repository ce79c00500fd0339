"""Downloads against a real HTTP server that misbehaves."""

import asyncio
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
import random

from hypothesis import given, strategies as st
import pytest

from autoarr_app.llm.download import Downloader, DownloadLimits, DownloadOrder, Timing, pause
from autoarr_app.llm.errors import DownloadFailed, DownloadRunning, NoSpace
from autoarr_app.llm.partfile import PartFile
from autoarr_app.protocol.state import DownloadProgress, DownloadStatus

from .source import (
    Source,
    chunked,
    drop_after,
    hang_after,
    ignore_range,
    redirect,
    status,
    wrong_range,
)

CONTENT = random.Random(7).randbytes(300_000)


class Sleeps:
    """Does not wait, and remembers how long it should have."""

    def __init__(self) -> None:
        """Begin with none."""
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        """Let others run, no more."""
        self.seconds.append(seconds)
        await asyncio.sleep(0)


@pytest.fixture
def sleeps() -> Sleeps:
    """Return the pauses between the tries."""
    return Sleeps()


@pytest.fixture
async def source() -> AsyncIterator[Source]:
    """Return a server with the file."""
    async with Source(content=CONTENT) as running:
        yield running


def downloader(sleeps: Sleeps, **limits: float) -> Downloader:
    """Return a downloader that does not wait between its tries."""
    values: dict[str, float] = {
        "retries": 3,
        "progress_bytes": 1_000,
        "block_bytes": 10_000,
        "report_every": 0,
        "spare_bytes": 0,
        "stall": 5,
    } | limits
    return Downloader(
        limits=DownloadLimits(**values),  # type: ignore[arg-type]
        timing=Timing(sleep=sleeps, random=lambda: 0.5),
    )


def order(folder: Path, url: str, *, checksum: str | None = None) -> DownloadOrder:
    """Return the order for the file of the server."""
    return DownloadOrder(
        name="Tiny",
        url=url,
        part=folder / "tiny.gguf.part",
        target=folder / "tiny.gguf",
        size_bytes=len(CONTENT),
        sha256=checksum or sha256(CONTENT).hexdigest(),
    )


def names_in(folder: Path) -> list[str]:
    """Return what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


async def fetch(what: Downloader, that: DownloadOrder) -> list[DownloadProgress]:
    """Download and return all that was reported."""
    reports: list[DownloadProgress] = []
    await what.fetch(that, reports.append)
    return reports


async def test_a_file_arrives_whole_readable_for_all_and_without_its_part(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """The plain case."""
    reports = await fetch(downloader(sleeps), order(tmp_path, source.url))

    target = tmp_path / "tiny.gguf"
    assert target.read_bytes() == CONTENT
    assert target.stat().st_mode & 0o777 == 0o644
    assert names_in(tmp_path) == ["tiny.gguf"]
    assert source.seen[0].encoding == "identity"
    assert reports[-1].status is DownloadStatus.VERIFYING
    received = [report.received_bytes for report in reports]
    assert received == sorted(received)
    assert received[-1] == reports[-1].total_bytes == len(CONTENT)
    assert sleeps.seconds == []


async def test_a_broken_connection_is_continued_where_it_broke(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """What arrived is not asked for again."""
    source.behaviours = [drop_after(100_000), drop_after(50_000)]

    await fetch(downloader(sleeps), order(tmp_path, source.url))

    assert (tmp_path / "tiny.gguf").read_bytes() == CONTENT
    starts = [int(seen.range.removeprefix("bytes=").rstrip("-") or 0) for seen in source.seen]
    assert starts[0] == 0
    assert 0 < starts[1] <= 100_000
    assert starts[1] < starts[2] <= 150_000
    assert [seen.if_range for seen in source.seen] == ["", '"v1"', '"v1"']


async def test_a_part_of_an_earlier_run_is_hashed_and_continued(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """The app was stopped in between."""
    (tmp_path / "tiny.gguf.part").write_bytes(CONTENT[:123_456])

    reports = await fetch(downloader(sleeps), order(tmp_path, source.url))

    assert (tmp_path / "tiny.gguf").read_bytes() == CONTENT
    assert source.seen[0].range == "bytes=123456-"
    assert reports[0].status is DownloadStatus.VERIFYING


async def test_a_complete_part_needs_no_request(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """The app was killed between the last byte and the renaming."""
    (tmp_path / "tiny.gguf.part").write_bytes(CONTENT)

    await fetch(downloader(sleeps), order(tmp_path, source.url))

    assert (tmp_path / "tiny.gguf").read_bytes() == CONTENT
    assert source.seen == []


async def test_a_part_longer_than_the_file_is_dropped(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """It cannot be of this file."""
    (tmp_path / "tiny.gguf.part").write_bytes(CONTENT + b"more")

    await fetch(downloader(sleeps), order(tmp_path, source.url))

    assert (tmp_path / "tiny.gguf").read_bytes() == CONTENT
    assert source.seen[0].range == ""


@pytest.mark.parametrize("kind", ["ignored", "shifted", "gone", "changed"])
async def test_a_server_that_does_not_continue_is_asked_from_the_beginning(
    tmp_path: Path, source: Source, sleeps: Sleeps, kind: str
) -> None:
    """Ranges ignored, a wrong part, 416, another version: never a file of two halves."""
    source.behaviours = {
        "ignored": [drop_after(100_000), ignore_range],
        "shifted": [drop_after(100_000), wrong_range(-7)],
        "gone": [drop_after(100_000), status(416)],
        "changed": [drop_after(100_000, etag='"v0"')],
    }[kind]

    await fetch(downloader(sleeps), order(tmp_path, source.url))

    assert (tmp_path / "tiny.gguf").read_bytes() == CONTENT


async def test_a_server_that_hangs_is_given_up_and_asked_again(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """Nothing arrives for the time that is allowed."""
    source.behaviours = [hang_after(60_000)]

    await fetch(downloader(sleeps, stall=0.2), order(tmp_path, source.url))

    assert (tmp_path / "tiny.gguf").read_bytes() == CONTENT
    assert len(source.seen) == 2


async def test_a_body_without_a_length_that_ends_early_is_continued(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """No error tells that something is missing; the size of the catalogue does."""
    source.behaviours = [chunked(lambda content: content[:90_000])]

    await fetch(downloader(sleeps), order(tmp_path, source.url))

    assert (tmp_path / "tiny.gguf").read_bytes() == CONTENT
    assert source.seen[1].range == "bytes=90000-"


async def test_busy_servers_say_when_to_come_back(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """429 and 503, with and without Retry-After; nobody makes us wait for a day."""
    source.behaviours = [
        status(429, Retry_After="17"),
        status(503),
        status(503, Retry_After="86400"),
    ]

    await fetch(downloader(sleeps), order(tmp_path, source.url))

    assert sleeps.seconds == [17, 4, 300]


async def test_a_server_that_never_recovers_is_given_up_with_the_part_kept(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """After so many tries without progress."""
    source.behaviours = [drop_after(100_000)]
    source.always = status(500)

    with pytest.raises(DownloadFailed, match="answered 500, 4 times in a row") as failed:
        await fetch(downloader(sleeps), order(tmp_path, source.url))

    assert "is kept" in failed.value.detail
    assert (tmp_path / "tiny.gguf.part").stat().st_size > 0
    assert not (tmp_path / "tiny.gguf").exists()


async def test_progress_is_rewarded_with_patience(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """A line that breaks ten times, but moves, is not given up."""
    source.behaviours = [drop_after(25_000) for _ in range(10)]

    await fetch(downloader(sleeps, retries=1), order(tmp_path, source.url))

    assert (tmp_path / "tiny.gguf").read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("code", "words"), [(404, "does not have it any more"), (403, "refuses it"), (400, "400")]
)
async def test_a_refusal_is_final(
    tmp_path: Path, source: Source, sleeps: Sleeps, code: int, words: str
) -> None:
    """Asking again would change nothing."""
    source.always = status(code)

    with pytest.raises(DownloadFailed, match=words):
        await fetch(downloader(sleeps), order(tmp_path, source.url))

    assert len(source.seen) == 1


async def test_a_file_of_another_length_is_refused_before_it_is_read(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """The source was changed; two gigabytes are not spent to find out."""
    source.content = CONTENT + b"x"

    with pytest.raises(DownloadFailed, match="300001 bytes where 300000 are left"):
        await fetch(downloader(sleeps), order(tmp_path, source.url))


async def test_a_body_longer_than_the_file_is_cut_off_and_thrown_away(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """A server without a length cannot fill the disk."""
    source.always = chunked(lambda content: content * 3)

    with pytest.raises(DownloadFailed, match="sends more than"):
        await fetch(downloader(sleeps), order(tmp_path, source.url))

    assert names_in(tmp_path) == []


async def test_garbage_of_the_right_length_is_deleted(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """A login page, a bad disk, an attacker: the checksum decides."""
    source.content = bytes(len(CONTENT))

    with pytest.raises(DownloadFailed, match="It was deleted"):
        await fetch(downloader(sleeps), order(tmp_path, source.url))

    assert names_in(tmp_path) == []


async def test_a_part_of_something_else_is_found_out_by_the_checksum(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """Its length says nothing about its bytes; the next try begins anew and succeeds."""
    (tmp_path / "tiny.gguf.part").write_bytes(bytes(1_000))

    with pytest.raises(DownloadFailed, match="SHA-256"):
        await fetch(downloader(sleeps), order(tmp_path, source.url))
    await fetch(downloader(sleeps), order(tmp_path, source.url))

    assert (tmp_path / "tiny.gguf").read_bytes() == CONTENT


async def test_redirects_within_this_machine_are_followed(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """Model hubs redirect to where the bytes are; signed addresses are passed on as they are."""
    source.behaviours = [redirect("/elsewhere?sig=a%2Fb%2B"), redirect("/model.gguf")]

    await fetch(downloader(sleeps), order(tmp_path, source.url))

    assert [seen.path for seen in source.seen] == ["/model.gguf", "/elsewhere", "/model.gguf"]


@pytest.mark.parametrize("target", ["http://192.0.2.1/model.gguf", "ftp://127.0.0.1/model.gguf"])
async def test_redirects_off_encryption_are_not_followed(
    tmp_path: Path, source: Source, sleeps: Sleeps, target: str
) -> None:
    """Nothing is fetched from there."""
    source.always = redirect(target)

    with pytest.raises(DownloadFailed, match="not encrypted"):
        await fetch(downloader(sleeps), order(tmp_path, source.url))


async def test_endless_redirects_end(tmp_path: Path, source: Source, sleeps: Sleeps) -> None:
    """A loop is noticed."""
    source.always = redirect("/model.gguf")

    with pytest.raises(DownloadFailed, match="without end"):
        await fetch(downloader(sleeps), order(tmp_path, source.url))


async def test_a_packed_body_is_refused(tmp_path: Path, source: Source, sleeps: Sleeps) -> None:
    """Its bytes are not the file's, and their number is not that of the catalogue."""
    source.always = status(200, Content_Encoding="br")

    with pytest.raises(DownloadFailed, match="packed"):
        await fetch(downloader(sleeps), order(tmp_path, source.url))


async def test_a_source_that_nobody_listens_at_is_explained(tmp_path: Path, sleeps: Sleeps) -> None:
    """No connection."""
    with pytest.raises(DownloadFailed, match="could not be reached"):
        await fetch(downloader(sleeps), order(tmp_path, "http://127.0.0.1:9/model.gguf"))


async def test_too_little_room_is_noticed_before_anything_is_asked_for(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """The spare gigabyte counts, and so do other downloads."""
    tight = downloader(sleeps, spare_bytes=1_000)
    tight.free = lambda _: len(CONTENT) + 1_500
    await fetch(tight, order(tmp_path, source.url))
    (tmp_path / "tiny.gguf").unlink()

    with pytest.raises(NoSpace, match="Make room"):
        await tight.fetch(order(tmp_path, source.url), lambda _: None, reserved=lambda: 501)

    assert len(source.seen) == 1


async def test_what_is_there_already_needs_no_room(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """Only the rest has to fit."""
    (tmp_path / "tiny.gguf.part").write_bytes(CONTENT[:299_000])
    tight = downloader(sleeps)
    tight.free = lambda _: 1_000

    await fetch(tight, order(tmp_path, source.url))

    assert (tmp_path / "tiny.gguf").read_bytes() == CONTENT


async def test_a_disk_that_fills_up_ends_the_download_with_its_reason(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """The kernel itself says that there is no room."""
    (tmp_path / "tiny.gguf.part").symlink_to("/dev/full")

    with pytest.raises(NoSpace, match="The disk is full"):
        await fetch(downloader(sleeps), order(tmp_path, source.url))

    assert not (tmp_path / "tiny.gguf").exists()
    assert sleeps.seconds == []


async def test_a_cancelled_download_keeps_what_it_has_and_goes_on_later(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """As at every shutdown."""
    source.behaviours = [hang_after(100_000)]
    started = asyncio.Event()

    def report(progress: DownloadProgress) -> None:
        if progress.received_bytes >= 50_000:
            started.set()

    task = asyncio.create_task(downloader(sleeps).fetch(order(tmp_path, source.url), report))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    kept = (tmp_path / "tiny.gguf.part").stat().st_size
    assert 50_000 <= kept <= 100_000
    await fetch(downloader(sleeps), order(tmp_path, source.url))
    assert source.seen[-1].range == f"bytes={kept}-"
    assert (tmp_path / "tiny.gguf").read_bytes() == CONTENT


async def test_two_servers_on_one_folder_do_not_write_into_one_file(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """The second is told."""
    other = PartFile(tmp_path / "tiny.gguf.part")
    try:
        with pytest.raises(DownloadRunning, match="another process"):
            await fetch(downloader(sleeps), order(tmp_path, source.url))
    finally:
        other.close()

    await fetch(downloader(sleeps), order(tmp_path, source.url))


async def test_a_folder_that_is_not_there_is_named(
    tmp_path: Path, source: Source, sleeps: Sleeps
) -> None:
    """Somebody removed it, or it cannot be written."""
    what = downloader(sleeps)
    what.free = lambda _: 10**9

    with pytest.raises(DownloadFailed, match="cannot be written"):
        await fetch(what, order(tmp_path / "gone", source.url))


async def test_the_proxy_of_the_environment_is_used(
    tmp_path: Path, source: Source, sleeps: Sleeps, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing listens at the address itself; the proxy has the file."""
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", source.url.removesuffix("/model.gguf"))

    await fetch(downloader(sleeps), order(tmp_path, "http://127.0.0.1:9/model.gguf"))

    assert (tmp_path / "tiny.gguf").read_bytes() == CONTENT


@given(attempt=st.integers(0, 10_000), dice=st.floats(0, 1))
def test_pauses_grow_and_stay_bounded(attempt: int, dice: float) -> None:
    """At least 80 % of the first, at most 120 % of the longest."""
    limits = DownloadLimits()
    seconds = pause(attempt, limits, dice)
    assert limits.first_pause * 0.8 <= seconds <= limits.longest_pause * 1.2 + 1e-9
    assert seconds <= pause(attempt + 1, limits, 1.0) + 1e-9
