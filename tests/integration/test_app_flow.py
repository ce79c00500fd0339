"""Connecting the companion app: found through Supervisor, typed by a person, in whatever order."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from homeassistant.config_entries import SOURCE_IGNORE, SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from autoarr_app.protocol.state import ProtocolRange
from custom_components.autoarr.const import DOMAIN
from tests.app.support.server import AppServer, app_server
from tests.fakes.app import FakeApp
from tests.integration.companion import (
    SLUG,
    UUID,
    announce,
    announcement,
    link_of,
    reconfigure,
    set_up_with,
    submit,
)
from tests.integration.house import value


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Allow the real app its timer: a client that still reads is cut off half a minute after the app stopped."""
    return True


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir: str) -> str:
    """Keep the outbox in a folder of this test."""
    return hass_tmp_config_dir


@pytest.fixture
async def fake() -> AsyncIterator[FakeApp]:
    """Run an app that misbehaves when told to."""
    async with FakeApp() as running:
        yield running


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[AppServer]:
    """Run the real app."""
    async with app_server(tmp_path / "app") as running:
        yield running


# ── Supervisor ──


async def test_the_app_first_then_the_integration(hass: HomeAssistant, server: AppServer) -> None:
    """One confirmation sets up AutoArr with its app."""
    form = await announce(hass, announcement(server))
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "hassio_confirm")
    assert form["description_placeholders"]["app"] == "AutoArr"

    result = await submit(hass, form, {})

    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry = result["result"]
    assert entry.unique_id == DOMAIN, "one with the announcement's id would go with the app"
    assert entry.data["app"]["url"] == server.url
    assert entry.data["app"]["slug"] == SLUG
    assert value(hass, entry, "hub", "app_connectivity") == "on"
    assert result["next_flow"], "the first service comes next"


async def test_the_integration_first_then_the_app(hass: HomeAssistant, server: AppServer) -> None:
    """The app is used as soon as it is there."""
    entry = await set_up_with(hass, None)

    result = await announce(hass, announcement(server))

    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "app_connected")
    assert value(hass, entry, "hub", "app_connectivity") == "on"
    assert entry.unique_id == DOMAIN


async def test_an_announcement_that_is_repeated_changes_nothing(
    hass: HomeAssistant, server: AppServer
) -> None:
    """As at every start of Home Assistant."""
    entry = await set_up_with(hass, None)
    await announce(hass, announcement(server))
    link = link_of(entry)

    result = await announce(hass, announcement(server))

    assert result["reason"] == "already_configured"
    assert link_of(entry) is link, "nothing was reloaded"


async def test_a_changed_token_is_taken_over(hass: HomeAssistant, server: AppServer) -> None:
    """By itself, as Supervisor vouches for it."""
    entry = await set_up_with(hass, server, token="an-old-token-0123456789", slug=SLUG)
    assert value(hass, entry, "hub", "app_connectivity") == "off"

    result = await announce(hass, announcement(server))

    assert result["reason"] == "app_connected"
    assert entry.data["app"]["token"] == server.token
    assert value(hass, entry, "hub", "app_connectivity") == "on"


async def test_a_new_address_is_taken_over_while_the_app_starts(
    hass: HomeAssistant, fake: FakeApp
) -> None:
    """It need not answer yet; what is known of it stays."""
    fake.misbehave("down")
    old = {"url": "http://127.0.0.1:1", "slug": SLUG, "instance_id": "its-folder"}
    entry = await set_up_with(hass, fake, **old)

    result = await announce(hass, announcement(fake))

    assert result["reason"] == "app_connected"
    assert entry.data["app"]["url"] == fake.url
    assert entry.data["app"]["instance_id"] == "its-folder"


async def test_an_app_typed_by_hand_that_is_announced_later_is_the_same(
    hass: HomeAssistant, server: AppServer
) -> None:
    """Its data folder says so."""
    info = (await server.ask("GET", "/info")).json
    entry = await set_up_with(
        hass, server, url="http://127.0.0.1:1", instance_id=info["instance_id"]
    )

    result = await announce(hass, announcement(server))

    assert result["reason"] == "app_connected"
    assert entry.data["app"]["url"] == server.url


async def test_another_app_than_the_one_in_use_is_asked_about(
    hass: HomeAssistant, server: AppServer, fake: FakeApp
) -> None:
    """An app on a faster machine, typed by hand, is not given up silently."""
    entry = await set_up_with(hass, fake, instance_id=fake.instance_id)

    form = await announce(hass, announcement(server))

    assert form["step_id"] == "hassio_confirm"
    assert entry.data["app"]["url"] == fake.url
    result = await submit(hass, form, {})
    assert result["reason"] == "app_connected"
    assert entry.data["app"]["url"] == server.url


async def test_an_app_that_was_taken_away_is_asked_about(
    hass: HomeAssistant, server: AppServer
) -> None:
    """It is announced again at the next start."""
    entry = await set_up_with(hass, server, slug=SLUG)
    menu = await reconfigure(hass, entry)
    form = await submit(hass, menu, {"next_step_id": "forget_app"})
    result = await submit(hass, form, {})
    assert result["reason"] == "reconfigure_successful"
    assert "app" not in entry.data

    form = await announce(hass, announcement(server))
    assert form["step_id"] == "hassio_confirm"
    await submit(hass, form, {})

    assert entry.data["app"]["url"] == server.url
    assert "app_declined" not in entry.data


async def test_an_ignored_app_is_not_offered_again(hass: HomeAssistant, fake: FakeApp) -> None:
    """And does not keep AutoArr from being set up."""
    form = await announce(hass, announcement(fake))
    waiting = hass.config_entries.flow.async_get(form["flow_id"])
    await hass.config_entries.flow.async_init(
        DOMAIN,
        context={"source": SOURCE_IGNORE},
        data={"unique_id": waiting["context"]["unique_id"], "title": "AutoArr"},
    )
    result = await announce(hass, announcement(fake))
    assert result["reason"] == "already_configured"

    form = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    result = await submit(hass, form, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_a_newer_announcement_replaces_one_that_still_waits(
    hass: HomeAssistant, fake: FakeApp
) -> None:
    """The older one may hold a token that is no longer right."""
    await announce(hass, announcement(fake, token="an-old-token-0123456789"))
    form = await announce(hass, announcement(fake))

    assert len(hass.config_entries.flow.async_progress_by_handler(DOMAIN)) == 1
    result = await submit(hass, form, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_the_hub_can_be_set_up_while_an_announcement_waits(
    hass: HomeAssistant, fake: FakeApp
) -> None:
    """The announcement is still there afterwards, and connects the app."""
    announced = await announce(hass, announcement(fake))
    form = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    entry = (await submit(hass, form, {}))["result"]

    result = await submit(hass, announced, {})

    assert result["reason"] == "app_connected"
    assert entry.data["app"]["url"] == fake.url


@pytest.mark.parametrize(
    "config",
    [
        {"host": None},
        {"host": "no host/"},
        {"port": "8099"},
        {"port": 99_999},
        {"token": ""},
        {"token": 5},
        {"token": "tökén"},
    ],
)
async def test_an_announcement_that_says_too_little_is_refused(
    hass: HomeAssistant, fake: FakeApp, config: dict[str, Any]
) -> None:
    """With a reason."""
    result = await announce(hass, announcement(fake, **config))
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "invalid_discovery_info")


async def test_an_app_that_does_not_answer_yet_can_be_confirmed_later(
    hass: HomeAssistant, fake: FakeApp
) -> None:
    """The form says why, and stays."""
    fake.misbehave("down")
    form = await announce(hass, announcement(fake))
    form = await submit(hass, form, {})
    assert form["errors"] == {"base": "cannot_connect"}

    fake.behave()
    await fake.opened()
    result = await submit(hass, form, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_the_id_of_the_announcement_means_nothing(hass: HomeAssistant, fake: FakeApp) -> None:
    """After a reinstallation it is another one."""
    entry = await set_up_with(hass, fake, slug=SLUG, instance_id=fake.instance_id)
    info = announcement(fake)
    result = await announce(hass, replace(info, uuid=UUID[::-1]))
    assert result["reason"] == "already_configured"
    assert entry.unique_id == DOMAIN


# ── by hand ──


async def test_an_app_in_a_container_of_its_own_is_typed(
    hass: HomeAssistant, server: AppServer
) -> None:
    """Address and token, without anything else."""
    entry = await set_up_with(hass, None)

    form = await reconfigure(hass, entry)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "app")
    address = server.url.removeprefix("http://")
    result = await submit(hass, form, {"url": f" {address} ", "token": f" {server.token} "})

    assert result["reason"] == "reconfigure_successful"
    info = (await server.ask("GET", "/info")).json
    assert entry.data["app"] == {
        "url": server.url,
        "token": server.token,
        "verify_ssl": True,
        "instance_id": info["instance_id"],
        "slug": None,
    }
    assert value(hass, entry, "hub", "app_connectivity") == "on"


async def test_a_token_left_blank_stays(
    hass: HomeAssistant, server: AppServer, fake: FakeApp
) -> None:
    """And the form does not show it."""
    entry = await set_up_with(hass, server, url="http://127.0.0.1:1")
    menu = await reconfigure(hass, entry)
    assert menu["type"] is FlowResultType.MENU

    form = await submit(hass, menu, {"next_step_id": "app"})
    assert server.token not in str(form)
    await submit(hass, form, {"url": server.url})

    assert entry.data["app"]["token"] == server.token
    assert entry.data["app"]["url"] == server.url


@pytest.mark.parametrize(
    ("mode", "field", "error"),
    [
        ("down", "base", "cannot_connect"),
        ("unauthorised", "token", "invalid_auth"),
        ("wrong_app", "url", "wrong_service"),
        ("html", "url", "login_page"),
        ("garbage", "base", "unexpected_answer"),
        ("error", "base", "server_error"),
        ("rate_limit", "base", "rate_limited"),
    ],
)
async def test_the_form_says_what_is_wrong_and_lets_it_be_mended(
    hass: HomeAssistant, fake: FakeApp, mode: str, field: str, error: str
) -> None:
    """And keeps what was typed."""
    entry = await set_up_with(hass, None)
    form = await reconfigure(hass, entry)
    fake.misbehave(mode, retry_after=5)
    form = await submit(hass, form, {"url": fake.url, "token": fake.api_key})
    assert form["errors"] == {field: error}
    assert fake.api_key not in str(form)

    fake.behave()
    await fake.opened()
    result = await submit(hass, form, {"url": fake.url, "token": fake.api_key})
    assert result["reason"] == "reconfigure_successful"


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"url": "", "token": "x"}, {"url": "invalid_url_empty"}),
        ({"url": "ftp://nas", "token": "x"}, {"url": "invalid_url_scheme"}),
        ({"url": "http://a:b@nas", "token": "x"}, {"url": "invalid_url_credentials"}),
        ({"url": "http://nas:99999", "token": "x"}, {"url": "invalid_url_port"}),
        ({"url": "http://nas", "token": " "}, {"token": "invalid_auth"}),
        ({"url": "http://nas", "token": "tökén"}, {"token": "invalid_auth"}),
    ],
)
async def test_what_cannot_be_right_is_not_tried(
    hass: HomeAssistant, fields: dict[str, str], errors: dict[str, str]
) -> None:
    """The field at fault is marked."""
    entry = await set_up_with(hass, None)
    form = await submit(hass, await reconfigure(hass, entry), fields)
    assert form["errors"] == errors


@pytest.mark.parametrize(
    ("spoken", "error"),
    [((0, 0), "app_outdated"), ((2, 3), "integration_outdated")],
)
async def test_an_app_of_another_time_is_refused_with_who_to_update(
    hass: HomeAssistant, fake: FakeApp, spoken: tuple[int, int], error: str
) -> None:
    """Before it is stored."""
    fake.protocol = ProtocolRange(min=spoken[0], max=spoken[1])
    entry = await set_up_with(hass, None)
    form = await submit(
        hass, await reconfigure(hass, entry), {"url": fake.url, "token": fake.api_key}
    )
    assert form["errors"] == {"base": error}
    assert form["description_placeholders"]["version"] == fake.version
    assert "app" not in entry.data


async def test_a_hub_that_does_not_run_can_be_changed(hass: HomeAssistant, fake: FakeApp) -> None:
    """It is set up anew with the app."""
    entry = await set_up_with(hass, None)
    await hass.config_entries.async_unload(entry.entry_id)

    await submit(hass, await reconfigure(hass, entry), {"url": fake.url, "token": fake.api_key})

    assert value(hass, entry, "hub", "app_connectivity") == "on"


@pytest.mark.parametrize("mode", ["ok", "unauthorised", "error", "garbage", "wrong_app", "down"])
async def test_a_token_is_repeated_nowhere(
    hass: HomeAssistant,
    fake: FakeApp,
    caplog: pytest.LogCaptureFixture,
    mode: str,
) -> None:
    """No log line, no form, no entry in what is shown, whatever the app answers."""
    wrong = "a-wrong-t0ken-0123456789"
    entry: MockConfigEntry = await set_up_with(hass, fake, slug=SLUG)
    fake.misbehave(mode)
    await announce(hass, announcement(fake, token=wrong))
    menu = await reconfigure(hass, entry)
    form = await submit(hass, menu, {"next_step_id": "app"})
    form = await submit(hass, form, {"url": fake.url, "token": wrong})

    for token in (wrong, fake.api_key):
        assert token not in caplog.text
        assert token not in str(form)
