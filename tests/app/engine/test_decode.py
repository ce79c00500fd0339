"""Whatever the logits are, an answer ends, fits the schema and does not depend on guesses."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings, strategies as st
import numpy as np
from pydantic import JsonValue
import pytest

from autoarr_app.llm.decode import Writer
from autoarr_app.llm.drafts import Drafter
from autoarr_app.llm.guess import guess
from autoarr_app.llm.pen import Pen, Row, Scripted
from autoarr_app.llm.plan import Number, Numbers, Text
from autoarr_app.llm.prompts import Example, Prompt, Result, shown
from autoarr_app.llm.render import render
from autoarr_app.llm.task_parse import PARSE
from autoarr_app.llm.tasks import TASKS
from autoarr_app.llm.tokens import Kinds, UnfitVocabulary, Vocabulary, kinds_of
from autoarr_app.llm.utf8 import Utf8, walk
from autoarr_app.llm.values import ANSWER_TOKENS, ValueWriter
from autoarr_app.protocol.questions import ParseQuestion

from .vocabularies import END, PIECES, encode, random_logits, run, vocabulary

VOCABULARY = vocabulary()
PROMPTS = [prompt for task in TASKS.values() for prompt in task.prompts]
SEEDS = st.integers(min_value=0, max_value=2**32)
EXAMPLES = settings(max_examples=60)


def writer(pen: Pen, known: Mapping[str, JsonValue] | None = None, source: str = "") -> Writer:
    """Return what writes an answer with this pen."""
    return Writer(ValueWriter(pen, VOCABULARY, Drafter(source, encode)), known or {})


@pytest.mark.parametrize("prompt", PROMPTS, ids=lambda prompt: prompt.name)
@EXAMPLES
@given(seed=SEEDS)
def test_random_logits_give_a_valid_answer(prompt: Prompt, seed: int) -> None:
    """A model that knows nothing still answers within the schema, and not endlessly."""
    pen = Pen([1, 2, 3])
    values = run(writer(pen).answer(prompt.plan), random_logits(seed))
    prompt.draft.model_validate(values)
    assert pen.written <= ANSWER_TOKENS + 72
    assert 0 < pen.confidence <= 1


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 0.0])
@pytest.mark.parametrize("prompt", PROMPTS, ids=lambda prompt: prompt.name)
def test_logits_that_are_no_numbers_give_a_valid_answer(prompt: Prompt, value: float) -> None:
    """Broken arithmetic may give a wrong answer, never an invalid one."""
    row: Row = np.full(len(PIECES), value, np.float32)
    values = run(writer(Pen([1])).answer(prompt.plan), lambda _: row)
    prompt.draft.model_validate(values)


@EXAMPLES
@given(seed=SEEDS, text=st.text(min_size=1, max_size=60))
def test_guesses_and_drafts_change_no_answer(seed: int, text: str) -> None:
    """With them, without them, and with a guess that is right, the same is written."""
    plan = TASKS["parse"].prompts[0].plan
    plain = run(writer(Pen([1, 2])).answer(plan), random_logits(seed), drafts=False)
    source = shown(text)
    expected = guess(source)
    tokens = render(plan, expected, encode) if expected else ()
    for tried in (tokens, render(plan, plain, encode)):
        pen = Pen([1, 2], guess=tried)
        assert run(writer(pen, source=source).answer(plan), random_logits(seed)) == plain


@pytest.mark.parametrize("example", PARSE.examples, ids=lambda example: example.user[:20])
def test_a_guess_that_is_right_takes_one_evaluation(example: Example) -> None:
    """All its tokens are judged at once."""
    tokens = render(PARSE.plan, example.answer, encode)
    writing = writer(Pen([1, 2], Scripted((*tokens, END)), tokens)).answer(PARSE.plan)
    step = next(writing)
    with pytest.raises(StopIteration):
        writing.send([random_logits(1)(n) for n in range(1 + len(step.draft))])


KNOWN = st.fixed_dictionaries(
    {},
    optional={
        "intent": st.sampled_from(["add", "status", "cancel", "diagnose", "none"]),
        "media_type": st.sampled_from(["movie", "tv", "unknown"]),
        "year": st.integers(1870, 2100),
        "seasons": st.lists(st.integers(0, 999), max_size=10),
        "episodes": st.lists(st.integers(0, 9_999), max_size=20),
        "quality": st.sampled_from(["2160p", "1080p", "720p", "480p"]),
        "latest": st.booleans(),
        "all_seasons": st.booleans(),
    },
)


@EXAMPLES
@given(seed=SEEDS, known=KNOWN)
def test_what_is_known_is_in_the_answer(seed: int, known: dict[str, Any]) -> None:
    """What rules have found the model cannot change."""
    task = TASKS["parse"]
    question = ParseQuestion.model_validate({"text": "some words", "known": known})
    [job] = task.jobs(question)
    values = run(writer(Pen([1]), job.known).answer(job.prompt.plan), random_logits(seed))
    job.prompt.draft.model_validate(values)
    answer = task.finish(question, [_result(values)]).model_dump(mode="json")
    assert answer["intent"] == known.get("intent", answer["intent"])
    assert answer["intent"] != "none" or answer["items"] == []
    assert answer["intent"] != "add" or answer["items"]
    for item in answer["items"]:
        for name in set(known) - {"intent"}:
            expected = sorted(set(known[name])) if isinstance(known[name], list) else known[name]
            assert item[name] == expected


def _result(values: Mapping[str, JsonValue]) -> Any:
    """Return the result of a job."""
    return Result(values=values, confidence=0.5)


@pytest.mark.parametrize("prompt", PROMPTS[:2], ids=lambda prompt: prompt.name)
def test_every_example_can_be_written(prompt: Prompt) -> None:
    """What the prompt shows as an answer is one the grammar lets through."""
    for example in prompt.examples:
        tokens = render(prompt.plan, example.answer, encode)
        pen = Pen([1], Scripted((*tokens, END)))
        values = run(writer(pen).answer(prompt.plan), random_logits(0))
        assert prompt.draft.model_validate(values) == prompt.draft.model_validate(example.answer)


@EXAMPLES
@given(seed=SEEDS, characters=st.integers(1, 12), tokens=st.integers(2, 6))
def test_a_text_has_words_and_keeps_its_limits(seed: int, characters: int, tokens: int) -> None:
    """It is printable, not empty, has a letter or digit and is not too long."""
    values = ValueWriter(Pen([1]), VOCABULARY, Drafter("", encode))
    node = Text(characters=characters, tokens=tokens)
    text, follower = run(values.text(node, ("|", "")), random_logits(seed))
    assert 1 <= len(text) <= characters
    assert text.isprintable()
    assert text == " ".join(text.split())
    assert any(character.isalnum() for character in text)
    assert "|" not in text
    assert follower in {"|", ""}


@EXAMPLES
@given(seed=SEEDS, low=st.integers(0, 3000), high=st.integers(0, 3000), most=st.integers(1, 4))
def test_numbers_keep_their_bounds(seed: int, low: int, high: int, most: int) -> None:
    """Each is within its bounds, and there are not too many."""
    values = ValueWriter(Pen([1]), VOCABULARY, Drafter("2021 or 12", encode))
    node = Numbers(item=Number(low=min(low, high), high=max(low, high)), most=most)
    numbers, _ = run(values.numbers(node, ("|", "\n")), random_logits(seed))
    assert 1 <= len(numbers) <= most
    assert all(min(low, high) <= number <= max(low, high) for number in numbers)


@given(text=st.text(max_size=8), cut=st.integers(0, 32), junk=st.binary(max_size=3))
def test_the_states_of_utf8_are_those_of_python(text: str, cut: int, junk: bytes) -> None:
    """A text is whole if, and only if, Python can decode it."""
    printable = "".join(c for c in text if c >= " " and c != "\x7f")
    data = printable.encode(errors="replace")[:cut] + bytes(b for b in junk if b >= 0x80)
    try:
        data.decode()
    except UnicodeDecodeError:
        assert walk(Utf8.START, data) is not Utf8.START
    else:
        assert walk(Utf8.START, data) is Utf8.START


def test_a_vocabulary_without_digits_is_refused() -> None:
    """No number could be written with it."""
    with pytest.raises(UnfitVocabulary):
        kinds_of([b"a", b" "], count=2, special=set(), barred=b"|")


def test_characters_that_could_not_be_ended_are_not_begun() -> None:
    """Without tokens for single bytes, tokens with a part of a character are of no use."""
    pieces = [bytes((n,)) for n in range(128)] + [b"\xe2\x82"]
    kinds = kinds_of(pieces, count=129, special=set(), barred=b"|")
    made = Vocabulary(kinds, end=200, encode=encode, piece=pieces.__getitem__)
    assert not made.follows[Utf8.START][128]
    assert made.follows[Utf8.START][65]


def test_what_is_kept_of_a_vocabulary_is_all_that_was_found() -> None:
    """And what was kept of another number of tokens is of no use."""
    kinds = kinds_of(PIECES, count=len(PIECES), special={END}, barred=b"|")
    kept = Kinds.from_bytes(kinds.as_bytes(), len(PIECES))
    assert kept is not None
    assert (kept.flags == kinds.flags).all()
    assert (kept.characters == kinds.characters).all()
    assert Kinds.from_bytes(kinds.as_bytes(), len(PIECES) - 1) is None
