"""What a check is, and how it reads documents of any shape."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any, Protocol

from ...journal.ports import JsonObject, JsonValue
from ..estate import Estate, ServiceSnapshot
from ..models import Mismatch, SkipReason


class Check(Protocol):
    """Judges one service within the estate; pure. Raises CannotJudge when something it needs is missing."""

    def __call__(
        self, estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue], /
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


def once[**P, T](read: Callable[P, T]) -> Callable[P, T]:
    """Have what is read of a service, or of an estate and one of its services, worked out once for all rules.

    Nobody may change what is returned. What raises is tried anew.
    """

    @wraps(read)
    def kept(*args: P.args, **kwargs: P.kwargs) -> T:
        holder: Any = args[0]
        services: Any = args[1:]
        key = (read, *(service.ref.id for service in services))
        if key not in holder.derived:
            holder.derived[key] = read(*args, **kwargs)
        found: T = holder.derived[key]
        return found

    return kept


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
