"""Writes single values: one of several words, a number, a text; each tells where it ends."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from .drafts import Drafter
from .pen import Ids, Pen, Writing
from .plan import COMMA, Number, Numbers, Text, next_digits
from .tokens import Mask, Vocabulary
from .utf8 import Utf8

END: Final = ""
"""Stands for the token that ends the answer."""

ANSWER_TOKENS: Final = 160
"""After that many an answer begins nothing new: it ends with the value that is being written."""

_LONG: Final = 64
"""No token has more characters than that, so that far from the limit none needs to be counted."""


class ValueWriter:
    """Writes values with a pen.

    Followers are what may come after a value, all with different first tokens; which of them came
    is returned together with a value that ends by them.
    """

    def __init__(
        self, pen: Pen, vocabulary: Vocabulary, drafter: Drafter, *, tokens: int | None = None
    ) -> None:
        """Write with this pen; `tokens` limits texts further than the plan does."""
        self.pen = pen
        self._vocabulary = vocabulary
        self._drafter = drafter
        self._tokens = tokens

    def encode(self, text: str) -> tuple[int, ...]:
        """Return the tokens of what the grammar gives."""
        return tuple(self._vocabulary.encode(text)) if text else (self._vocabulary.end,)

    def ends(self, more: Sequence[str], followers: Sequence[str]) -> tuple[str, ...]:
        """Return what may follow a value: more of the answer only if it is not too long already."""
        return tuple(followers) if self.pen.written >= ANSWER_TOKENS else (*more, *followers)

    def one_of(self, words: Sequence[str], guess: Sequence[int] = ()) -> Writing[str]:
        """Write one of the words, none of which begins like another, and return it."""
        left = {word: self.encode(word) for word in words}
        at = 0
        while len(left) > 1:
            allowed = sorted({tokens[at] for tokens in left.values()})
            token = yield from self.pen.decide(np.array(allowed, np.intp), guess)
            guess = guess[1:] if guess and guess[0] == token else ()
            left = {word: tokens for word, tokens in left.items() if tokens[at] == token}
            at += 1
        [(word, tokens)] = left.items()
        self.pen.write(tokens[at:])
        return word

    def number(
        self, node: Number, followers: Sequence[str], value: int | None = None
    ) -> Writing[tuple[int, str]]:
        """Write a number, or the rest of one, and return it with what follows."""
        closing = {self.encode(follower)[0]: follower for follower in followers}
        while True:
            digits = {
                self.encode(str(digit))[0]: digit
                for digit in next_digits(value, node.low, node.high)
            }
            whole = value is not None and value >= node.low
            allowed = [*digits, *(closing if whole else ())]
            draft = self._drafter.number("" if value is None else str(value))
            token = yield from self.pen.decide(np.array(allowed, np.intp), draft)
            if value is not None and token not in digits:
                self.pen.write(self.encode(closing[token])[1:])
                return value, closing[token]
            value = (value or 0) * 10 + digits[token]

    def numbers(self, node: Numbers, followers: Sequence[str]) -> Writing[tuple[list[int], str]]:
        """Write a list of numbers and return it with what follows."""
        found: list[int] = []
        follower = COMMA
        while follower == COMMA:
            more = (COMMA,) if len(found) + 1 < node.most else ()
            ends = self.ends(more, followers)
            value, follower = yield from self.number(node.item, ends)
            found.append(value)
        return found, follower

    def text(self, node: Text, followers: Sequence[str]) -> Writing[tuple[str, str]]:
        """Write a blank and a text, and return the text with what follows."""
        closing = {self.encode(follower)[0]: follower for follower in followers}
        ends = np.array(sorted(closing), np.intp)
        most = node.tokens if self._tokens is None else max(2, min(node.tokens, self._tokens))
        written, state, count, room = b"", Utf8.START, 0, node.characters + 1
        while True:
            text = written.decode(errors="ignore")
            said = any(character.isalnum() for character in text)
            inner = self._inner(written, state, said=said, room=room, left=most - count)
            allowed = np.concatenate((inner, ends)) if said and state is Utf8.START else inner
            draft = self._drafter.text(text) if state is Utf8.START else ()
            token = yield from self.pen.decide(allowed, draft)
            if token in closing:
                self.pen.write(self.encode(closing[token])[1:])
                shown = "".join(c if c.isprintable() else " " for c in text)
                return " ".join(shown.split()), closing[token]
            state = self._vocabulary.after(state, token)
            written += self._vocabulary.piece(token)
            room -= int(self._vocabulary.characters[token])
            count += 1

    def _inner(self, written: bytes, state: Utf8, *, said: bool, room: int, left: int) -> Ids:
        """Return the tokens with which a text may go on.

        As long as it has neither letter nor digit, room for one stays; a text without tokens left
        ends its last character, and then itself.
        """
        vocabulary = self._vocabulary
        if state is not Utf8.START and (left <= 0 or room <= 0):
            return _ids(vocabulary.follows[state] & (vocabulary.characters == 0))
        if said and (left <= 0 or room <= 0):
            return _ids(np.zeros(0, np.bool_))
        if not said and left <= 1 and state is Utf8.START:
            return _ids(vocabulary.words & (vocabulary.characters <= room))
        allowed: Mask = vocabulary.follows[state]
        if not written:
            allowed = allowed & vocabulary.blank
        elif written.endswith(b" "):
            allowed = allowed & ~vocabulary.blank
        if not said:
            words = vocabulary.words & (vocabulary.characters <= room)
            short = vocabulary.characters <= room - 1
            return _ids(allowed & (short | (words if state is Utf8.START else False)))
        if room < _LONG:
            allowed = allowed & (vocabulary.characters <= room)
        return _ids(allowed)


def _ids(mask: Mask) -> Ids:
    """Return the tokens of a mask."""
    return np.flatnonzero(mask)
