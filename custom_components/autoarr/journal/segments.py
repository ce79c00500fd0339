"""The outbox on disk: append-only segments of one event a line, and what may be left out of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, Self

import orjson

from .events import EventKind, Severity
from .ports import JsonObject, JsonValue

STORE: Final = "outbox"
"""How a `journal_gap` event names the outbox."""

_EXPENDABLE: Final = frozenset({Severity.DEBUG.value, Severity.INFO.value})


class SegmentStore(Protocol):
    """Keeps the segments, each under a name; names sort in the order in which they were begun.

    Nothing of it works on the disk in the event loop. Everything raises StoreError when the disk refuses.
    """

    async def sizes(self) -> dict[str, int]:
        """Return the bytes in each segment."""
        ...

    async def read(self, name: str) -> bytes:
        """Return a segment; nothing for one that is not there."""
        ...

    async def append(self, name: str, data: bytes) -> None:
        """Write at the end of a segment, which may be new; a process killed after this loses nothing of it.

        When it fails, the segment is as it was, as far as the disk allows.
        """
        ...

    async def replace(self, name: str, data: bytes) -> None:
        """Put other content in the place of a segment, at once or not at all."""
        ...

    async def remove(self, name: str) -> None:
        """Delete a segment; one that is not there is fine."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """How many events never reach the app, by reason."""

    overflow: int = 0
    """Dropped to keep the outbox within its size."""
    damaged: int = 0
    """On disk, but not readable."""
    refused: int = 0
    """Not acceptable to the app."""

    @property
    def total(self) -> int:
        """All of them."""
        return self.overflow + self.damaged + self.refused

    def __add__(self, other: Lost) -> Lost:
        """Count both."""
        return Lost(
            overflow=self.overflow + other.overflow,
            damaged=self.damaged + other.damaged,
            refused=self.refused + other.refused,
        )

    def as_data(self) -> JsonObject:
        """Return the data of the `journal_gap` event that tells of it."""
        data: JsonObject = {"store": STORE, "lost": self.total}
        for reason in ("overflow", "damaged", "refused"):
            if count := getattr(self, reason):
                data[reason] = count
        return data

    @classmethod
    def told_by(cls, event: JsonObject) -> Self | None:
        """Return what a `journal_gap` event of the outbox counts, None for any other event."""
        data = event.get("data")
        if event.get("kind") != EventKind.JOURNAL_GAP.value or not isinstance(data, dict):
            return None
        if data.get("store") != STORE:
            return None
        return cls(
            overflow=_count(data.get("overflow")),
            damaged=_count(data.get("damaged")),
            refused=_count(data.get("refused")),
        )


NOTHING_LOST: Final = Lost()


def encode(events: Iterable[JsonObject]) -> list[bytes]:
    """Return each event as a line."""
    return [orjson.dumps(event) + b"\n" for event in events]


def decode(data: bytes) -> tuple[list[JsonObject], int]:
    """Return the events of a segment, and how many lines are none: half written, or damaged."""
    events: list[JsonObject] = []
    damaged = 0
    for line in data.split(b"\n"):
        if not line.strip():
            continue
        try:
            event = orjson.loads(line)
        except ValueError:
            damaged += 1
            continue
        if isinstance(event, dict) and isinstance(event.get("id"), str):
            events.append(event)
        else:
            damaged += 1
    return events, damaged


def thin(events: Sequence[JsonObject]) -> tuple[list[JsonObject], Lost]:
    """Return the events that are kept longest, and how many are given up: whatever is only information.

    Gap events are absorbed into the count, for a single one that tells of all.
    """
    kept: list[JsonObject] = []
    lost = NOTHING_LOST
    for event in events:
        if (told := Lost.told_by(event)) is not None:
            lost += told
        elif event.get("severity") in _EXPENDABLE:
            lost += Lost(overflow=1)
        else:
            kept.append(event)
    return kept, lost


def given_up(events: Sequence[JsonObject]) -> Lost:
    """Return what is lost when all of these go."""
    lost = NOTHING_LOST
    for event in events:
        lost += Lost.told_by(event) or Lost(overflow=1)
    return lost


def _count(value: JsonValue) -> int:
    """Return a count, zero for what is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
