"""Jobs that do not move: what many polls of a queue prove, and what they do not."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from hypothesis import given, strategies as st

from custom_components.autoarr.clients.models.decode import JsonObject
from custom_components.autoarr.clients.models.sabnzbd import SabQueue
from custom_components.autoarr.recovery.watching.stall import StuckWatch
from tests.support.clock import START

from .builders import sab_queue

AFTER = timedelta(hours=6)
POLL = timedelta(minutes=5)


def job(nzo_id: str, left: float, *, status: str = "Downloading") -> JsonObject:
    """Return a job of the queue that lacks so many megabytes."""
    return {
        "nzo_id": nzo_id,
        "filename": nzo_id,
        "status": status,
        "labels": [],
        "mb": "1000",
        "mbleft": f"{left:.2f}",
    }


class Polls:
    """Polls a queue every five minutes."""

    def __init__(self, *, after: timedelta = AFTER) -> None:
        """Begin with a watch that knows nothing."""
        self.watch = StuckWatch()
        self.now = START
        self.after = after

    def show(
        self,
        *jobs: JsonObject,
        delivers: bool = False,
        step: timedelta = POLL,
        **queue: object,
    ) -> frozenset[str]:
        """Show the queue once more; return the jobs that are stuck."""
        self.now += step
        return self.watch.stuck(
            "sab1", sab_queue(*jobs, **queue), self.now, self.after, delivers=delivers
        )

    def hours(self, hours: float, line: Sequence[str], *, moving: str = "") -> frozenset[str]:
        """Show a line of jobs for hours, of which one gets something all the time."""
        found: frozenset[str] = frozenset()
        for number in range(int(hours * 12)):
            left = dict.fromkeys(line, 500.0) | {moving: 900 - number}
            found = self.show(*(job(nzo_id, left[nzo_id]) for nzo_id in line))
        return found


def test_a_job_that_others_overtake_for_hours_is_stuck() -> None:
    """The one behind it gets everything."""
    polls = Polls()
    assert polls.hours(5.5, ["first", "second"], moving="second") == frozenset()
    assert polls.hours(1, ["first", "second"], moving="second") == {"first"}


def test_a_job_that_waits_for_its_turn_is_not_stuck() -> None:
    """SABnzbd shows it as Downloading all the same."""
    assert Polls().hours(20, ["first", "second"], moving="first") == frozenset()


def test_a_queue_in_which_nothing_moves_proves_nothing() -> None:
    """Perhaps the provider is down."""
    assert Polls().hours(20, ["first", "second"]) == frozenset()


def test_articles_that_come_prove_it_for_a_job_alone() -> None:
    """SABnzbd counts what the servers delivered."""
    polls = Polls()
    polls.hours(6.5, ["only"])
    assert polls.show(job("only", 500)) == frozenset()
    assert polls.show(job("only", 500), delivers=True) == {"only"}


def test_slow_is_not_stuck() -> None:
    """A few bytes an hour are enough."""
    polls = Polls()
    for number in range(300):
        left = 500 - (number // 12) * 0.01
        assert polls.show(job("slow", left), job("next", 900 - number)) == frozenset()


def test_what_has_passed_is_no_proof_of_the_present() -> None:
    """The one behind it stood still for half an hour by now."""
    polls = Polls()
    assert polls.hours(6.5, ["first", "second"], moving="second") == {"first"}
    assert polls.hours(0.5, ["first", "second"]) == frozenset()


def test_a_pause_begins_the_time_anew() -> None:
    """Nothing can come while the queue is paused."""
    polls = Polls()
    polls.hours(5.9, ["first", "second"], moving="second")
    polls.show(job("first", 500, status="Queued"), status="Paused", paused=True)
    assert polls.hours(5.9, ["first", "second"], moving="second") == frozenset()


def test_jobs_that_are_not_downloading_are_not_stuck() -> None:
    """They wait for their NZB, their age, a check, or a person."""
    for status in ("Paused", "Grabbing", "Propagating", "Fetching", "Checking", "Queued"):
        polls = Polls()
        for number in range(100):
            found = polls.show(job("first", 500, status=status), job("next", 900 - number))
            assert found == frozenset()


def test_a_gap_between_polls_begins_the_time_anew() -> None:
    """Nobody knows what happened meanwhile."""
    polls = Polls()
    polls.hours(5.9, ["first", "second"], moving="second")
    polls.show(job("first", 500), job("second", 400), step=timedelta(minutes=20))
    assert polls.hours(1, ["first", "second"], moving="second") == frozenset()


def test_a_clock_set_back_proves_nothing() -> None:
    """The time begins anew, and is not counted twice."""
    polls = Polls()
    polls.hours(5.9, ["first", "second"], moving="second")
    polls.show(job("first", 500), job("second", 400), step=timedelta(hours=-1))
    assert polls.hours(5.9, ["first", "second"], moving="second") == frozenset()
    assert polls.hours(0.5, ["first", "second"], moving="second") == {"first"}


def test_a_job_ahead_that_left_the_queue_may_have_been_downloaded() -> None:
    """Between two polls it got everything, and the others waited for it."""
    polls = Polls()
    polls.hours(5.9, ["ahead", "first", "second"], moving="second")
    polls.show(job("first", 500), job("second", 400))
    assert polls.hours(1, ["first", "second"], moving="second") == frozenset()


def test_a_sabnzbd_that_was_forgotten_begins_anew() -> None:
    """It was taken away and added again."""
    polls = Polls()
    polls.hours(5.9, ["first", "second"], moving="second")
    polls.watch.forget("sab1")
    assert polls.hours(5.9, ["first", "second"], moving="second") == frozenset()


lines = st.lists(
    st.tuples(
        st.lists(st.integers(0, 3), min_size=3, max_size=3),
        st.booleans(),
        st.integers(-10, 20),
    ),
    min_size=2,
    max_size=60,
)


@given(lines)
def test_nothing_is_ever_stuck_that_lacked_more_within_that_time(
    polls: list[tuple[list[int], bool, int]],
) -> None:
    """Whatever the queue shows, in whatever order, by whatever clock."""
    watch, after = StuckWatch(), timedelta(minutes=20)
    seen: dict[str, list[tuple[datetime, int]]] = {}
    now = START
    for lefts, paused, minutes in polls:
        now += timedelta(minutes=minutes)
        jobs = [job(str(number), left) for number, left in enumerate(lefts)]
        queue: SabQueue = sab_queue(*jobs, paused=paused, status="Paused" if paused else "Idle")
        found = watch.stuck("sab1", queue, now, after, delivers=True)
        for number, left in enumerate(lefts):
            seen.setdefault(str(number), []).append((now, left))
        for nzo_id in found:
            assert not paused
            span = [left for at, left in seen[nzo_id] if now - after <= at <= now]
            assert set(span[-2:]) == {lefts[int(nzo_id)]}
            times = [at for at, left in seen[nzo_id] if left == lefts[int(nzo_id)]]
            assert now - min(times) >= after
