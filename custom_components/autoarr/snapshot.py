"""What each coordinator knows about its service."""

from collections.abc import Sequence
from dataclasses import dataclass

from .clients.models.plex import LibrarySection, PlexIdentity, PlexSession, PlexUpdate
from .clients.models.sabnzbd import (
    HistorySlot,
    JobStatus,
    SabHistory,
    SabQueue,
    SabWarning,
    ServerStats,
    ServerStatus,
)
from .clients.models.servarr import (
    AppUpdate,
    HealthMessage,
    Library,
    QueueItem,
    QueueStatusName,
    RootFolder,
    SystemStatus,
    TrackedState,
)
from .releases import Release

_MOVING = (QueueStatusName.QUEUED, QueueStatusName.DOWNLOADING)
_SETTLING = (TrackedState.IMPORT_PENDING, TrackedState.IMPORTING, TrackedState.FAILED_PENDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServarrData:
    """Radarr or Sonarr; `None` means not read yet."""

    status: SystemStatus | None = None
    queue: tuple[QueueItem, ...] = ()
    health: Sequence[HealthMessage] | None = None
    root_folders: Sequence[RootFolder] | None = None
    missing_total: int | None = None
    library: Library | None = None
    updates: Sequence[AppUpdate] | None = None
    calendar: Sequence[Release] | None = None

    @property
    def running_version(self) -> str | None:
        """Return the version of the service."""
        return self.status.version if self.status else None

    @property
    def library_total(self) -> int | None:
        """Return how many films or series there are."""
        return self.library.total if self.library else None

    @property
    def downloading(self) -> bool:
        """Return whether something in the queue still moves."""
        return any(item.status in _MOVING or item.tracked_state in _SETTLING for item in self.queue)


@dataclass(frozen=True, slots=True, kw_only=True)
class SabnzbdData:
    """SABnzbd; `None` means not read yet."""

    version: str | None = None
    queue: SabQueue | None = None
    history: SabHistory | None = None
    servers: ServerStatus | None = None
    stats: ServerStats | None = None

    @property
    def running_version(self) -> str | None:
        """Return the version of the service."""
        return self.version

    @property
    def working(self) -> bool:
        """Return whether anything downloads or is post-processed."""
        queued = self.queue is not None and self.queue.slot_count > 0 and not self.queue.paused
        return queued or self.post_processing

    @property
    def post_processing(self) -> bool:
        """Return whether a downloaded job is still repaired, unpacked or moved."""
        return any(not ended(slot) for slot in self.history.slots) if self.history else False

    @property
    def warnings(self) -> tuple[SabWarning, ...]:
        """Return what SABnzbd complains of."""
        return self.servers.warnings if self.servers else ()


def ended(slot: HistorySlot) -> bool:
    """Return whether a history item is final; those that are worked on stand there too."""
    return slot.status in (JobStatus.COMPLETED, JobStatus.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionTotal:
    """A Plex library and the number of its items."""

    section: LibrarySection
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlexData:
    """Plex; `None` means not read yet."""

    identity: PlexIdentity | None = None
    sessions: tuple[PlexSession, ...] = ()
    sections: Sequence[SectionTotal] | None = None
    update: PlexUpdate | None = None

    @property
    def running_version(self) -> str | None:
        """Return the version of the service."""
        return self.identity.version if self.identity else None
