"""Diagnostics and system health: enough to find a fault, nothing that gives a secret away."""

from datetime import UTC, date, datetime, timedelta
import json
from typing import Any

from homeassistant.components.diagnostics.const import DOMAIN as DIAGNOSTICS_DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
from hypothesis import HealthCheck, given, settings, strategies as st
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, get_system_health_info
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
    get_diagnostics_for_device,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.const import DOMAIN
from custom_components.autoarr.diagnostics import LIST_LENGTH, TEXT_LENGTH, Shower, hidden_host
from custom_components.autoarr.journal.redact import REDACTED
from tests.fakes.http import FakeService
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.setup import set_up, subentry_id


async def device_of(hass: HomeAssistant, entry: MockConfigEntry, identifier: str) -> dr.DeviceEntry:
    """Return a device by its identifier."""
    device = dr.async_get(hass).async_get_device_by_identifier((DOMAIN, identifier), entry.entry_id)
    assert device is not None
    return device


async def diagnostics_of(
    hass: HomeAssistant,
    client: ClientSessionGenerator,
    entry: MockConfigEntry,
    device: dr.DeviceEntry | None = None,
) -> Any:
    """Return what a person downloads."""
    assert await async_setup_component(hass, DIAGNOSTICS_DOMAIN, {})
    if device is None:
        return await get_diagnostics_for_config_entry(hass, client, entry)
    return await get_diagnostics_for_device(hass, client, entry, device)


async def test_the_hub_shows_its_services_without_their_keys_and_hosts(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    hub_entry: MockConfigEntry,
    radarr: FakeService,
    plex: FakeService,
) -> None:
    """What people post in public."""
    shown = await diagnostics_of(hass, hass_client, hub_entry)

    assert {service["kind"] for service in shown["services"]} == set(ServiceKind)
    assert all(service["answers"] for service in shown["services"])
    text = json.dumps(shown)
    for subentry in hub_entry.subentries.values():
        assert subentry.data["api_key"] not in text
        assert subentry.data.get("machine_identifier", "?") not in text
    assert "127.0.0.1" not in text
    assert f":{radarr.port}" in text, "the port is often the answer"


async def test_a_service_that_does_not_answer_shows_why(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, sabnzbd: FakeSabnzbd
) -> None:
    """The reason is what diagnostics are for."""
    sabnzbd.misbehave("down")
    hub = await set_up(hass, sabnzbd)

    [service] = (await diagnostics_of(hass, hass_client, hub))["services"]

    assert service["answers"] is False
    assert "SABnzbd" in service["error"]


async def test_a_device_shows_one_service(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, hub_entry: MockConfigEntry
) -> None:
    """Each service has its own download."""
    device = await device_of(hass, hub_entry, subentry_id(hub_entry, "sabnzbd"))

    shown = await diagnostics_of(hass, hass_client, hub_entry, device)

    assert shown["service"]["kind"] == "sabnzbd"
    assert shown["entry"]["data"]["api_key"] == REDACTED


async def test_the_device_of_the_hub_shows_everything(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, hub_entry: MockConfigEntry
) -> None:
    """It is the hub."""
    device = await device_of(hass, hub_entry, hub_entry.entry_id)

    shown = await diagnostics_of(hass, hass_client, hub_entry, device)

    assert len(shown["services"]) == 4


async def test_system_health_counts_what_answers(
    hass: HomeAssistant, radarr: FakeService, sabnzbd: FakeService
) -> None:
    """One look tells whether AutoArr is the problem."""
    sabnzbd.misbehave("down")
    await set_up(hass, radarr, sabnzbd)
    assert await async_setup_component(hass, "system_health", {})

    info = await get_system_health_info(hass, DOMAIN)

    assert info["services_answering"] == "1/2"
    assert (info["open_requests"], info["open_failures"]) == (0, 0)
    assert info["version"]


async def test_system_health_without_a_running_hub(
    hass: HomeAssistant, empty_hub: MockConfigEntry
) -> None:
    """The version is known all the same."""
    await hass.config_entries.async_unload(empty_hub.entry_id)
    assert await async_setup_component(hass, "system_health", {})

    assert set(await get_system_health_info(hass, DOMAIN)) == {"version"}


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://nas.local:7878/radarr", f"http://{REDACTED}:7878/radarr"),
        ("https://10.0.0.2", f"https://{REDACTED}:443/"),
        ("http://[fd00::1]:8080", f"http://{REDACTED}:8080/"),
    ],
)
def test_an_address_keeps_what_helps(url: str, shown: str) -> None:
    """Scheme, port and path are what people get wrong."""
    assert hidden_host(url) == shown


def test_values_become_short_json() -> None:
    """Dataclasses, times and enumerations; long lists and texts are cut."""
    show = Shower(["hunter22"])

    assert show(ServiceRef(id="1", kind=ServiceKind.PLEX, name="a hunter22 b")) == {
        "id": "1",
        "kind": "plex",
        "name": f"a {REDACTED} b",
    }
    assert show(datetime(2026, 1, 2, tzinfo=UTC)) == "2026-01-02T00:00:00+00:00"
    assert show([date(2026, 1, 2), timedelta(minutes=1), None, 1.5, True]) == [
        "2026-01-02",
        60.0,
        None,
        1.5,
        True,
    ]
    assert show(object()) == "object"
    assert show({"password": "x", "password_empty": None, "user": "Ann"}) == {
        "password": REDACTED,
        "password_empty": None,
        "user": REDACTED,
    }
    assert show(list(range(LIST_LENGTH + 3)))[-1] == "and 3 more"
    assert len(show("word " * TEXT_LENGTH)) == TEXT_LENGTH


SECRET = "0123456789abcdef0123456789abcdef"

nested = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.text(), st.text().map(lambda t: t + SECRET)
    ),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=20,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nested)
def test_no_known_secret_is_shown(value: object) -> None:
    """Wherever a service repeats it."""
    assert SECRET not in json.dumps(Shower([SECRET])(value))
