"""Triggers and the event of requests, in automations as people write them."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from homeassistant.auth.const import GROUP_ID_USER
from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.helpers import trigger
from homeassistant.setup import async_setup_component
import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockUser, async_mock_service
from pytest_homeassistant_custom_component.typing import WebSocketGenerator
import yaml

from custom_components.autoarr.const import DOMAIN
from custom_components.autoarr.recovery.causes import Cause
from custom_components.autoarr.recovery.models import FailureState
from custom_components.autoarr.requests.models import RequestState
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sonarr import FakeSonarr
from tests.integration.house import ask, poll, restart, state
from tests.integration.setup import set_up
from tests.integration.stack import WHOLE, release, stack
from tests.integration.translated import ROOT, english

KEY = "request_reached_step"
SENTENCE = "Add the Dune movie from 2021 in 4K"

type Automate = Callable[..., Awaitable[list[ServiceCall]]]


@pytest.fixture
async def automate(hass: HomeAssistant) -> Automate:
    """Return what sets an automation up and tells what it did."""

    async def set_it_up(**options: Any) -> list[ServiceCall]:
        calls = async_mock_service(hass, "test", "noted")
        automation = {
            "triggers": {"trigger": f"{DOMAIN}.{KEY}", "options": options},
            "actions": {
                "action": "test.noted",
                "data": {
                    name: f"{{{{ trigger.{name} }}}}"
                    for name in ("title", "step", "from_step", "requester_name", "reason")
                },
            },
            "mode": "queued",
        }
        assert await async_setup_component(hass, "automation", {"automation": automation})
        await hass.async_block_till_done()
        return calls

    return set_it_up


async def test_every_step_until_it_can_be_watched(
    hass: HomeAssistant, tmp_path: Path, automate: Automate
) -> None:
    """Each once, in order, also in the event; a change of the reason alone is no step."""
    async with stack(hass, tmp_path) as running:
        running.indexer.releases.append(release(WHOLE))
        calls = await automate(steps=[step.value for step in RequestState])
        await ask(hass, "request", text=SENTENCE, confirm=True)
        await running.minute()
        await running.finish()
        await running.minute()
        running.plex.library.scan(running.plex.library.sections["1"])
        await running.minute()
        await running.minute()

        steps = [call.data["step"] for call in calls]
        assert steps == sorted(set(steps), key=list(RequestState).index)
        assert {"proposed", "searching", "available"} <= set(steps)
        assert [call.data["from_step"] for call in calls] == [None, *steps[:-1]]
        shown = state(hass, running.entry, "hub", "request")
        assert shown.attributes["event_type"] == "available"
        assert shown.attributes["title"] == "Dune (2021)"
        assert shown.attributes["media_id"] == "tmdb:438631"
        assert shown.attributes["media_type"] == "movie"


async def test_only_the_chosen_steps_fire(
    hass: HomeAssistant, radarr: FakeRadarr, automate: Automate
) -> None:
    """With the reason in words where there is one."""
    await set_up(hass, radarr)
    calls = await automate(steps="cancelled")
    asked = await ask(hass, "request", text=SENTENCE)
    assert calls == []

    await ask(hass, "cancel", request_id=asked["request_id"])
    await hass.async_block_till_done()

    [call] = calls
    assert call.data == {
        "title": "Dune (2021)",
        "step": "cancelled",
        "from_step": "proposed",
        "requester_name": "an automation",
        "reason": "A person cancelled it.",
    }


async def test_only_the_chosen_kind_fires(
    hass: HomeAssistant, radarr: FakeRadarr, sonarr: FakeSonarr, automate: Automate
) -> None:
    """A film is no series."""
    await set_up(hass, radarr, sonarr)
    calls = await automate(steps=["searching"], media_type="tv")

    await ask(hass, "request", text="Add the movie Inception", confirm=True)
    await ask(hass, "request", text="Add the series Chernobyl", confirm=True)
    await hass.async_block_till_done()

    assert [call.data["title"] for call in calls] == ["Chernobyl (2019) S01"] or [
        call.data["title"] for call in calls
    ] == ["Chernobyl (2019)"]


async def test_only_the_chosen_people_fire(
    hass: HomeAssistant, radarr: FakeRadarr, automate: Automate, hass_admin_user: MockUser
) -> None:
    """A person stands for the user they sign in as; one without a user asks for nothing."""
    kim = await hass.auth.async_create_user("Kim", group_ids=[GROUP_ID_USER])
    hass.states.async_set("person.kim", "home", {"user_id": kim.id, "friendly_name": "Kim"})
    hass.states.async_set("person.guest", "home", {})
    await set_up(hass, radarr)
    calls = await automate(
        steps=["searching"], requester=["person.kim", "person.guest", "person.gone"]
    )

    for title, user in (("Inception", hass_admin_user), ("Tenet", kim), ("Oppenheimer", None)):
        await ask(
            hass,
            "request",
            text=f"Add the movie {title}",
            confirm=True,
            context=Context(user_id=user.id if user else None),
        )
    await hass.async_block_till_done()

    assert [(call.data["title"], call.data["requester_name"]) for call in calls] == [
        ("Tenet (2020)", "Kim")
    ]


async def test_a_reload_ends_no_automation(
    hass: HomeAssistant, radarr: FakeRadarr, automate: Automate
) -> None:
    """And nothing from before it is told again."""
    entry = await set_up(hass, radarr)
    calls = await automate(steps=["searching"])
    await ask(hass, "request", text=SENTENCE, confirm=True)
    await restart(hass, entry)
    await poll(hass, entry)
    await hass.async_block_till_done()
    assert len(calls) == 1

    await ask(hass, "request", text="Add the movie Inception", confirm=True)
    await hass.async_block_till_done()

    assert [call.data["title"] for call in calls] == ["Dune (2021)", "Inception (2010)"]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"steps": []},
        {"steps": ["eaten"]},
        {"steps": ["available"], "media_type": "book"},
        {"steps": ["available"], "requester": "light.kitchen"},
        {"steps": ["available"], "colour": "red"},
    ],
)
async def test_options_that_make_no_sense(
    hass: HomeAssistant, radarr: FakeRadarr, options: dict[str, Any]
) -> None:
    """They are refused when the automation is written."""
    await set_up(hass, radarr)

    with pytest.raises(probatio.Invalid):
        await trigger.async_validate_trigger_config(
            hass, [{"platform": f"{DOMAIN}.{KEY}", "options": options}]
        )


async def test_the_editor_offers_it(
    hass: HomeAssistant, radarr: FakeRadarr, hass_ws_client: WebSocketGenerator
) -> None:
    """With its fields, every one of them in words."""
    await set_up(hass, radarr)
    assert await async_setup_component(hass, "automation", {})
    client = await hass_ws_client(hass)

    await client.send_json_auto_id({"type": "trigger_platforms/subscribe"})
    assert (await client.receive_json())["success"]
    offered = (await client.receive_json())["event"][f"{DOMAIN}.{KEY}"]

    assert set(offered["fields"]) == {"steps", "media_type", "requester"}


OFFERED = {
    "steps": ("request_step", [step.value for step in RequestState]),
    "media_type": ("media_type", ["any", "movie", "tv"]),
    "cause": ("cause", [cause.value for cause in Cause]),
    "state": ("failure_state", [one.value for one in FailureState if not one.settled]),
}
"""The lists of the editor: where their words are, and everything that can be chosen."""


@pytest.mark.parametrize(
    ("file", "section"), [("triggers.yaml", "triggers"), ("conditions.yaml", "conditions")]
)
def test_every_field_and_value_has_words(file: str, section: str) -> None:
    """None is missing, none is left over, and everything there is can be chosen."""
    described = yaml.safe_load((ROOT / file).read_text("utf-8"))
    texts, selectors = english()[section], english()["selector"]

    assert set(described) == set(texts)
    for key, entry in described.items():
        assert set(entry["fields"]) == set(texts[key]["fields"])
        for name, field in entry["fields"].items():
            if select := field["selector"].get("select"):
                words, values = OFFERED[name]
                assert select["translation_key"] == words
                assert select["options"] == values
                assert set(selectors[words]["options"]) == set(values)
