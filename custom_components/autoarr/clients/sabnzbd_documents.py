"""The documents of a SABnzbd's configuration, read and written as they are."""

from collections.abc import Mapping
from typing import Final

from .answers import REDACTED
from .models.decode import FieldError, JsonObject, JsonValue, as_list, as_object
from .sabnzbd_api import PATH, SabnzbdApi

MISC: Final = "misc"
_SERVERS: Final = "servers"
_ROWS: Final = frozenset({"categories", _SERVERS, "sorters"})
_OWN_KEYS: Final = frozenset({"api_key", "apikey", "nzb_key"})
_FIELDS_OF_A_CALL: Final = frozenset({"apikey", "keyword", "mode", "name", "output", "section"})


class SabnzbdDocuments(SabnzbdApi):
    """Reads and writes settings; its own keys never come along, passwords come as asterisks."""

    async def document(self, name: str) -> JsonValue:
        """Return `misc`, `categories`, `servers`, `sorters`, `status` or `warnings` as it came, without its keys."""
        match name:
            case "status":
                return await self._read_document_of(name, "status", skip_dashboard="1")
            case "warnings":
                return await self._read_document_of(name, "warnings")
            case _:
                return await self._section(name)

    async def write_config(self, section: str, row: str, values: Mapping[str, JsonValue]) -> None:
        """Set values of `misc` (row ""), or of one category, server or sorter, made when there is none; raises ServiceRejected.

        A value that it does not take is replaced by the default or left as it was, silently: read it back.
        """
        if section == MISC:
            for keyword, value in values.items():
                written = self._written(keyword, value)
                await self._do("set_config", section=MISC, keyword=keyword, value=written)
            return
        given = {name: value for name, value in values.items() if (name, value) != ("name", row)}
        if section not in _ROWS or not row or _FIELDS_OF_A_CALL & given.keys():
            raise self.explain.rejected(PATH, 400, f"{section} cannot be written like that")
        fields = {name: self._written(name, value) for name, value in given.items()}
        if section == _SERVERS and "quota" not in fields:
            # Without its quota it takes the quota for changed and starts to count anew.
            fields |= await self._quota(row)
        await self._do("set_config", section=section, keyword=row, **fields)

    async def delete_config(self, section: str, row: str) -> None:
        """Remove one category, server or sorter."""
        if section not in _ROWS or not row:
            raise self.explain.rejected(PATH, 400, f"nothing of {section} can be removed like that")
        await self._do("del_config", section=section, keyword=row)

    async def _section(self, name: str) -> JsonValue:
        """Return a section of the configuration; of rows there may be none yet."""

        def decode(raw: JsonObject) -> JsonValue:
            found = as_object(raw.get("config")).get(name)
            if name in _ROWS:
                return as_list([] if found is None else found)
            return _without_keys(found)

        call = self._call("get_config", {"section": name}, repeatable=True)
        return await self._fetch_document(call, self._checked(decode))

    async def _read_document_of(self, name: str, mode: str, **fields: str) -> JsonValue:
        """Return what a mode answers under a name."""

        def decode(raw: JsonObject) -> JsonValue:
            if name not in raw:
                raise FieldError(name, "is missing")
            found = raw[name]
            return _without_keys(found) if isinstance(found, dict) else found

        call = self._call(mode, fields, repeatable=True)
        return await self._fetch_document(call, self._checked(decode))

    async def _quota(self, row: str) -> dict[str, str]:
        """Return the quota of a news server as it is."""
        servers = as_list(await self._section(_SERVERS))
        found = (s for s in servers if isinstance(s, dict) and s.get("name") == row)
        quota = next(found, {}).get("quota")
        return {} if quota is None else {"quota": str(quota)}

    def _written(self, name: str, value: JsonValue) -> str:
        """Return a value as a form field; raises ServiceRejected for what a field cannot carry."""
        match value:
            case str() if value == REDACTED:
                raise self.explain.rejected(PATH, 400, f"{name} would be set to a mask")
            case bool():
                return "1" if value else "0"
            case None:
                return ""
            case list():
                return self._joined(name, [self._written(name, entry) for entry in value])
            case dict():
                raise self.explain.rejected(PATH, 400, f"{name} cannot be an object")
            case _:
                return str(value)

    def _joined(self, name: str, entries: list[str]) -> str:
        """Return a list as it reads one: at commas, or where there is none and no quotes, at spaces."""
        if any(not entry.strip() or set(entry) & set(",\"'") for entry in entries):
            raise self.explain.rejected(PATH, 400, f"an entry of {name} is empty or has a comma")
        joined = ",".join(entries)
        return f"{joined}," if len(entries) == 1 and " " in joined else joined


def _without_keys(value: JsonValue) -> JsonObject:
    """Return an object with SABnzbd's own keys masked, where they are set; raises FieldError for another thing."""
    raw = as_object(value)
    return {name: REDACTED if name in _OWN_KEYS and one else one for name, one in raw.items()}
