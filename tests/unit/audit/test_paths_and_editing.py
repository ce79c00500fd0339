"""Paths and edits: one place changes and nothing else."""

from hypothesis import assume, given, strategies as st
import pytest

from custom_components.autoarr.audit.documents import Document
from custom_components.autoarr.audit.editing import (
    NotThere,
    holds,
    identical,
    present,
    unkept,
    unlike,
    untouched,
    with_edits,
)
from custom_components.autoarr.audit.models import MISSING, Place
from custom_components.autoarr.audit.paths import PathError, parse, value_at, with_value
from custom_components.autoarr.audit.plan import reversed_edits
from custom_components.autoarr.journal.ports import JsonObject, JsonValue

from .building import NAMES, an_edit, entries, values

OBJECT = Document(name="misc")
TABLE = Document(name="indexer", table=True)


def holders() -> st.SearchStrategy[JsonObject]:
    """Return objects with fields, as a row of a provider has them."""
    return st.dictionaries(NAMES, st.one_of(values(6), entries()), min_size=1, max_size=5)


def paths_in(value: JsonValue, prefix: str = "") -> list[str]:
    """Return every path that leads somewhere."""
    found: list[str] = []
    if isinstance(value, dict):
        for name, below in value.items():
            try:
                parse(name)
            except PathError:
                continue
            if "[" in name or "." in name:
                continue
            path = f"{prefix}.{name}" if prefix else name
            found += [path, *paths_in(below, path)]
            for entry in below if isinstance(below, list) else ():
                if isinstance(entry, dict) and isinstance(entry.get("name"), str):
                    chosen = f"[name={entry['name']}]"
                    first = value_at(value, f"{name}{chosen}")
                    if first is not MISSING:
                        found += [f"{path}{chosen}", *paths_in(first, f"{path}{chosen}")]
    return found


@given(holders(), values(4), st.data())
def test_one_place_changes_and_nothing_else(
    document: JsonObject, value: JsonValue, data: st.DataObject
) -> None:
    """What is written is there, putting back what was there gives the very same document in the same order."""
    found = paths_in(document)
    assume(found)
    path = data.draw(st.sampled_from(found))
    before = value_at(document, path)
    assume(before is not MISSING)
    # Another name would make another entry of it.
    assume(not path.endswith(("].name", ".name")) and not path.endswith("]"))
    changed = with_value(document, path, value)
    assert identical(value_at(changed, path), value)
    back = with_value(changed, path, before)  # type: ignore[arg-type]
    assert identical(back, document)
    assert isinstance(back, dict)
    assert list(back) == list(document)
    assert untouched(document, changed, OBJECT, [an_edit(path, None, value)])


@given(holders(), st.data())
def test_what_else_changes_is_seen(document: JsonObject, data: st.DataObject) -> None:
    """A service that changes a second value has not only done what was asked."""
    assume(len(document) > 1)
    one, other = data.draw(st.permutations(list(document)))[:2]
    changed: JsonObject = {**document, one: "asked", other: ["not asked"]}
    assume(not identical(document[other], ["not asked"]))
    assert not untouched(document, changed, OBJECT, [an_edit(one, None, "asked")])


@given(values(), st.text(max_size=12))
def test_a_path_leads_somewhere_or_nowhere_and_never_breaks(document: JsonValue, path: str) -> None:
    """Any text is a path or a PathError."""
    try:
        value_at(document, path)
    except PathError:
        return


def test_a_row_is_made_and_taken_away() -> None:
    """A place without a path is the row itself; undone, the table is what it was."""
    table: JsonValue = [{"id": 1, "name": "a"}]
    edit = an_edit("", None, {"name": "b"}, document="indexer", row="2")
    assert unlike(table, TABLE, [edit]) is None
    made = with_edits(table, TABLE, [edit])
    assert made == [{"id": 1, "name": "a"}, {"id": "2", "name": "b"}]
    assert unkept(made, TABLE, [edit]) is None
    assert unlike(made, TABLE, [edit]) is edit
    assert identical(with_edits(made, TABLE, reversed_edits([edit])), table)


def test_a_value_that_a_service_writes_in_another_way_holds() -> None:
    """SABnzbd answers 1 to true."""
    place = Place(instance="sab1", document="misc", path="switch")
    assert holds({"switch": 1}, OBJECT, place, True)
    assert not identical(1, True)
    assert present({}, OBJECT, place) is MISSING


def test_what_is_not_there_cannot_be_written() -> None:
    """A row or setting that is gone is named."""
    edit = an_edit("value", 1, 2, document="indexer", row="7")
    with pytest.raises(NotThere, match="indexer 7 value"):
        with_edits([], TABLE, [edit])
    with pytest.raises(NotThere, match="misc gone"):
        with_edits({}, OBJECT, [an_edit("gone", 1, 2)])
