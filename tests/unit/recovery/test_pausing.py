"""When a queue is paused, resumed or left alone: one step for every state of the world."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.recovery.guarding.pausing import (
    HANDS_OFF,
    GuardStep,
    QueueView,
    guard_step,
    is_over,
    next_test,
)
from custom_components.autoarr.recovery.models import Policy
from custom_components.autoarr.recovery.records import OurPause
from custom_components.autoarr.recovery.world import Health
from tests.support.clock import START as NOW

OURS = OurPause(since=NOW - timedelta(minutes=3), next_test=NOW + timedelta(minutes=1), tests=1)
DOWN = QueueView(waiting=True, down=True, certain=True)

moments = st.timedeltas(timedelta(hours=-3), timedelta(hours=3)).map(lambda ago: NOW - ago)
pauses = st.builds(OurPause, since=moments, next_test=moments, tests=st.integers(0, 50))
views = st.builds(
    QueueView,
    paused=st.booleans(),
    timed=st.booleans(),
    waiting=st.booleans(),
    enabled=st.booleans(),
    down=st.booleans(),
    certain=st.booleans(),
    suspect=st.booleans(),
    proof=st.sampled_from(Health),
    ours=st.none() | pauses,
    policy=st.sampled_from(Policy),
    let_go=st.none() | moments,
)


@given(views)
def test_every_state_has_one_step(view: QueueView) -> None:
    """It is total, and the same answer comes twice."""
    assert guard_step(view, NOW) is guard_step(view, NOW)
    assert guard_step(view, NOW) in GuardStep


@given(views)
def test_only_a_pause_of_ours_is_resumed(view: QueueView) -> None:
    """Whatever else is paused is a person's, a full disk's or a quota's."""
    if view.ours is None or not view.paused or view.timed:
        assert guard_step(view, NOW) is not GuardStep.RESUME


@given(views)
def test_only_a_running_queue_that_could_go_on_is_paused_and_only_where_that_is_allowed(
    view: QueueView,
) -> None:
    """Never without a sign of an outage, never without a news server, never where nothing waits."""
    if guard_step(view, NOW) is GuardStep.PAUSE:
        assert view.policy is Policy.AUTO
        assert view.waiting
        assert view.enabled
        assert not view.paused
        assert view.ours is None
        assert view.down or view.suspect
        assert view.certain or view.proof is Health.DOWN


@given(views)
def test_on_ask_nothing_is_paused_by_itself_but_what_a_person_agreed_to_stays(
    view: QueueView,
) -> None:
    """The question is put exactly when it would be paused on auto, and the pause ends as that one would."""
    auto = guard_step(replace(view, policy=Policy.AUTO), NOW)
    asked = guard_step(replace(view, policy=Policy.ASK), NOW)
    assert asked is (GuardStep.ASK if auto is GuardStep.PAUSE else auto)


@given(views)
def test_an_outage_in_which_something_is_done_is_not_over(view: QueueView) -> None:
    """Whoever wants the queue left alone is not asked again while it lasts."""
    if guard_step(view, NOW) in (GuardStep.PAUSE, GuardStep.ASK, GuardStep.TELL):
        assert not is_over(view)


@given(views)
def test_a_dry_run_changes_nothing_but_what_it_has_left_behind(view: QueueView) -> None:
    """What was paused before the policy was changed is resumed."""
    step = guard_step(replace(view, policy=Policy.REPORT), NOW)
    assert step is not GuardStep.PAUSE
    if view.ours is None:
        assert step in (GuardStep.TELL, GuardStep.TEST, GuardStep.NOTHING)
    elif view.paused and not view.timed:
        assert step is GuardStep.RESUME


@given(views)
def test_a_queue_of_ours_that_runs_or_has_an_end_is_somebody_elses(view: QueueView) -> None:
    """It is forgotten, not paused once more."""
    if view.ours is not None and (not view.paused or view.timed):
        assert guard_step(view, NOW) is GuardStep.FORGET


@given(views, st.timedeltas(timedelta(hours=-1), timedelta(hours=1)))
def test_what_somebody_resumed_is_left_alone_for_an_hour(view: QueueView, ago: timedelta) -> None:
    """By a clock that was set back as well."""
    if abs(ago) < HANDS_OFF and view.ours is None:
        step = guard_step(replace(view, let_go=NOW - ago), NOW)
        assert step is GuardStep.NOTHING


@pytest.mark.parametrize(
    ("change", "step"),
    [
        ({}, GuardStep.PAUSE),
        ({"policy": Policy.ASK}, GuardStep.ASK),
        ({"policy": Policy.REPORT}, GuardStep.TELL),
        ({"policy": Policy.OFF}, GuardStep.NOTHING),
        ({"paused": True}, GuardStep.NOTHING),
        ({"waiting": False}, GuardStep.NOTHING),
        ({"enabled": False}, GuardStep.NOTHING),
        ({"down": False}, GuardStep.NOTHING),
        ({"certain": False}, GuardStep.TEST),
        ({"certain": False, "proof": Health.DOWN}, GuardStep.PAUSE),
        ({"certain": False, "proof": Health.OK}, GuardStep.NOTHING),
        ({"down": False, "certain": False, "suspect": True}, GuardStep.TEST),
        ({"let_go": NOW - timedelta(minutes=59)}, GuardStep.NOTHING),
        ({"let_go": NOW - timedelta(minutes=61)}, GuardStep.PAUSE),
        ({"ours": OURS, "paused": True}, GuardStep.NOTHING),
        ({"ours": replace(OURS, next_test=NOW), "paused": True}, GuardStep.TEST),
        ({"ours": OURS, "paused": True, "proof": Health.OK}, GuardStep.RESUME),
        ({"ours": OURS, "paused": True, "enabled": False}, GuardStep.RESUME),
        ({"ours": OURS, "paused": True, "policy": Policy.OFF}, GuardStep.RESUME),
        ({"ours": OURS, "paused": True, "policy": Policy.ASK}, GuardStep.NOTHING),
        ({"ours": OURS}, GuardStep.FORGET),
        ({"ours": OURS, "paused": True, "timed": True}, GuardStep.FORGET),
    ],
)
def test_each_rule(change: dict[str, object], step: GuardStep) -> None:
    """From a queue whose servers are all blocked, one thing is different each time."""
    assert guard_step(replace(DOWN, **change), NOW) is step  # type: ignore[arg-type]


def test_the_servers_are_tested_after_one_two_and_then_every_five_minutes() -> None:
    """After each test the next one is due later, up to a bound."""
    waits = [next_test(tests, NOW) - NOW for tests in range(5)]
    assert waits == [timedelta(minutes=minutes) for minutes in (1, 2, 5, 5, 5)]
