"""What the model is told and asked: prompts, and the tasks that are made of them.

A prompt is fixed: rules, examples and the plan of its answers; it is read once and kept. A task
turns a question into jobs, each one call with a prompt, and their results into the answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
import re
from typing import Any, Final, Protocol
import unicodedata

import orjson
from pydantic import BaseModel, JsonValue

from .grammar import Wording, make_plan
from .plan import Record

MOST_CHARACTERS: Final = 500
"""The longest text that is shown to the model."""

_BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, kw_only=True)
class Example:
    """A question and the answer it should get."""

    user: str
    answer: Mapping[str, JsonValue]


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """The fixed part of every call: rules, how answers are written, examples, their schema.

    `line` tells the form of an answer as the plan writes it, `object` the form as JSON, for engines
    that are given the schema itself.
    """

    name: str
    rules: str
    line: str
    object: str
    draft: type[BaseModel]
    """The model every answer fits."""
    wording: Wording
    examples: tuple[Example, ...]

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The JSON schema of the answers."""
        return self.draft.model_json_schema()

    @cached_property
    def plan(self) -> Record:
        """How answers are written."""
        return make_plan(self.schema, self.wording)

    @property
    def system(self) -> str:
        """What the local model is told before the examples."""
        return f"{self.rules}\n{self.line}"

    @property
    def system_json(self) -> str:
        """What an engine is told that answers in JSON."""
        return f"{self.rules}\n{self.object}"

    @property
    def examples_json(self) -> tuple[tuple[str, str], ...]:
        """Questions and answers in JSON."""
        return tuple((e.user, orjson.dumps(e.answer).decode()) for e in self.examples)

    @cached_property
    def digest(self) -> str:
        """A short name of everything that shapes an answer; it changes when any of it does."""
        told = repr((self.system, self.object, self.examples_json, self.plan)).encode()
        return sha256(told).hexdigest()[:16]


@dataclass(frozen=True, kw_only=True)
class Job:
    """One call: what is asked, and the values that are known already, by the names of fields."""

    prompt: Prompt
    user: str
    known: Mapping[str, JsonValue] = field(default_factory=dict)
    tokens: int | None = None
    """The most tokens a text of the answer may have, if fewer than the plan allows."""
    guess: Mapping[str, JsonValue] | None = None
    """What the answer may be; it changes none, but being right saves time."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """What came of a job: values that fit the prompt's schema, and how sure the model was, 0..1."""

    values: Mapping[str, JsonValue]
    confidence: float


class Task(Protocol):
    """One kind of question."""

    @property
    def name(self) -> str:
        """The name on the wire."""

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """All prompts it may use."""

    @property
    def question(self) -> type[BaseModel]:
        """The model of its questions."""

    @property
    def answer(self) -> type[BaseModel]:
        """The model of its answers."""

    def jobs(self, question: Any) -> list[Job]:
        """Return the calls a question needs; none when there is nothing to ask."""

    def finish(self, question: Any, results: Sequence[Result]) -> BaseModel:
        """Return the answer; there is one result a job, in their order."""


def shown(text: str, most: int = MOST_CHARACTERS) -> str:
    """Return text of people and services as the model sees it: one line, printable, bounded."""
    text = _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).replace("|", "/")
    kept = "".join(c if c.isprintable() else " " for c in text)
    return _BLANKS.sub(" ", kept).strip()[:most].rstrip()
