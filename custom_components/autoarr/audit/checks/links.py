"""Which row among the download clients of a Radarr or Sonarr is which SABnzbd; pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from ipaddress import IPv4Network, ip_address
from typing import Final
from urllib.parse import urlsplit

from ...clients.service import ServiceKind
from ...journal.ports import JsonObject
from ..estate import Estate, ServiceSnapshot
from .base import field, once, rows

_BRIDGES: Final = IPv4Network("172.16.0.0/12")
"""Where Docker puts its networks by default."""
_LOOPBACK: Final = "localhost"
CATEGORY_FIELDS: Final = {ServiceKind.RADARR: "movieCategory", ServiceKind.SONARR: "tvCategory"}


class Likeness(IntEnum):
    """How sure it is that two addresses are one."""

    NONE = 0
    POSSIBLE = 1
    """The port is another, but one of them may be an address inside of Docker or of one machine."""
    PORT = 2
    SAME = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A SABnzbd among the download clients of a Radarr or Sonarr."""

    owner: ServiceSnapshot
    row: JsonObject
    name: str
    host: str
    port: int
    category: str
    sabnzbd: ServiceSnapshot | None
    """The SABnzbd it is for sure."""
    unknown: bool
    """Whether it is none that AutoArr knows."""

    @property
    def id(self) -> str:
        """The id of its row."""
        return str(self.row.get("id", ""))


@once
def clients_of(estate: Estate, owner: ServiceSnapshot) -> tuple[Client, ...]:
    """Return the SABnzbd clients that are switched on; raises CannotJudge when they were not read."""
    return tuple(_clients(estate, owner))


def _clients(estate: Estate, owner: ServiceSnapshot) -> Iterator[Client]:
    """Yield them."""
    for row in rows(owner, "downloadclient"):
        if row.get("implementation") != "Sabnzbd" or row.get("enable") is not True:
            continue
        host, port = str(field(row, "host") or ""), _port(field(row, "port"))
        likeness = {
            sabnzbd.ref.id: alike(host, port, sabnzbd.address)
            for sabnzbd in estate.of_kind(ServiceKind.SABNZBD)
        }
        best = max(likeness.values(), default=Likeness.NONE)
        likely = [one for one, how in likeness.items() if how is best]
        found = estate.get(likely[0]) if best and len(likely) == 1 else None
        yield Client(
            owner=owner,
            row=row,
            name=str(row.get("name") or ""),
            host=host,
            port=port,
            category=str(field(row, CATEGORY_FIELDS[owner.ref.kind]) or ""),
            sabnzbd=found,
            unknown=best is Likeness.NONE,
        )


def clients_at(estate: Estate, sabnzbd: ServiceSnapshot) -> Iterator[Client]:
    """Yield every client that is this SABnzbd, of all Radarr and Sonarr; raises CannotJudge when one was not read."""
    for owner in estate.of_kind(ServiceKind.RADARR, ServiceKind.SONARR):
        for client in clients_of(estate, owner):
            if client.sabnzbd is sabnzbd:
                yield client


def alike(host: str, port: int, address: str) -> Likeness:
    """Say how sure it is that a host and port are what an address leads to."""
    there, other = host_port(address)
    same_host = _plain(host) == there
    if same_host:
        return Likeness.SAME if port == other else Likeness.NONE
    if port == other:
        return Likeness.PORT
    return Likeness.POSSIBLE if _vague(_plain(host)) or _vague(there) else Likeness.NONE


def host_port(address: str) -> tuple[str, int]:
    """Return host and port of an address; an empty host for what is none."""
    try:
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return "", 0
    return _plain(parts.hostname or ""), port


def _plain(host: str) -> str:
    """Return a host as it is compared; every loopback is one."""
    name = host.strip().strip("[]").rstrip(".").casefold()
    try:
        return _LOOPBACK if ip_address(name).is_loopback else str(ip_address(name))
    except ValueError:
        return name


def _vague(host: str) -> bool:
    """Say whether a host may be the same machine as any other: loopback, a bare name, a network of Docker."""
    try:
        address = ip_address(host)
    except ValueError:
        return "." not in host
    return address.version == 4 and address in _BRIDGES


def _port(value: object) -> int:
    """Return a port, 0 for what is none."""
    text = str(value)
    return int(text) if text.isdecimal() and len(text) <= 5 else 0
