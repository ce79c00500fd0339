"""The steps of recovery: the event that shows them, and the triggers of automations."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from homeassistant.const import STATE_UNKNOWN
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import trigger
from homeassistant.setup import async_setup_component
import probatio
import pytest
from pytest_homeassistant_custom_component.common import async_mock_service

from custom_components.autoarr.const import DOMAIN
from custom_components.autoarr.recovery_steps import RecoveryStep
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.acting import device
from tests.integration.house import ask, poll, restart, state, tell, value
from tests.integration.setup import set_up
from tests.integration.stack import FADED, SENTENCE, WHOLE, release, stack

STEPS = [step.value for step in RecoveryStep]
TOLD = (
    "title",
    "release",
    "cause",
    "kind",
    "strategy",
    "reason",
    "failure_id",
    "sabnzbd",
    "instance",
    "correlation",
)

type Automate = Callable[..., Awaitable[list[ServiceCall]]]


@pytest.fixture
async def automate(hass: HomeAssistant) -> Automate:
    """Return what sets an automation up for some steps and tells what it did."""

    async def set_it_up(*steps: str, **options: Any) -> list[ServiceCall]:
        calls = async_mock_service(hass, "test", "noted")
        automation = {
            "triggers": [
                {"trigger": f"{DOMAIN}.{step}", "id": step, "options": options} for step in steps
            ],
            "actions": {
                "action": "test.noted",
                "data": {
                    "step": "{{ trigger.id }}",
                    **{name: f"{{{{ trigger.{name} }}}}" for name in TOLD},
                },
            },
            "mode": "queued",
        }
        assert await async_setup_component(hass, "automation", {"automation": automation})
        await hass.async_block_till_done()
        return calls

    return set_it_up


async def test_the_story_of_a_repair(
    hass: HomeAssistant, tmp_path: Path, automate: Automate
) -> None:
    """Failed, taken up, recovered: each once, in order, in words, and in the event."""
    async with stack(hass, tmp_path) as house:
        house.indexer.add(release(FADED, age=1), release(WHOLE, age=3))
        await house.manage()
        await ask(hass, "request", confirm=True, text=SENTENCE)
        await house.minute()
        calls = await automate(*STEPS)
        assert value(hass, house.entry, "hub", "recovery_step") == STATE_UNKNOWN

        job = await house.fail()
        failed, started = (call.data for call in calls)
        await house.minute()
        await house.finish()
        await house.minute()
        await house.due()
        await hass.async_block_till_done()

        assert (failed["step"], started["step"]) == ("download_failed", "recovery_started")
        assert failed["title"] == started["title"] == "Dune (2021)"
        assert failed["release"] == FADED
        assert (failed["cause"], failed["kind"]) == ("article_missing", "cannot_complete")
        assert failed["failure_id"] == job
        assert (failed["sabnzbd"], failed["instance"]) == ("SABnzbd", "Radarr")
        assert started["strategy"] == "next_release"
        assert (
            started["reason"]
            == f"The release {FADED} is damaged or unusable; another one is needed."
        )
        assert [call.data["step"] for call in calls[2:]] == ["recovered"]
        assert calls[2].data["reason"] == f"{FADED} is in the library by now."
        shown = state(hass, house.entry, "hub", "recovery_step").attributes
        assert shown["event_type"] == "recovered"
        assert {name: shown[name] for name in ("title", "cause", "strategy", "correlation")} == {
            "title": "Dune (2021)",
            "cause": "article_missing",
            "strategy": "next_release",
            "correlation": "movie:tmdb:438631",
        }
        assert not [name for name in TOLD if isinstance(shown[name], list)]


async def test_a_dry_run_only_tells_of_failures(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, automate: Automate
) -> None:
    """Nothing is started; and what failed before AutoArr watched is not told at all."""
    sabnzbd.add_history(
        "Old.Movie.2019.1080p.WEB-DL.H264-GRP", failed=True, completed=sabnzbd.state.now() - 3600
    )
    entry = await set_up(hass, sabnzbd)
    calls = await automate(*STEPS)
    await poll(hass, entry)
    assert calls == []

    past = sabnzbd.add_history("Some.Movie.2020.1080p.WEB-DL.H264-GRP", failed=True)
    await poll(hass, entry)
    await poll(hass, entry)

    [call] = calls
    assert call.data["step"] == "download_failed"
    assert call.data["title"] == call.data["release"] == past.name
    assert call.data["reason"] is None
    assert call.data["instance"] is None


async def test_only_the_chosen_causes_fire(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, automate: Automate
) -> None:
    """One alone, or one of several."""
    entry = await set_up(hass, sabnzbd)
    calls = await automate("download_failed", cause=["disk_full", "password"])
    for name, scenario in (
        ("Broken", "broken_folder"),
        ("Locked", "encrypted"),
        ("Gone", "incomplete"),
    ):
        sabnzbd.add_history(f"{name}.Movie.2020.1080p.WEB-DL.H264-GRP", scenario=scenario)

    await poll(hass, entry)

    assert [call.data["cause"] for call in calls] == ["password"]


async def test_only_the_chosen_services_fire(
    hass: HomeAssistant, tmp_path: Path, automate: Automate
) -> None:
    """The SABnzbd that had it, and the Radarr that asked for it; no other device."""
    async with stack(hass, tmp_path) as house:
        house.indexer.add(release(FADED, age=1))
        await ask(hass, "request", confirm=True, text=SENTENCE)
        await house.minute()
        devices = {
            kind: device(hass, house.entry, kind) for kind in ("sabnzbd", "radarr", "plex", "hub")
        }
        calls = async_mock_service(hass, "test", "noted")
        automations = [
            {
                "id": kind,
                "triggers": {
                    "trigger": f"{DOMAIN}.download_failed",
                    "options": {"device_id": [devices[kind], "a device that is gone"]},
                },
                "actions": {"action": "test.noted", "data": {"kind": kind}},
            }
            for kind in devices
        ]
        assert await async_setup_component(hass, "automation", {"automation": automations})
        await hass.async_block_till_done()

        await house.fail()
        await hass.async_block_till_done()

        assert {call.data["kind"] for call in calls} == {"sabnzbd", "radarr"}


async def test_a_story_that_ends_badly(
    hass: HomeAssistant, tmp_path: Path, automate: Automate
) -> None:
    """What fails again for the same reason is given up, once, with the reason in words."""
    async with stack(hass, tmp_path) as house:
        house.indexer.add(release(FADED))
        await house.manage()
        await ask(hass, "request", confirm=True, text=SENTENCE)
        await house.minute()
        calls = await automate(*STEPS)

        for _ in range(2):
            await house.fail("disk_full")
            await house.due()
            await house.minute()
        await hass.async_block_till_done()

        assert [call.data["step"] for call in calls[:2]] == ["download_failed", "recovery_started"]
        assert [call.data["step"] for call in calls].count("gave_up") == 1
        last = calls[-1].data
        assert (last["step"], last["title"]) == ("gave_up", "Dune (2021)")
        assert last["reason"].startswith(f"SABnzbd tried {FADED} again and it failed again")
        shown = state(hass, house.entry, "hub", "recovery_step").attributes
        assert shown["event_type"] == "gave_up"


async def test_a_queue_that_is_paused(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, automate: Automate
) -> None:
    """It protects every download in it, and so is of none."""
    entry = await set_up(hass, sabnzbd)
    await tell(hass, "set_policy", strategy="pause_queue", policy="auto")
    calls = await automate("recovery_started", cause="provider_down")
    sabnzbd.add_slot("Some.Movie.2020.1080p.WEB-DL.H264-GRP")
    sabnzbd.provider(active=False, error="Cannot connect", test="Cannot connect")

    await poll(hass, entry)
    await poll(hass, entry)

    [call] = calls
    assert sabnzbd.state.paused
    assert (call.data["title"], call.data["strategy"]) == ("SABnzbd", "pause_queue")
    assert call.data["kind"] == "unreachable"
    assert call.data["failure_id"] is call.data["release"] is call.data["reason"] is None


async def test_a_reload_ends_no_automation(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd, automate: Automate
) -> None:
    """And nothing from before it is told again."""
    entry = await set_up(hass, sabnzbd)
    calls = await automate("download_failed")
    sabnzbd.add_history("First.Movie.2020.1080p.WEB-DL.H264-GRP", failed=True)
    await poll(hass, entry)
    await restart(hass, entry)
    await poll(hass, entry)
    assert len(calls) == 1

    sabnzbd.add_history("Second.Movie.2021.1080p.WEB-DL.H264-GRP", failed=True)
    await poll(hass, entry)

    assert [call.data["release"].partition(".")[0] for call in calls] == ["First", "Second"]


async def test_a_hostile_name_is_cut_and_keeps_no_secret(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd
) -> None:
    """Names of releases are anybody's text."""
    entry = await set_up(hass, sabnzbd)
    sabnzbd.add_history(f"{{{{ 1/0 }}}}{sabnzbd.api_key}" + "x" * 400, failed=True)

    await poll(hass, entry)

    shown = state(hass, entry, "hub", "recovery_step").attributes
    assert shown["event_type"] == "download_failed"
    assert sabnzbd.api_key not in str(shown)
    assert max(len(str(shown[name])) for name in TOLD) <= 200


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    "options", [{"cause": ["bad_luck"]}, {"cause": "article_missing", "colour": "red"}]
)
async def test_options_that_make_no_sense(
    hass: HomeAssistant, radarr: FakeRadarr, step: str, options: dict[str, Any]
) -> None:
    """They are refused when the automation is written."""
    await set_up(hass, radarr)

    with pytest.raises(probatio.Invalid):
        await trigger.async_validate_trigger_config(
            hass, [{"platform": f"{DOMAIN}.{step}", "options": options}]
        )


async def test_no_options_are_every_download(hass: HomeAssistant, radarr: FakeRadarr) -> None:
    """Nothing has to be chosen."""
    await set_up(hass, radarr)

    assert await trigger.async_validate_trigger_config(
        hass, [{"platform": f"{DOMAIN}.{step}"} for step in STEPS]
    )
