"""How services do not fit together, by the rule that finds it and can mend it.

Each Radarr and Sonarr has the tests' SABnzbd as its client 1. A rule that is about a mode (`when.mode`) needs that
mode for both. A setting with a row and no path makes that row.
"""

from collections.abc import Mapping
from typing import Final

from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.journal.ports import JsonValue

from .wrong import Setting, Wrong

RADARR, SONARR, SABNZBD = ServiceKind.RADARR, ServiceKind.SONARR, ServiceKind.SABNZBD
SORTER: Final[JsonValue] = {
    "order": 0,
    "min_size": "50M",
    "multipart_label": "",
    "sort_string": "%sn/Season %s/%sn - %sx%0e",
    "sort_cats": ["tv"],
    "sort_type": [1],
    "is_active": 1,
}


def _both(document: str, path: str, value: JsonValue, *, row: str = "") -> tuple[Setting, ...]:
    """Return a setting of Radarr and Sonarr."""
    return tuple((kind, document, row, path, value) for kind in (RADARR, SONARR))


def _switch(path: str, value: JsonValue) -> Wrong:
    """Return a switch of their failed download handling."""
    return Wrong(settings=_both("config/downloadclient", path, value))


def _removes(value: JsonValue) -> Wrong:
    """Return a switch of their client."""
    return Wrong(settings=_both("downloadclient", "removeFailedDownloads", value, row="1"))


WRONG: Final[Mapping[str, Wrong]] = {
    "stack.category_missing": Wrong(
        settings=(
            (RADARR, "downloadclient", "1", "fields[name=movieCategory].value", "films-4k"),
            (SONARR, "downloadclient", "1", "fields[name=tvCategory].value", "TV"),
        )
    ),
    "stack.category_star_folder": Wrong(
        settings=((SABNZBD, "categories", "movies", "dir", "movies*"),)
    ),
    "stack.sorter_active": Wrong(settings=((SABNZBD, "sorters", "series", "", SORTER),)),
    "stack.redownload_on": _switch("autoRedownloadFailed", False),
    "stack.redownload_interactive_on": _switch("autoRedownloadFailedFromInteractiveSearch", False),
    "stack.redownload_off": _switch("autoRedownloadFailed", True),
    "stack.redownload_interactive_off": _switch("autoRedownloadFailedFromInteractiveSearch", True),
    "stack.remove_failed_on": _removes(False),
    "stack.remove_failed_off": _removes(True),
    "stack.propagation_twice": Wrong(
        settings=(
            *_both("config/indexer", "minimumAge", 30),
            (SABNZBD, "misc", "", "propagation_delay", 5),
        )
    ),
}
