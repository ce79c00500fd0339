"""Builders: subentries for fakes, a hub entry that holds them, and its end."""

import asyncio
from collections.abc import Iterable, Mapping
from heapq import heapify
from pathlib import Path
from typing import Any, Final

from homeassistant.config_entries import ConfigEntryState, ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.util.async_ import get_scheduled_timer_handles
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.autoarr.clients.endpoint import Endpoint
from custom_components.autoarr.clients.radarr import RadarrClient
from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.clients.sonarr import SonarrClient
from custom_components.autoarr.const import DOMAIN
from custom_components.autoarr.flows.connection import unique_id_of
from custom_components.autoarr.flows.library import read_library, suggestions
from tests.fakes.http import FakeService
from tests.fakes.plex import FakePlex
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.fakes.servarr.server import FakeServarr
from tests.fakes.sonarr import FakeSonarr

KINDS: Mapping[type[FakeService], ServiceKind] = {
    FakeRadarr: ServiceKind.RADARR,
    FakeSonarr: ServiceKind.SONARR,
    FakeSabnzbd: ServiceKind.SABNZBD,
    FakePlex: ServiceKind.PLEX,
}


FOR_EVER: Final = 10 * 365 * 24 * 3600.0
"""Seconds: further ahead lies only what was timed by a clock that stood at a date."""

OPTIONS: dict[str, Any] = {}
"""The options of every hub that a test sets up."""


def make(kind: type[FakeService], root: Path, **how: Any) -> FakeService:
    """Return a fake that does not run yet; a Radarr or Sonarr keeps its library below `root`."""
    if issubclass(kind, FakeServarr):
        return kind(root_folder=root / kind.app, **how)
    return kind(**how)


async def subentry(
    hass: HomeAssistant, fake: FakeService, *, title: str | None = None, **data: Any
) -> ConfigSubentryData:
    """Return the subentry a flow would make for a running fake; `data` adds to or replaces its data."""
    kind = KINDS[type(fake)]
    values: dict[str, Any] = {"url": fake.url, "api_key": fake.api_key, "verify_ssl": True}
    machine = fake.machine_identifier if isinstance(fake, FakePlex) else None
    if machine is not None:
        values["machine_identifier"] = machine
    if isinstance(fake, FakeServarr):
        values |= await library_of(hass, fake) | {"is_default": True}
    return ConfigSubentryData(
        data=values | data,
        subentry_type=kind,
        title=title or kind.label,
        unique_id=unique_id_of(kind, fake.api_key, machine),
    )


async def library_of(hass: HomeAssistant, fake: FakeServarr) -> dict[str, Any]:
    """Return what the flow suggests for an instance: profiles, root folder and the like."""
    client = RadarrClient if isinstance(fake, FakeRadarr) else SonarrClient
    endpoint = Endpoint(url=fake.url, api_key=fake.api_key)
    return suggestions(await read_library(client(async_get_clientsession(hass), endpoint)), {})


def new_entry(subentries: Iterable[ConfigSubentryData] = ()) -> MockConfigEntry:
    """Return a hub entry that is not set up yet."""
    return MockConfigEntry(
        domain=DOMAIN,
        title="AutoArr",
        unique_id=DOMAIN,
        subentries_data=list(subentries),
        options=dict(OPTIONS),
    )


async def set_up(
    hass: HomeAssistant, *services: FakeService | ConfigSubentryData
) -> MockConfigEntry:
    """Set up a hub with these services and return its entry, every first poll done."""
    entry = new_entry(
        [
            await subentry(hass, service) if isinstance(service, FakeService) else service
            for service in services
        ]
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return entry


def thaw(loop: asyncio.AbstractEventLoop) -> None:
    """Let go on what waits by the clock of a test that had stopped it: by the real one it would wait for ever."""
    now, waiting = loop.time(), get_scheduled_timer_handles(loop)
    for handle in waiting:
        if handle.when() - now > FOR_EVER:
            handle._when = now  # type: ignore[attr-defined]
    heapify(waiting)


async def tear_down(hass: HomeAssistant) -> None:
    """Unload every hub that still runs."""
    thaw(hass.loop)
    await hass.async_block_till_done()
    for entry in hass.config_entries.async_entries(DOMAIN):
        if entry.state is ConfigEntryState.LOADED:
            await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()


def subentry_id(entry: MockConfigEntry, kind: str) -> str:
    """Return the id of the only service of a kind."""
    [found] = entry.get_subentries_of_type(kind)
    return found.subentry_id
