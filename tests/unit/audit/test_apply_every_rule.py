"""Every rule that can be applied, against the services over HTTP: found, applied, held, undone to the letter."""

import pytest

from custom_components.autoarr.audit.models import Rule
from custom_components.autoarr.audit.rulebook import load

from .driver import WRONG, assert_goes_all_the_way
from .stack import Stack

RULES = [rule for rule in load() if rule.applicable]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
async def test_a_rule_mends_what_it_finds_and_can_be_undone(stack: Stack, rule: Rule) -> None:
    """From a wrong configuration to the right one and back, byte for byte."""
    assert rule.id in WRONG, f"tests/support/audit says nowhere how {rule.id} is set wrong"
    await assert_goes_all_the_way(stack, rule)


def test_nothing_is_set_wrong_for_a_rule_that_is_no_more() -> None:
    """The data of the tests and the rules are about the same."""
    assert set(WRONG) == {rule.id for rule in RULES}
