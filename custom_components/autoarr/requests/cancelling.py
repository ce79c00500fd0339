"""Calls requests off, journalled before anything is undone."""

from ..clients.errors import ServiceError
from ..journal.journal import Journal
from ..journal.ports import StoreError
from . import answers
from .adding import CANCEL, Adder
from .media import ArrInstance, Choice, Note
from .models import Answer, AnswerStatus, Request, RequestState
from .register import Register
from .undoing import Undone, take_back


class Canceller:
    """Takes back what requests did. The caller holds the lock of the title."""

    def __init__(self, *, register: Register, journal: Journal, adder: Adder) -> None:
        """Write every step into the register and the journal."""
        self._register = register
        self._journal = journal
        self._adder = adder

    def call_off(self, request: Request) -> Answer:
        """Close a request that did nothing yet."""
        if request.ended:
            return answers.closed(request)
        request = self._register.end(request, RequestState.CANCELLED, Note(key="by_person"))
        return answers.cancelled(request, Undone(), "")

    async def take_back(self, request: Request, chosen: Choice, instance: ArrInstance) -> Answer:
        """Undo what a request did at its instance, and close it; on an error it stays open."""
        shared = any(
            one.id != request.id and one.open and one.media == chosen.media
            for one in self._register
            if one.instance_id == chosen.instance_id
        )
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
