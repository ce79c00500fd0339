"""How a route is declared: once, for the server, the validation and the OpenAPI document."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from inspect import getdoc
from typing import Final, get_type_hints

from aiohttp import web
from pydantic import BaseModel, JsonValue

from ..problems import ProblemType as P

type Handler = Callable[..., Awaitable[BaseModel | web.StreamResponse]]

JSON: Final = "application/json"
NDJSON: Final = "application/x-ndjson"

SMALL_BODY: Final = 64 * 1024
"""Questions are short: nobody has to keep megabytes in memory to ask one."""

SECONDS: Final = 30.0
"""The time for an answer that no model has to give."""

_EVERYWHERE: Final = frozenset({P.INVALID_REQUEST, P.ORIGIN_NOT_ALLOWED, P.INTERNAL_ERROR})
_GUARDED: Final = frozenset({P.UNAUTHORIZED, P.RATE_LIMITED, P.OVERLOADED, P.TIMEOUT})
_WITH_QUERY: Final = frozenset({P.INVALID_INPUT})
_WITH_BODY: Final = frozenset(
    {
        P.INVALID_JSON,
        P.REQUEST_TIMEOUT,
        P.BODY_TOO_LARGE,
        P.UNSUPPORTED_MEDIA_TYPE,
        P.INVALID_INPUT,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One operation: what goes in, what comes out, and everything that may go wrong."""

    name: str
    method: str
    path: str
    handler: Handler
    summary: str
    tag: str
    body: type[BaseModel] | None
    body_required: bool
    query: type[BaseModel] | None
    answer: type[BaseModel] | None
    wants: frozenset[str]
    """The names of the handler's parameters."""
    media_type: str
    status: int
    public: bool
    """Needs no token and is not limited."""
    at_root: bool
    """Is served without the prefix too."""
    finishes: bool
    """Goes on to its end when the client has left."""
    streams: bool
    """Takes as long as the client wants; never cut by the time limit."""
    seconds: float
    most_body: int | None
    example: JsonValue
    problems: frozenset[P]


def route(
    method: str,
    path: str,
    *,
    tag: str,
    problems: frozenset[P] = frozenset(),
    media_type: str = JSON,
    status: int = 200,
    public: bool = False,
    at_root: bool = False,
    finishes: bool = False,
    streams: bool = False,
    seconds: float = SECONDS,
    most_body: int | None = None,
    body_required: bool = True,
    example: JsonValue = None,
) -> Callable[[Handler], Route]:
    """Make a route of a handler: its parameters and its result say what goes in and out."""

    def declare(handler: Handler) -> Route:
        """Read the handler's annotations."""
        hints = get_type_hints(handler)
        answer = hints.pop("return")
        body, query = hints.get("body"), hints.get("query")
        all_problems = problems | _EVERYWHERE
        if not public:
            all_problems |= _GUARDED
        if body:
            all_problems |= _WITH_BODY
        # Parameters that a route does not have are refused too.
        all_problems |= _WITH_QUERY
        return Route(
            name=handler.__name__,
            method=method,
            path=path,
            handler=handler,
            summary=(getdoc(handler) or "").strip(),
            tag=tag,
            body=body,
            body_required=body_required,
            query=query,
            answer=answer if issubclass(answer, BaseModel) else None,
            wants=frozenset(hints),
            media_type=media_type,
            status=status,
            public=public,
            at_root=at_root,
            finishes=finishes,
            streams=streams,
            seconds=seconds,
            most_body=most_body,
            example=example,
            problems=all_problems,
        )

    return declare
