"""Films, as Radarr (API v3) describes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from ..images import poster_path
from .decode import (
    JsonObject,
    Tolerant,
    children,
    flag,
    integer,
    integer_or,
    integers,
    number_or,
    opt_id,
    opt_moment,
    opt_text,
    text,
    text_or,
    texts,
)
from .servarr import Rating
from .servarr_releases import quality_name, quality_resolution


class MovieStatus(Tolerant):
    """How far a film has come; also the values of the minimum availability."""

    TBA = "tba"
    ANNOUNCED = "announced"
    IN_CINEMAS = "inCinemas"
    RELEASED = "released"
    DELETED = "deleted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Movie:
    """A film in the catalogue (`id` is None) or in the library."""

    id: int | None
    title: str
    original_title: str
    original_language: str
    collection: str
    alternate_titles: tuple[str, ...]
    year: int
    secondary_year: int | None
    tmdb_id: int
    imdb_id: str | None
    status: MovieStatus
    overview: str
    poster_url: str | None
    poster_path: str | None = None
    runtime: int
    popularity: float
    ratings: Mapping[str, Rating]
    studio: str
    certification: str
    genres: tuple[str, ...]
    monitored: bool
    has_file: bool
    file_quality: str
    file_resolution: int
    is_available: bool
    minimum_availability: MovieStatus
    in_cinemas: datetime | None
    physical_release: datetime | None
    digital_release: datetime | None
    quality_profile_id: int | None
    root_folder_path: str | None
    path: str | None
    tags: tuple[int, ...]
    added: datetime | None
    size_on_disk: int

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a MovieResource; `runtime` is in minutes, `file_resolution` in lines (0 = unknown)."""
        title = text(raw, "title")
        found = raw.get("movieFile")
        file = found if isinstance(found, dict) else {}
        return cls(
            id=opt_id(raw, "id"),
            title=title,
            original_title=text_or(raw, "originalTitle", title),
            original_language=named(raw, "originalLanguage", "name"),
            collection=named(raw, "collection", "title"),
            alternate_titles=alternate_titles(raw),
            year=integer_or(raw, "year"),
            secondary_year=opt_id(raw, "secondaryYear"),
            tmdb_id=integer(raw, "tmdbId"),
            imdb_id=opt_text(raw, "imdbId"),
            status=MovieStatus(text_or(raw, "status", "unknown")),
            overview=text_or(raw, "overview"),
            poster_url=poster_url(raw),
            poster_path=poster_path(raw),
            runtime=integer_or(raw, "runtime"),
            popularity=number_or(raw, "popularity"),
            ratings=_ratings(raw),
            studio=text_or(raw, "studio"),
            certification=text_or(raw, "certification"),
            genres=texts(raw, "genres"),
            monitored=flag(raw, "monitored"),
            has_file=flag(raw, "hasFile"),
            file_quality=quality_name(file),
            file_resolution=quality_resolution(file),
            is_available=flag(raw, "isAvailable"),
            minimum_availability=MovieStatus(text_or(raw, "minimumAvailability", "unknown")),
            in_cinemas=opt_moment(raw, "inCinemas"),
            physical_release=opt_moment(raw, "physicalRelease"),
            digital_release=opt_moment(raw, "digitalRelease"),
            quality_profile_id=opt_id(raw, "qualityProfileId"),
            root_folder_path=opt_text(raw, "rootFolderPath"),
            path=opt_text(raw, "path"),
            tags=integers(raw, "tags"),
            added=opt_moment(raw, "added"),
            size_on_disk=integer_or(raw, "sizeOnDisk"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMovie:
    """A film to add, and how; `search` starts a search once it is added."""

    tmdb_id: int
    title: str
    year: int
    quality_profile_id: int
    root_folder_path: str
    minimum_availability: MovieStatus = MovieStatus.RELEASED
    tags: tuple[int, ...] = ()
    monitored: bool = True
    search: bool = True

    def as_json(self) -> JsonObject:
        """Return the body of `POST /movie`."""
        return {
            "tmdbId": self.tmdb_id,
            "title": self.title,
            "year": self.year,
            "qualityProfileId": self.quality_profile_id,
            "rootFolderPath": self.root_folder_path,
            "minimumAvailability": str(self.minimum_availability),
            "tags": list(self.tags),
            "monitored": self.monitored,
            "addOptions": {
                "monitor": "movieOnly" if self.monitored else "none",
                "searchForMovie": self.search,
                "addMethod": "manual",
            },
        }


def alternate_titles(raw: JsonObject) -> tuple[str, ...]:
    """Return the other titles of a film or series, each once."""
    found = children(raw, "alternateTitles", lambda entry: text_or(entry, "title"))
    return tuple(dict.fromkeys(title for title in found if title))


def named(raw: JsonObject, name: str, key: str) -> str:
    """Return what the object below `name` is called, nothing where there is none."""
    found = raw.get(name)
    return text_or(found, key) if isinstance(found, dict) else ""


def poster_url(raw: JsonObject) -> str | None:
    """Return where the poster is on the internet: addresses on the service itself need its key."""
    images = children(raw, "images", _image)
    for kind, url in images:
        if kind == "poster" and url:
            return url
    return opt_text(raw, "remotePoster")


def _image(raw: JsonObject) -> tuple[str, str | None]:
    """Return kind and address of an image."""
    return text_or(raw, "coverType"), opt_text(raw, "remoteUrl")


def _ratings(raw: JsonObject) -> Mapping[str, Rating]:
    """Return the ratings by their source."""
    found = raw.get("ratings")
    if not isinstance(found, dict):
        return {}
    return {
        source: Rating.from_json(entry)
        for source, entry in found.items()
        if isinstance(entry, dict)
    }
