"""What becomes of questions before the model sees them, and of its answers afterwards."""

from typing import Any

from hypothesis import given, strategies as st
import pytest

from autoarr_app.llm.guess import guess
from autoarr_app.llm.prompts import MOST_CHARACTERS, Result, shown
from autoarr_app.llm.render import chunks
from autoarr_app.llm.task_explain import LONGEST, whole
from autoarr_app.llm.task_parse import PARSE, ParseDraft, tidy
from autoarr_app.llm.tasks import TASKS
from autoarr_app.protocol.questions import (
    ClassifyQuestion,
    ExplainQuestion,
    Known,
    ParsedItem,
    ParseQuestion,
)


def item(**values: object) -> ParsedItem:
    """Return an item with usual values."""
    usual: dict[str, object] = {
        "media_type": "tv",
        "titles": ["Fargo"],
        "year": None,
        "seasons": [],
        "episodes": [],
        "quality": None,
        "latest": False,
        "all_seasons": False,
    }
    return ParsedItem.model_validate(usual | values)


@given(text=st.text(max_size=700))
def test_the_model_sees_one_printable_line(text: str) -> None:
    """Nothing that could end a line, a value or a turn is left in text of people."""
    line = shown(text)
    assert len(line) <= MOST_CHARACTERS
    assert line.isprintable()
    assert "|" not in line
    assert line == line.strip()


@given(text=st.text(max_size=200))
def test_a_guess_is_always_an_answer(text: str) -> None:
    """Whatever is said, the guess fits the schema and can be written."""
    found: Any = guess(shown(text))
    if found is not None:
        assert "".join(chunks(PARSE.plan, found))
        for asked in found["items"]:
            asked["titles"] = [title[:100] for title in asked["titles"]]
        ParseDraft.model_validate(found)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("get the expanse season 2 in 4k", "add tv The Expanse|season 2|UHD"),
        ("please add dune from 2021", "add movie Dune|2021"),
        ("lade den neuen dune film", "add movie Dune|latest"),
        ("is severance s02 there yet?", "status tv Severance|season 2"),
        ("cancel fargo", "cancel movie Fargo"),
    ],
)
def test_usual_sentences_are_guessed(text: str, line: str) -> None:
    """They are what the model is asked most."""
    found = guess(text)
    assert found is not None
    assert "".join(chunks(PARSE.plan, found)) == line


@pytest.mark.parametrize("text", ["…", "\u200b", " ", "?!"])
def test_a_sentence_without_a_word_asks_for_nothing(text: str) -> None:
    """The model is not asked."""
    question = ParseQuestion(text=text)
    assert TASKS["parse"].jobs(question) == []
    answer = TASKS["parse"].finish(question, []).model_dump()
    assert (answer["intent"], answer["items"], answer["text"]) == ("none", [], text)


def test_a_message_without_a_word_has_no_known_cause() -> None:
    """The model is not asked."""
    question = ClassifyQuestion(message="---")
    assert TASKS["classify"].jobs(question) == []
    assert TASKS["classify"].finish(question, []).model_dump() == {"cause": "unknown"}


def test_a_movie_has_no_seasons() -> None:
    """What contradicts itself is left out."""
    tidied = tidy(item(media_type="movie", seasons=[1], episodes=[2], all_seasons=True), Known())
    assert (tidied.seasons, tidied.episodes, tidied.all_seasons) == ([], [], False)


def test_what_rules_have_found_stays_even_if_it_contradicts() -> None:
    """It is for the caller to judge."""
    tidied = tidy(item(seasons=[3]), Known(media_type="movie", seasons=[2]))  # type: ignore[arg-type]
    assert (tidied.media_type, tidied.seasons) == ("movie", [2])


def test_seasons_are_sorted_and_titles_distinct() -> None:
    """Repetitions say nothing."""
    tidied = tidy(item(seasons=[2, 1, 2], titles=["Fargo", "FARGO", "Fargo (TV)"]), Known())
    assert tidied.seasons == [1, 2]
    assert tidied.titles == ["Fargo", "Fargo (TV)"]


def test_the_same_title_is_asked_for_once() -> None:
    """A list with one title twice is a slip of the model."""
    values: Any = {"intent": "add", "items": [item().model_dump(mode="json")] * 2}
    question = ParseQuestion(text="fargo")
    answer = TASKS["parse"].finish(question, [Result(values=values, confidence=0.5)])
    assert len(answer.model_dump()["items"]) == 1


def test_findings_are_explained_in_the_language_and_put_in_order() -> None:
    """Those at risk come first, others keep their order."""
    findings = [
        {"id": name, "service": "radarr", "severity": "info", "title": "A setting"}
        for name in ("a", "b", "c")
    ]
    question = ExplainQuestion.model_validate({"findings": findings, "language": "de"})
    jobs = TASKS["explain"].jobs(question)
    assert [job.user.split(";")[0] for job in jobs] == ["German"] * 3
    results = [
        Result(values={"urgency": urgency, "text": "So ist es."}, confidence=1.0)
        for urgency in ("3", "2", "1")
    ]
    answer = TASKS["explain"].finish(question, results).model_dump()
    assert answer["order"] == ["c", "b", "a"]
    assert [found["id"] for found in answer["explanations"]] == ["a", "b", "c"]


@given(text=st.text(min_size=1, max_size=LONGEST).filter(lambda text: text.strip()))
def test_an_explanation_is_never_longer_than_it_may_be(text: str) -> None:
    """A sentence that was cut off is left out or marked."""
    assert 1 <= len(whole(text)) <= LONGEST


def test_a_sentence_that_was_cut_off_is_left_out() -> None:
    """What is said stands for itself."""
    assert whole("Files may be lost. Set a recycle b") == "Files may be lost."
    assert whole("Files may be lo") == "Files may be lo…"
