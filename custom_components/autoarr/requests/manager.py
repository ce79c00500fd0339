"""The life of requests: proposed, confirmed, added, followed until it can be watched."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime
import logging
from typing import Final

from ..clients.models.servarr import QueueItem
from ..journal.journal import Journal
from ..journal.ports import Clock, StateStore, StoreError
from ..journal.ulids import new_ulid
from . import answers
from .adding import CANCEL, Adder
from .asking import Asker
from .cancelling import Canceller
from .finding import matching
from .following import Availability, Follower
from .lifecycle import Observation, advance, covers
from .media import ArrInstance, Choice, ExactId, Note, Proposal, ProposalKind, Scope
from .models import Answer, AnswerStatus, Request, RequestState
from .parsed import Intent, MediaType, ParsedItem, Quality
from .placing import expand
from .register import Register
from .reporting import report, unknown
from .resolver import Resolver
from .turns import Turns

__all__ = ["Availability", "RequestManager"]

_LOGGER = logging.getLogger(__name__)

STOP_WAIT: Final = 10.0
"""Seconds an action under way has to end when AutoArr stops."""

_TEXT_CHARS: Final = 500


class RequestManager:
    """What people ask for, and what becomes of it."""

    def __init__(
        self,
        *,
        resolver: Resolver,
        instances: Callable[[], Sequence[ArrInstance]],
        journal: Journal,
        store: StateStore,
        clock: Clock,
        availability: Availability,
        new_id: Callable[[datetime], str] = new_ulid,
    ) -> None:
        """Compose the engine; `load` brings the requests of earlier runs back."""
        self._resolver = resolver
        self._asker = Asker(resolver=resolver, clock=clock)
        self._instances = instances
        self._clock = clock
        self._new_id = new_id
        self._register = Register(journal=journal, store=store, clock=clock)
        self._adder = Adder(register=self._register, journal=journal, clock=clock)
        self._canceller = Canceller(register=self._register, journal=journal, adder=self._adder)
        self._follower = Follower(
            register=self._register, adder=self._adder, availability=availability, clock=clock
        )
        self._turns = Turns()
        self._stopped = False

    async def load(self) -> None:
        """Bring the requests back; no service is asked before the first `refresh`."""
        await self._register.load()

    async def stop(self) -> None:
        """Begin nothing new, wait at most STOP_WAIT seconds for what is under way, and save."""
        self._stopped = True
        if not await self._turns.idle(STOP_WAIT):
            _LOGGER.warning("A request was still under way when AutoArr stopped; it is resumed")
        try:
            await self._register.save()
        except StoreError:
            _LOGGER.exception("The requests could not be saved")

    def requests(self) -> tuple[Request, ...]:
        """Return all requests, the oldest first."""
        return tuple(self._register)

    def open_on(self, instance_id: str) -> bool:
        """Say whether a request waits for something at an instance."""
        return any(one.open and one.instance_id == instance_id for one in self._register)

    def moving_on(self, instance_id: str) -> bool:
        """Say whether a download of a request is under way at an instance."""
        return any(one.moving and one.instance_id == instance_id for one in self._register)

    def subscribe(self, subscriber: Callable[[], None]) -> Callable[[], None]:
        """Call `subscriber` after every change of a request; return what ends that."""
        return self._register.subscribe(subscriber)

    async def request(
        self, text: str, *, requester: str | None = None, confirmed: bool = True
    ) -> Answer:
        """Do what a sentence asks for.

        One clear match is added at once unless `confirmed` is False; else the answer has the
        choices, and `confirm` takes one. No error of a service is raised: the answer says it.
        """
        parsed, refusal = self._asker.understand(text)
        if refusal is not None:
            return refusal
        match parsed.intent:
            case Intent.STATUS | Intent.DIAGNOSE:
                return report(self._register, parsed.items)
            case Intent.CANCEL:
                return await self._cancel_spoken(parsed.items)
        proposals = await self._asker.propose(parsed)
        if not proposals:
            return answers.plain(AnswerStatus.NOT_UNDERSTOOD, "not_understood")
        return answers.several(
            [await self._take(one, text, requester, confirmed=confirmed) for one in proposals]
        )

    async def request_exact(
        self,
        exact: ExactId,
        *,
        quality: Quality | None = None,
        media_type: MediaType = MediaType.UNKNOWN,
        seasons: Sequence[int] = (),
        episodes: Sequence[int] = (),
        latest: bool = False,
        all_seasons: bool = False,
        requester: str | None = None,
        confirmed: bool = True,
    ) -> Answer:
        """Ask for the title with this id, as `request` does for a sentence."""
        proposal = await self._resolver.resolve_exact(
            exact,
            quality=quality,
            media_type=media_type,
            seasons=seasons,
            episodes=episodes,
            latest=latest,
            all_seasons=all_seasons,
        )
        return await self._take(proposal, exact.term, requester, confirmed=confirmed)

    async def confirm(self, request_id: str, choice: int | None = None) -> Answer:
        """Take a choice (numbered from 1) of a request; None when there is only one."""
        request = self._register.get(request_id)
        if request is None:
            return answers.plain(AnswerStatus.REJECTED, "no_request")
        if request.ended:
            return answers.closed(request)
        if request.state is not RequestState.PROPOSED:
            return answers.already_requested(request)
        number = 1 if choice is None and len(request.choices) == 1 else choice
        if number is None or not 1 <= number <= len(request.choices):
            note = Note(key="choose", placeholders={"count": str(len(request.choices))})
            return answers.from_note(AnswerStatus.CHOICES, note, request)
        return await self._accept(request, request.choices[number - 1])

    async def cancel(self, request_id: str) -> Answer:
        """Call a request off and take back what it did; files and other people's titles stay."""
        request = self._register.get(request_id)
        if request is None:
            return answers.plain(AnswerStatus.REJECTED, "no_request")
        chosen = request.chosen
        if chosen is None:
            return self._canceller.call_off(request)
        async with self._turn(chosen):
            request = self._register.get(request_id) or request
            if request.ended:
                return answers.closed(request)
            instance = self._instance(chosen.instance_id)
            if instance is None:
                return self._canceller.call_off(request)
            return await self._canceller.take_back(request, chosen, instance)

    async def observe_queue(self, instance_id: str, queue: Sequence[QueueItem]) -> None:
        """Move the requests of an instance on with its queue."""
        if not self._stopped:
            await self._follower.observe_queue(instance_id, self._instance(instance_id), queue)

    async def refresh(self, instance_id: str) -> None:
        """Resume what was interrupted, and read the open requests of an instance and at Plex."""
        self._register.expire()
        instance = self._instance(instance_id)
        if instance is None or self._stopped:
            return
        await self._adder.settle(instance_id)
        for request in self._register:
            if request.instance_id != instance_id or request.chosen is None:
                continue
            if request.state is RequestState.CONFIRMED:
                await self._resume(request, request.chosen, instance)
            elif request.open and self._adder.interrupted(request.id, CANCEL):
                await self.cancel(request.id)
        await self._follower.refresh(instance)

    async def close_for_instance(self, instance_id: str) -> None:
        """Close the requests of a service that was removed. Raises StoreError."""
        self._follower.forget(instance_id)
        now = self._clock.now()
        for request in self._register:
            if request.instance_id == instance_id:
                seen = Observation(instance_removed=True)
                self._register.put(advance(request, seen, now))
            elif request.state is RequestState.PROPOSED:
                left = tuple(one for one in request.choices if one.instance_id != instance_id)
                if not left:
                    note = Note(key="instance_gone")
                    self._register.end(request, RequestState.CANCELLED, note)
                elif len(left) < len(request.choices):
                    self._register.put(replace(request, choices=left), quiet=True)
        await self._adder.settle(instance_id)
        await self._register.save()

    async def _take(
        self, proposal: Proposal, text: str, requester: str | None, *, confirmed: bool
    ) -> Answer:
        """Make a request of a proposal, and add it when nothing needs to be asked."""
        if proposal.kind is ProposalKind.ALREADY_THERE and proposal.choices:
            other = self._same(proposal.choices[0])
            return (
                answers.of_proposal(proposal) if other is None else answers.already_requested(other)
            )
        if proposal.kind not in {ProposalKind.CLEAR, ProposalKind.CHOICES}:
            return answers.of_proposal(proposal)
        now = self._clock.now()
        request = self._register.put(
            Request(
                id=self._new_id(now),
                created=now,
                updated=now,
                text=text.strip()[:_TEXT_CHARS],
                requester=requester,
                quality=proposal.item.quality,
                note=proposal.note,
                choices=proposal.choices,
            )
        )
        if proposal.kind is ProposalKind.CHOICES:
            return answers.from_note(AnswerStatus.CHOICES, proposal.note, request)
        if not confirmed:
            return answers.from_note(AnswerStatus.PROPOSED, proposal.note, request)
        return await self._accept(request, proposal.choices[0])

    async def _accept(self, request: Request, choice: Choice) -> Answer:
        """Do what a person said yes to; the same title asked for twice is added once."""
        if self._stopped:
            return answers.plain(AnswerStatus.UNAVAILABLE, "stopping")
        if choice.there is not None:
            self._register.end(request, RequestState.CANCELLED, choice.there)
            return answers.from_note(AnswerStatus.ALREADY, choice.there)
        if choice.scope is Scope.UNDECIDED:
            choices, note = expand(choice)
            request = self._register.put(
                replace(request, choices=choices, note=note, updated=self._clock.now())
            )
            return answers.from_note(AnswerStatus.CHOICES, note, request)
        async with self._turn(choice):
            current = self._register.get(request.id)
            if current is None or current.state is not RequestState.PROPOSED:
                return (
                    answers.closed(request)
                    if current is None
                    else answers.already_requested(current)
                )
            other = self._same(choice)
            if other is not None:
                self._register.drop(request.id)
                return answers.already_requested(other)
            instance = self._instance(choice.instance_id)
            if instance is None:
                note = Note(key="instance_gone")
                request = self._register.end(request, RequestState.FAILED, note)
                return answers.from_note(AnswerStatus.REJECTED, note, request)
            return await self._carry_out(current, choice, instance)

    async def _carry_out(self, request: Request, choice: Choice, instance: ArrInstance) -> Answer:
        """Write the decision down, then act on it."""
        confirmed = self._register.put(
            replace(
                request,
                state=RequestState.CONFIRMED,
                chosen=choice,
                choices=(),
                note=None,
                updated=self._clock.now(),
            )
        )
        try:
            await self._register.save()
        except StoreError as err:
            filled = {"title": choice.label, "reason": answers.reason_of(err)}
            note = Note(key="service_failed", placeholders=filled)
            failed = self._register.end(confirmed, RequestState.FAILED, note)
            return answers.from_note(AnswerStatus.REJECTED, note, failed)
        return await self._adder.carry_out(confirmed, instance, choice, again=False)

    async def _resume(self, request: Request, choice: Choice, instance: ArrInstance) -> None:
        """Go on with a confirmed request that was not added yet."""
        async with self._turn(choice):
            current = self._register.get(request.id)
            if current is not None and current.state is RequestState.CONFIRMED:
                await self._adder.carry_out(current, instance, choice, again=True)

    async def _cancel_spoken(self, items: Sequence[ParsedItem]) -> Answer:
        """Cancel the open requests spoken of; the last one when none is named."""
        if not items:
            found = [request for request in self._register if request.open]
            if not found:
                return answers.plain(AnswerStatus.NOT_FOUND, "no_open_requests")
            return await self.cancel(found[-1].id)
        parts: list[Answer] = []
        for item in items:
            found = [one for one in matching(self._register, item) if one.open]
            parts.append(await self.cancel(found[0].id) if found else unknown(item))
        return answers.several(parts)

    def _instance(self, instance_id: str) -> ArrInstance | None:
        """Return an instance that is set up, None when it is not (any more)."""
        return next((one for one in self._instances() if one.ref.id == instance_id), None)

    def _same(self, choice: Choice) -> Request | None:
        """Return the open request that already asks for all of a choice."""
        return next(
            (
                one
                for one in self._register
                if (one.followed or one.state is RequestState.CONFIRMED)
                and one.instance_id == choice.instance_id
                and one.chosen is not None
                and one.chosen.media.key == choice.media.key
                and covers(one, choice.scope, choice.seasons, choice.episodes)
            ),
            None,
        )

    def _turn(self, choice: Choice) -> AbstractAsyncContextManager[None]:
        """Wait until nobody else changes this title at its instance."""
        return self._turns.of(f"{choice.instance_id} {choice.media.key}")
