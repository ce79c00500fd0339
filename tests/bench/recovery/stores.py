"""What is written costs nothing here: it would be most of the time, and nothing is ever read back."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import override

from custom_components.autoarr.journal.ports import JsonObject
from custom_components.autoarr.recovery.ledger import Ledger
from custom_components.autoarr.recovery.models import Failure


class HeldStore:
    """A state store that keeps the last state."""

    def __init__(self) -> None:
        """Hold nothing."""
        self.held: JsonObject | None = None
        self._later: Callable[[], JsonObject] | None = None

    async def load(self) -> JsonObject | None:
        """Return what was saved last."""
        return self.held

    async def save(self, data: JsonObject) -> None:
        """Keep a state."""
        self.held, self._later = data, None

    def save_later(self, data: Callable[[], JsonObject], delay: float) -> None:
        """Keep a state when `catch_up` is called."""
        self._later = data

    def catch_up(self) -> None:
        """Do the delayed save."""
        if self._later is not None:
            self.held, self._later = self._later(), None


class HeldLedger(Ledger):
    """The ledger of the engine, without turning all it knows into JSON at each write.

    Open stories and failed jobs are looked up, not looked for among all, and it is tidied once an hour: with a
    thousand titles the rest was most of the time.
    """

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(HeldStore())
        self._open: dict[str, Failure] = {}
        self._dead: frozenset[str] | None = None
        self._pruned: dict[str, datetime] = {}

    @override
    async def save(self) -> None:
        self.dirty = False

    @override
    def put(self, failure: Failure) -> Failure:
        if failure.state.settled:
            self._open.pop(failure.key, None)
        else:
            self._open[failure.key] = failure
        known = self.get(failure.key)
        if known is None or known.jobs != failure.jobs:
            self._dead = None
        return super().put(failure)

    @override
    def drop(self, key: str) -> None:
        self._open.pop(key, None)
        self._dead = None
        super().drop(key)

    @override
    def dead_jobs(self) -> frozenset[str]:
        if self._dead is None:
            self._dead = super().dead_jobs()
        return self._dead

    @override
    def prune(self, now: datetime, present: Iterable[str], sabnzbd: str) -> None:
        last = self._pruned.get(sabnzbd)
        if last is None or now - last >= timedelta(hours=1):
            self._pruned[sabnzbd] = now
            super().prune(now, present, sabnzbd)

    @override
    def open_failures(self, sabnzbd: str | None = None) -> Iterator[Failure]:
        yield from (f for f in tuple(self._open.values()) if sabnzbd in (None, f.sabnzbd))
