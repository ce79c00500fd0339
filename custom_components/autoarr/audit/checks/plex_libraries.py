"""Whether Plex has a library for what Radarr and Sonarr fill, and hears of new files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ...clients.service import ServiceKind
from ...journal.ports import JsonValue
from ..estate import Estate, ServiceSnapshot
from ..models import Mismatch, SkipReason
from .base import CannotJudge, Check, document, rows
from .folders import Folder, inside, parse_folder
from .places import root_folders
from .plex import told_by, watches
from .values import text

_TYPES: Final = {ServiceKind.RADARR: "movie", ServiceKind.SONARR: "show"}


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder of a library of Plex."""

    library: str
    type: str
    folder: Folder


def _library_missing(
    estate: Estate, service: ServiceSnapshot, _: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield root folders that no library holds. In containers a folder has many names: only what is sure is said."""
    places = list(_places(service))
    found: list[Mismatch] = []
    unsure = False
    for servarr in estate.of_kind(*_TYPES):
        roots = list(root_folders(servarr))
        alike = any(inside(root, place.folder) for _, root in roots for place in places)
        fitting = [place for place in places if place.type == _TYPES[servarr.ref.kind]]
        for path, root in roots:
            if any(_touch(root, place.folder) for place in places):
                continue
            if fitting and not alike:
                unsure = unsure or not any(_named_alike(root, one.folder) for one in fitting)
                continue
            words = {"folder": path, "owner": servarr.ref.name}
            found.append(
                Mismatch(subject=f"{servarr.ref.id}:{path}", found=None, wanted=path, words=words)
            )
    if unsure and not found:
        raise CannotJudge(SkipReason.UNKNOWN_FACT, "Plex knows these folders by other names")
    return found


def _library_type(
    estate: Estate, service: ServiceSnapshot, _: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield root folders that lie only in libraries of another type."""
    places = list(_places(service))
    for servarr in estate.of_kind(*_TYPES):
        wanted = _TYPES[servarr.ref.kind]
        for path, root in root_folders(servarr):
            holding = [place for place in places if inside(root, place.folder)]
            if holding and all(place.type != wanted for place in holding):
                yield Mismatch(
                    subject=f"{servarr.ref.id}:{path}",
                    found=holding[0].type,
                    wanted=wanted,
                    words={
                        "folder": path,
                        "owner": servarr.ref.name,
                        "library": holding[0].library,
                    },
                )


def _plex_not_told(
    estate: Estate, service: ServiceSnapshot, _: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield a Radarr or Sonarr without a connection to Plex, when a Plex does not look by itself."""
    if told_by(service):
        return
    if not all(watches(document(plex, "prefs")) for plex in estate.of_kind(ServiceKind.PLEX)):
        yield Mismatch()


def _places(plex: ServiceSnapshot) -> Iterator[_Place]:
    """Yield the folders of the libraries; raises CannotJudge."""
    for row in rows(plex, "sections"):
        written = row.get("Location")
        for one in written if isinstance(written, list) else ():
            folder = parse_folder(one.get("path")) if isinstance(one, dict) else None
            if folder is not None:
                yield _Place(text(row.get("title")), text(row.get("type")), folder)


def _touch(one: Folder, other: Folder) -> bool:
    """Say whether one of two folders lies in the other."""
    return inside(one, other) or inside(other, one)


def _named_alike(one: Folder, other: Folder) -> bool:
    """Say whether two folders end in the same name."""
    return [part.casefold() for part in one.shown[-1:]] == [
        part.casefold() for part in other.shown[-1:]
    ]


CHECKS: Final[Mapping[str, Check]] = {
    "plex_library_missing": _library_missing,
    "plex_library_type": _library_type,
    "plex_not_told": _plex_not_told,
}
