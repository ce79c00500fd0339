"""Counts: how recovery went, and how much happened."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, case, func, select, type_coerce

from ..protocol.activity import ActivityStats, StatsQuery, Tally
from ..protocol.records import Outcome
from .asynchronous import AsyncConnection
from .direct import fetch
from .ingest import DAY
from .order import END, micros, window
from .tables import failures

MOST_GROUPS: Final = 200
"""As many causes, indexers and qualities are told, those with the most failures first."""

MOST_DAYS: Final = 400
"""As many days are told, the last ones."""

UNKNOWN: Final = "unknown"

_WHOLE_DAYS: Final = (
    "SELECT f.kind, f.severity, sum(c.events) FROM activity_counts c"
    " JOIN activity_facets f ON f.id = c.facet"
    " WHERE c.day >= ? AND c.day < ? GROUP BY f.kind, f.severity"
)
_PART: Final = (
    "WITH counted(facet, events) AS ("
    " SELECT facet, count(*) FROM activity_logs NOT INDEXED"
    "  WHERE key >= :low AND key < :high AND at >= :since AND at < :until GROUP BY facet"
    " UNION ALL"
    " SELECT facet, count(*) FROM activity_logs INDEXED BY activity_logs_stray"
    "  WHERE stray = 1 AND at >= :since AND at < :until AND (key < :low OR key >= :high)"
    "  GROUP BY facet"
    ") SELECT f.kind, f.severity, sum(c.events) FROM counted c"
    " JOIN activity_facets f ON f.id = c.facet GROUP BY f.kind, f.severity"
)

type Counted = tuple[str, str, int]


async def read(connection: AsyncConnection, query: StatsQuery) -> ActivityStats:
    """Return the statistics of a span of time.

    Events count by their moment, failures by the moment they were first seen.
    """
    since = 0 if query.since is None else micros(query.since)
    until = END if query.until is None else micros(query.until)
    by_severity: Counter[str] = Counter()
    by_kind: Counter[str] = Counter()
    for kind, severity, events in await _events(connection, since, until):
        by_kind[kind] += events
        by_severity[severity] += events
    first_seen = type_coerce(failures.c.first_seen, Integer)
    span = first_seen.between(since, until - 1)
    day = func.strftime("%Y-%m-%d", first_seen / 1_000_000, "unixepoch")
    by_day = await _tallies(connection, span, day, order=day, most=MOST_DAYS)
    return ActivityStats(
        events=by_kind.total(),
        by_severity=dict(by_severity),
        by_kind=dict(by_kind.most_common()),
        by_cause=await _tallies(connection, span, failures.c.cause),
        by_indexer=await _tallies(connection, span, _named(failures.c.indexer)),
        by_quality=await _tallies(connection, span, _named(failures.c.quality)),
        by_day=by_day[::-1],
    )


def parts(since: int, until: int) -> Iterator[tuple[bool, int, int]]:
    """Yield the whole days, counted in days, and what is left of others, in microseconds.

    True says that it is days. Days are counted already; only the rest has to be looked at.
    """
    first, last = -(-since // DAY), until // DAY
    if first > last:
        yield (False, since, until)
        return
    if since < first * DAY:
        yield (False, since, first * DAY)
    if first < last:
        yield (True, first, last)
    if last * DAY < until:
        yield (False, last * DAY, until)


async def _events(connection: AsyncConnection, since: int, until: int) -> list[Counted]:
    """Return how many events each kind and severity has; some stand there more than once."""
    found: list[Counted] = []
    for whole, start, stop in parts(since, until):
        if whole:
            rows = await fetch(connection, _WHOLE_DAYS, (start, stop))
        elif stop == END:
            continue
        else:
            low, high = window(start, stop)
            values = {"low": low, "high": high, "since": start, "until": stop}
            rows = await fetch(connection, _PART, values)
        found += [(kind, severity, events) for kind, severity, events in rows]
    return found


def _named(column: ColumnElement[Any]) -> ColumnElement[str]:
    """Return a column with a word where nothing is known."""
    return func.coalesce(func.nullif(column, ""), UNKNOWN)


async def _tallies(
    connection: AsyncConnection,
    span: ColumnElement[bool],
    group: ColumnElement[Any],
    *,
    order: ColumnElement[Any] | None = None,
    most: int = MOST_GROUPS,
) -> list[Tally]:
    """Return how the downloads of each group ended."""
    many = func.count()
    recovered = _ended(Outcome.RECOVERED)
    gave_up = _ended(Outcome.GAVE_UP)
    statement = (
        select(group, many, recovered, gave_up)
        .where(span)
        .group_by(group)
        .order_by((many if order is None else order).desc(), group)
        .limit(most)
    )
    return [
        Tally(
            key=key,
            failures=failed,
            recovered=well,
            gave_up=badly,
            success_rate=round(well / (well + badly), 4) if well + badly else None,
        )
        for key, failed, well, badly in (await connection.execute(statement)).tuples()
    ]


def _ended(outcome: Outcome) -> ColumnElement[int]:
    """Return how many of a group ended so."""
    return func.sum(case((failures.c.outcome == outcome.value, 1), else_=0))
