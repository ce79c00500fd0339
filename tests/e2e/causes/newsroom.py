"""A news server that outlives a test, as the SABnzbd does that is connected to it."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
import threading
from typing import Any

from tests.fakes.usenet import ArticleStore, NntpCounters, NntpMode, NntpServer


class Newsroom:
    """The news server of one SABnzbd, in a thread and a loop of its own.

    SABnzbd would wait for 20 s before it uses a connection again that a server had ended.
    """

    def __init__(self, folder: Path) -> None:
        """Prepare it; it serves from `open` on."""
        self._server = NntpServer(ArticleStore(folder))
        self._disturbed = False
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="newsroom", daemon=True)
        self._thread.start()

    @property
    def store(self) -> ArticleStore:
        """Return its articles."""
        return self._server.store

    @property
    def counters(self) -> NntpCounters:
        """Return what this test has made it do."""
        return self._server.counters

    @property
    def served(self) -> list[str]:
        """Return the message-ids it has sent in this test."""
        return self._server.served

    @property
    def disturbed(self) -> bool:
        """Say whether connections were ended or held since `open`."""
        return self._disturbed

    async def open(self, port: int, folder: Path) -> None:
        """Serve well, from another folder and always on the same port, and count anew."""
        self._server.port = port
        self._server.store = ArticleStore(folder)
        self._server.counters = NntpCounters()
        self._server.served = []
        self._disturbed = False
        await self._do(self._server.recover())
        await self._do(self._server.start())

    async def behave(self, **changes: object) -> None:
        """Change some faults; raises UnknownFault."""
        mode = NntpMode(str(changes.get("mode", NntpMode.OK)))
        held = bool(changes.get("stuck"))
        self._disturbed = self._disturbed or held or mode is not NntpMode.OK
        await self._do(self._server.behave(**changes))

    async def recover(self) -> None:
        """Forget every fault."""
        await self._do(self._server.recover())

    def end(self) -> None:
        """End it for good."""
        asyncio.run_coroutine_threadsafe(self._server.stop(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    async def _do(self, work: Coroutine[Any, Any, None]) -> None:
        """Have its own loop do something."""
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))
