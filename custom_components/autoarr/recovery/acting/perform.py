"""Carrying out a decision: counted, written down, done, verified, and written down again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
import logging
from typing import Final

from ...clients.errors import (
    ServiceError,
    ServiceNotFound,
    ServiceRateLimited,
    ServiceRejected,
    ServiceUnauthorised,
    WrongService,
)
from ...journal.ports import JsonValue, StoreError
from ..core import DETAIL_CHARS, PREFIX, Core
from ..decide import SEARCHING
from ..keeping.ledger import budget_key
from ..messages import Reason
from ..models import Failure, FailureState, Strategy
from ..records import Attempt
from .act import Deed, NothingFound, NotVerified, Scene, following, searches_before

_LOGGER = logging.getLogger(__name__)

RESOLVE_AFTER: Final = timedelta(seconds=30)
"""When an action whose end is not known is read back for the first time."""

REFUSED: Final = (
    ServiceNotFound,
    ServiceRateLimited,
    ServiceRejected,
    ServiceUnauthorised,
    WrongService,
)
"""Errors after which it is certain that the call changed nothing."""


class Performer:
    """Does what was decided about one failure, or about several that one search serves."""

    def __init__(self, core: Core) -> None:
        """Work on the state of one engine."""
        self._core = core

    async def act(self, scenes: Sequence[Scene], strategy: Strategy, reason: Reason) -> bool:
        """Carry out a strategy; the first scene is the one that is written down, the others go with it.

        Return whether nothing was found, so that the first failure is to be decided on anew.
        Raises StoreError when it could not be written down (nothing is done then), and for a
        person (`asked`) also what went wrong.
        """
        core, now = self._core, self._core.now()
        attempts = [
            self._attempt(scene, strategy, search=not place and strategy in SEARCHING)
            for place, scene in enumerate(scenes)
        ]
        for attempt in attempts:
            core.ledger.begin_attempt(attempt)
        acting = tuple(
            replace(
                scene,
                failure=core.ledger.put(
                    replace(
                        scene.failure,
                        state=FailureState.ACTING,
                        strategy=strategy,
                        reason=reason,
                        baseline=False,
                        ended_by_us=scene.failure.ended_by_us or strategy is Strategy.END_JOB,
                        next_try=now + RESOLVE_AFTER,
                    )
                ),
            )
            for scene in scenes
        )
        with core.action():
            return await self._written_down(acting, attempts, [one.failure for one in scenes])

    def _attempt(self, scene: Scene, strategy: Strategy, *, search: bool) -> Attempt:
        """Return what the budgets count."""
        return Attempt(
            at=self._core.now(),
            item=budget_key(scene.failure),
            instance=scene.item.instance if scene.item else scene.failure.sabnzbd,
            strategy=strategy,
            search=search,
            automatic=not scene.asked,
        )

    async def _written_down(
        self, scenes: Sequence[Scene], attempts: Sequence[Attempt], before: Sequence[Failure]
    ) -> bool:
        """Write the action down, do it, and write down how it ended."""
        core, scene, strategy = self._core, scenes[0], attempts[0].strategy
        try:
            known = await searches_before(scene) if attempts[0].search else 0
            await core.ledger.save()
            action = await core.journal.begin(
                f"{PREFIX}{strategy}",
                correlation=scene.failure.correlation,
                title=scene.failure.title,
                service=scene.service,
                instance=attempts[0].instance,
                data=_evidence(scenes, attempts[0], known),
            )
        except (StoreError, ServiceError) as err:
            self._take_back(attempts, before, err)
            if scene.asked:
                raise
            _LOGGER.warning("Nothing was done about %s: %s", before[0].name, err)
            return False
        core.running.add(action)
        try:
            deed = await core.actor.perform(strategy, scenes, core.now())
        except REFUSED as err:
            self._note_indexer(scene, err)
            self._take_back(() if any(one.steps for one in scenes) else attempts, before, err)
            await core.journal.finish(action, ok=False, outcome=str(err))
            await core.keep()
            if scene.asked:
                raise
        except NothingFound as err:
            self._found_nothing(scenes, strategy, err)
            await core.journal.finish(action, ok=False, outcome=str(err))
            await core.keep()
            if scene.asked:
                raise
            return True
        except (ServiceError, NotVerified) as err:
            # It may or may not have been done: the journal keeps it open until it is read back.
            _LOGGER.warning(
                "The end of %s for %s is not known yet: %s", strategy, before[0].name, err
            )
            core.ledger.put(replace(scene.failure, detail=str(err)[:DETAIL_CHARS]))
            await core.keep()
            if scene.asked:
                raise
        else:
            self._done(scenes, strategy, deed)
            await core.keep()
            await core.journal.finish(action, ok=True, outcome=deed.outcome)
        finally:
            core.running.discard(action)
        return False

    def _done(self, scenes: Sequence[Scene], strategy: Strategy, deed: Deed) -> None:
        """Follow what was done."""
        core = self._core
        core.ledger.put(deed.failure)
        for other in scenes[1:]:
            core.ledger.put(following(other.failure, strategy, core.now()))
        core.ledger.count(f"done_{strategy}")

    def _found_nothing(
        self, scenes: Sequence[Scene], strategy: Strategy, err: NothingFound
    ) -> None:
        """Go on with titles for which nothing was found: a search was made, an import was not."""
        core = self._core
        for scene in scenes:
            failure = replace(scene.failure, detail=str(err)[:DETAIL_CHARS])
            if strategy in SEARCHING:
                failure = searched_in_vain(failure)
            core.ledger.put(replace(failure, state=FailureState.NEW, next_try=core.now()))

    def _take_back(
        self, attempts: Sequence[Attempt], before: Sequence[Failure], err: Exception
    ) -> None:
        """Uncount what was not done, and look again later."""
        for attempt in attempts:
            self._core.ledger.withdraw(attempt)
        for failure in before:
            self._core.put_off(failure, str(err))

    def _note_indexer(self, scene: Scene, err: ServiceError) -> None:
        """Let the indexers of a Radarr or Sonarr rest after one of them did not hand out a release."""
        if (
            isinstance(err, ServiceRejected)
            and err.status == HTTPStatus.CONFLICT
            and scene.owner is not None
        ):
            self._core.indexer_failed(scene.owner.ref.id)


def searched_in_vain(failure: Failure) -> Failure:
    """Return a failure for which a search found nothing, as one to decide on."""
    return replace(
        failure,
        state=FailureState.NEW,
        in_vain=True,
        waits=failure.waits if failure.in_vain else 0,
        next_try=None,
        following_since=None,
    )


def _evidence(scenes: Sequence[Scene], attempt: Attempt, last_search: int) -> dict[str, JsonValue]:
    """Return what the journal needs to find out later whether the action was done."""
    scene = scenes[0]
    others: list[JsonValue] = [other.failure.key for other in scenes[1:]]
    return {
        "failure": scene.failure.key,
        "others": others,
        "job": scene.failure.job_id,
        "item": attempt.item,
        "strategy": attempt.strategy,
        "reason": scene.failure.reason,
        "cause": scene.failure.cause,
        "last_search": last_search,
        "last_history": scene.sight.newest,
        "asked": scene.asked,
        "repeatable": scene.password is None,
    }
