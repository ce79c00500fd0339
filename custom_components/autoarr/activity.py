"""Where the activity is read: in the app's history when it answers, else in what the journal still holds."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
import logging
from typing import Any, Final, Self

from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType
import probatio

from .clients.app import AppClient
from .clients.base import Params
from .clients.errors import ServiceError
from .clients.models import app_activity
from .errors import service_errors
from .hub import AutoarrHub
from .journal.events import Event, EventKind, Severity
from .journal.journal import RING_EVENTS
from .journal.searching import MOST_PAGE, EventFilter, page
from .recovery.keeping import tallies
from .services.common import refusal

_LOGGER = logging.getLogger(__name__)

APP_NAME: Final = "AutoArr app"
LOCAL: Final = "local"
APP: Final = "app"


def _moment(value: Any) -> datetime:
    """Return a moment in UTC; one without a zone is Home Assistant's."""
    return dt_util.as_utc(cv.datetime(value))


def _several(least: Any, most: int) -> Any:
    """Return a validator of a list of alternatives."""
    return probatio.All([least], probatio.Length(max=most))


SPAN: Final[Mapping[Any, Any]] = {
    probatio.Optional("since"): probatio.Any(None, _moment),
    probatio.Optional("until"): probatio.Any(None, _moment),
}
FILTER: Final[Mapping[Any, Any]] = {
    **SPAN,
    probatio.Optional("service"): _several(probatio.All(str, probatio.Length(max=40)), 20),
    probatio.Optional("severity"): _several(probatio.Coerce(Severity), 4),
    probatio.Optional("kind"): _several(probatio.Coerce(EventKind), 40),
    probatio.Optional("correlation"): probatio.Any(
        None, probatio.All(str, probatio.Length(max=100))
    ),
    probatio.Optional("q"): probatio.Any(None, probatio.All(str, probatio.Length(max=200))),
}
PAGE: Final[Mapping[Any, Any]] = {
    **FILTER,
    probatio.Optional("cursor"): probatio.Any(
        None, probatio.All(str, probatio.Match(r"^(app|local):[0-9A-Z-]{1,40}$"))
    ),
    probatio.Optional("limit", default=50): probatio.All(int, probatio.Range(min=1, max=MOST_PAGE)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events somebody wants to see."""

    filter: EventFilter

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Self:
        """Return what was asked for, by the names of FILTER."""
        return cls(
            filter=EventFilter(
                since=given.get("since"),
                until=given.get("until"),
                services=tuple(given.get("service", ())),
                severities=tuple(given.get("severity", ())),
                kinds=tuple(given.get("kind", ())),
                correlation=given.get("correlation"),
                words=given.get("q") or "",
            )
        )

    def as_params(self) -> Params:
        """Return the query that the app understands, which is that of the export too."""
        wanted = self.filter
        params: dict[str, str | int | bool | tuple[str, ...]] = dict(
            span_params(wanted.since, wanted.until)
        )
        if wanted.services:
            params["service"] = wanted.services
        if wanted.severities:
            params["severity"] = tuple(one.value for one in wanted.severities)
        if wanted.kinds:
            params["kind"] = tuple(one.value for one in wanted.kinds)
        if wanted.correlation is not None:
            params["correlation"] = wanted.correlation
        if wanted.words.strip():
            params["q"] = wanted.words
        return params


def span_params(since: datetime | None, until: datetime | None) -> dict[str, str]:
    """Return a span of time as the app reads it."""
    given = {"since": since, "until": until}
    return {name: moment.isoformat() for name, moment in given.items() if moment is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A page of events as JSON, the newest first; `next` is the cursor of the page after it."""

    items: tuple[JsonObjectType, ...]
    next: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How recovery went; strategies are always counted here, for the app does not know them."""

    by_day: tuple[tallies.Tally | app_activity.Tally, ...]
    by_cause: tuple[tallies.Tally | app_activity.Tally, ...]
    by_strategy: tuple[tallies.Tally, ...]
    source: str


def app_client_of(hub: AutoarrHub) -> AppClient | None:
    """Return the client of the app, None when none is paired or it did not answer the last time."""
    app = hub.app
    return app.client if app is not None and app.coordinator.ready else None


def ring_of(hub: AutoarrHub) -> tuple[Event, ...]:
    """Return what the journal still holds, the newest first."""
    return hub.journal.recent(RING_EVENTS)


async def async_read(hub: AutoarrHub, wanted: Wanted, cursor: str | None, limit: int) -> Read:
    """Return a page; one that began in the app goes on there. Raises translated errors."""
    source, _, place = (cursor or "").partition(":")
    client = None if source == LOCAL else app_client_of(hub)
    if source == APP and client is None:
        raise refusal("app_not_ready")
    if client is not None:
        params = {**wanted.as_params(), "limit": limit, **({"cursor": place} if place else {})}
        try:
            found = await client.activity(params)
        except ServiceError as err:
            if source == APP:
                with service_errors(APP_NAME):
                    raise
            _LOGGER.debug("The app did not list the activity: %s", err)
        else:
            after = f"{APP}:{found.next}" if found.next else None
            return Read(items=found.items, next=after, source=APP)
    events = ring_of(hub)
    local = await asyncio.to_thread(page, events, wanted.filter, after=place or None, limit=limit)
    return Read(
        items=tuple(event.as_dict() for event in local.events),
        next=f"{LOCAL}:{local.next}" if local.next else None,
        source=LOCAL,
    )


async def async_count(hub: AutoarrHub, since: datetime | None, until: datetime | None) -> Counted:
    """Return how recovery went within a span of time."""
    outcomes = tallies.within(hub.recovery.outcomes(), since, until)
    strategies = tallies.by_strategy(outcomes)
    if (client := app_client_of(hub)) is not None:
        try:
            stats = await client.activity_stats(span_params(since, until))
        except ServiceError as err:
            _LOGGER.debug("The app did not count the activity: %s", err)
        else:
            return Counted(
                by_day=tuple(sorted(stats.by_day, key=lambda one: one.key)),
                by_cause=stats.by_cause,
                by_strategy=strategies,
                source=APP,
            )
    return Counted(
        by_day=tallies.by_day(outcomes),
        by_cause=tallies.by_cause(outcomes),
        by_strategy=strategies,
        source=LOCAL,
    )
