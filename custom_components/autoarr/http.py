"""What browsers load from AutoArr: posters of the services, and the activity as a file."""

import asyncio
from itertools import batched
import logging
from typing import Final

from aiohttp import web
from homeassistant.components.http.const import KEY_HASS_USER
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, Unauthorized
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView
import orjson
import probatio

from .activity import FILTER, Wanted, app_client_of, ring_of
from .clients.app import AppClient
from .clients.errors import ServiceError
from .clients.images import Cover
from .instances import servarr_targets
from .journal.events import Event
from .journal.searching import EventFilter, found
from .services.common import running_hub

_LOGGER = logging.getLogger(__name__)

POSTER: Final = "/api/autoarr/poster"
EXPORT: Final = "/api/autoarr/activity.ndjson"

DAY: Final = 86_400
NDJSON: Final = "application/x-ndjson"
LINES_AT_ONCE: Final = 100

_CLOSED: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'",
}
"""What a service sends is never a page, whoever opens it by itself."""

_FILE: Final = {
    **_CLOSED,
    "Content-Disposition": 'attachment; filename="autoarr-activity.ndjson"',
    "Cache-Control": "no-store",
}
_LISTS: Final = frozenset({"service", "severity", "kind"})
_FILTER: Final = probatio.Schema(FILTER, extra=probatio.REMOVE_EXTRA)


@callback
def async_register_views(hass: HomeAssistant) -> None:
    """Register the views once; they find the hub when they are asked."""
    hass.http.register_view(AutoarrPosterView)
    hass.http.register_view(AutoarrExportView)


class AutoarrPosterView(HomeAssistantView):
    """Hands out the images of a Radarr or Sonarr, whose key no browser gets to see."""

    url = POSTER + "/{instance}/{path:.*}"
    name = "api:autoarr:poster"

    async def get(self, request: web.Request, instance: str, path: str) -> web.Response:
        """Return an image; whatever is none, or cannot be had, is not found."""
        cover = None if "%" in request.rel_url.raw_path else Cover.parse(f"/{path}")
        target = None
        if cover is not None:
            try:
                hub = running_hub(request.app[KEY_HASS])
            except HomeAssistantError:
                raise web.HTTPServiceUnavailable(headers=_CLOSED) from None
            target = servarr_targets(hub.services).get(instance)
        if cover is None or target is None:
            raise web.HTTPNotFound(headers=_CLOSED)
        try:
            image = await target.client.poster(cover)
        except ServiceError as err:
            _LOGGER.debug("No poster from %s: %s", target.ref.name, err)
            raise web.HTTPNotFound(headers=_CLOSED) from None
        return web.Response(
            body=image.body,
            content_type=image.content_type,
            headers={**_CLOSED, "Cache-Control": f"private, max-age={DAY}"},
        )


class AutoarrExportView(HomeAssistantView):
    """Hands out the whole activity as lines of JSON, to administrators."""

    url = EXPORT
    name = "api:autoarr:activity"

    async def get(self, request: web.Request) -> web.StreamResponse:
        """Return every event of a filter, the newest first: the app's, or those that are still known here."""
        if not request[KEY_HASS_USER].is_admin:
            raise Unauthorized
        try:
            wanted = _wanted(request)
            hub = running_hub(request.app[KEY_HASS])
        except probatio.Invalid as err:
            raise web.HTTPBadRequest(text=str(err)) from None
        except HomeAssistantError as err:
            raise web.HTTPServiceUnavailable(text=str(err)) from None
        response = web.StreamResponse(headers=_FILE)
        response.content_type = NDJSON
        client = app_client_of(hub)
        if client is not None and await _pass_on(client, wanted, request, response):
            return response
        await response.prepare(request)
        for piece in await asyncio.to_thread(_lines, ring_of(hub), wanted.filter):
            await response.write(piece)
        await response.write_eof()
        return response


def _wanted(request: web.Request) -> Wanted:
    """Return the filter of an address. Raises Invalid."""
    query = request.query
    given = {
        name: query.getall(name) if name in _LISTS else query[name] for name in dict.fromkeys(query)
    }
    return Wanted.of(_FILTER(given))


async def _pass_on(
    client: AppClient, wanted: Wanted, request: web.Request, response: web.StreamResponse
) -> bool:
    """Pass the app's file on; say whether it came, at least in part."""

    async def write(piece: bytes) -> None:
        if not response.prepared:
            await response.prepare(request)
        await response.write(piece)

    try:
        await client.export_activity(wanted.as_params(), write)
    except ServiceError as err:
        if not response.prepared:
            _LOGGER.warning("The app did not export; what is known here is exported: %s", err)
            return False
        # Cut off, so that nobody takes a part for the whole.
        _LOGGER.warning("The export of the activity broke off: %s", err)
        if request.transport is not None:
            request.transport.abort()
        return True
    if not response.prepared:
        await response.prepare(request)
    await response.write_eof()
    return True


def _lines(newest_first: tuple[Event, ...], wanted: EventFilter) -> list[bytes]:
    """Return the events of a filter as lines of JSON, many in one piece."""
    lines = [
        orjson.dumps(event.as_dict(), option=orjson.OPT_APPEND_NEWLINE)
        for event in found(newest_first, wanted)
    ]
    return [b"".join(part) for part in batched(lines, LINES_AT_ONCE, strict=False)]
