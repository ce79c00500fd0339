"""Records as they are stored: written as JSON, and read, each value as it should be or the record is damaged."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Final, cast

from .ports import JsonObject, JsonValue


class DamagedRecord(ValueError):
    """A stored record cannot be understood; the text says why."""


_PLAIN: Final = frozenset({str, int, float, bool})


def encode(value: object) -> JsonValue:
    """Return a record, or what it is made of, as JSON; raises TypeError for what has no such form."""
    if value is None or type(value) in _PLAIN:
        return cast("JsonValue", value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [encode(part) for part in value]
    if isinstance(value, Mapping):
        return {str(key): encode(part) for key, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {name: encode(getattr(value, name)) for name in _names(type(value))}
    raise TypeError(f"{type(value).__name__} has no JSON form")


@lru_cache(maxsize=64)
def _names(record: type) -> tuple[str, ...]:
    """Return the names of the fields of a record."""
    return tuple(field.name for field in fields(record))


def decoded[T](raw: JsonValue, build: Callable[[JsonObject], T]) -> T:
    """Build a record of an object, with one kind of error; raises DamagedRecord."""
    found = object_of(raw)
    try:
        return build(found)
    except KeyError as err:
        raise DamagedRecord(f"{err.args[0]} is missing") from err
    except ValueError as err:
        raise DamagedRecord(str(err)) from err


def object_of(value: JsonValue) -> JsonObject:
    """Return an object; raises DamagedRecord for anything else."""
    if not isinstance(value, dict):
        raise DamagedRecord(f"{value!r:.40} is not an object")
    return value


def list_of(value: JsonValue) -> list[JsonValue]:
    """Return a list; raises DamagedRecord for anything else."""
    if not isinstance(value, list):
        raise DamagedRecord(f"{value!r:.40} is not a list")
    return value


def text_of(value: JsonValue) -> str:
    """Return a text; raises DamagedRecord for anything else."""
    if not isinstance(value, str):
        raise DamagedRecord(f"{value!r:.40} is not a text")
    return value


def texts_of(value: JsonValue) -> tuple[str, ...]:
    """Return a list of texts; raises DamagedRecord."""
    return tuple(text_of(part) for part in list_of(value))


def number_of(value: JsonValue) -> int:
    """Return a whole number; raises DamagedRecord for anything else."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise DamagedRecord(f"{value!r:.40} is not a number")
    return value


def numbers_of(value: JsonValue) -> tuple[int, ...]:
    """Return a list of whole numbers; raises DamagedRecord."""
    return tuple(number_of(part) for part in list_of(value))


def moment(value: JsonValue) -> datetime:
    """Return an aware UTC time; raises DamagedRecord."""
    try:
        found = datetime.fromisoformat(text_of(value))
    except ValueError as err:
        raise DamagedRecord(str(err)) from err
    if found.tzinfo is None:
        raise DamagedRecord("a time has no zone")
    return found.astimezone(UTC)


def opt_moment(value: JsonValue) -> datetime | None:
    """Return an aware UTC time, None for nothing; raises DamagedRecord."""
    return None if value is None else moment(value)
