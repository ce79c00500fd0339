"""Requests, failed downloads, configurations and best practices: the records that have a state."""

from typing import Final

from ..problems import ProblemType as P
from ..protocol.common import Stored
from ..protocol.records import (
    BestPractices,
    FailuresPage,
    FailuresPut,
    RecordsQuery,
    RequestsPage,
    RequestsPut,
    SnapshotsPage,
    SnapshotsPut,
    SnapshotsQuery,
)
from .route import route
from .services import Services

READS: Final = frozenset({P.HISTORY_UNAVAILABLE})
WRITES: Final = READS | {P.HISTORY_FULL}


@route(
    "PUT",
    "/requests",
    tag="history",
    problems=WRITES,
    finishes=True,
    example={
        "items": [
            {
                "id": "01JDK3T8M0ZJX4W4Y5Q6R7S8T9",
                "created": "2026-11-26T18:30:00Z",
                "updated": "2026-11-26T18:31:00Z",
                "state": "searching",
                "title": "Dune (2021)",
                "text": "add the new Dune in 4K",
                "media_type": "movie",
                "year": 2021,
                "external_ids": {"tmdb": "438631"},
            }
        ]
    },
)
async def put_requests(services: Services, body: RequestsPut) -> Stored:
    """Keep requests; an older state never replaces a newer one."""
    return await services.history.put_requests(body.items)


@route("GET", "/requests", tag="history", problems=READS)
async def requests(services: Services, query: RecordsQuery) -> RequestsPage:
    """List requests, last changed first."""
    return await services.history.requests(query)


@route(
    "PUT",
    "/failures",
    tag="history",
    problems=WRITES,
    finishes=True,
    example={
        "items": [
            {
                "sabnzbd": "SABnzbd",
                "chain": ["SABnzbd_nzo_abc123"],
                "name": "Dune.2021.2160p.WEB-DL",
                "cause": "article_missing",
                "first_seen": "2026-11-26T18:30:00Z",
                "updated": "2026-11-26T18:31:00Z",
            }
        ]
    },
)
async def put_failures(services: Services, body: FailuresPut) -> Stored:
    """Keep failed downloads; chains that share an id are one failure."""
    return await services.history.put_failures(body.items)


@route("GET", "/failures", tag="history", problems=READS)
async def failures(services: Services, query: RecordsQuery) -> FailuresPage:
    """List failed downloads, last changed first."""
    return await services.history.failures(query)


@route(
    "PUT",
    "/snapshots",
    tag="history",
    problems=WRITES,
    finishes=True,
    example={
        "items": [
            {
                "id": "01JDK3T8M0ZJX4W4Y5Q6R7S8T9",
                "at": "2026-11-26T18:30:00Z",
                "service": "radarr",
                "instance": "Radarr 4K",
                "author": "autoarr",
                "document": {"mediamanagement": {"recycleBin": "/data/recycle"}},
            }
        ]
    },
)
async def put_snapshots(services: Services, body: SnapshotsPut) -> Stored:
    """Keep configurations of services; one that is there stays as it is."""
    return await services.history.put_snapshots(body.items)


@route("GET", "/snapshots", tag="history", problems=READS)
async def snapshots(services: Services, query: SnapshotsQuery) -> SnapshotsPage:
    """List configurations of services, newest first."""
    return await services.history.snapshots(query)


@route("GET", "/best-practices", tag="history", problems=READS)
async def best_practices(services: Services) -> BestPractices:
    """List the settings that are known to be right, why, and who says so."""
    return await services.history.best_practices()
