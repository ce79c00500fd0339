"""Scans in the background: when asked, and again and again."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path

from .library import Library
from .model import Section


class Scanner:
    """Brings libraries in step with the disk; each scan takes `seconds`, all are scanned `every` so many seconds."""

    def __init__(self, library: Library, *, seconds: float, every: float | None) -> None:
        self.seconds = seconds
        self._library = library
        self._every = every
        self._scans: set[asyncio.Task[None]] = set()
        self._clockwork: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to scan periodically, if that is wanted."""
        if self._every is not None:
            self._clockwork = asyncio.get_running_loop().create_task(
                self._periodically(self._every)
            )

    async def stop(self) -> None:
        """End everything."""
        tasks = [*self._scans, *([self._clockwork] if self._clockwork else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def scan(self, section: Section, path: Path | None = None) -> None:
        """Begin to scan a library, or one folder of it."""
        self._spawn(self._scan(section, path))

    async def done(self) -> None:
        """Wait until no scan is under way."""
        while scans := [task for task in self._scans if not task.done()]:
            await asyncio.wait(scans)

    async def _scan(self, section: Section, path: Path | None) -> None:
        """Scan, as slowly as told."""
        section.refreshing = True
        try:
            await asyncio.sleep(self.seconds)
            await asyncio.to_thread(self._library.scan, section, path)
        finally:
            section.refreshing = False

    async def _periodically(self, seconds: float) -> None:
        """Scan every library again and again."""
        while True:
            await asyncio.sleep(seconds)
            for section in self._library.sections.values():
                self.scan(section)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        """Run something in the background."""
        task = asyncio.get_running_loop().create_task(work)
        self._scans.add(task)
        task.add_done_callback(self._scans.discard)
