"""How often and how long a block is seen before it counts, and when a download that left is asked after."""

from datetime import datetime, timedelta

from hypothesis import given, strategies as st

from custom_components.autoarr.recovery.arrs.sightings import (
    CHECKS,
    GONE_AT_MOST,
    GONE_FOR,
    LASTING,
    STEADY,
    Blocks,
    Departures,
    Listed,
)
from custom_components.autoarr.recovery.causes import Kind
from custom_components.autoarr.recovery.classify import of_kind
from tests.support.clock import START

LASTS = of_kind(Kind.NOT_AN_UPGRADE, "import: x")
PASSES = of_kind(Kind.NO_SPACE_TO_IMPORT, "import: x", final=False)
JOB = Listed(lane="sab1", name="Dune", size_bytes=1, whole=False)


def looked(blocks: Blocks, now: datetime, *, trying: bool = False, baseline: bool = False) -> bool:
    """Look once and say whether the block counts."""
    shown = {} if trying else {"a": LASTS}
    return "a" in blocks.look(shown, {"a"} if trying else (), now, baseline=baseline)


def test_a_block_counts_when_two_looks_two_minutes_apart_have_seen_it() -> None:
    """Radarr and Sonarr try again each minute."""
    blocks = Blocks()
    assert not looked(blocks, START)
    assert not looked(blocks, START + STEADY - timedelta(seconds=1))
    assert looked(blocks, START + STEADY)


def test_one_look_is_not_enough_however_late_the_next_poll_comes() -> None:
    """Nobody knows what happened between."""
    blocks = Blocks()
    assert not looked(blocks, START + STEADY)


def test_a_new_try_neither_confirms_nor_ends_a_block() -> None:
    """Each minute there is one."""
    blocks = Blocks()
    looked(blocks, START)
    assert not looked(blocks, START + timedelta(minutes=1), trying=True)
    assert looked(blocks, START + STEADY)


def test_a_block_that_went_away_begins_anew() -> None:
    """It may have been imported in part."""
    blocks = Blocks()
    looked(blocks, START)
    blocks.look({}, (), START + timedelta(minutes=1), baseline=False)
    assert not looked(blocks, START + STEADY)


def test_what_may_pass_counts_when_it_has_lasted_an_hour() -> None:
    """A full disk is often mended before."""
    blocks = Blocks()
    for minutes in range(60):
        now = START + timedelta(minutes=minutes)
        assert blocks.look({"a": PASSES}, (), now, baseline=False) == {}
    assert "a" in blocks.look({"a": PASSES}, (), START + LASTING, baseline=False)


def test_another_reason_has_to_last_by_itself() -> None:
    """The hour of the full disk says nothing about what came after it."""
    blocks = Blocks()
    blocks.look({"a": PASSES}, (), START, baseline=False)
    assert not looked(blocks, START + LASTING)
    assert looked(blocks, START + LASTING + STEADY)


def test_what_the_first_look_shows_counts_at_once_as_of_the_time_before_us() -> None:
    """Also what may still pass is of that time, once it counts."""
    blocks = Blocks()
    (found,) = blocks.look({"a": LASTS, "b": PASSES}, (), START, baseline=True).values()
    assert found.baseline
    later = blocks.look({"b": PASSES}, (), START + LASTING, baseline=False)
    assert later["b"].baseline


def test_a_clock_that_was_set_back_starts_the_wait_anew() -> None:
    """It proves nothing, and it does not wait for the old time."""
    blocks = Blocks()
    looked(blocks, START)
    back = START - timedelta(hours=1)
    assert not looked(blocks, back)
    assert looked(blocks, back + STEADY)


@given(st.lists(st.tuples(st.sampled_from(["seen", "trying", "gone"]), st.integers(1, 300))))
def test_no_block_counts_before_its_time(steps: list[tuple[str, int]]) -> None:
    """Whatever happens between: two sightings, two minutes, nothing in between that ended it."""
    blocks, now, first, looks = Blocks(), START, None, 0
    for what, seconds in steps:
        now += timedelta(seconds=seconds)
        if what == "gone":
            first, looks = None, 0
            assert blocks.look({}, (), now, baseline=False) == {}
            continue
        if what == "seen":
            first, looks = first or now, looks + 1
        counts = looked(blocks, now, trying=what == "trying")
        assert counts == (
            what == "seen" and looks > 1 and first is not None and now - first >= STEADY
        )


def test_a_download_is_asked_after_when_it_has_stayed_away() -> None:
    """A Radarr that was restarted shows nothing for some seconds."""
    left = Departures()
    left.look({"a": JOB}, {"a"}, START)
    left.look({}, (), START)
    assert left.due(START) == []
    assert left.due(START + GONE_FOR) == [("a", JOB)]
    assert left.away("a", START + GONE_FOR) == GONE_FOR
    left.look({"a": JOB}, {"a"}, START + GONE_FOR)
    assert left.away("a", START + GONE_FOR) == timedelta()
    assert left.due(START + GONE_FOR) == []


def test_what_is_settled_is_not_asked_again() -> None:
    """Until it is listed again."""
    left = Departures()
    left.look({"a": JOB}, {"a"}, START)
    left.look({}, (), START)
    left.settle("a")
    left.look({}, (), START + GONE_FOR)
    assert left.due(START + timedelta(days=1)) == []


def test_what_nobody_can_answer_is_asked_ever_more_seldom() -> None:
    """And at least once an hour; a clock set back makes it wait for no longer."""
    left, now, times = Departures(), START, 0
    left.look({"a": JOB}, {"a"}, now)
    left.look({}, (), now)
    while now < START + timedelta(hours=12):
        now += timedelta(minutes=1)
        for job, _ in left.due(now):
            times += 1
            left.put_off(job, now)
    assert 12 <= times <= 20
    assert left.due(now + GONE_AT_MOST)
    assert left.due(now - timedelta(days=2))


def test_never_are_too_many_asked_about_at_once() -> None:
    """The others come after them."""
    left = Departures()
    many = {f"n{number}": JOB for number in range(3 * CHECKS)}
    left.look(many, many.keys(), START)
    left.look({}, (), START)
    asked: set[str] = set()
    for _ in range(3):
        due = left.due(START + GONE_FOR)
        assert len(due) == CHECKS
        for job, _ in due:
            asked.add(job)
            left.settle(job)
    assert asked == many.keys()


def test_a_story_that_is_older_than_this_run_is_asked_after_too() -> None:
    """Its download may have left while AutoArr was away."""
    left = Departures()
    left.look({"a": JOB}, (), START)
    assert left.due(START + GONE_FOR) == [("a", JOB)]
