"""The documents of a Radarr's or Sonarr's configuration, read and written as they are."""

from collections.abc import Sequence
from typing import Final

from .answers import REDACTED
from .base import Call, Params, ServiceClient
from .models.decode import JsonObject, JsonValue
from .payload import exact_bytes

_API: Final = "/api/v3"
_MASK: Final = REDACTED.encode()
_REFUSED: Final = frozenset({400})
_PROVIDERS: Final = frozenset(
    {"downloadclient", "importlist", "indexer", "metadata", "notification"}
)
"""What has a test of its own, which the services also run when it is saved unless they are told not to."""


class ServarrDocuments(ServiceClient):
    """Reads and writes whole documents, named as their paths below `/api/v3`.

    What is read may hold credentials (`config/host` has its API key and password in clear; those of providers are
    `********`, and stay what they are when that comes back): it is kept in memory only, and never logged.
    """

    async def document(self, name: str) -> JsonValue:
        """Return a document as it came; raises ServiceNotFound where this version has none such."""
        return await self._fetch_document(Call(method="GET", path=_path(name)), _as_it_is)

    async def write_document(self, name: str, body: JsonObject) -> None:
        """Write a whole document, or the row of a table that has its `id`; raises ServiceRejected.

        A provider is saved without its test: one that is down must not stand in the way of another change.
        """
        identifier = body.get("id")
        if not isinstance(identifier, int) or isinstance(identifier, bool):
            raise self.explain.unexpected(_path(name), "has a document without id there", "id")
        params: Params = {"forceSave": True} if name in _PROVIDERS else {}
        await self._send_document("PUT", _path(f"{name}/{identifier}"), body, params)

    async def write_documents(self, name: str, bodies: Sequence[JsonObject]) -> None:
        """Write many rows of a table at once (`qualitydefinition` has a call for that); raises ServiceRejected."""
        rows: list[JsonValue] = [*bodies]
        await self._send_document("PUT", _path(f"{name}/update"), rows)

    async def test_document(self, name: str, body: JsonObject) -> None:
        """Let the service try a provider out; raises ServiceRejected with its words when it does not work."""
        await self._send_document("POST", _path(f"{name}/test"), body)

    async def test_all(self, name: str) -> JsonValue:
        """Let the service try all enabled providers out; returns a list of `{id, isValid, validationFailures}`."""
        call = Call(
            method="POST",
            path=_path(f"{name}/testall"),
            timeout=self.limits.slow_timeout,
            # The list is answered with 400 as soon as one of them does not work.
            answers=_REFUSED,
        )
        return await self._fetch_document(call, _as_it_is)

    async def _send_document(
        self, method: str, path: str, body: JsonValue, params: Params | None = None
    ) -> None:
        """Send a document, once; its answer does not matter. Raises ServiceRejected for one that was cleaned."""
        content = exact_bytes(body)
        if _MASK in content:
            raise self.explain.rejected(path, 400, "a credential would be overwritten by its mask")
        call = Call(
            method=method,
            path=path,
            params=params or {},
            content=content,
            timeout=self.limits.slow_timeout,
        )
        await self._tell(call)


def _path(name: str) -> str:
    """Return the path of a document."""
    return f"{_API}/{name}"


def _as_it_is(value: JsonValue) -> JsonValue:
    """Return a document."""
    return value
