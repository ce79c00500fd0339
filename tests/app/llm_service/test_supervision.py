"""Whatever happens to the worker fails the questions it was asked, and nothing else."""

import asyncio
import os
from pathlib import Path
import signal

import pytest

from autoarr_app.llm.condition import Patience
from autoarr_app.llm.errors import ModelBusy, ModelCrashed, ModelTimeout, NoModel
from autoarr_app.llm.restart import RestartPolicy
from autoarr_app.protocol.questions import ClassifyQuestion, ExplainQuestion, FindingBrief
from autoarr_app.protocol.state import EngineKind, ModelStatus

from .conftest import MakeBench, about, eventually, link_model, runs, sentence


async def test_a_model_is_loaded_measured_and_asked(make: MakeBench) -> None:
    """The state follows the model, and says what it can do."""
    bench = await make()
    assert bench.service.state().status is ModelStatus.LOADING
    state = await bench.ready()
    assert (state.engine, state.model, state.detail) == (EngineKind.LLAMA, "file:good", "")
    answer = await bench.service.parse(sentence("the one with the dreams"))
    assert answer.model == "file:good"
    assert answer.result.items[0].titles == ["the one with the dreams"]
    assert not answer.cached
    assert bench.service.state().last_answer_ms == answer.took_ms
    assert [state.status for state in bench.states[:2]] == [
        ModelStatus.LOADING,
        ModelStatus.READY,
    ]


async def test_every_task_reaches_the_worker_in_the_words_of_the_protocol(make: MakeBench) -> None:
    """Failures and findings are asked as well as sentences."""
    bench = await make()
    cause = await bench.service.classify(ClassifyQuestion(message="Disk full! Forcing Pause"))
    assert cause.result.cause == "disk_full"
    finding = FindingBrief(id="a", service="radarr", severity="warning", title="Something")
    words = await bench.service.explain(ExplainQuestion(findings=[finding], language="de"))
    assert words.result.explanations == []
    asked = {order["task"]: order["questions"][0] for order in bench.orders("ask")}
    assert asked["classify"]["message"] == "Disk full! Forcing Pause"
    assert asked["explain"]["language"] == "de"


@pytest.mark.parametrize("word", ["crash", "garbage", "oversized", "unreadable", "cut", "twice"])
async def test_a_worker_that_breaks_fails_the_question_and_comes_back(
    make: MakeBench, word: str
) -> None:
    """The next question is answered by a new process."""
    bench = await make()
    await bench.ready()
    before = bench.pid
    with pytest.raises(ModelCrashed, match="started again"):
        await bench.service.parse(sentence(f"now {word} please"))
    answer = await bench.service.parse(sentence("and now?"))
    assert answer.result.intent == "add"
    assert bench.pid not in (None, before)


async def test_only_the_questions_in_flight_fail(make: MakeBench) -> None:
    """Who stood in the line is answered by the worker that comes after."""
    bench = await make(lanes=1)
    await bench.ready()
    first = asyncio.create_task(bench.service.parse(sentence("wait a bit")))
    await bench.asked(1)
    second = asyncio.create_task(bench.service.parse(sentence("patient")))
    await asyncio.sleep(0)
    assert bench.pid is not None
    os.kill(bench.pid, signal.SIGKILL)
    with pytest.raises(ModelCrashed, match="memory ran out"):
        await first
    assert (await second).result.items[0].titles == ["patient"]


async def test_a_worker_that_hangs_is_killed_after_the_deadline(make: MakeBench) -> None:
    """The caller is told at the deadline; the process gets a moment more."""
    bench = await make()
    await bench.ready()
    before = bench.pid
    assert before is not None
    with pytest.raises(ModelTimeout, match=r"within 0\.2 seconds"):
        await bench.service.parse(sentence("hang on", deadline_ms=200))
    await bench.service.parse(sentence("still there?"))
    assert bench.pid != before
    assert not runs(before)


async def test_a_stopped_worker_counts_as_hanging(make: MakeBench) -> None:
    """SIGSTOP does not protect from being killed."""
    bench = await make()
    await bench.ready()
    before = bench.pid
    assert before is not None
    os.kill(before, signal.SIGSTOP)
    with pytest.raises(ModelTimeout):
        await bench.service.parse(sentence("anybody", deadline_ms=200))
    await bench.service.parse(sentence("somebody"))
    assert not runs(before)


async def test_a_late_answer_fails_its_question_and_spares_the_worker(make: MakeBench) -> None:
    """A worker that says so itself is healthy."""
    bench = await make()
    await bench.ready()
    before = bench.pid
    with pytest.raises(ModelTimeout, match="in time"):
        await bench.service.parse(sentence("reach the deadline"))
    with pytest.raises(ModelCrashed, match="out of memory"):
        await bench.service.parse(sentence("use out_of_memory"))
    with pytest.raises(ModelCrashed, match="could not answer"):
        await bench.service.parse(sentence("be internal"))
    await bench.service.parse(sentence("fine"))
    assert bench.pid == before


async def test_an_answer_that_does_not_validate_is_none(make: MakeBench) -> None:
    """What the model says is checked, even though a grammar made it."""
    bench = await make()
    with pytest.raises(ModelCrashed, match="gave an answer that is none"):
        await bench.service.parse(sentence("nonsense"))
    await bench.service.parse(sentence("sense"))


async def test_fewer_answers_than_questions_are_not_believed(make: MakeBench) -> None:
    """Nobody gets the answer to somebody else's question."""
    bench = await make()
    with pytest.raises(ModelCrashed, match="can't be right"):
        await bench.service.parse(sentence("fewer"))
    await bench.service.parse(sentence("enough"))


async def test_a_worker_that_crashes_while_it_loads_is_started_again(make: MakeBench) -> None:
    """Once is an accident."""
    bench = await make("file:once")
    await bench.ready()
    assert len(bench.orders("load")) == 2


async def test_a_model_that_always_crashes_is_given_up_with_advice(make: MakeBench) -> None:
    """The state says what to do, and questions are refused at once."""
    bench = await make("file:crash")
    state = await bench.until(ModelStatus.FAILED)
    assert "SIGSEGV" in state.detail
    assert "3 times in a row" in state.detail
    assert "Choose a smaller model" in state.detail
    assert len(bench.orders("load")) == 3
    with pytest.raises(NoModel, match="smaller model"):
        await bench.service.parse(sentence("hello"))


async def test_a_worker_that_runs_out_of_memory_is_tried_again_and_given_up(
    make: MakeBench,
) -> None:
    """The shortage may pass; when it does not, the state says so."""
    bench = await make("file:out_of_memory")
    state = await bench.until(ModelStatus.FAILED)
    assert "could not be loaded" in state.detail
    assert len(bench.orders("load")) == 3


async def test_a_model_that_llama_cpp_refuses_is_not_tried_again(make: MakeBench) -> None:
    """A file does not get better."""
    bench = await make("file:invalid_model")
    state = await bench.until(ModelStatus.FAILED)
    assert "download it again" in state.detail
    assert len(bench.orders("load")) == 1


async def test_a_load_that_never_ends_is_ended(make: MakeBench) -> None:
    """The worker that loads for ever is killed, and given up like one that crashes."""
    bench = await make("file:hang", patience=Patience(load=0.3, grace=0.1))
    state = await bench.until(ModelStatus.FAILED)
    assert "not loaded within" in state.detail


async def test_while_it_is_restarted_impatient_callers_are_told_when_to_come_back(
    make: MakeBench,
) -> None:
    """Nobody waits for what can't come in time."""
    bench = await make(policy=RestartPolicy(first=60.0))
    await bench.ready()
    with pytest.raises(ModelCrashed):
        await bench.service.parse(sentence("crash"))
    state = await bench.until(ModelStatus.LOADING)
    assert "SIGSEGV" in state.detail
    with pytest.raises(ModelBusy, match="SIGSEGV") as caught:
        await bench.service.parse(sentence("hello"))
    assert 50 < caught.value.retry_after < 70


async def test_a_missing_worker_program_ends_in_advice(make: MakeBench, tmp_path: Path) -> None:
    """An installation that is broken does not take the service down."""
    bench = await make()
    await bench.service.stop()
    link_model(bench.models, "other")
    broken = await make("file:other", worker_command=(str(tmp_path / "nothing"),))
    state = await broken.until(ModelStatus.FAILED)
    assert "could not be started" in state.detail


async def test_a_babbling_worker_neither_blocks_nor_fills_the_log(
    make: MakeBench, caplog: pytest.LogCaptureFixture
) -> None:
    """Its error output is read to the end, and logged within bounds."""
    caplog.set_level("DEBUG", logger="autoarr_app.llm")
    bench = await make()
    await bench.service.parse(sentence("babble"))
    lines = [r.getMessage() for r in caplog.records if r.name.endswith("utterances")]
    assert 0 < len(lines) <= 1_000
    assert max(map(len, lines)) < 500


async def test_the_last_words_of_a_worker_that_crashed_are_logged(
    make: MakeBench, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever looks for the reason finds it without a debug log."""
    caplog.set_level("WARNING", logger="autoarr_app.llm")
    bench = await make()
    with pytest.raises(ModelCrashed):
        await bench.service.parse(sentence("crash"))
    report = await eventually(lambda: next(iter(caplog.messages), None))
    assert "SIGSEGV" in report
    assert "the fake worker is here" in report


async def test_an_idle_model_is_unloaded_and_comes_back_with_the_next_question(
    make: MakeBench,
) -> None:
    """Its memory is given back meanwhile."""
    bench = await make(idle_seconds=0.2)
    await bench.ready()
    before = bench.pid
    state = await bench.until(ModelStatus.IDLE)
    assert bench.pid is None
    assert state.benchmark is not None
    await eventually(lambda: not runs(before) or None)
    assert bench.orders()[-1]["do"] == "stop"
    answer = await bench.service.parse(sentence("wake up"))
    assert answer.result.items[0].titles == ["wake up"]
    assert len(bench.orders("load")) == 2
    assert len(bench.orders("benchmark")) == 1


async def test_a_model_that_never_idles_stays(make: MakeBench) -> None:
    """Zero means never."""
    bench = await make(idle_seconds=0)
    await bench.ready()
    await asyncio.sleep(0.2)
    assert bench.service.state().status is ModelStatus.READY


async def test_a_model_that_answers_is_not_unloaded(make: MakeBench) -> None:
    """A long answer is no idleness."""
    bench = await make(idle_seconds=0.1)
    await bench.until(ModelStatus.READY, ModelStatus.IDLE)
    asked = asyncio.create_task(bench.service.parse(sentence("wait for it")))
    await bench.asked(1)
    await asyncio.sleep(0.3)
    bench.go()
    assert (await asked).result.items[0].titles == ["wait for it"]


async def test_a_question_that_can_t_wait_for_the_load_is_told_to_come_back(
    make: MakeBench,
) -> None:
    """The load goes on without it."""
    bench = await make("file:wait")
    with pytest.raises(ModelBusy, match="being loaded") as caught:
        await bench.service.parse(sentence("hello", deadline_ms=100))
    assert caught.value.retry_after >= 1
    bench.go()
    await bench.ready()
    assert bench.orders("ask") == []
    await bench.service.parse(sentence("hello", deadline_ms=5_000))


async def test_stopping_tells_who_waits_and_leaves_no_process(make: MakeBench) -> None:
    """A shutdown does not wait for the model."""
    bench = await make(lanes=1)
    await bench.ready()
    pid = bench.pid
    asked = [
        asyncio.create_task(bench.service.parse(sentence(text))) for text in ("wait", "behind")
    ]
    await bench.asked(1)
    await bench.service.stop()
    for result in await asyncio.gather(*asked, return_exceptions=True):
        assert isinstance(result, NoModel)
        assert "stopped" in result.detail
    assert not runs(pid)
    with pytest.raises(NoModel, match="stopped"):
        await bench.service.parse(sentence("too late"))


async def test_stopping_while_a_model_is_loaded_is_quick(make: MakeBench) -> None:
    """A worker that loads does not listen; it is killed."""
    bench = await make("file:hang")
    await eventually(lambda: bench.orders("load") or None)
    await bench.service.stop()


async def test_the_worker_knows_no_secret_of_the_server(
    make: MakeBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that is broken into finds no token in its environment."""
    monkeypatch.setenv("SUPERVISOR_TOKEN", "made-up-supervisor-token")
    bench = await make()
    await bench.ready()
    environment = about(bench.pid, "environ")
    assert "PYTHONPATH" in environment
    assert "made-up-supervisor-token" not in environment


async def test_a_crash_writes_no_core_dump(make: MakeBench) -> None:
    """Gigabytes of model memory don't belong on a small disk."""
    bench = await make()
    await bench.ready()
    limits = about(bench.pid, "limits").splitlines()
    core = next(line for line in limits if line.startswith("Max core file size"))
    assert core.split()[4:6] == ["0", "0"]
