"""What is taken in of one poll: new failures, and how a failure is kept, or taken up again."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from ...clients.models.sabnzbd import HistorySlot, QueueSlot
from ...journal.redact import redact
from ..classify import Classification
from ..keeping.ledger import Ledger
from ..messages import Reason
from ..models import Failure, FailureState, Strategy

NAME_CHARS: Final = 200


@dataclass(slots=True, kw_only=True)
class Intake:
    """What is new: failures to decide on, and how many were taken for baseline."""

    fresh: list[Failure] = field(default_factory=list)
    baseline: int = 0
    first_look: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """What many polls of a SABnzbd show together.

    `outage` is what says that the provider must be down, `stuck` are the jobs that are proven not
    to move.
    """

    outage: tuple[str, ...] = ()
    stuck: frozenset[str] = frozenset()


def keep_new(ledger: Ledger, intake: Intake, failure: Failure, *, baseline: bool) -> None:
    """Keep a new failure: for a decision, or as part of the time before us."""
    if baseline:
        intake.baseline += 1
        ledger.put(
            replace(
                failure,
                baseline=True,
                state=FailureState.REPORTED,
                strategy=Strategy.REPORT,
                reason=Reason.BASELINE,
            )
        )
    else:
        intake.fresh.append(ledger.put(failure))


def new_failure(
    sabnzbd: str, slot: HistorySlot | QueueSlot, found: Classification, now: datetime
) -> Failure:
    """Return the failure a job makes; its name is untrusted and may be an address with a key."""
    return Failure(
        key=f"{sabnzbd}:{slot.nzo_id}",
        sabnzbd=sabnzbd,
        jobs=(slot.nzo_id,),
        name=redact(slot.name)[:NAME_CHARS],
        cause=found.cause,
        kind=found.kind,
        at_fault=found.at_fault,
        evidence=found.evidence,
        first_seen=now,
        completed=slot.completed if isinstance(slot, HistorySlot) else None,
        size_bytes=slot.size_bytes,
        failed_job=slot.nzo_id,
    )


def anew(known: Failure, *, evidence: tuple[str, ...], paused: bool) -> Failure:
    """Return a known failure as one to decide on again."""
    return replace(
        known,
        evidence=evidence,
        paused=paused,
        state=FailureState.NEW,
        next_try=None,
        following_since=None,
    )
