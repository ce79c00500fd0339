"""How well sentences are understood, and how long one takes."""

from collections.abc import Sequence
from datetime import date
from time import perf_counter_ns
from typing import Final

from custom_components.autoarr.requests.parser import parse_request
from tests.corpus import NAMES, load

from .corpus import print_accuracy
from .table import percentile, table

SENTENCES: Final = (
    "Add the Dune movie from 2021 in 4K",
    "could you please download season two of the office, the american one, in full hd",
    "get 1917",
    "Add New Girl and Fast and Furious and the latest season of Fargo",
    "turn on the lights in the kitchen",
    "what happened to the download of Blade Runner 2049?",
    "warum wird die zweite Staffel von Dark nicht heruntergeladen",
    "tu pourrais ajouter la saison 2 de hippocrate s'il te plaît",
    "what a lovely evening this has been for all of us",
    "add " + "the long title of nothing in particular " * 240,
    "",
)
ROUNDS: Final = 400
CORPUS_ROUNDS: Final = 10
TODAY: Final = date(2026, 11, 23)


async def run() -> None:
    """Print how much of the corpus is read exactly, then the times of sentences in any language."""
    print_accuracy()
    print()
    rows = []
    for sentence in SENTENCES:
        shown = sentence if len(sentence) <= 50 else f"{sentence[:40]}… ({len(sentence)})"
        rows.append(_row(shown or "(empty)", _times([sentence], ROUNDS)))
    corpus = [case.text for name in NAMES for case in load(name)]
    rows.append(_row(f"the {len(corpus)} of the corpus", _times(corpus, CORPUS_ROUNDS)))
    table(("sentence", "p50 ms", "p99 ms"), rows)
    print("budget: p99 < 1 ms")


def _times(sentences: Sequence[str], rounds: int) -> list[float]:
    """Return the milliseconds that each sentence takes: the median of its rounds, or all for one."""
    times: list[list[float]] = [[] for _ in sentences]
    for _ in range(rounds):
        for sentence, found in zip(sentences, times, strict=True):
            started = perf_counter_ns()
            parse_request(sentence, today=TODAY)
            found.append((perf_counter_ns() - started) / 1e6)
    if len(times) == 1:
        return times[0]
    return [percentile(found, 0.5) for found in times]


def _row(shown: str, times: Sequence[float]) -> tuple[str, str, str]:
    """Return a line of the table."""
    return (shown, f"{percentile(times, 0.5):.3f}", f"{percentile(times, 0.99):.3f}")
