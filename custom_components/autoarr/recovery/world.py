"""What a decision is made of besides the failure, and the decision itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .messages import Reason
from .models import Mode, Policy, Strategy


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemHistory:
    """What was done for one item: counts of the last 7 days, searches of the last 24 hours."""

    retries: int = 0
    releases: int = 0
    quality_steps: int = 0
    imports: int = 0
    searches: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much may be done within 24 hours: searches and automatic actions."""

    item_searches: int = 2
    instance_searches: int = 20
    actions: int = 20
    series_actions: int = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the house wants: the limits, the worst quality (lines of picture), the least free space, and who says wait.

    `holds` are the names of what asks to wait at present: a backup, a UPS on battery, somebody watching.
    """

    limits: Limits = Limits()
    quality_floor: int = 720
    disk_floor_bytes: int = 0
    holds: tuple[str, ...] = ()
    stuck_after: timedelta = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What decides besides the failure itself; `roll` in -1..1 is the jitter of every delay.

    `has_file` says that something of the title is in the library, so that only an upgrade failed;
    `importable` that every file of the job is known to be of what was grabbed; `held` that the house
    wants to wait; `disk_low` that there is less space than the house wants to keep.
    """

    mode: Mode = Mode.ASSIST
    arr_searches: bool = False
    title: TitleState = TitleState.WANTED
    replaced: bool = False
    imported: bool = False
    provider: Health = Health.OK
    disk_free: bool = True
    disk_low: bool = False
    held: bool = False
    has_file: bool = False
    importable: bool = False
    indexers: Health = Health.OK
    storm: bool = False
    in_flight: bool = False
    retryable: bool = True
    actions: tuple[datetime, ...] = ()
    instance_searches: tuple[datetime, ...] = ()
    series_actions: tuple[datetime, ...] = ()
    limits: Limits = Limits()
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
