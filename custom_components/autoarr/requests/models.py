"""A request over its life, and the answer to a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from ..journal.ports import JsonObject, JsonValue
from .media import (
    ArrInstance,
    Candidate,
    Choice,
    ExactId,
    IdKind,
    MediaRef,
    Note,
    Proposal,
    ProposalKind,
    RequestDefaults,
    Scope,
)
from .messages import render
from .parsed import ParsedItem, Quality
from .people import Source

__all__ = [
    "Answer",
    "AnswerStatus",
    "ArrInstance",
    "Candidate",
    "Choice",
    "ExactId",
    "IdKind",
    "MediaRef",
    "Note",
    "Proposal",
    "ProposalKind",
    "Request",
    "RequestDefaults",
    "RequestState",
    "Scope",
    "Source",
]


class RequestState(StrEnum):
    """The steps of a request, in order, and the three ways it ends; not all need an approval."""

    PROPOSED = "proposed"
    APPROVAL = "approval"
    CONFIRMED = "confirmed"
    ADDED = "added"
    SEARCHING = "searching"
    GRABBED = "grabbed"
    DOWNLOADING = "downloading"
    IMPORTING = "importing"
    AVAILABLE = "available"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED: Final = frozenset({RequestState.AVAILABLE, RequestState.FAILED, RequestState.CANCELLED})
UNDER_WAY: Final = frozenset(
    {RequestState.GRABBED, RequestState.DOWNLOADING, RequestState.IMPORTING}
)
FOLLOWED: Final = frozenset({RequestState.ADDED, RequestState.SEARCHING}) | UNDER_WAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One title somebody asked for, from the proposal until it can be watched.

    `source` says who asked, `item` what for; `tokens` stand for the `choices`, one each, `spent`
    are those of earlier. `expires` is when the tokens lapse, or an approval nobody gives.
    `chosen` is what was confirmed, by `confirmed_by`. `followers` asked for the same later.
    `owned` tells that AutoArr added the title to the library, with the tags `own_tags`;
    `was_monitored` and `old_seasons` are what was monitored before, to be restored by a
    cancellation. `pending_episodes` still wait for Sonarr to list them; `missing_episodes` were
    asked for and do not exist.
    """

    id: str
    created: datetime
    updated: datetime
    state: RequestState = RequestState.PROPOSED
    text: str = ""
    source: Source = field(default_factory=Source)
    item: ParsedItem | None = None
    quality: Quality | None = None
    note: Note | None = None
    choices: tuple[Choice, ...] = ()
    tokens: tuple[str, ...] = ()
    spent: tuple[str, ...] = ()
    expires: datetime | None = None
    confirmed_by: str | None = None
    approved_by: str | None = None
    followers: tuple[Source, ...] = ()
    chosen: Choice | None = None
    media_id: int | None = None
    owned: bool = False
    own_tags: tuple[int, ...] = ()
    was_monitored: bool | None = None
    old_seasons: tuple[int, ...] = ()
    pending_episodes: bool = False
    missing_episodes: tuple[int, ...] = ()
    progress: int | None = None

    @property
    def requester(self) -> str | None:
        """Who asked."""
        return self.source.requester

    @property
    def confirmed(self) -> bool:
        """Say whether somebody said yes to it."""
        return self.chosen is not None

    @property
    def ended(self) -> bool:
        """Say whether nothing more will happen."""
        return self.state in ENDED

    @property
    def open(self) -> bool:
        """Say whether it still goes on."""
        return not self.ended

    @property
    def followed(self) -> bool:
        """Say whether it is in an *arr and followed there."""
        return self.state in FOLLOWED

    @property
    def moving(self) -> bool:
        """Say whether a download of it is under way."""
        return self.state in UNDER_WAY

    @property
    def instance_id(self) -> str | None:
        """The instance it was confirmed for."""
        return None if self.chosen is None else self.chosen.instance_id

    @property
    def media(self) -> MediaRef | None:
        """The title, once there is only one it can be."""
        if self.chosen is not None:
            return self.chosen.media
        titles = {choice.media for choice in self.choices}
        return titles.pop() if len(titles) == 1 else None

    @property
    def title(self) -> str:
        """What a list shows: the title, or the sentence while it is open which title is meant."""
        if self.chosen is not None:
            return self.chosen.label
        return self.text if self.media is None else self.media.label

    @property
    def correlation(self) -> str:
        """What the journal calls everything about it."""
        return f"request:{self.id}" if self.media is None else self.media.correlation


class AnswerStatus(StrEnum):
    """What became of what a person asked."""

    ADDED = "added"
    MONITORED = "monitored"
    PROPOSED = "proposed"
    APPROVAL = "approval"
    FOUND = "found"
    CHOICES = "choices"
    ALREADY = "already"
    NOT_FOUND = "not_found"
    NOT_UNDERSTOOD = "not_understood"
    UNAVAILABLE = "unavailable"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    STATUS = "status"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a person is told: a message key with what to fill in, and the choices if there are any.

    Choices are numbered from 1, as people count; `tokens` stand for them, one each, until
    `expires`. `parts` holds one answer a title when several
    were asked for at once.
    """

    status: AnswerStatus
    key: str
    placeholders: Mapping[str, str] = field(default_factory=dict)
    request_id: str | None = None
    choices: tuple[Choice, ...] = ()
    tokens: tuple[str, ...] = ()
    expires: datetime | None = None
    state: RequestState | None = None
    parts: tuple[Answer, ...] = ()

    @property
    def text(self) -> str:
        """The answer in English."""
        if self.parts:
            return " ".join(part.text for part in self.parts)
        return render(self.key, self.placeholders)

    def as_dict(self) -> JsonObject:
        """Return the answer as JSON, with the English text."""
        tokens = self.tokens or (None,) * len(self.choices)
        choices: list[JsonValue] = [
            {
                "choice": number,
                "token": token,
                "label": choice.label,
                "title": choice.media.title,
                "year": choice.media.year,
                "media_type": choice.media.media_type.value,
                "media_id": choice.media.key,
                "scope": choice.scope.value,
                "seasons": list(choice.seasons),
                "instance": choice.instance_name,
                "quality_profile": choice.profile_name,
                "overview": choice.overview,
                "guessed": choice.guessed,
                "there": choice.there is not None,
            }
            for number, (choice, token) in enumerate(zip(self.choices, tokens, strict=True), 1)
        ]
        parts: list[JsonValue] = [part.as_dict() for part in self.parts]
        return {
            "status": self.status.value,
            "message": self.text,
            "key": self.key,
            "placeholders": dict(self.placeholders),
            "request_id": self.request_id,
            "state": None if self.state is None else self.state.value,
            "choices": choices,
            "expires": None if self.expires is None else self.expires.isoformat(),
            "parts": parts,
        }
