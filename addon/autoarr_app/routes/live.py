"""The WebSocket: events, the model and downloads, as they happen."""

import asyncio
from contextlib import suppress
from typing import Final

from aiohttp import ClientError, web
from aiohttp.hdrs import CONNECTION, UPGRADE

from ..problems import ProblemError, ProblemType as P
from ..protocol.state import DownloadPush, ModelPush
from ..push import Listener
from .route import route
from .services import Services

HEARTBEAT: Final = 30.0
"""Seconds between pings; a client that answers none is gone."""

_CLOSE_SECONDS: Final = 3.0
_ABORT_SECONDS: Final = 30.0
_MOST_INPUT: Final = 4_096


@route("GET", "/ws", tag="live", status=101, streams=True, problems=frozenset({P.UPGRADE_REQUIRED}))
async def live(services: Services, request: web.Request) -> web.WebSocketResponse:
    """Push every stored event, every change of the model and every step of a download.

    The first messages tell how the model is and which downloads go on. What a client sends is
    ignored. One that reads too slowly is closed with 1013 and reads the history instead.
    """
    socket = web.WebSocketResponse(
        heartbeat=HEARTBEAT, max_msg_size=_MOST_INPUT, compress=False, timeout=_CLOSE_SECONDS
    )
    if not socket.can_prepare(request).ok:
        raise ProblemError(
            P.UPGRADE_REQUIRED,
            "This address speaks WebSocket only: connect with a WebSocket client.",
            headers={UPGRADE: "websocket", CONNECTION: "Upgrade"},
        )
    with services.hub.joined() as listener:
        for push in await _present(services):
            listener.offer(push.model_dump_json())
        await socket.prepare(request)
        await _converse(socket, listener)
    await _part(request, socket, listener.close_code)
    return socket


async def _present(services: Services) -> list[ModelPush | DownloadPush]:
    """Return what a client has to know first."""
    catalog = await services.model.catalog()
    return [
        ModelPush(state=services.model.state()),
        *(
            DownloadPush(model=model.id, progress=model.download)
            for model in catalog.items
            if model.download is not None
        ),
    ]


async def _converse(socket: web.WebSocketResponse, listener: Listener) -> None:
    """Deliver messages until one side has enough."""
    tasks = {
        asyncio.create_task(_ignore(socket)),
        asyncio.create_task(_deliver(socket, listener)),
        asyncio.create_task(listener.has_to_leave()),
    }
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        for result in await asyncio.gather(*tasks, return_exceptions=True):
            # A connection that broke is no fault of ours, everything else is.
            if isinstance(result, Exception) and not isinstance(result, (OSError, ClientError)):
                raise result


async def _ignore(socket: web.WebSocketResponse) -> None:
    """Read until the client closes: that answers pings and hears pongs."""
    async for _ in socket:
        pass


async def _deliver(socket: web.WebSocketResponse, listener: Listener) -> None:
    """Send messages one after the other."""
    while True:
        await socket.send_str(await listener.next())


async def _part(request: web.Request, socket: web.WebSocketResponse, code: int | None) -> None:
    """Close, without waiting long for a client that does not read."""
    transport = request.transport
    if code is None or transport is None or socket.closed:
        return
    # It may have megabytes to read before the reason; it gets some time for that.
    asyncio.get_running_loop().call_later(_ABORT_SECONDS, transport.abort)
    with suppress(TimeoutError):
        async with asyncio.timeout(_CLOSE_SECONDS):
            await socket.close(code=code, drain=False)
