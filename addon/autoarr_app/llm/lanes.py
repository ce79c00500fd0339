"""Lets several answers be written side by side: their tokens are evaluated in common batches."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import batched
from types import TracebackType
from typing import Any, Final, Protocol, Self

from .native import Entry
from .pen import Row, Step, Writing
from .values import ANSWER_TOKENS

DRAFTS: Final = 3
"""Draft tokens a batch carries; with 3B shapes two tokens take 1.1 of the time of one, four take 1.8."""

TAIL_DRAFTS: Final = 12
"""Draft tokens of a batch that reads a question: between 17 and 32 tokens it takes the same time."""

_TAIL: Final = 8
"""Tokens from which on a lane's step counts as reading."""

RESERVE: Final = ANSWER_TOKENS + 72
"""Cells kept free for an answer: the longest, with the value that is being written at its end."""


class Evaluator(Protocol):
    """What evaluates batches; sequence 0 holds the prefix all answers share."""

    def evaluate(self, entries: Sequence[Entry]) -> list[Row]:
        """Evaluate a batch; return the logits that are wanted, valid until the next."""

    def share(self, sequence: int, length: int) -> None:
        """Let a sequence begin with the first tokens of sequence 0."""

    def cut(self, sequence: int, position: int) -> None:
        """Forget a sequence from this position on."""


@dataclass(slots=True, kw_only=True)
class _Lane:
    """One answer that is being written."""

    index: int
    writing: Writing[Any]
    step: Step
    cells: int
    sequence: int = 0
    position: int = 0
    drafted: int = 0


@dataclass(slots=True, kw_only=True)
class Tally:
    """What evaluating took."""

    batches: int = 0
    tokens: int = 0


class Lanes:
    """Writes answers after a shared prefix."""

    def __init__(
        self,
        evaluator: Evaluator,
        *,
        prefix: int,
        cells: int,
        batch: int,
        lanes: int,
        outputs: int,
        before_batch: Callable[[], None],
    ) -> None:
        """Use a context of this many cells; a batch has no more `outputs`, at least one a lane.

        `before_batch` may raise to end all.
        """
        self._evaluator = evaluator
        self._prefix = prefix
        self._cells = cells - prefix
        self._batch = batch
        self._outputs = outputs
        self._free = list(range(1, lanes + 1))
        self._before_batch = before_batch
        self.tally = Tally()

    def run[T](
        self,
        writings: Sequence[Writing[T]],
        done: Callable[[int, T], None],
        reserves: Sequence[int] = (),
    ) -> None:
        """Let all answers be written, and tell of each as it is done.

        `reserves` are the cells each answer may need, RESERVE where nothing is said.
        """
        waiting: deque[_Lane] = deque()
        live: list[_Lane] = []
        try:
            for index, writing in enumerate(writings):
                with _Ending(done, index):
                    step = next(writing)
                    cells = len(step.feed) + (reserves[index] if reserves else RESERVE)
                    waiting.append(_Lane(index=index, writing=writing, step=step, cells=cells))
            while waiting or live:
                self._admit(waiting, live)
                for lane, rows in zip(tuple(live), self._evaluate(live), strict=True):
                    with _Ending(done, lane.index) as ending:
                        lane.step = lane.writing.send(rows)
                    if ending.ended:
                        self._release(lane)
                        live.remove(lane)
        finally:
            for lane in (*waiting, *live):
                lane.writing.close()
                self._release(lane)

    def _admit(self, waiting: deque[_Lane], live: list[_Lane]) -> None:
        """Begin as many answers as there are lanes and cells for, at least one."""
        taken = sum(lane.cells for lane in live)
        while waiting and self._free:
            lane = waiting[0]
            if live and taken + lane.cells > self._cells:
                return
            taken += lane.cells
            lane.sequence = self._free.pop()
            lane.position = self._prefix
            self._evaluator.share(lane.sequence, self._prefix)
            live.append(waiting.popleft())

    def _release(self, lane: _Lane) -> None:
        """Forget an answer's tokens."""
        if lane.sequence:
            self._evaluator.cut(lane.sequence, -1)
            self._free.append(lane.sequence)
            lane.sequence = 0

    def _evaluate(self, live: Sequence[_Lane]) -> list[list[Row]]:
        """Evaluate one step of every lane; return the rows of each."""
        reads = any(len(lane.step.feed) >= _TAIL for lane in live)
        most = min(TAIL_DRAFTS if reads else DRAFTS, self._outputs - len(live))
        drafts = most // len(live)
        entries: list[Entry] = []
        for lane in live:
            entries += self._entries(lane, drafts)
        rows: list[list[Row]] = [[] for _ in live]
        owners = {lane.sequence: index for index, lane in enumerate(live)}
        parts = list(batched(entries, self._batch, strict=False))
        for part in parts:
            self._before_batch()
            wanted = [entry for entry in part if entry.wanted]
            for entry, row in zip(wanted, self._evaluator.evaluate(part), strict=True):
                rows[owners[entry.sequence]].append(row if len(parts) == 1 else row.copy())
            self.tally.batches += 1
            self.tally.tokens += len(part)
        return rows

    def _entries(self, lane: _Lane, drafts: int) -> list[Entry]:
        """Return the tokens of one lane's step, at their positions, after taking back wrong guesses."""
        wrong = lane.drafted - lane.step.kept
        if wrong:
            lane.position -= wrong
            self._evaluator.cut(lane.sequence, lane.position)
        feed = lane.step.feed
        draft = lane.step.draft[:drafts]
        last = len(feed) - 1
        entries = [
            Entry(
                token=token,
                position=lane.position + index,
                sequence=lane.sequence,
                wanted=index >= last,
            )
            for index, token in enumerate((*feed, *draft))
        ]
        lane.position += len(entries)
        lane.drafted = len(draft)
        return entries


class _Ending:
    """Catches the end of an answer and tells of it."""

    def __init__(self, done: Callable[[int, Any], None], index: int) -> None:
        """Tell this of the answer with this index."""
        self._done = done
        self._index = index
        self.ended = False

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        """Take the value of an answer that has ended."""
        if not isinstance(error, StopIteration):
            return False
        self.ended = True
        self._done(self._index, error.value)
        return True
