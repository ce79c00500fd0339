"""The news servers of one SABnzbd as a whole: which are used, in what order, and whether they let it in."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from ...journal.ports import JsonObject, JsonValue
from ..estate import Estate, ServiceSnapshot
from ..models import Mismatch, SkipReason
from ..predicates import is_set, quantity, same
from .base import CannotJudge, Check, document, rows
from .values import changed, number, setting, text

_LOWEST: Final = 99
"""The last priority that SABnzbd takes."""


def _used(service: ServiceSnapshot) -> list[JsonObject]:
    """Return the servers that are switched on."""
    return [
        row for row in rows(service, "servers") if same(setting(row, "servers", "enable"), True)
    ]


def _called(row: JsonObject) -> str:
    """Return what a person calls a server."""
    return text(row.get("displayname")) or text(row.get("name"))


def _no_server(
    _: Estate, service: ServiceSnapshot, __: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield the lack of any server that is switched on."""
    if not _used(service):
        yield Mismatch(found=0)


def _priority(
    _: Estate, service: ServiceSnapshot, __: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield block accounts (those with a quota) that are not asked after the servers without a limit."""
    used = _used(service)
    blocks = [row for row in used if is_set(row.get("quota")) and text(row.get("quota")) != "0"]
    main = [number(row, "servers", "priority") for row in used if row not in blocks]
    if not main:
        return
    best = min(main)
    wanted = min(int(max(main)) + 1, _LOWEST)
    for row in blocks:
        if number(row, "servers", "priority") <= best:
            name = text(row.get("name"))
            yield Mismatch(
                subject=name,
                found=row["priority"],
                wanted=wanted,
                edits=changed(service, "servers", name, row, {"priority": wanted}),
                words={"name": _called(row)},
            )


def _optional(
    _: Estate, service: ServiceSnapshot, __: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield the servers that are asked first, when all of them are optional."""
    used = _used(service)
    if not used:
        return
    best = min(number(row, "servers", "priority") for row in used)
    first = [row for row in used if number(row, "servers", "priority") == best]
    if all(same(setting(row, "servers", "optional"), True) for row in first):
        for row in first:
            name = text(row.get("name"))
            yield Mismatch(
                subject=name,
                found=row["optional"],
                wanted=0,
                edits=changed(service, "servers", name, row, {"optional": 0}),
                words={"name": _called(row)},
            )


def _expired(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield the servers whose account ends within some days, or has ended."""
    until = estate.at.date() + timedelta(days=quantity(params["days"]))
    found: list[Mismatch] = []
    unknown: list[str] = []
    for row in _used(service):
        ends = text(setting(row, "servers", "expire_date"))
        if not ends:
            continue
        try:
            over = date.fromisoformat(ends) <= until
        except ValueError:
            unknown.append(ends[:40])
            continue
        if over:
            words = {"name": _called(row), "date": ends}
            found.append(Mismatch(subject=text(row.get("name")), found=ends, words=words))
    if unknown and not found:
        raise CannotJudge(
            SkipReason.UNKNOWN_VALUE, f"servers expire_date: {unknown[0]!r} is not a date"
        )
    return found


def _error(_: Estate, service: ServiceSnapshot, __: Mapping[str, JsonValue]) -> Iterable[Mismatch]:
    """Yield the servers that SABnzbd reports an error for."""
    servers = setting(document(service, "status"), "status", "servers")
    if not isinstance(servers, list):
        raise CannotJudge(SkipReason.CHECK_FAILED, "status servers is not a list")
    for row in servers:
        if isinstance(row, dict) and (error := text(row.get("servererror"))):
            name = text(row.get("servername"))
            yield Mismatch(subject=name, found=error, words={"name": name, "error": error})


CHECKS: Final[Mapping[str, Check]] = {
    "sabnzbd_no_server": _no_server,
    "sabnzbd_server_priority": _priority,
    "sabnzbd_server_optional": _optional,
    "sabnzbd_server_expired": _expired,
    "sabnzbd_server_error": _error,
}
