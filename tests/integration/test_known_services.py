"""Taking over what Home Assistant's own integrations know, with consent."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.fakes.http import FakeService
from tests.fakes.plex import FakePlex
from tests.integration.flows import Result, begin, finish, submit
from tests.integration.setup import KINDS, set_up


def known(hass: HomeAssistant, fake: FakeService, **data: Any) -> MockConfigEntry:
    """Let Home Assistant's own integration know a fake."""
    values = {"url": f"{fake.url}/", "verify_ssl": False}
    if isinstance(fake, FakePlex):
        values = {"server_config": values | {"token": fake.api_key}, "server": "Plex"}
    else:
        values |= {"api_key": fake.api_key}
    entry = MockConfigEntry(domain=KINDS[type(fake)], title="Living room", data=values | data)
    entry.add_to_hass(hass)
    return entry


async def choose(hass: HomeAssistant, menu: Result, step: str) -> Result:
    """Choose from the menu."""
    assert menu["type"] is FlowResultType.MENU
    return await hass.config_entries.subentries.async_configure(
        menu["flow_id"], {"next_step_id": step}
    )


async def test_a_known_service_is_taken_over(
    hass: HomeAssistant, empty_hub: MockConfigEntry, fake: FakeService
) -> None:
    """Address, key and certificate check are copied once it is picked; the source stays as it is."""
    source = known(hass, fake)
    before = dict(source.data)

    form = await choose(hass, await begin(hass, empty_hub, KINDS[type(fake)]), "existing")
    assert not fake.requests, "nothing is asked without consent"
    result = await submit(hass, form, existing=source.entry_id)
    result = await finish(hass, result)

    assert result["type"] is FlowResultType.CREATE_ENTRY
    [subentry] = empty_hub.subentries.values()
    assert subentry.data["url"] == fake.url
    assert subentry.data["api_key"] == fake.api_key
    assert subentry.data["verify_ssl"] is False
    assert dict(source.data) == before


async def test_a_person_may_enter_another_one(
    hass: HomeAssistant, empty_hub: MockConfigEntry, fake: FakeService
) -> None:
    """The menu leads to the empty form as well."""
    known(hass, fake)

    form = await choose(hass, await begin(hass, empty_hub, KINDS[type(fake)]), "connection")

    assert form["step_id"] == "connection"


async def test_a_known_service_whose_key_is_old(
    hass: HomeAssistant, empty_hub: MockConfigEntry, fake: FakeService
) -> None:
    """The form opens with its address and says what is wrong."""
    source = known(hass, fake)
    fake.api_key = "0123456789abcdef0123456789abcdef"

    form = await choose(hass, await begin(hass, empty_hub, KINDS[type(fake)]), "existing")
    result = await submit(hass, form, existing=source.entry_id)

    assert result["step_id"] == "connection"
    assert result["errors"] == {"api_key": "invalid_auth"}
    [url] = [key for key in result["data_schema"].schema if key == "url"]
    assert url.description == {"suggested_value": fake.url}


async def test_what_autoarr_has_already_is_not_offered(
    hass: HomeAssistant, fake: FakeService
) -> None:
    """Nor is anything that is kept in a way we do not know."""
    hub = await set_up(hass, fake)
    known(hass, fake)
    MockConfigEntry(domain=KINDS[type(fake)], data={"host": "127.0.0.1"}).add_to_hass(hass)

    form = await begin(hass, hub, KINDS[type(fake)])

    assert form["step_id"] == "connection"


@pytest.mark.parametrize("verify", [True, None])
async def test_certificates_are_checked_unless_turned_off(
    hass: HomeAssistant, empty_hub: MockConfigEntry, radarr: FakeService, *, verify: bool | None
) -> None:
    """An integration that keeps no such setting checks them."""
    data = {} if verify is None else {"verify_ssl": verify}
    source = MockConfigEntry(
        domain="radarr", data={"url": radarr.url, "api_key": radarr.api_key} | data
    )
    source.add_to_hass(hass)

    form = await choose(hass, await begin(hass, empty_hub, "radarr"), "existing")
    result = await submit(hass, form, existing=source.entry_id)
    await finish(hass, result)

    [subentry] = empty_hub.subentries.values()
    assert subentry.data["verify_ssl"] is True
