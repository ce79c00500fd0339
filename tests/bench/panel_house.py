"""A real Home Assistant with AutoArr for the panel: its services in a process of their own, the app with a history."""

import asyncio
from collections.abc import AsyncIterator, Mapping
import contextlib
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from tests.e2e.stack.homeassistant import RealHomeAssistant
from tests.e2e.stack.house import House, Service
from tests.e2e.stack.waiting import until
from tests.fakes.plex import FakePlex, Kind
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.fakes.sabnzbd.seeds import seed_much
from tests.fakes.servarr.sabnzbd import SabnzbdAddress
from tests.fakes.sonarr import FakeSonarr

from .panel_history import remember
from .server import RunningApp

USUAL_QUEUE = 12
LONG_HISTORY = ("--model", "none", "--retention-days", "3650", "--retention-mb", "10240")
FILLED_SECONDS = 120.0
STEP = 1.0
"""Seconds between two steps of the download at the head of the queue."""


@dataclass(frozen=True, kw_only=True)
class PanelHouse:
    """What runs."""

    hass: RealHomeAssistant
    house: House
    pipe: Connection

    async def fill(self, jobs: int) -> None:
        """Put so many jobs into the queue and wait until AutoArr has seen them."""
        self.pipe.send(jobs)
        await asyncio.to_thread(self.pipe.recv)
        await self.refresh()

        async def seen() -> bool:
            return int((await self.house.state("sabnzbd", "queue"))["state"]) >= jobs

        await until(seen, seconds=FILLED_SECONDS, pause=0.5)

    async def refresh(self) -> None:
        """Have the queue read now."""
        await self.house.press("sabnzbd", "refresh")

    @contextlib.asynccontextmanager
    async def moving(self, every: float) -> AsyncIterator[None]:
        """Have the queue read every so many seconds, instead of every ten."""
        button = await self.house.entity("sabnzbd", "refresh")

        async def press() -> None:
            while True:
                await asyncio.sleep(every)
                await self.hass.api.action("button.press", entity_id=button)

        task = asyncio.create_task(press())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


@contextlib.asynccontextmanager
async def panel_house(folder: Path, *, events: int) -> AsyncIterator[PanelHouse]:
    """Run everything with an ordinary queue, and with so many events in the app's history."""
    if events:
        await remember(folder / "data" / "history.db", events)
    async with (
        RunningApp(folder, *LONG_HISTORY) as app,
        services(folder) as (pipe, known),
        RealHomeAssistant(folder / "homeassistant") as hass,
    ):
        house = House(hass)
        await house.set_up(
            *(Service(kind=kind, url=url, key=key) for kind, (url, key) in known.items())
        )
        await house.connect_app(app.url, app.token)
        running = PanelHouse(hass=hass, house=house, pipe=pipe)
        await running.fill(USUAL_QUEUE)
        yield running


@contextlib.asynccontextmanager
async def services(
    folder: Path,
) -> AsyncIterator[tuple[Connection, Mapping[str, tuple[str, str]]]]:
    """Run the fakes in a process of their own; yield the way to tell them, and their addresses and keys."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, folder), daemon=True)
    process.start()
    try:
        yield ours, await asyncio.to_thread(ours.recv)
    finally:
        ours.send(None)
        await asyncio.to_thread(process.join, 10)


def serve(pipe: Connection, folder: Path) -> None:
    """Serve until told to stop; a number fills the queue up to it."""

    async def until_told() -> None:
        movies, series = folder / "movies", folder / "series"
        async with contextlib.AsyncExitStack() as running:
            start = running.enter_async_context
            sabnzbd = await start(FakeSabnzbd())
            client = SabnzbdAddress(url=sabnzbd.url, api_key=sabnzbd.api_key)
            plex = FakePlex()
            plex.library.add_section(Kind.MOVIE, "Movies", [movies])
            fakes = {
                "radarr": await start(
                    FakeRadarr(root_folder=movies, sabnzbd=client, refresh_interval=None)
                ),
                "sonarr": await start(
                    FakeSonarr(root_folder=series, sabnzbd=client, refresh_interval=None)
                ),
                "sabnzbd": sabnzbd,
                "plex": await start(plex),
            }
            pipe.send({kind: (fake.url, fake.api_key) for kind, fake in fakes.items()})
            download = asyncio.create_task(downloading(sabnzbd))
            while (jobs := await asyncio.to_thread(pipe.recv)) is not None:
                seed_much(sabnzbd, queue=jobs - len(sabnzbd.state.queue), history=0)
                pipe.send(True)
            download.cancel()

    asyncio.run(until_told())


async def downloading(sabnzbd: FakeSabnzbd) -> None:
    """Let the first job of the queue come in, and begin it anew before it ends: so the time left of all changes."""
    while True:
        await asyncio.sleep(STEP)
        if (job := next(iter(sabnzbd.state.queue.values()), None)) is not None:
            left = job.left - round(sabnzbd.overview.speed * STEP)
            job.left = left if left > 0 else job.size
