"""The words of recovery: causes, strategies, policies, failures, decisions and what they look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from ..clients.models.sabnzbd import HistorySlot, SabQueue, SabWarning, ServerStatus
from ..clients.models.servarr import QueueItem
from ..clients.radarr import RadarrClient
from ..clients.sabnzbd import SabnzbdClient
from ..clients.service import ServiceKind, ServiceRef
from ..clients.sonarr import SonarrClient
from .messages import Reason


class Cause(StrEnum):
    """Why a download failed or is stuck: the closed set."""

    ARTICLE_MISSING = "article_missing"
    PAR2_DAMAGED = "par2_damaged"
    PASSWORD = "password"
    UNPACK = "unpack"
    DISK_FULL = "disk_full"
    PERMISSIONS = "permissions"
    SCRIPT = "script"
    PROVIDER_DOWN = "provider_down"
    INDEXER = "indexer"
    DUPLICATE = "duplicate"
    UNWANTED_CONTENT = "unwanted_content"
    IMPORT_BLOCKED = "import_blocked"
    STALLED = "stalled"
    WRONG_LANGUAGE = "wrong_language"
    USER_STOPPED = "user_stopped"
    UNKNOWN = "unknown"


class FaultOf(StrEnum):
    """Who is to blame; only a release that is to blame may end on a blocklist."""

    RELEASE = "release"
    PROVIDER = "provider"
    INDEXER = "indexer"
    LOCAL = "local"
    CONFIG = "config"
    NONE = "none"
    UNKNOWN = "unknown"


class Strategy(StrEnum):
    """What can be done about a failure."""

    RETRY_NOW = "retry_now"
    RETRY_LATER = "retry_later"
    NEXT_RELEASE = "next_release"
    END_JOB = "end_job"
    HOLD = "hold"
    ASK = "ask"
    REPORT = "report"
    LEAVE = "leave"


ACTING: Final = (Strategy.RETRY_NOW, Strategy.RETRY_LATER, Strategy.NEXT_RELEASE, Strategy.END_JOB)
"""The strategies that change something, and so have a policy each."""


class Policy(StrEnum):
    """Whether a strategy is carried out, asked about, only reported, or never considered."""

    AUTO = "auto"
    ASK = "ask"
    REPORT = "report"
    OFF = "off"


class Preset(StrEnum):
    """A policy for every strategy at once."""

    RECOMMENDED = "recommended"
    REPORT = "report"


PRESETS: Final[Mapping[Preset, Mapping[Strategy, Policy]]] = {
    Preset.RECOMMENDED: dict.fromkeys(ACTING, Policy.AUTO),
    Preset.REPORT: dict.fromkeys(ACTING, Policy.REPORT),
}


class Mode(StrEnum):
    """Who owns the failures of a Radarr or Sonarr: it does (assist), or AutoArr does (manage)."""

    ASSIST = "assist"
    MANAGE = "manage"


class Health(StrEnum):
    """Whether the news servers of a SABnzbd deliver."""

    OK = "ok"
    DOWN = "down"
    UNKNOWN = "unknown"


class TitleState(StrEnum):
    """Whether a search for the title is wanted."""

    WANTED = "wanted"
    UNMONITORED = "unmonitored"
    UNAVAILABLE = "unavailable"
    GONE = "gone"


class FailureState(StrEnum):
    """Where the story of one failure stands."""

    NEW = "new"
    WAITING = "waiting"
    ACTING = "acting"
    FOLLOWING = "following"
    REPORTED = "reported"
    ASKED = "asked"
    RECOVERED = "recovered"
    GAVE_UP = "gave_up"
    CLOSED = "closed"

    @property
    def settled(self) -> bool:
        """Say whether nothing more is going to be done about it."""
        return self in (FailureState.RECOVERED, FailureState.GAVE_UP, FailureState.CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a download was for: a movie, or a series with a set of episodes, in one instance."""

    instance: str
    kind: ServiceKind
    media_id: int
    episode_ids: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """The identity that budgets are counted by; it survives renames and restarts."""
        episodes = ",".join(str(number) for number in self.episode_ids)
        return f"{self.instance}:{self.kind}:{self.media_id}:{episodes}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grab:
    """The grab behind a job, from the history of the Radarr or Sonarr that made it (its clock).

    `correlation` is the title's in the journal, `label` its name as a person says it.
    """

    item: Item
    download_id: str
    history_id: int
    source_title: str
    grabbed_at: datetime
    interactive: bool = False
    correlation: str
    label: str
    indexer: str = ""
    quality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One failed or stuck download with its story; `jobs` is the chain of ids it had, oldest first."""

    key: str
    sabnzbd: str
    jobs: tuple[str, ...]
    name: str
    cause: Cause
    at_fault: FaultOf
    evidence: tuple[str, ...] = ()
    paused: bool = False
    first_seen: datetime
    completed: datetime | None = None
    """When SABnzbd ended it, by SABnzbd's clock."""
    size_bytes: int = 0
    baseline: bool = False
    grab: Grab | None = None
    lookups: int = 0
    """How often no Radarr or Sonarr knew the job; after the second time it belongs to another program."""
    state: FailureState = FailureState.NEW
    strategy: Strategy | None = None
    proposed: Strategy | None = None
    reason: Reason | None = None
    detail: str = ""
    waits: int = 0
    in_vain: bool = False
    failed_job: str = ""
    """The id under which its last failure was taken in: the same one is not a new failure."""
    ended_by_us: bool = False
    next_try: datetime | None = None
    following_since: datetime | None = None
    outage_titles: tuple[str, ...] = ()
    """Earlier releases of the item that fell to the same outage: blocklisted without blame."""

    @property
    def job_id(self) -> str:
        """The id SABnzbd knows the job by at present."""
        return self.jobs[-1]

    @property
    def item(self) -> Item | None:
        """What the download was for; None for the job of another program."""
        return self.grab.item if self.grab else None

    @property
    def correlation(self) -> str:
        """The identity of the timeline it belongs to."""
        return self.grab.correlation if self.grab else f"sabnzbd:{self.key}"

    @property
    def title(self) -> str:
        """What it was for as a person says it, or the name of the job."""
        return (self.grab.label if self.grab else "") or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemHistory:
    """What was done for one item: counts of the last 7 days, searches of the last 24 hours."""

    retries: int = 0
    releases: int = 0
    searches: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What decides besides the failure itself; `roll` in -1..1 is the jitter of every delay."""

    mode: Mode = Mode.ASSIST
    arr_searches: bool = False
    title: TitleState = TitleState.WANTED
    replaced: bool = False
    imported: bool = False
    provider: Health = Health.OK
    disk_free: bool = True
    storm: bool = False
    in_flight: bool = False
    retryable: bool = True
    actions: tuple[datetime, ...] = ()
    instance_searches: tuple[datetime, ...] = ()
    roll: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to do: `act` now, or wait until `due`; neither means only tell (or nothing at all)."""

    strategy: Strategy
    reason: Reason
    act: bool = False
    due: datetime | None = None
    policy: Policy | None = None
    gives_up: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One action that was begun, as the budgets count it."""

    at: datetime
    item: str
    instance: str
    strategy: Strategy
    search: bool
    automatic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WouldHaveDone:
    """A line of the dry-run list."""

    at: datetime
    failure: str
    name: str
    cause: Cause
    strategy: Strategy
    reason: Reason
    instance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SabnzbdTarget:
    """A connected SABnzbd and its client."""

    ref: ServiceRef
    client: SabnzbdClient = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServarrTarget:
    """A connected Radarr or Sonarr and its client."""

    ref: ServiceRef
    client: RadarrClient | SonarrClient = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SabnzbdObservation:
    """What one poll of a SABnzbd showed; `history` is the newest part of it, newest first or not."""

    ref: ServiceRef
    queue: SabQueue
    history: tuple[HistorySlot, ...]
    warnings: tuple[SabWarning, ...] = ()
    servers: ServerStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServarrObservation:
    """What one poll of the queue of a Radarr or Sonarr showed."""

    ref: ServiceRef
    queue: tuple[QueueItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeChange:
    """What changing a mode did: the switches written, and those left because somebody else had changed them."""

    mode: Mode
    changed: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
