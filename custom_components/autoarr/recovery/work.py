"""Deciding about one failure and carrying the decision out."""

from dataclasses import replace
from datetime import timedelta
import logging
from typing import Final

from ..clients.errors import (
    ServiceError,
    ServiceNotFound,
    ServiceRateLimited,
    ServiceRejected,
    ServiceUnauthorised,
    WrongService,
)
from ..journal.ports import JsonValue, StoreError
from .act import NotVerified, Scene, searches_before
from .budgets import automatic_actions, instance_searches, item_history
from .causes import Cause
from .core import PREFIX, Core
from .decide import decide
from .facts import find_grab, look
from .ledger import budget_key
from .messages import Reason
from .models import Failure, FailureState, Strategy
from .records import Attempt
from .settle import settle
from .world import Health, ItemHistory, World

_LOGGER = logging.getLogger(__name__)

LOOKUP_AGAIN: Final = timedelta(minutes=1)
"""A job fails faster than the *arr writes its history; nobody's jobs are looked up twice."""

RESOLVE_AFTER: Final = timedelta(seconds=30)
"""When an action whose end is not known is read back for the first time."""

SEARCHING: Final = frozenset({Strategy.NEXT_RELEASE, Strategy.RETRY_LATER})
REFUSED: Final = (
    ServiceNotFound,
    ServiceRateLimited,
    ServiceRejected,
    ServiceUnauthorised,
    WrongService,
)
"""Errors after which it is certain that the call changed nothing."""


class Worker:
    """Takes one failure at a time from seen to settled, as far as it goes now."""

    def __init__(self, core: Core) -> None:
        """Work on the state of one engine."""
        self._core = core

    async def consider(self, key: str) -> None:
        """Decide about a failure and carry it out; an error of a service puts it off."""
        failure = self._core.ledger.get(key)
        if failure is None or failure.state.settled or failure.state is FailureState.ACTING:
            return
        try:
            owned = await self.owner(failure)
            if owned is None:
                return
            if owned.grab is not None and self._core.owner_of(owned) is None:
                self._core.put_off(owned, "its Radarr or Sonarr is not connected")
                return
            scene = await self.scene(owned)
            world = await self.world(scene)
        except ServiceError as err:
            self._core.put_off(self._core.ledger.get(key) or failure, err)
            return
        decision = decide(
            scene.item,
            scene.failure,
            self.history(scene.failure),
            self._core.ledger.contents.policies,
            world,
            self._core.now(),
        )
        if not decision.act:
            settle(self._core, scene.failure, decision)
        elif not self._core.stopping:
            await self.act(scene, decision.strategy, decision.reason)

    async def owner(self, failure: Failure) -> Failure | None:
        """Return the failure with its grab looked up, None when that has to wait or was adopted.

        Raises ServiceError when a Radarr or Sonarr could not be asked.
        """
        core = self._core
        if failure.grab is not None or failure.lookups > 1:
            return failure
        grab = await find_grab(core.servarr(), failure.job_id)
        if grab is not None:
            self.supersede(failure, grab.item.key)
            failure = core.ledger.get(failure.key) or failure
            return core.ledger.put(replace(failure, grab=grab))
        seen = core.seen.get(failure.sabnzbd)
        twin = core.ledger.twin(failure, seen.present if seen else ())
        if twin is not None and twin.state is not FailureState.ACTING:
            core.ledger.drop(failure.key)
            return core.ledger.put(
                replace(failure, key=twin.key, jobs=(*twin.jobs, failure.job_id), grab=twin.grab)
            )
        failure = replace(failure, lookups=failure.lookups + 1)
        if failure.lookups > 1:
            return core.ledger.put(failure)
        core.ledger.put(
            replace(
                failure,
                state=FailureState.WAITING,
                reason=Reason.OWNER_UNKNOWN,
                next_try=core.now() + LOOKUP_AGAIN,
            )
        )
        return None

    async def scene(self, failure: Failure, *, asked: bool = False) -> Scene:
        """Return what is needed to decide and to act; raises ServiceError."""
        target = self._core.sabnzbd()[failure.sabnzbd]
        owned = self._core.owner_of(failure)
        if owned is None:
            return Scene(failure=failure, sabnzbd=target, asked=asked)
        owner, grab = owned
        sight = await look(owner, failure, grab, self._core.ledger.dead_jobs(), self._core.now())
        return Scene(
            failure=failure, sabnzbd=target, owner=owner, grab=grab, sight=sight, asked=asked
        )

    async def world(self, scene: Scene) -> World:
        """Return the world a decision is made in; raises ServiceError."""
        core, failure, now = self._core, scene.failure, self._core.now()
        seen = core.seen[failure.sabnzbd]
        item = scene.item
        health = seen.health
        if failure.cause is Cause.PROVIDER_DOWN and failure.waits and health is not Health.DOWN:
            health = await core.test_provider(failure.sabnzbd)
        instance = item.instance if item else ""
        attempts = core.ledger.contents.attempts
        retryable = failure.job_id in seen.retryable
        if scene.asked and not retryable:
            retryable = await _can_retry(scene)
        return World(
            mode=core.ledger.mode(instance),
            arr_searches=scene.sight.arr_searches,
            title=scene.sight.title,
            replaced=scene.sight.replaced,
            imported=scene.sight.imported,
            provider=health,
            disk_free=seen.has_space_for(failure),
            storm=core.ledger.contents.storm_since is not None,
            in_flight=item is not None and core.ledger.busy(item, failure.key),
            retryable=retryable,
            actions=automatic_actions(attempts, now),
            instance_searches=instance_searches(attempts, instance, now),
            roll=core.roll(),
        )

    def history(self, failure: Failure) -> ItemHistory:
        """Return what was done for the item of a failure."""
        if failure.item is None:
            return ItemHistory()
        attempts = self._core.ledger.contents.attempts
        return item_history(attempts, failure.item.key, self._core.now())

    async def act(self, scene: Scene, strategy: Strategy, reason: Reason) -> None:
        """Carry out a strategy: counted, written down, done, verified.

        Raises StoreError when it could not be written down (nothing is done then), and for a
        person (`scene.asked`) also the error of the service.
        """
        core, now = self._core, self._core.now()
        attempt = Attempt(
            at=now,
            item=budget_key(scene.failure),
            instance=scene.item.instance if scene.item else scene.failure.sabnzbd,
            strategy=strategy,
            search=strategy in SEARCHING,
            automatic=not scene.asked,
        )
        core.ledger.begin_attempt(attempt)
        failure = core.ledger.put(
            replace(
                scene.failure,
                state=FailureState.ACTING,
                strategy=strategy,
                reason=reason,
                baseline=False,
                ended_by_us=scene.failure.ended_by_us or strategy is Strategy.END_JOB,
                next_try=now + RESOLVE_AFTER,
            )
        )
        with core.action():
            await self._written_down(replace(scene, failure=failure), attempt, before=scene.failure)

    async def _written_down(self, scene: Scene, attempt: Attempt, *, before: Failure) -> None:
        """Write the action down, do it, and write down how it ended."""
        core, strategy = self._core, attempt.strategy
        try:
            known = await searches_before(scene) if attempt.search else 0
            await core.ledger.save()
            action = await core.journal.begin(
                f"{PREFIX}{strategy}",
                correlation=scene.failure.correlation,
                title=scene.failure.title,
                service=scene.owner.ref.kind if scene.owner else scene.sabnzbd.ref.kind,
                instance=attempt.instance,
                data=_evidence(scene, attempt, known),
            )
        except (StoreError, ServiceError) as err:
            core.ledger.withdraw(attempt)
            core.put_off(before, str(err))
            if scene.asked:
                raise
            _LOGGER.warning("Nothing was done about %s: %s", before.name, err)
            return
        core.running.add(action)
        try:
            deed = await core.actor.perform(strategy, scene, core.now())
        except REFUSED as err:
            if not scene.steps:
                core.ledger.withdraw(attempt)
            core.put_off(before, err)
            await core.journal.finish(action, ok=False, outcome=str(err))
            await core.keep()
            if scene.asked:
                raise
        except (ServiceError, NotVerified) as err:
            # It may or may not have been done: the journal keeps it open until it is read back.
            _LOGGER.warning("The end of %s for %s is not known yet: %s", strategy, before.name, err)
            core.ledger.put(replace(scene.failure, detail=str(err)[:300]))
            await core.keep()
            if scene.asked:
                raise
        else:
            core.ledger.put(deed.failure)
            core.ledger.count(f"done_{strategy}")
            await core.keep()
            await core.journal.finish(action, ok=True, outcome=deed.outcome)
        finally:
            core.running.discard(action)

    def supersede(self, failure: Failure, item: str) -> None:
        """Close older stories of the item: the new failure goes on with what they left."""
        core = self._core
        titles = failure.outage_titles
        for other in list(core.ledger.open_failures()):
            same = other.item is not None and other.item.key == item and other.key != failure.key
            if not same or other.baseline or other.state is FailureState.ACTING:
                continue
            if other.cause is Cause.PROVIDER_DOWN and other.grab:
                titles = (*titles, *other.outage_titles, other.grab.source_title)
            core.ledger.put(
                replace(other, state=FailureState.CLOSED, reason=Reason.SUPERSEDED, next_try=None)
            )
        core.ledger.put(replace(failure, outage_titles=tuple(dict.fromkeys(titles))[-10:]))


def _evidence(scene: Scene, attempt: Attempt, last_search: int) -> dict[str, JsonValue]:
    """Return what the journal needs to find out later whether the action was done."""
    return {
        "failure": scene.failure.key,
        "job": scene.failure.job_id,
        "item": attempt.item,
        "strategy": attempt.strategy,
        "reason": scene.failure.reason,
        "cause": scene.failure.cause,
        "last_search": last_search,
        "asked": scene.asked,
    }


async def _can_retry(scene: Scene) -> bool:
    """Say whether SABnzbd can retry a job that is too old for a poll to show; raises ServiceError."""
    job_id = scene.failure.job_id
    history = await scene.sabnzbd.client.history(nzo_ids=[job_id])
    slots = history.slots if history else ()
    return any(slot.nzo_id == job_id and slot.retry for slot in slots)
