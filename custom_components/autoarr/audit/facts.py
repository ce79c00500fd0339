"""Named facts that rules depend on, worked out from the whole estate; pure."""

from collections.abc import Callable, Mapping
from typing import Final

from ..clients.service import ServiceKind
from .estate import Estate, ServiceSnapshot

type Fact = Callable[[Estate, ServiceSnapshot], bool | None]
"""Returns None when it cannot be found out."""


def _connected(kind: ServiceKind) -> Fact:
    """Return whether a service of a kind is connected to AutoArr."""
    return lambda estate, _: any(True for _ in estate.of_kind(kind))


FACTS: Final[Mapping[str, Fact]] = {
    "plex_connected": _connected(ServiceKind.PLEX),
    "sabnzbd_connected": _connected(ServiceKind.SABNZBD),
    "radarr_connected": _connected(ServiceKind.RADARR),
    "sonarr_connected": _connected(ServiceKind.SONARR),
}
