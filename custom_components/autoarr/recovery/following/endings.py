"""How a story ends without us, or waits because a person asks for it: pure."""

from dataclasses import replace
from datetime import datetime

from ..messages import Reason
from ..models import Failure, FailureState, Strategy


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


def postponed(failure: Failure, due: datetime) -> Failure:
    """Return a failure about which nothing is done and nothing asked before a time."""
    return replace(
        failure,
        state=FailureState.WAITING,
        strategy=Strategy.HOLD,
        proposed=None,
        reason=Reason.POSTPONED,
        detail="",
        next_try=due,
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
