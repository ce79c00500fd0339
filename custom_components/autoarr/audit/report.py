"""What the audit says: a report, the preview of a change, and what came of applying."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from ..clients.service import ServiceRef
from .estate import Estate
from .messages import AuditRefused
from .models import Change, Drift, Edit, Evaluation, Finding, Severity, Skipped
from .score import judged, scores_of

_ORDER: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one look at every service found."""

    at: datetime
    findings: tuple[Finding, ...] = ()
    """Those that are open, the most severe first."""
    ignored: tuple[Finding, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    scores: Mapping[str, int] = field(default_factory=dict)
    """By instance; one that could not be judged is not there."""
    score: int | None = None
    unread: Mapping[str, str] = field(default_factory=dict)
    """Instance -> why the whole service could not be read."""
    drift: tuple[Drift, ...] = ()
    """What changed since the look before."""
    too_large: tuple[str, ...] = ()
    """Instances with too much configuration for drift."""
    weights: Mapping[str, int] = field(default_factory=dict)
    """The weight of all the rules that could be judged, by instance: what the scores are shares of."""


def report_of(evaluation: Evaluation, estate: Estate, ignored: Collection[str]) -> Report:
    """Return the report of a look."""
    findings = sorted(evaluation.findings, key=rank)
    unread = {
        service.ref.id: next(iter(service.unread.values()), "nothing was read")
        for service in estate.services
        if not service.documents
    }
    blank = Report(
        at=estate.at,
        skipped=evaluation.skipped,
        unread=unread,
        weights={key: one for key, one in judged(evaluation).items() if key not in unread},
    )
    return with_findings(blank, findings, ignored)


def with_findings(report: Report, findings: Iterable[Finding], ignored: Collection[str]) -> Report:
    """Return a report with other findings, in their order, of which some are ignored."""
    known = tuple(findings)
    shown = tuple(one for one in known if one.key not in ignored)
    scores = scores_of(report.weights, shown)
    return replace(
        report,
        findings=shown,
        ignored=tuple(one for one in known if one.key in ignored),
        scores=scores.by_instance,
        score=scores.overall,
    )


def all_findings(report: Report) -> list[Finding]:
    """Return open and ignored findings, the most severe first."""
    return sorted((*report.findings, *report.ignored), key=rank)


def rank(finding: Finding) -> tuple[int, str, str, str, str]:
    """Return where a finding stands: by severity, then service, then rule."""
    ref = finding.service
    return (_ORDER[finding.rule.severity], ref.name, ref.id, finding.rule.id, finding.subject)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePreview:
    """Exactly what would be sent to one service."""

    service: ServiceRef
    edits: tuple[Edit, ...]
    rules: tuple[str, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What applying would do, and the fingerprint of what it was worked out from."""

    services: tuple[ServicePreview, ...]
    fingerprint: str

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every edit."""
        return tuple(edit for one in self.services for edit in one.edits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What came of applying: the changes that hold, and why the others do not, by instance.

    Of a dry run, the changes have no id, and are only what would be done.
    """

    changes: tuple[Change, ...]
    refused: Mapping[str, AuditRefused] = field(default_factory=dict)
    dry_run: bool = False
