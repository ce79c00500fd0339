"""How well the services are set, from 0 to 100; pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from .models import Evaluation, Finding, Severity

WEIGHTS: Final = {Severity.ERROR: 10, Severity.WARNING: 3, Severity.INFO: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The score of each service that could be judged, and of all of them together."""

    by_instance: Mapping[str, int] = field(default_factory=dict)
    overall: int | None = None
    """None when no rule could be judged."""


def score(evaluation: Evaluation, ignored: Collection[str] = ()) -> Scores:
    """Score what the rules say; the keys of findings that are ignored do not count."""
    open_findings = (one for one in evaluation.findings if one.key not in ignored)
    return scores_of(judged(evaluation), open_findings)


def judged(evaluation: Evaluation) -> Mapping[str, int]:
    """Return the weight of all the rules that could be judged, by instance."""
    weights: Counter[str] = Counter()
    for verdict in evaluation.verdicts:
        weights[verdict.service.id] += WEIGHTS[verdict.rule.severity]
    return dict(weights)


def scores_of(weights: Mapping[str, int], findings: Iterable[Finding]) -> Scores:
    """Score open findings: 100 means none, a rule counts once however often it is broken in a service."""
    broken = {(one.service.id, one.rule.id): WEIGHTS[one.rule.severity] for one in findings}
    lost: Counter[str] = Counter()
    for (instance, _), weight in broken.items():
        lost[instance] += weight
    known = {instance: weight for instance, weight in weights.items() if weight}
    overall = _share(sum(known.values()), sum(lost[one] for one in known)) if known else None
    return Scores(
        by_instance={one: _share(weight, lost[one]) for one, weight in known.items()},
        overall=overall,
    )


def _share(weight: int, lost: int) -> int:
    """Return what is left in percent, rounded down so that only a faultless one gets 100."""
    return max(0, 100 * (weight - lost) // weight)
