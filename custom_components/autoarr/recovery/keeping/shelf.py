"""The contents of the ledger as one JSON object."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
import logging
from typing import Final

from ...clients.models.servarr import FailedHandling
from ...journal.ports import JsonObject, JsonValue
from ...journal.records import (
    DamagedRecord,
    encode,
    list_of,
    moment,
    number_of,
    object_of,
    opt_moment,
    text_of,
)
from ..models import ACTING, Failure, Policy, Strategy
from ..records import Attempt, OurPause, Outcome, Tried, UnknownMessage, WouldHaveDone
from .codec import decode_failure
from .codec_records import (
    decode_attempt,
    decode_outcome,
    decode_pause,
    decode_tried,
    decode_unknown,
    decode_would,
)

_LOGGER = logging.getLogger(__name__)

VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Since when a service is known and when it was last seen.

    `floor` says until when (by SABnzbd's clock) all is baseline there, `failed_event` up to which id the
    failures in the history of a Radarr or Sonarr are known.
    """

    since: datetime
    last_seen: datetime
    floor: datetime | None = None
    failed_event: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """The switches a Radarr or Sonarr had before it was managed; `complete` once all were changed."""

    handling: FailedHandling
    remove_failed: dict[int, bool]
    complete: bool = False


@dataclass(slots=True, kw_only=True)
class Contents:
    """All that is kept."""

    policies: dict[Strategy, Policy]
    modes: dict[str, Former] = field(default_factory=dict)
    watched: dict[str, Watched] = field(default_factory=dict)
    failures: dict[str, Failure] = field(default_factory=dict)
    attempts: list[Attempt] = field(default_factory=list)
    recent: list[datetime] = field(default_factory=list)
    storm_since: datetime | None = None
    would: list[WouldHaveDone] = field(default_factory=list)
    counters: dict[str, int] = field(default_factory=dict)
    tried: dict[str, list[Tried]] = field(default_factory=dict)
    pauses: dict[str, OurPause] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    """The queues that a person wants left alone until the outage is over."""
    unknowns: list[UnknownMessage] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    clients: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each Radarr and Sonarr the SABnzbd that it calls by a name."""


def contents_json(contents: Contents, record: Callable[[object], JsonValue] = encode) -> JsonObject:
    """Return the contents as JSON; `record` makes that of each frozen record."""
    return {
        "version": VERSION,
        "policies": {key.value: policy.value for key, policy in contents.policies.items()},
        "modes": {key: _former_json(former) for key, former in contents.modes.items()},
        "watched": {key: encode(watched) for key, watched in contents.watched.items()},
        "failures": [record(failure) for failure in contents.failures.values()],
        "attempts": [record(attempt) for attempt in contents.attempts],
        "recent": [encode(time) for time in contents.recent],
        "storm_since": encode(contents.storm_since),
        "would": [record(line) for line in contents.would],
        "counters": dict(contents.counters),
        "tried": {key: [record(one) for one in tried] for key, tried in contents.tried.items()},
        "pauses": {key: encode(pause) for key, pause in contents.pauses.items()},
        "left": [*sorted(contents.left)],
        "unknowns": [record(message) for message in contents.unknowns],
        "outcomes": [record(outcome) for outcome in contents.outcomes],
        "clients": {key: dict(named) for key, named in contents.clients.items()},
    }


def contents_from(stored: JsonObject) -> tuple[Contents, int]:
    """Return the contents of their JSON, and how many records were left out as damaged."""
    reader = _Reader(stored)
    failures = reader.rows("failures", decode_failure)
    contents = Contents(
        policies=_policies(stored.get("policies")),
        modes=reader.entries("modes", _former),
        watched=reader.entries("watched", _watched),
        failures={failure.key: failure for failure in failures},
        attempts=reader.rows("attempts", decode_attempt),
        recent=reader.rows("recent", moment),
        storm_since=reader.one("storm_since"),
        would=reader.rows("would", decode_would),
        counters=reader.entries("counters", number_of),
        tried=reader.entries("tried", _all_tried),
        pauses=reader.entries("pauses", decode_pause),
        left=set(reader.rows("left", text_of)),
        unknowns=reader.rows("unknowns", decode_unknown),
        outcomes=reader.rows("outcomes", decode_outcome),
        clients=reader.entries("clients", _named),
    )
    return contents, reader.lost


class _Reader:
    """Reads what can be read and counts the rest."""

    def __init__(self, stored: JsonObject) -> None:
        self._stored = stored
        self.lost = 0

    def rows[T](self, key: str, decode: Callable[[JsonValue], T]) -> list[T]:
        """Return the records of a list."""
        listed = self._stored.get(key)
        found = (
            self._try(key, decode, row) for row in (listed if isinstance(listed, list) else ())
        )
        return [record for record in found if record is not None]

    def entries[T](self, key: str, decode: Callable[[JsonValue], T]) -> dict[str, T]:
        """Return the records of a mapping."""
        mapped = self._stored.get(key)
        found = (
            (name, self._try(key, decode, value))
            for name, value in (mapped.items() if isinstance(mapped, dict) else ())
        )
        return {name: record for name, record in found if record is not None}

    def one(self, key: str) -> datetime | None:
        """Return a single time."""
        return self._try(key, opt_moment, self._stored.get(key))

    def _try[T](self, key: str, decode: Callable[[JsonValue], T], raw: JsonValue) -> T | None:
        """Decode a record; one that is damaged is counted and left out."""
        try:
            return decode(raw)
        except DamagedRecord as err:
            _LOGGER.warning("A record of %s is damaged and left out: %s", key, err)
            self.lost += 1
            return None


def _policies(raw: JsonValue) -> dict[Strategy, Policy]:
    """Return the policies; what cannot be read is on report."""
    known = raw if isinstance(raw, dict) else {}
    values = frozenset(policy.value for policy in Policy)
    return {
        strategy: Policy(str(known[strategy])) if known.get(strategy) in values else Policy.REPORT
        for strategy in ACTING
    }


def _watched(raw: JsonValue) -> Watched:
    """Decode since when a service is watched."""
    if not isinstance(raw, dict):
        raise DamagedRecord("not an object")
    event = raw.get("failed_event")
    return Watched(
        since=moment(raw.get("since")),
        last_seen=moment(raw.get("last_seen")),
        floor=opt_moment(raw.get("floor")),
        failed_event=None if event is None else number_of(event),
    )


def _former(raw: JsonValue) -> Former:
    """Decode the switches of an instance as they were."""
    if not isinstance(raw, dict) or not isinstance(raw.get("remove_failed"), dict):
        raise DamagedRecord("not the switches of an instance")
    clients = raw["remove_failed"]
    return Former(
        handling=FailedHandling(
            auto_redownload=bool(raw.get("auto_redownload")),
            auto_redownload_interactive=bool(raw.get("auto_redownload_interactive")),
        ),
        remove_failed={
            int(key): bool(value)
            for key, value in (clients.items() if isinstance(clients, dict) else ())
            if key.isdecimal()
        },
        complete=bool(raw.get("complete")),
    )


def _former_json(former: Former) -> JsonObject:
    """Encode the switches of an instance as they were."""
    return {
        "auto_redownload": former.handling.auto_redownload,
        "auto_redownload_interactive": former.handling.auto_redownload_interactive,
        "remove_failed": {str(key): value for key, value in former.remove_failed.items()},
        "complete": former.complete,
    }


def _all_tried(raw: JsonValue) -> list[Tried]:
    """Decode the releases that were tried for an item; raises DamagedRecord."""
    return [decode_tried(one) for one in list_of(raw)]


def _named(raw: JsonValue) -> dict[str, str]:
    """Decode what is called by a name; raises DamagedRecord."""
    return {name: text_of(value) for name, value in object_of(raw).items()}
