"""A Radarr that downloads with a SABnzbd and a Plex that scans what it imports, around one hub."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.autoarr.recovery.engine import RecoveryEngine
from custom_components.autoarr.recovery.models import Mode, Preset
from tests.fakes.plex import FakePlex
from tests.fakes.radarr import FakeRadarr
from tests.fakes.releases import Indexer, Release
from tests.fakes.sabnzbd import FakeSabnzbd, Job
from tests.fakes.servarr.sabnzbd import SabnzbdAddress
from tests.fakes.servarr.state import Event
from tests.integration.house import hub_of, poll, quiet, service_id
from tests.integration.setup import set_up

DUNE = 438631
SENTENCE = "Add the Dune movie from 2021 in 4K"
FADED = "Dune.2021.2160p.WEB-DL.H265-FADED"
WHOLE = "Dune.2021.2160p.WEB-DL.H265-WHOLE"


def release(title: str, *, film: int = DUNE, age: int = 1, quality: str = "WEBDL-2160p") -> Release:
    """Return a post of a film; the younger of two equals is taken first."""
    return Release(
        guid=f"guid-{title}",
        title=title,
        publish_date=datetime.now(UTC) - timedelta(days=age),
        size=12_000_000_000 - age * 1_000_000_000,
        quality=quality,
        tmdb_id=film,
    )


@dataclass(kw_only=True)
class Stack:
    """The services and the hub that watches them."""

    hass: HomeAssistant
    radarr: FakeRadarr
    sabnzbd: FakeSabnzbd
    plex: FakePlex
    indexer: Indexer
    entry: MockConfigEntry

    @property
    def recovery(self) -> RecoveryEngine:
        """Return recovery as it runs now."""
        return hub_of(self.entry).recovery

    @property
    def radarr_id(self) -> str:
        """Return the id of Radarr's subentry."""
        return service_id(self.entry, "radarr")

    async def manage(self, preset: Preset | None = Preset.RECOMMENDED) -> None:
        """Let AutoArr own Radarr's failures, and act on them as the preset says."""
        await self.recovery.set_mode(self.radarr_id, Mode.MANAGE)
        if preset is not None:
            await self.recovery.apply_preset(preset)

    async def minute(self) -> None:
        """Let a minute happen: Radarr looks at SABnzbd, AutoArr at both."""
        await self.radarr.idle()
        await self.radarr.refresh_monitored_downloads()
        await poll(self.hass, self.entry)

    async def due(self) -> None:
        """Let recovery do what waits for its time, as if that had come."""
        core = self.recovery._core
        for failure in list(core.ledger.open_failures()):
            if failure.next_try is not None:
                due = type(failure)(
                    **{name: getattr(failure, name) for name in failure.__slots__}
                    | {"next_try": core.now()}
                )
                core.ledger.put(due)
        await self.recovery.tick()
        await quiet(self.entry)

    def job(self) -> Job:
        """Return the only job in SABnzbd's queue."""
        [job] = self.sabnzbd.state.queue.values()
        return job

    async def fail(self, scenario: str = "incomplete") -> str:
        """Let the only job fail, and everybody look; return its id."""
        job = self.job()
        self.sabnzbd.fail(job.nzo_id, scenario)
        await self.minute()
        return job.nzo_id

    async def finish(self) -> None:
        """Let the only job complete."""
        self.sabnzbd.finish(self.job().nzo_id)

    @property
    def grabbed(self) -> list[str]:
        """Return what Radarr has grabbed, in order."""
        return [row.source_title for row in self.radarr.events(Event.GRABBED)]

    @property
    def searches(self) -> int:
        """Return how many searches were asked for over the API: Radarr's own, and lists of releases."""
        bodies = [r.body for r in self.radarr.requests_to("/api/v3/command", "POST")]
        own = [b for b in bodies if isinstance(b, dict) and b.get("name") == "MoviesSearch"]
        return len(own) + len(self.radarr.requests_to("/api/v3/release", "GET"))


@asynccontextmanager
async def stack(hass: HomeAssistant, folder: Path) -> AsyncIterator[Stack]:
    """Run everything and set up a hub for it."""
    indexer = Indexer()
    films = folder / "films"
    async with FakeSabnzbd(folder=folder / "downloads") as sabnzbd:
        address = SabnzbdAddress(url=sabnzbd.url, api_key=sabnzbd.api_key)
        async with (
            FakeRadarr(
                root_folder=films, sabnzbd=address, indexer=indexer, refresh_interval=None
            ) as radarr,
            FakePlex(catalogue={("Dune", 2021): [f"tmdb://{DUNE}"]}) as plex,
        ):
            plex.library.add_section("movie", "Films", [films])
            entry = await set_up(hass, radarr, sabnzbd, plex)
            await poll(hass, entry)
            running = Stack(
                hass=hass, radarr=radarr, sabnzbd=sabnzbd, plex=plex, indexer=indexer, entry=entry
            )
            yield running
            if running.entry.state is ConfigEntryState.LOADED:
                await hass.config_entries.async_unload(running.entry.entry_id)
