"""Removing services, and the hub: nothing is left behind."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.autoarr.const import DOMAIN
from custom_components.autoarr.recovery.models import Mode
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd, seed_failures
from tests.integration.setup import set_up, subentry_id


async def remove(hass: HomeAssistant, hub: MockConfigEntry, service: str) -> None:
    """Remove a service as a person does, and let what is written later be written."""
    hass.config_entries.async_remove_subentry(hub, service)
    await hass.async_block_till_done()
    await hass.config_entries.async_reload(hub.entry_id)
    await hass.async_block_till_done()


def traces(hass: HomeAssistant, hub: MockConfigEntry, service: str) -> list[str]:
    """Return the devices, entities and repairs of a service."""
    devices = dr.async_entries_for_config_entry(dr.async_get(hass), hub.entry_id)
    entities = er.async_entries_for_config_entry(er.async_get(hass), hub.entry_id)
    return [
        *(device.id for device in devices if (DOMAIN, service) in device.identifiers),
        *(entity.entity_id for entity in entities if service in entity.unique_id),
        *(issue for _, issue in ir.async_get(hass).issues if service in issue),
    ]


def remembered(storage: dict[str, Any], service: str) -> bool:
    """Return whether the engines' files know of a service; the journal keeps what happened."""
    files = {name: file["data"] for name, file in storage.items() if name.startswith(f"{DOMAIN}.")}
    files.pop(f"{DOMAIN}.journal", None)
    return service in str(files)


async def test_a_removed_service_leaves_nothing(
    hass: HomeAssistant, hub_entry: MockConfigEntry, hass_storage: dict[str, Any]
) -> None:
    """No device, entity, repair or stored state; the other services go on."""
    for service in list(hub_entry.subentries):
        assert traces(hass, hub_entry, service)

        await remove(hass, hub_entry, service)

        assert service not in hub_entry.runtime_data.services
        assert not traces(hass, hub_entry, service)
        assert not remembered(hass_storage, service)
        for runtime in hub_entry.runtime_data.services.values():
            assert runtime.coordinator.last_update_success


async def test_failures_seen_and_an_open_repair_go_with_their_service(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, hass_storage: dict[str, Any]
) -> None:
    """A SABnzbd with a past, and a key that was refused."""
    seed_failures(sabnzbd, 20)
    hub = await set_up(hass, sabnzbd)
    service = subentry_id(hub, "sabnzbd")
    sabnzbd.misbehave("unauthorised")
    await hub.runtime_data.services[service].coordinator.async_refresh()
    await hass.async_block_till_done()
    assert f"auth_{service}" in traces(hass, hub, service)
    assert remembered(hass_storage, service)

    await remove(hass, hub, service)

    assert not traces(hass, hub, service)
    assert not remembered(hass_storage, service)


async def test_a_managed_service_is_given_back_before_it_is_forgotten(
    hass: HomeAssistant, radarr: FakeRadarr, hass_storage: dict[str, Any]
) -> None:
    """What AutoArr turned off in Radarr would otherwise stay off with nobody to act instead."""
    hub = await set_up(hass, radarr)
    service = subentry_id(hub, "radarr")
    await hub.runtime_data.recovery.set_mode(service, Mode.MANAGE)
    assert not radarr.core.switch("downloadclient", "autoRedownloadFailed")

    await remove(hass, hub, service)

    assert radarr.core.switch("downloadclient", "autoRedownloadFailed")
    assert not remembered(hass_storage, service)


async def test_a_managed_service_that_is_dead_is_removed_all_the_same(
    hass: HomeAssistant,
    radarr: FakeRadarr,
    hass_storage: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Its switches cannot be put back; that is said, and nothing is kept beyond the next tick."""
    hub = await set_up(hass, radarr)
    service = subentry_id(hub, "radarr")
    await hub.runtime_data.recovery.set_mode(service, Mode.MANAGE)
    radarr.misbehave("unauthorised")

    await remove(hass, hub, service)

    assert "Radarr keeps the settings of manage mode" in caplog.text
    await hub.runtime_data.recovery.tick()
    await hass.config_entries.async_reload(hub.entry_id)
    assert not remembered(hass_storage, service)


async def test_a_removed_hub_leaves_no_file(
    hass: HomeAssistant, hub_entry: MockConfigEntry, hass_storage: dict[str, Any]
) -> None:
    """Everything AutoArr wrote goes with it."""
    await hass.config_entries.async_remove(hub_entry.entry_id)
    await hass.async_block_till_done()

    assert not [name for name in hass_storage if name.startswith(f"{DOMAIN}.")]
