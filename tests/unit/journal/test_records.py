"""What a record is stored as: JSON that says the same, or an error that names what has no such form."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
import json

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.journal.ports import JsonValue
from custom_components.autoarr.journal.records import encode


class Word(StrEnum):
    """A word of a closed set."""

    ONE = "one"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record with a part of each kind."""

    word: Word
    at: datetime
    day: date
    parts: tuple[Record, ...] = ()
    document: JsonValue = None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(JSON)
def test_what_is_json_already_stays_as_it_is(document: JsonValue) -> None:
    """Of a service, say, in the middle of a record."""
    assert encode(document) == document


@given(JSON)
def test_a_record_is_an_object_of_its_parts(document: JsonValue) -> None:
    """Words as they are written, times with their zone, records within records."""
    at = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)
    inner = Record(word=Word.ONE, at=at, day=at.date(), document=document)
    plain: dict[str, JsonValue] = {
        "word": "one",
        "at": "2026-11-26T20:00:00+00:00",
        "day": "2026-11-26",
    }
    written = encode(Record(word=Word.ONE, at=at, day=at.date(), parts=(inner,)))
    assert written == plain | {
        "parts": [plain | {"parts": [], "document": document}],
        "document": None,
    }
    assert json.loads(json.dumps(written)) == written


@pytest.mark.parametrize(
    "value", [object(), {1, 2}, b"bytes", Record], ids=["object", "set", "bytes", "class"]
)
def test_what_has_no_such_form_is_named(value: object) -> None:
    """Nothing is stored that could not be read again."""
    with pytest.raises(TypeError, match="has no JSON form"):
        encode((value,))
