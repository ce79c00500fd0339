"""Recorded answers of SABnzbd, read as if they had just been polled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

from ...clients.models.decode import FieldError, children
from ...clients.models.sabnzbd import (
    HistorySlot,
    NewsServer,
    QueueSlot,
    SabHistory,
    SabQueue,
    SabWarning,
    retried_id,
)
from ...clients.service import ServiceKind
from ...journal.ports import JsonObject, JsonValue
from ...journal.redact import redact
from ..causes import Kind
from ..classify import (
    Classification,
    Surroundings,
    classify,
    classify_queued,
    of_kind,
    surroundings,
)
from ..decide import decide
from ..models import PRESETS, Failure, Item, Mode, Preset
from ..world import Health, ItemHistory, World
from .provider import judge_servers, kind_of_trouble

_ROW: Final = 5
"""How many columns a row of a timeline has at least: time, place, state of it, of the job, ..., text."""

_ITEM: Final = Item(instance="recorded", kind=ServiceKind.RADARR, media_id=1)


class NotRecorded(ValueError):
    """A file is no recorded answer of SABnzbd; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What a file holds of queue, history, warnings and servers, as they were in the end.

    `ended` are the jobs that were ended on purpose (priority -4), each with what was wrong before:
    the failure that makes says nothing about the release.
    """

    queue: SabQueue | None = None
    history: tuple[HistorySlot, ...] = ()
    warnings: tuple[SabWarning, ...] = ()
    servers: tuple[NewsServer, ...] | None = None
    ended: Mapping[str, Classification] = field(default_factory=dict)

    @property
    def around(self) -> Surroundings:
        """Return what was shown beside the jobs."""
        if self.queue is not None:
            return surroundings(self.queue, self.warnings, self.servers)
        health, evidence = judge_servers(self.servers)
        return Surroundings(
            provider=health,
            provider_evidence=evidence,
            trouble=kind_of_trouble(self.servers),
            warnings=tuple(warning.text for warning in self.warnings),
        )

    def jobs(self) -> Iterator[tuple[HistorySlot | QueueSlot, Classification]]:
        """Return each failed or stuck job with what went wrong."""
        around = self.around
        for slot in self.history:
            if (found := classify(slot, around)) is not None:
                yield slot, self.ended.get(slot.nzo_id, found)
        for queued in self.queue.slots if self.queue else ():
            if (stuck := classify_queued(queued, around)) is not None:
                yield queued, stuck


def read_recording(raw: JsonValue) -> Recording:
    """Return what a recorded answer, scenario or timeline holds; raises NotRecorded.

    An answer of a call that tells of no job is a recording of nothing.
    """
    if not isinstance(raw, dict):
        raise NotRecorded("it holds no JSON object")
    body = raw.get("body")
    found = body if isinstance(body, dict) else raw
    queue, history = _inner(found, "queue"), _inner(found, "history")
    try:
        if queue is None and history is None:
            return _without_jobs(raw)
        return _with_end(raw, _last_frame(found, queue, history))
    except FieldError as err:
        raise NotRecorded(f"it is not what SABnzbd answers: {err}") from err


def _last_frame(
    found: JsonObject, queue: JsonObject | None, history: JsonObject | None
) -> Recording:
    """Return the answers that lie side by side in a file; raises FieldError."""
    status = _inner(found, "status") or {}
    servers = next(
        (held[key] for held, key in _places_of_servers(found, status) if key in held), None
    )
    warned = _inner(found, "warnings") or (found if "warnings" in found else status)
    return Recording(
        queue=SabQueue.from_json(queue) if queue is not None else None,
        history=SabHistory.from_json(history).slots if history is not None else (),
        warnings=children(warned, "warnings", SabWarning.from_json),
        servers=None
        if servers is None
        else children({"servers": servers}, "servers", NewsServer.from_json),
    )


def _places_of_servers(found: JsonObject, status: JsonObject) -> tuple[tuple[JsonObject, str], ...]:
    """Return where the state of the news servers may lie."""
    return ((found, "full_status_servers"), (found, "servers"), (status, "servers"))


def _with_end(raw: JsonObject, seen: Recording) -> Recording:
    """Return a recording with what became of its jobs afterwards; raises FieldError."""
    after = raw.get("after")
    if not isinstance(after, dict) or seen.queue is None:
        return seen
    samples = [value for key, value in _samples(after) if key.startswith("history_")]
    last = {slot.nzo_id: slot for slot in map(HistorySlot.from_json, samples)}
    if not last:
        return seen
    before = {slot.nzo_id: slot for slot in seen.queue.slots}
    around = seen.around
    ended: dict[str, Classification] = {}
    for nzo_id in last.keys() & before.keys() if "priority_minus_4" in after else ():
        stuck = classify_queued(before[nzo_id], around)
        cause = stuck if stuck is not None and stuck.final else of_kind(Kind.STOPPED)
        ended[nzo_id] = replace(cause, evidence=(*cause.evidence, "priority: -4, ended on purpose"))
    slots = tuple(slot for slot in seen.queue.slots if slot.nzo_id not in last)
    history = tuple(slot for slot in seen.history if slot.nzo_id not in last)
    return replace(
        seen,
        queue=replace(seen.queue, slots=slots),
        history=(*history, *last.values()),
        ended=ended,
    )


def _samples(after: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    """Return the samples of what came afterwards, in their order."""
    watch = after.get("watch")
    held = watch[-1] if isinstance(watch, list) and watch else after.get("samples")
    for key, value in held.items() if isinstance(held, dict) else ():
        if isinstance(value, dict):
            yield key, value


def _without_jobs(raw: JsonObject) -> Recording:
    """Return what a file without queue and history holds; raises NotRecorded when it is none at all."""
    if "http_status" in raw:
        return Recording()
    answer, timeline = raw.get("answer"), raw.get("timeline")
    if not isinstance(answer, dict) or not isinstance(timeline, list):
        raise NotRecorded("it holds neither a queue nor a history")
    rows = [row for row in timeline if isinstance(row, list) and len(row) >= _ROW]
    names = [str(row[-1]) for row in rows if row[1] == "queue"]
    if not rows or rows[-1][1] != "history":
        return Recording()
    slot: JsonObject = {
        "nzo_id": retried_id(answer.get("nzo_id")) or "",
        "name": names[-1] if names else "",
        "status": rows[-1][2],
        "fail_message": rows[-1][-1],
    }
    return Recording(history=(HistorySlot.from_json(slot),))


def describe(raw: JsonValue) -> Iterator[JsonObject]:
    """Return one JSON object for each failed or stuck job of a recording; raises NotRecorded.

    The strategy is that of a managed movie with every policy on auto and nothing tried yet.
    """
    recording = read_recording(raw)
    down = recording.around.provider is Health.DOWN
    for slot, found in recording.jobs():
        now = datetime.now(UTC)
        failure = Failure(
            key=slot.nzo_id,
            sabnzbd="recorded",
            jobs=(slot.nzo_id,),
            name=slot.name,
            cause=found.cause,
            kind=found.kind,
            at_fault=found.at_fault,
            paused=isinstance(slot, QueueSlot) and found.final,
            first_seen=now,
        )
        world = World(
            mode=Mode.MANAGE,
            retryable=isinstance(slot, HistorySlot) and slot.retry,
            disk_free=False,
            provider=Health.DOWN if down else Health.OK,
        )
        policies = PRESETS[Preset.RECOMMENDED]
        decision = decide(_ITEM, failure, ItemHistory(), policies, world, now)
        yield {
            "nzo_id": slot.nzo_id,
            "name": redact(slot.name),
            "cause": found.cause.value,
            "kind": found.kind.value,
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
