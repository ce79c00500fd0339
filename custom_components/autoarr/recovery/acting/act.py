"""Carrying out what was decided: each action is small, and verified by reading back what it changed."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from ..models import Strategy
from .act_import import force_import
from .act_job import end_job, has_job, retry
from .act_release import lower_quality, next_release, search_again, searches_before
from .act_season import for_season
from .blocklist import clean
from .scene import Deed, NothingFound, NotImportable, NotVerified, Patience, Scene, following

__all__ = [
    "Actor",
    "Deed",
    "NotImportable",
    "NotVerified",
    "NothingFound",
    "Scene",
    "clean",
    "following",
    "has_job",
    "searches_before",
]

type Action = Callable[[Scene, datetime, Patience], Awaitable[Deed]]

ACTIONS: Final[Mapping[Strategy, Action]] = {
    Strategy.RETRY_NOW: retry,
    Strategy.RETRY_LATER: search_again,
    Strategy.NEXT_RELEASE: next_release,
    Strategy.LOWER_QUALITY: lower_quality,
    Strategy.FORCE_IMPORT: force_import,
    Strategy.END_JOB: end_job,
}
"""The strategies about one download that change something."""


class Actor:
    """Does what was decided; never decides.

    Raises ServiceError, NotVerified, and NothingFound when there is nothing to take.
    """

    def __init__(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Wait between two looks with `sleep`."""
        self._patience = Patience(sleep)

    async def perform(self, strategy: Strategy, scenes: Sequence[Scene], now: datetime) -> Deed:
        """Carry out one of the acting strategies, for several episodes of a season by one search.

        Raises ValueError for what is none, or not for a torrent.
        """
        scene = scenes[0]
        action = ACTIONS.get(strategy)
        if action is None:
            raise ValueError(f"{strategy} is nothing to carry out")
        if scene.failure.torrent and not (scene.asked and strategy is Strategy.FORCE_IMPORT):
            raise ValueError(f"{strategy} is nothing to do about a torrent")
        if len(scenes) > 1:
            return await for_season(action, strategy, scenes, now, self._patience)
        return await action(scene, now, self._patience)
