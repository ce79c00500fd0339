"""Reading stored records: each value is what it should be, or the record is damaged."""

from collections.abc import Callable
from datetime import UTC, datetime

from .ports import JsonObject, JsonValue


class DamagedRecord(ValueError):
    """A stored record cannot be understood; the text says why."""


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
