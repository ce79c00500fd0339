"""The order of events: a number for each that follows the time in its ULID.

The number is the row's key. Walking the keys backwards is therefore walking from the newest event
to the oldest, in the table, in every index and in the full text alike, and a page ends at a key.
The order comes from the identity an event was given, never from this machine's clock.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

SLOT_BITS: Final = 12
SLOT: Final = 1 << SLOT_BITS
"""Keys that each millisecond has; what is more goes behind the newest event."""

END: Final = 1 << 62
"""Above every key."""

NEAREST: Final = 1 << 55
"""Above the keys of this century and the next, and no longer on disk than they are."""

STRAIGHT_MS: Final = 1_000
"""The moment and the ULID of an event may differ by so much and still count as the same time."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_CROCKFORD: Final = str.maketrans(
    "0123456789ABCDEFGHJKMNPQRSTVWXYZ", "0123456789abcdefghijklmnopqrstuv"
)


def ulid_ms(ulid: str) -> int:
    """Return the milliseconds since 1970 that a ULID begins with."""
    return int(ulid[:10].translate(_CROCKFORD), 32)


def micros(moment: datetime) -> int:
    """Return a moment as microseconds since 1970: that is how it is stored."""
    return (moment - _EPOCH) // _MICROSECOND


def moment(stored: int) -> datetime:
    """Return the moment that was stored as microseconds."""
    return _EPOCH + timedelta(microseconds=stored)


def first_key(ms: int) -> int:
    """Return the lowest key of a millisecond."""
    return ms << SLOT_BITS


def place(key: int) -> int:
    """Return where the full text has the event of a key: newest first.

    FTS5 walks its lists upwards in little more than half the time that it takes downwards.
    """
    return NEAREST - key


def strays(key: int, at: int) -> bool:
    """Say whether the moment of an event is far from its place in the order."""
    return abs((key >> SLOT_BITS) - at // 1_000) > STRAIGHT_MS


def window(since: int | None, until: int | None) -> tuple[int, int]:
    """Return the keys [low, high) in which all events of a span of time lie that do not stray."""
    low = 0 if since is None else first_key(since // 1_000 - STRAIGHT_MS)
    high = END if until is None else first_key(until // 1_000 + STRAIGHT_MS + 1)
    return max(low, 0), max(high, 0)


def key_cursor(key: int) -> str:
    """Return the text of a place in the order of events."""
    return f"{key >> SLOT_BITS}-{key & (SLOT - 1)}"


def cursor_key(cursor: str) -> int:
    """Return the place a cursor stands for; whatever numbers it holds, it is a valid key."""
    ms, _, counter = cursor.partition("-")
    return min((int(ms) << SLOT_BITS) + int(counter or 0), END)


def pair_cursor(at: int, key: int) -> str:
    """Return the text of a place in an order by time, then key."""
    return f"{at}-{key}"


def cursor_pair(cursor: str) -> tuple[int, int]:
    """Return time and key of a cursor."""
    at, _, key = cursor.partition("-")
    return int(at), int(key or 0)
