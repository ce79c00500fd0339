"""The journal: records events, and actions before they are done."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
import logging
from typing import Final

from .events import CORRELATION_CHARS, NAME_CHARS, Event, EventKind, Severity, build_event
from .pending import PendingAction
from .ports import Clock, JsonObject, JsonValue, StateStore, StoreError
from .stored import Stored
from .subscribers import Subscriber, Subscribers
from .trim import trim_text
from .ulids import UlidSequence, new_ulid

_LOGGER = logging.getLogger(__name__)

RING_EVENTS: Final = 5_000
RING_DELAY: Final = 30.0
"""Seconds until new events are on disk; actions under way do not wait for it."""


def _no_secrets() -> Iterable[str]:
    """Know no secret."""
    return ()


class Journal:
    """The timeline of every title, and the actions under way.

    Two stores: `pending` is saved before an action is done and after it, `ring` keeps
    the last 5,000 events and is saved with a delay. `secrets` returns the credentials
    known at present; no event holds one of them.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        pending: StateStore,
        ring: StateStore,
        secrets: Callable[[], Iterable[str]] = _no_secrets,
        new_id: Callable[[datetime], str] = new_ulid,
    ) -> None:
        """Make an empty journal; `load` brings back what earlier runs wrote."""
        self._clock = clock
        self._pending_store = pending
        self._ring_store = ring
        self._secrets = secrets
        self._ids = UlidSequence(new_id)
        self._ring: deque[Event] = deque(maxlen=RING_EVENTS)
        self._pending: dict[str, PendingAction] = {}
        self._outcomes: list[Event] = []
        self._outcomes_on_their_way: list[Event] = []
        self._pending_lock = asyncio.Lock()
        self._ring_waits = False
        self._subscribers = Subscribers()

    async def load(self) -> None:
        """Bring back the events and the unfinished actions of earlier runs.

        What cannot be read is left out and counted in a `journal_gap` event; a store
        that cannot be read at all starts anew. Never raises for what is in a store.
        """
        stored = await Stored.read(ring=self._ring_store, pending=self._pending_store)
        fresh = tuple(self._ring)
        self._ring.clear()
        self._ring.extend((*stored.events, *fresh))
        if stored.events:
            self._ids.resume_after(stored.events[-1].id)
        self._outcomes = [*stored.outcomes, *self._outcomes]
        self._pending = {
            **{action.id: action for action in stored.unfinished},
            **self._pending,
        }
        self._note_gap("ring", stored.ring_lost, Severity.WARNING)
        self._note_gap("pending", stored.pending_lost, Severity.ERROR)

    def record(
        self,
        kind: EventKind,
        *,
        correlation: str,
        title: str,
        severity: Severity = Severity.INFO,
        service: str = "",
        instance: str = "",
        data: Mapping[str, JsonValue] | None = None,
    ) -> Event:
        """Record that something happened and tell the subscribers; return the event.

        The event is on disk within RING_DELAY seconds. Texts are redacted and capped
        (title 200 characters, each value 500, a milestone 2 KB in all).
        """
        now = self._clock.now()
        event = build_event(
            event_id=self._ids.next(now),
            at=now,
            kind=kind,
            severity=severity,
            correlation=correlation,
            service=service,
            instance=instance,
            title=title,
            data=data or {},
            secrets=self._secrets(),
        )
        self._ring.append(event)
        self._save_ring_later()
        self._subscribers.publish(event)
        return event

    async def begin(
        self,
        action: str,
        *,
        correlation: str,
        title: str,
        service: str = "",
        instance: str = "",
        data: Mapping[str, JsonValue] | None = None,
    ) -> str:
        """Write down that `action` is about to be done; return its id.

        When this returns, it is on disk: a crash from here on leaves the action in
        `unfinished`. `data` holds what is needed to read back whether it was done; keep
        it under 3 KB. Raises StoreError when it could not be written: do not act then.
        """
        started = self.record(
            EventKind.ACTION_STARTED,
            correlation=correlation,
            title=title,
            service=service,
            instance=instance,
            data={**(data or {}), "action": trim_text(action, NAME_CHARS)},
        )
        self._pending[started.id] = PendingAction.of(started)
        try:
            await self._save_pending()
        except StoreError as err:
            outcome = f"not done, because it could not be written down first: {err}"
            self._close(started.id, ok=False, outcome=outcome, data={})
            raise
        except asyncio.CancelledError:
            outcome = "not done: AutoArr was stopped before it began"
            self._close(started.id, ok=False, outcome=outcome, data={})
            raise
        return started.id

    async def finish(
        self,
        action_id: str,
        *,
        ok: bool,
        outcome: str,
        data: Mapping[str, JsonValue] | None = None,
    ) -> Event:
        """Write down how an action ended; return the event.

        The event is `action_finished` or `action_failed`; `action_resolved` for an
        action of an earlier run, whose end was found by reading back. Raises
        LookupError when no such action is under way.
        """
        if action_id not in self._pending:
            raise LookupError(f"no action {action_id} is under way")
        event = self._close(action_id, ok=ok, outcome=outcome, data=data or {})
        try:
            await self._save_pending()
        except StoreError:
            _LOGGER.exception("The end of an action is not on disk yet; it will be written later")
            self._pending_store.save_later(self._pending_as_dict, RING_DELAY)
        return event

    def unfinished(self, prefix: str = "") -> tuple[PendingAction, ...]:
        """Return the actions under way whose name starts with `prefix`, oldest first.

        Those with `interrupted` set were begun by an earlier run.
        """
        return tuple(
            action for action in self._pending.values() if action.action.startswith(prefix)
        )

    def timeline(self, correlation: str) -> tuple[Event, ...]:
        """Return what the ring still holds of one title, oldest first."""
        kept = trim_text(correlation, CORRELATION_CHARS, self._secrets())
        return tuple(event for event in self._ring if event.correlation == kept)

    def recent(self, limit: int = 100) -> tuple[Event, ...]:
        """Return the last events, newest first, at most `limit`."""
        return tuple(event for event, _ in zip(reversed(self._ring), range(limit), strict=False))

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call `subscriber` with each new event; return what ends that.

        Subscribers are called in the order of recording, also for events recorded by a
        subscriber. What one raises is logged and harms nobody else.
        """
        return self._subscribers.add(subscriber)

    async def flush(self) -> None:
        """Write everything to disk now, as before a stop; a failure is logged."""
        try:
            await self._ring_store.save(self._ring_as_dict())
            self._outcomes_on_their_way = []
        except StoreError:
            _LOGGER.exception("The last events of the journal could not be written")
        try:
            await self._save_pending()
        except StoreError:
            _LOGGER.exception("The actions under way could not be written")

    def _close(
        self, action_id: str, *, ok: bool, outcome: str, data: Mapping[str, JsonValue]
    ) -> Event:
        """Take an action off those under way and record how it ended."""
        action = self._pending.pop(action_id)
        kind = EventKind.ACTION_FINISHED if ok else EventKind.ACTION_FAILED
        event = self.record(
            EventKind.ACTION_RESOLVED if action.interrupted else kind,
            severity=Severity.INFO if ok else Severity.WARNING,
            correlation=action.correlation,
            title=action.title,
            service=action.service,
            instance=action.instance,
            data={
                **data,
                "action": action.action,
                "action_id": action.id,
                "ok": ok,
                "outcome": outcome,
            },
        )
        self._outcomes.append(event)
        return event

    async def _save_pending(self) -> None:
        """Save the actions under way, and the outcomes the ring does not yet hold."""
        async with self._pending_lock:
            await self._pending_store.save(self._pending_as_dict())

    def _pending_as_dict(self) -> JsonObject:
        """Return what the pending store keeps."""
        outcomes = (*self._outcomes_on_their_way, *self._outcomes)
        return {
            "actions": [action.as_dict() for action in self._pending.values()],
            "outcomes": [event.as_dict() for event in outcomes],
        }

    def _save_ring_later(self) -> None:
        """Have the ring written soon; a stream of events does not put it off."""
        if not self._ring_waits:
            self._ring_waits = True
            self._ring_store.save_later(self._ring_as_dict, RING_DELAY)

    def _ring_as_dict(self) -> JsonObject:
        """Return what the ring store keeps.

        Outcomes leave the pending store one write of the ring later: this write may
        still fail to reach the disk.
        """
        self._ring_waits = False
        self._outcomes_on_their_way = self._outcomes
        self._outcomes = []
        return {"events": [event.as_dict() for event in self._ring]}

    def _note_gap(self, store: str, lost: int, severity: Severity) -> None:
        """Record that parts of a store could not be read."""
        if lost:
            self.record(
                EventKind.JOURNAL_GAP,
                correlation="",
                title="",
                severity=severity,
                data={"store": store, "lost": lost},
            )
