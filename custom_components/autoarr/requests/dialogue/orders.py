"""What is said to AutoArr by name, to somebody else, or about somebody's wish: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..grammar.phrases import Phrases
from ..normalise import normalise
from .describing import folded
from .reading import MAX_CHARS, MAX_WORDS, tables, without_frills
from .words import alternatives

NAMES: Final = alternatives(
    "autoarr|auto arr|auto ar|auto are|auto r|auto aar|autoar|autorr|auto rr|otto arr"
)
"""What speech recognition makes of the name."""

_NAMES: Final = Phrases(
    [
        *NAMES,
        *(
            f"{call} {name}"
            for call in ("hey", "hi", "ok", "okay", "hallo", "hola")
            for name in NAMES
        ),
    ]
)
_ASIDES: Final = frozenset({"the", "request", "for", "it", "that", "this", "of", "one"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """That somebody's wish is allowed or not; `title` is what was said of it, "" for nothing."""

    allowed: bool
    title: str = ""


def without_name(text: str) -> tuple[bool, str]:
    """Return whether a sentence begins with the name of AutoArr, and what follows."""
    words = text.split(maxsplit=MAX_WORDS)
    folds = [word for _, word in folded(" ".join(words[:4]))]
    length = _NAMES.at(folds, 0)
    if not length:
        return False, text
    # Words and folds differ where a hyphen or an apostrophe stands inside the name.
    used = next(
        (count for count in range(1, 5) if len(folded(" ".join(words[:count]))) >= length), length
    )
    return True, " ".join(words[used:])


def for_somebody_else(text: str, *, language: str | None) -> bool:
    """Say whether a sentence has the shape of a command or question about something else."""
    folds = [word for _, word in folded(text[:MAX_CHARS])]
    for words in tables(language):
        start, _ = without_frills(folds, words)
        if any(words.commands.at(folds, at) for at in {0, start}):
            return True
    return False


def read_decision(text: str, *, language: str | None) -> Decision | None:
    """Return the decision that a sentence begins with ("approve Dune"), None for any other."""
    folds = [word for _, word in folded(text)] if len(text) <= MAX_CHARS else []
    for words in tables(language):
        start, end = without_frills(folds, words)
        for allowed, phrases in ((False, words.deny), (True, words.approve)):
            length = phrases.at(folds, start)
            if length:
                return Decision(
                    allowed=allowed, title=_title(folds[start + length : end], words.fillers)
                )
    return None


def _title(folds: Sequence[str], fillers: frozenset[str]) -> str:
    """Return the words that name the wish."""
    kept = [word for word in folds if word not in _ASIDES and word not in fillers]
    return normalise(" ".join(kept)) if kept else ""
