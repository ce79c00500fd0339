"""What the parts of a house show in the end, and what recovery made of it."""

from dataclasses import dataclass
from typing import Any, Final

from custom_components.autoarr.journal.events import Event, EventKind
from custom_components.autoarr.journal.journal import Journal
from custom_components.autoarr.recovery.causes import Cause, FaultOf, Kind
from custom_components.autoarr.recovery.engine import RecoveryEngine
from custom_components.autoarr.recovery.models import Failure
from tests.e2e.stack.sabnzbd_api import JsonObject
from tests.fakes.radarr import FakeRadarr
from tests.fakes.releases import Indexer
from tests.fakes.servarr.state import Event as ArrEvent

from .shared import SharedSabnzbd

DUNE: Final = 438631
ASIDE: Final = frozenset({"recovery.mode", "recovery.clean_blocklist"})
"""What AutoArr does beside the repair itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What recovery made of a failure."""

    cause: Cause
    kind: Kind
    at_fault: FaultOf


def seen_of(failure: Failure) -> Seen:
    """Return what a failure was taken for."""
    return Seen(cause=failure.cause, kind=failure.kind, at_fault=failure.at_fault)


class Evidence:
    """Asks the parts themselves."""

    sabnzbd: SharedSabnzbd
    radarr: FakeRadarr
    indexer: Indexer
    journal: Journal
    engine: RecoveryEngine

    def failure(self) -> Failure:
        """Return the only failure there is."""
        (found,) = self.engine.failures()
        return found

    def has_file(self, film: int = DUNE) -> bool:
        """Say whether Radarr has the film."""
        try:
            return self.radarr.movie(film).file is not None
        except LookupError:
            return False

    def grabs(self) -> list[Any]:
        """Return what Radarr grabbed, oldest first."""
        return self.radarr.events(ArrEvent.GRABBED)

    def grabbed(self) -> list[str]:
        """Return the names of what Radarr grabbed, oldest first."""
        return [row.source_title for row in self.grabs()]

    def marked(self) -> list[str]:
        """Return the names of what Radarr counts as failed, oldest first."""
        return [row.source_title for row in self.radarr.events(ArrEvent.FAILED)]

    def blocklisted(self) -> list[str]:
        """Return the names on Radarr's blocklist."""
        return [row.source_title for row in self.radarr.blocklisted]

    def from_file(self, film: int = DUNE) -> str:
        """Return the release that the film's file is of."""
        file = self.radarr.movie(film).file
        return file.source_title if file else ""

    def writes(self) -> list[str]:
        """Return every request of AutoArr's that could have changed something at Radarr, but the mode's."""
        return [
            f"{request.method} {request.path}"
            for request in self.radarr.writes()
            if "/config/" not in request.path and "/downloadclient" not in request.path
        ]

    def told_of(self, *kinds: EventKind) -> list[Event]:
        """Return the events of some kinds, oldest first."""
        return [event for event in reversed(self.journal.recent(5_000)) if event.kind in kinds]

    def done(self) -> list[str]:
        """Return what recovery began to do, oldest first, but for the mode and what it tidied up."""
        begun = self.told_of(EventKind.ACTION_STARTED)
        actions = [str(event.data["action"]) for event in begun]
        return [action for action in actions if action not in ASIDE]

    async def jobs(self) -> dict[str, str]:
        """Return the jobs SABnzbd holds in queue and history, with their status."""
        slots: list[JsonObject] = [
            *await self.sabnzbd.queue(),
            *await self.sabnzbd.history(limit=100),
        ]
        return {str(slot.get("filename") or slot["name"]): str(slot["status"]) for slot in slots}

    async def told(self) -> str:
        """Return everything that helps to understand why a test waited in vain."""
        lines = [
            f"SABnzbd {self.sabnzbd.version}: {await self.jobs()}",
            f"warnings: {await self.sabnzbd.warned()}",
            f"server: { {k: v for k, v in (await self.sabnzbd.server()).items() if k != 'serverconnections'} }",
            f"Radarr: grabbed {self.grabbed()}, failed {self.marked()}, blocklist {self.blocklisted()}",
            f"Radarr queue: {[(r['title'], r['status'], r['trackedDownloadState'], r['statusMessages']) for r in self.radarr.queue]}",
            f"indexer: {self.indexer.searches} {self.indexer.downloads}",
            *(str(failure) for failure in self.engine.failures()),
            *(f"{e.kind} {e.title} {dict(e.data)}" for e in self.told_of(*EventKind)),
        ]
        return "\n".join(lines)
