"""Failed downloads: one row each, whatever ids SABnzbd gave it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import batched

from sqlalchemy import RowMapping, delete, insert, select, update

from ..protocol.common import Stored
from ..protocol.records import FailureRecord, FailuresPage, RecordsQuery
from .asynchronous import AsyncConnection
from .chains import Failure, merge
from .records import AT_ONCE, latest, next_page, span
from .tables import failure_ids, failures


async def put(connection: AsyncConnection, items: Sequence[FailureRecord]) -> Stored:
    """Keep failures; chains that share an id are one failure."""
    merged = merge(await _touched(connection, items), items)
    if merged.gone:
        await connection.execute(delete(failures).where(failures.c.key.in_(merged.gone)))
        await connection.execute(delete(failure_ids).where(failure_ids.c.failure.in_(merged.gone)))
    for failure in merged.changed:
        await _write(connection, failure)
    return Stored(stored=len(items) - merged.unchanged, unchanged=merged.unchanged)


async def page(connection: AsyncConnection, query: RecordsQuery) -> FailuresPage:
    """Return a page of failures, last changed first."""
    limits = span(failures, "updated", query.since, query.until)
    if query.state:
        limits.append(failures.c.outcome.in_(query.state))
    if query.correlation is not None:
        limits.append(failures.c.correlation == query.correlation)
    rows = await latest(
        connection,
        failures,
        when="updated",
        limits=limits,
        cursor=query.cursor,
        limit=query.limit,
    )
    shown = await _failures(connection, rows[: query.limit])
    return FailuresPage(
        items=[failure.shown() for failure in shown],
        next=next_page(rows, "updated", query.limit),
    )


async def _touched(
    connection: AsyncConnection, items: Iterable[FailureRecord]
) -> Sequence[Failure]:
    """Return the stored failures that share an id with one of these."""
    jobs: dict[str, set[str]] = defaultdict(set)
    for item in items:
        jobs[item.sabnzbd].update(item.chain)
    keys: set[int] = set()
    for instance, ids in jobs.items():
        for some in batched(sorted(ids), AT_ONCE, strict=False):
            statement = select(failure_ids.c.failure).where(
                failure_ids.c.sabnzbd == instance, failure_ids.c.job.in_(some)
            )
            keys.update((await connection.execute(statement)).scalars())
    rows: list[RowMapping] = []
    for few in batched(sorted(keys), AT_ONCE, strict=False):
        statement_of_rows = select(failures).where(failures.c.key.in_(few))
        rows += (await connection.execute(statement_of_rows)).mappings().all()
    return await _failures(connection, rows)


async def _failures(connection: AsyncConnection, rows: Sequence[RowMapping]) -> list[Failure]:
    """Return the failures of rows, with all their ids."""
    ids: dict[int, set[str]] = defaultdict(set)
    for some in batched((row["key"] for row in rows), AT_ONCE, strict=False):
        statement = select(failure_ids.c.failure, failure_ids.c.job).where(
            failure_ids.c.failure.in_(some)
        )
        for key, job in (await connection.execute(statement)).tuples():
            ids[key].add(job)
    return [
        Failure(key=row["key"], ids=frozenset(ids[row["key"]]), record=_record(row)) for row in rows
    ]


async def _write(connection: AsyncConnection, failure: Failure) -> None:
    """Write a failure and the ids that lead to it."""
    values = failure.record.model_dump()
    key = failure.key
    if key is None:
        added = await connection.execute(insert(failures).values(values).returning(failures.c.key))
        key = added.scalar_one()
    else:
        await connection.execute(update(failures).where(failures.c.key == key).values(values))
    instance = failure.record.sabnzbd
    await connection.execute(
        insert(failure_ids).prefix_with("OR REPLACE"),
        [{"sabnzbd": instance, "job": job, "failure": key} for job in sorted(failure.ids)],
    )


def _record(row: RowMapping) -> FailureRecord:
    """Return the failure of a row as it was sent."""
    return FailureRecord.model_validate({name: row[name] for name in FailureRecord.model_fields})
