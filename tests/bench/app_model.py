"""The app's way to ask a model beside the plain call: the same answers, threads and file, fresh processes."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
import json
from pathlib import Path
from statistics import median
import sys
import tempfile
from time import monotonic
from typing import Any

from tests.app.gguf import gguf_of

from .memory import cached_share, read_into_cache
from .options import Options
from .sentences import ROUNDS
from .table import table

ROOT = Path(__file__).parents[2]
WARM_ROUNDS = slice(1, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """One process: until its model was loaded, and each question (seconds)."""

    load: float
    first_with_start: float
    """From the start of the process to its first answer."""
    rounds: Sequence[dict[str, Any]]
    loaded: dict[str, Any]

    @property
    def first(self) -> float:
        """Return the time of the first answer, the model being loaded."""
        return float(self.rounds[0]["seconds"])

    @property
    def warm(self) -> float:
        """Return the usual time of a question that was not asked before."""
        return median(float(one["seconds"]) for one in self.rounds[WARM_ROUNDS])

    @property
    def again(self) -> float:
        """Return the time of a question that was the one before."""
        return float(self.rounds[-1]["seconds"])


async def run(options: Options) -> None:
    """Print the comparison for each shape."""
    for shape in options.shapes:
        await compare(shape, options.threads, options.repeats)


async def compare(shape: str, threads: int, repeats: int) -> None:
    """Measure both sides in turns, and print their medians."""
    model = gguf_of(f"qwen2.5-{shape}")
    read_into_cache(model)
    plain: list[Start] = []
    ours: list[Start] = []
    told: list[Start] = []
    with tempfile.TemporaryDirectory(prefix="autoarr-bench-", dir=model.parent) as folder:
        arguments = (str(model), "--threads", str(threads))
        keeping = (*arguments, "--state-dir", folder)
        cached = cached_share(model)
        made = await start("tests.bench.ours", *keeping)
        for number in range(repeats):
            plain.append(await start("tests.bench.plain", *arguments))
            ours.append(await start("tests.bench.ours", *keeping))
            told.append(await start("tests.bench.ours", *keeping, "--known"))
            print(f"measured: {shape}, start {number + 1} of {repeats}", flush=True)
    print(
        f"\n{shape}: {model.stat().st_size / 1e6:,.0f} MB, {cached:.0%} of it in the page cache,"
        f" {threads} threads, medians of {repeats} starts a side"
    )
    print(f"plain: {plain[0].loaded}; {tokens(plain[0])}; {pace(plain)}")
    print(f"ours: {ours[0].loaded}; {tokens(ours[0])}")
    print(f"ours, told what rules found: {tokens(told[0])}")
    print(f"ours, very first start, when the prompt is read and kept: {made.loaded}")
    table(
        ("seconds", "plain", "ours", "share", "budget", "told", "share"),
        [
            row("process start to first answer", plain, ours, told, "first_with_start", ""),
            row("of it: loading", plain, ours, told, "load", ""),
            row("first answer, model loaded", plain, ours, told, "first", "<= 1/8"),
            row("another question (warm)", plain, ours, told, "warm", "<= 1/3"),
            row("the same again, without the cache", plain, ours, told, "again", ""),
        ],
    )
    spread = ", ".join(f"{one.first:.2f}/{one.warm:.2f}" for one in plain)
    print(f"plain, first/warm of each start: {spread}")
    spread = ", ".join(f"{one.first:.2f}/{one.warm:.2f}" for one in ours)
    print(f"ours, first/warm of each start: {spread}", flush=True)


def row(
    name: str,
    plain: Sequence[Start],
    ours: Sequence[Start],
    told: Sequence[Start],
    figure: str,
    budget: str,
) -> tuple[str, ...]:
    """Return a line of the table."""
    before, after, less = (
        median(float(getattr(one, figure)) for one in starts) for starts in (plain, ours, told)
    )
    return (
        name,
        f"{before:.3f}",
        f"{after:.3f}",
        f"1/{before / after:.1f}",
        budget,
        f"{less:.3f}",
        f"1/{before / less:.1f}",
    )


def tokens(one: Start) -> str:
    """Return the token counts of a side's first question."""
    first = one.rounds[0]
    return ", ".join(f"{name} {first[name]}" for name in sorted(first) if "tokens" in name)


def pace(starts: Sequence[Start]) -> str:
    """Return when the plain call had its first token, and how fast the others came."""
    first = median(float(one.rounds[0]["first_token"]) for one in starts)
    warm = [one for start in starts for one in start.rounds[WARM_ROUNDS]]
    later = median(float(one["first_token"]) for one in warm)
    speed = median(
        (one["answer_tokens"] - 1) / (one["seconds"] - one["first_token"]) for one in warm
    )
    return f"first token after {first:.1f} s, warm {later:.1f} s, then {speed:.1f} tokens/s"


async def start(module: str, *arguments: str) -> Start:
    """Run one side in a process of its own; raises RuntimeError when it fails."""
    started = monotonic()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module),
        *arguments,
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, said = await process.communicate()
    if process.returncode != 0:
        raise RuntimeError(f"{module} ended with {process.returncode}: {said.decode()[-2000:]}")
    loaded, *rounds = (json.loads(line) for line in out.splitlines())
    if len(rounds) != len(ROUNDS):
        raise RuntimeError(f"{module} answered {len(rounds)} of {len(ROUNDS)} questions")
    return Start(
        load=loaded.pop("load"),
        first_with_start=rounds[0].pop("ended") - started,
        rounds=rounds,
        loaded={name: value for name, value in loaded.items() if name != "loaded"},
    )
