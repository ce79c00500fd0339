"""Calls requests off, journalled before anything is undone."""

from collections.abc import Sequence

from ..clients.errors import ServiceError
from ..journal.journal import Journal
from ..journal.ports import StoreError
from . import answers
from .adding import CANCEL, Adder
from .confirming import Confirmer
from .finding import matching
from .media import ArrInstance, Choice, Note
from .models import Answer, AnswerStatus, Request, RequestState
from .parsed import ParsedItem
from .people import People, Source
from .register import Register
from .reporting import unknown
from .sharing import follows, leaves, left, may_end, needed_by_others
from .tokens import spend
from .undoing import Undone, take_back


class Canceller:
    """Ends requests and takes back what they did."""

    def __init__(
        self,
        *,
        register: Register,
        journal: Journal,
        adder: Adder,
        confirmer: Confirmer,
        people: People,
    ) -> None:
        """Write every step into the register and the journal."""
        self._register = register
        self._journal = journal
        self._adder = adder
        self._confirmer = confirmer
        self._people = people

    async def cancel(self, request_id: str, source: Source) -> Answer:
        """Call a request off where this person may; one of several who want it only leaves."""
        request = self._register.get(request_id)
        if request is None:
            return answers.plain(AnswerStatus.REJECTED, "no_request")
        if request.ended:
            return answers.closed(request)
        permissions = self._people.permissions(source.requester)
        owns = may_end(request, source, permissions)
        if not permissions.admin and (
            leaves(request, source) if owns else follows(request, source)
        ):
            request = self._register.put(left(request, source), quiet=True)
            return answers.about(AnswerStatus.CANCELLED, "left_request", request)
        if not owns:
            return answers.about(AnswerStatus.REJECTED, "not_yours", request)
        return await self.end(request)

    async def end(self, request: Request) -> Answer:
        """Close a request and take back what it did; files and other people's titles stay."""
        chosen = request.chosen
        if chosen is None:
            return self._call_off(request)
        async with self._confirmer.turn(chosen):
            request = self._register.get(request.id) or request
            if request.ended:
                return answers.closed(request)
            instance = self._confirmer.instance(chosen.instance_id)
            if instance is None or request.state is RequestState.APPROVAL:
                return self._call_off(request)
            return await self._take_back(request, chosen, instance)

    async def cancel_spoken(self, items: Sequence[ParsedItem], source: Source) -> Answer:
        """Cancel the open requests spoken of, own ones first; the last own one when none is named."""
        if not items:
            found = [one for one in self._register if one.open and self._own(one, source)]
            if not found:
                return answers.plain(AnswerStatus.NOT_FOUND, "no_open_requests")
            return await self.cancel(found[-1].id, source)
        parts: list[Answer] = []
        for item in items:
            found = [one for one in matching(self._register, item) if one.open]
            found.sort(key=lambda one: not self._own(one, source))
            parts.append(await self.cancel(found[0].id, source) if found else unknown(item))
        return answers.several(parts)

    def asked_back(self, items: Sequence[ParsedItem]) -> Answer:
        """Answer what may mean to call these off and may not: nothing is done, and how to say it."""
        parts: list[Answer] = []
        for item in items:
            found = next((one for one in matching(self._register, item) if one.open), None)
            if found is None:
                parts.append(unknown(item))
            else:
                parts.append(answers.about(AnswerStatus.NOT_UNDERSTOOD, "cancel_unsure", found))
        if not parts:
            return answers.plain(AnswerStatus.NOT_UNDERSTOOD, "not_understood")
        return answers.several(parts)

    def _own(self, request: Request, source: Source) -> bool:
        """Say whether a request is this person's to end: an automation's is anybody's it names."""
        return source.requester in {None, request.requester} or follows(request, source)

    def _call_off(self, request: Request) -> Answer:
        """Close a request that did nothing yet."""
        if request.ended:
            return answers.closed(request)
        note = Note(key="by_person")
        request = self._register.end(spend(request), RequestState.CANCELLED, note)
        return answers.cancelled(request, Undone(), "")

    async def _take_back(self, request: Request, chosen: Choice, instance: ArrInstance) -> Answer:
        """Undo what a request did at its instance, and close it; on an error it stays open."""
        shared = needed_by_others(self._register, request)
        try:
            action = await self._begin(request, chosen, instance)
        except StoreError as err:
            return _failed(request, err)
        try:
            undone = await take_back(instance, request, shared=shared)
        except ServiceError as err:
            await self._journal.finish(action, ok=False, outcome=str(err))
            return _failed(request, err)
        request = self._register.end(request, RequestState.CANCELLED, Note(key="by_person"))
        await self._journal.finish(action, ok=True, outcome="cancelled")
        return answers.cancelled(request, undone, instance.ref.name)

    async def _begin(self, request: Request, chosen: Choice, instance: ArrInstance) -> str:
        """Write the cancellation down, or go on with that of an earlier run. Raises StoreError."""
        earlier = self._adder.interrupted(request.id, CANCEL)
        if earlier is not None:
            return earlier.id
        return await self._journal.begin(
            CANCEL,
            correlation=request.correlation,
            title=request.title,
            service=instance.ref.kind,
            instance=instance.ref.id,
            data={"request_id": request.id, "media_id": chosen.media.key},
        )


def _failed(request: Request, err: Exception) -> Answer:
    """Say why a request is not cancelled."""
    filled = {"title": request.title, "reason": answers.reason_of(err)}
    note = Note(key="cancel_failed", placeholders=filled)
    return answers.from_note(AnswerStatus.REJECTED, note, request)
