"""Statistics: what happened, and how recovery went."""

from datetime import timedelta
from pathlib import Path
import tempfile

from hypothesis import given, settings, strategies as st

from autoarr_app.history import History
from autoarr_app.history.ingest import DAY
from autoarr_app.history.order import END
from autoarr_app.history.stats import parts
from autoarr_app.protocol.activity import StatsQuery, Tally
from autoarr_app.protocol.records import Outcome

from .builders import NOON, event, failure, settings_in, ulid

HOUR = timedelta(hours=1)


async def test_an_empty_history_has_nothing_to_tell(history: History) -> None:
    """Zero is an answer."""
    stats = await history.stats(StatsQuery())
    assert stats.events == 0
    assert stats.by_cause == stats.by_day == []


async def test_success_is_told_by_cause_indexer_quality_and_day(history: History) -> None:
    """Out of those that recovered or were given up; what is open or closed counts as neither."""
    await history.put_failures(
        [
            failure("a", outcome=Outcome.RECOVERED, indexer="NZBgeek", quality="1080p"),
            failure("b", outcome=Outcome.GAVE_UP, indexer="NZBgeek", quality="2160p"),
            failure("c", outcome=Outcome.RECOVERED, indexer="NZBgeek", quality="2160p"),
            failure("d", cause="password", first_seen=NOON + timedelta(days=1)),
            failure("e", cause="password", outcome=Outcome.CLOSED, indexer=""),
        ]
    )
    stats = await history.stats(StatsQuery())
    assert stats.by_cause == [
        Tally(key="unpack", failures=3, recovered=2, gave_up=1, success_rate=0.6667),
        Tally(key="password", failures=2, recovered=0, gave_up=0, success_rate=None),
    ]
    assert [(tally.key, tally.failures) for tally in stats.by_indexer] == [
        ("NZBgeek", 3),
        ("unknown", 2),
    ]
    assert [(tally.key, tally.success_rate) for tally in stats.by_quality] == [
        ("2160p", 0.5),
        ("unknown", None),
        ("1080p", 1.0),
    ]
    assert [(tally.key, tally.failures) for tally in stats.by_day] == [
        ("2026-11-26", 4),
        ("2026-11-27", 1),
    ]
    later = await history.stats(StatsQuery(since=NOON + HOUR))
    assert [tally.key for tally in later.by_day] == ["2026-11-27"]


@settings(max_examples=15)
@given(
    moments=st.lists(st.tuples(st.integers(-72, 72), st.booleans()), max_size=40),
    spans=st.lists(
        st.tuples(
            st.none() | st.integers(-80, 80).map(lambda hours: NOON + hours * HOUR),
            st.none() | st.integers(-80, 80).map(lambda hours: NOON + hours * HOUR),
        ),
        min_size=10,
        max_size=10,
    ),
)
async def test_events_are_counted_as_one_would_count_them(
    moments: list[tuple[int, bool]], spans: list[tuple[object, object]]
) -> None:
    """Whole days, parts of days, and events whose moment is far from their ULID."""
    sent = [
        event(
            id=ulid(NOON + hours * HOUR * (not strays), number),
            at=NOON + hours * HOUR,
            kind=f"kind_{number % 3}",
            severity=("info", "error")[number % 2],
        )
        for number, (hours, strays) in enumerate(moments)
    ]
    with tempfile.TemporaryDirectory() as folder:
        history = await History.open(settings_in(Path(folder)))
        try:
            if sent:
                await history.add_activity(sent)
            for since, until in spans:
                query = StatsQuery.model_validate({"since": since, "until": until})
                stats = await history.stats(query)
                counted = [
                    item
                    for item in sent
                    if (query.since is None or item.at >= query.since)
                    and (query.until is None or item.at < query.until)
                ]
                assert stats.events == len(counted)
                assert stats.by_kind == {
                    kind: sum(item.kind == kind for item in counted)
                    for kind in {item.kind for item in counted}
                }
                assert stats.by_severity.get("error", 0) == sum(
                    item.severity == "error" for item in counted
                )
        finally:
            await history.close()


@given(st.integers(0, 10 * DAY), st.integers(0, 10 * DAY) | st.just(END))
def test_a_span_is_cut_into_days_and_rests_without_gap(since: int, until: int) -> None:
    """Each microsecond is in exactly one part."""
    place = since
    for whole, start, stop in parts(since, until):
        unit = DAY if whole else 1
        assert start * unit == place
        place = stop * unit
    assert place == until or since >= until
