"""Tokens of proposals: each stands for exactly one choice, works once, and not for long. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from secrets import token_urlsafe
from typing import Final

from .media import Choice, Note
from .models import Request, RequestState

TOKEN_LIFE: Final = timedelta(minutes=30)
MAX_SPENT: Final = 50
"""So many tokens that no longer work are remembered for each request, to say why they do not."""

_BYTES: Final = 12


class Standing(StrEnum):
    """What a token is worth."""

    GOOD = "good"
    OLD = "old"
    REPLACED = "replaced"
    USED = "used"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Redeemed:
    """What a token stands for; `choice` only while it is good."""

    standing: Standing
    request: Request | None = None
    choice: Choice | None = None


def make_token() -> str:
    """Return a token nobody can guess."""
    return token_urlsafe(_BYTES)


def offer(
    request: Request,
    choices: tuple[Choice, ...],
    note: Note | None,
    *,
    now: datetime,
    make: Callable[[], str],
) -> Request:
    """Return a request with new choices to answer, and new tokens; earlier ones stop working."""
    request = spend(request)
    tokens = tuple(make() for _ in choices)
    return replace(
        request, choices=choices, note=note, tokens=tokens, expires=now + TOKEN_LIFE, updated=now
    )


def spend(request: Request) -> Request:
    """Return a request whose tokens no longer work, but are remembered."""
    spent = (*request.spent, *request.tokens)[-MAX_SPENT:]
    return replace(request, tokens=(), spent=spent, expires=None)


def redeem(requests: Iterable[Request], token: str, now: datetime) -> Redeemed:
    """Return what a token stands for at this moment."""
    for request in requests:
        if token in request.tokens:
            if request.state is not RequestState.PROPOSED:
                return Redeemed(standing=Standing.CLOSED, request=request)
            if request.expires is None or request.expires <= now:
                return Redeemed(standing=Standing.OLD, request=request)
            choice = request.choices[request.tokens.index(token)]
            return Redeemed(standing=Standing.GOOD, request=request, choice=choice)
        if token in request.spent:
            proposed = request.state is RequestState.PROPOSED
            standing = Standing.REPLACED if proposed else Standing.USED
            return Redeemed(standing=standing, request=request)
    return Redeemed(standing=Standing.UNKNOWN)
