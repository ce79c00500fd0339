"""Has the configuration looked at when it is time, after updates and once after set-up, and shows what was found as repairs."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
import logging
from typing import TYPE_CHECKING, Final

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.event import async_call_later, async_track_time_change
from homeassistant.util import dt as dt_util

from .audit.messages import AuditRefused
from .audit.report import Report
from .audit_issues import async_show_findings
from .audit_options import AuditOptions, Schedule
from .const import DOMAIN
from .journal.ports import StoreError

if TYPE_CHECKING:
    from .hub import AutoarrHub

_LOGGER = logging.getLogger(__name__)

FIRST_AFTER: Final = timedelta(minutes=3)
"""After set-up, so that services that start together with Home Assistant are up."""

AFTER_UPDATE: Final = timedelta(minutes=2)
"""A service that was updated still moves its settings to the new version for a while."""

PATIENCE: Final = 5
"""How often a first look is put off for a service that was never heard."""


class AuditDesk:
    """The looks that nobody asks for; options that say so turn them off."""

    def __init__(self, hub: AutoarrHub) -> None:
        """Look after the services of this hub; what their devices show is what ran at the last look."""
        self._hub = hub
        self._versions = _shown_versions(hub)
        self._options = AuditOptions.of(hub.entry)
        self._timer: CALLBACK_TYPE | None = None
        self._known: datetime | None = None
        self._put_off = 0
        self._shown: Report | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopped = False

    @callback
    def start(self) -> None:
        """Finish what an earlier run left half done, show what it found, and plan the looks."""
        hub, options = self._hub, self._options
        self._begin("changes that were interrupted", hub.audit.resolve)
        hub.entry.async_on_unload(hub.async_add_listener(self._look))
        if options.schedule is not Schedule.OFF:
            at = options.at
            hub.entry.async_on_unload(
                async_track_time_change(
                    hub.hass, self._due, hour=at.hour, minute=at.minute, second=at.second
                )
            )
            if self._missed_a_look():
                self._soon(FIRST_AFTER)
        self._look()

    @callback
    def stop(self) -> None:
        """Begin nothing more; what runs goes on until `end`."""
        self._stopped = True
        if self._timer is not None:
            self._timer()
            self._timer = None

    async def end(self) -> None:
        """Break off what still runs."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _missed_a_look(self) -> bool:
        """Say whether a service was never looked at, or everything is overdue."""
        services, report = self._hub.services.keys(), self._hub.audit.report
        if report is None:
            return bool(services)
        unseen = services - report.scores.keys() - report.unread.keys()
        return bool(unseen) or (
            bool(services) and self._options.overdue(report.at, dt_util.utcnow())
        )

    @callback
    def _look(self) -> None:
        """Notice a service that runs another version than before, and show what is new."""
        for key, runtime in self._hub.services.items():
            version = runtime.coordinator.data.running_version
            known = self._versions.get(key)
            if version is None or version == known:
                continue
            self._versions[key] = version
            if known is not None and self._options.schedule is not Schedule.OFF:
                self._soon(AFTER_UPDATE)
        report = self._hub.audit.report
        if report is not None and report is not self._shown:
            self._shown = report
            self._begin("repairs", self._show)

    @property
    def _last(self) -> datetime | None:
        """Return when the last look was."""
        report = self._hub.audit.report
        return report.at if report is not None else None

    async def _show(self) -> None:
        """Show the report as repairs."""
        if (report := self._hub.audit.report) is not None:
            await async_show_findings(self._hub, report)

    @callback
    def _due(self, now: datetime) -> None:
        """Look, where this is the day."""
        if self._options.looks_on(dt_util.as_local(now).weekday()) and self._hub.services:
            self._begin("the configuration", self._audit)

    @callback
    def _soon(self, delay: timedelta) -> None:
        """Look after a while, in place of a look that was to come."""
        if self._stopped:
            return
        if self._timer is not None:
            self._timer()
        self._known = self._last
        self._timer = async_call_later(self._hub.hass, delay, self._now)

    @callback
    def _now(self, _now: datetime) -> None:
        """Look, unless somebody has meanwhile, or a service that was never heard may still come."""
        self._timer = None
        if self._last != self._known:
            return
        heard = all(runtime.coordinator.answered for runtime in self._hub.services.values())
        if not heard and self._put_off < PATIENCE:
            self._put_off += 1
            self._soon(FIRST_AFTER)
            return
        self._begin("the configuration", self._audit)

    async def _audit(self) -> None:
        """Look at everything."""
        await self._hub.audit.audit()

    @callback
    def _begin(self, what: str, work: Callable[[], Awaitable[None]]) -> None:
        """Run work of the entry, not in the background: Home Assistant cancels that before it says that it stops."""
        if self._stopped:
            return
        task = self._hub.hass.loop.create_task(
            self._guarded(what, work), name=f"autoarr audit: {what}"
        )
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, what: str, work: Callable[[], Awaitable[None]]) -> None:
        """Run the outermost step of the audit: no error may end the hub."""
        try:
            await work()
        except (AuditRefused, StoreError) as err:
            _LOGGER.warning("The audit did not see to %s: %s", what, err)
        except Exception:
            _LOGGER.exception("The audit failed at %s", what)


def _shown_versions(hub: AutoarrHub) -> dict[str, str]:
    """Return the versions that the devices show, which Home Assistant keeps across restarts."""
    registry, entry = dr.async_get(hub.hass), hub.entry
    devices = {
        key: registry.async_get_device_by_identifier((DOMAIN, key), entry.entry_id)
        for key in entry.subentries
    }
    return {
        key: device.sw_version
        for key, device in devices.items()
        if device is not None and device.sw_version
    }
