"""Reads what earlier runs stored, and makes the best of what is damaged."""

from dataclasses import dataclass
import logging
from typing import Self

from .events import DamagedEventError, Event
from .pending import PendingAction
from .ports import JsonValue, StateStore, StoreError

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What the two stores hold that can be understood, and how much cannot."""

    events: tuple[Event, ...]
    """Each event once, in the order of recording."""
    outcomes: tuple[Event, ...]
    """The ends of actions which the pending store held."""
    unfinished: tuple[PendingAction, ...]
    ring_lost: int
    pending_lost: int

    @classmethod
    async def read(cls, *, ring: StateStore, pending: StateStore) -> Self:
        """Read both stores; never raises for what is in them."""
        ring_data = await _read(ring)
        pending_data = await _read(pending)
        events, ring_lost = _events_in(ring_data, "events")
        starts, starts_lost = _events_in(pending_data, "actions")
        outcomes, outcomes_lost = _events_in(pending_data, "outcomes")
        known = {event.id: event for event in (*events, *starts, *outcomes)}
        unfinished, strangers = _unfinished(starts, known)
        return cls(
            events=tuple(known[event_id] for event_id in sorted(known)),
            outcomes=tuple(outcomes),
            unfinished=unfinished,
            ring_lost=ring_lost,
            pending_lost=starts_lost + outcomes_lost + strangers,
        )


async def _read(store: StateStore) -> JsonValue:
    """Return what a store holds, {} for nothing, None when it cannot be read."""
    try:
        stored = await store.load()
    except StoreError:
        _LOGGER.exception("A part of the journal cannot be read and starts anew")
        return None
    return {} if stored is None else stored


def _events_in(stored: JsonValue, key: str) -> tuple[list[Event], int]:
    """Return the events under `key`, and how many could not be read, at least."""
    listed = stored.get(key, []) if isinstance(stored, dict) else None
    if not isinstance(listed, list):
        return [], 1
    events: list[Event] = []
    lost = 0
    for item in listed:
        try:
            events.append(Event.from_dict(item))
        except DamagedEventError as err:
            _LOGGER.debug("An event of the journal is left out: %s", err)
            lost += 1
    return events, lost


def _unfinished(
    starts: list[Event], known: dict[str, Event]
) -> tuple[tuple[PendingAction, ...], int]:
    """Return the actions whose end nobody recorded, and how many are none at all."""
    ended = {event.data.get("action_id") for event in known.values() if event.ends}
    actions: list[PendingAction] = []
    strangers = 0
    for start in starts:
        try:
            action = PendingAction.of(start, interrupted=True)
        except DamagedEventError:
            strangers += 1
        else:
            if action.id not in ended:
                actions.append(action)
    return tuple(actions), strangers
