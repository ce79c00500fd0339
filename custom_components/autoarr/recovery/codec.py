"""The records of recovery as JSON and back."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import StrEnum

from ..clients.service import ServiceKind
from ..journal.ports import JsonObject, JsonValue
from .messages import Reason
from .models import (
    Attempt,
    Cause,
    Failure,
    FailureState,
    FaultOf,
    Grab,
    Item,
    Strategy,
    WouldHaveDone,
)


class DamagedRecord(ValueError):
    """A stored record cannot be understood; the text says why."""


def encode(value: object) -> JsonValue:
    """Return a record, or what it is made of, as JSON."""
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [encode(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no JSON form")


def decode_failure(raw: JsonValue) -> Failure:
    """Return a failure from its JSON; raises DamagedRecord."""
    return _decoded(raw, _failure)


def decode_attempt(raw: JsonValue) -> Attempt:
    """Return an attempt from its JSON; raises DamagedRecord."""
    return _decoded(raw, _attempt)


def decode_would(raw: JsonValue) -> WouldHaveDone:
    """Return a line of the dry-run list from its JSON; raises DamagedRecord."""
    return _decoded(raw, _would)


def moment(value: JsonValue) -> datetime:
    """Return an aware UTC time from its JSON; raises DamagedRecord."""
    try:
        found = datetime.fromisoformat(_text(value))
    except ValueError as err:
        raise DamagedRecord(str(err)) from err
    if found.tzinfo is None:
        raise DamagedRecord("a time has no zone")
    return found.astimezone(UTC)


def opt_moment(value: JsonValue) -> datetime | None:
    """Return an aware UTC time from its JSON, None for nothing; raises DamagedRecord."""
    return None if value is None else moment(value)


def _decoded[T](raw: JsonValue, build: Callable[[JsonObject], T]) -> T:
    """Build a record of an object, with one kind of error."""
    if not isinstance(raw, dict):
        raise DamagedRecord("not an object")
    try:
        return build(raw)
    except KeyError as err:
        raise DamagedRecord(f"{err.args[0]} is missing") from err
    except ValueError as err:
        raise DamagedRecord(str(err)) from err


def _failure(raw: JsonObject) -> Failure:
    """Decode a failure."""
    jobs = _texts(raw["jobs"])
    if not jobs:
        raise DamagedRecord("jobs is empty")
    grab = raw["grab"]
    return Failure(
        key=_text(raw["key"]),
        sabnzbd=_text(raw["sabnzbd"]),
        jobs=jobs,
        name=_text(raw["name"]),
        cause=Cause(_text(raw["cause"])),
        at_fault=FaultOf(_text(raw["at_fault"])),
        evidence=_texts(raw["evidence"]),
        paused=bool(raw["paused"]),
        first_seen=moment(raw["first_seen"]),
        completed=opt_moment(raw["completed"]),
        size_bytes=_number(raw["size_bytes"]),
        baseline=bool(raw["baseline"]),
        grab=None if grab is None else _decoded(grab, _grab),
        lookups=_number(raw["lookups"]),
        state=FailureState(_text(raw["state"])),
        strategy=_opt_strategy(raw["strategy"]),
        proposed=_opt_strategy(raw["proposed"]),
        reason=None if raw["reason"] is None else Reason(_text(raw["reason"])),
        detail=_text(raw["detail"]),
        waits=_number(raw["waits"]),
        in_vain=bool(raw["in_vain"]),
        failed_job=_text(raw["failed_job"]),
        ended_by_us=bool(raw["ended_by_us"]),
        next_try=opt_moment(raw["next_try"]),
        following_since=opt_moment(raw["following_since"]),
        outage_titles=_texts(raw["outage_titles"]),
    )


def _grab(raw: JsonObject) -> Grab:
    """Decode a grab."""
    return Grab(
        item=_decoded(raw["item"], _item),
        download_id=_text(raw["download_id"]),
        history_id=_number(raw["history_id"]),
        source_title=_text(raw["source_title"]),
        grabbed_at=moment(raw["grabbed_at"]),
        interactive=bool(raw["interactive"]),
        correlation=_text(raw["correlation"]),
        label=_text(raw["label"]),
        # Earlier versions did not write them down.
        indexer=_text(raw.get("indexer", "")),
        quality=_text(raw.get("quality", "")),
    )


def _item(raw: JsonObject) -> Item:
    """Decode what a download was for."""
    episodes = raw["episode_ids"]
    return Item(
        instance=_text(raw["instance"]),
        kind=ServiceKind(_text(raw["kind"])),
        media_id=_number(raw["media_id"]),
        episode_ids=tuple(_number(part) for part in _list(episodes)),
    )


def _attempt(raw: JsonObject) -> Attempt:
    """Decode an attempt."""
    return Attempt(
        at=moment(raw["at"]),
        item=_text(raw["item"]),
        instance=_text(raw["instance"]),
        strategy=Strategy(_text(raw["strategy"])),
        search=bool(raw["search"]),
        automatic=bool(raw["automatic"]),
    )


def _would(raw: JsonObject) -> WouldHaveDone:
    """Decode a line of the dry run."""
    return WouldHaveDone(
        at=moment(raw["at"]),
        failure=_text(raw["failure"]),
        name=_text(raw["name"]),
        cause=Cause(_text(raw["cause"])),
        strategy=Strategy(_text(raw["strategy"])),
        reason=Reason(_text(raw["reason"])),
        instance=_text(raw["instance"]),
    )


def _opt_strategy(value: JsonValue) -> Strategy | None:
    """Decode a strategy that may be missing."""
    return None if value is None else Strategy(_text(value))


def _text(value: JsonValue) -> str:
    """Return a text; raises DamagedRecord for anything else."""
    if not isinstance(value, str):
        raise DamagedRecord(f"{value!r:.40} is not a text")
    return value


def _number(value: JsonValue) -> int:
    """Return a whole number; raises DamagedRecord for anything else."""
    if not isinstance(value, int):
        raise DamagedRecord(f"{value!r:.40} is not a number")
    return value


def _list(value: JsonValue) -> list[JsonValue]:
    """Return a list; raises DamagedRecord for anything else."""
    if not isinstance(value, list):
        raise DamagedRecord(f"{value!r:.40} is not a list")
    return value


def _texts(value: JsonValue) -> tuple[str, ...]:
    """Return a list of texts."""
    return tuple(_text(part) for part in _list(value))
