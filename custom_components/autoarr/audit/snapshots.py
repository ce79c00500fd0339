"""The configuration at the last look, without secrets: what drift is measured against."""

from collections.abc import Iterable
from datetime import datetime
import logging
from typing import Final

import orjson

from ..journal.ports import JsonObject, JsonValue, StateStore, StoreError
from .documents import DOCUMENTS
from .drift import Seen
from .estate import ServiceSnapshot

_LOGGER = logging.getLogger(__name__)

VERSION: Final = 1
MOST_BYTES: Final = 2 * 1024 * 1024
"""The most that is kept of one service."""


class Snapshots:
    """The last look at each service."""

    def __init__(self, store: StateStore) -> None:
        """Start empty; `load` brings back earlier runs."""
        self._store = store
        self._seen: dict[str, Seen] = {}

    async def load(self, now: datetime) -> None:
        """Bring back what was saved; what cannot be read is seen anew. Never raises."""
        try:
            stored = await self._store.load()
        except StoreError:
            _LOGGER.exception("The last look at the services cannot be read; drift starts anew")
            return
        instances = stored.get("instances") if stored else None
        if stored is None or stored.get("version") != VERSION or not isinstance(instances, dict):
            return
        for instance, raw in instances.items():
            seen = _seen(raw, now)
            if seen is None:
                _LOGGER.warning("The last look at a service is damaged and left out")
                continue
            self._seen[instance] = seen

    def get(self, instance: str) -> Seen | None:
        """Return the last look at a service."""
        return self._seen.get(instance)

    def put(self, instance: str, seen: Seen | None) -> None:
        """Keep a look; None for one that is too large."""
        if seen is None:
            self._seen.pop(instance, None)
        else:
            self._seen[instance] = seen

    def retain(self, instances: Iterable[str]) -> None:
        """Forget every other service."""
        kept = frozenset(instances)
        self._seen = {key: seen for key, seen in self._seen.items() if key in kept}

    async def keep(self) -> None:
        """Write everything; a failure is logged, and the next write makes up for it."""
        try:
            await self._store.save(
                {
                    "version": VERSION,
                    "instances": {key: _json(seen) for key, seen in self._seen.items()},
                }
            )
        except StoreError:
            _LOGGER.exception("The last look at the services could not be written")


def seen_of(snapshot: ServiceSnapshot, at: datetime, mode: str, before: Seen | None) -> Seen | None:
    """Return what is kept of a look, with what could not be read as it was before; None when it is too large.

    Blocks on a large configuration: call it in a thread.
    """
    read = {**(before.documents if before else {}), **snapshot.documents}
    documents = {
        name: read[name]
        for name, document in DOCUMENTS[snapshot.ref.kind].items()
        if document.drifts and name in read
    }
    try:
        size = len(orjson.dumps(documents))
    except TypeError:
        # A number of more than 64 bits, which no store can hold.
        return None
    if size > MOST_BYTES:
        return None
    return Seen(at=at, version=snapshot.version, mode=mode, documents=documents)


def _json(seen: Seen) -> JsonObject:
    """Encode a look."""
    return {
        "at": seen.at.isoformat(),
        "version": seen.version,
        "mode": seen.mode,
        "documents": dict(seen.documents),
    }


def _seen(raw: JsonValue, now: datetime) -> Seen | None:
    """Decode a look; None for a damaged one."""
    documents = raw.get("documents") if isinstance(raw, dict) else None
    if not isinstance(raw, dict) or not isinstance(documents, dict):
        return None
    try:
        at = datetime.fromisoformat(str(raw.get("at")))
    except ValueError:
        return None
    if at.tzinfo is None:
        return None
    return Seen(
        at=min(at, now),
        version=str(raw.get("version", "")),
        mode=str(raw.get("mode", "")),
        documents=documents,
    )
