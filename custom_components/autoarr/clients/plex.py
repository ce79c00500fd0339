"""Plex Media Server. The token travels in a header, never in an address."""

from collections.abc import Callable, Mapping
from typing import ClassVar, override
from urllib.parse import quote

import aiohttp

from .base import Call, Endpoint, Params
from .errors import ServiceNotFound, ServiceRejected, ServiceUnexpectedAnswer
from .limits import DEFAULT_LIMITS, REAL_TIME, RequestLimits, Timing
from .models.decode import (
    JsonObject,
    JsonValue,
    as_object,
    child,
    children,
    integer,
    integer_or,
    opt_integer,
)
from .models.plex import (
    LibrarySection,
    PlexIdentity,
    PlexItem,
    PlexServerInfo,
    PlexSession,
    PlexUpdate,
)
from .plex_documents import PlexDocuments
from .service import ServiceKind

_MOST_MATCHES = 200


class PlexClient(PlexDocuments):
    """Talks to one Plex Media Server; the `api_key` of its endpoint is the X-Plex-Token."""

    kind: ClassVar = ServiceKind.PLEX

    def __init__(
        self,
        session: aiohttp.ClientSession,
        endpoint: Endpoint,
        *,
        client_identifier: str,
        limits: RequestLimits = DEFAULT_LIMITS,
        timing: Timing = REAL_TIME,
    ) -> None:
        """Name ourselves with a stable identifier, as Plex asks of every client."""
        super().__init__(session, endpoint, limits=limits, timing=timing)
        self._client_identifier = client_identifier

    async def verify(self, expected_machine: str | None = None) -> PlexIdentity:
        """Return the identity when address, token and server are right.

        Raises WrongService for another application or another server than the expected one.
        """
        try:
            identity = await self.identity()
        except (ServiceNotFound, ServiceRejected) as err:
            raise self.explain.wrong_service(err.endpoint, "") from err
        except ServiceUnexpectedAnswer as err:
            if err.missing is None:
                raise
            raise self.explain.wrong_service(err.endpoint, "") from err
        if expected_machine is not None and identity.machine_identifier != expected_machine:
            raise self.explain.wrong_service(
                "/identity", f"another Plex server ({identity.machine_identifier})"
            )
        await self.server_info()
        return identity

    async def identity(self) -> PlexIdentity:
        """Return which server answers; needs no token."""
        return await self._get("/identity", PlexIdentity.from_json)

    async def server_info(self) -> PlexServerInfo:
        """Return name, version and platform; needs a token that is accepted."""
        return await self._get("/", PlexServerInfo.from_json)

    async def sections(self) -> list[LibrarySection]:
        """Return the libraries."""
        return await self._get(
            "/library/sections",
            lambda container: list(children(container, "Directory", LibrarySection.from_json)),
        )

    async def section_total(self, key: str) -> int:
        """Return how many films or series a library has."""
        none = {"X-Plex-Container-Start": 0, "X-Plex-Container-Size": 0}
        return await self._get(_section(key, "all"), _total, none)

    async def sessions(self) -> list[PlexSession]:
        """Return what plays now."""
        return await self._get(
            "/status/sessions",
            lambda container: list(children(container, "Metadata", PlexSession.from_json)),
        )

    async def find(
        self, *, guid: str, section_type: str, title: str | None = None, year: int | None = None
    ) -> PlexItem | None:
        """Return the film (`movie`) or series (`show`) with an id like `tmdb://438631`, in any library of that type.

        A server that cannot filter by id is asked by title. Items of legacy agents have no ids: title and year must match.
        """
        wanted: list[Params] = [{"guid": guid}]
        if title:
            wanted.append({"title": title})
        for section in await self.sections():
            if section.type != section_type:
                continue
            for filters in wanted:
                for item in await self._items(section.key, filters):
                    if guid in item.guids or (not item.guids and _same(item, title, year)):
                        return item
        return None

    async def episodes(self, rating_key: str) -> frozenset[tuple[int, int]]:
        """Return the episodes a series has, each as season and number."""
        return await self._get(
            f"/library/metadata/{quote(rating_key, safe='')}/allLeaves",
            lambda container: frozenset(children(container, "Metadata", _place)),
        )

    async def refresh_path(self, section_key: str, path: str) -> None:
        """Let Plex scan one folder of a library; it does so also when asked twice."""
        where = _section(section_key, "refresh")
        await self._tell(Call(method="GET", path=where, params={"path": path}))

    async def update_status(self) -> PlexUpdate | None:
        """Return a newer version of the server, if it knows of one."""
        return await self._get("/updater/status", PlexUpdate.from_json)

    async def _items(self, section_key: str, filters: Params) -> tuple[PlexItem, ...]:
        """Return the items of a section that match the filters."""
        page: Params = {
            **filters,
            "includeGuids": 1,
            "X-Plex-Container-Start": 0,
            "X-Plex-Container-Size": _MOST_MATCHES,
        }
        try:
            return await self._get(
                _section(section_key, "all"),
                lambda container: children(container, "Metadata", PlexItem.from_json),
                page,
            )
        except ServiceNotFound, ServiceRejected:
            return ()

    async def _get[T](
        self, path: str, decode: Callable[[JsonObject], T], params: Params | None = None
    ) -> T:
        """Read a path and decode what Plex wraps in its container."""

        def inside(value: JsonValue) -> T:
            return child(as_object(value), "MediaContainer", decode)

        return await self._fetch(Call(method="GET", path=path, params=params or {}), inside)

    @override
    def _headers(self) -> Mapping[str, str]:
        """Return the headers that Plex wants."""
        return {
            "X-Plex-Token": self.endpoint.api_key,
            "X-Plex-Client-Identifier": self._client_identifier,
            "X-Plex-Product": "AutoArr",
        }


def _section(key: str, what: str) -> str:
    """Return the path of something in a section."""
    return f"/library/sections/{quote(key, safe='')}/{what}"


def _total(container: JsonObject) -> int:
    """Return how many items there are in all, not only on this page."""
    total = opt_integer(container, "totalSize")
    return integer(container, "size") if total is None else total


def _place(raw: JsonObject) -> tuple[int, int]:
    """Return season and number of an episode."""
    return integer_or(raw, "parentIndex", -1), integer_or(raw, "index", -1)


def _same(item: PlexItem, title: str | None, year: int | None) -> bool:
    """Say whether an item has this title and year."""
    return (
        title is not None
        and year is not None
        and item.title.casefold() == title.casefold()
        and item.year == year
    )
