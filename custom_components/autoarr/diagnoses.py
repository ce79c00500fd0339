"""Lets the diagnosis of requests see the services of a hub."""

from typing import TYPE_CHECKING

from .clients.plex import PlexClient
from .clients.radarr import RadarrClient
from .clients.sabnzbd import SabnzbdClient
from .clients.sonarr import SonarrClient
from .requests.diagnosing.diagnoser import Diagnoser
from .requests.diagnosing.ports import PlexService, SabnzbdService
from .requests.media import ArrInstance
from .runtime import secrets_of
from .store import HomeAssistantClock

if TYPE_CHECKING:
    from .hub import AutoarrHub


def diagnoser_of(hub: AutoarrHub) -> Diagnoser:
    """Return the diagnoser of a hub; it asks the services that the hub has when a question comes."""

    def instances() -> list[ArrInstance]:
        """Return every Radarr and Sonarr."""
        return [
            ArrInstance(ref=one.ref, client=one.client, defaults=one.defaults)
            for one in hub.services.values()
            if isinstance(one.client, RadarrClient | SonarrClient) and one.defaults is not None
        ]

    def sabnzbd() -> list[SabnzbdService]:
        """Return every SABnzbd."""
        return [
            SabnzbdService(ref=one.ref, client=one.client)
            for one in hub.services.values()
            if isinstance(one.client, SabnzbdClient)
        ]

    def plex() -> list[PlexService]:
        """Return every Plex."""
        return [
            PlexService(ref=one.ref, client=one.client)
            for one in hub.services.values()
            if isinstance(one.client, PlexClient)
        ]

    return Diagnoser(
        instances=instances,
        sabnzbd=sabnzbd,
        plex=plex,
        requests=lambda: hub.requests.requests(),
        clock=HomeAssistantClock(),
        secrets=lambda: secrets_of(hub.entry),
    )
