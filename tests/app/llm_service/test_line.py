"""A bounded line before the model: everybody is answered, or told when to come back."""

import asyncio
from typing import Any

import pytest

from autoarr_app.llm.errors import ModelBusy, ModelTimeout
from autoarr_app.protocol.questions import ClassifyQuestion, ParseBatch

from .conftest import Bench, MakeBench, eventually, sentence


async def occupied(make: MakeBench, **more: Any) -> tuple[Bench, asyncio.Task[object]]:
    """Return a service whose worker is busy until it may go on."""
    bench = await make(**more)
    await bench.ready()
    first = asyncio.create_task(bench.service.parse(sentence("wait")))
    await bench.asked(1)
    return bench, first


async def test_a_hundred_calls_at_once_are_answered_or_sent_away(make: MakeBench) -> None:
    """Never an unbounded line; who is sent away knows for how long."""
    bench, first = await occupied(make, waiting=8, lanes=4)
    asked = [bench.service.parse(sentence(f"number {n}")) for n in range(100)]
    everybody = asyncio.gather(*asked, return_exceptions=True)
    await eventually(lambda: bench.service.queue_depth == 9 or None)
    bench.go()
    results = await everybody
    await first
    busy = [result for result in results if isinstance(result, ModelBusy)]
    assert len(busy) == 92
    assert all(result.retry_after >= 1 for result in busy)
    answered = [result for result in results if not isinstance(result, BaseException)]
    assert len(answered) == 8
    assert bench.service.queue_depth == 0


async def test_questions_that_wait_together_are_asked_together(make: MakeBench) -> None:
    """At most as many as there are lanes, and only of one task."""
    bench, first = await occupied(make, lanes=4)
    asked = [asyncio.create_task(bench.service.parse(sentence(f"{n}"))) for n in range(5)]
    failure = asyncio.create_task(bench.service.classify(ClassifyQuestion(message="odd")))
    await eventually(lambda: bench.service.queue_depth == 7 or None)
    bench.go()
    await asyncio.gather(first, failure, *asked)
    sizes = [(order["task"], len(order["questions"])) for order in bench.orders("ask")]
    assert sizes == [("parse", 1), ("parse", 4), ("parse", 1), ("classify", 1)]


async def test_a_batch_does_not_make_a_single_question_wait_for_all_of_it(
    make: MakeBench,
) -> None:
    """Callers take turns."""
    bench, first = await occupied(make, lanes=2)
    batch = ParseBatch(questions=[sentence(f"batch {n}") for n in range(8)])
    many = asyncio.create_task(bench.service.parse_batch(batch))
    one = asyncio.create_task(bench.service.parse(sentence("single")))
    await eventually(lambda: bench.service.queue_depth == 10 or None)
    bench.go()
    answers = (await many).answers
    await asyncio.gather(first, one)
    assert [answer.result.text for answer in answers] == [f"batch {n}" for n in range(8)]
    second = bench.orders("ask")[1]["questions"]
    assert [question["text"] for question in second] == ["batch 0", "single"]


async def test_who_goes_away_is_dropped_from_the_line(make: MakeBench) -> None:
    """The model does not work for nobody."""
    bench, first = await occupied(make, lanes=1)
    gone = asyncio.create_task(bench.service.parse(sentence("gone")))
    stays = asyncio.create_task(bench.service.parse(sentence("stays")))
    await eventually(lambda: bench.service.queue_depth == 3 or None)
    gone.cancel()
    await eventually(lambda: bench.service.queue_depth == 2 or None)
    bench.go()
    await asyncio.gather(first, stays)
    assert [order["questions"][0]["text"] for order in bench.orders("ask")] == ["wait", "stays"]


async def test_a_question_somebody_else_waits_for_stays_in_the_line(make: MakeBench) -> None:
    """Only the last who goes takes it with him."""
    bench, first = await occupied(make, lanes=1)
    gone, stays = (asyncio.create_task(bench.service.parse(sentence("both"))) for _ in range(2))
    await eventually(lambda: bench.service.queue_depth == 2 or None)
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.wait({gone})
    bench.go()
    assert (await stays).result.text == "both"
    await first


async def test_waiting_counts_towards_the_deadline(make: MakeBench) -> None:
    """Whose turn does not come is told that it was the line, not the model."""
    bench, first = await occupied(make, lanes=1)
    with pytest.raises(ModelBusy, match="busy with other questions") as caught:
        await bench.service.parse(sentence("hurried", deadline_ms=100))
    assert caught.value.retry_after >= 1
    bench.go()
    await first
    assert len(bench.orders("ask")) == 1


async def test_an_answer_too_late_for_its_caller_is_kept_for_the_next(make: MakeBench) -> None:
    """What was begun is not thrown away."""
    bench = await make()
    await bench.ready()
    patient = asyncio.create_task(bench.service.parse(sentence("wait")))
    await bench.asked(1)
    with pytest.raises(ModelTimeout):
        await bench.service.parse(sentence("wait", deadline_ms=100))
    bench.go()
    await patient
    assert (await bench.service.parse(sentence("wait"))).cached


async def test_everybody_may_leave_while_the_model_works(make: MakeBench) -> None:
    """The answer comes all the same and is kept."""
    bench, first = await occupied(make)
    first.cancel()
    await asyncio.wait({first})
    bench.go()
    await eventually(lambda: bench.service.queue_depth == 0 or None)
    assert (await bench.service.parse(sentence("wait"))).cached


async def test_the_deadline_told_to_the_worker_is_what_is_left(make: MakeBench) -> None:
    """The time in the line is gone."""
    bench, first = await occupied(make, lanes=1)
    second = asyncio.create_task(bench.service.parse(sentence("later", deadline_ms=20_000)))
    await asyncio.sleep(0.15)
    bench.go()
    await asyncio.gather(first, second)
    assert bench.orders("ask")[1]["deadline_ms"] <= 19_850
