"""What the decoder knows of a model's tokens: which may stand where in a text."""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from .utf8 import CONTINUES, Utf8, walk

type Mask = NDArray[np.bool_]
type Encode = Callable[[str], Sequence[int]]
"""Turns text into tokens, none of which is special."""

_BLANK: Final = 1 << len(Utf8)
_WORD: Final = _BLANK << 1
_SINGLES: Final = {b" 0123456789"[n : n + 1] for n in range(11)}


class UnfitVocabulary(Exception):
    """The tokens of a model cannot write what an answer needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """The kind of every token: where in a text it may stand, and how many characters begin in it."""

    flags: NDArray[np.uint16]
    """A bit for each state of `Utf8` it may follow, one for a blank at its beginning, one for a word."""
    characters: NDArray[np.int16]

    def as_bytes(self) -> bytes:
        """Return them to be kept."""
        return self.flags.tobytes() + self.characters.tobytes()

    @classmethod
    def from_bytes(cls, data: bytes, count: int) -> Self | None:
        """Return what was kept of this many tokens, None when it is of another number."""
        flags, characters = np.dtype(np.uint16), np.dtype(np.int16)
        if len(data) != count * (flags.itemsize + characters.itemsize):
            return None
        return cls(
            flags=np.frombuffer(data, flags, count),
            characters=np.frombuffer(data, characters, count, count * flags.itemsize),
        )


class Vocabulary:
    """The tokens of a model, for writing texts that are printable and whole.

    A text starts with a blank, as words of a sentence do; that blank is no part of the value.
    """

    def __init__(
        self, kinds: Kinds, *, end: int, encode: Encode, piece: Callable[[int], bytes]
    ) -> None:
        """Use tokens of these kinds; `end` ends an answer, `piece` returns the bytes of a token."""
        self.end = end
        self.encode = encode
        self.piece = piece
        self.characters = kinds.characters
        self.follows: dict[Utf8, Mask] = {
            state: (kinds.flags & (1 << state)) != 0 for state in Utf8
        }
        self.blank: Mask = (kinds.flags & _BLANK) != 0
        self.words: Mask = (kinds.flags & _WORD) != 0

    def after(self, state: Utf8, token: int) -> Utf8:
        """Return where a text stands after this token, which must be allowed there."""
        at = walk(state, self.piece(token))
        if at is None:
            raise ValueError(f"token {token} cannot follow")
        return at


def kinds_of(pieces: Iterable[bytes], *, count: int, special: Set[int], barred: bytes) -> Kinds:
    """Return the kinds of tokens; special ones and those with the barred byte never are text.

    Raises UnfitVocabulary when a letter, a blank or a digit has no token of its own.
    """
    flags = np.zeros(count, np.uint16)
    characters = np.zeros(count, np.int16)
    parts: list[int] = []
    missing = set(_SINGLES)
    letter = False
    for token, piece in enumerate(pieces):
        if not piece or barred in piece or token in special:
            continue
        missing.discard(piece)
        try:
            text = piece.decode()
        except UnicodeDecodeError:
            parts.append(token)
            characters[token] = sum(byte not in CONTINUES for byte in piece)
            follows = sum(1 << state for state in Utf8 if walk(state, piece) is not None)
            flags[token] = follows | (_BLANK if piece.startswith(b" ") else 0)
            continue
        if text.isprintable() and "  " not in text:
            word = piece.isalnum()
            letter = letter or (word and len(text) == 1)
            characters[token] = len(text)
            flags[token] = 1 | (_BLANK if text[0] == " " else 0) | (_WORD if word else 0)
    inner = flags[characters == 0]
    if not all(np.any(inner & (1 << state)) for state in Utf8 if state):
        # A character that is begun could not be ended: then none may be begun.
        flags[parts] &= ~np.uint16(1)
    if missing or not letter:
        raise UnfitVocabulary("its tokenizer has no token for a blank, a letter or a digit")
    return Kinds(flags=flags, characters=characters)
