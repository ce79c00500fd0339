"""Words that every message uses: identifiers, moments, bounded text."""

from datetime import UTC, datetime
from enum import StrEnum
import re
from typing import Annotated, Final

import orjson
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
)

NO_CONTROLS: Final = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
"""Text of people and services: line ends and tabs may stand in it, other control characters not."""

DATA_BYTES: Final = 16_384
"""The most a free-form JSON value of a record may take, as compact UTF-8 JSON."""


_DAY: Final = (
    r"((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    r"|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
)
_TIME: Final = r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?"

MOMENT: Final = (
    rf"^((20[0-9]{{2}}-{_DAY}|20([02468][048]|[13579][26])-02-29){_TIME}Z"
    rf"|(20(0[1-9]|[1-8][0-9]|9[0-8])-{_DAY}|20(0[48]|[2468][048]|[13579][26])-02-29){_TIME}"
    r"[+-](0[0-9]|1[0-3]):[0-5][0-9])$"
)
"""A day that exists, a time and its offset, as RFC 3339 writes them, from 2000 to 2099 in UTC.

The first and the last year are written in UTC: with an offset they may be a moment of another year.
"""


class Wire(BaseModel):
    """A message or a part of one: unknown fields are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


_written: Final = re.compile(MOMENT, re.ASCII)


def _as_written(value: object) -> object:
    """Return the moment of a text; what pydantic would guess at (numbers, days) is refused."""
    if not isinstance(value, str):
        return value
    if not _written.fullmatch(value):
        raise ValueError("is no moment from 2000 to 2099 such as 2026-11-26T18:30:00Z")
    return datetime.fromisoformat(value)


def _in_utc(moment: datetime) -> datetime:
    """Return the moment in UTC: that is how it is kept and compared."""
    return moment.astimezone(UTC)


def json_within(value: dict[str, JsonValue], most: int) -> dict[str, JsonValue]:
    """Return the object if its compact JSON has at most so many bytes; raises ValueError."""
    try:
        size = len(orjson.dumps(value))
    except orjson.JSONEncodeError as err:
        raise ValueError(f"cannot be kept as JSON: {err}") from None
    if size > most:
        raise ValueError(f"is {size} bytes of JSON, {most} are allowed")
    return value


def _small_enough(value: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the object if its JSON is at most DATA_BYTES; raises ValueError."""
    return json_within(value, DATA_BYTES)


type Ulid = Annotated[
    str,
    Field(pattern=r"^[0-7][0-9A-HJKMNP-TV-Z]{25}$", examples=["01JDK3T8M0ZJX4W4Y5Q6R7S8T9"]),
]

type Moment = Annotated[
    AwareDatetime,
    # A clock that was never set says 1970, one that is broken 9999: both are told, not stored.
    Field(ge=datetime(2000, 1, 1, tzinfo=UTC), lt=datetime(2100, 1, 1, tzinfo=UTC)),
    BeforeValidator(_as_written),
    AfterValidator(_in_utc),
    Field(
        json_schema_extra={
            "type": "string",
            "format": "date-time",
            "pattern": MOMENT,
            "examples": ["2026-11-26T18:30:00Z"],
        }
    ),
]

type Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""A word out of a set that newer integrations may know more of: a kind, a state, a cause."""

type Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:-]{1,100}$")]
"""An identifier that somebody else made."""

type ShortText = Annotated[str, Field(max_length=100, pattern=NO_CONTROLS)]
type TitleText = Annotated[str, Field(max_length=200, pattern=NO_CONTROLS)]
type LongText = Annotated[str, Field(max_length=2_000, pattern=NO_CONTROLS)]
type Data = Annotated[dict[str, JsonValue], AfterValidator(_small_enough)]

type Cursor = Annotated[
    str,
    Field(pattern=r"^[0-9]{1,18}(-[0-9]{1,18})?$", description="`next` of the page before"),
]
type Limit = Annotated[int, Field(ge=1, le=500)]


class Severity(StrEnum):
    """How much something matters to a person."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Stored(Wire):
    """What became of the records of a PUT: each is stored, or was there in this or a newer state."""

    stored: int
    unchanged: int


class Problem(BaseModel):
    """An error as RFC 9457 describes it."""

    model_config = ConfigDict(extra="allow", use_attribute_docstrings=True)

    type: str
    """Stable name of the kind of error: `urn:autoarr:problem:<name>`."""
    title: str
    status: int
    detail: str
    """What happened, where, and what to do."""
    request_id: str | None = None
    errors: list[ProblemPart] | None = None
    """Each thing that is wrong with the input."""


class ProblemPart(BaseModel):
    """One thing that is wrong with the input."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    where: str
    """`body`, `query` or `path`."""
    pointer: str
    """JSON pointer to the value, e.g. `/events/3/at`."""
    detail: str
