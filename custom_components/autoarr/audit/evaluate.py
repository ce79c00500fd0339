"""Rules and the estate in, verdicts out; pure."""

from collections.abc import Iterable, Iterator, Mapping

from ..journal.ports import JsonValue
from .checks import CHECKS
from .checks.base import CannotJudge
from .checks.profile_rows import counts
from .conditions import applies
from .documents import DOCUMENTS
from .estate import Estate, ServiceSnapshot
from .models import (
    MISSING,
    Certainty,
    Edit,
    Evaluation,
    Finding,
    HowTo,
    Mismatch,
    Missing,
    Place,
    Rule,
    Skipped,
    SkipReason,
    Verdict,
)
from .paths import value_at
from .predicates import UnknownValue, holds, native, same


def evaluate(rules: Iterable[Rule], estate: Estate) -> Evaluation:
    """Judge every rule for every service that it is about."""
    verdicts: list[Verdict] = []
    skipped: list[Skipped] = []
    for rule in rules:
        for service in estate.of_kind(*rule.services):
            certainty = applies(rule.when, estate, service)
            if certainty is Certainty.NO:
                continue
            try:
                if certainty is Certainty.UNKNOWN:
                    raise CannotJudge(SkipReason.UNKNOWN_FACT, ", ".join(rule.when.facts))
                found = tuple(
                    _finding(rule, service, mismatch)
                    for mismatch in _mismatches(rule, estate, service)
                )
            except CannotJudge as err:
                skipped.append(
                    Skipped(
                        rule_id=rule.id, service=service.ref, reason=err.reason, detail=err.detail
                    )
                )
                continue
            verdicts.append(Verdict(rule=rule, service=service.ref, findings=found))
    return Evaluation(verdicts=tuple(verdicts), skipped=tuple(skipped))


def _finding(rule: Rule, service: ServiceSnapshot, mismatch: Mismatch) -> Finding:
    """Return a mismatch as a finding."""
    ref = service.ref
    return Finding(
        key=":".join(part for part in (rule.id, ref.id, mismatch.subject) if part),
        rule=rule,
        service=ref,
        subject=mismatch.subject,
        found=mismatch.found,
        wanted=mismatch.wanted,
        edits=mismatch.edits if rule.applicable else (),
        words=mismatch.words,
    )


def _mismatches(rule: Rule, estate: Estate, service: ServiceSnapshot) -> Iterator[Mismatch]:
    """Yield what is wrong; raises CannotJudge."""
    if rule.check:
        yield from CHECKS[rule.check](estate, service, rule.params)
        return
    if rule.document in service.unread or rule.document not in service.documents:
        why = service.unread.get(rule.document, "it was not read")
        raise CannotJudge(SkipReason.UNREADABLE, f"{rule.document}: {why}")
    document = service.documents[rule.document]
    if rule.each is None:
        place = Place(instance=service.ref.id, document=rule.document, path=rule.path)
        yield from _of_value(rule, place, document, "")
        return
    if not isinstance(document, list):
        raise CannotJudge(SkipReason.CHECK_FAILED, f"{rule.document} is not a list")
    key = DOCUMENTS[service.ref.kind][rule.document].row_key
    for row in document:
        if (
            isinstance(row, dict)
            and _chosen(row, rule.each)
            and counts(service, rule.document, row)
        ):
            identifier = str(row.get(key, ""))
            place = Place(
                instance=service.ref.id, document=rule.document, row=identifier, path=rule.path
            )
            yield from _of_value(rule, place, row, row_name(row) or identifier)


def row_name(row: Mapping[str, JsonValue]) -> str:
    """Return what a person calls a row."""
    named = (row.get(key) for key in ("name", "title", "displayname", "label", "path"))
    return next((name for name in named if isinstance(name, str) and name), "")


def _chosen(row: JsonValue, each: Mapping[str, JsonValue]) -> bool:
    """Say whether a row is one that a rule means."""
    for path, wanted in each.items():
        value = value_at(row, path)
        if value is MISSING or not same(value, wanted):
            return False
    return True


def _of_value(rule: Rule, place: Place, document: JsonValue, name: str) -> Iterator[Mismatch]:
    """Yield the mismatch of one value, if it is one; raises CannotJudge."""
    value = value_at(document, rule.path)
    if value is MISSING:
        raise CannotJudge(SkipReason.NO_FIELD, f"{rule.document} has no {rule.path}")
    try:
        if holds(rule.expect, value):
            return
    except UnknownValue as err:
        raise CannotJudge(SkipReason.UNKNOWN_VALUE, f"{rule.document} {rule.path}: {err}") from err
    after = _after(rule, value)
    yield Mismatch(
        subject=place.row,
        found=value,
        wanted=None if after is MISSING else after,
        edits=() if after is MISSING else (Edit(place=place, before=value, after=after),),
        words={"name": name} if name else {},
    )


def _after(rule: Rule, value: JsonValue) -> JsonValue | Missing:
    """Return what would be written, MISSING where only a person can say."""
    match rule.apply.how:
        case HowTo.SET:
            return native(value, rule.apply.value)
        case HowTo.ADD:
            return _with(value, rule.apply.value)
        case _:
            return MISSING


def _with(value: JsonValue, missing: JsonValue) -> JsonValue | Missing:
    """Return a list, or a text with commas, to which what is missing was added."""
    wanted = missing if isinstance(missing, list) else [missing]
    if isinstance(value, list):
        known = {str(entry).casefold() for entry in value}
        return [*value, *(one for one in wanted if str(one).casefold() not in known)]
    if isinstance(value, str) or value is None:
        present = [part.strip() for part in (value or "").split(",") if part.strip()]
        known = {part.casefold() for part in present}
        return ",".join([*present, *(str(o) for o in wanted if str(o).casefold() not in known)])
    return MISSING
