"""Which failures are one question, and what is offered."""

from hypothesis import given, strategies as st

from custom_components.autoarr.questions import (
    ADMINS_ONLY,
    MOST_CHOICES,
    SHARED,
    Choice,
    answer_for,
    choices_of,
    questions_of,
    questions_of_queues,
)
from custom_components.autoarr.recovery.causes import Cause, Kind
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import Failure, FailureState, Strategy
from custom_components.autoarr.recovery.records import OurPause

from .builders import NOW, asked, distinct, episode, grab


def groups(*failures: Failure) -> list[set[str]]:
    """Return the keys of the failures of each question."""
    return [{one.key for one in found.failures} for found in questions_of(failures).values()]


def offered(*failures: Failure, admin: bool = True) -> tuple[Choice, ...]:
    """Return what is offered about failures that are one question."""
    [question] = questions_of(failures).values()
    return choices_of(question, admin=admin)


def test_the_episodes_of_a_season_are_one_question() -> None:
    """Another season, another cause and a film are others."""
    found = groups(
        asked("one", grab=episode(1)),
        asked("two", grab=episode(2)),
        asked("pack", grab=episode(3, season=3)),
        asked("locked", grab=episode(4), kind=Kind.ENCRYPTED),
        asked("film"),
        asked("film2", grab=grab(media=2)),
    )
    assert found == [{"one", "two"}, {"pack"}, {"locked"}, {"film"}, {"film2"}]


def test_what_a_provider_broke_is_one_question() -> None:
    """Films and episodes together, for each SABnzbd."""
    found = groups(
        asked("film", kind=Kind.OUTAGE),
        asked("part", kind=Kind.LOGIN_REFUSED, grab=episode(1)),
        asked("there", kind=Kind.OUTAGE, sabnzbd="other"),
    )
    assert found == [{"film", "part"}, {"there"}]


def test_only_what_waits_for_a_person_is_asked() -> None:
    """Neither what is under way nor what failed before AutoArr came."""
    waiting = [asked(str(state), state=state) for state in FailureState]
    assert groups(*waiting, asked("old", baseline=True)) == [{str(FailureState.ASKED)}]


def test_what_is_offered_begins_with_what_is_proposed() -> None:
    """And ends with leaving it."""
    assert offered(asked()) == (Choice.NEXT_RELEASE, Choice.LOWER_QUALITY, Choice.LEAVE)
    assert offered(asked(proposed=Strategy.END_JOB, paused=True)) == (
        Choice.RETRY,
        Choice.NEXT_RELEASE,
        Choice.LEAVE,
    )
    assert offered(asked(kind=Kind.DISK_FULL, proposed=Strategy.RETRY_NOW)) == (
        Choice.RETRY,
        Choice.LEAVE,
    )


def test_an_import_is_offered_to_administrators_only() -> None:
    """Whether it was proposed or is one way out."""
    proposed = asked(kind=Kind.MANUAL_IMPORT, blocked=True, proposed=Strategy.FORCE_IMPORT)
    open_ = asked(
        kind=Kind.OTHER_BLOCK, blocked=True, proposed=None, reason=Reason.IMPORT_NEEDS_A_PERSON
    )
    for failure in (proposed, open_):
        assert Choice.FORCE_IMPORT in offered(failure)
        assert offered(failure, admin=False) == (Choice.NEXT_RELEASE, Choice.LEAVE)


def test_a_job_that_waits_because_of_a_setting_is_decided_in_sabnzbd() -> None:
    """Nothing else than to leave it is offered."""
    failure = asked(kind=Kind.DUPLICATE_PAUSED, paused=True, proposed=None)
    assert offered(failure) == (Choice.LEAVE,)


def test_a_question_about_different_things_offers_what_fits_each() -> None:
    """One press does for each what was proposed for it."""
    one = asked("one", grab=episode(1))
    two = asked("two", grab=episode(2), proposed=Strategy.LOWER_QUALITY)
    assert offered(one, two)[0] is Choice.PROPOSED
    assert answer_for(Choice.PROPOSED, one) is Choice.NEXT_RELEASE
    assert answer_for(Choice.PROPOSED, two) is Choice.LOWER_QUALITY
    assert answer_for(Choice.LEAVE, two) is Choice.LEAVE


@given(failures=distinct(), admin=st.booleans())
def test_every_failure_that_waits_is_in_exactly_one_question(
    failures: list[Failure], admin: bool
) -> None:
    """And each question can be answered, with no more buttons than a phone shows."""
    questions = questions_of(failures)
    held = [failure.key for question in questions.values() for failure in question.failures]
    waiting = [one for one in failures if one.state is FailureState.ASKED and not one.baseline]
    assert sorted(held) == sorted(one.key for one in waiting)
    for question in questions.values():
        choices = choices_of(question, admin=admin)
        assert len(set(choices)) == len(choices) <= MOST_CHOICES
        assert choices[-1] is Choice.LEAVE
        assert admin or not ADMINS_ONLY.intersection(choices)
        assert len({failure.cause for failure in question.failures}) == 1
        if question.cause in SHARED:
            assert len({failure.sabnzbd for failure in question.failures}) == 1


@given(failures=distinct(), choice=st.sampled_from(Choice))
def test_every_choice_means_something_for_every_failure(
    failures: list[Failure], choice: Choice
) -> None:
    """What is pressed is never left open."""
    for failure in failures:
        assert answer_for(choice, failure) in set(Choice) - {Choice.PROPOSED}


def wanted(**kinds: Kind) -> dict[str, OurPause]:
    """Return queues that wait for a yes, by their SABnzbd."""
    return {
        sabnzbd: OurPause(since=NOW, next_test=NOW, kind=kind) for sabnzbd, kind in kinds.items()
    }


def test_each_queue_is_a_question_of_its_own() -> None:
    """Paused or left; another trouble of the provider is another question."""
    found = questions_of_queues(wanted(sab1=Kind.LOGIN_REFUSED, sab2=Kind.NOTHING_COMES))
    assert set(found) == {"pause_queue:sab1", "pause_queue:sab2"}
    question = found["pause_queue:sab1"]
    assert choices_of(question, admin=False) == (Choice.PAUSE_QUEUE, Choice.LEAVE)
    assert question.proposal is Strategy.PAUSE_QUEUE
    assert question.cause is Cause.PROVIDER_DOWN
    [other] = questions_of_queues(wanted(sab1=Kind.ACCOUNT_EXPIRED)).values()
    assert (other.key, other.state == question.state) == (question.key, False)
    assert question.without({question.key}) is None
    assert question.without({"sab1"}) == question
