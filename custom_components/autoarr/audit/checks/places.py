"""Whether finished downloads are where Radarr and Sonarr look, and out of the way of their libraries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from ...clients.service import ServiceKind
from ...journal.ports import JsonObject, JsonValue
from ..estate import Estate, ServiceSnapshot
from ..models import Mismatch, SkipReason
from .base import CannotJudge, Check, document, field, once, rows
from .categories import category_folder
from .folders import Folder, inside, mapped, parse_folder
from .links import Client, clients_of, host_port
from .values import measured, text

type _Root = tuple[str, tuple[str, ...]]
"""Root and parts of a folder."""

_GIBI: Final = 1024**3
_SAME_DISK: Final = 0.01
"""Two sizes of one disk differ by at most this share, since services round."""


@once
def root_folders(servarr: ServiceSnapshot) -> tuple[tuple[str, Folder], ...]:
    """Return the root folders, as they are written and to be compared; raises CannotJudge."""
    paths = (text(row.get("path")) for row in rows(servarr, "rootfolder"))
    return tuple((path, folder) for path in paths if (folder := parse_folder(path)) is not None)


@once
def _finished(
    estate: Estate, servarr: ServiceSnapshot
) -> tuple[tuple[Client, ServiceSnapshot, Folder, Folder], ...]:
    """Return each client, its SABnzbd, its folder of finished downloads there, and where Radarr or Sonarr look for it."""
    mappings = _mappings(servarr)
    found: list[tuple[Client, ServiceSnapshot, Folder, Folder]] = []
    for client in clients_of(estate, servarr):
        if client.sabnzbd is not None:
            folder = category_folder(client.sabnzbd, client.category)
            looked = mapped(folder, client.host, mappings.get(client.host.casefold(), ()))
            found.append((client, client.sabnzbd, folder, looked))
    return tuple(found)


@once
def _mappings(servarr: ServiceSnapshot) -> Mapping[str, Sequence[JsonObject]]:
    """Return the path mappings by the host they are for, in small letters; raises CannotJudge."""
    found: dict[str, list[JsonObject]] = {}
    for row in rows(servarr, "remotepathmapping"):
        found.setdefault(text(row.get("host")).casefold(), []).append(row)
    return found


@once
def _hosts(servarr: ServiceSnapshot) -> Mapping[str, set[str]]:
    """Return the download clients that are switched on by their host, in small letters; raises CannotJudge."""
    found: dict[str, set[str]] = {}
    for row in rows(servarr, "downloadclient"):
        if row.get("enable") is True:
            host = text(field(row, "host")).casefold()
            found.setdefault(host, set()).add(str(row.get("id", "")))
    return found


def _path_mapping(
    estate: Estate, service: ServiceSnapshot, _: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield folders that cannot exist for this Radarr or Sonarr, and mappings that miss the folder they are for."""
    windows = _on_windows(service)
    for client, sabnzbd, folder, looked in _finished(estate, service):
        if looked.windows is windows and not _missed(service, client, folder):
            continue
        yield Mismatch(
            subject=client.id,
            found=str(looked),
            words={
                "name": client.name,
                "sabnzbd": sabnzbd.ref.name,
                "category": client.category or "*",
                "folder": str(folder),
                "host": client.host,
            },
        )


def _on_windows(servarr: ServiceSnapshot) -> bool:
    """Say what kind of paths a Radarr or Sonarr has; raises CannotJudge."""
    for _, folder in root_folders(servarr):
        return folder.windows
    found = document(servarr, "system/status").get("isWindows")
    if not isinstance(found, bool):
        raise CannotJudge(SkipReason.NO_FIELD, "system/status has no isWindows")
    return found


def _missed(servarr: ServiceSnapshot, client: Client, folder: Folder) -> bool:
    """Say whether there are mappings for a host that only this client has, and none of them is for its folder."""
    host = client.host.casefold()
    remotes = [parse_folder(row.get("remotePath")) for row in _mappings(servarr).get(host, ())]
    return (
        bool(remotes)
        and not _hosts(servarr).get(host, set()) - {client.id}
        and not any(remote is not None and inside(folder, remote) for remote in remotes)
    )


def _download_in_root(
    estate: Estate, service: ServiceSnapshot, _: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield root folders that finished downloads lie in, or that lie among finished downloads."""
    roots = root_folders(service)
    for client, _sabnzbd, _folder, looked in _finished(estate, service):
        for path, root in roots:
            if inside(looked, root) or inside(root, looked):
                yield Mismatch(
                    subject=f"{client.id}:{path}",
                    found=str(looked),
                    words={"name": client.name, "folder": str(looked), "root": path},
                )


def _root_shared(
    estate: Estate, service: ServiceSnapshot, _: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield root folders that a Radarr or Sonarr before this one has too, where it is surely the same folder."""
    found: list[Mismatch] = []
    unsure = False
    mine = list(_roots_with_space(service))
    for other in estate.of_kind(ServiceKind.RADARR, ServiceKind.SONARR):
        if other is service:
            break
        for its_path, its, its_space in _roots_with_space(other):
            for path, folder, space in mine:
                if not (inside(folder, its) or inside(its, folder)):
                    continue
                if _one_view(service, other):
                    words = {"folder": path, "other": other.ref.name, "theirs": its_path}
                    subject = f"{other.ref.id}:{path}"
                    found.append(Mismatch(subject=subject, found=path, words=words))
                elif space is None or its_space is None or abs(space - its_space) < _GIBI:
                    unsure = True
    if unsure and not found:
        raise CannotJudge(
            SkipReason.UNKNOWN_FACT, "the same name may be two folders of two containers"
        )
    return found


def _roots_with_space(servarr: ServiceSnapshot) -> Iterator[tuple[str, Folder, float | None]]:
    """Yield root folders with their free space in bytes."""
    for row in rows(servarr, "rootfolder"):
        path = text(row.get("path"))
        if (folder := parse_folder(path)) is not None:
            yield path, folder, measured(row, "freeSpace")


def _one_view(one: ServiceSnapshot, other: ServiceSnapshot) -> bool:
    """Say whether two services surely see the same files: one machine, no containers."""
    return host_port(one.address)[0] == host_port(other.address)[0] and not any(
        document(service, "system/status").get("isDocker") is not False for service in (one, other)
    )


def _other_disk(
    estate: Estate, service: ServiceSnapshot, _: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield root folders on another file system than the finished downloads, told by the sizes of the disks."""
    disks = _disks(service)
    libraries = [(path, _disk(disks, root)) for path, root in root_folders(service)]
    found: list[Mismatch] = []
    unsure = False
    for client, sabnzbd, _folder, looked in _finished(estate, service):
        downloads = _disk(disks, looked) or _complete_disk(sabnzbd)
        for path, library in libraries:
            if downloads is None or library is None:
                unsure = True
            elif abs(downloads - library) > _SAME_DISK * max(downloads, library):
                words = {"name": client.name, "folder": str(looked), "root": path}
                subject = f"{client.id}:{path}"
                found.append(Mismatch(subject=subject, found=str(looked), words=words))
    if unsure and not found:
        raise CannotJudge(SkipReason.UNKNOWN_FACT, "it does not show on which disk a folder is")
    return found


def _disks(servarr: ServiceSnapshot) -> Mapping[_Root, float]:
    """Return the size of each disk by where it is mounted, in bytes; the largest where there are several."""
    sizes: dict[_Root, float] = {}
    for row in rows(servarr, "diskspace"):
        folder, size = parse_folder(row.get("path")), measured(row, "totalSpace")
        if folder is not None and size:
            place = (folder.root, folder.parts)
            sizes[place] = max(size, sizes.get(place, size))
    return sizes


def _disk(disks: Mapping[_Root, float], folder: Folder) -> float | None:
    """Return the size of the disk that a folder is on; the system's own `/` may hide a mount that is not listed."""
    for depth in range(len(folder.parts), -1, -1):
        size = disks.get((folder.root, folder.parts[:depth]))
        if size is not None:
            return size if depth or folder.windows else None
    return None


def _complete_disk(sabnzbd: ServiceSnapshot) -> float | None:
    """Return the size of the disk of finished downloads as SABnzbd sees it, in bytes."""
    size = measured(document(sabnzbd, "status"), "diskspacetotal2")
    return size * _GIBI if size else None


CHECKS: Final[Mapping[str, Check]] = {
    "path_mapping": _path_mapping,
    "download_in_root": _download_in_root,
    "root_folder_shared": _root_shared,
    "other_disk": _other_disk,
}
