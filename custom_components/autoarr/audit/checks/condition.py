"""How Radarr and Sonarr are themselves: their folders, disks, complaints, and whom they tell."""

from collections.abc import Iterable, Mapping
from typing import Final

from ...journal.ports import JsonObject, JsonValue
from ..estate import Estate, ServiceSnapshot
from ..models import Edit, Mismatch
from .arr import edit, identifier, label, number, words
from .base import Check, field, rows
from .handling import inside

_MB: Final = 1024**2
_GB: Final = 1024**3
_TOLD: Final = {
    "onDownload": "On File Import",
    "onUpgrade": "On File Upgrade",
    "onRename": "On Rename",
}
"""Switches of a connection, and what the services call them."""


def root_folders(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect a root folder."""
    if not any(True for _ in rows(service, "rootfolder")):
        yield Mismatch()


def root_folder_access(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect every root folder to be there and writable."""
    for row in rows(service, "rootfolder"):
        if row.get("accessible") is False:
            yield Mismatch(
                subject=identifier(row),
                found=False,
                wanted=True,
                words={"folder": str(row.get("path"))},
            )


def root_folder_space(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect more free space than the reserve, and than a share of the disk up to a limit."""
    share = (number(params.get("percent")) or 0) / 100
    limit = (number(params.get("most_gb")) or 0) * _GB
    media = service.documents.get("config/mediamanagement")
    reserve = number(media.get("minimumFreeSpaceWhenImporting")) if isinstance(media, dict) else 0
    for row in rows(service, "rootfolder"):
        path, free = row.get("path"), number(row.get("freeSpace"))
        if not isinstance(path, str) or free is None or row.get("accessible") is False:
            continue
        kept = (reserve or 0) * _MB
        if free >= max(kept, limit):
            continue
        needed = max(kept, min(share * _total(service, path), limit))
        if free < needed:
            yield Mismatch(
                subject=identifier(row),
                found=row.get("freeSpace"),
                words={
                    "folder": path,
                    "free": f"{free / _GB:.1f}",
                    "needed": f"{needed / _GB:.1f}",
                },
            )


def _total(service: ServiceSnapshot, path: str) -> float:
    """Return how large the disk of a path is, in bytes; 0 where the service does not tell."""
    disks = service.documents.get("diskspace")
    found = [
        (len(mount), number(row.get("totalSpace")) or 0)
        for row in (disks if isinstance(disks, list) else ())
        if isinstance(row, dict)
        and isinstance(mount := row.get("path"), str)
        and (mount == "/" or inside(path, mount))
    ]
    return max(found, default=(0, 0.0))[1]


def health(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Pass on what the service complains of: of these `sources`, or of all but the `others`; one finding a source."""
    kinds = words(params, "types")
    sources, others = words(params, "sources"), words(params, "others")
    told: dict[str, list[str]] = {}
    for row in rows(service, "health"):
        source, message = row.get("source"), row.get("message")
        if not isinstance(source, str) or row.get("type") not in kinds:
            continue
        if source.startswith(sources) if sources else not source.startswith(others):
            messages = told.setdefault(source, [])
            if isinstance(message, str) and message not in messages:
                messages.append(message)
    for source, messages in told.items():
        yield Mismatch(
            subject=source,
            found=list[JsonValue](messages),
            words={"source": source, "message": " ".join(messages)},
        )


def plex_told(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect a connection to Plex, where there is one, to tell it of every new and renamed file."""
    connections = [
        row for row in rows(service, "notification") if row.get("implementation") == "PlexServer"
    ]
    left_out = [(row, _left_out(row)) for row in connections]
    if any(not missing for _, missing in left_out):
        return
    for row, missing in left_out:
        yield Mismatch(
            subject=identifier(row),
            edits=tuple(_switched(service, row, path) for path in missing),
            words={"name": label(row), "missing": ", ".join(missing.values())},
        )


def _left_out(row: JsonObject) -> dict[str, str]:
    """Return what a connection does not tell Plex: path -> what the service calls it."""
    missing = {path: name for path, name in _TOLD.items() if row.get(path) is False}
    if field(row, "updateLibrary") is False:
        missing["fields[name=updateLibrary].value"] = "Update Library"
    return missing


def _switched(service: ServiceSnapshot, row: JsonObject, path: str) -> Edit:
    """Return an edit that switches something on."""
    return edit(service, "notification", path, before=False, after=True, row=identifier(row))


CHECKS: Final[Mapping[str, Check]] = {
    "root_folders": root_folders,
    "root_folder_access": root_folder_access,
    "root_folder_space": root_folder_space,
    "health": health,
    "plex_told": plex_told,
}
