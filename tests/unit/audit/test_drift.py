"""Drift: what differs, where, and whose doing it was."""

from datetime import timedelta

from hypothesis import given, strategies as st

from custom_components.autoarr.audit.documents import DOCUMENTS, Document
from custom_components.autoarr.audit.drift import Difference, Seen, differences, drifts
from custom_components.autoarr.audit.editing import identical
from custom_components.autoarr.audit.look import written_since
from custom_components.autoarr.audit.models import MISSING, Author, Change, ChangeState, Edit
from custom_components.autoarr.audit.paths import parse, value_at, with_value
from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.journal.ports import JsonObject, JsonValue

from .building import NAMES, NOW, an_edit, entries, values

OBJECT = Document(name="misc")
TABLE = Document(name="indexer", table=True)


def rows() -> st.SearchStrategy[JsonValue]:
    """Return the rows of a table."""
    row = st.fixed_dictionaries(
        {"id": st.integers(1, 4), "fields": entries()}, optional={"other": values(4)}
    )
    return st.lists(row, max_size=4, unique_by=lambda one: str(one["id"])).map(list)


def objects() -> st.SearchStrategy[JsonValue]:
    """Return documents that are one object."""
    return st.dictionaries(NAMES, st.one_of(values(6), entries()), max_size=4).map(dict)


def applied(old: JsonValue, one: Difference, document: Document) -> JsonValue:
    """Return a document with one difference applied."""
    if document.table and one.row:
        assert isinstance(old, list)
        if not one.path and one.before is MISSING:
            assert one.after is not MISSING
            return [*old, one.after]
        kept: list[JsonValue] = []
        for row in old:
            assert isinstance(row, dict)
            if str(row["id"]) != one.row:
                kept.append(row)
            elif (changed := _set(row, one)) is not MISSING:
                kept.append(changed)  # type: ignore[arg-type]
        return kept
    changed = _set(old, one)
    assert changed is not MISSING
    return changed  # type: ignore[return-value]


def _set(holder: JsonValue, one: Difference) -> object:
    """Return an object with one difference applied."""
    if not one.path:
        return one.after
    if one.after is not MISSING and one.before is not MISSING:
        return with_value(holder, one.path, one.after)
    *above, last = parse(one.path)
    parent = ".".join(
        f"{step.name}[{step.key}={step.value}]" if step.key else step.name for step in above
    )
    found = value_at(holder, parent) if parent else holder
    assert isinstance(found, dict)
    changed: JsonObject = {key: value for key, value in found.items() if key != last.name}
    if one.after is not MISSING:
        changed[last.name] = one.after
    return with_value(holder, parent, changed) if parent else changed


@given(objects(), objects())
def test_the_differences_make_the_new_object_of_the_old(old: JsonValue, new: JsonValue) -> None:
    """Nothing that changed is missed, and nothing is made up."""
    now = old
    for one in differences(old, new, OBJECT):
        now = applied(now, one, OBJECT)
    assert identical(now, new)


@given(rows(), rows())
def test_the_differences_make_the_new_table_of_the_old(old: JsonValue, new: JsonValue) -> None:
    """Rows are told apart by their key, in whatever order they come."""
    now = old
    for one in differences(old, new, TABLE):
        now = applied(now, one, TABLE)
    assert isinstance(now, list)
    assert isinstance(new, list)
    order = lambda row: row["id"]  # noqa: E731
    assert identical(sorted(now, key=order), sorted(new, key=order))


@given(objects())
def test_what_did_not_change_is_no_drift(document: JsonValue) -> None:
    """The same document twice has no difference."""
    assert not list(differences(document, document, OBJECT))


@given(values(), values())
def test_any_json_can_be_compared(old: JsonValue, new: JsonValue) -> None:
    """A service may hand out anything."""
    for document in (OBJECT, TABLE, DOCUMENTS[ServiceKind.SABNZBD]["warnings"]):
        list(differences(old, new, document))


def seen(misc: JsonObject, *, version: str = "5.1.3", mode: str = "", minutes: int = 0) -> Seen:
    """Return a look at a SABnzbd."""
    at = NOW + timedelta(minutes=minutes)
    return Seen(at=at, version=version, mode=mode, documents={"misc": misc})


def a_change(
    edit: Edit, *, minutes: int, state: ChangeState = ChangeState.APPLIED, ended: int | None = None
) -> Change:
    """Return a change so many minutes after the first look."""
    return Change(
        id=f"c{minutes}",
        instance="sab1",
        edits=(edit,),
        rules=(),
        findings=(),
        state=state,
        at=NOW + timedelta(minutes=minutes),
        ended=NOW + timedelta(minutes=minutes if ended is None else ended),
    )


def test_who_did_it() -> None:
    """What AutoArr wrote since the look before is its own doing, all else is somebody's."""
    old = seen({"ours": 0, "theirs": 0, "both": 0})
    new = seen({"ours": 1, "theirs": 1, "both": 2}, minutes=10)
    changes = [
        a_change(an_edit("ours", 0, 1), minutes=5),
        a_change(an_edit("both", 0, 1), minutes=5),
        a_change(an_edit("theirs", 0, 1), minutes=-5),
    ]
    ours = written_since(old, "sab1", changes)
    found = drifts("sab1", ServiceKind.SABNZBD, old, new, ours)
    assert {one.place.path: one.author for one in found} == {
        "ours": Author.AUTOARR,
        "theirs": Author.SOMEBODY,
        "both": Author.SOMEBODY,
    }


def test_what_was_undone_is_our_doing_too() -> None:
    """An undo of a change from before the look writes the old value."""
    old, new = seen({"a": 1}), seen({"a": 0}, minutes=10)
    change = a_change(an_edit("a", 0, 1), minutes=-5, state=ChangeState.UNDONE, ended=5)
    found = drifts("sab1", ServiceKind.SABNZBD, old, new, written_since(old, "sab1", [change]))
    assert [one.author for one in found] == [Author.AUTOARR]


def test_a_setting_that_comes_with_another_version_is_nobodys_doing() -> None:
    """Only values that changed are told then."""
    old = seen({"a": 1, "gone": 1})
    new = seen({"a": 2, "new": 1}, version="5.2.0", minutes=10)
    found = drifts("sab1", ServiceKind.SABNZBD, old, new)
    assert [one.place.path for one in found] == ["a"]
    same = seen({"a": 2, "new": 1}, minutes=10)
    told = {one.place.path for one in drifts("sab1", ServiceKind.SABNZBD, old, same)}
    assert told == {"a", "gone", "new"}


def test_the_mode_writes_its_switches() -> None:
    """Switching a Radarr to manage is no drift of somebody."""
    name = "config/downloadclient"
    old = Seen(at=NOW, mode="assist", documents={name: {"autoRedownloadFailed": True}})
    new = Seen(at=NOW, mode="manage", documents={name: {"autoRedownloadFailed": False}})
    found = drifts("radarr1", ServiceKind.RADARR, old, new)
    assert [one.author for one in found] == [Author.AUTOARR]
