"""Writes a given answer the way the decoder does: for examples in prompts and for measurements."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pydantic import JsonValue

from .plan import BAR, COMMA, NEXT, Choice, Flag, Number, Numbers, Record, Tag, Text
from .tokens import Encode

NOTHING: Final[Mapping[str, JsonValue]] = {}


def render(
    plan: Record,
    values: Mapping[str, JsonValue],
    encode: Encode,
    known: Mapping[str, JsonValue] = NOTHING,
) -> list[int]:
    """Return the tokens of an answer, without the one that ends it; what is known is not asked."""
    return [token for chunk in chunks(plan, values, known) for token in encode(chunk)]


def chunks(
    plan: Record,
    values: Mapping[str, JsonValue],
    known: Mapping[str, JsonValue] = NOTHING,
    lead: str = "",
) -> Iterator[str]:
    """Return the parts of an answer; each is turned into tokens by itself, as when it is decided."""
    for index, field in enumerate(plan.fields):
        value = known.get(field.name, values[field.name])
        first = value[0] if field.listed and isinstance(value, list) else value
        yield from _value(field.node, first, " " if index else lead)
    for tag in plan.tags:
        if tag.name in known:
            continue
        for value in _said(tag, values[tag.name]):
            yield BAR
            key = tag.key if isinstance(tag.node, Choice) else ""
            if tag.key and not key:
                yield tag.key
            yield from _value(tag.node, value, " " if isinstance(tag.node, Text) else key)
    if plan.rows is not None:
        rows = values[plan.rows.name]
        for index, row in enumerate(rows if isinstance(rows, list) else []):
            if index:
                yield NEXT
            if isinstance(row, dict):
                yield from chunks(plan.rows.record, row, known, "" if index else " ")


def _said(tag: Tag, value: JsonValue) -> Sequence[JsonValue]:
    """Return what is written of a value that may be missing, one entry a time it is written."""
    if tag.listed and isinstance(value, list):
        return value[1:]
    return [] if value == tag.empty else [value]


def _value(
    node: Choice | Number | Numbers | Text | Flag, value: JsonValue, lead: str
) -> Iterator[str]:
    """Return the parts of a single value."""
    match node:
        case Choice(options=options):
            yield lead + next(option.label for option in options if option.value == value)
        case Text():
            yield f" {value}"
        case Number():
            if lead:
                yield lead
            yield from str(value)
        case Numbers() if isinstance(value, list):
            for index, number in enumerate(value):
                if index:
                    yield COMMA
                yield from str(number)
        case _:
            return
