"""Plans are made of schemas, and of bounded ones alone."""

from typing import Annotated, Any, Literal

from hypothesis import given, strategies as st
from pydantic import BaseModel, ConfigDict, Field
import pytest

from autoarr_app.llm.grammar import GrammarError, Wording, make_plan
from autoarr_app.llm.plan import Choice, Number, Text, next_digits
from autoarr_app.llm.render import chunks
from autoarr_app.llm.tasks import TASKS

PROMPTS = [prompt for task in TASKS.values() for prompt in task.prompts]
NUMBERS = st.integers(min_value=0, max_value=10_000)


@given(low=NUMBERS, high=NUMBERS, value=NUMBERS)
def test_exactly_the_numbers_within_bounds_can_be_written(low: int, high: int, value: int) -> None:
    """Each digit of a number is allowed where it stands if, and only if, the number may be written."""
    low, high = min(low, high), max(low, high)
    written: int | None = None
    for digit in map(int, str(value)):
        if digit not in next_digits(written, low, high):
            assert not low <= value <= high
            return
        written = (written or 0) * 10 + digit
    assert (written == value and value >= low) == (low <= value <= high)


@given(low=NUMBERS, high=NUMBERS)
def test_a_number_that_is_begun_can_always_be_ended(low: int, high: int) -> None:
    """Whatever digits are taken, they lead to a number within the bounds."""
    low, high = min(low, high), max(low, high)
    frontier = [(digit, low <= digit <= high) for digit in next_digits(None, low, high)]
    for _ in range(3):
        for value, whole in frontier:
            assert whole or next_digits(value, low, high)
        frontier = [
            (value * 10 + d, low <= value * 10 + d <= high)
            for value, _ in frontier[:40]
            for d in next_digits(value, low, high)
        ]


@pytest.mark.parametrize("prompt", PROMPTS, ids=lambda prompt: prompt.name)
def test_the_examples_of_a_prompt_fit_its_own_schema(prompt: Any) -> None:
    """A wrong example would teach the model wrong answers."""
    for example in prompt.examples:
        prompt.draft.model_validate(example.answer)
        assert "".join(chunks(prompt.plan, example.answer))


def test_what_is_empty_is_not_written() -> None:
    """The answer of the usual sentence is three words."""
    parse = TASKS["parse"].prompts[0]
    lines = {
        example.user: "".join(chunks(parse.plan, example.answer)) for example in parse.examples
    }
    assert lines["get the one where they dream inside dreams"] == "add movie Inception"
    assert lines["turn the lights off in the kitchen"] == "none"
    assert "add tv The Expanse|season 2,3|FHD" in lines.values()
    assert "add movie Dune|or Dune: Part One|2021\ntv Severance|latest" in lines.values()


def test_a_digest_tells_prompts_apart_and_stays() -> None:
    """Caches rely on it."""
    digests = [prompt.digest for prompt in PROMPTS]
    assert len(set(digests)) == len(digests)
    assert all(len(digest) == 16 for digest in digests)


class Strict(BaseModel):
    """An object without additional properties."""

    model_config = ConfigDict(extra="forbid")


class Unbounded(Strict):
    """A text without an end."""

    text: str


class Endless(Strict):
    """A list without an end."""

    text: Annotated[str, Field(max_length=5)]
    numbers: list[Annotated[int, Field(ge=0, le=5)]]


class Patterned(Strict):
    """A pattern the decoder does not know."""

    text: Annotated[str, Field(max_length=5, pattern="^a+$")]


class Fraction(Strict):
    """A kind of number the decoder does not know."""

    share: float


class Open(BaseModel):
    """An object that may have more."""

    word: Literal["a", "b"]


class Alike(Strict):
    """Values one of which begins like another."""

    word: Literal["on", "once"]


class Early(Strict):
    """A text before something else, of which nobody could tell where it ends."""

    text: Annotated[str, Field(max_length=5)]
    word: Literal["a", "b"]


@pytest.mark.parametrize("model", [Unbounded, Endless, Patterned, Fraction, Open, Alike, Early])
def test_a_schema_that_cannot_be_kept_is_refused(model: type[BaseModel]) -> None:
    """Better no plan than answers that do not end or cannot be read back."""
    with pytest.raises(GrammarError):
        make_plan(model.model_json_schema(), Wording())


def test_the_bounds_of_the_schema_are_in_the_plan() -> None:
    """The plan of a request has the limits of the protocol."""
    rows = TASKS["parse"].prompts[0].plan.rows
    assert rows is not None
    assert rows.most == 5
    kind, titles = rows.record.fields
    assert isinstance(kind.node, Choice)
    assert [option.value for option in kind.node.options] == ["movie", "tv", "unknown"]
    assert isinstance(titles.node, Text)
    assert titles.node.characters == 100
    year = next(tag for tag in rows.record.tags if tag.name == "year")
    assert year.node == Number(low=1870, high=2100)
