"""Recorded answers of SABnzbd, read as if they had just been polled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from ..clients.models.decode import FieldError, children
from ..clients.models.sabnzbd import (
    HistorySlot,
    NewsServer,
    QueueSlot,
    SabHistory,
    SabQueue,
    SabWarning,
)
from ..clients.service import ServiceKind
from ..journal.ports import JsonObject, JsonValue
from .classify import Classification, Surroundings, classify, classify_queued, surroundings
from .decide import decide
from .models import PRESETS, Failure, Item, Mode, Preset
from .world import ItemHistory, World

_ITEM: Final = Item(instance="recorded", kind=ServiceKind.RADARR, media_id=1)


class NotRecorded(ValueError):
    """A file is no recorded answer of SABnzbd; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What a file holds of queue, history, warnings and servers."""

    queue: SabQueue | None = None
    history: tuple[HistorySlot, ...] = ()
    warnings: tuple[SabWarning, ...] = ()
    servers: tuple[NewsServer, ...] | None = None

    def jobs(self) -> Iterator[tuple[HistorySlot | QueueSlot, Classification]]:
        """Return each failed or stuck job with what went wrong."""
        around = Surroundings(warnings=tuple(warning.text for warning in self.warnings))
        if self.queue is not None:
            around = surroundings(self.queue, self.warnings, self.servers)
        for slot in self.history:
            if (found := classify(slot, around)) is not None:
                yield slot, found
        for queued in self.queue.slots if self.queue else ():
            if (found := classify_queued(queued, around)) is not None:
                yield queued, found


def read_recording(raw: JsonValue) -> Recording:
    """Return what a recorded answer or scenario holds; raises NotRecorded."""
    if not isinstance(raw, dict):
        raise NotRecorded("it holds no JSON object")
    body = raw.get("body")
    found = body if isinstance(body, dict) else raw
    queue = _inner(found, "queue")
    history = _inner(found, "history")
    if queue is None and history is None:
        raise NotRecorded("it holds neither a queue nor a history")
    servers = "full_status_servers" if "full_status_servers" in found else "servers"
    try:
        return Recording(
            queue=SabQueue.from_json(queue) if queue is not None else None,
            history=SabHistory.from_json(history).slots if history is not None else (),
            warnings=children(_inner(found, "warnings") or found, "warnings", SabWarning.from_json),
            servers=children(found, servers, NewsServer.from_json) if servers in found else None,
        )
    except FieldError as err:
        raise NotRecorded(f"it is not what SABnzbd answers: {err}") from err


def describe(raw: JsonValue) -> Iterator[JsonObject]:
    """Return one JSON object for each failed or stuck job of a recording; raises NotRecorded.

    The strategy is that of a managed movie with every policy on auto and nothing tried yet.
    """
    for slot, found in read_recording(raw).jobs():
        now = datetime.now(UTC)
        failure = Failure(
            key=slot.nzo_id,
            sabnzbd="recorded",
            jobs=(slot.nzo_id,),
            name=slot.name,
            cause=found.cause,
            at_fault=found.at_fault,
            paused=isinstance(slot, QueueSlot) and found.final,
            first_seen=now,
        )
        world = World(
            mode=Mode.MANAGE,
            retryable=isinstance(slot, HistorySlot) and slot.retry,
            disk_free=False,
        )
        policies = PRESETS[Preset.RECOMMENDED]
        decision = decide(_ITEM, failure, ItemHistory(), policies, world, now)
        yield {
            "nzo_id": slot.nzo_id,
            "name": slot.name,
            "cause": found.cause.value,
            "at_fault": found.at_fault.value,
            "strategy": decision.strategy.value if found.final else "hold",
            "evidence": list(found.evidence),
        }


def _inner(found: JsonObject, key: str) -> JsonObject | None:
    """Return the object under a key, out of the envelope SABnzbd puts it in."""
    value = found.get(key)
    if isinstance(value, dict) and value.get(key) is False:
        return None
    if isinstance(value, dict) and isinstance(value.get(key), dict | list):
        inner = value[key]
        return inner if isinstance(inner, dict) else value
    return value if isinstance(value, dict) else None
