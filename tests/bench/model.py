"""How well a model understands requests, and how fast: the corpus against any GGUF."""

from pathlib import Path
import sys
import tempfile
from time import perf_counter

from autoarr_app.llm.process import Refused, WorkerProcess
from autoarr_app.llm.wire import Answers, Ask, Load, Loaded

from .memory import resident
from .options import Options
from .score import Expected, judge, read_corpus, shares
from .table import percentile, table

WORKER = (sys.executable, "-m", "autoarr_app.llm.worker")
LOAD_SECONDS = 600.0
ANSWER_SECONDS = 120.0


async def run(options: Options) -> None:
    """Ask each sentence once and print how many answers were right, field by field."""
    if options.gguf is None:
        raise ValueError("no model file was named")
    corpus = read_corpus()[: options.limit]
    with tempfile.TemporaryDirectory(prefix="autoarr-bench-") as folder:
        worker = await WorkerProcess.spawn(WORKER)
        try:
            loaded = await load(worker, options.gguf, options.threads, Path(folder))
            print(
                f"{options.gguf.name}: loaded in {loaded.load_ms / 1000:.1f} s, prompt read in"
                f" {loaded.prefix_ms / 1000:.1f} s, {options.threads} threads, {loaded.variant}"
            )
            await score(worker, corpus)
        except Refused as err:
            print(f"the model cannot be asked: {err.fault.detail}")
        finally:
            await worker.stop()


async def load(worker: WorkerProcess, path: Path, threads: int, state_dir: Path) -> Loaded:
    """Load a model; raises Refused."""
    reply = await worker.order(
        lambda number: Load(
            id=number,
            path=str(path.resolve()),
            model=path.stem,
            threads=threads,
            lanes=1,
            state_dir=str(state_dir),
        ),
        seconds=LOAD_SECONDS,
    )
    if not isinstance(reply.ok, Loaded):
        raise TypeError(f"the worker loaded nothing: {reply.ok}")
    return reply.ok


async def ask(worker: WorkerProcess, text: str) -> Answers:
    """Ask one sentence; raises Refused."""
    reply = await worker.order(
        lambda number: Ask(
            id=number,
            task="parse",
            questions=[{"text": text}],
            deadline_ms=ANSWER_SECONDS * 1000,
        ),
        seconds=ANSWER_SECONDS + 10,
    )
    if not isinstance(reply.ok, Answers):
        raise TypeError(f"the worker gave no answer: {reply.ok}")
    return reply.ok


async def score(worker: WorkerProcess, corpus: list[Expected]) -> None:
    """Ask, judge and print."""
    times, tokens, verdicts = [], [], []
    for expected in corpus:
        begun = perf_counter()
        answers = await ask(worker, expected.text)
        times.append((perf_counter() - begun) * 1000)
        tokens.append(answers.counts.tokens_out)
        [answer] = answers.answers
        verdict = judge(expected, answer)
        verdicts.append(verdict)
        if wrong := [field for field, right in verdict.items() if not right]:
            print(f"  {expected.text!r}: wrong in {', '.join(wrong)}")
    held = resident(worker.pid)
    table(
        ("field", "right", "of", "share"),
        [
            (field, str(right), str(judged), f"{right / judged:.0%}" if judged else "")
            for field, (right, judged) in shares(verdicts).items()
        ],
    )
    table(
        ("an answer", "p50", "p95", "max"),
        [
            ("milliseconds", *(f"{percentile(times, at):.0f}" for at in (0.5, 0.95, 1))),
            ("tokens decided", *(f"{percentile(tokens, at):.0f}" for at in (0.5, 0.95, 1))),
        ],
    )
    print(
        f"{len(corpus)} sentences; the worker holds {held.rss:.0f} MB"
        f" ({held.anonymous:.0f} its own, {held.file:.0f} of files)"
    )
