"""What a diagnosis rests on: plain facts, each read from a service or marked as not to be had."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ...clients.models.sabnzbd import JobStatus
from ...clients.models.servarr import HistoryEvent, QueueStatusName, TrackedState
from ..media import Note
from ..models import RequestState
from ..parsed import MediaType


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """A service that was asked and did not answer (properly); `reason` is its error as a sentence."""

    service: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The request for the title, as far as a diagnosis needs it."""

    request_id: str
    state: RequestState
    note: Note | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A film, or one episode; `out` says that it can be had and that the service looks for it by now."""

    id: int
    season: int | None = None
    number: int | None = None
    monitored: bool = True
    has_file: bool = False
    out: bool = True
    due: datetime | None = None

    @property
    def label(self) -> str:
        """The episode in short ("S02E05"), nothing for a film."""
        return "" if self.season is None else f"S{self.season:02}E{self.number or 0:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title in a library, and the parts of it that are wanted.

    `released` tells of a film whether it can be had anywhere yet; `unlisted` names what was
    asked for and is not known to the service ("S09"). `folder` and `root` are paths as the service sees them.
    """

    media_id: int
    monitored: bool
    parts: tuple[Part, ...]
    released: bool = True
    due: datetime | None = None
    unlisted: tuple[str, ...] = ()
    folder: str | None = None
    root: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A download in the queue of a service; `reason` is what the service says about it."""

    media_id: int | None
    part_id: int | None
    season: int | None
    status: QueueStatusName
    tracked: TrackedState
    warned: bool = False
    usenet: bool = True
    download_id: str | None = None
    name: str = ""
    reason: str = ""
    percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Something that happened to a release of the title; the newest has the highest id."""

    id: int
    event: HistoryEvent
    at: datetime
    part_id: int | None = None
    download_id: str | None = None
    name: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexers:
    """The indexers of a service: how many it searches by itself, and what it complains of.

    `all_down` says that none of them can be asked at present.
    """

    searching: int
    total: int
    interactive: int = 0
    all_down: bool = False
    complaints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What a service says is wrong with it, apart from its indexers."""

    no_client: str = ""
    missing_roots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What an interactive search found; `rejections` are the reasons with how often each was given.

    `what` names what was searched for where that is not all that is missing.
    """

    at: datetime
    found: int
    approved: int
    rejections: tuple[tuple[str, int], ...] = ()
    what: str = ""


@dataclass(frozen=True, slots=True)
class StillSearching:
    """The indexers are being asked, and have not all answered yet."""


class Place(StrEnum):
    """Where SABnzbd has a job."""

    QUEUE = "queue"
    HISTORY = "history"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job of SABnzbd; `held` is the label of one that it paused by itself, `reason` why it failed."""

    service: str
    place: Place
    status: JobStatus
    percent: int = 0
    held: str = ""
    reason: str = ""
    all_paused: bool = False
    idle: bool = False
    servers_down: tuple[str, ...] = ()
    ended: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Jobs:
    """The jobs behind the downloads, by their ids, and the SABnzbd instances that did not answer."""

    found: Mapping[str, Job] = field(default_factory=dict)
    asked: int = 0
    silent: tuple[Silent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A library of Plex for this kind of media."""

    title: str
    locations: tuple[str, ...]
    refreshing: bool = False
    scanned_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plex:
    """What one Plex server has; `episodes` are those of the series, None where that was not asked."""

    service: str
    sections: tuple[Section, ...]
    found: bool
    episodes: frozenset[tuple[int, int]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that was seen. None means that it was not asked, as there was no reason to.

    `title` None says that every service was asked and none has it. `instance` is the name of the
    service that has it, or should; `services` are those that could.
    """

    label: str
    media_type: MediaType
    now: datetime
    wish: Wish | None = None
    instance: str = ""
    services: tuple[str, ...] = ()
    instance_gone: bool = False
    title: Title | Silent | None = None
    indexers: Indexers | Silent | None = None
    health: Health | Silent | None = None
    queue: tuple[Row, ...] | Silent | None = None
    history: tuple[Past, ...] | Silent | None = None
    searching: bool | Silent | None = None
    search: Search | Silent | StillSearching | None = None
    jobs: Jobs = Jobs()
    plex: tuple[Plex | Silent, ...] = ()
