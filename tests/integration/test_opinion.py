"""What no table knows: the app's model is asked once, its guess is shown, and nothing is done for it."""

from collections.abc import AsyncIterator
import json
from typing import Any, override

from aiohttp import web
from homeassistant.components.diagnostics.const import DOMAIN as DIAGNOSTICS_DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from autoarr_app.protocol.questions import Cause as AppCause
from autoarr_app.protocol.state import ModelStatus
from custom_components.autoarr.companion import opinion
from custom_components.autoarr.recovery.causes import Cause
from custom_components.autoarr.recovery.models import Failure, Preset
from custom_components.autoarr.responses_unknown import async_unknown_messages
from tests.fakes.app import FakeApp
from tests.fakes.http import LoggedRequest
from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.companion import look, set_up_with
from tests.integration.house import hub_of, poll, quiet, until

CLASSIFY = "/api/v1/failures/classify"
NAME = "Some.Movie.2020.1080p.WEB-DL.H264-GRP"
ODD = "Die Sterne stehen schlecht"
"""What no version of SABnzbd says, in a language that no table knows."""


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir: str) -> str:
    """Keep the outbox in a folder of this test."""
    return hass_tmp_config_dir


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for no further failures before the model is asked."""
    monkeypatch.setattr(opinion, "LINGER", 0.0)


@pytest.fixture
async def app() -> AsyncIterator[FakeApp]:
    """Run an app whose model takes everything for a broken script."""
    async with FakeApp() as running:
        running.guesses = AppCause.SCRIPT
        yield running


def asked(app: FakeApp) -> list[LoggedRequest]:
    """Return the questions that the model was asked."""
    return app.requests_to(CLASSIFY, "POST")


def failures(entry: MockConfigEntry) -> tuple[Failure, ...]:
    """Return what failed."""
    return hub_of(entry).recovery.failures()


async def fails(
    hass: HomeAssistant, entry: MockConfigEntry, sabnzbd: FakeSabnzbd, message: str = ODD
) -> None:
    """Let another job fail, and AutoArr see it."""
    sabnzbd.add_history(NAME, message=f"{message} ({NAME})")
    await poll(hass, entry)


async def settled(hass: HomeAssistant, entry: MockConfigEntry, app: FakeApp) -> None:
    """Look at the app, and wait until it is asked nothing any more."""
    await look(hass, entry)
    await until(lambda: not app.in_flight)
    await hass.async_block_till_done(wait_background_tasks=False)
    await quiet(entry)


async def test_a_guess_is_shown_and_nothing_is_done_for_it(
    hass: HomeAssistant, app: FakeApp, sabnzbd: FakeSabnzbd
) -> None:
    """It is asked in words without names; SABnzbd hears of nothing."""
    entry = await set_up_with(hass, app, sabnzbd)
    await poll(hass, entry)
    await hub_of(entry).recovery.apply_preset(Preset.RECOMMENDED)

    await fails(hass, entry, sabnzbd)
    await until(lambda: failures(entry)[0].suggested)
    await hub_of(entry).recovery.tick()

    [failure] = failures(entry)
    assert (failure.cause, failure.suggested) == (Cause.UNKNOWN, Cause.SCRIPT)
    assert failure.strategy not in {"retry_now", "next_release", "retry_later", "end_job"}
    [question] = asked(app)
    body: Any = question.body
    assert body["message"] == f"{ODD} (…)"
    assert (body["service"], body["version"]) == ("sabnzbd", sabnzbd.release.value)
    assert sabnzbd.calls("retry") == []

    shown = await async_unknown_messages(hass, hub_of(entry))
    [message] = hub_of(entry).recovery.unknown_messages()
    assert shown["unknown_messages"] == [
        {
            "service": "sabnzbd",
            "version": sabnzbd.release.value,
            "text": f"{ODD} (…)",
            "count": 1,
            "last_seen": message.at.isoformat(),
            "suggested": "script",
            "suggested_text": "a script failed",
        }
    ]
    assert "https://github.com/" in str(shown["report_unknown"])


async def test_the_same_words_are_asked_about_once(
    hass: HomeAssistant, app: FakeApp, sabnzbd: FakeSabnzbd
) -> None:
    """Also after a restart; what the model does not know either is not asked again."""
    app.guesses = AppCause.UNKNOWN
    entry = await set_up_with(hass, app, sabnzbd)
    await poll(hass, entry)
    await fails(hass, entry, sabnzbd)
    await until(lambda: hub_of(entry).recovery.unknown_messages()[0].suggested)
    await fails(hass, entry, sabnzbd)
    await settled(hass, entry, app)
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    await poll(hass, entry)
    await settled(hass, entry, app)

    assert len(asked(app)) == 1
    [message] = hub_of(entry).recovery.unknown_messages()
    assert (message.count, message.suggested) == (2, Cause.UNKNOWN)
    assert {failure.suggested for failure in failures(entry)} == {None}


@pytest.mark.parametrize("mode", ["error", "garbage", "html", "dropped", "truncated", "rate_limit"])
async def test_a_model_that_fails_is_no_news(
    hass: HomeAssistant,
    app: FakeApp,
    sabnzbd: FakeSabnzbd,
    caplog: pytest.LogCaptureFixture,
    mode: str,
) -> None:
    """Nothing is shown, nothing is logged, and it is not asked at every look."""
    entry = await set_up_with(hass, app, sabnzbd)
    await poll(hass, entry)
    app.misbehave(mode, paths="classify")

    await fails(hass, entry, sabnzbd)
    await until(lambda: asked(app))
    for _ in range(3):
        await settled(hass, entry, app)

    assert len(asked(app)) == 1
    [failure] = failures(entry)
    assert failure.suggested is None
    ours = [r for r in caplog.records if r.name.startswith("custom_components")]
    assert [r for r in ours if r.levelname in {"WARNING", "ERROR"}] == []
    assert app.api_key not in caplog.text


async def test_a_word_that_is_no_cause_is_no_answer(
    hass: HomeAssistant, sabnzbd: FakeSabnzbd
) -> None:
    """An app of another version may have causes that this one has not."""

    class OtherApp(FakeApp):
        @override
        async def _classify(self, request: web.Request) -> web.StreamResponse:
            return web.json_response(
                {"model": "m", "took_ms": 1.0, "cached": False, "result": {"cause": "gremlins"}}
            )

    async with OtherApp() as app:
        entry = await set_up_with(hass, app, sabnzbd)
        await poll(hass, entry)
        await fails(hass, entry, sabnzbd)
        await until(lambda: asked(app))
        await settled(hass, entry, app)

        assert failures(entry)[0].suggested is None
        assert len(asked(app)) == 1
        assert await hass.config_entries.async_unload(entry.entry_id)


async def test_a_slow_model_keeps_nothing_waiting(
    hass: HomeAssistant, app: FakeApp, sabnzbd: FakeSabnzbd
) -> None:
    """Recovery goes on while it thinks, and a hub that ends does not wait for it."""
    entry = await set_up_with(hass, app, sabnzbd)
    await poll(hass, entry)
    app.misbehave("slow", paths="classify", seconds=60)

    await fails(hass, entry, sabnzbd)
    await until(lambda: asked(app))
    await hub_of(entry).recovery.tick()
    await fails(hass, entry, sabnzbd, "Etwas anderes ist seltsam")

    assert len(failures(entry)) == 2
    assert await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize("status", [ModelStatus.NONE, ModelStatus.MISSING, ModelStatus.LOADING])
async def test_an_app_without_a_model_is_asked_once_it_has_one(
    hass: HomeAssistant, app: FakeApp, sabnzbd: FakeSabnzbd, status: ModelStatus
) -> None:
    """A model takes minutes to be loaded; what failed meanwhile is not forgotten."""
    ready = app.model
    app.model = ready.model_copy(update={"status": status})
    entry = await set_up_with(hass, app, sabnzbd)
    await poll(hass, entry)
    await fails(hass, entry, sabnzbd)
    await settled(hass, entry, app)
    assert asked(app) == []

    app.model = ready
    await look(hass, entry)

    await until(lambda: failures(entry)[0].suggested)


async def test_an_app_that_is_gone_is_asked_once_it_is_back(
    hass: HomeAssistant, app: FakeApp, sabnzbd: FakeSabnzbd
) -> None:
    """Everything else works without it."""
    entry = await set_up_with(hass, app, sabnzbd)
    await poll(hass, entry)
    app.misbehave("down")
    await look(hass, entry)
    await fails(hass, entry, sabnzbd)
    assert failures(entry)[0].suggested is None

    app.behave()
    await app.opened()
    await look(hass, entry)

    await until(lambda: failures(entry)[0].suggested)


async def test_what_is_understood_keeps_no_model_busy(
    hass: HomeAssistant, app: FakeApp, sabnzbd: FakeSabnzbd
) -> None:
    """The tables are enough; nothing is collected."""
    entry = await set_up_with(hass, app, sabnzbd)
    await poll(hass, entry)
    sabnzbd.add_history(NAME, scenario="broken_folder")
    await poll(hass, entry)
    await settled(hass, entry, app)

    assert asked(app) == []
    shown = await async_unknown_messages(hass, hub_of(entry))
    assert shown == {"unknown_messages": [], "report_unknown": None}


async def test_without_an_app_messages_are_collected_all_the_same(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    sabnzbd: FakeSabnzbd,
) -> None:
    """For the diagnostics, with the place to report them and nothing that gives anything away."""
    entry = await set_up_with(hass, None, sabnzbd)
    await poll(hass, entry)
    for message in (ODD, ODD, f"Geheim: apikey={sabnzbd.api_key} auf 127.0.0.1"):
        await fails(hass, entry, sabnzbd, message)

    assert await async_setup_component(hass, DIAGNOSTICS_DOMAIN, {})
    shown: Any = await get_diagnostics_for_config_entry(hass, hass_client, entry)

    unknown = shown["recovery"]["unknown_messages"]
    assert unknown["report_at"].startswith("https://")
    assert [(one["count"], one["suggested"]) for one in unknown["messages"]] == [
        (2, None),
        (1, None),
    ]
    text = json.dumps([unknown, await async_unknown_messages(hass, hub_of(entry))])
    assert sabnzbd.api_key not in text
    assert "127.0.0.1" not in text
    assert "Some.Movie" not in text
