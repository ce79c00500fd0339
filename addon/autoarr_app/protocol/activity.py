"""Events of the journal: what happened, in batches in, in pages out."""

from typing import Annotated

from pydantic import Field

from .common import Cursor, Data, Limit, Moment, Name, Severity, ShortText, TitleText, Ulid, Wire

MOST_EVENTS = 1_000


class ActivityEvent(Wire):
    """One thing that happened; the ULID is its identity, sending it twice is harmless."""

    id: Ulid
    at: Moment
    kind: Name
    severity: Severity = Severity.INFO
    correlation: ShortText = ""
    """The identity of the title's timeline."""
    service: ShortText = ""
    instance: ShortText = ""
    title: TitleText = ""
    data: Data = Field(default_factory=dict)


class ActivityBatch(Wire):
    """Events to be kept: all of them, or none when one is refused."""

    events: Annotated[list[ActivityEvent], Field(min_length=1, max_length=MOST_EVENTS)]


class ActivityReceipt(Wire):
    """All events of the batch are on disk now."""

    accepted: int
    duplicates: int


class ActivityFilter(Wire):
    """Which events; what is left out does not limit. Values of one list are alternatives."""

    since: Moment | None = None
    until: Moment | None = None
    """Before this moment."""
    service: Annotated[list[ShortText], Field(max_length=20)] = Field(default_factory=list)
    instance: Annotated[list[ShortText], Field(max_length=20)] = Field(default_factory=list)
    severity: Annotated[list[Severity], Field(max_length=4)] = Field(default_factory=list)
    kind: Annotated[list[Name], Field(max_length=40)] = Field(default_factory=list)
    correlation: ShortText | None = None
    q: Annotated[str, Field(max_length=200)] | None = None
    """Words that all stand in the event, in any order; the last may be the start of a word."""


class ActivityQuery(ActivityFilter):
    """A page of events, newest first."""

    cursor: Cursor | None = None
    limit: Limit = 50


class ActivityPage(Wire):
    """Events, newest first."""

    items: list[ActivityEvent]
    next: Cursor | None
    """Ask for the page after this one with it; null on the last page."""


class StatsQuery(Wire):
    """The span of time to count in."""

    since: Moment | None = None
    until: Moment | None = None


class Tally(Wire):
    """How the downloads of one group ended."""

    key: str
    """The cause, the indexer, the quality or the day (UTC, `2026-11-26`)."""
    failures: int
    recovered: int
    gave_up: int
    success_rate: float | None
    """Recovered out of those that ended, 0..1; null while none has ended."""


class ActivityStats(Wire):
    """Success of recovery by cause, indexer, quality and day, and how much happened."""

    events: int
    by_severity: dict[str, int]
    by_kind: dict[str, int]
    by_cause: list[Tally]
    by_indexer: list[Tally]
    by_quality: list[Tally]
    by_day: list[Tally]
