"""Documents with edits: what lies at a place, what it looks like changed, what else differs; pure.

A place without a path means the row itself: `None` before it is made, or after it is taken away.
"""

from collections.abc import Iterable, Iterator, Mapping

from ..clients.service import ServiceKind
from ..journal.ports import JsonObject, JsonValue
from .documents import DOCUMENTS, Document
from .models import MISSING, Edit, Missing, Place
from .paths import value_at, with_value
from .predicates import same


def place_name(place: Place) -> str:
    """Return a place as a person reads it: `misc safe_postproc`, `downloadclient 1 priority`."""
    return " ".join(part for part in (place.document, place.row, place.path) if part)


class NotThere(LookupError):
    """A row or a setting is not there; the edit is the argument."""

    def __init__(self, edit: Edit) -> None:
        """Name the edit."""
        super().__init__(place_name(edit.place))
        self.edit = edit


def shape_of(kind: ServiceKind, document: str) -> Document:
    """Return what is known of a document; one that nobody knows is one object."""
    return DOCUMENTS[kind].get(document, Document(name=document))


def present(content: JsonValue, shape: Document, place: Place) -> JsonValue | Missing:
    """Return what a document holds at a place."""
    holder = row_of(content, shape, place.row) if shape.table else content
    if holder is MISSING or not place.path:
        return holder
    return value_at(holder, place.path)


def row_of(content: JsonValue, shape: Document, row: str) -> JsonValue | Missing:
    """Return a row of a table."""
    for one in content if isinstance(content, list) else ():
        if isinstance(one, dict) and str(one.get(shape.row_key)) == row:
            return one
    return MISSING


def unlike(content: JsonValue, shape: Document, edits: Iterable[Edit]) -> Edit | None:
    """Return an edit whose `before` is not what is there, None when all are; a whole row that is not there is None."""
    return next((one for one in edits if not _is(content, shape, one.place, one.before)), None)


def unkept(content: JsonValue, shape: Document, edits: Iterable[Edit]) -> Edit | None:
    """Return an edit whose `after` is not what is there, None when all hold."""
    return next((one for one in edits if not holds(content, shape, one.place, one.after)), None)


def holds(content: JsonValue, shape: Document, place: Place, value: JsonValue) -> bool:
    """Say whether a value is there, in whatever form the service writes it."""
    found = present(content, shape, place)
    if not place.path and isinstance(found, dict) and isinstance(value, dict):
        return all(name in found and same(found[name], part) for name, part in value.items())
    if found is MISSING:
        return not place.path and value is None
    return same(found, value)


def with_edits(content: JsonValue, shape: Document, edits: Iterable[Edit]) -> JsonValue:
    """Return a copy of a document with the values wanted, all else the very same; raises NotThere."""
    for edit in edits:
        content = _with_edit(content, shape, edit)
    return content


def untouched(old: JsonValue, new: JsonValue, shape: Document, edits: Iterable[Edit]) -> bool:
    """Say whether a document, or the rows that were written, differ only where they were meant to."""
    places = [edit.place for edit in edits]
    if not shape.table:
        return _but_for(old, places) == _but_for(new, places)
    by_row: dict[str, list[Place]] = {}
    for place in places:
        by_row.setdefault(place.row, []).append(place)
    return all(
        _but_for(row_of(old, shape, row), some) == _but_for(row_of(new, shape, row), some)
        for row, some in by_row.items()
        if all(place.path for place in some)
    )


def _but_for(content: JsonValue | Missing, places: Iterable[Place]) -> JsonValue | Missing:
    """Return what is left when the values at some places are left out of account."""
    for place in places:
        if content is not MISSING and value_at(content, place.path) is not MISSING:
            content = with_value(content, place.path, None)
    return content


def _is(content: JsonValue, shape: Document, place: Place, value: JsonValue) -> bool:
    """Say whether exactly this value is there."""
    found = present(content, shape, place)
    if not place.path and isinstance(found, dict) and isinstance(value, dict):
        return all(found.get(name) == part for name, part in value.items())
    if found is MISSING:
        return not place.path and value is None
    return identical(found, value)


def identical(one: JsonValue | Missing, other: JsonValue | Missing) -> bool:
    """Say whether two values are the very same, 1 and true told apart."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(identical(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(
            identical(*pair) for pair in zip(one, other, strict=True)
        )
    return type(one) is type(other) and one == other


def _with_edit(content: JsonValue, shape: Document, edit: Edit) -> JsonValue:
    """Return a copy with one value wanted."""
    place = edit.place
    if not shape.table:
        return _replaced(content, edit)
    rows = content if isinstance(content, list) else []
    found = row_of(content, shape, place.row)
    if found is MISSING:
        if place.path or not isinstance(edit.after, dict):
            raise NotThere(edit)
        made: JsonObject = {shape.row_key: place.row, **edit.after}
        return [*rows, made]
    if not place.path and edit.after is None:
        return [row for row in rows if row is not found]
    return [_replaced(row, edit) if row is found else row for row in rows]


def _replaced(holder: JsonValue, edit: Edit) -> JsonValue:
    """Return an object with one value in it replaced, or with what a row is to have; raises NotThere."""
    if not edit.place.path:
        if not isinstance(holder, dict) or not isinstance(edit.after, dict):
            raise NotThere(edit)
        return {**holder, **edit.after}
    try:
        return with_value(holder, edit.place.path, edit.after)
    except LookupError as err:
        raise NotThere(edit) from err


def rows_by_key(content: JsonValue, shape: Document) -> Mapping[str, JsonObject] | None:
    """Return the rows of a table by what tells them apart, None where that cannot be done."""
    if not isinstance(content, list) or not shape.row_key:
        return None
    rows = {str(row[shape.row_key]): row for row in _objects(content) if shape.row_key in row}
    return rows if len(rows) == len(content) else None


def _objects(content: Iterable[JsonValue]) -> Iterator[JsonObject]:
    """Yield the objects of a list."""
    return (one for one in content if isinstance(one, dict))
