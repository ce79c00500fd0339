"""What the model library has to remember: accepted licences, checked files, unfinished downloads."""

from datetime import datetime
import logging
import os
from pathlib import Path
import threading
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_LOGGER = logging.getLogger(__name__)

FILE: Final = "library.json"


class Acceptance(BaseModel):
    """Somebody accepted the licence of a model."""

    model_config = ConfigDict(frozen=True)

    licence: str
    at: datetime


class Checked(BaseModel):
    """The checksum of a file, as long as its size and time stay the same."""

    model_config = ConfigDict(frozen=True)

    size_bytes: int
    changed_ns: int
    sha256: str


class Memory(BaseModel):
    """The content of the file."""

    accepted: dict[str, Acceptance] = Field(default_factory=dict)
    """By model."""
    checked: dict[str, Checked] = Field(default_factory=dict)
    """By file name."""
    unfinished: list[str] = Field(default_factory=list)
    """Models whose download nobody stopped."""


class Ledger:
    """Keeps the memory in a small file of the model folder; every change is written at once.

    Methods read or write the disk and may be called from several threads.
    """

    def __init__(self, folder: Path) -> None:
        """Remember nothing yet."""
        self._path = folder / FILE
        self._lock = threading.Lock()
        self.memory = Memory()

    def load(self) -> None:
        """Read the file; a damaged one is put aside, what it said is asked or checked again."""
        try:
            self.memory = Memory.model_validate_json(self._path.read_bytes())
        except FileNotFoundError:
            self.memory = Memory()
        except ValidationError:
            aside = self._path.with_suffix(".damaged")
            self._path.replace(aside)
            _LOGGER.warning(
                "%s is damaged and was put aside as %s: licences will be asked for again",
                self._path.name,
                aside.name,
            )
            self.memory = Memory()

    def _save(self) -> None:
        """Write the file whole or not at all.

        On a full disk what is remembered lasts until the next start only: that costs a question or a
        second check, and no download.
        """
        beside = self._path.with_suffix(".new")
        try:
            with beside.open("wb") as file:
                file.write(self.memory.model_dump_json(indent=1).encode())
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._path)
        except OSError as err:
            _LOGGER.warning("%s cannot be written: %s", self._path.name, err.strerror)

    def has_accepted(self, model_id: str, licence: str) -> bool:
        """Tell whether the licence of a model was accepted, this one and not an earlier one."""
        acceptance = self.memory.accepted.get(model_id)
        return acceptance is not None and acceptance.licence == licence

    def accept(self, model_id: str, licence: str, at: datetime) -> None:
        """Remember that somebody accepted the licence of a model."""
        with self._lock:
            self.memory.accepted[model_id] = Acceptance(licence=licence, at=at)
            self._save()

    def checksum(self, path: Path, stat: os.stat_result) -> str | None:
        """Return the known checksum of a file, None when it has to be reckoned."""
        checked = self.memory.checked.get(path.name)
        same = checked is not None and (checked.size_bytes, checked.changed_ns) == (
            stat.st_size,
            stat.st_mtime_ns,
        )
        return checked.sha256 if checked is not None and same else None

    def remember(self, path: Path, stat: os.stat_result, sha256: str) -> None:
        """Remember the checksum of a file in this state."""
        with self._lock:
            self.memory.checked[path.name] = Checked(
                size_bytes=stat.st_size, changed_ns=stat.st_mtime_ns, sha256=sha256
            )
            self._save()

    def begin(self, model_id: str) -> None:
        """Remember that a model is wanted: a shutdown is no reason to give up its download."""
        with self._lock:
            if model_id not in self.memory.unfinished:
                self.memory.unfinished.append(model_id)
                self._save()

    def end(self, model_id: str) -> None:
        """Remember that a download is over."""
        with self._lock:
            if model_id in self.memory.unfinished:
                self.memory.unfinished.remove(model_id)
                self._save()

    def forget(self, path: Path) -> None:
        """Forget a file that was removed."""
        with self._lock:
            if self.memory.checked.pop(path.name, None) is not None:
                self._save()
