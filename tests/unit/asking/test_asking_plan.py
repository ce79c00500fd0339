"""When a question is put, put anew, and taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, strategies as st

from custom_components.autoarr.asking_plan import LAPSES_AFTER, PAUSE, AskingPlan, plan, without
from custom_components.autoarr.question_book import (
    Asked,
    Button,
    Pressed,
    digest,
    find,
    readable,
    stored,
)
from custom_components.autoarr.questions import (
    Choice,
    QueueAsked,
    questions_of,
    questions_of_queues,
)
from custom_components.autoarr.recovery.causes import Kind
from custom_components.autoarr.recovery.models import Failure, FailureState
from custom_components.autoarr.recovery.records import OurPause

from .builders import NOW, asked, distinct, episode

PHONES = ("notify.one", "notify.two")
MINUTE = timedelta(minutes=1)


class Book:
    """A book of questions that goes from plan to plan, as the desk's does."""

    def __init__(self) -> None:
        """Start empty."""
        self.asked: dict[str, Asked] = {}
        self.lapsed: Mapping[str, str] = {}

    def turn(
        self,
        failures: Iterable[Failure],
        now: datetime = NOW,
        *,
        targets: tuple[str, ...] = PHONES,
        quiet: bool = False,
    ) -> AskingPlan:
        """Plan, and write down what follows."""
        found = plan(questions_of(failures), self.asked, self.lapsed, targets, quiet=quiet, now=now)
        self.asked = without(self.asked, found.taken_back)
        for due in found.put:
            before = self.asked.get(due.question.key)
            known = before.targets if before and before.state == due.question.state else {}
            self.asked[due.question.key] = Asked(
                failures=due.since,
                state=due.question.state,
                sent=now,
                targets={**known, **{target: {} for target in due.targets}},
            )
        self.lapsed = found.lapsed
        return found


def test_a_question_is_put_once() -> None:
    """At every target, and not again while it says the same."""
    book = Book()
    [due] = book.turn([asked()]).put
    assert due.targets == PHONES
    assert book.turn([asked()], NOW + MINUTE).put == ()


def test_a_question_that_grows_is_put_anew_after_a_pause() -> None:
    """Not for each episode by itself."""
    book = Book()
    one, two = asked("one", grab=episode(1)), asked("two", grab=episode(2))
    book.turn([one])
    assert book.turn([one, two], NOW + MINUTE).put == ()
    [due] = book.turn([one, two], NOW + PAUSE).put
    assert {failure.key for failure in due.question.failures} == {"one", "two"}
    assert due.since["one"] == NOW


def test_a_question_that_is_decided_is_taken_back_where_it_stood() -> None:
    """And only there, and once."""
    book = Book()
    book.turn([asked()])
    done = replace(asked(), state=FailureState.FOLLOWING)
    assert set(*book.turn([done], NOW + MINUTE).taken_back.values()) == set(PHONES)
    assert not book.asked
    assert not book.turn([done], NOW + MINUTE).taken_back


def test_another_choice_of_phones() -> None:
    """It is taken back where nobody is asked any more, and put where somebody is now."""
    book = Book()
    book.turn([asked()])
    found = book.turn([asked()], NOW + MINUTE, targets=("notify.two", "notify.three"))
    assert list(found.taken_back.values()) == [("notify.one",)]
    assert [due.targets for due in found.put] == [("notify.three",)]
    assert not book.turn([asked()], NOW + 2 * MINUTE, targets=()).put


def test_nobody_is_asked_in_quiet_hours() -> None:
    """It waits, and is looked at again; what is decided is taken back all the same."""
    book = Book()
    found = book.turn([asked()], quiet=True)
    assert found.put == ()
    assert found.again
    assert book.turn([asked()], NOW + MINUTE).put
    assert book.turn([], NOW + MINUTE, quiet=True).taken_back


def test_after_three_days_nobody_is_asked_any_longer() -> None:
    """Until there is something else to ask about the same failure."""
    book = Book()
    book.turn([asked()])
    late = NOW + LAPSES_AFTER
    assert book.turn([asked()], late).taken_back
    assert not book.turn([asked()], late + MINUTE).put
    assert book.turn([asked(detail="x", reason=None)], late + 2 * MINUTE).put


def test_a_new_failure_does_not_keep_an_old_one_open() -> None:
    """Each has its own three days; the question goes on with the younger one."""
    book = Book()
    old, new = asked("old", grab=episode(1)), asked("new", grab=episode(2))
    book.turn([old])
    book.turn([old, new], NOW + timedelta(days=2))
    [due] = book.turn([old, new], NOW + LAPSES_AFTER).put
    assert [failure.key for failure in due.question.failures] == ["new"]


def test_a_clock_that_is_set_back_ages_nothing() -> None:
    """And lets nothing be asked twice."""
    book = Book()
    book.turn([asked()])
    earlier = NOW - timedelta(hours=1)
    assert not book.turn([asked()], earlier).put
    assert book.asked


@given(
    before=distinct(),
    after=distinct(),
    quiet=st.booleans(),
    later=st.timedeltas(timedelta(), timedelta(days=5)),
    targets=st.lists(st.sampled_from(PHONES), unique=True).map(tuple),
)
def test_the_book_holds_what_stands_on_the_phones(
    before: list[Failure],
    after: list[Failure],
    quiet: bool,
    later: timedelta,
    targets: tuple[str, ...],
) -> None:
    """Whatever happens between two looks: nothing stands that is not asked, nothing lapsed is put."""
    book = Book()
    book.turn(before)
    found = book.turn(after, NOW + later, quiet=quiet, targets=targets)

    waiting = {one.key for one in after if one.state is FailureState.ASKED and not one.baseline}
    for due in found.put:
        assert not quiet
        assert set(due.targets) <= set(targets)
        assert set(due.since) == {one.key for one in due.question.failures} <= waiting
        assert not set(due.since) & set(found.lapsed)
    for question in book.asked.values():
        assert set(question.targets) <= set(targets)
    assert set(book.asked) <= set(questions_of(after))
    assert found.again or not (waiting - set(found.lapsed) and targets)


def test_a_queue_is_asked_about_once_and_lapses_like_anything_else() -> None:
    """Until the outage is over; the next one is asked about anew."""
    wanted = {"sab1": OurPause(since=NOW, next_test=NOW, kind=Kind.LOGIN_REFUSED)}
    questions = questions_of_queues(wanted)
    first = plan(questions, {}, {}, PHONES, quiet=False, now=NOW)
    [due] = first.put
    assert (due.question.queue, due.targets) == (
        QueueAsked(sabnzbd="sab1", kind=Kind.LOGIN_REFUSED, since=NOW),
        PHONES,
    )
    book = {
        due.question.key: Asked(
            failures=due.since,
            state=due.question.state,
            sent=NOW,
            targets={target: {} for target in PHONES},
        )
    }
    again = plan(questions, book, {}, PHONES, quiet=False, now=NOW + MINUTE)
    assert (again.put, dict(again.taken_back)) == ((), {})
    late = plan(questions, book, {}, PHONES, quiet=False, now=NOW + LAPSES_AFTER)
    assert set(late.lapsed) == {due.question.key}
    assert dict(late.taken_back) == {due.question.key: PHONES}
    over = plan({}, {}, late.lapsed, PHONES, quiet=False, now=NOW + LAPSES_AFTER)
    assert dict(over.lapsed) == {}


# ── the book itself ──

QUESTIONS = st.dictionaries(
    st.text(max_size=20),
    st.builds(
        Asked,
        failures=st.dictionaries(st.text(max_size=9), st.just(NOW), max_size=3),
        state=st.text(max_size=40),
        sent=st.just(NOW),
        targets=st.dictionaries(
            st.text(max_size=9),
            st.dictionaries(
                st.text(max_size=9).map(digest),
                st.builds(Button, user=st.text(max_size=9), choice=st.sampled_from(Choice)),
                max_size=3,
            ),
            max_size=3,
        ),
    ),
    max_size=4,
)


@given(book=QUESTIONS)
def test_what_is_stored_comes_back(book: dict[str, Asked]) -> None:
    """After a restart the buttons on the phones mean what they meant."""
    assert readable(stored(book)) == book


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)


@given(damaged=JSON, good=QUESTIONS)
def test_a_damaged_book_loses_only_what_is_damaged(damaged: object, good: dict[str, Asked]) -> None:
    """The rest stays, and nothing raises."""
    raw = {"damaged one": damaged, **stored(good)}
    found = readable(raw)  # type: ignore[arg-type]
    assert {key: found[key] for key in good if key != "damaged one"} == {
        key: value for key, value in good.items() if key != "damaged one"
    }


def test_a_button_is_found_by_its_token_only() -> None:
    """What is kept opens nothing."""
    button = Button(user="anna", choice=Choice.RETRY)
    book = {
        "q": Asked(
            failures={}, state="", sent=NOW, targets={"notify.one": {digest("token"): button}}
        )
    }
    assert find(book, "token") == Pressed(question="q", target="notify.one", button=button)
    assert find(book, digest("token")) is None
    assert find(book, "") is None
