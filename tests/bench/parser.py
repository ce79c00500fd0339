"""How long a sentence takes to understand."""

from datetime import date
from time import perf_counter_ns

from custom_components.autoarr.requests.parser import parse_request

from .table import percentile, table

SENTENCES = (
    "Add the Dune movie from 2021 in 4K",
    "could you please download season two of the office, the american one, in full hd",
    "get 1917",
    "Add New Girl and Fast and Furious and the latest season of Fargo",
    "turn on the lights in the kitchen",
    "what happened to the download of Blade Runner 2049?",
    "add " + "the long title of nothing in particular " * 240,
    "",
)
ROUNDS = 400
TODAY = date(2026, 11, 23)


async def run() -> None:
    """Print the times of every sentence."""
    rows = []
    everything: list[float] = []
    for sentence in SENTENCES:
        times: list[float] = []
        for _ in range(ROUNDS):
            started = perf_counter_ns()
            parse_request(sentence, today=TODAY)
            times.append((perf_counter_ns() - started) / 1e6)
        everything += times
        shown = sentence if len(sentence) <= 50 else f"{sentence[:40]}… ({len(sentence)})"
        rows.append(
            (shown or "(empty)", *(f"{percentile(times, share):.3f}" for share in (0.5, 0.99)))
        )
    rows.append(("all", *(f"{percentile(everything, share):.3f}" for share in (0.5, 0.99))))
    table(("sentence", "p50 ms", "p99 ms"), rows)
    print("budget: p99 < 1 ms")
