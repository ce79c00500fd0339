"""What one turn of a conversation knows, and how it says what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ...journal.ports import Clock
from ..manager import RequestManager
from ..media import Note
from ..models import Answer, AnswerStatus, Request, RequestState
from ..parsed import ParsedRequest
from ..parser import parse_request
from ..people import Source, Via
from .saying import Said, hint, is_brief, line, question_lines, told
from .talks import Purpose, Question, Talk

ASKED: Final = frozenset({AnswerStatus.PROPOSED, AnswerStatus.CHOICES})
"""The answers that are a question."""

_MOST_SPOKEN: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Speaks to one person about the requests; keeps what is asked in their talk."""

    manager: RequestManager
    clock: Clock
    talk: Talk
    source: Source
    named: bool

    def understood(self, text: str) -> ParsedRequest:
        """Return what a sentence asks for, in the language of who speaks."""
        language = self.source.language
        today = self.clock.now().date()
        return parse_request(text, today=today, languages=None if language is None else [language])

    def request_of(self, question: Question) -> Request | None:
        """Return the request a question is about while it can be answered."""
        request = self.manager.get(question.request_id)
        if request is None or request.ended:
            return None
        if question.purpose is Purpose.CANCEL:
            return request
        if request.state is not RequestState.PROPOSED or not request.choices:
            return None
        if request.expires is not None and request.expires <= self.clock.now():
            return None
        if question.chosen is not None and question.chosen > len(request.choices):
            question.chosen = None
        return request

    def own(self, request: Request) -> bool:
        """Say whether who speaks asked for it, or follows it."""
        asker = self.source.requester
        followers = (one.requester for one in request.followers)
        return asker == request.requester or asker in followers

    def tell(self, answer: Answer) -> Said:
        """Say an answer, statements first, and ask what it asks, one question after the other."""
        parts = answer.parts or (answer,)
        asked = {
            part.request_id: Question(purpose=Purpose.ADD, request_id=part.request_id)
            for part in parts
            if part.request_id is not None and part.status in ASKED
        }
        lines = self._statements([one for one in parts if one.request_id not in asked])
        if len(asked) > 1:
            lines.append(line("one_by_one", count=str(len(asked))))
        self.talk.ask(list(asked.values()))
        self.talk.missed = 0
        return self.then(*lines)

    def _statements(self, parts: Sequence[Answer]) -> list[Note]:
        """Return what is only told; who listens is told the first few and how many there are."""
        lines = [told(part, self.source) for part in parts]
        if is_brief(self.source) and len(lines) > _MOST_SPOKEN:
            more = str(len(lines) - _MOST_SPOKEN)
            return [*lines[:_MOST_SPOKEN], line("and_more", count=more)]
        return lines

    def then(self, *lines: Note) -> Said:
        """Say something, and go on with the next open question."""
        said = list(lines)
        while self.talk.questions:
            question = self.talk.questions[0]
            request = self.request_of(question)
            if request is None:
                self.talk.drop(question.request_id)
                continue
            said += question_lines(question, request, self.source)
            if self.source.via is Via.SENTENCE:
                said.append(hint(question, request))
            return Said(lines=tuple(said), asks=True)
        return Said(lines=tuple(said))


def name_of(request: Request) -> str:
    """Return what a request is called in a sentence."""
    names = {choice.media.title for choice in request.choices}
    return request.title if len(names) != 1 else names.pop()
