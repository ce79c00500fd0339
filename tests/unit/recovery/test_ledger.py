"""What recovery remembers: across restarts, damaged files and clocks that jump."""

import contextlib
from dataclasses import fields, replace
from datetime import timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.clients.models.servarr import FailedHandling
from custom_components.autoarr.journal.ports import JsonObject
from custom_components.autoarr.journal.records import DamagedRecord, encode
from custom_components.autoarr.recovery.causes import Cause, FaultOf, Kind
from custom_components.autoarr.recovery.deciding.budgets import (
    automatic_actions,
    instance_searches,
    item_history,
)
from custom_components.autoarr.recovery.keeping.codec import decode_failure
from custom_components.autoarr.recovery.keeping.codec_records import (
    decode_attempt,
    decode_outcome,
    decode_pause,
    decode_tried,
    decode_unknown,
    decode_would,
)
from custom_components.autoarr.recovery.keeping.ledger import AWAY, KEEP_SETTLED, Ledger
from custom_components.autoarr.recovery.keeping.shelf import Former, contents_json
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import (
    ACTING,
    Failure,
    FailureState,
    Mode,
    Policy,
    Strategy,
)
from custom_components.autoarr.recovery.records import (
    Attempt,
    Happened,
    OurPause,
    Outcome,
    Tried,
    UnknownMessage,
    WouldHaveDone,
)
from tests.support.clock import START
from tests.support.stores import MemoryStore

from .builders import GRAB, MOVIE, SEASON, failure
from .strategies import failures

FULL = failure(
    Cause.PROVIDER_DOWN,
    FaultOf.PROVIDER,
    kind=Kind.LOGIN_REFUSED,
    blocked=True,
    torrent=True,
    suggested=Cause.UNPACK,
    undone=True,
    jobs=("nzo1", "nzo2"),
    evidence=("server news: 481",),
    grab=replace(
        GRAB, item=SEASON, interactive=True, guid="guid-1", published=START, size_bytes=4_000
    ),
    state=FailureState.WAITING,
    strategy=Strategy.HOLD,
    proposed=Strategy.RETRY_LATER,
    reason=Reason.PROVIDER_DOWN,
    detail="refused",
    completed=START,
    size_bytes=5,
    lookups=1,
    waits=3,
    reviews=2,
    in_vain=True,
    failed_job="nzo2",
    ended_by_us=True,
    next_try=START,
    following_since=START,
    outage_titles=("Other.Release",),
)


def attempt(
    strategy: Strategy = Strategy.NEXT_RELEASE, *, ago: timedelta = timedelta(), search: bool = True
) -> Attempt:
    """Return an attempt for the movie."""
    return Attempt(
        at=START - ago,
        item=MOVIE.key,
        instance=MOVIE.instance,
        strategy=strategy,
        search=search,
        automatic=True,
    )


def line(strategy: Strategy = Strategy.NEXT_RELEASE, key: str = "sab1:nzo1") -> WouldHaveDone:
    """Return a line of the dry-run list."""
    return WouldHaveDone(
        at=START,
        failure=key,
        name="Dune",
        cause=Cause.UNPACK,
        strategy=strategy,
        reason=Reason.RELEASE_AT_FAULT,
        instance="radarr1",
    )


def test_every_field_of_every_record_survives() -> None:
    """One example with each field away from its default."""
    assert decode_failure(encode(FULL)) == FULL
    assert decode_attempt(encode(attempt())) == attempt()
    assert decode_would(encode(line())) == line()
    tried = Tried(guid="g", title="Dune", published=START, size_bytes=5, indexer="One")
    assert decode_tried(encode(tried)) == tried
    pause = OurPause(
        since=START, next_test=START, tests=2, evidence=("481",), kind=Kind.LOGIN_REFUSED
    )
    assert decode_pause(encode(pause)) == pause
    unknown = UnknownMessage(
        service="sabnzbd", version="5.1.3", text="?", at=START, count=3, suggested=Cause.UNPACK
    )
    assert decode_unknown(encode(unknown)) == unknown
    outcome = Outcome(
        at=START, what=Happened.RECOVERED, cause=Cause.UNPACK, strategy=Strategy.RETRY_NOW
    )
    assert decode_outcome(encode(outcome)) == outcome
    plain = failure()
    same = [f.name for f in fields(Failure) if getattr(FULL, f.name) == getattr(plain, f.name)]
    assert set(same) <= {"key", "sabnzbd", "name", "first_seen", "paused", "baseline"}


@given(failures())
def test_any_failure_survives(seen: Failure) -> None:
    """In every state."""
    assert decode_failure(encode(seen)) == seen


LATER = frozenset({"kind", "blocked", "torrent", "suggested", "undone", "reviews"})
"""What earlier versions did not write down."""


def test_a_failure_of_an_earlier_version_is_read() -> None:
    """With the likeliest kind of its cause."""
    raw = encode(FULL)
    assert isinstance(raw, dict)
    read = decode_failure({name: value for name, value in raw.items() if name not in LATER})
    assert (read.cause, read.kind) == (Cause.PROVIDER_DOWN, Kind.OUTAGE)
    assert (read.blocked, read.torrent, read.suggested, read.undone) == (False, False, None, False)


@pytest.mark.parametrize(
    "name", [field.name for field in fields(Failure) if field.name not in LATER]
)
def test_a_failure_without_a_field_is_damaged(name: str) -> None:
    """Never half a failure."""
    raw = encode(FULL)
    assert isinstance(raw, dict)
    del raw[name]
    with pytest.raises(DamagedRecord, match=name):
        decode_failure(raw)


@given(
    st.sampled_from([field.name for field in fields(Failure)]),
    st.one_of(st.none(), st.text(max_size=5), st.integers(), st.lists(st.integers(), max_size=2)),
)
def test_a_failure_with_a_wrong_field_is_damaged_or_read(name: str, value: object) -> None:
    """And nothing else happens."""
    raw = encode(FULL)
    assert isinstance(raw, dict)
    with contextlib.suppress(DamagedRecord):
        decode_failure(raw | {name: value})  # type: ignore[arg-type]


def test_what_has_no_json_form_is_refused() -> None:
    """A mistake of ours, not of a file."""
    with pytest.raises(TypeError, match="set"):
        encode({1})
    with pytest.raises(DamagedRecord, match="not an object"):
        decode_failure([])


async def test_a_restart_loses_nothing() -> None:
    """Failures, budgets, policies, modes, queues that are left alone, the storm, the list, the counters."""
    store = MemoryStore()
    ledger = Ledger(store)
    ledger.put(FULL)
    ledger.begin_attempt(attempt())
    ledger.set_policies({Strategy.NEXT_RELEASE: Policy.AUTO})
    ledger.set_former(
        "radarr1",
        Former(
            handling=FailedHandling(auto_redownload=True, auto_redownload_interactive=False),
            remove_failed={1: True, 2: False},
            complete=True,
        ),
    )
    ledger.saw("sab1", START)
    ledger.raise_floor("sab1", START)
    ledger.note_failures(9, START)
    ledger.would_have(line())
    ledger.count("seen")
    ledger.set_left("sab1", left=True)
    await ledger.save()
    later = Ledger(store.reopened())
    assert await later.load(START) == 0
    assert contents_json(later.contents) == contents_json(ledger.contents)
    assert later.mode("radarr1") is Mode.MANAGE
    assert later.contents.storm_since == START
    assert later.is_left("sab1")
    later.forget("sab1")
    assert not later.is_left("sab1")


async def test_a_damaged_file_gives_what_can_be_read_and_only_reports() -> None:
    """A record that cannot be read is left out, a policy that cannot is on report."""
    raw: JsonObject = {
        "policies": {"next_release": "auto", "retry_now": "always"},
        "failures": [encode(FULL), {"key": 1}, None],
        "attempts": "none",
        "recent": ["yesterday", "2026-11-23T12:00:00"],
        "storm_since": 5,
        "watched": {"sab1": {"since": START.isoformat(), "last_seen": START.isoformat()}, "x": []},
        "modes": {"radarr1": {"remove_failed": {}}, "radarr2": 7},
        "counters": {"seen": 2, "bad": "x"},
    }
    ledger = Ledger(MemoryStore(raw))
    assert await ledger.load(START) == 8
    assert ledger.failures() == (FULL,)
    assert ledger.policy(Strategy.NEXT_RELEASE) is Policy.AUTO
    assert ledger.policy(Strategy.RETRY_NOW) is Policy.REPORT
    assert ledger.contents.counters == {"seen": 2}
    assert ledger.mode("radarr1") is Mode.ASSIST


async def test_an_empty_or_foreign_file_starts_anew() -> None:
    """Everything is on report then."""
    for raw in (None, {}, {"policies": [], "failures": {}, "watched": 3}):
        ledger = Ledger(MemoryStore(raw))  # type: ignore[arg-type]
        await ledger.load(START)
        assert {ledger.policy(strategy) for strategy in ACTING} == {Policy.REPORT}
        assert ledger.failures() == ()


def test_budgets_count_what_was_done_for_the_item_in_their_windows() -> None:
    """Seven days for tries, a day for searches and actions."""
    ledger = Ledger(MemoryStore())
    ledger.begin_attempt(attempt(ago=timedelta(days=8)))
    ledger.begin_attempt(attempt(ago=timedelta(days=2)))
    ledger.begin_attempt(attempt(ago=timedelta(hours=1)))
    ledger.begin_attempt(attempt(Strategy.RETRY_NOW, search=False))
    ledger.begin_attempt(replace(attempt(), item="other"))
    history = item_history(ledger.contents.attempts, MOVIE.key, START)
    assert (history.releases, history.retries, len(history.searches)) == (2, 1, 1)
    assert len(automatic_actions(ledger.contents.attempts, START)) == 3
    assert len(instance_searches(ledger.contents.attempts, "radarr1", START)) == 2
    ledger.withdraw(attempt(ago=timedelta(hours=1)))
    ledger.withdraw(attempt(ago=timedelta(hours=9)))
    assert item_history(ledger.contents.attempts, MOVIE.key, START).releases == 1


def test_a_storm_is_six_failures_in_ten_minutes_and_ends_after_a_quiet_hour() -> None:
    """It begins once."""
    ledger = Ledger(MemoryStore())
    now = START
    for _ in range(5):
        assert not ledger.note_failures(1, now)
        now += timedelta(minutes=1)
    assert ledger.note_failures(1, now)
    assert not ledger.note_failures(1, now)
    assert not ledger.calm(now + timedelta(minutes=59))
    assert ledger.calm(now + timedelta(minutes=60))
    assert not ledger.calm(now + timedelta(minutes=61))
    assert not ledger.note_failures(1, now + timedelta(minutes=62))


def test_five_failures_in_an_hour_are_no_storm() -> None:
    """Only what comes together counts."""
    ledger = Ledger(MemoryStore())
    begun = [ledger.note_failures(1, START + timedelta(minutes=9 * n)) for n in range(20)]
    assert not any(begun)
    assert not ledger.end_storm()


def test_a_clock_set_back_leaves_no_time_in_the_future() -> None:
    """Budgets stay spent, the storm ends in time, and nothing waits longer than a day."""
    ledger = Ledger(MemoryStore())
    ahead = START + timedelta(days=400)
    ledger.begin_attempt(replace(attempt(), at=ahead))
    ledger.note_failures(9, ahead)
    ledger.saw("sab1", ahead)
    ledger.put(failure(first_seen=ahead, next_try=ahead, following_since=ahead))
    ledger._rebase(START)
    assert item_history(ledger.contents.attempts, MOVIE.key, START).releases == 1
    assert ledger.contents.storm_since == START
    assert not ledger.is_baseline("sab1", START + AWAY)
    (seen,) = ledger.failures()
    assert (seen.first_seen, seen.following_since) == (START, START)
    assert seen.next_try == START + timedelta(hours=24)


def test_an_hour_back_does_not_move_what_is_due_soon() -> None:
    """It comes an hour later, not a day."""
    ledger = Ledger(MemoryStore())
    ledger.put(failure(next_try=START + timedelta(minutes=75), first_seen=START))
    ledger._rebase(START)
    (seen,) = ledger.failures()
    assert seen.next_try == START + timedelta(minutes=75)


def test_the_first_look_and_a_long_absence_are_baseline() -> None:
    """Six hours, and also after the instance was removed."""
    ledger = Ledger(MemoryStore())
    assert ledger.is_baseline("sab1", START)
    ledger.saw("sab1", START)
    assert not ledger.is_baseline("sab1", START + timedelta(hours=6))
    assert ledger.is_baseline("sab1", START + timedelta(hours=6, seconds=1))
    ledger.forget("sab1")
    assert ledger.is_baseline("sab1", START)


def test_old_stories_are_forgotten_but_never_taken_for_new() -> None:
    """Those that SABnzbd still shows are kept, and the floor moves up for the others."""
    ledger = Ledger(MemoryStore())
    ledger.saw("sab1", START)
    ended = failure(state=FailureState.RECOVERED, completed=START)
    ledger.put(ended)
    ledger.put(replace(ended, key="sab1:open", jobs=("open",), state=FailureState.WAITING))
    ledger.put(replace(ended, key="sab2:x", jobs=("x",), sabnzbd="sab2"))
    later = START + KEEP_SETTLED + timedelta(days=1)
    ledger.prune(later, ["nzo1"], "sab1")
    assert len(ledger.failures()) == 3
    ledger.prune(later, [], "sab1")
    assert {seen.key for seen in ledger.failures()} == {"sab1:open", "sab2:x"}
    watched = ledger.watched("sab1")
    assert watched is not None
    assert watched.floor == START
    ledger.raise_floor("sab1", START - timedelta(days=1))
    ledger.raise_floor("nobody", START)
    assert ledger.watched("sab1") == watched


def test_the_number_of_ended_stories_is_bounded() -> None:
    """Five hundred for each SABnzbd."""
    ledger = Ledger(MemoryStore())
    ledger.saw("sab1", START)
    for number in range(510):
        job = f"nzo{number}"
        ledger.put(failure(key=f"sab1:{job}", jobs=(job,), state=FailureState.CLOSED))
    ledger.prune(START, [], "sab1")
    assert len(ledger.failures()) == 500
    assert ledger.of_job("nzo509") is not None
    assert ledger.of_job("nzo9") is None


def test_the_dry_run_list_names_each_thing_once_and_is_bounded() -> None:
    """200 lines."""
    ledger = Ledger(MemoryStore())
    assert ledger.would_have(line())
    assert not ledger.would_have(line())
    assert ledger.would_have(line(Strategy.RETRY_NOW))
    for number in range(300):
        ledger.would_have(line(key=f"sab1:{number}"))
    assert len(ledger.contents.would) == 200


def test_removing_an_arr_forgets_what_it_owned() -> None:
    """Its failures, its former switches and its lines."""
    ledger = Ledger(MemoryStore())
    ledger.put(failure())
    ledger.put(failure(key="sab1:other", jobs=("other",), grab=None))
    ledger.would_have(line())
    ledger.forget("radarr1")
    assert [seen.key for seen in ledger.failures()] == ["sab1:other"]
    assert ledger.contents.would == []
