"""What Radarr and Sonarr (API v3) tell about their work: queue, history, blocklist, commands; and the rest by name."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from .decode import (
    JsonObject,
    Tolerant,
    children,
    flag,
    integer,
    integer_or,
    integers,
    opt_id,
    opt_integer,
    opt_moment,
    opt_span,
    opt_text,
    text,
    text_or,
    texts,
)
from .servarr_history import BlocklistRow, HistoryEvent, HistoryRecord
from .servarr_releases import (
    ImportCandidate,
    ImportMode,
    ParseResult,
    Rating,
    Release,
    media_id,
    quality_name,
)
from .servarr_settings import (
    AllowedQuality,
    DownloadClient,
    DownloadProtocol,
    FailedHandling,
    Indexer,
    QualityProfile,
)
from .servarr_system import (
    AppUpdate,
    DiskSpace,
    HealthLevel,
    HealthMessage,
    Library,
    RootFolder,
    SystemStatus,
    Tag,
)

__all__ = [
    "AllowedQuality",
    "AppUpdate",
    "BlocklistRow",
    "Command",
    "CommandStatus",
    "DiskSpace",
    "DownloadClient",
    "DownloadProtocol",
    "FailedHandling",
    "HealthLevel",
    "HealthMessage",
    "HistoryEvent",
    "HistoryRecord",
    "ImportCandidate",
    "ImportMode",
    "Indexer",
    "Library",
    "ParseResult",
    "QualityProfile",
    "QueueItem",
    "QueueStatus",
    "QueueStatusName",
    "Rating",
    "Release",
    "RootFolder",
    "StatusMessage",
    "SystemStatus",
    "Tag",
    "TrackedState",
    "TrackedStatus",
]


class QueueStatusName(Tolerant):
    """What the download client does with a queue item."""

    QUEUED = "queued"
    PAUSED = "paused"
    DOWNLOADING = "downloading"
    COMPLETED = "completed"
    FAILED = "failed"
    WARNING = "warning"
    DELAY = "delay"
    DOWNLOAD_CLIENT_UNAVAILABLE = "downloadClientUnavailable"
    FALLBACK = "fallback"
    UNKNOWN = "unknown"


class TrackedStatus(Tolerant):
    """How the service judges a tracked download."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"
    UNKNOWN = "unknown"


class TrackedState(Tolerant):
    """Where a tracked download stands between client and library."""

    DOWNLOADING = "downloading"
    IMPORT_BLOCKED = "importBlocked"
    IMPORT_PENDING = "importPending"
    IMPORTING = "importing"
    IMPORTED = "imported"
    FAILED_PENDING = "failedPending"
    FAILED = "failed"
    IGNORED = "ignored"
    UNKNOWN = "unknown"


class CommandStatus(Tolerant):
    """How far a command has come."""

    QUEUED = "queued"
    STARTED = "started"
    COMPLETED = "completed"
    FAILED = "failed"
    ABORTED = "aborted"
    CANCELLED = "cancelled"
    ORPHANED = "orphaned"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusMessage:
    """Why a download is stuck, for one of its files."""

    title: str
    messages: tuple[str, ...]

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a TrackedDownloadStatusMessage."""
        return cls(title=text_or(raw, "title"), messages=texts(raw, "messages"))


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """One download the service waits for; `download_id` is SABnzbd's nzo_id."""

    id: int
    media_id: int | None
    episode_id: int | None
    season_number: int | None
    title: str
    size_bytes: int
    left_bytes: int
    status: QueueStatusName
    tracked_status: TrackedStatus
    tracked_state: TrackedState
    status_messages: tuple[StatusMessage, ...]
    error_message: str | None
    download_id: str | None
    protocol: DownloadProtocol
    download_client: str | None
    indexer: str | None
    output_path: str | None
    quality: str
    added: datetime | None
    time_left: timedelta | None
    estimated_completion: datetime | None
    monitored: bool | None = None
    """Whether its film, or its series and episode, are monitored; None where the titles were not asked for."""

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a QueueResource of either service."""
        return cls(
            id=integer(raw, "id"),
            media_id=media_id(raw),
            episode_id=opt_id(raw, "episodeId"),
            season_number=opt_integer(raw, "seasonNumber"),
            title=text_or(raw, "title"),
            size_bytes=integer_or(raw, "size"),
            left_bytes=integer_or(raw, "sizeleft"),
            status=QueueStatusName(text_or(raw, "status", "unknown")),
            tracked_status=TrackedStatus(text_or(raw, "trackedDownloadStatus", "unknown")),
            tracked_state=TrackedState(text_or(raw, "trackedDownloadState", "unknown")),
            status_messages=children(raw, "statusMessages", StatusMessage.from_json),
            error_message=opt_text(raw, "errorMessage"),
            download_id=opt_text(raw, "downloadId"),
            protocol=DownloadProtocol(text_or(raw, "protocol", "unknown")),
            download_client=opt_text(raw, "downloadClient"),
            indexer=opt_text(raw, "indexer"),
            output_path=opt_text(raw, "outputPath"),
            quality=quality_name(raw),
            added=opt_moment(raw, "added"),
            time_left=opt_span(raw, "timeleft"),
            estimated_completion=opt_moment(raw, "estimatedCompletionTime"),
            monitored=_monitored(raw),
        )


def _monitored(raw: JsonObject) -> bool | None:
    """Return whether all that a record is of, as far as it is in there, is monitored."""
    titles = [title for name in _TITLES if isinstance(title := raw.get(name), dict)]
    return all(flag(title, "monitored", default=True) for title in titles) if titles else None


_TITLES = ("movie", "series", "episode")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueStatus:
    """The queue in numbers."""

    total_count: int
    count: int
    unknown_count: int
    errors: bool
    warnings: bool
    unknown_errors: bool
    unknown_warnings: bool

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a QueueStatusResource."""
        return cls(
            total_count=integer(raw, "totalCount"),
            count=integer_or(raw, "count"),
            unknown_count=integer_or(raw, "unknownCount"),
            errors=flag(raw, "errors"),
            warnings=flag(raw, "warnings"),
            unknown_errors=flag(raw, "unknownErrors"),
            unknown_warnings=flag(raw, "unknownWarnings"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A task of the service, e.g. a search; its ids come from the command's body."""

    id: int
    name: str
    status: CommandStatus
    message: str | None
    queued: datetime | None
    started: datetime | None
    ended: datetime | None
    media_ids: tuple[int, ...]
    episode_ids: tuple[int, ...]
    season_number: int | None

    @property
    def done(self) -> bool:
        """Tell whether nothing more will happen."""
        return self.status not in {CommandStatus.QUEUED, CommandStatus.STARTED}

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a CommandResource; the body carries more than the specification says."""
        found = raw.get("body")
        body = found if isinstance(found, dict) else {}
        single = media_id(body)
        return cls(
            id=integer(raw, "id"),
            name=text(raw, "name"),
            status=CommandStatus(text_or(raw, "status", "unknown")),
            message=opt_text(raw, "message"),
            queued=opt_moment(raw, "queued"),
            started=opt_moment(raw, "started"),
            ended=opt_moment(raw, "ended"),
            media_ids=(
                integers(body, "movieIds")
                or integers(body, "seriesIds")
                or ((single,) if single else ())
            ),
            episode_ids=integers(body, "episodeIds"),
            season_number=opt_integer(body, "seasonNumber"),
        )
