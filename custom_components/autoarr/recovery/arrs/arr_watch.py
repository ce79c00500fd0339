"""Working through one poll of a Radarr or Sonarr, and the jobs that all services show together."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
import logging
from typing import Final

from ...clients.errors import ServiceError
from ...clients.models.servarr import (
    DownloadClient,
    DownloadProtocol,
    QueueItem,
    QueueStatusName,
    TrackedState,
)
from ...journal.events import EventKind
from ..core import Core
from ..deciding.work import Worker
from ..targets import SabnzbdObservation, ServarrObservation, ServarrTarget
from .arr_blocks import BlockIntake
from .arr_departures import SeeingOff
from .blocks import classify_row
from .jobbook import JobBook
from .jobs import Job
from .sightings import Blocks, Departures, Listed

_LOGGER = logging.getLogger(__name__)

SAVE_SEEN: Final = timedelta(minutes=30)
"""How often the time of the last look is written, when nothing else is."""

TITLES_EVERY: Final = timedelta(minutes=15)
CATEGORIES_EVERY: Final = timedelta(hours=6)
TITLES: Final = 200
"""Queues up to this long are read with their titles: each is some kilobytes."""

_SABNZBD: Final = "Sabnzbd"
_CATEGORY_FIELDS: Final = frozenset({"movieCategory", "tvCategory", "category"})

_WORKING: Final = frozenset(
    {QueueStatusName.QUEUED, QueueStatusName.PAUSED, QueueStatusName.DOWNLOADING}
)


@dataclass(slots=True, kw_only=True)
class _Desk:
    """What is remembered of one Radarr or Sonarr between two polls."""

    blocks: Blocks = field(default_factory=Blocks)
    departures: Departures = field(default_factory=Departures)
    blocked: set[str] = field(default_factory=set)
    """The downloads whose stories are this one's to close."""
    told: bool = False
    length: int = 0
    unmonitored: frozenset[int] = frozenset()
    categories: frozenset[str] | None = None
    titles_due: datetime | None = None
    categories_due: datetime | None = None


class ArrWatcher:
    """Takes in polls of Radarr and Sonarr; takes the lock of a SABnzbd itself, so that it is called without."""

    def __init__(self, core: Core, worker: Worker, lock: Callable[[str], asyncio.Lock]) -> None:
        """Share the state of the engine and its locks."""
        self._core = core
        self._intake = BlockIntake(core, worker, lock)
        self._seeing_off = SeeingOff(core, worker, lock)
        self._book = JobBook()
        self._desks: dict[str, _Desk] = {}
        self._saved_at: datetime | None = None

    def forget(self, instance: str) -> None:
        """Forget a service that was removed, of any kind."""
        self._desks.pop(instance, None)
        self._book.forget(instance)
        self._seeing_off.forget(instance)

    def saw_sabnzbd(self, observation: SabnzbdObservation) -> None:
        """Keep what a SABnzbd shows for the list of jobs."""
        self._book.take_sabnzbd(observation, self._core.now())

    def joining(self) -> Callable[[], tuple[Job, ...]]:
        """Return what makes every download one job, from what is known now; fit for another thread."""
        categories = {
            instance: desk.categories
            for instance, desk in self._desks.items()
            if desk.categories is not None
        }
        return self._book.joining(self._core.ledger.failures(), categories, self._core.now())

    async def observe(self, observation: ServarrObservation) -> None:
        """Take in one poll, and act on imports that are blocked for good."""
        core, now = self._core, self._core.now()
        instance = observation.ref.id
        target = core.servarr().get(instance)
        if target is None or core.stopping:
            return
        desk = self._desks.setdefault(instance, _Desk())
        self._remember(desk, observation, now)
        first_look = core.ledger.is_baseline(instance, now)
        core.ledger.saw(instance, now)
        rows = {row.download_id: row for row in reversed(observation.queue) if row.download_id}
        kind = observation.ref.kind
        blocked = {job: found for job, row in rows.items() if (found := classify_row(row, kind))}
        trying = {job for job, row in rows.items() if row.tracked_state is TrackedState.IMPORTING}
        counted = desk.blocks.look(blocked, trying, now, baseline=first_look)
        desk.blocked = {*counted, *(desk.blocked & (rows.keys() | core.ledger.dead_jobs()))}
        desk.departures.look(dict(self._listed(desk, instance, rows)), rows.keys(), now)
        before_us = await self._intake.take(target, counted, rows)
        if before_us and not desk.told:
            desk.told = True
            self._tell_baseline(target, before_us)
        await self._seeing_off.look(target, desk.departures)
        core.ledger.prune(now, rows.keys(), instance)
        late = self._saved_at is None or not timedelta() <= now - self._saved_at < SAVE_SEEN
        if core.ledger.dirty or first_look or late:
            await core.keep()
            self._saved_at = now

    async def look_around(self) -> None:
        """Read now and then what no poll tells: categories, and whether the titles are monitored."""
        for instance, target in self._core.servarr().items():
            desk = self._desks.get(instance)
            if desk is None or self._core.stopping:
                continue
            try:
                await self._read_categories(desk, target)
                await self._read_titles(desk, target)
            except ServiceError as err:
                _LOGGER.debug("%s does not tell about its jobs: %s", target.ref.name, err)

    def _remember(self, desk: _Desk, observation: ServarrObservation, now: datetime) -> None:
        """Keep a poll for the list of jobs, with what is known of its titles."""
        desk.length = len(observation.queue)
        if desk.unmonitored:
            queue = tuple(
                replace(row, monitored=False) if row.id in desk.unmonitored else row
                for row in observation.queue
            )
            observation = replace(observation, queue=queue)
        self._book.take_servarr(observation, now)

    def _listed(
        self, desk: _Desk, instance: str, rows: Mapping[str, QueueItem]
    ) -> Iterator[tuple[str, Listed]]:
        """Yield what is known of the downloads whose leaving matters: usenet jobs, and blocked imports."""
        core = self._core
        held = {job: sab for sab, seen in core.seen.items() for job in seen.present}
        for job, row in rows.items():
            if row.protocol is DownloadProtocol.USENET and job in held:
                whole = row.status not in _WORKING
                size = row.size_bytes
                yield job, Listed(lane=held[job], name=row.title, size_bytes=size, whole=whole)
        for failure in core.ledger.open_failures():
            job = next((one for one in failure.jobs if one in rows), failure.job_id)
            ours = failure.item.instance == instance if failure.item else job in desk.blocked
            if failure.blocked and ours:
                lane, size = failure.sabnzbd, failure.size_bytes
                yield job, Listed(lane=lane, name=failure.name, size_bytes=size, whole=True)

    def _tell_baseline(self, target: ServarrTarget, count: int) -> None:
        """Tell once how much was blocked before this Radarr or Sonarr was watched."""
        self._core.journal.record(
            EventKind.BASELINE,
            correlation=f"{target.ref.kind}:{target.ref.id}",
            title=target.ref.name,
            service=target.ref.kind,
            instance=target.ref.id,
            data={"failures": count},
        )

    async def _read_categories(self, desk: _Desk, target: ServarrTarget) -> None:
        """Read in which categories of SABnzbd its downloads are; raises ServiceError."""
        now = self._core.now()
        idle = not any(seen.active for seen in self._core.seen.values())
        if idle or _waits(desk.categories_due, now, CATEGORIES_EVERY):
            return
        desk.categories_due = now + CATEGORIES_EVERY
        clients = await target.client.download_clients()
        desk.categories = frozenset(name for client in clients for name in _categories(client))

    async def _read_titles(self, desk: _Desk, target: ServarrTarget) -> None:
        """Read whether what is on its way is still monitored; raises ServiceError."""
        now = self._core.now()
        if not 0 < desk.length <= TITLES or _waits(desk.titles_due, now, TITLES_EVERY):
            return
        desk.titles_due = now + TITLES_EVERY
        rows = await target.client.queue_with_titles()
        desk.unmonitored = frozenset(row.id for row in rows if row.monitored is False)


def _waits(due: datetime | None, now: datetime, longest: timedelta) -> bool:
    """Say whether it is too early; a clock that was set back makes nothing wait for longer."""
    return due is not None and timedelta() < due - now <= longest


def _categories(client: DownloadClient) -> Iterator[str]:
    """Yield the categories a Radarr or Sonarr gives its downloads in SABnzbd."""
    fields = client.raw.get("fields")
    if client.implementation != _SABNZBD or not client.enable or not isinstance(fields, list):
        return
    for entry in fields:
        if isinstance(entry, dict) and entry.get("name") in _CATEGORY_FIELDS:
            value = entry.get("value")
            if isinstance(value, str) and value:
                yield value
