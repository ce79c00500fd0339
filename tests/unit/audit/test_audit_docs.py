"""The tables of docs/audit.md and rules.json: up to date, and each row of them true."""

from dataclasses import replace
import json
import re
from typing import Final

import pytest

from custom_components.autoarr.audit.facts import FACTS
from custom_components.autoarr.audit.models import (
    Apply,
    Category,
    HowTo,
    Risk,
    Rule,
    Severity,
    When,
)
from custom_components.autoarr.audit.rulebook import FILE, load
from scripts.toolchain import audit_rules
from scripts.toolchain.audit_docs import (
    CATEGORY_WORDS,
    FACT_WORDS,
    GROUPS,
    HEAD,
    PAGE,
    RISK_WORDS,
    SEVERITY_WORDS,
    applies,
    group,
    mended,
    prose,
    row,
    tables,
    written,
)

RULES: Final = load()
CELLS: Final = re.compile(r"(?<!\\)\|")


def of(rule_id: str) -> Rule:
    """Return a rule by its id."""
    return next(rule for rule in RULES if rule.id == rule_id)


def test_the_page_is_up_to_date() -> None:
    """Whoever changes a rule runs scripts/docs."""
    page = PAGE.read_text("utf-8")
    assert written(page, RULES) == page


def test_the_rules_that_are_shipped_are_those_that_are_written() -> None:
    """Whoever changes a YAML file runs scripts/docs."""
    assert audit_rules.built() == FILE.read_bytes()


def test_a_page_without_markers_is_refused() -> None:
    """The tables are not written into a page at a place of nobody's choice."""
    with pytest.raises(ValueError, match="markers"):
        written("# Configuration audit\n", RULES)


def test_everything_that_a_rule_can_say_has_words() -> None:
    """A new fact, category or severity is not left out of the page."""
    assert FACT_WORDS.keys() == FACTS.keys()
    assert set(CATEGORY_WORDS) == set(Category)
    assert set(SEVERITY_WORDS) == set(Severity)
    assert set(RISK_WORDS) == set(Risk)
    assert {group(rule) for rule in RULES} == set(GROUPS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_has_one_row_with_every_cell_filled(rule: Rule) -> None:
    """Nothing is left to guess, and no cell breaks the table."""
    cells = row(rule)
    assert len(cells) == len(HEAD)
    assert all(cells)
    assert not any("\n" in cell or CELLS.search(cell) for cell in cells)
    assert PAGE.read_text("utf-8").count(f"(`{rule.id}`) |") == 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_says_how_it_is_mended(rule: Rule) -> None:
    """The very value that is written, or every step."""
    said = mended(rule)
    assert said.startswith("by hand") is (rule.apply.how is HowTo.MANUAL)
    assert all(prose(step) in said for step in rule.steps)
    if rule.apply.how in (HowTo.SET, HowTo.ADD):
        assert f"`{json.dumps(rule.apply.value, ensure_ascii=False)}`" in said
        assert f"`{rule.path}`" in said


def test_the_conditions_of_a_rule_are_said() -> None:
    """All of them, and `always` only where there are none."""
    assert applies(of("plex.partial_scan")) == "always"
    assert applies(of("plex.scan_on_change")) == FACT_WORDS["plex_told_by_all"][1]
    assert "mode *manage*" in applies(of("stack.redownload_off"))
    assert FACT_WORDS["sabnzbd_connected"][0] in applies(of("stack.redownload_off"))
    assert applies(of("stack.redownload_off")).startswith("at Radarr, Sonarr")
    newer = replace(of("plex.partial_scan"), when=When(versions=">=1.40"))
    assert applies(newer) == "version `>=1.40`"


def test_an_unknown_fact_stops_the_page() -> None:
    """Rather than being left out of it."""
    with pytest.raises(KeyError):
        applies(replace(of("plex.partial_scan"), when=When(facts=("moon_is_full",))))


def test_a_rule_with_marks_of_a_table_breaks_no_table() -> None:
    """Texts and values are put in as text."""
    odd = replace(
        of("sabnzbd.enable_unrar"),
        title="a | b <c> *d* {name}",
        apply=Apply(how=HowTo.SET, value="x|y"),
    )
    assert row(odd)[0] == r"**a \| b \<c> \*d\* *name*** (`sabnzbd.enable_unrar`)"
    assert not any(CELLS.search(cell) for cell in row(odd))


def test_the_gravest_rules_come_first() -> None:
    """In each table; and no empty table is written."""
    page = tables(RULES)
    order = list(SEVERITY_WORDS.values())
    for block in page.split("#### ")[1:]:
        seen = [order.index(one) for one in re.findall(r"`\) \| (\w+) \|", block)]
        assert seen
        assert seen == sorted(seen)
