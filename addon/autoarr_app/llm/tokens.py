"""What the decoder knows of a model's tokens: their bytes, and which may stand where in a text."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

type Mask = NDArray[np.bool_]
type Encode = Callable[[str], Sequence[int]]
"""Turns text into tokens, none of which is special."""

_CONTINUES: Final = range(0x80, 0xC0)


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
    Utf8.LAST: (_CONTINUES, Utf8.START),
    Utf8.LAST_TWO: (_CONTINUES, Utf8.LAST),
    Utf8.LAST_THREE: (_CONTINUES, Utf8.LAST_TWO),
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


class UnfitVocabulary(Exception):
    """The tokens of a model cannot write what an answer needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The tokens of a model, for writing texts that are printable and whole.

    `characters` is how many characters begin in a token. A text starts with a blank, as words of a
    sentence do; that blank is no part of the value.
    """

    pieces: tuple[bytes, ...]
    end: int
    """The token that ends an answer."""
    encode: Encode
    characters: NDArray[np.int16]
    follows: dict[Utf8, Mask]
    """Which tokens may follow, by where the text stands."""
    blank: Mask
    """Which begin with a blank."""
    words: Mask
    """Which are letters and digits alone."""

    def after(self, state: Utf8, token: int) -> Utf8:
        """Return where a text stands after this token, which must be allowed there."""
        at = walk(state, self.pieces[token])
        if at is None:
            raise ValueError(f"token {token} cannot follow")
        return at


def make_vocabulary(
    pieces: Sequence[bytes], *, end: int, special: Set[int], encode: Encode, barred: bytes
) -> Vocabulary:
    """Return what is known of tokens; special ones and those with the barred byte never are text.

    Raises UnfitVocabulary when a letter, a blank or a digit has no token of its own.
    """
    count = len(pieces)
    follows = {state: np.zeros(count, np.bool_) for state in Utf8}
    characters = np.zeros(count, np.int16)
    blank, words = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    parts: list[int] = []
    whole = follows[Utf8.START]
    for token, piece in enumerate(pieces):
        if not piece or barred in piece or token in special:
            continue
        try:
            text = piece.decode()
        except UnicodeDecodeError:
            parts.append(token)
            continue
        if text.isprintable() and "  " not in text:
            whole[token] = True
            characters[token] = len(text)
            blank[token] = text[0] == " "
            words[token] = piece.isalnum()
    for token in parts:
        characters[token] = sum(byte not in _CONTINUES for byte in pieces[token])
        blank[token] = pieces[token].startswith(b" ")
        for state, mask in follows.items():
            mask[token] = walk(state, pieces[token]) is not None
    if not all(np.any(mask & (characters == 0)) for state, mask in follows.items() if state):
        # A character that is begun could not be ended: then none may be begun.
        for token in parts:
            whole[token] = False
    singles = set(pieces)
    if not np.any(words & (characters == 1)) or not all(
        b" 0123456789"[n : n + 1] in singles for n in range(11)
    ):
        raise UnfitVocabulary("its tokenizer has no token for a blank, a letter or a digit")
    return Vocabulary(
        pieces=tuple(pieces),
        end=end,
        encode=encode,
        characters=characters,
        follows=follows,
        blank=blank,
        words=words,
    )
