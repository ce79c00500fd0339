"""What the audit keeps as one JSON object, and back; what cannot be read is left out and counted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
import logging
from typing import Final

from ..clients.service import ServiceKind, ServiceRef
from ..journal.ports import JsonObject, JsonValue
from ..journal.records import (
    encode,
    list_of,
    moment,
    number_of,
    object_of,
    opt_moment,
    text_of,
    texts_of,
)
from .models import (
    Author,
    Change,
    ChangeState,
    Drift,
    Edit,
    Finding,
    Ignored,
    Place,
    Rule,
    Skipped,
    SkipReason,
)
from .report import Report, with_findings

_LOGGER = logging.getLogger(__name__)

VERSION: Final = 1


@dataclass(slots=True, kw_only=True)
class Contents:
    """All that is kept; changes and drift oldest first."""

    changes: dict[str, Change] = field(default_factory=dict)
    drift: list[Drift] = field(default_factory=list)
    ignored: dict[str, Ignored] = field(default_factory=dict)
    seen: dict[str, datetime] = field(default_factory=dict)
    """When a finding that is ignored was last there."""
    report: Report | None = None
    mended: dict[str, list[Finding]] = field(default_factory=dict)
    """What a change mended, by its id: open again when it is undone."""
    foreign: JsonObject | None = None
    """What another version wrote, kept for it."""


# ── to JSON ──


def contents_json(contents: Contents) -> JsonObject:
    """Return the contents as JSON."""
    report = contents.report
    return {
        "version": VERSION,
        "changes": [encode(one) for one in contents.changes.values()],
        "drift": [encode(one) for one in contents.drift],
        "ignored": [encode(one) for one in contents.ignored.values()],
        "seen": {key: encode(at) for key, at in contents.seen.items()},
        "report": None if report is None else report_json(report),
        "mended": {
            key: [_finding_json(one) for one in found]
            for key, found in contents.mended.items()
            if key in contents.changes
        },
        "foreign": contents.foreign,
    }


def report_json(report: Report) -> JsonObject:
    """Return a report in short: of a rule its id, and no drift, which is kept by itself."""
    return {
        "at": encode(report.at),
        "findings": [_finding_json(one) for one in (*report.findings, *report.ignored)],
        "skipped": [encode(one) for one in report.skipped],
        "unread": dict(report.unread),
        "too_large": list(report.too_large),
        "weights": dict(report.weights),
    }


def _finding_json(finding: Finding) -> JsonObject:
    """Encode a finding."""
    return {
        "key": finding.key,
        "rule": finding.rule.id,
        "service": encode(finding.service),
        "subject": finding.subject,
        "found": finding.found,
        "wanted": finding.wanted,
        "edits": [encode(edit) for edit in finding.edits],
        "words": dict(finding.words),
    }


# ── from JSON ──


def contents_from(stored: JsonObject, rules: Mapping[str, Rule]) -> tuple[Contents, int]:
    """Return the contents of their JSON, and how many records were left out as damaged."""
    if stored.get("version") != VERSION:
        return Contents(foreign=stored), 0
    reader = _Reader(stored)
    foreign = stored.get("foreign")
    contents = Contents(
        changes={one.id: one for one in reader.rows("changes", _change)},
        drift=reader.rows("drift", _drift),
        ignored={one.key: one for one in reader.rows("ignored", _ignored)},
        seen=reader.entries("seen", moment),
        mended=reader.entries("mended", _known_ones(rules)),
        foreign=foreign if isinstance(foreign, dict) else None,
    )
    if stored.get("report") is not None:
        contents.report = reader.report(rules, contents.ignored)
    return contents, reader.lost


class _Reader:
    """Reads what can be read and counts the rest."""

    def __init__(self, stored: JsonObject) -> None:
        self._stored = stored
        self.lost = 0

    def rows[T](self, key: str, decode: Callable[[JsonValue], T | None]) -> list[T]:
        """Return the records of a list."""
        listed = self._stored.get(key)
        tried = (
            self._try(key, decode, row) for row in (listed if isinstance(listed, list) else ())
        )
        return [record for record in tried if record is not None]

    def entries[T](self, key: str, decode: Callable[[JsonValue], T]) -> dict[str, T]:
        """Return the records of a mapping."""
        mapped = self._stored.get(key)
        tried = (
            (name, self._try(key, decode, value))
            for name, value in (mapped.items() if isinstance(mapped, dict) else ())
        )
        return {name: record for name, record in tried if record is not None}

    def report(self, rules: Mapping[str, Rule], ignored: Mapping[str, Ignored]) -> Report | None:
        """Return the last report; findings of rules that are no more are left out."""
        short = self._stored.get("report")
        at = self._try("report", lambda raw: moment(object_of(raw)["at"]), short)
        if at is None or not isinstance(short, dict):
            return None
        reader = _Reader(short)
        findings = reader.rows("findings", _known(rules))
        report = Report(
            at=at,
            skipped=tuple(reader.rows("skipped", _skipped)),
            unread=reader.entries("unread", text_of),
            too_large=tuple(reader.rows("too_large", text_of)),
            weights=reader.entries("weights", number_of),
        )
        self.lost += reader.lost
        return with_findings(report, findings, ignored)

    def _try[T](self, key: str, decode: Callable[[JsonValue], T], raw: JsonValue) -> T | None:
        """Decode a record; one that is damaged is counted and left out."""
        try:
            return decode(raw)
        except (KeyError, ValueError) as err:
            _LOGGER.warning("A record of %s is damaged and left out: %r", key, err)
            self.lost += 1
            return None


def _known(rules: Mapping[str, Rule]) -> Callable[[JsonValue], Finding | None]:
    """Return a decoder that leaves out findings of rules that are no more."""

    def decode(raw: JsonValue) -> Finding | None:
        """Decode a finding."""
        found = object_of(raw)
        rule = rules.get(text_of(found["rule"]))
        return None if rule is None else _finding(found, rule)

    return decode


def _known_ones(rules: Mapping[str, Rule]) -> Callable[[JsonValue], list[Finding]]:
    """Return a decoder of a list of findings."""
    decode = _known(rules)
    return lambda raw: [one for each in list_of(raw) if (one := decode(each)) is not None]


def _finding(raw: JsonObject, rule: Rule) -> Finding:
    """Decode a finding."""
    words = object_of(raw["words"])
    return Finding(
        key=text_of(raw["key"]),
        rule=rule,
        service=_ref(raw["service"]),
        subject=text_of(raw["subject"]),
        found=raw["found"],
        wanted=raw["wanted"],
        edits=tuple(_edit(one) for one in list_of(raw["edits"])),
        words={name: text_of(word) for name, word in words.items()},
    )


def _change(raw: JsonValue) -> Change:
    """Decode a change."""
    found = object_of(raw)
    return Change(
        id=text_of(found["id"]),
        instance=text_of(found["instance"]),
        edits=tuple(_edit(one) for one in list_of(found["edits"])),
        rules=texts_of(found["rules"]),
        findings=texts_of(found["findings"]),
        state=ChangeState(text_of(found["state"])),
        at=moment(found["at"]),
        ended=opt_moment(found["ended"]),
        by=text_of(found["by"]),
        detail=text_of(found["detail"]),
    )


def _drift(raw: JsonValue) -> Drift:
    """Decode a difference."""
    found = object_of(raw)
    return Drift(
        place=_place(found["place"]),
        before=found["before"],
        after=found["after"],
        at=moment(found["at"]),
        author=Author(text_of(found["author"])),
    )


def _ignored(raw: JsonValue) -> Ignored:
    """Decode what a person ignores."""
    found = object_of(raw)
    return Ignored(
        key=text_of(found["key"]),
        reason=text_of(found["reason"]),
        at=moment(found["at"]),
        until=opt_moment(found["until"]),
        by=text_of(found["by"]),
    )


def _skipped(raw: JsonValue) -> Skipped:
    """Decode a rule that could not be judged."""
    found = object_of(raw)
    return Skipped(
        rule_id=text_of(found["rule_id"]),
        service=_ref(found["service"]),
        reason=SkipReason(text_of(found["reason"])),
        detail=text_of(found["detail"]),
    )


def _edit(raw: JsonValue) -> Edit:
    """Decode an edit."""
    found = object_of(raw)
    return Edit(place=_place(found["place"]), before=found["before"], after=found["after"])


def _place(raw: JsonValue) -> Place:
    """Decode a place."""
    found = object_of(raw)
    return Place(
        instance=text_of(found["instance"]),
        document=text_of(found["document"]),
        row=text_of(found["row"]),
        path=text_of(found["path"]),
    )


def _ref(raw: JsonValue) -> ServiceRef:
    """Decode which service is meant."""
    found = object_of(raw)
    return ServiceRef(
        id=text_of(found["id"]),
        kind=ServiceKind(text_of(found["kind"])),
        name=text_of(found["name"]),
    )
