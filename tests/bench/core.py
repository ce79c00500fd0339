"""A real Home Assistant with AutoArr, with its own integrations, and with neither, against the same fakes."""

import asyncio
from collections.abc import AsyncIterator, Mapping
import contextlib
from dataclasses import dataclass
from pathlib import Path
import sqlite3
import tempfile
from time import time

from tests.e2e.stack.api import HomeAssistantApi
from tests.e2e.stack.homeassistant import RealHomeAssistant
from tests.fakes.http import FakeService
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.fakes.sonarr import FakeSonarr

from .process import usage
from .table import table

SETTLE = 70.0
"""Seconds before the measured window: first polls, first states and caches are over."""
WINDOW = 180.0
ANSWER_SECONDS = 0.01
STARTS = 3
CORE: dict[str, dict[str, object]] = {
    "radarr": {"verify_ssl": False},
    "sonarr": {"more_options": {"verify_ssl": False}},
    "sabnzbd": {},
}
"""Home Assistant's own integrations, and what their flows ask for besides address and key."""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What one Home Assistant cost."""

    setup: float
    resident: float
    cpu: float
    requests: float
    rows: float


async def run() -> None:
    """Print the three columns and the differences to a Home Assistant without either."""
    results: dict[str, Figures] = {}
    for name in ("nothing", "AutoArr", "core"):
        with tempfile.TemporaryDirectory(prefix="autoarr-bench-") as folder:
            async with fakes(Path(folder)) as services:
                results[name] = await measure(name, Path(folder), services)
        print(f"measured: {name}", flush=True)
    nothing, ours, theirs = (results[name] for name in ("nothing", "AutoArr", "core"))
    cycles = WINDOW / 60
    table(
        ("added to Home Assistant", "AutoArr", "core's three", "budget"),
        [
            ("set-up (ms)", f"{ours.setup * 1000:.0f}", f"{theirs.setup * 1000:.0f}", "< 300"),
            (
                "resident (MB)",
                f"{ours.resident - nothing.resident:.1f}",
                f"{theirs.resident - nothing.resident:.1f}",
                "< 25",
            ),
            (
                "processor time a minute (ms)",
                f"{(ours.cpu - nothing.cpu) / cycles * 1000:.1f}",
                f"{(theirs.cpu - nothing.cpu) / cycles * 1000:.1f}",
                "",
            ),
            ("requests a minute", f"{ours.requests:.1f}", f"{theirs.requests:.1f}", "<= 3"),
            (
                "recorder rows an hour",
                f"{ours.rows - nothing.rows:.0f}",
                f"{theirs.rows - nothing.rows:.0f}",
                "<= core's",
            ),
        ],
    )
    print(
        f"idle services answering in {ANSWER_SECONDS * 1000:.0f} ms, {WINDOW:.0f} s measured after"
        f" {SETTLE:.0f} s; set-up is the least of {STARTS} starts, as Home Assistant reports it"
    )


@contextlib.asynccontextmanager
async def fakes(folder: Path) -> AsyncIterator[Mapping[str, FakeService]]:
    """Run one of each service, each answering after ten milliseconds."""
    films, shows = folder / "films", folder / "shows"
    films.mkdir()
    shows.mkdir()
    async with (
        FakeRadarr(root_folder=films) as radarr,
        FakeSonarr(root_folder=shows) as sonarr,
        FakeSabnzbd() as sabnzbd,
    ):
        services: dict[str, FakeService] = {
            "radarr": radarr,
            "sonarr": sonarr,
            "sabnzbd": sabnzbd,
        }
        for service in services.values():
            service.misbehave("slow", seconds=ANSWER_SECONDS)
        yield services


async def measure(name: str, folder: Path, services: Mapping[str, FakeService]) -> Figures:
    """Set one Home Assistant up, restart it, and watch it idle."""
    async with RealHomeAssistant(folder / "config") as hass:
        if name == "AutoArr":
            await set_up_autoarr(hass.api, services)
        elif name == "core":
            await set_up_core(hass.api, services)
        setups = []
        for _ in range(STARTS):
            await hass.stop()
            await hass.start()
            setups.append(await setup_seconds(hass.api, name))
        await asyncio.sleep(SETTLE)
        for service in services.values():
            service.requests.clear()
        if (pid := hass.pid) is None:
            raise RuntimeError("Home Assistant ended while it was measured")
        before, started = usage(pid), time()
        await asyncio.sleep(WINDOW)
        after = usage(pid)
        requests = sum(len(service.requests) for service in services.values())
        await hass.stop()
        rows = rows_since(folder / "config" / "home-assistant_v2.db", started)
    return Figures(
        setup=min(setups),
        resident=after.resident,
        cpu=after.cpu - before.cpu,
        requests=requests / (WINDOW / 60),
        rows=rows * 3600 / WINDOW,
    )


async def set_up_autoarr(api: HomeAssistantApi, services: Mapping[str, FakeService]) -> None:
    """Set AutoArr up through its own flows."""
    hub = await api.flow("flow", "autoarr", {})
    entry_id = hub["result"]["entry_id"]
    for kind, service in services.items():
        result = await api.flow(
            "subentries/flow",
            [entry_id, kind],
            {"url": service.url, "api_key": service.api_key, "more": {"verify_ssl": True}},
            {},
        )
        if result["type"] != "create_entry":
            raise RuntimeError(f"AutoArr's flow for {kind} ended with {result}")


async def set_up_core(api: HomeAssistantApi, services: Mapping[str, FakeService]) -> None:
    """Set Home Assistant's own integrations up through their flows."""
    for kind, more in CORE.items():
        service = services[kind]
        step: dict[str, object] = {"url": service.url, "api_key": service.api_key, **more}
        result = await api.flow("flow", kind, step)
        if result["type"] != "create_entry":
            raise RuntimeError(f"core's flow for {kind} ended with {result}")


async def setup_seconds(api: HomeAssistantApi, name: str) -> float:
    """Return how long the set-up of what is measured took, as Home Assistant counted it."""
    domains = {"AutoArr": ("autoarr",), "core": tuple(CORE)}.get(name, ())
    found = await api.command("integration/setup_info")
    return float(sum(one["seconds"] or 0.0 for one in found if one["domain"] in domains))


def rows_since(database: Path, started: float) -> int:
    """Return how many states the recorder wrote from a moment on."""
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        [(rows,)] = connection.execute(
            "select count(*) from states where last_updated_ts >= ?", (started,)
        )
    return int(rows)
