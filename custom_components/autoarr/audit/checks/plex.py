"""What only several settings of one Plex show together."""

from collections.abc import Iterable, Mapping
from typing import Final

from ...journal.ports import JsonObject, JsonValue
from ..estate import Estate, ServiceSnapshot
from ..models import Edit, Mismatch, Place, SkipReason
from ..predicates import UnknownValue, native, quantity, same
from .base import CannotJudge, Check, document, rows

_ON_CHANGE: Final = ("FSEventLibraryUpdatesEnabled", "FSEventLibraryPartialScanEnabled")
_SCHEDULED: Final = "ScheduledLibraryUpdatesEnabled"
_INTERVAL: Final = "ScheduledLibraryUpdateInterval"


def switched_on(prefs: JsonObject, name: str) -> bool:
    """Say whether a switch of Plex is on; raises CannotJudge where there is none."""
    if name not in prefs:
        raise CannotJudge(SkipReason.NO_FIELD, f"prefs has no {name}")
    return same(prefs[name], True)


def watches(prefs: JsonObject) -> bool:
    """Say whether Plex scans what changes by itself; raises CannotJudge."""
    return switched_on(prefs, _ON_CHANGE[0])


def told_by(servarr: ServiceSnapshot) -> bool:
    """Say whether a Radarr or Sonarr tells a Plex of what it imported; raises CannotJudge."""
    return any(
        row.get("implementation") == "PlexServer"
        and row.get("onDownload") is True
        and row.get("onUpgrade") is True
        for row in rows(servarr, "notification")
    )


def _scheduled_scan(
    _: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield scans by the clock that are not needed, are needed and off, or come too often (seconds)."""
    prefs = document(service, "prefs")
    watching = all(switched_on(prefs, name) for name in _ON_CHANGE)
    scheduled = switched_on(prefs, _SCHEDULED)
    if watching is scheduled:
        yield _mismatch(service, prefs, _SCHEDULED, not scheduled)
    elif scheduled and _seconds(prefs) < quantity(params["seconds"]):
        yield _mismatch(service, prefs, _INTERVAL, params["seconds"])


def _mismatch(
    service: ServiceSnapshot, prefs: JsonObject, name: str, wanted: JsonValue
) -> Mismatch:
    """Return what is wrong with one setting, and the edit that mends it."""
    place = Place(instance=service.ref.id, document="prefs", path=name)
    after = native(prefs[name], wanted)
    edit = Edit(place=place, before=prefs[name], after=after)
    return Mismatch(found=prefs[name], wanted=after, edits=(edit,))


def _seconds(prefs: JsonObject) -> float:
    """Return how often Plex scans; raises CannotJudge."""
    if _INTERVAL not in prefs:
        raise CannotJudge(SkipReason.NO_FIELD, f"prefs has no {_INTERVAL}")
    try:
        return quantity(prefs[_INTERVAL])
    except UnknownValue as err:
        raise CannotJudge(SkipReason.UNKNOWN_VALUE, f"prefs {_INTERVAL}: {err}") from err


def _scan_stuck(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield libraries that are being scanned, and whose last whole scan is hours ago."""
    for row in rows(service, "sections"):
        if not same(row.get("refreshing"), True):
            continue
        try:
            ended = quantity(row.get("scannedAt"))
        except UnknownValue as err:
            raise CannotJudge(SkipReason.UNKNOWN_VALUE, f"sections scannedAt: {err}") from err
        hours = (estate.at.timestamp() - ended) / 3600
        if ended > 0 and hours > quantity(params["hours"]):
            name = str(row.get("title") or row.get("key") or "")
            yield Mismatch(
                subject=str(row.get("key") or name),
                found=True,
                wanted=False,
                words={"name": name, "days": f"{hours / 24:.0f}"},
            )


CHECKS: Final[Mapping[str, Check]] = {
    "plex_scheduled_scan": _scheduled_scan,
    "plex_scan_stuck": _scan_stuck,
}
