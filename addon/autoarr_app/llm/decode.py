"""Writes an answer by its plan: whatever the logits say, it ends and fits the schema."""

from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from .pen import Writing
from .plan import (
    BAR,
    NEXT,
    Choice,
    Field,
    Flag,
    Number,
    Numbers,
    Record,
    Rows,
    Tag,
    Text,
    empty_values,
    tag_starts,
)
from .values import END, ValueWriter

type Followers = tuple[str, ...]
type Written = tuple[dict[str, JsonValue], str | None]
"""An object, and what was written after it, if that was decided already."""


class Writer:
    """Writes one answer; what is known, by the names of fields, is not asked."""

    def __init__(self, values: ValueWriter, known: Mapping[str, JsonValue]) -> None:
        """Write values with this writer."""
        self._values = values
        self._known = known

    def answer(self, plan: Record) -> Writing[dict[str, JsonValue]]:
        """Write an answer and return its values."""
        values, after = yield from self._record(plan, {}, (END,))
        if after is None:
            yield from self._values.one_of((END,))
        return values

    def _record(
        self, plan: Record, begun: dict[str, JsonValue], followers: Followers
    ) -> Writing[Written]:
        """Write an object, the first values of which may be written already."""
        values = empty_values(plan) | begun
        after: str | None = None
        more = (BAR,) if self._open(plan.tags) else ()
        for index, field in enumerate(plan.fields):
            if field.name in begun:
                continue
            if isinstance(field.node, Choice):
                labels = self._labels(field, " " if index else "")
                word = yield from self._values.one_of(tuple(labels), self._guess(plan, index))
                values[field.name] = labels[word]
            elif isinstance(field.node, Text):
                ends = self._values.ends(more, followers)
                text, after = yield from self._values.text(field.node, ends)
                values[field.name] = [text] if field.listed else text
            else:
                if index:
                    yield from self._values.one_of((" ",))
                ends = self._values.ends(more, followers)
                values[field.name], after = yield from self._values.number(field.node, ends)
        if plan.rows is not None:
            return (yield from self._rows(plan.rows, values, followers))
        return (yield from self._tags(plan.tags, values, after, followers))

    def _rows(
        self, rows: Rows, values: dict[str, JsonValue], followers: Followers
    ) -> Writing[Written]:
        """Write the list of objects at the end of an object."""
        found: list[JsonValue] = []
        values[rows.name] = found
        first = rows.record.fields[0]
        before = values[rows.after]
        labels = {} if before in rows.none_for else self._labels(first, " ")
        ends = () if before in rows.some_for else followers
        guess = self._guess(rows.record, 0, " ")
        start = yield from self._values.one_of((*labels, *ends), guess)
        while start in labels:
            more = (NEXT,) if len(found) + 1 < rows.most else ()
            ends = self._values.ends(more, followers)
            row, after = yield from self._record(rows.record, {first.name: labels[start]}, ends)
            found.append(row)
            start = (yield from self._values.one_of(ends)) if after is None else after
            if start == NEXT:
                labels = self._labels(first, "")
                start = yield from self._values.one_of(tuple(labels))
        return values, start

    def _tags(
        self,
        tags: Sequence[Tag],
        values: dict[str, JsonValue],
        after: str | None,
        followers: Followers,
    ) -> Writing[Written]:
        """Write those values that are there of those that may be missing."""
        values |= {tag.name: self._known[tag.name] for tag in tags if tag.name in self._known}
        left = self._open(tags)
        while left:
            if after is None:
                after = yield from self._values.one_of(self._values.ends((BAR,), followers))
            if after != BAR:
                break
            starts = {start: index for index, tag in enumerate(left) for start in tag_starts(tag)}
            start = yield from self._values.one_of(tuple(starts))
            tag, left = left[starts[start]], left[starts[start] + 1 :]
            ends = self._values.ends((BAR,) if left else (), followers)
            value, after = yield from self._tag(tag, start, ends)
            held = values[tag.name]
            values[tag.name] = [*held, value] if tag.listed and isinstance(held, list) else value
        return values, after

    def _tag(
        self, tag: Tag, start: str, followers: Followers
    ) -> Writing[tuple[JsonValue, str | None]]:
        """Write the rest of a value of which the start is written."""
        match tag.node:
            case Flag():
                return True, None
            case Choice(options=options):
                return next(o.value for o in options if tag.key + o.label == start), None
            case Number():
                value = None if tag.key else int(start)
                return (yield from self._values.number(tag.node, followers, value))
            case Numbers():
                numbers, after = yield from self._values.numbers(tag.node, followers)
                return [*numbers], after
            case Text():
                return (yield from self._values.text(tag.node, followers))

    def _open(self, tags: Sequence[Tag]) -> list[Tag]:
        """Return the tags that are to be asked, as often as they may come."""
        return [
            tag
            for tag in tags
            if tag.listed or tag.name not in self._known
            for _ in range(tag.times)
        ]

    def _labels(self, field: Field, lead: str) -> dict[str, JsonValue]:
        """Return how a value of a closed set may be written, and what that means."""
        node = field.node
        options = node.options if isinstance(node, Choice) else ()
        known = self._known.get(field.name)
        kept = [o for o in options if o.value == known] if field.name in self._known else options
        return {lead + option.label: option.value for option in kept}

    def _guess(self, plan: Record, index: int, lead: str = "") -> tuple[int, ...]:
        """Return a guess of how an object begins from this value on."""
        guess: tuple[int, ...] = ()
        fields = [(field, " " if at else lead) for at, field in enumerate(plan.fields)][index:]
        if plan.rows is not None:
            fields.append((plan.rows.record.fields[0], " "))
        for field, before in fields:
            likely = field.node.likely if isinstance(field.node, Choice) else None
            words = list(self._labels(field, before))
            if likely is None or not words:
                break
            word = words[0] if len(words) == 1 else before + likely
            guess += self._values.encode(word)
        return guess
