"""/wanted/*: pages over the library."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from .resources import Resource, answer, page


def paged_media(
    rows: Callable[[web.Request], list[Resource]], sort_key: str
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Return a handler that pages over what `rows` lists."""

    async def get(request: web.Request) -> web.Response:
        return answer(page(rows(request), request, sort_key=sort_key))

    return get
