"""Findings that break things or lose data, as repairs: a few by themselves, the rest in one."""

from collections.abc import Collection, Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .audit.models import Finding, Severity
from .audit.report import Report
from .audit.texts import RuleTexts, texts_of
from .audit_words import in_markdown, in_title, listed
from .const import DOMAIN
from .links import AUDIT, in_repair

if TYPE_CHECKING:
    from .hub import AutoarrHub

MOST: Final = 5
"""More repairs at once are read by nobody."""

FINDING: Final = "audit_finding_"
MORE: Final = "audit_more"


def issue_id(key: str) -> str:
    """Return the id of the repair about a finding."""
    return f"{FINDING}{sha256(key.encode()).hexdigest()[:16]}"


def chosen(findings: Iterable[Finding], shown: Collection[str]) -> tuple[list[Finding], int]:
    """Return the findings that get a repair each, and how many more there are.

    `findings` come gravest first; one that has a repair keeps it while it is open. Pure.
    """
    grave = [finding for finding in findings if finding.rule.severity is Severity.ERROR]
    kept = [finding for finding in grave if issue_id(finding.key) in shown][:MOST]
    new = [finding for finding in grave if finding not in kept][: MOST - len(kept)]
    return [*kept, *new], len(grave) - len(kept) - len(new)


async def async_show_findings(hub: AutoarrHub, report: Report) -> None:
    """Open, update and close the repairs, so that they are what the report says."""
    texts = await hub.hass.async_add_executor_job(texts_of, hub.hass.config.language)
    open_findings = [one for one in report.findings if one.service.id in hub.services]
    shown = _shown(hub.hass)
    wanted, more = chosen(open_findings, shown)
    for finding in wanted:
        _open(hub.hass, finding, texts)
    for gone in shown - {issue_id(finding.key) for finding in wanted}:
        ir.async_delete_issue(hub.hass, DOMAIN, gone)
    _show_more(hub.hass, more)


@callback
def async_clear_findings(hass: HomeAssistant) -> None:
    """Close every repair of the audit."""
    for one in (*_shown(hass), MORE):
        ir.async_delete_issue(hass, DOMAIN, one)


def _shown(hass: HomeAssistant) -> set[str]:
    """Return the ids of the repairs about findings that there are, also those of an earlier run."""
    return {
        one
        for domain, one in ir.async_get(hass).issues
        if domain == DOMAIN and one.startswith(FINDING)
    }


def _open(hass: HomeAssistant, finding: Finding, texts: RuleTexts) -> None:
    """Open or update the repair about a finding."""
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id(finding.key),
        data={"audit_finding": finding.key},
        is_fixable=True,
        severity=ir.IssueSeverity.ERROR,
        translation_key="audit_fixable" if finding.applicable else "audit_manual",
        translation_placeholders=_words(finding, texts),
    )


async def async_finding_words(hass: HomeAssistant, finding: Finding) -> dict[str, str]:
    """Return what a repair and its fix flow say of a finding."""
    return _words(finding, await hass.async_add_executor_job(texts_of, hass.config.language))


def _words(finding: Finding, texts: RuleTexts) -> dict[str, str]:
    """Return the placeholders of a finding: titles as they are, the rest as Markdown shows it."""
    return {
        "finding": in_title(texts.title(finding)),
        "service": in_title(finding.service.name),
        "reason": in_markdown(texts.reason(finding)),
        "steps": listed(texts.steps(finding)),
        "source": finding.rule.source,
    }


def _show_more(hass: HomeAssistant, more: int) -> None:
    """Open or update the repair that stands for the others, or close it."""
    if not more:
        ir.async_delete_issue(hass, DOMAIN, MORE)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        MORE,
        is_fixable=False,
        learn_more_url=in_repair(AUDIT),
        severity=ir.IssueSeverity.WARNING,
        translation_key="audit_more",
        translation_placeholders={"count": str(more)},
    )
