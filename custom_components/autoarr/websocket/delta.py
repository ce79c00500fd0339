"""What is sent of a topic: all of it, or what has changed since it was sent last. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import batched
from typing import Final

from homeassistant.util.json import JsonObjectType, JsonValueType

AT_ONCE: Final = 500
"""Rows in one message: thousands at once would keep the event loop and the browser from other work."""


@dataclass(frozen=True, slots=True)
class TopicState:
    """A topic at one moment: what is said of all of it, and its rows by id; each row holds its `id`."""

    meta: Mapping[str, JsonValueType] = field(default_factory=dict)
    rows: Mapping[str, JsonObjectType] = field(default_factory=dict)


NOTHING: Final = TopicState()


def whole(state: TopicState) -> JsonObjectType:
    """Return all of a topic, as a snapshot holds it."""
    return {"meta": dict(state.meta), "put": list(state.rows.values())}


def delta(sent: TopicState, now: TopicState) -> JsonObjectType:
    """Return what is different from what was sent last; empty where nothing is.

    A key of `meta` that is gone becomes null; a row is sent in full.
    """
    changes: JsonObjectType = {}
    meta: JsonObjectType = {
        key: value
        for key, value in now.meta.items()
        if key not in sent.meta or _differs(sent.meta[key], value)
    }
    meta |= dict.fromkeys(sent.meta.keys() - now.meta.keys())
    put: list[JsonValueType] = [
        row for key, row in now.rows.items() if _differs(sent.rows.get(key), row)
    ]
    gone: list[JsonValueType] = [key for key in sent.rows if key not in now.rows]
    for name, change in (("meta", meta), ("put", put), ("del", gone)):
        if change:
            changes[name] = change
    return changes


def in_parts(
    kind: str, topics: Mapping[str, JsonObjectType], at_once: int = AT_ONCE
) -> Iterator[JsonObjectType]:
    """Yield the messages that carry changes: the first with everything but rows beyond `at_once`.

    What follows are deltas with the rest of the rows.
    """
    first: dict[str, JsonValueType] = {}
    rest: list[tuple[str, tuple[JsonValueType, ...]]] = []
    for name, changes in topics.items():
        put = changes.get("put")
        rows = put if isinstance(put, list) else []
        first[name] = {**changes, "put": rows[:at_once]} if len(rows) > at_once else changes
        rest += ((name, batch) for batch in batched(rows[at_once:], at_once, strict=False))
    yield {"kind": kind, "topics": first}
    for name, batch in rest:
        yield {"kind": "delta", "topics": {name: {"put": list(batch)}}}


def _differs(one: JsonValueType, other: JsonValueType) -> bool:
    """Say whether two values are not the same JSON: unlike Python's, its `1` is neither `true` nor `1.0`."""
    if one is other:
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() != other.keys() or any(_differs(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) != len(other) or any(
            _differs(left, right) for left, right in zip(one, other, strict=True)
        )
    return type(one) is not type(other) or one != other
