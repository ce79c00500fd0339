"""What happened to releases, and which are refused, as Radarr and Sonarr (API v3) remember it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from .decode import (
    JsonObject,
    children,
    integer,
    integers,
    moment,
    opt_id,
    opt_text,
    text_map,
    text_or,
)
from .servarr_releases import media_id, quality_name
from .servarr_settings import DownloadProtocol


class HistoryEvent(StrEnum):
    """What a history record reports, the same for both services."""

    GRABBED = "grabbed"
    IMPORTED = "imported"
    FAILED = "failed"
    DELETED = "deleted"
    RENAMED = "renamed"
    IGNORED = "ignored"
    OTHER = "other"


_EVENTS = {
    "grabbed": HistoryEvent.GRABBED,
    "downloadFolderImported": HistoryEvent.IMPORTED,
    "movieFolderImported": HistoryEvent.IMPORTED,
    "seriesFolderImported": HistoryEvent.IMPORTED,
    "downloadFailed": HistoryEvent.FAILED,
    "movieFileDeleted": HistoryEvent.DELETED,
    "episodeFileDeleted": HistoryEvent.DELETED,
    "movieFileRenamed": HistoryEvent.RENAMED,
    "episodeFileRenamed": HistoryEvent.RENAMED,
    "downloadIgnored": HistoryEvent.IGNORED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRecord:
    """One thing that happened to a release."""

    id: int
    event_type: HistoryEvent
    date: datetime
    source_title: str
    download_id: str | None
    media_id: int | None
    episode_id: int | None
    quality: str
    data: Mapping[str, str]
    languages: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a HistoryResource of either service."""
        return cls(
            id=integer(raw, "id"),
            event_type=_EVENTS.get(text_or(raw, "eventType"), HistoryEvent.OTHER),
            date=moment(raw, "date"),
            source_title=text_or(raw, "sourceTitle"),
            download_id=opt_text(raw, "downloadId"),
            media_id=media_id(raw),
            episode_id=opt_id(raw, "episodeId"),
            quality=quality_name(raw),
            data=text_map(raw, "data"),
            languages=children(raw, "languages", lambda language: text_or(language, "name")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocklistRow:
    """One release the service refuses to grab again."""

    id: int
    source_title: str
    date: datetime
    media_id: int | None
    episode_ids: tuple[int, ...]
    indexer: str | None
    protocol: DownloadProtocol
    message: str | None

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a BlocklistResource of either service."""
        return cls(
            id=integer(raw, "id"),
            source_title=text_or(raw, "sourceTitle"),
            date=moment(raw, "date"),
            media_id=media_id(raw),
            episode_ids=integers(raw, "episodeIds"),
            indexer=opt_text(raw, "indexer"),
            protocol=DownloadProtocol(text_or(raw, "protocol", "unknown")),
            message=opt_text(raw, "message"),
        )
