"""A configuration that is larger than any house's: 5,000 rows, more custom formats and profiles than the guides have."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final

from custom_components.autoarr.audit.documents import DOCUMENTS
from custom_components.autoarr.clients.service import ServiceKind
from tests.support.audit.stack import Stack, right_stack

_SERVARR: Final[Mapping[str, int]] = {
    "customformat": 300,
    "delayprofile": 20,
    "diskspace": 20,
    "downloadclient": 20,
    "health": 20,
    "importlist": 400,
    "indexer": 400,
    "notification": 100,
    "qualityprofile": 40,
    "releaseprofile": 400,
    "remotepathmapping": 100,
    "rootfolder": 20,
    "tag": 510,
}
_ROWS: Final[Mapping[ServiceKind, Mapping[str, int]]] = {
    ServiceKind.RADARR: _SERVARR,
    ServiceKind.SONARR: _SERVARR,
    ServiceKind.SABNZBD: {"categories": 100, "servers": 20, "sorters": 50, "warnings": 60},
    ServiceKind.PLEX: {"sections": 20},
}
_FIRST: Final[Mapping[str, dict[str, Any]]] = {
    "health": {"source": "IndexerCheck", "type": "warning", "message": "An indexer is down"},
    "importlist": {"name": "List", "enabled": True, "fields": [{"name": "url", "value": ""}]},
    "releaseprofile": {"name": "Words", "enabled": True, "required": [], "ignored": ["hdcam"]},
    "remotepathmapping": {"host": "elsewhere", "remotePath": "/out/", "localPath": "/in/"},
    "sorters": {"name": "s", "order": 0, "sort_cats": ["other"], "sort_type": [1], "is_active": 1},
    "tag": {"label": "tag"},
}
"""What the tables are filled with that are empty in a configuration without a mistake."""

_NAMES: Final = ("name", "label", "path")


def large() -> Stack:
    """Return the documents of all four services: what is right, over and over."""
    stack = right_stack()
    for kind, tables in _ROWS.items():
        for name, many in tables.items():
            stack[kind][name] = _repeated(stack[kind][name] or [_FIRST[name]], many)
    for kind in (ServiceKind.RADARR, ServiceKind.SONARR):
        _score(stack[kind])
    return stack


def rows_of(stack: Stack) -> int:
    """Return how many rows all tables together have."""
    return sum(
        len(content)
        for kind, documents in stack.items()
        for name, content in documents.items()
        if DOCUMENTS[kind][name].table
    )


def _repeated(rows: list[dict[str, Any]], many: int) -> list[dict[str, Any]]:
    """Return so many rows, each with an id and a name of its own."""
    made: list[dict[str, Any]] = []
    for number in range(many):
        row = deepcopy(rows[number % len(rows)]) | {"id": number + 1}
        if number >= len(rows):
            row |= {key: f"{row[key]}{number}" for key in _NAMES if row.get(key)}
        made.append(row)
    return made


def _score(documents: dict[str, Any]) -> None:
    """Have every profile score every custom format, as Radarr and Sonarr keep it."""
    for profile in documents["qualityprofile"]:
        scores = {entry["name"]: entry["score"] for entry in profile["formatItems"]}
        profile["formatItems"] = [
            {"format": row["id"], "name": row["name"], "score": scores.get(row["name"], 0)}
            for row in documents["customformat"]
        ]
