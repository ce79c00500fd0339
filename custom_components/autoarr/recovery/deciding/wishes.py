"""What would be right about a failure, without asking what is allowed: one answer for each cause and world."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from ..causes import Cause, FaultOf, Kind
from ..messages import Reason
from ..models import Failure, FailureState, Item, Mode, Policy, Strategy
from ..world import Decision, Health, ItemHistory, TitleState, World
from .backoff import delay
from .budgets import IMPORTS, LOWER_AFTER, QUALITY_STEPS, RELEASES, RETRIES, VAIN_SEARCHES

LONGEST_OUTAGE: Final = timedelta(days=14)

TITLE_REASONS: Final = {
    TitleState.GONE: Reason.TITLE_GONE,
    TitleState.UNMONITORED: Reason.TITLE_UNMONITORED,
    TitleState.UNAVAILABLE: Reason.TITLE_UNAVAILABLE,
}

_IMPORT_GOES_ON: Final = frozenset({Kind.TITLE_TO_BE_ANNOUNCED, Kind.ALREADY_IMPORTED})
"""What Radarr and Sonarr settle by themselves."""


def wish_for(
    item: Item | None,
    failure: Failure,
    history: ItemHistory,
    world: World,
    now: datetime,
    lowering: Policy = Policy.ASK,
) -> Decision:
    """Return what would be right; `lowering` is the policy for a lower quality, which decides when it is its turn."""
    if failure.state.settled:
        return leave(Reason.SETTLED)
    if failure.undone:
        return leave(Reason.UNDONE)
    if failure.baseline:
        return report(Reason.BASELINE)
    if item is None:
        return report(Reason.FOREIGN_JOB)
    if failure.torrent:
        return report(Reason.TORRENT)
    if world.imported and failure.cause is not Cause.WRONG_LANGUAGE:
        return leave(Reason.IMPORTED)
    if world.replaced:
        return leave(Reason.REPLACED)
    if world.title is TitleState.GONE:
        return report(Reason.TITLE_GONE)
    if failure.in_vain:
        return _after_vain_search(failure, history, world, now, lowering)
    if failure.blocked:
        return _of_block(failure, history, world, now)
    if failure.paused:
        return _of_paused(failure, world, now)
    return _BY_CAUSE[failure.cause](failure, history, world, now)


def leave(reason: Reason) -> Decision:
    """Do nothing."""
    return Decision(strategy=Strategy.LEAVE, reason=reason)


def report(reason: Reason) -> Decision:
    """Only tell."""
    return Decision(strategy=Strategy.REPORT, reason=reason)


def ask(reason: Reason) -> Decision:
    """Have a person decide."""
    return Decision(strategy=Strategy.ASK, reason=reason)


def give_up(reason: Reason) -> Decision:
    """Tell that nothing more is tried."""
    return Decision(strategy=Strategy.REPORT, reason=reason, gives_up=True)


def hold(reason: Reason, due: datetime) -> Decision:
    """Look again later."""
    return Decision(strategy=Strategy.HOLD, reason=reason, due=due)


def _do(strategy: Strategy, reason: Reason) -> Decision:
    """Act now."""
    return Decision(strategy=strategy, reason=reason, act=True)


# ── jobs that wait ──


def _of_paused(failure: Failure, world: World, now: datetime) -> Decision:
    """Judge a job that would stay in the queue for ever: paused by SABnzbd itself, or stuck."""
    if failure.at_fault is not FaultOf.RELEASE:
        return ask(Reason.JOB_PAUSED_BY_SETTING)
    if world.title is not TitleState.WANTED:
        return report(TITLE_REASONS[world.title])
    if failure.cause is not Cause.STALLED:
        return _do(Strategy.END_JOB, Reason.JOB_STUCK)
    if world.provider is not Health.OK:
        return hold(Reason.STUCK_UNPROVEN, now + delay(failure.waits, world.roll))
    return _do(Strategy.END_JOB, Reason.STUCK)


def _of_block(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge a download that is whole and is not imported; no Radarr or Sonarr does that by itself."""
    if failure.at_fault is FaultOf.RELEASE:
        return _of_wrong_content(failure, history, world, now)
    if failure.kind in _IMPORT_GOES_ON:
        return report(Reason.IMPORT_IS_RETRIED)
    if failure.at_fault in (FaultOf.LOCAL, FaultOf.CONFIG):
        return report(Reason.IMPORT_NEEDS_A_PERSON)
    if failure.kind is Kind.NOT_AN_UPGRADE:
        return ask(Reason.NOT_AN_UPGRADE)
    if world.importable and history.imports < IMPORTS:
        return _do(Strategy.FORCE_IMPORT, Reason.IMPORTABLE)
    return ask(Reason.IMPORT_NEEDS_A_PERSON)


def _of_wrong_content(
    failure: Failure, history: ItemHistory, world: World, now: datetime
) -> Decision:
    """Judge a download that holds something else than it promised."""
    if world.title is not TitleState.WANTED:
        return report(TITLE_REASONS[world.title])
    if history.releases >= RELEASES:
        return give_up(Reason.RELEASES_SPENT)
    wrong = failure.cause is Cause.IMPORT_BLOCKED
    return _do(Strategy.NEXT_RELEASE, Reason.WRONG_CONTENT if wrong else Reason.CONTENT_AT_FAULT)


# ── jobs that failed ──


def _of_release(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge a release that is to blame: the *arr's business, or another release."""
    if failure.cause is Cause.ARTICLE_MISSING and world.provider is Health.DOWN:
        return _of_provider(failure, history, world, now)
    if world.arr_searches:
        return leave(Reason.ARR_SEARCHES)
    if world.title is not TitleState.WANTED:
        return report(TITLE_REASONS[world.title])
    if world.has_file:
        return leave(Reason.UPGRADE_ONLY)
    if history.releases >= RELEASES:
        return give_up(Reason.RELEASES_SPENT)
    if world.provider is Health.DOWN:
        return hold(Reason.PROVIDER_DOWN, now + delay(failure.waits, world.roll))
    return _do(Strategy.NEXT_RELEASE, Reason.RELEASE_AT_FAULT)


def _of_damage(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge damaged data: by who is to blame, and by one more try where that is unclear."""
    if failure.at_fault is FaultOf.LOCAL:
        return _of_local(failure, history, world, now)
    unclear = failure.at_fault is not FaultOf.RELEASE
    if unclear and world.mode is Mode.MANAGE and world.retryable and history.retries < RETRIES:
        return _do(Strategy.RETRY_NOW, Reason.MAYBE_LOCAL)
    return _of_release(failure, history, world, now)


def _of_local(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge a failure of this machine: SABnzbd's own retry, which fetches nothing again."""
    if world.mode is Mode.ASSIST:
        return report(Reason.LOCAL_IN_ASSIST)
    if history.retries >= RETRIES:
        return give_up(Reason.RETRY_SPENT)
    if not world.retryable:
        return report(Reason.NOT_RETRYABLE)
    return _do(Strategy.RETRY_NOW, Reason.LOCAL_CAUSE)


def _of_full_disk(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge a full disk: nothing before there is space, then a retry or, without one, a search."""
    if not world.disk_free:
        return hold(Reason.DISK_FULL, now + delay(failure.waits, world.roll))
    if world.mode is Mode.MANAGE and world.retryable and history.retries < RETRIES:
        return _do(Strategy.RETRY_NOW, Reason.DISK_FREE_AGAIN)
    if world.mode is Mode.MANAGE and world.retryable:
        return give_up(Reason.RETRY_SPENT)
    return _search_again(failure, world, now, Reason.DISK_FREE_AGAIN)


def _of_provider(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge an outage: wait, never blame the release; when it is over, search it again."""
    if now - failure.first_seen > LONGEST_OUTAGE:
        return give_up(Reason.OUTAGE_TOO_LONG)
    if world.provider is not Health.OK:
        return hold(Reason.PROVIDER_DOWN, now + delay(failure.waits, world.roll))
    return _search_again(failure, world, now, Reason.PROVIDER_BACK)


def _of_indexer(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge an NZB that could not be fetched."""
    if failure.at_fault is FaultOf.RELEASE:
        return _of_release(failure, history, world, now)
    if failure.at_fault in (FaultOf.CONFIG, FaultOf.LOCAL):
        return report(Reason.INDEXER_SETTINGS)
    if world.arr_searches:
        return leave(Reason.ARR_SEARCHES)
    return _search_again(failure, world, now, Reason.INDEXER_TROUBLE)


def _search_again(failure: Failure, world: World, now: datetime, reason: Reason) -> Decision:
    """Wait once at least, then take the release off the blocklist and search once."""
    if world.title is not TitleState.WANTED:
        return report(TITLE_REASONS[world.title])
    if failure.waits == 0 or failure.state is not FailureState.WAITING:
        due = now + delay(failure.waits, world.roll)
        return Decision(strategy=Strategy.RETRY_LATER, reason=reason, due=due)
    return _do(Strategy.RETRY_LATER, reason)


def _after_vain_search(
    failure: Failure, history: ItemHistory, world: World, now: datetime, lowering: Policy
) -> Decision:
    """Judge a title for which a search found nothing: a few more, ever later ones, then a lower quality.

    A lower quality that needs somebody's yes is proposed when nothing else is left.
    """
    if world.has_file:
        return leave(Reason.UPGRADE_ONLY)
    if failure.reason is Reason.JOB_LOST:
        return _of_lost(world)
    rested = failure.state is not FailureState.WAITING
    spent = rested and failure.waits >= VAIN_SEARCHES
    ripe = spent or (rested and lowering is Policy.AUTO and failure.waits >= LOWER_AFTER)
    open_to_worse = history.quality_steps < QUALITY_STEPS and world.title is TitleState.WANTED
    if ripe and open_to_worse and lowering is not Policy.OFF:
        return _do(Strategy.LOWER_QUALITY, Reason.WORSE_MAY_BE_FOUND)
    if spent:
        return give_up(Reason.NOTHING_FOUND)
    return _search_again(failure, world, now, Reason.NOTHING_GRABBED)


def _of_lost(world: World) -> Decision:
    """Judge a job that SABnzbd has lost: nothing is wrong with its release, and nothing is to be waited for."""
    if world.title is not TitleState.WANTED:
        return report(TITLE_REASONS[world.title])
    return _do(Strategy.RETRY_LATER, Reason.JOB_LOST)


def _of_unknown(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge what is not understood: never an action by itself."""
    return leave(Reason.ARR_SEARCHES) if world.arr_searches else ask(Reason.CAUSE_UNKNOWN)


def _of_duplicate(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge a duplicate: the earlier copy matters, a person knows."""
    return report(Reason.DUPLICATE)


def _of_stopped(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge what somebody stopped: leave it."""
    return leave(Reason.USER_STOPPED)


def _of_language(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge a file in another language: it can be watched, and a person may like it."""
    return report(Reason.WRONG_LANGUAGE)


def _of_person(failure: Failure, history: ItemHistory, world: World, now: datetime) -> Decision:
    """Judge what only a person can mend.

    A script is such: the download is complete, and SABnzbd's retry finds nothing any more.
    """
    return report(Reason.NEEDS_A_PERSON)


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
    Cause.IMPORT_BLOCKED: _of_block,
    # Ended, by AutoArr or SABnzbd: the release that would not come is as good as damaged.
    Cause.STALLED: _of_release,
    Cause.WRONG_LANGUAGE: _of_language,
    Cause.USER_STOPPED: _of_stopped,
    Cause.UNKNOWN: _of_unknown,
}
