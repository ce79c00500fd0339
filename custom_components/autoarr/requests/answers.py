"""Words the answers to a person: pure."""

from dataclasses import replace
from typing import Final

from ..clients.errors import ServiceError
from .media import Choice, Note, Proposal, ProposalKind
from .messages import MESSAGES, Sentence
from .models import Answer, AnswerStatus, Request, RequestState
from .people import People, Source
from .placing import date_note
from .undoing import Undone

_REFUSALS: Final = frozenset(
    {
        "no_radarr",
        "no_sonarr",
        "no_service",
        "no_profile",
        "no_profiles",
        "no_root_folder",
        "root_folder_gone",
        "no_such_season",
        "no_such_season_of",
        "no_specials",
        "no_such_episode",
        "no_profile_anywhere",
    }
)
_REASON_CHARS: Final = 300


def plain(status: AnswerStatus, key: str, **placeholders: str) -> Answer:
    """Return an answer that is about no request."""
    return Answer(status=status, key=key, placeholders=placeholders)


def of_proposal(proposal: Proposal) -> Answer:
    """Return what a proposal without anything to do says."""
    if proposal.kind is ProposalKind.ALREADY_THERE:
        status = AnswerStatus.ALREADY
    elif proposal.kind is ProposalKind.UNAVAILABLE:
        status = AnswerStatus.UNAVAILABLE
    elif proposal.note.key == "which":
        status = AnswerStatus.NOT_UNDERSTOOD
    else:
        refused = proposal.note.key in _REFUSALS
        status = AnswerStatus.REJECTED if refused else AnswerStatus.NOT_FOUND
    return from_note(status, proposal.note)


def from_note(status: AnswerStatus, note: Note, request: Request | None = None) -> Answer:
    """Return a note as an answer, with the choices of an open request and their tokens."""
    if request is None:
        return Answer(status=status, key=note.key, placeholders=note.placeholders)
    asked = request.state is RequestState.PROPOSED
    return Answer(
        status=status,
        key=note.key,
        placeholders=note.placeholders,
        request_id=request.id,
        choices=request.choices,
        tokens=request.tokens if asked else (),
        expires=request.expires if asked and request.tokens else None,
        state=request.state,
    )


def with_choices(answer: Answer, request: Request) -> Answer:
    """Return an answer that leaves the question of a request open."""
    note = Note(key=answer.key, placeholders=answer.placeholders)
    return from_note(answer.status, note, request)


def about(status: AnswerStatus, key: str, request: Request, **more: str) -> Answer:
    """Return an answer that names a request and its state; it hands out no tokens."""
    filled = {"title": request.title, "state": state_text(request.state), **more}
    return Answer(
        status=status,
        key=key,
        placeholders=filled,
        request_id=request.id,
        state=request.state,
    )


def added(request: Request, choice: Choice) -> Answer:
    """Return that a title was added, or is monitored again, and whether it is out yet."""
    filled = {"title": choice.label, "instance": choice.instance_name}
    if not request.owned:
        status, note = AnswerStatus.MONITORED, Note(key="monitored", placeholders=filled)
    elif not choice.released:
        note = date_note("added_unreleased", choice.release_date, **filled)
        status = AnswerStatus.ADDED
    else:
        filled |= {"profile": choice.profile_name}
        status, note = AnswerStatus.ADDED, Note(key="added", placeholders=filled)
    return from_note(status, note, request)


def already_requested(request: Request, source: Source, people: People) -> Answer:
    """Return that it was asked for before and how far it is; only admins are told by whom."""
    if request.state is RequestState.APPROVAL:
        why = "" if request.note is None else Sentence(request.note.key, request.note.placeholders)
        return about(AnswerStatus.APPROVAL, "approval_waiting", request, why=why)
    if request.requester == source.requester:
        return about(AnswerStatus.ALREADY, "already_requested", request)
    name = _name_for(source, people, request.requester)
    if name:
        return about(AnswerStatus.ALREADY, "already_requested_by", request, name=name)
    return about(AnswerStatus.ALREADY, "already_requested_other", request)


def used_token(request: Request, source: Source, people: People) -> Answer:
    """Return that somebody has confirmed it already; only admins and its owner are told who."""
    own = source.requester is not None and source.requester == request.requester
    confirmer = request.confirmed_by
    name = "" if confirmer == source.requester else _name_for(source, people, confirmer, own=own)
    if name:
        return about(AnswerStatus.ALREADY, "token_used_by", request, name=name)
    return about(AnswerStatus.ALREADY, "token_used", request)


def _name_for(source: Source, people: People, requester: str | None, *, own: bool = False) -> str:
    """Return what somebody is called where the one who asks may know it, else nothing."""
    may_know = own or people.permissions(source.requester).admin
    return people.name(requester) if may_know and requester is not None else ""


def closed(request: Request) -> Answer:
    """Return that a request has ended."""
    return about(AnswerStatus.REJECTED, "request_closed", request)


def status_of(request: Request) -> Answer:
    """Return how far a request is, and why."""
    filled = {"title": request.title, "state": state_text(request.state)}
    key = "status"
    if request.note is not None:
        key = "status_note"
        filled["note"] = Sentence(request.note.key, request.note.placeholders)
    answer = from_note(AnswerStatus.STATUS, Note(key=key, placeholders=filled), request)
    return replace(answer, tokens=(), expires=None)


def cancelled(request: Request, undone: Undone, instance: str) -> Answer:
    """Return what a cancellation did."""
    filled = {"title": request.title}
    if undone.removed:
        note = Note(key="cancelled_removed", placeholders=filled | {"instance": instance})
    elif undone.unmonitored:
        note = Note(key="cancelled_unmonitored", placeholders=filled | {"instance": instance})
    elif undone.why is not None:
        filled |= {"instance": instance, "why": MESSAGES[undone.why]}
        note = Note(key="cancelled_kept", placeholders=filled)
    else:
        note = Note(key="cancelled", placeholders=filled)
    return from_note(AnswerStatus.CANCELLED, note, request)


def several(parts: list[Answer]) -> Answer:
    """Return one answer for several titles."""
    if len(parts) == 1:
        return parts[0]
    count = {"count": str(len(parts))}
    return Answer(
        status=AnswerStatus.SEVERAL, key="several", placeholders=count, parts=tuple(parts)
    )


def state_text(state: RequestState) -> str:
    """Return a state in English words."""
    return MESSAGES[f"state_{state.value}"]


def reason_of(err: Exception) -> str:
    """Return the words of an error, capped."""
    message = getattr(err, "message", "") if isinstance(err, ServiceError) else ""
    return (message or str(err))[:_REASON_CHARS]
