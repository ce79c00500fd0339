"""Keeps on disk what loading a model has found out: reading it back takes milliseconds, not seconds."""

from hashlib import sha256
import logging
import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

_LOGGER = logging.getLogger(__name__)

_MAGIC: Final = b"autoarr state 1\n"
_DIGEST: Final = 32
_SUFFIX: Final = ".state"

MOST_FILES: Final = 16
"""Four models with three prompts and a vocabulary each; what was written longest ago goes first."""


class Shelf:
    """A folder of states; what is damaged or cannot be written counts as not there."""

    def __init__(self, folder: Path) -> None:
        """Keep files here; the folder is made when the first is written."""
        self._folder = folder

    def has(self, key: str) -> bool:
        """Tell whether there is a state of this key."""
        return self._path(key).is_file()

    def load(self, key: str) -> bytes | None:
        """Return the state of this key, None when there is none that is whole."""
        path = self._path(key)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as err:
            _LOGGER.warning("State %s cannot be read, it is made again: %s", path.name, err)
            return None
        state = content[len(_MAGIC) + _DIGEST :]
        if content[: len(_MAGIC) + _DIGEST] != _MAGIC + sha256(state).digest():
            _LOGGER.warning("State %s is damaged, it is made again", path.name)
            self.drop(key)
            return None
        return state

    def save(self, key: str, state: bytes) -> bool:
        """Keep a state, whole or not at all; tell whether it was kept."""
        path = self._path(key)
        part: Path | None = None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self._folder, prefix=".part-", delete=False) as file:
                part = Path(file.name)
                file.write(_MAGIC + sha256(state).digest())
                file.write(state)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
            self._prune()
        except OSError as err:
            _LOGGER.warning("State %s cannot be kept: %s", path.name, err)
            if part is not None:
                part.unlink(missing_ok=True)
            return False
        return True

    def drop(self, key: str) -> None:
        """Remove a state that turned out to be of no use."""
        try:
            self._path(key).unlink(missing_ok=True)
        except OSError as err:
            _LOGGER.warning("State %s cannot be removed: %s", self._path(key).name, err)

    def _path(self, key: str) -> Path:
        """Return the file of a key."""
        return self._folder / f"{key}{_SUFFIX}"

    def _prune(self) -> None:
        """Remove what was written longest ago, and what a crash left behind."""
        for part in self._folder.glob(".part-*"):
            part.unlink(missing_ok=True)
        files = sorted(self._folder.glob(f"*{_SUFFIX}"), key=lambda p: p.stat().st_mtime_ns)
        for path in files[:-MOST_FILES]:
            path.unlink(missing_ok=True)
