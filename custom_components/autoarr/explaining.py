"""What the app's model says about findings: its words, marked as such."""

from collections.abc import Sequence
import re
from typing import Final

from homeassistant.exceptions import ServiceValidationError
from homeassistant.util.json import JsonObjectType

from .audit.messages import AuditRefused, Refusal
from .audit.models import Finding
from .audit.report import all_findings
from .audit.texts import RuleTexts
from .audit_words import one_line
from .clients.models.app_answers import Finding as Brief
from .clients.service import Companion
from .const import DOMAIN
from .errors import service_errors
from .hub import AutoarrHub
from .responses_audit import async_rule_texts

MOST: Final = 10
"""So many of the gravest are explained when none is named."""

_SHORT: Final = 100
_TITLE: Final = 200
_LONG: Final = 2_000
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")


async def async_explained(
    hub: AutoarrHub, keys: Sequence[str] | None, language: str
) -> JsonObjectType:
    """Return the model's words about findings; raises translated errors, AuditRefused for a finding there is not."""
    findings = _chosen(hub, keys)
    spoken = language if _LANGUAGE.fullmatch(language) else "en"
    texts = await async_rule_texts(hub.hass, spoken)
    with service_errors(Companion.APP.label):
        said = (
            await hub.app.explainer.explain([_brief(one, texts) for one in findings], spoken)
            if hub.app
            else None
        )
    if said is None:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="explain_no_model")
    titles = {finding.key: texts.title(finding) for finding in findings}
    return {
        "words_of_the_model": said.words_of_the_model,
        "model": said.model,
        "language": spoken,
        "explanations": [
            {
                "finding_key": key,
                "title": titles[key],
                "explanation": one_line(said.texts[key]) if key in said.texts else None,
            }
            for key in said.order
        ],
    }


def _chosen(hub: AutoarrHub, keys: Sequence[str] | None) -> list[Finding]:
    """Return the findings that are meant; raises AuditRefused."""
    report = hub.audit.report
    if report is None:
        raise AuditRefused(Refusal.NOT_AUDITED)
    if keys is None:
        return list(report.findings[:MOST])
    known = {finding.key: finding for finding in all_findings(report)}
    for key in keys:
        if key not in known:
            raise AuditRefused(Refusal.UNKNOWN_FINDING, finding=key)
    return [known[key] for key in dict.fromkeys(keys)]


def _brief(finding: Finding, texts: RuleTexts) -> Brief:
    """Return a finding as the model is told of it."""
    return Brief(
        id=finding.key,
        service=one_line(finding.service.kind.label)[:_SHORT],
        severity=finding.rule.severity.value,
        title=one_line(texts.title(finding))[:_TITLE],
        reason=one_line(texts.reason(finding))[:_LONG],
    )
