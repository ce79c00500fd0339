"""Changes the configuration of a fake SABnzbd behind everybody's back."""

from typing import Any

from ..documents import put
from ..http import Json
from .model import NewsServer
from .overview import Overview

_OWN = ("host", "port", "username", "password", "connections", "enable")


def change(overview: Overview, document: str, row: str, path: str, value: Json) -> None:
    """Set one value without a check; an empty path means a whole row, which is removed by null."""
    settings = overview.settings
    tables: dict[str, dict[str, Any]] = {
        "categories": settings.categories,
        "servers": settings.servers,
        "sorters": settings.sorters,
    }
    match document:
        case "misc":
            put(settings.misc, path, value)
        case "status":
            put(overview.told, path, value)
        case "categories" | "servers" | "sorters" if value is None and not path:
            if tables[document].pop(row, None) is None:
                raise LookupError(f"there is no row {row}")
        case "categories":
            _set(settings.categories.get(row) or settings.set_category(row), path, value)
        case "sorters":
            _set(settings.sorters.get(row) or settings.set_sorter(row, {}), path, value)
        case "servers":
            server = settings.servers.setdefault(row, NewsServer(name=row))
            given = value if not path and isinstance(value, dict) else {path: value}
            for name, one in given.items():
                if name in _OWN:
                    setattr(server, name, one)
                elif name != "name":
                    put(server.more, name, one)
        case _:
            raise LookupError(f"{document} cannot be changed")


def _set(row: dict[str, Json], path: str, value: Json) -> None:
    """Set one value of a row, or all that are given."""
    if path:
        put(row, path, value)
    elif isinstance(value, dict):
        row |= value
