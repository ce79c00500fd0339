"""The topic of requests: what was asked for, how far it is, and what stands to choose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType, JsonValueType

from ...journal.events import Event, EventKind
from ...journal.journal import RING_EVENTS
from ...matching import kind_of
from ...requests.models import Request
from ...requests.parsed import MediaType
from ..delta import TopicState
from ..glance import Glance
from ..posters import choice_poster
from .jobs import poster_of

_STEPS: Final = frozenset(
    {
        EventKind.REQUEST_PROPOSED,
        EventKind.REQUEST_APPROVAL,
        EventKind.REQUEST_ADDED,
        EventKind.REQUEST_STATE,
        EventKind.REQUEST_FAILED,
        EventKind.REQUEST_CANCELLED,
    }
)

type _Step = tuple[str, str]
"""A state, and since when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """What a row is made of."""

    request: Request
    requester: str
    steps: tuple[_Step, ...]
    decides: bool
    lapsed: bool
    """Nobody may use its tokens any more."""


async def look(glance: Glance) -> TopicState:
    """Return all requests, the newest first; everybody may see them, as in the to-do list."""
    hub, user_id = glance.hub, glance.viewer.user_id
    may = hub.people.permissions(user_id)
    steps = steps_of(hub.journal.recent(RING_EVENTS))
    rows, now = glance.rows["requests"], dt_util.utcnow()
    found: dict[str, JsonObjectType] = {}
    for request in sorted(hub.requests.requests(), key=lambda one: one.created, reverse=True):
        source = _Source(
            request=request,
            requester=hub.people.name(request.requester),
            steps=steps.get(request.id, ()),
            decides=may.admin,
            lapsed=request.expires is not None and request.expires <= now,
        )
        found[request.id] = rows.row(request.id, source, partial(_row, glance, source))
    rows.keep(found)
    me: JsonObjectType = {
        "may_request": may.allowed,
        "needs_approval": may.needs_approval,
        "may_approve": may.admin,
    }
    return TopicState({"me": me}, found)


def steps_of(newest_first: Iterable[Event]) -> Mapping[str, tuple[_Step, ...]]:
    """Return the steps of each request that events still tell of, the oldest first. Pure.

    Another reason in the same state is no step.
    """
    found: dict[str, list[_Step]] = {}
    for event in newest_first:
        if event.kind in _STEPS:
            key, state = str(event.data.get("request_id", "")), str(event.data.get("state", ""))
            steps = found.setdefault(key, [])
            if steps and steps[-1][0] == state:
                steps.pop()
            steps.append((state, event.at.isoformat()))
    return {key: tuple(reversed(steps)) for key, steps in found.items()}


def _row(glance: Glance, source: _Source) -> JsonObjectType:
    """Return one request; what could be chosen is for whoever asked and for those who decide."""
    request, sentences = source.request, glance.words.sentences
    user_id, note, kind = glance.viewer.user_id, request.note, kind_of(request)
    mine = user_id in (request.requester, *(one.requester for one in request.followers))
    steps = source.steps
    if not steps or steps[-1][0] != request.state:
        steps = (*steps, (request.state.value, request.updated.isoformat()))
    history: list[JsonValueType] = [
        {"state": state, "state_text": sentences.of_request(f"state_{state}", {}), "at": at}
        for state, at in steps
    ]
    return {
        "id": request.id,
        "title": request.title,
        "media_type": None if kind == MediaType.UNKNOWN else kind,
        "year": request.media.year if request.media else None,
        "quality": request.quality.value if request.quality else None,
        "state": request.state.value,
        "state_text": sentences.of_request(f"state_{request.state}", {}),
        "note": glance.viewer.shown(sentences.of_request(note.key, note.placeholders))
        if note
        else None,
        "progress": request.progress,
        "choices": _choices(request) if (mine or source.decides) and not source.lapsed else [],
        "requester_name": sentences.word(source.requester) or None,
        "mine": mine,
        "instance": request.chosen.instance_name if request.chosen else None,
        "correlation": request.correlation,
        "created": request.created.isoformat(),
        "updated": request.updated.isoformat(),
        "open": request.open,
        "poster": _poster(request),
        "history": history,
    }


def _choices(request: Request) -> list[JsonValueType]:
    """Return what can be chosen now, each with the token that `confirm` takes."""
    if request.chosen is not None or len(request.tokens) != len(request.choices):
        return []
    return [
        {
            "token": token,
            "label": choice.label,
            "detail": f"{choice.instance_name} · {choice.profile_name}",
            "poster": choice_poster(choice),
        }
        for choice, token in zip(request.choices, request.tokens, strict=True)
    ]


def _poster(request: Request) -> JsonObjectType | None:
    """Return the picture of the title: that of the library once it is there, else that of the lookup."""
    chosen = request.chosen
    if chosen is not None and request.media_id is not None:
        return poster_of(chosen.instance_id, request.media_id)
    shown = chosen or (request.choices[0] if request.media and request.choices else None)
    return choice_poster(shown) if shown else None
