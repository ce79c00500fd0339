"""The model folder: which files of the catalogue and which others are there, and whether they are whole."""

from collections.abc import Mapping
from dataclasses import dataclass
import hashlib
import os
from pathlib import Path
import re
from typing import Final

from .catalog import CatalogEntry, Catalogue, memory_needed
from .errors import InvalidModelFile
from .gguf_header import GgufHeader, read_header
from .ledger import Ledger

PREFIX: Final = "file:"
"""Of the ids of files that are not in the catalogue."""

PART: Final = ".part"
"""What a file is called until it is complete."""

_SPLIT = re.compile(r"-\d{5}-of-\d{5}\.gguf$")
_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherFile:
    """A model file that is not in the catalogue: somebody put it there."""

    id: str
    path: Path
    size_bytes: int
    header: GgufHeader | None
    problem: str
    """Why it cannot be used; empty when it can."""

    @property
    def memory_bytes(self) -> int:
        """Return what it takes while it is loaded."""
        per_token = self.header.context_bytes_per_token if self.header else 0
        return memory_needed(self.size_bytes, per_token)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What lies in the model folder."""

    known: Mapping[str, Path]
    """Files of the catalogue, by id."""
    others: Mapping[str, OtherFile]
    """The other model files, by id."""


def ids_of(names: list[str]) -> dict[str, str]:
    """Return an id for each file name: a closed set, so that no path is ever made of an id."""
    ids: dict[str, str] = {}
    for name in sorted(names):
        stem = _NOT_IN_IDS.sub("-", name.removesuffix(".gguf"))[:80] or "-"
        candidate, number = PREFIX + stem, 2
        while candidate in ids:
            candidate, number = f"{PREFIX}{stem}-{number}", number + 1
        ids[candidate] = name
    return ids


def checksum_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class ModelFolder:
    """Looks into the model folder; all methods read the disk and belong into a thread."""

    def __init__(self, path: Path, catalogue: Catalogue, ledger: Ledger) -> None:
        """Look at nothing yet."""
        self.path = path
        self._catalogue = catalogue
        self._ledger = ledger
        self._headers: dict[tuple[str, int, int], GgufHeader | str] = {}

    def target(self, entry: CatalogEntry) -> Path:
        """Return where the file of an entry lies; the catalogue names it, not the user."""
        return self.path / entry.file

    def part(self, entry: CatalogEntry) -> Path:
        """Return where the file of an entry grows."""
        return self.path / (entry.file + PART)

    def scan(self) -> Contents:
        """Return what is there now."""
        stats = self._model_files()
        known: dict[str, Path] = {}
        for entry in self._catalogue.models:
            stat = stats.get(entry.file)
            if stat is not None and self._is_of(entry, stat):
                known[entry.id] = self.target(entry)
                del stats[entry.file]
        others = {
            model_id: self._other(model_id, name, stats[name])
            for model_id, name in ids_of(list(stats)).items()
        }
        return Contents(known=known, others=others)

    def check(self, entry: CatalogEntry) -> Path:
        """Return the file of an entry, its checksum reckoned if it was not yet; raises InvalidModelFile."""
        path = self.target(entry)
        stat = path.stat()
        sha256 = self._ledger.checksum(path, stat)
        if sha256 is None:
            sha256 = checksum_of(path)
            self._ledger.remember(path, stat, sha256)
        if sha256 != entry.sha256:
            raise InvalidModelFile(
                f"{path.name} in the model folder is not the file of {entry.name}: its SHA-256 is "
                f"{sha256}, that of the catalogue {entry.sha256}. Delete it and download it again."
            )
        return path

    def remove(self, *paths: Path) -> None:
        """Remove files that may be there."""
        for path in paths:
            path.unlink(missing_ok=True)
            self._ledger.forget(path)

    def _model_files(self) -> dict[str, os.stat_result]:
        """Return the model files of the folder; links to files elsewhere are as good."""
        found: dict[str, os.stat_result] = {}
        if not self.path.is_dir():
            return found
        for path in self.path.iterdir():
            if path.suffix == ".gguf" and not path.name.startswith(".") and path.is_file():
                found[path.name] = path.stat()
        return found

    def _is_of(self, entry: CatalogEntry, stat: os.stat_result) -> bool:
        """Tell whether a file with the name of an entry may be the entry's: not yet known to differ."""
        if stat.st_size != entry.size_bytes:
            return False
        return self._ledger.checksum(self.target(entry), stat) in (None, entry.sha256)

    def _other(self, model_id: str, name: str, stat: os.stat_result) -> OtherFile:
        """Return what a file says of itself."""
        key = (name, stat.st_size, stat.st_mtime_ns)
        if key not in self._headers:
            self._headers[key] = self._read(self.path / name)
        found = self._headers[key]
        return OtherFile(
            id=model_id,
            path=self.path / name,
            size_bytes=stat.st_size,
            header=found if isinstance(found, GgufHeader) else None,
            problem=found if isinstance(found, str) else "",
        )

    def _read(self, path: Path) -> GgufHeader | str:
        """Return the header of a file, or why it is no usable model."""
        if _SPLIT.search(path.name):
            return (
                f"{path.name} is one part of a split model, which is not supported. Join the parts "
                "with llama-gguf-split --merge."
            )
        try:
            return read_header(path)
        except InvalidModelFile as err:
            return err.detail
        except OSError as err:
            return f"{path.name} cannot be read: {err.strerror}."
