"""Who handles the failures of a new Radarr or Sonarr: shown and chosen when it is added, set once it answers."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.autoarr.const import DOMAIN
from custom_components.autoarr.recovery.models import Mode
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.fakes.servarr.sabnzbd import SabnzbdAddress
from tests.fakes.servarr.server import FakeServarr
from tests.fakes.sonarr import FakeSonarr
from tests.integration.flows import Result, begin_change, connect, finish, submit
from tests.integration.house import hub_of, issues, restart, until
from tests.integration.setup import tear_down


@pytest.fixture(params=[FakeRadarr, FakeSonarr], ids=["radarr", "sonarr"])
async def arr(
    request: pytest.FixtureRequest, hass: HomeAssistant, tmp_path: Path
) -> AsyncIterator[FakeServarr]:
    """Return a running *arr of each kind in turn, connected to a SABnzbd."""
    async with FakeSabnzbd() as sabnzbd:
        address = SabnzbdAddress(url=sabnzbd.url, api_key=sabnzbd.api_key)
        async with request.param(root_folder=tmp_path / "media", sabnzbd=address) as running:
            yield running
            await tear_down(hass)


def switches(arr: FakeServarr) -> tuple[object, ...]:
    """Return the switches that decide who handles failures."""
    row = arr.core.client_row or {}
    return (
        arr.core.switch("downloadclient", "autoRedownloadFailed"),
        arr.core.switch("downloadclient", "autoRedownloadFailedFromInteractiveSearch"),
        row["removeFailedDownloads"],
    )


async def offered(hass: HomeAssistant, entry: MockConfigEntry, arr: FakeServarr) -> Result:
    """Add a fake up to the form about who handles its failures."""
    form = await connect(hass, entry, arr)
    while form["step_id"] != "ownership":
        form = await submit(hass, form)
    return form


async def test_assist_is_the_default_and_changes_nothing(
    hass: HomeAssistant, empty_hub: MockConfigEntry, arr: FakeServarr
) -> None:
    """The form names what managing would turn off; nothing is written without a choice."""
    form = await offered(hass, empty_hub, arr)
    named = form["description_placeholders"]["switches"]
    assert "after a failure" in named
    assert "after an interactive search" in named
    assert "failed jobs from" in named

    result = await submit(hass, form)

    assert result["type"] is FlowResultType.CREATE_ENTRY
    [subentry] = empty_hub.subentries.values()
    assert "mode_wish" not in subentry.data
    assert hub_of(empty_hub).recovery.mode(subentry.subentry_id) is Mode.ASSIST
    assert switches(arr) == (True, True, True)
    assert not [request for request in arr.requests if request.method in ("PUT", "POST")]


async def test_manage_is_set_once_it_runs(
    hass: HomeAssistant, empty_hub: MockConfigEntry, arr: FakeServarr
) -> None:
    """The switches are off, the wish is forgotten, and removing the service puts them back."""
    await submit(hass, await offered(hass, empty_hub, arr), mode="manage")
    [subentry_id] = empty_hub.subentries

    await until(lambda: "mode_wish" not in empty_hub.subentries[subentry_id].data)
    await hass.async_block_till_done()
    assert hub_of(empty_hub).recovery.mode(subentry_id) is Mode.MANAGE
    assert switches(arr) == (False, False, False)

    hass.config_entries.async_remove_subentry(empty_hub, subentry_id)
    await hass.async_block_till_done()
    assert switches(arr) == (True, True, True)


async def test_a_wish_waits_until_it_can_be_fulfilled(
    hass: HomeAssistant, empty_hub: MockConfigEntry, arr: FakeServarr
) -> None:
    """Also across a restart, and while the instance refuses the change."""
    form = await offered(hass, empty_hub, arr)
    arr.misbehave("error", paths="/config/downloadclient")
    await submit(hass, form, mode="manage")
    [subentry_id] = empty_hub.subentries
    await restart(hass, empty_hub)
    assert empty_hub.subentries[subentry_id].data["mode_wish"] == "manage"
    assert hub_of(empty_hub).recovery.mode(subentry_id) is Mode.ASSIST

    arr.behave()
    await restart(hass, empty_hub)
    await until(lambda: "mode_wish" not in empty_hub.subentries[subentry_id].data)
    assert switches(arr) == (False, False, False)


async def test_what_cannot_be_read_is_described(
    hass: HomeAssistant, empty_hub: MockConfigEntry, arr: FakeServarr
) -> None:
    """Adding goes on."""
    arr.misbehave("error", paths="/config/downloadclient")

    form = await offered(hass, empty_hub, arr)

    assert "as far as they are on" in form["description_placeholders"]["switches"]
    assert (await submit(hass, form))["type"] is FlowResultType.CREATE_ENTRY


async def test_everything_is_off_already(
    hass: HomeAssistant, empty_hub: MockConfigEntry, arr: FakeServarr
) -> None:
    """Then managing turns nothing off."""
    arr.core.config["downloadclient"] |= {
        "autoRedownloadFailed": False,
        "autoRedownloadFailedFromInteractiveSearch": False,
    }
    assert arr.core.client_row is not None
    arr.core.client_row["removeFailedDownloads"] = False

    form = await offered(hass, empty_hub, arr)

    assert form["description_placeholders"]["switches"].startswith("nothing")


async def test_a_change_of_the_address_asks_nothing_about_it(
    hass: HomeAssistant, empty_hub: MockConfigEntry, arr: FakeServarr
) -> None:
    """And keeps a wish that is still open."""
    form = await offered(hass, empty_hub, arr)
    arr.misbehave("error", paths="/config/downloadclient")
    await submit(hass, form, mode="manage")
    [subentry] = empty_hub.subentries.values()

    form = await submit(hass, await begin_change(hass, empty_hub, subentry), url=arr.url)
    result = await finish(hass, form)

    assert result["reason"] == "reconfigure_successful"
    assert empty_hub.subentries[subentry.subentry_id].data["mode_wish"] == "manage"


# ── somebody turns a switch on again ──


async def managed(hass: HomeAssistant, entry: MockConfigEntry, arr: FakeServarr) -> str:
    """Add a fake that is managed; return its id."""
    await submit(hass, await offered(hass, entry, arr), mode="manage")
    [subentry_id] = entry.subentries
    await until(lambda: "mode_wish" not in entry.subentries[subentry_id].data)
    await hass.async_block_till_done()
    return subentry_id


async def an_hour_later(hass: HomeAssistant) -> None:
    """Let the switches be compared again."""
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(hours=1, minutes=1))
    await hass.async_block_till_done(wait_background_tasks=False)
    await asyncio.sleep(0.3)
    await until(lambda: not _comparing())


def _comparing() -> bool:
    """Return whether a comparison goes on."""
    return any("compares the switches" in task.get_name() for task in asyncio.all_tasks())


async def fix(hass: HomeAssistant, issue_id: str, choice: str) -> Result:
    """Choose from the menu of a repair."""
    assert await async_setup_component(hass, "repairs", {})
    manager = hass.data["repairs"]["flow_manager"]
    menu = await manager.async_init(DOMAIN, context={"issue_id": issue_id})
    assert menu["type"] is FlowResultType.MENU
    result = await manager.async_configure(menu["flow_id"], {"next_step_id": choice})
    await hass.async_block_till_done()
    return result


async def test_a_switch_that_somebody_turned_on_again_is_a_repair(
    hass: HomeAssistant,
    empty_hub: MockConfigEntry,
    arr: FakeServarr,
    issue_texts: Callable[[ir.IssueEntry], None],
) -> None:
    """Both would handle failures; the repair turns it off again, or gives the failures back."""
    subentry_id = await managed(hass, empty_hub, arr)
    await an_hour_later(hass)
    assert issues(hass) == set()

    arr.core.config["downloadclient"]["autoRedownloadFailed"] = True
    await an_hour_later(hass)
    issue_id = f"ownership_{subentry_id}"
    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    assert issue is not None
    issue_texts(issue)

    result = await fix(hass, issue_id, "take_over")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert hub_of(empty_hub).recovery.mode(subentry_id) is Mode.MANAGE
    assert switches(arr) == (False, False, False)
    assert issues(hass) == set()

    arr.core.config["downloadclient"]["autoRedownloadFailed"] = True
    await an_hour_later(hass)
    await fix(hass, issue_id, "give_back")
    assert hub_of(empty_hub).recovery.mode(subentry_id) is Mode.ASSIST
    assert switches(arr)[0] is True
    assert issues(hass) == set()


async def test_a_repair_about_switches_closes_by_itself(
    hass: HomeAssistant, empty_hub: MockConfigEntry, arr: FakeServarr
) -> None:
    """When they are off again; while the instance does not answer it stays."""
    await managed(hass, empty_hub, arr)
    arr.core.config["downloadclient"]["autoRedownloadFailed"] = True
    await an_hour_later(hass)
    assert len(issues(hass)) == 1

    arr.misbehave("error", paths="/config/downloadclient")
    await an_hour_later(hass)
    assert len(issues(hass)) == 1

    arr.behave()
    arr.core.config["downloadclient"]["autoRedownloadFailed"] = False
    await an_hour_later(hass)
    assert issues(hass) == set()


async def test_a_decision_that_cannot_be_carried_out(
    hass: HomeAssistant, empty_hub: MockConfigEntry, arr: FakeServarr
) -> None:
    """The flow ends and says why; the repair stays."""
    subentry_id = await managed(hass, empty_hub, arr)
    arr.core.config["downloadclient"]["autoRedownloadFailed"] = True
    await an_hour_later(hass)
    arr.misbehave("error", paths="/config/downloadclient")

    result = await fix(hass, f"ownership_{subentry_id}", "give_back")

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "not_decided")
    assert len(issues(hass)) == 1
