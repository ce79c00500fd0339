"""Setting up the hub."""

from homeassistant.config_entries import SOURCE_USER, ConfigFlowResult, FlowType
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.autoarr.const import DOMAIN
from tests.integration.setup import set_up
from tests.integration.translated import fields


async def create_hub(hass: HomeAssistant) -> ConfigFlowResult:
    """Go through the hub's flow and return its last result."""
    form = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert form["type"] is FlowResultType.FORM
    assert not list(fields(form["data_schema"])), "the hub asks for nothing"
    return await hass.config_entries.flow.async_configure(form["flow_id"], {})


async def test_the_hub_is_created_without_any_input(hass: HomeAssistant) -> None:
    """Its services bring everything there is to know."""
    result = await create_hub(hass)

    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry = result["result"]
    assert (entry.title, entry.unique_id, dict(entry.data)) == ("AutoArr", DOMAIN, {})


async def test_there_is_only_one_hub(hass: HomeAssistant) -> None:
    """Further services are added to it."""
    await set_up(hass)

    result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})

    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"


@pytest.mark.parametrize(
    ("known", "data", "next_kind"),
    [
        (None, {}, "radarr"),
        ("sonarr", {"url": "http://127.0.0.1:8989", "api_key": "key"}, "sonarr"),
        ("plex", {"server_config": {"url": "http://127.0.0.1:32400", "token": "key"}}, "plex"),
        ("plex", {"server_config": {"url": "http://127.0.0.1:32400"}}, "radarr"),
        ("sonarr", {"url": "ftp://127.0.0.1", "api_key": "key"}, "radarr"),
    ],
)
async def test_the_hub_goes_on_with_the_first_service(
    hass: HomeAssistant, known: str | None, data: dict[str, object], next_kind: str
) -> None:
    """One that Home Assistant knows already, else Radarr."""
    if known:
        MockConfigEntry(domain=known, data=data, title=known).add_to_hass(hass)

    result = await create_hub(hass)

    kind, flow_id = result["next_flow"]
    assert kind is FlowType.CONFIG_SUBENTRIES_FLOW
    flow = hass.config_entries.subentries.async_get(flow_id)
    assert flow["handler"] == (result["result"].entry_id, next_kind)
