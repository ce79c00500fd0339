"""Hands what the coordinators read to the engines, and gives the engines their time."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
import logging
from time import monotonic
from typing import TYPE_CHECKING, Final

from homeassistant.core import callback
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.util import dt as dt_util

from .clients.errors import ServiceError
from .clients.service import ServiceKind
from .coordinator import SabnzbdCoordinator, ServarrCoordinator
from .journal.events import EventKind, Severity
from .journal.ports import StoreError
from .recovery.targets import SabnzbdObservation, ServarrObservation
from .runtime import ServiceRuntime

if TYPE_CHECKING:
    from .hub import AutoarrHub

_LOGGER = logging.getLogger(__name__)

TICK: Final = timedelta(seconds=15)
RECENT: Final = timedelta(minutes=10)
"""A small download can be over before any poll of the queue sees it."""
REQUESTS_EVERY: Final = 60.0
"""Seconds between two looks at the open requests of an instance whose queue does not move."""


class Feeder:
    """Between coordinators and engines: one look at a time for each service."""

    def __init__(self, hub: AutoarrHub) -> None:
        """Feed the engines of this hub."""
        self._hub = hub
        self._busy: set[str] = set()
        self._again: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._requests_read: dict[str, float] = {}
        self._down: set[str] = set()
        self._stopped = False

    def start(self) -> None:
        """Give the engines their time."""
        entry = self._hub.entry
        entry.async_on_unload(async_track_time_interval(self._hub.hass, self._tick, TICK))

    def stop(self) -> None:
        """Feed nothing more; what runs goes on until `end`."""
        self._stopped = True

    async def end(self) -> None:
        """Break off what still runs."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @callback
    def updated(self, runtime: ServiceRuntime) -> None:
        """Take in a poll of one service."""
        if self._stopped:
            return
        self._note_reachability(runtime)
        self._hub.async_update_listeners()
        if runtime.coordinator.last_update_success:
            self._run(runtime.ref.id, partial(self._observe, runtime))

    async def _observe(self, runtime: ServiceRuntime) -> None:
        """Let the engines look at one service."""
        coordinator, hub = runtime.coordinator, self._hub
        if isinstance(coordinator, SabnzbdCoordinator):
            data = coordinator.data
            if data.queue is not None and data.history is not None:
                await hub.recovery.observe(
                    SabnzbdObservation(
                        ref=runtime.ref,
                        queue=data.queue,
                        history=data.history.slots,
                        warnings=data.warnings,
                        servers=data.servers,
                        marker=data.history.last_update,
                    )
                )
        elif isinstance(coordinator, ServarrCoordinator):
            queue = coordinator.data.queue
            await hub.recovery.observe_servarr(ServarrObservation(ref=runtime.ref, queue=queue))
            await hub.requests.observe_queue(runtime.ref.id, queue)
            await self._refresh_requests(runtime.ref.id)

    async def _refresh_requests(self, instance_id: str) -> None:
        """Look at the open requests of an instance: often while they move, else now and then."""
        requests = self._hub.requests
        if not requests.open_on(instance_id):
            return
        now = monotonic()
        due = now - self._requests_read.get(instance_id, -REQUESTS_EVERY) >= REQUESTS_EVERY
        if due or self._follows_closely(instance_id):
            self._requests_read[instance_id] = now
            await requests.refresh(instance_id)

    def _follows_closely(self, instance_id: str) -> bool:
        """Say whether a request there has a download under way, or was added or moved just now."""
        requests = self._hub.requests
        recent = dt_util.utcnow() - RECENT
        return requests.moving_on(instance_id) or any(
            one.instance_id == instance_id and one.followed and one.updated > recent
            for one in requests.requests()
        )

    @callback
    def _tick(self, _now: object) -> None:
        """Let recovery do what has become due, and follow requests whose download is under way."""
        self._run("tick", self._hub.recovery.tick)
        for instance_id in self._hub.services:
            if self._follows_closely(instance_id):
                self._run(instance_id, partial(self._refresh_requests, instance_id))

    @callback
    def _run(self, key: str, work: Callable[[], Awaitable[None]]) -> None:
        """Run work of the entry; where the same still runs, once more after it.

        It is no background task: Home Assistant cancels those before it says that it stops, and an
        action under way is to end.
        """
        if self._stopped:
            return
        if key in self._busy:
            self._again.add(key)
            return
        self._busy.add(key)
        task = self._hub.hass.loop.create_task(
            self._guarded(key, work), name=f"autoarr engines look at {key}"
        )
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, key: str, work: Callable[[], Awaitable[None]]) -> None:
        """Run the outermost step of the engines: no error may end the hub."""
        try:
            await work()
        except (ServiceError, StoreError) as err:
            _LOGGER.warning("A look at %s did not finish and is repeated: %s", key, err)
        except Exception:
            _LOGGER.exception("A look at %s failed", key)
        finally:
            self._busy.discard(key)
        if key in self._again:
            self._again.discard(key)
            self._run(key, work)

    @callback
    def _note_reachability(self, runtime: ServiceRuntime) -> None:
        """Record when a service stops answering and when it answers again."""
        down = not runtime.coordinator.last_update_success
        if down == (runtime.ref.id in self._down):
            return
        (self._down.add if down else self._down.discard)(runtime.ref.id)
        self._hub.journal.record(
            EventKind.SERVICE_DOWN if down else EventKind.SERVICE_UP,
            correlation=runtime.ref.id,
            title=runtime.ref.name,
            severity=Severity.WARNING if down else Severity.INFO,
            service=runtime.ref.kind,
            instance=runtime.ref.id,
            data={"error": str(runtime.coordinator.last_exception)} if down else None,
        )
        if runtime.ref.kind is ServiceKind.SABNZBD:
            self._ask_for_health()

    @callback
    def _ask_for_health(self) -> None:
        """Let Radarr and Sonarr say anew how they are: their health tells whether they reach SABnzbd."""
        for runtime in self._hub.services.values():
            if isinstance(runtime.coordinator, ServarrCoordinator):
                runtime.coordinator.async_look_soon("health")
