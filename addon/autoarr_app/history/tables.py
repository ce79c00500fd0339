"""The tables of the history, as they are at the newest revision."""

from datetime import datetime
from typing import Final, cast, override

import orjson
from pydantic import JsonValue
from sqlalchemy import (
    Column,
    Connection,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    event,
    text,
)

from .order import micros, moment

APPLICATION_ID: Final = 0x41415252
"""Says in the header of the file that it is a history of AutoArr."""


class Moment(TypeDecorator[datetime]):
    """A moment, kept as microseconds since 1970."""

    impl = Integer
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Return what is stored."""
        return None if value is None else micros(value)

    @override
    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Return what was stored."""
        return None if value is None else moment(value)


class Json(TypeDecorator[JsonValue]):
    """A JSON value, kept as its text."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: JsonValue, dialect: Dialect) -> str | None:
        """Return what is stored."""
        return orjson.dumps(value).decode()

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> JsonValue:
        """Return what was stored."""
        return None if value is None else cast("JsonValue", orjson.loads(value))


metadata = MetaData()

revisions = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

notes = Table(
    "history_notes",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

facets = Table(
    "activity_facets",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("service", Text, nullable=False),
    Column("instance", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("severity", Text, nullable=False),
    UniqueConstraint("service", "instance", "kind", "severity", name="activity_facets_once"),
)
"""Each combination that occurs: there are few, so that any filter becomes a short list of them."""

activity = Table(
    "activity_logs",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("facet", Integer, nullable=False),
    Column("correlation", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("stray", Integer, nullable=False),
    Index("activity_logs_id", "id", unique=True),
    Index("activity_logs_facet", "facet", "key"),
    Index("activity_logs_stray", "at", "key", sqlite_where=text("stray = 1")),
)

counts = Table(
    "activity_counts",
    metadata,
    Column("day", Integer, primary_key=True),
    Column("facet", Integer, primary_key=True),
    Column("events", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""How many events of each facet a day has, so that nobody has to count a million rows."""

requests = Table(
    "content_requests",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("media_type", Text),
    Column("year", Integer),
    Column("external_ids", Json, nullable=False),
    Column("instance", Text, nullable=False),
    Column("quality", Text),
    Column("requester", Text),
    Column("reason", Text, nullable=False),
    Column("correlation", Text, nullable=False),
    Index("content_requests_id", "id", unique=True),
    Index("content_requests_updated", "updated", "key"),
    Index("content_requests_state", "state", "updated", "key"),
    Index("content_requests_correlation", "correlation", "updated", "key"),
)

failures = Table(
    "download_failures",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("sabnzbd", Text, nullable=False),
    Column("chain", Json, nullable=False),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("at_fault", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("strategy", Text),
    Column("indexer", Text),
    Column("quality", Text),
    Column("size_bytes", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Column("ended", Moment),
    Column("evidence", Json, nullable=False),
    Column("correlation", Text, nullable=False),
    Index("download_failures_updated", "updated", "key"),
    Index("download_failures_outcome", "outcome", "updated", "key"),
    Index("download_failures_correlation", "correlation", "updated", "key"),
    Index("download_failures_first_seen", "first_seen"),
)

failure_ids = Table(
    "download_failure_ids",
    metadata,
    Column("sabnzbd", Text, primary_key=True),
    Column("job", Text, primary_key=True),
    Column("failure", Integer, nullable=False),
    Index("download_failure_ids_failure", "failure"),
    sqlite_with_rowid=False,
)
"""Every id that SABnzbd gave a job, and the failure it belongs to."""

snapshots = Table(
    "configuration_history",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("service", Text, nullable=False),
    Column("instance", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("changes", LargeBinary, nullable=False),
    Index("configuration_history_id", "id", unique=True),
    Index("configuration_history_at", "at", "key"),
    Index("configuration_history_instance", "instance", "at", "key"),
)
"""Documents and changes are compressed JSON: settings repeat themselves."""

practices = Table(
    "best_practices",
    metadata,
    Column("id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("service", Text, nullable=False),
    Column("api", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("recommended", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("source", Text, nullable=False),
    sqlite_with_rowid=False,
)

SEARCH_DDL: Final = (
    "CREATE VIRTUAL TABLE activity_search USING fts5("
    "words, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2 4 6')"
)
"""Holds no text, only lists of keys; see `words` for what is in it."""

SEARCH_PAGES: Final = "INSERT INTO activity_search (activity_search, rank) VALUES ('pgsz', 1000)"
"""Bytes of a page of its lists: what FTS5 can skip, and what it reads for one key."""

WORDS_DDL: Final = "CREATE VIRTUAL TABLE activity_words USING fts5vocab(activity_search, instance)"


@event.listens_for(metadata, "after_create")
def _make_search(_target: MetaData, connection: Connection, **_: object) -> None:
    """Make the virtual tables, which SQLAlchemy does not know."""
    connection.exec_driver_sql(SEARCH_DDL)
    connection.exec_driver_sql(SEARCH_PAGES)
    connection.exec_driver_sql(WORDS_DDL)
