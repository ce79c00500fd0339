"""Fixtures of the integration tests: Home Assistant, the fakes on loopback, a hub with all of them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
import ssl
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowHandler, FlowManager
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.autoarr.audit_options import Schedule
from custom_components.autoarr.const import CONF_AUDIT, CONF_SCHEDULE, DOMAIN
from tests.fakes.http import FakeService
from tests.fakes.plex import FakePlex
from tests.fakes.push import FakePushServer
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.fakes.sonarr import FakeSonarr
from tests.integration.phone import Phone, register_phone
from tests.integration.setup import KINDS, OPTIONS, make, set_up, tear_down
from tests.integration.translated import FlowTexts


@pytest.fixture(autouse=True)
def autoarr_installed(enable_custom_integrations: None, hass_storage: dict[str, Any]) -> None:
    """Let Home Assistant find AutoArr and keep its files in memory."""


@pytest.fixture(autouse=True)
async def core(hass: HomeAssistant, autoarr_installed: None) -> None:
    """Set up Home Assistant's core, and what AutoArr serves: a test's web server takes nothing new once it runs."""
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, DOMAIN, {})


@pytest.fixture(autouse=True)
def flow_texts(
    hass: HomeAssistant, autoarr_installed: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FlowTexts]:
    """Fail a test in which a flow showed something that is not translated."""
    texts = FlowTexts(hass)
    handle = FlowManager._async_handle_step

    async def look(
        self: FlowManager[Any, Any, Any], flow: FlowHandler[Any, Any, Any], *args: Any
    ) -> Any:
        result = await handle(self, flow, *args)
        texts.look(self, flow, result)
        return result

    monkeypatch.setattr(FlowManager, "_async_handle_step", look)
    yield texts
    assert not texts.problems


@pytest.fixture(autouse=True)
async def unloaded(hass: HomeAssistant, core: None) -> AsyncIterator[None]:
    """Unload every hub when the test is over, so that nothing of it lingers.

    The fakes do the same before they stop: a hub that connects to one that is closing would fail it.
    """
    yield
    await tear_down(hass)


@pytest.fixture
async def radarr(hass: HomeAssistant, tmp_path: Path) -> AsyncIterator[FakeRadarr]:
    """Return a running Radarr."""
    async with FakeRadarr(root_folder=tmp_path / "radarr") as fake:
        yield fake
        await tear_down(hass)


@pytest.fixture
async def sonarr(hass: HomeAssistant, tmp_path: Path) -> AsyncIterator[FakeSonarr]:
    """Return a running Sonarr."""
    async with FakeSonarr(root_folder=tmp_path / "sonarr") as fake:
        yield fake
        await tear_down(hass)


@pytest.fixture
async def sabnzbd(hass: HomeAssistant) -> AsyncIterator[FakeSabnzbd]:
    """Return a running SABnzbd."""
    async with FakeSabnzbd() as fake:
        yield fake
        await tear_down(hass)


@pytest.fixture
async def plex(hass: HomeAssistant) -> AsyncIterator[FakePlex]:
    """Return a running Plex server."""
    async with FakePlex() as fake:
        yield fake
        await tear_down(hass)


@pytest.fixture(
    params=list(KINDS), ids=[kind.__name__.removeprefix("Fake").lower() for kind in KINDS]
)
async def fake(
    hass: HomeAssistant, request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[FakeService]:
    """Return a running fake of each kind in turn."""
    async with make(request.param, tmp_path) as running:
        yield running
        await tear_down(hass)


@pytest.fixture
async def push() -> AsyncIterator[FakePushServer]:
    """Return a running push server."""
    async with FakePushServer() as running:
        yield running


@pytest.fixture
async def boss_phone(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    push: FakePushServer,
    hass_admin_user: MockUser,
) -> Phone:
    """Return the phone of an administrator."""
    return await register_phone(hass, hass_client, push, hass_admin_user, "Boss phone")


@pytest.fixture
async def anna_phone(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, push: FakePushServer
) -> Phone:
    """Return the phone of somebody who administers nothing."""
    anna = MockUser(id="a" * 32, name="Anna", groups=[]).add_to_hass(hass)
    return await register_phone(hass, hass_client, push, anna, "Anna phone")


WITH_AUDITS = ("test_audit", "test_ws", "test_options", "test_diagnostics")
"""The files in which the audit may look by itself."""


@pytest.fixture(autouse=True)
def audits_of_their_own(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no look begin by itself where a test is about something else: moving the clock would begin one.

    In a test that stops the clock its deadlines would never come.
    """
    name = request.module.__name__.rpartition(".")[2]
    if "freezer" in request.fixturenames or not name.startswith(WITH_AUDITS):
        monkeypatch.setitem(OPTIONS, CONF_AUDIT, {CONF_SCHEDULE: Schedule.OFF.value})


@pytest.fixture
async def empty_hub(hass: HomeAssistant) -> MockConfigEntry:
    """Return a hub without services."""
    return await set_up(hass)


@pytest.fixture
async def hub_entry(
    hass: HomeAssistant,
    radarr: FakeRadarr,
    sonarr: FakeSonarr,
    sabnzbd: FakeSabnzbd,
    plex: FakePlex,
) -> MockConfigEntry:
    """Return a hub with one service of each kind, every first poll done."""
    return await set_up(hass, radarr, sonarr, sabnzbd, plex)


@pytest.fixture
def issue_texts(flow_texts: FlowTexts) -> Callable[[ir.IssueEntry], None]:
    """Return a check that a repair is translated, with every placeholder it needs."""
    return flow_texts.look_at_issue


@pytest.fixture
async def refused_handshakes(hass: HomeAssistant) -> None:
    """Let TLS handshakes fail: a fake's server reports a client that hangs up as an error of its own."""
    loop = asyncio.get_running_loop()
    report = loop.get_exception_handler()

    def look(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if not isinstance(context.get("exception"), ConnectionError | ssl.SSLError) and report:
            report(loop, context)

    loop.set_exception_handler(look)
