"""Requests and failures as the app keeps them: redacted, cut to size. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
import re
from typing import Final, Self

import orjson

from ..journal.ports import JsonObject, JsonValue
from ..journal.trim import TITLE_CHARS, trim_text
from ..recovery.models import Failure, FailureState
from ..requests.media import MediaRef
from ..requests.messages import render
from ..requests.models import Request

SHORT: Final = 100
LONG: Final = 2_000
MOST_JOBS: Final = 50
MOST_EVIDENCE: Final = 20
_NOT_IN_ID: Final = re.compile(r"[^A-Za-z0-9_.:-]")
_OUTCOMES: Final = {
    FailureState.RECOVERED: "recovered",
    FailureState.GAVE_UP: "gave_up",
    FailureState.CLOSED: "closed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """When a failure last changed and when it ended; recovery itself does not write that down."""

    digest: str
    updated: datetime
    ended: datetime | None

    def as_dict(self) -> JsonObject:
        """Return the stamp as JSON."""
        ended = None if self.ended is None else self.ended.isoformat()
        return {"digest": self.digest, "updated": self.updated.isoformat(), "ended": ended}

    @classmethod
    def from_dict(cls, raw: JsonValue) -> Self | None:
        """Return the stamp that was stored, None when it cannot be read."""
        if not isinstance(raw, dict):
            return None
        ended = raw.get("ended")
        try:
            return cls(
                digest=str(raw["digest"]),
                updated=datetime.fromisoformat(str(raw["updated"])),
                ended=None if ended is None else datetime.fromisoformat(str(ended)),
            )
        except KeyError, ValueError:
            return None


def request_record(request: Request, secrets: Collection[str]) -> JsonObject:
    """Return a RequestRecord of the protocol."""
    media = request.media
    return {
        "id": _id(request.id),
        "created": request.created.isoformat(),
        "updated": request.updated.isoformat(),
        "state": request.state.value,
        "title": trim_text(request.title, TITLE_CHARS, secrets),
        "text": trim_text(request.text, LONG, secrets),
        "media_type": None if media is None else media.media_type.value,
        "year": _year(media),
        "external_ids": {} if media is None else _ids(media),
        "instance": trim_text(request.instance_id or "", SHORT, secrets),
        "quality": None if request.quality is None else request.quality.value,
        "requester": _opt(request.requester, secrets),
        "reason": ""
        if request.note is None
        else trim_text(render(request.note.key, request.note.placeholders), LONG, secrets),
        "correlation": trim_text(request.correlation, SHORT, secrets),
    }


def failure_record(
    failure: Failure, secrets: Collection[str], *, known: Stamp | None, now: datetime
) -> tuple[JsonObject, Stamp]:
    """Return a FailureRecord of the protocol, and its stamp: a new one when something changed."""
    content = _failure(failure, secrets)
    digest = sha256(orjson.dumps(content)).hexdigest()
    if known is None or known.digest != digest:
        earlier = None if known is None else known.ended
        ended = (earlier or now) if failure.state.settled else None
        known = Stamp(digest=digest, updated=now, ended=ended)
    moments: JsonObject = {
        "updated": known.updated.isoformat(),
        "ended": None if known.ended is None else known.ended.isoformat(),
    }
    return content | moments, known


def _failure(failure: Failure, secrets: Collection[str]) -> JsonObject:
    """Return everything of a FailureRecord but the moments that recovery does not know."""
    grab = failure.grab
    evidence: list[JsonValue] = [
        trim_text(text, LONG, secrets) for text in failure.evidence[:MOST_EVIDENCE]
    ]
    chain: list[JsonValue] = [_id(job) for job in failure.jobs[-MOST_JOBS:]]
    return {
        "sabnzbd": trim_text(failure.sabnzbd, SHORT, secrets),
        "chain": chain,
        "name": trim_text(failure.name, TITLE_CHARS, secrets),
        "title": trim_text(failure.title, TITLE_CHARS, secrets),
        "cause": failure.cause.value,
        "at_fault": failure.at_fault.value,
        "outcome": _OUTCOMES.get(failure.state, "open"),
        "strategy": None if failure.strategy is None else failure.strategy.value,
        "indexer": _opt(grab.indexer if grab else None, secrets),
        "quality": _opt(grab.quality if grab else None, secrets),
        "size_bytes": min(max(failure.size_bytes, 0), 2**53),
        "attempts": len(failure.jobs) - 1,
        "first_seen": failure.first_seen.isoformat(),
        "evidence": evidence,
        "correlation": trim_text(failure.correlation, SHORT, secrets),
    }


def _id(text: str) -> str:
    """Return an identifier of the protocol; what an id of somebody else may not hold is replaced."""
    return _NOT_IN_ID.sub("_", text)[:SHORT] or "_"


def _opt(text: str | None, secrets: Collection[str]) -> str | None:
    """Return a short text, None for nothing."""
    return trim_text(text, SHORT, secrets) if text else None


def _year(media: MediaRef | None) -> int | None:
    """Return the year of a title, None for one that no calendar of the app has."""
    return media.year if media and media.year and 1870 <= media.year <= 2200 else None


def _ids(media: MediaRef) -> JsonObject:
    """Return the ids of a title in the catalogues."""
    known: Mapping[str, int | str | None] = {
        "tmdb": media.tmdb_id,
        "tvdb": media.tvdb_id,
        "imdb": media.imdb_id,
    }
    return {name: str(value) for name, value in known.items() if value}
