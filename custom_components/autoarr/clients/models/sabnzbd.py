"""What SABnzbd (4.x and 5.x) tells about its jobs: queue and history.

Its API sends most numbers as texts; here they are numbers: sizes in bytes (its MB are 1024²), speeds in bytes a second.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

from .decode import (
    JsonObject,
    JsonValue,
    Tolerant,
    children,
    flag,
    integer,
    integer_or,
    number_or,
    opt_epoch,
    opt_integer,
    opt_span,
    opt_text,
    seconds_or_zero,
    size,
    text,
    text_or,
    texts,
)
from .sabnzbd_status import (
    NewsServer,
    SabWarning,
    ServerStats,
    ServerStatus,
    ServerTest,
    ServerTraffic,
)

__all__ = [
    "HistorySlot",
    "JobStatus",
    "NewsServer",
    "QueueSlot",
    "SabHistory",
    "SabQueue",
    "SabWarning",
    "ServerStats",
    "ServerStatus",
    "ServerTest",
    "ServerTraffic",
    "Stage",
]

_MEGA = 1024**2
_GIGA = 1024**3


class JobStatus(Tolerant):
    """What a job or the whole queue does; only COMPLETED and FAILED are final."""

    IDLE = "Idle"
    GRABBING = "Grabbing"
    QUEUED = "Queued"
    PROPAGATING = "Propagating"
    CHECKING = "Checking"
    FETCHING = "Fetching"
    DOWNLOADING = "Downloading"
    PAUSED = "Paused"
    QUICK_CHECK = "QuickCheck"
    VERIFYING = "Verifying"
    REPAIRING = "Repairing"
    EXTRACTING = "Extracting"
    MOVING = "Moving"
    RUNNING = "Running"
    COMPLETED = "Completed"
    FAILED = "Failed"
    DELETED = "Deleted"
    UNKNOWN = "Unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueSlot:
    """One job that is not downloaded yet; `time_left` goes by the whole queue's speed."""

    nzo_id: str
    name: str
    category: str
    status: JobStatus
    labels: tuple[str, ...]
    percentage: int
    size_bytes: int
    left_bytes: int
    missing_bytes: int
    time_left: timedelta
    priority: str
    password: str | None = field(repr=False)
    added: datetime | None

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a slot of mode=queue; 4.x lacks the time it was added."""
        return cls(
            nzo_id=text(raw, "nzo_id"),
            name=text_or(raw, "filename"),
            category=text_or(raw, "cat"),
            status=JobStatus(text(raw, "status")),
            labels=texts(raw, "labels"),
            percentage=integer_or(raw, "percentage"),
            size_bytes=_bytes(raw, "mb", _MEGA),
            left_bytes=_bytes(raw, "mbleft", _MEGA),
            missing_bytes=_bytes(raw, "mbmissing", _MEGA),
            time_left=opt_span(raw, "timeleft") or timedelta(),
            priority=_PRIORITIES.get(text_or(raw, "priority"), text_or(raw, "priority", "Normal")),
            password=opt_text(raw, "password"),
            added=opt_epoch(raw, "time_added"),
        )


_PRIORITIES = {"2": "Force", "1": "High", "0": "Normal", "-1": "Low", "-2": "Paused"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SabQueue:
    """The download queue: its state, its space, its jobs (`slot_count` counts all, `slots` may be fewer)."""

    version: str
    status: JobStatus
    paused: bool
    pause_left: timedelta | None
    speed_bytes: int
    speed_limit_percent: int | None
    speed_limit_bytes: int | None
    left_bytes: int
    total_bytes: int
    time_left: timedelta
    slot_count: int
    slots: tuple[QueueSlot, ...]
    download_free_bytes: int
    download_total_bytes: int
    complete_free_bytes: int
    complete_total_bytes: int
    have_warnings: int
    have_quota: bool
    quota_bytes: int | None
    quota_left_bytes: int | None

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode the answer to mode=queue."""
        return cls(
            version=text(raw, "version"),
            status=JobStatus(text(raw, "status")),
            paused=flag(raw, "paused"),
            pause_left=_pause_left(raw),
            speed_bytes=_bytes(raw, "kbpersec", 1024),
            speed_limit_percent=opt_integer(raw, "speedlimit") or None,
            speed_limit_bytes=opt_integer(raw, "speedlimit_abs") or None,
            left_bytes=_bytes(raw, "mbleft", _MEGA),
            total_bytes=_bytes(raw, "mb", _MEGA),
            time_left=opt_span(raw, "timeleft") or timedelta(),
            slot_count=integer_or(raw, "noofslots_total", integer_or(raw, "noofslots")),
            slots=children(raw, "slots", QueueSlot.from_json),
            download_free_bytes=_bytes(raw, "diskspace1", _GIGA),
            download_total_bytes=_bytes(raw, "diskspacetotal1", _GIGA),
            complete_free_bytes=_bytes(raw, "diskspace2", _GIGA),
            complete_total_bytes=_bytes(raw, "diskspacetotal2", _GIGA),
            have_warnings=integer_or(raw, "have_warnings"),
            have_quota=flag(raw, "have_quota"),
            quota_bytes=size(text_or(raw, "quota")),
            quota_left_bytes=size(text_or(raw, "left_quota")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What one stage did; the name is never translated, the actions are."""

    name: str
    actions: tuple[str, ...]

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode an entry of stage_log."""
        return cls(name=text(raw, "name"), actions=texts(raw, "actions"))


@dataclass(frozen=True, slots=True, kw_only=True)
class HistorySlot:
    """One job after its download, also while it is repaired and unpacked; `fail_message` is translated."""

    nzo_id: str
    name: str
    nzb_name: str
    category: str
    status: JobStatus
    fail_message: str
    stage_log: tuple[Stage, ...]
    script_line: str
    action_line: str
    storage: str | None
    path: str | None
    size_bytes: int
    completed: datetime | None
    download_time: timedelta
    url: str | None = field(repr=False)
    duplicate_key: str | None
    password: str | None = field(repr=False)
    retry: bool
    archive: bool
    loaded: bool
    added: datetime | None

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a slot of mode=history; the address it came from holds the indexer's key."""
        return cls(
            nzo_id=text(raw, "nzo_id"),
            name=text_or(raw, "name"),
            nzb_name=text_or(raw, "nzb_name"),
            category=text_or(raw, "category"),
            status=JobStatus(text(raw, "status")),
            fail_message=text_or(raw, "fail_message"),
            stage_log=children(raw, "stage_log", Stage.from_json),
            script_line=text_or(raw, "script_line"),
            action_line=text_or(raw, "action_line"),
            storage=opt_text(raw, "storage"),
            path=opt_text(raw, "path"),
            size_bytes=integer_or(raw, "bytes"),
            completed=opt_epoch(raw, "completed"),
            download_time=seconds_or_zero(raw, "download_time"),
            url=opt_text(raw, "url"),
            duplicate_key=opt_text(raw, "duplicate_key"),
            password=opt_text(raw, "password"),
            retry=flag(raw, "retry"),
            archive=flag(raw, "archive"),
            loaded=flag(raw, "loaded"),
            added=opt_epoch(raw, "time_added"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SabHistory:
    """A page of the history; hand `last_update` back as `since` to hear only of changes."""

    slots: tuple[HistorySlot, ...]
    total: int
    last_update: int

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode the answer to mode=history."""
        return cls(
            slots=children(raw, "slots", HistorySlot.from_json),
            total=integer(raw, "noofslots"),
            last_update=integer(raw, "last_history_update"),
        )


def retried_id(value: JsonValue) -> str | None:
    """Return the new id out of a retry's answer: a text, or `["OK", [id]]` for a job added by address."""
    if isinstance(value, str) and value:
        return value
    if isinstance(value, list):
        return next((found for found in map(retried_id, reversed(value)) if found), None)
    return None


def _bytes(raw: JsonObject, name: str, unit: int) -> int:
    """Return a size that is given in `unit` bytes, in bytes."""
    return round(number_or(raw, name) * unit)


def _pause_left(raw: JsonObject) -> timedelta | None:
    """Read minutes and seconds ("4:59"); SABnzbd writes 0 when it is not paused for a time."""
    minutes, _, seconds = text_or(raw, "pause_int").partition(":")
    if not (minutes.isdecimal() and seconds.isdecimal()):
        return None
    return timedelta(minutes=int(minutes), seconds=int(seconds))
