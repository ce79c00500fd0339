"""The condition over requests, checked as automations check it."""

from typing import Any

from homeassistant.auth.const import GROUP_ID_USER
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import condition
import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.autoarr.const import DOMAIN
from tests.fakes.radarr import FakeRadarr
from tests.integration.house import ask
from tests.integration.setup import set_up

KEY = f"{DOMAIN}.request_at_step"


async def holds(hass: HomeAssistant, **options: Any) -> bool | None:
    """Check the condition once."""
    config = await condition.async_validate_condition_config(
        hass, {"condition": KEY, "options": options}
    )
    checker = await condition.async_from_config(hass, config)
    return checker(hass) if callable(checker) else checker.async_check()


async def test_it_holds_while_a_request_is_there(hass: HomeAssistant, radarr: FakeRadarr) -> None:
    """And no longer once it has moved on."""
    await set_up(hass, radarr)
    assert not await holds(hass, steps=["proposed", "searching"])
    asked = await ask(hass, "request", text="Add the movie Inception")

    assert await holds(hass, steps=["proposed", "searching"])
    assert await holds(hass, steps="proposed", media_type="movie")
    assert not await holds(hass, steps="proposed", media_type="tv")
    assert not await holds(hass, steps=["available"])

    await ask(hass, "cancel", request_id=asked["request_id"])
    assert not await holds(hass, steps=["proposed"])


async def test_it_looks_at_the_chosen_people(
    hass: HomeAssistant, radarr: FakeRadarr, hass_admin_user: MockUser
) -> None:
    """Also at those who asked for the same later."""
    kim = await hass.auth.async_create_user("Kim", group_ids=[GROUP_ID_USER])
    hass.states.async_set("person.kim", "home", {"user_id": kim.id})
    await set_up(hass, radarr)
    first, second = Context(user_id=hass_admin_user.id), Context(user_id=kim.id)
    await ask(hass, "request", text="Add the movie Inception", confirm=True, context=first)

    assert not await holds(hass, steps=["searching"], requester=["person.kim"])
    assert not await holds(hass, steps=["searching"], requester="household")
    await ask(hass, "request", text="Add the movie Inception", confirm=True, context=second)
    assert await holds(hass, steps=["searching"], requester=["person.kim"])


async def test_without_the_hub_there_are_no_requests(
    hass: HomeAssistant, radarr: FakeRadarr
) -> None:
    """It does not hold, and is no error."""
    entry = await set_up(hass, radarr)
    await ask(hass, "request", text="Add the movie Inception")
    await hass.config_entries.async_unload(entry.entry_id)

    assert not await holds(hass, steps=["proposed"])


@pytest.mark.parametrize("options", [{}, {"steps": ["eaten"]}, {"steps": ["failed"], "x": 1}])
async def test_options_that_make_no_sense(
    hass: HomeAssistant, radarr: FakeRadarr, options: dict[str, Any]
) -> None:
    """They are refused when the automation is written."""
    await set_up(hass, radarr)

    with pytest.raises(probatio.Invalid):
        await holds(hass, **options)


async def test_the_editor_offers_it(
    hass: HomeAssistant, radarr: FakeRadarr, hass_ws_client: WebSocketGenerator
) -> None:
    """With its fields."""
    await set_up(hass, radarr)
    client = await hass_ws_client(hass)

    await client.send_json_auto_id({"type": "condition_platforms/subscribe"})
    assert (await client.receive_json())["success"]
    offered = (await client.receive_json())["event"][KEY]

    assert set(offered["fields"]) == {"steps", "media_type", "requester"}
