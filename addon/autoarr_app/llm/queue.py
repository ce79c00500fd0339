"""Who is answered next: callers in turn, questions of one task together."""

from collections import OrderedDict, deque
from math import ceil
from typing import Final, Protocol

MOST_WAIT: Final = 120.0
"""The longest time a caller is told to stay away, in seconds."""


class Waiting(Protocol):
    """A question in the line."""

    @property
    def caller(self) -> int:
        """Who asked; a caller may have several questions in the line."""
        ...

    @property
    def task(self) -> str:
        """What kind of question it is; only one kind can be answered at a time."""
        ...


class Line[T: Waiting]:
    """Questions that wait, by caller.

    Callers take turns: one with many questions does not make another, who has one, wait for all of
    them, and who was served stands at the end again.
    """

    def __init__(self) -> None:
        """Make an empty line."""
        self._callers: OrderedDict[int, deque[T]] = OrderedDict()

    def __len__(self) -> int:
        """Count the questions."""
        return sum(len(questions) for questions in self._callers.values())

    @property
    def callers(self) -> int:
        """Count the callers."""
        return len(self._callers)

    def put(self, question: T) -> None:
        """Add a question behind those of its caller."""
        self._callers.setdefault(question.caller, deque()).append(question)

    def drop(self, question: T) -> bool:
        """Take a question out that nobody waits for any more; tell whether it was in the line."""
        questions = self._callers.get(question.caller)
        if questions is None or question not in questions:
            return False
        questions.remove(question)
        if not questions:
            del self._callers[question.caller]
        return True

    def take(self, most: int) -> list[T]:
        """Take out the questions to be answered together: all of one task, at most so many."""
        taken: list[T] = []
        if not self._callers:
            return taken
        task = next(iter(self._callers.values()))[0].task
        served: OrderedDict[int, None] = OrderedDict()
        progress = True
        while progress and len(taken) < most:
            progress = False
            for caller, questions in self._callers.items():
                if len(taken) == most:
                    break
                if questions and questions[0].task == task:
                    taken.append(questions.popleft())
                    served[caller] = None
                    progress = True
        for caller in served:
            if self._callers[caller]:
                self._callers.move_to_end(caller)
            else:
                del self._callers[caller]
        return taken

    def clear(self) -> list[T]:
        """Take everything out, in the order of arrival."""
        everything = [question for questions in self._callers.values() for question in questions]
        self._callers.clear()
        return everything


def retry_after(waiting: int, lanes: int, seconds_per_turn: float) -> float:
    """Return after how many seconds the line will have become short, 1 to MOST_WAIT."""
    turns = 1 + ceil(waiting / lanes)
    return min(max(1.0, turns * seconds_per_turn), MOST_WAIT)
