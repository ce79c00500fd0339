"""What people were told and asked, and what waits for a better moment: kept across restarts."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
import logging
from typing import Final

from .announce import News, Topic
from .journal.ports import Clock, JsonObject, JsonValue, StateStore, StoreError
from .question_book import Asked, readable, stored as stored_questions
from .requests.media import Note
from .requests.people import Source, Via

_LOGGER = logging.getLogger(__name__)

REMEMBER_FOR: Final = timedelta(days=2)
"""How long it is remembered that something about a request that is gone was told."""


class Telling:
    """The book of everything told; a thing is written down before it is said, so that none is said twice.

    `asked` are the requests somebody was asked about, and where; `questions` what was asked about
    failures; `lapsed` the failures nobody answered about, with what had been asked.
    """

    def __init__(self, store: StateStore, clock: Clock) -> None:
        """Start empty; `load` brings the book back."""
        self._store = store
        self._clock = clock
        self._told: dict[str, datetime] = {}
        self.held: tuple[News, ...] = ()
        self.asked: dict[str, tuple[str, ...]] = {}
        self.questions: dict[str, Asked] = {}
        self.lapsed: dict[str, str] = {}
        self.fresh = True

    async def load(self) -> None:
        """Bring the book back; what is damaged in it is left out. `fresh` says that there was none."""
        try:
            stored = await self._store.load()
        except StoreError:
            _LOGGER.exception("What was announced cannot be read; old news may be told again")
            return
        if stored is None:
            return
        self.fresh = False
        self._told = dict(_moments(stored.get("told")))
        self.held = tuple(_readable_news(stored.get("held")))
        self.asked = dict(_asked(stored.get("asked")))
        self.questions = readable(stored.get("questions"))
        self.lapsed = dict(_texts(stored.get("lapsed")))

    async def save(self) -> None:
        """Write the book down; where that fails it is kept in memory, and the log says so."""
        self.fresh = False
        try:
            await self._store.save(self._as_dict())
        except StoreError:
            _LOGGER.exception("What was announced could not be written down")

    def note(self, news: Iterable[News]) -> list[News]:
        """Return those that were never noted, and note them."""
        new = [one for one in news if one.key not in self._told]
        now = self._clock.now()
        self._told |= {one.key: now for one in new}
        return new

    def prune(self, known: Container[str]) -> None:
        """Forget what was told about requests that are not `known` any more."""
        old = self._clock.now() - REMEMBER_FOR
        self._told = {
            key: at for key, at in self._told.items() if at > old or key.partition(":")[0] in known
        }

    def _as_dict(self) -> JsonObject:
        """Return what the store keeps."""
        return {
            "told": {key: at.isoformat() for key, at in self._told.items()},
            "held": [_stored_news(news) for news in self.held],
            "asked": {key: list(targets) for key, targets in self.asked.items()},
            "questions": stored_questions(self.questions),
            "lapsed": dict(self.lapsed),
        }


def _stored_news(news: News) -> JsonObject:
    """Return news as JSON."""
    note = news.note
    return {
        "request_id": news.request_id,
        "topic": news.topic.value,
        "title": news.title,
        "at": news.at.isoformat(),
        "listener": {**asdict(news.listener), "via": news.listener.via.value},
        "note": None
        if note is None
        else {"key": note.key, "placeholders": dict(note.placeholders)},
    }


def _readable_news(stored: JsonValue) -> Iterable[News]:
    """Yield the news that can be understood."""
    for raw in stored if isinstance(stored, list) else ():
        try:
            yield _news(_mapping(raw))
        except (KeyError, TypeError, ValueError) as err:
            _LOGGER.warning("A piece of news that waited is left out: %s", err)


def _news(raw: Mapping[str, JsonValue]) -> News:
    """Return news of their JSON. Raises KeyError, TypeError or ValueError."""
    at = datetime.fromisoformat(str(raw["at"]))
    if at.tzinfo is None:
        raise ValueError("a time has no zone")
    note = raw.get("note")
    return News(
        request_id=str(raw["request_id"]),
        topic=Topic(str(raw["topic"])),
        title=str(raw["title"]),
        at=at,
        listener=_source(_mapping(raw["listener"])),
        note=None if note is None else _note(_mapping(note)),
    )


def _source(raw: Mapping[str, JsonValue]) -> Source:
    """Return who asked, of its JSON."""

    def text(name: str) -> str | None:
        """Return a text that may be missing."""
        value = raw.get(name)
        return None if value is None else str(value)

    return Source(
        requester=text("requester"),
        via=Via(str(raw.get("via", Via.ACTION))),
        satellite=text("satellite"),
        device=text("device"),
        conversation=text("conversation"),
        language=text("language"),
    )


def _note(raw: Mapping[str, JsonValue]) -> Note:
    """Return a note of its JSON."""
    filled = _mapping(raw.get("placeholders", {}))
    return Note(
        key=str(raw["key"]), placeholders={name: str(value) for name, value in filled.items()}
    )


def _moments(stored: JsonValue) -> Iterable[tuple[str, datetime]]:
    """Yield the keys of what was told, and when; what cannot be read was told long ago."""
    for key, at in stored.items() if isinstance(stored, dict) else ():
        try:
            moment = datetime.fromisoformat(str(at))
        except ValueError:
            continue
        if moment.tzinfo is not None:
            yield key, moment


def _asked(stored: JsonValue) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield the requests that somebody was asked about, and where."""
    for key, targets in stored.items() if isinstance(stored, dict) else ():
        if isinstance(targets, list):
            yield key, tuple(str(target) for target in targets)


def _texts(stored: JsonValue) -> Iterable[tuple[str, str]]:
    """Yield the texts of an object of texts."""
    for key, text in stored.items() if isinstance(stored, dict) else ():
        yield key, str(text)


def _mapping(value: JsonValue) -> Mapping[str, JsonValue]:
    """Return an object. Raises TypeError."""
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return value
