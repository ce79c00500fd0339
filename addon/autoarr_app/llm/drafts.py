"""Guesses what the model writes next: titles mostly repeat the words of the question."""

from dataclasses import dataclass, field
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    # The server reads the words of a sentence too, and has no use for what the tokens are kept in.
    from .tokens import Encode

LONGEST: Final = 4
"""Tokens of a draft; how many of them are worth evaluating is for others to say."""

_WORDS_AHEAD: Final = 3
_SMALL: Final = frozenset(
    {"a", "an", "and", "at", "for", "from", "in", "of", "on", "or", "the", "to"}
)


@dataclass(frozen=True, slots=True)
class Drafter:
    """Guesses from the words of one question."""

    source: str
    encode: Encode
    _words: list[str] = field(init=False)

    def __post_init__(self) -> None:
        """Split the question into words."""
        object.__setattr__(self, "_words", self.source.split())

    def text(self, written: str) -> tuple[int, ...]:
        """Return how a text may go on after what is written of it."""
        *before, begun = written.split(" ")
        place = self._find(before[-1] if before else "", begun) if begun else None
        if place is None:
            return ()
        ahead = (cased(word) for word in self._words[place + 1 : place + 1 + _WORDS_AHEAD])
        rest = " ".join([self._words[place][len(begun) :], *ahead])
        now, then = self.encode(written), self.encode(written + rest)
        return tuple(then[len(now) :][:LONGEST]) if list(then[: len(now)]) == list(now) else ()

    def number(self, written: str) -> tuple[int, ...]:
        """Return how a number may go on after what is written of it."""
        for found in re.findall(r"\d+", self.source):
            if found.startswith(written) and found != written:
                return tuple(self.encode(found[len(written) :])[:LONGEST])
        return ()

    def _find(self, previous: str, begun: str) -> int | None:
        """Return where the question has the word that is begun, best after the same word as here."""
        begun, previous = begun.casefold(), previous.casefold()
        places = [i for i, w in enumerate(self._words) if w.casefold().startswith(begun)]
        after = [i for i in places if i and self._words[i - 1].casefold() == previous]
        return next(iter((*after, *places)), None)


def cased(word: str) -> str:
    """Return a word as it stands in a title."""
    if word in _SMALL or not word.islower():
        return word
    return word[0].upper() + word[1:]
