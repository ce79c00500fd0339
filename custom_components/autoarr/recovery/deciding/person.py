"""What a person's wish means for a failure: pure, and total like the automatic decision."""

from collections.abc import Callable, Mapping
from typing import Final

from ..causes import Cause, FaultOf
from ..messages import Refusal
from ..models import Failure, FailureState, Item, Mode, Strategy
from ..world import TitleState, World

_TITLE_REFUSALS = {
    TitleState.GONE: Refusal.TITLE_GONE,
    TitleState.UNMONITORED: Refusal.TITLE_UNMONITORED,
    TitleState.UNAVAILABLE: Refusal.TITLE_UNAVAILABLE,
}

type Answer = Strategy | Refusal


def answer(
    item: Item | None,
    failure: Failure,
    world: World,
    wish: Strategy | None = None,
    *,
    password: bool = False,
) -> Answer:
    """Return what is done when a person asks for a strategy (None: "try again"), or why nothing is.

    Policies, budgets, the baseline, a storm and the house do not bind a person; what is under way
    already does, and so does sense.
    """
    if world.in_flight or failure.state is FailureState.ACTING:
        return Refusal.IN_FLIGHT
    if failure.torrent and wish is not Strategy.FORCE_IMPORT:
        return Refusal.TORRENT
    if wish is not None:
        return _OF_WISH[wish](item, failure, world)
    return _again(item, failure, world, password=password)


def _again(item: Item | None, failure: Failure, world: World, *, password: bool) -> Answer:
    """Judge "try again".

    In manage mode SABnzbd tries again when the release may be fine, else another release is
    searched. In assist mode a retry would blind the *arr, so that its own way is taken: another
    release, or the same one taken off the blocklist. A password that the person gives is used
    in either mode, jobs of other programs are simply retried, and what waits for its import is imported.
    """
    if failure.blocked and failure.at_fault is not FaultOf.RELEASE:
        return _import(item, failure, world)
    if failure.paused:
        return _of_paused(failure)
    if item is None:
        return Strategy.RETRY_NOW if world.retryable else Refusal.NOT_RETRYABLE
    if world.imported:
        return Refusal.IMPORTED
    if world.replaced:
        return Refusal.REPLACED
    if password:
        return Strategy.RETRY_NOW if world.retryable else Refusal.NOT_RETRYABLE
    if world.title is not TitleState.WANTED:
        return _TITLE_REFUSALS[world.title]
    return _search_or_retry(failure, world)


def _of_paused(failure: Failure) -> Answer:
    """Judge a job that SABnzbd holds: ended when the release is to blame, else SABnzbd's business."""
    if failure.at_fault is FaultOf.RELEASE:
        return Strategy.END_JOB
    return Refusal.DECIDE_IN_SABNZBD


def _search_or_retry(failure: Failure, world: World) -> Strategy:
    """Return what fits the cause."""
    if failure.at_fault is FaultOf.RELEASE:
        return Strategy.NEXT_RELEASE
    if failure.cause in (Cause.PROVIDER_DOWN, Cause.INDEXER, Cause.SCRIPT):
        return Strategy.RETRY_LATER
    if world.mode is Mode.MANAGE and world.retryable:
        return Strategy.RETRY_NOW
    return Strategy.NEXT_RELEASE if failure.at_fault is FaultOf.UNKNOWN else Strategy.RETRY_LATER


def _unwanted(item: Item | None, world: World) -> Refusal | None:
    """Return why nothing may be searched for, None when something may."""
    if item is None:
        return Refusal.FOREIGN_JOB
    if world.imported:
        return Refusal.IMPORTED
    if world.replaced:
        return Refusal.REPLACED
    return _TITLE_REFUSALS.get(world.title)


def _next(item: Item | None, failure: Failure, world: World) -> Answer:
    """Judge "another release": a job that waits in SABnzbd is ended first, whatever holds it."""
    if (refusal := _unwanted(item, world)) is not None:
        return refusal
    return Strategy.END_JOB if failure.paused else Strategy.NEXT_RELEASE


def _lower(item: Item | None, failure: Failure, world: World) -> Answer:
    """Judge "a lower quality": it never replaces what is there."""
    if (refusal := _unwanted(item, world)) is not None:
        return refusal
    if world.has_file:
        return Refusal.HAS_FILE
    return Strategy.END_JOB if failure.paused else Strategy.LOWER_QUALITY


def _import(item: Item | None, failure: Failure, world: World) -> Answer:
    """Judge "import it": only what is certainly what was asked for."""
    if item is None:
        return Refusal.FOREIGN_JOB
    if world.imported:
        return Refusal.IMPORTED
    if not failure.blocked:
        return Refusal.NOT_BLOCKED
    return Strategy.FORCE_IMPORT if world.importable else Refusal.NOT_IMPORTABLE


_OF_WISH: Final[Mapping[Strategy, Callable[[Item | None, Failure, World], Answer]]] = {
    Strategy.NEXT_RELEASE: _next,
    Strategy.LOWER_QUALITY: _lower,
    Strategy.FORCE_IMPORT: _import,
}
