"""What SQLite's errors mean to the one who called."""

from pathlib import Path
import sqlite3
from typing import Final

from sqlalchemy.exc import DBAPIError, TimeoutError as PoolTimeout

from .errors import (
    HistoryBusy,
    HistoryDamaged,
    HistoryError,
    HistoryFull,
    HistoryLocked,
    HistoryUnusable,
)

# A file size limit (EFBIG) arrives as a failed write, a full disk while the shared index grows
# as a failed resize.
_NO_ROOM: Final = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_SHMSIZE,
        sqlite3.SQLITE_IOERR_SHMMAP,
    }
)
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_SHORT: Final = sqlite3.SQLITE_IOERR_SHORT_READ
_UNUSABLE: Final = frozenset(
    {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
)
_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})

type Fault = sqlite3.Error | DBAPIError | PoolTimeout


def _codes(error: BaseException) -> tuple[int, int]:
    """Return the extended and the primary code of an error of SQLite; 0 when it has none."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    return (code, code & 0xFF) if isinstance(code, int) else (0, 0)


def is_damage(error: Fault) -> bool:
    """Say whether the file itself is broken."""
    code, primary = _codes(error)
    return primary in _DAMAGED or code == _SHORT


def understood(error: Fault, path: Path) -> HistoryError:
    """Return the error of ours that says what happened to the file."""
    code, primary = _codes(error)
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    if isinstance(error, PoolTimeout):
        return HistoryBusy("All connections to the history are in use; try again in a moment.")
    if code in _NO_ROOM or primary in _NO_ROOM:
        return HistoryFull(
            f"The disk with {path} has no room ({said}). Nothing was stored: free some space, "
            "then send it again."
        )
    if is_damage(error):
        return HistoryDamaged(
            f"The database {path} is damaged ({said}). Restart the app: it keeps the file "
            "aside and starts a new one."
        )
    if primary in _UNUSABLE:
        return HistoryUnusable(
            f"The database {path} cannot be used ({said}). Check that its folder exists, belongs "
            "to the user the app runs as, and is not read-only."
        )
    if primary in _BUSY:
        return HistoryLocked(
            f"Another program holds the database {path} ({said}). Close it and try again."
        )
    return HistoryError(f"The database {path} could not be used: {said}")
