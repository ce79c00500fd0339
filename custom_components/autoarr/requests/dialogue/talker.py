"""Talks with people about requests, in as many conversations at once as there are."""

from ...journal.ports import Clock
from ..manager import RequestManager
from ..models import Request
from ..people import Source
from .answering import Answering
from .hearing import Hearing
from .orders import without_name
from .reading import is_reply
from .saying import Said
from .speaking import Speaker
from .talks import Talk, Talks


class Talker:
    """Remembers what is asked of whom, and answers sentence by sentence."""

    def __init__(self, *, manager: RequestManager, clock: Clock) -> None:
        """Begin without any open question."""
        self._manager = manager
        self._clock = clock
        self._talks = Talks()

    async def say(self, text: str, *, source: Source, named: bool = False) -> Said | None:
        """Return the answer to a sentence; None when it is for another agent.

        With `named` it is surely for AutoArr. No error of a service is raised: the answer says it.
        """
        called, words = without_name(text)
        talk = self._talk(source, named=named or called)
        speaker = Speaker(
            manager=self._manager,
            clock=self._clock,
            talk=talk,
            source=source,
            named=named or called,
        )
        said = await self._answer(words, speaker)
        if said is not None:
            talk.elsewhere = False
            self._talks.keep(source, talk, self._clock.now())
        return said

    def passed_on(self, source: Source, *, goes_on: bool) -> None:
        """Note that another agent answered, and whether it waits for an answer itself."""
        talk = self._talk(source, named=False)
        talk.elsewhere = goes_on
        self._talks.keep(source, talk, talk.at)

    async def _answer(self, text: str, speaker: Speaker) -> Said | None:
        """Take a sentence as an answer to what is open, else for itself."""
        closed = _drop_closed(speaker)
        talk = speaker.talk
        listening = speaker.named or not talk.elsewhere
        question = talk.questions[0] if talk.questions and listening else None
        request = None if question is None else speaker.request_of(question)
        said: Said | None = None
        if question is not None and request is not None:
            said = await Answering(speaker, question, request).take(text)
        elif listening and is_reply(text, language=speaker.source.language):
            said = Hearing(speaker).answer_to_nothing(closed)
        return said or await Hearing(speaker, waiting=question is not None).take(text)

    def _talk(self, source: Source, *, named: bool) -> Talk:
        """Return the talk with this person, here, or a new one."""
        now = self._clock.now()
        talk = self._talks.find(source, now, named=named)
        return Talk(requester=source.requester, at=now) if talk is None else talk


def _drop_closed(speaker: Speaker) -> Request | None:
    """Forget the questions that are settled or lapsed; return the request of the first if it was."""
    talk = speaker.talk
    first = talk.questions[0] if talk.questions else None
    talk.questions = [one for one in talk.questions if speaker.request_of(one) is not None]
    if first is None or first in talk.questions:
        return None
    return speaker.manager.get(first.request_id)
