"""Adding services: each is checked against the live service, each refusal has its own words."""

import asyncio
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.autoarr.clients.base import RequestLimits
from custom_components.autoarr.flows import connection
from tests.fakes.http import FakeService
from tests.fakes.plex import FakePlex
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.flows import add, begin, connect, finish, submit
from tests.integration.setup import KINDS, make, set_up


async def errors_of(
    hass: HomeAssistant, entry: MockConfigEntry, fake: FakeService, **fields: Any
) -> dict[str, str]:
    """Try to add a fake and return the errors of the form."""
    result = await connect(hass, entry, fake, **fields)
    assert result["type"] is FlowResultType.FORM
    assert result["step_id"] == "connection"
    assert not entry.subentries
    errors: dict[str, str] = result["errors"]
    return errors


async def test_a_service_is_added(
    hass: HomeAssistant, empty_hub: MockConfigEntry, fake: FakeService
) -> None:
    """What was entered is stored, and the service runs without a restart."""
    subentry = await add(hass, empty_hub, fake)

    assert subentry.data["url"] == fake.url
    assert subentry.data["api_key"] == fake.api_key
    assert subentry.data["verify_ssl"] is True
    runtime = empty_hub.runtime_data.services[subentry.subentry_id]
    assert runtime.coordinator.last_update_success


async def test_the_key_is_not_in_the_unique_id(
    hass: HomeAssistant, empty_hub: MockConfigEntry, fake: FakeService
) -> None:
    """Unique ids are shown and logged."""
    subentry = await add(hass, empty_hub, fake)

    assert subentry.unique_id is not None
    assert subentry.unique_id.startswith(f"{subentry.subentry_type}:")
    assert fake.api_key not in subentry.unique_id


async def test_a_plex_server_is_known_by_its_machine(
    hass: HomeAssistant, empty_hub: MockConfigEntry, plex: FakePlex
) -> None:
    """Only Plex has an identity of its own, and a name."""
    subentry = await add(hass, empty_hub, plex)

    assert subentry.unique_id == f"plex:{plex.machine_identifier}"
    assert subentry.data["machine_identifier"] == plex.machine_identifier
    assert subentry.title == "Living room"


async def test_nothing_listens_there(
    hass: HomeAssistant, empty_hub: MockConfigEntry, fake: FakeService
) -> None:
    """A refused connection."""
    fake.misbehave("down")

    assert await errors_of(hass, empty_hub, fake) == {"base": "cannot_connect"}


async def test_a_service_that_does_not_answer_in_time(
    hass: HomeAssistant,
    empty_hub: MockConfigEntry,
    fake: FakeService,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A person does not wait for ever."""
    monkeypatch.setattr(connection, "FORM_LIMITS", RequestLimits(retries=0, timeout=0.1))
    fake.misbehave("slow", seconds=0.4)

    assert await errors_of(hass, empty_hub, fake) == {"base": "timeout"}
    fake.behave()
    await asyncio.sleep(0.5)


async def test_a_wrong_key(
    hass: HomeAssistant, empty_hub: MockConfigEntry, fake: FakeService
) -> None:
    """The field of the key says so."""
    assert await errors_of(hass, empty_hub, fake, api_key="f" * 32) == {"api_key": "invalid_auth"}


@pytest.mark.parametrize("key", ["", "   ", "a\nb", "schlüssel"])
async def test_a_key_that_cannot_be_one(
    hass: HomeAssistant, empty_hub: MockConfigEntry, fake: FakeService, key: str
) -> None:
    """Nothing that breaks a header is sent."""
    assert await errors_of(hass, empty_hub, fake, api_key=key) == {"api_key": "invalid_auth"}


async def test_another_application_answers(
    hass: HomeAssistant, empty_hub: MockConfigEntry, fake: FakeService
) -> None:
    """Something that is none of our services."""
    fake.misbehave("wrong_app")

    assert await errors_of(hass, empty_hub, fake) == {"url": "wrong_service"}


async def test_a_radarr_where_a_sonarr_should_be(
    hass: HomeAssistant, empty_hub: MockConfigEntry, radarr: FakeRadarr
) -> None:
    """The ports are easily mixed up; the message names what was found."""
    form = await begin(hass, empty_hub, "sonarr")

    result = await submit(hass, form, url=radarr.url, api_key=radarr.api_key)

    assert result["errors"] == {"url": "wrong_service"}
    assert result["description_placeholders"]["found"] == "Radarr"
    assert result["description_placeholders"]["expected"] == "Sonarr"


@pytest.mark.parametrize("mode", ["html", "redirect"])
async def test_a_login_page_answers(
    hass: HomeAssistant, empty_hub: MockConfigEntry, fake: FakeService, mode: str
) -> None:
    """A proxy that wants a login first, with a page or a redirect."""
    fake.misbehave(mode)

    assert await errors_of(hass, empty_hub, fake) == {"url": "login_page"}


async def test_a_service_that_breaks(
    hass: HomeAssistant, empty_hub: MockConfigEntry, fake: FakeService
) -> None:
    """A 500 is the service's own trouble."""
    fake.misbehave("error")

    assert await errors_of(hass, empty_hub, fake) == {"base": "server_error"}


async def test_a_service_that_asks_to_slow_down(
    hass: HomeAssistant, empty_hub: MockConfigEntry, fake: FakeService
) -> None:
    """A 429 is not a wrong key."""
    fake.misbehave("rate_limit", retry_after=60)

    assert await errors_of(hass, empty_hub, fake) == {"base": "rate_limited"}


@pytest.mark.parametrize("mode", ["truncated", "garbage"])
async def test_an_answer_that_is_no_json(
    hass: HomeAssistant, empty_hub: MockConfigEntry, fake: FakeService, mode: str
) -> None:
    """What cannot be read is not taken for anything else."""
    fake.misbehave(mode)

    assert await errors_of(hass, empty_hub, fake) == {"base": "unexpected_answer"}


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("   ", "empty"),
        ("ftp://127.0.0.1", "scheme"),
        ("http://", "host"),
        ("http://127.0.0.1:99999", "port"),
        ("http://me:secret@127.0.0.1", "credentials"),
        ("http://a b", "malformed"),
    ],
)
async def test_an_address_that_cannot_be_one(
    hass: HomeAssistant, empty_hub: MockConfigEntry, radarr: FakeRadarr, url: str, reason: str
) -> None:
    """The field of the address says what is wrong with it."""
    errors = await errors_of(hass, empty_hub, radarr, url=url)

    assert errors == {"url": f"invalid_url_{reason}"}
    assert not radarr.requests


async def test_an_address_without_scheme_and_with_a_slash_is_made_usable(
    hass: HomeAssistant, empty_hub: MockConfigEntry, radarr: FakeRadarr
) -> None:
    """People leave http out and copy slashes in."""
    result = await connect(hass, empty_hub, radarr, url=f" 127.0.0.1:{radarr.port}/ ")
    await finish(hass, result)

    [subentry] = empty_hub.subentries.values()
    assert subentry.data["url"] == radarr.url


@pytest.mark.parametrize("kind", KINDS)
async def test_a_reverse_proxy_with_a_base_path(
    hass: HomeAssistant, empty_hub: MockConfigEntry, kind: type[FakeService], tmp_path: Path
) -> None:
    """The base path belongs to the address."""
    async with make(kind, tmp_path, base_path="/media") as fake:
        subentry = await add(hass, empty_hub, fake)

        assert subentry.data["url"].endswith("/media")
        await hass.config_entries.async_unload(empty_hub.entry_id)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_certificate_the_service_made_itself(
    hass: HomeAssistant,
    empty_hub: MockConfigEntry,
    refused_handshakes: None,
    kind: type[FakeService],
    tmp_path: Path,
) -> None:
    """It is refused until the check is turned off."""
    async with make(kind, tmp_path, tls=True) as fake:
        assert await errors_of(hass, empty_hub, fake) == {"base": "tls"}

        result = await connect(hass, empty_hub, fake, more={"verify_ssl": False})
        await finish(hass, result)

        [subentry] = empty_hub.subentries.values()
        assert subentry.data["verify_ssl"] is False
        await hass.config_entries.async_unload(empty_hub.entry_id)


async def test_the_nzb_key_of_sabnzbd(
    hass: HomeAssistant, empty_hub: MockConfigEntry, sabnzbd: FakeSabnzbd
) -> None:
    """It stands beside the API key and looks like it, but may only add jobs."""
    errors = await errors_of(hass, empty_hub, sabnzbd, api_key=sabnzbd.nzb_key)

    assert errors == {"api_key": "nzb_key"}


async def test_a_version_too_old(hass: HomeAssistant, empty_hub: MockConfigEntry) -> None:
    """The message names what was found and what is needed."""
    async with FakePlex(version="1.20.5.3600") as old:
        result = await connect(hass, empty_hub, old)

    assert result["errors"] == {"base": "unsupported_version"}
    assert result["description_placeholders"]["found"] == "1.20.5.3600"


async def test_the_form_is_kept_open_until_it_is_right(
    hass: HomeAssistant, empty_hub: MockConfigEntry, fake: FakeService
) -> None:
    """A refusal can be mended in the same form."""
    result = await connect(hass, empty_hub, fake, api_key="f" * 32)
    result = await submit(hass, result, url=fake.url, api_key=fake.api_key)
    result = await finish(hass, result)

    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_the_same_address_twice(hass: HomeAssistant, fake: FakeService) -> None:
    """Also when it is written another way."""
    hub = await set_up(hass, fake)

    result = await connect(hass, hub, fake, url=f"{fake.url.upper().replace('HTTP', 'http')}/?x=1")

    assert result["errors"] == {"base": "url_in_use"}
    assert len(hub.subentries) == 1


async def test_the_same_service_at_another_address(
    hass: HomeAssistant, fake: FakeService, tmp_path: Path
) -> None:
    """The key, or the machine, gives it away."""
    hub = await set_up(hass, fake)
    async with make(type(fake), tmp_path / "proxy", api_key=fake.api_key) as same:
        result = await connect(hass, hub, same)

    assert result["errors"] == {"base": "already_configured"}
    assert len(hub.subentries) == 1
