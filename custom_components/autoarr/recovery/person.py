"""What a person's "try again" means for a failure: pure, and total like the automatic decision."""

from .causes import Cause, FaultOf
from .messages import Refusal
from .models import Failure, FailureState, Item, Mode, Strategy
from .world import TitleState, World

_TITLE_REFUSALS = {
    TitleState.GONE: Refusal.TITLE_GONE,
    TitleState.UNMONITORED: Refusal.TITLE_UNMONITORED,
    TitleState.UNAVAILABLE: Refusal.TITLE_UNAVAILABLE,
}


def answer(
    item: Item | None, failure: Failure, world: World, *, password: bool = False
) -> Strategy | Refusal:
    """Return what is done when a person asks for a retry, or why nothing is.

    In manage mode SABnzbd tries again when the release may be fine, else another release is
    searched. In assist mode a retry would blind the *arr, so that its own way is taken: another
    release, or the same one taken off the blocklist. A password that the person gives is used
    in either mode, and jobs of other programs are simply retried. Policies, budgets, the
    baseline and a storm do not bind a person; what is under way already does.
    """
    if world.in_flight or failure.state is FailureState.ACTING:
        return Refusal.IN_FLIGHT
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


def _of_paused(failure: Failure) -> Strategy | Refusal:
    """Judge a job that SABnzbd paused: ended when the release is to blame, else SABnzbd's business."""
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
