"""Which failures are episodes of one season: many of them are worth one search, not one each."""

from collections.abc import Iterable
from typing import Final

from ..clients.service import ServiceKind
from .models import Failure, FailureState, Strategy
from .scene import Scene

SEASON_FROM: Final = 3
"""From so many episodes on one search of the season costs the indexers less than one for each."""

_TOGETHER: Final = frozenset({Strategy.NEXT_RELEASE, Strategy.RETRY_LATER})
_READY: Final = frozenset({FailureState.NEW, FailureState.WAITING})


def of_season(failures: Iterable[Failure], scene: Scene, strategy: Strategy) -> list[Failure]:
    """Return the other failures of the season that may be about to do the same, the oldest first."""
    item, sight = scene.item, scene.sight
    if item is None or item.kind is not ServiceKind.SONARR or sight.season is None:
        return []
    if strategy not in _TOGETHER:
        return []
    season = frozenset(sight.season_episodes)
    return [
        failure
        for failure in failures
        if failure.key != scene.failure.key
        and failure.state in _READY
        and failure.item is not None
        and failure.item.title_key == item.title_key
        and season.issuperset(failure.item.episode_ids)
        and not (failure.baseline or failure.paused or failure.blocked or failure.torrent)
    ]
