"""What a button under a question does."""

from .questions import Choice, QueueAsked, answer_for
from .recovery.engine import RecoveryEngine
from .recovery.models import Failure


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
