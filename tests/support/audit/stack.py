"""Whole documents of a stack in which nothing is wrong; those of SABnzbd as real ones handed them out."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import UTC, datetime
import json
from typing import Any, Final

from custom_components.autoarr.audit.editing import shape_of, with_edits
from custom_components.autoarr.audit.estate import Estate, ServiceSnapshot
from custom_components.autoarr.audit.models import Edit, Place
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from tests.fakes.plex.prefs import Preferences
from tests.recorded import SABNZBD as RECORDED

from .servarr import GB, plex_connection, right
from .wrong import Setting
from .wrong_sabnzbd import SERVER

type Documents = dict[str, Any]
type Stack = dict[ServiceKind, Documents]

RADARR, SONARR, SABNZBD, PLEX = (
    ServiceKind.RADARR,
    ServiceKind.SONARR,
    ServiceKind.SABNZBD,
    ServiceKind.PLEX,
)
RELEASES: Final = ("4.5.0", "5.1.3")
AT: Final = datetime(2026, 9, 1, tzinfo=UTC)
VERSIONS: Final = {RADARR: "6.0.4.10291", SONARR: "4.0.15.2941", PLEX: "1.43.2.10000"}
EXTENSIONS: Final = ("exe", "scr", "bat", "cmd", "lnk", "vbs", "js", "msi", "iso")


def recorded(release: str, call: str) -> Any:
    """Return what a real SABnzbd answered."""
    return json.loads((RECORDED / release / f"{call}.json").read_text("utf-8"))["body"]


def sabnzbd(release: str = "5.1.3") -> Documents:
    """Return the documents of a SABnzbd, as recorded but for what the rules want."""
    config, status = (
        recorded(release, "get_config")["config"],
        recorded(release, "status")["status"],
    )
    config["misc"] |= {
        "pause_on_pwrar": 2,
        "action_on_unwanted_extensions": 2,
        "unwanted_extensions": [*EXTENSIONS],
        "download_free": "10G",
        "complete_free": "10G",
        "fulldisk_autoresume": 1,
        "nzb_backup_dir": "nzb",
        "wait_for_dfolder": 1,
        "host_whitelist": ["sabnzbd"],
    }
    (server,) = config["servers"]
    server |= {
        "name": SERVER,
        "displayname": SERVER,
        "host": "news.example.org",
        "port": 563,
        "ssl": 1,
        "timeout": 60,
        "connections": 8,
    }
    return {
        "misc": config["misc"],
        "categories": config["categories"],
        "servers": config["servers"],
        "sorters": [],
        "status": status
        | {
            "downloaddir": "/data/usenet/incomplete",
            "completedir": "/data/usenet/complete",
            "downloaddirspeed": 200,
            "diskspace1": "900.00",
            "diskspace2": "900.00",
            "diskspacetotal1": "4000.00",
            "diskspacetotal2": "4000.00",
        },
        "warnings": recorded(release, "warnings")["warnings"],
    }


def servarr(kind: ServiceKind) -> Documents:
    """Return the documents of a Radarr or Sonarr that has this SABnzbd as its client."""
    documents = right(kind)
    (client,) = documents["downloadclient"]
    for field in client["fields"]:
        if field["name"] == "host":
            field["value"] = "sabnzbd"
    folder = "/data/media/movies" if kind is RADARR else "/data/media/tv"
    documents |= {
        "notification": [plex_connection()],
        "remotepathmapping": [],
        "rootfolder": [
            {
                "id": 1,
                "path": folder,
                "accessible": True,
                "freeSpace": 900 * GB,
                "unmappedFolders": [],
            }
        ],
    }
    documents["system/status"] |= {"isDocker": False, "isWindows": False}
    return documents


def plex() -> Documents:
    """Return the documents of a Plex with a library of each type."""
    preferences = {one["id"]: one["value"] for one in Preferences("Home").as_list()}  # type: ignore[index, call-overload]
    return {
        "prefs": {
            **preferences,
            "FSEventLibraryUpdatesEnabled": True,
            "FSEventLibraryPartialScanEnabled": True,
            "ScheduledLibraryUpdatesEnabled": False,
            "autoEmptyTrash": False,
            "allowMediaDeletion": False,
            "ScannerLowPriority": True,
            "DatabaseCacheSize": 1024,
            "RelayEnabled": False,
        },
        "sections": [
            _section("1", "movie", "Films", "/data/media/movies"),
            _section("2", "show", "Series", "/data/media/tv"),
        ],
        "identity": {"claimed": True, "version": VERSIONS[PLEX], "machineIdentifier": "0" * 40},
    }


def _section(key: str, kind: str, title: str, path: str) -> Documents:
    """Return a library of Plex."""
    return {
        "key": key,
        "type": kind,
        "title": title,
        "refreshing": False,
        "scannedAt": int(AT.timestamp()) - 600,
        "Location": [{"id": int(key), "path": path}],
    }


def right_stack(release: str = "5.1.3") -> Stack:
    """Return the documents of all four services."""
    return {
        RADARR: servarr(RADARR),
        SONARR: servarr(SONARR),
        SABNZBD: sabnzbd(release),
        PLEX: plex(),
    }


def estate_of(
    stack: Mapping[ServiceKind, Documents],
    *,
    release: str = "5.1.3",
    mode: str = "assist",
    addresses: Mapping[ServiceKind, str] | None = None,
) -> Estate:
    """Return an estate with one service of each kind; its id is its kind."""
    places = {
        RADARR: "http://house:7878",
        SONARR: "http://house:8989",
        SABNZBD: "http://192.168.1.5:8080",
        PLEX: "http://house:32400",
    } | dict(addresses or {})
    return Estate(
        at=AT,
        services=tuple(
            ServiceSnapshot(
                ref=ServiceRef(id=kind.value, kind=kind, name=kind.label),
                address=places[kind],
                version=release if kind is SABNZBD else VERSIONS[kind],
                documents=documents,
            )
            for kind, documents in stack.items()
        ),
        modes={kind.value: mode for kind in (RADARR, SONARR)},
    )


def with_settings(stack: Mapping[ServiceKind, Documents], settings: Iterable[Setting]) -> Stack:
    """Return the stack after settings were made; with neither row nor path the document is replaced."""
    made = {kind: deepcopy(documents) for kind, documents in stack.items()}
    for kind, document, row, path, value in settings:
        if not row and not path:
            made[kind][document] = value
        else:
            place = Place(instance=kind.value, document=document, row=row, path=path)
            made = with_changes(made, [Edit(place=place, before=None, after=value)])
    return made


def with_changes(stack: Mapping[ServiceKind, Documents], edits: Iterable[Edit]) -> Stack:
    """Return the stack after edits were written."""
    made = {kind: deepcopy(documents) for kind, documents in stack.items()}
    for edit in edits:
        kind = ServiceKind(edit.place.instance)
        shape = shape_of(kind, edit.place.document)
        made[kind][shape.name] = with_edits(made[kind][shape.name], shape, [edit])
    return made


def taken_back(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits that undo others, last first."""
    return [
        Edit(place=edit.place, before=edit.after, after=edit.before)
        for edit in reversed(list(edits))
    ]
