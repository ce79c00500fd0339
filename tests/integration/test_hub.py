"""The hub: what it survives, what it forgets, what it shows as one."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntryState, ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.autoarr.clients.errors import ServiceTimeout
from custom_components.autoarr.const import DOMAIN
from custom_components.autoarr.failures import open_failures
from custom_components.autoarr.journal.ports import StoreError
from custom_components.autoarr.recovery.targets import SabnzbdObservation
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.fakes.sonarr import FakeSonarr
from tests.integration.house import (
    ask,
    entity_id,
    hub_of,
    poll,
    press,
    quiet,
    service_id,
    until,
    value,
)
from tests.integration.setup import set_up, subentry
from tests.integration.stack import DUNE, FADED, SENTENCE, WHOLE, release, stack


async def test_an_empty_hub_says_that_nothing_is_set_up(
    hass: HomeAssistant, empty_hub: MockConfigEntry
) -> None:
    """It is no problem."""
    assert value(hass, empty_hub, "hub", "chain") == "not_set_up"
    assert value(hass, empty_hub, "hub", "problem") == "unknown"
    assert value(hass, empty_hub, "hub", "open_requests") == "0"
    assert value(hass, empty_hub, "hub", "recovery") == "dry_run"


async def test_a_service_added_while_the_hub_runs_is_there_at_once(
    hass: HomeAssistant, empty_hub: MockConfigEntry, radarr: FakeRadarr
) -> None:
    """Without a restart, with its device and its entities."""
    data = await subentry(hass, radarr)
    hass.config_entries.async_add_subentry(
        empty_hub,
        ConfigSubentry(
            data=data["data"],  # type: ignore[arg-type]
            subentry_type=data["subentry_type"],
            title=data["title"],
            unique_id=data["unique_id"],
        ),
    )
    await hass.async_block_till_done()

    assert value(hass, empty_hub, "radarr", "queue") == "0"
    assert value(hass, empty_hub, "hub", "chain") == "ok"


async def test_two_instances_of_a_kind_stand_side_by_side(
    hass: HomeAssistant, tmp_path: Path
) -> None:
    """Each with entities of its own."""
    async with (
        FakeRadarr(root_folder=tmp_path / "hd") as normal,
        FakeRadarr(root_folder=tmp_path / "uhd") as special,
    ):
        normal.add(DUNE)
        entry = await set_up(
            hass,
            await subentry(hass, normal),
            await subentry(hass, special, title="Radarr 4K", is_default=False),
        )

        shown = {name: hass.states.get(f"sensor.{name}_movies") for name in ("radarr", "radarr_4k")}

        assert {name: found.state for name, found in shown.items() if found} == {
            "radarr": "1",
            "radarr_4k": "0",
        }
        await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ServiceTimeout("It is late.", service="Radarr", endpoint="/"), "did not finish"),
        (StoreError("The disk is full."), "did not finish"),
        (ValueError("A mistake."), "failed"),
    ],
)
async def test_no_error_of_an_engine_ends_the_hub(
    hass: HomeAssistant,
    sabnzbd: FakeSabnzbd,
    error: Exception,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is logged, a mistake of ours with its traceback; the next poll is looked at again."""
    entry = await set_up(hass, sabnzbd)
    hub = hub_of(entry)

    async def fail(_: SabnzbdObservation) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(hub.recovery, "observe", fail)
        await poll(hass, entry)
        assert said in caplog.text
        assert ("Traceback" in caplog.text) is isinstance(error, ValueError)

    sabnzbd.add_history(failed=True)
    await poll(hass, entry)
    assert len(hub.recovery.failures()) == 1


async def test_a_poll_during_a_look_is_looked_at_too(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not left to the poll after it."""
    entry = await set_up(hass, sabnzbd)
    hub = hub_of(entry)
    coordinator = hub.services[service_id(entry, "sabnzbd")].coordinator
    observe: Callable[[SabnzbdObservation], Awaitable[None]] = hub.recovery.observe
    looks: list[int] = []

    async def look(observation: SabnzbdObservation) -> None:
        looks.append(len(observation.history))
        if len(looks) == 1:
            sabnzbd.add_history(failed=True)
            await coordinator.async_refresh()
        await observe(observation)

    monkeypatch.setattr(hub.recovery, "observe", look)
    await poll(hass, entry)

    assert looks == [0, 1]
    assert len(hub.recovery.failures()) == 1


async def test_the_tick_lets_recovery_do_what_is_due(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every half minute."""
    entry = await set_up(hass, sabnzbd)
    ticks: list[bool] = []

    async def tick() -> None:
        ticks.append(True)

    monkeypatch.setattr(hub_of(entry).recovery, "tick", tick)
    hub_of(entry)._feeder._tick(None)
    await quiet(entry)

    assert ticks == [True]


async def test_what_is_stored_about_a_service_removed_meanwhile_is_dropped(
    hass: HomeAssistant, tmp_path: Path, hass_storage: dict[str, Any]
) -> None:
    """Its requests are closed with the next start, what recovery knew is forgotten."""
    async with stack(hass, tmp_path) as house:
        house.indexer.add(release(FADED))
        await ask(hass, "request", confirm=True, text=SENTENCE)
        await house.minute()
        await house.fail()
        gone = [service_id(house.entry, kind) for kind in ("radarr", "sabnzbd")]
        await hass.config_entries.async_unload(house.entry.entry_id)
        for service in gone:
            hass.config_entries.async_remove_subentry(house.entry, service)
        await hass.async_block_till_done()

        await hass.config_entries.async_setup(house.entry.entry_id)
        await hass.async_block_till_done()

        [request] = (await ask(hass, "get_requests"))["requests"]
        assert request["state"] == "failed"
        assert (await ask(hass, "get_failures"))["failures"] == []
        recovery = str(hass_storage[f"{DOMAIN}.recovery"]["data"]["failures"])
        assert not [service for service in gone if service in recovery]


async def test_an_unload_in_the_middle_of_a_poll(
    hass: HomeAssistant, sonarr: FakeSonarr, caplog: pytest.LogCaptureFixture
) -> None:
    """It is broken off; nothing is logged as an error, nothing comes after it."""
    entry = await set_up(hass, sonarr)
    sonarr.misbehave("slow", seconds=0.4)
    [runtime] = hub_of(entry).services.values()
    runtime.coordinator.async_look_soon()
    await until(lambda: sonarr.in_flight)

    assert await hass.config_entries.async_unload(entry.entry_id)

    assert entry.state is ConfigEntryState.NOT_LOADED
    assert "ERROR" not in caplog.text
    sonarr.behave()


async def test_a_hub_can_be_removed_while_everything_is_dead(
    hass: HomeAssistant, radarr: FakeRadarr, sabnzbd: FakeSabnzbd, hass_storage: dict[str, Any]
) -> None:
    """Nothing of it stays."""
    entry = await set_up(hass, radarr, sabnzbd)
    radarr.misbehave("unauthorised")
    sabnzbd.misbehave("error")
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    entities = [
        one.entity_id
        for one in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    ]

    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()

    assert not [name for name in hass_storage if name.startswith(f"{DOMAIN}.")]
    assert not [entity for entity in entities if er.async_get(hass).async_get(entity)]
    assert not [entity for entity in entities if hass.states.get(entity)]


async def test_the_newest_failure_nobody_does_anything_about_is_retried_first(
    hass: HomeAssistant, tmp_path: Path
) -> None:
    """One that is being repaired already is left alone by the button."""
    async with stack(hass, tmp_path) as house:
        house.indexer.add(release(FADED, age=1), release(WHOLE, age=3))
        await house.manage()
        old = house.sabnzbd.add_history(
            "Other.Movie.2020.1080p.WEB-DL.H264-GRP",
            scenario="broken_folder",
            completed=house.sabnzbd.state.now() + 1,
        )
        await ask(hass, "request", confirm=True, text=SENTENCE)
        await house.minute()
        await house.fail()
        assert [failure.name for failure in open_failures(hub_of(house.entry))] == [
            old.name,
            FADED,
        ]

        await press(hass, entity_id(hass, house.entry, "hub", "retry"))

        assert house.sabnzbd.calls("retry")[-1]["value"] == old.nzo_id


async def test_an_entity_of_a_part_that_was_never_read_is_unknown(
    hass: HomeAssistant, radarr: FakeRadarr
) -> None:
    """A round that ends at the first part that is cut leaves the others open."""
    radarr.misbehave("dropped", paths="/health$")
    entry = await set_up(hass, radarr)

    assert value(hass, entry, "radarr", "health") == "unavailable"
    assert value(hass, entry, "radarr", "missing") == "unknown"
    assert value(hass, entry, "radarr", "queue") == "0"
    radarr.behave()
