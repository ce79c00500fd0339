"""What is read of each kind of service: the names of its documents, and where they come from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ..clients.service import ServiceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document: `table` for a list of rows, which `row_key` tells apart; `drifts` for what people set."""

    name: str
    table: bool = False
    row_key: str = "id"
    drifts: bool = True


def _named(*documents: Document) -> Mapping[str, Document]:
    """Return documents by name."""
    return {document.name: document for document in documents}


_SERVARR: Final = _named(
    Document(name="config/downloadclient"),
    Document(name="config/host"),
    Document(name="config/indexer"),
    Document(name="config/mediamanagement"),
    Document(name="config/naming"),
    Document(name="customformat", table=True),
    Document(name="delayprofile", table=True),
    Document(name="downloadclient", table=True),
    Document(name="importlist", table=True),
    Document(name="indexer", table=True),
    Document(name="notification", table=True),
    Document(name="qualitydefinition", table=True),
    Document(name="qualityprofile", table=True),
    Document(name="releaseprofile", table=True),
    Document(name="remotepathmapping", table=True),
    Document(name="rootfolder", table=True, drifts=False),
    Document(name="tag", table=True),
    Document(name="diskspace", table=True, row_key="path", drifts=False),
    Document(name="health", table=True, row_key="source", drifts=False),
    Document(name="system/status", drifts=False),
)

DOCUMENTS: Final[Mapping[ServiceKind, Mapping[str, Document]]] = {
    ServiceKind.RADARR: _SERVARR,
    ServiceKind.SONARR: _SERVARR,
    ServiceKind.SABNZBD: _named(
        Document(name="misc"),
        Document(name="categories", table=True, row_key="name"),
        Document(name="servers", table=True, row_key="name"),
        Document(name="sorters", table=True, row_key="name"),
        Document(name="status", drifts=False),
        Document(name="warnings", table=True, row_key="", drifts=False),
    ),
    ServiceKind.PLEX: _named(
        Document(name="prefs"),
        Document(name="sections", table=True, row_key="key", drifts=False),
        Document(name="identity", drifts=False),
    ),
}
"""Plex's `prefs` is one object, setting id -> value; `sections` are its libraries with their `Location`."""
