"""What waits to be sent: written down at once, in segments, within a size."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
import logging
from typing import Final

from .events import EventKind, Severity, build_event
from .ports import Clock, JsonObject, StoreError
from .segments import NOTHING_LOST, Lost, SegmentStore, decode, encode, given_up, thin

_LOGGER = logging.getLogger(__name__)

CAP_BYTES: Final = 20 * 1024 * 1024
SEGMENT_BYTES: Final = 256 * 1024
BUFFER_EVENTS: Final = 5_000
"""How many events wait in memory at most while the disk takes none."""
READ_TRIES: Final = 3


class Backlog:
    """Events on disk, oldest first; beyond the cap those that are only information go first.

    In the place of what was given up stays a `journal_gap` event that counts it.
    """

    def __init__(
        self,
        *,
        segments: SegmentStore,
        clock: Clock,
        new_id: Callable[[datetime], str],
        cap: int = CAP_BYTES,
        segment_bytes: int = SEGMENT_BYTES,
    ) -> None:
        """Start empty; `load` finds what earlier runs left."""
        self._segments = segments
        self._clock = clock
        self._new_id = new_id
        self._cap = cap
        self._segment_bytes = segment_bytes
        self._disk = asyncio.Lock()
        self._keeping: set[asyncio.Task[None]] = set()
        self._buffer: list[bytes] = []
        self._sizes: dict[str, int] = {}
        self._last_name = ""
        self._loaded = False
        self._writing: str | None = None
        self._reading: str | None = None
        self._taken: dict[str, int] = {}
        self._lean: set[str] = set()
        self._unreadable: dict[str, int] = {}
        self._overflowing = False
        self.lost = NOTHING_LOST
        """What was given up and is not yet told by an event."""

    async def load(self) -> None:
        """Find what earlier runs left; raises StoreError."""
        found = await self._segments.sizes()
        self._sizes = dict(sorted(found.items()))
        self._last_name = max(self._sizes, default="")
        self._loaded = True

    @property
    def bytes(self) -> int:
        """How much waits, on disk and in memory."""
        return sum(self._sizes.values()) + sum(map(len, self._buffer))

    @property
    def unwritten(self) -> bool:
        """Say whether something is in memory only."""
        return bool(self._buffer)

    @property
    def oldest(self) -> str | None:
        """Return the name of the oldest segment, None when all have been sent."""
        return min(self._sizes, default=None)

    def add(self, event: JsonObject) -> None:
        """Take an event into memory; `keep` writes it down."""
        self._buffer += encode([event])

    async def keep(self) -> None:
        """Write down what is in memory; while the disk refuses it stays there. Never raises for the disk.

        What is begun is done to its end also when the caller is cancelled: a write that goes on unseen
        would be done a second time.
        """
        task = asyncio.create_task(self._keep())
        self._keeping.add(task)
        task.add_done_callback(self._keeping.discard)
        await asyncio.shield(task)

    async def _keep(self) -> None:
        """Write down what is in memory, in turn."""
        async with self._disk:
            try:
                if not self._loaded:
                    await self.load()
                while self._buffer:
                    await self._write_some()
                await self._make_room()
            except StoreError as err:
                self._writing = None
                _LOGGER.warning("Events for the app could not be written down yet: %s", err)
                self._trim_buffer()

    async def open(self, name: str) -> tuple[list[JsonObject], Lost]:
        """Return the events of a segment that were not taken yet, and what of it is damaged; raises StoreError.

        Nothing is written to it from now on, and nothing of it is given up before `close`.
        """
        async with self._disk:
            self._reading = name
            if self._writing == name:
                self._writing = None
            try:
                return await self._left_in(name)
            except StoreError as err:
                tries = self._unreadable[name] = self._unreadable.get(name, 0) + 1
                if tries < READ_TRIES:
                    raise
                _LOGGER.error("A part of the outbox cannot be read and is given up: %s", err)  # noqa: TRY400
                return [], Lost(damaged=1)

    def take(self, name: str, count: int) -> None:
        """Note that the next `count` events of a segment have arrived."""
        self._taken[name] = self._taken.get(name, 0) + count

    def close(self) -> None:
        """End what `open` began."""
        self._reading = None

    async def drop(self, name: str) -> None:
        """Delete a segment, all of which has arrived; raises StoreError."""
        async with self._disk:
            await self._remove(name)

    def all_sent(self) -> None:
        """Note that nothing waits: a later overflow is worth a line in the log again."""
        self._overflowing = False

    async def clear(self) -> None:
        """Delete everything; raises StoreError."""
        async with self._disk:
            self._buffer.clear()
            for name in [*self._sizes]:
                await self._remove(name)

    def gap(self, lost: Lost) -> JsonObject:
        """Return an event that tells of a loss."""
        now = self._clock.now()
        return build_event(
            event_id=self._new_id(now),
            at=now,
            kind=EventKind.JOURNAL_GAP,
            severity=Severity.WARNING,
            correlation="",
            service="",
            instance="",
            title="",
            data=lost.as_data(),
        ).as_dict()

    # ── writing ──

    async def _write_some(self) -> None:
        """Append as much as the segment takes; it leaves memory when it is on disk."""
        if self._writing is None or self._writing not in self._sizes:
            self._writing = self._next_name()
        name = self._writing
        room = self._segment_bytes - self._sizes.get(name, 0)
        count, size = 0, 0
        for line in self._buffer:
            if count and size + len(line) > room:
                break
            count, size = count + 1, size + len(line)
        await self._segments.append(name, b"".join(self._buffer[:count]))
        del self._buffer[:count]
        self._sizes[name] = self._sizes.get(name, 0) + size
        if self._buffer or size >= room:
            self._writing = None

    def _next_name(self) -> str:
        """Return a name behind every other: no run writes behind what an earlier one may have left half written."""
        number = int(self._last_name) + 1 if self._last_name.isdecimal() else 1
        self._last_name = f"{number:012d}"
        return self._last_name

    def _trim_buffer(self) -> None:
        """Give up the oldest events in memory when there are too many."""
        if (over := len(self._buffer) - BUFFER_EVENTS) > 0:
            events, _ = decode(b"".join(self._buffer[:over]))
            self.lost += given_up(events)
            del self._buffer[:over]

    # ── room ──

    async def _make_room(self) -> None:
        """Give up events, the oldest information first, until what waits has its size."""
        while sum(self._sizes.values()) > self._cap:
            idle = [n for n in sorted(self._sizes) if n not in (self._reading, self._writing)]
            if len(idle) < 2:
                return
            if not self._overflowing:
                self._overflowing = True
                _LOGGER.warning("The app has been away for so long that events for it are given up")
            plump = next((name for name in idle if name not in self._lean), None)
            if plump is None:
                await self._give_up(idle[0], heir=idle[1])
            else:
                await self._thin_out(plump, older=idle[: idle.index(plump)][-1:])

    async def _thin_out(self, name: str, older: Sequence[str]) -> None:
        """Leave only what matters in a segment, together with what is left of its elder where one holds both."""
        kept, lost = await self._what_matters_in(name)
        absorbed: list[str] = []
        for elder in older:
            before, lost_before = await self._what_matters_in(elder)
            if sum(map(len, encode([*before, *kept]))) <= self._segment_bytes:
                kept, lost = [*before, *kept], lost_before + lost
                absorbed.append(elder)
        await self._rewrite(name, kept, lost)
        self._lean.add(name)
        for elder in absorbed:
            await self._remove(elder)

    async def _give_up(self, name: str, *, heir: str) -> None:
        """Drop a whole segment; the next one tells how much that was."""
        gone, damaged = await self._left_in(name)
        kept, lost = await self._what_matters_in(heir)
        await self._rewrite(heir, kept, given_up(gone) + damaged + lost)
        await self._remove(name)

    async def _what_matters_in(self, name: str) -> tuple[list[JsonObject], Lost]:
        """Return the events of a segment that are kept longest, and what is lost without the others."""
        events, damaged = await self._left_in(name)
        kept, lost = thin(events)
        return kept, damaged + lost

    async def _left_in(self, name: str) -> tuple[list[JsonObject], Lost]:
        """Return the events of a segment that were not taken yet, and what of it is damaged."""
        events, damaged = decode(await self._segments.read(name))
        return events[self._taken.get(name, 0) :], Lost(damaged=damaged)

    async def _rewrite(self, name: str, events: Sequence[JsonObject], lost: Lost) -> None:
        """Put the events that are left, and a gap event for those that are not, in a segment's place."""
        data = b"".join(encode([*([self.gap(lost)] if lost.total else []), *events]))
        await self._segments.replace(name, data)
        self._sizes[name] = len(data)
        self._taken.pop(name, None)

    async def _remove(self, name: str) -> None:
        """Delete a segment and everything known of it."""
        await self._segments.remove(name)
        for known in (self._sizes, self._taken, self._unreadable):
            known.pop(name, None)
        self._lean.discard(name)
