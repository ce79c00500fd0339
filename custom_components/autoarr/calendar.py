"""One calendar with what comes when, from every Radarr and Sonarr."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
import logging
from time import monotonic
from typing import Final, override

from homeassistant.components.calendar import (
    CalendarEntity,
    CalendarEntityDescription,
    CalendarEvent,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .clients.errors import ServiceError
from .const import DOMAIN
from .coordinator import CALENDAR_FACET, ServarrCoordinator
from .entity import HubEntity
from .hub import AutoarrConfigEntry, AutoarrHub
from .releases import Dated, Release, read_releases, told_once, within
from .responses import Sentences

_LOGGER = logging.getLogger(__name__)

PARALLEL_UPDATES = 0

RELEASES = CalendarEntityDescription(key="releases", translation_key="releases")
MOST_DAYS: Final = 400
FRESH_FOR: Final = 300.0
"""Seconds a span that was read is shown again without asking: people leaf to and fro."""
MOST_KEPT: Final = 32

type Span = tuple[str, datetime, datetime]


class ReleaseCalendar(HubEntity, CalendarEntity):
    """What comes when."""

    entity_description: CalendarEntityDescription

    def __init__(self, hub: AutoarrHub) -> None:
        """Have every Radarr and Sonarr read for what comes next."""
        super().__init__(hub, RELEASES, facets=(CALENDAR_FACET,))
        self._kept: dict[Span, tuple[float, list[Release]]] = {}
        self._silent: set[str] = set()
        self._sentences = Sentences({})
        self._seen: dict[str, Sequence[Release]] = {}
        self._shown: tuple[bool, dict[str, Sequence[Release]]] | None = None
        self._next: list[CalendarEvent] = []

    @override
    async def async_added_to_hass(self) -> None:
        """Read the words that are shown, and what comes next."""
        self._sentences = await Sentences.load(self.hass)
        await super().async_added_to_hass()
        self._take_over()

    @property
    @override
    def available(self) -> bool:
        """Be there once one of them was read, or where there is none to be read."""
        servarr = self._servarr()
        return not servarr or any(
            one.last_update_success and one.data.calendar is not None for one in servarr
        )

    @property
    @override
    def event(self) -> CalendarEvent | None:
        """Return what is under way, or what comes next."""
        now = dt_util.now()
        return next((one for one in self._next if one.end_datetime_local > now), None)

    @callback
    @override
    def _hub_changed(self) -> None:
        """Show the new state where what comes was read again or nobody answers."""
        self._take_over()
        if self._shown != (now := (self.available, self._seen)):
            self._shown = now
            self.async_write_ha_state()

    @callback
    def _take_over(self) -> None:
        """Make events of what the coordinators read last."""
        read = {
            one.ref.id: one.data.calendar
            for one in self._servarr()
            if one.data.calendar is not None
        }
        if read == self._seen:
            return
        self._seen = dict(read)
        found = {self.hub.name_of(key): releases for key, releases in read.items()}
        self._next = [self._event(one) for one in told_once(found, _day_begins)]

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        """Ask every instance for a span; raises a translated error when it is too long or nobody answers."""
        if end_date - start_date > timedelta(days=MOST_DAYS):
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="calendar_too_long",
                translation_placeholders={"days": str(MOST_DAYS)},
            )
        asked = self._servarr()
        answers = await asyncio.gather(
            *(self._read(one, start_date, end_date) for one in asked), return_exceptions=True
        )
        found: dict[str, list[Release]] = {}
        failed: dict[str, ServiceError] = {}
        for coordinator, answer in zip(asked, answers, strict=True):
            if isinstance(answer, ServiceError):
                failed[coordinator.ref.name] = answer
            elif isinstance(answer, BaseException):
                raise answer
            else:
                found[coordinator.ref.name] = answer
        if failed and not found:
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="calendar_unreadable",
                translation_placeholders={
                    "services": ", ".join(failed),
                    "error": str(next(iter(failed.values()))),
                },
            ) from next(iter(failed.values()))
        self._note_silence(failed)
        return [
            self._event(one)
            for one in within(told_once(found, _day_begins), start_date, end_date, _day_begins)
        ]

    async def _read(
        self, coordinator: ServarrCoordinator, start: datetime, end: datetime
    ) -> list[Release]:
        """Read a span of one instance, or take what was read a moment ago. Raises ServiceError."""
        span = (coordinator.ref.id, start, end)
        kept = self._kept.get(span)
        if kept is not None and monotonic() - kept[0] < FRESH_FOR:
            return kept[1]
        releases = await read_releases(coordinator.client, start, end)
        self._kept.pop(span, None)
        self._kept[span] = (monotonic(), releases)
        while len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        return releases

    def _note_silence(self, failed: dict[str, ServiceError]) -> None:
        """Log once whose dates are missing, until it answers again."""
        for name in failed.keys() - self._silent:
            _LOGGER.warning("The calendar is without the dates of %s: %s", name, failed[name])
        self._silent = set(failed)

    def _event(self, dated: Dated) -> CalendarEvent:
        """Return a release in words."""
        release = dated.release
        states = (
            self._sentences.line(
                "calendar_on_disk" if there else "calendar_expected", {"service": name}
            )
            for name, there in dated.on_disk.items()
        )
        return CalendarEvent(
            uid=release.key,
            start=release.start,
            end=release.end,
            summary=self._sentences.line(f"calendar_{release.kind}", {"title": release.title}),
            description="\n".join(states),
        )

    def _servarr(self) -> list[ServarrCoordinator]:
        """Return every Radarr and Sonarr."""
        return [
            runtime.coordinator
            for runtime in self.hub.services.values()
            if isinstance(runtime.coordinator, ServarrCoordinator)
        ]


_day_begins = dt_util.start_of_local_day


async def async_setup_entry(
    hass: HomeAssistant,
    entry: AutoarrConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the calendar."""
    async_add_entities([ReleaseCalendar(entry.runtime_data)])
