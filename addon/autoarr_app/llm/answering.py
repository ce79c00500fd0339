"""From a question to a checked answer: out of the cache, or from the engine through its line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
import time

from pydantic import BaseModel, JsonValue, ValidationError

from .cache import AnswerCache, Kept, Key, normal_question
from .desk import Desk, Inquiry, Served
from .errors import ModelCrashed
from .ports import Answers, Clock, Engine
from .tasks import TASKS

type AnswerObserver = Callable[[float, int, int, bool], None]
"""Told of each answer: seconds, tokens read, tokens written, whether it was known already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task[R: BaseModel]:
    """A kind of question."""

    name: str
    answer: type[R]

    @property
    def prompt(self) -> str:
        """Return the version of its prompts: other prompts give other answers."""
        return "-".join(prompt.digest for prompt in TASKS[self.name].prompts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given[R: BaseModel]:
    """An answer, who gave it and how long it took."""

    model: str
    result: R
    ms: float
    cached: bool


class Answering:
    """Answers each question once; a question that was asked before costs nothing."""

    def __init__(
        self,
        engine: Engine,
        *,
        lanes: int,
        waiting: int,
        observer: AnswerObserver,
        clock: Clock = time.monotonic,
    ) -> None:
        """Use this engine; `start` begins to answer."""
        self._engine = engine
        self._observer = observer
        self._clock = clock
        self._cache = AnswerCache()
        self.desk = Desk(engine, self._finish, lanes=lanes, waiting=waiting, clock=clock)

    async def ask[R: BaseModel](
        self, task: Task[R], questions: Sequence[BaseModel], seconds: float
    ) -> list[Given[R]]:
        """Return one answer a question, in their order, within these seconds; raises ModelError."""
        began = self._clock()
        inquiries = [self._inquiry(task, question) for question in questions]
        known = [self._cache.get(inquiry.key) for inquiry in inquiries]
        missing = [inquiry for inquiry, kept in zip(inquiries, known, strict=True) if kept is None]
        served = iter(await self.desk.ask(task.name, missing, seconds) if missing else ())
        given = []
        for kept in known:
            answer = next(served) if kept is None else Served(kept=kept, shared=True)
            took = self._clock() - began
            self._observer(took, answer.tokens_in, answer.tokens_out, answer.shared)
            given.append(
                Given(
                    model=answer.kept.model,
                    result=task.answer.model_validate(answer.kept.result),
                    ms=took * 1_000,
                    cached=answer.shared,
                )
            )
        return given

    def _inquiry[R: BaseModel](self, task: Task[R], question: BaseModel) -> Inquiry:
        """Return the question as the engine gets it, and by what it is known again."""
        fields: dict[str, JsonValue] = question.model_dump(mode="json")
        key = Key(
            model=self._engine.weights,
            prompt=task.prompt,
            task=task.name,
            question=normal_question(fields),
        )
        return Inquiry(key=key, question=fields)

    def _finish(self, inquiry: Inquiry, fields: dict[str, JsonValue], answers: Answers) -> Kept:
        """Check an answer and keep it for the next who asks the same."""
        try:
            result = TASKS[inquiry.key.task].answer.model_validate(fields)
        except ValidationError as err:
            raise ModelCrashed(
                f"The model {answers.model} gave an answer that is none: "
                f"{err.error_count()} of its fields are wrong. Ask in other words."
            ) from None
        kept = Kept(model=answers.model, result=result)
        self._cache.put(replace(inquiry.key, model=answers.weights), kept)
        return kept
