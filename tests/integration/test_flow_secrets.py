"""Keys and tokens appear in no log line, form, repair or error while services are set up."""

from typing import Any

from homeassistant.components.repairs.const import DOMAIN as REPAIRS_DOMAIN
from homeassistant.config_entries import FlowType
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.autoarr.const import DOMAIN
from tests.fakes.http import FakeService
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.flows import add, connect
from tests.integration.setup import set_up

WRONG_KEY = "5ec3e75ec3e75ec3e75ec3e75ec3e75e"


@pytest.mark.parametrize(
    "mode", ["ok", "unauthorised", "error", "html", "truncated", "garbage", "wrong_app", "down"]
)
async def test_a_refused_key_is_repeated_nowhere(
    hass: HomeAssistant,
    empty_hub: MockConfigEntry,
    fake: FakeService,
    caplog: pytest.LogCaptureFixture,
    mode: str,
) -> None:
    """Whatever the service answers."""
    fake.misbehave(mode)

    result: Any = await connect(hass, empty_hub, fake, api_key=WRONG_KEY)

    assert WRONG_KEY not in caplog.text
    assert WRONG_KEY not in str(result)


async def test_a_key_in_use_is_logged_nowhere(
    hass: HomeAssistant,
    empty_hub: MockConfigEntry,
    fake: FakeService,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Not while the service works, nor when it stops doing so."""
    await add(hass, empty_hub, fake)
    for mode in ("error", "garbage", "unauthorised"):
        fake.misbehave(mode)
        for runtime in empty_hub.runtime_data.services.values():
            await runtime.coordinator.async_refresh()

    assert fake.api_key not in caplog.text
    assert fake.api_key not in str(ir.async_get(hass).issues)


async def test_the_browser_gets_a_repair_that_leads_to_the_form(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, sabnzbd: FakeSabnzbd
) -> None:
    """The whole way over HTTP, as the frontend goes it; the stored key is not sent along."""
    sabnzbd.misbehave("unauthorised")
    hub = await set_up(hass, sabnzbd)
    [subentry] = hub.subentries.values()
    assert await async_setup_component(hass, REPAIRS_DOMAIN, {})
    client = await hass_client()

    response = await client.post(
        "/api/repairs/issues/fix",
        json={"handler": DOMAIN, "issue_id": f"auth_{subentry.subentry_id}"},
    )
    explanation = await response.json()
    response = await client.post(f"/api/repairs/issues/fix/{explanation['flow_id']}", json={})
    end = await response.json()

    assert (end["type"], end["reason"]) == ("abort", "reconfigure")
    kind, flow_id = end["next_flow"]
    assert kind == FlowType.CONFIG_SUBENTRIES_FLOW
    form = hass.config_entries.subentries.async_get(flow_id)
    assert form["step_id"] == "reconfigure"
    assert sabnzbd.api_key not in str(end) + str(form)
