"""Changing services: address and key are checked as they are when a service is added."""

from pathlib import Path

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.fakes.http import FakeService
from tests.fakes.plex import FakePlex
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.flows import begin_change, submit
from tests.integration.setup import set_up


def changed(hub: MockConfigEntry, subentry: ConfigSubentry) -> ConfigSubentry:
    """Return the subentry as it is now."""
    return hub.subentries[subentry.subentry_id]


async def test_a_key_left_blank_is_kept(hass: HomeAssistant, fake: FakeService) -> None:
    """Changing the address does not ask for the key again."""
    hub = await set_up(hass, fake)
    [before] = hub.subentries.values()
    title, data = before.title, dict(before.data)

    form = await begin_change(hass, hub, before)
    assert form["step_id"] == "reconfigure"
    result = await submit(hass, form, url=f"{fake.url}/", more={"verify_ssl": False})
    if result["type"] is FlowResultType.FORM:
        result = await submit(hass, result)

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    after = changed(hub, before)
    assert after.data == {**data, "verify_ssl": False}
    assert after.title == title


async def test_a_new_key(hass: HomeAssistant, fake: FakeService) -> None:
    """The service goes on with the new key, and keeps its id."""
    hub = await set_up(hass, fake)
    [before] = hub.subentries.values()
    unique_id = before.unique_id
    fake.api_key = "0123456789abcdef0123456789abcdef"

    result = await submit(
        hass, await begin_change(hass, hub, before), url=fake.url, api_key=fake.api_key
    )
    if result["type"] is FlowResultType.FORM:
        result = await submit(hass, result)

    assert result["reason"] == "reconfigure_successful"
    after = changed(hub, before)
    assert after.data["api_key"] == fake.api_key
    assert (after.unique_id == unique_id) is isinstance(fake, FakePlex)
    assert hub.runtime_data.services[after.subentry_id].coordinator.last_update_success


async def test_a_change_that_does_not_work_changes_nothing(
    hass: HomeAssistant, fake: FakeService
) -> None:
    """The former address stays until another one answers."""
    hub = await set_up(hass, fake)
    [before] = hub.subentries.values()
    data = dict(before.data)

    result = await submit(
        hass, await begin_change(hass, hub, before), url=fake.url, api_key="f" * 32
    )

    assert result["errors"] == {"api_key": "invalid_auth"}
    assert changed(hub, before).data == data


async def test_a_change_to_another_plex_server(hass: HomeAssistant, plex: FakePlex) -> None:
    """Its libraries and history are others: it is to be added, not swapped in."""
    hub = await set_up(hass, plex)
    [before] = hub.subentries.values()
    async with FakePlex(machine_identifier="f" * 40) as other:
        result = await submit(
            hass, await begin_change(hass, hub, before), url=other.url, api_key=other.api_key
        )

    assert result["errors"] == {"url": "another_server"}


async def test_a_change_to_what_another_service_is(
    hass: HomeAssistant, radarr: FakeRadarr, tmp_path: Path
) -> None:
    """Two services never become one."""
    async with FakeRadarr(root_folder=tmp_path / "other") as other:
        hub = await set_up(hass, radarr, other)
        first = next(s for s in hub.subentries.values() if s.data["url"] == radarr.url)

        result = await submit(
            hass, await begin_change(hass, hub, first), url=other.url, api_key=other.api_key
        )

        assert result["errors"] == {"base": "url_in_use"}
        await hass.config_entries.async_unload(hub.entry_id)


async def test_a_change_of_a_service_that_was_removed_meanwhile(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd
) -> None:
    """The form ends instead of failing."""
    hub = await set_up(hass, sabnzbd)
    [before] = hub.subentries.values()
    form = await begin_change(hass, hub, before)
    hass.config_entries.async_remove_subentry(hub, before.subentry_id)
    await hass.async_block_till_done()

    result = await submit(hass, form, url=sabnzbd.url)

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "service_removed")


async def test_a_hub_that_is_disabled_can_be_changed_all_the_same(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd
) -> None:
    """Without a running hub there is nobody to reload it; the change is kept."""
    hub = await set_up(hass, sabnzbd)
    [before] = hub.subentries.values()
    await hass.config_entries.async_unload(hub.entry_id)
    hub.update_listeners.clear()

    result = await submit(
        hass,
        await begin_change(hass, hub, before),
        url=sabnzbd.url,
        more={"verify_ssl": False},
    )

    assert result["reason"] == "reconfigure_successful"
    assert changed(hub, before).data["verify_ssl"] is False


async def test_a_service_removed_while_its_library_is_asked_about(
    hass: HomeAssistant, radarr: FakeRadarr
) -> None:
    """The second form ends as well."""
    hub = await set_up(hass, radarr)
    [before] = hub.subentries.values()
    form = await submit(hass, await begin_change(hass, hub, before), url=radarr.url)
    hass.config_entries.async_remove_subentry(hub, before.subentry_id)
    await hass.async_block_till_done()

    result = await submit(hass, form)

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "service_removed")
