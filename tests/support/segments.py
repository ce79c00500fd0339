"""A segment store in memory, and a receiver of batches, that fail when a test asks for it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
import re

from custom_components.autoarr.journal.delivery import NotDelivered, Refused, TooLarge
from custom_components.autoarr.journal.ports import JsonObject, StoreError


@dataclass
class MemorySegments:
    """Keeps segments as a disk would; `fail` raises StoreError that many times."""

    files: dict[str, bytes] = field(default_factory=dict)
    fail: int = 0
    unreadable: set[str] = field(default_factory=set)
    peak: int = 0
    """The most bytes there ever were."""

    async def _touch(self) -> None:
        await asyncio.sleep(0)
        if self.fail > 0:
            self.fail -= 1
            raise StoreError("the folder could not be written: No space left on device")

    async def sizes(self) -> dict[str, int]:
        """Return the bytes in each segment."""
        await self._touch()
        return {name: len(data) for name, data in self.files.items()}

    async def read(self, name: str) -> bytes:
        """Return a segment."""
        await self._touch()
        if name in self.unreadable:
            raise StoreError("the folder could not be read: Input/output error")
        return self.files.get(name, b"")

    async def append(self, name: str, data: bytes) -> None:
        """Write at the end of a segment; it is written before its caller hears of it, as by a thread."""
        await self._touch()
        self.files[name] = self.files.get(name, b"") + data
        self.peak = max(self.peak, sum(map(len, self.files.values())))
        await asyncio.sleep(0)

    async def replace(self, name: str, data: bytes) -> None:
        """Put other content in the place of a segment."""
        await self._touch()
        self.files[name] = data

    async def remove(self, name: str) -> None:
        """Delete a segment."""
        await self._touch()
        self.files.pop(name, None)


@dataclass
class Receiver:
    """Takes batches as the app does: all of one or nothing, an event it has already is harmless."""

    events: dict[str, JsonObject] = field(default_factory=dict)
    batches: list[int] = field(default_factory=list)
    duplicates: int = 0
    trouble: list[NotDelivered] = field(default_factory=list)
    """What is raised for the next batches, one after the other."""
    bad: re.Pattern[str] | None = None
    """Titles that are refused."""
    points: bool = True
    """Whether a refusal says which events are at fault."""
    most: int | None = None
    """More events than this are too large."""

    async def __call__(self, events: Sequence[JsonObject]) -> None:
        """Take a batch."""
        await asyncio.sleep(0)
        if self.trouble:
            raise self.trouble.pop(0)
        if self.most is not None and len(events) > self.most:
            raise TooLarge("the body is too large")
        wrong = {n for n, e in enumerate(events) if self.bad and self.bad.search(str(e["title"]))}
        if wrong:
            raise Refused("invalid", positions=frozenset(wrong if self.points else ()))
        self.batches.append(len(events))
        for event in events:
            self.duplicates += event["id"] in self.events
            self.events[str(event["id"])] = event

    @property
    def titles(self) -> list[str]:
        """Return the titles of what arrived, in order, without gap events."""
        return [str(event["title"]) for event in self.events.values() if event["title"]]

    @property
    def gaps(self) -> list[JsonObject]:
        """Return the data of the gap events that arrived."""
        return [
            data
            for event in self.events.values()
            if event["kind"] == "journal_gap" and isinstance(data := event["data"], dict)
        ]

    @property
    def lost(self) -> int:
        """Return how many events the gap events count."""
        counts = [gap["lost"] for gap in self.gaps]
        return sum(count for count in counts if isinstance(count, int))
