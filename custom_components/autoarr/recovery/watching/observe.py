"""Taking in what one poll of a SABnzbd showed: which failures are new, which belong to the time before us."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from ...clients.models.sabnzbd import HistorySlot, JobStatus, NewsServer, SabQueue
from ..causes import Cause, FaultOf
from ..classify import Classification, Surroundings, classify, classify_message, surroundings
from ..keeping.ledger import Ledger
from ..models import Failure, FailureState, Grab
from ..targets import SabnzbdObservation
from ..world import Health
from .intake import NAME_CHARS, Intake, Lasting, anew, keep_new, new_failure
from .observe_queue import close_vanished, take_queued

__all__ = ["NAME_CHARS", "Intake", "Lasting", "Seen", "take_in", "take_vanished"]


@dataclass(slots=True, kw_only=True)
class Seen:
    """What the last poll of a SABnzbd showed, as far as later decisions need it; sizes in bytes."""

    health: Health = Health.UNKNOWN
    health_evidence: tuple[str, ...] = ()
    servers: tuple[str, ...] | None = None
    queue: SabQueue | None = None
    news: tuple[NewsServer, ...] | None = None
    still: bool = False
    """The queue has meant to download for minutes, and nothing came."""
    download_free: int = 0
    complete_free: int = 0
    present: frozenset[str] = frozenset()
    retryable: frozenset[str] = frozenset()
    active: set[str] = field(default_factory=set)
    vanished: set[str] = field(default_factory=set)
    """Jobs that were worked on and are gone: perhaps failed and removed between two polls."""

    def has_space_for(self, failure: Failure) -> bool:
        """Say whether the disks can take the job: twice its size where it ends, once where it starts."""
        size = max(failure.size_bytes, 1)
        return self.complete_free > 2 * size and self.download_free > size

    def is_below(self, floor: int) -> bool:
        """Say whether less is free than the house wants to keep (bytes); what is not known is not low."""
        known = [free for free in (self.complete_free, self.download_free) if free > 0]
        return bool(known) and min(known) < floor


def take_in(
    ledger: Ledger,
    observation: SabnzbdObservation,
    seen: Seen,
    lasting: Lasting,
    *,
    now: datetime,
) -> Intake:
    """Put what a poll shows into the ledger; return what is to be decided on."""
    sabnzbd = observation.ref.id
    intake = Intake(first_look=ledger.is_baseline(sabnzbd, now))
    around = surroundings(observation.queue, observation.warnings, _servers(observation))
    if lasting.outage and around.provider is not Health.DOWN:
        around = replace(around, provider=Health.DOWN, provider_evidence=lasting.outage)
    _remember(seen, observation, around)
    ledger.saw(sabnzbd, now)
    for slot in observation.history:
        _take_history(ledger, intake, sabnzbd, slot, around, seen, now)
    for queued in observation.queue.slots:
        take_queued(ledger, intake, sabnzbd, queued, around, lasting, now)
    close_vanished(ledger, sabnzbd, observation.queue, seen.present)
    if intake.first_look:
        ended = [
            slot.completed for slot in observation.history if _is_final(slot) and slot.completed
        ]
        ledger.raise_floor(sabnzbd, min(ended, default=None))
    ledger.prune(now, seen.present, sabnzbd)
    return intake


def _remember(seen: Seen, observation: SabnzbdObservation, around: Surroundings) -> None:
    """Keep what later decisions need."""
    queue = observation.queue
    seen.queue = queue
    seen.news = _servers(observation)
    seen.health = around.provider
    seen.health_evidence = around.provider_evidence
    if observation.servers is not None:
        seen.servers = tuple(server.name for server in observation.servers.servers)
    seen.download_free = queue.download_free_bytes
    seen.complete_free = queue.complete_free_bytes
    seen.retryable = frozenset(slot.nzo_id for slot in observation.history if slot.retry)
    queued = {slot.nzo_id for slot in queue.slots}
    whole = queue.slot_count <= len(queue.slots)
    working = {slot.nzo_id for slot in observation.history if not _is_final(slot)}
    seen.present = frozenset(queued | {slot.nzo_id for slot in observation.history})
    if whole:
        seen.vanished |= seen.active - seen.present
    seen.active = (seen.active & seen.present) | queued | working


def _take_history(
    ledger: Ledger,
    intake: Intake,
    sabnzbd: str,
    slot: HistorySlot,
    around: Surroundings,
    seen: Seen,
    now: datetime,
) -> None:
    """Take in one job of the history, when it failed and that is not known yet."""
    if slot.loaded:
        # Its post-processing has not let go of it: until then SABnzbd calls it failed, and not to be retried.
        return
    known = ledger.of_job(slot.nzo_id, sabnzbd)
    if known is not None and (known.baseline or known.failed_job == slot.nzo_id):
        return
    found = classify(slot, around)
    if found is None:
        return
    if known is None:
        watched = ledger.watched(sabnzbd)
        floor = watched.floor if watched else None
        old = slot.completed is not None and floor is not None and slot.completed <= floor
        failure = new_failure(sabnzbd, slot, found, now)
        keep_new(
            ledger,
            intake,
            failure,
            baseline=intake.first_look or (old and slot.nzo_id not in seen.active),
        )
    elif known.job_id == slot.nzo_id and known.state is not FailureState.ACTING:
        if known.ended_by_us or _emptied_by_retry(known, found):
            found = replace(found, kind=known.kind, at_fault=known.at_fault)
        evidence = known.evidence if known.ended_by_us else found.evidence
        again = replace(
            anew(known, evidence=evidence, paused=False),
            cause=found.cause,
            kind=found.kind,
            at_fault=found.at_fault,
            failed_job=slot.nzo_id,
            completed=slot.completed,
            size_bytes=slot.size_bytes or known.size_bytes,
        )
        intake.fresh.append(ledger.put(again))


def _emptied_by_retry(known: Failure, found: Classification) -> bool:
    """Say whether a retry found nothing only because files had been moved away before it.

    SABnzbd then misses every article; the release is not to blame for that.
    """
    retried = len(known.jobs) > 1 and known.at_fault is FaultOf.LOCAL
    return retried and found.cause is Cause.ARTICLE_MISSING


def _servers(observation: SabnzbdObservation) -> tuple[NewsServer, ...] | None:
    """Return the news servers, None when they were not asked for."""
    return None if observation.servers is None else observation.servers.servers


def take_vanished(
    ledger: Ledger, sabnzbd: str, job_id: str, grab: Grab, message: str, seen: Seen, now: datetime
) -> Failure | None:
    """Put a job into the ledger that an *arr failed and removed before it was seen to fail."""
    if ledger.of_job(job_id, sabnzbd) is not None:
        return None
    around = Surroundings(provider=seen.health, provider_evidence=seen.health_evidence)
    found = classify_message(message, around)
    return ledger.put(
        Failure(
            key=f"{sabnzbd}:{job_id}",
            sabnzbd=sabnzbd,
            jobs=(job_id,),
            name=grab.source_title[:NAME_CHARS],
            cause=found.cause,
            kind=found.kind,
            at_fault=found.at_fault,
            evidence=found.evidence,
            first_seen=now,
            failed_job=job_id,
            grab=grab,
        )
    )


def _is_final(slot: HistorySlot) -> bool:
    """Say whether a job of the history has ended."""
    return slot.status in (JobStatus.COMPLETED, JobStatus.FAILED)
