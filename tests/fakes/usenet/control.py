"""The news server's switches over HTTP, for scripts and other processes."""

from aiohttp import web

from .faults import NntpMode, UnknownFault
from .nntp import NntpServer


def control_app(server: NntpServer) -> web.Application:
    """Return an application with `POST /__fake__/misbehave` and `GET /__fake__/state`."""

    async def misbehave(request: web.Request) -> web.Response:
        """Take faults as JSON, as `{"mode": "down"}`; what is not named stays."""
        try:
            changes = await request.json()
            if not isinstance(changes, dict):
                raise UnknownFault("expected an object with faults")
            await server.behave(**changes)
        except ValueError as error:
            return web.json_response({"error": str(error), "modes": list(NntpMode)}, status=400)
        return web.json_response(server.faults.as_dict())

    async def state(_: web.Request) -> web.Response:
        """Return the faults and the counters."""
        return web.json_response(
            {"faults": server.faults.as_dict(), "counters": server.counters.as_dict()}
        )

    app = web.Application()
    app.router.add_post("/__fake__/misbehave", misbehave)
    app.router.add_get("/__fake__/state", state)
    return app
