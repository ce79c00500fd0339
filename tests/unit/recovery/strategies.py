"""Hypothesis strategies for everything a decision looks at."""

from datetime import timedelta

from hypothesis import strategies as st

from custom_components.autoarr.recovery.causes import KINDS, Cause, FaultOf, Kind
from custom_components.autoarr.recovery.models import (
    ACTING,
    Failure,
    FailureState,
    Item,
    Mode,
    Policy,
)
from custom_components.autoarr.recovery.world import Health, ItemHistory, Limits, TitleState, World
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
    quality_steps=st.integers(0, 2),
    imports=st.integers(0, 2),
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
    disk_low=st.booleans(),
    held=st.booleans(),
    has_file=st.booleans(),
    importable=st.booleans(),
    indexers=st.sampled_from(Health),
    storm=st.booleans(),
    in_flight=st.booleans(),
    retryable=st.booleans(),
    actions=st.lists(times, max_size=25).map(tuple),
    instance_searches=st.lists(times, max_size=25).map(tuple),
    series_actions=st.lists(times, max_size=8).map(tuple),
    limits=st.builds(
        Limits,
        item_searches=st.integers(0, 4),
        instance_searches=st.integers(0, 25),
        actions=st.integers(0, 25),
        series_actions=st.integers(0, 8),
    ),
    roll=st.floats(-1, 1),
)
causes = st.sampled_from(Cause)
kinds = st.sampled_from(Kind)
faults = st.sampled_from(FaultOf)
states = st.sampled_from(FailureState)


@st.composite
def failures(draw: st.DrawFn) -> Failure:
    """Return any failure there can be."""
    kind = draw(kinds)
    return failure(
        KINDS[kind].cause,
        draw(faults),
        kind=kind,
        state=draw(states),
        paused=draw(st.booleans()),
        blocked=draw(st.booleans()),
        torrent=draw(st.booleans()),
        undone=draw(st.booleans()),
        baseline=draw(st.booleans()),
        in_vain=draw(st.booleans()),
        waits=draw(st.integers(0, 12)),
        first_seen=NOW - draw(st.timedeltas(timedelta(), timedelta(days=20))),
        grab=GRAB,
    )
