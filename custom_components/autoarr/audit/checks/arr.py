"""How checks read the documents of Radarr and Sonarr, whatever shape they have."""

from collections.abc import Iterator, Mapping
import math

from ...journal.ports import JsonObject, JsonValue
from ..estate import ServiceSnapshot
from ..models import MISSING, Edit, Place, SkipReason
from ..paths import value_at
from .base import CannotJudge, document


def setting(service: ServiceSnapshot, name: str, path: str) -> JsonValue:
    """Return one setting of a document that is one object; raises CannotJudge."""
    value = value_at(document(service, name), path)
    if value is MISSING:
        raise CannotJudge(SkipReason.NO_FIELD, f"{name} has no {path}")
    return value


def text(service: ServiceSnapshot, name: str, path: str) -> str:
    """Return one setting that is a text, empty where it is not set; raises CannotJudge."""
    value = setting(service, name, path)
    if value is not None and not isinstance(value, str):
        raise CannotJudge(SkipReason.UNKNOWN_VALUE, f"{name} {path} is not a text")
    return value or ""


def whole(row: JsonObject, name: str, what: str) -> int:
    """Return a whole number of a row; raises CannotJudge, which names the document `what`."""
    if name not in row:
        raise CannotJudge(SkipReason.NO_FIELD, f"{what} has no {name}")
    value = row[name]
    if isinstance(value, bool) or not isinstance(value, int):
        raise CannotJudge(SkipReason.UNKNOWN_VALUE, f"{what} {name} is not a whole number")
    return value


def number(value: JsonValue) -> float | None:
    """Return a finite number, None for what is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None


def children(row: Mapping[str, JsonValue], name: str) -> Iterator[JsonObject]:
    """Yield the objects of a list in a row."""
    entries = row.get(name)
    return (one for one in (entries if isinstance(entries, list) else ()) if isinstance(one, dict))


def words(params: Mapping[str, JsonValue], name: str) -> tuple[str, ...]:
    """Return the texts of a list in a rule."""
    entries = params.get(name)
    return tuple(str(one) for one in entries) if isinstance(entries, list) else ()


def identifier(row: JsonObject) -> str:
    """Return the id of a row as a place has it."""
    return str(row.get("id", ""))


def label(row: JsonObject) -> str:
    """Return what a person calls a row."""
    name = row.get("name")
    return name if isinstance(name, str) and name else identifier(row)


def edit(
    service: ServiceSnapshot,
    name: str,
    path: str,
    *,
    before: JsonValue,
    after: JsonValue,
    row: str = "",
) -> Edit:
    """Return an edit of a document of a service."""
    place = Place(instance=service.ref.id, document=name, row=row, path=path)
    return Edit(place=place, before=before, after=after)


def listed(names: list[str] | tuple[str, ...], most: int = 6) -> str:
    """Return names for a sentence, the first ones and how many more."""
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} (+{len(names) - most})"
