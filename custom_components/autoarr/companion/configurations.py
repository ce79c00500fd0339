"""The history of every service's configuration as the app keeps it: what changed, who did it, and the whole at each look."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

import orjson
from ulid_transform import bytes_to_ulid

from ..audit.drift import Seen
from ..audit.editing import place_name
from ..audit.engine import AuditEngine
from ..audit.models import Author, Change, ChangeState, Drift, Edit, Place
from ..audit.plan import reversed_edits
from ..journal.ports import JsonObject, JsonValue
from ..journal.trim import trim_text
from .records import LONG, SHORT

BATCH: Final = 20
"""The most that the app takes at once."""

DOCUMENT_BYTES: Final = 480_000
"""The app takes 512,000; the largest documents are left out of what is more."""

MOST_CHANGES: Final = 500
LEFT_OUT: Final = "left_out"
"""Where a record names the documents that it had to leave out."""

_APPLIED: Final = frozenset({ChangeState.APPLIED, ChangeState.UNDOING, ChangeState.UNDONE})

type Step = tuple[Place, JsonValue, JsonValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One moment of a service's configuration: what changed then, and the digest of the whole where it is sent along."""

    at: datetime
    instance: str
    author: str
    reason: str
    steps: tuple[Step, ...] = ()
    digest: str = ""


def entries_of(
    changes: Iterable[Change],
    drifts: Iterable[Drift],
    looks: Mapping[str, tuple[datetime, str]],
    sent: Mapping[str, str],
) -> dict[str, Entry]:
    """Return the history by key. Pure.

    `looks` has the time of the last look at each service and the digest of what it saw, `sent` the
    digest of what the app was sent last: the whole is sent when it differs.
    """
    found: dict[str, Entry] = {}
    ours: set[tuple[Place, str]] = set()
    for change in changes:
        found |= _of_change(change)
        ours |= {(edit.place, repr(value)) for edit in change.edits for value in _both(edit)}
    groups: dict[tuple[str, datetime], list[Drift]] = {}
    for drift in drifts:
        # What AutoArr did is in its changes already.
        if drift.author is Author.SOMEBODY or (drift.place, repr(drift.after)) not in ours:
            groups.setdefault((drift.place.instance, drift.at), []).append(drift)
    due = {key: look for key, look in looks.items() if sent.get(key) != look[1]}
    for (instance, at), some in groups.items():
        whole = due.pop(instance) if instance in due and due[instance][0] == at else None
        mine = all(drift.author is Author.AUTOARR for drift in some)
        found[f"drift:{instance}:{at.isoformat()}"] = Entry(
            at=at,
            instance=instance,
            author="autoarr" if mine else "other",
            reason="seen by the audit",
            steps=tuple((drift.place, drift.before, drift.after) for drift in some),
            digest=whole[1] if whole else "",
        )
    for instance, (at, digest) in due.items():
        found[f"look:{instance}:{digest}"] = Entry(
            at=at, instance=instance, author="unknown", reason="seen by the audit", digest=digest
        )
    return found


def document_of(seen: Seen) -> JsonObject:
    """Return what was seen, without its largest documents where it is more than the app takes."""
    sizes = {name: len(orjson.dumps(content)) for name, content in seen.documents.items()}
    left_out: list[JsonValue] = []
    for name in sorted(sizes, key=lambda one: sizes[one], reverse=True):
        if sum(sizes.values()) <= DOCUMENT_BYTES:
            break
        left_out.append(name)
        del sizes[name]
    document: JsonObject = {name: seen.documents[name] for name in sizes}
    return document | {LEFT_OUT: left_out} if left_out else document


class Configurations:
    """Makes the records, and remembers which whole configuration of each service the app has."""

    def __init__(
        self,
        audit: AuditEngine,
        *,
        kind_of: Callable[[str], str],
        put: Callable[[Sequence[JsonObject]], Awaitable[object]],
        secrets: Callable[[], Sequence[str]],
        remembered: Callable[[], None],
    ) -> None:
        """Tell what this audit knows; `remembered` is called when `sent` is to be kept."""
        self._audit = audit
        self._kind_of = kind_of
        self._put = put
        self._secrets = secrets
        self._remembered = remembered
        self._digests: dict[str, tuple[Seen, str]] = {}
        self._on_their_way: dict[str, tuple[str, str]] = {}
        self.sent: dict[str, str] = {}

    def entries(self) -> dict[str, Entry]:
        """Return what the app is to have."""
        looks = {
            instance: (seen.at, self._digest(instance, seen))
            for instance, seen in self._audit.looks().items()
        }
        return entries_of(self._audit.changes(), self._audit.drifts(), looks, self.sent)

    def record(self, key: str, entry: Entry) -> JsonObject:
        """Return a SnapshotRecord of the protocol; the same moment has the same id each time."""
        secrets = self._secrets()
        seen = self._audit.looks().get(entry.instance) if entry.digest else None
        document = document_of(seen) if seen else {}
        steps: list[JsonValue] = [
            {"path": trim_text(place_name(place), SHORT, secrets), "before": old, "after": new}
            for place, old, new in entry.steps[:MOST_CHANGES]
        ]
        ulid = ulid_of(key, entry.at)
        if document:
            self._on_their_way[ulid] = (entry.instance, entry.digest)
        return {
            "id": ulid,
            "at": entry.at.isoformat(),
            "service": self._kind_of(entry.instance),
            "instance": trim_text(entry.instance, SHORT, secrets),
            "author": entry.author,
            "reason": trim_text(entry.reason, LONG, secrets),
            "document": document,
            "changes": steps,
        }

    async def put(self, records: Sequence[JsonObject]) -> None:
        """Send records, and remember what the app has then; raises ServiceError."""
        await self._put(records)
        arrived = [self._on_their_way.pop(str(record["id"]), None) for record in records]
        if found := dict(one for one in arrived if one is not None):
            self.sent |= found
            self._remembered()

    def _digest(self, instance: str, seen: Seen) -> str:
        """Return what stands for everything that was seen; worked out once a look."""
        known = self._digests.get(instance)
        if known is None or known[0] is not seen:
            text = orjson.dumps(seen.documents, option=orjson.OPT_SORT_KEYS)
            known = self._digests[instance] = (seen, sha256(text).hexdigest())
        return known[1]


def ulid_of(key: str, at: datetime) -> str:
    """Return the ULID of a moment that is always the same for a key."""
    moment = int(at.timestamp() * 1000).to_bytes(6)
    return bytes_to_ulid(moment + sha256(key.encode()).digest()[:10])


def _of_change(change: Change) -> dict[str, Entry]:
    """Return the moments of a change that was in force: when it was made, and when it was taken back."""
    if change.state not in _APPLIED:
        return {}
    rules = ", ".join(change.rules)
    found = {f"change:{change.id}": _entry(change, change.at, f"applied: {rules}", change.edits)}
    if change.state is ChangeState.UNDONE and change.ended is not None:
        back = reversed_edits(change.edits)
        found[f"undone:{change.id}"] = _entry(change, change.ended, f"taken back: {rules}", back)
    return found


def _entry(change: Change, at: datetime, reason: str, edits: Iterable[Edit]) -> Entry:
    """Return a moment at which AutoArr wrote something."""
    return Entry(
        at=at,
        instance=change.instance,
        author="autoarr",
        reason=reason,
        steps=tuple((edit.place, edit.before, edit.after) for edit in edits),
    )


def _both(edit: Edit) -> tuple[JsonValue, JsonValue]:
    """Return both values of an edit: the one that was set, and the one that was set back."""
    return edit.before, edit.after
