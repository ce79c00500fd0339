"""What is written costs nothing here: it would be most of the time, and nothing is ever read back."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import override

from custom_components.autoarr.journal.ports import JsonObject
from custom_components.autoarr.recovery.keeping.ledger import Ledger


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

    It is tidied once an hour: with a thousand titles that, and the writing, was most of the time.
    """

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(HeldStore())
        self._pruned: dict[str, datetime] = {}

    @override
    async def save(self) -> None:
        self.dirty = False

    @override
    def prune(self, now: datetime, present: Iterable[str], sabnzbd: str) -> None:
        last = self._pruned.get(sabnzbd)
        if last is None or now - last >= timedelta(hours=1):
            self._pruned[sabnzbd] = now
            super().prune(now, present, sabnzbd)
