"""Whether the largest release that the profiles allow finds room on its way."""

from collections.abc import Iterable, Iterator, Mapping
import re
from typing import Final

from ...clients.service import ServiceKind
from ...journal.ports import JsonObject, JsonValue
from ..estate import Estate, ServiceSnapshot
from ..models import Mismatch, SkipReason
from .base import CannotJudge, Check, document, rows
from .links import clients_of
from .profile_rows import in_use
from .values import measured, text

_MEBI: Final = 1024**2
_GIBI: Final = 1024**3
_MINUTES: Final = {ServiceKind.RADARR: 120, ServiceKind.SONARR: 60}
"""How long a long film and a long episode are."""
_USUAL: Final = (
    (re.compile(r"remux.*2160p|2160p.*remux", re.IGNORECASE), 600),
    (re.compile(r"bluray-2160p", re.IGNORECASE), 350),
    (re.compile(r"2160p", re.IGNORECASE), 200),
    (re.compile(r"br-disk|raw-hd", re.IGNORECASE), 400),
    (re.compile(r"remux", re.IGNORECASE), 280),
    (re.compile(r"bluray-1080p", re.IGNORECASE), 120),
    (re.compile(r"1080p", re.IGNORECASE), 80),
    (re.compile(r"720p", re.IGNORECASE), 50),
)
"""What large releases of a quality take, in MB a minute: the limits of the guides are far above, to allow everything."""
_OTHER: Final = 20


def _room(
    estate: Estate, service: ServiceSnapshot, _: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield the disks that a single download of the largest quality would fill."""
    quality, size = _largest(service)
    if size <= 0:
        return
    words = {"quality": quality, "size": _shown(size)}
    for row in rows(service, "rootfolder"):
        free, path = measured(row, "freeSpace"), text(row.get("path"))
        if free is not None and free < size:
            yield Mismatch(
                subject=path,
                found=free,
                wanted=size,
                words={**words, "place": path, "free": _shown(free)},
            )
    known = {
        client.sabnzbd.ref.id: client.sabnzbd
        for client in clients_of(estate, service)
        if client.sabnzbd is not None
    }
    for sabnzbd in known.values():
        for where, free, needed in _disks(sabnzbd, size):
            if free < needed:
                yield Mismatch(
                    subject=f"{sabnzbd.ref.id}:{where}",
                    found=free,
                    wanted=needed,
                    words={**words, "place": f"{sabnzbd.ref.name}: {where}", "free": _shown(free)},
                )


def _disks(sabnzbd: ServiceSnapshot, size: float) -> Iterator[tuple[str, float, float]]:
    """Yield folder, free space and space needed on the disks of SABnzbd: a download, then its unpacked copy."""
    status, misc = document(sabnzbd, "status"), document(sabnzbd, "misc")
    first, second = _gibi(status, "diskspace1"), _gibi(status, "diskspace2")
    if first is None or second is None:
        raise CannotJudge(SkipReason.NO_FIELD, "status has no diskspace1 and diskspace2")
    one_disk = first == second and status.get("diskspacetotal1") == status.get("diskspacetotal2")
    kept, kept_complete = measured(misc, "download_free") or 0, measured(misc, "complete_free") or 0
    if one_disk:
        yield text(status.get("completedir")), first, 2 * size + max(kept, kept_complete)
    else:
        yield text(status.get("downloaddir")), first, size + kept
        yield text(status.get("completedir")), second, size + kept_complete


def _largest(servarr: ServiceSnapshot) -> tuple[str, float]:
    """Return the allowed quality that takes most, and how much, in bytes; raises CannotJudge."""
    limits = {_quality(row): measured(row, "maxSize") for row in rows(servarr, "qualitydefinition")}
    largest = ("", 0.0)
    for name in dict.fromkeys(_allowed(servarr)):
        usual = next((rate for pattern, rate in _USUAL if pattern.search(name)), _OTHER)
        limit = limits.get(name)
        rate = min(limit, usual) if limit is not None and limit > 0 else usual
        size = rate * _MINUTES[servarr.ref.kind] * _MEBI
        if size > largest[1]:
            largest = (name, size)
    cap = measured(document(servarr, "config/indexer"), "maximumSize")
    return (largest[0], min(largest[1], cap * _MEBI)) if cap is not None and cap > 0 else largest


def _allowed(servarr: ServiceSnapshot) -> Iterator[str]:
    """Yield the names of the qualities that a profile allows."""
    for profile in in_use(servarr):
        items = profile.row.get("items")
        for item in items if isinstance(items, list) else ():
            if not isinstance(item, dict) or item.get("allowed") is not True:
                continue
            group = item.get("items")
            if isinstance(group, list) and group:
                yield from (_quality(one) for one in group if isinstance(one, dict))
            else:
                yield _quality(item)


def _quality(row: JsonObject) -> str:
    """Return the name of the quality of a row."""
    quality = row.get("quality")
    return text(quality.get("name")) if isinstance(quality, dict) else ""


def _gibi(row: JsonObject, name: str) -> float | None:
    """Return a size that is written in GiB, in bytes."""
    found = measured(row, name)
    return None if found is None else found * _GIBI


def _shown(size: float) -> str:
    """Write a size for people."""
    return f"{size / _GIBI:.0f} GB"


CHECKS: Final[Mapping[str, Check]] = {"room_for_largest": _room}
