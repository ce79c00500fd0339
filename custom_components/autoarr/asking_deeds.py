"""What a button under a question does."""

from collections.abc import Iterable
from typing import Final

from .questions import Choice, QueueAsked, answer_for
from .recovery.engine import RecoveryEngine
from .recovery.messages import RecoveryRefused, Refusal
from .recovery.models import Failure

_SETTLED_ELSEWHERE: Final = frozenset(
    {Refusal.IN_FLIGHT, Refusal.REPLACED, Refusal.IMPORTED, Refusal.SETTLED}
)
"""Refusals that mean that a failure was taken care of, e.g. with another one of its season."""


async def async_do_all(
    recovery: RecoveryEngine, choice: Choice, subjects: Iterable[Failure | QueueAsked]
) -> tuple[int, RecoveryRefused | None]:
    """Do what was chosen about each subject of a question; return for how many, and what has to be said."""
    done, refusals = 0, list[RecoveryRefused]()
    for subject in subjects:
        try:
            await async_do(recovery, choice, subject)
            done += 1
        except RecoveryRefused as err:
            refusals.append(err)
    real = [err for err in refusals if err.refusal not in _SETTLED_ELSEWHERE]
    reported = real or ([] if done else refusals)
    return done, reported[0] if reported else None


async def async_do(recovery: RecoveryEngine, choice: Choice, subject: Failure | QueueAsked) -> None:
    """Do what was chosen about a failure or a queue; raises RecoveryRefused."""
    if isinstance(subject, QueueAsked):
        if choice is Choice.PAUSE_QUEUE:
            await recovery.pause_queue(subject.sabnzbd)
        else:
            await recovery.leave_queue(subject.sabnzbd)
        return
    job = subject.job_id
    match answer_for(choice, subject):
        case Choice.RETRY:
            await recovery.retry(job)
        case Choice.NEXT_RELEASE:
            await recovery.next_release(job)
        case Choice.LOWER_QUALITY:
            await recovery.lower_quality(job)
        case Choice.FORCE_IMPORT:
            await recovery.force_import(job)
        case _:
            await recovery.ignore(job)
