"""Titles as the *arr know them, and what can be done about one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
import re
from typing import Final, Self

from ..clients.radarr import RadarrClient
from ..clients.service import ServiceKind, ServiceRef
from ..clients.sonarr import SonarrClient
from .parsed import MediaType, ParsedItem

_EXACT: Final = re.compile(r"(tmdb|tvdb|imdb)(?:id)?\s*[:/=-]\s*(tt)?(\d{1,10})", re.IGNORECASE)
_DATED: Final = re.compile(r"\((?:18|19|20)\d{2}\)$")
_IMDB: Final = re.compile(r"tt\d{5,10}", re.IGNORECASE)


class IdKind(StrEnum):
    """The catalogues whose ids the *arr understand."""

    TMDB = "tmdb"
    TVDB = "tvdb"
    IMDB = "imdb"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactId:
    """One title in one catalogue: `tmdb:438631`, `imdb:tt1160419`."""

    kind: IdKind
    value: str

    @property
    def term(self) -> str:
        """The id as a lookup of the *arr takes it."""
        return f"{self.kind}:{self.value}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the id that a text is, None when it is something else."""
        text = text.strip()
        if _IMDB.fullmatch(text):
            return cls(kind=IdKind.IMDB, value=text.lower())
        match = _EXACT.fullmatch(text)
        if match is None:
            return None
        kind = IdKind(match[1].lower())
        if kind is IdKind.IMDB:
            return cls(kind=kind, value=f"tt{match[3]}")
        return None if match[2] else cls(kind=kind, value=str(int(match[3])))


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaRef:
    """A film or series by its ids; what a request follows."""

    media_type: MediaType
    title: str
    year: int | None = None
    tmdb_id: int | None = None
    tvdb_id: int | None = None
    imdb_id: str | None = None

    @property
    def is_movie(self) -> bool:
        """Say whether it is a film."""
        return self.media_type is MediaType.MOVIE

    @property
    def key(self) -> str:
        """The id that tells it from every other title: `tmdb:438631`, `tvdb:121361`."""
        return f"tmdb:{self.tmdb_id}" if self.is_movie else f"tvdb:{self.tvdb_id}"

    @property
    def guid(self) -> str:
        """The id as Plex writes it: `tmdb://438631`."""
        return self.key.replace(":", "://", 1)

    @property
    def correlation(self) -> str:
        """What the journal calls everything about this title."""
        return f"{self.media_type}:{self.key}"

    @property
    def label(self) -> str:
        """The title as a person names it: "Dune (2021)"; a year that ends the title is not repeated."""
        known = not self.year or _DATED.search(self.title)
        return self.title if known else f"{self.title} ({self.year})"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDefaults:
    """How an instance adds titles; `profiles` maps "2160p", "1080p", ... and "any" to profile ids."""

    is_default: bool = False
    profiles: Mapping[str, int] = field(default_factory=dict)
    root_folder: str | None = None
    anime_root_folder: str | None = None
    minimum_availability: str = "released"
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrInstance:
    """A Radarr or Sonarr that titles can be added to."""

    ref: ServiceRef
    client: RadarrClient | SonarrClient
    defaults: RequestDefaults

    @property
    def media_type(self) -> MediaType:
        """What it holds."""
        return MediaType.MOVIE if self.ref.kind is ServiceKind.RADARR else MediaType.TV


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonFact:
    """A season as an instance knows it; `missing` counts aired, monitored episodes without a file.

    `episodes` is how many it has, also those to come; None when nobody tells, as `aired` is then.
    """

    number: int
    monitored: bool = False
    files: int = 0
    missing: int = 0
    episodes: int | None = None
    aired: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A title that the lookup of one instance returned; `media_id` is None outside its library.

    `released` is on disc, stream or television, `out` also in cinemas; `in_cinemas` and `at_home`
    are the dates, and `release_date` is the next of them while it is not released. `family` is the name of the films it belongs to, `maker` the studio or
    network, `file_quality` and `file_lines` (0: unknown) tell of the file that is there.
    """

    media: MediaRef
    instance_id: str
    rank: int
    media_id: int | None = None
    other_titles: tuple[str, ...] = ()
    other_years: tuple[int, ...] = ()
    prominence: float = 0.5
    overview: str = ""
    poster_url: str | None = None
    poster_path: str | None = None
    monitored: bool = False
    has_file: bool = False
    released: bool = True
    out: bool = True
    release_date: date | None = None
    in_cinemas: date | None = None
    at_home: date | None = None
    family: str = ""
    maker: str = ""
    language: str = ""
    file_quality: str = ""
    file_lines: int = 0
    profile_id: int | None = None
    seasons: tuple[SeasonFact, ...] = ()
    anime: bool = False
    series_type: str = "standard"

    @property
    def season_numbers(self) -> tuple[int, ...]:
        """The seasons without the specials, in order."""
        return tuple(sorted(season.number for season in self.seasons if season.number > 0))


class Scope(StrEnum):
    """How much of a title is wanted; UNDECIDED means the person is asked once more."""

    MOVIE = "movie"
    ALL = "all"
    SEASONS = "seasons"
    EPISODES = "episodes"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A sentence for a person, as a message key (see messages.py) and what to fill in."""

    key: str
    placeholders: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Exactly what will be done when a person says yes to it.

    `media_id` is set when the title is in the library already and only has to be monitored;
    `there` when nothing is left to do, and says how it stands. `uhd` tells that the profile
    allows 2160p, `guessed` that a model named the title: it is never added without a person's yes.
    `maker` is the studio or network, `language` the original one: two of a name differ in them.
    """

    media: MediaRef
    instance_id: str
    instance_name: str
    profile_id: int
    profile_name: str
    root_folder: str
    scope: Scope
    media_id: int | None = None
    seasons: tuple[int, ...] = ()
    episodes: tuple[int, ...] = ()
    known_seasons: tuple[int, ...] = ()
    series_type: str = "standard"
    released: bool = True
    release_date: date | None = None
    overview: str = ""
    poster_url: str | None = None
    poster_path: str | None = None
    there: Note | None = None
    uhd: bool = False
    guessed: bool = False
    maker: str = ""
    language: str = ""

    @property
    def label(self) -> str:
        """The choice in few words: "Dune (2021)", "Fargo (2014) S02", "Doctor Who (2005) specials"."""
        if self.scope is Scope.EPISODES:
            season = self.seasons[0] if self.seasons else 1
            wanted = " ".join(f"S{season:02}E{episode:02}" for episode in self.episodes)
            return f"{self.media.label} {wanted}"
        if self.scope is Scope.SEASONS:
            wanted = " ".join(f"S{season:02}" if season else "specials" for season in self.seasons)
            return f"{self.media.label} {wanted}"
        return self.media.label


class ProposalKind(StrEnum):
    """What a lookup came to."""

    CLEAR = "clear"
    CHOICES = "choices"
    ALREADY_THERE = "already_there"
    NOT_FOUND = "not_found"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What can be done about one title; `note` says it, asks the question or gives the reason.

    One choice when it is clear, several with a question, none otherwise; `found` is what is
    there already, `silent` the services that did not answer, `score` that of the best candidate.
    """

    kind: ProposalKind
    item: ParsedItem
    note: Note
    choices: tuple[Choice, ...] = ()
    found: Candidate | None = None
    silent: tuple[ServiceRef, ...] = ()
    score: float = 0.0
    guessed: bool = False


def in_words(numbers: Sequence[int]) -> str:
    """Return numbers as people list them: "1, 2, 4"."""
    return ", ".join(str(number) for number in numbers)
