"""Lets one action at a time change a title, and waits for the last one when AutoArr stops."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """Locks by name, and whether any is held."""

    def __init__(self) -> None:
        """Hold nothing."""
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @asynccontextmanager
    async def of(self, name: str) -> AsyncIterator[None]:
        """Wait until nobody else is at `name`, and be there."""
        lock = self._locks.setdefault(name, asyncio.Lock())
        self._waiting += 1
        self._idle.clear()
        try:
            async with lock:
                yield
        finally:
            self._waiting -= 1
            if not self._waiting:
                self._locks.clear()
                self._idle.set()

    async def idle(self, timeout: float) -> bool:  # noqa: ASYNC109
        """Wait until nobody is anywhere, at most `timeout` seconds; say whether it came to that."""
        try:
            async with asyncio.timeout(timeout):
                await self._idle.wait()
        except TimeoutError:
            return False
        return True
