"""A plan: what an answer consists of, and how it is written with as few tokens as possible.

The model writes values alone, in one short line a record, e.g. `add tv The Expanse|season 2,3|UHD`.
First come the values that always are there, divided by a space, then, each after a bar, those that
may be missing: what is empty is not said. The object is put together by the decoder, so that
whatever the model writes, the answer has the shape the schema demands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import JsonValue

BAR: Final = "|"
"""Goes before each value that may be missing."""

NEXT: Final = "\n"
"""Divides the records of a list."""

COMMA: Final = ","
"""Divides the numbers of a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One value of a closed set, and how it is written."""

    label: str
    value: JsonValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a closed set; `likely` is a guess that is checked in passing."""

    options: tuple[Option, ...]
    likely: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A whole number within bounds, both included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words, at most that many characters and tokens; printable, never empty."""

    characters: int
    tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """At least one number and at most that many."""

    item: Number
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Said or not said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A value that is always written; `listed` when it is the first of a list."""

    name: str
    node: Choice | Number | Text
    listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A value that may be missing: `key` goes before it, `empty` stands for it.

    One that is `listed` goes to the others of a list, and may come several times.
    """

    name: str
    key: str
    node: Choice | Number | Numbers | Text | Flag
    empty: JsonValue
    listed: bool = False
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An object: its fixed values, its tags, and at the end perhaps a list of records."""

    fields: tuple[Field, ...]
    tags: tuple[Tag, ...] = ()
    rows: Rows | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A list of records.

    `none_for` and `some_for` name the values of the field before with which the list is empty, or
    is not; with any other the model decides.
    """

    name: str
    record: Record
    most: int
    after: str
    none_for: tuple[str, ...] = ()
    some_for: tuple[str, ...] = ()


type Values = Mapping[str, JsonValue]


def can_grow(value: int, low: int, high: int) -> bool:
    """Tell whether digits appended to this number can end within the bounds."""
    if value == 0:
        return False
    first, last = value * 10, value * 10 + 9
    while first <= high:
        if last >= low:
            return True
        first, last = first * 10, last * 10 + 9
    return False


def next_digits(value: int | None, low: int, high: int) -> tuple[int, ...]:
    """Return the digits that may follow; `value` is what was written so far, None at the start."""
    if value is not None and not can_grow(value, low, high):
        return ()
    start = 0 if value is None else value * 10
    reach = range(start, start + 10)
    return tuple(n - start for n in reach if low <= n <= high or can_grow(n, low, high))


def tag_starts(tag: Tag) -> tuple[str, ...]:
    """Return every way in which this tag can begin."""
    match tag.node:
        case Choice(options=options):
            return tuple(tag.key + option.label for option in options)
        case Number(low=low, high=high) if not tag.key:
            return tuple(str(digit) for digit in next_digits(None, low, high))
        case _:
            return (tag.key,)


def empty_values(plan: Record) -> dict[str, JsonValue]:
    """Return what stands for the values that are not written."""
    values = {tag.name: tag.empty for tag in plan.tags}
    return values | ({plan.rows.name: []} if plan.rows else {})
