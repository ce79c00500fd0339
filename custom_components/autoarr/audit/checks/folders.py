"""Folders as services name them, of any operating system, and the path mappings of Radarr and Sonarr; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
import re
from typing import Final, override

from ...journal.ports import JsonObject

_DRIVE: Final = re.compile(r"[A-Za-z]:(?=[\\/]|$)")


@dataclass(frozen=True, slots=True)
class Folder:
    """An absolute folder: what it starts from (`/`, `c:`, `//host`), and its parts as they are compared."""

    root: str
    parts: tuple[str, ...]
    shown: tuple[str, ...]
    """The parts as they were written."""

    @property
    def windows(self) -> bool:
        """Whether it is a folder of Windows."""
        return self.root != "/"

    @override
    def __str__(self) -> str:
        """Write it as its operating system does."""
        if not self.windows:
            return "/" + "/".join(self.shown)
        start = self.root.upper() if self.root.endswith(":") else self.root.replace("/", "\\")
        return "\\".join((start, *self.shown)) + ("" if self.shown else "\\")


def parse_folder(path: object) -> Folder | None:
    """Return an absolute folder, None for what is none."""
    return _parsed(path.strip()) if isinstance(path, str) else None


@lru_cache(maxsize=4096)
def _parsed(path: str) -> Folder | None:
    """Return the folder that a text names."""
    if drive := _DRIVE.match(path):
        shown = _split(path[2:].replace("\\", "/"))
        return Folder(drive[0].lower(), _folded(shown), shown)
    if path.startswith(("\\\\", "//")):
        host, *shown_parts = _split(path.replace("\\", "/")) or ("",)
        if not host:
            return None
        shown = tuple(shown_parts)
        return Folder(f"//{host.casefold()}", _folded(shown), shown)
    if path.startswith("/"):
        shown = _split(path)
        return Folder("/", shown, shown)
    return None


def below(base: Folder, path: str) -> Folder | None:
    """Return what a setting of SABnzbd means: an absolute folder, or one below a base; None where it leads out of it."""
    absolute = parse_folder(path)
    if absolute is not None:
        return absolute
    shown = _split(path.replace("\\", "/"))
    if ".." in shown:
        return None
    parts = _folded(shown) if base.windows else shown
    return Folder(base.root, base.parts + parts, base.shown + shown)


def inside(folder: Folder, other: Folder) -> bool:
    """Say whether a folder is another one or lies in it."""
    size = len(other.parts)
    return folder.root == other.root and folder.parts[:size] == other.parts


def mapped(folder: Folder, host: str, mappings: Iterable[JsonObject]) -> Folder:
    """Return where Radarr or Sonarr look for a folder of a download client (host as the client's row names it)."""
    for mapping in mappings:
        remote, local = (
            parse_folder(mapping.get("remotePath")),
            parse_folder(mapping.get("localPath")),
        )
        named = mapping.get("host")
        if remote is None or local is None or not isinstance(named, str):
            continue
        if named.casefold() == host.casefold() and inside(folder, remote):
            rest = folder.shown[len(remote.parts) :]
            return Folder(
                local.root,
                local.parts + (_folded(rest) if local.windows else rest),
                local.shown + rest,
            )
    return folder


def _split(path: str) -> tuple[str, ...]:
    """Return the parts of a path with forward slashes."""
    return tuple(part for part in path.split("/") if part not in ("", "."))


def _folded(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return parts as Windows compares them."""
    return tuple(part.casefold() for part in parts)
