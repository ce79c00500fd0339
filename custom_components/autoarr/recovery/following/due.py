"""What is due: decided anew, followed up, or looked at again."""

from typing import Final

from ..core import Core
from ..deciding.work import Worker
from ..models import Failure, FailureState
from .follow import Follower
from .settle import TOLD

_UNDECIDED: Final = frozenset({FailureState.NEW, FailureState.WAITING})


class Rounds:
    """Goes round the failures of one lane at a time; to be called with its lock held."""

    def __init__(self, core: Core, worker: Worker, follower: Follower) -> None:
        """Share the state of the engine."""
        self._core = core
        self._worker = worker
        self._follower = follower

    async def do_due(self, lane: str) -> None:
        """Follow up and decide anew on what is due at one SABnzbd, or at the Radarr or Sonarr of torrents."""
        ledger = self._core.ledger
        for new in self._due(lane):
            if new.state in _UNDECIDED:
                # Whose they all are is known before the first is decided on: one search may do for several.
                await self._worker.identify(new.key)
        for due in self._due(lane):
            # Read anew: what was done about one may have been done about the next as well.
            failure = ledger.get(due.key)
            if failure is None or self._core.stopping or not self._is_due(failure):
                continue
            if failure.state is FailureState.FOLLOWING:
                await self._follower.follow(failure.key)
            elif failure.state in _UNDECIDED:
                await self._worker.consider(failure.key)
            elif failure.state in TOLD:
                await self._follower.review(failure.key)

    def _due(self, lane: str) -> list[Failure]:
        """Return the failures that are to be looked at now."""
        return [one for one in self._core.ledger.open_failures(lane) if self._is_due(one)]

    def _is_due(self, failure: Failure) -> bool:
        """Say whether a failure is to be looked at now."""
        if failure.state is FailureState.NEW:
            return True
        return failure.next_try is not None and failure.next_try <= self._core.now()
