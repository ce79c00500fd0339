"""Finds what a yes is meant for: a choice by its number, or the one a token stands for."""

from ..journal.ports import Clock
from . import answers
from .confirming import Confirmer
from .media import Note
from .models import Answer, AnswerStatus, RequestState
from .people import People, Source
from .register import Register
from .tokens import Standing, redeem


class Redeemer:
    """Hands a person's yes to the confirmer, or says why it comes to nothing."""

    def __init__(
        self, *, register: Register, confirmer: Confirmer, people: People, clock: Clock
    ) -> None:
        """Read the time when a token comes."""
        self._register = register
        self._confirmer = confirmer
        self._people = people
        self._clock = clock

    async def number(self, request_id: str, choice: int | None, source: Source) -> Answer:
        """Take a choice (numbered from 1) of a request; None when there is only one."""
        self._register.expire()
        request = self._register.get(request_id)
        if request is None:
            return answers.plain(AnswerStatus.REJECTED, "no_request")
        if request.ended:
            return answers.closed(request)
        if request.state is not RequestState.PROPOSED:
            return answers.already_requested(request, source, self._people)
        number = 1 if choice is None and len(request.choices) == 1 else choice
        if number is None or not 1 <= number <= len(request.choices):
            note = Note(key="choose", placeholders={"count": str(len(request.choices))})
            return answers.from_note(AnswerStatus.CHOICES, note, request)
        return await self._confirmer.accept(request, request.choices[number - 1], source)

    async def token(self, token: str, source: Source, *, hold: bool) -> Answer:
        """Take the one choice that a token stands for; wrong, old, used: each is told apart."""
        self._register.expire()
        redeemed = redeem(self._register, token.strip(), self._clock.now())
        request, choice = redeemed.request, redeemed.choice
        if request is None:
            return answers.plain(AnswerStatus.REJECTED, "token_unknown")
        if choice is not None:
            return await self._confirmer.accept(request, choice, source, hold=hold)
        match redeemed.standing:
            case Standing.OLD:
                return answers.about(AnswerStatus.REJECTED, "token_old", request)
            case Standing.REPLACED:
                return answers.about(AnswerStatus.REJECTED, "token_replaced", request)
            case Standing.USED if not request.ended or request.confirmed:
                return answers.used_token(request, source, self._people)
        return answers.closed(request)
