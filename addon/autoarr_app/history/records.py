"""Pages of records: requests, failures and snapshots, the last changed first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Integer, RowMapping, Table, and_, or_, select, type_coerce

from .asynchronous import AsyncConnection
from .order import cursor_pair, micros, pair_cursor

AT_ONCE: Final = 500
"""As many values one statement asks for."""


def span(
    table: Table, when: str, since: datetime | None, until: datetime | None
) -> list[ColumnElement[bool]]:
    """Return the limits that a span of time sets to a column."""
    limits: list[ColumnElement[bool]] = []
    if since is not None:
        limits.append(table.c[when] >= since)
    if until is not None:
        limits.append(table.c[when] < until)
    return limits


async def latest(
    connection: AsyncConnection,
    table: Table,
    *,
    when: str,
    limits: Sequence[ColumnElement[bool]],
    cursor: str | None,
    limit: int,
) -> list[RowMapping]:
    """Return the rows of a page, newest first by the column `when`, and one more if there is one."""
    stored = type_coerce(table.c[when], Integer)
    statement = select(table).where(*limits)
    if cursor is not None:
        at, key = cursor_pair(cursor)
        statement = statement.where(or_(stored < at, and_(stored == at, table.c.key < key)))
    statement = statement.order_by(stored.desc(), table.c.key.desc()).limit(limit + 1)
    return list((await connection.execute(statement)).mappings())


def next_page(rows: Sequence[RowMapping], when: str, shown: int) -> str | None:
    """Return the cursor of the page after the rows that are shown; None when there are no more."""
    if len(rows) <= shown:
        return None
    last = rows[shown - 1]
    return pair_cursor(micros(last[when]), last["key"])
