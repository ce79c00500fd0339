"""What kinds of service there are, and how one instance of them is named."""

from dataclasses import dataclass
from enum import StrEnum


class ServiceKind(StrEnum):
    """The services AutoArr drives."""

    RADARR = "radarr"
    SONARR = "sonarr"
    SABNZBD = "sabnzbd"
    PLEX = "plex"

    @property
    def label(self) -> str:
        """The name of the service as its makers write it."""
        return _LABELS[self]


class Companion(StrEnum):
    """What AutoArr brings along itself, beside the services it drives."""

    APP = "app"

    @property
    def label(self) -> str:
        """The name as people see it."""
        return "AutoArr app"


_LABELS = {
    ServiceKind.RADARR: "Radarr",
    ServiceKind.SONARR: "Sonarr",
    ServiceKind.SABNZBD: "SABnzbd",
    ServiceKind.PLEX: "Plex",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRef:
    """One connected instance of a service."""

    id: str
    kind: ServiceKind
    name: str
