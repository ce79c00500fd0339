"""Edits of many findings in, what is written to which service and document out; pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..journal.redact import REDACTED
from .editing import place_name
from .messages import AuditRefused, Refusal
from .models import Edit, Finding, Place
from .paths import parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """What is to be different in one document of a service."""

    document: str
    edits: tuple[Edit, ...]
    test: frozenset[str] = frozenset()
    """The rows that the service's own test is to be run for."""

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows that are touched, in their order; one without a name for a document that is one object."""
        return tuple(dict.fromkeys(edit.place.row for edit in self.edits))

    def reversed(self) -> Write:
        """Return what takes it back; nothing is tested, because it was so before."""
        return replace(self, edits=reversed_edits(self.edits), test=frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePlan:
    """What is to be written to one service."""

    instance: str
    writes: tuple[Write, ...]
    rules: tuple[str, ...]
    findings: tuple[str, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every edit, in the order of writing."""
        return tuple(edit for write in self.writes for edit in write.edits)


def plan(findings: Iterable[Finding]) -> tuple[ServicePlan, ...]:
    """Return what mends some findings, in their order; a service that several are about comes once.

    Raises AuditRefused for a finding that only a person can mend, and when two want different
    values of one setting.
    """
    chosen = tuple({finding.key: finding for finding in findings}.values())
    for finding in chosen:
        if not finding.applicable or any(_masked(edit) for edit in finding.edits):
            raise AuditRefused(Refusal.NOT_APPLICABLE, finding=finding.key)
    _refuse_clashes(chosen)
    instances = dict.fromkeys(edit.place.instance for one in chosen for edit in one.edits)
    return tuple(_of_service(instance, chosen) for instance in instances)


def writes_of(edits: Iterable[Edit], tested: Iterable[Edit] = ()) -> tuple[Write, ...]:
    """Return edits of one service by document; `tested` are those whose rows have the service test them."""
    grouped: dict[str, list[Edit]] = {}
    for edit in {edit.place: edit for edit in edits}.values():
        grouped.setdefault(edit.place.document, []).append(edit)
    rows: dict[str, set[str]] = {}
    for edit in tested:
        rows.setdefault(edit.place.document, set()).add(edit.place.row)
    return tuple(
        Write(document=document, edits=tuple(some), test=frozenset(rows.get(document, ())))
        for document, some in grouped.items()
    )


def reversed_edits(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the edits that take others back."""
    return tuple(replace(edit, before=edit.after, after=edit.before) for edit in edits)


def _of_service(instance: str, findings: Iterable[Finding]) -> ServicePlan:
    """Return what is written to one service."""
    pairs = [
        (finding, edit)
        for finding in findings
        for edit in finding.edits
        if edit.place.instance == instance
    ]
    return ServicePlan(
        instance=instance,
        writes=writes_of(
            (edit for _, edit in pairs), (edit for one, edit in pairs if one.rule.apply.test)
        ),
        rules=tuple(dict.fromkeys(finding.rule.id for finding, _ in pairs)),
        findings=tuple(dict.fromkeys(finding.key for finding, _ in pairs)),
    )


def _masked(edit: Edit) -> bool:
    """Say whether an edit is about a credential, which no snapshot holds."""
    return REDACTED in repr((edit.before, edit.after))


# ── clashes ──


def _refuse_clashes(findings: Iterable[Finding]) -> None:
    """Refuse two values of one setting, or a setting and a part of it; raises AuditRefused."""
    seen: dict[tuple[str, str, str], list[tuple[Finding, Edit]]] = {}
    for finding in findings:
        for edit in finding.edits:
            place = edit.place
            others = seen.setdefault((place.instance, place.document, place.row), [])
            for other, theirs in others:
                if _clash(edit, theirs):
                    raise AuditRefused(
                        Refusal.CLASH,
                        finding=finding.key,
                        other=other.key,
                        place=place_name(place),
                    )
            others.append((finding, edit))


def _clash(one: Edit, other: Edit) -> bool:
    """Say whether two edits of one row cannot both be written."""
    left, right = _steps(one.place), _steps(other.place)
    if left == right:
        return one.after != other.after or one.before != other.before
    size = min(len(left), len(right))
    return left[:size] == right[:size]


def _steps(place: Place) -> tuple[object, ...]:
    """Return the steps of a path, none for a whole row."""
    flat = (
        (part for step in parse(place.path) for part in (step.name, (step.key, step.value)))
        if place.path
        else ()
    )
    return tuple(part for part in flat if part != ("", ""))
