"""The plan: every edit once, by service and document, and nothing that contradicts itself."""

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.audit.messages import AuditRefused, Refusal
from custom_components.autoarr.audit.models import Edit
from custom_components.autoarr.audit.plan import plan, reversed_edits

from .building import RADARR, a_finding, a_rule, an_edit

EDITS = st.builds(
    lambda path, instance, document, row, before, after: an_edit(
        path, before, after, instance=instance, document=document, row=row
    ),
    st.sampled_from(["a", "b.c", "fields[name=x].value"]),
    st.sampled_from(["sab1", "radarr1"]),
    st.sampled_from(["misc", "indexer"]),
    st.sampled_from(["", "1"]),
    st.just(0),
    st.just(1),
)


@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=5))
def test_every_edit_is_planned_once_where_it_belongs(groups: list[list[Edit]]) -> None:
    """Findings that want the same value of one place share its edit."""
    findings = [a_finding(a_rule(f"r.{n}"), *edits) for n, edits in enumerate(groups)]
    planned = plan(findings)
    told = [edit for one in planned for edit in one.edits]
    assert len(told) == len(set(map(repr, told)))
    assert set(map(repr, told)) == {repr(edit) for group in groups for edit in group}
    for one in planned:
        assert all(edit.place.instance == one.instance for edit in one.edits)
        assert len({write.document for write in one.writes}) == len(one.writes)
        for write in one.writes:
            assert all(edit.place.document == write.document for edit in write.edits)


@given(st.lists(EDITS, min_size=1, max_size=5))
def test_what_takes_back_taken_back_is_the_same(edits: list[Edit]) -> None:
    """Reversing twice changes nothing."""
    assert reversed_edits(reversed_edits(edits)) == tuple(edits)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (an_edit("a", 0, 1), an_edit("a", 0, 2)),
        (an_edit("fields", [], [1]), an_edit("fields[name=x].value", 0, 1)),
        (an_edit("", None, {}, row="tv"), an_edit("dir", "", "tv", row="tv")),
    ],
)
def test_two_findings_that_want_different_values_are_refused(one: Edit, other: Edit) -> None:
    """Also when one wants a part of what the other writes, whichever comes first."""
    first, second = a_finding(a_rule("r.1"), one), a_finding(a_rule("r.2"), other)
    for pair in ((first, second), (second, first)):
        with pytest.raises(AuditRefused) as refused:
            plan(pair)
        assert refused.value.refusal is Refusal.CLASH
        assert set(refused.value.words) == {"finding", "other", "place"}


def test_only_a_person_can_mend_what_has_no_edit_or_is_a_credential() -> None:
    """Nothing is written where only a mask was seen."""
    for finding in (
        a_finding(a_rule()),
        a_finding(a_rule(), an_edit("password", "**REDACTED**", "x")),
    ):
        with pytest.raises(AuditRefused) as refused:
            plan([finding])
        assert refused.value.refusal is Refusal.NOT_APPLICABLE


def test_the_services_test_is_run_for_the_rows_whose_rule_says_so() -> None:
    """A rule without a test beside one with it has no row tested."""
    one = an_edit("a", 0, 1, instance="radarr1", document="indexer", row="1")
    other = an_edit("a", 0, 1, instance="radarr1", document="indexer", row="2")
    findings = [
        a_finding(a_rule("r.1", test=True), one, ref=RADARR),
        a_finding(a_rule("r.2"), other, ref=RADARR),
    ]
    (planned,) = plan(findings)
    assert [write.test for write in planned.writes] == [frozenset({"1"})]
    assert planned.rules == ("r.1", "r.2")
