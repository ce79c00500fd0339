"""What lasts and needs a person."""

from datetime import timedelta

from hypothesis import given
import pytest

from custom_components.autoarr.clients.models.sabnzbd import SabQueue, SabWarning
from custom_components.autoarr.recovery.causes import Kind
from custom_components.autoarr.recovery.models import Failure, FailureState
from custom_components.autoarr.recovery.records import OurPause
from custom_components.autoarr.troubles import (
    DISK_LASTS,
    OVERDUE,
    RECENT,
    Found,
    Lasting,
    Trouble,
    of_failures,
    paused_for_space,
    stays_paused,
)
from tests.unit.recovery.builders import sab_queue

from .builders import NOW, asked, distinct, grab

GIB = 1024**3
HOUR = timedelta(hours=1)
DISK = SabWarning(text="Too little diskspace forcing PAUSE", type="WARNING", time=NOW)


def queue(*, free: float = 1000, paused: bool = False, left: int = 0) -> SabQueue:
    """Return a queue with so many GB free, and a job that lacks so many MB."""
    return sab_queue(
        {"nzo_id": "n", "filename": "n", "status": "Queued", "mb": "9", "mbleft": str(left)},
        diskspace1=str(free),
        diskspace2=str(free),
        paused=paused,
    )


def found(*failures: Failure, free: float = 1000) -> dict[tuple[Trouble, str], tuple[str, ...]]:
    """Return the troubles of failures at present, each with its names."""
    troubles = of_failures(failures, {"sabnzbd": queue(free=free)}, NOW)
    return {(one.trouble, one.service): one.names for one in troubles}


def test_a_refused_key_is_a_trouble_for_a_day() -> None:
    """It names the indexer, at the Radarr or Sonarr that has the key."""
    refused = asked(kind=Kind.NZB_REFUSED, state=FailureState.REPORTED)
    assert found(refused) == {(Trouble.INDEXER_KEY, "radarr"): ("An indexer",)}
    assert not found(asked(kind=Kind.NZB_REFUSED, first_seen=NOW - RECENT))
    assert not found(asked(kind=Kind.NZB_REFUSED, state=FailureState.CLOSED))


def test_a_path_that_is_not_seen_names_the_titles() -> None:
    """However long it lasts."""
    films = [
        asked(str(number), kind=Kind.PATH_MISSING, grab=grab(media=number, label=f"Film {number}"))
        for number in range(3)
    ]
    assert found(*films) == {(Trouble.PATH_MISSING, "radarr"): ("Film 0", "Film 1", "Film 2")}


def test_one_failed_script_is_an_incident_two_are_a_trouble() -> None:
    """Of one SABnzbd, within a day."""
    one, two = (asked(key, kind=Kind.SCRIPT_FAILED) for key in "ab")
    assert not found(one)
    assert set(found(one, two)) == {(Trouble.SCRIPT_FAILS, "sabnzbd")}
    assert not found(one, asked("c", kind=Kind.SCRIPT_FAILED, sabnzbd="other"))


def test_a_full_disk_is_a_trouble_while_it_is_full() -> None:
    """After half an hour; with space it is none, although the download is not mended."""
    big = asked(kind=Kind.DISK_FULL, size_bytes=10 * GIB, first_seen=NOW - DISK_LASTS)
    assert set(found(big, free=12)) == {(Trouble.DISK_FULL, "sabnzbd")}
    assert not found(big, free=21)
    fresh = asked(kind=Kind.DISK_FULL, size_bytes=10 * GIB)
    assert not found(fresh, free=12)


def test_a_library_without_space_is_that_of_radarr() -> None:
    """Nobody tells how much space it has: the block itself is what lasts."""
    block = asked(kind=Kind.NO_SPACE_TO_IMPORT, blocked=True, first_seen=NOW - HOUR)
    assert set(found(block)) == {(Trouble.DISK_FULL, "radarr")}


@given(failures=distinct())
def test_every_trouble_is_of_something_open(failures: list[Failure]) -> None:
    """What has ended, or failed before AutoArr came, is nobody's trouble."""
    troubles = of_failures(failures, {"sabnzbd": queue(free=0)}, NOW)
    alive = [one for one in failures if not one.state.settled and not one.baseline]
    assert of_failures(alive, {"sabnzbd": queue(free=0)}, NOW) == troubles
    assert len({(one.trouble, one.service) for one in troubles}) == len(troubles)
    if not alive:
        assert troubles == []


@pytest.mark.parametrize(
    ("paused", "free", "warnings", "full"),
    [
        (True, 0.5, [DISK], True),
        (True, 50, [DISK], False),
        (True, 0.5, [], False),
        (False, 0.5, [DISK], False),
        (True, 0.5, [SabWarning(text=DISK.text, type="WARNING", time=NOW - RECENT)], False),
    ],
)
def test_a_queue_that_is_paused_for_want_of_space(
    paused: bool, free: float, warnings: list[SabWarning], full: bool
) -> None:
    """Not one that somebody paused, nor one that has space by now."""
    assert paused_for_space(queue(free=free, paused=paused, left=900), warnings, NOW) is full


def test_a_pause_of_ours_that_nobody_looked_after() -> None:
    """It should have been tested long ago."""
    pause = OurPause(since=NOW, next_test=NOW)
    assert stays_paused(pause, queue(paused=True), (), NOW + OVERDUE)
    assert not stays_paused(pause, queue(paused=True), (), NOW + OVERDUE / 2)
    assert not stays_paused(pause, queue(paused=False), (), NOW + OVERDUE)


def test_a_pause_of_ours_that_was_ended_in_vain() -> None:
    """Once, and some time ago; what went wrong in an earlier pause is over."""
    pause = OurPause(since=NOW, next_test=NOW + OVERDUE)
    later = NOW + OVERDUE + timedelta(minutes=1)
    assert stays_paused(pause, queue(paused=True), [NOW + timedelta(seconds=5)], later)
    assert not stays_paused(pause, queue(paused=True), [later], later)
    assert not stays_paused(pause, queue(paused=True), [NOW - HOUR], later)


def test_what_lasts_is_told_after_a_while_and_begins_anew() -> None:
    """A moment in which it is well ends it; a clock that is set back ages nothing."""
    lasting, one = Lasting(), Found(trouble=Trouble.PROVIDER_DOWN, service="s")

    def lasts(minutes: int, *, there: bool = True) -> bool:
        """Say whether it has lasted for an hour, so many minutes later."""
        now = NOW + timedelta(minutes=minutes)
        return lasting.lasts(one, there=there, how_long=HOUR, now=now)

    assert [lasts(0), lasts(59), lasts(60)] == [False, False, True]
    assert not lasts(61, there=False)
    assert [lasts(62), lasts(2), lasts(61), lasts(62)] == [False, False, False, True]


def test_what_was_shown_before_a_reload_has_lasted_already() -> None:
    """It is not closed for an hour and opened again."""
    lasting, one = Lasting(), Found(trouble=Trouble.PROVIDER_DOWN, service="s")
    lasting.know(one.trouble, one.service, NOW - HOUR)
    assert lasting.lasts(one, there=True, how_long=HOUR, now=NOW)
