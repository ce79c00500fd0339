"""The app's way to ask a model: its engine, one question a sentence, in a process of its own.

`python -m tests.bench.ours MODEL --threads N --state-dir DIR [--known]`: prints a line of JSON when the
model is loaded and one for each sentence of `sentences.py`.
"""

import argparse
from pathlib import Path
import sys
from time import monotonic

from autoarr_app.llm.engine import Engine, EngineSettings

from .report import say
from .sentences import ROUNDS, Sentence

UNLIMITED = 3_600.0


def main() -> int:
    """Load, then ask each sentence."""
    parsed = argparse.ArgumentParser(description=__doc__)
    parsed.add_argument("model", type=Path)
    parsed.add_argument("--threads", type=int, required=True)
    parsed.add_argument("--state-dir", type=Path, required=True)
    parsed.add_argument("--known", action="store_true", help="tell what rules have found")
    options = parsed.parse_args()
    started = monotonic()
    engine = Engine(
        EngineSettings(path=options.model, state_dir=options.state_dir, threads=options.threads)
    )
    say(
        loaded=monotonic(),
        load=monotonic() - started,
        variant=engine.variant,
        prefix_from_disk=engine.prefix_from_disk,
        prefix_ms=round(engine.prefix_ms, 1),
    )
    for sentence in ROUNDS:
        ask(engine, sentence, told=options.known)
    engine.close()
    return 0


def ask(engine: Engine, sentence: Sentence, *, told: bool) -> None:
    """Ask one sentence and report what it took; raises RuntimeError when the answer is another."""
    started = monotonic()
    asked = engine.ask(
        "parse",
        [{"text": sentence.text, "known": sentence.known if told else {}}],
        seconds=UNLIMITED,
        script=[sentence.left_to_say() if told else sentence.answer],
    )
    ended = monotonic()
    [answer] = asked.answers
    said = {name: answer[name] for name in sentence.answer}
    if said != sentence.answer:
        raise RuntimeError(f"the answer should be {sentence.answer} and is {said}")
    say(
        ended=ended,
        seconds=ended - started,
        prefix_tokens=asked.counts.tokens_reused,
        question_tokens=asked.counts.tokens_in,
        tokens_decided=asked.counts.tokens_out,
        tokens_forced=asked.counts.forced,
        batches=asked.counts.batches,
    )


if __name__ == "__main__":
    sys.exit(main())
