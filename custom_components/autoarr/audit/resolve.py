"""Ending what an earlier run, or a service that went away, left half done: finished, or taken back."""

from dataclasses import replace
import logging
from typing import Final

from ..clients.errors import ServiceError
from ..journal.events import EventKind
from ..journal.pending import PendingAction
from .core import PREFIX, UNDO, Core
from .editing import shape_of, unkept
from .models import Change, ChangeState
from .plan import Write, writes_of
from .targets import AuditTarget
from .transaction import Transaction

_LOGGER = logging.getLogger(__name__)

_TOLD: Final = {
    ChangeState.APPLIED: EventKind.SETTING_CHANGED,
    ChangeState.UNDONE: EventKind.SETTING_UNDONE,
}


class Resolver:
    """Reads back what came of changes that have not ended."""

    def __init__(self, core: Core) -> None:
        """Share the state of the engine."""
        self._core = core

    async def resolve(self) -> None:
        """End what can be ended; what a service that is down is needed for stays, and is tried again."""
        core = self._core
        for change in core.ledger.unsettled():
            if core.stopping:
                return
            if change.instance not in core.writing and change.instance in core.targets():
                with core.writer((change.instance,)):
                    await self.settled(change.instance)
        for action in core.journal.unfinished(PREFIX):
            await self._close(action)

    async def settled(self, instance: str) -> bool:
        """End what is open at one service, which the caller is the writer of; say whether nothing is left."""
        for change in self._core.ledger.unsettled(instance):
            await self._end(change)
        return not self._core.ledger.unsettled(instance)

    async def revert(self, change: Change, detail: str) -> None:
        """Take back a change that holds, because another one that belongs to it does not."""
        taking = replace(change, state=ChangeState.STUCK, detail=detail)
        self._core.ledger.put(taking)
        await self._core.ledger.keep()
        await self._end(taking)

    async def _end(self, change: Change) -> None:
        """Finish a change or take it back; without the service it stays as it is."""
        target = self._core.targets().get(change.instance)
        if target is None:
            return
        try:
            ended = await self._ended(target, change)
        except ServiceError as err:
            _LOGGER.debug("%s cannot be settled yet: %s", target.ref.name, err)
            return
        core = self._core
        core.ledger.put(ended)
        if ended.state is ChangeState.APPLIED:
            core.ledger.mended((ended,), core.now())
        if ended.state is ChangeState.UNDONE:
            core.ledger.undone(ended, core.now())
        await core.ledger.keep()
        if ended not in core.ledger.unsettled():
            await self._finish(ended, target)

    async def _close(self, action: PendingAction) -> None:
        """Finish an action whose change has ended, or of which nothing is known any more."""
        core = self._core
        change = core.ledger.contents.changes.get(str(action.data.get("change")))
        if action.instance in core.writing:
            return
        if change is None:
            await core.journal.finish(action.id, ok=False, outcome="nothing is known of it")
        elif change.state is ChangeState.APPLIED and action.action == UNDO:
            await core.finish(change, ok=False, outcome="not undone")
        elif change not in core.ledger.unsettled():
            await self._finish(change, core.targets().get(change.instance))

    async def _finish(self, change: Change, target: AuditTarget | None) -> None:
        """Write down how a change ended, and tell what is in force now."""
        core = self._core
        good = change.state is not ChangeState.REVERTED
        await core.finish(change, ok=good, outcome=f"read back: {change.state}")
        if target is not None and change.state in _TOLD:
            core.tell(_TOLD[change.state], change, target)

    async def _ended(self, target: AuditTarget, change: Change) -> Change:
        """Return the change as it ended; raises ServiceError."""
        transaction = Transaction(target)
        tested = change.edits if self._core.tested_rules & set(change.rules) else ()
        writes = writes_of(change.edits, tested)
        if (
            change.state is ChangeState.APPLYING
            and await self._holds(transaction, target, writes)
            and await self._with_the_others(change)
        ):
            return replace(change, state=ChangeState.APPLIED, ended=self._core.now(), detail="")
        if await transaction.take_back(change.edits, writes):
            undoing = change.state is ChangeState.UNDOING
            return change if undoing else replace(change, state=ChangeState.STUCK)
        undone = change.state is ChangeState.UNDOING
        state = ChangeState.UNDONE if undone else ChangeState.REVERTED
        return replace(change, state=state, ended=self._core.now())

    async def _with_the_others(self, change: Change) -> bool:
        """Say whether what was to be changed in other services for the same findings holds too; raises ServiceError."""
        for other in self._core.ledger.contents.changes.values():
            if other.at != change.at or other.instance == change.instance:
                continue
            if not set(other.findings) & set(change.findings):
                continue
            target = self._core.targets().get(other.instance)
            if other.state is ChangeState.APPLIED:
                continue
            if other.state is not ChangeState.APPLYING or target is None:
                return False
            if not await self._holds(Transaction(target), target, writes_of(other.edits)):
                return False
        return True

    @staticmethod
    async def _holds(
        transaction: Transaction, target: AuditTarget, writes: tuple[Write, ...]
    ) -> bool:
        """Say whether all of it is there and passes its tests; raises ServiceError."""
        contents = await transaction.read(writes)
        kept = all(
            unkept(contents[one.document], shape_of(target.ref.kind, one.document), one.edits)
            is None
            for one in writes
        )
        return kept and await transaction.tested(writes)
