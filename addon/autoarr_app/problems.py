"""Errors as RFC 9457 describes them: one stable name, one status and one title each."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from pydantic import JsonValue

from .protocol.common import Problem, ProblemPart

URN: Final = "urn:autoarr:problem:"
CONTENT_TYPE: Final = "application/problem+json"


class ProblemType(StrEnum):
    """Everything that can be wrong; the names are part of the protocol and never change."""

    INVALID_REQUEST = "invalid-request"
    INVALID_JSON = "invalid-json"
    UNAUTHORIZED = "unauthorized"
    ORIGIN_NOT_ALLOWED = "origin-not-allowed"
    NOT_FOUND = "not-found"
    METHOD_NOT_ALLOWED = "method-not-allowed"
    REQUEST_TIMEOUT = "request-timeout"
    BODY_TOO_LARGE = "body-too-large"
    UNSUPPORTED_MEDIA_TYPE = "unsupported-media-type"
    INVALID_INPUT = "invalid-input"
    UPGRADE_REQUIRED = "upgrade-required"
    RATE_LIMITED = "rate-limited"
    INTERNAL_ERROR = "internal-error"
    OVERLOADED = "overloaded"
    TIMEOUT = "timeout"
    HISTORY_UNAVAILABLE = "history-unavailable"
    HISTORY_FULL = "history-full"
    NO_MODEL = "no-model"
    MODEL_BUSY = "model-busy"
    MODEL_TIMEOUT = "model-timeout"
    MODEL_CRASHED = "model-crashed"
    UNKNOWN_MODEL = "unknown-model"
    LICENCE_NOT_ACCEPTED = "licence-not-accepted"
    MODEL_DOES_NOT_FIT = "model-does-not-fit"
    MODEL_IN_USE = "model-in-use"
    INVALID_MODEL_FILE = "invalid-model-file"
    DOWNLOAD_RUNNING = "download-running"
    DOWNLOAD_FAILED = "download-failed"
    INSUFFICIENT_STORAGE = "insufficient-storage"


_P = ProblemType

KINDS: Final[Mapping[ProblemType, tuple[int, str]]] = {
    _P.INVALID_REQUEST: (400, "The request cannot be understood"),
    _P.INVALID_JSON: (400, "The body is not valid JSON"),
    _P.UNAUTHORIZED: (401, "The token is missing or wrong"),
    _P.ORIGIN_NOT_ALLOWED: (403, "Web pages of this origin may not ask"),
    _P.NOT_FOUND: (404, "There is nothing at this address"),
    _P.METHOD_NOT_ALLOWED: (405, "The address does not know this method"),
    _P.REQUEST_TIMEOUT: (408, "The request did not arrive in time"),
    _P.LICENCE_NOT_ACCEPTED: (409, "The licence of the model has to be accepted first"),
    _P.MODEL_DOES_NOT_FIT: (409, "The model does not fit into the memory of this machine"),
    _P.MODEL_IN_USE: (409, "The model is in use"),
    _P.INVALID_MODEL_FILE: (409, "The file is not a usable model"),
    _P.DOWNLOAD_RUNNING: (409, "The model is being downloaded already"),
    _P.BODY_TOO_LARGE: (413, "The body is too large"),
    _P.UNSUPPORTED_MEDIA_TYPE: (415, "The body is not plain JSON"),
    _P.INVALID_INPUT: (422, "The input breaks the rules of the protocol"),
    _P.UPGRADE_REQUIRED: (426, "Only WebSockets are served here"),
    _P.RATE_LIMITED: (429, "Too many requests"),
    _P.INTERNAL_ERROR: (500, "The app failed"),
    _P.MODEL_CRASHED: (502, "The model failed"),
    _P.DOWNLOAD_FAILED: (502, "The model could not be downloaded"),
    _P.OVERLOADED: (503, "The app is busy"),
    _P.HISTORY_UNAVAILABLE: (503, "The history cannot be used"),
    _P.NO_MODEL: (503, "No model is ready"),
    _P.MODEL_BUSY: (503, "The model is busy"),
    _P.UNKNOWN_MODEL: (404, "There is no such model"),
    _P.TIMEOUT: (504, "The answer took too long"),
    _P.MODEL_TIMEOUT: (504, "The model took too long"),
    _P.HISTORY_FULL: (507, "The history has no room left"),
    _P.INSUFFICIENT_STORAGE: (507, "The disk has no room left"),
}
"""The status and the title of each; the title is the same every time, `detail` tells the case."""


class ProblemError(Exception):
    """A request ends with this problem; the detail is a sentence for a person, without secrets."""

    def __init__(
        self,
        kind: ProblemType,
        detail: str,
        *,
        errors: Sequence[ProblemPart] = (),
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, JsonValue] | None = None,
    ) -> None:
        """Say what happened; `more` are members of this kind of problem only."""
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.more = dict(more or {})

    @property
    def status(self) -> int:
        """Return the HTTP status."""
        return KINDS[self.kind][0]

    def document(self, request_id: str) -> bytes:
        """Return the problem as JSON."""
        status, title = KINDS[self.kind]
        problem = Problem(
            type=URN + self.kind,
            title=title,
            status=status,
            detail=self.detail,
            request_id=request_id,
            errors=list(self.errors) or None,
            **self.more,
        )
        return problem.model_dump_json(exclude_none=True).encode()


def retry_after(seconds: float) -> dict[str, str]:
    """Return the header that says when asking again is promising, in whole seconds."""
    return {"Retry-After": str(max(1, int(-(-seconds // 1))))}
