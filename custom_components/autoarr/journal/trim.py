"""Makes text and data of services fit to be kept: redacted, clean and short."""

from collections.abc import Collection, Iterable, Mapping
import json
import math
from typing import Final

from .ports import JsonObject, JsonValue
from .redact import REDACTED, is_sensitive_key, redact

TITLE_CHARS: Final = 200
VALUE_CHARS: Final = 500
KEY_CHARS: Final = 60
LIST_ITEMS: Final = 50
DEPTH: Final = 4

_READ_CHARS: Final = 20_000
_SHORTEST: Final = 16
_INT64: Final = 2**63


def trim_text(text: str, limit: int, secrets: Iterable[str] = ()) -> str:
    """Return `text` on one line, without credentials, at most `limit` characters long.

    Redaction comes before the cut, so that no half of a credential is left. Control
    characters and lone surrogates, which no store can write, are replaced.
    """
    clean = redact(text[:_READ_CHARS], secrets)
    clean = clean.encode("utf-8", "replace").decode("utf-8")
    clean = "".join(char if char.isprintable() else " " for char in clean)
    clean = " ".join(clean.split())
    return clean if len(clean) <= limit else f"{clean[: limit - 1]}…"


def trim_data(data: Mapping[str, object], secrets: Iterable[str] = ()) -> JsonObject:
    """Return a copy of `data` that can be stored: redacted, capped in length and depth.

    Values under a credential's name are masked whatever they are; numbers that
    JSON cannot carry (not finite, beyond 64 bits) become None.
    """
    return _trim_object(data, tuple(secrets), DEPTH)


def fit(data: JsonObject, budget: int, keep: Collection[str] = frozenset()) -> JsonObject:
    """Return `data` shortened until its JSON has at most `budget` bytes.

    The longest values give way first, those named in `keep` last, and these are cut but
    never left out. `truncated: true` says that something was lost.
    """
    if json_bytes(data) <= budget:
        return data
    fitted: JsonObject = {**data, "truncated": True}
    while json_bytes(fitted) > budget:
        yielding = [name for name in fitted if name not in keep and name != "truncated"]
        yielding = yielding or [name for name in keep if _shorter(fitted.get(name))]
        if not yielding:
            break
        longest = max(yielding, key=lambda name: json_bytes(fitted[name]))
        shorter = _shorter(fitted[longest])
        if shorter is None:
            del fitted[longest]
        else:
            fitted[longest] = shorter
    return fitted


def json_bytes(value: JsonValue) -> int:
    """Return the size of `value` written as JSON in UTF-8, in bytes."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _trim_object(data: Mapping[str, object], secrets: tuple[str, ...], depth: int) -> JsonObject:
    """Trim each value of an object; the keys beyond the cap are left out."""
    trimmed: JsonObject = {}
    for key, value in list(data.items())[:LIST_ITEMS]:
        name = trim_text(str(key), KEY_CHARS, secrets)
        masked = is_sensitive_key(name) and value not in (None, "", True, False)
        trimmed[name] = REDACTED if masked else _trim_value(value, secrets, depth - 1)
    return trimmed


def _trim_value(value: object, secrets: tuple[str, ...], depth: int) -> JsonValue:
    """Trim one value; what lies deeper than the cap becomes text."""
    match value:
        case None | bool():
            return value
        case str():
            return trim_text(value, VALUE_CHARS, secrets)
        case int():
            return value if -_INT64 <= value < _INT64 else None
        case float():
            return value if math.isfinite(value) else None
        case _ if depth <= 0:
            return trim_text(str(value), VALUE_CHARS, secrets)
        case Mapping():
            return _trim_object(value, secrets, depth)
        case list() | tuple():
            return [_trim_value(item, secrets, depth - 1) for item in value[:LIST_ITEMS]]
        case _:
            return trim_text(str(value), VALUE_CHARS, secrets)


def _shorter(value: JsonValue) -> JsonValue:
    """Return about half of a text or list, None for what cannot be cut."""
    match value:
        case str() if len(value) > _SHORTEST:
            return f"{value[: len(value) // 2]}…"
        case list() if len(value) > 1:
            return value[: len(value) // 2]
        case _:
            return None
