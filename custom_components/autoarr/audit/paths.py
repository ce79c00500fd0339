"""Paths into a document: `a.b`, and `fields[name=tvCategory].value` for the entry of a list; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
import re
from typing import Final

from ..journal.ports import JsonValue
from .models import MISSING, Missing

_SEGMENT: Final = re.compile(r"(?P<name>[\w-]+)(?:\[(?P<key>[\w-]+)=(?P<value>[^\]]*)\])?")


class PathError(ValueError):
    """A path is not written as paths are; the text says where."""


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a path: a name, and which entry where a list lies under it."""

    name: str
    key: str = ""
    value: str = ""


@lru_cache(maxsize=4096)
def parse(path: str) -> tuple[Step, ...]:
    """Return the steps of a path; raises PathError."""
    steps: list[Step] = []
    for part in _split(path):
        found = _SEGMENT.fullmatch(part)
        if found is None:
            raise PathError(
                f"{path!r} has the part {part!r}, which is neither name nor name[key=value]"
            )
        steps.append(Step(found["name"], found["key"] or "", found["value"] or ""))
    return tuple(steps)


def value_at(document: JsonValue, path: str) -> JsonValue | Missing:
    """Return what lies at a path, MISSING where nothing does; raises PathError."""
    present: JsonValue | Missing = document
    for step in parse(path):
        if not isinstance(present, Mapping) or step.name not in present:
            return MISSING
        present = present[step.name]
        if step.key:
            present = _entry(present, step)
    return present


def with_value(document: JsonValue, path: str, value: JsonValue) -> JsonValue:
    """Return a copy in which one value is another, all else the very same; raises PathError, LookupError when it is not there."""
    return _replaced(document, parse(path), value, path)


def _replaced(
    present: JsonValue, steps: tuple[Step, ...], value: JsonValue, path: str
) -> JsonValue:
    """Replace what the steps lead to."""
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if not isinstance(present, dict) or step.name not in present:
        raise LookupError(f"there is no {path}")
    below = present[step.name]
    if not step.key:
        return {**present, step.name: _replaced(below, rest, value, path)}
    wanted = _entry(below, step)
    if not isinstance(below, list) or wanted is MISSING:
        raise LookupError(f"there is no {path}")
    return {
        **present,
        step.name: [
            _replaced(entry, rest, value, path) if entry is wanted else entry for entry in below
        ],
    }


def _entry(entries: JsonValue | Missing, step: Step) -> JsonValue | Missing:
    """Return the entry of a list that a step means."""
    if isinstance(entries, list):
        for entry in entries:
            if isinstance(entry, Mapping) and str(entry.get(step.key)) == step.value:
                return entry
    return MISSING


def _split(path: str) -> list[str]:
    """Split at the dots that lie outside of brackets."""
    parts, depth, start = [], 0, 0
    for index, letter in enumerate(path):
        if letter == "[":
            depth += 1
        elif letter == "]":
            depth -= 1
        elif letter == "." and depth == 0:
            parts.append(path[start:index])
            start = index + 1
    return [*parts, path[start:]]
