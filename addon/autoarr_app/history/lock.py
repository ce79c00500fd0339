"""One history, one server: a lock that the system lets go of when the process dies."""

import contextlib
import fcntl
import os
from pathlib import Path
from typing import Self

from .errors import HistoryLocked, HistoryUnusable


class FileLock:
    """Holds `<database>.lock` for as long as the history is open."""

    def __init__(self, handle: int) -> None:
        """Keep the open file, which is the lock."""
        self._handle: int | None = handle

    @classmethod
    def take(cls, database: Path) -> Self:
        """Take the lock of a database; raises HistoryLocked, HistoryUnusable."""
        path = database.with_name(f"{database.name}.lock")
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as err:
            raise HistoryUnusable(
                f"The lock file {path} cannot be written ({err.strerror}). Check that the folder "
                "belongs to the user the app runs as, and that the disk is not read-only."
            ) from err
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as err:
            holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip()
            os.close(handle)
            raise HistoryLocked(
                f"The history {database} is already open in another server"
                f"{f' (process {holder})' if holder else ''}. Stop that one, or give this one a "
                "data folder of its own."
            ) from err
        # On a full disk the number is missing, which harms nobody.
        with contextlib.suppress(OSError):
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        return cls(handle)

    def release(self) -> None:
        """Let go of the lock."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
