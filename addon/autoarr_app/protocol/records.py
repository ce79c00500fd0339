"""Requests, failed downloads, configuration snapshots and best practices: records with a state."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, JsonValue

from .common import (
    Cursor,
    Id,
    Limit,
    LongText,
    Moment,
    Name,
    Severity,
    ShortText,
    TitleText,
    Ulid,
    Wire,
    json_within,
)

MOST_RECORDS = 500
SNAPSHOT_BYTES = 512_000


def _within_snapshot(value: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the document if its JSON is at most SNAPSHOT_BYTES; raises ValueError."""
    return json_within(value, SNAPSHOT_BYTES)


class RequestRecord(Wire):
    """One title somebody asked for, in its latest state."""

    id: Id
    created: Moment
    updated: Moment
    state: Name
    title: TitleText = ""
    text: LongText = ""
    """The words that were said."""
    media_type: Name | None = None
    year: Annotated[int, Field(ge=1870, le=2200)] | None = None
    external_ids: Annotated[dict[Name, ShortText], Field(max_length=5)] = Field(
        default_factory=dict
    )
    """tmdb, tvdb and imdb ids."""
    instance: ShortText = ""
    quality: ShortText | None = None
    requester: ShortText | None = None
    reason: LongText = ""
    correlation: ShortText = ""


class RequestsPut(Wire):
    """Requests to be kept; an older state never replaces a newer one."""

    items: Annotated[list[RequestRecord], Field(min_length=1, max_length=MOST_RECORDS)]


class RequestsPage(Wire):
    """Requests, last changed first."""

    items: list[RequestRecord]
    next: Cursor | None


class Outcome(StrEnum):
    """How a failed download ended."""

    OPEN = "open"
    RECOVERED = "recovered"
    GAVE_UP = "gave_up"
    CLOSED = "closed"


class FailureRecord(Wire):
    """One failed download with all the ids that SABnzbd gave it: a retry changes the id."""

    sabnzbd: ShortText
    """The instance."""
    chain: Annotated[list[Id], Field(min_length=1, max_length=50)]
    """The ids of the job, oldest first."""
    name: TitleText
    title: TitleText = ""
    cause: Name
    at_fault: Name = "unknown"
    outcome: Outcome = Outcome.OPEN
    strategy: Name | None = None
    indexer: ShortText | None = None
    quality: ShortText | None = None
    size_bytes: Annotated[int, Field(ge=0, le=2**53)] = 0
    attempts: Annotated[int, Field(ge=0, le=10_000)] = 0
    first_seen: Moment
    updated: Moment
    ended: Moment | None = None
    evidence: Annotated[list[LongText], Field(max_length=20)] = Field(default_factory=list)
    correlation: ShortText = ""


class FailuresPut(Wire):
    """Failures to be kept; chains that share an id are one failure."""

    items: Annotated[list[FailureRecord], Field(min_length=1, max_length=MOST_RECORDS)]


class FailuresPage(Wire):
    """Failures, last changed first."""

    items: list[FailureRecord]
    next: Cursor | None


class Author(StrEnum):
    """Who changed a configuration."""

    AUTOARR = "autoarr"
    OTHER = "other"
    UNKNOWN = "unknown"


class Change(Wire):
    """One value that differs from the snapshot before."""

    path: ShortText
    before: JsonValue = None
    after: JsonValue = None


class SnapshotRecord(Wire):
    """The configuration of a service at one moment, without secrets."""

    id: Ulid
    at: Moment
    service: ShortText
    instance: ShortText
    author: Author = Author.UNKNOWN
    reason: LongText = ""
    document: Annotated[dict[str, JsonValue], AfterValidator(_within_snapshot)]
    changes: Annotated[list[Change], Field(max_length=500)] = Field(default_factory=list)


class SnapshotsPut(Wire):
    """Snapshots to be kept; one that is there stays as it is."""

    items: Annotated[list[SnapshotRecord], Field(min_length=1, max_length=20)]


class SnapshotsPage(Wire):
    """Snapshots, newest first."""

    items: list[SnapshotRecord]
    next: Cursor | None


class RecordsQuery(Wire):
    """A page of requests or failures."""

    since: Moment | None = None
    """Changed at or after this moment."""
    until: Moment | None = None
    state: Annotated[list[Name], Field(max_length=20)] = Field(default_factory=list)
    """States of requests, outcomes of failures."""
    correlation: ShortText | None = None
    cursor: Cursor | None = None
    limit: Limit = 50


class SnapshotsQuery(Wire):
    """A page of snapshots."""

    since: Moment | None = None
    until: Moment | None = None
    instance: ShortText | None = None
    cursor: Cursor | None = None
    limit: Annotated[int, Field(ge=1, le=50)] = 10


class BestPractice(Wire):
    """One setting that is known to be right, why, and who says so."""

    id: Id
    service: ShortText
    api: LongText
    field: LongText
    recommended: LongText
    severity: Severity
    reason: LongText
    source: LongText


class BestPractices(Wire):
    """Everything the audit can compare with."""

    items: list[BestPractice]
