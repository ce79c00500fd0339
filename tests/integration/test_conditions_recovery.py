"""The conditions over failures and news servers, checked as automations check them."""

from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import condition
import probatio
import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.autoarr.const import DOMAIN
from custom_components.autoarr.failures import open_failures
from custom_components.autoarr.recovery.models import Policy, Strategy
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.acting import device
from tests.integration.house import ask, entity_id, hub_of, poll, press
from tests.integration.setup import set_up
from tests.integration.stack import FADED, SENTENCE, release, stack

OPEN = f"{DOMAIN}.has_open_failures"
DOWN = f"{DOMAIN}.provider_is_down"


async def holds(hass: HomeAssistant, key: str, **options: Any) -> bool | None:
    """Check a condition once."""
    config = await condition.async_validate_condition_config(
        hass, {"condition": key, "options": options} if options else {"condition": key}
    )
    checker = await condition.async_from_config(hass, config)
    return checker(hass) if callable(checker) else checker.async_check()


async def test_it_holds_while_a_failure_is_open(hass: HomeAssistant, sabnzbd: FakeSabnzbd) -> None:
    """Of the chosen cause and state; not for what failed before AutoArr watched."""
    sabnzbd.add_history(
        "Old.Movie.2019.1080p.WEB-DL.H264-GRP", failed=True, completed=sabnzbd.state.now() - 3600
    )
    entry = await set_up(hass, sabnzbd)
    await poll(hass, entry)
    assert not await holds(hass, OPEN)

    past = sabnzbd.add_history("Some.Movie.2020.1080p.WEB-DL.H264-GRP", scenario="password")
    await poll(hass, entry)
    [state] = {one.state.value for one in open_failures(hub_of(entry))}

    assert await holds(hass, OPEN)
    assert await holds(hass, OPEN, cause="password", state=[state])
    assert not await holds(hass, OPEN, cause=["disk_full", "unpack"])
    assert not await holds(hass, OPEN, cause="password", state="following")

    await ask(hass, "ignore_failure", failure_id=past.nzo_id)
    assert not await holds(hass, OPEN)


async def test_it_looks_at_the_chosen_services(hass: HomeAssistant, tmp_path: Path) -> None:
    """A failure is of the SABnzbd that has it and of the Radarr that asked for it."""
    async with stack(hass, tmp_path) as house:
        house.indexer.add(release(FADED))
        await ask(hass, "request", confirm=True, text=SENTENCE)
        await house.minute()
        await house.fail()

        for kind, meant in (("sabnzbd", True), ("radarr", True), ("plex", False), ("hub", False)):
            found = await holds(hass, OPEN, device_id=device(hass, house.entry, kind))
            assert found is meant, kind
        assert not await holds(hass, OPEN, device_id="a device that is gone")


async def test_news_servers_that_admit_it(hass: HomeAssistant, sabnzbd: FakeSabnzbd) -> None:
    """Only while they say so, and only at the SABnzbd that is meant."""
    entry = await set_up(hass, sabnzbd)
    await poll(hass, entry)
    assert not await holds(hass, DOWN)

    sabnzbd.provider(active=False, error="Cannot connect to server news.example.com")
    await poll(hass, entry)
    assert await holds(hass, DOWN)
    assert await holds(hass, DOWN, device_id=[device(hass, entry, "sabnzbd")])
    assert not await holds(hass, DOWN, device_id=[device(hass, entry, "hub")])

    sabnzbd.provider(active=True)
    await press(hass, entity_id(hass, entry, "sabnzbd", "refresh"))
    assert not await holds(hass, DOWN)


async def test_a_queue_that_autoarr_paused(hass: HomeAssistant, sabnzbd: FakeSabnzbd) -> None:
    """Then the news servers are down, and a failure seen before says nothing else."""
    entry = await set_up(hass, sabnzbd)
    await hub_of(entry).recovery.set_policy(Strategy.PAUSE_QUEUE, Policy.AUTO)
    sabnzbd.add_slot("Some.Movie.2020.1080p.WEB-DL.H264-GRP")
    sabnzbd.provider(active=False, error="Cannot connect", test="Cannot connect")
    await poll(hass, entry)
    await poll(hass, entry)
    assert sabnzbd.state.paused

    assert await holds(hass, DOWN)


@pytest.mark.parametrize("key", [OPEN, DOWN])
async def test_without_the_hub_nothing_holds(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, key: str
) -> None:
    """And it is no error."""
    entry = await set_up(hass, sabnzbd)
    sabnzbd.provider(active=False, error="Cannot connect")
    sabnzbd.add_history("Some.Movie.2020.1080p.WEB-DL.H264-GRP", scenario="password")
    await poll(hass, entry)
    assert await holds(hass, key)

    await hass.config_entries.async_unload(entry.entry_id)
    assert not await holds(hass, key)


@pytest.mark.parametrize(
    ("key", "options"),
    [
        (OPEN, {"cause": "bad_luck"}),
        (OPEN, {"state": "recovered"}),
        (OPEN, {"colour": "red"}),
        (DOWN, {"cause": "provider_down"}),
    ],
)
async def test_options_that_make_no_sense(
    hass: HomeAssistant, radarr: FakeRadarr, key: str, options: dict[str, Any]
) -> None:
    """They are refused when the automation is written."""
    await set_up(hass, radarr)

    with pytest.raises(probatio.Invalid):
        await holds(hass, key, **options)


async def test_the_editor_offers_them(
    hass: HomeAssistant, radarr: FakeRadarr, hass_ws_client: WebSocketGenerator
) -> None:
    """With their fields."""
    await set_up(hass, radarr)
    client = await hass_ws_client(hass)

    await client.send_json_auto_id({"type": "condition_platforms/subscribe"})
    assert (await client.receive_json())["success"]
    offered = (await client.receive_json())["event"]

    assert set(offered[OPEN]["fields"]) == {"cause", "state", "device_id"}
    assert set(offered[DOWN]["fields"]) == {"device_id"}
