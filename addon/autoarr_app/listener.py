"""Where the app listens: one socket, so many connections, and errors of HTTP itself as problems."""

import asyncio
import logging
import socket
from typing import Final, override

from aiohttp import web

from .middleware import new_request_id, problem_response
from .problems import ProblemError, ProblemType

MOST_CONNECTIONS: Final = 256
"""Open connections, idle ones too; the next one is closed at once."""

KEEPALIVE_SECONDS: Final = 75.0
"""An idle connection is kept so long; one that never sends a whole request head, too."""

_log = logging.getLogger(__name__)

_unused = logging.getLogger(f"{__name__}.access")
# The middleware writes the line, with the route instead of the address.
_unused.disabled = True


class ListenError(Exception):
    """The address cannot be listened at; the text names it and says why."""


class Connection(web.RequestHandler):
    """A connection whose errors are problems like all others."""

    __slots__ = ()

    @override
    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer what is not HTTP, or was broken off by an error that nobody expected."""
        if request.writer.output_size > 0:
            raise ConnectionError("the answer has begun already")
        if status == 400:
            problem = ProblemError(ProblemType.INVALID_REQUEST, "The request is not valid HTTP.")
        else:
            _log.error("Error outside of a request", exc_info=exc)
            problem = ProblemError(ProblemType.INTERNAL_ERROR, "Something unexpected happened.")
        response = problem_response(problem, new_request_id())
        response.force_close()
        return response


class _Refused(asyncio.Protocol):
    """A connection too many."""

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Close it."""
        transport.close()


def bind(host: str, port: int) -> socket.socket:
    """Take the address; raises ListenError."""
    try:
        found = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE | socket.AI_NUMERICSERV
        )
    except (OSError, UnicodeError) as err:
        raise ListenError(f'the host "{host}" is not known: {err}') from None
    family, kind, protocol, _, address = found[0]
    taken = socket.socket(family, kind, protocol)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        taken.setblocking(False)
    except OSError as err:
        taken.close()
        raise ListenError(
            f"cannot listen at {host} port {port}: {err.strerror}; "
            "another program may use it already, the option port takes another one"
        ) from None
    return taken


async def listen(runner: web.AppRunner, sock: socket.socket) -> asyncio.Server:
    """Begin to accept connections for a runner that is set up."""
    loop = asyncio.get_running_loop()
    server = runner.server
    if server is None:
        raise RuntimeError("the runner is not set up")

    def connection() -> asyncio.Protocol:
        """Make what serves a new connection."""
        if len(server.connections) >= MOST_CONNECTIONS:
            return _Refused()
        return Connection(
            server,
            loop=loop,
            keepalive_timeout=KEEPALIVE_SECONDS,
            access_log=_unused,
            # Compressed bodies are refused, so nothing may unpack them before.
            auto_decompress=False,
        )

    return await loop.create_server(connection, sock=sock, backlog=128)
