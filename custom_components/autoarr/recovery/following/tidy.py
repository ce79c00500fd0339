"""Cleaning blocklists of releases that were not to blame: after a retry, and when a story has ended."""

from dataclasses import replace
import logging
from typing import Final

from ...clients.errors import ServiceError
from ...journal.ports import StoreError
from ..acting.act import NotVerified, Scene, clean
from ..causes import FaultOf
from ..core import PREFIX, Core
from ..deciding.facts import blocklist_rows
from ..messages import Reason
from ..models import Failure, FailureState, Policy, Strategy
from ..world import Health
from .innocent import BLAMELESS, accused, innocent

_LOGGER = logging.getLogger(__name__)

CLEANING: Final = f"{PREFIX}clean_blocklist"


class Cleaner:
    """Takes releases off blocklists that an outage or this machine had let fail."""

    def __init__(self, core: Core) -> None:
        """Share the state of the engine."""
        self._core = core
        self._tidied: set[str] = set()

    async def tidy(self, scene: Scene) -> None:
        """Take what was not to blame off the blocklist when a story ends; raises ServiceError, NotVerified.

        Raises nothing where the look before had trouble too: the end of a story does not wait for it twice.
        """
        failure, core = scene.failure, self._core
        if scene.owner is None or scene.grab is None:
            return
        if core.ledger.policy(Strategy.RETRY_LATER) is not Policy.AUTO:
            return
        try:
            rows = await scene.owner.client.blocklist()
            names = innocent(failure, core.ledger.failures(), scene.tried, rows)
            if names.isdisjoint(row.source_title for row in rows):
                return
            suspect, grab = accused(failure, scene.grab, names)
            await self._clean(replace(scene, failure=suspect, grab=grab))
        except (ServiceError, NotVerified) as err:
            if not failure.detail:
                raise
            _LOGGER.warning("The blocklist of %s was not cleaned: %s", failure.title, err)

    async def look_back(self, lane: str) -> None:
        """Tidy up after one blameless failure that ended without being followed, once nothing of its item goes on."""
        core = self._core
        going_on = [one.item for one in core.ledger.open_failures() if one.item is not None]
        for failure in core.ledger.failures():
            if failure.sabnzbd != lane or failure.key in self._tidied or not _left_behind(failure):
                continue
            owned = core.owner_of(failure)
            if owned is None or not self.is_well(failure):
                continue
            owner, grab = owned
            if any(grab.item.overlaps(item) for item in going_on):
                continue
            scene = Scene(failure=failure, sabnzbd=None, owner=owner, grab=grab)
            try:
                await self.tidy(replace(scene, tried=core.ledger.tried(grab.item)))
            except ServiceError as err:
                _LOGGER.debug("The blocklist of %s is not cleaned yet: %s", failure.title, err)
                return
            except NotVerified as err:
                # Others are not to wait for one that does not go away.
                _LOGGER.warning("The blocklist of %s was not cleaned: %s", failure.title, err)
            self._tidied.add(failure.key)
            return

    async def clean_again(self, scene: Scene) -> None:
        """Remove blocklist rows the *arr made only after the retry; raises ServiceError, NotVerified."""
        failure = scene.failure
        if not scene.sight.marked or failure.strategy is not Strategy.RETRY_NOW:
            return
        if failure.at_fault is not FaultOf.RELEASE:
            await self._clean(scene)

    def is_well(self, failure: Failure) -> bool:
        """Say whether what lets releases fail by no fault of theirs is over."""
        seen = self._core.seen.get(failure.sabnzbd)
        return seen is not None and seen.health is Health.OK and seen.has_space_for(failure)

    async def _clean(self, scene: Scene) -> None:
        """Remove the blocklist rows of a failure, written down first; raises ServiceError, NotVerified."""
        failure, core = scene.failure, self._core
        if core.stopping or not await self._blamed(scene):
            return
        with core.action():
            try:
                action = await core.journal.begin(
                    CLEANING,
                    correlation=failure.correlation,
                    title=failure.title,
                    service=scene.owner.ref.kind if scene.owner else "",
                    instance=scene.owner.ref.id if scene.owner else "",
                    data={"failure": failure.key},
                )
            except StoreError as err:
                _LOGGER.warning("The blocklist was not cleaned: %s", err)
                return
            try:
                removed = await clean(scene.owner, failure, scene.grab)
            except (ServiceError, NotVerified) as err:
                await core.journal.finish(action, ok=False, outcome=str(err))
                raise
            await core.journal.finish(action, ok=True, outcome=f"blocklist rows removed: {removed}")

    async def _blamed(self, scene: Scene) -> bool:
        """Say whether the blocklist holds anything that a failure made; raises ServiceError."""
        if scene.owner is None or scene.grab is None:
            return False
        return bool(await blocklist_rows(scene.owner, scene.failure, scene.grab))


def _left_behind(failure: Failure) -> bool:
    """Say whether a failure has ended of which a blameless release may be left on a blocklist."""
    if failure.at_fault not in BLAMELESS or failure.undone or failure.baseline:
        return False
    ended = failure.state in (FailureState.RECOVERED, FailureState.GAVE_UP)
    return ended or (failure.state.settled and failure.reason is Reason.SUPERSEDED)
