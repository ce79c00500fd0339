"""Identifiers that sort in the order in which they were given out."""

from collections.abc import Callable
from datetime import UTC, datetime
import re
from typing import Final

from ulid_transform import bytes_to_ulid, ulid_at_time, ulid_to_bytes

_ULID: Final = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")


def new_ulid(at: datetime) -> str:
    """Return a fresh random ULID of that moment."""
    return ulid_at_time(at.timestamp())


def ulid_time(ulid: str) -> datetime:
    """Return the moment in a ULID, in UTC.

    Raises ValueError when the text is not a ULID, or one of a year no clock shows.
    """
    if not _ULID.fullmatch(ulid):
        raise ValueError(f"{ulid!r} is not a ULID")
    return datetime.fromtimestamp(int.from_bytes(ulid_to_bytes(ulid)[:6]) / 1000, UTC)


class UlidSequence:
    """Gives out ULIDs of which each is greater than every one before.

    Within a millisecond, and while the clock is behind where it once was, the next id is
    the last one plus one. So the ids keep the order of recording across a clock that
    jumps back; the time of an event is in the event, not to be read out of its id.
    """

    def __init__(self, make: Callable[[datetime], str] = new_ulid) -> None:
        """Start a sequence whose fresh ids come from `make`."""
        self._make = make
        self._last = ""

    def next(self, at: datetime) -> str:
        """Return the next id, for something that happens at that moment."""
        fresh = self._make(at)
        if fresh <= self._last:
            following = int.from_bytes(ulid_to_bytes(self._last)) + 1
            fresh = bytes_to_ulid(following.to_bytes(16))
        self._last = fresh
        return fresh

    def resume_after(self, ulid: str) -> None:
        """Go on behind an id that an earlier run gave out."""
        self._last = max(self._last, ulid)
