"""The words of recovery: strategies, policies, modes, and a failed download with its story."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from ..clients.service import ServiceKind
from .causes import LIKELIEST, Cause, FaultOf, Kind
from .messages import Reason


class Strategy(StrEnum):
    """What can be done about a failure."""

    RETRY_NOW = "retry_now"
    RETRY_LATER = "retry_later"
    NEXT_RELEASE = "next_release"
    LOWER_QUALITY = "lower_quality"
    FORCE_IMPORT = "force_import"
    END_JOB = "end_job"
    PAUSE_QUEUE = "pause_queue"
    HOLD = "hold"
    ASK = "ask"
    REPORT = "report"
    LEAVE = "leave"


ACTING: Final = (
    Strategy.RETRY_NOW,
    Strategy.RETRY_LATER,
    Strategy.NEXT_RELEASE,
    Strategy.LOWER_QUALITY,
    Strategy.FORCE_IMPORT,
    Strategy.END_JOB,
    Strategy.PAUSE_QUEUE,
)
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
    # What is worse than what somebody wanted is theirs to allow.
    Preset.RECOMMENDED: dict.fromkeys(ACTING, Policy.AUTO) | {Strategy.LOWER_QUALITY: Policy.ASK},
    Preset.REPORT: dict.fromkeys(ACTING, Policy.REPORT),
}


class Mode(StrEnum):
    """Who owns the failures of a Radarr or Sonarr: it does (assist), or AutoArr does (manage)."""

    ASSIST = "assist"
    MANAGE = "manage"


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
        return f"{self.title_key}{episodes}"

    def overlaps(self, other: Item) -> bool:
        """Say whether a download for one would bring anything of the other."""
        if self.title_key != other.title_key:
            return False
        return self.episode_ids == other.episode_ids or not set(self.episode_ids).isdisjoint(
            other.episode_ids
        )

    @property
    def title_key(self) -> str:
        """The identity of the movie or the whole series; the keys of its items begin with it."""
        return f"{self.instance}:{self.kind}:{self.media_id}:"


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
    guid: str = ""
    published: datetime | None = None
    """When it was posted, by the indexer."""
    size_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One failed or stuck download with its story; `jobs` is the chain of ids it had, oldest first.

    `sabnzbd` is the id of the SABnzbd that holds the job; a torrent has that of its Radarr or Sonarr.
    """

    key: str
    sabnzbd: str
    jobs: tuple[str, ...]
    name: str
    cause: Cause
    at_fault: FaultOf
    kind: Kind = Kind.UNKNOWN
    evidence: tuple[str, ...] = ()
    paused: bool = False
    """SABnzbd holds it in its queue and would do so for ever: by a pause of its own, or stuck."""
    blocked: bool = False
    """It is downloaded, and its Radarr or Sonarr does not import it."""
    torrent: bool = False
    suggested: Cause | None = None
    """What the app's model makes of an unknown message; shown, never acted on."""
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
    reviews: int = 0
    """How many looks in a row, since a person was told of it, have seen no change."""
    in_vain: bool = False
    failed_job: str = ""
    """The id under which its last failure was taken in: the same one is not a new failure."""
    ended_by_us: bool = False
    next_try: datetime | None = None
    following_since: datetime | None = None
    outage_titles: tuple[str, ...] = ()
    """Earlier releases of the item that fell to the same outage: blocklisted without blame."""
    undone: bool = False
    """A person took back what was done; nothing is done by itself after that."""

    def __post_init__(self) -> None:
        """Give a failure of which only the cause is known the likeliest kind."""
        if self.kind is Kind.UNKNOWN:
            object.__setattr__(self, "kind", LIKELIEST[self.cause])

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
