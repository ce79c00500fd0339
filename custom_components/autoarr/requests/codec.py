"""Requests as JSON, for the store and the panel."""

from collections.abc import Callable
from datetime import date

from ..journal import records
from ..journal.ports import JsonObject, JsonValue
from ..journal.records import list_of, moment, number_of, numbers_of, object_of, text_of, texts_of
from .media import Choice, MediaRef, Note, Scope
from .models import Request, RequestState
from .parsed import MediaType, ParsedItem, Quality
from .people import Source, Via


class DamagedRequestError(ValueError):
    """A stored request cannot be understood; the text says why."""


def encode(request: Request) -> JsonObject:
    """Return a request as JSON; `decode` makes the same request of it."""
    return object_of(records.encode(request))


def decode(raw: JsonValue) -> Request:
    """Return the request that was stored. Raises DamagedRequestError."""
    try:
        return _request(object_of(raw))
    except KeyError as err:
        raise DamagedRequestError(f"{err.args[0]} is missing") from err
    except (TypeError, ValueError) as err:
        raise DamagedRequestError(str(err)) from err


def _request(raw: JsonObject) -> Request:
    """Return a request of its JSON."""
    return Request(
        id=text_of(raw["id"]),
        created=moment(raw["created"]),
        updated=moment(raw["updated"]),
        state=RequestState(text_of(raw["state"])),
        text=text_of(raw.get("text", "")),
        source=_source(raw.get("source", {"requester": raw.get("requester")})),
        item=_optional(_item, raw.get("item")),
        quality=_optional(lambda value: Quality(text_of(value)), raw.get("quality")),
        note=_optional(_note, raw.get("note")),
        choices=tuple(_choice(choice) for choice in list_of(raw.get("choices", []))),
        tokens=texts_of(raw.get("tokens", [])),
        spent=texts_of(raw.get("spent", [])),
        expires=_optional(moment, raw.get("expires")),
        confirmed_by=_optional(text_of, raw.get("confirmed_by")),
        approved_by=_optional(text_of, raw.get("approved_by")),
        followers=tuple(_source(source) for source in list_of(raw.get("followers", []))),
        chosen=_optional(_choice, raw.get("chosen")),
        media_id=_optional(number_of, raw.get("media_id")),
        owned=raw.get("owned") is True,
        own_tags=numbers_of(raw.get("own_tags", [])),
        was_monitored=_optional(bool, raw.get("was_monitored")),
        old_seasons=numbers_of(raw.get("old_seasons", [])),
        pending_episodes=raw.get("pending_episodes") is True,
        missing_episodes=numbers_of(raw.get("missing_episodes", [])),
        progress=_optional(number_of, raw.get("progress")),
    )


def _choice(value: JsonValue) -> Choice:
    """Return a choice of its JSON."""
    raw = object_of(value)
    return Choice(
        media=_media(raw["media"]),
        instance_id=text_of(raw["instance_id"]),
        instance_name=text_of(raw["instance_name"]),
        profile_id=number_of(raw["profile_id"]),
        profile_name=text_of(raw["profile_name"]),
        root_folder=text_of(raw["root_folder"]),
        scope=Scope(text_of(raw["scope"])),
        media_id=_optional(number_of, raw.get("media_id")),
        seasons=numbers_of(raw.get("seasons", [])),
        episodes=numbers_of(raw.get("episodes", [])),
        known_seasons=numbers_of(raw.get("known_seasons", [])),
        series_type=text_of(raw.get("series_type", "standard")),
        released=raw.get("released") is not False,
        release_date=_optional(
            lambda found: date.fromisoformat(text_of(found)), raw.get("release_date")
        ),
        overview=text_of(raw.get("overview", "")),
        poster_url=_optional(text_of, raw.get("poster_url")),
        poster_path=_optional(text_of, raw.get("poster_path")),
        there=_optional(_note, raw.get("there")),
        uhd=raw.get("uhd") is True,
        guessed=raw.get("guessed") is True,
        maker=text_of(raw.get("maker", "")),
        language=text_of(raw.get("language", "")),
    )


def _source(value: JsonValue) -> Source:
    """Return who asked of its JSON."""
    raw = object_of(value)
    return Source(
        requester=_optional(text_of, raw.get("requester")),
        via=Via(text_of(raw.get("via", "action"))),
        satellite=_optional(text_of, raw.get("satellite")),
        device=_optional(text_of, raw.get("device")),
        conversation=_optional(text_of, raw.get("conversation")),
        language=_optional(text_of, raw.get("language")),
    )


def _item(value: JsonValue) -> ParsedItem:
    """Return what was asked for of its JSON."""
    raw = object_of(value)
    return ParsedItem(
        media_type=MediaType(text_of(raw.get("media_type", "unknown"))),
        titles=texts_of(raw.get("titles", [])),
        year=_optional(number_of, raw.get("year")),
        seasons=numbers_of(raw.get("seasons", [])),
        episodes=numbers_of(raw.get("episodes", [])),
        quality=_optional(lambda found: Quality(text_of(found)), raw.get("quality")),
        latest=raw.get("latest") is True,
        all_seasons=raw.get("all_seasons") is True,
    )


def _media(value: JsonValue) -> MediaRef:
    """Return a title of its JSON."""
    raw = object_of(value)
    return MediaRef(
        media_type=MediaType(text_of(raw["media_type"])),
        title=text_of(raw["title"]),
        year=_optional(number_of, raw.get("year")),
        tmdb_id=_optional(number_of, raw.get("tmdb_id")),
        tvdb_id=_optional(number_of, raw.get("tvdb_id")),
        imdb_id=_optional(text_of, raw.get("imdb_id")),
    )


def _note(value: JsonValue) -> Note:
    """Return a note of its JSON."""
    raw = object_of(value)
    filled = object_of(raw.get("placeholders", {}))
    placeholders = {name: text_of(part) for name, part in filled.items()}
    return Note(key=text_of(raw["key"]), placeholders=placeholders)


def _optional[T](read: Callable[[JsonValue], T], value: JsonValue) -> T | None:
    """Return None for nothing, else what `read` makes of the value."""
    return None if value is None else read(value)
