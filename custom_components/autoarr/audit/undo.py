"""Taking back a change that was applied, as long as what is there is still ours."""

from dataclasses import replace
import json

from ..clients.errors import ServiceError
from ..journal.events import EventKind
from ..journal.ports import StoreError
from ..journal.trim import trim_text
from .core import UNDO, Core, service_failed
from .editing import place_name, present, shape_of, unkept
from .messages import WORD_CHARS, AuditRefused, Refusal
from .models import MISSING, Change, ChangeState
from .plan import writes_of
from .resolve import Resolver
from .targets import AuditTarget
from .transaction import Contents, Transaction, Unresolved


class Undoer:
    """Takes changes back."""

    def __init__(self, core: Core, resolver: Resolver) -> None:
        """Share the state of the engine."""
        self._core = core
        self._resolver = resolver

    async def undo(self, change_id: str, *, by: str, dry_run: bool) -> Change:
        """Put the old values back; raises AuditRefused. A dry run returns the change as it is."""
        core = self._core
        change = core.ledger.contents.changes.get(change_id)
        if change is None:
            raise AuditRefused(Refusal.UNKNOWN_CHANGE, change=change_id)
        if change.state is not ChangeState.APPLIED:
            raise AuditRefused(Refusal.NOT_UNDOABLE, change=change_id, state=change.state)
        target = core.target(change.instance)
        with core.writer((change.instance,)):
            if not await self._resolver.settled(change.instance):
                raise AuditRefused(Refusal.BUSY, service=target.ref.name)
            await self._ours(target, change)
            if dry_run:
                return change
            return await self._undo(target, change, by)

    async def _undo(self, target: AuditTarget, change: Change, by: str) -> Change:
        """Write it down, write it, read it back; raises AuditRefused."""
        core = self._core
        core.ledger.put(replace(change, state=ChangeState.UNDOING))
        try:
            await core.ledger.save()
            await core.begin(UNDO, change, target)
        except StoreError as err:
            core.ledger.put(change)
            raise AuditRefused(Refusal.NOT_SAVED, detail=str(err)) from err
        writes = tuple(write.reversed() for write in writes_of(change.edits))
        try:
            contents = await self._ours(target, change)
            await Transaction(target).write(tuple(reversed(writes)), contents)
        except AuditRefused as err:
            core.ledger.put(change)
            await core.ledger.keep()
            await core.finish(change, ok=False, outcome=f"not undone: {err}")
            raise
        except Unresolved as err:
            core.ledger.put(replace(change, state=ChangeState.UNDOING, detail=str(err.refused)))
            await core.ledger.keep()
            raise err.refused from err
        undone = replace(change, state=ChangeState.UNDONE, ended=core.now(), detail="")
        core.ledger.put(undone)
        core.ledger.undone(undone, core.now())
        await core.ledger.keep()
        await core.finish(undone, ok=True, outcome="undone")
        core.tell(EventKind.SETTING_UNDONE, replace(undone, by=by), target)
        return undone

    async def _ours(self, target: AuditTarget, change: Change) -> Contents:
        """Read what is there; raises AuditRefused when it is not what we wrote."""
        writes = writes_of(change.edits)
        try:
            contents = await Transaction(target).read(writes)
        except ServiceError as err:
            raise service_failed(target, err) from err
        for write in writes:
            shape = shape_of(target.ref.kind, write.document)
            other = unkept(contents[write.document], shape, write.edits)
            if other is None:
                continue
            found = present(contents[write.document], shape, other.place)
            raise AuditRefused(
                Refusal.CONFLICT,
                service=target.ref.name,
                place=place_name(other.place),
                value="" if found is MISSING else self._shown(found),
                ours=self._shown(other.after),
            )
        return contents

    def _shown(self, value: object) -> str:
        """Return a value as a person reads it, without anything secret."""
        text = json.dumps(value, ensure_ascii=False)
        return trim_text(text, WORD_CHARS, tuple(self._core.secrets()))
