"""Builders of what a Radarr or Sonarr lists, for the tests of recovery."""

from collections.abc import Iterable

from custom_components.autoarr.clients.models.decode import JsonObject
from custom_components.autoarr.clients.models.servarr import QueueItem
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.recovery.targets import SabnzbdObservation, ServarrObservation

from .builders import history_slot, queue_slot, sab_queue

SAB = ServiceRef(id="sab1", kind=ServiceKind.SABNZBD, name="SABnzbd")
RADARR = ServiceRef(id="radarr1", kind=ServiceKind.RADARR, name="Radarr")
SONARR = ServiceRef(id="sonarr1", kind=ServiceKind.SONARR, name="Sonarr")
TITLE = "Dune.2021.2160p.WEB-DL-GRP"


def arr_row(
    *said: str | tuple[str, Iterable[str]], state: str = "importBlocked", **fields: object
) -> QueueItem:
    """Return a row of a queue; `said` are its messages, each alone or as (file, messages)."""
    files = [text if isinstance(text, tuple) else (TITLE, [text]) for text in said]
    raw: JsonObject = {
        "id": 1,
        "movieId": 7,
        "title": TITLE,
        "size": 100,
        "sizeleft": 0,
        "status": "completed",
        "trackedDownloadStatus": "warning" if said else "ok",
        "trackedDownloadState": state,
        "statusMessages": [{"title": name, "messages": list(messages)} for name, messages in files],
        "downloadId": "nzo1",
        "protocol": "usenet",
    }
    return QueueItem.from_json(raw | fields)  # type: ignore[arg-type]


def radarr_shows(*rows: QueueItem) -> dict[str, ServarrObservation]:
    """Return what one Radarr shows."""
    return {RADARR.id: ServarrObservation(ref=RADARR, queue=rows)}


def sabnzbd_shows(
    *queued: JsonObject, ended: Iterable[JsonObject] = (), paused: bool = False
) -> dict[str, SabnzbdObservation]:
    """Return what one SABnzbd shows: fields of the jobs in its queue and its history."""
    observation = SabnzbdObservation(
        ref=SAB,
        queue=sab_queue(*(dict(queue_json(**one)) for one in queued), paused=paused),
        history=tuple(history_slot(**one) for one in ended),  # type: ignore[arg-type]
    )
    return {SAB.id: observation}


def queue_json(**fields: object) -> JsonObject:
    """Return a job of SABnzbd's queue as JSON."""
    slot = queue_slot()
    raw: JsonObject = {
        "nzo_id": slot.nzo_id,
        "filename": slot.name,
        "status": "Downloading",
        "cat": "movies",
        "labels": [],
        "mb": "100",
        "mbleft": "50",
        "percentage": "50",
    }
    return raw | fields  # type: ignore[return-value]
