"""What was answered once is not asked again."""

import asyncio
import os
from typing import Any

from hypothesis import given, strategies as st
import pytest

from autoarr_app.llm.cache import AnswerCache, Kept, Key, normal_question
from autoarr_app.llm.errors import ModelCrashed, ModelTimeout
from autoarr_app.protocol.questions import Classification, ParseBatch
from autoarr_app.protocol.state import ModelStatus

from .conftest import MakeBench, link_model, sentence


def key(number: int, question: bytes = b"{}") -> Key:
    """Return a key unlike others."""
    return Key(model=str(number), prompt="1", task="classify", question=question)


KEPT = Kept(model="m", result=Classification.model_validate({"cause": "unknown"}))


@given(
    puts=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3_000))),
    entries=st.integers(1, 10),
    size=st.integers(500, 20_000),
)
def test_the_cache_keeps_its_bounds(puts: list[tuple[int, int]], entries: int, size: int) -> None:
    """Whatever is put into it."""
    cache = AnswerCache(entries=entries, size=size)
    for number, length in puts:
        cache.put(key(number, b"x" * length), KEPT)
        assert len(cache) <= entries
        assert cache.size <= size
        assert (cache.size > 0) == (len(cache) > 0)


def test_the_answer_not_used_for_longest_goes_first() -> None:
    """Reading counts as use."""
    cache = AnswerCache(entries=2)
    cache.put(key(1), KEPT)
    cache.put(key(2), KEPT)
    assert cache.get(key(1)) is KEPT
    cache.put(key(3), KEPT)
    assert cache.get(key(2)) is None
    assert cache.get(key(1)) is KEPT


def test_an_answer_put_twice_is_counted_once() -> None:
    """Its size, too."""
    cache = AnswerCache()
    cache.put(key(1), KEPT)
    size = cache.size
    cache.put(key(1), KEPT)
    assert (len(cache), cache.size) == (1, size)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"text": "the  one\twith dreams "}, {"text": "the one with dreams"}, True),
        ({"text": "Am\u00e9lie"}, {"text": "Ame\u0301lie"}, True),
        ({"text": "It", "deadline_ms": 100}, {"text": "It", "deadline_ms": 6_000}, True),
        ({"text": "It"}, {"text": "it"}, False),
        ({"text": "It", "known": {"year": 1990}}, {"text": "It", "known": {"year": 2017}}, False),
        ({"a": "1", "b": "2"}, {"b": "2", "a": "1"}, True),
        ({"findings": [{"id": "a"}, {"id": "b"}]}, {"findings": [{"id": "b"}, {"id": "a"}]}, False),
    ],
)
def test_questions_are_the_same_when_they_mean_the_same(
    one: dict[str, Any], other: dict[str, Any], same: bool
) -> None:
    """Spaces, the writing of accents and the deadline don't matter; everything else does."""
    assert (normal_question(one) == normal_question(other)) is same


async def test_a_repeated_question_is_answered_without_the_model(make: MakeBench) -> None:
    """In the words of the second caller."""
    bench = await make()
    first = await bench.service.parse(sentence("the one  with dreams"))
    second = await bench.service.parse(sentence("the one with dreams", deadline_ms=100))
    assert (first.cached, second.cached) == (False, True)
    assert second.result.items == first.result.items
    assert second.result.text == "the one with dreams"
    assert second.model == "file:good"
    assert len(bench.orders("ask")) == 1
    assert [(answer[1], answer[2], answer[3]) for answer in bench.answered] == [
        (10, 3, False),
        (0, 0, True),
    ]


async def test_a_repeated_question_does_not_wake_an_idle_model(make: MakeBench) -> None:
    """The cache needs no memory of the model."""
    bench = await make(idle_seconds=0.2)
    await bench.service.parse(sentence("dreams"))
    await bench.until(ModelStatus.IDLE)
    assert (await bench.service.parse(sentence("dreams"))).cached
    assert bench.service.state().status is ModelStatus.IDLE


async def test_errors_are_not_kept(make: MakeBench) -> None:
    """What failed is tried again."""
    bench = await make()
    for _ in range(2):
        with pytest.raises(ModelTimeout):
            await bench.service.parse(sentence("reach the deadline"))
    assert len(bench.orders("ask")) == 2


async def test_equal_questions_at_the_same_time_are_asked_once(make: MakeBench) -> None:
    """One computation, many answers; only one of them cost anything."""
    bench = await make()
    await bench.ready()
    asked = [asyncio.create_task(bench.service.parse(sentence("wait"))) for _ in range(20)]
    await bench.asked(1)
    bench.go()
    answers = await asyncio.gather(*asked)
    assert len(bench.orders("ask")) == 1
    assert sum(not answer.cached for answer in answers) == 1
    assert sum(answer[1] for answer in bench.answered) == 10


async def test_equal_questions_share_an_error_too(make: MakeBench) -> None:
    """Nobody is left waiting."""
    bench = await make()
    await bench.ready()
    asked = [bench.service.parse(sentence("crash")) for _ in range(5)]
    for result in await asyncio.gather(*asked, return_exceptions=True):
        assert isinstance(result, ModelCrashed)


async def test_the_same_sentence_twice_in_a_batch_is_asked_once(make: MakeBench) -> None:
    """And answered twice."""
    bench = await make()
    batch = ParseBatch(questions=[sentence("a"), sentence("b"), sentence(" a ")])
    answers = (await bench.service.parse_batch(batch)).answers
    assert [answer.result.text for answer in answers] == ["a", "b", " a "]
    assert [answer.cached for answer in answers] == [False, False, True]
    assert sum(len(order["questions"]) for order in bench.orders("ask")) == 2


async def test_another_model_is_asked_anew(make: MakeBench) -> None:
    """Its answers are its own; those of the first are still there when it comes back."""
    bench = await make()
    link_model(bench.models, "other")
    await bench.service.parse(sentence("dreams"))
    await bench.service.activate("file:other")
    other = await bench.service.parse(sentence("dreams"))
    assert (other.model, other.cached) == ("file:other", False)
    await bench.service.activate("file:good")
    await bench.until(ModelStatus.READY)
    again = await bench.service.parse(sentence("dreams"))
    assert (again.model, again.cached) == ("file:good", True)


async def test_a_replaced_file_is_another_model(make: MakeBench) -> None:
    """Under the same name there may be other weights."""
    bench = await make()
    await bench.service.parse(sentence("dreams"))
    file = bench.models / "good.gguf"
    content = file.read_bytes()
    file.unlink()
    file.write_bytes(content)
    os.utime(file, ns=(1, 1))
    await bench.service.activate("file:good")
    assert not (await bench.service.parse(sentence("dreams"))).cached
