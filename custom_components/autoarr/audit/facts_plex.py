"""Facts of a Plex within the estate; pure."""

from ..clients.service import ServiceKind
from .checks.base import CannotJudge, rows
from .checks.folders import parse_folder
from .checks.plex import told_by
from .estate import Estate, ServiceSnapshot


def told_by_all(estate: Estate, _: ServiceSnapshot) -> bool | None:
    """Return whether every Radarr and Sonarr tells a Plex; none at all tells nothing."""
    told: list[bool] = []
    for servarr in estate.of_kind(ServiceKind.RADARR, ServiceKind.SONARR):
        try:
            told.append(told_by(servarr))
        except CannotJudge:
            return None
    return bool(told) and all(told)


def folders_can_vanish(_: Estate, plex: ServiceSnapshot) -> bool | None:
    """Return whether a library is on a network or a drive that is plugged in; only some paths show it."""
    try:
        sections = list(rows(plex, "sections"))
    except CannotJudge:
        return None
    for section in sections:
        places = section.get("Location")
        for place in places if isinstance(places, list) else ():
            folder = parse_folder(place.get("path")) if isinstance(place, dict) else None
            if folder is not None and (
                folder.root.startswith("//") or folder.parts[:1] == ("Volumes",)
            ):
                return True
    return None
