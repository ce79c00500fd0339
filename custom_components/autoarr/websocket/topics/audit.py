"""The topics of the audit: what is set wrong, what AutoArr changed, and what somebody else did."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
import re
from typing import Final

from homeassistant.util.json import JsonObjectType, JsonValueType

from ...audit.models import Change, ChangeState, Drift, Edit, Finding, Ignored, Rule, Skipped
from ...audit.report import Report, all_findings
from ...audit_options import WEEKDAYS, AuditOptions
from ...clients.service import ServiceRef
from ...companion.opinion import model_ready
from ...hub import AutoarrHub
from ..delta import TopicState
from ..glance import Glance, Words

MOST: Final = 200
"""So many changes, and settings that drifted, are shown: the newest."""

_PLACEHOLDER: Final = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """What the row of a finding is made of."""

    finding: Finding
    ignored: Ignored | None
    by: str


async def look(glance: Glance) -> TopicState:
    """Return the last report; findings that nobody wants to hear of are among the rows."""
    hub, report, rows = glance.hub, glance.hub.audit.report, glance.rows["findings"]
    ignored = {one.key: one for one in hub.audit.ignored()}
    found: dict[str, JsonObjectType] = {}
    for finding in all_findings(report) if report else ():
        if finding.service.id not in hub.services:
            continue
        known = ignored.get(finding.key)
        source = _Source(finding=finding, ignored=known, by=_person(hub, known.by) if known else "")
        found[finding.key] = rows.row(finding.key, source, partial(_finding, glance.words, source))
    rows.keep(found)
    meta: JsonObjectType = {
        "at": report.at.isoformat() if report else None,
        "running": hub.audit.looking,
        "score": report.score if report else None,
        "scores": _scores(hub, report),
        "skipped": _skipped(glance, report),
        "schedule_text": schedule_text(glance.words, AuditOptions.of(hub.entry)),
        "can_explain": hub.app is not None and model_ready(hub.app.coordinator),
    }
    return TopicState(meta, found)


async def look_at_changes(glance: Glance) -> TopicState:
    """Return what AutoArr changed, the newest first."""
    hub, rows = glance.hub, glance.rows["changes"]
    rules = {rule.id: rule for rule in hub.audit.rules}
    found: dict[str, JsonObjectType] = {}
    for change in hub.audit.changes()[:MOST]:
        source = (change, _person(hub, change.by), hub.name_of(change.instance))
        found[change.id] = rows.row(change.id, source, partial(_change, glance, change, rules))
    rows.keep(found)
    return TopicState({}, found)


async def look_at_drift(glance: Glance) -> TopicState:
    """Return what is not as it was at the look before, the newest first."""
    hub = glance.hub
    drifts = hub.audit.drifts()[:MOST]
    return TopicState({}, {_name(drift): _drift(hub, drift) for drift in drifts})


def schedule_text(words: Words, options: AuditOptions) -> str:
    """Return when the audit looks by itself."""
    weekday = words.option("weekday", WEEKDAYS[options.weekday])
    return words.say(f"schedule_{options.schedule}", time=f"{options.at:%H:%M}", weekday=weekday)


def _scores(hub: AutoarrHub, report: Report | None) -> list[JsonValueType]:
    """Return how well each service is set."""
    return [
        {
            "instance": key,
            "name": runtime.ref.name,
            "kind": runtime.ref.kind.value,
            "score": report.scores.get(key) if report else None,
            "unread": report.unread.get(key) if report else None,
        }
        for key, runtime in hub.services.items()
    ]


def _skipped(glance: Glance, report: Report | None) -> list[JsonValueType]:
    """Return the rules that could not be judged."""
    rules = {rule.id: rule for rule in glance.hub.audit.rules}
    return [
        {
            "rule": skipped.rule_id,
            "title": _title(glance.words, rules.get(skipped.rule_id), skipped),
            "instance": skipped.service.name,
            "reason_text": glance.words.say(f"skip_{skipped.reason}"),
        }
        for skipped in (report.skipped if report else ())
        if skipped.service.id in glance.hub.services
    ]


def _title(words: Words, rule: Rule | None, skipped: Skipped) -> str:
    """Return what a rule that found nothing is about."""
    return _general(words, rule, skipped.service) if rule else skipped.rule_id


def _finding(words: Words, source: _Source) -> JsonObjectType:
    """Return one finding."""
    finding, ignored = source.finding, source.ignored
    rule = finding.rule
    steps: list[JsonValueType] = [*words.rules.steps(finding)]
    return {
        "id": finding.key,
        "rule": rule.id,
        "instance": finding.service.id,
        "name": finding.service.name,
        "kind": finding.service.kind.value,
        "category": rule.category.value,
        "category_text": words.say(f"category_{rule.category}"),
        "severity": rule.severity.value,
        "risk": rule.risk.value,
        "title": words.rules.title(finding),
        "reason": words.rules.reason(finding),
        "source": rule.source,
        "steps": steps,
        "found": finding.found,
        "wanted": finding.wanted,
        "applicable": finding.applicable,
        "ignored": {
            "reason": ignored.reason,
            "until": ignored.until.isoformat() if ignored.until else None,
            "by": source.by or None,
        }
        if ignored
        else None,
    }


def _change(glance: Glance, change: Change, rules: Mapping[str, Rule]) -> JsonObjectType:
    """Return one change."""
    hub = glance.hub
    runtime = hub.services.get(change.instance)
    known = {finding.key: finding for finding in _findings(hub)}
    shown = [known[key] for key in change.findings if key in known]
    said = [glance.words.rules.title(finding) for finding in shown]
    told = {finding.rule.id for finding in shown}
    for one in change.rules:
        if one not in told:
            ref = runtime.ref if runtime else None
            said.append(_general(glance.words, rules[one], ref) if one in rules and ref else one)
    titles: list[JsonValueType] = [*dict.fromkeys(said)]
    edits: list[JsonValueType] = [_edit(edit) for edit in change.edits]
    return {
        "id": change.id,
        "at": change.at.isoformat(),
        "instance": change.instance,
        "name": hub.name_of(change.instance),
        "state": change.state.value,
        "state_text": glance.words.say(f"change_{change.state}"),
        "by": _person(hub, change.by) or None,
        "titles": titles,
        "edits": edits,
        "undoable": change.state is ChangeState.APPLIED and runtime is not None,
        "detail": change.detail,
    }


def _edit(edit: Edit) -> JsonObjectType:
    """Return one value that was written."""
    place = edit.place
    return {
        "document": place.document,
        "row": place.row,
        "path": place.path,
        "before": edit.before,
        "after": edit.after,
    }


def _drift(hub: AutoarrHub, drift: Drift) -> JsonObjectType:
    """Return one setting that somebody changed."""
    place = drift.place
    return {
        "id": _name(drift),
        "at": drift.at.isoformat(),
        "instance": place.instance,
        "name": hub.name_of(place.instance),
        "document": place.document,
        "row": place.row,
        "path": place.path,
        "before": drift.before,
        "after": drift.after,
        "author": drift.author.value,
    }


def _name(drift: Drift) -> str:
    """Return an id for a setting that drifted: where, and when."""
    place = drift.place
    said = (place.instance, place.document, place.row, place.path, drift.at.isoformat())
    return sha256("\0".join(said).encode()).hexdigest()[:24]


def _findings(hub: AutoarrHub) -> list[Finding]:
    """Return the findings of the last report."""
    return all_findings(hub.audit.report) if hub.audit.report else []


def _general(words: Words, rule: Rule, service: ServiceRef) -> str:
    """Return what a rule is about, where nothing that was found fills its words."""
    blank = Finding(
        key="", rule=rule, service=service, subject="", found=None, wanted=None, edits=(), words={}
    )
    return _PLACEHOLDER.sub("…", words.rules.title(blank))


def _person(hub: AutoarrHub, user_id: str) -> str:
    """Return how somebody is called; "" for nobody, and for those who are gone."""
    return hub.people.name(user_id) if user_id else ""
