"""The service over the real worker: llama.cpp, a real model file, real signals."""

import asyncio
import os
from pathlib import Path
import signal
import sys
from typing import Any

import pytest

from autoarr_app.llm.errors import ModelBusy, ModelCrashed, ModelTimeout
from autoarr_app.protocol.questions import (
    Cause,
    ClassifyQuestion,
    ExplainQuestion,
    FindingBrief,
    ParseBatch,
)
from autoarr_app.protocol.state import ModelStatus
from tests.app.gguf import tiny_gguf

from .conftest import Bench, MakeBench, about, eventually, runs, sentence

SERVER = """
import asyncio, sys
from pathlib import Path
from autoarr_app.llm.service import ModelService
from autoarr_app.llm.settings import ModelSettings
from tests.app.llm_service.conftest import roomy_machine
from autoarr_app.llm.library import LibrarySettings, ModelLibrary

async def main():
    models = Path(sys.argv[1])
    service = ModelService(
        ModelSettings(models_dir=models, state_dir=models.parent / "state", model="file:good"),
        library=ModelLibrary(LibrarySettings(models_dir=models, machine=roomy_machine)),
    )
    await service.start()
    while (pid := service._resident.supervisor.pid) is None:
        await asyncio.sleep(0.01)
    print(pid, flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


async def real(make: MakeBench, **more: Any) -> Bench:
    """Return a service whose real model is ready.

    One thread: several wait for each other, which takes for ever on a machine that is busy.
    """
    bench = await make(real=True, threads=1, **more)
    await bench.ready()
    return bench


async def test_a_real_model_answers_every_task(make: MakeBench) -> None:
    """What it says is nonsense, and validates; asked again it comes from the cache."""
    bench = await real(make)
    state = bench.service.state()
    assert state.benchmark is not None
    assert state.benchmark.tokens_per_s > 0
    assert state.benchmark.resident_bytes > 0
    answer = await bench.service.parse(sentence("the one where they dream inside dreams"))
    assert answer.result.text == "the one where they dream inside dreams"
    assert (await bench.service.parse(sentence(answer.result.text))).cached
    cause = await bench.service.classify(ClassifyQuestion(message="Disk error"))
    assert cause.result.cause in Cause
    findings = [
        FindingBrief(id=name, service="radarr", severity="warning", title="Something")
        for name in ("a", "b")
    ]
    words = await bench.service.explain(ExplainQuestion(findings=findings))
    assert sorted(words.result.order) == ["a", "b"]
    assert [one.id for one in words.result.explanations] == ["a", "b"]
    uncached = [answer for answer in bench.answered if not answer[3]]
    assert len(uncached) == 3
    assert all(tokens_in > 0 for _, tokens_in, _, _ in uncached)


async def test_the_worker_is_the_first_to_go_when_memory_ends(make: MakeBench) -> None:
    """The kernel is told so, before Home Assistant or this server."""
    bench = await real(make)
    assert about(bench.pid, "oom_score_adj").strip() == "1000"
    assert about(os.getpid(), "oom_score_adj").strip() != "1000"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM])
async def test_a_worker_killed_in_the_middle_of_a_question_fails_that_question_alone(
    make: MakeBench, number: signal.Signals
) -> None:
    """Who asks next is answered by the next worker."""
    bench = await real(make)
    pid = bench.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    asked = asyncio.create_task(bench.service.parse(sentence("in the middle")))
    await eventually(lambda: bench.service.queue_depth or None)
    await asyncio.sleep(0.05)
    os.kill(pid, number)
    os.kill(pid, signal.SIGCONT)
    with pytest.raises(ModelCrashed):
        await asked
    assert (await bench.service.parse(sentence("after that"))).model == "file:good"
    assert bench.pid != pid


async def test_a_real_worker_that_hangs_is_replaced(make: MakeBench) -> None:
    """Stopped for good, it is killed behind the deadline."""
    bench = await real(make)
    pid = bench.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    with pytest.raises(ModelTimeout):
        await bench.service.parse(sentence("anybody there", deadline_ms=200))
    await bench.service.parse(sentence("and now"))
    assert not runs(pid)


async def test_a_hundred_questions_at_once_to_a_real_model(make: MakeBench) -> None:
    """Each is answered, or told when to come back; then all is quiet."""
    bench = await real(make)
    results = await asyncio.gather(
        *(
            bench.service.parse(sentence(f"film number {n}", deadline_ms=60_000))
            for n in range(100)
        ),
        return_exceptions=True,
    )
    busy = [result for result in results if isinstance(result, ModelBusy)]
    texts = [result.result.text for result in results if not isinstance(result, BaseException)]
    assert len(busy) + len(texts) == 100
    assert len(texts) >= 8
    assert set(texts) <= {f"film number {n}" for n in range(100)}
    assert bench.service.queue_depth == 0


async def test_a_batch_gets_the_answers_of_single_questions(make: MakeBench) -> None:
    """Side by side or one after the other makes no difference."""
    bench = await real(make)
    texts = [f"season {n} of the expanse" for n in range(6)]
    batch = await bench.service.parse_batch(
        ParseBatch(questions=[sentence(text, deadline_ms=60_000) for text in texts])
    )
    await bench.service.stop()
    again = await real(make)
    for text, answer in zip(texts, batch.answers, strict=True):
        single = await again.service.parse(sentence(text))
        assert not single.cached
        assert single.result.items == answer.result.items


async def test_a_real_model_is_unloaded_and_loaded_again(make: MakeBench) -> None:
    """Its process ends, and the same question gets the same answer from the next."""
    bench = await real(make, idle_seconds=0.3)
    before = bench.pid
    await bench.until(ModelStatus.IDLE)
    await eventually(lambda: None if runs(before) else True)
    await bench.service.parse(sentence("wake up"))
    assert bench.pid not in (None, before)


async def test_real_models_are_switched_under_load(make: MakeBench) -> None:
    """Every question asked meanwhile is answered by one or the other."""
    bench = await real(make)
    (bench.models / "other.gguf").symlink_to(tiny_gguf())
    asked = [
        asyncio.create_task(bench.service.parse(sentence(f"film {n}", deadline_ms=60_000)))
        for n in range(8)
    ]
    await asyncio.sleep(0.02)
    await bench.service.activate("file:other")
    answers = await asyncio.gather(*asked)
    assert {answer.model for answer in answers} <= {"file:good", "file:other"}
    assert (await bench.service.parse(sentence("last"))).model == "file:other"
    assert (await bench.ready()).model == "file:other"


async def test_a_file_with_a_damaged_inside_fails_with_advice_and_is_not_tried_again(
    make: MakeBench, models: Path
) -> None:
    """Its header is in order, so only llama.cpp notices."""
    content = tiny_gguf().read_bytes()
    damaged = content.replace(b"blk.0.attn_q.weight", b"blk.0.attn_Q.weight")
    assert damaged != content
    (models / "damaged.gguf").write_bytes(damaged)
    bench = await make("file:damaged", real=True)
    state = await bench.until(ModelStatus.FAILED)
    assert "download it again" in state.detail


async def test_a_server_that_is_killed_leaves_no_worker_behind(
    make: MakeBench, models: Path
) -> None:
    """Two gigabytes of memory are not held by nobody."""
    (models / "good.gguf").symlink_to(tiny_gguf())
    root = Path(__file__).parents[3]
    server = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        SERVER,
        str(models),
        stdout=asyncio.subprocess.PIPE,
        cwd=root,
        env={**os.environ, "PYTHONPATH": f"{root}:{root / 'addon'}"},
    )
    assert server.stdout is not None
    worker = int(await server.stdout.readline())
    assert runs(worker)
    server.kill()
    await server.wait()
    await eventually(lambda: None if runs(worker) else True)
