"""Takes a person's yes: judged, written down, then carried out or kept for an admin."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
import logging
from typing import Final

from ..journal.ports import Clock, StoreError
from . import answers
from .adding import Adder
from .media import ArrInstance, Choice, Note, Scope
from .messages import Sentence
from .models import Answer, AnswerStatus, Request, RequestState
from .people import People, Ruling, Source, Verdict, judge
from .placing import expand
from .register import APPROVAL_LIFE, Register, lapsed
from .sharing import going, joined, open_of, waiting, waiting_for_just
from .tokens import offer, spend
from .turns import Turns

_LOGGER = logging.getLogger(__name__)

_UNSEEN: Final = Verdict(ruling=Ruling.APPROVAL, note=Note(key="approval_unseen"))
_REASON_CHARS: Final = 200


class Confirmer:
    """Moves a proposal on to what was decided about it."""

    def __init__(
        self,
        *,
        register: Register,
        adder: Adder,
        turns: Turns,
        people: People,
        instances: Callable[[], Sequence[ArrInstance]],
        clock: Clock,
        new_token: Callable[[], str],
    ) -> None:
        """Judge by what `people` says when the yes comes."""
        self._register = register
        self._adder = adder
        self._turns = turns
        self._people = people
        self._instances = instances
        self._clock = clock
        self._new_token = new_token

    def judged(
        self, source: Source, request: Request | None = None, choice: Choice | None = None
    ) -> Verdict:
        """Return what a yes of this person to a choice of a request would mean."""
        return judge(
            self._people.permissions(source.requester),
            quality=None if request is None else request.quality,
            uhd=choice is not None and choice.uhd,
            open_requests=0
            if request is None
            else open_of(self._register, source.requester, but=request.id),
        )

    async def accept(
        self, request: Request, choice: Choice, source: Source, *, hold: bool = False
    ) -> Answer:
        """Do what a person said yes to; the same title asked for twice is added once.

        With `hold` nothing is added without an admin: the yes may be nobody's.
        """
        if choice.there is not None:
            self._register.end(spend(request), RequestState.CANCELLED, choice.there)
            return answers.from_note(AnswerStatus.ALREADY, choice.there)
        if choice.scope is Scope.UNDECIDED:
            choices, note = expand(choice)
            offered = offer(request, choices, note, now=self._clock.now(), make=self._new_token)
            return answers.from_note(AnswerStatus.CHOICES, note, self._register.put(offered))
        async with self.turn(choice):
            current = self._register.get(request.id)
            if current is None or current.ended:
                return answers.closed(current or request)
            if current.state is not RequestState.PROPOSED:
                return answers.used_token(current, source, self._people)
            if choice not in current.choices:
                return answers.about(AnswerStatus.REJECTED, "token_replaced", current)
            verdict = self.judged(source, current, choice)
            if verdict.ruling is Ruling.GO_ON and hold:
                verdict = _UNSEEN
            return await self._decide(current, choice, source, verdict)

    async def approve(self, request_id: str, source: Source) -> Answer:
        """Go on with exactly what was confirmed."""
        found = self._waiting(request_id, source)
        if isinstance(found, Answer):
            return found
        request, choice = found
        async with self.turn(choice):
            found = self._waiting(request_id, source)
            if isinstance(found, Answer):
                return found
            request, choice = found
            other = going(self._register, choice)
            if other is not None:
                other = self._register.put(joined(other, request.source), quiet=True)
                note = Note(key="same_as_another")
                self._register.end(request, RequestState.CANCELLED, note)
                return answers.already_requested(other, source, self._people)
            approved = replace(request, approved_by=source.requester)
            return await self._carry_out(approved, choice)

    async def deny(self, request_id: str, source: Source, reason: str = "") -> Answer:
        """Close what waits for an approval, with the reason."""
        found = self._waiting(request_id, source)
        if isinstance(found, Answer):
            return found
        async with self.turn(found[1]):
            found = self._waiting(request_id, source)
            if isinstance(found, Answer):
                return found
            name = self._people.name(source.requester) if source.requester else ""
            if said := " ".join(reason.split())[:_REASON_CHARS]:
                note = Note(key="denied_reason", placeholders={"reason": said})
            elif name:
                note = Note(key="denied_by", placeholders={"name": name})
            else:
                note = Note(key="denied")
            request = self._register.end(found[0], RequestState.CANCELLED, note)
            try:
                await self._register.save()
            except StoreError:
                _LOGGER.exception("A decision is not on disk yet; it will be written later")
            return answers.about(AnswerStatus.CANCELLED, "denied_done", request)

    async def resume(self, request: Request, choice: Choice, instance: ArrInstance) -> None:
        """Go on with a confirmed request that was not added yet."""
        async with self.turn(choice):
            current = self._register.get(request.id)
            if current is not None and current.state is RequestState.CONFIRMED:
                await self._adder.carry_out(current, instance, choice, again=True)

    def turn(self, choice: Choice) -> AbstractAsyncContextManager[None]:
        """Wait until nobody else changes this title at its instance."""
        return self._turns.of(f"{choice.instance_id} {choice.media.key}")

    def instance(self, instance_id: str) -> ArrInstance | None:
        """Return an instance that is set up, None when it is not (any more)."""
        return next((one for one in self._instances() if one.ref.id == instance_id), None)

    async def _decide(
        self, request: Request, choice: Choice, source: Source, verdict: Verdict
    ) -> Answer:
        """Refuse, join what is asked for already, keep for an admin, or go on."""
        if verdict.ruling is Ruling.REFUSED and verdict.note is not None:
            return answers.from_note(AnswerStatus.REJECTED, verdict.note, request)
        free = verdict.ruling is Ruling.GO_ON
        same = going(self._register, choice)
        if same is None and not free:
            same = waiting(self._register, choice)
        if same is not None:
            return self._follow(request, same, source)
        if not free:
            return await self._keep(request, choice, source, verdict.note)
        asked = waiting_for_just(self._register, choice)
        if asked is not None:
            self._register.drop(request.id)
            shared = joined(joined(asked, request.source), source)
            return await self._carry_out(replace(shared, confirmed_by=source.requester), choice)
        confirmed_by = source.requester
        return await self._carry_out(replace(request, confirmed_by=confirmed_by), choice)

    def _follow(self, request: Request, same: Request, source: Source) -> Answer:
        """Let who asked follow the request for the same, and forget theirs."""
        self._register.drop(request.id)
        shared = joined(joined(same, request.source), source)
        return answers.already_requested(
            self._register.put(shared, quiet=True), source, self._people
        )

    async def _keep(
        self, request: Request, choice: Choice, source: Source, why: Note | None
    ) -> Answer:
        """Keep what was confirmed until an admin decides."""
        now = self._clock.now()
        kept = self._register.put(
            replace(
                spend(request),
                state=RequestState.APPROVAL,
                chosen=choice,
                choices=(),
                note=why,
                expires=now + APPROVAL_LIFE,
                confirmed_by=source.requester,
                updated=now,
            )
        )
        failed = await self._not_saved(kept)
        if failed is not None:
            return failed
        said = "" if why is None else Sentence(why.key, why.placeholders)
        return answers.about(AnswerStatus.APPROVAL, "approval_asked", kept, why=said)

    async def _carry_out(self, request: Request, choice: Choice) -> Answer:
        """Write the decision down, then act on it."""
        instance = self.instance(choice.instance_id)
        if instance is None:
            note = Note(key="instance_gone")
            request = self._register.end(spend(request), RequestState.FAILED, note)
            return answers.from_note(AnswerStatus.REJECTED, note, request)
        confirmed = self._register.put(
            replace(
                spend(request),
                state=RequestState.CONFIRMED,
                chosen=choice,
                choices=(),
                note=None,
                updated=self._clock.now(),
            )
        )
        failed = await self._not_saved(confirmed)
        if failed is not None:
            return failed
        return await self._adder.carry_out(confirmed, instance, choice, again=False)

    async def _not_saved(self, request: Request) -> Answer | None:
        """Save a decision; where the disk refuses, close the request and say so."""
        try:
            await self._register.save()
        except StoreError as err:
            filled = {"title": request.title, "reason": answers.reason_of(err)}
            note = Note(key="service_failed", placeholders=filled)
            failed = self._register.end(request, RequestState.FAILED, note)
            return answers.from_note(AnswerStatus.REJECTED, note, failed)
        return None

    def _waiting(self, request_id: str, source: Source) -> tuple[Request, Choice] | Answer:
        """Return a request that waits for an approval and may be decided on, else why not."""
        if not self._people.permissions(source.requester).admin:
            return answers.plain(AnswerStatus.REJECTED, "not_admin")
        request = self._register.get(request_id)
        if request is None:
            return answers.plain(AnswerStatus.REJECTED, "no_request")
        if request.state is RequestState.APPROVAL and lapsed(request, self._clock.now()):
            note = Note(key="approval_lapsed")
            request = self._register.end(request, RequestState.CANCELLED, note)
        if request.ended:
            return answers.closed(request)
        if request.state is not RequestState.APPROVAL or request.chosen is None:
            return answers.about(AnswerStatus.ALREADY, "not_waiting", request)
        return request, request.chosen
