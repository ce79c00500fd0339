"""Reading a body: bounded in bytes, depth and time; JSON as strictly as the RFCs have it."""

import asyncio
from collections import Counter
import json
from typing import Final

from aiohttp import ClientError, web
from aiohttp.hdrs import EXPECT
import orjson
from pydantic import BaseModel, JsonValue, ValidationError

from ..problems import ProblemError, ProblemType
from .faults import invalid_input

READ_SECONDS: Final = 30.0
"""The time a client has to send its body."""

DEPTH: Final = 32
"""Arrays and objects inside each other; nothing of the protocol comes near."""


_DIGITS: Final = 18
_EXACT: Final = 2.0**53
"""Up to here a float holds every whole number."""


async def read_body[M: BaseModel](
    request: web.Request, model: type[M], *, most: int, required: bool
) -> M:
    """Return the validated body; raises ProblemError."""
    if not required and not request.can_read_body:
        return model()
    _check_headers(request, most)
    await _invite(request)
    return validate_body(await _read(request, most), model)


def validate_body[M: BaseModel](raw: bytes, model: type[M]) -> M:
    """Return the model that the bytes describe; raises ProblemError."""
    value = _parse(raw)
    try:
        # Strict: no number is taken out of a text. Dates and enums are texts in JSON, though.
        return model.model_validate_json(orjson.dumps(value), strict=True)
    except ValidationError as err:
        raise invalid_input(err, where="body") from None


def _check_headers(request: web.Request, most: int) -> None:
    """Refuse what need not be read; raises ProblemError."""
    charset = (request.charset or "utf-8").lower()
    encoding = request.headers.get("Content-Encoding", "identity").lower()
    if request.content_type != "application/json" or charset not in {"utf-8", "utf8"}:
        raise ProblemError(
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            "The body has to be JSON in UTF-8, announced with Content-Type: application/json.",
        )
    if encoding != "identity":
        raise ProblemError(
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            "The body has to be sent as it is, without Content-Encoding.",
        )
    if request.content_length is not None and request.content_length > most:
        raise _too_large(most)


async def _invite(request: web.Request) -> None:
    """Tell a client that waits for it that the body is welcome."""
    if request.headers.get(EXPECT, "").lower() == "100-continue":
        await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        # What counts as begun is the answer itself.
        request.writer.output_size = 0


async def _read(request: web.Request, most: int) -> bytes:
    """Return the body, up to `most` bytes of it; raises ProblemError."""
    body = bytearray()
    try:
        async with asyncio.timeout(READ_SECONDS):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > most:
                    raise _too_large(most)
    except TimeoutError:
        raise ProblemError(
            ProblemType.REQUEST_TIMEOUT,
            f"The body did not arrive within {READ_SECONDS:.0f} seconds.",
        ) from None
    except ClientError, web.PayloadAccessError, OSError:
        raise ProblemError(
            ProblemType.INVALID_REQUEST, "The body ended before it was complete."
        ) from None
    return bytes(body)


def _too_large(most: int) -> ProblemError:
    """Say how large a body may be."""
    return ProblemError(
        ProblemType.BODY_TOO_LARGE,
        f"The body may have {most} bytes; send it in smaller parts.",
        more={"limit_bytes": most},
    )


def _parse(raw: bytes) -> JsonValue:
    """Return the JSON value of these bytes; raises ProblemError."""
    try:
        # As strict as the RFC, and done with any depth; but it takes equal names and keeps `1.0`.
        depth = depth_of(orjson.loads(raw))
    except orjson.JSONDecodeError as err:
        raise ProblemError(
            ProblemType.INVALID_JSON, f"The body is not valid JSON: {err}."
        ) from None
    if depth > DEPTH:
        raise ProblemError(
            ProblemType.INVALID_JSON,
            f"The body has more than {DEPTH} arrays and objects inside each other.",
        )
    try:
        value: JsonValue = json.loads(
            raw, object_pairs_hook=_unique, parse_int=_whole, parse_float=_number
        )
    except _Twice as err:
        raise ProblemError(
            ProblemType.INVALID_JSON, f"An object of the body has {err} twice."
        ) from None
    return value


class _Twice(Exception):
    """An object has the same name twice."""


def _unique(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    """Return an object; raises _Twice, because what two equal names mean is undefined."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = Counter(name for name, _ in pairs)
        raise _Twice(json.dumps(names.most_common(1)[0][0][:100]))
    return found


def _whole(text: str) -> int | float:
    """Return a number that has no fraction: of 64 bits, or as near as a float comes."""
    return int(text) if len(text) < _DIGITS else float(text)


def _number(text: str) -> int | float:
    """Return a number that is written with a fraction; JSON does not tell `1.0` from `1`."""
    value = float(text)
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def depth_of(value: JsonValue) -> int:
    """Return how many arrays and objects are inside each other, without recursion."""
    depth = 0
    level: list[JsonValue] = [value]
    while level := [item for item in level if isinstance(item, (dict, list))]:
        depth += 1
        level = [
            inner for item in level for inner in (item.values() if isinstance(item, dict) else item)
        ]
    return depth
