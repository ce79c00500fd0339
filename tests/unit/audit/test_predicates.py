"""Predicates: total over any JSON, and blind to how a service writes the same value."""

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.audit.predicates import (
    OPERATORS,
    UnknownValue,
    holds,
    is_set,
    native,
    quantity,
    same,
)
from custom_components.autoarr.journal.ports import JsonValue

from .building import SCALARS, values


@given(values(), values(), st.sampled_from(sorted(OPERATORS - {"matches", "any"})))
def test_any_value_is_judged_or_unknown(value: JsonValue, wanted: JsonValue, operator: str) -> None:
    """Nothing else is ever raised."""
    try:
        assert isinstance(holds({operator: wanted}, value), bool)
    except UnknownValue:
        return


@given(values())
def test_a_value_equals_itself(value: JsonValue) -> None:
    """And is then not unlike itself, and one of its like."""
    assert same(value, value)
    assert not holds({"not_equals": value}, value)
    assert holds({"one_of": [value]}, value)
    assert holds({"any": [{"equals": value}, {"equals": "x"}]}, value)


@given(SCALARS, SCALARS)
def test_sameness_has_no_direction(one: JsonValue, other: JsonValue) -> None:
    """Neither side is special."""
    assert same(one, other) == same(other, one)


@given(values(), SCALARS)
def test_what_is_written_natively_holds(present: JsonValue, wanted: JsonValue) -> None:
    """The value in the service's own type is the value wanted."""
    assert same(native(present, wanted), wanted)


@pytest.mark.parametrize(
    ("wanted", "text"), [(14, "14"), (0.5, "0.5"), (1e16, "10000000000000000"), (1e-7, "0.0000001")]
)
def test_a_number_is_written_without_a_power_of_ten(wanted: float, text: str) -> None:
    """Where a service keeps it as text."""
    assert native("", wanted) == text


@pytest.mark.parametrize(
    ("expect", "value", "right"),
    [
        ({"equals": True}, 1, True),
        ({"equals": True}, "1", True),
        ({"equals": 1}, True, True),
        ({"equals": False}, "off", True),
        ({"equals": True}, 2, False),
        ({"at_least": "20G"}, "21474836480", True),
        ({"at_least": "20G"}, "19.9 GB", False),
        ({"at_most": 15}, "", True),
        ({"contains": ["exe", "scr"]}, ["EXE", "scr", "bat"], True),
        ({"contains": "exe"}, ["exempt"], False),
        ({"contains": "{Quality"}, "{Movie} {Quality Full}", True),
        ({"lacks": ["a"]}, "b, c", True),
        ({"matches": "^days"}, "days-delete", True),
        ({"set": True}, [], False),
        ({"set": False}, None, True),
        ({"at_least": 1, "at_most": 3}, 4, False),
        ({"any": [{"equals": "all"}, {"matches": "days"}]}, "all", True),
    ],
)
def test_operators(expect: dict[str, JsonValue], value: JsonValue, right: bool) -> None:
    """Each does what it is called."""
    assert holds(expect, value) is right


def test_what_is_no_number_cannot_be_compared() -> None:
    """It is unknown, not wrong."""
    for value in ("banana", "20 apples", ["1"]):
        with pytest.raises(UnknownValue):
            quantity(value)  # type: ignore[arg-type]
    assert not is_set("")
