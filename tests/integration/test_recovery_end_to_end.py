"""Recovery in Home Assistant: nothing of the past is touched, nothing is done twice, nothing is lost."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
import re
from typing import Any

from aiohttp import web
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE, EVENT_HOMEASSISTANT_STOP
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.util.file import WriteError
import pytest

from custom_components.autoarr.issues import STORM
from custom_components.autoarr.recovery import engine
from custom_components.autoarr.recovery.following import resolve
from custom_components.autoarr.recovery.models import FailureState, Mode, Policy, Preset
from tests.fakes.http import FakeService
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd, seed_failures
from tests.integration.house import ask, hub_of, issues, poll, restart, tell, until, value
from tests.integration.setup import set_up
from tests.integration.stack import DUNE, FADED, SENTENCE, WHOLE, Stack, release, stack

ACTING_PATHS = "/api/v3/(queue/[0-9]+|command|release|blocklist.*|history/failed/.*)"


@pytest.fixture
async def house(
    hass: HomeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Stack]:
    """Return a stack in which a film is on its way, managed, with recovery on."""
    # Here time does not pass: what an interrupted grab might still become has become of it.
    monkeypatch.setattr(resolve, "HANDED_OUT", timedelta())
    async with stack(hass, tmp_path) as running:
        running.indexer.add(release(FADED, age=1), release(WHOLE, age=3))
        await running.manage()
        await ask(hass, "request", confirm=True, text=SENTENCE)
        await running.minute()
        assert running.job().name == FADED
        yield running


def changes(fake: FakeRadarr) -> list[str]:
    """Return what was asked of a Radarr that costs or changes something."""
    return [
        f"{request.method} {request.path}"
        for request in fake.writes()
        if re.fullmatch(ACTING_PATHS, request.path)
    ]


async def stop_home_assistant(hass: HomeAssistant) -> None:
    """Let Home Assistant stop as it does: tasks cancelled, then the event, then the last write."""
    for task in list(hass._background_tasks):
        task.cancel("Home Assistant is stopping")
    hass.set_state(CoreState.stopping)
    hass.bus.async_fire_internal(EVENT_HOMEASSISTANT_STOP)
    await hass.async_block_till_done()
    hass.set_state(CoreState.final_write)
    hass.bus.async_fire_internal(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()


async def start_home_assistant(hass: HomeAssistant, house: Stack) -> None:
    """Let it start again."""
    hass.set_state(CoreState.running)
    await restart(hass, house.entry)


class Stall:
    """Holds up the first request of a kind that reaches a fake, and decides what becomes of it."""

    def __init__(self, fake: FakeService, method: str, path: str) -> None:
        """Wait for such a request."""
        self.reached = asyncio.Event()
        self.let_go = asyncio.Event()
        self.handle = True
        self._wanted = method, path
        self._guard: Callable[[web.Request], Awaitable[web.StreamResponse | None]] = fake.guard
        fake.guard = self._hold  # type: ignore[method-assign]

    async def _hold(self, request: web.Request) -> web.StreamResponse | None:
        """Hold up the first one."""
        method, path = self._wanted
        mine = request.headers.get("User-Agent", "").startswith("HomeAssistant")
        wanted = method == request.method and re.fullmatch(path, request.path)
        if mine and wanted and not self.reached.is_set():
            self.reached.set()
            await self.let_go.wait()
            if not self.handle:
                return web.Response(status=503)
        return await self._guard(request)


STEPS = [
    ("GET", "/api/v3/history"),
    ("GET", "/api/v3/config/downloadclient"),
    ("DELETE", r"/api/v3/queue/\d+"),
    ("GET", "/api/v3/command"),
    ("GET", "/api/v3/release"),
    ("POST", "/api/v3/release"),
]


async def repaired(house: Stack) -> None:
    """Let some minutes pass, and check that exactly one repair was made."""
    for _ in range(3):
        await house.minute()
        await house.due()
    await house.radarr.idle()

    assert house.grabbed == [FADED, WHOLE], "the next release, once"
    assert [row.source_title for row in house.radarr.blocklisted] == [FADED]
    assert len(house.indexer.searches) in (2, 3), "a list that was lost is asked for again"
    assert [job.name for job in house.sabnzbd.state.queue.values()] == [WHOLE]
    assert not hub_of(house.entry).journal.unfinished("recovery.")
    await house.finish()
    await house.minute()
    await house.due()
    assert house.radarr.movie(DUNE).file is not None
    [failure] = house.recovery.failures()
    assert failure.state is FailureState.RECOVERED


@pytest.mark.parametrize(("method", "path"), STEPS)
@pytest.mark.parametrize("fate", ["answered", "answer lost", "never done"])
async def test_a_reload_in_the_middle_of_a_repair(
    hass: HomeAssistant,
    house: Stack,
    method: str,
    path: str,
    fate: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whether the request in flight is answered, only carried out, or lost: one repair in the end."""
    stall = Stall(house.radarr, method, path)
    house.sabnzbd.fail(house.job().nzo_id)
    looking = hass.async_create_task(poll(hass, house.entry, "sabnzbd"))
    await until(stall.reached.is_set)
    if fate == "answered":
        hass.loop.call_later(0.1, stall.let_go.set)
    else:
        monkeypatch.setattr(engine, "STOP_WAIT", 0.05)
    stall.handle = fate != "never done"

    assert await hass.config_entries.async_unload(house.entry.entry_id)
    looking.cancel()
    stall.let_go.set()
    await until(lambda: not house.radarr.in_flight)
    assert await hass.config_entries.async_setup(house.entry.entry_id)

    await repaired(house)


@pytest.mark.parametrize(("method", "path"), STEPS[2:5])
@pytest.mark.parametrize("patience", [10.0, 0.05])
async def test_home_assistant_stops_in_the_middle_of_a_repair(
    hass: HomeAssistant,
    house: Stack,
    method: str,
    path: str,
    patience: float,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It waits for the request in flight for a while; after the start there is one repair."""
    monkeypatch.setattr(engine, "STOP_WAIT", patience)
    stall = Stall(house.radarr, method, path)
    house.sabnzbd.fail(house.job().nzo_id)
    looking = hass.async_create_task(poll(hass, house.entry, "sabnzbd"))
    await until(stall.reached.is_set)
    looking.cancel()
    hass.loop.call_later(0.2, stall.let_go.set)

    await stop_home_assistant(hass)
    if patience > 1:
        assert stall.let_go.is_set(), "it ended before Home Assistant did"
    await until(lambda: stall.let_go.is_set() and not house.radarr.in_flight)
    await start_home_assistant(hass, house)

    await repaired(house)


async def test_a_failure_while_home_assistant_is_away_is_repaired_afterwards(
    hass: HomeAssistant, house: Stack
) -> None:
    """It stopped between SABnzbd's failure and our action."""
    await stop_home_assistant(hass)
    house.sabnzbd.fail(house.job().nzo_id)
    await house.radarr.refresh_monitored_downloads()
    await asyncio.sleep(0.1)
    assert house.searches == 0
    assert house.grabbed == [FADED]

    await start_home_assistant(hass, house)

    await repaired(house)


async def test_a_stopped_hub_does_nothing_more(hass: HomeAssistant, house: Stack) -> None:
    """A poll that comes in late, a tick, a person's retry."""
    hub = hub_of(house.entry)
    await stop_home_assistant(hass)
    hass.set_state(CoreState.running)
    house.sabnzbd.fail(house.job().nzo_id)
    house.radarr.requests.clear()

    await hub.async_stop()
    await poll(hass, house.entry)
    hub._feeder._tick(None)
    assert (await ask(hass, "request", confirm=True, text="Add the movie Inception"))[
        "status"
    ] == "unavailable"

    assert house.radarr.writes() == []
    assert not house.recovery.failures()


async def test_three_hundred_old_failures_are_left_alone(
    hass: HomeAssistant, radarr: FakeRadarr, sabnzbd: FakeSabnzbd
) -> None:
    """One event says so; no request that changes anything, also with every policy on, also later."""
    seeded = seed_failures(sabnzbd, 300)
    radarr.add(DUNE)
    events: list[Any] = []
    hass.bus.async_listen("autoarr_event", lambda event: events.append(event.data["kind"]))

    entry = await set_up(hass, radarr, sabnzbd)
    await poll(hass, entry)
    await tell(hass, "set_policy", preset="recommended")
    for _ in range(3):
        await poll(hass, entry)
        await hub_of(entry).recovery.tick()
    await restart(hass, entry)
    await poll(hass, entry)
    sabnzbd.state.forget(seeded[0], archive=False, delete_files=False)
    await poll(hass, entry)

    assert events.count("baseline") == 1
    assert not {"failure_seen", "action_started", "dry_run", "storm"} & set(events)
    assert changes(radarr) == []
    assert sabnzbd.calls("retry") == []
    assert len(sabnzbd.state.history) == 299
    assert value(hass, entry, "hub", "open_failures") == "0"
    assert not issues(hass)
    failures = (await ask(hass, "get_failures"))["failures"]
    assert failures
    assert all(failure["baseline"] for failure in failures)


async def test_more_failures_than_can_be_chance_stop_everything(
    hass: HomeAssistant, house: Stack
) -> None:
    """One repair, which a person closes; what failed is not acted on meanwhile."""
    for number in range(8):
        house.sabnzbd.add_history(
            f"Storm.Movie.{number}.2020.1080p.WEB-DL.H264-GRP", scenario="broken_folder"
        )

    await poll(hass, house.entry)

    assert STORM in issues(hass)
    assert house.sabnzbd.calls("retry") == []
    await restart(hass, house.entry)
    assert STORM in issues(hass)

    await house.recovery.resume_actions()
    assert STORM not in issues(hass)


async def test_a_full_disk_stops_every_repair(
    hass: HomeAssistant,
    house: Stack,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What cannot be written down is not done; it is made up for when there is space again."""

    async def full(*_: object) -> None:
        raise WriteError("[Errno 28] No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("homeassistant.helpers.storage.Store._async_write_data", full)
        await house.fail()
        await house.due()
        assert house.searches == 0
        assert "DELETE" not in str(changes(house.radarr))
        assert "No space left" in caplog.text

    await repaired(house)


async def test_a_service_that_dies_during_a_repair(hass: HomeAssistant, house: Stack) -> None:
    """Radarr refuses the search: it is asked again later, once."""
    house.radarr.misbehave("error", paths="/api/v3/command", times=20)
    for runtime in hub_of(house.entry).services.values():
        runtime.client.limits = type(runtime.client.limits)(retries=0, timeout=1.0)
    await house.fail()
    assert house.grabbed == [FADED]

    house.radarr.behave()

    await repaired(house)


async def test_the_mode_survives_a_restart(hass: HomeAssistant, house: Stack) -> None:
    """And so do the policies."""
    await tell(hass, "set_policy", strategy="next_release", policy="ask")

    await restart(hass, house.entry)

    assert house.recovery.mode(house.radarr_id) is Mode.MANAGE
    assert Policy.ASK in house.recovery.policies().values()
    assert not house.radarr.core.switch("downloadclient", "autoRedownloadFailed")


async def test_in_assist_radarr_does_it_itself(hass: HomeAssistant, tmp_path: Path) -> None:
    """AutoArr watches, and changes nothing that is Radarr's."""
    async with stack(hass, tmp_path) as house:
        house.indexer.add(release(FADED, age=1), release(WHOLE, age=3))
        await house.recovery.apply_preset(Preset.RECOMMENDED)
        await ask(hass, "request", confirm=True, text=SENTENCE)
        await house.minute()

        await house.fail()
        await house.minute()

        assert house.grabbed == [FADED, WHOLE]
        assert changes(house.radarr) == []
        await house.finish()
        await house.minute()
        await house.due()
        assert house.radarr.movie(DUNE).file is not None
