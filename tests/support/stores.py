"""A state store in memory that fails and crashes when a test asks for it."""

import asyncio
from collections.abc import Callable
import json

from custom_components.autoarr.journal.ports import JsonObject, StoreError


class SimulatedCrash(BaseException):
    """The process dies here: no handler of the code under test may catch it."""


class MemoryStore:
    """Keeps JSON in memory as a disk would: what was saved is a copy, as text.

    `fail_saves` and `fail_loads` raise StoreError that many times; `crash_before_save`
    and `crash_after_save` raise SimulatedCrash once. A delayed save waits until
    `run_delayed`, or until a direct save replaces it.
    """

    def __init__(self, data: JsonObject | None = None) -> None:
        """Hold `data`, None for a store that was never written."""
        self._text = None if data is None else json.dumps(data)
        self._delayed: Callable[[], JsonObject] | None = None
        self.delay: float | None = None
        self.fail_saves = 0
        self.fail_loads = 0
        self.crash_before_save = False
        self.crash_after_save = False
        self.saves = 0

    @property
    def data(self) -> JsonObject | None:
        """Return what is kept, as a fresh copy."""
        if self._text is None:
            return None
        kept: JsonObject = json.loads(self._text)
        return kept

    @property
    def delayed(self) -> bool:
        """Say whether a delayed save waits."""
        return self._delayed is not None

    async def load(self) -> JsonObject | None:
        """Return what was saved last."""
        await asyncio.sleep(0)
        if self.fail_loads > 0:
            self.fail_loads -= 1
            raise StoreError("the file cannot be read: Input/output error")
        return self.data

    async def save(self, data: JsonObject) -> None:
        """Keep a copy of `data`."""
        text = json.dumps(data, allow_nan=False)
        await asyncio.sleep(0)
        if self.fail_saves > 0:
            self.fail_saves -= 1
            raise StoreError("the file cannot be written: No space left on device")
        if self.crash_before_save:
            self.crash_before_save = False
            raise SimulatedCrash
        self._text = text
        self._delayed = None
        self.delay = None
        self.saves += 1
        if self.crash_after_save:
            self.crash_after_save = False
            raise SimulatedCrash

    def save_later(self, data: Callable[[], JsonObject], delay: float) -> None:
        """Remember to save; `run_delayed` does it."""
        self._delayed = data
        self.delay = delay

    async def run_delayed(self) -> bool:
        """Do the delayed save as if its time had come; say whether there was one."""
        if self._delayed is None:
            return False
        data = self._delayed
        self._delayed = None
        await self.save(data())
        return True

    def reopened(self) -> MemoryStore:
        """Return the store as the next run finds it: delayed saves are lost."""
        return MemoryStore(self.data)
