"""What the app's model is asked, and what it answers: words that always need a person's yes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Self

from .decode import (
    JsonObject,
    child,
    children,
    flag,
    integers,
    number_or,
    opt_integer,
    opt_text,
    text,
    text_or,
    texts,
)

PARSE_DEADLINE_MS: Final = 6_000
CLASSIFY_DEADLINE_MS: Final = 10_000
EXPLAIN_DEADLINE_MS: Final = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseQuestion:
    """A sentence the rules did not understand; `known` is what they found in it all the same."""

    text: str
    known: JsonObject = field(default_factory=dict)
    deadline_ms: int = PARSE_DEADLINE_MS

    def as_json(self) -> JsonObject:
        """Return a ParseQuestion of the protocol."""
        return {"text": self.text, "known": self.known, "deadline_ms": self.deadline_ms}


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenItem:
    """One title that was spoken of; `titles` are what it may be called, likeliest first."""

    media_type: str
    titles: tuple[str, ...]
    year: int | None
    seasons: tuple[int, ...]
    episodes: tuple[int, ...]
    quality: str | None
    latest: bool
    all_seasons: bool

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a ParsedItem of the protocol."""
        return cls(
            media_type=text(raw, "media_type"),
            titles=texts(raw, "titles"),
            year=opt_integer(raw, "year"),
            seasons=integers(raw, "seasons"),
            episodes=integers(raw, "episodes"),
            quality=opt_text(raw, "quality"),
            latest=flag(raw, "latest"),
            all_seasons=flag(raw, "all_seasons"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a sentence asks for; `confidence` is 0 to 1."""

    text: str
    intent: str
    items: tuple[SpokenItem, ...]
    confidence: float

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a ParsedRequest of the protocol."""
        return cls(
            text=text_or(raw, "text"),
            intent=text(raw, "intent"),
            items=children(raw, "items", SpokenItem.from_json),
            confidence=number_or(raw, "confidence"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The model's words about one finding."""

    id: str
    text: str

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode an Explanation."""
        return cls(id=text(raw, "id"), text=text(raw, "text"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """The explanations, and the ids of the findings in the order to do them in."""

    explanations: tuple[Explanation, ...]
    order: tuple[str, ...]

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode an Explained."""
        return cls(
            explanations=children(raw, "explanations", Explanation.from_json),
            order=texts(raw, "order"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered[T]:
    """An answer, which model gave it, in how many milliseconds, and whether it was remembered."""

    result: T
    model: str
    took_ms: float
    cached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding of the audit, in short, to be explained."""

    id: str
    service: str
    severity: str
    title: str
    reason: str = ""

    def as_json(self) -> JsonObject:
        """Return a FindingBrief of the protocol."""
        return {
            "id": self.id,
            "service": self.service,
            "severity": self.severity,
            "title": self.title,
            "reason": self.reason,
        }


def answered[T](decode: Callable[[JsonObject], T]) -> Callable[[JsonObject], Answered[T]]:
    """Return a decoder of an answer whose result `decode` decodes."""

    def read(raw: JsonObject) -> Answered[T]:
        return Answered(
            result=child(raw, "result", decode),
            model=text(raw, "model"),
            took_ms=number_or(raw, "took_ms"),
            cached=flag(raw, "cached"),
        )

    return read


def cause_of(raw: JsonObject) -> str:
    """Decode a Classification: one word out of the closed set of causes."""
    return text(raw, "cause")


def explain_body(findings: Sequence[Finding], language: str, deadline_ms: int) -> JsonObject:
    """Return an ExplainQuestion of the protocol."""
    return {
        "findings": [finding.as_json() for finding in findings],
        "language": language,
        "deadline_ms": deadline_ms,
    }
