"""The list of all requests: kept across restarts, bounded, and told to whoever listens."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
import logging
from typing import Final

from ..journal.events import EventKind, Severity
from ..journal.journal import Journal
from ..journal.ports import Clock, JsonObject, JsonValue, StateStore, StoreError
from .codec import DamagedRequestError, decode, encode
from .media import Note
from .messages import render
from .models import Request, RequestState

_LOGGER = logging.getLogger(__name__)

KEEP_ENDED: Final = 500
KEEP_FOR: Final = timedelta(days=90)
MAX_PROPOSALS: Final = 100
PROPOSAL_LIFE: Final = timedelta(hours=24)
APPROVAL_LIFE: Final = timedelta(days=14)
SAVE_DELAY: Final = 5.0
"""Seconds until a step that a service can tell again is on disk."""

_KINDS: Final = {
    RequestState.PROPOSED: EventKind.REQUEST_PROPOSED,
    RequestState.APPROVAL: EventKind.REQUEST_APPROVAL,
    RequestState.ADDED: EventKind.REQUEST_ADDED,
    RequestState.FAILED: EventKind.REQUEST_FAILED,
    RequestState.CANCELLED: EventKind.REQUEST_CANCELLED,
}


class Register:
    """Holds the requests; every change goes through `put`."""

    def __init__(self, *, journal: Journal, store: StateStore, clock: Clock) -> None:
        """Start empty; `load` brings the requests back."""
        self._journal = journal
        self._store = store
        self._clock = clock
        self._requests: dict[str, Request] = {}
        self._subscribers: list[Callable[[], None]] = []

    def __iter__(self) -> Iterator[Request]:
        """Yield all requests, the oldest first, as they are now."""
        return iter(tuple(self._requests.values()))

    def get(self, request_id: str) -> Request | None:
        """Return a request, None when there is none of that id."""
        return self._requests.get(request_id)

    async def load(self) -> None:
        """Bring the requests back; damaged ones are left out and logged. Never raises for them."""
        try:
            stored = await self._store.load()
        except StoreError:
            _LOGGER.exception("The requests cannot be read; the list starts anew")
            return
        listed = (stored or {}).get("requests", [])
        for raw in listed if isinstance(listed, list) else ():
            try:
                request = decode(raw)
            except DamagedRequestError as err:
                _LOGGER.warning("A stored request is left out: %s", err)
            else:
                self._requests.setdefault(request.id, request)
        self._prune()

    async def save(self) -> None:
        """Write the list to disk now. Raises StoreError."""
        await self._store.save(self._as_dict())

    def put(self, request: Request, *, quiet: bool = False) -> Request:
        """Keep a request as it is now; record a new step as an event, and tell the subscribers."""
        before = self._requests.get(request.id)
        if before == request:
            return request
        self._requests[request.id] = request
        if not quiet and _is_step(before, request):
            self._record(before, request)
        self._prune()
        if before is None or replace(before, progress=None, updated=request.updated) != replace(
            request, progress=None
        ):
            self._store.save_later(self._as_dict, SAVE_DELAY)
        for subscriber in tuple(self._subscribers):
            subscriber()
        return request

    def drop(self, request_id: str) -> None:
        """Forget a request that came to nothing, without an event."""
        if self._requests.pop(request_id, None) is not None:
            self._store.save_later(self._as_dict, SAVE_DELAY)
            for subscriber in tuple(self._subscribers):
                subscriber()

    def end(self, request: Request, state: RequestState, note: Note | None) -> Request:
        """Close a request, with the reason."""
        now = self._clock.now()
        return self.put(replace(request, state=state, note=note, progress=None, updated=now))

    def expire(self) -> None:
        """Close the questions that nobody answered, and what nobody approved."""
        now = self._clock.now()
        for request in self:
            if request.state is RequestState.PROPOSED and request.updated < now - PROPOSAL_LIFE:
                self.end(request, RequestState.CANCELLED, Note(key="expired"))
            elif request.state is RequestState.APPROVAL and lapsed(request, now):
                self.end(request, RequestState.CANCELLED, Note(key="approval_lapsed"))

    def subscribe(self, subscriber: Callable[[], None]) -> Callable[[], None]:
        """Call `subscriber` after every change; return what ends that."""
        self._subscribers.append(subscriber)

        def unsubscribe() -> None:
            """Stop the calls; harmless when they have stopped already."""
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)

        return unsubscribe

    def _record(self, before: Request | None, request: Request) -> None:
        """Write the step into the journal."""
        added_before = before is not None and before.followed
        kind = _KINDS.get(request.state, EventKind.REQUEST_STATE)
        if kind is EventKind.REQUEST_ADDED and added_before:
            kind = EventKind.REQUEST_STATE
        note = request.note
        media = request.media
        data: dict[str, JsonValue] = {
            "request_id": request.id,
            "state": request.state.value,
            "note": None if note is None else note.key,
            "message": "" if note is None else render(note.key, note.placeholders),
            "requester": request.requester,
        }
        if media is not None:
            data |= {"media_type": media.media_type.value, "media_id": media.key}
        self._journal.record(
            kind,
            severity=Severity.WARNING if kind is EventKind.REQUEST_FAILED else Severity.INFO,
            correlation=request.correlation,
            title=request.title,
            instance=request.instance_id or "",
            data=data,
        )

    def _prune(self) -> None:
        """Keep the list bounded: the newest closed requests, and not too many open questions."""
        old = self._clock.now() - KEEP_FOR
        ended = [request for request in self if request.ended]
        ended.sort(key=lambda request: request.updated, reverse=True)
        proposed = [one for one in self if one.state is RequestState.PROPOSED]
        proposed.sort(key=lambda request: request.updated, reverse=True)
        surplus = {request.id for request in ended[KEEP_ENDED:]}
        surplus |= {request.id for request in ended if request.updated < old}
        surplus |= {request.id for request in proposed[MAX_PROPOSALS:]}
        for request_id in surplus:
            del self._requests[request_id]

    def _as_dict(self) -> JsonObject:
        """Return what the store keeps."""
        return {"requests": [encode(request) for request in self]}


def lapsed(request: Request, now: datetime) -> bool:
    """Say whether a request has waited too long for an approval."""
    return (request.expires or request.updated + APPROVAL_LIFE) <= now


def _is_step(before: Request | None, request: Request) -> bool:
    """Say whether a change is worth an event: another state, or another reason for it."""
    if before is None:
        return True
    old = None if before.note is None else before.note.key
    new = None if request.note is None else request.note.key
    return before.state is not request.state or (old != new and new is not None)
