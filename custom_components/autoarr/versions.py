"""Which versions of the services AutoArr can work with."""

import re
from typing import Final

from .clients.service import ServiceKind

MINIMUM_VERSIONS: Final = {
    ServiceKind.RADARR: "4.0",
    ServiceKind.SONARR: "4.0",
    ServiceKind.SABNZBD: "4.0",
    ServiceKind.PLEX: "1.25",
}

_NUMBERS: Final = re.compile(r"\d+(?:\.\d+)*")


def too_old(kind: ServiceKind, version: str) -> bool:
    """Return whether a version is below the minimum; one that is no number (a developer's build) is not."""
    found = _NUMBERS.match(version.strip())
    return found is not None and _parts(found[0]) < _parts(MINIMUM_VERSIONS[kind])


def _parts(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, for comparison."""
    return tuple(int(part) for part in version.split("."))
