"""What the panel subscribes to: a whole state first, then only what changes, also across a reload."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.autoarr.recovery.models import Preset
from custom_components.autoarr.websocket.topics import TOPICS
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.fakes.sabnzbd.seeds import seed_much
from tests.integration.house import ask, poll, restart
from tests.integration.panel import Panel, open_panel
from tests.integration.setup import set_up
from tests.integration.stack import SENTENCE, WHOLE, Stack, release, stack


@pytest.fixture
async def house(hass: HomeAssistant, tmp_path: Path) -> AsyncIterator[Stack]:
    """Return a stack with a film on its way."""
    async with stack(hass, tmp_path) as running:
        running.indexer.add(release(WHOLE))
        await ask(hass, "request", confirm=True, text=SENTENCE)
        await running.minute()
        yield running


@pytest.fixture
async def panel(hass_ws_client: WebSocketGenerator, hass: HomeAssistant) -> Panel:
    """Return the panel of an administrator."""
    return await open_panel(hass, hass_ws_client)


async def test_the_first_message_is_the_whole_state(house: Stack, panel: Panel) -> None:
    """Every topic that was asked for is in it, and no other."""
    await panel.subscribe("overview", "jobs")

    [message] = panel.messages
    assert message["kind"] == "snapshot"
    assert set(message["topics"]) == {"overview", "jobs"}
    assert panel.only("jobs")["title"] == WHOLE
    assert {row["name"] for row in panel.rows["overview"].values()} == {
        "Radarr",
        "SABnzbd",
        "Plex",
    }


async def test_afterwards_only_what_changed_is_told(
    hass: HomeAssistant, house: Stack, panel: Panel
) -> None:
    """A job that moves on is a row; a switch of the policy is a key of `meta`."""
    await panel.subscribe("jobs", "overview")
    before = panel.only("jobs")["progress"]

    house.job().left //= 2
    await poll(hass, house.entry)
    await panel.until(lambda: panel.only("jobs")["progress"] != before)
    for message in panel.messages[1:]:
        assert message["kind"] == "delta"
        assert set(message["topics"]["jobs"]) <= {"meta", "put"}

    await house.recovery.apply_preset(Preset.RECOMMENDED)
    await panel.until(lambda: panel.meta["overview"]["policy"] == "recommended")
    assert panel.messages[-1]["topics"]["overview"]["meta"]["policy"] == "recommended"


async def test_nothing_is_told_when_nothing_changed(
    hass: HomeAssistant, house: Stack, panel: Panel
) -> None:
    """A poll that finds everything as it was is no news."""
    await panel.subscribe("jobs", "failures", "requests")
    await poll(hass, house.entry)
    await poll(hass, house.entry)

    assert await panel.silent(1.5)


async def test_what_is_finished_leaves(hass: HomeAssistant, house: Stack, panel: Panel) -> None:
    """A delta names the rows that are gone."""
    await panel.subscribe("jobs")
    await house.finish()
    for _ in range(3):
        await house.minute()

    await panel.until(lambda: not panel.rows["jobs"])
    assert panel.meta["jobs"]["total"] == 0


async def test_a_reload_is_told_and_followed_by_a_new_state(
    hass: HomeAssistant, house: Stack, panel: Panel
) -> None:
    """The subscription belongs to the integration, not to the hub."""
    await panel.subscribe("jobs", "overview")
    await restart(hass, house.entry)
    await panel.until(lambda: panel.messages[-1]["kind"] == "snapshot" and len(panel.messages) > 1)

    kinds = [message["kind"] for message in panel.messages]
    assert kinds[-2:] == ["unloaded", "snapshot"]
    assert set(panel.rows["overview"]) == set(house.entry.subentries)
    await poll(hass, house.entry)
    await panel.until(lambda: panel.rows["jobs"])


async def test_whoever_comes_before_the_hub_is_told_when_it_is_there(
    hass: HomeAssistant, panel: Panel, sabnzbd: FakeSabnzbd
) -> None:
    """Until then there is nothing to show."""
    await panel.subscribe("overview")
    assert panel.messages == [{"kind": "unloaded"}]

    await set_up(hass, sabnzbd)
    await panel.until(lambda: panel.rows.get("overview"))


async def test_two_panels_are_told_what_each_wants(
    hass: HomeAssistant, house: Stack, panel: Panel, hass_ws_client: WebSocketGenerator
) -> None:
    """In the language of each; one that leaves harms nobody."""
    other = await open_panel(hass, hass_ws_client)
    await panel.subscribe("jobs", language="de-CH")
    await other.subscribe("jobs")
    assert panel.only("jobs")["state_text"] != other.only("jobs")["state_text"]

    await other.client.close()
    await house.finish()
    for _ in range(3):
        await house.minute()
    await panel.until(lambda: not panel.rows["jobs"])


async def test_a_subscription_ends(hass: HomeAssistant, house: Stack, panel: Panel) -> None:
    """From then on nothing is told, and nothing is worked out."""
    await panel.subscribe("jobs")
    await panel.client.send_json_auto_id(
        {"type": "unsubscribe_events", "subscription": panel._subscription}
    )
    assert (await panel.client.receive_json())["success"]

    await house.recovery.apply_preset(Preset.RECOMMENDED)
    assert await panel.silent()


@pytest.mark.parametrize("language", ["xx", "../../manifest", "tlh", "EN_us"])
async def test_a_language_that_nobody_speaks_here_is_english(
    house: Stack, panel: Panel, language: str
) -> None:
    """Whatever is sent for one."""
    await panel.subscribe("jobs", language=language)
    assert panel.only("jobs")["state_text"] == "downloading"


@pytest.mark.parametrize("topics", [[], ["nonsense"], ["jobs", 1]])
async def test_only_topics_that_there_are_can_be_asked_for(panel: Panel, topics: list[Any]) -> None:
    """Anything else is refused."""
    answer = await panel.ask("subscribe", topics=topics)
    assert answer["error"]["code"] == "invalid_format"


@pytest.mark.parametrize("topic", [name for name, topic in TOPICS.items() if topic.admin_only])
async def test_what_is_for_administrators_is_refused_to_others(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
    sabnzbd: FakeSabnzbd,
    topic: str,
) -> None:
    """Also when it is asked for together with what they may see."""
    await set_up(hass, sabnzbd)
    panel = await open_panel(hass, hass_ws_client, hass_read_only_access_token)

    answer = await panel.ask("subscribe", topics=["overview", topic])
    assert answer["error"]["code"] == "unauthorized"


async def test_others_see_no_addresses(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
    sabnzbd: FakeSabnzbd,
) -> None:
    """Neither in the rows nor in what is wrong, nor a button that leads where they may not go."""
    entry = await set_up(hass, sabnzbd)
    await sabnzbd.stop()
    await poll(hass, entry)
    panel = await open_panel(hass, hass_ws_client, hass_read_only_access_token)
    await panel.subscribe("overview", "jobs", "failures", "requests")

    service = panel.only("overview")
    assert (service["url"], service["state"]) == (None, "down")
    assert sabnzbd.url not in str(panel.messages)
    assert all(problem["help"] is None for problem in service["problems"])
    assert service["problems"]


async def test_whoever_is_no_administrator_any_more_is_told_nothing(
    hass: HomeAssistant, hass_admin_user: Any, house: Stack, panel: Panel
) -> None:
    """Of what only administrators see."""
    await panel.subscribe("settings")
    await hass.auth.async_update_user(hass_admin_user, group_ids=["system-read-only"])
    await house.recovery.apply_preset(Preset.RECOMMENDED)

    assert await panel.silent(1.5)


async def test_thousands_of_jobs_come_in_parts_and_hold_nobody_up(
    hass: HomeAssistant, panel: Panel, sabnzbd: FakeSabnzbd
) -> None:
    """The list is whole in the end; meanwhile the event loop goes on."""
    seed_much(sabnzbd, queue=1_200, history=0)
    entry: MockConfigEntry = await set_up(hass, sabnzbd)
    await poll(hass, entry)
    await panel.subscribe("jobs")
    await panel.until(lambda: len(panel.rows["jobs"]) == 1_200)

    assert panel.meta["jobs"]["total"] == 1_200
    assert max(len(m["topics"]["jobs"]["put"]) for m in panel.messages) <= 500
    in_order = sorted(panel.rows["jobs"].values(), key=lambda row: row["place"])
    assert [row["name"] for row in in_order] == [job.name for job in sabnzbd.state.queue.values()]
