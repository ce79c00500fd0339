"""The activity of the house: events in, pages, counts and files out."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Final

from aiohttp import web
from aiohttp.hdrs import CONTENT_DISPOSITION
import structlog

from ..history.errors import HistoryError
from ..protocol.activity import (
    ActivityBatch,
    ActivityFilter,
    ActivityPage,
    ActivityQuery,
    ActivityReceipt,
    ActivityStats,
    StatsQuery,
)
from .records import READS, WRITES
from .route import NDJSON, route
from .services import Services

_log = structlog.get_logger(__name__)

_PATIENCE: Final = 60.0
"""Seconds a client may let an export stand still."""


@route(
    "POST",
    "/activity",
    tag="history",
    problems=WRITES,
    finishes=True,
    example={
        "events": [
            {
                "id": "01JDK3T8M0ZJX4W4Y5Q6R7S8T9",
                "at": "2026-11-26T18:30:00Z",
                "kind": "recovered",
                "severity": "info",
                "correlation": "tmdb:438631",
                "service": "sabnzbd",
                "instance": "SABnzbd",
                "title": "Dune (2021)",
                "data": {"strategy": "next_release"},
            }
        ]
    },
)
async def add_activity(services: Services, body: ActivityBatch) -> ActivityReceipt:
    """Keep events; all of them are on disk when the answer comes, sending them again is harmless."""
    return await services.history.add_activity(body.events)


@route("GET", "/activity", tag="history", problems=READS)
async def activity(services: Services, query: ActivityQuery) -> ActivityPage:
    """List events, newest first."""
    return await services.history.activity(query)


@route("GET", "/activity/stats", tag="history", problems=READS)
async def stats(services: Services, query: StatsQuery) -> ActivityStats:
    """Count what happened, and how recovery went by cause, indexer, quality and day."""
    return await services.history.stats(query)


@route("GET", "/activity/export", tag="history", problems=READS, media_type=NDJSON, streams=True)
async def export(
    services: Services, request: web.Request, query: ActivityFilter
) -> web.StreamResponse:
    """Send all events of a filter as lines of JSON, newest first."""
    with services.exports.place():
        chunks = services.history.export(query)
        try:
            # The first chunk is had before the headers, so that a failure still has a status.
            first = await anext(chunks, b"")
            response = web.StreamResponse(
                headers={CONTENT_DISPOSITION: 'attachment; filename="autoarr-activity.ndjson"'}
            )
            response.content_type = NDJSON
            await response.prepare(request)
            await _send_all(request, response, first, chunks)
            return response
        finally:
            if isinstance(chunks, AsyncGenerator):
                await chunks.aclose()


async def _send_all(
    request: web.Request, response: web.StreamResponse, first: bytes, chunks: AsyncIterator[bytes]
) -> None:
    """Send the chunks as fast as the client reads; a torn export is cut off, so that it shows."""
    try:
        await _send(response, first)
        async for chunk in chunks:
            await _send(response, chunk)
        await response.write_eof()
    except (HistoryError, TimeoutError) as err:
        _log.warning("export_torn", reason=str(err) or "the client did not read", exc_info=True)
        if request.transport is not None:
            request.transport.abort()


async def _send(response: web.StreamResponse, chunk: bytes) -> None:
    """Send a chunk; raises TimeoutError when the client does not read."""
    async with asyncio.timeout(_PATIENCE):
        await response.write(chunk)
