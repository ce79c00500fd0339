"""When a part of the app fails: the right problem, the reason in the log, and nothing lost."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
import resource
import sys
import time

import aiohttp
from aiohttp import web
import orjson
import pytest
import structlog

from autoarr_app.auth import Guard
from autoarr_app.failures import problem_of
from autoarr_app.history import errors as history
from autoarr_app.limits import Gate, RateLimit
from autoarr_app.listener import bind, listen
from autoarr_app.llm import errors as llm
from autoarr_app.metrics import Metrics
from autoarr_app.middleware import Front
from autoarr_app.problems import ProblemType
from autoarr_app.routes import ROUTES
from tests.app.support.events import events
from tests.app.support.process import app_process
from tests.app.support.server import AppServer, Reply

TOKEN = "a-made-up-token-of-some-length"


def kinds(base: type[Exception]) -> Iterator[type[Exception]]:
    """Yield a class and all below it."""
    yield base
    for below in base.__subclasses__():
        yield from kinds(below)


def made(kind: type[Exception]) -> history.HistoryError | llm.ModelError:
    """Make an error of this kind."""
    if kind is llm.ModelBusy:
        return llm.ModelBusy("what happened", retry_after=2.5)
    if kind is llm.LicenceNotAccepted:
        return llm.LicenceNotAccepted("what happened", licence="qwen-research")
    err = kind("what happened")
    assert isinstance(err, (history.HistoryError, llm.ModelError))
    return err


@pytest.mark.parametrize(
    ("kind", "status", "name"),
    [
        (history.HistoryFull, 507, "history-full"),
        (history.HistoryBusy, 503, "overloaded"),
        (history.HistoryClosed, 503, "history-unavailable"),
        (history.HistoryUnusable, 503, "history-unavailable"),
        (llm.NoModel, 503, "no-model"),
        (llm.ModelBusy, 503, "model-busy"),
        (llm.ModelTimeout, 504, "model-timeout"),
        (llm.ModelCrashed, 502, "model-crashed"),
        (llm.UnknownModel, 404, "unknown-model"),
        (llm.LicenceNotAccepted, 409, "licence-not-accepted"),
        (llm.DoesNotFit, 409, "model-does-not-fit"),
        (llm.NoSpace, 507, "insufficient-storage"),
        (llm.InvalidModelFile, 409, "invalid-model-file"),
        (llm.DownloadRunning, 409, "download-running"),
        (llm.DownloadFailed, 502, "download-failed"),
        (llm.ModelInUse, 409, "model-in-use"),
    ],
)
def test_every_error_has_its_problem(kind: type[Exception], status: int, name: str) -> None:
    """The client is told what the part said."""
    problem = problem_of(made(kind))
    assert (problem.status, problem.kind, problem.detail) == (status, name, "what happened")


def test_no_error_is_without_a_problem() -> None:
    """Also those that are added later."""
    for kind in (*kinds(history.HistoryError), *kinds(llm.ModelError)):
        assert problem_of(made(kind)).status >= 400


def test_errors_carry_what_helps_the_client_on() -> None:
    """When to come back, which licence to show."""
    assert problem_of(made(llm.ModelBusy)).headers == {"Retry-After": "3"}
    assert problem_of(made(history.HistoryBusy)).headers == {"Retry-After": "5"}
    document = orjson.loads(problem_of(made(llm.LicenceNotAccepted)).document("id"))
    assert document["licence"] == "qwen-research"


def test_every_problem_is_declared_somewhere() -> None:
    """A problem that no operation has is dead, or forgotten in the document."""
    assert set().union(*(route.problems for route in ROUTES)) == set(ProblemType) - {
        # Of addresses that are no operation.
        ProblemType.NOT_FOUND,
        ProblemType.METHOD_NOT_ALLOWED,
    }


@pytest.fixture
async def faulty() -> AsyncIterator[str]:
    """Serve a handler that fails as nobody expects, behind the real checks."""

    async def fail(request: web.Request) -> web.Response:
        raise RuntimeError("the secret inside: 4711")

    front = Front(
        guard=Guard(TOKEN),
        rate=RateLimit(1_000_000, time.monotonic),
        gate=Gate(10, "requests"),
        origins=frozenset(),
        routes={},
        metrics=Metrics(),
        monotonic=time.monotonic,
    )

    @web.middleware
    async def through(request: web.Request, handler: object) -> web.StreamResponse:
        return await front.serve(request, handler)  # type: ignore[arg-type]

    app = web.Application(middlewares=[through])
    app.on_response_prepare.append(front.dress)
    app.router.add_get("/fail", fail)
    runner = web.AppRunner(app)
    await runner.setup()
    sock = bind("127.0.0.1", 0)
    server = await listen(runner, sock)
    yield f"http://127.0.0.1:{sock.getsockname()[1]}/fail"
    server.close()
    await runner.cleanup()


async def test_what_nobody_expected_is_told_in_the_log_and_not_to_the_client(faulty: str) -> None:
    """The request id connects the two."""
    with structlog.testing.capture_logs(
        processors=[structlog.contextvars.merge_contextvars]
    ) as log:
        async with (
            aiohttp.ClientSession() as session,
            session.get(faulty, headers={"Authorization": f"Bearer {TOKEN}"}) as response,
        ):
            reply = Reply(
                status=response.status, headers=response.headers, body=await response.read()
            )
    assert (reply.status, reply.problem) == (500, "internal-error")
    assert b"4711" not in reply.body
    assert b"RuntimeError" not in reply.body
    (line,) = [line for line in log if line["event"] == "unexpected_error"]
    assert line["request_id"] == reply.json["request_id"]
    assert line["exc_info"] is True


async def export_ids(app: AppServer) -> list[str]:
    """Return the ids of all stored events."""
    body = (await app.ask("GET", "/activity/export")).body
    return [orjson.loads(line)["id"] for line in body.splitlines()]


@pytest.mark.skipif(sys.platform != "linux", reason="limits the files of another process")
async def test_a_full_disk_is_told_and_costs_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """Nothing is half there; when there is room again the same batch goes in."""
    async with app_process(tmp_path) as (process, app):
        acknowledged = [item["id"] for item in events(50)]
        assert (await app.ask("POST", "/activity", json={"events": events(50)})).status == 200
        room = (tmp_path / "history.db-wal").stat().st_size + 20_000
        # To the app a file that may not grow is a disk that is full.
        resource.prlimit(process.process.pid, resource.RLIMIT_FSIZE, (room, -1))
        statuses = []
        batch = events(500, first=1_000, data={"text": "x" * 3_000})
        for _ in range(3):
            reply = await app.ask("POST", "/activity", json={"events": batch})
            statuses.append((reply.status, reply.problem))
        assert set(statuses) == {(507, "history-full")}
        assert (await app.ask("GET", "/info")).status == 200
        assert sorted(await export_ids(app)) == sorted(acknowledged)
        resource.prlimit(process.process.pid, resource.RLIMIT_FSIZE, (-1, -1))
        assert (await app.ask("POST", "/activity", json={"events": batch})).status == 200
        assert len(await export_ids(app)) == 550
        process.process.terminate()
        assert await process.ended() == 0


async def test_a_batch_whose_sender_leaves_is_kept_whole_or_not_at_all(app: AppServer) -> None:
    """Whenever it leaves; it will send the batch again and be told what is there."""
    for number, pause in enumerate((0, 0.001, 0.003, 0.006, 0.01, 0.02, 0.05)):
        batch = events(500, first=number * 500, data={"text": "x" * 500})
        body = orjson.dumps({"events": batch})
        _, writer = await asyncio.open_connection(app.host, app.port)
        writer.write(
            f"POST /api/v1/activity HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {app.token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        await writer.drain()
        await asyncio.sleep(pause)
        writer.transport.abort()
        receipt = (await app.ask("POST", "/activity", data=body)).json
        assert receipt in (
            {"accepted": 500, "duplicates": 0},
            {"accepted": 0, "duplicates": 500},
        )
    assert len(await export_ids(app)) == 7 * 500


async def test_a_snapshot_has_a_largest_size(app: AppServer) -> None:
    """One service's configuration is not megabytes."""
    snapshot = {
        "id": "01JDK3T8M0ZJX4W4Y5Q6R7S8T9",
        "at": "2026-11-26T18:30:00Z",
        "service": "radarr",
        "instance": "Radarr",
        "document": {"text": "x" * 512_000},
    }
    reply = await app.ask("PUT", "/snapshots", json={"items": [snapshot]})
    assert (reply.status, reply.problem) == (422, "invalid-input")
    assert reply.json["errors"][0]["pointer"] == "/items/0/document"
    snapshot["document"] = {"text": "x" * 500_000}
    reply = await app.ask("PUT", "/snapshots", json={"items": [snapshot]})
    assert reply.json == {"stored": 1, "unchanged": 0}
    assert (await app.ask("GET", "/snapshots")).json["items"] == [
        {**snapshot, "author": "unknown", "reason": "", "changes": []}
    ]
