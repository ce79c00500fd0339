"""What is generated from code and data: put between the markers of a page, written, or only compared."""

import argparse
from collections.abc import Callable
from pathlib import Path
import sys
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]


def between(page: str, begin: str, end: str, content: str) -> str:
    """Return a page with this content between its markers; raises ValueError where one is lost."""
    before, first, rest = page.partition(begin)
    _, last, after = rest.partition(end)
    if not first or not last:
        raise ValueError(f"a page has lost one of its markers: {begin} and {end}")
    return f"{before}{begin}\n\n{content}\n{end}{after}"


def keep(path: Path, made: Callable[[], bytes], description: str | None) -> int:
    """Write a file as it should be, or with `--check` only say that it is stale: then 1."""
    parser = argparse.ArgumentParser(prog="scripts/docs", description=description)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when it is stale")
    check = parser.parse_args().check
    try:
        wanted = made()
    except ValueError as err:
        print(f"{path.relative_to(ROOT)}: {err}", file=sys.stderr)
        return 1
    if path.exists() and path.read_bytes() == wanted:
        return 0
    if check:
        print(f"{path.relative_to(ROOT)} is stale: run scripts/docs", file=sys.stderr)
        return 1
    path.write_bytes(wanted)
    return 0
