"""A stateful fake of Plex Media Server whose libraries are folders on disk."""

from .known import known_ids
from .library import Catalogue, plex_guid
from .model import Item, Kind, Section, Session, Update
from .server import MACHINE, FakePlex

__all__ = [
    "MACHINE",
    "Catalogue",
    "FakePlex",
    "Item",
    "Kind",
    "Section",
    "Session",
    "Update",
    "known_ids",
    "plex_guid",
]
