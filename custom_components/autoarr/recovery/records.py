"""What recovery remembers beside the failures: tries, releases, pauses, and what it would have done."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .causes import Cause, Kind
from .messages import Reason
from .models import Strategy


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
class Tried:
    """A release that was tried for an item, as far as it tells another name of the same post."""

    guid: str
    title: str
    published: datetime | None = None
    size_bytes: int = 0
    indexer: str = ""


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
class OurPause:
    """A queue that AutoArr paused because the provider is down: since when, and when it is tested next."""

    since: datetime
    next_test: datetime
    tests: int = 0
    evidence: tuple[str, ...] = ()
    kind: Kind = Kind.NOTHING_COMES


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownMessage:
    """A message nobody has classified yet, collected for the user to report: redacted, untrusted."""

    service: str
    version: str
    text: str
    at: datetime
    count: int = 1
    suggested: Cause | None = None


class Happened(StrEnum):
    """What the statistics count."""

    SEEN = "seen"
    RECOVERED = "recovered"
    FAILED_AGAIN = "failed_again"
    GAVE_UP = "gave_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One line of the statistics: a failure was seen, or what a strategy came to (`strategy` None: nobody acted)."""

    at: datetime
    what: Happened
    cause: Cause
    strategy: Strategy | None = None
