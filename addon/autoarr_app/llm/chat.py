"""How a conversation is written for Qwen and its kin: the fixed prefix, and the tail of a question."""

from typing import Final, Protocol

from .prompts import Prompt
from .render import render

BEGIN: Final = "<|im_start|>"
END: Final = "<|im_end|>"

MOST_TAIL: Final = 256
"""Tokens of a question; ordinary ones have a tenth of it."""

_UNTHINKING: Final = "<think>\n\n</think>\n\n"
"""What models that think aloud are given, so that they answer at once."""


class ForeignChat(Exception):
    """The model was not taught to converse in this form."""


class Encoder(Protocol):
    """Turns text into tokens."""

    def __call__(self, text: str, *, special: bool = False) -> list[int]:
        """Return the tokens; only with `special` do names of special tokens become those."""


class Chat:
    """Writes conversations in the form the model was taught."""

    def __init__(self, encode: Encoder, template: str) -> None:
        """Use the tokens of this model; raises ForeignChat."""
        self._encode = encode
        marks = [encode(mark, special=True) for mark in (BEGIN, END)]
        if any(len(mark) != 1 for mark in marks):
            raise ForeignChat("it does not converse in the form of Qwen (ChatML)")
        self._begin, self._end = marks[0][0], marks[1][0]
        self.end = self._end
        self._opening = encode(_UNTHINKING, special=True) if "enable_thinking" in template else []

    def prefix(self, prompt: Prompt) -> tuple[int, ...]:
        """Return rules and examples, up to where the question begins."""
        tokens = [self._begin, *self._encode(f"system\n{prompt.system}"), *self._close()]
        for example in prompt.examples:
            tokens += [self._begin, *self._encode("user\n"), *self._encode(example.user)]
            tokens += [*self._close(), self._begin, *self._encode("assistant\n"), *self._opening]
            tokens += [*render(prompt.plan, example.answer, self._encode), *self._close()]
        return (*tokens, self._begin, *self._encode("user\n"))

    def tail(self, user: str) -> tuple[int, ...]:
        """Return a question, and what opens its answer; special tokens in the question are text."""
        tokens = self._encode(user)
        while len(tokens) > MOST_TAIL:
            user = user[: max(1, len(user) * MOST_TAIL // len(tokens))].rstrip()
            tokens = self._encode(user)
        opening = [self._begin, *self._encode("assistant\n"), *self._opening]
        return (*tokens, *self._close(), *opening)

    def _close(self) -> list[int]:
        """Return what ends a turn."""
        return [self._end, *self._encode("\n")]
