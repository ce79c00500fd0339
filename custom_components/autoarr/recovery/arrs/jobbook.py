"""The latest answers of all services, and what only time tells of the jobs in them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from ..models import Failure
from ..targets import SabnzbdObservation, ServarrObservation
from .jobs import Around, Job, join

FRESH: Final = timedelta(minutes=5)
"""A job may be in SABnzbd that long before its Radarr or Sonarr lists it."""

SILENT: Final = timedelta(minutes=15)
"""After so long the last answer of a Radarr or Sonarr no longer says what it wants."""


class JobBook:
    """Keeps what the last poll of each service showed, in memory alone."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._sabnzbd: dict[str, SabnzbdObservation] = {}
        self._servarr: dict[str, ServarrObservation] = {}
        self._heard: dict[str, datetime] = {}
        self._since: dict[str, dict[str, datetime]] = {}
        self._titled: dict[str, frozenset[str]] = {}

    def take_sabnzbd(self, observation: SabnzbdObservation, now: datetime) -> None:
        """Keep a poll of a SABnzbd, and since when its jobs are there."""
        sabnzbd = observation.ref.id
        known = self._since.get(sabnzbd, {})
        self._sabnzbd[sabnzbd] = observation
        # What a first look shows is not new.
        start = now if sabnzbd in self._since else now - FRESH
        ids = [slot.nzo_id for slot in observation.queue.slots]
        ids += [slot.nzo_id for slot in observation.history]
        self._since[sabnzbd] = {job: min(known.get(job, start), now) for job in ids}

    def take_servarr(self, observation: ServarrObservation, now: datetime) -> None:
        """Keep a poll of a Radarr or Sonarr, and of which downloads it knows the title."""
        instance = observation.ref.id
        self._servarr[instance] = observation
        self._heard[instance] = now
        rows = [row for row in observation.queue if row.download_id is not None]
        listed = {row.download_id for row in rows}
        titled = {row.download_id for row in rows if row.media_id is not None}
        before = self._titled.get(instance, frozenset())
        self._titled[instance] = frozenset(
            job for job in (before & listed) | titled if job is not None
        )

    def forget(self, instance: str) -> None:
        """Forget a service that was removed."""
        for kept in (self._sabnzbd, self._servarr, self._heard, self._since, self._titled):
            kept.pop(instance, None)

    def jobs(
        self,
        failures: Sequence[Failure],
        categories: Mapping[str, frozenset[str]],
        now: datetime,
    ) -> tuple[Job, ...]:
        """Return every download as one job; `categories` are those of each Radarr and Sonarr in SABnzbd."""
        return self.joining(failures, categories, now)()

    def joining(
        self,
        failures: Sequence[Failure],
        categories: Mapping[str, frozenset[str]],
        now: datetime,
    ) -> Callable[[], tuple[Job, ...]]:
        """Return what makes every download one job, as `jobs` does.

        It holds what is known now and changes nothing, so that it may run in another thread.
        """
        fresh = (
            job
            for since in self._since.values()
            for job, at in since.items()
            if timedelta() <= now - at < FRESH
        )
        silent = (key for key, at in self._heard.items() if not timedelta() <= now - at < SILENT)
        around = Around(
            categories=categories,
            silent=frozenset(silent),
            fresh=frozenset(fresh),
            deleted=frozenset().union(*self._titled.values()),
        )
        return partial(join, dict(self._sabnzbd), dict(self._servarr), tuple(failures), around)
