"""The evaluated prefix in sequence 0: which prompt it belongs to, and how it gets there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import batched
import logging
from typing import Protocol

from .native import Entry, is_finite
from .pen import Row
from .shelf import Shelf

_LOGGER = logging.getLogger(__name__)


class Damaged(Exception):
    """The model computes no numbers."""


class Memory(Protocol):
    """What holds sequence 0."""

    def evaluate(self, entries: Sequence[Entry]) -> list[Row]:
        """Evaluate a batch."""

    def cut(self, sequence: int, position: int) -> None:
        """Forget a sequence from this position on."""

    def state(self) -> bytes:
        """Return what evaluating sequence 0 has left behind."""

    def restore(self, state: bytes) -> bool:
        """Put that back; tell whether it fits."""


@dataclass(slots=True, kw_only=True)
class _Part:
    """How much of a prefix is evaluated, and the state if it is not in sequence 0."""

    count: int
    state: bytes = field(repr=False)


class Prefixes:
    """Puts the prefix of a prompt into sequence 0: from disk, or by evaluating it in steps.

    A prefix that was not evaluated to its end for want of time is continued the next time. One that
    cannot be kept on disk is kept in memory.
    """

    def __init__(
        self,
        memory: Memory,
        store: Shelf,
        tokens: Mapping[str, Sequence[int]],
        *,
        fingerprint: str,
    ) -> None:
        """Use these tokens by the names of prompts; `fingerprint` tells states of other models apart."""
        self._memory = memory
        self._store = store
        self._tokens = tokens
        self._keys = {
            name: sha256(repr((fingerprint, [*part])).encode()).hexdigest()[:40]
            for name, part in tokens.items()
        }
        self._parts: dict[str, _Part] = {}
        self._current = ""
        self._count = 0
        self._missing: set[str] | None = None

    def length(self, name: str) -> int:
        """Return how many tokens a prefix has."""
        return len(self._tokens[name])

    def use(self, name: str, before_batch: Callable[[], None], *, batch: int) -> bool:
        """Put a prefix into sequence 0; tell whether that took no evaluation.

        What `before_batch` raises ends it, what is evaluated until then stays. Raises Damaged.
        """
        if name != self._current:
            self._leave()
            self._enter(name)
        tokens = self._tokens[name]
        if self._count == len(tokens):
            return True
        for part in batched(tokens[self._count :], batch, strict=False):
            before_batch()
            self._evaluate(part)
        self._keep(name)
        return False

    def improve(self, batch: int) -> bool:
        """Evaluate a little of a prefix that will be needed; tell whether there is more to do."""
        if self._missing is None:
            self._missing = {name for name in self._tokens if not self._kept(name)}
        for name in [name for name in self._tokens if name in self._missing]:
            if name != self._current:
                self._leave()
                self._enter(name)
            rest = self._tokens[name][self._count :][:batch]
            if rest:
                self._evaluate(rest)
            if self._count == len(self._tokens[name]):
                self._keep(name)
            break
        return bool(self._missing)

    def forget(self) -> None:
        """Begin anew: sequence 0 holds nothing certain."""
        self._memory.cut(0, -1)
        self._current, self._count = "", 0

    def _evaluate(self, tokens: Sequence[int]) -> None:
        """Evaluate the next tokens of the prefix."""
        entries = [
            Entry(token=token, position=self._count + i, sequence=0, wanted=i == len(tokens) - 1)
            for i, token in enumerate(tokens)
        ]
        try:
            rows = self._memory.evaluate(entries)
        except BaseException:
            self._memory.cut(0, self._count)
            raise
        if not all(is_finite(row) for row in rows):
            raise Damaged
        self._count += len(tokens)

    def _kept(self, name: str) -> bool:
        """Tell whether a prefix is evaluated and kept."""
        part = self._parts.get(name)
        whole = part is not None and part.count == len(self._tokens[name])
        return whole or self._store.has(self._keys[name])

    def _keep(self, name: str) -> None:
        """Keep the prefix that was just evaluated to its end."""
        state = self._memory.state()
        self._parts.pop(name, None)
        if not self._store.save(self._keys[name], state):
            self._parts[name] = _Part(count=self._count, state=state)
        if self._missing is not None:
            self._missing.discard(name)

    def _leave(self) -> None:
        """Take the prefix out of sequence 0, for later if it is not kept."""
        if self._current and self._count and not self._kept(self._current):
            self._parts[self._current] = _Part(count=self._count, state=self._memory.state())
        self.forget()

    def _enter(self, name: str) -> None:
        """Put into sequence 0 what there is of a prefix."""
        self._current = name
        if (part := self._parts.get(name)) is not None and self._memory.restore(part.state):
            self._count = part.count
            return
        state = self._store.load(self._keys[name])
        if state is None:
            return
        if self._memory.restore(state):
            self._count = len(self._tokens[name])
            return
        _LOGGER.warning(
            "The kept prefix of %s does not fit this model, it is evaluated again", name
        )
        self._store.drop(self._keys[name])
        self._memory.cut(0, -1)
