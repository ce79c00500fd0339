"""Pauses and resumes whole queues: remembered, written down, done, read back, told.

The ledger remembers a pause before it is made, and forgets it after the queue was seen running: a
crash at any point leaves a queue that either runs or is known to be ours.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from ...clients.service import ServiceKind
from ...journal.events import EventKind, Severity
from ...journal.ports import JsonValue, StoreError
from ..causes import Cause
from ..core import PREFIX, Core
from ..messages import Reason
from ..models import Strategy
from ..records import OurPause, WouldHaveDone
from ..targets import SabnzbdTarget
from ..world import Health

PAUSING: Final = f"{PREFIX}{Strategy.PAUSE_QUEUE}"
RESUMING: Final = f"{PREFIX}resume_queue"
GUARDING: Final = frozenset({PAUSING, RESUMING})
"""The journal's actions about whole queues, which are read back here and nowhere else."""

REST: Final = timedelta(minutes=1)
"""How long nothing is tried after an action that did not work."""

AGAIN: Final = timedelta(minutes=10)
"""A pause within that time of the last one goes on with its tests where that one ended."""


class Queues:
    """Carries out what is decided about the queue of each SABnzbd."""

    def __init__(self, core: Core) -> None:
        """Share the state of the engine."""
        self._core = core
        self._former: dict[str, tuple[datetime, int]] = {}
        self._rest: dict[str, datetime] = {}
        self._told: dict[str, datetime] = {}

    def rests(self, sabnzbd: str) -> bool:
        """Say whether something did not work just now."""
        since = self._rest.get(sabnzbd)
        return since is not None and timedelta() <= self._core.now() - since < REST

    def tests_before(self, sabnzbd: str) -> int:
        """Return how often the servers were tested in a pause that ended just now."""
        at, tests = self._former.get(sabnzbd, (None, 0))
        lately = at is not None and timedelta() <= self._core.now() - at < AGAIN
        return tests if lately else 0

    def let_go_at(self, sabnzbd: str) -> datetime | None:
        """Return when somebody last resumed a queue of ours; the journal knows, also after a restart."""
        for event in reversed(self._core.journal.timeline(_story(sabnzbd))):
            if event.kind is EventKind.QUEUE_RESUMED:
                return None if event.data.get("by_us") is True else event.at
        return None

    def forget(self, sabnzbd: str) -> None:
        """Forget what was remembered of one SABnzbd."""
        for memory in (self._former, self._rest, self._told):
            memory.pop(sabnzbd, None)
        self._core.wanted.pop(sabnzbd, None)

    # ── acting ──

    async def pause(self, target: SabnzbdTarget, ours: OurPause) -> None:
        """Pause a queue; raises ServiceError, and StoreError when nothing was done."""
        core, sabnzbd = self._core, target.ref.id
        words: dict[str, JsonValue] = {"kind": ours.kind, "evidence": list(ours.evidence)}
        with core.action():
            action = await self._begin(target, PAUSING, words)
            core.ledger.set_pause(sabnzbd, ours)
            try:
                await core.ledger.save()
            except StoreError as err:
                core.ledger.set_pause(sabnzbd, None)
                await self._finish(action, ok=False, outcome=f"not done: {err}")
                raise
            await target.client.pause()
            await self.read_back(target)

    async def resume(self, target: SabnzbdTarget, blocked: Sequence[str]) -> None:
        """Resume a queue of ours, its blocked servers first; raises ServiceError and StoreError."""
        with self._core.action():
            await self._begin(target, RESUMING, {"blocked": list(blocked)})
            for name in blocked:
                await target.client.unblock_server(name)
            await target.client.resume()
            await self.read_back(target)

    async def read_back(self, target: SabnzbdTarget) -> None:
        """Find out how the actions about a queue ended, our own and those of a run that died.

        Raises ServiceError.
        """
        core, sabnzbd = self._core, target.ref.id
        begun = [
            action
            for action in core.journal.unfinished(PREFIX)
            if action.action in GUARDING and action.instance == sabnzbd
        ]
        if not begun:
            return
        queue = await target.client.queue()
        core.seen[sabnzbd].queue = queue
        for action in begun:
            if action.action == PAUSING:
                await self._paused(target, action.id, done=queue.paused)
            else:
                await self._resumed(target, action.id, done=not queue.paused)

    async def let_go(self, target: SabnzbdTarget, *, running: bool, restarted: bool) -> None:
        """Take a queue that is no longer as we left it for somebody else's.

        A SABnzbd that was restarted meanwhile runs its queue again without anybody having asked.
        """
        core, sabnzbd = self._core, target.ref.id
        ours = core.ledger.pause_of(sabnzbd)
        core.ledger.set_pause(sabnzbd, None)
        await core.keep()
        if ours is not None and not restarted:
            kind = EventKind.QUEUE_RESUMED if running else EventKind.QUEUE_PAUSED
            self._tell(target, kind, Severity.INFO, self._lasted(ours) | {"by_us": False})

    def dry_run(self, target: SabnzbdTarget) -> None:
        """Write down, once for each outage, that the queue would have been paused."""
        core, now, sabnzbd = self._core, self._core.now(), target.ref.id
        last = self._told.get(sabnzbd)
        self._told[sabnzbd] = now
        if last is not None and timedelta() <= now - last < AGAIN:
            return
        line = WouldHaveDone(
            at=now,
            failure=f"{_story(sabnzbd)}:{now.isoformat(timespec='minutes')}",
            name=target.ref.name,
            cause=Cause.PROVIDER_DOWN,
            strategy=Strategy.PAUSE_QUEUE,
            reason=Reason.PROVIDER_DOWN,
            instance=sabnzbd,
        )
        if core.ledger.would_have(line):
            words: dict[str, JsonValue] = {"strategy": line.strategy, "reason": line.reason}
            self._tell(target, EventKind.DRY_RUN, Severity.INFO, words)

    def ask(self, target: SabnzbdTarget, wanted: OurPause) -> None:
        """Tell, once for each outage and kind of trouble, that a person is asked whether to pause the queue."""
        known = self._core.wanted.get(target.ref.id)
        if known is not None and known.kind is wanted.kind:
            return
        self._core.wanted[target.ref.id] = wanted
        words: dict[str, JsonValue] = {
            "strategy": Strategy.PAUSE_QUEUE,
            "reason": Reason.PROVIDER_DOWN,
            "kind": wanted.kind,
            "ask": True,
        }
        self._tell(target, EventKind.DECISION_MADE, Severity.WARNING, words)

    def ask_no_more(self, sabnzbd: str) -> None:
        """Forget that a person is asked about a queue: it is answered, or there is nothing to ask any more."""
        if self._core.wanted.pop(sabnzbd, None) is not None:
            self._core.changed()

    # ── inside ──

    async def _begin(self, target: SabnzbdTarget, action: str, data: dict[str, JsonValue]) -> str:
        """Write down what is about to be done; raises StoreError."""
        ref = target.ref
        begun = await self._core.journal.begin(
            action,
            correlation=_story(ref.id),
            title=ref.name,
            service=ServiceKind.SABNZBD,
            instance=ref.id,
            data=data,
        )
        self._core.running.add(begun)
        return begun

    async def _finish(self, action: str, *, ok: bool, outcome: str) -> None:
        """Write down how it ended."""
        self._core.running.discard(action)
        await self._core.journal.finish(action, ok=ok, outcome=outcome)

    async def _paused(self, target: SabnzbdTarget, action: str, *, done: bool) -> None:
        """Write down whether a queue was paused."""
        core, sabnzbd = self._core, target.ref.id
        ours = core.ledger.pause_of(sabnzbd)
        if not done or ours is None:
            # Without the record it was never asked for: whoever paused it was not AutoArr.
            self._rest[sabnzbd] = core.now()
            core.ledger.set_pause(sabnzbd, None)
            await core.keep()
            await self._finish(action, ok=False, outcome="AutoArr did not pause the queue")
            return
        core.ledger.count(f"done_{Strategy.PAUSE_QUEUE}")
        await self._finish(action, ok=True, outcome="the queue is paused")
        words: dict[str, JsonValue] = {"kind": ours.kind, "evidence": list(ours.evidence)}
        self._tell(target, EventKind.QUEUE_PAUSED, Severity.WARNING, words)

    async def _resumed(self, target: SabnzbdTarget, action: str, *, done: bool) -> None:
        """Write down whether a queue runs again; one that SABnzbd still holds is tried again later."""
        core, sabnzbd = self._core, target.ref.id
        if not done:
            self._rest[sabnzbd] = core.now()
            await self._finish(action, ok=False, outcome="the queue is still paused")
            return
        ours = core.ledger.pause_of(sabnzbd)
        core.ledger.set_pause(sabnzbd, None)
        await core.keep()
        await self._finish(action, ok=True, outcome="the queue runs again")
        if ours is not None:
            self._former[sabnzbd] = (core.now(), ours.tests)
            self._tell(target, EventKind.QUEUE_RESUMED, Severity.INFO, self._lasted(ours))
        seen = core.seen[sabnzbd]
        seen.health, seen.health_evidence, seen.news = Health.UNKNOWN, (), None

    def _lasted(self, ours: OurPause) -> dict[str, JsonValue]:
        """Return what an event says of the end of a pause; a clock set back makes it last no time."""
        lasted = max(self._core.now() - ours.since, timedelta())
        return {"kind": ours.kind, "by_us": True, "minutes": int(lasted / timedelta(minutes=1))}

    def _tell(
        self,
        target: SabnzbdTarget,
        kind: EventKind,
        severity: Severity,
        data: dict[str, JsonValue],
    ) -> None:
        """Record an event about a queue."""
        self._core.journal.record(
            kind,
            correlation=_story(target.ref.id),
            title=target.ref.name,
            severity=severity,
            service=ServiceKind.SABNZBD,
            instance=target.ref.id,
            data={"cause": Cause.PROVIDER_DOWN, **data},
        )
        self._core.changed()


def _story(sabnzbd: str) -> str:
    """Return the identity of the timeline of a SABnzbd."""
    return f"sabnzbd:{sabnzbd}"
