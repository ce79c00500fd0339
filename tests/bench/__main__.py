"""`scripts/bench [NAME ...]`: run the named benchmarks, all of them without a name."""

import argparse
import asyncio
from collections.abc import Callable, Coroutine
import sys

from . import core, cycle, parser

BENCHMARKS: dict[str, tuple[str, Callable[[], Coroutine[None, None, None]]]] = {
    "parser": ("time of parse_request for each sentence", parser.run),
    "cycle": ("one cycle over a queue of 5,000 and a history of 50,000 jobs", cycle.run),
    "core": ("a real Home Assistant, beside its own sonarr, radarr and sabnzbd", core.run),
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
    for name in parsed.parse_args().name or BENCHMARKS:
        print(f"== {name}: {BENCHMARKS[name][0]}")
        asyncio.run(BENCHMARKS[name][1]())
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
