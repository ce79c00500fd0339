"""What may go: too old, or the oldest when there is too much; in steps that hold nobody up."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from math import ceil
from typing import Final, Protocol

from sqlalchemy import Select, and_, delete, exists, func, insert, or_, select

from ..protocol.records import Outcome
from .asynchronous import AsyncConnection
from .database import Database
from .direct import each, fetch
from .ingest import DAY
from .order import first_key, micros, moment, place
from .requests import ENDED
from .settings import HistorySettings
from .tables import activity, counts, failure_ids, failures, notes, requests, snapshots

STEP: Final = 500
"""Rows that go at once."""

PAUSE: Final = 0.02
"""Seconds between two steps, in which others write."""

ROOM: Final = 0.9
"""How full the file may be after it was too large."""

MERGE_PAGES: Final = 800
"""Pages of the full text that are tidied up at once."""

VACUUM_PAGES: Final = 500
"""Pages that are given back to the file system at once."""

MOST_TIDYING: Final = 1_000
"""Steps of tidying up after which the rest waits for the next time."""

JUMP: Final = timedelta(days=7)
"""A clock that is so far ahead of what was seen before may be wrong."""

SETTLE: Final = 86_400.0
"""Seconds until such a clock is believed."""

_SEEN: Final = "clock_seen"
_MERGE: Final = "INSERT INTO activity_search (activity_search, rank) VALUES ('merge', ?)"
_CHANGES: Final = "SELECT total_changes()"


class Step(Protocol):
    """Removes a few rows and says how many."""

    async def __call__(self, connection: AsyncConnection, *, most: int) -> int:
        """Remove at most so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """How many went."""

    events: int = 0
    records: int = 0


class ClockWatch:
    """Tells when the clock is to be trusted with deleting what is old.

    A machine without a battery may start in the wrong year; what is removed then is lost.
    """

    def __init__(self, seen: datetime | None, *, monotonic: Callable[[], float]) -> None:
        """Start from the last moment that an earlier run knew of."""
        self._monotonic = monotonic
        self._seen = seen
        self._at = monotonic()
        self._believed_from = 0.0

    def trusts(self, now: datetime) -> bool:
        """Say whether `now` can be believed."""
        running = self._monotonic()
        if self._seen is not None:
            expected = self._seen + timedelta(seconds=running - self._at)
            if now - expected > JUMP:
                self._believed_from = running + SETTLE
        self._seen, self._at = now, running
        return running >= self._believed_from


class Retention:
    """Removes what may go."""

    def __init__(
        self,
        database: Database,
        settings: HistorySettings,
        watch: ClockWatch,
        *,
        on_removed: Callable[[int], None],
    ) -> None:
        """Work on a database; `on_removed` is told how many events each step removed."""
        self._on_removed = on_removed
        self._database = database
        self._settings = settings
        self._watch = watch

    async def sweep(self, now: datetime, *, pause: float = PAUSE) -> Removed:
        """Remove everything that may go at present; raises HistoryError."""
        events = records = 0
        if self._watch.trusts(now):
            await self._database.write(partial(_note_clock, now=now))
            if self._settings.retention_days:
                cutoff = now - timedelta(days=self._settings.retention_days)
                events += await self._steps(
                    self._events(partial(_old_events, cutoff=cutoff)), pause
                )
                for work in (_old_failures, _old_requests, _old_snapshots):
                    records += await self._steps(self._records(partial(work, cutoff=cutoff)), pause)
        surplus = await self._database.read(self._surplus)
        events += await self._steps(self._events(_oldest_events), pause, at_most=surplus)
        if events or records:
            await self._tidy(pause)
        await self._database.checkpoint()
        return Removed(events=events, records=records)

    async def _surplus(self, connection: AsyncConnection) -> int:
        """Return how many events must go for the file to be small enough."""
        limit = self._settings.retention_bytes
        used = await _used_bytes(connection)
        if not limit or used <= limit:
            return 0
        events = await count_events(connection)
        return ceil(events * (1 - ROOM * limit / used))

    def _records(self, work: Step) -> Callable[[int], Awaitable[int]]:
        """Return a step in a transaction of its own."""
        return lambda most: self._database.write(partial(work, most=most))

    def _events(self, work: Step) -> Callable[[int], Awaitable[int]]:
        """Return a step that removes events, and tells of it."""

        async def step(most: int) -> int:
            """Remove at most so many."""
            gone = await self._database.write(partial(work, most=most))
            self._on_removed(gone)
            return gone

        return step

    async def _steps(
        self, work: Callable[[int], Awaitable[int]], pause: float, at_most: int | None = None
    ) -> int:
        """Repeat a step until nothing is left to do, letting others in between; return the sum."""
        removed = 0
        while at_most is None or removed < at_most:
            size = STEP if at_most is None else min(STEP, at_most - removed)
            gone = await work(size)
            removed += gone
            if gone < size:
                break
            await asyncio.sleep(pause)
        return removed

    async def _tidy(self, pause: float) -> None:
        """Give the pages of what was removed back to the file system."""
        for _ in range(MOST_TIDYING):
            if not await self._database.write(_merge_words):
                break
            await asyncio.sleep(pause)
        for _ in range(MOST_TIDYING):
            if not await self._database.shrink(VACUUM_PAGES):
                break
            await asyncio.sleep(pause)


async def clock_seen(connection: AsyncConnection) -> datetime | None:
    """Return the last moment at which the clock was trusted; None when that never was."""
    statement = select(notes.c.value).where(notes.c.name == _SEEN)
    value = (await connection.execute(statement)).scalar_one_or_none()
    return None if value is None else moment(int(value))


async def count_events(connection: AsyncConnection) -> int:
    """Return how many events there are, without counting them."""
    return (await connection.execute(select(func.sum(counts.c.events)))).scalar_one() or 0


async def _note_clock(connection: AsyncConnection, *, now: datetime) -> None:
    """Remember that the clock was trusted."""
    await connection.execute(delete(notes).where(notes.c.name == _SEEN))
    await connection.execute(insert(notes).values(name=_SEEN, value=str(micros(now))))


async def _used_bytes(connection: AsyncConnection) -> int:
    """Return how large the file would be without its empty pages."""
    statement = (
        "SELECT (page_count - freelist_count) * page_size"
        " FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
    )
    ((used,),) = await fetch(connection, statement)
    return int(used)


async def _old_events(connection: AsyncConnection, *, cutoff: datetime, most: int) -> int:
    """Remove the oldest of the events whose ULID and whose moment are both too old."""
    old = micros(cutoff)
    return await _remove_events(
        connection,
        select(activity.c.key, activity.c.at, activity.c.facet)
        .where(activity.c.key < first_key(old // 1_000), activity.c.at < old)
        .order_by(activity.c.key)
        .limit(most),
    )


async def _oldest_events(connection: AsyncConnection, *, most: int) -> int:
    """Remove the oldest events."""
    return await _remove_events(
        connection,
        select(activity.c.key, activity.c.at, activity.c.facet)
        .order_by(activity.c.key)
        .limit(most),
    )


async def _remove_events(connection: AsyncConnection, which: Select[tuple[int, int, int]]) -> int:
    """Remove events with their words, and take them off the counts."""
    rows = (await connection.execute(which)).tuples().all()
    if not rows:
        return 0
    keys = [(key,) for key, _, _ in rows]
    await each(connection, "DELETE FROM activity_logs WHERE key = ?", keys)
    places = [(place(key),) for (key,) in keys]
    await each(connection, "DELETE FROM activity_search WHERE rowid = ?", places)
    counted = Counter((at // DAY, facet) for _, at, facet in rows)
    await each(
        connection,
        "UPDATE activity_counts SET events = events - ? WHERE day = ? AND facet = ?",
        [(many, *which) for which, many in counted.items()],
    )
    await connection.execute(delete(counts).where(counts.c.events <= 0))
    return len(rows)


async def _old_failures(connection: AsyncConnection, *, cutoff: datetime, most: int) -> int:
    """Remove failures that ended long ago; those still open stay."""
    old = (
        select(failures.c.key)
        .where(failures.c.updated < cutoff, failures.c.outcome != Outcome.OPEN.value)
        .limit(most)
    )
    keys = (await connection.execute(old)).scalars().all()
    await connection.execute(delete(failure_ids).where(failure_ids.c.failure.in_(keys)))
    await connection.execute(delete(failures).where(failures.c.key.in_(keys)))
    return len(keys)


async def _old_requests(connection: AsyncConnection, *, cutoff: datetime, most: int) -> int:
    """Remove requests that ended long ago; those under way stay."""
    old = (
        select(requests.c.key)
        .where(requests.c.updated < cutoff, requests.c.state.in_(ENDED))
        .limit(most)
    )
    keys = (await connection.execute(old)).scalars().all()
    await connection.execute(delete(requests).where(requests.c.key.in_(keys)))
    return len(keys)


async def _old_snapshots(connection: AsyncConnection, *, cutoff: datetime, most: int) -> int:
    """Remove old snapshots, but never the last one of an instance."""
    newer = snapshots.alias()
    old = (
        select(snapshots.c.key)
        .where(
            snapshots.c.at < cutoff,
            exists().where(
                newer.c.instance == snapshots.c.instance,
                newer.c.service == snapshots.c.service,
                or_(
                    newer.c.at > snapshots.c.at,
                    and_(newer.c.at == snapshots.c.at, newer.c.key > snapshots.c.key),
                ),
            ),
        )
        .limit(most)
    )
    keys = (await connection.execute(old)).scalars().all()
    await connection.execute(delete(snapshots).where(snapshots.c.key.in_(keys)))
    return len(keys)


async def _merge_words(connection: AsyncConnection) -> bool:
    """Tidy up a part of the full text; say whether there may be more to do."""
    ((before,),) = await fetch(connection, _CHANGES)
    await each(connection, _MERGE, [(MERGE_PAGES,)])
    ((after,),) = await fetch(connection, _CHANGES)
    # The command itself counts as one change.
    return int(after) - int(before) > 1
