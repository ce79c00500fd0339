"""Writes events: rows, full text and counts, in one transaction a batch."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import orjson

from ..protocol.activity import ActivityEvent
from .asynchronous import AsyncConnection
from .direct import each, fetch
from .facets import Facet, Facets
from .order import SLOT, first_key, micros, strays, ulid_ms
from .search import ADD, about, entry

DAY: Final = 86_400_000_000
"""Microseconds of a day."""

_KNOWN: Final = "SELECT l.id FROM json_each(?) j CROSS JOIN activity_logs l ON l.id = j.value"
_LAST: Final = "SELECT max(key) FROM activity_logs"
_TOPS: Final = (
    "SELECT j.value, (SELECT max(key) FROM activity_logs"
    " WHERE key >= j.value << 12 AND key < (j.value + 1) << 12) FROM json_each(?) j"
)
_ADD_ROW: Final = (
    "INSERT INTO activity_logs (key, id, at, facet, correlation, title, data, stray)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_COUNT: Final = (
    "INSERT INTO activity_counts (day, facet, events) VALUES (?, ?, ?)"
    " ON CONFLICT DO UPDATE SET events = events + excluded.events"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An event, with everything about it that can be made before its turn to be written."""

    event: ActivityEvent
    ms: int
    at: int
    facet: Facet
    data: str
    about: str
    """What it is found by in the full text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of a batch."""

    fresh: tuple[ActivityEvent, ...]
    """The events that were not there before, in their order."""
    facets: Mapping[Facet, int]
    """The facets of these events, to be remembered once the transaction is through."""
    strays: bool
    """Whether one of them is far from its place in time."""


def prepare(events: Iterable[ActivityEvent]) -> list[Prepared]:
    """Return the events in their order, each once; costs some 20 microseconds an event."""
    once: dict[str, ActivityEvent] = {}
    for event in events:
        once.setdefault(event.id, event)
    return [_prepared(once[ulid]) for ulid in sorted(once)]


def allot(slots: Sequence[int], tops: Mapping[int, int | None], last: int) -> list[int]:
    """Return a free key for each event, given its millisecond, in ascending order.

    `tops` holds the highest key in use of each millisecond, `last` the highest of all. An event
    for which its millisecond has no room left goes behind all others.
    """
    used = dict(tops)
    keys: list[int] = []
    for ms in slots:
        top = used.get(ms)
        key = first_key(ms) if top is None else top + 1
        if key >= first_key(ms + 1):
            key = last + 1
        used[key // SLOT] = key
        last = max(last, key)
        keys.append(key)
    return keys


async def write(
    connection: AsyncConnection, *, batch: Sequence[Prepared], facets: Facets
) -> Written:
    """Store those events of a batch that are not there yet."""
    ids = orjson.dumps([item.event.id for item in batch]).decode()
    there = {row[0] for row in await fetch(connection, _KNOWN, (ids,))}
    fresh = [item for item in batch if item.event.id not in there]
    if not fresh:
        return Written(fresh=(), facets={}, strays=False)
    numbers = await facets.number(connection, {item.facet for item in fresh})
    keys = await _keys(connection, [item.ms for item in fresh])
    logs: list[tuple[object, ...]] = []
    entries: list[tuple[int, str]] = []
    counted: Counter[tuple[int, int]] = Counter()
    any_strays = False
    for key, item in zip(keys, fresh, strict=True):
        event, facet = item.event, numbers[item.facet]
        stray = strays(key, item.at)
        any_strays |= stray
        logs.append(
            (key, event.id, item.at, facet, event.correlation, event.title, item.data, int(stray))
        )
        entries.append(entry(key, facet, item.about, stray=stray))
        counted[item.at // DAY, facet] += 1
    await each(connection, _ADD_ROW, logs)
    await each(connection, ADD, entries[::-1])
    await each(connection, _COUNT, [(*which, many) for which, many in counted.items()])
    return Written(fresh=tuple(item.event for item in fresh), facets=numbers, strays=any_strays)


def _prepared(event: ActivityEvent) -> Prepared:
    """Return one event, prepared."""
    facet = Facet(event.service, event.instance, event.kind, event.severity.value)
    return Prepared(
        event=event,
        ms=ulid_ms(event.id),
        at=micros(event.at),
        facet=facet,
        data=orjson.dumps(event.data).decode(),
        about=about(facet, correlation=event.correlation, title=event.title, data=event.data),
    )


async def _keys(connection: AsyncConnection, slots: Sequence[int]) -> list[int]:
    """Return a free key for each event, given its millisecond, in ascending order."""
    ((last,),) = await fetch(connection, _LAST)
    last = last or 0
    tops: dict[int, int | None] = {}
    if first_key(slots[0]) <= last:
        wanted = orjson.dumps(sorted(set(slots))).decode()
        tops = dict(await fetch(connection, _TOPS, (wanted,)))
    return allot(slots, tops, last)
