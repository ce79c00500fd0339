"""Requests, failures, snapshots and best practices: latest states, in pages."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from autoarr_app.history import History
from autoarr_app.history.practices import packaged
from autoarr_app.protocol.common import Stored
from autoarr_app.protocol.records import Outcome, RecordsQuery, RequestRecord, SnapshotsQuery

from .builders import NOON, failure, on_disk, request, settings_in, snapshot

HOUR = timedelta(hours=1)


async def test_a_request_is_read_back_as_it_was_sent(history: History) -> None:
    """Every field survives."""
    sent = request(
        text="Add the new Dune\nin 4K",
        media_type="movie",
        year=2021,
        external_ids={"tmdb": "438631"},
        quality="2160p",
        requester="kitchen",
        reason="because",
        correlation="movie:tmdb:438631",
        instance="Radarr 4K",
    )
    assert await history.put_requests([sent]) == Stored(stored=1, unchanged=0)
    assert (await history.requests(RecordsQuery())).items == [sent]


async def test_an_older_state_never_replaces_a_newer_one(history: History) -> None:
    """Late and repeated reports are counted as unchanged."""
    newer = request(state="available", updated=NOON + HOUR)
    assert await history.put_requests([newer]) == Stored(stored=1, unchanged=0)
    assert await history.put_requests([request(), newer]) == Stored(stored=0, unchanged=2)
    assert (await history.requests(RecordsQuery())).items == [newer]


async def test_states_of_one_batch_are_taken_in_their_order(history: History) -> None:
    """The newest of several of the same request remains."""
    states = [request(state=f"state_{hour}", updated=NOON + hour * HOUR) for hour in (1, 3, 2)]
    assert await history.put_requests(states) == Stored(stored=2, unchanged=1)
    assert [item.state for item in (await history.requests(RecordsQuery())).items] == ["state_3"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["r4", "r3", "r2", "r1", "r0"]),
        ({"state": ["added"]}, ["r4", "r2", "r0"]),
        ({"state": ["added", "failed"]}, ["r4", "r3", "r2", "r1", "r0"]),
        ({"correlation": "movie:1"}, ["r4", "r1"]),
        ({"since": NOON + HOUR, "until": NOON + 2 * HOUR}, ["r3", "r2"]),
        ({"state": ["failed"], "correlation": "movie:1"}, ["r1"]),
        ({"cursor": "0-0"}, []),
        ({"cursor": "9" * 18}, ["r4", "r3", "r2", "r1", "r0"]),
    ],
)
async def test_requests_are_filtered_and_paged(
    history: History, query: dict[str, Any], names: list[str]
) -> None:
    """Last changed first, also when two changed at the same moment."""
    await history.put_requests(
        [
            request(
                f"r{number}",
                updated=NOON + number // 2 * HOUR,
                state=("added", "failed")[number % 2],
                correlation=f"movie:{number % 3}",
            )
            for number in range(5)
        ]
    )
    found: list[RequestRecord] = []
    cursor = query.get("cursor")
    while True:
        page = await history.requests(
            RecordsQuery.model_validate(query | {"cursor": cursor, "limit": 2})
        )
        found += page.items
        cursor = page.next
        if cursor is None:
            break
    assert [item.id for item in found] == names


async def test_failures_are_filtered_and_paged(history: History) -> None:
    """By outcome, by time, page after page."""
    await history.put_failures(
        [
            failure(
                f"job{number}",
                name=f"job{number}",
                outcome=(Outcome.OPEN, Outcome.RECOVERED)[number % 2],
                updated=NOON + number * HOUR,
            )
            for number in range(6)
        ]
    )
    first = await history.failures(RecordsQuery(state=["open"], limit=2))
    rest = await history.failures(RecordsQuery(state=["open"], limit=2, cursor=first.next))
    assert [item.name for item in first.items] == ["job4", "job2"]
    assert [item.name for item in rest.items] == ["job0"]
    assert rest.next is None
    late = await history.failures(RecordsQuery(since=NOON + 5 * HOUR))
    assert [item.name for item in late.items] == ["job5"]


async def test_a_large_batch_of_failures_is_one_write(history: History) -> None:
    """As many as the protocol allows, with long chains."""
    batch = [failure(*(f"job{number}_{part}" for part in range(8))) for number in range(500)]
    assert await history.put_failures(batch) == Stored(stored=500, unchanged=0)
    assert await history.put_failures(batch) == Stored(stored=0, unchanged=500)
    assert len((await history.failures(RecordsQuery(limit=500))).items) == 500


async def test_a_snapshot_stays_as_it_was(history: History) -> None:
    """The document comes back; another one under the same id is not taken."""
    sent = snapshot(
        author="other",
        reason="looked",
        changes=[{"path": "/a", "before": 1, "after": None}],
        document={"naming": {"renameMovies": True}, "list": [1, "two", None]},
    )
    assert await history.put_snapshots([sent, sent]) == Stored(stored=1, unchanged=1)
    other = sent.model_copy(update={"document": {}})
    assert await history.put_snapshots([other]) == Stored(stored=0, unchanged=1)
    assert (await history.snapshots(SnapshotsQuery())).items == [sent]


async def test_snapshots_are_filtered_and_paged(history: History) -> None:
    """Newest first, by instance and time."""
    await history.put_snapshots(
        [snapshot(number, instance=("Radarr", "Sonarr")[number % 2]) for number in range(6)]
    )
    first = await history.snapshots(SnapshotsQuery(instance="Radarr", limit=2))
    assert [item.document["number"] for item in first.items] == [4, 2]
    rest = await history.snapshots(SnapshotsQuery(instance="Radarr", limit=2, cursor=first.next))
    assert [item.document["number"] for item in rest.items] == [0]
    assert rest.next is None
    span = SnapshotsQuery(since=NOON + timedelta(minutes=1), until=NOON + timedelta(minutes=3))
    assert [item.document["number"] for item in (await history.snapshots(span)).items] == [2, 1]


async def test_large_snapshots_make_short_pages(history: History) -> None:
    """A page does not grow beyond a few megabytes, and none is left out."""
    await history.put_snapshots(
        [snapshot(number, document={"text": "x" * 480_000}) for number in range(12)]
    )
    found: list[str] = []
    cursor = None
    pages = 0
    while True:
        page = await history.snapshots(SnapshotsQuery(limit=50, cursor=cursor))
        found += [item.id for item in page.items]
        pages += 1
        cursor = page.next
        if cursor is None:
            break
    assert pages == 2
    assert found == [snapshot(number).id for number in reversed(range(12))]


async def test_the_best_practices_of_the_package_are_in_the_table(tmp_path: Path) -> None:
    """All of them, in order, valid, each with its source."""
    history = await History.open(settings_in(tmp_path))
    practices = await history.best_practices()
    await history.close()
    assert practices.items == packaged()
    assert len({item.id for item in practices.items}) == 176
    assert {item.service for item in practices.items} == {"sabnzbd", "radarr", "sonarr", "plex"}
    assert all(item.source and item.reason for item in practices.items)
    path = settings_in(tmp_path).path
    assert on_disk(path, "SELECT count(*) FROM best_practices") == [(176,)]
