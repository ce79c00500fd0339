"""Where bytes stand inside the characters of a text: the automaton of UTF-8."""

from enum import IntEnum
from typing import Final

CONTINUES: Final = range(0x80, 0xC0)
"""Bytes that begin no character."""


class Utf8(IntEnum):
    """Where inside a character a text stands; the names tell which bytes may follow."""

    START = 0
    LAST = 1
    LAST_TWO = 2
    LAST_THREE = 3
    AFTER_E0 = 4
    AFTER_ED = 5
    AFTER_F0 = 6
    AFTER_F4 = 7


_SECOND: Final = {
    Utf8.AFTER_E0: (range(0xA0, 0xC0), Utf8.LAST),
    Utf8.AFTER_ED: (range(0x80, 0xA0), Utf8.LAST),
    Utf8.AFTER_F0: (range(0x90, 0xC0), Utf8.LAST_TWO),
    Utf8.AFTER_F4: (range(0x80, 0x90), Utf8.LAST_TWO),
    Utf8.LAST: (CONTINUES, Utf8.START),
    Utf8.LAST_TWO: (CONTINUES, Utf8.LAST),
    Utf8.LAST_THREE: (CONTINUES, Utf8.LAST_TWO),
}

_LEADS: Final = (
    (range(0x20, 0x7F), Utf8.START),
    (range(0xC2, 0xE0), Utf8.LAST),
    (range(0xE0, 0xE1), Utf8.AFTER_E0),
    (range(0xED, 0xEE), Utf8.AFTER_ED),
    (range(0xE1, 0xF0), Utf8.LAST_TWO),
    (range(0xF0, 0xF1), Utf8.AFTER_F0),
    (range(0xF4, 0xF5), Utf8.AFTER_F4),
    (range(0xF1, 0xF4), Utf8.LAST_THREE),
)


def step(state: Utf8, byte: int) -> Utf8 | None:
    """Return where a text stands after one more byte, None when the byte cannot follow."""
    if state is not Utf8.START:
        allowed, then = _SECOND[state]
        return then if byte in allowed else None
    return next((then for allowed, then in _LEADS if byte in allowed), None)


def walk(state: Utf8, piece: bytes) -> Utf8 | None:
    """Return where a text stands after these bytes, None when they cannot follow."""
    at: Utf8 | None = state
    for byte in piece:
        if at is None:
            return None
        at = step(at, byte)
    return at
