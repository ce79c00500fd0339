"""What is done to the file before it is used: checked, set aside, backed up, migrated."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
import logging
from pathlib import Path
import shutil
import sqlite3
import time
from typing import Final

from sqlalchemy.exc import DBAPIError

from . import schema
from .errors import HistoryFull, HistoryTooNew, HistoryUnusable
from .faults import is_damage, understood
from .migrations import HEAD, REVISIONS
from .tables import APPLICATION_ID

_LOGGER = logging.getLogger(__name__)

OLDEST_SQLITE: Final = (3, 43, 0)
"""The first that can delete from a full text index which holds no text."""

KEPT: Final = 2
"""As many backups, and as many damaged files, are kept."""

_BUSY_SECONDS: Final = 2
_SPARE_BYTES: Final = 16 * 1024**2
_CHECK_STEPS: Final = 20_000
"""Instructions of SQLite between two looks at the time: some milliseconds."""


class _Damaged(Exception):
    """The file is not a sound database; the text says what SQLite finds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preflight:
    """What was found and done."""

    damage: str = ""
    """What was wrong with the file that was set aside now; empty when it was sound."""
    aside: Path | None = None
    """Where that file is kept."""
    earlier: tuple[Path, ...] = ()
    """Damaged files of earlier starts that still lie there."""


def suspect_mark(path: Path) -> Path:
    """Return the file that says: a run found the database damaged, check all of it."""
    return path.with_name(f"{path.name}.suspect")


def prepare(path: Path, *, now: datetime, check_seconds: float) -> Preflight:
    """Make sure that a sound database at the newest revision is at `path`.

    A damaged one is set aside and a new one made. Whoever calls holds the lock. Raises
    HistoryUnusable, HistoryTooNew, HistoryLocked, HistoryFull.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise HistoryUnusable(
            f"SQLite {sqlite3.sqlite_version} is too old for the history; "
            f"{'.'.join(map(str, OLDEST_SQLITE))} is needed. Use the app's own image."
        )
    earlier = tuple(_asides(path))
    damage, aside = "", None
    with _errors_of(path):
        try:
            revision = _examine(path, check_seconds) if path.exists() else None
        except _Damaged as err:
            damage, revision = str(err), None
            aside = _set_aside(path, now)
            _LOGGER.exception("The history was damaged; it is kept as %s", aside)
        suspect_mark(path).unlink(missing_ok=True)
        if revision is None:
            _make(path)
        elif revision != HEAD:
            backup = _backup(path, revision, now)
            _LOGGER.info("Migrating the history from %s to %s; backup: %s", revision, HEAD, backup)
            schema.upgrade(path)
    return Preflight(damage=damage, aside=aside, earlier=earlier)


@contextmanager
def _errors_of(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the file system into ours."""
    try:
        yield
    except (sqlite3.Error, DBAPIError) as err:
        raise understood(err, path) from err
    except OSError as err:
        raise HistoryUnusable(
            f"The history {path} cannot be used ({err.strerror}). Check that its folder belongs "
            "to the user the app runs as, and that the disk is neither full nor read-only."
        ) from err


def _make(path: Path) -> None:
    """Make a new database; it has its name only once it is whole, whenever the process dies."""
    unfinished = path.with_name(f"{path.name}.new")
    for file in _companions(unfinished):
        file.unlink(missing_ok=True)
    schema.create(unfinished)
    for log in _companions(path)[1:]:
        # It would be taken for the log of the new file.
        log.unlink(missing_ok=True)
    unfinished.replace(path)


def _examine(path: Path, check_seconds: float) -> str | None:
    """Return the revision of the tables; None when there are none.

    Raises _Damaged, HistoryTooNew, HistoryUnusable.
    """
    if not path.is_file():
        raise HistoryUnusable(f"{path} is not a file. Name a file for the history.")
    if path.stat().st_size == 0:
        raise _Damaged("the file is empty")
    try:
        with closing(
            sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        ) as connection:
            # Looking must not change a file that may be damaged, nor remove its log.
            connection.setconfig(sqlite3.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE)
            return _examine_open(connection, path, check_seconds)
    except sqlite3.DatabaseError as err:
        if is_damage(err):
            raise _Damaged(str(err)) from err
        raise


def _examine_open(connection: sqlite3.Connection, path: Path, check_seconds: float) -> str | None:
    """Return the revision of the tables in an open file; None when there are none."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if not tables:
        return None
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID or "alembic_version" not in tables:
        raise HistoryUnusable(
            f"{path} is a database of another program. Name another file for the history, or "
            "move this one away."
        )
    versions = [name for (name,) in connection.execute("SELECT version_num FROM alembic_version")]
    if len(versions) != 1:
        raise _Damaged("it does not say which revision its tables have")
    if versions[0] not in REVISIONS:
        raise HistoryTooNew(
            f"{path} was written by a later version of the app (revision {versions[0]}, this one "
            f"knows {HEAD}). Update the app, or restore a backup of the older version: "
            f"{path.name}.before-…"
        )
    if suspect_mark(path).exists():
        _check(connection, None)
    elif check_seconds > 0:
        _check(connection, check_seconds)
    return str(versions[0])


def _check(connection: sqlite3.Connection, seconds: float | None) -> None:
    """Look for damage, for at most so many seconds; raises _Damaged.

    A large file on a slow card takes longer than anybody wants to wait at each start. What the
    time does not suffice for is found when it is read: then the next start checks all of it.
    """
    started = time.monotonic()

    def too_long() -> bool:
        """Say whether the time is up."""
        return seconds is not None and time.monotonic() - started > seconds

    pragma = "integrity_check" if seconds is None else "quick_check"
    connection.set_progress_handler(too_long, _CHECK_STEPS)
    try:
        found = [row[0] for row in connection.execute(f"PRAGMA {pragma}(1)")]
    except sqlite3.OperationalError as err:
        if err.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        _LOGGER.info("The history is large: it was checked for %s s, not to its end", seconds)
        return
    finally:
        connection.set_progress_handler(None, 0)
    if found != ["ok"]:
        raise _Damaged(str(found[0]))


def _companions(path: Path) -> list[Path]:
    """Return the files that belong to a database: itself, its log, the index of the log."""
    return [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm")]


def _asides(path: Path) -> list[Path]:
    """Return the damaged files that lie beside a database, oldest first."""
    found = path.parent.glob(f"{path.name}.damaged-*")
    return sorted(file for file in found if not file.name.endswith(("-wal", "-shm")))


def _backups(path: Path) -> list[Path]:
    """Return the backups that lie beside a database, oldest first."""
    found = path.parent.glob(f"{path.name}.before-*")
    return sorted(found, key=lambda file: file.stat().st_mtime_ns)


def _free_name(path: Path, suffix: str) -> Path:
    """Return a name beside a database that nothing has yet."""
    wanted = path.with_name(f"{path.name}.{suffix}")
    number = 2
    free = wanted
    while free.exists():
        free = wanted.with_name(f"{wanted.name}.{number}")
        number += 1
    return free


def _set_aside(path: Path, now: datetime) -> Path:
    """Rename a damaged database and return its new name; the oldest of several is removed."""
    aside = _free_name(path, f"damaged-{now:%Y%m%dT%H%M%SZ}")
    for file, kept in zip(_companions(path), _companions(aside), strict=True):
        if file.exists():
            file.rename(kept)
    for old in _asides(path)[:-KEPT]:
        for file in _companions(old):
            file.unlink(missing_ok=True)
    return aside


def _backup(path: Path, revision: str, now: datetime) -> Path:
    """Copy a database and return the copy; raises HistoryFull when the disk is too full.

    A migration may write every page of it once more, into the log.
    """
    size = sum(file.stat().st_size for file in _companions(path) if file.exists())
    needed = 2 * size + _SPARE_BYTES
    free = shutil.disk_usage(path.parent).free
    if free < needed:
        raise HistoryFull(
            f"The history {path} must be migrated, and there is no room for the backup that is "
            f"made first and for the changes: {needed >> 20} MB are needed, {free >> 20} MB are "
            "free. Free some space and start the app again."
        )
    backup = _free_name(path, f"before-{HEAD}-{now:%Y%m%dT%H%M%SZ}")
    for left in path.parent.glob(f"{path.name}.before-*.part"):
        left.unlink()
    part = backup.with_name(f"{backup.name}.part")
    with (
        closing(sqlite3.connect(path, timeout=_BUSY_SECONDS)) as source,
        closing(sqlite3.connect(part)) as target,
    ):
        source.backup(target)
    part.rename(backup)
    for old in _backups(path)[:-KEPT]:
        old.unlink(missing_ok=True)
    return backup
