"""What the app holds in memory, without a model and with one, and how fast it repeats itself."""

import asyncio
from pathlib import Path
import shutil
import tempfile

from tests.app.gguf import gguf_of

from .memory import Memory, read_into_cache, resident
from .options import Options
from .sentences import FIRST, WARM, Sentence
from .server import RunningApp, TooSlow
from .table import percentile, table

SETTLE = 3.0
REPEATED = 300


async def run(options: Options) -> None:
    """Print the memory of the server and of the worker for each shape."""
    rows = [await without_model()]
    repeated = []
    for shape in options.shapes:
        found, times = await with_model(shape, options.threads)
        rows += found
        repeated.append((shape, *(f"{percentile(times, share):.2f}" for share in (0.5, 0.95))))
    table(("process", "resident MB", "its own", "of files", "fair share (PSS)", "budget"), rows)
    print()
    table(("repeated question over HTTP", "p50 ms", "p95 ms"), repeated)


async def without_model() -> tuple[str, ...]:
    """Measure the server alone, after it has answered something."""
    with tempfile.TemporaryDirectory(prefix="autoarr-bench-") as folder:
        async with RunningApp(Path(folder), "--model", "none") as app:
            await app.get("activity")
            await app.get("info")
            await asyncio.sleep(SETTLE)
            return line("server without a model", resident(app.pid), "< 90")


async def with_model(shape: str, threads: int) -> tuple[list[tuple[str, ...]], list[float]]:
    """Measure server and worker after some answers, and a repeated question (ms)."""
    model = gguf_of(f"qwen2.5-{shape}")
    read_into_cache(model)
    with tempfile.TemporaryDirectory(prefix="autoarr-bench-", dir=model.parent) as folder:
        place = Path(folder) / "models"
        place.mkdir()
        file = place / f"bench-{shape}.gguf"
        link(model, file)
        flags = ("--models-dir", str(place), "--model", f"file:{file.stem}")
        async with RunningApp(Path(folder), *flags, "--model-threads", str(threads)) as app:
            await app.model_ready()
            answered = [one for one in (FIRST, *WARM) if await is_answered(app, one)]
            if not answered:
                raise RuntimeError("no question was answered in time; try more --threads")
            times = []
            for _ in range(REPEATED):
                answer, seconds = await app.ask(answered[0].text, answered[0].known)
                if not answer["cached"]:
                    raise RuntimeError("the same question was answered anew")
                times.append(seconds * 1000)
            await asyncio.sleep(SETTLE)
            if (worker := app.worker_pid) is None:
                raise RuntimeError("the worker is gone")
            budget = model.stat().st_size / 1e6 * 1.15 + 150
            server, ours = resident(app.pid), resident(worker)
            both = Memory(
                rss=server.rss + ours.rss,
                anonymous=server.anonymous + ours.anonymous,
                file=server.file + ours.file,
                pss=server.pss + ours.pss,
            )
            return [
                line(f"server, {shape}", server, ""),
                line(f"worker, {shape}", ours, ""),
                line(f"both, {shape}", both, f"< {budget:,.0f}"),
            ], times


async def is_answered(app: RunningApp, sentence: Sentence) -> bool:
    """Ask a sentence; random weights may say so much that the time is not enough."""
    try:
        await app.ask(sentence.text, sentence.known)
    except TooSlow:
        return False
    return True


def link(model: Path, file: Path) -> None:
    """Put a model where the app looks for it, without a second copy where that is possible."""
    try:
        file.hardlink_to(model)
    except OSError:
        shutil.copyfile(model, file)


def line(name: str, held: Memory, budget: str) -> tuple[str, ...]:
    """Return a line of the table."""
    sizes = (held.rss, held.anonymous, held.file, held.pss)
    return (name, *(f"{size:,.0f}" for size in sizes), budget)
