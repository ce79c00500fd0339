"""What is kept is clean, short and can be written by any store."""

from datetime import timedelta
import json
import math

from hypothesis import given, strategies as st

from custom_components.autoarr.journal.ports import JsonValue
from custom_components.autoarr.journal.redact import REDACTED
from custom_components.autoarr.journal.trim import (
    LIST_ITEMS,
    VALUE_CHARS,
    fit,
    json_bytes,
    trim_data,
    trim_text,
)

any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=700),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=80), inner),
    max_leaves=20,
)
objects = st.dictionaries(st.text(max_size=80), any_json, max_size=8)


@given(text=st.text(max_size=400), limit=st.integers(1, 200))
def test_a_text_is_one_line_within_its_limit(text: str, limit: int) -> None:
    """Whatever a service sent."""
    trimmed = trim_text(text, limit)
    assert len(trimmed) <= limit
    assert trimmed.isprintable()
    trimmed.encode()


def test_a_text_that_fits_is_left_alone() -> None:
    """The title of a film is the most useful thing in the journal."""
    assert trim_text("Amélie: Le fabuleux destin… (2001)", 200) == (
        "Amélie: Le fabuleux destin… (2001)"
    )


def test_a_cut_is_shown() -> None:
    """A reader sees that something is missing."""
    assert trim_text("x" * 10, 5) == "xxxx…"


def test_the_cut_leaves_no_half_of_a_credential() -> None:
    """Redaction comes first."""
    key = "0123456789abcdef"
    assert key[:6] not in trim_text(f"{'x' * 190} {key}", 200, [key])


def test_what_no_store_can_write_is_replaced() -> None:
    """Lone surrogates, control characters and line breaks."""
    assert trim_text("a\ud800b\x00c\r\nd\u2028e\tf", 50) == "a?b c d e f"


@given(objects)
def test_any_data_can_be_stored_and_read_back(data: dict[str, JsonValue]) -> None:
    """Trimmed data is strict JSON and trimming it again changes nothing."""
    trimmed = trim_data(data)
    assert json.loads(json.dumps(trimmed, allow_nan=False)) == trimmed
    assert trim_data(trimmed) == trimmed


def test_every_value_is_capped() -> None:
    """Long texts, long lists, deep objects, large numbers."""
    trimmed = trim_data(
        {
            "text": "x" * 5_000,
            "list": list(range(5_000)),
            "deep": {"a": {"b": {"c": {"d": "at last"}}}},
            "nan": math.nan,
            "huge": 10**9_000,
            "normal": 7,
            "tuple": (1, 2),
            "stranger": timedelta(minutes=15),
        }
    )
    assert len(str(trimmed["text"])) == VALUE_CHARS
    assert trimmed["list"] == list(range(LIST_ITEMS))
    assert trimmed["deep"] == {"a": {"b": {"c": "{'d': 'at last'}"}}}
    assert trimmed["nan"] is None
    assert trimmed["huge"] is None
    assert (trimmed["normal"], trimmed["tuple"]) == (7, [1, 2])
    assert trimmed["stranger"] == "0:15:00"


def test_a_value_under_the_name_of_a_credential_is_masked() -> None:
    """At any depth; a flag or nothing at all tells nothing and stays."""
    trimmed = trim_data({"settings": {"api_key": ["abc"], "password": "", "token": True}})
    assert trimmed == {"settings": {"api_key": REDACTED, "password": "", "token": True}}


@given(data=objects, budget=st.integers(60, 2_000))
def test_data_is_cut_to_its_budget(data: dict[str, JsonValue], budget: int) -> None:
    """However it is shaped."""
    assert json_bytes(fit(trim_data(data), budget)) <= budget


def test_what_tells_most_is_cut_last() -> None:
    """The outcome of an action outlives its details."""
    fitted = fit({"details": ["x" * 90] * 40, "outcome": "imported"}, 200, {"outcome"})
    assert fitted["outcome"] == "imported"
    assert fitted["truncated"] is True


def test_what_tells_most_is_never_left_out() -> None:
    """Even when there is no room at all."""
    assert fit({"details": 1, "ok": False, "outcome": "x" * 17}, 1, {"ok", "outcome"}) == {
        "ok": False,
        "outcome": "xxxxxxxx…",
        "truncated": True,
    }


def test_data_within_its_budget_is_the_same() -> None:
    """No mark where nothing is missing."""
    assert fit({"a": 1}, 100) == {"a": 1}
