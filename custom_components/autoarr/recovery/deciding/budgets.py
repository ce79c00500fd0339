"""The limits that end loops, and until when one that is reached holds."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from ..models import Strategy
from ..records import Attempt
from ..world import ItemHistory, World

RETRIES: Final = 1
RELEASES: Final = 3
QUALITY_STEPS: Final = 1
IMPORTS: Final = 1
ITEM_WINDOW: Final = timedelta(days=7)
"""Tries per item within seven days: one retry, three other releases, one lower quality, one import."""

DAY: Final = timedelta(hours=24)
"""What the limits of `world.Limits` are counted in."""

LOWER_AFTER: Final = 2
VAIN_SEARCHES: Final = 4
"""After so many searches that found nothing a lower quality may be taken, and AutoArr gives up; new
posts still reach the *arr's feeds."""

STORM_FAILURES: Final = 5
STORM_WINDOW: Final = timedelta(minutes=10)
STORM_CALM: Final = timedelta(hours=1)
"""More than 5 failures in 10 minutes are a storm; it ends after an hour without another one."""


def free_again(times: Sequence[datetime], limit: int, now: datetime) -> datetime | None:
    """Return when fewer than `limit` of these lie within a day, None when that is so now."""
    if limit < 1:
        return now + DAY
    within = sorted(time for time in times if now - time < DAY)
    if len(within) < limit:
        return None
    return within[len(within) - limit] + DAY


def search_limit(history: ItemHistory, world: World, now: datetime) -> datetime | None:
    """Return until when no search may be started for the item, None when one may be now."""
    limits = (
        free_again(history.searches, world.limits.item_searches, now),
        free_again(world.instance_searches, world.limits.instance_searches, now),
    )
    return max((limit for limit in limits if limit is not None), default=None)


def daily_limit(world: World, now: datetime) -> datetime | None:
    """Return until when nothing may be done automatically, None when something may be now."""
    return free_again(world.actions, world.limits.actions, now)


def series_limit(world: World, now: datetime) -> datetime | None:
    """Return until when nothing may be done automatically for the series, None when something may be now."""
    if not world.series_actions:
        return None
    return free_again(world.series_actions, world.limits.series_actions, now)


def item_history(attempts: Iterable[Attempt], item: str, now: datetime) -> ItemHistory:
    """Return what was done for an item (its key) within the windows of its budgets."""
    mine = [one for one in attempts if one.item == item and now - one.at < ITEM_WINDOW]
    return ItemHistory(
        retries=sum(one.strategy is Strategy.RETRY_NOW for one in mine),
        releases=sum(one.strategy is Strategy.NEXT_RELEASE for one in mine),
        quality_steps=sum(one.strategy is Strategy.LOWER_QUALITY for one in mine),
        imports=sum(one.strategy is Strategy.FORCE_IMPORT for one in mine),
        searches=tuple(one.at for one in mine if one.search and now - one.at < DAY),
    )


def automatic_actions(attempts: Iterable[Attempt], now: datetime) -> tuple[datetime, ...]:
    """Return when something was done automatically within the last day."""
    return tuple(one.at for one in attempts if one.automatic and now - one.at < DAY)


def series_actions(attempts: Iterable[Attempt], series: str, now: datetime) -> tuple[datetime, ...]:
    """Return when something was done automatically for a series (the start of its items' keys) within a day."""
    return tuple(
        one.at
        for one in attempts
        if one.automatic and one.item.startswith(series) and now - one.at < DAY
    )


def instance_searches(
    attempts: Iterable[Attempt], instance: str, now: datetime
) -> tuple[datetime, ...]:
    """Return when a search was started at an instance within the last day."""
    return tuple(
        one.at for one in attempts if one.search and one.instance == instance and now - one.at < DAY
    )
