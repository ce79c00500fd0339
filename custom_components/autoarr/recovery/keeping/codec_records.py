"""The smaller records of recovery from their JSON; `codec.encode` makes it."""

from ...journal.ports import JsonObject, JsonValue
from ...journal.records import decoded, moment, number_of, opt_moment, text_of, texts_of
from ..causes import Cause, Kind
from ..messages import Reason
from ..models import Strategy
from ..records import Attempt, Happened, OurPause, Outcome, Tried, UnknownMessage, WouldHaveDone
from .codec import opt_strategy


def decode_attempt(raw: JsonValue) -> Attempt:
    """Return an attempt from its JSON; raises DamagedRecord."""
    return decoded(raw, _attempt)


def decode_would(raw: JsonValue) -> WouldHaveDone:
    """Return a line of the dry-run list from its JSON; raises DamagedRecord."""
    return decoded(raw, _would)


def decode_tried(raw: JsonValue) -> Tried:
    """Return a release that was tried from its JSON; raises DamagedRecord."""
    return decoded(raw, _tried)


def decode_pause(raw: JsonValue) -> OurPause:
    """Return a pause of ours from its JSON; raises DamagedRecord."""
    return decoded(raw, _pause)


def decode_unknown(raw: JsonValue) -> UnknownMessage:
    """Return an unknown message from its JSON; raises DamagedRecord."""
    return decoded(raw, _unknown)


def decode_outcome(raw: JsonValue) -> Outcome:
    """Return a line of the statistics from its JSON; raises DamagedRecord."""
    return decoded(raw, _outcome)


def _attempt(raw: JsonObject) -> Attempt:
    """Decode an attempt."""
    return Attempt(
        at=moment(raw["at"]),
        item=text_of(raw["item"]),
        instance=text_of(raw["instance"]),
        strategy=Strategy(text_of(raw["strategy"])),
        search=bool(raw["search"]),
        automatic=bool(raw["automatic"]),
    )


def _would(raw: JsonObject) -> WouldHaveDone:
    """Decode a line of the dry run."""
    return WouldHaveDone(
        at=moment(raw["at"]),
        failure=text_of(raw["failure"]),
        name=text_of(raw["name"]),
        cause=Cause(text_of(raw["cause"])),
        strategy=Strategy(text_of(raw["strategy"])),
        reason=Reason(text_of(raw["reason"])),
        instance=text_of(raw["instance"]),
    )


def _tried(raw: JsonObject) -> Tried:
    """Decode a release that was tried."""
    return Tried(
        guid=text_of(raw["guid"]),
        title=text_of(raw["title"]),
        published=opt_moment(raw["published"]),
        size_bytes=number_of(raw["size_bytes"]),
        indexer=text_of(raw["indexer"]),
    )


def _pause(raw: JsonObject) -> OurPause:
    """Decode a pause of ours."""
    return OurPause(
        since=moment(raw["since"]),
        next_test=moment(raw["next_test"]),
        tests=number_of(raw["tests"]),
        evidence=texts_of(raw["evidence"]),
        kind=Kind(text_of(raw["kind"])),
    )


def _unknown(raw: JsonObject) -> UnknownMessage:
    """Decode an unknown message."""
    suggested = raw["suggested"]
    return UnknownMessage(
        service=text_of(raw["service"]),
        version=text_of(raw["version"]),
        text=text_of(raw["text"]),
        at=moment(raw["at"]),
        count=number_of(raw["count"]),
        suggested=None if suggested is None else Cause(text_of(suggested)),
    )


def _outcome(raw: JsonObject) -> Outcome:
    """Decode a line of the statistics."""
    return Outcome(
        at=moment(raw["at"]),
        what=Happened(text_of(raw["what"])),
        cause=Cause(text_of(raw["cause"])),
        strategy=opt_strategy(raw["strategy"]),
    )
