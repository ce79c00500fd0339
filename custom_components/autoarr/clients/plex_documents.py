"""What a Plex Media Server is set to, read as JSON or XML, and written."""

from collections.abc import Iterator, Mapping
import re
from typing import Final
from xml.parsers import expat

import aiohttp

from . import payload
from .answers import REDACTED, is_markup
from .base import Call, ServiceClient
from .models.decode import FieldError, JsonObject, JsonValue, as_list, as_object, text

_PREFS: Final = "/:/prefs"
_CONTAINER: Final = "MediaContainer"
_SETTING: Final = "Setting"
_MOST_SETTINGS: Final = 5000
_MOST_DEPTH: Final = 16
_NAME: Final = re.compile(r"[A-Za-z0-9_]{1,100}")


class PlexDocuments(ServiceClient):
    """Reads and writes preferences, and reads the libraries and who the server is."""

    async def document(self, name: str) -> JsonValue:
        """Return `prefs` (setting -> value), `sections` (its libraries) or `identity`; raises ServiceNotFound."""
        match name:
            case "prefs":
                return await self._preferences()
            case "sections":
                return await self._container("/library/sections", "Directory")
            case _:
                return await self._container(f"/{name}")

    async def write_preference(self, name: str, value: JsonValue) -> None:
        """Set one preference; raises ServiceRejected for one that the server does not know."""
        if not _NAME.fullmatch(name) or isinstance(value, list | dict) or value == REDACTED:
            raise self.explain.rejected(_PREFS, 400, f"{name} cannot be set to that")
        await self._tell(Call(method="PUT", path=_PREFS, params={name: _written(value)}))

    async def _container(self, path: str, entries: str | None = None) -> JsonValue:
        """Return what Plex wraps, or the list of that name in it."""

        def decode(value: JsonValue) -> JsonValue:
            container = as_object(as_object(value).get(_CONTAINER))
            return container if entries is None else as_list(container.get(entries) or [])

        return await self._fetch_document(Call(method="GET", path=path), decode)

    async def _preferences(self) -> JsonValue:
        """Return every preference, also of a server that answers with XML whatever it is asked for."""
        call = Call(method="GET", path=_PREFS)

        async def read(response: aiohttp.ClientResponse) -> bytes:
            return await payload.read(response, self.limits.max_document, xml=True)

        body = await self._send(call, read)
        try:
            return await self._parsed(call, body, lambda: preferences(body))
        except expat.ExpatError:
            problem = "sent an answer that is not complete XML"
            raise self.explain.unexpected(_PREFS, problem) from None


def preferences(body: bytes) -> JsonObject:
    """Read the settings out of an answer in JSON or XML; raises FieldError, ValueError or ExpatError."""
    if is_markup(body):
        return {text(raw, "id"): _typed(raw) for raw in _settings(body)}
    container = as_object(payload.exact(body)).get(_CONTAINER)
    rows = as_list(as_object(container).get(_SETTING))
    return {text(raw, "id"): raw.get("value") for raw in map(as_object, rows)}


def _settings(body: bytes) -> Iterator[JsonObject]:
    """Return the attributes of every setting; a document type is refused, and with it every entity."""
    found: list[JsonObject] = []
    path: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        path.append(name)
        if path[0] != _CONTAINER or len(path) > _MOST_DEPTH or len(found) > _MOST_SETTINGS:
            raise FieldError("", "is not a list of settings")
        if path == [_CONTAINER, _SETTING]:
            found.append({**attributes})

    def refuse(*_: object) -> None:
        raise FieldError("", "has a document type")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: path.pop()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.Parse(body, True)
    yield from found


def _typed(raw: Mapping[str, JsonValue]) -> JsonValue:
    """Return the value of a setting as its type says; as text where it does not fit."""
    written = str(raw.get("value", ""))
    try:
        match raw.get("type"):
            case "bool":
                return written.casefold() in ("1", "true")
            case "int":
                return int(written)
            case "double":
                return float(written)
    except ValueError:
        return written
    return written


def _written(value: JsonValue) -> str:
    """Return a value as Plex takes it."""
    if isinstance(value, bool):
        return "1" if value else "0"
    return "" if value is None else str(value)
