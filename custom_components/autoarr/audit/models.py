"""What the audit speaks of: rules, findings, edits, changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, IntEnum, StrEnum
from typing import Final

from ..clients.service import ServiceKind, ServiceRef
from ..journal.ports import JsonValue


class Missing(Enum):
    """The type of MISSING."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING
"""Stands for a value that is not there; never a setting."""


class Severity(StrEnum):
    """How much a wrong setting hurts: it breaks or loses data, makes trouble likely, or is a matter of taste."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Category(StrEnum):
    """What a rule is about."""

    FAILURES = "failures"
    IMPORTING = "importing"
    PATHS = "paths"
    SPACE = "space"
    NAMING = "naming"
    QUALITY = "quality"
    SEARCHING = "searching"
    CONNECTIONS = "connections"
    SECURITY = "security"
    LIBRARY = "library"
    PERFORMANCE = "performance"
    UPKEEP = "upkeep"


class Risk(StrEnum):
    """What applying a change may upset."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class HowTo(StrEnum):
    """How a finding is mended."""

    SET = "set"
    """Write the value that the rule names."""
    ADD = "add"
    """Add what is missing to a list."""
    EDITS = "edits"
    """Write what the rule's check works out."""
    MANUAL = "manual"
    """A person does it; the rule has the steps."""


class Certainty(IntEnum):
    """Whether the conditions of a rule hold."""

    NO = 0
    UNKNOWN = 1
    YES = 2


class Author(StrEnum):
    """Who changed a setting, as far as we know."""

    AUTOARR = "autoarr"
    SOMEBODY = "somebody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Apply:
    """How the findings of a rule are mended; `value` for `set` and `add`."""

    how: HowTo
    value: JsonValue = None
    test: bool = False
    """Whether the service has a test of its own for what was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When a rule applies: all of it must hold."""

    versions: str = ""
    """A range of the service's version, such as `>=4.5 <6`."""
    facts: tuple[str, ...] = ()
    """Names of `facts.FACTS`; `!name` for those that must not hold."""
    mode: str = ""
    """`assist` or `manage`: who owns the failures of that Radarr or Sonarr."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One best practice. It names a document and a path in it, or a check that works out more."""

    id: str
    services: tuple[ServiceKind, ...]
    category: Category
    severity: Severity
    risk: Risk
    apply: Apply
    title: str
    reason: str
    source: str
    steps: tuple[str, ...] = ()
    document: str = ""
    each: Mapping[str, JsonValue] | None = None
    """For a document that is a list: which rows are meant (`{}` = all); `None` = the document is one object."""
    path: str = ""
    expect: Mapping[str, JsonValue] = field(default_factory=dict)
    check: str = ""
    params: Mapping[str, JsonValue] = field(default_factory=dict)
    when: When = field(default_factory=When)

    @property
    def applicable(self) -> bool:
        """Whether AutoArr can mend what this rule finds."""
        return self.apply.how is not HowTo.MANUAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One setting: a path in a document, or in the row of a document that is a list."""

    instance: str
    document: str
    row: str = ""
    """`id` of a row of Radarr and Sonarr, name of one of SABnzbd; empty where the document is one object."""
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One value to be written: exactly this is shown before, sent, and read back."""

    place: Place
    before: JsonValue
    after: JsonValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """What is not as a rule wants it."""

    subject: str = ""
    """Tells several findings of one rule in one service apart: a row, a folder, a name."""
    found: JsonValue = None
    wanted: JsonValue = None
    edits: tuple[Edit, ...] = ()
    """What would mend it; empty where only a person can."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Placeholders of the rule's texts, such as `{"category": "tv"}`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A setting that is not as it should be. `key` stays the same as long as it is wrong."""

    key: str
    rule: Rule
    service: ServiceRef
    subject: str
    found: JsonValue
    wanted: JsonValue
    edits: tuple[Edit, ...]
    words: Mapping[str, str]

    @property
    def applicable(self) -> bool:
        """Whether AutoArr can mend it."""
        return bool(self.edits)


class SkipReason(StrEnum):
    """Why a rule could not be judged for a service."""

    UNREADABLE = "unreadable"
    """The service did not hand out the document."""
    NO_FIELD = "no_field"
    """This version of the service has no such setting."""
    UNKNOWN_VALUE = "unknown_value"
    """The value is of a kind that AutoArr does not know."""
    UNKNOWN_FACT = "unknown_fact"
    """What the rule depends on could not be found out."""
    CHECK_FAILED = "check_failed"
    """A document has not the shape it should have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A rule that could not be judged, and why."""

    rule_id: str
    service: ServiceRef
    reason: SkipReason
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of one rule for one service: it holds when there are no findings."""

    rule: Rule
    service: ServiceRef
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What the rules say of an estate."""

    verdicts: tuple[Verdict, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, in the order of the rules."""
        return tuple(finding for verdict in self.verdicts for finding in verdict.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """A finding that a person wants to hear nothing of; `until` None = for ever."""

    key: str
    reason: str
    at: datetime
    until: datetime | None = None
    by: str = ""


class ChangeState(StrEnum):
    """Where a change stands."""

    APPLYING = "applying"
    APPLIED = "applied"
    REVERTED = "reverted"
    """The service did not keep it or its test failed: the old values are back."""
    STUCK = "stuck"
    """It could neither be finished nor taken back; tried again until it can."""
    UNDOING = "undoing"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Edits that were applied together in one service; times are aware UTC."""

    id: str
    instance: str
    edits: tuple[Edit, ...]
    rules: tuple[str, ...]
    findings: tuple[str, ...]
    state: ChangeState
    at: datetime
    ended: datetime | None = None
    by: str = ""
    """The id of the user who asked for it."""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A setting that is not what it was at the look before."""

    place: Place
    before: JsonValue
    after: JsonValue
    at: datetime
    author: Author = Author.SOMEBODY
