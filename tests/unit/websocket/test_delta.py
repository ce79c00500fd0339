"""What is sent of a topic: whoever applies it has what is there now."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given, strategies as st

from custom_components.autoarr.websocket.delta import TopicState, delta, in_parts, whole

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2) | st.floats(0, 2, width=16) | st.text(max_size=2),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=5,
)
META = st.dictionaries(st.sampled_from("xyz"), VALUES)
KEYS = ("one", "two", "three", "four")


@st.composite
def states(draw: st.DrawFn) -> TopicState:
    """Return a topic at some moment."""
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True))
    return TopicState(draw(META), {key: {"id": key, "value": draw(VALUES)} for key in keys})


def applied(known: Mapping[str, TopicState], message: Mapping[str, Any]) -> dict[str, TopicState]:
    """Return what a panel has after a message, as frontend/src/core/topics.ts does it."""
    found = {} if message["kind"] == "snapshot" else dict(known)
    for name, change in message["topics"].items():
        before = found.get(name, TopicState())
        rows = {key: row for key, row in before.rows.items() if key not in change.get("del", ())}
        rows |= {row["id"]: row for row in change.get("put", ())}
        found[name] = TopicState({**before.meta, **change.get("meta", {})}, rows)
    return found


def same(one: object, other: object) -> bool:
    """Say whether two values are the same JSON."""
    return repr(_sorted(one)) == repr(_sorted(other))


def _sorted(value: object) -> object:
    """Return a value whose objects have their keys in order."""
    if isinstance(value, Mapping):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(one) for one in value] if isinstance(value, list) else value


@given(sent=states(), now=states())
def test_a_delta_leads_from_what_was_sent_to_what_is_there(
    sent: TopicState, now: TopicState
) -> None:
    """Every value, down to the difference of 1 and true; what is gone of `meta` is null."""
    message = {"kind": "delta", "topics": {"t": delta(sent, now)}}
    got = applied({"t": sent}, message)["t"]

    assert same(got.rows, now.rows)
    assert same(got.meta, {**dict.fromkeys(sent.meta), **now.meta})


@given(state=states())
def test_nothing_is_sent_of_what_is_the_same(state: TopicState) -> None:
    """Neither of the same object nor of an equal one."""
    copy = TopicState(dict(state.meta), {key: dict(row) for key, row in state.rows.items()})

    assert delta(state, state) == {}
    assert delta(state, copy) == {}


@given(sent=states(), now=states())
def test_only_what_changed_is_sent(sent: TopicState, now: TopicState) -> None:
    """A row that is as it was is not among the rows, nor a key of `meta`."""
    change = delta(sent, now)
    rows: Any = change.get("put", [])
    meta: Any = change.get("meta", {})

    assert not any(same(row, sent.rows.get(row["id"])) for row in rows)
    assert not any(
        key in sent.meta and same(sent.meta[key], meta[key]) for key in meta if key in now.meta
    )


@given(one=states(), other=states(), at_once=st.integers(1, 3))
def test_a_snapshot_in_parts_is_the_whole(one: TopicState, other: TopicState, at_once: int) -> None:
    """No message has more rows of a topic than may be sent at once, and together they have all."""
    known: dict[str, TopicState] = {"old": TopicState({"gone": True})}
    parts = list(in_parts("snapshot", {"a": whole(one), "b": whole(other)}, at_once))
    for part in parts:
        topics: Any = part["topics"]
        assert all(len(change.get("put", ())) <= at_once for change in topics.values())
        known = applied(known, part)

    assert [part["kind"] for part in parts] == ["snapshot", *["delta"] * (len(parts) - 1)]
    assert same(
        {name: state.rows for name, state in known.items()}, {"a": one.rows, "b": other.rows}
    )
    assert same(
        {name: state.meta for name, state in known.items()}, {"a": one.meta, "b": other.meta}
    )
