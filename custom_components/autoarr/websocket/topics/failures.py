"""The topic of failures: what failed, why, what recovery does about it, and what a person can do."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType, JsonValueType

from ...failures import waits_for_import
from ...recovery.causes import FaultOf
from ...recovery.messages import Reason
from ...recovery.models import ACTING, Failure, FailureState
from ...responses import reason_of, reason_of_line
from ..delta import TopicState
from ..glance import Glance, as_line
from ..questioning import AskedHere, asked_here, may_answer

SETTLED_STAYS: Final = timedelta(days=7)
"""How long after it began a story that has ended is shown."""

SLICE: Final = 25
"""Rows that are made before others get their turn."""

_ACTED: Final = frozenset({FailureState.FOLLOWING, FailureState.RECOVERED, FailureState.GAVE_UP})
"""States in which the strategy of a failure is what was done, not what is proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """What a row is made of."""

    failure: Failure
    question: AskedHere | None
    names: tuple[str, ...]


async def look(glance: Glance) -> TopicState:
    """Return the failures, those that are open and those of late, the newest first."""
    hub, sentences = glance.hub, glance.words.sentences
    since = dt_util.utcnow() - SETTLED_STAYS
    shown = [
        failure
        for failure in hub.recovery.failures()
        if not failure.state.settled or failure.first_seen > since
    ]
    shown.sort(key=lambda one: one.completed or one.first_seen, reverse=True)
    lines: list[JsonValueType] = [
        {
            "at": line.at.isoformat(),
            "name": line.name,
            "cause": line.cause.value,
            "strategy": line.strategy.value,
            "message": reason_of_line(hub, line, sentences),
            "instance": hub.name_of(line.instance),
        }
        for line in reversed(hub.recovery.would_have_done())
    ]
    policies: JsonObjectType = {
        strategy.value: policy.value for strategy, policy in hub.recovery.policies().items()
    }
    by_id: dict[str, JsonObjectType] = {}
    for row in (await rows_of(glance, shown)).values():
        by_id.setdefault(str(row["id"]), row)
    return TopicState({"policies": policies, "would_have_done": lines}, by_id)


async def rows_of(glance: Glance, failures: Iterable[Failure]) -> Mapping[str, JsonObjectType]:
    """Return the rows of failures by their key, made in slices; one that is as before is not made again."""
    hub, rows = glance.hub, glance.rows["failures"]
    asked = asked_here(glance) if may_answer(hub, glance.viewer.user_id) else {}
    found: dict[str, JsonObjectType] = {}
    for number, failure in enumerate(failures, 1):
        source = _Source(
            failure=failure,
            question=asked.get(failure.key),
            names=(hub.name_of(failure.sabnzbd), hub.name_of(_owner(failure))),
        )
        found[failure.key] = rows.row(failure.key, source, partial(_row, glance, source))
        if number % SLICE == 0:
            await asyncio.sleep(0)
    rows.keep({failure.key for failure in hub.recovery.failures()})
    return found


def _row(glance: Glance, source: _Source) -> JsonObjectType:
    """Return one failure."""
    failure, hub, sentences = source.failure, glance.hub, glance.words.sentences
    viewer = glance.viewer
    evidence: list[JsonValueType] = [viewer.shown(one) for one in failure.evidence]
    actions: list[JsonValueType] = [*actions_of(failure, admin=viewer.admin)]
    reason = failure.reason
    return {
        "id": failure.job_id,
        "name": failure.name,
        "title": failure.title,
        "cause": failure.cause.value,
        "cause_text": as_line(sentences.recovery_word("kind", failure.kind)),
        "at_fault": failure.at_fault.value,
        "evidence": evidence,
        "state": failure.state.value,
        "strategy": failure.strategy.value if failure.strategy else None,
        "message": viewer.shown(reason_of(hub, failure, sentences, reason)) if reason else None,
        "next_try": failure.next_try.isoformat() if failure.next_try else None,
        "failed_at": (failure.completed or failure.first_seen).isoformat(),
        "tried": len(hub.recovery.tried(failure.job_id)),
        "instance": source.names[1] or None,
        "sabnzbd": None if failure.torrent else source.names[0],
        "correlation": failure.correlation,
        "actions": actions,
        "question": source.question.as_dict() if source.question else None,
    }


def actions_of(failure: Failure, *, admin: bool) -> Iterator[str]:
    """Yield the names of the actions that a person may take and that make sense; the service may still refuse. Pure.

    What only the services can tell (that another release is on its way, that the title is not
    monitored) is not known here.
    """
    if failure.state is FailureState.ACTING:
        return
    wanted = failure.item is not None and not failure.torrent
    if not failure.state.settled:
        blocked = waits_for_import(failure)
        held = failure.paused and failure.at_fault is not FaultOf.RELEASE
        if not failure.torrent and not held and (admin or not blocked):
            yield "retry"
        if wanted:
            yield "next_release"
            yield "lower_quality"
        if admin and failure.blocked and failure.item is not None:
            yield "force_import"
        if failure.state is not FailureState.FOLLOWING and failure.reason is not Reason.POSTPONED:
            yield "postpone_failure"
        yield "ignore_failure"
    acted = failure.state in _ACTED or failure.in_vain or failure.ended_by_us
    if admin and wanted and acted and failure.strategy in ACTING and not failure.undone:
        yield "undo_recovery"


def _owner(failure: Failure) -> str:
    """Return the Radarr or Sonarr it was for; "" for the job of another program."""
    return failure.item.instance if failure.item else ""
