"""Taking over a decision that acts on nothing now: the state of the failure, and who hears of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from ...journal.events import EventKind, Severity
from ...journal.ports import JsonValue
from ..core import Core
from ..deciding.backoff import FIRST_REVIEW
from ..messages import Reason
from ..models import Failure, FailureState, Policy, Strategy
from ..records import WouldHaveDone
from ..world import Decision

FOLLOW_AFTER: Final = timedelta(minutes=2)
"""When what was left to an *arr is looked at first."""

TOLD: Final = frozenset({FailureState.REPORTED, FailureState.ASKED})
"""A person was told and may act, or the *arr may by itself: looked at now and then."""

REVIEW: Final = FIRST_REVIEW
"""When that is looked at first; each look that sees no change doubles the time to the next one."""

_GATES: Final = frozenset(
    {
        Reason.STORM,
        Reason.IN_FLIGHT,
        Reason.HOUSE_HOLDS,
        Reason.DISK_LOW,
        Reason.SEARCH_LIMIT,
        Reason.SERIES_LIMIT,
        Reason.DAILY_LIMIT,
    }
)
"""What a decision waits for without a growing wait: it was ready to act."""

_END_OF: Final = {
    Reason.ARR_SEARCHES: FailureState.FOLLOWING,
    Reason.REPLACED: FailureState.FOLLOWING,
    Reason.IMPORTED: FailureState.RECOVERED,
}


def settle(core: Core, failure: Failure, decision: Decision) -> None:
    """Take over a decision that acts on nothing now, and tell of it when it is news."""
    now = core.now()
    news = (decision.strategy, decision.reason) != (failure.strategy, failure.reason)
    state, due = _state_after(decision), decision.due
    if state is FailureState.FOLLOWING:
        due = now + FOLLOW_AFTER
    elif state in TOLD and failure.item is not None:
        due = now + REVIEW
    waited = due is not None and state is FailureState.WAITING and decision.reason not in _GATES
    following = state is FailureState.FOLLOWING
    failure = core.ledger.put(
        replace(
            failure,
            state=state,
            strategy=decision.strategy,
            proposed=decision.strategy if decision.policy is not None else None,
            reason=decision.reason,
            detail="",
            next_try=due,
            waits=failure.waits + 1 if waited else failure.waits,
            reviews=0,
            following_since=(failure.following_since or now) if following else None,
        )
    )
    if news:
        _announce(core, failure, decision)


def _announce(core: Core, failure: Failure, decision: Decision) -> None:
    """Record what was decided."""
    words: dict[str, JsonValue] = {"strategy": decision.strategy, "reason": decision.reason}
    if failure.state is FailureState.RECOVERED:
        core.ledger.count("recovered")
        core.tell(EventKind.RECOVERED, failure, data=words)
    elif decision.gives_up:
        core.ledger.count("gave_up")
        core.tell(EventKind.GAVE_UP, failure, severity=Severity.WARNING, data=words)
    elif decision.policy is Policy.REPORT and not decision.due:
        line = WouldHaveDone(
            at=core.now(),
            failure=failure.key,
            name=failure.name,
            cause=failure.cause,
            strategy=decision.strategy,
            reason=decision.reason,
            instance=failure.item.instance if failure.item else failure.sabnzbd,
        )
        if core.ledger.would_have(line):
            core.tell(EventKind.DRY_RUN, failure, data=words)
    else:
        asked = failure.state is FailureState.ASKED
        severity = Severity.WARNING if asked else Severity.INFO
        core.tell(EventKind.DECISION_MADE, failure, severity=severity, data=words | {"ask": asked})


def _state_after(decision: Decision) -> FailureState:
    """Return where a story stands after a decision that does not act now."""
    if decision.gives_up:
        return FailureState.GAVE_UP
    if decision.due is not None:
        return FailureState.WAITING
    if decision.strategy is Strategy.ASK or decision.policy is Policy.ASK:
        return FailureState.ASKED
    if decision.strategy is Strategy.LEAVE:
        return _END_OF.get(decision.reason, FailureState.CLOSED)
    return FailureState.REPORTED
