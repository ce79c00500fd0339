"""The facets of events: each combination of service, instance, kind and severity that occurs.

There are some hundreds in a house, so that any filter on these four becomes a short list of
numbers, and nobody has to intersect four conditions over a million rows.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from sqlalchemy import select

from ..protocol.activity import ActivityFilter
from .asynchronous import AsyncConnection
from .direct import each, fetch
from .tables import facets

MOST_AT_HAND: Final = 5_000
"""More facets than this are not kept in memory; they are looked up then."""


class Facet(NamedTuple):
    """One combination."""

    service: str
    instance: str
    kind: str
    severity: str


def names_of(which: ActivityFilter) -> dict[str, set[str]]:
    """Return the names that a filter wants, by field; fields it says nothing about are left out."""
    wanted = {
        "service": set(which.service),
        "instance": set(which.instance),
        "kind": set(which.kind),
        "severity": {severity.value for severity in which.severity},
    }
    return {field: names for field, names in wanted.items() if names}


_ADD: Final = (
    "INSERT INTO activity_facets (service, instance, kind, severity) VALUES (?, ?, ?, ?)"
    " ON CONFLICT DO NOTHING"
)
_NUMBER: Final = (
    "SELECT id FROM activity_facets"
    " WHERE service = ? AND instance = ? AND kind = ? AND severity = ?"
)


class Facets:
    """The numbers of the facets, at hand as long as there are few."""

    def __init__(self) -> None:
        """Know none; `load` reads them."""
        self._numbers: dict[Facet, int] = {}
        self._all_at_hand = False

    async def load(self, connection: AsyncConnection) -> None:
        """Read the facets that are stored."""
        statement = select(
            facets.c.service, facets.c.instance, facets.c.kind, facets.c.severity, facets.c.id
        ).limit(MOST_AT_HAND + 1)
        rows = (await connection.execute(statement)).tuples().all()
        self._numbers = {Facet(*names): number for *names, number in rows[:MOST_AT_HAND]}
        self._all_at_hand = len(rows) <= MOST_AT_HAND

    def remember(self, numbers: Mapping[Facet, int]) -> None:
        """Keep facets at hand that are stored now; to be called after the commit only."""
        new = {facet: number for facet, number in numbers.items() if facet not in self._numbers}
        if len(self._numbers) + len(new) > MOST_AT_HAND:
            self._all_at_hand = False
            return
        self._numbers.update(new)

    async def number(
        self, connection: AsyncConnection, wanted: Iterable[Facet]
    ) -> dict[Facet, int]:
        """Return the number of each facet; new ones are stored, but not remembered yet."""
        found: dict[Facet, int] = {}
        for facet in wanted:
            number = self._numbers.get(facet)
            if number is None:
                await each(connection, _ADD, [facet])
                ((number,),) = await fetch(connection, _NUMBER, facet)
            found[facet] = number
        return found

    async def passing(
        self, connection: AsyncConnection, which: ActivityFilter
    ) -> tuple[int, ...] | None:
        """Return the facets that a filter lets pass; None when it says nothing about them."""
        limits = names_of(which)
        if not limits:
            return None
        if self._all_at_hand:
            return tuple(
                number
                for facet, number in self._numbers.items()
                if all(getattr(facet, field) in names for field, names in limits.items())
            )
        statement = select(facets.c.id).where(
            *(facets.c[field].in_(names) for field, names in limits.items())
        )
        return tuple((await connection.execute(statement)).scalars())
