"""A small vocabulary without llama.cpp: all bytes, and words that are usual or awkward."""

from collections.abc import Callable
from typing import Final

import numpy as np

from autoarr_app.llm.pen import Row, Step, Writing
from autoarr_app.llm.plan import BAR
from autoarr_app.llm.tokens import Vocabulary, kinds_of

_WORDS: Final = (
    *("add", " movie", "movie", " tv", "tv", " any", "status", " The", " Ex", "panse", "UH", "UHD"),
    *("season", "  ", " (", "...", ".\n", "|\n", "\n\n", "a|b", "é", "é"[:0] + " é", "日本", "🎬"),
    *("un", "unknown", "par2", "password", "1080", "20", "\u200b", "\u202e", "\x1b[", "\x00", "Ω"),
)
_PARTS: Final = (b"\xf0\x9f", b"\x8e\xac", b"\xe6", b" \xe6", b"\xa5\xe6", b"\xa5\x20", b"a\xc3")
PIECES: Final = (
    *(bytes((n,)) for n in range(256)),
    *(word.encode() for word in _WORDS),
    *_PARTS,
    b"<|im_end|>",
    b"",
)
END: Final = len(PIECES) - 2


def encode(text: str) -> list[int]:
    """Return tokens, the longest first; none of them is special."""
    rest, found = text.encode(), []
    ordered = sorted(range(END), key=lambda token: -len(PIECES[token]))
    while rest:
        token = next(t for t in ordered if PIECES[t] and rest.startswith(PIECES[t]))
        found.append(token)
        rest = rest[len(PIECES[token]) :]
    return found


def vocabulary() -> Vocabulary:
    """Return the vocabulary."""
    kinds = kinds_of(PIECES, count=len(PIECES), special={END}, barred=BAR.encode())
    return Vocabulary(kinds, end=END, encode=encode, piece=PIECES.__getitem__)


def run[T](writing: Writing[T], logits: Callable[[int], Row], *, drafts: bool = True) -> T:
    """Let something be written, with these logits after each position of what is evaluated."""
    evaluated: list[int] = []
    drafted = 0

    def rows(step: Step) -> list[Row]:
        nonlocal drafted
        del evaluated[len(evaluated) - drafted + step.kept :]
        evaluated.extend(step.feed)
        found = [logits(len(evaluated))]
        for token in step.draft if drafts else ():
            evaluated.append(token)
            found.append(logits(len(evaluated)))
        drafted = len(found) - 1
        return found

    try:
        step = next(writing)
        while True:
            step = writing.send(rows(step))
    except StopIteration as stop:
        value: T = stop.value
        return value


def random_logits(seed: int) -> Callable[[int], Row]:
    """Return logits that depend on the seed and the position alone."""

    def logits(position: int) -> Row:
        random = np.random.default_rng((seed, position))
        return random.normal(size=len(PIECES)).astype(np.float32)

    return logits
