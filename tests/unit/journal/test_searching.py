"""Finding events in the journal: filters, words, and pages that stay where they are."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st

from custom_components.autoarr.journal.events import Event, EventKind, Severity
from custom_components.autoarr.journal.searching import EventFilter, found, page

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def event(number: int, **how: object) -> Event:
    """Return the event of a number; higher ones are newer."""
    known = {
        "id": f"{number:026}",
        "at": NOW + timedelta(minutes=number),
        "kind": EventKind.RECOVERED,
        "title": f"Title {number}",
    }
    return Event(**(known | how))  # type: ignore[arg-type]


def titles(events: list[Event], **wanted: object) -> list[str]:
    """Return the titles that a filter finds."""
    return [one.title for one in found(events, EventFilter(**wanted))]  # type: ignore[arg-type]


def test_each_part_of_a_filter_limits() -> None:
    """Values of one field are alternatives, fields limit together, the end is exclusive."""
    events = [
        event(3, service="radarr", severity=Severity.ERROR, title="three"),
        event(2, service="sonarr", kind=EventKind.GAVE_UP, title="two"),
        event(1, service="sabnzbd", correlation="movie:tmdb:1", title="one"),
    ]

    assert titles(events) == ["three", "two", "one"]
    assert titles(events, services=("radarr", "sonarr")) == ["three", "two"]
    assert titles(events, severities=(Severity.ERROR,)) == ["three"]
    assert titles(events, kinds=(EventKind.GAVE_UP,)) == ["two"]
    assert titles(events, correlation="movie:tmdb:1") == ["one"]
    assert titles(events, since=events[1].at) == ["three", "two"]
    assert titles(events, until=events[1].at) == ["one"]
    assert titles(events, services=("radarr",), kinds=(EventKind.GAVE_UP,)) == []


def test_words_stand_in_any_order_and_the_last_may_be_begun() -> None:
    """In the title, the names, or what more is said."""
    events = [
        event(2, title="Dune: Part Two", instance="Radarr 4K"),
        event(1, title="Fargo", data={"message": "No space left"}),
    ]

    assert titles(events, words="two DUNE") == ["Dune: Part Two"]
    assert titles(events, words="radarr du") == ["Dune: Part Two"]
    assert titles(events, words="du radarr") == []
    assert titles(events, words="space lef") == ["Fargo"]
    assert titles(events, words=" ... ") == ["Dune: Part Two", "Fargo"]


@given(
    kept=st.lists(st.booleans(), max_size=60),
    limit=st.integers(1, 7),
    arriving=st.integers(0, 3),
)
def test_pages_have_everything_once(kept: list[bool], limit: int, arriving: int) -> None:
    """Also when more happens between two pages."""
    events = [
        event(number, severity=Severity.ERROR if keep else Severity.INFO)
        for number, keep in enumerate(kept)
    ][::-1]
    wanted = EventFilter(severities=(Severity.ERROR,))
    expected = [one.id for one in found(events, wanted)]

    seen: list[str] = []
    after: str | None = None
    newest = len(kept)
    while True:
        part = page(events, wanted, after=after, limit=limit)
        assert len(part.events) <= limit
        seen += [one.id for one in part.events]
        after = part.next
        if after is None:
            break
        for _ in range(arriving):
            events = [event(newest, severity=Severity.ERROR), *events]
            newest += 1

    assert seen == expected
