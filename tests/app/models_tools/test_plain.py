"""The plain side of the comparison: the answer is forced, under the grammar of its own schema."""

from collections.abc import Iterator

import llama_cpp
import pytest

from autoarr_app.protocol.questions import Known, ParsedItem
from tests.app.gguf import tiny_gguf
from tests.app.llama import plain_llama
from tests.bench.plain import CONTEXT, SYSTEM, ask
from tests.bench.sentences import ROUNDS, Sentence


@pytest.fixture(scope="module")
def tiny() -> Iterator[llama_cpp.Llama]:
    """Load the tiny model."""
    llama = plain_llama(tiny_gguf(), context=CONTEXT)
    yield llama
    llama.close()


def test_every_sentence_gets_the_answer_it_should(tiny: llama_cpp.Llama) -> None:
    """Real sampling under a real grammar; a wrong answer would raise."""
    told: list[dict[str, object]] = []
    for sentence in ROUNDS:
        ask(tiny, sentence, lambda **facts: told.append(facts))
    assert len(told) == len(ROUNDS)
    for facts in told:
        assert 0 < float(str(facts["first_token"])) <= float(str(facts["seconds"]))
        assert int(str(facts["answer_tokens"])) > 50


def test_an_answer_the_schema_forbids_cannot_be_forced(tiny: llama_cpp.Llama) -> None:
    """The grammar has the last word, as it has for a model's own answers."""
    with pytest.raises(RuntimeError, match="the answer should be"):
        ask(tiny, Sentence(text="…", answer={"intent": "sing"}, known={}), lambda **_: None)


def test_the_answers_are_those_of_the_protocol() -> None:
    """Both sides are made to give the same one."""
    for sentence in ROUNDS:
        for item in sentence.answer["items"]:
            ParsedItem.model_validate(item)
        Known.model_validate(sentence.known)


def test_the_prompt_is_as_long_as_a_plain_prompt_is() -> None:
    """About 350 tokens at about four characters each."""
    assert 1_300 < len(SYSTEM) < 1_700
