"""Shows what lasts and needs a person as repairs, one for each trouble of a service, and closes them again."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta
import logging
from typing import TYPE_CHECKING, Final

from homeassistant.core import callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.util import dt as dt_util

from .clients.errors import ServiceError
from .clients.models.sabnzbd import SabQueue
from .clients.servarr import ServarrClient
from .clients.service import ServiceKind
from .const import DOMAIN
from .coordinator import SabnzbdCoordinator
from .issues import async_show_trouble
from .recovery.causes import Cause, Kind
from .recovery.guarding.queues import RESUMING
from .recovery.models import Mode
from .recovery.watching.provider import judge_servers, kind_of_trouble
from .recovery.world import Health
from .responses import Sentences
from .runtime import ServiceRuntime
from .switches import read_switches
from .troubles import (
    DISK_LASTS,
    PROVIDER_LASTS,
    Found,
    Lasting,
    Trouble,
    of_failures,
    paused_for_space,
    stays_paused,
)

if TYPE_CHECKING:
    from .hub import AutoarrHub

_LOGGER = logging.getLogger(__name__)

OWNERSHIP_EVERY: Final = timedelta(hours=1)
"""Nobody tells that a switch of Radarr or Sonarr was turned; it costs two requests to look."""


NAMED: Final = 5
"""How many indexers or titles a repair names."""


class TroubleDesk:
    """Looks whenever something changed; what nobody can tell at present stays as it is shown."""

    def __init__(self, hub: AutoarrHub) -> None:
        """Show the troubles of this hub."""
        self._hub = hub
        self._lasting = Lasting()
        self._conflicts: dict[str, bool] = {}
        self._comparing = asyncio.Lock()
        """An earlier comparison must not end after a later one, and have the last word."""
        self._stopped = False

    @callback
    def start(self) -> None:
        """Take over what is shown, then look."""
        hub, now = self._hub, dt_util.utcnow()
        registry = ir.async_get(hub.hass)
        for runtime in hub.services.values():
            for trouble in Trouble:
                issue = registry.async_get_issue(DOMAIN, trouble.issue_id(runtime.ref.id))
                if issue is not None and issue.active:
                    # It was shown before a reload, so it has lasted already.
                    self._lasting.know(trouble, runtime.ref.id, now - PROVIDER_LASTS)
        hub.entry.async_on_unload(hub.async_add_listener(self._look))
        hub.entry.async_on_unload(
            async_track_time_interval(hub.hass, self._check_owners, OWNERSHIP_EVERY)
        )
        self._look()
        self._begin_check()

    @callback
    def stop(self) -> None:
        """Show nothing more; what is shown stays."""
        self._stopped = True

    # ── looking ──

    @callback
    def _look(self) -> None:
        """Show what there is, and close what is over."""
        if self._stopped:
            return
        now = dt_util.utcnow()
        found = {(one.trouble, one.service): one for one in self._found(now)}
        for runtime in self._hub.services.values():
            for trouble in Trouble:
                one = found.get((trouble, runtime.ref.id))
                if one is not None:
                    async_show_trouble(
                        self._hub.hass, trouble, runtime.ref, self._words(one, runtime)
                    )
                elif self._can_tell(trouble, runtime):
                    async_show_trouble(self._hub.hass, trouble, runtime.ref, None)

    def _found(self, now: datetime) -> Iterable[Found]:
        """Yield the troubles there are."""
        hub = self._hub
        queues = {
            key: runtime.coordinator.data.queue
            for key, runtime in hub.services.items()
            if isinstance(runtime.coordinator, SabnzbdCoordinator)
            and runtime.coordinator.data.queue is not None
        }
        yield from of_failures(hub.recovery.failures(), queues, now)
        pauses = hub.recovery.pauses()
        for key, runtime in hub.services.items():
            if isinstance(runtime.coordinator, SabnzbdCoordinator):
                yield from self._of_sabnzbd(key, runtime.coordinator, now)
            if (pause := pauses.get(key)) is not None and key in queues:
                provider = Found(trouble=Trouble.PROVIDER_DOWN, service=key)
                if now - pause.since >= PROVIDER_LASTS:
                    yield provider
                if stays_paused(pause, queues[key], self._failed_resumes(key), now):
                    yield Found(trouble=Trouble.QUEUE_STAYS_PAUSED, service=key)
        for key, differs in self._conflicts.items():
            if differs and hub.recovery.mode(key) is Mode.MANAGE:
                yield Found(trouble=Trouble.OWNERSHIP, service=key)

    def _of_sabnzbd(
        self, key: str, coordinator: SabnzbdCoordinator, now: datetime
    ) -> Iterable[Found]:
        """Yield what the news servers and the queue of a SABnzbd tell, once it has lasted."""
        data = coordinator.data
        if data.servers is not None:
            provider = Found(trouble=Trouble.PROVIDER_DOWN, service=key)
            # What a server said last is all that is known of it while nobody wants anything.
            down = self._wanted(key, data.queue) and (
                judge_servers(data.servers.servers)[0] is Health.DOWN
            )
            if self._lasting.lasts(provider, there=down, how_long=PROVIDER_LASTS, now=now):
                yield provider
        if data.queue is not None:
            disk = Found(trouble=Trouble.DISK_FULL, service=key)
            full = paused_for_space(data.queue, data.warnings, now)
            if self._lasting.lasts(disk, there=full, how_long=DISK_LASTS, now=now):
                yield disk

    def _wanted(self, key: str, queue: SabQueue | None) -> bool:
        """Say whether something waits for the news servers of a SABnzbd."""
        return (queue is not None and queue.slot_count > 0) or any(
            failure.cause is Cause.PROVIDER_DOWN and not failure.state.settled
            for failure in self._hub.recovery.failures()
            if failure.sabnzbd == key and not failure.baseline
        )

    def _failed_resumes(self, key: str) -> Iterable[datetime]:
        """Yield when AutoArr resumed the queue of a SABnzbd in vain."""
        for event in self._hub.journal.timeline(f"{ServiceKind.SABNZBD}:{key}"):
            if event.data.get("action") == RESUMING and event.data.get("ok") is False:
                yield event.at

    def _can_tell(self, trouble: Trouble, runtime: ServiceRuntime) -> bool:
        """Say whether what is known of a service would show a trouble if there were one."""
        data = runtime.coordinator.data
        match trouble:
            case Trouble.PROVIDER_DOWN:
                return getattr(data, "servers", None) is not None
            case Trouble.DISK_FULL | Trouble.QUEUE_STAYS_PAUSED:
                return getattr(data, "queue", None) is not None
            case Trouble.OWNERSHIP:
                managed = self._hub.recovery.mode(runtime.ref.id) is Mode.MANAGE
                return not managed or runtime.ref.id in self._conflicts
            case _:
                return True

    def _words(self, found: Found, runtime: ServiceRuntime) -> dict[str, str]:
        """Return what the repair mentions."""
        names = ", ".join(filter(None, found.names[:NAMED]))
        words = {"service": runtime.ref.name, "names": names or "–"}
        if found.trouble is Trouble.PROVIDER_DOWN:
            words["kind"] = Sentences.at_hand(self._hub.hass).recovery_word(
                "kind", self._kind_of_outage(runtime)
            )
        return words

    def _kind_of_outage(self, runtime: ServiceRuntime) -> Kind:
        """Return what is the matter with the provider of a SABnzbd: as its servers say, else as it was when paused."""
        status = getattr(runtime.coordinator.data, "servers", None)
        kind = kind_of_trouble(status.servers if status else None)
        pause = self._hub.recovery.pauses().get(runtime.ref.id)
        return pause.kind if pause and kind is Kind.NOTHING_COMES else kind

    # ── the switches of managed instances ──

    @callback
    def _check_owners(self, _now: datetime) -> None:
        """Look at the switches, now that it is time."""
        self._begin_check()

    @callback
    def _begin_check(self) -> None:
        """Look in the background, where something is managed."""
        hub = self._hub
        if not self._stopped and any(hub.recovery.mode(key) is Mode.MANAGE for key in hub.services):
            hub.entry.async_create_background_task(
                hub.hass, self.async_compare(), "autoarr compares the switches of what it manages"
            )

    async def async_compare(self) -> None:
        """Find the managed instances whose switches somebody has turned on again."""
        async with self._comparing:
            for key, runtime in tuple(self._hub.services.items()):
                client = runtime.client
                if not isinstance(client, ServarrClient):
                    continue
                if self._hub.recovery.mode(key) is not Mode.MANAGE:
                    self._conflicts.pop(key, None)
                    continue
                try:
                    switches = await read_switches(client)
                except ServiceError as err:
                    _LOGGER.debug("The switches of %s are not known: %s", runtime.ref.name, err)
                else:
                    self._conflicts[key] = switches.any_on
        self._look()
