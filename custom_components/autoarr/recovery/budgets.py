"""The limits that end loops, and until when one that is reached holds."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from .models import Strategy
from .records import Attempt
from .world import ItemHistory, World

RETRIES: Final = 1
RELEASES: Final = 3
ITEM_WINDOW: Final = timedelta(days=7)
"""Tries per item: one retry and three other releases within seven days."""

ITEM_SEARCHES: Final = 2
INSTANCE_SEARCHES: Final = 20
ACTIONS: Final = 20
DAY: Final = timedelta(hours=24)
"""Searches per item and per instance, and automatic actions in all, within 24 hours."""

VAIN_SEARCHES: Final = 4
"""After so many searches that found nothing AutoArr gives up; new posts still reach the *arr's feeds."""

STORM_FAILURES: Final = 5
STORM_WINDOW: Final = timedelta(minutes=10)
STORM_CALM: Final = timedelta(hours=1)
"""More than 5 failures in 10 minutes are a storm; it ends after an hour without another one."""


def free_again(times: Sequence[datetime], limit: int, now: datetime) -> datetime | None:
    """Return when fewer than `limit` of these lie within a day, None when that is so now."""
    within = sorted(time for time in times if now - time < DAY)
    if len(within) < limit:
        return None
    return within[len(within) - limit] + DAY


def search_limit(history: ItemHistory, world: World, now: datetime) -> datetime | None:
    """Return until when no search may be started for the item, None when one may be now."""
    limits = (
        free_again(history.searches, ITEM_SEARCHES, now),
        free_again(world.instance_searches, INSTANCE_SEARCHES, now),
    )
    return max((limit for limit in limits if limit is not None), default=None)


def daily_limit(world: World, now: datetime) -> datetime | None:
    """Return until when nothing may be done automatically, None when something may be now."""
    return free_again(world.actions, ACTIONS, now)


def item_history(attempts: Iterable[Attempt], item: str, now: datetime) -> ItemHistory:
    """Return what was done for an item (its key) within the windows of its budgets."""
    mine = [one for one in attempts if one.item == item and now - one.at < ITEM_WINDOW]
    return ItemHistory(
        retries=sum(one.strategy is Strategy.RETRY_NOW for one in mine),
        releases=sum(one.strategy is Strategy.NEXT_RELEASE for one in mine),
        searches=tuple(one.at for one in mine if one.search and now - one.at < DAY),
    )


def automatic_actions(attempts: Iterable[Attempt], now: datetime) -> tuple[datetime, ...]:
    """Return when something was done automatically within the last day."""
    return tuple(one.at for one in attempts if one.automatic and now - one.at < DAY)


def instance_searches(
    attempts: Iterable[Attempt], instance: str, now: datetime
) -> tuple[datetime, ...]:
    """Return when a search was started at an instance within the last day."""
    return tuple(
        one.at for one in attempts if one.search and one.instance == instance and now - one.at < DAY
    )
