"""The score of a model: what counts as right, and that the corpus can be judged at all."""

from typing import Any

from hypothesis import given, strategies as st
import pytest

from autoarr_app.protocol.questions import Intent, ParsedItem, ParsedRequest
from tests.bench.score import FIELDS, Expected, judge, plain, read_corpus, shares

NOTHING: dict[str, Any] = {
    "media_type": "unknown",
    "titles": ["Dune"],
    "year": None,
    "seasons": [],
    "episodes": [],
    "quality": None,
    "latest": False,
    "all_seasons": False,
}
CORPUS = read_corpus()


def expected(*items: dict[str, Any], intent: str = "add") -> Expected:
    """Return what is expected of a sentence."""
    return Expected(text="…", intent=intent, items=items)


def answer(*items: dict[str, Any], intent: str = "add") -> dict[str, Any]:
    """Return an answer of a model."""
    return {"intent": intent, "items": [NOTHING | item for item in items]}


def test_an_answer_that_is_right_is_right_in_every_field() -> None:
    """Also when the model knows more than was asked."""
    wanted = expected({"titles": ["Dune"], "quality": "2160p"})
    verdict = judge(wanted, answer({"quality": "2160p", "year": 2021, "media_type": "movie"}))
    assert all(verdict.values())
    assert "year" not in verdict


@pytest.mark.parametrize(
    ("item", "field"),
    [
        ({"titles": ["Alien", "Dune"]}, "the first title"),
        ({"quality": "720p"}, "quality"),
        ({"seasons": [1]}, "seasons"),
        ({"latest": True}, "latest"),
        ({"all_seasons": True}, "all_seasons"),
    ],
)
def test_one_wrong_field_is_wrong_alone(item: dict[str, Any], field: str) -> None:
    """What was not asked for must be empty."""
    verdict = judge(expected({"titles": ["Dune"]}), answer(item))
    assert {name for name, right in verdict.items() if not right} == {field}


def test_an_item_with_another_title_is_judged_by_its_place() -> None:
    """A model may know nothing of titles and hear seasons well."""
    verdict = judge(
        expected({"titles": ["Fargo"], "seasons": [1]}), answer({"seasons": [1], "latest": True})
    )
    assert not verdict["a title"]
    assert verdict["seasons"]
    assert not verdict["latest"]


def test_an_item_that_is_not_there_is_wrong_in_all_its_fields() -> None:
    """Nothing can be said of its season."""
    verdict = judge(
        expected({"titles": ["Fargo"]}, {"titles": ["Silo"]}), answer({"titles": ["Fargo"]})
    )
    assert verdict["intent"]
    assert not any(right for field, right in verdict.items() if field != "intent")


def test_what_is_not_about_media_has_no_titles() -> None:
    """An invented one is a mistake."""
    none = expected(intent="none")
    assert all(judge(none, answer(intent="none")).values())
    assert not judge(none, answer({}, intent="none"))["number of titles"]


def test_spelling_of_a_title_does_not_matter() -> None:
    """Case, accents, punctuation, the first article, and "&"."""
    assert plain("The Lord of the Rings: Two Towers") == plain("lord of the rings – two towers")
    assert plain("Fast & Furious") == plain("fast and furious")
    assert plain("Amélie") == "amelie"
    assert plain("The") == "the"


@given(st.text())
def test_what_matters_of_a_title_stays_the_same_when_taken_again(title: str) -> None:
    """Otherwise two spellings could be told apart."""
    assert plain(plain(title)) == plain(title)


def test_shares_count_only_what_was_judged() -> None:
    """A sentence without a season says nothing of seasons."""
    counts = shares([{"intent": True, "year": False}, {"intent": True}])
    assert counts["intent"] == (2, 2)
    assert counts["year"] == (0, 1)
    assert counts["all"] == (1, 2)


def test_the_corpus_has_sentences_of_every_kind() -> None:
    """At least sixty, each once."""
    assert len(CORPUS) >= 60
    assert len({one.text for one in CORPUS}) == len(CORPUS)
    assert {one.intent for one in CORPUS} == set(Intent)
    assert max(len(one.items) for one in CORPUS) > 2


@pytest.mark.parametrize("wanted", CORPUS, ids=lambda one: one.text)
def test_each_sentence_can_be_answered_rightly_within_the_protocol(wanted: Expected) -> None:
    """What is expected is a valid answer, and judged to be right."""
    items = [
        ParsedItem.model_validate(NOTHING | {**item, "titles": item["titles"][:3]})
        for item in wanted.items
    ]
    perfect = ParsedRequest(
        text=wanted.text, intent=Intent(wanted.intent), items=items, confidence=1
    )
    verdict = judge(wanted, perfect.model_dump(mode="json"))
    assert all(verdict.values())
    assert set(verdict) <= set(FIELDS)
