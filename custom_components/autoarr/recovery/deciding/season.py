"""Which failures are of one season: what they do together by one search, and which leaves an episode to which. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from ..acting.scene import Scene
from ..models import Failure, FailureState, Grab, Strategy
from .sight import Sight

SEASON_FROM: Final = 2
"""From so many failures on one search of the season costs the indexers less than one for each."""

_TOGETHER: Final = frozenset({Strategy.NEXT_RELEASE, Strategy.RETRY_LATER})
_READY: Final = frozenset({FailureState.NEW, FailureState.WAITING})


def of_season(failures: Iterable[Failure], scene: Scene, strategy: Strategy) -> list[Failure]:
    """Return the other failures of the season that may be about to do the same, the oldest first."""
    item, sight = scene.item, scene.sight
    if item is None or len(sight.seasons) != 1 or strategy not in _TOGETHER:
        return []
    season = frozenset(sight.watched)
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


def without_own_stories(sight: Sight, grab: Grab, failures: Iterable[Failure]) -> Sight:
    """Return what was seen of several episodes without those of which a later download failed as well.

    These are looked after by themselves; when nothing else is wanted, the grab is replaced.
    """
    if len(grab.item.episode_ids) < 2:
        return sight
    mine, title = frozenset(grab.item.episode_ids), grab.item.title_key
    theirs = {
        episode
        for other in failures
        if (later := other.grab) is not None
        and later.item.media_id == grab.item.media_id
        and later.item.title_key == title
        and mine > frozenset(later.item.episode_ids)
        and later.history_id > grab.history_id
        and not (other.baseline or other.torrent)
        for episode in later.item.episode_ids
    }
    if theirs.isdisjoint(sight.wanted):
        return sight
    wanted = tuple(episode for episode in sight.wanted if episode not in theirs)
    return replace(sight, wanted=wanted, replaced=sight.replaced or not wanted)


def goes_on_with(grab: Grab, failure: Failure) -> bool:
    """Say whether a grab is for what an earlier failure left: for the same, or for more than that."""
    if failure.item is None or failure.grab is None or failure.baseline:
        return False
    if failure.item.media_id != grab.item.media_id:
        return False
    if failure.item.key == grab.item.key:
        return True
    return (
        failure.item.title_key == grab.item.title_key
        and frozenset(failure.item.episode_ids) < frozenset(grab.item.episode_ids)
        and failure.grab.history_id < grab.history_id
    )
