"""How a story ends without us: pure."""

from dataclasses import replace

from .messages import Reason
from .models import Failure, FailureState, Strategy


def closed(failure: Failure, reason: Reason | None) -> Failure:
    """Return a failure about which nothing more is done: a person, the service or time has ended it."""
    return replace(
        failure,
        state=FailureState.CLOSED,
        strategy=Strategy.LEAVE,
        proposed=None,
        reason=reason,
        detail="",
        next_try=None,
        following_since=None,
    )


def imported(failure: Failure) -> Failure:
    """Return a failure whose title is in the library; what was done about it stays told."""
    return replace(
        failure,
        state=FailureState.RECOVERED,
        reason=Reason.IMPORTED,
        detail="",
        next_try=None,
    )
