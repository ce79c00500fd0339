"""The door to the history: what the server calls."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
import contextlib
from datetime import UTC, datetime
from functools import partial
import logging
import time
from typing import Final, Self

from ..protocol.activity import (
    ActivityEvent,
    ActivityFilter,
    ActivityPage,
    ActivityQuery,
    ActivityReceipt,
    ActivityStats,
    StatsQuery,
)
from ..protocol.common import Stored
from ..protocol.records import (
    BestPractices,
    FailureRecord,
    FailuresPage,
    RecordsQuery,
    RequestRecord,
    RequestsPage,
    SnapshotRecord,
    SnapshotsPage,
    SnapshotsQuery,
)
from ..protocol.state import HistoryState
from . import failures, ingest, pages, practices, requests, snapshots, stats
from .database import Database
from .errors import HistoryClosed, HistoryDamaged, HistoryError
from .facets import Facets
from .lock import FileLock
from .order import END, cursor_key, key_cursor
from .preflight import Preflight
from .retention import ClockWatch, Removed, Retention, clock_seen, count_events
from .settings import HistorySettings
from .start import damage_event, damage_told, sensible, take

_LOGGER = logging.getLogger(__name__)

EXPORT_ROWS: Final = 500
"""Events of one chunk of an export; between two chunks nothing is held."""

IN_THREAD: Final = 50
"""Batches above this size are prepared beside the event loop."""

FIRST_SWEEP: Final = 60.0
"""Seconds after the start until it is looked for the first time what may go."""

type Subscriber = Callable[[ActivityEvent], None]


def _utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


class History:
    """Everything that happened, on disk.

    Made by `open`. All methods raise HistoryError when the file cannot be used; a write that
    raises has stored nothing.
    """

    def __init__(
        self,
        settings: HistorySettings,
        *,
        clock: Callable[[], datetime],
        lock: FileLock,
        database: Database,
        found: Preflight,
    ) -> None:
        """Take over a file that is locked and sound; `open` does all that."""
        self._settings = settings
        self._clock = clock
        self._lock = lock
        self._database = database
        self._found = found
        self._facets = Facets()
        self._strays = False
        self._subscribers: list[Subscriber] = []
        self._rows = 0
        self._retention: Retention | None = None
        self._sweeper: asyncio.Task[None] | None = None

    @classmethod
    async def open(
        cls, settings: HistorySettings, *, clock: Callable[[], datetime] = _utc_now
    ) -> Self:
        """Open the history, or make it.

        An older file is backed up and migrated, a damaged one kept aside and replaced. Raises
        HistoryUnusable, HistoryLocked, HistoryTooNew, HistoryFull.
        """
        try:
            return await cls._open(settings, clock)
        except HistoryDamaged:
            # Found beyond what the check had time for: it has left its mark, and now all is checked.
            return await cls._open(settings, clock)

    async def close(self) -> None:
        """Finish the writes under way, then let go of the file."""
        if self._sweeper is not None:
            self._sweeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._sweeper
        await self._database.close()
        self._lock.release()

    async def add_activity(self, events: Sequence[ActivityEvent]) -> ActivityReceipt:
        """Keep events; when this returns they survive the death of the process.

        All of them or, when it raises, none. Raises HistoryFull, HistoryBusy, HistoryClosed.
        """
        if len(events) > IN_THREAD:
            batch = await asyncio.to_thread(ingest.prepare, events)
        else:
            batch = ingest.prepare(events)
        written = await self._database.write(
            partial(ingest.write, batch=batch, facets=self._facets)
        )
        self._facets.remember(written.facets)
        self._strays = self._strays or written.strays
        self._rows += len(written.fresh)
        for event in written.fresh:
            self._publish(event)
        accepted = len(written.fresh)
        return ActivityReceipt(accepted=accepted, duplicates=len(events) - accepted)

    async def activity(self, query: ActivityQuery) -> ActivityPage:
        """Return a page of events, newest first: by their ULID, not by any clock."""
        before = END if query.cursor is None else cursor_key(query.cursor)
        rows = await self._rows_of(query, before, query.limit + 1)
        shown = rows[: query.limit]
        return ActivityPage(
            items=[pages.as_event(row) for row in shown],
            next=key_cursor(shown[-1][0]) if len(rows) > len(shown) else None,
        )

    async def export(self, which: ActivityFilter) -> AsyncIterator[bytes]:
        """Yield the events as lines of JSON, newest first, in chunks.

        Events that arrive meanwhile are not in it. Memory and locks are held for one chunk.
        """
        before = await self._database.read(pages.after_newest)
        while rows := await self._rows_of(which, before, EXPORT_ROWS):
            yield b"".join(pages.as_line(row) for row in rows)
            before = rows[-1][0]
            if len(rows) < EXPORT_ROWS:
                return

    async def stats(self, query: StatsQuery) -> ActivityStats:
        """Return how recovery went and how much happened."""
        return await self._database.read(partial(stats.read, query=query))

    async def put_requests(self, items: Sequence[RequestRecord]) -> Stored:
        """Keep requests; an older state never replaces a newer one."""
        return await self._database.write(partial(requests.put, items=items))

    async def requests(self, query: RecordsQuery) -> RequestsPage:
        """Return a page of requests, last changed first."""
        return await self._database.read(partial(requests.page, query=query))

    async def put_failures(self, items: Sequence[FailureRecord]) -> Stored:
        """Keep failures; chains that share an id are one failure."""
        return await self._database.write(partial(failures.put, items=items))

    async def failures(self, query: RecordsQuery) -> FailuresPage:
        """Return a page of failures, last changed first."""
        return await self._database.read(partial(failures.page, query=query))

    async def put_snapshots(self, items: Sequence[SnapshotRecord]) -> Stored:
        """Keep snapshots; one that is there stays as it is."""
        return await self._database.write(partial(snapshots.put, items=items))

    async def snapshots(self, query: SnapshotsQuery) -> SnapshotsPage:
        """Return a page of snapshots, newest first; it ends early when they are large."""
        return await self._database.read(partial(snapshots.page, query=query))

    async def best_practices(self) -> BestPractices:
        """Return what the audit can compare with."""
        return await self._database.read(practices.read)

    async def state(self) -> HistoryState:
        """Return how the history is; asks the file system, not the database."""
        return HistoryState(
            healthy=not (self._database.fault or self._found.aside),
            detail=self._database.fault or damage_told(self._settings.path, self._found),
            rows=self._rows,
            bytes=self._database.size(),
        )

    async def sweep(self) -> Removed:
        """Remove now what is too old or too much; it is done by itself from time to time."""
        if self._retention is None:
            raise HistoryClosed("The history is not open.")
        return await self._retention.sweep(sensible(self._clock()))

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call `subscriber` with each newly stored event; return what ends that."""
        self._subscribers.append(subscriber)

        def end() -> None:
            """Call it no more."""
            with contextlib.suppress(ValueError):
                self._subscribers.remove(subscriber)

        return end

    @classmethod
    async def _open(cls, settings: HistorySettings, clock: Callable[[], datetime]) -> Self:
        """Lock the file, make it sound, connect to it and read what is needed at hand."""
        lock, found = await asyncio.to_thread(take, settings, sensible(clock()))
        database = Database(
            settings.path, readers=settings.readers, waiting_writes=settings.waiting_writes
        )
        history = cls(settings, clock=clock, lock=lock, database=database, found=found)
        try:
            await history._start()
        except BaseException:
            await history.close()
            raise
        return history

    async def _start(self) -> None:
        """Read what is needed at hand, tell of damage, begin to look for what may go."""
        self._rows = await self._database.read(count_events)
        self._strays = await self._database.read(pages.any_strays)
        await self._database.read(self._facets.load)
        seen = await self._database.read(clock_seen)
        watch = ClockWatch(seen, monotonic=time.monotonic)
        self._retention = Retention(
            self._database, self._settings, watch, on_removed=self._count_removed
        )
        if self._found.aside is not None:
            await self.add_activity([damage_event(sensible(self._clock()), self._found)])
        self._sweeper = asyncio.create_task(self._sweep_at_times())

    async def _rows_of(
        self, which: ActivityFilter, before: int, limit: int
    ) -> Sequence[pages.Found]:
        """Return the newest rows of a filter with keys below `before`."""
        return await self._database.read(
            partial(
                pages.read,
                which=which,
                facets=self._facets,
                strays=self._strays,
                before=before,
                limit=limit,
            )
        )

    async def _sweep_at_times(self) -> None:
        """Remove what may go, from time to time, for as long as the history is open."""
        await asyncio.sleep(min(FIRST_SWEEP, self._settings.retention_interval))
        while True:
            try:
                removed = await self.sweep()
            except HistoryError as err:
                _LOGGER.warning("What is old could not be removed: %s", err)
            except Exception:
                _LOGGER.exception("What is old could not be removed")
            else:
                if removed.events or removed.records:
                    _LOGGER.info(
                        "Removed %s events and %s records", removed.events, removed.records
                    )
            await asyncio.sleep(self._settings.retention_interval)

    def _count_removed(self, events: int) -> None:
        """Know that there are fewer events now."""
        self._rows -= events

    def _publish(self, event: ActivityEvent) -> None:
        """Tell the subscribers of an event that is on disk."""
        for subscriber in tuple(self._subscribers):
            try:
                subscriber(event)
            except Exception:
                _LOGGER.exception("A subscriber failed on event %s", event.id)
