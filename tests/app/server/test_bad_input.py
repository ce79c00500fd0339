"""What bad input gets: a clear problem each, nothing stored, and an app that goes on."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

import orjson
import pytest
import pytest_asyncio

from tests.app.support.events import event, events
from tests.app.support.server import AppServer, app_server

pytestmark = pytest.mark.asyncio(loop_scope="module")

KEPT: Final = 3


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def app(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[AppServer]:
    """Run one app for all that is refused; it has to bear all of it, and keep its few events."""
    async with app_server(tmp_path_factory.mktemp("app")) as server:
        await server.ask("POST", "/activity", json={"events": events(KEPT)})
        yield server


async def stored(app: AppServer) -> int:
    """Return how many events are in the history."""
    count: int = (await app.ask("GET", "/activity/stats")).json["events"]
    return count


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"{",
        b'{"events": [}',
        b"\xff\xfe",
        b'{"events": "\xc3"}',
        b'{"events": [NaN]}',
        b'{"events": [Infinity]}',
        b'{"events": [-Infinity]}',
        b'{"events": [1e999]}',
        b'{"events": ["\\ud800"]}',
        b'{"events": ["\x00"]}',
        b"\xef\xbb\xbf{}",
        b'{"events": []} trailing',
        b"'events'",
        b'{"events": [], "events": []}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"events": ' + b"[" * 200 + b"]" * 200 + b"}",
        b"9" * 5_000,
    ],
    ids=lambda body: repr(body[:24]),
)
async def test_what_is_not_json_is_refused(app: AppServer, body: bytes) -> None:
    """Half-sent, not UTF-8, numbers JSON has not, names twice, nested without end."""
    reply = await app.ask("POST", "/activity", data=body)
    assert (reply.status, reply.problem) == (400, "invalid-json")
    assert (await app.ask("GET", "/health")).status == 200


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"id": "not a ulid"}, "/events/1/id"),
        ({"id": 5}, "/events/1/id"),
        ({"at": "yesterday"}, "/events/1/at"),
        ({"at": 1764181800}, "/events/1/at"),
        ({"at": "1970-01-01T00:00:00Z"}, "/events/1/at"),
        ({"at": "9999-12-31T23:59:59Z"}, "/events/1/at"),
        ({"at": "2026-02-30T00:00:00Z"}, "/events/1/at"),
        ({"at": "2026-11-26T18:30:00"}, "/events/1/at"),
        ({"at": "2026-11-26T25:00:00Z"}, "/events/1/at"),
        ({"kind": "DROP TABLE activity_logs"}, "/events/1/kind"),
        ({"kind": None}, "/events/1/kind"),
        ({"severity": "catastrophic"}, "/events/1/severity"),
        ({"title": "a\x00b"}, "/events/1/title"),
        ({"title": "\x1b[31m"}, "/events/1/title"),
        ({"title": "x" * 201}, "/events/1/title"),
        ({"title": ["x"]}, "/events/1/title"),
        ({"data": []}, "/events/1/data"),
        ({"data": {"big": "x" * 20_000}}, "/events/1/data"),
        ({"surprise/~": 1}, "/events/1/surprise~1~0"),
    ],
    ids=str,
)
async def test_one_wrong_event_refuses_the_batch_and_is_pointed_at(
    app: AppServer, change: dict[str, Any], pointer: str
) -> None:
    """All or nothing, and what was sent is not repeated."""
    reply = await app.ask("POST", "/activity", json={"events": [event(0), event(1) | change]})
    assert (reply.status, reply.problem) == (422, "invalid-input")
    assert [error["pointer"] for error in reply.json["errors"]] == [pointer]
    assert reply.json["errors"][0]["where"] == "body"
    assert pointer in reply.json["detail"]
    assert await stored(app) == KEPT


async def test_many_wrong_things_are_counted_and_the_first_are_told(app: AppServer) -> None:
    """A problem has an end."""
    reply = await app.ask("POST", "/activity", json={"events": [{}] * 500})
    assert reply.status == 422
    assert len(reply.json["errors"]) == 50
    assert "(and 1499 more)" in reply.json["detail"]


@pytest.mark.parametrize(
    "body", [[], "text", 5, None, {"events": []}, {}, {"events": [event()] * 1_001}], ids=repr
)
async def test_a_body_of_another_shape_is_refused(app: AppServer, body: object) -> None:
    """Lists, numbers, too few, too many."""
    reply = await app.ask("POST", "/activity", data=orjson.dumps(body))
    assert (reply.status, reply.problem) == (422, "invalid-input")


async def test_numbers_are_kept_as_well_as_a_computer_can(tmp_path: Path) -> None:
    """A free-form value may hold any number; `1.0` is the integer 1 to JSON."""
    numbers = b'{"huge": %b, "whole": 5.0, "exact": 9007199254740993, "half": 0.5}' % (b"1" * 40)
    body = orjson.dumps({"events": [event(data={"limit": 1}, severity="info")]})
    async with app_server(tmp_path) as app:
        reply = await app.ask("POST", "/activity", data=body.replace(b'{"limit":1}', numbers))
        assert reply.status == 200
        (item,) = (await app.ask("GET", "/activity")).json["items"]
    assert item["data"] == {
        "huge": pytest.approx(int("1" * 40)),
        "whole": 5,
        "exact": 9007199254740993,
        "half": 0.5,
    }


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/json; charset=latin-1"},
        {"Content-Type": "nonsense"},
        {"Content-Encoding": "gzip"},
        {"Content-Encoding": "deflate"},
    ],
    ids=str,
)
async def test_a_body_that_is_not_plain_json_is_refused(
    app: AppServer, headers: dict[str, str]
) -> None:
    """Nothing is unpacked: a small body cannot become a large one."""
    reply = await app.ask("POST", "/activity", json={"events": [event()]}, headers=headers)
    assert (reply.status, reply.problem) == (415, "unsupported-media-type")
    assert await stored(app) == KEPT


async def test_a_body_that_is_too_large_is_refused_however_it_comes(tmp_path: Path) -> None:
    """Announced, or in pieces without an end."""
    async with app_server(tmp_path, body_limit_kb=64) as app:
        large = orjson.dumps({"events": events(400)})
        assert len(large) > 65_536
        reply = await app.ask("POST", "/activity", data=large)
        assert (reply.status, reply.problem) == (413, "body-too-large")
        assert reply.json["limit_bytes"] == 65_536

        async def pieces() -> Any:
            for _ in range(40):
                yield b" " * 4_096

        async with app.session.post(
            app.url + "/api/v1/activity",
            data=pieces(),
            headers=app.authorised | {"Content-Type": "application/json"},
        ) as response:
            assert response.status == 413
        assert await stored(app) == 0
        assert (await app.ask("POST", "/activity", json={"events": events(100)})).status == 200


async def test_questions_to_the_model_are_short(app: AppServer) -> None:
    """Their limit is lower than that of a batch."""
    reply = await app.ask("POST", "/requests/parse", json={"text": "x" * 100_000})
    assert (reply.status, reply.problem) == (413, "body-too-large")
    reply = await app.ask("POST", "/requests/parse", json={"text": "x" * 501})
    assert (reply.status, reply.json["errors"][0]["pointer"]) == (422, "/text")


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("colour=red", "/colour"),
        ("limit=0", "/limit"),
        ("limit=501", "/limit"),
        ("limit=ten", "/limit"),
        ("limit=", "/limit"),
        ("limit=5&limit=6", "/limit"),
        ("since=yesterday", "/since"),
        ("since=1970-01-01T00:00:00Z", "/since"),
        ("since=99999-01-01T00:00:00Z", "/since"),
        ("since=2026-11-26", "/since"),
        ("severity=loud", "/severity/0"),
        ("severity=info&severity=loud", "/severity/1"),
        ("severity=info,warning", "/severity/0"),
        ("q=" + "x" * 201, "/q"),
        ("cursor=1%20OR%201=1", "/cursor"),
        ("kind=" + "&kind=".join("abcdefghij") * 5, "/kind"),
        ("a%2Fb~=1", "/a~1b~0"),
    ],
)
async def test_a_wrong_parameter_is_named(app: AppServer, query: str, pointer: str) -> None:
    """Unknown ones and repeated ones too: they were meant to do something."""
    reply = await app.ask("GET", f"/activity?{query}")
    assert (reply.status, reply.problem) == (422, "invalid-input")
    assert pointer in [error["pointer"] for error in reply.json["errors"]]
    assert reply.json["errors"][0]["where"] == "query"


@pytest.mark.parametrize(
    "query", ["%", "a", "q=%ff", "&&", "&".join(f"a{n}=1" for n in range(500))]
)
async def test_a_query_that_is_none_is_refused(app: AppServer, query: str) -> None:
    """Without values, not UTF-8, without end."""
    async with app.session.get(
        f"{app.url}/api/v1/activity", headers=app.authorised, params=None
    ) as response:
        assert response.status == 200
    status, body = await raw(
        app,
        f"GET /api/v1/activity?{query} HTTP/1.1\r\nHost: x\r\n{bearer(app)}Connection: close\r\n\r\n",
    )
    assert status in {400, 422}, body
    assert b"urn:autoarr:problem:" in body


async def test_routes_without_parameters_refuse_them(app: AppServer) -> None:
    """A typo in the path often looks like this."""
    for path in ("/info?x=1", "/health?x=1", "/models?limit=5"):
        reply = await app.ask("GET", path)
        assert (reply.status, reply.problem) == (422, "invalid-input")


@pytest.mark.parametrize(
    "text",
    [
        "' OR 1=1 --",
        '"; DROP TABLE activity_logs; --',
        "title:dune AND NOT",
        "NEAR(a b, 5)",
        "*",
        '"',
        "^a",
        "()",
        "-",
        "{a b}: c",
        "\x00",
        "\x07\x1b",
        "Ünïcödé 🎬",
        " ",
        "%_\\",
        "a" * 200,
    ],
)
async def test_sql_and_search_syntax_in_a_search_text_are_just_text(
    app: AppServer, text: str
) -> None:
    """Found or not found, never an error, and nothing is lost."""
    async with app.session.get(
        f"{app.url}/api/v1/activity", params={"q": text}, headers=app.authorised
    ) as response:
        assert response.status in {200, 422}, await response.text()
    assert await stored(app) == KEPT


@pytest.mark.parametrize(
    ("method", "path", "status", "name"),
    [
        ("GET", "/nothing", 404, "not-found"),
        ("GET", "/activity/", 404, "not-found"),
        ("GET", "//", 404, "not-found"),
        ("GET", "//api/v2/info", 404, "not-found"),
        ("DELETE", "/activity", 405, "method-not-allowed"),
        ("PATCH", "/requests", 405, "method-not-allowed"),
        ("OPTIONS", "/info", 405, "method-not-allowed"),
        ("TRACE", "/info", 405, "method-not-allowed"),
        ("PROPFIND", "/info", 405, "method-not-allowed"),
        ("GET", "/ws", 426, "upgrade-required"),
        ("DELETE", "/models/..%2F..%2Ftoken", 404, "unknown-model"),
        ("DELETE", "/models/nothing", 404, "unknown-model"),
        ("POST", "/models/nothing/activate", 404, "unknown-model"),
        ("POST", "/models/nothing/download", 404, "unknown-model"),
        ("POST", "/models/%00/activate", 404, "unknown-model"),
    ],
)
async def test_what_is_not_there_is_a_problem_too(
    app: AppServer, method: str, path: str, status: int, name: str
) -> None:
    """Every answer speaks the same language."""
    reply = await app.ask(method, path)
    assert (reply.status, reply.problem) == (status, name)
    if status == 405:
        assert reply.headers["Allow"]


async def test_head_is_a_problem_without_a_body(app: AppServer) -> None:
    """It has none by definition."""
    reply = await app.ask("HEAD", "/info")
    assert (reply.status, reply.body) == (405, b"")
    assert reply.headers["Content-Type"] == "application/problem+json"


async def raw(app: AppServer, text: str | bytes) -> tuple[int, bytes]:
    """Send bytes as they are; return status and the whole answer."""
    reader, writer = await asyncio.open_connection(app.host, app.port)
    try:
        writer.write(text if isinstance(text, bytes) else text.encode("latin-1"))
        await writer.drain()
        answer = await asyncio.wait_for(reader.read(), 20)
    finally:
        writer.close()
    status = int(answer.split(b" ", 2)[1]) if answer else 0
    return status, answer


def bearer(app: AppServer) -> str:
    """Return the header line with the token."""
    return f"Authorization: Bearer {app.token}\r\n"


@pytest.mark.parametrize(
    "text",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 20_000 + b"\r\n\r\n",
        b"GET /" + b"y" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: \x00\r\n\r\n",
        b"POST /api/v1/activity HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    ],
    ids=lambda text: repr(text[:30]),
)
async def test_what_is_not_http_is_told_so(app: AppServer, text: bytes) -> None:
    """As a problem, and the connection is closed."""
    status, answer = await raw(app, text + b"\r\n\r\n")
    assert status == 400
    assert b"urn:autoarr:problem:invalid-request" in answer
    assert b"aiohttp" not in answer.lower()
    assert (await app.ask("GET", "/health")).status == 200


async def test_a_body_that_ends_too_early_stores_nothing(app: AppServer) -> None:
    """The client is gone; nobody is there to be told."""
    body = orjson.dumps({"events": events(10)})
    _, writer = await asyncio.open_connection(app.host, app.port)
    writer.write(
        f"POST /api/v1/activity HTTP/1.1\r\nHost: x\r\n{bearer(app)}"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body[:-5]
    )
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    assert await stored(app) == KEPT


async def test_a_client_may_wait_until_its_body_is_welcome(app: AppServer) -> None:
    """`Expect: 100-continue`; without a token nobody is asked for a body."""
    body = orjson.dumps({"events": events(1)}).decode()

    def head(authorisation: str) -> str:
        return (
            f"POST /api/v1/activity HTTP/1.1\r\nHost: x\r\n{authorisation}"
            "Content-Type: application/json\r\nExpect: 100-continue\r\nConnection: close\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )

    status, answer = await raw(app, head(bearer(app)) + body)
    assert status == 100
    assert b"HTTP/1.1 200 OK" in answer
    reader, writer = await asyncio.open_connection(app.host, app.port)
    writer.write(head("").encode())
    assert (await reader.readline()).startswith(b"HTTP/1.1 401")
    writer.close()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("abc-123_x.Y", True),
        ("x" * 64, True),
        ("x" * 65, False),
        ("two words", False),
        ('"quoted"', False),
        ("", False),
    ],
)
async def test_a_request_id_comes_back_if_it_is_fit_for_a_log(
    app: AppServer, given: str, kept: bool
) -> None:
    """Else there is a new one."""
    reply = await app.ask("GET", "/nothing", headers={"X-Request-Id": given})
    assert (reply.headers["X-Request-Id"] == given) is kept
    assert reply.json["request_id"] == reply.headers["X-Request-Id"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/requests/parse", {"text": "add dune"}),
        ("/requests/parse/batch", {"questions": [{"text": "add dune"}]}),
        ("/failures/classify", {"message": "no space left on device"}),
        (
            "/audit/explain",
            {"findings": [{"id": "a", "service": "radarr", "severity": "info", "title": "t"}]},
        ),
    ],
)
async def test_without_a_model_questions_are_told_so(
    app: AppServer, path: str, body: object
) -> None:
    """What is missing and what to do."""
    reply = await app.ask("POST", path, json=body)
    assert (reply.status, reply.problem) == (503, "no-model")
    assert len(reply.json["detail"]) > 20
