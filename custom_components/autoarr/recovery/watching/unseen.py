"""Failures that came and went between two polls of a SABnzbd: the history of Radarr and Sonarr still tells of them.

In assist mode they remove a failed job within a minute, and SABnzbd forgets it then. Their history is read only
when the marker of SABnzbd's history says that something changed there.
"""

from collections.abc import Iterator
import logging
from typing import Final

from ...clients.errors import ServiceError
from ...clients.models.servarr import DownloadProtocol, HistoryEvent, HistoryRecord
from ..arrs.sightings import CHECKS
from ..core import Core
from ..deciding.facts import CLOCK_SLACK
from ..targets import SabnzbdObservation, ServarrObservation, ServarrTarget

_LOGGER = logging.getLogger(__name__)

BY_HAND: Final = "Manually marked as failed"
"""What Radarr and Sonarr write when somebody asked for it: nothing has failed (FailedDownloadService)."""

PROBES: Final = 5
"""So many jobs of a SABnzbd are asked about, to learn what a Radarr or Sonarr calls it."""


class Unseen:
    """Finds jobs that were failed and removed before any poll showed them, and notes them as vanished."""

    def __init__(self, core: Core) -> None:
        """Share the state of the engine."""
        self._core = core
        self._markers: dict[str, int] = {}
        self._owed: set[str] = set()
        """The Radarr and Sonarr whose history is to be read."""

    async def look(self, observation: SabnzbdObservation, *, baseline: bool) -> None:
        """Ask what the poll cannot show; with `baseline` all of it belongs to the time before us.

        What a service could not be asked about is asked again with the next poll.
        """
        marker = observation.marker
        if marker is None:
            return
        targets = self._core.servarr()
        if baseline or self._markers.get(observation.ref.id) != marker:
            self._markers[observation.ref.id] = marker
            self._owed |= targets.keys()
        for instance in sorted(self._owed & targets.keys()):
            try:
                if await self._read(targets[instance], observation, baseline=baseline):
                    self._owed.discard(instance)
            except ServiceError as err:
                _LOGGER.debug("%s does not tell what failed: %s", targets[instance].ref.name, err)

    def learn(self, observation: ServarrObservation) -> None:
        """Learn by what name a Radarr or Sonarr calls a SABnzbd, from the jobs that both list."""
        seen = self._core.seen
        for row in observation.queue:
            if row.download_client and row.download_id and row.protocol is DownloadProtocol.USENET:
                for lane in (lane for lane, one in seen.items() if row.download_id in one.present):
                    self._core.ledger.note_client(observation.ref.id, row.download_client, lane)

    def forget(self, sabnzbd: str) -> None:
        """Forget one SABnzbd."""
        self._markers.pop(sabnzbd, None)

    async def _read(
        self, target: ServarrTarget, observation: SabnzbdObservation, *, baseline: bool
    ) -> bool:
        """Read what failed since the last time; return False where that cannot be told yet. Raises ServiceError."""
        ledger, instance = self._core.ledger, target.ref.id
        watched = ledger.watched(instance)
        if watched is None:
            return False
        records = await target.client.history_since(
            watched.last_seen - CLOCK_SLACK, HistoryEvent.FAILED
        )
        newest = max((record.id for record in records), default=watched.failed_event or 0)
        if watched.failed_event is not None and not baseline:
            # Ids only grow: a clock that is wrong moves no failure into the past.
            new = [record for record in records if record.id > watched.failed_event]
            for job_id, record in dict(self._unknown(new)[:CHECKS]).items():
                lane = await self._lane(target, _client_of(record), observation)
                if lane is not None:
                    self._core.seen[lane].vanished.add(job_id)
        ledger.note_failed_event(instance, newest)
        return True

    def _unknown(self, records: list[HistoryRecord]) -> list[tuple[str, HistoryRecord]]:
        """Return the jobs that failed and that nothing is known of, with their records."""
        core = self._core
        held = {
            job for seen in core.seen.values() for job in seen.present | seen.active | seen.vanished
        }
        return [
            (record.download_id, record)
            for record in records
            if record.download_id is not None
            and record.download_id not in held
            and not record.data.get("message", "").startswith(BY_HAND)
            and core.ledger.of_job(record.download_id) is None
        ]

    async def _lane(
        self, target: ServarrTarget, name: str, observation: SabnzbdObservation
    ) -> str | None:
        """Return the SABnzbd that a Radarr or Sonarr calls so, None when it is not a connected one.

        Learnt from jobs that are known to be in one; raises ServiceError.
        """
        ledger, instance = self._core.ledger, target.ref.id
        for job_id, lane in self._probes(target, observation):
            if ledger.client_called(instance, name) is not None:
                break
            for record in await target.client.history_of(job_id):
                if called := _client_of(record):
                    ledger.note_client(instance, called, lane)
        found = ledger.client_called(instance, name)
        return found if found in self._core.sabnzbd() and found in self._core.seen else None

    def _probes(
        self, target: ServarrTarget, observation: SabnzbdObservation
    ) -> Iterator[tuple[str, str]]:
        """Yield jobs, and the SABnzbd each is or was in: failures of this Radarr or Sonarr first."""
        owned = {
            failure.sabnzbd: failure.job_id
            for failure in self._core.ledger.failures()
            if failure.item is not None
            and failure.item.instance == target.ref.id
            and not failure.torrent
        }
        yield from ((job_id, lane) for lane, job_id in owned.items())
        for slot in observation.history[:PROBES]:
            yield slot.nzo_id, observation.ref.id


def _client_of(record: HistoryRecord) -> str:
    """Return the name of the download client that a record tells of."""
    return record.data.get("downloadClientName") or record.data.get("downloadClient", "")
