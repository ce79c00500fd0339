"""The table of docs/recovery.md: up to date, and each row of it true."""

from dataclasses import replace

import pytest

from custom_components.autoarr.recovery.causes import KINDS, Cause, FaultOf, Kind
from custom_components.autoarr.recovery.decide import decide
from custom_components.autoarr.recovery.guarding.pausing import GuardStep
from custom_components.autoarr.recovery.models import ACTING, Mode, Policy, Strategy
from scripts.toolchain.recovery_docs import (
    HEAD,
    ITEM,
    NOW,
    PAGE,
    PLACE_OF,
    Place,
    canonical,
    done,
    queue_step,
    row,
    setting_of,
    written,
)

from .observed import FROM_MANY_POLLS, observations

KINDS_SEEN = [kind for kind in Kind if kind not in FROM_MANY_POLLS]
QUEUED = [kind for kind, place in PLACE_OF.items() if place is Place.QUEUED]


def test_the_page_is_up_to_date() -> None:
    """Whoever changes what is done runs scripts/docs."""
    page = PAGE.read_text("utf-8")
    assert written(page) == page


def test_a_page_without_markers_is_refused() -> None:
    """The table is not written into a page at a place of nobody's choice."""
    with pytest.raises(ValueError, match="markers"):
        written("# Recovery\n")


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_has_one_row_with_every_cell_filled(kind: Kind) -> None:
    """Nothing is left to guess, and no cell breaks the table."""
    cells = row(kind)
    assert len(cells) == len(HEAD)
    assert all(cells)
    assert not any("|" in cell or "\n" in cell for cell in cells)
    assert PAGE.read_text("utf-8").count(f"(`{kind}`) |") == 1


@pytest.mark.parametrize("kind", KINDS_SEEN)
def test_each_kind_is_recognised_as_its_row_says(kind: Kind) -> None:
    """Recorded answers, or the services' own words, give the kind, who is to blame, and whether it is final."""
    found = observations(kind)
    assert found
    queued = kind in QUEUED
    for one in found:
        assert one.kind is kind
        assert one.cause is KINDS[kind].cause
        # Who is to blame may be clearer from one message than from the kind as a whole.
        assert one.at_fault is KINDS[kind].at_fault or kind is Kind.STOPPED
        assert not (one.final and queued)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("kind", [kind for kind in KINDS_SEEN if kind not in QUEUED])
def test_what_is_observed_is_decided_as_the_row_says(kind: Kind, mode: Mode) -> None:
    """The failure made of an observation gets the decision that the row was written from."""
    setting = setting_of(kind, mode)
    policies = dict.fromkeys(ACTING, Policy.AUTO)
    wanted = decide(ITEM, setting.failure, setting.history, policies, setting.world, NOW)
    for one in observations(kind):
        failure = replace(
            canonical(kind),
            kind=one.kind,
            cause=one.cause,
            at_fault=one.at_fault,
            evidence=one.evidence,
        )
        assert decide(ITEM, failure, setting.history, policies, setting.world, NOW) == wanted


@pytest.mark.parametrize("policy", Policy)
@pytest.mark.parametrize("kind", QUEUED)
def test_a_queue_is_paused_only_for_its_provider(kind: Kind, policy: Policy) -> None:
    """A full disk, a spent quota and an indexer that keeps one waiting are no reason; nor is no server at all."""
    provider = KINDS[kind].cause is Cause.PROVIDER_DOWN
    pausable = provider and kind not in (Kind.NO_SERVER, Kind.QUOTA_SPENT)
    steps = {
        Policy.AUTO: GuardStep.PAUSE,
        Policy.ASK: GuardStep.ASK,
        Policy.REPORT: GuardStep.TELL,
        Policy.OFF: GuardStep.NOTHING,
    }
    expected = steps[policy] if pausable else GuardStep.NOTHING
    assert queue_step(kind, policy) is expected


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("kind", Kind)
def test_nothing_is_done_that_is_not_allowed(kind: Kind, mode: Mode) -> None:
    """On report and off every row says that nothing is done, asked only what a person is asked."""
    for policy in (Policy.ASK, Policy.REPORT, Policy.OFF):
        text = done(kind, mode, policy)
        assert not any(word in text for word in ("takes", "retries", "imports", "ends", "pauses"))


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("kind", [k for k in Kind if KINDS[k].at_fault is not FaultOf.RELEASE])
def test_only_a_release_that_is_to_blame_is_replaced(kind: Kind, mode: Mode) -> None:
    """Where it is unclear, one retry comes first; where somebody else is to blame, nothing is blocklisted."""
    setting = setting_of(kind, mode)
    policies = dict.fromkeys(ACTING, Policy.AUTO)
    decision = decide(ITEM, setting.failure, setting.history, policies, setting.world, NOW)
    assert decision.strategy is not Strategy.NEXT_RELEASE
