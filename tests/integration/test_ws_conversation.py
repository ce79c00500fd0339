"""What a conversation offers, for the buttons under its last answer."""

from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from tests.fakes.radarr import FakeRadarr
from tests.integration.panel import Panel
from tests.integration.talking import Speaker, house


@pytest.fixture
async def guest(hass: HomeAssistant, hass_read_only_user: MockUser) -> MockUser:
    """Return somebody who administers nothing."""
    hass_read_only_user.name = "Guest"
    return hass_read_only_user


async def offered(panel: Panel, conversation: str | None) -> list[dict[str, Any]]:
    """Return what a conversation offers."""
    answer = await panel.ask("proposals", conversation_id=conversation)
    assert answer["success"], answer
    requests: list[dict[str, Any]] = answer["result"]["requests"]
    return requests


async def test_the_choices_of_a_conversation(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    radarr: FakeRadarr,
    guest: MockUser,
    hass_read_only_access_token: str,
    hass_access_token: str,
) -> None:
    """Each with its token and poster, for whoever asked and for administrators; none once it is decided."""
    await house(hass, radarr)
    speaker = Speaker(hass=hass, user=guest)
    await speaker.say("Add the movie Dune")
    mine = Panel(await hass_ws_client(hass, hass_read_only_access_token))
    boss = Panel(await hass_ws_client(hass, hass_access_token))

    [request] = await offered(mine, speaker.conversation)
    assert request["mine"]
    assert {choice["label"] for choice in request["choices"]} >= {"Dune (2021)", "Dune (1984)"}
    assert all(choice["poster"]["path"] for choice in request["choices"])
    [shown] = await offered(boss, speaker.conversation)
    assert not shown["mine"]
    assert await offered(mine, "another conversation") == []

    await mine.client.send_json_auto_id(
        {
            "type": "call_service",
            "domain": "autoarr",
            "service": "confirm",
            "service_data": {"token": request["choices"][0]["token"]},
            "return_response": True,
        }
    )
    assert (await mine.client.receive_json())["success"]
    assert await offered(mine, speaker.conversation) == []


async def test_a_conversation_of_somebody_else(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    radarr: FakeRadarr,
    hass_admin_user: MockUser,
    hass_read_only_access_token: str,
) -> None:
    """It tells nothing, not even that there is one."""
    await house(hass, radarr)
    speaker = Speaker(hass=hass, user=hass_admin_user)
    await speaker.say("Add the movie Dune")
    guest = Panel(await hass_ws_client(hass, hass_read_only_access_token))

    assert await offered(guest, speaker.conversation) == []
