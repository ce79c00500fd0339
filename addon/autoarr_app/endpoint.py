"""A route at work: input in, handler, answer out."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from aiohttp import web
from pydantic import BaseModel

from .routes.bodies import read_body
from .routes.queries import read_query
from .routes.route import Route
from .routes.services import Services


class Unfinished:
    """Work that goes on although its client has left, so that nothing is half done."""

    def __init__(self) -> None:
        """Begin with none."""
        self._tasks: set[asyncio.Task[web.StreamResponse]] = set()

    async def see_through(
        self, work: Coroutine[Any, Any, web.StreamResponse]
    ) -> web.StreamResponse:
        """Do the work to its end, also when the caller is cancelled."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return await asyncio.shield(task)

    async def wait(self, seconds: float) -> None:
        """Wait for what is under way, so long at most."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=seconds)

    def _done(self, task: asyncio.Task[web.StreamResponse]) -> None:
        """Forget it; the error, if there was one, has been told to the caller if that is still there."""
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()


class Endpoint:
    """Serves one route."""

    def __init__(
        self, route: Route, services: Services, body_limit: int, unfinished: Unfinished
    ) -> None:
        """Serve this route with these services."""
        self.route = route
        self._services = services
        self._most_body = min(body_limit, route.most_body or body_limit)
        self._unfinished = unfinished

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer a request; raises ProblemError and what the services raise."""
        route = self.route
        arguments: dict[str, object] = dict(request.match_info)
        query = read_query(request.rel_url.raw_query_string, route.query)
        if route.body:
            arguments["body"] = await read_body(
                request, route.body, most=self._most_body, required=route.body_required
            )
        offered = {"services": self._services, "request": request, "query": query}
        arguments |= {name: offered[name] for name in route.wants & offered.keys()}
        work = self._work(arguments)
        return await (self._unfinished.see_through(work) if route.finishes else work)

    async def _work(self, arguments: dict[str, object]) -> web.StreamResponse:
        """Call the handler and encode what it returns."""
        answer = await self.route.handler(**arguments)
        if isinstance(answer, BaseModel):
            return web.Response(
                body=answer.model_dump_json().encode(),
                status=self.route.status,
                content_type=self.route.media_type,
            )
        return answer


async def expect_later(request: web.Request) -> None:
    """Leave `100 Continue` to whoever reads the body: nobody sends one only to be refused."""
