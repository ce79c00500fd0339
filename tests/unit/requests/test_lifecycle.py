"""How a request moves: pure."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.clients.models.servarr import (
    DownloadProtocol,
    QueueItem,
    QueueStatusName,
    StatusMessage,
    TrackedState,
    TrackedStatus,
)
from custom_components.autoarr.requests.codec import decode, encode
from custom_components.autoarr.requests.lifecycle import Observation, advance, covers, rows_of
from custom_components.autoarr.requests.media import Choice, MediaRef, Note, Scope
from custom_components.autoarr.requests.models import ENDED, FOLLOWED, Request, RequestState
from custom_components.autoarr.requests.parsed import MediaType, ParsedItem, Quality
from custom_components.autoarr.requests.people import Source, Via

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
CHOICE = Choice(
    media=MediaRef(media_type=MediaType.MOVIE, title="Dune", year=2021, tmdb_id=438631),
    instance_id="radarr",
    instance_name="Radarr",
    profile_id=4,
    profile_name="HD-1080p",
    root_folder="/films",
    scope=Scope.MOVIE,
)


def request(state: RequestState, **facts: Any) -> Request:
    """Return a request in that state."""
    chosen = None if state is RequestState.PROPOSED else CHOICE
    given_facts: dict[str, Any] = {"chosen": chosen, "media_id": 7, **facts}
    return Request(id="1", created=NOW, updated=NOW, state=state, **given_facts)


def row(**facts: Any) -> QueueItem:
    """Return a download of the film."""
    usual: dict[str, Any] = {
        "id": 1,
        "media_id": 7,
        "episode_id": None,
        "season_number": None,
        "title": "Dune.2021",
        "size_bytes": 100,
        "left_bytes": 40,
        "status": QueueStatusName.DOWNLOADING,
        "tracked_status": TrackedStatus.OK,
        "tracked_state": TrackedState.DOWNLOADING,
        "status_messages": (),
        "error_message": None,
        "download_id": "nzo",
        "protocol": DownloadProtocol.USENET,
        "download_client": "SABnzbd",
        "indexer": None,
        "output_path": None,
        "quality": "WEBDL-1080p",
        "added": None,
        "time_left": None,
        "estimated_completion": None,
    }
    return QueueItem(**{**usual, **facts})


def seen_rows(*rows: QueueItem, state: RequestState = RequestState.SEARCHING) -> tuple[str, str]:
    """Return state and note that follow from a queue."""
    after = advance(request(state), Observation(queue=rows), LATER)
    return after.state.value, after.note.key if after.note else ""


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, ("downloading", "")),
        ({"left_bytes": 100, "status": QueueStatusName.QUEUED}, ("grabbed", "")),
        ({"status": QueueStatusName.DELAY}, ("searching", "waiting_delay")),
        ({"status": QueueStatusName.PAUSED}, ("downloading", "download_paused")),
        ({"status": QueueStatusName.COMPLETED}, ("importing", "")),
        ({"tracked_state": TrackedState.IMPORTING}, ("importing", "")),
        ({"tracked_state": TrackedState.IMPORT_PENDING}, ("importing", "")),
        ({"tracked_state": TrackedState.IMPORT_BLOCKED}, ("importing", "import_blocked")),
        ({"tracked_state": TrackedState.FAILED_PENDING}, ("searching", "download_failing")),
        ({"status": QueueStatusName.FAILED}, ("searching", "download_failing")),
        ({"status": QueueStatusName.WARNING}, ("downloading", "download_warning")),
        ({"tracked_status": TrackedStatus.ERROR}, ("downloading", "download_warning")),
        (
            {"status": QueueStatusName.DOWNLOAD_CLIENT_UNAVAILABLE},
            ("grabbed", "client_unavailable"),
        ),
    ],
)
def test_a_download_says_where_the_request_is(
    facts: dict[str, Any], expected: tuple[str, str]
) -> None:
    """Each status of the queue has its step and its reason."""
    assert seen_rows(row(**facts)) == expected


def test_of_several_downloads_the_furthest_counts() -> None:
    """Episodes of a season come one after the other; a blocked import is not hidden."""
    blocked = row(id=2, tracked_state=TrackedState.IMPORT_BLOCKED)
    assert seen_rows(row(), blocked) == ("importing", "import_blocked")
    waiting = row(id=3, status=QueueStatusName.QUEUED, left_bytes=100)
    after = advance(request(RequestState.SEARCHING), Observation(queue=(row(), waiting)), LATER)
    assert (after.state, after.progress) == (RequestState.DOWNLOADING, 30)
    empty = row(size_bytes=0, left_bytes=0)
    assert (
        advance(request(RequestState.SEARCHING), Observation(queue=(empty,)), NOW).progress is None
    )


def test_the_words_of_the_service_are_kept_short() -> None:
    """The first message, or the error, or the release."""
    told = StatusMessage(title="x", messages=("no space " * 100,))
    blocked = row(tracked_state=TrackedState.IMPORT_BLOCKED, status_messages=(told,))
    after = advance(request(RequestState.DOWNLOADING), Observation(queue=(blocked,)), NOW)
    assert after.note is not None
    assert len(after.note.placeholders["reason"]) == 200
    failed = row(status=QueueStatusName.FAILED, error_message="Aborted")
    after = advance(request(RequestState.DOWNLOADING), Observation(queue=(failed,)), NOW)
    assert after.note == Note(key="download_failing", placeholders={"reason": "Aborted"})


def test_a_download_that_left_the_queue_is_not_judged_unseen() -> None:
    """First it must be known whether there is a file, and that the queue is empty."""
    moving = request(RequestState.DOWNLOADING)
    assert advance(moving, Observation(queue=()), LATER) is moving
    assert advance(moving, Observation(has_file=False), LATER) is moving
    lost = advance(moving, Observation(queue=(), has_file=False), LATER)
    assert (lost.state, lost.note) == (RequestState.SEARCHING, Note(key="searching_again"))
    still = advance(lost, Observation(queue=(), has_file=False, monitored=True), LATER)
    assert still is lost


def test_waiting_says_for_what() -> None:
    """For a date, for episodes, for somebody to monitor it."""
    added = request(RequestState.ADDED)
    dated = Observation(has_file=False, released=False, release_date=date(2026, 12, 18))
    after = advance(added, dated, LATER)
    assert after.note == Note(key="waiting_release", placeholders={"date": "2026-12-18"})
    out = advance(after, Observation(has_file=False, released=True, monitored=True), LATER)
    assert (out.state, out.note) == (RequestState.SEARCHING, None)
    pending = replace(added, pending_episodes=True)
    waits = advance(pending, Observation(has_file=False), LATER)
    assert waits.note == Note(key="waiting_episodes")


ROWS = st.builds(
    row,
    id=st.integers(0, 5),
    size_bytes=st.integers(-5, 100),
    left_bytes=st.integers(-5, 200),
    status=st.sampled_from(QueueStatusName),
    tracked_status=st.sampled_from(TrackedStatus),
    tracked_state=st.sampled_from(TrackedState),
    error_message=st.none() | st.text(max_size=300),
)
MAYBE = st.none() | st.booleans()
SEEN = st.builds(
    Observation,
    exists=MAYBE,
    has_file=MAYBE,
    monitored=MAYBE,
    released=MAYBE,
    release_date=st.none() | st.just(date(2027, 1, 1)),
    queue=st.none() | st.lists(ROWS, max_size=3).map(tuple),
    in_plex=MAYBE,
    instance_removed=st.booleans(),
)
REQUESTS = st.builds(
    request,
    st.sampled_from(RequestState),
    pending_episodes=st.booleans(),
    note=st.none() | st.just(Note(key="searching_again")),
    progress=st.none() | st.integers(0, 100),
)


@given(REQUESTS, SEEN)
def test_what_has_ended_stays_ended(before: Request, seen: Observation) -> None:
    """Nothing brings it back."""
    after = advance(before, seen, LATER)
    if before.state in ENDED:
        assert after is before


@given(REQUESTS, SEEN)
def test_available_means_that_a_file_was_seen(before: Request, seen: Observation) -> None:
    """And that Plex shows it, or there is none."""
    after = advance(before, seen, LATER)
    if after.state is RequestState.AVAILABLE and before.state is not RequestState.AVAILABLE:
        assert seen.has_file
        assert seen.in_plex is not False
        assert before.state in FOLLOWED


@given(REQUESTS, SEEN)
def test_seeing_the_same_again_changes_nothing(before: Request, seen: Observation) -> None:
    """No event twice."""
    once = advance(before, seen, LATER)
    assert advance(once, seen, LATER + timedelta(hours=1)) is once


@given(REQUESTS, SEEN)
def test_an_end_has_a_reason_and_progress_a_meaning(before: Request, seen: Observation) -> None:
    """A person can read why."""
    after = advance(before, seen, LATER)
    if after is not before:
        assert after.updated == LATER
        assert after.state is not RequestState.PROPOSED
        if after.state in {RequestState.FAILED, RequestState.CANCELLED}:
            assert after.note is not None
        assert after.progress is None or 0 <= after.progress <= 100


@given(REQUESTS, st.lists(SEEN, max_size=6))
def test_requests_survive_the_store_at_every_step(before: Request, seen: list[Observation]) -> None:
    """What is written is what is read."""
    for one in seen:
        before = advance(before, one, LATER)
    assert decode(encode(before)) == before


def test_a_request_with_everything_survives_the_store() -> None:
    """Every field."""
    there = Note(key="already_available", placeholders={"title": "Dune"})
    full = replace(
        CHOICE,
        media_id=3,
        seasons=(1,),
        episodes=(2, 3),
        known_seasons=(1, 2),
        series_type="anime",
        released=False,
        release_date=date(2027, 1, 1),
        overview="sand",
        poster_url="http://x/y.jpg",
        there=there,
    )
    one = request(
        RequestState.SEARCHING,
        text="add it",
        source=Source(
            requester="somebody",
            via=Via.VOICE,
            satellite="assist_satellite.kitchen",
            device="d1",
            conversation="c1",
            language="de-CH",
        ),
        item=ParsedItem(titles=("Dune",), year=2021, quality=Quality.UHD, latest=True),
        quality=Quality.UHD,
        note=there,
        choices=(CHOICE, full),
        tokens=("t1", "t2"),
        spent=("t0",),
        expires=NOW,
        confirmed_by="somebody",
        approved_by="mother",
        followers=(Source(requester="father"),),
        missing_episodes=(9,),
        chosen=full,
        owned=True,
        own_tags=(1, 2),
        was_monitored=False,
        old_seasons=(4,),
        pending_episodes=True,
        progress=50,
    )
    assert decode(encode(one)) == one


def test_which_downloads_belong_to_a_request() -> None:
    """By the id of the *arr, and by season."""
    season = replace(CHOICE, scope=Scope.SEASONS, seasons=(2,))
    wanted = request(RequestState.SEARCHING, chosen=season)
    rows = [
        row(id=3, season_number=2),
        row(id=1, season_number=None),
        row(id=2, season_number=1),
        row(id=4, media_id=8),
    ]
    assert [one.id for one in rows_of(wanted, rows)] == [1, 3]
    assert rows_of(request(RequestState.PROPOSED, media_id=None), rows) == ()


def test_what_one_request_covers_of_another() -> None:
    """All covers everything; a season covers its episodes; nothing covers more than it has."""

    def asking(scope: Scope, *seasons: int, episodes: tuple[int, ...] = ()) -> Request:
        chosen = replace(CHOICE, scope=scope, seasons=seasons, episodes=episodes)
        return request(RequestState.SEARCHING, chosen=chosen)

    everything, first_two = asking(Scope.ALL), asking(Scope.SEASONS, 1, 2)
    one_episode = asking(Scope.EPISODES, 1, episodes=(3, 4))
    assert covers(everything, Scope.SEASONS, (9,), ())
    assert not covers(everything, Scope.SEASONS, (0,), ())
    assert covers(everything, Scope.ALL, (), ())
    assert covers(first_two, Scope.SEASONS, (2,), ())
    assert not covers(first_two, Scope.SEASONS, (2, 3), ())
    assert covers(first_two, Scope.EPISODES, (2,), (7,))
    assert not covers(first_two, Scope.ALL, (), ())
    assert covers(one_episode, Scope.EPISODES, (1,), (3,))
    assert not covers(one_episode, Scope.EPISODES, (1,), (5,))
    assert not covers(one_episode, Scope.SEASONS, (1,), ())
    assert not covers(request(RequestState.PROPOSED), Scope.MOVIE, (), ())


def test_titles_and_correlations() -> None:
    """What lists show, and what the journal calls it."""
    asked = request(RequestState.PROPOSED, text="add dune", choices=(CHOICE,))
    assert (asked.title, asked.correlation) == ("Dune (2021)", "movie:tmdb:438631")
    other = replace(CHOICE, media=replace(CHOICE.media, year=1984, tmdb_id=841))
    open_question = replace(asked, choices=(CHOICE, other))
    assert (open_question.title, open_question.correlation) == ("add dune", "request:1")
    undated = replace(CHOICE.media, year=None)
    assert undated.label == "Dune"
