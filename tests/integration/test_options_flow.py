"""The options of recovery: what it may do, and who handles the failures of each Radarr and Sonarr."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.autoarr.recovery.models import PRESETS, Mode, Policy, Preset, Strategy
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.flows import section
from tests.integration.setup import set_up, subentry_id
from tests.integration.translated import fields


async def options(hass: HomeAssistant, entry: MockConfigEntry, **chosen: Any) -> Any:
    """Open the options of recovery, choose and submit."""
    form = await section(hass, entry, "recovery")
    assert form["type"] is FlowResultType.FORM
    result = await hass.config_entries.options.async_configure(form["flow_id"], chosen)
    await hass.async_block_till_done()
    return result


async def offered(hass: HomeAssistant, entry: MockConfigEntry) -> dict[str, Any]:
    """Open the options and return what is chosen at first, by field."""
    form = await section(hass, entry, "recovery")
    assert form["data_schema"]
    return {str(key.schema): key.default() for key in form["data_schema"].schema}


async def test_a_fresh_install_only_reports(
    hass: HomeAssistant, hub_entry: MockConfigEntry
) -> None:
    """Nothing is repaired before somebody says so."""
    assert await offered(hass, hub_entry) == {"preset": "report", "managed": []}


async def test_the_recommended_policies_are_set_without_a_reload(
    hass: HomeAssistant, hub_entry: MockConfigEntry
) -> None:
    """The engine keeps them; what runs goes on."""
    hub = hub_entry.runtime_data

    result = await options(hass, hub_entry, preset="recommended", managed=[])

    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert hub.recovery.policies() == PRESETS[Preset.RECOMMENDED]
    assert hub_entry.runtime_data is hub
    assert (await offered(hass, hub_entry))["preset"] == "recommended"


async def test_policies_of_ones_own_are_left_alone(
    hass: HomeAssistant, hub_entry: MockConfigEntry
) -> None:
    """They are shown as such, and stay when the form is submitted."""
    recovery = hub_entry.runtime_data.recovery
    await recovery.set_policy(Strategy.RETRY_NOW, Policy.AUTO)
    own = dict(recovery.policies())
    assert (await offered(hass, hub_entry))["preset"] == "custom"

    await options(hass, hub_entry, preset="custom")

    assert dict(recovery.policies()) == own


async def test_an_instance_is_managed_and_given_back(
    hass: HomeAssistant, hub_entry: MockConfigEntry, radarr: FakeRadarr
) -> None:
    """Managing turns off Radarr's own search after failures; giving it back restores that."""
    instance = subentry_id(hub_entry, "radarr")
    recovery = hub_entry.runtime_data.recovery
    switch = "autoRedownloadFailed"
    assert radarr.core.switch("downloadclient", switch)

    await options(hass, hub_entry, preset="report", managed=[instance])
    assert recovery.mode(instance) is Mode.MANAGE
    assert not radarr.core.switch("downloadclient", switch)
    assert (await offered(hass, hub_entry))["managed"] == [instance]

    await options(hass, hub_entry, preset="report", managed=[])
    assert recovery.mode(instance) is Mode.ASSIST
    assert radarr.core.switch("downloadclient", switch)


async def test_an_instance_that_cannot_be_changed(
    hass: HomeAssistant, hub_entry: MockConfigEntry, radarr: FakeRadarr
) -> None:
    """The form says which and why, and nothing is half done."""
    instance = subentry_id(hub_entry, "radarr")
    radarr.misbehave("unauthorised")

    result = await options(hass, hub_entry, preset="recommended", managed=[instance])

    assert result["errors"] == {"managed": "mode_not_changed"}
    assert result["description_placeholders"]["failed"] == "Radarr"
    recovery = hub_entry.runtime_data.recovery
    assert recovery.mode(instance) is Mode.ASSIST
    assert recovery.policies() == PRESETS[Preset.REPORT]


async def test_without_a_radarr_or_sonarr_there_is_nothing_to_manage(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd
) -> None:
    """Only what has a mode is asked about."""
    hub = await set_up(hass, sabnzbd)

    form = await section(hass, hub, "recovery")

    assert {name for name, _ in fields(form["data_schema"])} == {"preset"}


async def test_a_hub_that_does_not_run_has_no_options(
    hass: HomeAssistant, empty_hub: MockConfigEntry
) -> None:
    """There is no engine to ask."""
    await hass.config_entries.async_unload(empty_hub.entry_id)

    result = await hass.config_entries.options.async_init(empty_hub.entry_id)

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "entry_not_loaded")
