"""Snapshots of configurations: written once, never changed."""

from collections.abc import Sequence
from typing import Final, cast
import zlib

import orjson
from pydantic import JsonValue
from sqlalchemy import RowMapping, insert, select

from ..protocol.common import Stored
from ..protocol.records import SnapshotRecord, SnapshotsPage, SnapshotsQuery
from .asynchronous import AsyncConnection
from .records import latest, next_page, span
from .tables import snapshots

PAGE_BYTES: Final = 4 * 1024**2
"""A page ends early rather than hold more JSON than this; there is always one snapshot in it."""


async def put(connection: AsyncConnection, items: Sequence[SnapshotRecord]) -> Stored:
    """Keep snapshots; one that is there stays as it is."""
    once = {item.id: item for item in reversed(items)}
    rows = await connection.execute(select(snapshots.c.id).where(snapshots.c.id.in_(once)))
    for ulid in rows.scalars():
        del once[ulid]
    for item in reversed(once.values()):
        values = item.model_dump()
        values["document"] = _packed(values["document"])
        values["changes"] = _packed(values["changes"])
        await connection.execute(insert(snapshots).values(values))
    return Stored(stored=len(once), unchanged=len(items) - len(once))


async def page(connection: AsyncConnection, query: SnapshotsQuery) -> SnapshotsPage:
    """Return a page of snapshots, newest first; it ends early when they are large."""
    limits = span(snapshots, "at", query.since, query.until)
    if query.instance is not None:
        limits.append(snapshots.c.instance == query.instance)
    rows = await latest(
        connection,
        snapshots,
        when="at",
        limits=limits,
        cursor=query.cursor,
        limit=query.limit,
    )
    items: list[SnapshotRecord] = []
    size = 0
    for row in rows[: query.limit]:
        document, changes = zlib.decompress(row["document"]), zlib.decompress(row["changes"])
        size += len(document) + len(changes)
        if items and size > PAGE_BYTES:
            break
        items.append(_record(row, document, changes))
    return SnapshotsPage(items=items, next=next_page(rows, "at", len(items)))


def _packed(value: JsonValue) -> bytes:
    """Return a JSON value as it is stored."""
    return zlib.compress(orjson.dumps(value), level=6)


def _record(row: RowMapping, document: bytes, changes: bytes) -> SnapshotRecord:
    """Return the snapshot of a row."""
    names = SnapshotRecord.model_fields.keys() - {"document", "changes"}
    known = {name: row[name] for name in names}
    unpacked = {"document": orjson.loads(document), "changes": orjson.loads(changes)}
    return SnapshotRecord.model_validate(cast("dict[str, JsonValue]", known | unpacked))
