"""The rulebook: what is shipped loads, and every mistake is named with its rule and field."""

from typing import Any

from hypothesis import given
import pytest

from custom_components.autoarr.audit.models import HowTo
from custom_components.autoarr.audit.rulebook import RuleError, load, rule_from, rules_from
from custom_components.autoarr.journal.ports import JsonValue

from .building import values

GOOD: dict[str, Any] = {
    "id": "sabnzbd.safe_postproc",
    "services": ["sabnzbd"],
    "category": "failures",
    "severity": "error",
    "document": "misc",
    "path": "safe_postproc",
    "expect": {"equals": 1},
    "apply": {"set": 1},
    "risk": "none",
    "title": "Broken downloads count as finished",
    "reason": "They do.",
    "source": "https://sabnzbd.org/wiki/",
}
MANUAL = {**GOOD, "apply": "manual", "steps": ["Open the settings."]}


def test_what_is_shipped_loads() -> None:
    """Each rule has a name of its own."""
    rules = load()
    assert len({rule.id for rule in rules}) == len(rules)
    assert rules


def test_a_good_rule_is_read() -> None:
    """Applicable, or manual with steps."""
    assert rule_from(GOOD).applicable
    assert rule_from(MANUAL).apply.how is HowTo.MANUAL
    assert not rule_from(MANUAL).applicable


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"sevrity": "error"}, "sevrity"),
        ({"severity": "fatal"}, "fatal"),
        ({"category": "misc"}, "misc"),
        ({"risk": "some"}, "some"),
        ({"services": ["jellyfin"]}, "jellyfin"),
        ({"services": []}, "no service"),
        ({"services": "sabnzbd"}, "services is not a list"),
        ({"title": ""}, "title"),
        ({"reason": None}, "reason"),
        ({"source": "http://example.org"}, "source"),
        ({"document": "mics"}, "mics"),
        ({"document": ""}, "document"),
        ({"check": "no_such_check", "document": ""}, "no_such_check"),
        ({"check": "x"}, "either"),
        ({"path": "a..b"}, "a..b"),
        ({"expect": {}}, "expects nothing"),
        ({"expect": {"eqals": 1}}, "eqals"),
        ({"expect": {"any": {"equals": 1}}}, "any"),
        ({"expect": {"any": [{"eqals": 1}]}}, "eqals"),
        ({"expect": {"any": [1]}}, "any"),
        ({"apply": "automatic"}, "automatic"),
        ({"apply": 1}, "apply"),
        ({"apply": {"set": 1, "add": 2}}, "apply"),
        ({"apply": {"sett": 1}}, "sett"),
        ({"apply": {"edits": None}}, "edits"),
        ({"apply": "manual"}, "steps"),
        ({"each": {}}, "each"),
        ({"document": "categories"}, "each"),
        ({"document": "categories", "each": {"a..b": 1}}, "a..b"),
        ({"when": {"version": ">=4"}}, "version"),
        ({"when": {"versions": "4.5+"}}, "4.5+"),
        ({"when": {"mode": "auto"}}, "auto"),
        ({"when": {"facts": ["moon_is_full"]}}, "moon_is_full"),
        ({"when": {"facts": [1]}}, "facts"),
        ({"when": 1}, "when"),
    ],
)
def test_a_mistake_is_named_with_its_rule_and_field(change: dict[str, Any], named: str) -> None:
    """A person finds it in the file."""
    with pytest.raises(RuleError) as caught:
        rule_from({**GOOD, **change})
    assert str(caught.value).startswith("sabnzbd.safe_postproc: ")
    assert named in str(caught.value)


def test_two_rules_of_one_name_are_a_mistake() -> None:
    """Nobody could tell their findings apart."""
    with pytest.raises(RuleError, match="two rules"):
        rules_from([GOOD, GOOD])


@given(values())
def test_anything_that_is_no_rule_is_a_rule_error(data: JsonValue) -> None:
    """Never anything else."""
    for read in (rules_from, rule_from):
        if data == [] and read is rules_from:
            continue
        with pytest.raises(RuleError):
            read(data)
