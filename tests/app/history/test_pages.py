"""Pages of events: every filter, in every combination, newest first."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
import tempfile
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from autoarr_app.history import History
from autoarr_app.history.words import words
from autoarr_app.protocol.activity import ActivityEvent, ActivityQuery

from .builders import NOON, event, everything, exported, settings_in, titles, ulid

MINUTE = timedelta(minutes=1)
NAMES = ("", "radarr", "sonarr")
KINDS = ("recovered", "gave_up", "failure_seen")
WORDS = ("dune", "dunes", "blade", "runner", "Ünder", "s01e01", "recovering", "recovered", "42")

events = st.builds(
    lambda place, skew, number, **fields: event(
        id=ulid(NOON + place * MINUTE, number), at=NOON + (place + skew) * MINUTE, **fields
    ),
    place=st.integers(0, 12),
    skew=st.sampled_from([0, 0, 0, -30, 5]),
    number=st.integers(0, 2**20),
    kind=st.sampled_from(KINDS),
    severity=st.sampled_from(["debug", "info", "warning", "error"]),
    service=st.sampled_from(NAMES),
    instance=st.sampled_from(["", "Radarr", "Radarr 4K"]),
    correlation=st.sampled_from(["", "movie:1", "movie:2"]),
    title=st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join),
    data=st.fixed_dictionaries({"text": st.sampled_from(WORDS)}),
)
some = st.lists
filters = st.fixed_dictionaries(
    {},
    optional={
        "since": st.integers(-40, 20).map(lambda place: NOON + place * MINUTE),
        "until": st.integers(-40, 20).map(lambda place: NOON + place * MINUTE),
        "service": some(st.sampled_from(NAMES), max_size=2),
        "instance": some(st.sampled_from(["Radarr", "Radarr 4K"]), max_size=2),
        "severity": some(st.sampled_from(["info", "error"]), max_size=2),
        "kind": some(st.sampled_from([*KINDS, "unheard_of"]), max_size=2),
        "correlation": st.sampled_from(["", "movie:1", "movie:3"]),
        "q": some(
            st.sampled_from([*WORDS, "d", "du", "dun", "recov", "recovere", "?", '"', "under"]),
            max_size=2,
        ).map(" ".join),
    },
)


def passes(item: ActivityEvent, query: ActivityQuery) -> bool:
    """Say whether an event passes a filter, as plainly as it can be said."""
    *whole, last = words(query.q or "") or [""]
    own = set(
        words(
            " ".join(
                [
                    item.title,
                    item.kind,
                    item.service,
                    item.instance,
                    item.correlation,
                    str(item.data["text"]),
                ]
            )
        )
    )
    return (
        (query.since is None or item.at >= query.since)
        and (query.until is None or item.at < query.until)
        and (not query.service or item.service in query.service)
        and (not query.instance or item.instance in query.instance)
        and (not query.severity or item.severity in query.severity)
        and (not query.kind or item.kind in query.kind)
        and (query.correlation is None or item.correlation == query.correlation)
        and own.issuperset(whole)
        and (not last or any(word.startswith(last) for word in own))
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    batches=st.lists(st.lists(events, max_size=25), max_size=3),
    asked=st.lists(filters, min_size=10, max_size=10),
    limit=st.integers(1, 8),
)
async def test_all_pages_of_a_filter_are_what_passes_it_newest_first(
    batches: list[list[ActivityEvent]], asked: list[dict[str, Any]], limit: int
) -> None:
    """Against a model that knows nothing of keys, facets and full text."""
    arrived: dict[str, ActivityEvent] = {}
    with tempfile.TemporaryDirectory() as folder:
        history = await History.open(settings_in(Path(folder)))
        try:
            for batch in batches:
                if batch:
                    await history.add_activity(batch)
                for item in batch:
                    arrived.setdefault(item.id, item)
            for query in asked:
                found = await everything(history, limit=limit, **query)
                wanted = [
                    item
                    for item in arrived.values()
                    if passes(item, ActivityQuery.model_validate(query))
                ]
                assert in_order(found)
                assert sorted(item.id for item in found) == sorted(item.id for item in wanted)
                assert all(arrived[item.id] == item for item in found)
                assert await exported(history, **query) == found
        finally:
            await history.close()


def in_order(found: Sequence[ActivityEvent]) -> bool:
    """Say whether events come newest first, by the milliseconds of their ULIDs."""
    moments = [item.id[:10] for item in found]
    return moments == sorted(moments, reverse=True)


@pytest.fixture
async def library(history: History) -> History:
    """Hold a few events with telling texts."""
    texts = {
        "Dune": {"release": "Dune.Part.Two.2024.2160p-GRP"},
        "Amélie": {"message": "Le Fabuleux Destin"},
        "Straße": {"message": "Łódź, Ærø"},
        "Война и мир": {"nzo": "SABnzbd_nzo_abcdefg"},
        "東京物語": {"deep": [{"er": ["hidden", 77]}]},
    }
    await history.add_activity(
        [
            event(number, title=title, data=data)
            for number, (title, data) in enumerate(texts.items())
        ]
    )
    return history


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("dune", ["Dune"]),
        ("DUNE two", ["Dune"]),
        ("two dune", ["Dune"]),
        ("dune.part.two", ["Dune"]),
        ("2160", ["Dune"]),
        ("du two", []),
        ("amelie", ["Amélie"]),
        ("AMÉL", ["Amélie"]),
        ("strasse", ["Straße"]),
        ("lodz", ["Straße"]),
        ("aer", ["Straße"]),
        ("война", ["Война и мир"]),
        ("вой", ["Война и мир"]),
        ("東京", ["東京物語"]),
        ("東京物", ["東京物語"]),
        ("sabnzbd_nzo", ["Война и мир"]),
        ("abcdefg", ["Война и мир"]),
        ("hidden 7", ["東京物語"]),
        ("release", []),
        ("recovered fabuleu", ["Amélie"]),
    ],
)
async def test_words_are_found(library: History, text: str, found: list[str]) -> None:
    """Any case, any order, with or without accents; the last may be a beginning."""
    assert await titles(library, q=text) == found


@pytest.mark.parametrize(
    "text",
    [
        '"; DROP TABLE activity_logs; --',
        "dune' OR '1'='1",
        "NEAR(dune two)",
        "dune AND NOT OR",
        'words:dune ^dune "dune',
        "dune\x00two",
        "{dune} + *two*",
        "\ue000 \U000f0000",
        "a" * 200,
        "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 3,
    ],
)
async def test_no_text_is_a_command(library: History, text: str) -> None:
    """Whatever is typed is words; the answer is a page and everything is still there."""
    await library.activity(ActivityQuery(q=text))
    assert len(await titles(library)) == 5


@pytest.mark.parametrize("text", ["", "   ", '"', "?!*()", "\x00", "\ue000", "😀"])
async def test_a_text_without_words_limits_nothing(library: History, text: str) -> None:
    """All of its words stand in every event: it has none."""
    assert len(await titles(library, q=text)) == 5


@pytest.mark.parametrize("length", range(1, 12))
async def test_a_beginning_of_any_length_is_found_among_many(history: History, length: int) -> None:
    """Also when more words start so than are looked up one by one."""
    await history.add_activity(
        [event(number, title=f"abcdefg{number:04}xyz") for number in range(200)]
    )
    beginning = "abcdefg0123xyz"[:length]
    expected = [
        f"abcdefg{number:04}xyz"
        for number in reversed(range(200))
        if f"abcdefg{number:04}xyz".startswith(beginning)
    ]
    found = await everything(history, q=beginning, limit=500)
    assert [item.title for item in found] == expected
    assert len(await titles(history, q="abcdefg", service=["", "radarr"], limit=500)) == 200


async def test_many_combinations_of_names_are_still_filtered_right(history: History) -> None:
    """More facets than are searched for one by one."""
    await history.add_activity(
        [
            event(
                number,
                kind=f"kind_{number % 40}",
                service=f"service {number % 3}",
                severity=("info", "error")[number % 2],
            )
            for number in range(240)
        ]
    )
    found = await everything(history, severity=["info"], service=["service 1"], q="titl")
    assert [item.title for item in found] == [
        f"Title {number}" for number in reversed(range(240)) if number % 2 == 0 and number % 3 == 1
    ]


async def test_more_facets_than_memory_has_room_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are looked up then, in this run and in the next."""
    monkeypatch.setattr("autoarr_app.history.facets.MOST_AT_HAND", 5)
    for part in range(2):
        history = await History.open(settings_in(tmp_path))
        await history.add_activity(
            [event(number + part * 20, kind=f"kind_{number}") for number in range(20)]
        )
        for number in range(20):
            found = await titles(history, kind=[f"kind_{number}"])
            assert len(found) == part + 1
        await history.close()


@pytest.mark.parametrize("cursor", ["0", "0-0", "9" * 18, "9" * 18 + "-" + "9" * 18, "1-4096"])
async def test_a_cursor_that_was_made_up_is_a_place_like_any_other(
    library: History, cursor: str
) -> None:
    """Before everything, or behind it; never an error."""
    assert len(await titles(library, cursor=cursor)) in {0, 5}


async def test_pages_stay_in_place_while_events_arrive(history: History) -> None:
    """What is new stands before the first page and moves nothing to the next."""
    await history.add_activity([event(number) for number in range(10)])
    first = await history.activity(ActivityQuery(limit=5))
    await history.add_activity([event(number) for number in range(10, 20)])
    second = await history.activity(ActivityQuery(limit=5, cursor=first.next))
    assert [item.title for item in second.items] == [
        f"Title {number}" for number in range(4, -1, -1)
    ]
    assert second.next is None


async def test_an_export_does_not_hold_what_arrives_meanwhile(history: History) -> None:
    """It ends, however fast events arrive, and blocks none of them."""
    await history.add_activity([event(number) for number in range(700)])
    lines = 0
    async for chunk in history.export(ActivityQuery(q="titl")):
        lines += chunk.count(b"\n")
        await history.add_activity([event(1_000 + lines)])
    assert lines == 700


async def test_words_are_found_in_events_with_ids_of_any_century(history: History) -> None:
    """A ULID has room for ten thousand years, whatever the moment beside it says."""
    years = (9999, 2249, 2248, 2026, 1970)
    ids = [ulid(datetime(year, 1, 1, tzinfo=UTC)) for year in years]
    for number in (3, 0, 4, 1, 2):
        await history.add_activity([event(id=ids[number], title=f"Year {years[number]}")])
    newest_first = [f"Year {year}" for year in years]
    assert await titles(history, q="year") == newest_first
    assert await titles(history, q="year", since=NOON) == newest_first
    assert await titles(history, q="year", until=NOON) == []
    pages = await everything(history, q="year", limit=2)
    assert [item.title for item in pages] == newest_first


async def test_a_clock_that_went_back_does_not_move_events(history: History) -> None:
    """The order is that of the ULIDs; filters by time look at the moment that is told."""
    jumped = NOON - timedelta(days=400)
    await history.add_activity(
        [
            event(1),
            event(2, id=ulid(NOON + timedelta(seconds=2)), at=jumped, title="Jumped"),
            event(3),
        ]
    )
    assert await titles(history) == ["Title 3", "Jumped", "Title 1"]
    assert await titles(history, until=NOON) == ["Jumped"]
    assert await titles(history, until=NOON, q="jum") == ["Jumped"]
    assert await titles(history, until=NOON, kind=["recovered"]) == ["Jumped"]
    assert await titles(history, until=NOON, kind=["gave_up"]) == []
    assert await titles(history, since=NOON) == ["Title 3", "Title 1"]
