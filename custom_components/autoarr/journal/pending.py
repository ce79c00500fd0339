"""Actions under way: what was about to be done, should everything stop now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from .events import DamagedEventError, Event, EventKind
from .ports import JsonObject, JsonValue


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingAction:
    """An action that was begun and not finished."""

    id: str
    action: str
    correlation: str
    title: str
    service: str
    instance: str
    data: Mapping[str, JsonValue] = field(default_factory=dict)
    interrupted: bool = False
    """True when an earlier run began it: read back what happened before acting again."""
    started: Event

    def as_dict(self) -> JsonObject:
        """Return the action as JSON; the event of its start says all."""
        return self.started.as_dict()

    @classmethod
    def of(cls, started: Event, *, interrupted: bool = False) -> Self:
        """Return the action whose start this event is.

        Raises DamagedEventError when it is the event of something else.
        """
        action = started.data.get("action")
        if started.kind is not EventKind.ACTION_STARTED or not isinstance(action, str):
            raise DamagedEventError("not the start of an action")
        return cls(
            id=started.id,
            action=action,
            correlation=started.correlation,
            title=started.title,
            service=started.service,
            instance=started.instance,
            data={key: value for key, value in started.data.items() if key != "action"},
            interrupted=interrupted,
            started=started,
        )
