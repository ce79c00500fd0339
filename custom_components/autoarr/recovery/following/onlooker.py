"""Notices that something happens to what a person was told of, so that it is looked at again soon."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import Final

from ..core import Core
from ..models import Failure
from ..targets import ServarrObservation
from .settle import TOLD

SOON: Final = timedelta(minutes=2)
"""What has just left the queue may still be on its way into the library."""

type _Title = tuple[int, int | None]
"""A film or a series, and the episode of a series."""


class Onlooker:
    """Compares the queue of each Radarr and Sonarr with the poll before: what came, and what went."""

    def __init__(self, core: Core) -> None:
        """Share the state of the engine."""
        self._core = core
        self._queues: dict[str, dict[_Title, frozenset[str | None]]] = {}

    def saw(self, observation: ServarrObservation) -> None:
        """Take in one poll; costs no request."""
        shown: defaultdict[_Title, set[str | None]] = defaultdict(set)
        for row in observation.queue:
            if row.media_id is not None:
                shown[row.media_id, row.episode_id].add(row.download_id)
        queue = {title: frozenset(jobs) for title, jobs in shown.items()}
        before = self._queues.get(observation.ref.id)
        self._queues[observation.ref.id] = queue
        if before is None:
            return
        changed = {
            title for title in queue.keys() | before.keys() if queue.get(title) != before.get(title)
        }
        if changed:
            self._look_again(observation.ref.id, changed)

    def forget(self, instance: str) -> None:
        """Forget a service that was removed."""
        self._queues.pop(instance, None)

    def _look_again(self, instance: str, changed: set[_Title]) -> None:
        """Have the failures of titles that changed looked at soon, and often again."""
        ledger, soon = self._core.ledger, self._core.now() + SOON
        for failure in ledger.open_failures():
            if failure.state in TOLD and _is_of(failure, instance, changed):
                due = failure.next_try
                # Without a time, nobody looks after it at all: it is of the time before us.
                if due is not None:
                    ledger.put(replace(failure, reviews=0, next_try=min(due, soon)))


def _is_of(failure: Failure, instance: str, changed: set[_Title]) -> bool:
    """Say whether a failure is of a title that changed; a row without an episode may be any of its series."""
    item = failure.item
    if item is None or item.instance != instance:
        return False
    return any(
        media_id == item.media_id
        and (not item.episode_ids or episode_id is None or episode_id in item.episode_ids)
        for media_id, episode_id in changed
    )
