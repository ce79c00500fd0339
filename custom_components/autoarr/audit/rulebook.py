"""Rules out of data, each checked by a closed schema; a mistake is named with its rule and field."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import orjson

from ..clients.service import ServiceKind
from ..journal.ports import JsonObject, JsonValue
from .checks import CHECKS
from .conditions import RangeError, bounds_of
from .documents import DOCUMENTS
from .facts import FACTS
from .models import Apply, Category, HowTo, Risk, Rule, Severity, When
from .paths import PathError, parse
from .predicates import OPERATORS

FILE: Final = Path(__file__).parent / "rules.json"
"""Made of `rules/*.yaml` by `scripts/docs`."""

_KEYS: Final = {one.name for one in fields(Rule)}
_MODES: Final = ("", "assist", "manage")


class RuleError(ValueError):
    """A rule has a mistake; the text names the rule, the field, and what is wrong."""


class Wrong(ValueError):
    """What is wrong with a rule, before its name is put in front."""


def load() -> tuple[Rule, ...]:
    """Read every rule that is shipped; blocks, so call it in a thread. Raises RuleError."""
    return rules_from(orjson.loads(FILE.read_bytes()))


def rules_from(data: JsonValue) -> tuple[Rule, ...]:
    """Return rules out of a list of objects; raises RuleError."""
    if not isinstance(data, list):
        raise RuleError("the rules are not a list")
    rules = tuple(rule_from(one) for one in data)
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise RuleError(f"{rule.id}: there are two rules of this name")
        seen.add(rule.id)
    return rules


def rule_from(data: JsonValue) -> Rule:
    """Return one rule; raises RuleError."""
    if not isinstance(data, dict):
        raise RuleError(f"{data!r:.80} is not an object")
    name = str(data.get("id") or data)[:80]
    try:
        rule = _rule(data)
        _check(rule)
    except (ValueError, KeyError, TypeError) as err:
        raise RuleError(f"{name}: {err}") from err
    return rule


def _rule(data: JsonObject) -> Rule:
    """Decode one rule; raises Wrong."""
    if unknown := data.keys() - _KEYS:
        raise Wrong(f"there is no field {', '.join(sorted(unknown))}")
    each = data.get("each")
    return Rule(
        id=_text(data, "id"),
        services=tuple(_each(ServiceKind, data, "services")),
        category=Category(_text(data, "category")),
        severity=Severity(_text(data, "severity")),
        risk=Risk(_text(data, "risk")),
        apply=_apply(data.get("apply")),
        title=_text(data, "title"),
        reason=_text(data, "reason"),
        source=_text(data, "source"),
        steps=tuple(_each(str, data, "steps")),
        document=str(data.get("document", "")),
        each=None if each is None else _object(data, "each"),
        path=str(data.get("path", "")),
        expect=_object(data, "expect"),
        check=str(data.get("check", "")),
        params=_object(data, "params"),
        when=_when(_object(data, "when")),
    )


def _apply(data: JsonValue) -> Apply:
    """Decode how a rule is applied: `manual`, `edits`, or an object; raises Wrong."""
    if isinstance(data, str):
        return Apply(how=HowTo(data))
    if not isinstance(data, dict):
        raise Wrong("apply is neither manual, edits nor an object")
    known = {"set", "add", "edits", "test"}
    if unknown := data.keys() - known:
        raise Wrong(f"apply has no field {', '.join(sorted(unknown))}")
    test = data.get("test") is True
    ways = [how for how in (HowTo.SET, HowTo.ADD, HowTo.EDITS) if how.value in data]
    if len(ways) != 1:
        raise Wrong("apply must have one of set, add, edits")
    return Apply(how=ways[0], value=data[ways[0].value], test=test)


def _when(data: JsonObject) -> When:
    """Decode the conditions; raises Wrong."""
    if unknown := data.keys() - {"versions", "facts", "mode"}:
        raise Wrong(f"when has no field {', '.join(sorted(unknown))}")
    return When(
        versions=str(data.get("versions", "")),
        facts=tuple(_each(str, data, "facts")),
        mode=str(data.get("mode", "")),
    )


def _check(rule: Rule) -> None:
    """Refuse what no schema of types can; raises Wrong."""
    if bool(rule.check) is bool(rule.document):
        raise Wrong("a rule has either a document with a path, or a check")
    if rule.check and rule.check not in CHECKS:
        raise Wrong(f"there is no check {rule.check}")
    if rule.document:
        _check_place(rule)
    elif rule.apply.how in (HowTo.SET, HowTo.ADD):
        raise Wrong("only a rule with a path can set a value; a check makes edits")
    if rule.apply.how is HowTo.MANUAL and not rule.steps:
        raise Wrong("a manual rule needs steps")
    if not rule.services:
        raise Wrong("it is about no service")
    for fact in rule.when.facts:
        if fact.removeprefix("!") not in FACTS:
            raise Wrong(f"there is no fact {fact}")
    if rule.when.mode not in _MODES:
        raise Wrong(f"there is no mode {rule.when.mode}")
    try:
        bounds_of(rule.when.versions)
    except RangeError as err:
        raise Wrong(f"when.versions: {err}") from err
    if urlsplit(rule.source).scheme != "https":
        raise Wrong("source is not an https address")


def _check_place(rule: Rule) -> None:
    """Refuse a document, path or predicate that no service can answer; raises Wrong."""
    for kind in rule.services:
        known = DOCUMENTS[kind].get(rule.document)
        if known is None:
            raise Wrong(f"{kind.label} has no document {rule.document}")
        if known.table is (rule.each is None):
            raise Wrong(f"each must be given for a list, and only then: {rule.document}")
    try:
        for path in (rule.path, *(rule.each or ())):
            parse(path)
    except PathError as err:
        raise Wrong(str(err)) from err
    if not rule.expect:
        raise Wrong("it expects nothing")
    _check_expect(rule.expect)
    if rule.apply.how is HowTo.EDITS:
        raise Wrong("only a check makes edits")


def _check_expect(expect: Mapping[str, JsonValue]) -> None:
    """Refuse operators that do not exist; raises Wrong."""
    if unknown := expect.keys() - OPERATORS:
        raise Wrong(f"expect has no operator {', '.join(sorted(unknown))}")
    choices = expect.get("any", [])
    if not isinstance(choices, list):
        raise Wrong("expect.any is not a list")
    for choice in choices:
        if not isinstance(choice, dict):
            raise Wrong("expect.any holds something that is not an object")
        _check_expect(choice)


def _text(data: JsonObject, name: str) -> str:
    """Return a text that must be there; raises Wrong."""
    found = data.get(name)
    if not isinstance(found, str) or not found.strip():
        raise Wrong(f"{name} is missing or not a text")
    return found.strip()


def _object(data: JsonObject, name: str) -> JsonObject:
    """Return an object, empty where there is none; raises Wrong."""
    found = data.get(name)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise Wrong(f"{name} is not an object")
    return found


def _each[T](make: Callable[[str], T], data: JsonObject, name: str) -> Iterable[T]:
    """Yield what each text of a list is; raises Wrong."""
    found = data.get(name) or []
    if not isinstance(found, list):
        raise Wrong(f"{name} is not a list")
    for one in found:
        if not isinstance(one, str):
            raise Wrong(f"{name} holds something that is not a text")
        yield make(one)
