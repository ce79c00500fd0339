"""The records of recovery as JSON and back."""

from ...clients.service import ServiceKind
from ...journal.ports import JsonObject, JsonValue
from ...journal.records import (
    DamagedRecord,
    decoded,
    encode,
    list_of,
    moment,
    number_of,
    opt_moment,
    text_of,
    texts_of,
)
from ..causes import Cause, FaultOf, Kind
from ..messages import Reason
from ..models import Failure, FailureState, Grab, Item, Strategy


class Encoded:
    """The JSON of records from one write to the next: a record is frozen, so that only new ones are encoded.

    What it returns is shared by the writes and must not be changed.
    """

    def __init__(self) -> None:
        """Know of none."""
        self._before: dict[int, tuple[object, JsonValue]] = {}
        self._now: dict[int, tuple[object, JsonValue]] = {}

    def begin(self) -> None:
        """Begin a write: what the last one did not need is forgotten."""
        self._before, self._now = self._now, {}

    def __call__(self, record: object) -> JsonValue:
        """Return a record as JSON."""
        # The record is kept beside its JSON, so that no other one can get its id.
        known = self._before.get(id(record)) or (record, encode(record))
        self._now[id(record)] = known
        return known[1]


def decode_failure(raw: JsonValue) -> Failure:
    """Return a failure from its JSON; raises DamagedRecord."""
    return decoded(raw, _failure)


def _failure(raw: JsonObject) -> Failure:
    """Decode a failure."""
    jobs = texts_of(raw["jobs"])
    if not jobs:
        raise DamagedRecord("jobs is empty")
    grab = raw["grab"]
    return Failure(
        key=text_of(raw["key"]),
        sabnzbd=text_of(raw["sabnzbd"]),
        jobs=jobs,
        name=text_of(raw["name"]),
        cause=Cause(text_of(raw["cause"])),
        at_fault=FaultOf(text_of(raw["at_fault"])),
        # Earlier versions knew only the cause.
        kind=Kind(text_of(raw.get("kind", Kind.UNKNOWN))),
        evidence=texts_of(raw["evidence"]),
        paused=bool(raw["paused"]),
        blocked=bool(raw.get("blocked")),
        torrent=bool(raw.get("torrent")),
        suggested=_opt_cause(raw.get("suggested")),
        first_seen=moment(raw["first_seen"]),
        completed=opt_moment(raw["completed"]),
        size_bytes=number_of(raw["size_bytes"]),
        baseline=bool(raw["baseline"]),
        grab=None if grab is None else decoded(grab, _grab),
        lookups=number_of(raw["lookups"]),
        state=FailureState(text_of(raw["state"])),
        strategy=opt_strategy(raw["strategy"]),
        proposed=opt_strategy(raw["proposed"]),
        reason=None if raw["reason"] is None else Reason(text_of(raw["reason"])),
        detail=text_of(raw["detail"]),
        waits=number_of(raw["waits"]),
        in_vain=bool(raw["in_vain"]),
        failed_job=text_of(raw["failed_job"]),
        ended_by_us=bool(raw["ended_by_us"]),
        next_try=opt_moment(raw["next_try"]),
        following_since=opt_moment(raw["following_since"]),
        outage_titles=texts_of(raw["outage_titles"]),
        undone=bool(raw.get("undone")),
        reviews=number_of(raw.get("reviews", 0)),
    )


def _grab(raw: JsonObject) -> Grab:
    """Decode a grab."""
    return Grab(
        item=decoded(raw["item"], _item),
        download_id=text_of(raw["download_id"]),
        history_id=number_of(raw["history_id"]),
        source_title=text_of(raw["source_title"]),
        grabbed_at=moment(raw["grabbed_at"]),
        interactive=bool(raw["interactive"]),
        correlation=text_of(raw["correlation"]),
        label=text_of(raw["label"]),
        # Earlier versions did not write them down.
        indexer=text_of(raw.get("indexer", "")),
        quality=text_of(raw.get("quality", "")),
        guid=text_of(raw.get("guid", "")),
        published=opt_moment(raw.get("published")),
        size_bytes=number_of(raw.get("size_bytes", 0)),
    )


def _item(raw: JsonObject) -> Item:
    """Decode what a download was for."""
    episodes = raw["episode_ids"]
    return Item(
        instance=text_of(raw["instance"]),
        kind=ServiceKind(text_of(raw["kind"])),
        media_id=number_of(raw["media_id"]),
        episode_ids=tuple(number_of(part) for part in list_of(episodes)),
    )


def _opt_cause(value: JsonValue) -> Cause | None:
    """Decode a cause that may be missing."""
    return None if value is None else Cause(text_of(value))


def opt_strategy(value: JsonValue) -> Strategy | None:
    """Decode a strategy that may be missing."""
    return None if value is None else Strategy(text_of(value))
