"""The question about pausing a whole queue in the panel: for administrators, in the words of the phones."""

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.autoarr.recovery.models import Policy, Strategy
from tests.fakes.push import FakePushServer
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.house import hub_of, poll, restart, until
from tests.integration.night import later
from tests.integration.outage import LEAVE, PAUSE_IT, QUESTION, ask_at, back, gather, outage
from tests.integration.panel import Json, Panel, open_panel
from tests.integration.phone import Phone, register_phone
from tests.integration.setup import set_up
from tests.integration.translated import english


@pytest.fixture
async def entry(hass: HomeAssistant, boss_phone: Phone, sabnzbd: FakeSabnzbd) -> MockConfigEntry:
    """Return a hub that asks on that phone."""
    entry = await set_up(hass, sabnzbd)
    await ask_at(hass, entry, boss_phone)
    return entry


@pytest.fixture
async def panel(
    hass: HomeAssistant, entry: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> Panel:
    """Return the overview of the administrator, before anything happens."""
    panel = await open_panel(hass, hass_ws_client)
    await panel.subscribe("overview")
    assert questions(panel) == []
    return panel


def questions(panel: Panel) -> list[Json]:
    """Return the questions that the panel shows."""
    found: list[Json] = panel.meta["overview"]["questions"]
    return found


async def asked(panel: Panel) -> Json:
    """Wait until the panel shows the question, and return it."""
    await panel.until(lambda: panel.meta and questions(panel))
    [question] = questions(panel)
    return question


async def gone(panel: Panel) -> None:
    """Wait until the panel shows no question."""
    await panel.until(lambda: not questions(panel))


def not_open(answer: Json) -> bool:
    """Say whether an answer is the translated error about a question that is not open."""
    text = english()["exceptions"]["question_not_open"]["message"]
    error = answer["error"]
    assert error["message"] == text.removesuffix(".")
    return bool(error["translation_key"] == "question_not_open")


async def test_it_has_the_words_and_buttons_of_the_phone(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
    panel: Panel,
    boss_phone: Phone,
) -> None:
    """What happened, why AutoArr asks, and what can be chosen."""
    await outage(hass, entry, sabnzbd)
    question, notified = await asked(panel), await boss_phone.notified()

    assert question["title"] == notified["title"] == "A queue needs a decision"
    assert question["text"] == notified["message"] == QUESTION
    assert question["actions"] == [
        {"action": "pause_queue", "text": PAUSE_IT},
        {"action": "leave", "text": LEAVE},
    ]
    assert not sabnzbd.state.paused


async def test_it_speaks_the_language_of_the_panel(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """Not that of the house."""
    panel = await open_panel(hass, hass_ws_client)
    await panel.subscribe("overview", language="de")
    await outage(hass, entry, sabnzbd)

    assert (await asked(panel))["title"] == "Eine Warteschlange braucht eine Entscheidung"


async def test_a_yes_in_the_panel_is_done_and_asks_nobody_on_the_phone_any_more(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
    panel: Panel,
    boss_phone: Phone,
) -> None:
    """The queue is paused; its button on the phone comes too late."""
    await outage(hass, entry, sabnzbd)
    question, notified = await asked(panel), await boss_phone.notified()
    answer = await panel.ask("answer", token=question["token"], action="pause_queue")

    assert answer["result"] == {"done": 1}
    assert sabnzbd.state.paused
    await gone(panel)
    await until(lambda: not boss_phone.shown)
    await boss_phone.press(notified, LEAVE)
    assert (await boss_phone.notified())["message"] == "This question is no longer open."
    assert sabnzbd.state.paused


async def test_a_no_in_the_panel_counts_until_the_outage_is_over(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
    panel: Panel,
    boss_phone: Phone,
) -> None:
    """The next outage is another question, which an old token does not answer."""
    await outage(hass, entry, sabnzbd)
    first = await asked(panel)
    await boss_phone.notified()
    answer = await panel.ask("answer", token=first["token"], action="leave")
    assert answer["result"] == {"done": 1}
    await gone(panel)
    await until(lambda: not boss_phone.shown)

    await poll(hass, entry)
    await gather(hass)
    assert not sabnzbd.state.paused
    assert boss_phone.shown == questions(panel) == []

    await back(hass, entry, sabnzbd)
    await outage(hass, entry, sabnzbd)
    second = await asked(panel)
    assert second["text"] == first["text"]
    assert not_open(await panel.ask("answer", token=first["token"], action="pause_queue"))
    assert not sabnzbd.state.paused
    assert (await panel.ask("answer", token=second["token"], action="pause_queue"))["success"]
    assert sabnzbd.state.paused


async def test_an_answer_on_the_phone_closes_it_in_the_panel(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
    panel: Panel,
    boss_phone: Phone,
) -> None:
    """Its token is good no more."""
    await outage(hass, entry, sabnzbd)
    question = await asked(panel)
    await boss_phone.press(await boss_phone.notified(), PAUSE_IT)

    await gone(panel)
    assert sabnzbd.state.paused
    assert not_open(await panel.ask("answer", token=question["token"], action="leave"))


async def test_it_is_good_for_once(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd, panel: Panel
) -> None:
    """A second answer, or one with a token that was never given, does nothing."""
    await outage(hass, entry, sabnzbd)
    token = (await asked(panel))["token"]
    assert not_open(await panel.ask("answer", token="0" * 32, action="pause_queue"))
    assert (await panel.ask("answer", token=token, action="leave"))["success"]

    assert not_open(await panel.ask("answer", token=token, action="pause_queue"))
    assert not sabnzbd.state.paused


async def test_nothing_else_can_be_answered(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd, panel: Panel
) -> None:
    """Whoever sends a choice of another question is refused, and uses nothing up."""
    await outage(hass, entry, sabnzbd)
    token = (await asked(panel))["token"]
    answer = await panel.ask("answer", token=token, action="next_release")
    assert answer["error"]["code"] == "unauthorized"
    assert (await panel.ask("answer", token=token, action="pause_queue"))["success"]


async def test_it_is_for_administrators(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
    panel: Panel,
    push: FakePushServer,
    hass_client: ClientSessionGenerator,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_user: MockUser,
    hass_read_only_access_token: str,
) -> None:
    """Others are not shown it, and cannot answer it, not even who is asked on a phone."""
    theirs = await register_phone(hass, hass_client, push, hass_read_only_user, "Anna phone")
    await ask_at(hass, entry, theirs)
    other = await open_panel(hass, hass_ws_client, hass_read_only_access_token)
    await other.subscribe("overview")
    await outage(hass, entry, sabnzbd)
    token = (await asked(panel))["token"]
    await theirs.notified()

    await other.until(lambda: other.meta["overview"]["chain"]["link"] != "ok")
    assert questions(other) == []
    answer = await other.ask("answer", token=token, action="pause_queue")
    assert answer["error"]["code"] == "unauthorized"
    assert not sabnzbd.state.paused
    assert (await panel.ask("answer", token=token, action="leave"))["success"]


async def test_who_is_an_administrator_no_more_is_not_shown_it(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
    panel: Panel,
    hass_admin_user: MockUser,
) -> None:
    """Nor may they answer what they saw before."""
    await outage(hass, entry, sabnzbd)
    token = (await asked(panel))["token"]
    await hass.auth.async_update_user(hass_admin_user, group_ids=["system-users"])

    answer = await panel.ask("answer", token=token, action="pause_queue")

    assert answer["error"]["code"] == "unauthorized"
    assert not sabnzbd.state.paused


async def test_after_three_days_nobody_is_asked_any_longer(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
    panel: Panel,
    boss_phone: Phone,
) -> None:
    """Neither on the phone nor in the panel, although the outage lasts."""
    await outage(hass, entry, sabnzbd)
    token = (await asked(panel))["token"]
    await boss_phone.notified()

    await later(hass, lambda: not boss_phone.shown, hours=73)
    await poll(hass, entry)
    await gone(panel)

    assert not_open(await panel.ask("answer", token=token, action="pause_queue"))
    assert not sabnzbd.state.paused


async def test_it_is_over_when_the_provider_is_back(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd, panel: Panel
) -> None:
    """There is nothing to ask any more."""
    await outage(hass, entry, sabnzbd)
    token = (await asked(panel))["token"]
    await back(hass, entry, sabnzbd)

    await gone(panel)
    assert not_open(await panel.ask("answer", token=token, action="pause_queue"))


async def test_a_yes_that_comes_too_late_says_so(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd, panel: Panel
) -> None:
    """The provider is back, which no poll has seen yet: the queue is looked at before it is paused."""
    await outage(hass, entry, sabnzbd)
    token = (await asked(panel))["token"]
    sabnzbd.provider(active=True)

    answer = await panel.ask("answer", token=token, action="pause_queue")

    assert answer["error"]["translation_key"] == "recovery_settled"
    assert not sabnzbd.state.paused
    await gone(panel)


async def test_what_fails_is_said_and_can_be_tried_again(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd, panel: Panel
) -> None:
    """The question stays."""
    await outage(hass, entry, sabnzbd)
    token = (await asked(panel))["token"]
    sabnzbd.misbehave("error")
    answer = await panel.ask("answer", token=token, action="pause_queue")
    assert answer["error"]["translation_key"] == "recovery_service_failed"

    sabnzbd.behave()
    assert (await panel.ask("answer", token=token, action="pause_queue"))["success"]
    assert sabnzbd.state.paused


@pytest.mark.parametrize("policy", [Policy.AUTO, Policy.OFF, Policy.REPORT])
async def test_only_the_policy_to_ask_makes_a_question(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
    panel: Panel,
    boss_phone: Phone,
    policy: Policy,
) -> None:
    """Otherwise it is done, reported, or left alone."""
    await outage(hass, entry, sabnzbd, policy)
    await panel.until(lambda: panel.meta["overview"]["chain"]["link"] != "ok")

    assert questions(panel) == boss_phone.shown == []
    assert sabnzbd.state.paused is (policy is Policy.AUTO)


@pytest.mark.parametrize("policy", [Policy.AUTO, Policy.OFF])
async def test_a_question_ends_with_the_policy_to_ask(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
    panel: Panel,
    boss_phone: Phone,
    policy: Policy,
) -> None:
    """In the panel and on the phone."""
    await outage(hass, entry, sabnzbd)
    token = (await asked(panel))["token"]
    await boss_phone.notified()
    await hub_of(entry).recovery.set_policy(Strategy.PAUSE_QUEUE, policy)
    await poll(hass, entry)

    await gone(panel)
    await until(lambda: not boss_phone.shown)
    assert not_open(await panel.ask("answer", token=token, action="pause_queue"))
    assert sabnzbd.state.paused is (policy is Policy.AUTO)


async def test_it_outlives_a_restart(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    sabnzbd: FakeSabnzbd,
    panel: Panel,
    boss_phone: Phone,
) -> None:
    """The panel shows it again, and nobody is notified twice; an answer before it counts after it."""
    await outage(hass, entry, sabnzbd)
    await asked(panel)
    await boss_phone.notified()

    await restart(hass, entry)
    await panel.until(lambda: panel.messages[-1]["kind"] == "snapshot")
    await poll(hass, entry)
    await gather(hass)
    question = await asked(panel)
    assert question["text"] == QUESTION
    assert len(boss_phone.received) == 1

    assert (await panel.ask("answer", token=question["token"], action="leave"))["success"]
    await gone(panel)
    await restart(hass, entry)
    await poll(hass, entry)
    await gather(hass)
    await panel.until(lambda: panel.messages[-1]["kind"] == "snapshot")
    assert questions(panel) == boss_phone.shown == []
    assert not sabnzbd.state.paused
