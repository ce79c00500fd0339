"""What the actions of the audit answer: plain data, with the words of the rules in Home Assistant's language."""

from collections.abc import Collection, Iterable

from homeassistant.core import HomeAssistant
from homeassistant.util.json import JsonObjectType, JsonValueType

from .audit.models import Change, Drift, Edit, Finding, Ignored, Severity, Skipped
from .audit.report import Applied, Preview, Report
from .audit.texts import RuleTexts, texts_of
from .errors import async_refusal_text
from .hub import AutoarrHub

_ORDER = tuple(Severity)
"""The gravest first."""


async def async_rule_texts(hass: HomeAssistant, language: str | None = None) -> RuleTexts:
    """Return the words of the rules in a language, Home Assistant's where none is given."""
    return await hass.async_add_executor_job(texts_of, language or hass.config.language)


async def async_report(
    hub: AutoarrHub,
    report: Report,
    *,
    instance: str | None = None,
    least: Severity = Severity.INFO,
) -> JsonObjectType:
    """Return a report: of one service or all, and what is at least as grave as `least`."""
    texts = await async_rule_texts(hub.hass)
    wanted = _ORDER[: _ORDER.index(least) + 1]
    services = [instance] if instance else list(hub.services)

    def shown(findings: Iterable[Finding]) -> list[JsonValueType]:
        return [
            finding_data(finding, texts)
            for finding in findings
            if finding.service.id in services and finding.rule.severity in wanted
        ]

    return {
        "at": report.at.isoformat(),
        "score": report.scores.get(instance) if instance else report.score,
        "services": [_service(hub, report, one) for one in services],
        "findings": shown(report.findings),
        "ignored": shown(report.ignored),
        "skipped": [
            _skipped(skipped) for skipped in report.skipped if skipped.service.id in services
        ],
        "drift": [
            drift_data(hub, drift) for drift in report.drift if drift.place.instance in services
        ],
    }


def finding_data(finding: Finding, texts: RuleTexts) -> JsonObjectType:
    """Return a finding: what is wrong, why that matters, and what mends it."""
    rule = finding.rule
    return {
        "finding_key": finding.key,
        "rule": rule.id,
        "title": texts.title(finding),
        "reason": texts.reason(finding),
        "steps": list(texts.steps(finding)),
        "source": rule.source,
        "category": rule.category,
        "severity": rule.severity,
        "risk": rule.risk,
        "service": finding.service.name,
        "service_id": finding.service.id,
        "kind": finding.service.kind,
        "subject": finding.subject,
        "found": finding.found,
        "wanted": finding.wanted,
        "applicable": finding.applicable,
    }


def edits_data(hub: AutoarrHub, edits: Iterable[Edit]) -> list[JsonValueType]:
    """Return edits, each with its place, what is there before, and what after."""
    return [
        {
            "service": hub.name_of(edit.place.instance),
            "document": edit.place.document,
            "row": edit.place.row,
            "path": edit.place.path,
            "before": edit.before,
            "after": edit.after,
        }
        for edit in edits
    ]


def preview_data(hub: AutoarrHub, preview: Preview) -> JsonObjectType:
    """Return what applying would write, and the fingerprint of what it was worked out from."""
    return {
        "fingerprint": preview.fingerprint,
        "services": [
            {
                "service": one.service.name,
                "service_id": one.service.id,
                "rules": list(one.rules),
                "finding_keys": list(one.findings),
                "edits": edits_data(hub, one.edits),
            }
            for one in preview.services
        ],
    }


async def async_applied(hub: AutoarrHub, applied: Applied) -> JsonObjectType:
    """Return the changes that hold, and why others do not; those of a dry run have no id."""
    return {
        "dry_run": applied.dry_run,
        "changes": [change_data(hub, change) for change in applied.changes],
        "refused": [
            {
                "service": hub.name_of(instance),
                "service_id": instance,
                "refusal": err.refusal,
                "message": await async_refusal_text(hub.hass, err),
            }
            for instance, err in applied.refused.items()
        ],
    }


def change_data(hub: AutoarrHub, change: Change) -> JsonObjectType:
    """Return a change and where it stands."""
    return {
        "change_id": change.id or None,
        "service": hub.name_of(change.instance),
        "service_id": change.instance,
        "state": change.state,
        "at": change.at.isoformat(),
        "ended": change.ended.isoformat() if change.ended else None,
        "by": change.by or None,
        "detail": change.detail,
        "rules": list(change.rules),
        "finding_keys": list(change.findings),
        "edits": edits_data(hub, change.edits),
    }


def drift_data(hub: AutoarrHub, drift: Drift) -> JsonObjectType:
    """Return a setting that is not what it was, and who changed it as far as that is known."""
    place = drift.place
    return {
        "service": hub.name_of(place.instance),
        "service_id": place.instance,
        "document": place.document,
        "row": place.row,
        "path": place.path,
        "before": drift.before,
        "after": drift.after,
        "at": drift.at.isoformat(),
        "author": drift.author,
    }


def ignored_data(ignored: Ignored) -> JsonObjectType:
    """Return a finding that somebody wants to hear nothing of."""
    return {
        "finding_key": ignored.key,
        "reason": ignored.reason,
        "at": ignored.at.isoformat(),
        "until": ignored.until.isoformat() if ignored.until else None,
        "by": ignored.by or None,
    }


def history_data(hub: AutoarrHub, instance: str | None, limit: int) -> JsonObjectType:
    """Return the newest changes of AutoArr, what somebody else changed, and what is ignored."""
    wanted: Collection[str] = {instance} if instance else hub.services.keys()
    changes = [one for one in hub.audit.changes() if one.instance in wanted]
    drifts = [one for one in hub.audit.drifts() if one.place.instance in wanted]
    return {
        "changes": [change_data(hub, change) for change in changes[:limit]],
        "drift": [drift_data(hub, drift) for drift in drifts[:limit]],
        "ignored": [ignored_data(ignored) for ignored in hub.audit.ignored()],
    }


def _service(hub: AutoarrHub, report: Report, instance: str) -> JsonObjectType:
    """Return how one service is set."""
    return {
        "service": hub.name_of(instance),
        "service_id": instance,
        "score": report.scores.get(instance),
        "findings": sum(finding.service.id == instance for finding in report.findings),
        "unread": report.unread.get(instance),
    }


def _skipped(skipped: Skipped) -> JsonObjectType:
    """Return a rule that could not be judged."""
    return {
        "rule": skipped.rule_id,
        "service": skipped.service.name,
        "reason": skipped.reason,
        "detail": skipped.detail,
    }
