"""Finds events in what the journal still holds, as the app does in its history; pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import orjson

from .events import Event, EventKind, Severity

MOST_PAGE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events; what is left out does not limit, values of one field are alternatives. `until` is exclusive.

    `words` all stand in the event, in any order; the last one may be the start of a word.
    """

    since: datetime | None = None
    until: datetime | None = None
    services: tuple[str, ...] = ()
    severities: tuple[Severity, ...] = ()
    kinds: tuple[EventKind, ...] = ()
    correlation: str | None = None
    words: str = ""

    def takes(self, event: Event) -> bool:
        """Say whether an event is one of those."""
        return (
            (self.since is None or event.at >= self.since)
            and (self.until is None or event.at < self.until)
            and (not self.services or event.service in self.services)
            and (not self.severities or event.severity in self.severities)
            and (not self.kinds or event.kind in self.kinds)
            and (self.correlation is None or event.correlation == self.correlation)
            and _says(event, self.words)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """Events, the newest first; `next` is the id of the last one while there are more."""

    events: tuple[Event, ...]
    next: str | None


def found(newest_first: Iterable[Event], wanted: EventFilter) -> Iterator[Event]:
    """Yield the events of a filter, the newest first."""
    return (event for event in newest_first if wanted.takes(event))


def page(
    newest_first: Iterable[Event], wanted: EventFilter, *, after: str | None, limit: int
) -> EventPage:
    """Return the events of a filter that are older than the one called `after`.

    Ids of events ascend, so a page begins at the same place however many came meanwhile.
    """
    events: list[Event] = []
    for event in found(newest_first, wanted):
        if after is not None and event.id >= after:
            continue
        if len(events) == limit:
            return EventPage(events=tuple(events), next=events[-1].id)
        events.append(event)
    return EventPage(events=tuple(events), next=None)


def _says(event: Event, words: str) -> bool:
    """Say whether all words stand in an event."""
    wanted = _words(words)
    if not wanted:
        return True
    data = orjson.dumps(dict(event.data)).decode()
    said = _words(f"{event.title} {event.instance} {event.service} {event.kind} {data}")
    known = set(said)
    *whole, last = wanted
    return known.issuperset(whole) and any(word.startswith(last) for word in said)


def _words(text: str) -> list[str]:
    """Return the words of a text, without case and punctuation."""
    return "".join(char if char.isalnum() else " " for char in text.casefold()).split()
