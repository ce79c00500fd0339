"""What a fake *arr remembers: history, blocklist, tracked downloads, pending releases."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from tests.fakes.releases import Release

from .resources import Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a release or a download is of: a movie, or a series and some of its episodes."""

    media_id: int
    episode_ids: tuple[int, ...] = ()


class Event(StrEnum):
    """What a history row tells; the names are those both apps share."""

    GRABBED = "grabbed"
    IMPORTED = "downloadFolderImported"
    FAILED = "downloadFailed"
    IGNORED = "downloadIgnored"


class Source(StrEnum):
    """Where a grab came from (ReleaseSourceType)."""

    RSS = "Rss"
    SEARCH = "Search"
    USER_SEARCH = "UserInvokedSearch"
    INTERACTIVE = "InteractiveSearch"


class Tracked(StrEnum):
    """How far a download is (TrackedDownloadState)."""

    DOWNLOADING = "downloading"
    IMPORT_BLOCKED = "importBlocked"
    IMPORT_PENDING = "importPending"
    IMPORTING = "importing"
    IMPORTED = "imported"
    FAILED_PENDING = "failedPending"
    FAILED = "failed"
    IGNORED = "ignored"


@dataclass(slots=True, kw_only=True)
class HistoryRow:
    """One row of history; Sonarr writes one an episode."""

    id: int
    event: Event
    date: datetime
    media_id: int
    episode_id: int | None
    source_title: str
    quality: str
    languages: tuple[str, ...]
    download_id: str | None
    data: dict[str, str]


@dataclass(slots=True, kw_only=True)
class BlocklistRow:
    """One post that is not to be grabbed again for this movie or series."""

    id: int
    subject: Subject
    source_title: str
    quality: str
    languages: tuple[str, ...]
    date: datetime
    published: datetime | None
    size: int | None
    indexer: str
    message: str
    protocol: str = "usenet"


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadItem:
    """A job as the download client shows it; sizes in bytes."""

    download_id: str
    category: str
    title: str
    total: int
    remaining: int
    remaining_time: timedelta | None
    status: str
    message: str | None = None
    output_path: Path | None = None
    encrypted: bool = False
    protocol: str = "usenet"


@dataclass(slots=True, kw_only=True)
class TrackedDownload:
    """A job of the download client and what the *arr makes of it."""

    item: DownloadItem
    added: datetime
    subject: Subject | None = None
    state: Tracked = Tracked.DOWNLOADING
    messages: list[tuple[str, list[str]]] = field(default_factory=list)
    quality: str = "Unknown"
    languages: tuple[str, ...] = ("English",)
    indexer: str | None = None

    @property
    def in_queue(self) -> bool:
        """Say whether the queue shows it: what is imported, failed or ignored is gone from there."""
        return self.state not in (Tracked.IMPORTED, Tracked.FAILED, Tracked.IGNORED)

    def warn(self, *messages: tuple[str, list[str]]) -> None:
        """Show a warning."""
        self.messages = list(messages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A release that waits: for the delay of the profile, or for the download client."""

    id: int
    release: Release
    subject: Subject
    reason: str
    added: datetime
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """A file in the library."""

    id: int
    subject: Subject
    season: int | None
    path: Path
    size: int
    quality: str
    languages: tuple[str, ...]
    source_title: str
    group: str | None
    added: datetime
    sound: str = ""

    @property
    def media_info(self) -> Resource | None:
        """Return what was read of the file itself, as JSON; None where it was not read."""
        if not self.sound:
            return None
        return {
            "audioBitrate": 0,
            "audioChannels": 5.1,
            "audioCodec": "EAC3",
            "audioLanguages": self.sound,
            "audioStreamCount": self.sound.count("/") + 1,
            "videoBitDepth": 8,
            "videoBitrate": 0,
            "videoCodec": "x264",
            "videoFps": 23.976,
            "videoDynamicRange": "",
            "videoDynamicRangeType": "",
            "resolution": "1920x1080",
            "runTime": "1:30:00",
            "scanType": "Progressive",
            "subtitles": "",
        }


@dataclass(slots=True, kw_only=True)
class State:
    """Everything that changes, in memory."""

    history: list[HistoryRow] = field(default_factory=list)
    blocklist: list[BlocklistRow] = field(default_factory=list)
    tracked: dict[str, TrackedDownload] = field(default_factory=dict)
    pending: list[Pending] = field(default_factory=list)
    files: dict[int, MediaFile] = field(default_factory=dict)
    health: list[Resource] = field(default_factory=list)
    client_error: str | None = None
    _ids: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def next_id(self, kind: str) -> int:
        """Return the next id of a table."""
        self._ids[kind] += 1
        return self._ids[kind]

    def history_of(self, download_id: str, event: Event | None = None) -> list[HistoryRow]:
        """Return the rows of a download, oldest first."""
        return [
            row
            for row in self.history
            if row.download_id == download_id and event in (None, row.event)
        ]

    def record(
        self,
        event: Event,
        subject: Subject,
        *,
        date: datetime,
        title: str,
        quality: str,
        languages: Sequence[str],
        download_id: str | None,
        data: dict[str, str],
    ) -> None:
        """Write history: one row for a movie, one for each episode."""
        self.history.extend(
            HistoryRow(
                id=self.next_id("history"),
                event=event,
                date=date,
                media_id=subject.media_id,
                episode_id=episode,
                source_title=title,
                quality=quality,
                languages=tuple(languages),
                download_id=download_id,
                data=dict(data),
            )
            for episode in (subject.episode_ids or (None,))
        )
