"""The services that are audited."""

from dataclasses import dataclass

from ..clients.plex import PlexClient
from ..clients.radarr import RadarrClient
from ..clients.sabnzbd import SabnzbdClient
from ..clients.service import ServiceRef
from ..clients.sonarr import SonarrClient

type AuditClient = RadarrClient | SonarrClient | SabnzbdClient | PlexClient


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditTarget:
    """One connected service; `address` is its URL without path and credentials."""

    ref: ServiceRef
    client: AuditClient
    address: str
    used_profiles: frozenset[int] | None = None
    """The quality profiles that titles have or will get; None where that is not known."""
