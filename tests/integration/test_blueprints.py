"""The blueprints, imported into Home Assistant and run as people set them up."""

import json
from pathlib import Path
import re
import shutil
from typing import Any
from urllib.parse import quote

from homeassistant.components.automation.helpers import async_get_blueprints
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import async_mock_service

from custom_components.autoarr.const import DOMAIN
from custom_components.autoarr.requests.models import RequestState
from custom_components.autoarr.requests.people import HOUSEHOLD, Source, Via
from tests.fakes.radarr import FakeRadarr
from tests.integration.house import ask, hub_of, until
from tests.integration.phone import Phone, settled
from tests.integration.setup import set_up
from tests.integration.stack import WHOLE, release, stack

FOLDER = Path(__file__).parents[2] / "blueprints"
BLUEPRINTS = sorted(FOLDER.rglob("*.yaml"))
KITCHEN = Source(requester=HOUSEHOLD, via=Via.VOICE, satellite="assist_satellite.kitchen")


@pytest.fixture
def imported(hass: HomeAssistant, tmp_path: Path) -> None:
    """Put the blueprints where Home Assistant looks for them."""
    hass.config.config_dir = str(tmp_path / "config")
    shutil.copytree(FOLDER, tmp_path / "config" / "blueprints")


async def use(hass: HomeAssistant, name: str, **inputs: Any) -> None:
    """Make an automation of a blueprint."""
    blueprint = {"path": f"autoarr/{name}.yaml", "input": inputs}
    config = {"automation": {"id": name, "alias": name, "use_blueprint": blueprint}}
    assert await async_setup_component(hass, "automation", config)
    await hass.async_block_till_done()
    [state] = hass.states.async_all("automation")
    assert state.state == "on"


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.stem)
async def test_home_assistant_reads_it(hass: HomeAssistant, radarr: FakeRadarr, path: Path) -> None:
    """And it says where it came from, so that it can be imported again when it changed."""
    await set_up(hass, radarr)
    assert await async_setup_component(hass, "automation", {})
    known = await async_get_blueprints(hass).async_get_blueprints()

    blueprint = known[f"autoarr/{path.name}"]

    assert blueprint is not None
    assert not isinstance(blueprint, Exception), blueprint
    assert not blueprint.validate()
    source = str(blueprint.metadata["source_url"])
    assert source.endswith(f"/blob/main/blueprints/{path.relative_to(FOLDER).as_posix()}")
    manifest = FOLDER.parent / "custom_components" / DOMAIN / "manifest.json"
    assert source.startswith(json.loads(manifest.read_text("utf-8"))["documentation"])


@pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.stem)
def test_the_documents_link_to_it(path: Path) -> None:
    """With the address that opens Home Assistant and imports it."""
    text = (FOLDER.parent / "docs" / "automations.md").read_text("utf-8")
    [source] = re.findall(r"^  source_url: (\S+)$", path.read_text("utf-8"), re.MULTILINE)

    assert f"/redirect/blueprint_import/?blueprint_url={quote(source, safe='')}" in text


@pytest.mark.usefixtures("imported")
async def test_what_is_ready_is_announced(hass: HomeAssistant, tmp_path: Path) -> None:
    """As a notification and aloud, in the words that were chosen."""
    async with stack(hass, tmp_path / "stack") as running:
        running.indexer.releases.append(release(WHOLE))
        told = async_mock_service(hass, "notify", "send_message")
        spoken = async_mock_service(hass, "tts", "speak")
        await use(
            hass,
            "announce_ready",
            notify_targets=["notify.everybody"],
            speakers=["media_player.kitchen"],
            voice="tts.voice",
            message="Now in Plex: {{ trigger.title }}",
        )
        await ask(hass, "request", text="Add the Dune movie from 2021 in 4K", confirm=True)
        await running.minute()
        assert told == []

        await running.finish()
        await running.minute()
        running.plex.library.scan(running.plex.library.sections["1"])
        await running.minute()
        await running.minute()

        [notification], [speech] = told, spoken
        assert notification.data["message"] == "Now in Plex: Dune (2021)"
        assert notification.data["entity_id"] == ["notify.everybody"]
        assert speech.data["message"] == "Now in Plex: Dune (2021)"
        assert speech.data["media_player_entity_id"] == ["media_player.kitchen"]


@pytest.fixture
def phone(imported: None, boss_phone: Phone) -> Phone:
    """Return the phone of an administrator, registered once the blueprints are there."""
    return boss_phone


@pytest.mark.parametrize(
    ("button", "state", "films"),
    [("Yes, please", RequestState.SEARCHING, 1), ("Deny", RequestState.CANCELLED, 0)],
)
async def test_requests_are_decided_on_the_phone(
    hass: HomeAssistant,
    radarr: FakeRadarr,
    phone: Phone,
    button: str,
    state: RequestState,
    films: int,
) -> None:
    """The notification names title and person, and goes when it is decided."""
    entry = await set_up(hass, radarr)
    [device] = [
        one
        for one in dr.async_get(hass).devices
        if any(domain == "mobile_app" for domain, *_ in one.identifiers)
    ]
    await use(hass, "approve_on_phone", phone=device.id, approve="Yes, please")
    manager = hub_of(entry).requests
    await manager.request("Add the movie Inception", source=KITCHEN, confirmed=True)

    notification = await phone.notified()
    assert notification["message"] == "Inception (2010) is asked for by somebody in the house."
    assert radarr.movies == []
    await phone.press(notification, button)

    await until(lambda: manager.requests()[0].state is state)
    await settled(hass)
    assert len(radarr.movies) == films
    assert phone.shown == []
