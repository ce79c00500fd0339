"""What went wrong with a job: labels, stages and the state of the servers before any text."""

from dataclasses import dataclass, replace
from typing import Final

from ..clients.models.sabnzbd import (
    HistorySlot,
    JobStatus,
    NewsServer,
    QueueSlot,
    SabQueue,
    SabWarning,
)
from ..journal.redact import redact
from .causes import KINDS, Cause, FaultOf, Kind
from .understanding.tables import (
    ARR_MESSAGES,
    CRASH_WARNINGS,
    DAMAGED_STAGES,
    DISK_WARNINGS,
    ELSEWHERE,
    FETCHING,
    LABELS,
    MESSAGES,
    NOT_COMPLETE,
    QUOTA_WARNING,
    RAW_DAMAGE,
    SHORT_OF_BLOCKS,
    STAGES,
    UNTRANSLATED,
    WAIT_LABEL,
    MessageRow,
)
from .watching.provider import judge_servers, kind_of_trouble, stands_still
from .world import Health

EVIDENCE_CHARS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """What was seen of a failure, who is to blame, and what says so; `of_kind` makes one.

    `final` is False while the job may still go on by itself: nothing is done about it then.
    """

    kind: Kind
    at_fault: FaultOf
    evidence: tuple[str, ...] = ()
    final: bool = True

    @property
    def cause(self) -> Cause:
        """The cause its kind belongs to."""
        return KINDS[self.kind].cause


def of_kind(
    kind: Kind, *evidence: str, at_fault: FaultOf | None = None, final: bool = True
) -> Classification:
    """Return the classification of a kind; who is to blame goes by the kind where nothing else is said."""
    return Classification(
        kind=kind,
        at_fault=at_fault or KINDS[kind].at_fault,
        evidence=tuple(part[:EVIDENCE_CHARS] for part in evidence),
        final=final,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What SABnzbd showed beside the job."""

    provider: Health = Health.UNKNOWN
    provider_evidence: tuple[str, ...] = ()
    trouble: Kind = Kind.NOTHING_COMES
    """What is the matter with the provider while it is down."""
    queue_paused: bool = False
    still: bool = False
    warnings: tuple[str, ...] = ()


NOTHING_SEEN: Final = Surroundings()


def surroundings(
    queue: SabQueue,
    warnings: tuple[SabWarning, ...] = (),
    servers: tuple[NewsServer, ...] | None = None,
) -> Surroundings:
    """Return what the classification needs of one poll."""
    health, evidence = judge_servers(servers)
    return Surroundings(
        provider=health,
        provider_evidence=evidence,
        trouble=kind_of_trouble(servers),
        queue_paused=queue.paused,
        still=stands_still(queue),
        warnings=tuple(warning.text for warning in warnings),
    )


def classify(slot: HistorySlot, around: Surroundings = NOTHING_SEEN) -> Classification | None:
    """Return what went wrong with a job of the history, None when it did not fail.

    `fail_message` is set before the status is final and is translated: only status Failed counts,
    and stages, the not-complete address and untranslated words are asked before the text.
    """
    if slot.status is not JobStatus.FAILED:
        return None
    found = _of_source(slot) or _of_words(slot.fail_message) or _of_stage(slot)
    if found.cause is Cause.USER_STOPPED and _crashed(slot.name, around):
        found = of_kind(Kind.CRASHED)
    return _blaming_the_provider(replace(found, evidence=_evidence(slot)), around)


def classify_message(message: str, around: Surroundings = NOTHING_SEEN) -> Classification:
    """Return what went wrong with a job of which only SABnzbd's message is left, at a Radarr or Sonarr."""
    row = _matching(ARR_MESSAGES, message)
    found = _known(row) or _of_words(message) or _UNKNOWN
    evidence = (f"history: {redact(message)}"[:EVIDENCE_CHARS],)
    return _blaming_the_provider(replace(found, evidence=evidence), around)


def classify_queued(slot: QueueSlot, around: Surroundings = NOTHING_SEEN) -> Classification | None:
    """Return why a job of the queue is stuck, None when it is not.

    Only a pause with a label is final; a wait for the indexer, a queue without provider, disk
    or quota may go on by itself.
    """
    if slot.status is JobStatus.PAUSED:
        for label in slot.labels:
            if (meaning := LABELS.get(label)) is not None:
                return of_kind(meaning, f"label: {label}")
        return None
    if slot.status is JobStatus.GRABBING:
        for label in filter(WAIT_LABEL.search, slot.labels):
            return of_kind(Kind.NZB_AWAITED, f"label: {label}", final=False)
    if slot.status is JobStatus.PROPAGATING:
        return None
    if around.queue_paused:
        return _of_paused_queue(around)
    if slot.status is JobStatus.DOWNLOADING and (around.still or around.provider is Health.DOWN):
        reasons = around.provider_evidence or ("queue: downloading, and nothing comes",)
        return of_kind(around.trouble, *reasons, final=False)
    return None


_UNKNOWN: Final = of_kind(Kind.UNKNOWN)


def _of_paused_queue(around: Surroundings) -> Classification | None:
    """Return why the whole queue is paused, when SABnzbd did it by itself."""
    for text in around.warnings:
        if DISK_WARNINGS.match(text):
            return of_kind(Kind.PAUSED_FOR_SPACE, f"warning: {text}", final=False)
        if QUOTA_WARNING.match(text):
            return of_kind(Kind.QUOTA_SPENT, f"warning: {text}", final=False)
    return None


def _of_source(slot: HistorySlot) -> Classification | None:
    """Judge a job that never got its NZB: it has an address and no stage but Source."""
    if not slot.url or any(stage.name != "Source" for stage in slot.stage_log):
        return None
    row = _matching(MESSAGES, slot.fail_message) or _matching(ELSEWHERE, slot.fail_message)
    if row is not None and KINDS[row.kind].cause is not Cause.INDEXER:
        return None
    row = row or _matching(FETCHING, slot.fail_message)
    return _known(row) or of_kind(Kind.NZB_NOT_FETCHED)


def _of_words(message: str) -> Classification | None:
    """Judge by what no translation changes, then by the English text."""
    tables = (UNTRANSLATED, MESSAGES, ELSEWHERE)
    row = next((row for table in tables if (row := _matching(table, message))), None)
    if NOT_COMPLETE in message:
        missing = row is not None and KINDS[row.kind].cause is Cause.ARTICLE_MISSING
        return _known(row) if missing else of_kind(Kind.CANNOT_COMPLETE)
    return _known(row)


def _known(row: MessageRow | None) -> Classification | None:
    """Return what a row of a table says."""
    return of_kind(row.kind, at_fault=row.at_fault) if row else None


def _blaming_the_provider(found: Classification, around: Surroundings) -> Classification:
    """Take missing articles for an outage while a news server fails."""
    if found.cause is not Cause.ARTICLE_MISSING or around.provider is not Health.DOWN:
        return found
    return of_kind(Kind.OUTAGE, *found.evidence, *around.provider_evidence)


def _of_stage(slot: HistorySlot) -> Classification:
    """Judge a message of another language by the stage whose log carries it."""
    if not slot.stage_log or not slot.fail_message:
        return _UNKNOWN
    stage = slot.stage_log[-1]
    meaning = STAGES.get(stage.name)
    if meaning is None or not stage.actions:
        return _UNKNOWN
    if slot.fail_message in stage.actions[-1]:
        short = meaning is Kind.REPAIR_ERROR and SHORT_OF_BLOCKS.search(slot.fail_message)
        return of_kind(Kind.TOO_FEW_BLOCKS if short else meaning)
    damaged = DAMAGED_STAGES.get(stage.name)
    if damaged is not None and RAW_DAMAGE.search(stage.actions[-1]):
        return of_kind(damaged)
    return _UNKNOWN


def _crashed(name: str, around: Surroundings) -> bool:
    """Say whether SABnzbd warned that its own post-processing of this job crashed."""
    found = (row.match(text) for text in around.warnings for row in CRASH_WARNINGS)
    return any(match is not None and match.group(1) == name for match in found)


def _matching(rows: tuple[MessageRow, ...], text: str) -> MessageRow | None:
    """Return the first row whose pattern is found in the text."""
    return next((row for row in rows if row.pattern.search(text)), None)


def _evidence(slot: HistorySlot) -> tuple[str, ...]:
    """Return what was looked at, redacted and capped: the text is untrusted."""
    parts = [f"message: {redact(slot.fail_message)}"[:EVIDENCE_CHARS]]
    if slot.stage_log:
        parts.append(f"stage: {slot.stage_log[-1].name}"[:EVIDENCE_CHARS])
    if NOT_COMPLETE in slot.fail_message:
        parts.append("suffix: not-complete")
    return tuple(parts)
