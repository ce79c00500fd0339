"""How checks read single values, and make the edits that change them."""

from collections.abc import Mapping

from ...journal.ports import JsonObject, JsonValue
from ..estate import ServiceSnapshot
from ..models import Edit, Place, SkipReason
from ..predicates import UnknownValue, native, quantity, same
from .base import CannotJudge


def setting(row: JsonObject, where: str, name: str) -> JsonValue:
    """Return a value that must be there; raises CannotJudge."""
    if name not in row:
        raise CannotJudge(SkipReason.NO_FIELD, f"{where} has no {name}")
    return row[name]


def number(row: JsonObject, where: str, name: str) -> float:
    """Return a number that must be there; raises CannotJudge."""
    try:
        return quantity(setting(row, where, name))
    except UnknownValue as err:
        raise CannotJudge(SkipReason.UNKNOWN_VALUE, f"{where} {name}: {err}") from err


def text(value: JsonValue) -> str:
    """Return what is written there, nothing where it is no text or number."""
    return str(value) if isinstance(value, str | int | float) else ""


def changed(
    service: ServiceSnapshot,
    where: str,
    row: str,
    present: JsonObject,
    wanted: Mapping[str, JsonValue],
) -> tuple[Edit, ...]:
    """Return the edits that give a row, or a document, the values wanted."""
    edits: list[Edit] = []
    for path, value in wanted.items():
        before = present.get(path)
        after = native(before, value)
        if not same(before, after):
            place = Place(instance=service.ref.id, document=where, row=row, path=path)
            edits.append(Edit(place=place, before=before, after=after))
    return tuple(edits)


def measured(row: JsonObject, name: str) -> float | None:
    """Return a number or a size in bytes, None where there is none."""
    value = row.get(name)
    try:
        return None if value is None else quantity(value)
    except UnknownValue:
        return None
