"""Requests as JSON, for the store and the panel."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum

from ..journal.ports import JsonObject, JsonValue
from .media import Choice, MediaRef, Note, Scope
from .models import Request, RequestState
from .parsed import MediaType, ParsedItem, Quality
from .people import Source, Via


class DamagedRequestError(ValueError):
    """A stored request cannot be understood; the text says why."""


def encode(request: Request) -> JsonObject:
    """Return a request as JSON; `decode` makes the same request of it."""
    return _object(request)


def decode(raw: JsonValue) -> Request:
    """Return the request that was stored. Raises DamagedRequestError."""
    try:
        return _request(_mapping(raw))
    except KeyError as err:
        raise DamagedRequestError(f"{err.args[0]} is missing") from err
    except (TypeError, ValueError) as err:
        raise DamagedRequestError(str(err)) from err


def _object(value: object) -> JsonObject:
    """Return a dataclass as JSON."""
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"{value!r} is no record")
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _plain(value: object) -> JsonValue:
    """Return any part of a request as JSON."""
    match value:
        case None | bool():
            return value
        case Enum():
            return str(value.value)
        case str() | int() | float():
            return value
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): _plain(part) for key, part in value.items()}
        case tuple() | list():
            return [_plain(part) for part in value]
        case _:
            return _object(value)


def _request(raw: JsonObject) -> Request:
    """Return a request of its JSON."""
    return Request(
        id=_text(raw["id"]),
        created=_moment(raw["created"]),
        updated=_moment(raw["updated"]),
        state=RequestState(_text(raw["state"])),
        text=_text(raw.get("text", "")),
        source=_source(raw.get("source", {"requester": raw.get("requester")})),
        item=_optional(_item, raw.get("item")),
        quality=_optional(lambda value: Quality(_text(value)), raw.get("quality")),
        note=_optional(_note, raw.get("note")),
        choices=tuple(_choice(choice) for choice in _list(raw.get("choices", []))),
        tokens=_texts(raw.get("tokens", [])),
        spent=_texts(raw.get("spent", [])),
        expires=_optional(_moment, raw.get("expires")),
        confirmed_by=_optional(_text, raw.get("confirmed_by")),
        approved_by=_optional(_text, raw.get("approved_by")),
        followers=tuple(_source(source) for source in _list(raw.get("followers", []))),
        chosen=_optional(_choice, raw.get("chosen")),
        media_id=_optional(_number, raw.get("media_id")),
        owned=raw.get("owned") is True,
        own_tags=_numbers(raw.get("own_tags", [])),
        was_monitored=_optional(bool, raw.get("was_monitored")),
        old_seasons=_numbers(raw.get("old_seasons", [])),
        pending_episodes=raw.get("pending_episodes") is True,
        missing_episodes=_numbers(raw.get("missing_episodes", [])),
        progress=_optional(_number, raw.get("progress")),
    )


def _choice(value: JsonValue) -> Choice:
    """Return a choice of its JSON."""
    raw = _mapping(value)
    return Choice(
        media=_media(raw["media"]),
        instance_id=_text(raw["instance_id"]),
        instance_name=_text(raw["instance_name"]),
        profile_id=_number(raw["profile_id"]),
        profile_name=_text(raw["profile_name"]),
        root_folder=_text(raw["root_folder"]),
        scope=Scope(_text(raw["scope"])),
        media_id=_optional(_number, raw.get("media_id")),
        seasons=_numbers(raw.get("seasons", [])),
        episodes=_numbers(raw.get("episodes", [])),
        known_seasons=_numbers(raw.get("known_seasons", [])),
        series_type=_text(raw.get("series_type", "standard")),
        released=raw.get("released") is not False,
        release_date=_optional(
            lambda found: date.fromisoformat(_text(found)), raw.get("release_date")
        ),
        overview=_text(raw.get("overview", "")),
        poster_url=_optional(_text, raw.get("poster_url")),
        poster_path=_optional(_text, raw.get("poster_path")),
        there=_optional(_note, raw.get("there")),
        uhd=raw.get("uhd") is True,
        guessed=raw.get("guessed") is True,
        maker=_text(raw.get("maker", "")),
        language=_text(raw.get("language", "")),
    )


def _source(value: JsonValue) -> Source:
    """Return who asked of its JSON."""
    raw = _mapping(value)
    return Source(
        requester=_optional(_text, raw.get("requester")),
        via=Via(_text(raw.get("via", "action"))),
        satellite=_optional(_text, raw.get("satellite")),
        device=_optional(_text, raw.get("device")),
        conversation=_optional(_text, raw.get("conversation")),
        language=_optional(_text, raw.get("language")),
    )


def _item(value: JsonValue) -> ParsedItem:
    """Return what was asked for of its JSON."""
    raw = _mapping(value)
    return ParsedItem(
        media_type=MediaType(_text(raw.get("media_type", "unknown"))),
        titles=_texts(raw.get("titles", [])),
        year=_optional(_number, raw.get("year")),
        seasons=_numbers(raw.get("seasons", [])),
        episodes=_numbers(raw.get("episodes", [])),
        quality=_optional(lambda found: Quality(_text(found)), raw.get("quality")),
        latest=raw.get("latest") is True,
        all_seasons=raw.get("all_seasons") is True,
    )


def _media(value: JsonValue) -> MediaRef:
    """Return a title of its JSON."""
    raw = _mapping(value)
    return MediaRef(
        media_type=MediaType(_text(raw["media_type"])),
        title=_text(raw["title"]),
        year=_optional(_number, raw.get("year")),
        tmdb_id=_optional(_number, raw.get("tmdb_id")),
        tvdb_id=_optional(_number, raw.get("tvdb_id")),
        imdb_id=_optional(_text, raw.get("imdb_id")),
    )


def _note(value: JsonValue) -> Note:
    """Return a note of its JSON."""
    raw = _mapping(value)
    filled = _mapping(raw.get("placeholders", {}))
    placeholders = {name: _text(part) for name, part in filled.items()}
    return Note(key=_text(raw["key"]), placeholders=placeholders)


def _optional[T](read: Callable[[JsonValue], T], value: JsonValue) -> T | None:
    """Return None for nothing, else what `read` makes of the value."""
    return None if value is None else read(value)


def _mapping(value: JsonValue) -> JsonObject:
    """Return an object. Raises TypeError."""
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return value


def _list(value: JsonValue) -> list[JsonValue]:
    """Return a list. Raises TypeError."""
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _text(value: JsonValue) -> str:
    """Return a text. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _number(value: JsonValue) -> int:
    """Return a whole number. Raises TypeError."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} is no whole number")
    return value


def _numbers(value: JsonValue) -> tuple[int, ...]:
    """Return whole numbers. Raises TypeError."""
    return tuple(_number(part) for part in _list(value))


def _texts(value: JsonValue) -> tuple[str, ...]:
    """Return texts. Raises TypeError."""
    return tuple(_text(part) for part in _list(value))


def _moment(value: JsonValue) -> datetime:
    """Return a moment with its time zone. Raises ValueError."""
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("a time has no zone")
    return moment
