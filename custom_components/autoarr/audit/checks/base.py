"""What a check is, and how it reads documents of any shape."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from ...journal.ports import JsonObject, JsonValue
from ..estate import Estate, ServiceSnapshot
from ..models import Mismatch, SkipReason


class Check(Protocol):
    """Judges one service within the estate; pure. Raises CannotJudge when something it needs is missing."""

    def __call__(
        self, estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
    ) -> Iterable[Mismatch]:
        """Return what is not as it should be."""
        ...


class CannotJudge(Exception):
    """What a check needs is not there, or not of the shape it should have."""

    def __init__(self, reason: SkipReason, detail: str) -> None:
        """Say why; `detail` names the document and field."""
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def document(service: ServiceSnapshot, name: str) -> JsonObject:
    """Return a document that is one object; raises CannotJudge."""
    found = _document(service, name)
    if not isinstance(found, dict):
        raise CannotJudge(SkipReason.CHECK_FAILED, f"{name} is not an object")
    return found


def rows(service: ServiceSnapshot, name: str) -> Iterator[JsonObject]:
    """Yield the rows of a document that is a list; raises CannotJudge."""
    found = _document(service, name)
    if not isinstance(found, list):
        raise CannotJudge(SkipReason.CHECK_FAILED, f"{name} is not a list")
    return (row for row in found if isinstance(row, dict))


def field(row: JsonObject, name: str) -> JsonValue:
    """Return a setting of a provider of Radarr or Sonarr (`fields: [{name, value}]`); None where it has none."""
    entries = row.get("fields")
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and entry.get("name") == name:
            return entry.get("value")
    return None


def _document(service: ServiceSnapshot, name: str) -> JsonValue:
    """Return a document; raises CannotJudge when the service did not hand it out."""
    if name in service.unread:
        raise CannotJudge(SkipReason.UNREADABLE, f"{name}: {service.unread[name]}")
    if name not in service.documents:
        raise CannotJudge(SkipReason.UNREADABLE, f"{name} was not read")
    return service.documents[name]
