"""What the domain needs from the outside: the time, and a place to keep its state."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

type JsonValue = str | int | float | bool | list[JsonValue] | dict[str, JsonValue] | None
type JsonObject = dict[str, JsonValue]


class StoreError(Exception):
    """A state could not be read or written; the text says which and why."""


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present moment, timezone-aware, in UTC."""
        ...


class StateStore(Protocol):
    """Keeps one JSON object across restarts."""

    async def load(self) -> JsonObject | None:
        """Return what was saved last, None when nothing ever was.

        Raises StoreError when something is there but cannot be read.
        """
        ...

    async def save(self, data: JsonObject) -> None:
        """Replace what is kept, atomically; on disk when this returns.

        Raises StoreError when it could not be written. Saves asked for one after the
        other take effect in that order, and replace a delayed one that still waits.
        """
        ...

    def save_later(self, data: Callable[[], JsonObject], delay: float) -> None:
        """Save what `data` returns then, after `delay` seconds, in the background."""
        ...
