"""Builders of what SABnzbd shows, of failures and of worlds, for the tests of recovery."""

from datetime import UTC, datetime, timedelta

from custom_components.autoarr.clients.models.decode import JsonObject
from custom_components.autoarr.clients.models.sabnzbd import HistorySlot, QueueSlot, SabQueue
from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.recovery.causes import Cause, FaultOf
from custom_components.autoarr.recovery.models import Failure, FailureState, Grab, Item
from tests.support.clock import START

MOVIE = Item(instance="radarr1", kind=ServiceKind.RADARR, media_id=7)
SEASON = Item(instance="sonarr1", kind=ServiceKind.SONARR, media_id=3, episode_ids=(31, 32))
GRAB = Grab(
    item=MOVIE,
    download_id="nzo1",
    history_id=5,
    source_title="Dune.2021.2160p.WEB-DL-GRP",
    grabbed_at=START,
    correlation="movie:tmdb:438631",
    label="Dune (2021)",
)


def history_slot(
    *,
    message: str = "",
    stages: tuple[tuple[str, tuple[str, ...]], ...] = (),
    status: str = "Failed",
    **fields: object,
) -> HistorySlot:
    """Return a job of SABnzbd's history."""
    raw: JsonObject = {
        "nzo_id": "nzo1",
        "name": "Dune.2021.2160p.WEB-DL-GRP",
        "status": status,
        "fail_message": message,
        "stage_log": [{"name": name, "actions": list(actions)} for name, actions in stages],
        "bytes": 1_000_000,
        "completed": int((START - timedelta(seconds=5)).timestamp()),
        "retry": status == "Failed",
    }
    return HistorySlot.from_json(raw | fields)  # type: ignore[arg-type]


def queue_slot(*, status: str = "Downloading", **fields: object) -> QueueSlot:
    """Return a job of SABnzbd's queue."""
    raw: JsonObject = {
        "nzo_id": "nzo1",
        "filename": "Dune.2021.2160p.WEB-DL-GRP",
        "status": status,
        "labels": [],
        "mb": "100",
        "mbleft": "50",
        "percentage": "50",
    }
    return QueueSlot.from_json(raw | fields)  # type: ignore[arg-type]


def sab_queue(*slots: JsonObject, **fields: object) -> SabQueue:
    """Return a queue with a terabyte of space."""
    raw: JsonObject = {
        "version": "5.1.3",
        "status": "Idle",
        "paused": False,
        "kbpersec": "0",
        "slots": list(slots),
        "noofslots": len(slots),
        "diskspace1": "1000",
        "diskspace2": "1000",
    }
    return SabQueue.from_json(raw | fields)  # type: ignore[arg-type]


def failure(
    cause: Cause = Cause.ARTICLE_MISSING,
    at_fault: FaultOf = FaultOf.RELEASE,
    *,
    state: FailureState = FailureState.NEW,
    **fields: object,
) -> Failure:
    """Return a failed movie download."""
    values: dict[str, object] = {
        "key": "sab1:nzo1",
        "sabnzbd": "sab1",
        "jobs": ("nzo1",),
        "name": "Dune.2021.2160p.WEB-DL-GRP",
        "cause": cause,
        "at_fault": at_fault,
        "first_seen": START,
        "grab": GRAB,
        "state": state,
    }
    return Failure(**(values | fields))  # type: ignore[arg-type]


def utc(*parts: int) -> datetime:
    """Return an aware time."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]
