"""Statements on the way that must be fast: one visit to the connection's thread each.

A statement through SQLAlchemy's cursor makes four. The connection is still SQLAlchemy's, with its
pool, its pragmas and its transaction.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import aiosqlite

from .asynchronous import AsyncConnection

type Values = Sequence[object] | Mapping[str, object]


async def fetch(
    connection: AsyncConnection, statement: str, values: Values = ()
) -> list[tuple[Any, ...]]:
    """Run a statement to its end and return its rows."""
    driver = await _driver(connection)
    # Named values are as good as values in order; the annotation of the library knows only these.
    return [tuple(row) for row in await driver.execute_fetchall(statement, cast("Any", values))]


async def each(
    connection: AsyncConnection, statement: str, rows: Sequence[Sequence[object]]
) -> None:
    """Run a statement that returns nothing once for each row of values."""
    driver = await _driver(connection)
    if len(rows) == 1:
        await driver.execute_fetchall(statement, rows[0])
        return
    async with driver.executemany(statement, rows):
        pass


async def _driver(connection: AsyncConnection) -> aiosqlite.Connection:
    """Return the connection below SQLAlchemy's."""
    raw = await connection.get_raw_connection()
    return cast("aiosqlite.Connection", raw.driver_connection)
