"""The score: 100 means nothing open, and no more open findings ever score more."""

from hypothesis import given, strategies as st

from custom_components.autoarr.audit.models import Evaluation, Severity, Verdict
from custom_components.autoarr.audit.score import score
from custom_components.autoarr.clients.service import ServiceRef

from .building import RADARR, SABNZBD, a_finding, a_rule


def a_verdict(number: int, ref: ServiceRef, severity: Severity, broken: int) -> Verdict:
    """Return what came of one rule."""
    rule = a_rule(f"rule.{number}", severity=severity)
    found = tuple(a_finding(rule, ref=ref, subject=str(n) if n else "") for n in range(broken))
    return Verdict(rule=rule, service=ref, findings=found)


EVALUATIONS = st.lists(
    st.tuples(st.sampled_from([RADARR, SABNZBD]), st.sampled_from(Severity), st.integers(0, 2)),
    max_size=12,
).map(
    lambda rows: Evaluation(
        verdicts=tuple(a_verdict(number, *row) for number, row in enumerate(rows))
    )
)


@given(EVALUATIONS)
def test_only_what_is_faultless_scores_a_hundred(evaluation: Evaluation) -> None:
    """Each service and the whole lie between 0 and 100, and at 100 only when nothing is open."""
    scores = score(evaluation)
    for instance, found in scores.by_instance.items():
        there = [one for one in evaluation.findings if one.service.id == instance]
        assert 0 <= found <= 100
        assert (found == 100) is (not there)
    if scores.overall is None:
        assert not evaluation.verdicts
    else:
        assert (scores.overall == 100) is (not evaluation.findings)


@given(EVALUATIONS, st.data())
def test_one_finding_less_never_scores_less(evaluation: Evaluation, data: st.DataObject) -> None:
    """Ignoring or mending a finding takes no score down, nowhere."""
    if not evaluation.findings:
        return
    gone = data.draw(st.sampled_from(evaluation.findings)).key
    before, after = score(evaluation), score(evaluation, {gone})
    assert all(after.by_instance[one] >= found for one, found in before.by_instance.items())
    assert (after.overall or 0) >= (before.overall or 0)


def test_what_breaks_things_weighs_ten_times_what_is_a_matter_of_taste() -> None:
    """An error costs 10 of 11, an info 1 of 11."""
    rows = [(Severity.ERROR, 1), (Severity.INFO, 0)]
    verdicts = tuple(a_verdict(n, RADARR, *row) for n, row in enumerate(rows))
    assert score(Evaluation(verdicts=verdicts)).by_instance == {"radarr1": 9}
    rows = [(Severity.ERROR, 0), (Severity.INFO, 1)]
    verdicts = tuple(a_verdict(n, RADARR, *row) for n, row in enumerate(rows))
    assert score(Evaluation(verdicts=verdicts)).by_instance == {"radarr1": 90}


def test_a_service_that_could_not_be_judged_has_no_score() -> None:
    """Nothing known is neither good nor bad."""
    assert score(Evaluation()).by_instance == {}
    assert score(Evaluation()).overall is None
