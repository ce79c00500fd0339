"""Brings a database file to the newest revision of the tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, create_engine, event, insert, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from . import practices
from .migrations import HEAD
from .tables import APPLICATION_ID, metadata, revisions

_MIGRATIONS: Final = Path(__file__).parent / "migrations"


def create(path: Path) -> None:
    """Make all tables in a file that has none, at the newest revision.

    The result is what the migrations would make step by step, without loading Alembic.
    """
    with _transaction(path) as connection:
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
        metadata.create_all(connection)
        connection.execute(insert(revisions), {"version_num": HEAD})
        practices.fill(connection)


def upgrade(path: Path, revision: str = HEAD) -> None:
    """Migrate a file to a revision: all steps or, when one fails, none."""
    # Ten megabytes of memory that only an older file is worth.
    from alembic import command
    from alembic.config import Config

    config = Config()
    # The option is read by configparser, to which a percent sign is special.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with _transaction(path) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


@contextmanager
def _transaction(path: Path) -> Iterator[Connection]:
    """Yield a connection inside one transaction; statements that make tables belong to it too."""
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        """Leave transactions to us, and choose what must be chosen before the first table."""
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA auto_vacuum = INCREMENTAL")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        """Take the right to write at once."""
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
