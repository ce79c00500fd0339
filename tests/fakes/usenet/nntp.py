"""A small news server for a real SABnzbd on loopback (RFC 3977, RFC 4643), whose faults are switched at run time."""

import asyncio
import contextlib
from typing import Self

from .faults import NntpCounters, NntpFaults, NntpMode, matches
from .store import Article, ArticleStore

_GREETINGS = {
    NntpMode.TOO_MANY: "502 Too many connections for your user",
    NntpMode.DOWN: "400 Service temporarily unavailable",
}
_FOUND = {"ARTICLE": 220, "HEAD": 221, "BODY": 222, "STAT": 223}


class NntpServer:
    """Serves the articles of a store; `async with NntpServer(store) as news: news.port`."""

    def __init__(
        self,
        store: ArticleStore,
        *,
        port: int = 0,
        username: str = "reader",
        password: str = "news",
    ) -> None:
        """Prepare a server; port 0 takes a free one and keeps it over `refuse`."""
        self.store = store
        self.port = port
        self.username = username
        self.password = password
        self.faults = NntpFaults()
        self.counters = NntpCounters()
        self.served: list[str] = []
        self.told_otherwise = asyncio.Event()
        self._server: asyncio.Server | None = None
        self._sessions: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop."""
        await self.stop()

    async def start(self) -> None:
        """Listen on loopback; does nothing when it listens already."""
        if self._server is None:
            self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Close the listener and every connection."""
        server, self._server = self._server, None
        if server is not None:
            server.close()
        await self._hang_up()
        if server is not None:
            await server.wait_closed()

    async def behave(self, **changes: object) -> None:
        """Change some faults, as `behave(mode="down")` or `behave(missing=["part2"])`; the others stay.

        A new mode ends every open connection, because a client that is logged in would not notice it.
        Raises UnknownFault.
        """
        before, self.faults = self.faults, self.faults.changed(changes)
        self.told_otherwise.set()
        self.told_otherwise = asyncio.Event()
        if before.mode == self.faults.mode:
            return
        if self.faults.mode is NntpMode.REFUSE:
            await self.stop()
        else:
            await self._hang_up()
            await self.start()

    async def recover(self) -> None:
        """Forget every fault."""
        await self.behave(**NntpFaults().as_dict())

    async def _hang_up(self) -> None:
        """End every open connection."""
        sessions = tuple(self._sessions)
        for session in sessions:
            session.cancel()
        await asyncio.gather(*sessions, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until either side ends it."""
        self.counters.connections += 1
        task = asyncio.current_task()
        if task is not None:
            self._sessions.add(task)
        try:
            await _Session(self, reader, writer).run()
        except ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError:
            pass
        except asyncio.CancelledError:
            if task is not None:
                task.uncancel()
        finally:
            if task is not None:
                self._sessions.discard(task)
            with contextlib.suppress(ConnectionError):
                writer.close()


class _Session:
    """The conversation over one connection."""

    def __init__(
        self, server: NntpServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Hold both ends."""
        self._server = server
        self._reader = reader
        self._writer = writer
        self._authorised = not server.username

    async def run(self) -> None:
        """Greet, then answer one command after the other."""
        mode = self._server.faults.mode
        if mode is NntpMode.DROP:
            return
        if mode is NntpMode.HANG:
            await asyncio.Event().wait()
        if greeting := _GREETINGS.get(mode):
            await self._say(greeting)
            return
        await self._say("200 ready (posting prohibited)")
        while line := await self._reader.readline():
            words = line.decode("utf-8", "replace").split()
            if words and not await self._answer(words):
                return

    async def _answer(self, words: list[str]) -> bool:
        """Answer one command; False ends the connection."""
        match [words[0].upper(), *words[1:]]:
            case ["QUIT", *_]:
                await self._say("205 bye")
                return False
            case ["CAPABILITIES", *_]:
                await self._say("101 capabilities\r\nVERSION 2\r\nREADER\r\nAUTHINFO USER\r\n.")
            case ["MODE", *_]:
                await self._say("200 reader")
            case ["DATE"]:
                await self._say("111 20260901000000")
            case ["AUTHINFO", kind, word, *_]:
                return await self._authorise(kind.upper(), word)
            case _ if not self._authorised:
                await self._say("480 authentication required")
            case ["GROUP", group]:
                await self._say(f"211 0 0 0 {group}")
            case [("ARTICLE" | "HEAD" | "BODY" | "STAT") as verb, message_id]:
                return await self._serve(verb, message_id.strip("<>"))
            case _:
                await self._say("500 unknown command")
        return True

    async def _authorise(self, kind: str, word: str) -> bool:
        """Take a user name or a password; False ends the connection."""
        server = self._server
        if kind == "USER":
            await self._say("381 password please")
            return True
        if server.faults.mode is NntpMode.AUTH_EXPIRED:
            refusal: str | None = "502 Your account has expired"
        elif server.faults.mode is NntpMode.AUTH_REJECT or word != server.password:
            refusal = "481 Invalid username or password"
        else:
            refusal = None
        if refusal:
            server.counters.auth_failed += 1
            await self._say(refusal)
            return False
        server.counters.logins += 1
        self._authorised = True
        await self._say("281 welcome")
        return True

    async def _serve(self, verb: str, message_id: str) -> bool:
        """Send one article or a part of it; False ends the connection."""
        server = self._server
        faults = server.faults
        if faults.delay:
            await asyncio.sleep(faults.delay)
        while matches(server.faults.stuck, message_id):
            await server.told_otherwise.wait()
        if matches(faults.err400, message_id):
            await self._say("400 going down")
            return False
        article = None if matches(faults.missing, message_id) else server.store.get(message_id)
        if article is None:
            server.counters.missing += 1
            await self._say("430 no such article")
            return True
        if matches(faults.corrupt, message_id):
            article = _damaged(article)
        if verb == "STAT":
            await self._say(f"223 0 <{message_id}>")
            return True
        server.counters.articles += 1
        server.served.append(message_id)
        parts = {
            "ARTICLE": article.head + b"\r\n\r\n" + article.body,
            "HEAD": article.head,
            "BODY": article.body,
        }
        await self._say(f"{_FOUND[verb]} 0 <{message_id}>")
        self._writer.write(_dot_stuffed(parts[verb]) + b"\r\n.\r\n")
        await self._writer.drain()
        return True

    async def _say(self, line: str) -> None:
        """Send one answer line."""
        self._writer.write(line.encode() + b"\r\n")
        await self._writer.drain()


def _dot_stuffed(text: bytes) -> bytes:
    """Double the dot at the beginning of a line (RFC 3977 section 3.1.1)."""
    return b"\r\n".join(
        b"." + line if line.startswith(b".") else line for line in text.split(b"\r\n")
    )


def _damaged(article: Article) -> Article:
    """Flip bits in the body of an article so that only its checksum tells."""
    body = bytearray(article.body)
    for at in range(300, len(body) - 60, 997):
        flipped = body[at] ^ 1
        if body[at] not in b"\r\n=." and flipped not in b"\0\r\n=.":
            body[at] = flipped
    return Article(head=article.head, body=bytes(body))
