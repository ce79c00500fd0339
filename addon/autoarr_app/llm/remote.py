"""The engine for people with a GPU: an OpenAI-compatible endpoint answers, under the same schemas."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
import time
from typing import Any, Final

import aiohttp
from pydantic import JsonValue, ValidationError

from .errors import ModelCrashed, ModelError, ModelTimeout
from .ports import Answers, Clock
from .prompts import Job, Result
from .remote_chat import RemoteChat, Said, SessionMaker, endpoint_url, json_text, portable_schema
from .tasks import TASKS

AT_ONCE: Final = 4
"""Requests at the same time; such servers answer about as many side by side."""

UNTOLD: Final = 0.5
"""How sure the model is: an endpoint does not tell."""


def make_session() -> aiohttp.ClientSession:
    """Return a session that goes straight to the endpoint, which is in the house."""
    return aiohttp.ClientSession(trust_env=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """One checked answer, and what it took."""

    result: Result
    tokens_in: int
    tokens_out: int


class RemoteEngine:
    """Answers questions at an endpoint. Whatever comes back is checked against the task's schema."""

    def __init__(
        self,
        url: str,
        model: str,
        api_key: str = "",
        *,
        session: SessionMaker = make_session,
        clock: Clock = time.monotonic,
    ) -> None:
        """Ask this model at this address; raises BadEndpoint when it is none."""
        self._chat = RemoteChat(endpoint_url(url), model, api_key, session)
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._clock = clock

    @property
    def model(self) -> str:
        """The name of the model at the endpoint."""
        return self._chat.model

    @property
    def answering(self) -> bool:
        """Whether `ask` may be called: the endpoint itself tells when it cannot."""
        return True

    @property
    def weights(self) -> str:
        """What tells the model from others."""
        return f"{self._chat.url} {self._chat.model}"

    async def ready(self) -> None:
        """Return at once: nothing has to be loaded here."""

    def obstacle(self, seconds: float) -> ModelError | None:
        """Return None: whether the endpoint answers is known when it was asked."""
        return None

    async def close(self) -> None:
        """Close the connections."""
        await self._chat.close()

    async def ask(
        self, task: str, questions: Sequence[dict[str, JsonValue]], seconds: float
    ) -> Answers:
        """Return one answer a question within these seconds; raises ModelError."""
        kind = TASKS[task]
        asked = [kind.question.model_validate(question) for question in questions]
        jobs = [kind.jobs(question) for question in asked]
        deadline = self._clock() + seconds
        try:
            async with asyncio.timeout(seconds):
                answers = await self._all([job for group in jobs for job in group], deadline)
        except TimeoutError as err:
            raise ModelTimeout(
                f"The model {self.model} did not answer within {seconds:.3g} seconds. Ask again "
                "later, or choose a smaller model."
            ) from err
        left = iter(answers)
        try:
            fields = [
                kind.finish(question, [next(left).result for _ in group]).model_dump(mode="json")
                for question, group in zip(asked, jobs, strict=True)
            ]
        except ValidationError as err:
            raise ModelCrashed(self._unfit(err)) from None
        return Answers(
            model=self.model,
            weights=self.weights,
            fields=fields,
            tokens_in=sum(answer.tokens_in for answer in answers),
            tokens_out=sum(answer.tokens_out for answer in answers),
        )

    async def _all(self, jobs: Sequence[Job], deadline: float) -> list[_Answer]:
        """Do all jobs, some at the same time; the first that fails ends the others."""
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._do(job, deadline)) for job in jobs]
        except* ModelError as errors:
            raise _first(errors) from None
        return [task.result() for task in tasks]

    async def _do(self, job: Job, deadline: float) -> _Answer:
        """Ask once, and once more with what was wrong when the answer does not fit the schema."""
        prompt = job.prompt
        schema = portable_schema(prompt.schema, job.known)
        messages = _messages(job)
        used = Said(text="", tokens_in=0, tokens_out=0)
        async with self._slots:
            for last in (False, True):
                seconds = max(deadline - self._clock(), 0.001)
                said = await self._chat.complete(messages, prompt.name, schema, seconds)
                used = Said(
                    text=said.text,
                    tokens_in=used.tokens_in + said.tokens_in,
                    tokens_out=used.tokens_out + said.tokens_out,
                )
                try:
                    values = _checked(job, said.text)
                except ValidationError as err:
                    if last:
                        raise ModelCrashed(self._unfit(err)) from None
                    messages = [*messages, *_correction(said.text, err)]
                    continue
                return _Answer(
                    result=Result(values=values, confidence=UNTOLD),
                    tokens_in=used.tokens_in,
                    tokens_out=used.tokens_out,
                )
        raise AssertionError("one of the two tries returns or raises")

    def _unfit(self, err: ValidationError) -> str:
        """Return what to do about a model whose answers do not fit."""
        return (
            f"The model {self.model} does not give answers of the right form: {_complaint(err)}. "
            "Choose another model, or a server that can hold answers to a schema."
        )


def _messages(job: Job) -> list[Mapping[str, str]]:
    """Return the conversation: rules, examples as earlier turns, and the question as it is."""
    messages: list[Mapping[str, str]] = [{"role": "system", "content": job.prompt.system_json}]
    for user, answer in job.prompt.examples_json:
        messages.append({"role": "user", "content": user})
        messages.append({"role": "assistant", "content": answer})
    messages.append({"role": "user", "content": job.user})
    return messages


def _checked(job: Job, text: str) -> Mapping[str, JsonValue]:
    """Return the values of an answer; raises ValidationError unless they fit the whole schema."""
    draft = job.prompt.draft.model_validate_json(json_text(text))
    values: dict[str, JsonValue] = draft.model_dump(mode="json")
    return values


def _correction(text: str, err: ValidationError) -> list[Mapping[str, str]]:
    """Return the turn that was wrong, and what was wrong with it."""
    return [
        {"role": "assistant", "content": text[:2_000]},
        {
            "role": "user",
            "content": f"That does not fit: {_complaint(err)}. Answer the same again, as JSON of the "
            "form of the examples and nothing else.",
        },
    ]


def _complaint(err: ValidationError) -> str:
    """Return the first things that are wrong, without the values."""
    found: list[Any] = err.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(
        f"{'.'.join(str(step) for step in part['loc']) or 'the whole'}: {part['msg']}"
        for part in found[:3]
    )[:300]


def _first(errors: BaseExceptionGroup[ModelError]) -> ModelError:
    """Return one error out of a group."""
    inner = errors.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner
