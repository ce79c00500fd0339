"""The rules across services: found where they do not fit, silent where they do, mended and taken back without a trace."""

import json
import re

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.autoarr.audit.checks import (
    CHECKS,
    categories,
    owners,
    places,
    plex_libraries,
    room,
)
from custom_components.autoarr.audit.evaluate import evaluate
from custom_components.autoarr.audit.models import Rule, SkipReason
from custom_components.autoarr.clients.service import ServiceKind
from tests.support.audit.stack import (
    PLEX,
    RADARR,
    SABNZBD,
    SONARR,
    Documents,
    Stack,
    estate_of,
    right_stack,
    taken_back,
    with_changes,
    with_settings,
)
from tests.support.audit.wrong_cross import WRONG

from .building import values
from .cross import BY_HAND, BY_HAND_WRONG, MENDED, RULES, judged, named, rightly, wrong
from .judging import edits_of
from .spoiling import spoiled


@pytest.mark.parametrize("rule", RULES.values(), ids=named)
@pytest.mark.parametrize("mode", ["assist", "manage"])
def test_silent_where_all_fits(rule: Rule, mode: str) -> None:
    """A stack that is set up well gives no findings in either mode, and nothing is left unjudged."""
    result = evaluate([rule], estate_of(rightly(mode), mode=mode))
    assert [(one.key, one.found, one.wanted) for one in result.findings] == []
    assert result.skipped == ()


@pytest.mark.parametrize("rule", MENDED, ids=named)
def test_found_mended_and_taken_back(rule: Rule) -> None:
    """What does not fit is found in every service it is about, mended by edits, and taken back to the byte."""
    stack = with_settings(rightly(rule.when.mode), wrong(rule))
    found = judged(rule, stack).findings
    assert {one.service.kind for one in found} == set(rule.services)
    assert all(one.applicable for one in found)
    mended = with_changes(stack, edits_of(found))
    assert judged(rule, mended).findings == ()
    back = with_changes(mended, taken_back(edits_of(found)))
    assert json.dumps(back) == json.dumps(stack)


@pytest.mark.parametrize("rule", BY_HAND, ids=named)
def test_found_where_a_person_must_mend(rule: Rule) -> None:
    """What AutoArr may not mend is found all the same, offers no edit and says what to do."""
    found = judged(rule, with_settings(right_stack(), wrong(rule))).findings
    assert found
    assert not any(one.applicable for one in found)


@pytest.mark.parametrize("rule", RULES.values(), ids=named)
def test_texts_ask_only_for_words_that_are_there(rule: Rule) -> None:
    """Every placeholder of a text is filled by every finding."""
    asked = set(re.findall(r"\{(\w+)\}", " ".join((rule.title, rule.reason, *rule.steps))))
    found = judged(rule, with_settings(rightly(rule.when.mode), wrong(rule))).findings
    for finding in found:
        assert asked <= {"service", *finding.words}
    assert not rule.title.endswith(".")
    assert 20 < len(rule.reason) < 420


def test_every_case_is_a_rule() -> None:
    """The wrong configurations that are handed over are of the rules that can be applied, and of no other."""
    assert WRONG.keys() == {rule.id for rule in MENDED}
    assert BY_HAND_WRONG.keys() == {rule.id for rule in BY_HAND}


def test_every_check_is_used() -> None:
    """No check across services lacks a rule."""
    for module in (categories, owners, places, plex_libraries, room):
        assert module.CHECKS.items() <= CHECKS.items()
        assert module.CHECKS.keys() <= {rule.check for rule in RULES.values()}


@pytest.mark.parametrize("kind", [RADARR, SONARR, SABNZBD, PLEX])
def test_a_service_that_hands_out_nothing(kind: ServiceKind) -> None:
    """Nothing is found that rests on what could not be read, and each rule says what it lacks."""
    stack: dict[ServiceKind, Documents] = {**right_stack(), kind: {}}
    result = evaluate(RULES.values(), estate_of(stack))
    assert result.findings == ()
    assert result.skipped
    assert {one.reason for one in result.skipped} <= {
        SkipReason.UNREADABLE,
        SkipReason.UNKNOWN_FACT,
    }


@settings(max_examples=250, deadline=None)
@given(spoiled(right_stack()), st.sampled_from(["assist", "manage"]))
def test_no_document_makes_a_rule_raise(stack: Stack, mode: str) -> None:
    """Whatever stands anywhere in a document, a rule finds something, finds nothing, or says why it cannot judge."""
    evaluate(RULES.values(), estate_of(stack, mode=mode))


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_no_garbage_makes_a_rule_raise(data: st.DataObject) -> None:
    """The same for whole documents that have no likeness to any."""
    stack: dict[ServiceKind, Documents] = {
        kind: {
            name: data.draw(values(6)) if data.draw(st.integers(0, 3)) == 0 else document
            for name, document in documents.items()
        }
        for kind, documents in right_stack().items()
    }
    evaluate(RULES.values(), estate_of(stack))
