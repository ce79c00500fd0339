"""The connections: one that writes, in turn, and a few that read."""

import asyncio
from asyncio import Task
from collections.abc import Awaitable, Callable, Coroutine
import contextlib
import logging
from pathlib import Path
import sqlite3
from typing import Any, Final

from sqlalchemy import URL, Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry

from .asynchronous import AsyncConnection, AsyncEngine, create_async_engine
from .direct import fetch
from .errors import HistoryBusy, HistoryClosed
from .faults import Fault, is_damage, understood
from .preflight import suspect_mark

_LOGGER = logging.getLogger(__name__)

_BUSY_SECONDS: Final = 5
_READER_SECONDS: Final = 10
"""So long a read waits for a free connection."""

_WRITER_PRAGMAS: Final = (
    # A commit is in the file system's hands when it returns: it survives the death of the
    # process. What a power cut may take are the commits since the last checkpoint.
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "wal_autocheckpoint = 1000",
    "journal_size_limit = 16777216",
    "cache_size = -4000",
    "temp_store = MEMORY",
    "secure_delete = OFF",
)
_READER_PRAGMAS: Final = ("query_only = ON", "cache_size = -2000", "temp_store = MEMORY")


class Database:
    """Gives out connections and turns the errors of SQLite into ours."""

    def __init__(self, path: Path, *, readers: int, waiting_writes: int) -> None:
        """Connect lazily to the file, which `preflight.prepare` has made sound."""
        self._path = path
        self._most_waiting = waiting_writes
        self._turn = asyncio.Lock()
        self._writes: set[Task[object]] = set()
        self._reads: set[Task[object]] = set()
        self._closing = False
        self._writer = _engine(path, 1, _WRITER_PRAGMAS)
        # Each statement that reads sees the newest commit; there is nothing to begin or end.
        self._readers = _engine(
            path,
            readers,
            _READER_PRAGMAS,
            isolation_level="AUTOCOMMIT",
            skip_autocommit_rollback=True,
            pool_reset_on_return=None,
        )
        self.fault = ""
        """What was found broken while the file was in use; empty when nothing was."""

        @event.listens_for(self._writer.sync_engine, "begin")
        def begin(connection: Connection) -> None:
            """Take the right to write at once, so that a transaction cannot fail half-way for it."""
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    async def write[T](self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Do work in one transaction, after the writes that came before.

        It is done to its end even when the caller stops waiting. Raises HistoryError; then
        nothing of it is stored.
        """
        if self._closing:
            raise HistoryClosed("The history is being closed; send it again after the restart.")
        if len(self._writes) >= self._most_waiting:
            raise HistoryBusy(
                f"{len(self._writes)} writes are waiting for the history already; try again in "
                "a moment."
            )
        return await _to_the_end(self._write(work), self._writes)

    async def read[T](self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Do work that only reads; raises HistoryError."""
        if self._closing:
            raise HistoryClosed("The history is being closed.")
        return await _to_the_end(self._read(work), self._reads)

    def size(self) -> int:
        """Return how many bytes the database and its log take on the disk."""
        size = 0
        for file in (self._path, self._path.with_name(f"{self._path.name}-wal")):
            with contextlib.suppress(OSError):
                size += file.stat().st_size
        return size

    async def checkpoint(self) -> None:
        """Bring the log back into the file and empty it, if no reader is in the way."""
        await self._pragma("wal_checkpoint(TRUNCATE)")

    async def shrink(self, pages: int) -> bool:
        """Give so many empty pages back to the file system; say whether there are more."""
        await self._pragma(f"incremental_vacuum({pages})")
        ((empty,),) = await self._pragma("freelist_count")
        return bool(empty)

    async def close(self) -> None:
        """Finish the writes under way and disconnect."""
        self._closing = True
        if under_way := self._writes | self._reads:
            await asyncio.wait(under_way)
        await self._readers.dispose()
        # The last connection brings the log back into the file.
        await self._writer.dispose()

    async def _write[T](self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Wait for the turn and do the work."""
        try:
            async with self._turn, self._writer.begin() as connection:
                return await work(connection)
        except (sqlite3.Error, DBAPIError, PoolTimeout) as err:
            raise self._understood(err) from err

    async def _pragma(self, pragma: str) -> list[tuple[Any, ...]]:
        """Run a pragma on the connection that writes, outside a transaction, to its end."""
        if self._closing:
            raise HistoryClosed("The history is being closed.")

        async def work() -> list[tuple[Any, ...]]:
            """Wait for the turn and run it."""
            async with self._turn, self._writer.connect() as connection:
                return await fetch(connection, f"PRAGMA {pragma}")

        try:
            return await _to_the_end(work(), self._writes)
        except (sqlite3.Error, DBAPIError) as err:
            raise self._understood(err) from err

    async def _read[T](self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Wait for a connection and do the work."""
        try:
            async with self._readers.connect() as connection:
                return await work(connection)
        except (sqlite3.Error, DBAPIError, PoolTimeout) as err:
            raise self._understood(err) from err

    def _understood(self, error: Fault) -> Exception:
        """Return the error of ours; remember damage, also for the next start."""
        meant = understood(error, self._path)
        if is_damage(error) and not self.fault:
            self.fault = str(meant)
            _LOGGER.error("%s", meant)
            with contextlib.suppress(OSError):
                suspect_mark(self._path).touch()
        return meant


async def _to_the_end[T](work: Coroutine[object, object, T], under_way: set[Task[object]]) -> T:
    """Wait for work, which goes on when the one who waits is cancelled.

    A connection that is torn out of a statement would have to be thrown away.
    """
    task = asyncio.create_task(work)
    under_way.add(task)

    def done(_: Task[T]) -> None:
        """Forget it; what it raised is its caller's, if there still is one."""
        under_way.discard(task)
        if not task.cancelled():
            task.exception()

    task.add_done_callback(done)
    return await asyncio.shield(task)


def _engine(
    path: Path, connections: int, pragmas: tuple[str, ...], **options: object
) -> AsyncEngine:
    """Return an engine with its connections set up."""
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        connect_args={"timeout": _BUSY_SECONDS},
        pool_size=connections,
        max_overflow=0,
        pool_timeout=_READER_SECONDS,
        **options,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        """Leave transactions to us and set the pragmas."""
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine
