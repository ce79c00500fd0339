"""Whether the app lives, what it is, and how it is spoken to."""

from aiohttp import web
from aiohttp.hdrs import CONTENT_TYPE

from .. import __version__
from ..protocol import PROTOCOL_MAX, PROTOCOL_MIN
from ..protocol.state import Health, Info, ProtocolRange
from .route import route
from .services import Services

_TEXT = "text/plain; version=0.0.4; charset=utf-8"


@route("GET", "/health", tag="about", public=True)
async def health() -> Health:
    """Tell that the app lives, and nothing else; needs no token."""
    return Health()


@route("GET", "/info", tag="about")
async def info(services: Services) -> Info:
    """Tell the version, the protocol, and how model and history are."""
    return Info(
        version=__version__,
        protocol=ProtocolRange(min=PROTOCOL_MIN, max=PROTOCOL_MAX),
        instance_id=services.instance_id,
        started=services.started,
        model=services.model.state(),
        history=await services.history.state(),
        machine=await services.model.machine(),
    )


@route("GET", "/openapi.json", tag="about", at_root=True)
async def openapi(services: Services) -> web.Response:
    """Describe this API in OpenAPI 3.1."""
    return web.Response(body=services.document(), content_type="application/json")


@route("GET", "/metrics", tag="about", at_root=True, media_type="text/plain")
async def metrics(services: Services) -> web.Response:
    """Give measurements in Prometheus' text format."""
    return web.Response(body=await services.scrape(), headers={CONTENT_TYPE: _TEXT})
