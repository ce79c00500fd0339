"""What every part of the audit that acts shares: the ledger, the journal, the services, who is writing to them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from ..clients.errors import ServiceError
from ..journal.events import EventKind, Severity
from ..journal.journal import Journal
from ..journal.ports import Clock, JsonValue
from .editing import place_name
from .ledger import Ledger
from .messages import AuditRefused, Refusal
from .models import Change, Edit
from .targets import AuditTarget

APPLY: Final = "audit.apply"
UNDO: Final = "audit.undo"
PREFIX: Final = "audit."
"""How the names of our actions in the journal begin."""


@dataclass(slots=True, kw_only=True)
class Core:
    """The parts of one engine."""

    ledger: Ledger
    journal: Journal
    clock: Clock
    targets: Callable[[], Mapping[str, AuditTarget]]
    secrets: Callable[[], Iterable[str]]
    new_id: Callable[[datetime], str]
    tested_rules: frozenset[str] = frozenset()
    """The rules whose edits the service's own test is to be run for."""
    writing: set[str] = field(default_factory=set)
    """The instances that something is being written to."""
    stopping: bool = False

    def now(self) -> datetime:
        """Return the present moment; aware UTC."""
        return self.clock.now()

    def target(self, instance: str) -> AuditTarget:
        """Return a service; raises AuditRefused when it is not there any more."""
        target = self.targets().get(instance)
        if target is None:
            raise AuditRefused(Refusal.UNKNOWN_INSTANCE, instance=instance)
        return target

    @contextmanager
    def writer(self, instances: Iterable[str]) -> Iterator[None]:
        """Be the only one that writes to some services; raises AuditRefused when somebody else is."""
        if self.stopping:
            raise AuditRefused(Refusal.STOPPING)
        wanted = frozenset(instances)
        for instance in sorted(wanted & self.writing):
            raise AuditRefused(Refusal.BUSY, service=self.target(instance).ref.name)
        self.writing |= wanted
        try:
            yield
        finally:
            self.writing -= wanted

    async def begin(self, action: str, change: Change, target: AuditTarget) -> str:
        """Write down that a change is about to be made; raises StoreError."""
        return await self.journal.begin(
            action,
            correlation=correlation(change),
            title=target.ref.name,
            service=target.ref.kind,
            instance=target.ref.id,
            data={"change": change.id},
        )

    async def finish(self, change: Change, *, ok: bool, outcome: str) -> None:
        """Write down how it ended, whichever run began it."""
        for action in self.journal.unfinished(PREFIX):
            if action.data.get("change") == change.id:
                await self.journal.finish(action.id, ok=ok, outcome=outcome)

    def tell(self, kind: EventKind, change: Change, target: AuditTarget) -> None:
        """Record what was changed or taken back: where and by which rules, never the values."""
        places: list[JsonValue] = [place_name(edit.place) for edit in change.edits]
        rules: list[JsonValue] = list(change.rules)
        self.journal.record(
            kind,
            correlation=correlation(change),
            title=target.ref.name,
            severity=Severity.INFO,
            service=target.ref.kind,
            instance=target.ref.id,
            data={"change": change.id, "rules": rules, "places": places, "by": change.by},
        )


def correlation(change: Change) -> str:
    """Return what ties the events of a change together."""
    return f"audit:{change.id}"


def changed_meanwhile(target: AuditTarget, edit: Edit) -> AuditRefused:
    """Return the refusal to write where something else lies than was seen."""
    return AuditRefused(
        Refusal.CHANGED_MEANWHILE, service=target.ref.name, place=place_name(edit.place)
    )


def service_failed(target: AuditTarget, err: ServiceError) -> AuditRefused:
    """Return the refusal that a service's trouble is."""
    return AuditRefused(Refusal.SERVICE_FAILED, service=target.ref.name, detail=str(err))
