"""Named facts that rules depend on, worked out from the whole estate; pure."""

from collections.abc import Callable, Mapping
from typing import Final

from ..clients.service import ServiceKind
from ..journal.ports import JsonValue
from .estate import Estate, ServiceSnapshot
from .facts_plex import folders_can_vanish, told_by_all
from .models import MISSING
from .paths import value_at
from .predicates import UnknownValue, holds

type Fact = Callable[[Estate, ServiceSnapshot], bool | None]
"""Returns None when it cannot be found out."""


def _connected(*kinds: ServiceKind) -> Fact:
    """Return whether a service of some kinds is connected to AutoArr."""
    return lambda estate, _: any(True for _ in estate.of_kind(*kinds))


def _setting(document: str, expect: Mapping[str, JsonValue], path: str) -> Fact:
    """Return whether a setting of the service itself is so; unknown where it was not read or is of another kind."""

    def fact(_: Estate, service: ServiceSnapshot) -> bool | None:
        value = value_at(service.documents.get(document), path)
        if value is MISSING:
            return None
        try:
            return holds(expect, value)
        except UnknownValue:
            return None

    return fact


def _plex_may_delete(estate: Estate, _: ServiceSnapshot) -> bool | None:
    """Return whether people may delete files in Plex; unknown where Plex did not tell."""
    answers = [
        _setting("prefs", {"equals": True}, "allowMediaDeletion")(estate, plex)
        for plex in estate.of_kind(ServiceKind.PLEX)
    ]
    return None if None in answers and True not in answers else True in answers


def _usenet_only(estate: Estate, service: ServiceSnapshot) -> bool | None:
    """Return whether SABnzbd is connected and a Radarr or Sonarr has no active client for torrents."""
    clients = service.documents.get("downloadclient")
    if not isinstance(clients, list):
        return None
    torrents = any(
        isinstance(row, dict) and row.get("protocol") == "torrent" and row.get("enable") is True
        for row in clients
    )
    return not torrents and any(True for _ in estate.of_kind(ServiceKind.SABNZBD))


FACTS: Final[Mapping[str, Fact]] = {
    "plex_connected": _connected(ServiceKind.PLEX),
    "sabnzbd_connected": _connected(ServiceKind.SABNZBD),
    "radarr_connected": _connected(ServiceKind.RADARR),
    "sonarr_connected": _connected(ServiceKind.SONARR),
    "servarr_connected": _connected(ServiceKind.RADARR, ServiceKind.SONARR),
    "plex_told_by_all": told_by_all,
    "plex_folders_can_vanish": folders_can_vanish,
    "sabnzbd_extensions_allowlist": _setting("misc", {"equals": 1}, "unwanted_extensions_mode"),
    "sabnzbd_quota": _setting("misc", {"not_equals": 0, "set": True}, "quota_size"),
    "sabnzbd_speed_limited": _setting("misc", {"at_least": 1, "at_most": 99}, "bandwidth_perc"),
    "plex_may_delete": _plex_may_delete,
    "usenet_only": _usenet_only,
    "recycle_bin_set": _setting("config/mediamanagement", {"set": True}, "recycleBin"),
    "own_login": _setting("config/host", {"one_of": ["forms", "basic"]}, "authenticationMethod"),
}
