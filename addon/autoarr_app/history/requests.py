"""Requests: one row each, in its latest state."""

from collections.abc import Sequence
from itertools import batched

from sqlalchemy import RowMapping, insert, select, update

from ..protocol.common import Stored
from ..protocol.records import RecordsQuery, RequestRecord, RequestsPage
from .asynchronous import AsyncConnection
from .records import AT_ONCE, latest, next_page, span
from .tables import requests

ENDED = frozenset({"available", "failed", "cancelled"})
"""States in which nothing more happens; any other one is kept, however old."""


async def put(connection: AsyncConnection, items: Sequence[RequestRecord]) -> Stored:
    """Keep requests; an older state never replaces a newer one."""
    stored = await _stored(connection, {item.id for item in items})
    before = dict(stored)
    unchanged = 0
    for item in items:
        known = stored.get(item.id)
        if known is not None and (known == item or known.updated > item.updated):
            unchanged += 1
            continue
        stored[item.id] = item
    for ulid, item in stored.items():
        if ulid not in before:
            await connection.execute(insert(requests).values(item.model_dump()))
        elif before[ulid] != item:
            changed = update(requests).where(requests.c.id == ulid).values(item.model_dump())
            await connection.execute(changed)
    return Stored(stored=len(items) - unchanged, unchanged=unchanged)


async def page(connection: AsyncConnection, query: RecordsQuery) -> RequestsPage:
    """Return a page of requests, last changed first."""
    limits = span(requests, "updated", query.since, query.until)
    if query.state:
        limits.append(requests.c.state.in_(query.state))
    if query.correlation is not None:
        limits.append(requests.c.correlation == query.correlation)
    rows = await latest(
        connection,
        requests,
        when="updated",
        limits=limits,
        cursor=query.cursor,
        limit=query.limit,
    )
    return RequestsPage(
        items=[_record(row) for row in rows[: query.limit]],
        next=next_page(rows, "updated", query.limit),
    )


async def _stored(connection: AsyncConnection, ids: set[str]) -> dict[str, RequestRecord]:
    """Return those requests that are there."""
    found: dict[str, RequestRecord] = {}
    for some in batched(sorted(ids), AT_ONCE, strict=False):
        rows = await connection.execute(select(requests).where(requests.c.id.in_(some)))
        found.update({row["id"]: _record(row) for row in rows.mappings()})
    return found


def _record(row: RowMapping) -> RequestRecord:
    """Return the request of a row."""
    return RequestRecord.model_validate({name: row[name] for name in RequestRecord.model_fields})
