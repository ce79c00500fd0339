"""Which questions are open with whom; forgotten after a while, and at a restart."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from ..people import Source
from ..tokens import TOKEN_LIFE

TALK_LIFE: Final = timedelta(minutes=5)
"""So long a question waits at a place for an answer that does not name AutoArr; Assist's own measure."""

_MAX_TALKS: Final = 200


class Purpose(StrEnum):
    """What a yes would do."""

    ADD = "add"
    CANCEL = "cancel"


@dataclass(slots=True, kw_only=True)
class Question:
    """One open question; `chosen` is the choice (from 1) that was taken and needs a yes."""

    purpose: Purpose
    request_id: str
    chosen: int | None = None


@dataclass(slots=True, kw_only=True)
class Talk:
    """What is open with one person in one conversation or at one place, the next question first.

    `elsewhere` tells that another agent asked last, so that a yes is for it; `missed` counts the
    answers in a row that were not understood.
    """

    requester: str | None
    at: datetime
    questions: list[Question] = field(default_factory=list)
    elsewhere: bool = False
    missed: int = 0

    def ask(self, questions: list[Question]) -> None:
        """Put new questions first; one about the same request replaces the old one."""
        asked = {one.request_id for one in questions}
        rest = [one for one in self.questions if one.request_id not in asked]
        self.questions = [*questions, *rest]

    def drop(self, request_id: str) -> None:
        """Forget the question about a request."""
        self.questions = [one for one in self.questions if one.request_id != request_id]


class Talks:
    """The talks under way, found by their conversation or by the place they are held at."""

    def __init__(self) -> None:
        """Begin with none."""
        self._by_key: dict[str, Talk] = {}

    def find(self, source: Source, now: datetime, *, named: bool) -> Talk | None:
        """Return the talk with this person, here; at a place only a recent one, unless AutoArr is named."""
        for key in _keys(source):
            talk = self._by_key.get(key)
            if talk is None or talk.requester != source.requester:
                continue
            life = TOKEN_LIFE if named or key.startswith("conversation") else TALK_LIFE
            if now - talk.at <= life:
                return talk
        return None

    def keep(self, source: Source, talk: Talk, now: datetime) -> None:
        """Remember a talk under its conversation and place; the oldest are forgotten."""
        talk.at = now
        for key in _keys(source):
            self._by_key.pop(key, None)
            self._by_key[key] = talk
        for key in list(self._by_key):
            if len(self._by_key) <= _MAX_TALKS and now - self._by_key[key].at <= TOKEN_LIFE:
                break
            del self._by_key[key]


def _keys(source: Source) -> list[str]:
    """Return under what a talk is found, the closest first."""
    named = (
        ("conversation", source.conversation),
        ("satellite", source.satellite),
        ("device", source.device),
    )
    return [f"{kind} {value}" for kind, value in named if value is not None]
