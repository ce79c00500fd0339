"""Reads fields out of decoded JSON: unknown fields are accepted, a missing one is named."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
import math
import re
from typing import Self, override

type JsonValue = str | int | float | bool | None | list[JsonValue] | dict[str, JsonValue]
type JsonObject = dict[str, JsonValue]

_SPAN = re.compile(
    r"(?P<sign>-?)(?:(?P<days>\d{1,6})[.:])?"
    r"(?P<h>\d{1,6}):(?P<m>\d{1,6}):(?P<s>\d{1,6}(?:\.\d{1,15})?)"
)
_LONGEST = 10**12
_FRACTION = re.compile(r"(\.\d{6})\d+")
_UNITS = ("", "K", "M", "G", "T", "P")
_SIZE = re.compile(r"(?P<number>\d{1,15}(?:[.,]\d{1,15})?)\s*(?P<unit>[KMGTP]?)i?B?", re.IGNORECASE)


class Tolerant(StrEnum):
    """Values a newer service may add to: what we do not know becomes the last one."""

    @classmethod
    @override
    def _missing_(cls, value: object) -> Self:
        return list(cls)[-1]


class FieldError(ValueError):
    """A field is missing or unusable; `path` says which one, e.g. `records[3].id`."""

    def __init__(self, path: str, problem: str) -> None:
        """Name the field and what is wrong with it."""
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem

    def inside(self, parent: str) -> FieldError:
        """Return the same error seen from one level further out."""
        joint = "" if not self.path or self.path.startswith("[") else "."
        return FieldError(f"{parent}{joint}{self.path}", self.problem)


def as_object(value: JsonValue) -> JsonObject:
    """Return a JSON object; raises FieldError for anything else."""
    if not isinstance(value, dict):
        raise FieldError("", "is not an object")
    return value


def as_list(value: JsonValue) -> list[JsonValue]:
    """Return a JSON array; raises FieldError for anything else."""
    if not isinstance(value, list):
        raise FieldError("", "is not a list")
    return value


@dataclass(frozen=True, slots=True)
class Each[T]:
    """Decodes every object of a JSON array, read whole or one by one; an error names the position."""

    decoder: Callable[[JsonObject], T]

    def __call__(self, value: JsonValue) -> list[T]:
        """Decode a whole array; raises FieldError."""
        return self.stream(as_list(value))

    def stream(self, elements: Iterable[JsonValue]) -> list[T]:
        """Decode what comes, one by one; raises FieldError."""
        return [self._at(position, element) for position, element in enumerate(elements)]

    def _at(self, position: int, element: JsonValue) -> T:
        """Decode one element of a list; an error names its position."""
        try:
            return self.decoder(as_object(element))
        except FieldError as err:
            raise err.inside(f"[{position}]") from None


def child[T](raw: JsonObject, name: str, decoder: Callable[[JsonObject], T]) -> T:
    """Decode a required object below `name`."""
    try:
        return decoder(as_object(_required(raw, name)))
    except FieldError as err:
        raise err if err.path == name else err.inside(name) from None


def opt_child[T](raw: JsonObject, name: str, decoder: Callable[[JsonObject], T]) -> T | None:
    """Decode the object below `name` when there is one."""
    return child(raw, name, decoder) if isinstance(raw.get(name), dict) else None


def children[T](raw: JsonObject, name: str, decoder: Callable[[JsonObject], T]) -> tuple[T, ...]:
    """Decode the list of objects below `name`; nothing there is an empty list."""
    value = raw.get(name)
    if value is None:
        return ()
    try:
        return tuple(Each(decoder)(value))
    except FieldError as err:
        raise err.inside(name) from None


def text(raw: JsonObject, name: str) -> str:
    """Return a required text."""
    return _as_text(_required(raw, name), name)


def text_or(raw: JsonObject, name: str, default: str = "") -> str:
    """Return a text, or the default when there is none."""
    value = raw.get(name)
    return default if value is None else _as_text(value, name)


def opt_text(raw: JsonObject, name: str) -> str | None:
    """Return a text, or None when it is missing or blank."""
    value = raw.get(name)
    return None if value is None or value == "" else _as_text(value, name)


def integer(raw: JsonObject, name: str) -> int:
    """Return a required whole number, also when it is sent as text."""
    return _as_integer(_required(raw, name), name)


def integer_or(raw: JsonObject, name: str, default: int = 0) -> int:
    """Return a whole number, or the default when there is none."""
    value = raw.get(name)
    return default if value is None or value == "" else _as_integer(value, name)


def opt_integer(raw: JsonObject, name: str) -> int | None:
    """Return a whole number, or None when there is none."""
    value = raw.get(name)
    return None if value is None or value == "" else _as_integer(value, name)


def opt_id(raw: JsonObject, name: str) -> int | None:
    """Return an id; the services write 0 for "none"."""
    return opt_integer(raw, name) or None


def number_or(raw: JsonObject, name: str, default: float = 0.0) -> float:
    """Return a number, or the default when there is none."""
    value = raw.get(name)
    if value is None or value == "":
        return default
    if isinstance(value, (int, float, str)):
        try:
            found = float(value)
        except ValueError, OverflowError:
            found = math.nan
        if math.isfinite(found):
            return found
    raise FieldError(name, "is not a number")


def flag(raw: JsonObject, name: str, *, default: bool = False) -> bool:
    """Return a truth value; SABnzbd mixes true, 1 and "1"."""
    value = raw.get(name)
    if value is None:
        return default
    if isinstance(value, str):
        return value.strip().lower() in {"1", "true", "yes"}
    return bool(value)


def texts(raw: JsonObject, name: str) -> tuple[str, ...]:
    """Return the texts of a list; nothing there is an empty list."""
    value = raw.get(name)
    if value is None:
        return ()
    if not isinstance(value, list):
        raise FieldError(name, "is not a list")
    return tuple(element for element in value if isinstance(element, str))


def integers(raw: JsonObject, name: str) -> tuple[int, ...]:
    """Return the whole numbers of a list; nothing there is an empty list."""
    value = raw.get(name)
    if value is None:
        return ()
    if not isinstance(value, list):
        raise FieldError(name, "is not a list")
    return tuple(element for element in value if isinstance(element, int))


def moment(raw: JsonObject, name: str) -> datetime:
    """Return a required .NET time (ISO 8601, up to seven decimals) as aware UTC."""
    return _as_moment(_required(raw, name), name)


def opt_moment(raw: JsonObject, name: str) -> datetime | None:
    """Return a .NET time as aware UTC; missing, blank and year 1 are None."""
    value = raw.get(name)
    if value is None or value == "":
        return None
    found = _as_moment(value, name)
    return None if found.year <= 1 else found


def opt_epoch(raw: JsonObject, name: str) -> datetime | None:
    """Return seconds since 1970 as aware UTC; missing and 0 are None."""
    seconds = opt_integer(raw, name)
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except OverflowError, OSError, ValueError:
        raise FieldError(name, "is not a time") from None


def span(value: str) -> timedelta | None:
    """Read `[d.]hh:mm:ss[.fffffff]` (.NET) and `[d:]h:mm:ss` (SABnzbd); None when it is neither."""
    match = _SPAN.fullmatch(value.strip())
    if match is None:
        return None
    found = timedelta(
        days=int(match["days"] or 0),
        hours=int(match["h"]),
        minutes=int(match["m"]),
        seconds=float(match["s"]),
    )
    return -found if match["sign"] else found


def opt_span(raw: JsonObject, name: str) -> timedelta | None:
    """Return a duration, or None when there is none."""
    value = raw.get(name)
    return span(value) if isinstance(value, str) else None


def seconds_or_zero(raw: JsonObject, name: str) -> timedelta:
    """Return whole seconds as a duration; nothing there is none."""
    return timedelta(seconds=min(integer_or(raw, name), _LONGEST))


def size(value: str) -> int | None:
    """Read SABnzbd's size texts ("35.8 M", "672 KB", powers of 1024) as bytes; None when it is none."""
    match = _SIZE.fullmatch(value.strip())
    if match is None:
        return None
    factor: int = 1024 ** _UNITS.index(match["unit"].upper())
    return round(float(match["number"].replace(",", ".")) * factor)


def text_map(raw: JsonObject, name: str) -> Mapping[str, str]:
    """Return an object of texts; values of other types are dropped."""
    value = raw.get(name)
    if not isinstance(value, dict):
        return {}
    return {key: entry for key, entry in value.items() if isinstance(entry, str)}


def _required(raw: JsonObject, name: str) -> JsonValue:
    """Return a field; raises FieldError when it is missing."""
    value = raw.get(name)
    if value is None:
        raise FieldError(name, "is missing")
    return value


def _as_text(value: JsonValue, name: str) -> str:
    """Return a value as text; numbers are taken as they are written."""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    raise FieldError(name, "is not a text")


def _as_integer(value: JsonValue, name: str) -> int:
    """Return a value as a whole number, rounded; SABnzbd writes numbers as text."""
    if isinstance(value, int):
        return int(value)
    try:
        if isinstance(value, float):
            return round(value)
        if isinstance(value, str):
            return int(value) if value.strip("-").isdecimal() else round(float(value))
    except ValueError, OverflowError:
        pass
    raise FieldError(name, "is not a whole number")


def _as_moment(value: JsonValue, name: str) -> datetime:
    """Return a value as aware UTC; without a zone it is taken for UTC."""
    if not isinstance(value, str):
        raise FieldError(name, "is not a time")
    try:
        found = datetime.fromisoformat(_FRACTION.sub(r"\1", value))
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except ValueError, OverflowError:
        raise FieldError(name, "is not a time") from None
