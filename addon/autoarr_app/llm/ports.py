"""What the service needs of whatever answers questions: a worker with llama.cpp, or an endpoint."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from pydantic import JsonValue

from .errors import ModelError

type Clock = Callable[[], float]
"""Seconds that only ever grow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """One answer a question, in their order, and what they took."""

    model: str
    """The id of the model that gave them."""
    weights: str
    """What tells its weights from others: a replaced file gives other answers under the same id."""
    fields: Sequence[dict[str, JsonValue]]
    tokens_in: int = 0
    tokens_out: int = 0


class Engine(Protocol):
    """Answers questions, one batch of one task after the other."""

    @property
    def answering(self) -> bool:
        """Whether `ask` may be called."""
        ...

    @property
    def weights(self) -> str:
        """What tells the model in use from others, as in its answers; empty while there is none."""
        ...

    async def ready(self) -> None:
        """Return as soon as questions can be asked; raises ModelError when that will not come."""
        ...

    async def ask(
        self, task: str, questions: Sequence[dict[str, JsonValue]], seconds: float
    ) -> Answers:
        """Return one answer a question within these seconds; raises ModelError."""
        ...

    def obstacle(self, seconds: float) -> ModelError | None:
        """Return why nothing will be answered within these seconds, None when it may well be.

        With no seconds left: why nothing was answered yet.
        """
        ...
