"""Names, orders about others' wishes, open talks, and when a yes can have been said."""

from datetime import UTC, datetime, timedelta
from typing import Final

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.requests.dialogue.consent import Consent, Offers, Turn
from custom_components.autoarr.requests.dialogue.orders import (
    Decision,
    for_somebody_else,
    read_decision,
    without_name,
)
from custom_components.autoarr.requests.dialogue.talks import Purpose, Question, Talk, Talks
from custom_components.autoarr.requests.people import Source
from custom_components.autoarr.requests.tokens import TOKEN_LIFE

NOW: Final = datetime(2026, 11, 1, tzinfo=UTC)
MINUTE: Final = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("text", "called", "rest"),
    [
        ("AutoArr, the second one", True, "the second one"),
        ("Hey AutoArr add Dune", True, "add Dune"),
        ("auto are yes", True, "yes"),
        ("Auto-Arr, yes", True, "yes"),
        ("AutoArr", True, ""),
        ("autoarr!", True, ""),
        ("add Dune to AutoArr", False, "add Dune to AutoArr"),
        ("automatic for the people", False, "automatic for the people"),
        ("", False, ""),
    ],
)
def test_whether_autoarr_is_named(text: str, called: bool, rest: str) -> None:
    """Also as speech recognition writes it."""
    assert without_name(text) == (called, rest)


@given(st.text(max_size=200))
def test_names_orders_and_commands_never_raise(text: str) -> None:
    """Whatever is said."""
    called, rest = without_name(text)
    assert called or rest == text
    for language in ("en", "de", None, "xx"):
        read_decision(text, language=language)
        for_somebody_else(text, language=language)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("approve Dune", "en", Decision(allowed=True, title="dune")),
        (
            "please approve the request for Blade Runner",
            "en",
            Decision(allowed=True, title="blade runner"),
        ),
        ("approve it", "en", Decision(allowed=True)),
        ("deny Dune", "en", Decision(allowed=False, title="dune")),
        ("don't approve Dune", "en", Decision(allowed=False, title="dune")),
        ("genehmige Dune", "de", Decision(allowed=True, title="dune")),
        ("add Dune", "en", None),
        ("", "en", None),
    ],
)
def test_decisions(text: str, language: str, expected: Decision | None) -> None:
    """Allowed or not, and which wish."""
    assert read_decision(text, language=language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("turn on the lights", "en", True),
        ("please dim the lamp", "en", True),
        ("what time is it", "en", True),
        ("schalte das Licht ein", "de", True),
        ("Blade Runner", "en", False),
        ("the sandy one", "en", False),
    ],
)
def test_commands_for_somebody_else(text: str, language: str, expected: bool) -> None:
    """They are passed on while a question is open."""
    assert for_somebody_else(text, language=language) is expected


def source(**more: str) -> Source:
    """Return who speaks, Anna where nobody else is named."""
    return Source(**{"requester": "anna", **more})  # type: ignore[arg-type]


def talk(requester: str = "anna") -> Talk:
    """Return a talk with one open question."""
    question = Question(purpose=Purpose.ADD, request_id="r")
    return Talk(requester=requester, at=NOW, questions=[question])


def test_a_talk_is_found_by_its_conversation_and_by_its_place() -> None:
    """A while later at the place only by who names AutoArr; by nobody else at all."""
    talks, open_talk = Talks(), talk()
    talks.keep(source(conversation="c", satellite="s", device="d"), open_talk, NOW)

    assert talks.find(source(conversation="c"), NOW, named=False) is open_talk
    assert talks.find(source(conversation="new", satellite="s"), NOW, named=False) is open_talk
    assert talks.find(source(device="d"), NOW, named=False) is open_talk
    assert talks.find(source(satellite="other"), NOW, named=True) is None
    assert talks.find(source(requester="bob", satellite="s"), NOW, named=True) is None

    later = NOW + 10 * MINUTE
    assert talks.find(source(satellite="s"), later, named=False) is None
    assert talks.find(source(satellite="s"), later, named=True) is open_talk
    assert talks.find(source(conversation="c"), later, named=False) is open_talk
    assert talks.find(source(conversation="c"), NOW + TOKEN_LIFE + MINUTE, named=True) is None


def test_talks_are_not_kept_for_ever() -> None:
    """However many there are."""
    talks = Talks()
    for number in range(1_000):
        talks.keep(source(conversation=str(number)), talk(), NOW)
    assert talks.find(source(conversation="0"), NOW, named=False) is None
    assert talks.find(source(conversation="999"), NOW, named=False) is not None


def test_a_newer_question_about_the_same_comes_in_the_place_of_the_old() -> None:
    """And before the others."""
    open_talk = talk()
    open_talk.ask([Question(purpose=Purpose.ADD, request_id="new")])
    open_talk.ask([Question(purpose=Purpose.CANCEL, request_id="r")])
    assert [(one.request_id, one.purpose) for one in open_talk.questions] == [
        ("r", Purpose.CANCEL),
        ("new", Purpose.ADD),
    ]


@given(
    offered=st.none()
    | st.builds(Turn, conversation=st.sampled_from("ab"), number=st.integers(0, 3)),
    confirmed=st.none()
    | st.builds(Turn, conversation=st.sampled_from("ab"), number=st.integers(0, 3)),
)
def test_consent_only_in_a_later_turn_of_the_same_conversation(
    offered: Turn | None, confirmed: Turn | None
) -> None:
    """Everything else is refused, or needs somebody else's approval."""
    offers = Offers()
    offers.note("token", offered, NOW)
    given_ = offers.consent("token", confirmed) is Consent.GIVEN
    assert given_ == (
        offered is not None
        and confirmed is not None
        and offered.conversation == confirmed.conversation
        and confirmed.number > offered.number
    )
    if confirmed is None:
        assert offers.consent("token", confirmed) is Consent.UNPROVEN
    assert offers.consent("made up", confirmed) is not Consent.GIVEN


def test_an_offer_about_a_request_works_once() -> None:
    """And tokens of choices stand for no request here."""
    offers = Offers()
    token = offers.offer("r", None, NOW)
    offers.note("choice", None, NOW)
    assert offers.redeem(token) == "r"
    assert offers.redeem(token) is None
    assert offers.redeem("choice") is None


def test_offers_are_not_kept_for_ever() -> None:
    """Neither many nor old ones."""
    offers = Offers()
    turn, later = Turn(conversation="c", number=1), Turn(conversation="c", number=2)
    offers.note("old", turn, NOW)
    offers.note("new", turn, NOW + TOKEN_LIFE + MINUTE)
    assert offers.consent("old", later) is Consent.ELSEWHERE
    for number in range(1_000):
        offers.note(str(number), turn, NOW + TOKEN_LIFE + MINUTE)
    assert offers.consent("new", later) is Consent.ELSEWHERE
    assert offers.consent("999", later) is Consent.GIVEN
