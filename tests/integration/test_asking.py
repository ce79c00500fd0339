"""Failures that wait for a person: asked on phones, answered once by whoever may, taken back when it is decided."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_mock_service

from custom_components.autoarr.asking_plan import PAUSE
from custom_components.autoarr.recovery.causes import Cause, Kind
from custom_components.autoarr.recovery.messages import Reason
from custom_components.autoarr.recovery.models import Failure, FailureState, Policy, Strategy
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.house import ask, hub_of, poll, restart, service_id, until
from tests.integration.night import later, quiet_now
from tests.integration.outage import LEAVE, PAUSE_IT, QUESTION, ask_at, back, gather, outage
from tests.integration.phone import Phone, settled
from tests.integration.setup import set_up
from tests.integration.stack import FADED, SENTENCE, WHOLE, Stack, release, stack
from tests.unit.asking.builders import asked, episode

OTHER, LOWER = "Try another release", "Lower quality"


@pytest.fixture
async def house(hass: HomeAssistant, boss_phone: Phone, tmp_path: Path) -> AsyncIterator[Stack]:
    """Return a stack in which a film is on its way, and another release of it has to be asked about."""
    async with stack(hass, tmp_path) as running:
        running.indexer.add(release(FADED, age=1), release(WHOLE, age=3))
        await running.manage()
        await running.recovery.set_policy(Strategy.NEXT_RELEASE, Policy.ASK)
        await ask_at(hass, running.entry, boss_phone)
        await ask(hass, "request", confirm=True, text=SENTENCE)
        await running.minute()
        yield running


async def failed(hass: HomeAssistant, house: Stack, scenario: str = "incomplete") -> str:
    """Let the download fail, and the question be put; return its id."""
    job = await house.fail(scenario)
    await gather(hass)
    return job


def state_of(entry: MockConfigEntry, key: str | None = None) -> str:
    """Return where the story of the newest failure stands, or of one with a key."""
    found = hub_of(entry).recovery.failures()
    return [failure for failure in found if key in (None, failure.key)][-1].state


def buttons(notification: dict[str, Any]) -> list[str]:
    """Return what the buttons of a notification say."""
    return [button["title"] for button in notification["data"].get("actions", [])]


async def test_a_phone_is_asked_and_another_release_is_taken(
    hass: HomeAssistant, house: Stack, boss_phone: Phone
) -> None:
    """The question says what failed and why; its button does it, and it is gone."""
    await failed(hass, house)

    question = await boss_phone.notified()
    assert question["title"] == "A download needs a decision"
    assert question["message"].startswith("Dune (2021): ")
    assert question["message"].endswith("Shall AutoArr take another release?")
    assert buttons(question) == [OTHER, LOWER, LEAVE]
    assert house.grabbed == [FADED]

    await boss_phone.press(question, OTHER)

    await until(lambda: house.grabbed == [FADED, WHOLE])
    await until(lambda: not boss_phone.shown)


async def test_a_failure_is_left_alone(
    hass: HomeAssistant, house: Stack, boss_phone: Phone
) -> None:
    """Its story ends, and nobody is asked again."""
    await failed(hass, house)

    await boss_phone.press(await boss_phone.notified(), LEAVE)

    [failure] = hub_of(house.entry).recovery.failures()
    assert (failure.state, failure.reason) == (FailureState.CLOSED, Reason.IGNORED)
    await until(lambda: not boss_phone.shown)
    assert house.grabbed == [FADED]


async def test_only_the_owner_of_the_phone_answers(
    hass: HomeAssistant, house: Stack, boss_phone: Phone, anna_phone: Phone
) -> None:
    """Whoever else learns what a button sends achieves nothing, and does not use it up."""
    await failed(hass, house)
    question = await boss_phone.notified()
    sent = question["data"]["actions"][0]["action"]

    await anna_phone.fire(sent)
    hass.bus.async_fire("mobile_app_notification_action", {"action": sent})
    await anna_phone.fire("AUTOARR_ASK_" + "x" * 24)
    await settled(hass)
    assert state_of(house.entry) == FailureState.ASKED

    await boss_phone.press(question, OTHER)
    await until(lambda: house.grabbed == [FADED, WHOLE])


async def test_a_button_is_good_for_once(
    hass: HomeAssistant, house: Stack, boss_phone: Phone
) -> None:
    """A second press is told that the question is not open any more."""
    await failed(hass, house)
    question = await boss_phone.notified()
    await boss_phone.press(question, LEAVE)
    await until(lambda: not boss_phone.shown)

    await boss_phone.press(question, OTHER)

    told = await boss_phone.notified()
    assert told["message"] == "This question is no longer open."
    assert buttons(told) == []
    assert house.grabbed == [FADED]


async def test_what_is_refused_is_told_and_can_be_tried_again(
    hass: HomeAssistant, house: Stack, boss_phone: Phone
) -> None:
    """With the reason, and with buttons that are good."""
    await failed(hass, house)
    house.radarr.misbehave("error")
    await boss_phone.press(await boss_phone.notified(), OTHER)

    await until(lambda: boss_phone.shown[-1]["message"].startswith("That was not done: A service"))
    again = boss_phone.shown[-1]
    assert "Radarr" in again["message"]
    assert buttons(again) == [OTHER, LOWER, LEAVE]

    house.radarr.behave()
    await boss_phone.press(again, LEAVE)
    assert state_of(house.entry) == FailureState.CLOSED


async def test_what_is_decided_elsewhere_is_taken_back(
    hass: HomeAssistant, house: Stack, boss_phone: Phone, anna_phone: Phone
) -> None:
    """From every phone; the other one's button does nothing."""
    await ask_at(hass, house.entry, boss_phone, anna_phone)
    job = await failed(hass, house)
    late = await anna_phone.notified()
    await boss_phone.notified()

    await ask(hass, "retry", failure_id=job)

    await until(lambda: not boss_phone.shown and not anna_phone.shown)
    await anna_phone.press(late, OTHER)
    assert house.grabbed == [FADED, WHOLE]


async def test_a_restart_asks_nobody_again(
    hass: HomeAssistant, house: Stack, boss_phone: Phone
) -> None:
    """The question stands, and its button works."""
    await failed(hass, house)
    question = await boss_phone.notified()

    await restart(hass, house.entry)
    await gather(hass)
    assert len(boss_phone.received) == 1

    await poll(hass, house.entry)
    await boss_phone.press(question, OTHER)
    await until(lambda: house.grabbed == [FADED, WHOLE])


async def test_an_answer_that_a_crash_cut_off_is_asked_for_again(
    hass: HomeAssistant, house: Stack, boss_phone: Phone
) -> None:
    """The button was used up before anything was done."""
    await failed(hass, house)
    await boss_phone.notified()
    [(key, known)] = asked_of(house.entry).items()
    asked_of(house.entry)[key] = replace(known, targets={boss_phone.action: {}})
    await hub_of(house.entry)._telling.save()

    await restart(hass, house.entry)

    await until(lambda: len(boss_phone.received) == 2)
    assert buttons(boss_phone.shown[-1]) == [OTHER, LOWER, LEAVE]


def asked_of(entry: MockConfigEntry) -> dict[str, Any]:
    """Return the book of what was asked."""
    return hub_of(entry)._telling.questions


async def test_at_night_nobody_is_woken(
    hass: HomeAssistant, house: Stack, boss_phone: Phone
) -> None:
    """The question comes when the quiet hours end."""
    await ask_at(hass, house.entry, boss_phone, quiet_hours=quiet_now())
    await failed(hass, house)
    assert boss_phone.received == []

    await later(hass, lambda: boss_phone.shown, hours=2)


async def test_after_three_days_nobody_is_asked_any_longer(
    hass: HomeAssistant, house: Stack, boss_phone: Phone
) -> None:
    """The question is taken back and not put again; its button is not good any more."""
    await failed(hass, house)
    question = await boss_phone.notified()

    await later(hass, lambda: not boss_phone.shown, hours=73)
    assert asked_of(house.entry) == {}
    await gather(hass)
    assert boss_phone.shown == []

    await boss_phone.press(question, OTHER)
    assert house.grabbed == [FADED]


async def test_a_target_that_is_not_there_is_asked_later(
    hass: HomeAssistant, house: Stack, caplog: pytest.LogCaptureFixture
) -> None:
    """Home Assistant may know its phones only a while after it has started; the log says it once."""
    await ask_at(hass, house.entry, "notify.telegram")
    await failed(hass, house)
    assert caplog.text.count("Nobody was asked through notify.telegram") == 1
    calls = async_mock_service(hass, "notify", "telegram")

    await later(hass, lambda: calls, hours=PAUSE / timedelta(hours=1))


async def test_a_target_without_buttons_is_told_where_to_decide(
    hass: HomeAssistant, house: Stack
) -> None:
    """A notify action that is no phone."""
    calls = async_mock_service(hass, "notify", "telegram")
    await ask_at(hass, house.entry, "notify.telegram")

    await failed(hass, house)

    [call] = calls
    assert "AutoArr panel" in call.data["message"]
    assert "data" not in call.data


async def test_nobody_is_asked_where_nobody_was_chosen(
    hass: HomeAssistant, house: Stack, boss_phone: Phone
) -> None:
    """The failure waits in the list."""
    await ask_at(hass, house.entry)
    await failed(hass, house)

    assert boss_phone.received == []
    assert state_of(house.entry) == FailureState.ASKED


# ── questions about several failures ──


@pytest.fixture
async def entry(
    hass: HomeAssistant, boss_phone: Phone, radarr: FakeRadarr, sabnzbd: FakeSabnzbd
) -> MockConfigEntry:
    """Return a hub that asks the administrator's phone."""
    found = await set_up(hass, radarr, sabnzbd)
    await ask_at(hass, found, boss_phone)
    await poll(hass, found)
    return found


async def waits(hass: HomeAssistant, entry: MockConfigEntry, *failures: Failure) -> None:
    """Let failures wait for a person."""
    recovery = hub_of(entry).recovery
    for failure in failures:
        recovery._core.ledger.put(
            replace(failure, sabnzbd=service_id(entry, "sabnzbd"), first_seen=dt_util.utcnow())
        )
    recovery._core.changed()


async def test_a_season_is_one_question(
    hass: HomeAssistant, entry: MockConfigEntry, boss_phone: Phone
) -> None:
    """It names the episodes, grows in place, shrinks in place, and one press decides for all."""
    first, second, third = (asked(str(number), grab=episode(number)) for number in (1, 2, 3))
    await waits(hass, entry, first, second)
    await gather(hass)
    question = await boss_phone.notified()
    assert "Severance S02E01, Severance S02E02" in question["message"]

    await waits(hass, entry, third)
    await gather(hass)
    assert len(boss_phone.received) == 1, "not for each episode by itself"
    await later(hass, lambda: len(boss_phone.received) == 2, hours=PAUSE / timedelta(hours=1))
    [question] = boss_phone.shown
    assert question["message"].startswith("3 downloads wait for a decision")

    await boss_phone.press(question, LEAVE)
    assert {state_of(entry, key) for key in "123"} == {FailureState.CLOSED}
    await until(lambda: not boss_phone.shown)


async def test_an_old_button_does_not_decide_what_came_later(
    hass: HomeAssistant, entry: MockConfigEntry, boss_phone: Phone
) -> None:
    """It means what stood beside it."""
    await waits(hass, entry, asked("1", grab=episode(1)))
    await gather(hass)
    question = await boss_phone.notified()
    await waits(hass, entry, asked("2", grab=episode(2)))

    await boss_phone.press(question, LEAVE)

    assert state_of(entry, "1") == FailureState.CLOSED
    assert state_of(entry, "2") == FailureState.ASKED


async def test_an_import_is_for_administrators(
    hass: HomeAssistant, entry: MockConfigEntry, boss_phone: Phone, anna_phone: Phone
) -> None:
    """Nobody else is offered it; one who is an administrator no more is refused."""
    await ask_at(hass, entry, boss_phone, anna_phone)
    await poll(hass, entry)
    block = asked(kind=Kind.MANUAL_IMPORT, blocked=True, proposed=Strategy.FORCE_IMPORT)
    await waits(hass, entry, block)
    await gather(hass)
    assert buttons(await anna_phone.notified()) == [OTHER, LEAVE]
    question = await boss_phone.notified()
    assert buttons(question) == ["Import anyway", OTHER, LEAVE]

    await hass.auth.async_update_user(
        hub_of(entry).people._users[boss_id(hass, boss_phone)], group_ids=["system-users"]
    )
    await boss_phone.press(question, "Import anyway")

    assert state_of(entry) == FailureState.ASKED
    assert len(boss_phone.received) == 1


def boss_id(hass: HomeAssistant, phone: Phone) -> str:
    """Return whose phone it is."""
    [found] = [
        str(entry.data["user_id"])
        for entry in hass.config_entries.async_entries("mobile_app")
        if entry.data["device_name"] == phone.name
    ]
    return found


async def test_a_title_shows_no_markup(
    hass: HomeAssistant, entry: MockConfigEntry, boss_phone: Phone
) -> None:
    """What a release is called is shown as text, and is no template."""
    hostile = asked(
        name="<b>{service}</b>[x](http://evil.example)\u202e",
        grab=None,
        kind=Kind.UNKNOWN,
        proposed=None,
        reason=Reason.CAUSE_UNKNOWN,
    )
    await waits(hass, entry, hostile)
    await gather(hass)

    question = await boss_phone.notified()

    assert not set("<>[]\u202e") & set(question["message"])
    assert "{service}" in question["message"]
    assert question["message"].endswith("What shall AutoArr do?")


async def test_what_a_model_guesses_is_marked_as_such(
    hass: HomeAssistant, entry: MockConfigEntry, boss_phone: Phone
) -> None:
    """It is no finding of AutoArr's."""
    guessed = asked(
        kind=Kind.UNKNOWN,
        proposed=None,
        reason=Reason.CAUSE_UNKNOWN,
        suggested=Cause.DISK_FULL,
    )
    await waits(hass, entry, guessed)
    await gather(hass)

    assert (
        "The language model guesses: the disk is full." in (await boss_phone.notified())["message"]
    )


async def test_a_queue_is_paused_after_a_yes(
    hass: HomeAssistant, house: Stack, boss_phone: Phone
) -> None:
    """One question for the SABnzbd, with the reason; it is gone when it is answered."""
    await outage(hass, house.entry, house.sabnzbd)
    question = await boss_phone.notified()
    assert question["title"] == "A queue needs a decision"
    assert question["message"] == QUESTION
    assert buttons(question) == [PAUSE_IT, LEAVE]
    assert not house.sabnzbd.state.paused

    await boss_phone.press(question, PAUSE_IT)

    await until(lambda: house.sabnzbd.state.paused)
    await until(lambda: not boss_phone.shown)


async def test_a_queue_is_left_running_after_a_no(
    hass: HomeAssistant, house: Stack, boss_phone: Phone
) -> None:
    """And nobody is asked again in this outage; nor is anything left to ask when the provider is back."""
    await outage(hass, house.entry, house.sabnzbd)
    await boss_phone.press(await boss_phone.notified(), LEAVE)
    await until(lambda: not boss_phone.shown)
    await poll(hass, house.entry)
    await gather(hass)
    assert not boss_phone.shown
    assert not house.sabnzbd.state.paused


async def test_a_question_about_a_queue_is_taken_back_when_the_provider_is_back(
    hass: HomeAssistant, house: Stack, boss_phone: Phone
) -> None:
    """Its button does nothing any more."""
    await outage(hass, house.entry, house.sabnzbd)
    assert await boss_phone.notified()
    await back(hass, house.entry, house.sabnzbd)
    await until(lambda: not boss_phone.shown)


async def test_a_restart_asks_nobody_about_a_queue_again(
    hass: HomeAssistant, house: Stack, boss_phone: Phone
) -> None:
    """The question stands on the phone, and its button works."""
    await outage(hass, house.entry, house.sabnzbd)
    question = await boss_phone.notified()

    await restart(hass, house.entry)
    await gather(hass)
    await poll(hass, house.entry)
    await gather(hass)
    assert len(boss_phone.received) == 1

    await boss_phone.press(question, PAUSE_IT)
    await until(lambda: house.sabnzbd.state.paused)
    await until(lambda: not boss_phone.shown)


async def test_a_no_about_a_queue_outlives_a_restart(
    hass: HomeAssistant, house: Stack, boss_phone: Phone
) -> None:
    """It counts until the outage is over; the next one is another question."""
    await outage(hass, house.entry, house.sabnzbd)
    await boss_phone.press(await boss_phone.notified(), LEAVE)
    await until(lambda: not boss_phone.shown)

    await restart(hass, house.entry)
    await poll(hass, house.entry)
    await poll(hass, house.entry)
    await gather(hass)
    assert not boss_phone.shown
    assert not house.sabnzbd.state.paused

    await back(hass, house.entry, house.sabnzbd)
    await outage(hass, house.entry, house.sabnzbd)
    assert buttons(await boss_phone.notified()) == [PAUSE_IT, LEAVE]
