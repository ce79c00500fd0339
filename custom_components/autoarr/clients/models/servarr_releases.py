"""Releases, as Radarr and Sonarr (API v3) find, read and rate them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from .decode import (
    JsonObject,
    JsonValue,
    children,
    flag,
    integer,
    integer_or,
    number_or,
    opt_child,
    opt_id,
    opt_integer,
    opt_moment,
    opt_text,
    text,
    text_or,
    texts,
)
from .servarr_settings import DownloadProtocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A rating and how many people gave one."""

    value: float
    votes: int

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a RatingChild."""
        return cls(value=number_or(raw, "value"), votes=integer_or(raw, "votes"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One result of an interactive search; it can be grabbed for 30 minutes by guid and indexer."""

    guid: str
    indexer_id: int
    indexer: str | None
    title: str
    quality: str
    resolution: int
    quality_weight: int
    custom_format_score: int
    size_bytes: int
    age_minutes: float
    publish_date: datetime | None
    protocol: DownloadProtocol
    approved: bool
    rejected: bool
    temporarily_rejected: bool
    download_allowed: bool
    rejections: tuple[str, ...]
    languages: tuple[str, ...]
    media_id: int | None
    full_season: bool
    episode_ids: tuple[int, ...] = ()

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a ReleaseResource of either service."""
        return cls(
            guid=text(raw, "guid"),
            indexer_id=integer(raw, "indexerId"),
            indexer=opt_text(raw, "indexer"),
            title=text_or(raw, "title"),
            quality=quality_name(raw),
            resolution=quality_resolution(raw),
            quality_weight=integer_or(raw, "qualityWeight"),
            custom_format_score=integer_or(raw, "customFormatScore"),
            size_bytes=integer_or(raw, "size"),
            age_minutes=number_or(raw, "ageMinutes"),
            publish_date=opt_moment(raw, "publishDate"),
            protocol=DownloadProtocol(text_or(raw, "protocol", "unknown")),
            approved=flag(raw, "approved"),
            rejected=flag(raw, "rejected"),
            temporarily_rejected=flag(raw, "temporarilyRejected"),
            download_allowed=flag(raw, "downloadAllowed"),
            rejections=texts(raw, "rejections"),
            languages=children(raw, "languages", lambda language: text_or(language, "name")),
            media_id=opt_id(raw, "mappedMovieId") or opt_id(raw, "mappedSeriesId"),
            full_season=flag(raw, "fullSeason"),
            episode_ids=children(raw, "mappedEpisodeInfo", _own_id),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseResult:
    """What the service itself reads out of a release name."""

    title: str
    media_id: int | None
    season_number: int | None
    episode_ids: tuple[int, ...]
    quality: str

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a ParseResource of either service; what is not recognised stays empty."""
        info = _object(raw.get("parsedMovieInfo")) or _object(raw.get("parsedEpisodeInfo"))
        media = opt_child(raw, "movie", _own_id) or opt_child(raw, "series", _own_id)
        return cls(
            title=text_or(raw, "title"),
            media_id=media or None,
            season_number=opt_integer(info, "seasonNumber"),
            episode_ids=children(raw, "episodes", _own_id),
            quality=quality_name(info),
        )


class ImportMode(StrEnum):
    """What a manual import does with the files; `auto` is what the service does by itself."""

    AUTO = "auto"
    COPY = "copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCandidate:
    """A file of a download as manual import shows it; `quality` and `languages` go back as they came."""

    path: str
    name: str
    folder_name: str
    size_bytes: int
    media_id: int | None
    episode_ids: tuple[int, ...]
    quality: JsonObject
    languages: tuple[JsonObject, ...]
    release_group: str
    download_id: str
    indexer_flags: int
    release_type: str
    rejections: tuple[str, ...]

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a ManualImportResource of either service."""
        media = opt_child(raw, "movie", _own_id) or opt_child(raw, "series", _own_id)
        return cls(
            path=text(raw, "path"),
            name=text_or(raw, "relativePath") or text_or(raw, "name"),
            folder_name=text_or(raw, "folderName"),
            size_bytes=integer_or(raw, "size"),
            media_id=media or None,
            episode_ids=children(raw, "episodes", _own_id),
            quality=_object(raw.get("quality")),
            languages=children(raw, "languages", dict),
            release_group=text_or(raw, "releaseGroup"),
            download_id=text_or(raw, "downloadId"),
            indexer_flags=integer_or(raw, "indexerFlags"),
            release_type=text_or(raw, "releaseType"),
            rejections=children(raw, "rejections", lambda why: text_or(why, "reason")),
        )

    def as_json(self) -> JsonObject:
        """Return a ManualImportFile of the command: a film, or with episodes those of a series."""
        languages: list[JsonValue] = list(self.languages)
        file: JsonObject = {
            "path": self.path,
            "folderName": self.folder_name,
            "quality": self.quality,
            "languages": languages,
            "releaseGroup": self.release_group,
            "indexerFlags": self.indexer_flags,
            "downloadId": self.download_id,
        }
        if not self.episode_ids:
            return {**file, "movieId": self.media_id}
        episodes: list[JsonValue] = list(self.episode_ids)
        return {
            **file,
            "seriesId": self.media_id,
            "episodeIds": episodes,
            "releaseType": self.release_type or "unknown",
        }


def media_id(raw: JsonObject) -> int | None:
    """Return the id of the movie or series a record belongs to."""
    return opt_id(raw, "movieId") or opt_id(raw, "seriesId")


def quality_name(raw: JsonObject) -> str:
    """Return the name inside a QualityModel, or nothing."""
    return text_or(_object(_object(raw.get("quality")).get("quality")), "name")


def quality_resolution(raw: JsonObject) -> int:
    """Return the resolution (lines) inside a QualityModel, 0 when unknown."""
    return integer_or(_object(_object(raw.get("quality")).get("quality")), "resolution")


def _own_id(raw: JsonObject) -> int:
    """Return the id in the library, 0 for what is not in it."""
    return integer_or(raw, "id")


def _object(value: JsonValue) -> JsonObject:
    """Return an object, an empty one for anything else."""
    return value if isinstance(value, dict) else {}
