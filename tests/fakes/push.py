"""A fake of the server that passes notifications on to phones with Home Assistant's app.

It answers as mobile_app/notify.py expects the real one to: 201 with the limits, and 429 when they are used up.
"""

from collections.abc import Iterable
from typing import Any, override

from aiohttp import web

from .http import FakeService


class FakePushServer(FakeService):
    """Keeps what was sent to each phone, told apart by its push token."""

    label = "Push server"

    @override
    def routes(self) -> Iterable[web.RouteDef]:
        """Return the one address there is."""
        return [web.post("/push", self._push)]

    def received(self, token: str) -> list[dict[str, Any]]:
        """Return the notifications of a phone, in order."""
        return [
            request.body
            for request in self.requests
            if isinstance(request.body, dict) and request.body["push_token"] == token
        ]

    async def _push(self, _request: web.Request) -> web.Response:
        """Take a notification."""
        limits = {"successful": 1, "errors": 0, "maximum": 500, "resetsAt": "2030-01-01T00:00:00Z"}
        return web.json_response({"target": "phone", "rateLimits": limits}, status=201)
