"""The worker process speaks its protocol, survives what is not, and ends when it should."""

import asyncio
from collections.abc import AsyncIterator
import io
import os
from pathlib import Path
import sys
import time
from typing import Any, override

from hypothesis import given, strategies as st
import pytest

from autoarr_app.llm.frames import read_frame_async
from autoarr_app.llm.wire import (
    FRAME_LIMIT,
    Answers,
    Ask,
    BrokenFrame,
    FaultKind,
    Load,
    Loaded,
    Measure,
    Reply,
    Stop,
    Stopped,
    encode,
    parse_reply,
    read_frame,
)
from autoarr_app.protocol.state import Benchmark

ADDON = Path(__file__).parents[3] / "addon"
SENTENCE: dict[str, Any] = {"text": "get the expanse season 2 in 4k"}


class Worker:
    """A running worker process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Speak to this process."""
        assert process.stdin is not None
        assert process.stdout is not None
        self.process = process
        self.orders = process.stdin
        self.replies = process.stdout

    async def say(self, frame: bytes) -> Reply:
        """Send bytes and return the reply to them."""
        self.orders.write(frame)
        await self.orders.drain()
        body = await read_frame_async(self.replies)
        assert body is not None
        return parse_reply(body)

    async def order(self, order: Load | Ask | Measure | Stop) -> Reply:
        """Send an order and return its reply."""
        reply = await self.say(encode(order))
        assert reply.id == order.id
        return reply

    async def load(self, path: Path, state_dir: Path, **more: Any) -> Reply:
        """Load a model."""
        order = {"id": 1, "path": str(path), "model": "file:x", "threads": 1, **more}
        return await self.order(Load.model_validate(order | {"state_dir": str(state_dir)}))

    async def ask(self, task: str, *questions: dict[str, Any], ms: float = 60_000) -> Reply:
        """Ask questions."""
        return await self.order(Ask(id=2, task=task, questions=[*questions], deadline_ms=ms))

    async def ended(self) -> int:
        """Wait for the end, and return the exit code."""
        return await asyncio.wait_for(self.process.wait(), 30)

    def about(self, name: str) -> str:
        """Return what the system knows of the process."""
        return Path(f"/proc/{self.process.pid}/{name}").read_text(encoding="utf-8")


def wait_for_files(folder: Path, count: int) -> None:
    """Wait until there are that many states."""
    while len([*folder.glob("*.state")]) < count:
        time.sleep(0.01)


def beginning_of(path: Path, copy: Path) -> Path:
    """Return a file with the beginning of another."""
    copy.write_bytes(path.read_bytes()[:200_000])
    return copy


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    """Start a worker, and see to its end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "autoarr_app.llm.worker",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ADDON)},
    )
    yield Worker(process)
    if process.returncode is None:
        process.kill()
    await process.wait()


async def test_a_worker_loads_answers_measures_and_stops(
    worker: Worker, tiny: Path, tmp_path: Path
) -> None:
    """The life of a worker; it is the first to go when memory is short."""
    loaded = (await worker.load(tiny, tmp_path)).ok
    assert isinstance(loaded, Loaded)
    assert (loaded.threads, loaded.prefix_from_disk) == (1, False)
    assert loaded.resident_bytes > 1_000_000
    assert worker.about("oom_score_adj").strip() == "1000"
    assert worker.about("comm").strip() == "autoarr-model"
    answered = (await worker.ask("parse", SENTENCE, {"text": "turn on the lights"})).ok
    assert isinstance(answered, Answers)
    assert [answer["text"] for answer in answered.answers] == [
        SENTENCE["text"],
        "turn on the lights",
    ]
    assert len(answered.each_ms) == 2
    assert answered.counts.tokens_in > 0
    measured = (await worker.order(Measure(id=3))).ok
    assert isinstance(measured, Benchmark)
    assert isinstance((await worker.order(Stop(id=4))).ok, Stopped)
    assert await worker.ended() == 0


async def test_the_prefixes_of_all_tasks_are_made_while_nobody_asks(
    worker: Worker, tiny: Path, tmp_path: Path
) -> None:
    """The first question of each task finds its prefix, and the next start the vocabulary."""
    await worker.load(tiny, tmp_path)
    await asyncio.wait_for(asyncio.to_thread(wait_for_files, tmp_path, 3 + 1), 30)
    assert isinstance((await worker.ask("classify", {"message": "CRC failed"})).ok, Answers)


async def test_a_worker_ends_with_its_orders(worker: Worker) -> None:
    """A server that was killed leaves none behind."""
    worker.orders.close()
    assert await worker.ended() == 0


async def test_a_worker_without_a_model_says_so(worker: Worker) -> None:
    """It waits for one."""
    for reply in (await worker.ask("parse", SENTENCE), await worker.order(Measure(id=3))):
        assert reply.error is not None
        assert reply.error.kind is FaultKind.BAD_REQUEST


@pytest.mark.parametrize(
    "body",
    [b"{}", b"nonsense", b'{"id": 1, "do": "dance"}', b'{"id": -1, "do": "stop"}', b"[1, 2]"],
)
async def test_what_is_no_order_is_refused_and_the_next_one_heard(
    worker: Worker, body: bytes
) -> None:
    """A slip of the server is not the end of the worker."""
    reply = await worker.say(len(body).to_bytes(4, "big") + body)
    assert reply.error is not None
    assert (reply.id, reply.error.kind) == (None, FaultKind.BAD_REQUEST)
    assert isinstance((await worker.order(Stop(id=7))).ok, Stopped)


@pytest.mark.parametrize(
    "garbage",
    [b"GET / HTTP/1.1\r\n\r\n", b"\x00\x00\x00\x00", b"\x00\x00\x00\x09{", b"\xff" * 64],
    ids=["http", "nothing", "cut", "huge"],
)
async def test_a_stream_that_is_no_frames_ends_the_worker(worker: Worker, garbage: bytes) -> None:
    """Nobody could tell where the next order begins."""
    worker.orders.write(garbage)
    worker.orders.close()
    assert await worker.ended() == 2


async def test_questions_that_are_none_are_refused(
    worker: Worker, tiny: Path, tmp_path: Path
) -> None:
    """The message names the field, not what stood in it."""
    await worker.load(tiny, tmp_path)
    for task, question in (("parse", {"text": ""}), ("parse", {"txet": "a"}), ("sing", SENTENCE)):
        reply = await worker.ask(task, question)
        assert reply.error is not None
        assert reply.error.kind is FaultKind.BAD_REQUEST
    assert isinstance((await worker.ask("parse", SENTENCE)).ok, Answers)


async def test_a_deadline_ends_the_question_alone(
    worker: Worker, tiny: Path, tmp_path: Path
) -> None:
    """The worker stays usable."""
    await worker.load(tiny, tmp_path)
    reply = await worker.ask("parse", *[SENTENCE] * 20, ms=0.001)
    assert reply.error is not None
    assert reply.error.kind is FaultKind.DEADLINE
    assert isinstance((await worker.ask("parse", SENTENCE)).ok, Answers)


async def test_a_file_that_is_no_model_is_told_and_another_can_be_loaded(
    worker: Worker, tiny: Path, tmp_path: Path
) -> None:
    """A broken download is not the end of the worker."""
    broken = beginning_of(tiny, tmp_path / "broken.gguf")
    reply = await worker.load(broken, tmp_path)
    assert reply.error is not None
    assert reply.error.kind is FaultKind.INVALID_MODEL
    assert "broken.gguf" in reply.error.detail
    assert str(tmp_path) not in reply.error.detail
    assert isinstance((await worker.load(tiny, tmp_path)).ok, Loaded)
    assert isinstance((await worker.load(tiny, tmp_path)).ok, Loaded)


async def test_a_restarted_worker_answers_the_same_from_the_kept_prefix(
    worker: Worker, tiny: Path, tmp_path: Path
) -> None:
    """The state of another process is as good as one's own."""
    first = (await worker.load(tiny, tmp_path)).ok
    before = (await worker.ask("parse", SENTENCE)).ok
    second = (await worker.load(tiny, tmp_path)).ok
    after = (await worker.ask("parse", SENTENCE)).ok
    assert isinstance(first, Loaded)
    assert isinstance(second, Loaded)
    assert isinstance(before, Answers)
    assert isinstance(after, Answers)
    assert (first.prefix_from_disk, second.prefix_from_disk) == (False, True)
    assert after.answers == before.answers


@given(bodies=st.lists(st.binary(min_size=1, max_size=300), max_size=4), cut=st.integers(0, 20))
def test_frames_come_out_as_they_went_in(bodies: list[bytes], cut: int) -> None:
    """Also from a stream that gives a few bytes at a time; a cut is noticed."""
    whole = b"".join(len(body).to_bytes(4, "big") + body for body in bodies)

    class Trickle(io.RawIOBase):
        """Gives at most three bytes at once."""

        def __init__(self, data: bytes) -> None:
            """Give these bytes."""
            self._data = io.BytesIO(data)

        @override
        def read(self, size: int = -1, /) -> bytes:
            """Return a few bytes."""
            return self._data.read(min(size, 3))

    stream: Any = Trickle(whole)
    assert [read_frame(stream) for _ in bodies] == bodies
    assert read_frame(stream) is None
    if bodies and 0 < cut < len(bodies[-1]) + 4:
        short: Any = Trickle(whole[:-cut])
        for body in bodies[:-1]:
            assert read_frame(short) == body
        with pytest.raises(BrokenFrame):
            read_frame(short)


def test_a_frame_that_is_too_long_is_neither_written_nor_read() -> None:
    """Its length alone is refused, before anything is kept for it."""
    with pytest.raises(BrokenFrame):
        read_frame(io.BytesIO((FRAME_LIMIT + 1).to_bytes(4, "big")))
    with pytest.raises(BrokenFrame):
        encode(Load(id=1, path="x" * FRAME_LIMIT, model="m", threads=1, state_dir="s"))


@pytest.mark.parametrize("body", [b"{}", b"x", b'{"id": 1, "ok": {"a": 1}}'])
def test_what_is_no_reply_is_noticed(body: bytes) -> None:
    """The supervisor must not take it for an answer."""
    with pytest.raises(BrokenFrame):
        parse_reply(body)
