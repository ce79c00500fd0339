"""What the panel shows of failures, and the questions that are answered there: the rules are those of the phones."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.autoarr.recovery.models import Policy, Strategy
from tests.integration.house import ask, until
from tests.integration.panel import Json, Panel, open_panel
from tests.integration.stack import FADED, SENTENCE, WHOLE, Stack, release, stack
from tests.integration.translated import english


@pytest.fixture
async def house(
    hass: HomeAssistant, hass_admin_user: MockUser, tmp_path: Path
) -> AsyncIterator[Stack]:
    """Return a stack in which a film is on its way, and another release of it has to be asked about."""
    async with stack(hass, tmp_path) as running:
        running.indexer.add(release(FADED, age=1), release(WHOLE, age=3))
        await running.manage()
        await running.recovery.set_policy(Strategy.NEXT_RELEASE, Policy.ASK)
        await ask(hass, "request", confirm=True, text=SENTENCE)
        await running.minute()
        yield running


@pytest.fixture
async def panel(hass_ws_client: WebSocketGenerator, hass: HomeAssistant) -> Panel:
    """Return the panel of an administrator."""
    return await open_panel(hass, hass_ws_client)


async def asked(panel: Panel, house: Stack) -> Json:
    """Let the download fail, and wait until the panel shows the question; return the failure."""
    await panel.subscribe("failures", "jobs")
    await house.fail()
    await panel.until(
        lambda: (
            any(row["question"] for row in panel.rows["failures"].values()) and panel.rows["jobs"]
        )
    )
    return panel.only("failures")


def refused(answer: Json, key: str) -> bool:
    """Say whether an answer is an error that is translated."""
    assert not answer["success"], answer
    error, text = answer["error"], english()["exceptions"][key]["message"]
    assert "{" in text or error["message"] == text.removesuffix(".")
    return bool(error["translation_key"] == key)


async def test_a_failure_says_what_happened_and_what_can_be_done(
    hass: HomeAssistant, house: Stack, panel: Panel
) -> None:
    """The job holds the same row, so that its buttons are at hand."""
    failure = await asked(panel, house)

    assert failure["title"] == "Dune (2021)"
    assert (failure["state"], failure["cause"]) == ("asked", "article_missing")
    assert failure["cause_text"] == "Too many articles are missing"
    assert failure["evidence"]
    assert failure["message"]
    assert failure["actions"] == [
        "retry",
        "next_release",
        "lower_quality",
        "postpone_failure",
        "ignore_failure",
    ]
    assert failure["question"]["actions"] == [
        {"action": "next_release", "text": "Try another release"},
        {"action": "lower_quality", "text": "Lower quality"},
        {"action": "leave", "text": "Leave it"},
    ]
    assert panel.meta["failures"]["policies"]["next_release"] == "ask"
    job = panel.only("jobs")
    assert job["failure"] == failure
    assert job["correlation"] == failure["correlation"]


async def test_an_answer_is_done(hass: HomeAssistant, house: Stack, panel: Panel) -> None:
    """Another release is taken, and the question is gone."""
    failure = await asked(panel, house)
    answer = await panel.ask("answer", token=failure["question"]["token"], action="next_release")

    assert answer["result"] == {"done": 1}
    await until(lambda: house.grabbed == [FADED, WHOLE])
    await panel.until(lambda: panel.only("failures")["question"] is None)


async def test_a_question_is_good_for_once(hass: HomeAssistant, house: Stack, panel: Panel) -> None:
    """A second answer, or one with a token that was never given, does nothing."""
    failure = await asked(panel, house)
    token = failure["question"]["token"]
    assert (await panel.ask("answer", token=token, action="leave"))["success"]

    for wrong in (token, "0" * 32):
        assert refused(
            await panel.ask("answer", token=wrong, action="next_release"), "question_not_open"
        )
    assert house.grabbed == [FADED]
    assert house.recovery.failures()[0].state == "closed"


async def test_what_is_refused_is_said_and_can_be_tried_again(
    hass: HomeAssistant, house: Stack, panel: Panel
) -> None:
    """With the reason, translated; the question stays."""
    failure = await asked(panel, house)
    token = failure["question"]["token"]
    house.radarr.misbehave("error")
    answer = await panel.ask("answer", token=token, action="next_release")
    assert refused(answer, "recovery_service_failed")

    house.radarr.behave()
    assert (await panel.ask("answer", token=token, action="leave"))["success"]


@pytest.mark.parametrize("action", ["force_import", "retry", "pause_queue"])
async def test_only_what_was_offered_can_be_answered(
    hass: HomeAssistant, house: Stack, panel: Panel, action: str
) -> None:
    """Whoever sends another choice is refused, and uses nothing up."""
    failure = await asked(panel, house)
    token = failure["question"]["token"]
    answer = await panel.ask("answer", token=token, action=action)
    assert answer["error"]["code"] == "unauthorized"
    assert (await panel.ask("answer", token=token, action="leave"))["success"]


@pytest.mark.parametrize("wish", [{"action": "next_release"}, {"token": "0" * 32, "action": "x"}])
async def test_an_answer_needs_a_token_and_a_choice(panel: Panel, wish: Json) -> None:
    """Anything else is refused."""
    assert (await panel.ask("answer", **wish))["error"]["code"] == "invalid_format"


async def test_who_is_not_asked_sees_no_question_and_cannot_answer(
    hass: HomeAssistant,
    house: Stack,
    panel: Panel,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
) -> None:
    """Although the actions of everybody are theirs."""
    token = (await asked(panel, house))["question"]["token"]
    other = await open_panel(hass, hass_ws_client, hass_read_only_access_token)
    await other.subscribe("failures")

    failure = other.only("failures")
    assert failure["question"] is None
    assert "next_release" in failure["actions"]
    answer = await other.ask("answer", token=token, action="next_release")
    assert answer["error"]["code"] == "unauthorized"
    assert house.grabbed == [FADED]


async def test_who_is_asked_on_a_phone_may_answer_in_the_panel(
    hass: HomeAssistant,
    house: Stack,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_user: MockUser,
    hass_read_only_access_token: str,
) -> None:
    """Without being an administrator."""
    phone(hass, hass_read_only_user.id)
    hass.config_entries.async_update_entry(
        house.entry, options={"recovery": {"ask": ["notify.mobile_app_anna_s_phone"]}}
    )
    await hass.async_block_till_done()
    panel = await open_panel(hass, hass_ws_client, hass_read_only_access_token)
    failure = await asked(panel, house)

    answer = await panel.ask("answer", token=failure["question"]["token"], action="leave")
    assert answer["success"], answer


async def test_the_dry_run_says_what_it_would_have_done(
    hass: HomeAssistant, house: Stack, panel: Panel
) -> None:
    """In a list that is there for everybody who looks."""
    await house.recovery.set_policy(Strategy.NEXT_RELEASE, Policy.REPORT)
    await panel.subscribe("failures")
    await house.fail()
    await panel.until(lambda: panel.meta["failures"]["would_have_done"])

    [line] = panel.meta["failures"]["would_have_done"]
    assert (line["strategy"], line["instance"]) == ("next_release", "Radarr")
    assert line["message"]


def phone(hass: HomeAssistant, user_id: str) -> None:
    """Let somebody have registered a phone."""
    values: dict[str, Any] = {"device_name": "Anna's phone", "user_id": user_id}
    MockConfigEntry(domain="mobile_app", title="Anna's phone", data=values).add_to_hass(hass)
    hass.services.async_register("notify", "mobile_app_anna_s_phone", lambda _: None)
