"""The options of recovery: what it may do, who handles failures, when it waits, who is asked."""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_mock_service

from custom_components.autoarr.recovery.models import PRESETS, Mode, Policy, Preset, Strategy
from custom_components.autoarr.recovery.world import Limits
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.flows import Result, choose, section, suggested
from tests.integration.house import hub_of
from tests.integration.setup import set_up, subentry_id
from tests.integration.translated import fields

STRATEGIES = "strategies"


async def options(hass: HomeAssistant, entry: MockConfigEntry, step: str, **chosen: Any) -> Result:
    """Open a section of the options of recovery, choose and submit."""
    return await choose(hass, await section(hass, entry, "recovery", step), **chosen)


async def preset_of(hass: HomeAssistant, entry: MockConfigEntry) -> str:
    """Return the preset that the form shows."""
    form = await section(hass, entry, "recovery", "policies")
    return str(suggested(form)["preset"])


async def test_the_menu_shows_what_there_is_to_choose(
    hass: HomeAssistant, hub_entry: MockConfigEntry
) -> None:
    """Five sections."""
    menu = await section(hass, hub_entry, "recovery")

    assert menu["menu_options"] == ["policies", "modes", "house", "asking", "webhooks"]


async def test_without_a_radarr_or_sonarr_nothing_is_managed_and_nothing_calls(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd
) -> None:
    """Only what has a mode is asked about."""
    menu = await section(hass, await set_up(hass, sabnzbd), "recovery")

    assert menu["menu_options"] == ["policies", "house", "asking"]


# ── policies ──


async def test_a_fresh_install_only_reports(
    hass: HomeAssistant, hub_entry: MockConfigEntry
) -> None:
    """Nothing is repaired before somebody says so."""
    form = await section(hass, hub_entry, "recovery", "policies")

    assert suggested(form)["preset"] == "report"
    assert {name for name, inside in fields(form["data_schema"]) if inside} == {
        str(strategy) for strategy in PRESETS[Preset.REPORT]
    }


async def test_the_recommended_policies_are_set_without_a_reload(
    hass: HomeAssistant, hub_entry: MockConfigEntry
) -> None:
    """The engine keeps them; what runs goes on."""
    hub = hub_of(hub_entry)

    result = await options(hass, hub_entry, "policies", preset="recommended")

    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert hub.recovery.policies() == PRESETS[Preset.RECOMMENDED]
    assert hub_entry.runtime_data is hub
    assert await preset_of(hass, hub_entry) == "recommended"


async def test_one_strategy_is_set_beside_the_preset(
    hass: HomeAssistant, hub_entry: MockConfigEntry
) -> None:
    """What was changed one by one wins, the rest follows the preset."""
    shown = {str(strategy): "report" for strategy in PRESETS[Preset.REPORT]}

    await options(
        hass,
        hub_entry,
        "policies",
        preset="recommended",
        strategies=shown | {"next_release": "ask"},
    )

    expected = {**PRESETS[Preset.RECOMMENDED], Strategy.NEXT_RELEASE: Policy.ASK}
    assert hub_of(hub_entry).recovery.policies() == expected
    assert await preset_of(hass, hub_entry) == "custom"


async def test_policies_of_ones_own_are_left_alone(
    hass: HomeAssistant, hub_entry: MockConfigEntry
) -> None:
    """They are shown as such, and stay when the form is submitted."""
    recovery = hub_of(hub_entry).recovery
    await recovery.set_policy(Strategy.RETRY_NOW, Policy.AUTO)
    own = dict(recovery.policies())
    assert await preset_of(hass, hub_entry) == "custom"

    await options(hass, hub_entry, "policies", preset="custom")

    assert dict(recovery.policies()) == own


# ── modes ──


async def test_an_instance_is_managed_and_given_back(
    hass: HomeAssistant, hub_entry: MockConfigEntry, radarr: FakeRadarr
) -> None:
    """Managing turns off Radarr's own search after failures; giving it back restores that."""
    instance = subentry_id(hub_entry, "radarr")
    recovery = hub_of(hub_entry).recovery
    switch = "autoRedownloadFailed"
    assert radarr.core.switch("downloadclient", switch)

    await options(hass, hub_entry, "modes", managed=[instance])
    assert recovery.mode(instance) is Mode.MANAGE
    assert not radarr.core.switch("downloadclient", switch)
    form = await section(hass, hub_entry, "recovery", "modes")
    assert suggested(form)["managed"] == [instance]

    await options(hass, hub_entry, "modes", managed=[])
    assert recovery.mode(instance) is Mode.ASSIST
    assert radarr.core.switch("downloadclient", switch)


async def test_the_form_says_what_managing_would_turn_off(
    hass: HomeAssistant, hub_entry: MockConfigEntry, radarr: FakeRadarr
) -> None:
    """As it is in each instance at this moment; one that does not answer is not left out."""
    radarr.core.config["downloadclient"]["autoRedownloadFailedFromInteractiveSearch"] = False
    form = await section(hass, hub_entry, "recovery", "modes")
    [first, second] = form["description_placeholders"]["switches"].splitlines()
    assert first == "- Radarr: its search for another release after a failure"
    assert second.startswith("- Sonarr: ")

    radarr.misbehave("error")
    form = await section(hass, hub_entry, "recovery", "modes")
    assert "as far as they are on" in form["description_placeholders"]["switches"]


async def test_an_instance_that_cannot_be_changed(
    hass: HomeAssistant, hub_entry: MockConfigEntry, radarr: FakeRadarr
) -> None:
    """The form says which and why, and nothing is half done."""
    instance = subentry_id(hub_entry, "radarr")
    radarr.misbehave("unauthorised")

    result = await options(hass, hub_entry, "modes", managed=[instance])

    assert result["errors"] == {"managed": "mode_not_changed"}
    assert result["description_placeholders"]["failed"] == "Radarr"
    assert hub_of(hub_entry).recovery.mode(instance) is Mode.ASSIST


# ── the house ──

HOUSE: Mapping[str, Any] = {
    "holds": ["input_boolean.backup"],
    "disk_floor": 50,
    "quality_floor": "1080",
    "stuck_after": 12,
    "limits": {
        "item_searches": 1,
        "instance_searches": 30,
        "actions": 5,
        "series_actions": 3,
    },
}


async def test_what_the_house_wants_reaches_recovery(
    hass: HomeAssistant, hub_entry: MockConfigEntry
) -> None:
    """The limits at once, and a hold as soon as the entity is on."""
    hass.states.async_set("input_boolean.backup", "off", {"friendly_name": "Backup <b>runs</b>"})
    await options(hass, hub_entry, "house", **HOUSE)

    def wanted() -> Any:
        """Return what the engine is told."""
        return hub_of(hub_entry).recovery._core.settings()

    assert wanted().limits == Limits(
        item_searches=1, instance_searches=30, actions=5, series_actions=3
    )
    assert wanted().quality_floor == 1080
    assert wanted().disk_floor_bytes == 50 * 1024**3
    assert wanted().stuck_after.total_seconds() == 12 * 3600
    assert wanted().holds == ()

    hass.states.async_set("input_boolean.backup", "on", {"friendly_name": "Backup <b>runs</b>"})
    assert wanted().holds == ("Backup b runs /b",)
    hass.states.async_set("input_boolean.backup", "unavailable")
    assert wanted().holds == ()
    hass.states.async_remove("input_boolean.backup")
    assert wanted().holds == ()


async def test_the_form_shows_what_holds_now(
    hass: HomeAssistant, hub_entry: MockConfigEntry
) -> None:
    """Submitting it as it is changes nothing, and sections leave each other alone."""
    await options(hass, hub_entry, "house", **HOUSE)
    before = dict(hub_entry.options["recovery"])
    async_mock_service(hass, "notify", "telegram")

    await options(hass, hub_entry, "asking", ask=["notify.telegram"])
    form = await section(hass, hub_entry, "recovery", "house")
    shown = {key: value for key, value in suggested(form).items() if key != "limits"}
    await choose(hass, form, **shown)

    assert hub_entry.options["recovery"] == before | {"ask": ["notify.telegram"]}


# ── asking ──


async def test_who_is_asked_and_when(hass: HomeAssistant, hub_entry: MockConfigEntry) -> None:
    """What was chosen is there again, and can be emptied."""
    async_mock_service(hass, "notify", "telegram")
    chosen = {"ask": ["notify.telegram"], "quiet_from": "22:00:00", "quiet_until": "07:00:00"}

    await options(hass, hub_entry, "asking", **chosen)
    assert suggested(await section(hass, hub_entry, "recovery", "asking")) == chosen

    await options(hass, hub_entry, "asking")
    stored = hub_entry.options["recovery"]
    assert (stored["ask"], stored["quiet_hours"]) == ([], None)


@pytest.mark.parametrize(
    ("hours", "errors"),
    [
        ({"quiet_from": "22:00:00"}, {"quiet_until": "quiet_half"}),
        ({"quiet_until": "22:00:00"}, {"quiet_from": "quiet_half"}),
        ({"quiet_from": "22:00:00", "quiet_until": "22:00:00"}, {"quiet_until": "quiet_empty"}),
    ],
)
async def test_hours_that_are_none(
    hass: HomeAssistant,
    hub_entry: MockConfigEntry,
    hours: dict[str, str],
    errors: dict[str, str],
) -> None:
    """The form says where."""
    assert (await options(hass, hub_entry, "asking", **hours))["errors"] == errors


async def test_a_hub_that_does_not_run_has_no_options(
    hass: HomeAssistant, empty_hub: MockConfigEntry
) -> None:
    """There is no engine to ask."""
    await hass.config_entries.async_unload(empty_hub.entry_id)

    result = await hass.config_entries.options.async_init(empty_hub.entry_id)

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "entry_not_loaded")
