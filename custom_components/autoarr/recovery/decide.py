"""What to do about a failure: pure and total, one answer for every cause, history, policy and world."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from .causes import Cause
from .deciding.backoff import delay
from .deciding.budgets import daily_limit, search_limit, series_limit
from .deciding.wishes import hold, leave, wish_for
from .messages import Reason
from .models import Failure, Item, Mode, Policy, Strategy
from .world import Decision, Health, ItemHistory, World

SOON: Final = timedelta(minutes=1)
STORM_RECHECK: Final = timedelta(minutes=10)
HOUSE_RECHECK: Final = timedelta(minutes=5)

SEARCHING: Final = frozenset({Strategy.NEXT_RELEASE, Strategy.RETRY_LATER, Strategy.LOWER_QUALITY})
"""The strategies that cost the indexers a search."""

_FILLING: Final = SEARCHING | {Strategy.RETRY_NOW}
"""The strategies that bring data onto the disk."""


def decide(
    item: Item | None,
    failure: Failure,
    history: ItemHistory,
    policies: Mapping[Strategy, Policy],
    world: World,
    now: datetime,
) -> Decision:
    """Return what to do about a failure.

    `history` counts what was done for the item, `policies` says what is allowed by itself, and
    `now` is aware UTC. Never raises.
    """
    lowering = policies.get(Strategy.LOWER_QUALITY, Policy.REPORT)
    wish = wish_for(item, failure, history, world, now, lowering)
    if wish.strategy in policies and not wish.gives_up:
        return _allow(wish, failure, history, policies[wish.strategy], world, now)
    if wish.strategy is Strategy.HOLD:
        # Waiting for what would not be done by itself would promise too much.
        then = _awaited(failure, world)
        policy = policies.get(then, Policy.REPORT)
        if policy is not Policy.AUTO:
            return _unless_auto(Decision(strategy=then, reason=wish.reason), policy)
    return wish


def _awaited(failure: Failure, world: World) -> Strategy:
    """Return what a hold prepares."""
    if failure.cause is Cause.STALLED:
        return Strategy.END_JOB if failure.paused else Strategy.NEXT_RELEASE
    finishes = failure.cause is Cause.DISK_FULL and world.mode is Mode.MANAGE and world.retryable
    return Strategy.RETRY_NOW if finishes else Strategy.RETRY_LATER


def _allow(
    wish: Decision,
    failure: Failure,
    history: ItemHistory,
    policy: Policy,
    world: World,
    now: datetime,
) -> Decision:
    """Return the wish as far as policy, house, storm and limits allow it."""
    if policy is not Policy.AUTO:
        return _unless_auto(wish, policy)
    if not wish.act:
        return replace(wish, policy=policy)
    gate = _gate(wish.strategy, failure, history, world, now)
    return gate or replace(wish, policy=policy)


def _gate(
    strategy: Strategy, failure: Failure, history: ItemHistory, world: World, now: datetime
) -> Decision | None:
    """Return what an action that is allowed waits for, None when it need not wait."""
    if world.in_flight:
        return hold(Reason.IN_FLIGHT, now + SOON)
    if world.storm:
        return hold(Reason.STORM, now + STORM_RECHECK)
    if world.held:
        return hold(Reason.HOUSE_HOLDS, now + HOUSE_RECHECK)
    if (until := daily_limit(world, now)) is not None:
        return hold(Reason.DAILY_LIMIT, until)
    if (until := series_limit(world, now)) is not None:
        return hold(Reason.SERIES_LIMIT, until)
    if strategy in _FILLING and world.disk_low:
        return hold(Reason.DISK_LOW, now + HOUSE_RECHECK)
    if strategy not in SEARCHING:
        return None
    if world.indexers is Health.DOWN:
        return hold(Reason.INDEXERS_DOWN, now + delay(min(failure.waits, 3), world.roll))
    if (until := search_limit(history, world, now)) is not None:
        return hold(Reason.SEARCH_LIMIT, until)
    return None


def _unless_auto(wish: Decision, policy: Policy) -> Decision:
    """Return what a policy other than auto makes of a wish: asked, told, or nothing."""
    if policy is Policy.OFF:
        return leave(Reason.POLICY_OFF)
    return Decision(strategy=wish.strategy, reason=wish.reason, policy=policy)
