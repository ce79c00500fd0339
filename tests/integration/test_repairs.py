"""Repairs: what opens them, where their fix leads, what closes them."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from homeassistant.components.repairs.const import DOMAIN as REPAIRS_DOMAIN
from homeassistant.config_entries import FlowType
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.autoarr.clients.errors import (
    ServiceError,
    ServiceLoginPage,
    ServiceServerError,
    ServiceTimeout,
    ServiceUnauthorised,
    WrongService,
)
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.const import DOMAIN
from custom_components.autoarr.issues import (
    STORM,
    UNREACHABLE_AFTER,
    ServiceIssue,
    async_clear_orphan_issues,
    async_clear_service_issues,
    async_judge_version,
    async_raise_service_issue,
    async_show_storm,
    issue_of,
    plain_text,
)
from tests.fakes.http import FakeService
from tests.fakes.plex import FakePlex
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.flows import Result, submit
from tests.integration.setup import make, new_entry, set_up

WHERE = {"service": "Radarr", "endpoint": "/api/v3/system/status"}
REF = ServiceRef(id="01JABCDEFGHJKMNPQRSTVWXYZ0", kind=ServiceKind.RADARR, name="Radarr")
WRONG = WrongService("Sonarr answers.", **WHERE, expected="Radarr", found="Sonarr")


def issues(hass: HomeAssistant) -> dict[str, ir.IssueEntry]:
    """Return AutoArr's open issues."""
    return {
        key: issue for (domain, key), issue in ir.async_get(hass).issues.items() if domain == DOMAIN
    }


async def begin_fix(hass: HomeAssistant, issue_id: str) -> Result:
    """Begin to fix an issue as a person does."""
    assert await async_setup_component(hass, REPAIRS_DOMAIN, {})
    manager = hass.data[REPAIRS_DOMAIN]["flow_manager"]
    return await manager.async_init(DOMAIN, context={"issue_id": issue_id})


async def finish_fix(hass: HomeAssistant, result: Result) -> Result:
    """Submit the explanation."""
    manager = hass.data[REPAIRS_DOMAIN]["flow_manager"]
    return await manager.async_configure(result["flow_id"], {})


async def poll(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Let every service be asked again."""
    for runtime in entry.runtime_data.services.values():
        await runtime.coordinator.async_refresh()
    await hass.async_block_till_done()


@pytest.mark.parametrize("kind", [FakeRadarr, FakeSabnzbd, FakePlex])
async def test_a_refused_key_leads_through_a_repair_to_the_form_and_away(
    hass: HomeAssistant, kind: type[FakeService], tmp_path: Path
) -> None:
    """The repair opens at the 401, leads to the form, stays while unfixed, and is gone with the new key."""
    async with make(kind, tmp_path) as fake:
        hub = await set_up(hass, fake)
        [subentry] = hub.subentries.values()
        assert not issues(hass)
        fake.api_key = "0123456789abcdef0123456789abcdef"
        await poll(hass, hub)
        [issue_id] = issues(hass)
        assert issue_id == f"auth_{subentry.subentry_id}"

        explanation = await begin_fix(hass, issue_id)
        result = await finish_fix(hass, explanation)

        assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure")
        flow_type, flow_id = result["next_flow"]
        assert flow_type == FlowType.CONFIG_SUBENTRIES_FLOW
        assert issue_id in issues(hass), "not fixed yet"

        form = hass.config_entries.subentries.async_get(flow_id)
        assert form["step_id"] == "reconfigure"
        form = await hass.config_entries.subentries.async_configure(flow_id)
        result = await submit(hass, form, url=fake.url, api_key=fake.api_key)
        if result["type"] is FlowResultType.FORM:
            result = await submit(hass, result)

        assert result["reason"] == "reconfigure_successful"
        assert not issues(hass)
        assert hub.runtime_data.services[subentry.subentry_id].coordinator.last_update_success
        await hass.config_entries.async_unload(hub.entry_id)


async def test_a_repair_closes_by_itself_when_the_service_answers(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd
) -> None:
    """Nobody has to press anything when the service is well again."""
    hub = await set_up(hass, sabnzbd)
    sabnzbd.misbehave("unauthorised")
    await poll(hass, hub)
    assert issues(hass)

    sabnzbd.behave()
    await poll(hass, hub)

    assert not issues(hass)


async def test_another_service_at_the_address(hass: HomeAssistant, radarr: FakeRadarr) -> None:
    """It is named, and left alone."""
    hub = await set_up(hass, radarr)
    [subentry] = hub.subentries.values()
    radarr.misbehave("wrong_app")
    await hass.config_entries.async_reload(hub.entry_id)
    await hass.async_block_till_done()

    assert f"wrong_service_{subentry.subentry_id}" in issues(hass)


async def test_another_plex_server_at_the_address(hass: HomeAssistant, plex: FakePlex) -> None:
    """Its libraries are not those that were set up."""
    hub = await set_up(hass, plex)
    [subentry] = hub.subentries.values()
    plex.machine_identifier = "f" * 40
    await hass.config_entries.async_reload(hub.entry_id)
    await hass.async_block_till_done()

    assert f"wrong_service_{subentry.subentry_id}" in issues(hass)


async def test_one_refused_key_does_not_touch_the_other_services(
    hass: HomeAssistant, radarr: FakeRadarr, sabnzbd: FakeSabnzbd
) -> None:
    """Each service stands for itself."""
    sabnzbd.misbehave("unauthorised")
    hub = await set_up(hass, radarr, sabnzbd)

    states = {
        runtime.ref.kind: runtime.coordinator.last_update_success
        for runtime in hub.runtime_data.services.values()
    }
    assert states == {"radarr": True, "sabnzbd": False}
    assert len(issues(hass)) == 1


@pytest.mark.parametrize(
    ("error", "hours", "issue"),
    [
        (ServiceUnauthorised("Refused.", **WHERE), 0, ServiceIssue.AUTH),
        (WRONG, 0, ServiceIssue.WRONG_SERVICE),
        (ServiceLoginPage("A login.", **WHERE), 0, ServiceIssue.LOGIN_PAGE),
        (ServiceTimeout("Late.", **WHERE), 0, None),
        (ServiceTimeout("Late.", **WHERE), 1, ServiceIssue.UNREACHABLE),
        (ServiceServerError("Broken.", **WHERE, status=500), 0, None),
        (ServiceServerError("Broken.", **WHERE, status=500), 2, ServiceIssue.UNREACHABLE),
    ],
)
def test_what_an_error_amounts_to(
    error: ServiceError, hours: float, issue: ServiceIssue | None
) -> None:
    """What a person must mend is said at once, what may pass only when it lasts."""
    assert issue_of(error, hours * UNREACHABLE_AFTER) is issue


async def test_every_repair_of_a_service_is_translated_and_can_be_cleared(
    hass: HomeAssistant, issue_texts: Any
) -> None:
    """Its placeholders are filled, its markup is not the service's."""
    entry = new_entry()
    late = timedelta(hours=3)
    for error in (
        ServiceUnauthorised("Refused.", **WHERE),
        ServiceLoginPage("A login.", **WHERE),
        ServiceTimeout("[Click](http://evil)", **WHERE),
        WRONG,
    ):
        async_raise_service_issue(hass, entry, REF, error, down_for=late)
    async_judge_version(hass, entry, REF, "3.0")

    open_issues = issues(hass)
    assert set(open_issues) == {issue.issue_id(REF.id) for issue in ServiceIssue}
    for issue in open_issues.values():
        issue_texts(issue)
    unreachable = open_issues[ServiceIssue.UNREACHABLE.issue_id(REF.id)]
    assert unreachable.translation_placeholders == {
        "service": "Radarr",
        "error": "Click http://evil",
    }

    async_clear_service_issues(hass, REF.id)
    assert not issues(hass)


async def test_an_update_of_the_service_closes_the_repair_about_its_version(
    hass: HomeAssistant,
) -> None:
    """Nobody has to press anything."""
    entry = new_entry()
    async_judge_version(hass, entry, REF, "3.2.2")
    assert issues(hass)

    async_judge_version(hass, entry, REF, "5.11.0")

    assert not issues(hass)


async def test_repairs_of_services_that_are_gone_are_closed(hass: HomeAssistant) -> None:
    """Also those of a service removed while the hub did not run."""
    entry = new_entry()
    async_raise_service_issue(hass, entry, REF, WRONG)

    async_clear_orphan_issues(hass, entry)

    assert not issues(hass)


async def test_a_repair_of_a_service_that_is_gone_ends(hass: HomeAssistant) -> None:
    """Its fix says so and closes it."""
    entry = await set_up(hass)
    async_raise_service_issue(hass, entry, REF, WRONG)

    result = await begin_fix(hass, ServiceIssue.WRONG_SERVICE.issue_id(REF.id))

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "service_removed")
    assert not issues(hass)


async def test_a_storm_is_ended_by_a_person(
    hass: HomeAssistant, empty_hub: MockConfigEntry
) -> None:
    """The repair explains, and its fix lets recovery act again."""
    async_show_storm(hass, raging=True)
    explanation = await begin_fix(hass, STORM)

    result = await finish_fix(hass, explanation)

    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert empty_hub.runtime_data.recovery.storm_since is None
    assert not issues(hass)


async def test_a_storm_that_is_over_closes_its_repair(hass: HomeAssistant) -> None:
    """Calm ends it without anybody."""
    async_show_storm(hass, raging=True)
    async_show_storm(hass, raging=False)

    assert not issues(hass)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Sonarr", "Sonarr"),
        ("<img src=x onerror=alert(1)>", "img src=x onerror=alert 1"),
        ("# Big\n\n* list", "Big list"),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_services_words_are_shown_plain(text: str, shown: str) -> None:
    """Repairs are shown as Markdown."""
    assert plain_text(text) == shown
