"""Series and episodes, as Sonarr (API v3) describes them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from ..images import poster_path
from .decode import (
    JsonObject,
    JsonValue,
    Tolerant,
    children,
    flag,
    integer,
    integer_or,
    integers,
    opt_child,
    opt_id,
    opt_integer,
    opt_moment,
    opt_text,
    text,
    text_or,
    texts,
)
from .radarr import alternate_titles, named, poster_url
from .servarr import Rating


class SeriesStatus(Tolerant):
    """How far a series has come."""

    CONTINUING = "continuing"
    ENDED = "ended"
    UPCOMING = "upcoming"
    DELETED = "deleted"
    UNKNOWN = "unknown"


class SeriesType(Tolerant):
    """How the episodes of a series are numbered."""

    DAILY = "daily"
    ANIME = "anime"
    STANDARD = "standard"


class Monitor(StrEnum):
    """Which episodes of a new series are monitored; SKIP goes by the seasons."""

    ALL = "all"
    FUTURE = "future"
    MISSING = "missing"
    EXISTING = "existing"
    FIRST_SEASON = "firstSeason"
    LAST_SEASON = "lastSeason"
    LATEST_SEASON = "latestSeason"
    PILOT = "pilot"
    RECENT = "recent"
    NONE = "none"
    SKIP = "skip"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonStatistics:
    """Files of a season: `episode_count` counts the monitored and the owned, aired ones."""

    episode_file_count: int
    episode_count: int
    total_episode_count: int
    size_on_disk: int
    next_airing: datetime | None
    previous_airing: datetime | None

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a SeasonStatisticsResource."""
        return cls(
            episode_file_count=integer_or(raw, "episodeFileCount"),
            episode_count=integer_or(raw, "episodeCount"),
            total_episode_count=integer_or(raw, "totalEpisodeCount"),
            size_on_disk=integer_or(raw, "sizeOnDisk"),
            next_airing=opt_moment(raw, "nextAiring"),
            previous_airing=opt_moment(raw, "previousAiring"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """A season of a series (0 = specials)."""

    number: int
    monitored: bool
    statistics: SeasonStatistics | None

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a SeasonResource."""
        return cls(
            number=integer(raw, "seasonNumber"),
            monitored=flag(raw, "monitored"),
            statistics=opt_child(raw, "statistics", SeasonStatistics.from_json),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesStatistics:
    """Files of a whole series."""

    season_count: int
    episode_file_count: int
    episode_count: int
    total_episode_count: int
    size_on_disk: int

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a SeriesStatisticsResource."""
        return cls(
            season_count=integer_or(raw, "seasonCount"),
            episode_file_count=integer_or(raw, "episodeFileCount"),
            episode_count=integer_or(raw, "episodeCount"),
            total_episode_count=integer_or(raw, "totalEpisodeCount"),
            size_on_disk=integer_or(raw, "sizeOnDisk"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series in the catalogue (`id` is None) or in the library."""

    id: int | None
    title: str
    sort_title: str
    alternate_titles: tuple[str, ...]
    year: int
    tvdb_id: int
    imdb_id: str | None
    tmdb_id: int | None
    status: SeriesStatus
    ended: bool
    overview: str
    original_language: str
    poster_url: str | None
    poster_path: str | None = None
    network: str
    runtime: int
    certification: str
    first_aired: datetime | None
    next_airing: datetime | None
    seasons: tuple[Season, ...]
    series_type: SeriesType
    monitored: bool
    quality_profile_id: int | None
    root_folder_path: str | None
    path: str | None
    tags: tuple[int, ...]
    genres: tuple[str, ...]
    rating: Rating | None
    statistics: SeriesStatistics | None
    added: datetime | None

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a SeriesResource; `runtime` is in minutes, `rating.votes` tells how well known it is."""
        title = text(raw, "title")
        status = SeriesStatus(text_or(raw, "status", "unknown"))
        return cls(
            id=opt_id(raw, "id"),
            title=title,
            sort_title=text_or(raw, "sortTitle", title.lower()),
            alternate_titles=alternate_titles(raw),
            year=integer_or(raw, "year"),
            tvdb_id=integer(raw, "tvdbId"),
            imdb_id=opt_text(raw, "imdbId"),
            tmdb_id=opt_id(raw, "tmdbId"),
            status=status,
            ended=flag(raw, "ended", default=status is SeriesStatus.ENDED),
            overview=text_or(raw, "overview"),
            original_language=named(raw, "originalLanguage", "name"),
            poster_url=poster_url(raw),
            poster_path=poster_path(raw),
            network=text_or(raw, "network"),
            runtime=integer_or(raw, "runtime"),
            certification=text_or(raw, "certification"),
            first_aired=opt_moment(raw, "firstAired"),
            next_airing=opt_moment(raw, "nextAiring"),
            seasons=children(raw, "seasons", Season.from_json),
            series_type=SeriesType(text_or(raw, "seriesType", "standard")),
            monitored=flag(raw, "monitored"),
            quality_profile_id=opt_id(raw, "qualityProfileId"),
            root_folder_path=opt_text(raw, "rootFolderPath"),
            path=opt_text(raw, "path"),
            tags=integers(raw, "tags"),
            genres=texts(raw, "genres"),
            rating=opt_child(raw, "ratings", Rating.from_json),
            statistics=opt_child(raw, "statistics", SeriesStatistics.from_json),
            added=opt_moment(raw, "added"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSeries:
    """A series to add, and how; `seasons` are the wanted ones (none given: `monitor` decides alone).

    `new_seasons` tells whether seasons that appear later are monitored too.
    """

    tvdb_id: int
    title: str
    quality_profile_id: int
    root_folder_path: str
    series_type: SeriesType = SeriesType.STANDARD
    season_folder: bool = True
    tags: tuple[int, ...] = ()
    monitored: bool = True
    monitor: Monitor = Monitor.ALL
    seasons: tuple[int, ...] = ()
    search_missing: bool = True
    new_seasons: bool = True

    def as_json(self, known_seasons: tuple[int, ...] = ()) -> JsonObject:
        """Return the body of `POST /series`; `known_seasons` are all seasons the catalogue lists."""
        numbers = sorted({*known_seasons, *self.seasons})
        seasons: list[JsonValue] = [
            {"seasonNumber": number, "monitored": number in self.seasons} for number in numbers
        ]
        return {
            "tvdbId": self.tvdb_id,
            "title": self.title,
            "qualityProfileId": self.quality_profile_id,
            "rootFolderPath": self.root_folder_path,
            "seriesType": str(self.series_type),
            "seasonFolder": self.season_folder,
            "tags": list(self.tags),
            "monitored": self.monitored,
            "monitorNewItems": "all" if self.new_seasons else "none",
            "seasons": seasons if self.seasons else [],
            "addOptions": {
                "monitor": str(Monitor.SKIP if self.seasons else self.monitor),
                "searchForMissingEpisodes": self.search_missing,
                "searchForCutoffUnmetEpisodes": False,
            },
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One episode of a series."""

    id: int
    series_id: int
    season_number: int
    number: int
    absolute_number: int | None
    title: str
    air_date: datetime | None
    monitored: bool
    has_file: bool

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode an EpisodeResource."""
        return cls(
            id=integer(raw, "id"),
            series_id=integer(raw, "seriesId"),
            season_number=integer(raw, "seasonNumber"),
            number=integer(raw, "episodeNumber"),
            absolute_number=opt_integer(raw, "absoluteEpisodeNumber"),
            title=text_or(raw, "title"),
            air_date=opt_moment(raw, "airDateUtc"),
            monitored=flag(raw, "monitored"),
            has_file=flag(raw, "hasFile"),
        )
