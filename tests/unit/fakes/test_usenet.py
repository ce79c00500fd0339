"""The news server: it serves what is posted, or fails as it is told to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
import sys

import aiohttp
from aiohttp.test_utils import TestServer
import pytest

from tests.fakes.usenet import ArticleStore, NntpServer, UnknownFault
from tests.fakes.usenet.control import control_app

from .reading import decoded, post


class Reader:
    """A news reader that speaks as little NNTP as SABnzbd does."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self.writer = writer

    async def line(self) -> str:
        """Return one answer line, empty at the end of the connection."""
        return (await self._reader.readline()).decode().rstrip("\r\n")

    async def ask(self, command: str) -> str:
        """Send a command and return the answer line."""
        self.writer.write(f"{command}\r\n".encode())
        return await self.line()

    async def login(self, password: str = "news") -> str:
        """Greet and log in; return the last answer."""
        assert (await self.line()).startswith("200")
        assert (await self.ask("AUTHINFO USER reader")).startswith("381")
        return await self.ask(f"AUTHINFO PASS {password}")

    async def block(self) -> bytes:
        """Return a multi-line answer without its dots."""
        lines = []
        while (line := await self._reader.readline()) != b".\r\n":
            lines.append(line.removesuffix(b"\r\n").removeprefix(b"."))
        return b"\r\n".join(lines)

    async def body(self, message_id: str) -> bytes:
        """Return the body of an article."""
        assert (await self.ask(f"BODY <{message_id}>")).startswith("222")
        return await self.block()


@asynccontextmanager
async def connected(news: NntpServer) -> AsyncIterator[Reader]:
    """Return a reader that is connected and has read nothing yet."""
    reader, writer = await asyncio.open_connection("127.0.0.1", news.port)
    try:
        yield Reader(reader, writer)
    finally:
        writer.close()


@pytest.fixture
async def news(tmp_path: Path) -> AsyncIterator[NntpServer]:
    """Return a running news server."""
    async with NntpServer(ArticleStore(tmp_path / "articles")) as server:
        yield server


async def test_an_article_is_served_to_a_reader_that_is_logged_in(news: NntpServer) -> None:
    """Every byte value survives yEnc and the doubled dots."""
    made = post(news.store, bytes(range(256)) * 40)
    async with connected(news) as reader:
        assert (await reader.login()).startswith("281")
        served = [decoded(await reader.body(message_id)) for message_id in made.article_ids]
    assert b"".join(served) == bytes(range(256)) * 40
    assert news.counters.articles == len(made.article_ids)
    assert news.served == list(made.article_ids)


async def test_nothing_is_served_before_the_login(news: NntpServer) -> None:
    """RFC 4643: 480 until AUTHINFO succeeds."""
    made = post(news.store)
    async with connected(news) as reader:
        await reader.line()
        assert (await reader.ask(f"BODY <{made.article_ids[0]}>")).startswith("480")


async def test_a_wrong_password_is_refused_and_counted(news: NntpServer) -> None:
    """The connection ends as providers end it."""
    async with connected(news) as reader:
        assert (await reader.login("guess")).startswith("481")
        assert await reader.line() == ""
    assert news.counters.auth_failed == 1


async def test_a_reader_can_ask_whether_an_article_exists(news: NntpServer) -> None:
    """STAT is what a pre-check uses."""
    made = post(news.store)
    async with connected(news) as reader:
        await reader.login()
        assert (await reader.ask(f"STAT <{made.article_ids[0]}>")).startswith("223")
        assert (await reader.ask("STAT <nobody@news.invalid>")).startswith("430")
        assert (await reader.ask("GROUP alt.binaries.test")).startswith("211")
        assert (await reader.ask("XYZZY")).startswith("500")
        assert (await reader.ask("QUIT")).startswith("205")


@pytest.mark.parametrize(
    ("mode", "greeting"), [("too_many", "502 Too many"), ("down", "400 "), ("drop", "")]
)
async def test_a_server_in_trouble_says_so_or_nothing(
    news: NntpServer, mode: str, greeting: str
) -> None:
    """One line at most, then the end of the connection."""
    await news.behave(mode=mode)
    async with connected(news) as reader:
        assert (await reader.line()).startswith(greeting)
        assert await reader.line() == ""


@pytest.mark.parametrize(("mode", "answer"), [("auth_reject", "481"), ("auth_expired", "502")])
async def test_a_login_is_refused_in_either_way(news: NntpServer, mode: str, answer: str) -> None:
    """A wrong password and an account that was not paid differ in their code."""
    await news.behave(mode=mode)
    async with connected(news) as reader:
        assert (await reader.login()).startswith(answer)


async def test_a_hanging_server_answers_nothing(news: NntpServer) -> None:
    """The connection stays open."""
    await news.behave(mode="hang")
    async with connected(news) as reader:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(reader.line(), 0.2)


async def test_a_refusing_server_keeps_its_port_for_later(news: NntpServer) -> None:
    """A client that knows the port finds the server again."""
    port = news.port
    await news.behave(mode="refuse")
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", port)
    await news.recover()
    async with connected(news) as reader:
        assert (await reader.login()).startswith("281")


async def test_a_new_mode_ends_the_connections_that_are_open(news: NntpServer) -> None:
    """A client that is logged in must notice an outage."""
    async with connected(news) as reader:
        await reader.login()
        await news.behave(mode="down")
        assert await reader.line() == ""


async def test_single_articles_are_missing_damaged_or_end_the_connection(news: NntpServer) -> None:
    """Patterns are whole message-ids, words in them, or wildcards."""
    made = post(news.store)
    first, second, third = made.article_ids
    await news.behave(missing=[first], corrupt=["p0002"], err400=["*p0003*"])
    async with connected(news) as reader:
        await reader.login()
        assert (await reader.ask(f"BODY <{first}>")).startswith("430")
        with pytest.raises(AssertionError):
            decoded(await reader.body(second))
        assert (await reader.ask(f"BODY <{third}>")).startswith("400")
        assert await reader.line() == ""
    assert (news.counters.missing, news.counters.articles) == (1, 1)


async def test_an_article_can_take_its_time(news: NntpServer) -> None:
    """The delay is before each article."""
    made = post(news.store)
    await news.behave(delay=0.2)
    async with connected(news) as reader:
        await reader.login()
        begin = asyncio.get_running_loop().time()
        await reader.body(made.article_ids[0])
        assert asyncio.get_running_loop().time() - begin >= 0.2


@pytest.mark.parametrize(
    "changes", [{"mode": "odd"}, {"speed": 1}, {"delay": -1}, {"missing": "part"}]
)
async def test_a_fault_nobody_knows_is_refused(
    news: NntpServer, changes: dict[str, object]
) -> None:
    """The behaviour stays what it was."""
    with pytest.raises(UnknownFault):
        await news.behave(**changes)
    assert news.faults.mode == "ok"


async def test_faults_are_switched_over_http(news: NntpServer) -> None:
    """As a script does it that runs beside the server."""
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(TestServer(control_app(news)))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        address = server.make_url("/__fake__/misbehave")
        answer = await session.post(address, json={"mode": "down", "missing": ["part2"]})
        assert (await answer.json())["mode"] == "down"
        answer = await session.post(address, json={"mode": "odd"})
        assert answer.status == 400
        assert "odd" in (await answer.json())["error"]
        state = await (await session.get(server.make_url("/__fake__/state"))).json()
    assert state["faults"]["missing"] == ["part2"]
    assert news.faults.mode == "down"


async def test_it_runs_by_hand(tmp_path: Path) -> None:
    """It prints where it is and ends on SIGTERM."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.fakes.usenet", "--store", str(tmp_path), "--port", "0"),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        line = (await asyncio.wait_for(process.stdout.readline(), 20)).decode()
        assert line.startswith("News server 127.0.0.1:")
    finally:
        process.terminate()
        assert await process.wait() == 0
