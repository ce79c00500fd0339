"""Whether the queue of a SABnzbd is paused, resumed or left alone while the provider fails: pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from ..models import Policy
from ..records import OurPause
from ..world import Health

TEST_AFTER: Final = (timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=5))
"""How long after the pause, and after each further test, the servers are tested; the last one repeats."""

HANDS_OFF: Final = timedelta(hours=1)
"""So long a queue that somebody resumed is not paused again."""


class GuardStep(StrEnum):
    """What to do about a queue."""

    PAUSE = "pause"
    RESUME = "resume"
    FORGET = "forget"
    TEST = "test"
    TELL = "tell"
    """It would be paused, were that allowed."""
    ASK = "ask"
    """It is paused when a person says so."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView:
    """What is known of one SABnzbd at this moment.

    `timed` says that the pause ends by itself, `waiting` that jobs would go on if articles came,
    `enabled` that there is a news server at all. `down` is what SABnzbd itself says of the servers
    that matter, `certain` when it keeps them all blocked; `suspect` what only a test can clear up.
    `proof` is the result of such a test within the last minutes, `let_go` when somebody last
    resumed a queue of ours.
    """

    paused: bool = False
    timed: bool = False
    waiting: bool = False
    enabled: bool = True
    down: bool = False
    certain: bool = False
    suspect: bool = False
    proof: Health = Health.UNKNOWN
    ours: OurPause | None = None
    policy: Policy = Policy.AUTO
    let_go: datetime | None = None


_BY_POLICY: Final = {
    Policy.AUTO: GuardStep.PAUSE,
    Policy.ASK: GuardStep.ASK,
    Policy.REPORT: GuardStep.TELL,
    Policy.OFF: GuardStep.NOTHING,
}


def guard_step(view: QueueView, now: datetime) -> GuardStep:
    """Return what to do; `now` is aware UTC. Never raises.

    Only a queue that runs is paused, so that a pause of a person, of a full disk or of a spent
    quota is never taken for ours, and never resumed. What cannot be told apart is left to them:
    a queue of ours that runs again, or that got an end to its pause, is somebody else's from then
    on. Somebody who pauses a queue that is paused already changes nothing that could be seen, so
    such a queue is resumed with ours; to keep it paused, pause it for a time, or again afterwards.
    """
    if view.ours is not None:
        return _of_ours(view, view.ours, now)
    if view.paused or not view.waiting or not view.enabled or view.policy is Policy.OFF:
        return GuardStep.NOTHING
    if not (view.down or view.suspect) or _let_go_lately(view, now):
        return GuardStep.NOTHING
    if not view.certain and view.proof is Health.UNKNOWN:
        return GuardStep.TEST
    if not view.certain and view.proof is Health.OK:
        return GuardStep.NOTHING
    return _BY_POLICY[view.policy]


def is_over(view: QueueView) -> bool:
    """Say whether nothing speaks for an outage any more."""
    return not (view.down or view.suspect) or (not view.certain and view.proof is Health.OK)


def next_test(tests: int, now: datetime) -> datetime:
    """Return when the servers are tested next, after so many tests."""
    return now + TEST_AFTER[min(tests, len(TEST_AFTER) - 1)]


def _of_ours(view: QueueView, ours: OurPause, now: datetime) -> GuardStep:
    """Judge a queue that AutoArr paused."""
    if not view.paused or view.timed:
        return GuardStep.FORGET
    # On ask, a person has said yes to this one.
    allowed = view.policy in (Policy.AUTO, Policy.ASK)
    if not allowed or not view.enabled or view.proof is Health.OK:
        return GuardStep.RESUME
    return GuardStep.TEST if now >= ours.next_test else GuardStep.NOTHING


def _let_go_lately(view: QueueView, now: datetime) -> bool:
    """Say whether somebody resumed the queue within the last hour, by whatever clock."""
    return view.let_go is not None and abs(now - view.let_go) < HANDS_OFF
