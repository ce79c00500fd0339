"""The full text of events: what it is told of each, at which place, and how all of it is made anew."""

from collections.abc import Iterator
from itertools import batched
from typing import Final

import orjson
from pydantic import JsonValue
from sqlalchemy import Connection

from .facets import Facet
from .order import place
from .words import STRAY_MARK, correlation_mark, facet_mark, indexed, name_mark, texts_of

ADD: Final = "INSERT INTO activity_search (rowid, words) VALUES (?, ?)"
"""Fast for ascending places only: for a lower one FTS5 first puts on disk what it has gathered."""

_ROWS: Final = (
    "SELECT a.key, a.facet, a.stray, f.service, f.instance, f.kind, f.severity, a.correlation,"
    " a.title, a.data"
    " FROM activity_logs a CROSS JOIN activity_facets f ON f.id = a.facet ORDER BY a.key DESC"
)
_STEP: Final = 1_000


def about(facet: Facet, *, correlation: str, title: str, data: JsonValue) -> str:
    """Return what an event is found by, before it has a number for its facet and a place."""
    marks = [name_mark(field, name) for field, name in facet._asdict().items()]
    texts = (title, facet.kind, facet.service, facet.instance, correlation, *texts_of(data))
    return " ".join([*marks, correlation_mark(correlation), indexed(texts)])


def entry(key: int, facet: int, told: str, *, stray: bool) -> tuple[int, str]:
    """Return the values of `ADD` for an event, `told` being what it is found by otherwise."""
    return place(key), f"{facet_mark(facet)} {STRAY_MARK if stray else ''} {told}"


def fill(connection: Connection) -> None:
    """Add all stored events to a full text that has none."""
    for step in batched(_stored(connection), _STEP, strict=False):
        connection.exec_driver_sql(ADD, list(step))


def _stored(connection: Connection) -> Iterator[tuple[int, str]]:
    """Yield the entry of each stored event, newest first."""
    for row in connection.exec_driver_sql(_ROWS):
        key, number, stray, service, instance, kind, severity, correlation, title, data = row
        facet = Facet(service, instance, kind, severity)
        told = about(facet, correlation=correlation, title=title, data=orjson.loads(data))
        yield entry(key, number, told, stray=bool(stray))
