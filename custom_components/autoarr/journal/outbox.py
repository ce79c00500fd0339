"""The outbox: every event reaches the app at least once, across outages, crashes and restarts."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
import contextlib
from datetime import datetime
import logging
from random import Random
from typing import Final

from .backlog import CAP_BYTES, SEGMENT_BYTES, Backlog
from .delivery import (
    LONGEST_PAUSE,
    Deliver,
    NotDelivered,
    Refused,
    TooLarge,
    Undeliverable,
    pause_after,
)
from .events import Event
from .ports import Clock, JsonObject, StoreError
from .segments import NOTHING_LOST, Lost, SegmentStore, encode
from .ulids import new_ulid

_LOGGER = logging.getLogger(__name__)

BATCH_EVENTS: Final = 500
BATCH_BYTES: Final = 512 * 1024
LINGER: Final = 1.0
"""Seconds a fresh event waits for others to be sent with."""


class Outbox:
    """Keeps events on disk until the app has them.

    An event is written within moments of being added, then sent; what the app confirmed is deleted.
    A crash in between sends it again, which its ULID makes harmless.
    """

    def __init__(
        self,
        *,
        segments: SegmentStore,
        deliver: Deliver,
        clock: Clock,
        rng: Random,
        new_id: Callable[[datetime], str] = new_ulid,
        cap: int = CAP_BYTES,
        segment_bytes: int = SEGMENT_BYTES,
        linger: float = LINGER,
    ) -> None:
        """Make an outbox; `load` finds what earlier runs left."""
        self._backlog = Backlog(
            segments=segments, clock=clock, new_id=new_id, cap=cap, segment_bytes=segment_bytes
        )
        self._deliver = deliver
        self._rng = rng
        self._linger = linger
        self._most = BATCH_EVENTS
        self._refused: set[str] = set()
        self._failures = 0
        self._retry_after: float | None = None
        self._turn = asyncio.Lock()
        self._fresh = asyncio.Event()
        self._try_now = asyncio.Event()

    async def load(self) -> None:
        """Find what earlier runs left; never raises: while the disk refuses it is tried again and again."""
        await self._backlog.keep()
        if self._backlog.oldest is not None:
            self._try_now.set()

    def add(self, event: Event) -> None:
        """Take an event; it is on disk soon after."""
        self._backlog.add(event.as_dict())
        self._fresh.set()

    @property
    def bytes(self) -> int:
        """How much waits, in bytes."""
        return self._backlog.bytes

    def retry_now(self) -> None:
        """Wait no longer: the app answers again."""
        self._try_now.set()

    async def run(self) -> None:
        """Write and send until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._for_ever(self._write_fresh))
            group.create_task(self._for_ever(self._send_waiting))

    async def keep(self) -> None:
        """Write down what is in memory only."""
        await self._backlog.keep()

    async def flush(self) -> bool:
        """Send everything; return whether nothing is left."""
        backlog = self._backlog
        await backlog.keep()
        async with self._turn:
            try:
                while (name := backlog.oldest) is not None:
                    await self._send_segment(name)
            except (NotDelivered, StoreError) as err:
                self._failures += 1
                self._retry_after = err.retry_after if isinstance(err, Undeliverable) else None
                _LOGGER.debug("The outbox waits: %s", err)
                return False
            finally:
                backlog.close()
        self._failures = 0
        backlog.all_sent()
        return not backlog.unwritten

    async def clear(self) -> None:
        """Forget everything: there is no app any more to send it to; raises StoreError."""
        async with self._turn:
            await self._backlog.clear()

    async def _for_ever(self, work: Callable[[], Awaitable[None]]) -> None:
        """Repeat a piece of work; a mistake in it must not end the outbox."""
        while True:
            try:
                await work()
            except Exception:
                _LOGGER.exception("The outbox made a mistake and goes on")
                await asyncio.sleep(LONGEST_PAUSE)

    async def _write_fresh(self) -> None:
        """Write events down as they come."""
        await self._fresh.wait()
        self._fresh.clear()
        await self._backlog.keep()
        if self._backlog.unwritten:
            await asyncio.sleep(pause_after(1, self._roll()))
            self._fresh.set()
        elif not self._failures:
            self._try_now.set()

    async def _send_waiting(self) -> None:
        """Send when there is something new, or when the pause after a failure is over."""
        pause = None
        if self._failures:
            pause = pause_after(self._failures, self._roll(), self._retry_after)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(pause):
                await self._try_now.wait()
        self._try_now.clear()
        await asyncio.sleep(self._linger)
        await self.flush()

    def _roll(self) -> float:
        """Return what makes pauses uneven."""
        return self._rng.uniform(-1, 1)

    async def _send_segment(self, name: str) -> None:
        """Send one segment and delete it."""
        left, damaged = await self._backlog.open(name)
        while batch := self._batch(left):
            await self._send([event for event in batch if event["id"] not in self._refused])
            self._backlog.take(name, len(batch))
            left = left[len(batch) :]
        await self._tell_of(damaged)
        await self._backlog.drop(name)
        self._refused.clear()

    def _batch(self, events: Sequence[JsonObject]) -> list[JsonObject]:
        """Return as many of the events as one message takes."""
        batch: list[JsonObject] = []
        size = 0
        for event in events[: self._most]:
            size += len(encode([event])[0])
            if batch and size > BATCH_BYTES:
                break
            batch.append(event)
        return batch

    async def _send(self, batch: list[JsonObject]) -> None:
        """Deliver a batch, in parts and without what the app never takes; raises Undeliverable for later."""
        todo = [batch] if batch else []
        while todo:
            part = todo.pop()
            try:
                await self._deliver(part)
            except Refused as err:
                bad = {n for n in err.positions if 0 <= n < len(part)}
                if len(part) == 1:
                    self._refuse(part, str(err))
                elif not bad:
                    todo += _halves(part)
                else:
                    self._refuse([part[n] for n in sorted(bad)], str(err))
                    rest = [event for n, event in enumerate(part) if n not in bad]
                    todo += [rest] if rest else []
            except TooLarge as err:
                if len(part) == 1:
                    self._refuse(part, str(err))
                    continue
                self._most = max(1, len(part) // 2)
                todo += _halves(part)

    def _refuse(self, events: Sequence[JsonObject], reason: str) -> None:
        """Count events that the app never takes; what a refused gap event counts is told by the next one."""
        self._refused.update(str(event["id"]) for event in events)
        for event in events:
            self._backlog.lost += Lost.told_by(event) or Lost(refused=1)
        _LOGGER.warning("The app refused %s events for good: %s", len(events), reason)

    async def _tell_of(self, damaged: Lost) -> None:
        """Send a gap event about everything that was lost, if anything was."""
        untold, self._backlog.lost = self._backlog.lost, NOTHING_LOST
        try:
            if (lost := untold + damaged).total:
                await self._send([self._backlog.gap(lost)])
        except NotDelivered:
            self._backlog.lost += untold
            raise


def _halves(part: list[JsonObject]) -> list[list[JsonObject]]:
    """Return both halves of a batch, the second first: they are taken from the end."""
    middle = len(part) // 2
    return [part[middle:], part[:middle]]
