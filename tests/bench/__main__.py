"""`scripts/bench [NAME ...]`: run the named benchmarks, without a name all that need no file."""

import argparse
import asyncio
from collections.abc import Callable, Coroutine
import sys

from . import app, audit, core, cycle, ledger, model, panel, parser, requests
from .options import Options, add_to, options_of
from .recovery.run import run as run_recovery

type Benchmark = Callable[[Options], Coroutine[None, None, bool | None]]
"""What measures; one that also judges says whether all is well."""

BENCHMARKS: dict[str, tuple[str, Benchmark]] = {
    "parser": ("time of parse_request for each sentence", lambda _: parser.run()),
    "requests": (
        "from a sentence to a proposal, with lookups of 50 ms",
        lambda _: requests.run(),
    ),
    "cycle": (
        "one cycle over a queue of 5,000 and a history of 50,000 jobs",
        lambda _: cycle.run(),
    ),
    "ledger": (
        "one write of recovery's ledger, filled as it ever is",
        lambda _: ledger.run(),
    ),
    "audit": (
        "one look of the audit, over a configuration larger than any",
        lambda _: audit.run(),
    ),
    "core": (
        "a real Home Assistant, beside its own sonarr, radarr and sabnzbd",
        lambda _: core.run(),
    ),
    "panel": (
        "the panel in a real browser: how soon it is there, how its lists scroll",
        panel.run,
    ),
    "recovery": (
        "a month of 1,000 titles: what is recovered, at what cost, and what harm is done",
        lambda options: run_recovery(seeds=options.seeds, scale=options.scale),
    ),
    "app": ("the app: its model beside the plain call, its memory, its history", app.run),
    "model": ("how well a model understands requests: needs --gguf FILE", model.run),
}


def main() -> int:
    """Run what is asked for."""
    lines = "\n".join(f"  {name:8} {what}" for name, (what, _) in BENCHMARKS.items())
    parsed = argparse.ArgumentParser(
        prog="scripts/bench",
        epilog=f"benchmarks:\n{lines}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parsed.add_argument("name", nargs="*", choices=[*BENCHMARKS, []], help="which to run (all)")
    add_to(parsed)
    given = parsed.parse_args()
    options = options_of(given)
    if "model" in given.name and options.gguf is None:
        parsed.error("model needs a file to ask: --gguf FILE")
    failed = False
    for name in given.name or [name for name in BENCHMARKS if name != "model" or options.gguf]:
        print(f"== {name}: {BENCHMARKS[name][0]}")
        failed |= asyncio.run(BENCHMARKS[name][1](options)) is False
        print()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
