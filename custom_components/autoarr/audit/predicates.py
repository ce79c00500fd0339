"""Whether a value is as a rule expects it; pure and total."""

from collections.abc import Mapping
from decimal import Decimal
import re
from typing import Final

from ..journal.ports import JsonValue

_SIZE: Final = re.compile(
    r"\s*(?P<number>-?\d+(?:[.,]\d+)?)\s*(?P<unit>[KMGTP]?)(?:i?B)?\s*", re.IGNORECASE
)
_POWER: Final = {"": 0, "K": 1, "M": 2, "G": 3, "T": 4, "P": 5}
_TRUE: Final = frozenset({"1", "true", "yes", "on"})
_FALSE: Final = frozenset({"0", "false", "no", "off"})

OPERATORS: Final = frozenset(
    {
        "equals",
        "not_equals",
        "one_of",
        "at_least",
        "at_most",
        "contains",
        "lacks",
        "matches",
        "set",
        "any",
    }
)
"""All operators of one mapping must hold; `any` holds a list of mappings of which one must."""


class UnknownValue(ValueError):
    """A value is of a kind that cannot be compared like that."""


def holds(expect: Mapping[str, JsonValue], value: JsonValue) -> bool:
    """Say whether a value is as expected; raises UnknownValue when it cannot be compared."""
    return all(_holds(name, wanted, value) for name, wanted in expect.items())


def _holds(name: str, wanted: JsonValue, value: JsonValue) -> bool:
    """Judge one operator."""
    match name:
        case "equals":
            return same(value, wanted)
        case "not_equals":
            return not same(value, wanted)
        case "one_of":
            return any(same(value, one) for one in _many(wanted))
        case "at_least":
            return quantity(value) >= quantity(wanted)
        case "at_most":
            return quantity(value) <= quantity(wanted)
        case "contains":
            return all(_contains(value, one) for one in _many(wanted))
        case "lacks":
            return not any(_contains(value, one) for one in _many(wanted))
        case "matches":
            return re.search(str(wanted), _text(value)) is not None
        case "set":
            return is_set(value) is bool(wanted)
        case "any":
            return any(holds(one, value) for one in _many(wanted) if isinstance(one, Mapping))
        case _:
            raise UnknownValue(f"there is no operator {name}")


def same(value: JsonValue, wanted: JsonValue) -> bool:
    """Say whether two values mean the same: SABnzbd writes a switch as true, 1 or "1"."""
    if isinstance(wanted, (list, dict)) or isinstance(value, (list, dict)):
        return value == wanted
    if isinstance(value, bool) or isinstance(wanted, bool):
        left, right = _flag(value), _flag(wanted)
        return left is not None and left is right
    if isinstance(value, (int, float)) or isinstance(wanted, (int, float)):
        try:
            return quantity(value) == quantity(wanted)
        except UnknownValue:
            return False
    return value == wanted


def quantity(value: JsonValue) -> float:
    """Return a number; sizes such as `20G` in bytes, nothing as 0. Raises UnknownValue."""
    if isinstance(value, (int, float)):
        return float(value)
    if value is None or value == "":
        return 0.0
    found = _SIZE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise UnknownValue(f"{value!r} is not a number"[:200])
    number = float(found["number"].replace(",", "."))
    return float(number * 1024 ** _POWER[found["unit"].upper()])


def is_set(value: JsonValue) -> bool:
    """Say whether anything is set."""
    return value is not None and value not in ("", [], {})


def native(present: JsonValue, wanted: JsonValue) -> JsonValue:
    """Return what is wanted in the type that the service uses for it."""
    if isinstance(present, bool):
        flag = _flag(wanted)
        return wanted if flag is None else flag
    if isinstance(wanted, bool) and isinstance(present, int):
        return int(wanted)
    if isinstance(present, str) and isinstance(wanted, bool):
        return str(int(wanted))
    if isinstance(present, str) and isinstance(wanted, int | float):
        # Never as a power of ten: no service reads that.
        return format(Decimal(str(wanted)), "f")
    return wanted


def _contains(value: JsonValue, one: JsonValue) -> bool:
    """Say whether a list holds an entry, or a text a part, in any case of letters."""
    wanted = _text(one).casefold()
    if isinstance(value, list):
        return any(_text(entry).casefold() == wanted for entry in value)
    return wanted in _text(value).casefold()


def _text(value: JsonValue) -> str:
    """Return a value as text; raises UnknownValue for what is none."""
    if value is None:
        return ""
    if isinstance(value, list | dict):
        raise UnknownValue("it is not a text")
    return str(value)


def _many(wanted: JsonValue) -> list[JsonValue]:
    """Return a list, also where one value stands alone."""
    return wanted if isinstance(wanted, list) else [wanted]


def _flag(value: JsonValue) -> bool | None:
    """Return a switch however it is written; None for what is none."""
    word = str(value).strip().casefold()
    if word in _TRUE:
        return True
    return False if word in _FALSE else None
