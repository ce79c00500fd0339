"""How each kind of service is read, written and tested: one writer a kind. All raise ServiceError."""

from collections.abc import Iterable, Mapping
from typing import Final, Protocol

from ..clients.errors import ServiceRejected
from ..clients.plex import PlexClient
from ..clients.radarr import RadarrClient
from ..clients.sabnzbd import SabnzbdClient
from ..clients.service import ServiceKind
from ..clients.sonarr import SonarrClient
from ..journal.ports import JsonObject, JsonValue
from ..journal.redact import REDACTED
from .editing import identical, row_of, shape_of
from .models import Missing
from .targets import AuditTarget

_BULK: Final = frozenset({"qualitydefinition"})
"""Tables of Radarr and Sonarr whose rows are written in one call."""

_TESTED: Final = frozenset({"downloadclient", "indexer", "importlist", "notification"})
"""Tables of Radarr and Sonarr whose rows have a test."""


class TestFailed(Exception):
    """The service's own test failed; the text is in its words."""


class Writer(Protocol):
    """Reads and writes the documents of one service, as the service hands them out; never kept or logged."""

    async def read(self, document: str) -> JsonValue:
        """Return a document."""
        ...

    async def write(
        self, document: str, old: JsonValue, new: JsonValue, rows: Iterable[str]
    ) -> None:
        """Make a document, or the rows named, of what it is (`old`) what it is to be."""
        ...

    async def test(self, document: str, content: JsonValue, row: str) -> None:
        """Run the service's own test of a row, if it has one; raises TestFailed."""
        ...


def writer_for(target: AuditTarget) -> Writer:
    """Return the writer of a service."""
    client = target.client
    if isinstance(client, SabnzbdClient):
        return SabnzbdWriter(client)
    if isinstance(client, PlexClient):
        return PlexWriter(client)
    return ServarrWriter(client)


class ServarrWriter:
    """Radarr and Sonarr: whole documents, and whole rows of tables."""

    def __init__(self, client: RadarrClient | SonarrClient) -> None:
        """Write through a client."""
        self._client = client
        self._kind = ServiceKind(client.kind)

    async def read(self, document: str) -> JsonValue:
        """Return a document."""
        return await self._client.document(document)

    async def write(
        self, document: str, old: JsonValue, new: JsonValue, rows: Iterable[str]
    ) -> None:
        """Send the document, or each of the rows that differs."""
        if not shape_of(self._kind, document).table:
            await self._client.write_document(document, self._object(document, new))
            return
        shape = shape_of(self._kind, document)
        pairs = [(row_of(old, shape, row), row_of(new, shape, row)) for row in rows]
        bodies = [
            self._object(document, after) for before, after in pairs if not identical(before, after)
        ]
        if document in _BULK and bodies:
            await self._client.write_documents(document, bodies)
            return
        for body in bodies:
            await self._client.write_document(document, body)

    async def test(self, document: str, content: JsonValue, row: str) -> None:
        """Have it test a provider; raises TestFailed."""
        if document not in _TESTED:
            return
        body = row_of(content, shape_of(self._kind, document), row)
        try:
            await self._client.test_document(document, self._object(document, body))
        except ServiceRejected as err:
            raise TestFailed(err.message or str(err)) from err

    def _object(self, document: str, content: JsonValue | Missing) -> JsonObject:
        """Return what can be sent; raises ServiceRejected for what is no object, such as a row that is to go."""
        if not isinstance(content, dict):
            raise self._client.explain.rejected(document, 400, "rows can only be changed")
        return content


class SabnzbdWriter:
    """SABnzbd: single values of a section or of a row."""

    def __init__(self, client: SabnzbdClient) -> None:
        """Write through a client."""
        self._client = client

    async def read(self, document: str) -> JsonValue:
        """Return a section."""
        return await self._client.document(document)

    async def write(
        self, document: str, old: JsonValue, new: JsonValue, rows: Iterable[str]
    ) -> None:
        """Send each value that differs; a row that is gone from `new` is taken away."""
        shape = shape_of(ServiceKind.SABNZBD, document)
        if not shape.table:
            if values := _changed(old, new):
                await self._client.write_config(document, "", values)
            return
        for row in rows:
            before, after = row_of(old, shape, row), row_of(new, shape, row)
            if isinstance(after, dict):
                changed = _changed(before if isinstance(before, dict) else {}, after)
                if values := {k: v for k, v in changed.items() if k != shape.row_key}:
                    await self._client.write_config(document, row, values)
            elif isinstance(before, dict):
                await self._client.delete_config(document, row)

    async def test(self, document: str, content: JsonValue, row: str) -> None:
        """Have it log in to a news server; raises TestFailed."""
        if document != "servers":
            return
        tested = await self._client.test_server(row)
        if not tested.ok:
            raise TestFailed(tested.message)


class PlexWriter:
    """Plex: single preferences."""

    def __init__(self, client: PlexClient) -> None:
        """Write through a client."""
        self._client = client

    async def read(self, document: str) -> JsonValue:
        """Return the preferences, or what else is read of it."""
        return await self._client.document(document)

    async def write(
        self, document: str, old: JsonValue, new: JsonValue, rows: Iterable[str]
    ) -> None:
        """Send each preference that differs."""
        for name, value in _changed(old, new).items():
            await self._client.write_preference(name, value)

    async def test(self, document: str, content: JsonValue, row: str) -> None:
        """Do nothing: Plex has no test."""


def _changed(old: JsonValue, new: JsonValue) -> Mapping[str, JsonValue]:
    """Return the values that differ; a masked credential is never sent."""
    before = old if isinstance(old, dict) else {}
    return {
        name: value
        for name, value in (new if isinstance(new, dict) else {}).items()
        if not (name in before and identical(before[name], value)) and value != REDACTED
    }
