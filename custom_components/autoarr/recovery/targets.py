"""The services recovery works with, what one poll of them showed, and what switching one did."""

from dataclasses import dataclass, field

from ..clients.models.sabnzbd import HistorySlot, SabQueue, SabWarning, ServerStatus
from ..clients.models.servarr import QueueItem
from ..clients.radarr import RadarrClient
from ..clients.sabnzbd import SabnzbdClient
from ..clients.service import ServiceRef
from ..clients.sonarr import SonarrClient
from .models import Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class SabnzbdTarget:
    """A connected SABnzbd and its client."""

    ref: ServiceRef
    client: SabnzbdClient = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServarrTarget:
    """A connected Radarr or Sonarr and its client."""

    ref: ServiceRef
    client: RadarrClient | SonarrClient = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SabnzbdObservation:
    """What one poll of a SABnzbd showed; `history` is the newest part of it, newest first or not."""

    ref: ServiceRef
    queue: SabQueue
    history: tuple[HistorySlot, ...]
    warnings: tuple[SabWarning, ...] = ()
    servers: ServerStatus | None = None
    marker: int | None = None
    """What SABnzbd counts up with each change of its history; None where it was not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServarrObservation:
    """What one poll of the queue of a Radarr or Sonarr showed."""

    ref: ServiceRef
    queue: tuple[QueueItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeChange:
    """What changing a mode did: the switches written, and those left because somebody else had changed them."""

    mode: Mode
    changed: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
