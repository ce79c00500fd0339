"""What every request passes: its id, who may ask, how often, how long, and the one log line."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
import logging
import re
import secrets
from typing import Final

from aiohttp import web
from aiohttp.hdrs import (
    ACCESS_CONTROL_ALLOW_HEADERS,
    ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS,
    ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_METHOD,
    AUTHORIZATION,
    CACHE_CONTROL,
    ORIGIN,
    SERVER,
    VARY,
    WWW_AUTHENTICATE,
)
from aiohttp.typedefs import Handler
import structlog

from .auth import Guard
from .failures import problem_of, unrouted
from .history.errors import HistoryError
from .limits import Gate, RateLimit, client_of
from .llm.errors import ModelError
from .metrics import Metrics
from .problems import CONTENT_TYPE, ProblemError, ProblemType as P, retry_after
from .routes.route import Route

REQUEST_ID: Final = "X-Request-Id"
REQUEST_ID_KEY: Final = web.RequestKey("request_id", str)

_ID: Final = re.compile(r"[A-Za-z0-9_.-]{1,64}", re.ASCII)
_CLIENT_LEFT: Final = 499
"""What the log says when nobody waits for the answer any more."""

_NAME: Final = "AutoArr"
"""What the server says of itself: nothing that helps to attack it."""

_METHODS: Final = "GET, POST, PUT, DELETE"

_UNREAD: Final = frozenset({P.BODY_TOO_LARGE, P.REQUEST_TIMEOUT})

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The checks before a handler and the words after it."""

    guard: Guard
    rate: RateLimit
    gate: Gate
    origins: frozenset[str]
    routes: Mapping[tuple[str, str], Route]
    """By method and pattern."""
    metrics: Metrics
    monotonic: Callable[[], float]

    async def dress(self, request: web.Request, response: web.StreamResponse) -> None:
        """Add what every answer says: its id, nothing of the server's insides, and not to be kept."""
        headers = response.headers
        headers[REQUEST_ID] = request.get(REQUEST_ID_KEY) or new_request_id()
        headers[SERVER] = _NAME
        headers[CACHE_CONTROL] = "no-store"
        headers["X-Content-Type-Options"] = "nosniff"
        origin = request.headers.get(ORIGIN, "")
        if origin.lower() in self.origins:
            headers[ACCESS_CONTROL_ALLOW_ORIGIN] = origin
            headers[ACCESS_CONTROL_EXPOSE_HEADERS] = f"{REQUEST_ID}, Retry-After"
            headers[VARY] = ORIGIN

    async def serve(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer one request, whatever happens, and log it."""
        request_id = _request_id(request)
        request[REQUEST_ID_KEY] = request_id
        begun = self.monotonic()
        status = _CLIENT_LEFT
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                response = await self._answer(request, handler, request_id)
                status = response.status
                return response
            finally:
                seconds = self.monotonic() - begun
                pattern = _pattern(request)
                self.metrics.requested(request.method, pattern, status, seconds)
                _log.log(
                    self._level(request, pattern, status),
                    "request",
                    method=request.method[:20],
                    route=pattern,
                    status=status,
                    ms=round(seconds * 1000, 1),
                    client=client_of(request.remote),
                )

    def _level(self, request: web.Request, pattern: str, status: int) -> int:
        """Return how much a request matters: the watchdog asks every few seconds."""
        route = self.routes.get((request.method, pattern))
        if status >= 500:
            return logging.WARNING
        return logging.DEBUG if route and route.public and status < 300 else logging.INFO

    async def _answer(
        self, request: web.Request, handler: Handler, request_id: str
    ) -> web.StreamResponse:
        """Return the answer or the problem."""
        try:
            return await self._pass(request, handler)
        except ProblemError as err:
            problem = err
        except (HistoryError, ModelError) as err:
            problem = problem_of(err)
        except web.HTTPException as err:
            problem = unrouted(err, request.method, request.path)
        except TimeoutError:
            problem = _too_slow()
        except ConnectionError:
            raise
        except Exception:  # noqa: BLE001 - the outermost: nobody further out speaks the protocol's words
            _log.exception("unexpected_error", route=_pattern(request))
            problem = _unexpected()
        return problem_response(problem, request_id)

    async def _pass(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let a request through to its handler; raises ProblemError."""
        self._check_origin(request)
        if request.method == "OPTIONS" and ACCESS_CONTROL_REQUEST_METHOD in request.headers:
            return self._preflight(request)
        route = self.routes.get((request.method, _pattern(request)))
        if route and route.public:
            return await handler(request)
        self._check_rate(request)
        self._check_token(request)
        if route is None or route.streams:
            return await handler(request)
        with self.gate.place():
            async with asyncio.timeout(route.seconds):
                return await handler(request)

    def _check_origin(self, request: web.Request) -> None:
        """Refuse web pages that nobody has allowed; raises ProblemError."""
        origin = request.headers.get(ORIGIN)
        if origin is not None and origin.lower() not in self.origins:
            raise ProblemError(
                P.ORIGIN_NOT_ALLOWED,
                "Web pages of this origin may not ask; the option allowed_origins names those that may.",
            )

    def _check_rate(self, request: web.Request) -> None:
        """Refuse a client that asks too often; raises ProblemError."""
        wait = self.rate.take(client_of(request.remote))
        if wait:
            raise ProblemError(
                P.RATE_LIMITED,
                "This client has asked too often; the option rate_limit says how often it may.",
                headers=retry_after(wait),
            )

    def _check_token(self, request: web.Request) -> None:
        """Refuse a client without the token; raises ProblemError."""
        given = request.headers.get(AUTHORIZATION)
        if not self.guard.admits(given):
            wrong = ', error="invalid_token"' if given else ""
            raise ProblemError(
                P.UNAUTHORIZED,
                "The token is wrong: it is in the file token of the app's data folder."
                if given
                else "Send the app's token: Authorization: Bearer <token>.",
                headers={WWW_AUTHENTICATE: f'Bearer realm="AutoArr"{wrong}'},
            )

    def _preflight(self, request: web.Request) -> web.Response:
        """Tell a browser what pages of an allowed origin may send."""
        if ORIGIN not in request.headers:
            raise ProblemError(P.INVALID_REQUEST, "A preflight request has an Origin.")
        return web.Response(
            status=204,
            headers={
                ACCESS_CONTROL_ALLOW_METHODS: _METHODS,
                ACCESS_CONTROL_ALLOW_HEADERS: f"Authorization, Content-Type, {REQUEST_ID}",
                ACCESS_CONTROL_MAX_AGE: "600",
            },
        )


def problem_response(problem: ProblemError, request_id: str) -> web.Response:
    """Return a problem as the answer."""
    response = web.Response(
        body=problem.document(request_id),
        status=problem.status,
        headers={**problem.headers, SERVER: _NAME, REQUEST_ID: request_id},
        content_type=CONTENT_TYPE,
    )
    if problem.kind in _UNREAD:
        # The rest of the body is still on its way; nobody wants it.
        response.force_close()
    return response


def new_request_id() -> str:
    """Return an id for a request that came without one."""
    return secrets.token_hex(8)


def _request_id(request: web.Request) -> str:
    """Return the client's id of the request if it is fit for a log, else a new one."""
    given = request.headers.get(REQUEST_ID, "")
    return given if _ID.fullmatch(given) else new_request_id()


def _pattern(request: web.Request) -> str:
    """Return the route as it is declared: paths hold identifiers and are endless in number."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else "unknown"


def _too_slow() -> ProblemError:
    """Say that the time is over."""
    return ProblemError(
        P.TIMEOUT,
        "The answer was not ready in time; what was to be stored may still be. Ask again later.",
    )


def _unexpected() -> ProblemError:
    """Say that it is our fault, and nothing of how."""
    return ProblemError(
        P.INTERNAL_ERROR,
        "Something unexpected happened; the app's log tells it under the request id.",
    )
