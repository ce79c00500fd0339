"""What to do about a failure: pure and total, one answer for every cause, history and world."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from .backoff import delay
from .budgets import RELEASES, RETRIES, VAIN_SEARCHES, daily_limit, search_limit
from .causes import Cause, FaultOf
from .messages import Reason
from .models import Failure, FailureState, Item, Mode, Policy, Strategy
from .world import Decision, Health, ItemHistory, TitleState, World

SOON: Final = timedelta(minutes=1)
STORM_RECHECK: Final = timedelta(minutes=10)

LONGEST_OUTAGE: Final = timedelta(days=14)

_TITLE_REASONS: Final = {
    TitleState.GONE: Reason.TITLE_GONE,
    TitleState.UNMONITORED: Reason.TITLE_UNMONITORED,
    TitleState.UNAVAILABLE: Reason.TITLE_UNAVAILABLE,
}

_SEARCHING: Final = frozenset({Strategy.NEXT_RELEASE, Strategy.RETRY_LATER})
"""The strategies that cost the indexers a search."""


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
    wish = _choose(item, failure, history, world, now)
    if wish.strategy in policies and not wish.gives_up:
        return _allow(wish, history, policies[wish.strategy], world, now)
    if wish.strategy is Strategy.HOLD:
        # Waiting for what would not be done by itself would promise too much.
        then = _awaited(failure, world)
        policy = policies.get(then, Policy.REPORT)
        if policy is not Policy.AUTO:
            return _unless_auto(Decision(strategy=then, reason=wish.reason), policy)
    return wish


def _awaited(failure: Failure, world: World) -> Strategy:
    """Return what a hold prepares."""
    finishes = failure.cause is Cause.DISK_FULL and world.mode is Mode.MANAGE and world.retryable
    return Strategy.RETRY_NOW if finishes else Strategy.RETRY_LATER


def _choose(
    item: Item | None, failure: Failure, history: ItemHistory, world: World, now: datetime
) -> Decision:
    """Return what would be right, without asking what is allowed."""
    if failure.state.settled:
        return _leave(Reason.SETTLED)
    if failure.baseline:
        return _report(Reason.BASELINE)
    if item is None:
        return _report(Reason.FOREIGN_JOB)
    if world.imported:
        return _leave(Reason.IMPORTED)
    if world.replaced:
        return _leave(Reason.REPLACED)
    if world.title is TitleState.GONE:
        return _report(Reason.TITLE_GONE)
    if failure.in_vain:
        return _after_vain_search(failure, history, world, now)
    if failure.paused:
        return _of_paused(failure, world)
    return _BY_CAUSE[failure.cause](failure, history, world, now)


def _allow(
    wish: Decision, history: ItemHistory, policy: Policy, world: World, now: datetime
) -> Decision:
    """Return the wish as far as policy, storm and limits allow it."""
    if policy is not Policy.AUTO:
        return _unless_auto(wish, policy)
    if not wish.act:
        return _with(wish, policy)
    if world.in_flight:
        return _hold(Reason.IN_FLIGHT, now + SOON)
    if world.storm:
        return _hold(Reason.STORM, now + STORM_RECHECK)
    if (until := daily_limit(world, now)) is not None:
        return _hold(Reason.DAILY_LIMIT, until)
    if wish.strategy in _SEARCHING and (until := search_limit(history, world, now)) is not None:
        return _hold(Reason.SEARCH_LIMIT, until)
    return _with(wish, policy)


def _unless_auto(wish: Decision, policy: Policy) -> Decision:
    """Return what a policy other than auto makes of a wish: asked, told, or nothing."""
    if policy is Policy.OFF:
        return _leave(Reason.POLICY_OFF)
    return Decision(strategy=wish.strategy, reason=wish.reason, policy=policy)


def _of_paused(failure: Failure, world: World) -> Decision:
    """Judge a job that SABnzbd paused by itself; it would stay so for ever."""
    if failure.at_fault is not FaultOf.RELEASE:
        return _ask(Reason.JOB_PAUSED_BY_SETTING)
    if world.title is not TitleState.WANTED:
        return _report(_TITLE_REASONS[world.title])
    return Decision(strategy=Strategy.END_JOB, reason=Reason.JOB_STUCK, act=True)


def _of_release(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge a release that is to blame: the *arr's business, or another release."""
    if failure.cause is Cause.ARTICLE_MISSING and world.provider is Health.DOWN:
        return _of_provider(failure, history, world, now)
    if world.arr_searches:
        return _leave(Reason.ARR_SEARCHES)
    if world.title is not TitleState.WANTED:
        return _report(_TITLE_REASONS[world.title])
    if history.releases >= RELEASES:
        return _give_up(Reason.RELEASES_SPENT)
    if world.provider is Health.DOWN:
        return _hold(Reason.PROVIDER_DOWN, now + delay(failure.waits, world.roll))
    return Decision(strategy=Strategy.NEXT_RELEASE, reason=Reason.RELEASE_AT_FAULT, act=True)


def _of_damage(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge damaged data: by who is to blame, and by one more try where that is unclear."""
    if failure.at_fault is FaultOf.LOCAL:
        return _of_local(failure, history, world, now)
    unclear = failure.at_fault is not FaultOf.RELEASE
    if unclear and world.mode is Mode.MANAGE and world.retryable and history.retries < RETRIES:
        return Decision(strategy=Strategy.RETRY_NOW, reason=Reason.MAYBE_LOCAL, act=True)
    return _of_release(failure, history, world, now)


def _of_local(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge a failure of this machine: SABnzbd's own retry, which fetches nothing again."""
    if world.mode is Mode.ASSIST:
        return _report(Reason.LOCAL_IN_ASSIST)
    if history.retries >= RETRIES:
        return _give_up(Reason.RETRY_SPENT)
    if not world.retryable:
        return _report(Reason.NOT_RETRYABLE)
    return Decision(strategy=Strategy.RETRY_NOW, reason=Reason.LOCAL_CAUSE, act=True)


def _of_full_disk(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge a full disk: nothing before there is space, then a retry or, without one, a search."""
    if not world.disk_free:
        return _hold(Reason.DISK_FULL, now + delay(failure.waits, world.roll))
    if world.mode is Mode.MANAGE and world.retryable and history.retries < RETRIES:
        return Decision(strategy=Strategy.RETRY_NOW, reason=Reason.DISK_FREE_AGAIN, act=True)
    if world.mode is Mode.MANAGE and world.retryable:
        return _give_up(Reason.RETRY_SPENT)
    return _search_again(failure, world, now, Reason.DISK_FREE_AGAIN)


def _of_provider(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge an outage: wait, never blame the release; when it is over, search it again."""
    if now - failure.first_seen > LONGEST_OUTAGE:
        return _give_up(Reason.OUTAGE_TOO_LONG)
    if world.provider is not Health.OK:
        return _hold(Reason.PROVIDER_DOWN, now + delay(failure.waits, world.roll))
    return _search_again(failure, world, now, Reason.PROVIDER_BACK)


def _of_indexer(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge an NZB that could not be fetched."""
    if failure.at_fault is FaultOf.RELEASE:
        return _of_release(failure, history, world, now)
    if failure.at_fault in (FaultOf.CONFIG, FaultOf.LOCAL):
        return _report(Reason.INDEXER_SETTINGS)
    if world.arr_searches:
        return _leave(Reason.ARR_SEARCHES)
    return _search_again(failure, world, now, Reason.INDEXER_TROUBLE)


def _search_again(failure: Failure, world: World, now: datetime, reason: Reason) -> Decision:
    """Wait once at least, then take the release off the blocklist and search once."""
    if world.title is not TitleState.WANTED:
        return _report(_TITLE_REASONS[world.title])
    if failure.waits == 0 or failure.state is not FailureState.WAITING:
        due = now + delay(failure.waits, world.roll)
        return Decision(strategy=Strategy.RETRY_LATER, reason=reason, due=due)
    return Decision(strategy=Strategy.RETRY_LATER, reason=reason, act=True)


def _after_vain_search(
    failure: Failure, history: ItemHistory, world: World, now: datetime
) -> Decision:
    """Judge a title for which a search found nothing: a few more, ever later ones."""
    if failure.waits >= VAIN_SEARCHES and failure.state is not FailureState.WAITING:
        return _give_up(Reason.NOTHING_FOUND)
    return _search_again(failure, world, now, Reason.NOTHING_GRABBED)


def _of_unknown(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge what is not understood: never an action by itself."""
    return _leave(Reason.ARR_SEARCHES) if world.arr_searches else _ask(Reason.CAUSE_UNKNOWN)


def _of_duplicate(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge a duplicate: the earlier copy matters, a person knows."""
    return _report(Reason.DUPLICATE)


def _of_stopped(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge what somebody stopped: leave it."""
    return _leave(Reason.USER_STOPPED)


def _of_person(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge what only a person can mend.

    A script is such: the download is complete, and SABnzbd's retry finds nothing any more.
    """
    return _report(Reason.NEEDS_A_PERSON)


_BY_CAUSE: Final[Mapping[Cause, Callable[[Failure, ItemHistory, World, datetime], Decision]]] = {
    Cause.ARTICLE_MISSING: _of_release,
    Cause.PAR2_DAMAGED: _of_damage,
    Cause.PASSWORD: _of_release,
    Cause.UNPACK: _of_damage,
    Cause.DISK_FULL: _of_full_disk,
    Cause.PERMISSIONS: _of_local,
    Cause.SCRIPT: _of_person,
    Cause.PROVIDER_DOWN: _of_provider,
    Cause.INDEXER: _of_indexer,
    Cause.DUPLICATE: _of_duplicate,
    Cause.UNWANTED_CONTENT: _of_release,
    Cause.IMPORT_BLOCKED: _of_person,
    Cause.STALLED: _of_person,
    Cause.WRONG_LANGUAGE: _of_person,
    Cause.USER_STOPPED: _of_stopped,
    Cause.UNKNOWN: _of_unknown,
}


def _leave(reason: Reason) -> Decision:
    """Do nothing."""
    return Decision(strategy=Strategy.LEAVE, reason=reason)


def _report(reason: Reason) -> Decision:
    """Only tell."""
    return Decision(strategy=Strategy.REPORT, reason=reason)


def _ask(reason: Reason) -> Decision:
    """Have a person decide."""
    return Decision(strategy=Strategy.ASK, reason=reason)


def _give_up(reason: Reason) -> Decision:
    """Tell that nothing more is tried."""
    return Decision(strategy=Strategy.REPORT, reason=reason, gives_up=True)


def _hold(reason: Reason, due: datetime) -> Decision:
    """Look again later."""
    return Decision(strategy=Strategy.HOLD, reason=reason, due=due)


def _with(wish: Decision, policy: Policy) -> Decision:
    """Return the wish, allowed by this policy."""
    return Decision(
        strategy=wish.strategy, reason=wish.reason, act=wish.act, due=wish.due, policy=policy
    )
