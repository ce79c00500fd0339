"""What a sentence does that is no answer to an open question."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .. import answers
from ..finding import matching
from ..media import Note
from ..models import AnswerStatus, Request, RequestState
from ..parsed import Intent, ParsedRequest
from ..parser import MAX_CHARS
from ..people import HOUSEHOLD, Via
from .deciding import Decider
from .orders import for_somebody_else, read_decision
from .saying import Said, line, told
from .speaking import Speaker, name_of
from .talks import Purpose, Question

_SPEAKING: Final = frozenset({Via.VOICE, Via.CHAT, Via.SENTENCE})
_MOST_MISSED: Final = 2
"""So many answers in a row that nobody understands are meant for somebody else."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """Does what a sentence asks for; `waiting` tells that a question is open."""

    speaker: Speaker
    waiting: bool = False

    async def take(self, text: str) -> Said | None:
        """Return the answer to a sentence, None when it is for another agent."""
        speaker, language = self.speaker, self.speaker.source.language
        if len(" ".join(text.split())) > MAX_CHARS:
            return self._too_long(text)
        decision = read_decision(text, language=language)
        if decision is not None:
            decider = Decider(speaker.manager)
            note = await decider.decide(decision, source=speaker.source, named=speaker.named)
            if note is not None:
                return speaker.then(note)
        parsed = self.speaker.understood(text)
        match parsed.intent:
            case Intent.NONE:
                return await self._not_media(text)
            case Intent.CANCEL:
                return await self._cancel(parsed)
        if parsed.intent is Intent.ADD and not all(item.titles for item in parsed.items):
            return speaker.then(line("which"))
        return speaker.tell(await speaker.manager.request_parsed(parsed, source=speaker.source))

    def answer_to_nothing(self, closed: Request | None) -> Said | None:
        """Answer a yes that no open question waits for: it has lapsed, or got lost in a restart."""
        speaker = self.speaker
        lost = self._lost()
        if lost is not None:
            speaker.talk.ask([Question(purpose=Purpose.ADD, request_id=lost.id)])
            return speaker.then(line("still_open"))
        if closed is None:
            return speaker.then(line("nothing_asked")) if speaker.named else None
        if closed.ended or closed.state is RequestState.PROPOSED:
            return speaker.then(line("question_closed", title=name_of(closed)))
        return speaker.tell(answers.status_of(closed))

    def _lost(self) -> Request | None:
        """Return the newest question this person was asked here that no talk knows of any more."""
        source = self.speaker.source
        if source.requester == HOUSEHOLD and source.satellite is None and source.device is None:
            return None
        for request in reversed(self.speaker.manager.requests()):
            question = Question(purpose=Purpose.ADD, request_id=request.id)
            asked = request.source.via in _SPEAKING and request.source.seat == source.seat
            if asked and self.speaker.request_of(question) is not None:
                return request
        return None

    def _too_long(self, text: str) -> Said | None:
        """Refuse a long text that begins like a request; anything else is for another agent."""
        wanted = (
            self.speaker.named
            or self.speaker.understood(text[:MAX_CHARS]).intent is not Intent.NONE
        )
        return self.speaker.then(line("too_long")) if wanted else None

    async def _not_media(self, text: str) -> Said | None:
        """Answer what no rule understands: a mere title, or nothing for AutoArr."""
        speaker = self.speaker
        if not speaker.named and (not self.waiting or self._for_somebody_else(text)):
            return None
        if not text.strip():
            return speaker.then() if self.waiting else speaker.then(line("nothing_asked"))
        answer = await speaker.manager.request(text, source=speaker.source)
        if answer.status is not AnswerStatus.NOT_UNDERSTOOD or not self.waiting:
            return speaker.tell(answer)
        speaker.talk.missed += 1
        if speaker.talk.missed >= _MOST_MISSED and not speaker.named:
            return None
        return speaker.then(line("not_caught"))

    def _for_somebody_else(self, text: str) -> bool:
        """Say whether a sentence is a command or question about something else."""
        return for_somebody_else(text, language=self.speaker.source.language)

    async def _cancel(self, parsed: ParsedRequest) -> Said | None:
        """Cancel what was named, the last request of who speaks where nothing was.

        What may mean something else is asked back, or left to another agent.
        """
        known, items = self.speaker.manager.requests(), parsed.items
        if not items:
            own = [one for one in known if one.open and self.speaker.own(one)]
            if not own:
                return self.speaker.then(line("no_open_requests"))
            return await self._cancel_these(own[-1:])
        found: list[Request] = []
        missing: list[Note] = []
        for item in items:
            named = [one for one in matching(known, item) if one.open]
            found += sorted(named, key=lambda one: not self.speaker.own(one))
            if not named:
                missing.append(line("no_request_for", title=item.titles[0] if item.titles else ""))
        if not parsed.doubtful_cancel:
            return await self._cancel_these(found, *missing)
        if not found and not self.speaker.named:
            return None
        self.speaker.talk.ask([_cancels(one) for one in found])
        return self.speaker.then(*missing)

    async def _cancel_these(self, requests: Sequence[Request], *before: Note) -> Said:
        """Close mere questions at once, and ask about everything that has begun."""
        speaker = self.speaker
        lines = list(before)
        begun: list[Question] = []
        for request in requests:
            if request.state is not RequestState.PROPOSED:
                begun.append(_cancels(request))
            elif speaker.own(request):
                speaker.talk.drop(request.id)
                answer = await speaker.manager.cancel(request.id, source=speaker.source)
                lines.append(told(answer, speaker.source))
        speaker.talk.ask(begun)
        return speaker.then(*lines)


def _cancels(request: Request) -> Question:
    """Return the question whether to call a request off."""
    return Question(purpose=Purpose.CANCEL, request_id=request.id)
