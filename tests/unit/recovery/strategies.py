"""Hypothesis strategies for everything a decision looks at."""

from datetime import timedelta

from hypothesis import strategies as st

from custom_components.autoarr.recovery.causes import Cause, FaultOf
from custom_components.autoarr.recovery.models import (
    ACTING,
    Failure,
    FailureState,
    Item,
    Mode,
    Policy,
)
from custom_components.autoarr.recovery.world import Health, ItemHistory, TitleState, World
from tests.support.clock import START

from .builders import GRAB, MOVIE, SEASON, failure

NOW = START
items: st.SearchStrategy[Item | None] = st.sampled_from([MOVIE, SEASON, None])
times = st.timedeltas(timedelta(), timedelta(hours=30)).map(lambda ago: NOW - ago)
policies = st.fixed_dictionaries({strategy: st.sampled_from(Policy) for strategy in ACTING})
auto = st.just(dict.fromkeys(ACTING, Policy.AUTO))
histories = st.builds(
    ItemHistory,
    retries=st.integers(0, 3),
    releases=st.integers(0, 5),
    searches=st.lists(times, max_size=4).map(tuple),
)
worlds = st.builds(
    World,
    mode=st.sampled_from(Mode),
    arr_searches=st.booleans(),
    title=st.sampled_from(TitleState),
    replaced=st.booleans(),
    imported=st.booleans(),
    provider=st.sampled_from(Health),
    disk_free=st.booleans(),
    storm=st.booleans(),
    in_flight=st.booleans(),
    retryable=st.booleans(),
    actions=st.lists(times, max_size=25).map(tuple),
    instance_searches=st.lists(times, max_size=25).map(tuple),
    roll=st.floats(-1, 1),
)
causes = st.sampled_from(Cause)
faults = st.sampled_from(FaultOf)
states = st.sampled_from(FailureState)


@st.composite
def failures(draw: st.DrawFn) -> Failure:
    """Return any failure there can be."""
    return failure(
        draw(causes),
        draw(faults),
        state=draw(states),
        paused=draw(st.booleans()),
        baseline=draw(st.booleans()),
        in_vain=draw(st.booleans()),
        waits=draw(st.integers(0, 12)),
        first_seen=NOW - draw(st.timedeltas(timedelta(), timedelta(days=20))),
        grab=GRAB,
    )
