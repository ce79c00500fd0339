"""What can be said on the command line besides the names of benchmarks."""

import argparse
from dataclasses import dataclass
from pathlib import Path

APP_PARTS = ("history", "memory", "model")
PANEL_PARTS = ("bundle", "open", "queue", "activity")
PARTS = (*APP_PARTS, *PANEL_PARTS)
SHAPES = ("0.5b", "1.5b", "3b")
USUAL_SHAPES = ("0.5b", "3b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Which parts of `app` and `panel`, with which shapes; for `model`, which file and how much of the corpus.

    For `recovery`, how many seeds of each world, and which share of its titles.
    """

    only: tuple[str, ...] = PARTS
    shapes: tuple[str, ...] = USUAL_SHAPES
    threads: int = 2
    repeats: int = 3
    rows: int = 1_000_000
    gguf: Path | None = None
    limit: int | None = None
    seeds: int = 5
    scale: float = 1.0


def add_to(parser: argparse.ArgumentParser) -> None:
    """Describe the options to a parser."""
    usual = Options()
    parts = parser.add_argument_group("for app and panel")
    parts.add_argument("--only", action="append", choices=PARTS, help="a part (all)")
    parts.add_argument(
        "--rows", type=positive, default=usual.rows, help="of the history (1,000,000)"
    )
    app = parser.add_argument_group("for app")
    app.add_argument("--shape", action="append", choices=SHAPES, help="a shape (0.5b and 3b)")
    app.add_argument("--repeats", type=positive, default=usual.repeats, help="starts a side (3)")
    model = parser.add_argument_group("for model")
    model.add_argument("--gguf", type=Path, help="the model's file")
    model.add_argument("--limit", type=positive, help="ask only so many sentences")
    recovery = parser.add_argument_group("for recovery")
    recovery.add_argument("--seeds", type=positive, default=usual.seeds, help="of each world (5)")
    recovery.add_argument("--percent", type=positive, default=100, help="of the titles (100)")
    both = parser.add_argument_group("for both")
    both.add_argument("--threads", type=positive, default=usual.threads, help="of a model (2)")


def options_of(parsed: argparse.Namespace) -> Options:
    """Return the options that were given."""
    return Options(
        only=tuple(parsed.only or PARTS),
        shapes=tuple(parsed.shape or USUAL_SHAPES),
        threads=parsed.threads,
        repeats=parsed.repeats,
        rows=parsed.rows,
        gguf=parsed.gguf,
        limit=parsed.limit,
        seeds=parsed.seeds,
        scale=parsed.percent / 100,
    )


def positive(text: str) -> int:
    """Return a number above zero; raises ArgumentTypeError."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number above zero")
    return int(text)
