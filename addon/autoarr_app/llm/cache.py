"""Answers that were given before, so that the model is not asked the same thing twice."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final
import unicodedata

import orjson
from pydantic import BaseModel, JsonValue

MOST_ENTRIES: Final = 2_000
MOST_BYTES: Final = 4 * 1024 * 1024
_OVERHEAD: Final = 1_000
"""What an entry takes beside its JSON: objects, keys, the table; roughly, and rather too much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What has to be the same for the same answer."""

    model: str
    """The weights: another file under the same name is another model."""
    prompt: str
    """The version of the task's prompt."""
    task: str
    question: bytes


def normal_question(question: dict[str, JsonValue]) -> bytes:
    """Return what is the same for questions that must get the same answer; deadlines don't matter."""
    meaning = {name: value for name, value in question.items() if name != "deadline_ms"}
    return orjson.dumps(_normal(meaning), option=orjson.OPT_SORT_KEYS)


def _normal(value: JsonValue) -> JsonValue:
    """Return the value with its texts written in one way: composed letters, single spaces."""
    match value:
        case str():
            return " ".join(unicodedata.normalize("NFC", value).split())
        case list():
            return [_normal(one) for one in value]
        case dict():
            return {name: _normal(one) for name, one in value.items()}
        case _:
            return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer that was given."""

    model: str
    """The id of the model that gave it."""
    result: BaseModel


class AnswerCache:
    """The answers used last, bounded in number and size; errors are never kept."""

    def __init__(self, *, entries: int = MOST_ENTRIES, size: int = MOST_BYTES) -> None:
        """Make an empty cache for so many answers and, roughly, bytes of memory."""
        self._most_entries = entries
        self._most_bytes = size
        self._kept: OrderedDict[Key, tuple[Kept, int]] = OrderedDict()
        self._bytes = 0

    def __len__(self) -> int:
        """Count the answers."""
        return len(self._kept)

    @property
    def size(self) -> int:
        """Return what the answers take in memory, roughly, in bytes."""
        return self._bytes

    def get(self, key: Key) -> Kept | None:
        """Return what was answered, and keep it for longer."""
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        return self._kept[key][0]

    def put(self, key: Key, kept: Kept) -> None:
        """Keep an answer; those not used for the longest time go."""
        if key in self._kept:
            self._bytes -= self._kept.pop(key)[1]
        size = _OVERHEAD + 2 * len(key.question) + 4 * len(kept.result.model_dump_json())
        if size > self._most_bytes:
            return
        self._kept[key] = (kept, size)
        self._bytes += size
        while len(self._kept) > self._most_entries or self._bytes > self._most_bytes:
            _, (_, gone) = self._kept.popitem(last=False)
            self._bytes -= gone
