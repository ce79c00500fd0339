"""The events of the journal: a closed set of kinds, capped and free of credentials."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final, Self

from .ports import JsonObject, JsonValue
from .trim import TITLE_CHARS, fit, json_bytes, trim_data, trim_text
from .ulids import ulid_time

MILESTONE_BYTES: Final = 2_000
"""A milestone travels on the Home Assistant bus: kept under 2 KB of JSON."""

EVENT_BYTES: Final = 4_000
"""Any other event stays under this, so that the ring has a known size."""

CORRELATION_CHARS: Final = 100
NAME_CHARS: Final = 40
"""Cap of the short fields: service, instance and the name of an action."""

_TELLING: Final = frozenset({"action", "action_id", "ok", "outcome"})
"""What the data of an event keeps longest when it must be cut."""


class Severity(StrEnum):
    """How much an event matters to a person."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class EventKind(StrEnum):
    """Everything that can happen."""

    REQUEST_PROPOSED = "request_proposed"
    REQUEST_APPROVAL = "request_approval"
    REQUEST_ADDED = "request_added"
    REQUEST_STATE = "request_state"
    REQUEST_FAILED = "request_failed"
    REQUEST_CANCELLED = "request_cancelled"
    FAILURE_SEEN = "failure_seen"
    DECISION_MADE = "decision_made"
    ACTION_STARTED = "action_started"
    ACTION_FINISHED = "action_finished"
    ACTION_FAILED = "action_failed"
    ACTION_RESOLVED = "action_resolved"
    RECOVERED = "recovered"
    GAVE_UP = "gave_up"
    BASELINE = "baseline"
    STORM = "storm"
    POLICY_CHANGED = "policy_changed"
    MODE_CHANGED = "mode_changed"
    SERVICE_DOWN = "service_down"
    SERVICE_UP = "service_up"
    DRY_RUN = "dry_run"
    QUEUE_PAUSED = "queue_paused"
    QUEUE_RESUMED = "queue_resumed"
    JOURNAL_GAP = "journal_gap"
    AUDIT_FINISHED = "audit_finished"
    SETTING_CHANGED = "setting_changed"
    SETTING_UNDONE = "setting_undone"
    SETTING_DRIFTED = "setting_drifted"


_STEPS: Final = frozenset(
    {EventKind.REQUEST_PROPOSED, EventKind.DECISION_MADE, EventKind.ACTION_STARTED}
)
_ENDS: Final = frozenset(
    {EventKind.ACTION_FINISHED, EventKind.ACTION_FAILED, EventKind.ACTION_RESOLVED}
)


class DamagedEventError(ValueError):
    """A stored event cannot be understood; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened."""

    id: str
    at: datetime
    kind: EventKind
    severity: Severity = Severity.INFO
    correlation: str = ""
    service: str = ""
    instance: str = ""
    title: str = ""
    data: Mapping[str, JsonValue] = field(default_factory=dict)

    @property
    def milestone(self) -> bool:
        """Say whether people and automations should hear of it, not only the journal."""
        return is_milestone(self.kind, self.severity)

    @property
    def ends(self) -> bool:
        """Say whether it is the end of an action, which `data["action_id"]` names."""
        return self.kind in _ENDS

    def as_dict(self) -> JsonObject:
        """Return the event as JSON; `from_dict` makes the same event of it."""
        return {
            "id": self.id,
            "at": self.at.isoformat(),
            "kind": self.kind.value,
            "severity": self.severity.value,
            "correlation": self.correlation,
            "service": self.service,
            "instance": self.instance,
            "title": self.title,
            "data": dict(self.data),
        }

    @classmethod
    def from_dict(cls, stored: JsonValue) -> Self:
        """Return the event that was stored as JSON.

        Raises DamagedEventError when a field is missing or wrong, or the kind is not known
        (a later version wrote it).
        """
        if not isinstance(stored, dict):
            raise DamagedEventError("not an object")
        data = stored.get("data")
        try:
            event = cls(
                id=str(stored["id"]),
                at=datetime.fromisoformat(str(stored["at"])),
                kind=EventKind(str(stored["kind"])),
                severity=Severity(str(stored.get("severity", Severity.INFO))),
                correlation=str(stored.get("correlation", "")),
                service=str(stored.get("service", "")),
                instance=str(stored.get("instance", "")),
                title=str(stored.get("title", "")),
                data=data if isinstance(data, dict) else {},
            )
            ulid_time(event.id)
        except KeyError as err:
            raise DamagedEventError(f"{err.args[0]} is missing") from err
        except ValueError as err:
            raise DamagedEventError(str(err)) from err
        if event.at.tzinfo is None:
            raise DamagedEventError("its time has no zone")
        return event


def is_milestone(kind: EventKind, severity: Severity) -> bool:
    """Say whether such an event reaches the bus: debug detail and steps do not, unless a step is a warning."""
    if kind in _STEPS:
        return severity in (Severity.WARNING, Severity.ERROR)
    return severity is not Severity.DEBUG


def build_event(
    *,
    event_id: str,
    at: datetime,
    kind: EventKind,
    severity: Severity,
    correlation: str,
    service: str,
    instance: str,
    title: str,
    data: Mapping[str, JsonValue],
    secrets: Iterable[str] = (),
) -> Event:
    """Return an event made of untrusted words: redacted, capped, of a bounded size.

    The title keeps 200 characters, each text in the data 500; the whole stays under
    2 KB when it is a milestone.
    """
    known = tuple(secrets)
    envelope = Event(
        id=event_id,
        at=at.astimezone(UTC),
        kind=kind,
        severity=severity,
        correlation=trim_text(correlation, CORRELATION_CHARS, known),
        service=trim_text(service, NAME_CHARS, known),
        instance=trim_text(instance, NAME_CHARS, known),
        title=trim_text(title, TITLE_CHARS, known),
    )
    limit = MILESTONE_BYTES if envelope.milestone else EVENT_BYTES
    spare = limit - json_bytes(envelope.as_dict())
    return replace(envelope, data=fit(trim_data(data, known), spare, _TELLING))
