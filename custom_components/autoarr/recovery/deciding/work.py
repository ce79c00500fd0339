"""Deciding about one failure: whose it is, how its world looks, what follows from that."""

from dataclasses import replace
from datetime import timedelta
import logging
from typing import Final

from ...clients.errors import ServiceError
from ...clients.service import ServiceKind
from ..acting.act import Scene
from ..acting.perform import Performer
from ..causes import Cause, FaultOf
from ..core import Core
from ..decide import SEARCHING, decide
from ..following.settle import settle
from ..keeping.ledger import KEEP_SETTLED
from ..messages import Reason
from ..models import ACTING, Failure, FailureState, Grab, Mode, Strategy
from ..records import Happened
from ..watching.observe import Seen
from ..world import Decision, Health, ItemHistory, World
from .budgets import automatic_actions, instance_searches, item_history, series_actions
from .facts import failed_downloads, look
from .grabs import find_grab, tried_in, tried_of
from .season import SEASON_FROM, goes_on_with, of_season, without_own_stories

_LOGGER = logging.getLogger(__name__)

LOOKUP_AGAIN: Final = timedelta(minutes=1)
"""A job fails faster than the *arr writes its history; nobody's jobs are looked up twice."""

OUTAGE_TITLES: Final = 30
"""So many releases that an outage had blocklisted are remembered for what comes after them."""

_CHOOSING: Final = frozenset({Strategy.NEXT_RELEASE, Strategy.LOWER_QUALITY})


class Worker:
    """Takes one failure at a time from seen to settled, as far as it goes now."""

    def __init__(self, core: Core) -> None:
        """Work on the state of one engine."""
        self._core = core
        self._performer = Performer(core)

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
            # Also where nothing is done about it now, a bad release is never to be taken again.
            scene = self._knowing(await self.scene(owned))
            decision = await self._decision(scene)
            others = await self._same_season(scene, decision)
            if decision.act:
                scene = await self._before_a_search(scene, decision.strategy)
        except ServiceError as err:
            self._core.put_off(self._core.ledger.get(key) or failure, err)
            return
        self._note_end(failure)
        if not decision.act:
            settle(self._core, scene.failure, decision)
        elif not self._core.stopping:
            again = await self._performer.act((scene, *others), decision.strategy, decision.reason)
            if again:
                await self.consider(key)

    async def act(self, scene: Scene, strategy: Strategy, reason: Reason) -> None:
        """Carry out what a person asked for; raises what goes wrong."""
        scene = await self._before_a_search(scene, strategy)
        await self._performer.act((scene,), strategy, reason)

    async def identify(self, key: str) -> None:
        """Look up whose a failure is, unless that is known; a service in trouble is asked when it is decided on."""
        failure = self._core.ledger.get(key)
        if failure is None or failure.grab is not None:
            return
        try:
            await self.owner(failure)
        except ServiceError as err:
            _LOGGER.debug("It is not known yet who asked for %s: %s", failure.name, err)

    async def owner(self, failure: Failure) -> Failure | None:
        """Return the failure with its grab looked up, None when that has to wait or was adopted.

        Raises ServiceError when a Radarr or Sonarr could not be asked.
        """
        core = self._core
        if failure.grab is not None or failure.lookups > 1:
            return failure
        grab = await find_grab(core.servarr(), failure.job_id)
        if grab is not None:
            self.supersede(failure, grab)
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
        core = self._core
        target = core.sabnzbd().get(failure.sabnzbd)
        owned = core.owner_of(failure)
        if owned is None:
            return Scene(failure=failure, sabnzbd=target, asked=asked)
        owner, grab = owned
        sight = await look(owner, failure, grab, core.ledger.dead_jobs(), core.now(), asked=asked)
        return Scene(
            failure=failure,
            sabnzbd=target,
            owner=owner,
            grab=grab,
            sight=without_own_stories(sight, grab, core.ledger.failures()),
            tried=core.ledger.tried(grab.item),
            floor=core.settings().quality_floor,
            cleans_up=core.ledger.mode(grab.item.instance) is Mode.MANAGE,
            asked=asked,
        )

    async def world(self, scene: Scene) -> World:
        """Return the world a decision is made in; raises ServiceError."""
        core, failure, sight, now = self._core, scene.failure, scene.sight, self._core.now()
        settings, attempts = core.settings(), core.ledger.contents.attempts
        seen, item = core.seen.get(failure.sabnzbd) or Seen(), scene.item
        instance = item.instance if item else ""
        retryable = failure.job_id in seen.retryable
        if scene.asked and not retryable:
            retryable = await _can_retry(scene)
        return World(
            mode=core.ledger.mode(instance),
            arr_searches=sight.arr_searches,
            title=sight.title,
            replaced=sight.replaced,
            imported=sight.imported,
            provider=await self._provider(failure, seen),
            disk_free=seen.has_space_for(failure),
            disk_low=seen.is_below(settings.disk_floor_bytes),
            held=bool(settings.holds),
            has_file=sight.has_file,
            importable=sight.importable,
            indexers=await self._indexers(scene),
            storm=core.ledger.contents.storm_since is not None,
            in_flight=item is not None and core.ledger.busy(item, failure.key),
            retryable=retryable,
            actions=automatic_actions(attempts, now),
            instance_searches=instance_searches(attempts, instance, now),
            series_actions=(
                series_actions(attempts, item.title_key, now)
                if item is not None and item.kind is ServiceKind.SONARR
                else ()
            ),
            limits=settings.limits,
            roll=core.roll(),
        )

    def history(self, failure: Failure) -> ItemHistory:
        """Return what was done for the item of a failure."""
        if failure.item is None:
            return ItemHistory()
        attempts = self._core.ledger.contents.attempts
        return item_history(attempts, failure.item.key, self._core.now())

    def supersede(self, failure: Failure, grab: Grab) -> None:
        """Close older stories of the item or of parts of it: the new failure goes on with what they left."""
        core = self._core
        titles = failure.outage_titles
        for other in list(core.ledger.open_failures()):
            if other.key == failure.key or not goes_on_with(grab, other):
                continue
            if other.state is FailureState.ACTING:
                continue
            if other.state is FailureState.FOLLOWING and other.strategy in ACTING:
                core.happened(Happened.FAILED_AGAIN, other)
            if other.at_fault in (FaultOf.PROVIDER, FaultOf.LOCAL) and other.grab:
                titles = (*titles, *other.outage_titles, other.grab.source_title)
            core.ledger.put(
                replace(other, state=FailureState.CLOSED, reason=Reason.SUPERSEDED, next_try=None)
            )
        core.ledger.put(
            replace(failure, outage_titles=tuple(dict.fromkeys(titles))[-OUTAGE_TITLES:])
        )

    async def _decision(self, scene: Scene) -> Decision:
        """Decide about a failure; raises ServiceError."""
        return decide(
            scene.item,
            scene.failure,
            self.history(scene.failure),
            self._core.ledger.contents.policies,
            await self.world(scene),
            self._core.now(),
        )

    async def _same_season(self, scene: Scene, decision: Decision) -> tuple[Scene, ...]:
        """Return the other episodes of the season about which the same is to be done now; raises ServiceError."""
        if not decision.act:
            return ()
        candidates = of_season(self._core.ledger.open_failures(), scene, decision.strategy)
        if len(candidates) + 1 < SEASON_FROM:
            return ()
        found: list[Scene] = []
        for candidate in candidates:
            owned = await self.owner(candidate)
            if owned is None or owned.grab is None:
                continue
            other = await self.scene(owned)
            if (await self._decision(other)).strategy is decision.strategy:
                found.append(self._knowing(other, decision.strategy))
        return tuple(found) if len(found) + 1 >= SEASON_FROM else ()

    def _knowing(self, scene: Scene, strategy: Strategy | None = None) -> Scene:
        """Return a scene that knows its own release as tried, where it is to blame or another one is wanted."""
        grab, ledger = scene.grab, self._core.ledger
        if grab is None:
            return scene
        if strategy in _CHOOSING or scene.failure.at_fault is FaultOf.RELEASE:
            ledger.note_tried(grab.item, tried_of(grab))
        return replace(scene, tried=ledger.tried(grab.item))

    async def _before_a_search(self, scene: Scene, strategy: Strategy) -> Scene:
        """Return a scene that also knows what its Radarr or Sonarr failed unseen by AutoArr; raises ServiceError."""
        scene = self._knowing(scene, strategy)
        if scene.owner is None or scene.item is None or strategy not in SEARCHING:
            return scene
        since, known = self._core.now() - KEEP_SETTLED, self._core.ledger.dead_jobs()
        failed = await failed_downloads(scene.owner, scene.item.media_id, since)
        unseen = [tried_in(one) for one in failed if one.download_id not in known]
        return replace(scene, tried=(*scene.tried, *unseen))

    def _note_end(self, failure: Failure) -> None:
        """Count that what was done about a failure did not help: it is decided on anew."""
        if failure.state is FailureState.NEW and failure.strategy in ACTING:
            self._core.happened(Happened.FAILED_AGAIN, failure)

    async def _provider(self, failure: Failure, seen: Seen) -> Health:
        """Return how the provider is, tested where a decision hangs on it; raises ServiceError."""
        waited = failure.cause is Cause.PROVIDER_DOWN and failure.waits > 0
        hangs = waited or failure.cause is Cause.STALLED
        if not hangs or seen.health is Health.DOWN or failure.sabnzbd not in self._core.seen:
            return seen.health
        return await self._core.test_provider(failure.sabnzbd)

    async def _indexers(self, scene: Scene) -> Health:
        """Return whether the owner of a failure can search, where AutoArr might have it do so; raises ServiceError."""
        if scene.owner is None or scene.asked or scene.sight.arr_searches:
            return Health.OK
        return await self._core.indexer_health(scene.owner)


async def _can_retry(scene: Scene) -> bool:
    """Say whether SABnzbd can retry a job that is too old for a poll to show; raises ServiceError."""
    if scene.sabnzbd is None:
        return False
    job_id = scene.failure.job_id
    history = await scene.sabnzbd.client.history(nzo_ids=[job_id])
    slots = history.slots if history else ()
    return any(slot.nzo_id == job_id and slot.retry for slot in slots)
