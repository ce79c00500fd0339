"""Guards the queue of each SABnzbd: while its provider fails, no job may fail in vain.

Every failed job is blocklisted by its Radarr or Sonarr within a minute, so the queue is paused
until a news server passes a test.
"""

from dataclasses import replace
import logging
from typing import Final

from ...clients.errors import ServiceError
from ...clients.models.sabnzbd import NewsServer, SabQueue, ServerStatus
from ...journal.ports import StoreError
from ..core import Core
from ..messages import RecoveryRefused, Refusal
from ..models import Strategy
from ..records import OurPause
from ..targets import SabnzbdTarget
from ..watching.observe import Seen
from ..watching.prover import Prover
from ..watching.provider import judge_supply, waits_for_articles
from ..world import Health
from .pausing import GuardStep, QueueView, guard_step, is_over, next_test
from .queues import Queues

_LOGGER = logging.getLogger(__name__)

_CHANGES: Final = frozenset({GuardStep.PAUSE, GuardStep.RESUME, GuardStep.FORGET})


class Guard:
    """Pauses and resumes queues; to be called with the lock of the SABnzbd held."""

    def __init__(self, core: Core) -> None:
        """Share the state of the engine."""
        self._core = core
        self._queues = Queues(core)
        self.prover = Prover(core)

    async def look(self, sabnzbd: str) -> None:
        """Do what is due about the queue of one SABnzbd, by what its last poll showed; never raises."""
        core = self._core
        target = core.sabnzbd().get(sabnzbd)
        if target is None or sabnzbd not in core.seen or core.stopping:
            return
        try:
            await self._queues.read_back(target)
            if not self._queues.rests(sabnzbd):
                await self._do(target)
            await self.prover.count(target)
        except ServiceError as err:
            _LOGGER.debug("The queue of %s cannot be looked after now: %s", target.ref.name, err)
        except StoreError as err:
            _LOGGER.warning("The queue of %s is left alone: %s", target.ref.name, err)

    async def release(self, sabnzbd: str) -> None:
        """Resume a queue that AutoArr paused: it stops, or the SABnzbd is taken from it; never raises."""
        target = self._core.sabnzbd().get(sabnzbd)
        if target is None or self._core.ledger.pause_of(sabnzbd) is None:
            return
        # A hub that is removed has not looked at anything before.
        self._core.seen.setdefault(sabnzbd, Seen())
        try:
            if (await target.client.queue(limit=1)).paused:
                await self._queues.resume(target, ())
        except (ServiceError, StoreError) as err:
            _LOGGER.warning("The queue of %s may still be paused: %s", target.ref.name, err)

    async def agree(self, sabnzbd: str) -> None:
        """Pause a queue because a person said yes, while that is still right; raises RecoveryRefused."""
        core = self._core
        target = core.sabnzbd().get(sabnzbd)
        if target is None or sabnzbd not in core.seen:
            raise RecoveryRefused(Refusal.UNKNOWN_INSTANCE, instance=sabnzbd)
        try:
            view, status = await self._look_again(target)
            if guard_step(view, core.now()) is GuardStep.TEST:
                await self.prover.test(target)
                view, status = await self._look_again(target)
            if guard_step(view, core.now()) not in (GuardStep.ASK, GuardStep.PAUSE):
                self._queues.ask_no_more(sabnzbd)
                raise RecoveryRefused(Refusal.SETTLED, name=target.ref.name)
            await self._pause(target, status.servers)
        except StoreError as err:
            raise RecoveryRefused(Refusal.NOT_SAVED, detail=str(err)) from err
        except ServiceError as err:
            raise RecoveryRefused(Refusal.SERVICE_FAILED, detail=str(err)) from err
        if core.ledger.pause_of(sabnzbd) is None:
            detail = f"{target.ref.name} did not pause its queue"
            raise RecoveryRefused(Refusal.SERVICE_FAILED, detail=detail)
        self._queues.ask_no_more(sabnzbd)

    def leave(self, sabnzbd: str) -> None:
        """Leave a queue as it is until the outage is over, because a person said no."""
        self._core.ledger.set_left(sabnzbd, left=True)
        self._queues.ask_no_more(sabnzbd)

    def forget(self, sabnzbd: str) -> None:
        """Forget what was remembered of one SABnzbd."""
        self._queues.forget(sabnzbd)
        self.prover.forget(sabnzbd)

    def outage(self, sabnzbd: str) -> tuple[str, ...]:
        """Return what says that the provider is down while a queue is paused for it; else nothing."""
        ours = self._core.ledger.pause_of(sabnzbd)
        return () if ours is None else ours.evidence or (f"queue: paused, {ours.kind}",)

    async def _do(self, target: SabnzbdTarget) -> None:
        """Take the step that is due; what a poll showed is read anew before anything is changed."""
        core, sabnzbd = self._core, target.ref.id
        seen = core.seen[sabnzbd]
        if seen.queue is None:
            return
        view = self._view(sabnzbd, seen.queue, seen.news)
        step = guard_step(view, core.now())
        if step is GuardStep.TEST:
            await self._test(target)
            view = self._view(sabnzbd, seen.queue, seen.news)
            step = guard_step(view, core.now())
        if is_over(view):
            core.ledger.set_left(sabnzbd, left=False)
        if step is GuardStep.ASK and not core.ledger.is_left(sabnzbd):
            self._queues.ask(target, self._our_pause(sabnzbd, seen.news or ()))
            return
        self._queues.ask_no_more(sabnzbd)
        if step is GuardStep.TELL:
            self._queues.dry_run(target)
        elif step in _CHANGES:
            await self._change(target)

    async def _change(self, target: SabnzbdTarget) -> None:
        """Look again, and do what is still right."""
        sabnzbd, now = target.ref.id, self._core.now()
        view, status = await self._look_again(target)
        step = guard_step(view, now)
        if step is GuardStep.PAUSE:
            await self._pause(target, status.servers)
        elif step is GuardStep.RESUME:
            self.prover.drop(sabnzbd)
            blocked = [server.name for server in status.servers if not server.active]
            await self._queues.resume(target, blocked)
        elif step is GuardStep.FORGET and view.ours is not None:
            restarted = status.uptime is not None and status.uptime < now - view.ours.since
            await self._queues.let_go(target, running=not view.paused, restarted=restarted)

    async def _look_again(self, target: SabnzbdTarget) -> tuple[QueueView, ServerStatus]:
        """Read the queue and its servers anew; raises ServiceError."""
        seen = self._core.seen[target.ref.id]
        status = await target.client.server_status()
        queue = await target.client.queue()
        seen.queue, seen.news = queue, status.servers
        return self._view(target.ref.id, queue, status.servers), status

    async def _pause(self, target: SabnzbdTarget, news: tuple[NewsServer, ...]) -> None:
        """Pause a queue; raises ServiceError and StoreError."""
        ours = self._our_pause(target.ref.id, news)
        self.prover.drop(target.ref.id)
        await self._queues.pause(target, ours)

    async def _test(self, target: SabnzbdTarget) -> None:
        """Test the servers, and write down when those of a queue of ours are tested next."""
        core, sabnzbd = self._core, target.ref.id
        ours = core.ledger.pause_of(sabnzbd)
        if ours is not None:
            # Written first: a test that cannot be made is not repeated with every poll.
            tests = ours.tests + 1
            due = next_test(tests, core.now())
            core.ledger.set_pause(sabnzbd, replace(ours, tests=tests, next_test=due))
        await self.prover.test(target)

    def _view(
        self, sabnzbd: str, queue: SabQueue, news: tuple[NewsServer, ...] | None
    ) -> QueueView:
        """Return what the pure step needs."""
        core = self._core
        supply = judge_supply(news)
        proof = self.prover.proof(sabnzbd)
        ours = core.ledger.pause_of(sabnzbd)
        suspect = core.seen[sabnzbd].still or self.prover.fails(sabnzbd)
        wanted = ours is None and (supply.down or suspect)
        return QueueView(
            paused=queue.paused,
            timed=queue.pause_left is not None,
            waiting=waits_for_articles(queue),
            enabled=news is None or bool(news),
            down=supply.down,
            certain=supply.certain,
            suspect=suspect,
            proof=proof.health if proof else Health.UNKNOWN,
            ours=ours,
            policy=core.ledger.policy(Strategy.PAUSE_QUEUE),
            let_go=self._queues.let_go_at(sabnzbd) if wanted else None,
        )

    def _our_pause(self, sabnzbd: str, news: tuple[NewsServer, ...]) -> OurPause:
        """Return the record of a pause that is about to be made."""
        now, supply, proof = self._core.now(), judge_supply(news), self.prover.proof(sabnzbd)
        tests = self._queues.tests_before(sabnzbd)
        due = next_test(tests, now)
        if supply.down or proof is None:
            said, kind = supply.evidence, supply.kind
        else:
            said, kind = proof.evidence, proof.kind
        return OurPause(since=now, next_test=due, tests=tests, evidence=said, kind=kind)
