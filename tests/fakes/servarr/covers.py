"""Posters: those of the library through the API, those of a lookup through the proxy that serves like the pages do.

MediaCoverService.ConvertToLocalUrls, MediaCoverProxy and MediaCoverController of Radarr and Sonarr.
"""

from collections.abc import Callable, Iterable
import hashlib

from aiohttp import web

from .core import Core
from .resources import Resource

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


def cover_of(core: Core, remote: str, media_id: int | None = None) -> Resource:
    """Return the poster of a title: at the service itself, however it is not in the library."""
    base = str(core.config["host"].get("urlBase") or "")
    name = remote.rsplit("/", 1)[-1]
    local = (
        f"{base}/MediaCoverProxy/{hashlib.sha256(remote.encode()).hexdigest()}/{name}"
        if media_id is None
        else f"{base}/MediaCover/{media_id}/poster.jpg?lastWrite=638000000000000000"
    )
    return {"coverType": "poster", "url": local, "remoteUrl": remote}


class Covers:
    """What is handed out; `body`, `content_type` and `moved_to` are for tests to change."""

    def __init__(self) -> None:
        self.body = PNG
        self.drawn: Callable[[str], bytes] | None = None
        """Draws a poster of its own for each path, in place of `body`."""
        self.content_type = "image/png"
        self.moved_to: str | None = None
        self.needs_login = False
        """Whether the pages, and what the proxy fetches, want a login."""

    def routes(self, known: Callable[[int], bool]) -> Iterable[web.RouteDef]:
        """Return the handlers; `known` tells whether an id is in the library."""

        async def library(request: web.Request) -> web.StreamResponse:
            if not known(int(request.match_info["id"])):
                return web.Response(status=404)
            return self._answer(request.path)

        async def proxy(request: web.Request) -> web.StreamResponse:
            if self.needs_login:
                return web.Response(status=302, headers={"Location": "/login?returnUrl=%2F"})
            return self._answer(request.path)

        return (
            web.get(r"/api/v3/mediacover/{id:\d+}/{name:.+\.(?:jpg|png|gif)}", library),
            web.get(r"/MediaCoverProxy/{hash:\w+}/{name:.+\.(?:jpg|png|gif)}", proxy),
        )

    def _answer(self, path: str) -> web.Response:
        """Return the picture."""
        if self.moved_to is not None:
            return web.Response(status=302, headers={"Location": self.moved_to})
        body = self.body if self.drawn is None else self.drawn(path)
        return web.Response(body=body, content_type=self.content_type)
