"""A pen writes one answer: it takes decisions from logits and hands out what has to be evaluated.

What writes with a pen is a generator: it yields steps, tokens to be evaluated, and is sent one row
of logits for the last of them and one for each token of the draft, or of as much of the draft as was
evaluated. A draft is a guess of what comes next; where the guess was right its rows are used, and the
decisions in between cost no evaluation.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
import math
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

type Row = NDArray[np.float32]
type Ids = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Evaluate these tokens; of the draft of the step before, that many tokens were right."""

    kept: int
    feed: tuple[int, ...]
    draft: tuple[int, ...]


type Writing[T] = Generator[Step, Sequence[Row], T]


class Chooser(Protocol):
    """Decides for a token."""

    def __call__(self, row: Row, allowed: Ids, at: int) -> int:
        """Return one of the allowed tokens; `at` tokens of the answer are written already."""


def likeliest(row: Row, allowed: Ids, at: int) -> int:
    """Return the likeliest token; whatever is no number counts as impossible."""
    scores = row[allowed]
    return int(allowed[int(np.argmax(np.where(np.isnan(scores), -np.inf, scores)))])


@dataclass(frozen=True, slots=True)
class Scripted:
    """Writes a given answer, for measurements: everything is evaluated, nothing left to chance."""

    tokens: Sequence[int]

    def __call__(self, row: Row, allowed: Ids, at: int) -> int:
        """Return the token that stands here; raises ValueError when it is not allowed."""
        token = self.tokens[at]
        if token not in allowed:
            raise ValueError(f"token {token} of the given answer is not allowed here")
        return token


class Pen:
    """Writes the tokens of one answer, after the tail of its question."""

    def __init__(
        self, tail: Sequence[int], choose: Chooser = likeliest, guess: Sequence[int] = ()
    ) -> None:
        """Begin after this tail; `guess` is what the whole answer may be."""
        self._choose = choose
        self._guess = tuple(guess)
        self.tail = len(tail)
        self._feed = list(tail)
        self._draft: tuple[int, ...] = ()
        self._kept = 0
        self._rows: Sequence[Row] = ()
        self.written = 0
        self._log_sum = 0.0
        self.decided = 0
        self.forced = 0

    @property
    def confidence(self) -> float:
        """The geometric mean of the probabilities of all decisions, 1 when there were none."""
        return math.exp(self._log_sum / self.decided) if self.decided else 1.0

    def write(self, tokens: Sequence[int]) -> None:
        """Write what the grammar gives."""
        for token in tokens:
            self.forced += 1
            self._put(token)

    def decide(self, allowed: Ids, draft: Sequence[int] = ()) -> Writing[int]:
        """Decide for one of the tokens and write it; the draft guesses from here on."""
        if len(allowed) == 1:
            only = int(allowed[0])
            self.write((only,))
            return only
        if self._feed:
            ahead = self._guess[self.written :] or tuple(draft)
            step = Step(kept=self._kept, feed=tuple(self._feed), draft=ahead)
            self._rows = yield step
            self._feed.clear()
            self._draft, self._kept = step.draft[: len(self._rows) - 1], 0
        row = self._rows[self._kept]
        token = self._choose(row, allowed, self.written)
        self._log_sum += log_share(row, allowed, token)
        self.decided += 1
        self._put(token)
        return token

    def _put(self, token: int) -> None:
        """Append a token: one the draft has guessed is evaluated already."""
        if self._guess[self.written : self.written + 1] != (token,):
            self._guess = ()
        self.written += 1
        guessed = self._draft[self._kept : self._kept + 1]
        if not self._feed and guessed == (token,):
            self._kept += 1
        else:
            self._feed.append(token)
            self._draft = self._draft[: self._kept]


def log_share(row: Row, allowed: Ids, token: int) -> float:
    """Return the logarithm of a token's probability among the allowed ones."""
    scores = np.where(np.isfinite(row[allowed]), row[allowed], -np.inf).astype(np.float64)
    top = float(np.max(scores))
    score = float(row[token])
    if not (math.isfinite(top) and math.isfinite(score)):
        return -math.log(len(allowed))
    return score - top - math.log(float(np.sum(np.exp(scores - top))))
