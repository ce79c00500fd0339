"""The first tables."""

from typing import Final

from alembic import op
import sqlalchemy as sa

revision: Final = "0001"
down_revision: Final = None


def upgrade() -> None:
    """Make all tables, empty."""
    op.execute("PRAGMA application_id = 1094799954")
    op.create_table(
        "history_notes",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    _activity()
    _requests()
    _failures()
    _snapshots()
    op.create_table(
        "best_practices",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("api", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("recommended", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )


def _activity() -> None:
    """Make the tables of events and their full text."""
    op.create_table(
        "activity_facets",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("instance", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.UniqueConstraint("service", "instance", "kind", "severity", name="activity_facets_once"),
    )
    op.create_table(
        "activity_logs",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("facet", sa.Integer, nullable=False),
        sa.Column("correlation", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("stray", sa.Integer, nullable=False),
    )
    op.create_index("activity_logs_id", "activity_logs", ["id"], unique=True)
    op.create_index("activity_logs_facet", "activity_logs", ["facet", "key"])
    op.create_index(
        "activity_logs_stray", "activity_logs", ["at", "key"], sqlite_where=sa.text("stray = 1")
    )
    op.create_table(
        "activity_counts",
        sa.Column("day", sa.Integer, primary_key=True),
        sa.Column("facet", sa.Integer, primary_key=True),
        sa.Column("events", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute(
        "CREATE VIRTUAL TABLE activity_search USING fts5("
        "words, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2 4 6')"
    )
    op.execute("CREATE VIRTUAL TABLE activity_words USING fts5vocab(activity_search, instance)")


def _requests() -> None:
    """Make the table of requests."""
    op.create_table(
        "content_requests",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("created", sa.Integer, nullable=False),
        sa.Column("updated", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text),
        sa.Column("year", sa.Integer),
        sa.Column("external_ids", sa.Text, nullable=False),
        sa.Column("instance", sa.Text, nullable=False),
        sa.Column("quality", sa.Text),
        sa.Column("requester", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("correlation", sa.Text, nullable=False),
    )
    op.create_index("content_requests_id", "content_requests", ["id"], unique=True)
    op.create_index("content_requests_updated", "content_requests", ["updated", "key"])
    op.create_index("content_requests_state", "content_requests", ["state", "updated", "key"])
    op.create_index(
        "content_requests_correlation", "content_requests", ["correlation", "updated", "key"]
    )


def _failures() -> None:
    """Make the tables of failed downloads and their ids."""
    op.create_table(
        "download_failures",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("sabnzbd", sa.Text, nullable=False),
        sa.Column("chain", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("at_fault", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("strategy", sa.Text),
        sa.Column("indexer", sa.Text),
        sa.Column("quality", sa.Text),
        sa.Column("size_bytes", sa.Integer, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("first_seen", sa.Integer, nullable=False),
        sa.Column("updated", sa.Integer, nullable=False),
        sa.Column("ended", sa.Integer),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("correlation", sa.Text, nullable=False),
    )
    op.create_index("download_failures_updated", "download_failures", ["updated", "key"])
    op.create_index("download_failures_outcome", "download_failures", ["outcome", "updated", "key"])
    op.create_index(
        "download_failures_correlation", "download_failures", ["correlation", "updated", "key"]
    )
    op.create_index("download_failures_first_seen", "download_failures", ["first_seen"])
    op.create_table(
        "download_failure_ids",
        sa.Column("sabnzbd", sa.Text, primary_key=True),
        sa.Column("job", sa.Text, primary_key=True),
        sa.Column("failure", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("download_failure_ids_failure", "download_failure_ids", ["failure"])


def _snapshots() -> None:
    """Make the table of configurations."""
    op.create_table(
        "configuration_history",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("instance", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.Column("changes", sa.LargeBinary, nullable=False),
    )
    op.create_index("configuration_history_id", "configuration_history", ["id"], unique=True)
    op.create_index("configuration_history_at", "configuration_history", ["at", "key"])
    op.create_index(
        "configuration_history_instance", "configuration_history", ["instance", "at", "key"]
    )
