"""What is set differently than at the look before, and whether AutoArr did it; pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
import re
from typing import Final

from ..clients.service import ServiceKind
from ..journal.ports import JsonObject, JsonValue
from .documents import DOCUMENTS, Document
from .editing import NotThere, identical, rows_by_key, with_edits
from .models import MISSING, Author, Drift, Edit, Missing, Place
from .predicates import same

_NAME: Final = re.compile(r"[\w-]+")
_ENTRY: Final = re.compile(r"[^\[\]]*")
_KEYS: Final = ("name", "id", "format")
"""What tells the entries of a list within a document apart, the first that does."""

_SWITCHES: Final = frozenset(
    {
        ("config/downloadclient", "autoRedownloadFailed"),
        ("config/downloadclient", "autoRedownloadFailedFromInteractiveSearch"),
        ("downloadclient", "removeFailedDownloads"),
    }
)
"""What changes with the mode of a Radarr or Sonarr; AutoArr writes it then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The configuration of one service at one look, without secrets."""

    at: datetime
    version: str = ""
    mode: str = ""
    documents: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place, and what was and is there; MISSING where nothing was or is."""

    row: str = ""
    path: str = ""
    before: JsonValue | Missing
    after: JsonValue | Missing


def drifts(
    instance: str, kind: ServiceKind, old: Seen, new: Seen, ours: Sequence[Edit] = ()
) -> tuple[Drift, ...]:
    """Return what differs between two looks at a service; `ours` is what AutoArr wrote between them, in order.

    Settings that come or go with another version of the service are nobody's doing and left out.
    """
    found: list[Drift] = []
    updated = old.version != new.version
    switched = old.mode != new.mode
    for name, document in DOCUMENTS[kind].items():
        if not document.drifts or name not in old.documents or name not in new.documents:
            continue
        before, after = old.documents[name], new.documents[name]
        if before == after:
            continue
        real = tuple(_real(differences(before, after, document)))
        edits = [edit for edit in ours if edit.place.document == name]
        expected = _expected(before, document, edits)
        left = _real(differences(expected, after, document)) if edits else real
        theirs = {(one.row, one.path) for one in left}
        for one in real:
            if updated and one.path and MISSING in (one.before, one.after):
                continue
            by_mode = switched and (name, one.path) in _SWITCHES
            mine = by_mode or (one.row, one.path) not in theirs
            found.append(
                Drift(
                    place=Place(instance=instance, document=name, row=one.row, path=one.path),
                    before=None if one.before is MISSING else one.before,
                    after=None if one.after is MISSING else one.after,
                    at=new.at,
                    author=Author.AUTOARR if mine else Author.SOMEBODY,
                )
            )
    return tuple(found)


def _real(found: Iterable[Difference]) -> Iterator[Difference]:
    """Leave out what only is written otherwise: SABnzbd shows a switch as 1, and as true once it was set."""
    for one in found:
        if one.before is MISSING or one.after is MISSING or not same(one.before, one.after):
            yield one


def _expected(before: JsonValue, document: Document, ours: Iterable[Edit]) -> JsonValue:
    """Return a document as what AutoArr wrote would have left it."""
    for edit in ours:
        try:
            before = with_edits(before, document, (edit,))
        except NotThere:
            continue
    return before


def differences(old: JsonValue, new: JsonValue, document: Document) -> Iterator[Difference]:
    """Yield what differs between two states of a document; applied to the old one they make the new one."""
    if document.table:
        before, after = rows_by_key(old, document), rows_by_key(new, document)
        if before is None or after is None:
            yield from _whole(old, new)
            return
        for row in (*before, *(name for name in after if name not in before)):
            left, right = before.get(row, MISSING), after.get(row, MISSING)
            if left == right and identical(left, right):
                continue
            for one in _between(left, right, ""):
                yield replace(one, row=row)
        return
    yield from _between(old, new, "")


def _between(old: JsonValue | Missing, new: JsonValue | Missing, path: str) -> Iterator[Difference]:
    """Yield what differs at and below a path."""
    if isinstance(old, dict) and isinstance(new, dict) and _named(old) and _named(new):
        for name in (*old, *(one for one in new if one not in old)):
            below = f"{path}.{name}" if path else name
            yield from _between(old.get(name, MISSING), new.get(name, MISSING), below)
        return
    key = _key_of(old, new) if path else None
    if key is not None and isinstance(old, list) and isinstance(new, list):
        after = {str(one[key]): one for one in _objects(new)}
        for entry in _objects(old):
            name = str(entry[key])
            yield from _between(entry, after[name], f"{path}[{key}={name}]")
        return
    yield from _whole(old, new, path)


def _whole(
    old: JsonValue | Missing, new: JsonValue | Missing, path: str = ""
) -> Iterator[Difference]:
    """Yield one difference, if there is one."""
    if not identical(old, new):
        yield Difference(path=path, before=old, after=new)


def _named(holder: JsonObject) -> bool:
    """Say whether each name can be a part of a path."""
    return all(_NAME.fullmatch(name) for name in holder)


def _key_of(old: JsonValue | Missing, new: JsonValue | Missing) -> str | None:
    """Return what tells the entries of two lists apart, if both have the same ones in the same order."""
    if not isinstance(old, list) or not isinstance(new, list) or not old:
        return None
    for key in _KEYS:
        before, after = _entries(old, key), _entries(new, key)
        if before is not None and before == after:
            return key
    return None


def _entries(entries: list[JsonValue], key: str) -> list[str] | None:
    """Return what each entry is called, None where that does not tell them apart."""
    named = [one[key] for one in _objects(entries) if isinstance(one.get(key), str | int)]
    texts = [str(name) for name in named]
    fit = len(texts) == len(entries) == len(set(texts)) and all(map(_ENTRY.fullmatch, texts))
    return texts if fit else None


def _objects(entries: Iterable[JsonValue]) -> list[JsonObject]:
    """Return the objects of a list."""
    return [one for one in entries if isinstance(one, dict)]
