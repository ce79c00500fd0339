"""The ways in which a fake can misbehave."""

from dataclasses import dataclass
from enum import StrEnum

from aiohttp import web

CONTROL = "/__fake__"
LOGIN_PAGE_BYTES = 5 * 1024 * 1024
HUGE_BYTES = 20 * 1024 * 1024


class Mode(StrEnum):
    """How a fake answers."""

    OK = "ok"
    DOWN = "down"
    SLOW = "slow"
    UNAUTHORISED = "unauthorised"
    ERROR = "error"
    HTML = "html"
    REDIRECT = "redirect"
    TRUNCATED = "truncated"
    DROPPED = "dropped"
    RATE_LIMIT = "rate_limit"
    WRONG_APP = "wrong_app"
    GARBAGE = "garbage"
    FORBIDDEN = "forbidden"
    HUGE = "huge"
    FORGETFUL = "forgetful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Misbehaviour:
    """One way of misbehaving: which mode, how strongly, where and how often.

    `seconds` is the delay of `slow`; `retry_after` goes into the header of `rate_limit` (None: no header);
    `status` is the code of `error`; `paths` is a regular expression a request path must match (that of SABnzbd ends
    with `?mode=…&section=…&keyword=…`, as far as they are given); `forgetful` answers a write as if it had worked,
    and forgets it; `huge` makes any answer 20 MB long;
    `times` is the number of requests it lasts (None: until told otherwise); `lasts` is how many seconds
    until the fake behaves again by itself (None: until told otherwise).
    """

    mode: Mode = Mode.OK
    seconds: float = 30.0
    retry_after: float | None = 1.0
    status: int = 500
    paths: str = ""
    times: int | None = None
    lasts: float | None = None


def halved(answer: web.StreamResponse) -> web.StreamResponse:
    """Return the answer cut in the middle of its JSON."""
    if not isinstance(answer, web.Response) or not isinstance(answer.body, bytes):
        return answer
    half = answer.body[: max(1, len(answer.body) // 2)]
    return web.Response(body=half, status=answer.status, content_type=answer.content_type)


def padded(answer: web.StreamResponse) -> web.StreamResponse:
    """Return the answer with 20 MB of white space before its end."""
    if not isinstance(answer, web.Response) or not isinstance(answer.body, bytes):
        return answer
    body = answer.body[:-1] + b" " * HUGE_BYTES + answer.body[-1:]
    return web.Response(body=body, status=answer.status, content_type=answer.content_type)


def login_page() -> str:
    """Return 5 MB of a login page, as a proxy in front of the service sends it."""
    head = "<!doctype html><html><head><title>Login</title></head><body><form action='/login' method='post'>"
    return (
        head
        + "<p>Please sign in to continue.</p>" * (LOGIN_PAGE_BYTES // 35)
        + "</form></body></html>"
    )
