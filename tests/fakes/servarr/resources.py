"""JSON as the *arr read and write it: nulls left out, UTC stamps, pages, validation failures."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
import hashlib
import re

from aiohttp import web

type Resource = dict[str, object]


class ApiError(Exception):
    """An answer other than success; the payload is sent as it is."""

    def __init__(self, status: int, payload: object) -> None:
        super().__init__(str(payload))
        self.status = status
        self.payload = payload


def not_found(kind: str, identifier: object) -> ApiError:
    """Return the answer to an id nobody has (NzbDrone.Core ModelNotFoundException)."""
    return ApiError(404, {"message": f"{kind} with ID {identifier} does not exist"})


def invalid(name: str, message: str, *, value: object = None, code: str = "") -> ApiError:
    """Return a validation failure (FluentValidation's list of one)."""
    return ApiError(400, [failure(name, message, value=value, code=code)])


def failure(name: str, message: str, *, value: object = None, code: str = "") -> Resource:
    """Return one row of a validation failure."""
    return {
        "isWarning": False,
        "propertyName": name,
        "errorMessage": message,
        "attemptedValue": value,
        "severity": "error",
        "errorCode": code,
        "formattedMessagePlaceholderValues": {"propertyName": name, "propertyValue": value},
    }


def unconvertible(fields: Mapping[str, str]) -> Resource:
    """Return what ASP.NET says of a body it cannot read: field (`items.0.allowed`) -> why."""
    errors = {}
    for field, why in fields.items():
        place = re.sub(r"\.(\d+)", r"[\1]", f"$.{field}".removesuffix(".$").removesuffix(".body"))
        said = f"The JSON value could not be converted: {why} Path: {place} | LineNumber: 0 | BytePositionInLine: 1."
        errors[place] = [said]
    return {
        "type": "https://tools.ietf.org/html/rfc9110#section-15.5.1",
        "title": "One or more validation errors occurred.",
        "status": 400,
        "errors": errors,
        "traceId": "00-00000000000000000000000000000000-0000000000000000-00",
    }


def without_nulls(value: object) -> object:
    """Return the value without null fields, at every depth (STJson: WhenWritingNull)."""
    if isinstance(value, Mapping):
        return {k: without_nulls(v) for k, v in value.items() if v is not None}
    if isinstance(value, list | tuple):
        return [without_nulls(v) for v in value]
    return value


def answer(data: object, status: int = 200) -> web.Response:
    """Return a JSON answer."""
    return web.json_response(without_nulls(data), status=status)


def stamp(moment: datetime) -> str:
    """Return a moment as they write it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def maybe_stamp(moment: datetime | None) -> str | None:
    """Return a moment as they write it, or nothing."""
    return stamp(moment) if moment else None


def span(length: timedelta) -> str:
    """Return a .NET time span: [d.]hh:mm:ss[.fffffff]."""
    days, rest = divmod(max(length, timedelta()), timedelta(days=1))
    seconds, micros = divmod(rest, timedelta(seconds=1))
    text = f"{seconds // 3600:02}:{seconds % 3600 // 60:02}:{seconds % 60:02}"
    fraction = f".{micros.microseconds * 10:07}" if micros else ""
    return f"{days}.{text}{fraction}" if days else text + fraction


def hashed_id(text: str) -> int:
    """Return a stable positive 31-bit id, as the rows of their queue have."""
    return (
        int.from_bytes(hashlib.sha1(text.encode(), usedforsecurity=False).digest()[:4]) & 0x7FFFFFFF
    )


def moment(text: str) -> datetime:
    """Return a moment from a query or a body; without a zone it is UTC."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise ApiError(400, {"message": f"The value '{text}' is not valid."}) from error
    return read if read.tzinfo else read.replace(tzinfo=UTC)


# ── what a request says ──


async def body_of(request: web.Request) -> Resource:
    """Return the body, a JSON object."""
    try:
        read = await request.json()
    except ValueError as error:
        raise ApiError(400, {"message": "The JSON value could not be converted."}) from error
    if not isinstance(read, dict):
        raise ApiError(400, {"message": "The JSON value could not be converted to an object."})
    return read


def text(body: Resource, name: str, default: str = "") -> str:
    """Return a text of a body."""
    value = body.get(name)
    return value if isinstance(value, str) else default


def number(body: Resource, name: str, default: int = 0) -> int:
    """Return a whole number of a body."""
    value = body.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def flag(body: Resource, name: str, *, default: bool = False) -> bool:
    """Return a yes or no of a body."""
    value = body.get(name)
    return value if isinstance(value, bool) else default


def numbers(body: Resource, name: str) -> tuple[int, ...]:
    """Return a list of whole numbers of a body."""
    value = body.get(name)
    return tuple(v for v in value if isinstance(v, int)) if isinstance(value, list) else ()


def child(body: Resource, name: str) -> Resource:
    """Return an object inside a body, empty when there is none."""
    value = body.get(name)
    return value if isinstance(value, dict) else {}


def children(body: Resource, name: str) -> list[Resource]:
    """Return a list of objects inside a body."""
    value = body.get(name)
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def asked(request: web.Request, name: str, *, default: bool = False) -> bool:
    """Return a yes or no of the query."""
    value = request.query.get(name)
    return default if value is None else value.lower() == "true"


def asked_number(request: web.Request, name: str) -> int | None:
    """Return a whole number of the query, or None."""
    value = request.query.get(name)
    if value in (None, ""):
        return None
    try:
        return int(value or "")
    except ValueError as error:
        raise ApiError(400, {"message": f"The value '{value}' is not valid for {name}."}) from error


def asked_list(request: web.Request, name: str) -> list[str]:
    """Return a list of the query: repeated or separated by commas."""
    return [part for value in request.query.getall(name, []) for part in value.split(",") if part]


def path_id(request: web.Request) -> int:
    """Return the id at the end of a path."""
    found = re.fullmatch(r"-?\d+", request.match_info["id"])
    if not found:
        raise ApiError(404, {"message": "NotFound"})
    return int(found[0])


def page(
    rows: Sequence[Resource],
    request: web.Request,
    *,
    sort_key: str,
    keys: Mapping[str, Callable[[Resource], object]] | None = None,
    descending: bool = False,
) -> Resource:
    """Return one page of rows: `page`, `pageSize` (10), `sortKey`, `sortDirection` as asked for."""
    number_, size = asked_number(request, "page") or 1, asked_number(request, "pageSize") or 10
    key = request.query.get("sortKey") or sort_key
    wish = request.query.get("sortDirection", "default")
    down = descending if wish == "default" else wish == "descending"

    def by_field(row: Resource) -> object:
        return row.get(key)

    get = (keys or {}).get(key, by_field)
    ordered = sorted(rows, key=lambda row: (get(row) is not None, str(get(row))), reverse=down)
    return {
        "page": number_,
        "pageSize": size,
        "sortKey": key,
        "sortDirection": "descending" if down else "ascending",
        "totalRecords": len(rows),
        "records": ordered[(number_ - 1) * size : number_ * size],
    }
