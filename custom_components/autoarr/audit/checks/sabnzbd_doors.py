"""Who reaches one SABnzbd, under which names, and what it complains of."""

from collections.abc import Iterable, Iterator, Mapping
from ipaddress import ip_address
from typing import Final

from ...clients.service import ServiceKind
from ...journal.ports import JsonObject, JsonValue
from ..estate import Estate, ServiceSnapshot
from ..models import Mismatch
from ..predicates import is_set, quantity
from .base import CannotJudge, Check, document, rows
from .links import clients_of, host_port
from .values import number, setting, text

_PROGRAMS: Final = ("par2", "unrar")
_STARTER: Final = "sabnzbd"
"""What the origin of a message starts with when it was written while SABnzbd started."""
_WEB_PAGES: Final = 4
"""From this level of `inet_exposure` on strangers see the pages, not only the API, which has a key."""


def _login(misc: JsonObject) -> bool:
    """Say whether SABnzbd asks for a name and a password."""
    return is_set(setting(misc, "misc", "username")) and is_set(setting(misc, "misc", "password"))


def _open_interface(
    _: Estate, service: ServiceSnapshot, __: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield pages that strangers see without a login."""
    misc = document(service, "misc")
    exposed = number(misc, "misc", "inet_exposure")
    if exposed >= _WEB_PAGES and not _login(misc):
        yield Mismatch(found=misc["inet_exposure"])
    elif _public(text(misc.get("host"))) and not _login(misc):
        yield Mismatch(found=misc["host"])


def _public(host: str) -> bool:
    """Say whether SABnzbd listens at an address of the internet."""
    try:
        return ip_address(host.strip("[]")).is_global
    except ValueError:
        return False


def _host_whitelist(
    estate: Estate, service: ServiceSnapshot, __: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield the names by which SABnzbd is called but which it does not accept (its own check of the Host header)."""
    misc = document(service, "misc")
    if _login(misc):
        return
    listed = setting(misc, "misc", "host_whitelist")
    allowed = {
        text(name).strip().casefold()
        for name in (listed if isinstance(listed, list) else text(listed).split(","))
    }
    seen: set[str] = set()
    for host, user in _names(estate, service):
        if host and host not in allowed and host not in seen and not _always_fine(host):
            seen.add(host)
            yield Mismatch(subject=host, found=listed, words={"host": host, "user": user})


def _names(estate: Estate, service: ServiceSnapshot) -> Iterator[tuple[str, str]]:
    """Yield the hosts by which it is called, and by whom; what cannot be read calls nobody."""
    yield host_port(service.address)[0], "AutoArr"
    for owner in estate.of_kind(ServiceKind.RADARR, ServiceKind.SONARR):
        try:
            for client in clients_of(estate, owner):
                if client.sabnzbd is service:
                    yield client.host.strip().casefold(), owner.ref.name
        except CannotJudge:
            continue


def _always_fine(host: str) -> bool:
    """Say whether SABnzbd accepts a host without a list: localhost, addresses, names of the local network."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return host == "localhost" or host.endswith((".local", ".local."))
    return True


def _errors(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield the errors of the last hours as one; a program that lacks has a rule of its own."""
    since = estate.at.timestamp() - quantity(params["hours"]) * 3600
    recent = [
        row
        for row in rows(service, "warnings")
        if row.get("type") == "ERROR" and _time(row) >= since and not _lacking(row)
    ]
    if recent:
        newest = text(max(recent, key=_time).get("text"))
        yield Mismatch(
            found=len(recent),
            wanted=0,
            words={"count": str(len(recent)), "text": newest},
        )


def _programs(
    _: Estate, service: ServiceSnapshot, __: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield the programs that SABnzbd did not find when it started."""
    named = (_lacking(row) for row in rows(service, "warnings") if row.get("type") == "ERROR")
    for program in dict.fromkeys(filter(None, named)):
        yield Mismatch(subject=program, words={"program": program})


def _lacking(row: JsonObject) -> str:
    """Return the program that a message of the start calls not found, in whatever language; nothing for others."""
    if not text(row.get("origin")).casefold().startswith(_STARTER):
        return ""
    said = text(row.get("text")).casefold()
    return next((program for program in _PROGRAMS if program in said), "")


def _time(row: JsonObject) -> float:
    """Return when a message was written, 0 where it does not say."""
    value = row.get("time")
    return float(value) if isinstance(value, int | float) else 0.0


CHECKS: Final[Mapping[str, Check]] = {
    "sabnzbd_open_interface": _open_interface,
    "sabnzbd_host_whitelist": _host_whitelist,
    "sabnzbd_errors": _errors,
    "sabnzbd_programs": _programs,
}
