"""What only several settings of one SABnzbd show together."""

from collections.abc import Iterable, Mapping
from typing import Final

from ...journal.ports import JsonValue
from ..estate import Estate, ServiceSnapshot
from ..models import Mismatch, SkipReason
from ..predicates import quantity, same
from .base import CannotJudge, Check, document, rows
from .folders import inside, parse_folder
from .values import changed, number, setting, text

_FULL: Final = "3"
"""Repair, unpack, and delete the archives."""
_GIBI: Final = 1024**3
_MINIMA: Final = (20, 10, 5, 2, 1)
"""What may be kept free, in GiB; the first that is at most a quarter of the free space is proposed."""
_ENOUGH: Final = 5 * _GIBI
"""A minimum that somebody chose is not called too small from here on, in bytes."""


def _postprocessing(
    _: Estate, service: ServiceSnapshot, __: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield the categories that do not repair, unpack and delete; an empty level is that of `*`."""
    for row in rows(service, "categories"):
        name = text(row.get("name"))
        level = setting(row, "categories", "pp")
        fine = same(level, _FULL) or (level in ("", None) and name != "*")
        if not fine:
            yield Mismatch(
                subject=name,
                found=level,
                wanted=_FULL,
                edits=changed(service, "categories", name, row, {"pp": _FULL}),
                words={"name": name},
            )


def _history_retention(
    _: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield a history that finished downloads leave before they were imported for sure."""
    misc = document(service, "misc")
    option = text(setting(misc, "misc", "history_retention_option"))
    days = quantity(params["days"])
    if option in ("all", ""):
        return
    kind, _sign, _rest = option.partition("-")
    if kind not in ("days", "number", "all"):
        raise CannotJudge(SkipReason.UNKNOWN_VALUE, f"misc history_retention_option: {option[:80]}")
    wanted: dict[str, JsonValue]
    if kind == "days":
        kept = number(misc, "misc", "history_retention_number")
        if kept >= days:
            return
        wanted = {"history_retention_number": int(days)}
    else:
        wanted = {"history_retention_option": "all"}
    found = option if kind != "days" else misc["history_retention_number"]
    yield Mismatch(
        found=found,
        wanted=next(iter(wanted.values())),
        edits=changed(service, "misc", "", misc, wanted),
    )


def _direct_unpack(
    _: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield the choice that the measured speed of the disk speaks against (MB a second)."""
    present = number(document(service, "misc"), "misc", "direct_unpack") != 0
    speed = number(document(service, "status"), "status", "downloaddirspeed")
    if speed <= 0:
        raise CannotJudge(SkipReason.UNKNOWN_FACT, "SABnzbd has not measured the disk")
    fast = speed >= quantity(params["megabytes"])
    if present is not fast:
        yield Mismatch(found=present, wanted=fast)


def _free_space(
    _: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield a minimum of free space that is not there or tiny; what is proposed never pauses the queue at once."""
    misc = document(service, "misc")
    name = str(params["setting"])
    kept = number(misc, "misc", name)
    if kept >= _ENOUGH:
        return
    free = number(document(service, "status"), "status", str(params["free"]))
    proposed = next((size for size in _MINIMA if size * 4 <= free), None)
    if proposed is None:
        if kept <= 0:
            yield Mismatch(found=misc[name])
        return
    if kept < proposed * _GIBI:
        wanted = f"{proposed}G"
        yield Mismatch(
            found=misc[name],
            wanted=wanted,
            edits=changed(service, "misc", "", misc, {name: wanted}),
        )


def _folders_apart(
    _: Estate, service: ServiceSnapshot, __: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield the folders of unfinished and finished downloads where one is the other or lies in it."""
    status = document(service, "status")
    download = text(setting(status, "status", "downloaddir"))
    complete = text(setting(status, "status", "completedir"))
    one, other = parse_folder(download), parse_folder(complete)
    if one is None or other is None:
        raise CannotJudge(SkipReason.UNKNOWN_VALUE, "status has no absolute folders")
    if inside(one, other) or inside(other, one):
        yield Mismatch(found=download, words={"download": download, "complete": complete})


CHECKS: Final[Mapping[str, Check]] = {
    "sabnzbd_postprocessing": _postprocessing,
    "sabnzbd_history_retention": _history_retention,
    "sabnzbd_direct_unpack": _direct_unpack,
    "sabnzbd_free_space": _free_space,
    "sabnzbd_folders_apart": _folders_apart,
}
