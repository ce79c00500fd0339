"""What an answer to an open question leads to."""

from dataclasses import dataclass, replace

from ..media import Scope
from ..models import AnswerStatus, Request
from ..parsed import Intent
from .reading import read_reply
from .replies import Both, Change, Changes, Choose, Forget, Instead, No, Other, Reply, Unclear, Yes
from .saying import Said, line
from .speaking import ASKED, Speaker, name_of
from .talks import Purpose, Question


@dataclass(frozen=True, slots=True)
class Answering:
    """Carries the answer to one question out."""

    speaker: Speaker
    question: Question
    request: Request

    async def take(self, text: str) -> Said | None:
        """Return what an answer leads to, None when the text is no answer."""
        adding = self.question.purpose is Purpose.ADD
        reply = read_reply(
            text,
            pending=self.request if adding else replace(self.request, choices=()),
            language=self.speaker.source.language,
            chosen=self.question.chosen if adding else None,
        )
        if isinstance(reply, Other) or self._is_title(reply, text):
            return None
        self.speaker.talk.missed = 0
        return await (self._about_adding(reply) if adding else self._about_cancelling(reply))

    def _is_title(self, reply: Reply, text: str) -> bool:
        """Say whether what looks like another year is a new wish: "get 1917"."""
        if not isinstance(reply, Change) or reply.changes.year is None:
            return False
        parsed = self.speaker.understood(text)
        named = {title for item in parsed.items for title in item.titles[:1]}
        return parsed.intent is Intent.ADD and str(reply.changes.year) in named

    async def _about_adding(self, reply: Reply) -> Said:
        """Carry an answer to a proposal out."""
        match reply:
            case Yes(changes=changes):
                return await self._yes(changes)
            case Choose():
                return await self._choose(reply)
            case Change(changes=changes):
                return await self._change(changes)
            case Instead(text=text):
                return await self._instead(text)
            case No():
                return await self._no()
            case Forget():
                return await self._forget()
            case Both():
                return self._repeat("one_at_a_time")
            case Unclear(described=True):
                return self._repeat("not_described")
            case Unclear():
                return self._repeat("yes_or_no" if self._focus else "unclear")
        return self.speaker.then()

    async def _about_cancelling(self, reply: Reply) -> Said:
        """Carry an answer to "cancel it?" out; one yes is enough for several that were meant by it."""
        talk = self.speaker.talk
        match reply:
            case Yes():
                talk.questions = [one for one in talk.questions if one.purpose is Purpose.ADD]
                answer = await self.speaker.manager.cancel(
                    self.request.id, source=self.speaker.source
                )
                return self.speaker.tell(answer)
            case No():
                talk.drop(self.request.id)
                return self.speaker.then(line("kept", title=self.request.title))
            case Forget():
                talk.questions = [one for one in talk.questions if one.purpose is Purpose.ADD]
                return self.speaker.then(line("kept", title=self.request.title))
        return self.speaker.then()

    @property
    def _focus(self) -> int | None:
        """The choice that a yes is about."""
        return 1 if len(self.request.choices) == 1 else self.question.chosen

    def _repeat(self, key: str) -> Said:
        """Ask again, and say why."""
        return self.speaker.then(line(key))

    async def _yes(self, changes: Changes) -> Said:
        """Add what a yes is about."""
        if self._focus is None:
            return self._repeat("unclear")
        if changes:
            return await self._change(changes, sure=True, number=self._focus)
        return await self._confirm(self.request.id, self._focus)

    async def _no(self) -> Said:
        """Go back to the choices when only one of them was refused, else call the request off."""
        if self.question.chosen is not None and len(self.request.choices) > 1:
            self.question.chosen = None
            return self.speaker.then()
        await self._call_off(self.question)
        return self.speaker.then(line("dropped", title=name_of(self.request)))

    async def _choose(self, reply: Choose) -> Said:
        """Take one of the choices; without a yes it is asked once more what exactly will be done."""
        if reply.changes:
            return await self._change(reply.changes, sure=reply.sure, number=reply.number)
        choice = self.request.choices[reply.number - 1]
        nothing_added = choice.there is not None or choice.scope is Scope.UNDECIDED
        if reply.sure or nothing_added:
            return await self._confirm(self.request.id, reply.number)
        self.question.chosen = reply.number
        return self.speaker.then()

    async def _confirm(self, request_id: str, number: int) -> Said:
        """Say yes to one choice of a request."""
        self.speaker.talk.drop(request_id)
        answer = await self.speaker.manager.confirm(request_id, number, source=self.speaker.source)
        return self.speaker.tell(answer)

    async def _change(
        self, changes: Changes, *, sure: bool = False, number: int | None = None
    ) -> Said:
        """Propose anew; with a yes before it, the same title in another quality is added at once."""
        arguments = dict(changes.as_arguments())
        media = None if number is None else self.request.choices[number - 1].media
        if media is not None and len(self.request.choices) > 1:
            arguments = {"year": media.year, "media_type": media.media_type, **arguments}
        answer = await self.speaker.manager.change(
            self.request.id, source=self.speaker.source, **arguments
        )
        only_quality = changes == Changes(quality=changes.quality)
        clear = answer.status is AnswerStatus.PROPOSED and len(answer.choices) == 1
        if sure and only_quality and clear and answer.choices[0].media == media:
            return await self._confirm(answer.request_id or self.request.id, 1)
        if answer.status in ASKED:
            self.speaker.talk.drop(self.request.id)
        return self.speaker.tell(answer)

    async def _instead(self, text: str) -> Said:
        """Look for another title; the question stays where there is none."""
        answer = await self.speaker.manager.request(text, source=self.speaker.source)
        if answer.status is AnswerStatus.NOT_UNDERSTOOD:
            return self._repeat("not_caught")
        if answer.status in ASKED and answer.request_id != self.request.id:
            await self._call_off(self.question)
        return self.speaker.tell(answer)

    async def _forget(self) -> Said:
        """Call off everything that was asked about."""
        for question in tuple(self.speaker.talk.questions):
            if question.purpose is Purpose.ADD:
                await self._call_off(question)
        self.speaker.talk.questions = []
        return self.speaker.then(line("forgotten"))

    async def _call_off(self, question: Question) -> None:
        """Close the request of a question."""
        self.speaker.talk.drop(question.request_id)
        await self.speaker.manager.cancel(question.request_id, source=self.speaker.source)
