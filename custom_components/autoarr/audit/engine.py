"""The engine of the audit: what the glue calls."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from datetime import datetime
import logging
from typing import Any, Final

from ..journal.journal import Journal
from ..journal.ports import Clock, StateStore, StoreError
from ..journal.ulids import new_ulid
from .apply import Applier
from .core import PREFIX, Core
from .drift import Seen
from .ledger import Ledger
from .look import Onlooker
from .messages import AuditRefused, Refusal
from .models import Change, Drift, Finding, Ignored, Rule
from .report import Applied, Preview, Report, ServicePreview, all_findings
from .resolve import Resolver
from .snapshots import Snapshots
from .targets import AuditTarget
from .undo import Undoer

__all__ = ["Applied", "AuditEngine", "AuditTarget", "Preview", "Report", "ServicePreview"]

_LOGGER = logging.getLogger(__name__)

STOP_WAIT: Final = 10.0
"""Seconds a stop waits for what is under way."""


class AuditEngine:
    """Looks at every service, says what is wrong, mends it when asked, and takes it back when asked."""

    def __init__(
        self,
        *,
        rules: Callable[[], tuple[Rule, ...]],
        journal: Journal,
        store: StateStore,
        snapshots: StateStore,
        clock: Clock,
        targets: Callable[[], Mapping[str, AuditTarget]],
        modes: Callable[[], Mapping[str, str]],
        secrets: Callable[[], Iterable[str]],
        new_id: Callable[[datetime], str] = new_ulid,
        writing: set[str] | None = None,
    ) -> None:
        """Make an engine; the targets are asked for anew at each use, by the id of their ref.

        `writing` are the instances whose settings somebody is writing, shared with whoever else does.
        """
        self._read_rules = rules
        self._rules: tuple[Rule, ...] = ()
        self._modes = modes
        self._core = Core(
            ledger=Ledger(store),
            journal=journal,
            clock=clock,
            targets=targets,
            secrets=secrets,
            new_id=new_id,
            writing=set() if writing is None else writing,
        )
        self._snapshots = Snapshots(snapshots)
        self._resolver = Resolver(self._core)
        self._applier = Applier(self._core, self._resolver)
        self._undoer = Undoer(self._core, self._resolver)
        self._onlooker = Onlooker(self._core, self._snapshots)
        self._looking: asyncio.Task[Report] | None = None
        self._acting: set[asyncio.Task[Any]] = set()
        self._listeners: list[Callable[[], None]] = []

    # ── life ──

    async def load(self) -> None:
        """Read the rules and bring back what earlier runs knew; the journal must be loaded before.

        Asks no service. A store that cannot be read starts anew. Raises RuleError for a mistake in the rules.
        """
        core = self._core
        self._rules = await asyncio.to_thread(self._read_rules)
        core.tested_rules = frozenset(one.id for one in self._rules if one.apply.test)
        await self._snapshots.load(core.now())
        try:
            lost = await core.ledger.load(core.now(), {one.id: one for one in self._rules})
        except StoreError:
            _LOGGER.exception("What the audit knew cannot be read; it starts anew")
            return
        if lost:
            _LOGGER.error("%s records of the audit were damaged and are left out", lost)

    async def resolve(self) -> None:
        """End the changes that were interrupted; what a service that is down is needed for is tried again later."""
        if self._core.ledger.unsettled() or self._core.journal.unfinished(PREFIX):
            await self._act(self._resolver.resolve())
            self._changed()

    async def stop(self) -> None:
        """Begin nothing new, wait up to ten seconds for what is under way, write everything."""
        self._core.stopping = True
        if self._acting:
            await asyncio.wait(self._acting, timeout=STOP_WAIT)
        left = [*self._acting, *([self._looking] if self._looking else [])]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await self._core.ledger.keep()

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` whenever something changed; return what ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            """Stop the calls; harmless when they have stopped already."""
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    # ── looking ──

    async def audit(self) -> Report:
        """Look at every service; who asks while that runs gets the same report. Raises AuditRefused when stopping."""
        if self._core.stopping:
            raise AuditRefused(Refusal.STOPPING)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
            self._changed()
        return await asyncio.shield(self._looking)

    async def _look(self) -> Report:
        """Look, after what was interrupted has been ended where that can be."""
        await self.resolve()
        report = await self._onlooker.look(self._rules, self._modes())
        self._changed()
        return report

    # ── acting ──

    async def preview(self, keys: Sequence[str]) -> Preview:
        """Return exactly what mending some findings would send; raises AuditRefused."""
        return await self._applier.preview(self._findings(keys))

    async def apply(
        self,
        keys: Sequence[str],
        *,
        by: str = "",
        dry_run: bool = False,
        fingerprint: str | None = None,
    ) -> Applied:
        """Mend findings; raises AuditRefused when none of it holds.

        With the `fingerprint` of a preview, nothing is written when anything is not as it was then.
        Goes on when the caller is cancelled.
        """
        findings = self._findings(keys)
        return await self._act(
            self._applier.apply(findings, by=by, dry_run=dry_run, fingerprint=fingerprint)
        )

    async def undo(self, change_id: str, *, by: str = "", dry_run: bool = False) -> Change:
        """Take a change back as long as what is there is ours; raises AuditRefused.

        A dry run returns the change as it is. Goes on when the caller is cancelled.
        """
        return await self._act(self._undoer.undo(change_id, by=by, dry_run=dry_run))

    async def ignore(self, key: str, *, reason: str, until: datetime | None, by: str = "") -> None:
        """Hear no more of a finding, for ever or until a time (aware); raises AuditRefused."""
        self._finding(key)
        ledger, now = self._core.ledger, self._core.now()
        ledger.contents.ignored[key] = Ignored(key=key, reason=reason, at=now, until=until, by=by)
        ledger.contents.seen[key] = now
        await self._recount()

    async def unignore(self, key: str) -> None:
        """Hear of a finding again; raises AuditRefused when it is not ignored."""
        if self._core.ledger.contents.ignored.pop(key, None) is None:
            raise AuditRefused(Refusal.UNKNOWN_FINDING, finding=key)
        self._core.ledger.contents.seen.pop(key, None)
        await self._recount()

    async def forget_instance(self, instance: str) -> None:
        """Forget a service that was removed."""
        core = self._core
        core.ledger.forget(instance, core.now())
        self._snapshots.put(instance, None)
        for action in core.journal.unfinished(PREFIX):
            if action.instance == instance:
                await core.journal.finish(action.id, ok=False, outcome="the service was removed")
        await self._snapshots.keep()
        await core.ledger.keep()
        self._changed()

    # ── what can be seen ──

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that are judged by."""
        return self._rules

    @property
    def report(self) -> Report | None:
        """The last report, also one of an earlier run; None before the first."""
        return self._core.ledger.contents.report

    @property
    def looking(self) -> bool:
        """Whether a look is under way."""
        return self._looking is not None and not self._looking.done()

    def changes(self) -> tuple[Change, ...]:
        """Return what was changed, newest first."""
        return tuple(reversed(self._core.ledger.contents.changes.values()))

    def drifts(self) -> tuple[Drift, ...]:
        """Return what drifted, newest first."""
        return tuple(reversed(self._core.ledger.contents.drift))

    def looks(self) -> dict[str, Seen]:
        """Return what the last look at each service saw, without secrets; one that is too large is not there."""
        known = {key: self._snapshots.get(key) for key in self._core.targets()}
        return {key: seen for key, seen in known.items() if seen is not None}

    def ignored(self) -> tuple[Ignored, ...]:
        """Return what is ignored at present."""
        return tuple(self._core.ledger.active(self._core.now()).values())

    # ── inside ──

    def _findings(self, keys: Sequence[str]) -> list[Finding]:
        """Return the findings with these keys; raises AuditRefused."""
        return [self._finding(key) for key in dict.fromkeys(keys)]

    def _finding(self, key: str) -> Finding:
        """Return a finding of the last report, also one that is ignored; raises AuditRefused."""
        if self.report is None:
            raise AuditRefused(Refusal.NOT_AUDITED)
        found = next((one for one in all_findings(self.report) if one.key == key), None)
        if found is None:
            raise AuditRefused(Refusal.UNKNOWN_FINDING, finding=key)
        return found

    async def _recount(self) -> None:
        """Have the report follow what is ignored, write it, and tell."""
        self._core.ledger.recount(self._core.now())
        await self._core.ledger.keep()
        self._changed()

    async def _act[T](self, work: Coroutine[Any, Any, T]) -> T:
        """Do something that no caller can break off half way."""
        if self._core.stopping:
            work.close()
            raise AuditRefused(Refusal.STOPPING)
        task = asyncio.create_task(work)
        self._acting.add(task)
        task.add_done_callback(self._acting.discard)
        try:
            return await asyncio.shield(task)
        finally:
            self._changed()

    def _changed(self) -> None:
        """Tell the listeners; what one raises is logged and harms nobody else."""
        for listener in tuple(self._listeners):
            try:
                listener()
            except Exception:
                _LOGGER.exception("A listener of the audit failed")
