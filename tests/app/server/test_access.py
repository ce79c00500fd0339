"""Who may ask: the token, web pages, and what is told to those who may not."""

from collections.abc import AsyncIterator
from pathlib import Path
import stat

import aiohttp
import pytest
import pytest_asyncio

from autoarr_app.auth import Guard, TokenError, read_or_make_token
from tests.app.support.server import AppServer, app_server

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def app(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[AppServer]:
    """Run one app for all who are not let in."""
    async with app_server(tmp_path_factory.mktemp("app")) as server:
        yield server


GUARDED = [
    ("GET", "/info"),
    ("GET", "/metrics"),
    ("GET", "//metrics"),
    ("GET", "/openapi.json"),
    ("GET", "//openapi.json"),
    ("GET", "/ws"),
    ("GET", "/activity"),
    ("POST", "/activity"),
    ("PUT", "/requests"),
    ("GET", "/models"),
    ("DELETE", "/models/qwen2.5-3b"),
    ("GET", "/nothing"),
    ("GET", "//"),
    ("PATCH", "/info"),
]


async def test_liveness_needs_no_token_and_says_nothing_else(app: AppServer) -> None:
    """Supervisor's watchdog has none."""
    reply = await app.ask("GET", "/health", token=False)
    assert (reply.status, reply.json) == (200, {"status": "ok"})
    assert reply.headers["Server"] == "AutoArr"
    assert "aiohttp" not in str(reply.headers).lower()


@pytest.mark.parametrize(("method", "path"), GUARDED)
async def test_everything_else_needs_the_token(app: AppServer, method: str, path: str) -> None:
    """Also what does not exist: nothing is learnt by asking."""
    reply = await app.ask(method, path, token=False)
    assert (reply.status, reply.problem) == (401, "unauthorized")
    assert reply.headers["WWW-Authenticate"] == 'Bearer realm="AutoArr"'


@pytest.mark.parametrize(
    "change",
    [
        lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
        lambda token: token[:-1],
        lambda token: token + "A",
        lambda token: token.swapcase(),
        lambda _: "",
        lambda token: "é" * len(token),
        lambda token: token * 100,
    ],
    ids=["last character", "shorter", "longer", "case", "empty", "not ascii", "very long"],
)
async def test_a_token_that_is_nearly_right_is_wrong(app: AppServer, change: object) -> None:
    """By its last character, for one."""
    assert callable(change)
    reply = await app.ask("GET", "/info", headers={"Authorization": f"Bearer {change(app.token)}"})
    assert (reply.status, reply.problem) == (401, "unauthorized")
    assert 'error="invalid_token"' in reply.headers["WWW-Authenticate"]
    assert app.token not in reply.body.decode()


@pytest.mark.parametrize("scheme", ["Basic", "Token", "", "BearerBearer"])
async def test_the_token_has_to_be_a_bearer_token(app: AppServer, scheme: str) -> None:
    """As the document says."""
    reply = await app.ask("GET", "/info", headers={"Authorization": f"{scheme} {app.token}"})
    assert reply.status == 401


async def test_the_scheme_may_be_written_in_any_case(app: AppServer) -> None:
    """RFC 9110 wants it."""
    reply = await app.ask("GET", "/info", headers={"Authorization": f"bEARER {app.token}"})
    assert reply.status == 200


async def test_the_token_is_no_parameter(app: AppServer) -> None:
    """Addresses end up in logs."""
    assert (await app.ask("GET", f"/info?token={app.token}", token=False)).status == 401


async def test_the_token_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    """It stays the same over restarts."""
    file = tmp_path / "data" / "token"
    async with app_server(tmp_path / "data") as first:
        token = first.token
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir() if path.name.startswith(".")] == []
    async with app_server(tmp_path / "data") as second:
        assert second.token == token == file.read_text().strip()
        assert (await second.ask("GET", "/info")).status == 200


async def test_a_token_that_others_can_read_is_taken_away_from_them(tmp_path: Path) -> None:
    """Somebody may have copied it by hand."""
    file = tmp_path / "token"
    file.write_text("x" * 40)
    file.chmod(0o644)
    assert read_or_make_token(file) == "x" * 40
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["", "\n", "short", "x" * 600, "two words " * 5, "é" * 40])
async def test_a_file_without_a_usable_token_is_refused(tmp_path: Path, content: str) -> None:
    """Never replaced in silence: somebody relies on what was in it."""
    file = tmp_path / "token"
    file.write_text(content)
    with pytest.raises(TokenError, match=str(file)) as error:
        read_or_make_token(file)
    assert "delete the file" in str(error.value)
    assert file.read_text() == content


async def test_a_token_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A folder, for one."""
    with pytest.raises(TokenError, match="cannot be read"):
        read_or_make_token(tmp_path)
    with pytest.raises(TokenError, match="cannot be written"):
        read_or_make_token(tmp_path / "missing" / "token")


async def test_a_guard_admits_its_token_alone() -> None:
    """Also with headers that are no headers."""
    guard = Guard("t" * 30)
    assert guard.admits("Bearer " + "t" * 30)
    for header in (None, "", "Bearer", "Bearer ", "t" * 30, "Bearer " + "t" * 29, "\udcff"):
        assert not guard.admits(header)


async def test_web_pages_may_not_ask_unless_they_are_named(tmp_path: Path) -> None:
    """No CORS by default."""
    foreign = {"Origin": "https://evil.example"}
    async with app_server(tmp_path / "none") as app:
        for path in ("/info", "/health"):
            reply = await app.ask("GET", path, headers=foreign)
            assert (reply.status, reply.problem) == (403, "origin-not-allowed")
            assert "Access-Control-Allow-Origin" not in reply.headers
    async with app_server(tmp_path / "one", allowed_origins=["https://ha.example:8123"]) as app:
        own = {"Origin": "https://ha.example:8123"}
        reply = await app.ask("GET", "/info", headers=own)
        assert reply.status == 200
        assert reply.headers["Access-Control-Allow-Origin"] == own["Origin"]
        assert reply.headers["Vary"] == "Origin"
        for origin in ("https://evil.example", "https://ha.example", "null", ""):
            reply = await app.ask("GET", "/info", headers={"Origin": origin})
            assert reply.status == 403
        reply = await app.ask("GET", "/info", headers=own, token=False)
        assert (reply.status, reply.headers["Access-Control-Allow-Origin"]) == (401, own["Origin"])


async def test_a_preflight_is_answered_for_named_origins_only(tmp_path: Path) -> None:
    """A browser asks without a token."""
    asked = {"Access-Control-Request-Method": "POST"}
    own = {"Origin": "https://ha.example"}
    async with app_server(tmp_path, allowed_origins=["https://ha.example"]) as app:
        reply = await app.ask("OPTIONS", "/activity", headers=own | asked, token=False)
        assert reply.status == 204
        assert "Authorization" in reply.headers["Access-Control-Allow-Headers"]
        reply = await app.ask(
            "OPTIONS", "/activity", headers={"Origin": "https://x.example"} | asked, token=False
        )
        assert reply.status == 403
        reply = await app.ask("OPTIONS", "/activity", headers=own)
        assert (reply.status, reply.problem) == (405, "method-not-allowed")


async def test_a_websocket_is_refused_without_token_and_from_foreign_pages(app: AppServer) -> None:
    """Browsers do not keep pages from opening WebSockets."""
    for headers, status in (
        ({}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        (app.authorised | {"Origin": "https://evil.example"}, 403),
    ):
        with pytest.raises(aiohttp.WSServerHandshakeError) as error:
            await app.session.ws_connect(app.url + "/api/v1/ws", headers=headers)
        assert error.value.status == status
