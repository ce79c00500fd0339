"""Reads events: pages by any filter, in a time that does not grow with the table.

Three ways lead to the newest events of a filter, each of them walks from the newest event on and
stops when the page is full:
- words or a correlation: FTS5 intersects all lists, those of the facets among them;
- facets alone: their lists, which one index holds, are merged;
- neither: the table itself.
A span of time limits the keys; events that stray from their place in time are few and are looked
for apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import orjson

from ..protocol.activity import ActivityEvent, ActivityFilter
from ..protocol.common import Severity
from .asynchronous import AsyncConnection
from .direct import fetch
from .facets import Facets, names_of
from .order import END, NEAREST, micros, moment, place, window
from .words import (
    MOST_EXPANDED,
    STRAY_MARK,
    all_of,
    any_of,
    correlation_mark,
    facet_mark,
    name_mark,
    needs_expansion,
    prefix,
    quoted,
    words,
)

MOST_MARKS: Final = 24
"""More facets than this are not searched for one by one, but by their names."""

_COLUMNS: Final = (
    "SELECT a.key, a.id, a.at, f.kind, f.severity, a.correlation, f.service, f.instance, a.title,"
    " a.data"
)
_FACETS: Final = " CROSS JOIN activity_facets f ON f.id = a.facet"
_EVENT_AT: Final = f" CROSS JOIN activity_logs a ON a.key = {NEAREST} - s.rowid"
_EXPAND: Final = (
    "WITH RECURSIVE found(term) AS ("
    " SELECT (SELECT term FROM activity_words WHERE term >= :start AND term < :stop LIMIT 1)"
    " UNION ALL"
    " SELECT (SELECT term FROM activity_words"
    "  WHERE term >= found.term || char(1) AND term < :stop LIMIT 1)"
    " FROM found WHERE found.term IS NOT NULL"
    ") SELECT term FROM found WHERE term IS NOT NULL LIMIT :most"
)
# A recursive query with an order is a queue: it takes the highest key of all lists, then looks up
# what follows it in its list.
_MERGE: Final = (
    "WITH RECURSIVE merged(facet, key) AS ("
    " SELECT j.value, (SELECT max(l.key) FROM activity_logs l"
    "  WHERE l.facet = j.value AND l.key >= :low AND l.key < :high)"
    " FROM json_each(:facets) j"
    " UNION ALL"
    " SELECT merged.facet, (SELECT max(l.key) FROM activity_logs l"
    "  WHERE l.facet = merged.facet AND l.key >= :low AND l.key < merged.key)"
    " FROM merged WHERE merged.key IS NOT NULL"
    " ORDER BY 2 DESC"
    ") "
)
_SEVERITIES: Final = {severity.value: severity for severity in Severity}

type Found = tuple[Any, ...]
"""The columns of `_COLUMNS`."""
type Values = dict[str, str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A filter, made ready for SQL."""

    facets: tuple[int, ...] | None = None
    """The facets that pass; None when all do."""
    names: tuple[str, ...] = ()
    """Terms that hold for these facets, and for few others."""
    terms: tuple[str, ...] = ()
    """What must hold in the language of FTS5, the facets not among them."""
    correlation: str | None = None
    since: int | None = None
    until: int | None = None
    low: int = 0
    high: int = END
    """The keys [low, high) in which events of the span of time lie that do not stray."""


async def any_strays(connection: AsyncConnection) -> bool:
    """Say whether any event is far from its place in time."""
    ((found,),) = await fetch(
        connection,
        "SELECT EXISTS (SELECT 1 FROM activity_logs INDEXED BY activity_logs_stray WHERE stray = 1)",
    )
    return bool(found)


async def after_newest(connection: AsyncConnection) -> int:
    """Return the first key behind all events there are."""
    ((key,),) = await fetch(connection, "SELECT max(key) FROM activity_logs")
    return (key or 0) + 1


async def read(
    connection: AsyncConnection,
    which: ActivityFilter,
    *,
    facets: Facets,
    strays: bool,
    before: int,
    limit: int,
) -> list[Found]:
    """Return the newest events that pass a filter, with keys below `before`, newest first.

    `strays` says whether there may be events far from their place in time.
    """
    since = None if which.since is None else micros(which.since)
    until = None if which.until is None else micros(which.until)
    passing = await facets.passing(connection, which)
    if passing == () or (since is not None and until is not None and since >= until):
        return []
    terms: list[str] = []
    if which.correlation is not None:
        terms.append(quoted(correlation_mark(which.correlation)))
    terms += await _words_of(connection, which.q or "")
    low, high = window(since, until)
    search = Search(
        facets=passing,
        names=tuple(
            any_of([quoted(name_mark(field, name)) for name in sorted(names)])
            for field, names in names_of(which).items()
        ),
        terms=tuple(terms),
        correlation=which.correlation,
        since=since,
        until=until,
        low=low,
        high=high,
    )
    found = await _in_window(connection, search, before, limit)
    if strays and (since is not None or until is not None):
        found += await _elsewhere(connection, search, before, limit)
        found.sort(key=lambda row: row[0], reverse=True)
    return found[:limit]


def as_event(row: Found) -> ActivityEvent:
    """Return the event of a row; it was validated when it came."""
    _, ulid, at, kind, severity, correlation, service, instance, title, data = row
    return ActivityEvent.model_construct(
        id=ulid,
        at=moment(at),
        kind=kind,
        severity=_SEVERITIES[severity],
        correlation=correlation,
        service=service,
        instance=instance,
        title=title,
        data=orjson.loads(data),
    )


def as_line(row: Found) -> bytes:
    """Return the event of a row as a line of JSON."""
    _, ulid, at, kind, severity, correlation, service, instance, title, data = row
    return orjson.dumps(
        {
            "id": ulid,
            "at": moment(at),
            "kind": kind,
            "severity": severity,
            "correlation": correlation,
            "service": service,
            "instance": instance,
            "title": title,
            "data": orjson.Fragment(data),
        },
        option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z,
    )


async def _words_of(connection: AsyncConnection, text: str) -> list[str]:
    """Return the terms for the words of a person; the last may be the start of a word."""
    asked = words(text)
    if not asked:
        return []
    *whole, last = asked
    expansion: Sequence[str] | None = ()
    if needs_expansion(last):
        limits = {"start": last, "stop": last + "\U0010ffff", "most": MOST_EXPANDED + 1}
        expansion = [term for (term,) in await fetch(connection, _EXPAND, limits)]
        expansion = None if len(expansion) > MOST_EXPANDED else expansion
    return [*(quoted(word) for word in dict.fromkeys(whole)), prefix(last, expansion)]


async def _in_window(
    connection: AsyncConnection, search: Search, before: int, limit: int
) -> list[Found]:
    """Return the newest events among the keys of the span of time."""
    high = min(search.high, before)
    values: Values = {"low": search.low, "high": high, "limit": limit}
    conditions = _conditions(search, values)
    if search.low >= high:
        return []
    if search.terms:
        return await _matching(connection, search, conditions, values)
    if search.facets is not None:
        # Without an order of its own the queue is read only as far as the page needs.
        statement = (
            f"{_MERGE}{_COLUMNS} FROM merged CROSS JOIN activity_logs a ON a.key = merged.key"
            f"{_FACETS}{_where(conditions)} LIMIT :limit"
        )
        values["facets"] = orjson.dumps(search.facets).decode()
    else:
        conditions += ["a.key >= :low", "a.key < :high"]
        statement = (
            f"{_COLUMNS} FROM activity_logs a{_FACETS}{_where(conditions)}"
            " ORDER BY a.key DESC LIMIT :limit"
        )
    return await fetch(connection, statement, values)


async def _elsewhere(
    connection: AsyncConnection, search: Search, before: int, limit: int
) -> list[Found]:
    """Return the newest events of the span of time that lie outside its keys."""
    values: Values = {"low": 0, "high": before, "limit": limit}
    conditions = [*_conditions(search, values), "(a.key < :inner_low OR a.key >= :inner_high)"]
    values |= {"inner_low": search.low, "inner_high": search.high}
    if search.terms:
        strays = replace(search, terms=(quoted(STRAY_MARK), *search.terms))
        return await _matching(connection, strays, conditions, values)
    if search.facets is not None:
        conditions.append(_facet_condition(search.facets, values))
    conditions += ["a.stray = 1", "a.key < :high"]
    statement = (
        f"{_COLUMNS} FROM activity_logs a INDEXED BY activity_logs_stray{_FACETS}"
        f"{_where(conditions)} ORDER BY a.key DESC LIMIT :limit"
    )
    return await fetch(connection, statement, values)


async def _matching(
    connection: AsyncConnection, search: Search, conditions: list[str], values: Values
) -> list[Found]:
    """Return the newest events that hold the terms, among the keys [:low, :high)."""
    terms = list(search.terms)
    if search.facets is not None and len(search.facets) <= MOST_MARKS:
        terms.append(any_of([quoted(facet_mark(facet)) for facet in search.facets]))
    elif search.facets is not None:
        terms += search.names
        conditions = [*conditions, _facet_condition(search.facets, values)]
    match = ["activity_search MATCH :match", "s.rowid <= :last", "s.rowid > :above"]
    values["match"] = all_of(terms)
    values |= {"last": place(int(values["low"])), "above": place(int(values["high"]))}
    statement = (
        f"{_COLUMNS} FROM activity_search s{_EVENT_AT}{_FACETS}"
        f"{_where(match + conditions)} ORDER BY s.rowid LIMIT :limit"
    )
    return await fetch(connection, statement, values)


def _conditions(search: Search, values: Values) -> list[str]:
    """Return what has to be asked of each row, and add its values."""
    conditions: list[str] = []
    if search.since is not None:
        conditions.append("a.at >= :since")
        values["since"] = search.since
    if search.until is not None:
        conditions.append("a.at < :until")
        values["until"] = search.until
    if search.correlation is not None:
        conditions.append("a.correlation = :correlation")
        values["correlation"] = search.correlation
    return conditions


def _facet_condition(passing: Sequence[int], values: Values) -> str:
    """Return the question whether a row is of one of these facets, and add its values."""
    values["facets"] = orjson.dumps(passing).decode()
    return "a.facet IN (SELECT value FROM json_each(:facets))"


def _where(conditions: Sequence[str]) -> str:
    """Return the conditions as SQL."""
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""
