"""The pure decisions: who is next, when to come back, when to start again."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, strategies as st
import pytest

from autoarr_app.llm.condition import Condition, Phase, Target, obstacle
from autoarr_app.llm.errors import ModelBusy, NoModel
from autoarr_app.llm.queue import MOST_WAIT, Line, retry_after
from autoarr_app.llm.restart import Crashes, RestartPolicy


@dataclass(frozen=True, eq=False)
class Waiter:
    """A question in a line."""

    caller: int
    task: str


waiters = st.lists(st.builds(Waiter, st.integers(0, 5), st.sampled_from(["parse", "classify"])))
lanes = st.integers(1, 8)


def drain(line: Line[Waiter], most: int) -> list[list[Waiter]]:
    """Return the batches a line is answered in."""
    batches = []
    while batch := line.take(most):
        batches.append(batch)
    return batches


def filled(asked: list[Waiter]) -> Line[Waiter]:
    """Return a line with these questions."""
    line: Line[Waiter] = Line()
    for waiter in asked:
        line.put(waiter)
    return line


@given(asked=waiters, most=lanes)
def test_every_question_is_answered_once_in_batches_of_one_task(
    asked: list[Waiter], most: int
) -> None:
    """Nothing is lost, nothing is asked twice, no batch is too large or mixed."""
    batches = drain(filled(asked), most)
    assert Counter(waiter for batch in batches for waiter in batch) == Counter(asked)
    for batch in batches:
        assert len(batch) <= most
        assert len({waiter.task for waiter in batch}) == 1


@given(asked=waiters, most=lanes)
def test_the_questions_of_a_caller_keep_their_order(asked: list[Waiter], most: int) -> None:
    """Who asks in an order is answered in it."""
    served = [waiter for batch in drain(filled(asked), most) for waiter in batch]
    for caller in range(6):
        of_caller = [waiter for waiter in served if waiter.caller == caller]
        assert of_caller == [waiter for waiter in asked if waiter.caller == caller]


@given(asked=waiters, most=lanes)
def test_no_caller_waits_longer_than_one_turn_of_everybody(asked: list[Waiter], most: int) -> None:
    """A caller with many questions does not starve another."""
    line = filled(asked)
    since: Counter[int] = Counter()
    while line:
        present = set(line._callers)
        served = {waiter.caller for waiter in line.take(most)}
        for caller in present:
            since[caller] = 0 if caller in served else since[caller] + 1
            assert since[caller] < 6


@given(asked=waiters, most=lanes, data=st.data())
def test_who_went_away_is_not_answered(asked: list[Waiter], most: int, data: st.DataObject) -> None:
    """A question that was taken out is out; the others stay."""
    line = filled(asked)
    gone = data.draw(st.sets(st.sampled_from(asked)) if asked else st.just(set[Waiter]()))
    for waiter in gone:
        assert line.drop(waiter)
        assert not line.drop(waiter)
    served = [waiter for batch in drain(line, most) for waiter in batch]
    assert Counter(served) == Counter(waiter for waiter in asked if waiter not in gone)
    assert len(line) == line.callers == 0


@given(asked=waiters)
def test_clearing_returns_everybody(asked: list[Waiter]) -> None:
    """Nobody is forgotten when the model is gone."""
    line = filled(asked)
    assert Counter(line.clear()) == Counter(asked)
    assert len(line) == 0


@given(
    waiting=st.integers(0, 10_000),
    lanes=lanes,
    pace=st.floats(0, 1e6, allow_nan=False),
)
def test_the_time_to_come_back_is_bounded(waiting: int, lanes: int, pace: float) -> None:
    """Never at once, never next week."""
    assert 1 <= retry_after(waiting, lanes, pace) <= MOST_WAIT


policies = st.builds(
    RestartPolicy,
    first=st.floats(0.001, 10),
    factor=st.floats(1, 10),
    longest=st.floats(10, 1_000),
    give_up=st.integers(1, 200),
)


@given(policy=policies)
def test_pauses_grow_up_to_the_longest_and_end(policy: RestartPolicy) -> None:
    """From the first pause to the longest, then no more."""
    pauses = [policy.pause(crashes) for crashes in range(1, policy.give_up + 1)]
    assert pauses[-1] is None
    kept = [pause for pause in pauses if pause is not None]
    assert len(kept) == policy.give_up - 1
    assert kept == sorted(kept)
    assert all(policy.first <= pause <= policy.longest for pause in kept)


def test_the_pauses_are_those_of_the_documentation() -> None:
    """One second, doubled each time; ten crashes in a row are too many."""
    policy = RestartPolicy()
    assert [policy.pause(n) for n in range(1, 11)] == [1, 2, 4, 8, 16, 32, 64, 128, 256, None]
    assert RestartPolicy(give_up=100).pause(50) == 300


@given(gaps=st.lists(st.tuples(st.booleans(), st.floats(0, 2_000)), max_size=30))
def test_only_crashes_in_a_row_are_counted(gaps: list[tuple[bool, float]]) -> None:
    """Ten minutes of health, idle or not, forgive what was before; the time before a load does not."""
    policy = RestartPolicy()
    now, expected, crashes = 0.0, 0, Crashes()
    for loaded, gap in gaps:
        if loaded:
            crashes = crashes.loaded(now).loaded(now + gap / 2)
        now += gap
        crashes = crashes.crashed(now, policy)
        expected = 1 if loaded and gap >= policy.healthy else expected + 1
        assert crashes.count == expected


TARGET = Target(
    model="m",
    path=Path("m.gguf"),
    weights="m:1:1",
    state_dir=Path(),
    threads=1,
    context=None,
    lanes=1,
)


@pytest.mark.parametrize("phase", Phase)
@given(
    seconds=st.integers(0, 200),
    since=st.integers(0, 1_000),
    after=st.integers(0, 1_000),
    pause=st.integers(0, 300),
)
def test_a_caller_is_sent_away_only_for_a_reason(
    phase: Phase, seconds: int, since: int, after: int, pause: int
) -> None:
    """A caller waits for a load, and for a restart that comes in time; never for nothing."""
    condition = Condition(phase=phase, since=since, target=TARGET, detail="Broken.", pause=pause)
    reason = obstacle(condition, seconds, since + after)
    match phase:
        case Phase.READY | Phase.IDLE:
            assert reason is None
        case Phase.OFF | Phase.FAILED:
            assert isinstance(reason, NoModel)
            assert reason.detail
        case Phase.LOADING:
            assert isinstance(reason, ModelBusy) == (seconds == 0)
        case Phase.PAUSED:
            assert (reason is None) == (pause - after < seconds)
    if isinstance(reason, ModelBusy):
        assert 1 <= reason.retry_after <= 400
