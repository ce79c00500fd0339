"""Events: capped, free of credentials, the same after a round trip through a file."""

from datetime import UTC, datetime, timedelta, timezone
import json

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.journal.events import (
    EVENT_BYTES,
    MILESTONE_BYTES,
    DamagedEventError,
    Event,
    EventKind,
    Severity,
    build_event,
    is_milestone,
)
from custom_components.autoarr.journal.pending import PendingAction
from custom_components.autoarr.journal.ports import JsonObject, JsonValue
from custom_components.autoarr.journal.trim import json_bytes
from custom_components.autoarr.journal.ulids import new_ulid

from .test_trim import objects

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
KEY = "0123456789abcdef0123456789abcdef"

wild = st.text(max_size=600) | st.text('"\\𝕏é', min_size=200, max_size=600)


def an_event(**fields: JsonValue) -> JsonObject:
    """Return a stored event with some fields replaced."""
    stored: JsonObject = {
        "id": new_ulid(NOON),
        "at": NOON.isoformat(),
        "kind": "recovered",
        "severity": "info",
        "correlation": "movie:438631",
        "service": "radarr",
        "instance": "01J",
        "title": "Dune (2021)",
        "data": {"attempts": 2},
    }
    return {**stored, **fields}


@given(
    kind=st.sampled_from(EventKind),
    severity=st.sampled_from(Severity),
    words=st.tuples(wild, wild, wild, wild),
    data=objects,
)
def test_any_event_has_a_bounded_size_and_survives_its_file(
    kind: EventKind, severity: Severity, words: tuple[str, ...], data: dict[str, JsonValue]
) -> None:
    """Whatever services put into titles and messages."""
    correlation, service, instance, title = words
    event = build_event(
        event_id=new_ulid(NOON),
        at=NOON,
        kind=kind,
        severity=severity,
        correlation=correlation,
        service=service,
        instance=instance,
        title=title,
        data=data,
    )
    size = json_bytes(event.as_dict())
    assert size <= (MILESTONE_BYTES if event.milestone else EVENT_BYTES)
    assert len(event.title) <= 200
    assert Event.from_dict(json.loads(json.dumps(event.as_dict()))) == event


def test_no_field_of_an_event_holds_a_known_secret() -> None:
    """They all come from outside."""
    event = build_event(
        event_id=new_ulid(NOON),
        at=NOON,
        kind=EventKind.FAILURE_SEEN,
        severity=Severity.ERROR,
        correlation=KEY,
        service=KEY,
        instance=KEY,
        title=KEY,
        data={KEY: KEY, "nested": [{"url": f"http://nas/?x={KEY}"}]},
        secrets=[KEY],
    )
    assert KEY not in repr(event)


def test_the_time_of_an_event_is_in_utc() -> None:
    """Wherever the clock stands."""
    berlin = timezone(timedelta(hours=1))
    event = build_event(
        event_id=new_ulid(NOON),
        at=NOON.astimezone(berlin),
        kind=EventKind.STORM,
        severity=Severity.INFO,
        correlation="",
        service="",
        instance="",
        title="",
        data={},
    )
    assert event.as_dict()["at"] == "2026-11-23T12:00:00+00:00"


def test_people_hear_of_results_and_not_of_steps() -> None:
    """Proposals, decisions and starts stay in the journal; so does debug detail."""
    steps = {kind for kind in EventKind if not is_milestone(kind, Severity.INFO)}
    assert steps == {
        EventKind.REQUEST_PROPOSED,
        EventKind.DECISION_MADE,
        EventKind.ACTION_STARTED,
    }
    assert not any(is_milestone(kind, Severity.DEBUG) for kind in EventKind)


@pytest.mark.parametrize(
    ("stored", "reason"),
    [
        (an_event(id="01arz3ndektsv4rrffq69g5fav"), "not a ULID"),
        ("text", "not an object"),
        (None, "not an object"),
        ({}, "id is missing"),
        (an_event(id="hello"), "not a ULID"),
        (an_event(id="7" + "Z" * 25), "year"),
        (an_event(at="yesterday"), "yesterday"),
        (an_event(at="2026-11-23T12:00:00"), "no zone"),
        (an_event(kind="reordered"), "reordered"),
        (an_event(severity="loud"), "loud"),
    ],
)
def test_a_damaged_event_is_refused_with_the_reason(stored: JsonValue, reason: str) -> None:
    """The caller leaves it out and counts it."""
    with pytest.raises(DamagedEventError, match=reason):
        Event.from_dict(stored)


def test_an_event_without_its_lesser_fields_is_still_read() -> None:
    """They have a meaning when they are absent."""
    stored = {key: an_event()[key] for key in ("id", "at", "kind")}
    event = Event.from_dict({**stored, "data": "?", "later": "field"})
    assert (event.severity, event.title, event.data) == (Severity.INFO, "", {})


def test_only_a_start_is_an_action_under_way() -> None:
    """Anything else in the pending file is damage."""
    with pytest.raises(DamagedEventError, match="not the start"):
        PendingAction.of(Event.from_dict(an_event()))
    with pytest.raises(DamagedEventError, match="not the start"):
        PendingAction.of(Event.from_dict(an_event(kind="action_started")))
