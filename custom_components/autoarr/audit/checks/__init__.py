"""What rules work out that no single path shows: one module a subject, all named here."""

from collections.abc import Mapping
from typing import Final

from . import (
    categories,
    condition,
    file_sizes,
    formats,
    handling,
    indexers,
    naming,
    owners,
    places,
    plex,
    plex_libraries,
    profiles,
    room,
    sabnzbd,
    sabnzbd_doors,
    sabnzbd_servers,
)
from .base import Check

CHECKS: Final[Mapping[str, Check]] = {
    **categories.CHECKS,
    **condition.CHECKS,
    **file_sizes.CHECKS,
    **formats.CHECKS,
    **handling.CHECKS,
    **indexers.CHECKS,
    **naming.CHECKS,
    **owners.CHECKS,
    **places.CHECKS,
    **plex.CHECKS,
    **plex_libraries.CHECKS,
    **profiles.CHECKS,
    **room.CHECKS,
    **sabnzbd.CHECKS,
    **sabnzbd_doors.CHECKS,
    **sabnzbd_servers.CHECKS,
}
