"""How a Plex is set wrong, by the rule that finds it and can mend it."""

from collections.abc import Mapping
from typing import Final

from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.journal.ports import JsonValue

from .wrong import Wrong


def _prefs(**values: JsonValue) -> Wrong:
    """Return preferences."""
    return Wrong(
        settings=tuple(
            (ServiceKind.PLEX, "prefs", "", name, value) for name, value in values.items()
        )
    )


WRONG: Final[Mapping[str, Wrong]] = {
    "plex.scan_on_change": Wrong(
        settings=(
            (ServiceKind.RADARR, "notification", "", "", []),
            (ServiceKind.PLEX, "prefs", "", "FSEventLibraryUpdatesEnabled", False),
        )
    ),
    "plex.partial_scan": _prefs(FSEventLibraryPartialScanEnabled=False),
    "plex.scheduled_scan": _prefs(
        FSEventLibraryUpdatesEnabled=True,
        FSEventLibraryPartialScanEnabled=True,
        ScheduledLibraryUpdatesEnabled=True,
    ),
    "plex.media_deletion": _prefs(allowMediaDeletion=True),
    "plex.scanner_priority": _prefs(ScannerLowPriority=False),
}
