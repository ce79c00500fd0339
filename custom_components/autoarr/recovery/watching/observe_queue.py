"""Taking in the queue of a SABnzbd: jobs that are stuck for ever, let go again, or gone."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Final

from ...clients.models.sabnzbd import JobStatus, QueueSlot, SabQueue
from ..causes import Kind
from ..classify import Classification, Surroundings, classify_queued, of_kind
from ..following.endings import closed
from ..keeping.ledger import Ledger
from ..messages import Reason
from ..models import Failure, FailureState, Strategy
from .intake import Intake, Lasting, anew, keep_new, new_failure

_UNTOUCHED: Final = frozenset(
    {FailureState.NEW, FailureState.WAITING, FailureState.REPORTED, FailureState.ASKED}
)


def _judge(slot: QueueSlot, around: Surroundings, lasting: Lasting) -> Classification | None:
    """Return why a job of the queue is stuck: by what it shows, or by what many polls showed."""
    found = classify_queued(slot, around)
    if slot.nzo_id in lasting.stuck and (found is None or not found.final):
        return of_kind(Kind.STUCK, _place(slot))
    return found


def _place(slot: QueueSlot) -> str:
    """Return where a job is stuck; as long as the evidence of a failure says the same, it has not moved."""
    return f"queue: {slot.left_bytes} bytes are left, and others got something"


def take_queued(
    ledger: Ledger,
    intake: Intake,
    sabnzbd: str,
    slot: QueueSlot,
    around: Surroundings,
    lasting: Lasting,
    now: datetime,
) -> None:
    """Take in one job of the queue: stuck for ever, or let go again."""
    found = _judge(slot, around, lasting)
    stuck = found is not None and found.final
    known = ledger.of_job(slot.nzo_id, sabnzbd)
    if known is None:
        if found is not None and stuck:
            failure = replace(new_failure(sabnzbd, slot, found, now), paused=True, failed_job="")
            keep_new(ledger, intake, failure, baseline=intake.first_look)
    elif found is not None and _stuck_again(known, slot.nzo_id, lasting):
        intake.fresh.append(ledger.put(anew(known, evidence=found.evidence, paused=True)))
    elif found is not None and stuck and _held_after_retry(known, slot.nzo_id):
        again = replace(known, cause=found.cause, kind=found.kind, at_fault=found.at_fault)
        intake.fresh.append(ledger.put(anew(again, evidence=found.evidence, paused=True)))
    elif known.paused and not stuck and known.state in _UNTOUCHED:
        if known.kind is not Kind.STUCK or slot.status is JobStatus.PAUSED:
            _let_go(ledger, known, Reason.USER_STOPPED)
        elif _place(slot) not in known.evidence:
            _let_go(ledger, known, Reason.MOVES_AGAIN)


def _stuck_again(known: Failure, nzo_id: str, lasting: Lasting) -> bool:
    """Say whether a job that had begun to move again is stuck once more."""
    return (
        nzo_id in lasting.stuck
        and known.kind is Kind.STUCK
        and known.state is FailureState.CLOSED
        and known.reason is Reason.MOVES_AGAIN
        and known.job_id == nzo_id
    )


def _held_after_retry(known: Failure, nzo_id: str) -> bool:
    """Say whether SABnzbd holds a job that it was told to try again, e.g. because the password was wrong."""
    return (
        known.state is FailureState.FOLLOWING
        and known.strategy is Strategy.RETRY_NOW
        and known.job_id == nzo_id
    )


def _let_go(ledger: Ledger, known: Failure, reason: Reason) -> None:
    """Close the story of a job that goes on, or that somebody took in hand.

    Should it fail after all, that begins anew.
    """
    ledger.put(replace(closed(known, reason), baseline=False))


def close_vanished(ledger: Ledger, sabnzbd: str, queue: SabQueue, present: Collection[str]) -> None:
    """Close the stories of paused jobs that somebody removed from the queue."""
    if queue.slot_count > len(queue.slots):
        return
    for failure in list(ledger.open_failures(sabnzbd)):
        if failure.paused and failure.state in _UNTOUCHED and failure.job_id not in present:
            ledger.put(closed(failure, Reason.USER_STOPPED))
