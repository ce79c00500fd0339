"""Every entity of every kind of service, as Home Assistant's state machine and registries show it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE, STATE_UNKNOWN, Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.entity import Entity
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, snapshot_platform
from pytest_homeassistant_custom_component.syrupy import HomeAssistantSnapshotExtension
from syrupy.assertion import SnapshotAssertion

from custom_components.autoarr import PLATFORMS
from custom_components.autoarr.const import DOMAIN
from custom_components.autoarr.sensor_recovery import TodaySensor
from tests.fakes.plex import FakePlex
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.fakes.sonarr import FakeSonarr
from tests.integration.house import (
    entity_id,
    hub_of,
    known_as,
    poll,
    press,
    restart,
    service_id,
    state,
    until,
    value,
)
from tests.integration.setup import new_entry, set_up

GB = 1_000_000_000


@pytest.fixture
def roomy_disks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every root folder have the same space, on whatever machine this runs."""
    usage = SimpleNamespace(total=4_000 * GB, free=1_234 * GB)
    monkeypatch.setattr("tests.fakes.servarr.api_settings.shutil.disk_usage", lambda _: usage)


@pytest.fixture
def a_certain_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is counted by the day begin on the same day in every run."""
    monkeypatch.setattr(TodaySensor, "last_reset", datetime(2026, 5, 11, tzinfo=UTC))


@pytest.fixture
async def furnished(
    radarr: FakeRadarr,
    sonarr: FakeSonarr,
    sabnzbd: FakeSabnzbd,
    plex: FakePlex,
    roomy_disks: None,
) -> None:
    """Give every service something to show."""
    radarr.core.tables["rootfolder"] = [{"id": 1, "path": "/"}]
    radarr.offer_update("6.1.0.10400")
    radarr.add(438631)
    radarr.add(603)
    sonarr.core.tables["rootfolder"] = [{"id": 1, "path": "/nowhere/series"}]
    sabnzbd.add_slot("Dune.2021.2160p.WEB-DL.H265-GRP", category="movies")
    sabnzbd.add_history("Old.Movie.2019.1080p.WEB-DL.H264-GRP", scenario="incomplete")
    sabnzbd.provider(active=False, error="Cannot connect to server news.example.com")
    for server in sabnzbd.settings.servers.values():
        server.total = 77 * GB
    films = plex.library.add_section("movie", "Films")
    plex.library.add_section("show", "Series")
    plex.library.add_item(films, "Dune", 2021, ["tmdb://438631"])
    plex.play("Dune", transcoding=True)
    plex.play("Dune: Part Two")


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compare without what is different in every run."""
    return snapshot.use_extension(HomeAssistantSnapshotExtension)


@pytest.fixture
def everything_enabled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enable also what is disabled by default."""
    monkeypatch.setattr(Entity, "entity_registry_enabled_default", True)


@pytest.fixture
async def one_platform(request: pytest.FixtureRequest) -> AsyncIterator[Platform]:
    """Set up one platform alone."""
    with patch("custom_components.autoarr.PLATFORMS", (request.param,)):
        yield request.param


@pytest.mark.parametrize("one_platform", PLATFORMS, indirect=True)
@pytest.mark.usefixtures("everything_enabled", "a_certain_day", "furnished")
async def test_every_entity(
    hass: HomeAssistant,
    one_platform: Platform,
    radarr: FakeRadarr,
    sonarr: FakeSonarr,
    sabnzbd: FakeSabnzbd,
    plex: FakePlex,
    entity_registry: er.EntityRegistry,
    snapshot: SnapshotAssertion,
) -> None:
    """Name, key, category, unit, class and state of each."""
    fakes = {"radarr-1": radarr, "sonarr-1": sonarr, "sabnzbd-1": sabnzbd, "plex-1": plex}
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="AutoArr",
        entry_id="hub-1",
        unique_id=DOMAIN,
        subentries_data=[await known_as(hass, fake, name) for name, fake in fakes.items()],
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    await snapshot_platform(hass, entity_registry, snapshot, entry.entry_id)

    assert await hass.config_entries.async_unload(entry.entry_id)


async def test_devices_carry_the_versions(hass: HomeAssistant, hub_entry: MockConfigEntry) -> None:
    """One device for each service, connected through that of AutoArr."""
    registry = dr.async_get(hass)
    devices = {
        device.name: device
        for device in dr.async_entries_for_config_entry(registry, hub_entry.entry_id)
    }

    assert {name: device.sw_version for name, device in devices.items()} == {
        "AutoArr": None,
        "Radarr": "6.0.4.10291",
        "Sonarr": FakeSonarr.version,
        "SABnzbd": "5.1.3",
        "Plex": "1.43.2.10687-563d026ea",
    }
    hub = devices.pop("AutoArr")
    assert {device.via_device_id for device in devices.values()} == {hub.id}
    assert devices["Radarr"].configuration_url is not None


async def test_an_update_of_a_service_shows_at_its_device(
    hass: HomeAssistant, hub_entry: MockConfigEntry, radarr: FakeRadarr
) -> None:
    """The update restarts it, so it does not answer for a moment."""
    radarr.misbehave("error")
    await poll(hass, hub_entry, "radarr")
    radarr.system.version = "6.1.0.10400"
    radarr.behave()

    await poll(hass, hub_entry, "radarr")

    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, service_id(hub_entry, "radarr")), hub_entry.entry_id
    )
    assert device is not None
    assert device.sw_version == "6.1.0.10400"
    assert value(hass, hub_entry, "radarr", "version") == "6.1.0.10400"


async def test_unique_ids_are_stable_over_a_reload(
    hass: HomeAssistant, hub_entry: MockConfigEntry
) -> None:
    """Nothing is made anew, nothing is left behind."""

    def known() -> dict[str, str]:
        found = er.async_entries_for_config_entry(er.async_get(hass), hub_entry.entry_id)
        return {entity.entity_id: entity.unique_id for entity in found}

    before = known()
    await restart(hass, hub_entry)

    assert known() == before
    assert len(before) > 60


async def test_what_few_need_is_disabled_by_default(
    hass: HomeAssistant, hub_entry: MockConfigEntry
) -> None:
    """Totals and the time remaining, which changes with every poll."""
    start = f"{service_id(hub_entry, 'sabnzbd')}_"
    found = er.async_entries_for_config_entry(er.async_get(hass), hub_entry.entry_id)
    disabled = {
        entity.unique_id.removeprefix(start)
        for entity in found
        if entity.disabled_by is er.RegistryEntryDisabler.INTEGRATION
    }

    assert disabled == {"time_remaining", "total_day", "total_week", "total_month", "total_total"}


async def test_root_folders_come_and_go(
    hass: HomeAssistant, hub_entry: MockConfigEntry, radarr: FakeRadarr, tmp_path: Path
) -> None:
    """Each has a sensor while Radarr has it."""
    more = tmp_path / "more"
    more.mkdir()
    key = f"root_folder_{more}"
    radarr.core.tables["rootfolder"].append({"id": 9, "path": str(more)})
    await press(hass, entity_id(hass, hub_entry, "radarr", "refresh"))
    entity = entity_id(hass, hub_entry, "radarr", key)
    await hass.async_block_till_done()
    assert float(value(hass, hub_entry, "radarr", key)) >= 0

    radarr.core.tables["rootfolder"].pop()
    await press(hass, entity_id(hass, hub_entry, "radarr", "refresh"))
    await hass.async_block_till_done()
    assert hass.states.get(entity) is None
    assert er.async_get(hass).async_get(entity) is None

    radarr.core.tables["rootfolder"].append({"id": 9, "path": str(more)})
    await press(hass, entity_id(hass, hub_entry, "radarr", "refresh"))
    await hass.async_block_till_done()
    assert hass.states.get(entity_id(hass, hub_entry, "radarr", key)) is not None


async def test_plex_libraries_come_and_go(
    hass: HomeAssistant, hub_entry: MockConfigEntry, plex: FakePlex
) -> None:
    """Also while nobody looked: a library removed before the next start leaves no entity."""
    films = plex.library.add_section("movie", "Films")
    plex.library.add_item(films, "Dune", 2021)
    await press(hass, entity_id(hass, hub_entry, "plex", "refresh"))
    await hass.async_block_till_done()
    entity = entity_id(hass, hub_entry, "plex", "library_1")
    found = hass.states.get(entity)
    assert found is not None
    assert found.state == "1"
    assert "Films" in found.name

    assert await hass.config_entries.async_unload(hub_entry.entry_id)
    del plex.library.sections["1"]
    assert await hass.config_entries.async_setup(hub_entry.entry_id)
    await hass.async_block_till_done()

    assert er.async_get(hass).async_get(entity) is None


async def test_connectivity_tells_of_a_dead_service_and_the_others_go_on(
    hass: HomeAssistant,
    hub_entry: MockConfigEntry,
    radarr: FakeRadarr,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Its own entities are unavailable, logged once; it comes back by itself, logged once."""
    radarr.misbehave("error")
    for _ in range(3):
        await poll(hass, hub_entry)

    assert value(hass, hub_entry, "radarr", "connectivity") == STATE_OFF
    assert value(hass, hub_entry, "radarr", "queue") == STATE_UNAVAILABLE
    assert value(hass, hub_entry, "radarr", "problem") == STATE_UNAVAILABLE
    for other, key in (("sonarr", "queue"), ("sabnzbd", "status"), ("plex", "sessions")):
        assert value(hass, hub_entry, other, "connectivity") == STATE_ON
        assert value(hass, hub_entry, other, key) != STATE_UNAVAILABLE
    assert value(hass, hub_entry, "hub", "chain") == "radarr"
    assert state(hass, hub_entry, "hub", "chain").attributes["instance"] == "Radarr"
    assert value(hass, hub_entry, "hub", "problem") == STATE_ON
    assert caplog.text.count("Error fetching Radarr data") == 1

    radarr.behave()
    for _ in range(2):
        await poll(hass, hub_entry)

    assert value(hass, hub_entry, "radarr", "connectivity") == STATE_ON
    assert value(hass, hub_entry, "radarr", "queue") == "0"
    assert value(hass, hub_entry, "hub", "chain") == "ok"
    assert value(hass, hub_entry, "hub", "problem") == STATE_OFF
    assert caplog.text.count("Fetching Radarr data recovered") == 1


async def test_a_service_that_was_never_there(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, radarr: FakeRadarr
) -> None:
    """The hub starts without it; its buttons that help stay usable."""
    entry = new_entry([await known_as(hass, sabnzbd, "sab"), await known_as(hass, radarr, "rad")])
    entry.add_to_hass(hass)
    sabnzbd.misbehave("down")

    assert await hass.config_entries.async_setup(entry.entry_id)
    await until(lambda: value(hass, entry, "sabnzbd", "connectivity") == STATE_OFF)

    assert value(hass, entry, "sabnzbd", "status") == STATE_UNAVAILABLE
    assert value(hass, entry, "sabnzbd", "pause") == STATE_UNAVAILABLE
    assert value(hass, entry, "sabnzbd", "test") == STATE_UNKNOWN
    assert value(hass, entry, "sabnzbd", "refresh") == STATE_UNKNOWN
    assert value(hass, entry, "radarr", "connectivity") == STATE_ON

    sabnzbd.behave()
    await sabnzbd.opened()
    await press(hass, entity_id(hass, entry, "sabnzbd", "refresh"))

    assert value(hass, entry, "sabnzbd", "status") == "idle"


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/health", "health"),
        ("/rootfolder", "root_folder_"),
        ("/wanted/missing", "missing"),
        ("/movie", "library"),
        ("/update", "update"),
    ],
)
async def test_a_part_that_cannot_be_read_fails_alone(
    hass: HomeAssistant, radarr: FakeRadarr, path: str, key: str
) -> None:
    """Its entities are unavailable until it can be read again; the rest stays."""
    entry = await set_up(hass, radarr)
    if key == "root_folder_":
        key += str(radarr.core.root_folders()[0])
    assert value(hass, entry, "radarr", key) != STATE_UNAVAILABLE
    radarr.misbehave("garbage", paths=f"{path}$")

    await press(hass, entity_id(hass, entry, "radarr", "refresh"))

    assert value(hass, entry, "radarr", key) == STATE_UNAVAILABLE
    assert value(hass, entry, "radarr", "queue") == "0"
    assert value(hass, entry, "radarr", "connectivity") == STATE_ON

    radarr.behave()
    await press(hass, entity_id(hass, entry, "radarr", "refresh"))
    assert value(hass, entry, "radarr", key) != STATE_UNAVAILABLE


@pytest.mark.parametrize("mode", ["unauthorised", "dropped"])
async def test_a_part_that_is_refused_ends_the_round(
    hass: HomeAssistant, radarr: FakeRadarr, mode: str
) -> None:
    """What is refused or cut is not asked for again and again in one round."""
    entry = await set_up(hass, radarr)
    radarr.misbehave(mode, paths="/(health|rootfolder)$")

    await press(hass, entity_id(hass, entry, "radarr", "refresh"))

    assert value(hass, entry, "radarr", "health") == STATE_UNAVAILABLE
    assert value(hass, entry, "radarr", "queue") == "0"
    radarr.behave()
    await press(hass, entity_id(hass, entry, "radarr", "refresh"))
    assert value(hass, entry, "radarr", "health") == "warning"


async def test_health_in_the_services_own_words(
    hass: HomeAssistant, hub_entry: MockConfigEntry, radarr: FakeRadarr
) -> None:
    """The gravest message, capped, and how many there are."""
    radarr.system.add_health("UpdateCheck", "notice", "A notice")
    radarr.system.add_health("IndexerCheck", "error", "No indexer " + "x" * 500)
    await press(hass, entity_id(hass, hub_entry, "radarr", "refresh"))

    found = state(hass, hub_entry, "radarr", "health")
    assert found.state == "error"
    assert found.attributes["source"] == "IndexerCheck"
    assert found.attributes["message"] == ("No indexer " + "x" * 500)[:200]
    assert (found.attributes["errors"], found.attributes["warnings"]) == (1, 1)
    assert value(hass, hub_entry, "radarr", "problem") == STATE_ON


@pytest.mark.parametrize(
    ("paused", "slot", "shown"),
    [
        (True, "Downloading", "paused"),
        (False, "Downloading", "downloading"),
        (False, None, "idle"),
    ],
)
async def test_sabnzbd_says_in_one_word_what_it_does(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, paused: bool, slot: str | None, shown: str
) -> None:
    """Whatever its own many words are."""
    entry = await set_up(hass, sabnzbd)
    sabnzbd.state.paused = paused
    if slot:
        sabnzbd.add_slot(status=slot)

    await poll(hass, entry)

    assert value(hass, entry, "sabnzbd", "status") == shown


async def test_sabnzbd_unpacks(hass: HomeAssistant, sabnzbd: FakeSabnzbd) -> None:
    """What is repaired, unpacked or moved stands in the history already."""
    entry = await set_up(hass, sabnzbd)
    sabnzbd.add_history("Film.2020.1080p.WEB-DL.H264-GRP", status="Extracting", loaded=True)

    await poll(hass, entry)

    assert value(hass, entry, "sabnzbd", "status") == "post_processing"


async def test_pause_and_resume_reach_sabnzbd(hass: HomeAssistant, sabnzbd: FakeSabnzbd) -> None:
    """And what came of it is shown at once."""
    entry = await set_up(hass, sabnzbd)

    await press(hass, entity_id(hass, entry, "sabnzbd", "pause"))
    assert [call["mode"] for call in sabnzbd.calls("pause")] == ["pause"]
    assert value(hass, entry, "sabnzbd", "paused") == STATE_ON
    assert value(hass, entry, "sabnzbd", "status") == "paused"

    await press(hass, entity_id(hass, entry, "sabnzbd", "resume"))
    assert not sabnzbd.state.paused
    assert value(hass, entry, "sabnzbd", "paused") == STATE_OFF


async def test_the_speed_limit(hass: HomeAssistant, sabnzbd: FakeSabnzbd) -> None:
    """Without one it is 100 %; a new one is set and read back."""
    entry = await set_up(hass, sabnzbd)
    entity = entity_id(hass, entry, "sabnzbd", "speed_limit")
    assert value(hass, entry, "sabnzbd", "speed_limit") == "100"

    await hass.services.async_call(
        "number", "set_value", {"entity_id": entity, "value": 40}, blocking=True
    )

    assert sabnzbd.machine.limit_percent == 40
    assert value(hass, entry, "sabnzbd", "speed_limit") == "40"

    # A limit in bytes, on a line whose speed SABnzbd was not told, is no percentage.
    sabnzbd.machine.limit_percent, sabnzbd.machine.limit_bytes = 0, 5_000_000
    await poll(hass, entry)
    assert value(hass, entry, "sabnzbd", "speed_limit") == STATE_UNKNOWN


@pytest.mark.parametrize(
    ("kind", "mode", "key"),
    [
        ("radarr", "unauthorised", "service_unauthorised"),
        ("sabnzbd", "unauthorised", "service_unauthorised"),
        ("plex", "down", "service_unreachable"),
        ("sonarr", "wrong_app", "service_refused"),
        ("plex", "html", "service_refused"),
    ],
)
async def test_the_test_button_says_what_is_wrong(
    hass: HomeAssistant,
    hub_entry: MockConfigEntry,
    radarr: FakeRadarr,
    sonarr: FakeSonarr,
    sabnzbd: FakeSabnzbd,
    plex: FakePlex,
    kind: str,
    mode: str,
    key: str,
) -> None:
    """Translated, with the name of the service and without its key."""
    fakes: dict[str, Any] = {
        "radarr": radarr,
        "sonarr": sonarr,
        "sabnzbd": sabnzbd,
        "plex": plex,
    }
    button = entity_id(hass, hub_entry, kind, "test")
    await press(hass, button)
    fakes[kind].misbehave(mode)

    with pytest.raises(HomeAssistantError) as error:
        await press(hass, button)

    assert (error.value.translation_domain, error.value.translation_key) == (DOMAIN, key)
    placeholders = error.value.translation_placeholders or {}
    assert placeholders["service"].lower() == kind
    assert placeholders["error"]
    assert fakes[kind].api_key not in str(error.value) + placeholders["error"]
    fakes[kind].behave()
    await fakes[kind].opened()


async def test_updates_with_their_notes(
    hass: HomeAssistant, hub_entry: MockConfigEntry, radarr: FakeRadarr, plex: FakePlex
) -> None:
    """Reported, never installed from here."""
    assert value(hass, hub_entry, "radarr", "update") == STATE_OFF
    radarr.offer_update("6.1.0.10400")
    await press(hass, entity_id(hass, hub_entry, "radarr", "refresh"))

    found = state(hass, hub_entry, "radarr", "update")
    assert found.state == STATE_ON
    assert found.attributes["latest_version"] == "6.1.0.10400"
    component = hass.data["entity_components"]["update"]
    entity = component.get_entity(found.entity_id)
    assert "New translations" in await entity.async_release_notes()
    radarr.offer_update(radarr.version)


async def test_the_event_entity_shows_milestones(
    hass: HomeAssistant, hub_entry: MockConfigEntry, sonarr: FakeSonarr
) -> None:
    """The newest one, with its title and without its data."""
    assert value(hass, hub_entry, "hub", "activity") == STATE_UNKNOWN
    sonarr.misbehave("error")

    await poll(hass, hub_entry, "sonarr")

    found = state(hass, hub_entry, "hub", "activity")
    assert found.attributes["event_type"] == "service_down"
    assert (found.attributes["title"], found.attributes["severity"]) == ("Sonarr", "warning")
    assert "data" not in found.attributes


async def test_the_retry_button_says_when_there_is_nothing_to_retry(
    hass: HomeAssistant, hub_entry: MockConfigEntry
) -> None:
    """Nothing failed."""
    with pytest.raises(HomeAssistantError) as error:
        await press(hass, entity_id(hass, hub_entry, "hub", "retry"))

    assert error.value.translation_key == "nothing_failed"


async def test_the_retry_button_retries(hass: HomeAssistant, sabnzbd: FakeSabnzbd) -> None:
    """The newest failure that is open, here of a job no Radarr or Sonarr knows."""
    entry = await set_up(hass, sabnzbd)
    past = sabnzbd.add_history("Some.Movie.2020.1080p.WEB-DL.H264-GRP", scenario="broken_folder")
    await poll(hass, entry)
    assert value(hass, entry, "hub", "open_failures") == "1"

    await press(hass, entity_id(hass, entry, "hub", "retry"))

    assert [call["value"] for call in sabnzbd.calls("retry")] == [past.nzo_id]
    assert [job.name for job in sabnzbd.state.queue.values()] == [past.name]
    assert hub_of(entry).recovery.counters()["done_retry_now"] == 1


async def test_nothing_is_asked_after_an_unload(
    hass: HomeAssistant, hub_entry: MockConfigEntry, radarr: FakeRadarr, sabnzbd: FakeSabnzbd
) -> None:
    """Not even by the push channel that is closed then."""
    await until(lambda: radarr.hub.listeners)
    await hass.config_entries.async_unload(hub_entry.entry_id)
    radarr.requests.clear()
    sabnzbd.requests.clear()
    radarr.hub.send("queue", "sync")
    await hass.async_block_till_done(wait_background_tasks=True)

    assert not radarr.requests
    assert not sabnzbd.requests
    assert not radarr.hub.listeners
