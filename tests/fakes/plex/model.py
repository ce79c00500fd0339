"""What a Plex server holds: libraries, films, series, and what plays."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """The type of a library and of what is in it."""

    MOVIE = "movie"
    SHOW = "show"


TYPE_NUMBERS = {"1": "movie", "2": "show", "4": "episode"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One episode file of a series."""

    season: int
    number: int
    file: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a folder on disk seems to be; `hints` are ids in its name, like `tmdb://438631`."""

    title: str
    year: int | None
    folder: Path
    files: tuple[Path, ...] = ()
    episodes: tuple[Episode, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Item:
    """A film or a series in a library; without `folder` it was put there by a test."""

    rating_key: str
    section_key: str
    kind: Kind
    title: str
    year: int | None
    guids: tuple[str, ...]
    added_at: int
    folder: Path | None = None
    files: tuple[Path, ...] = ()
    episodes: tuple[Episode, ...] = ()


@dataclass(slots=True, kw_only=True)
class Section:
    """A library; `legacy` is one of an old agent, whose items carry no ids."""

    key: str
    kind: Kind
    title: str
    locations: tuple[Path, ...]
    uuid: str
    legacy: bool = False
    refreshing: bool = False
    scanned_at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Something that plays now."""

    key: str
    title: str
    year: int | None
    user: str
    player: str
    state: str = "playing"
    transcoding: bool = False
    series: str | None = None


@dataclass(slots=True, kw_only=True)
class Update:
    """A newer version the server offers."""

    version: str
    added: str = ""
    fixed: str = ""
    can_install: bool = field(default=False)
