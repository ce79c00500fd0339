"""Everything goes wrong in one day, and no key is anywhere but where it belongs."""

from collections.abc import Iterator
import json
import logging
from pathlib import Path
from typing import Any

from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, issue_registry as ir
import pytest

from custom_components.autoarr.clients.limits import RequestLimits
from custom_components.autoarr.const import DOMAIN
from custom_components.autoarr.diagnostics import (
    async_get_config_entry_diagnostics,
    async_get_device_diagnostics,
)
from custom_components.autoarr.system_health import system_health_info
from tests.fakes.http import FakeService
from tests.fakes.misbehaviour import Mode
from tests.fakes.sonarr import FakeSonarr
from tests.integration.house import ask, entity_id, hub_of, poll, press, value
from tests.integration.setup import set_up
from tests.integration.stack import FADED, SENTENCE, WHOLE, Stack, release, stack

ONCE = RequestLimits(timeout=0.5, connect_timeout=0.5, deadline=0.5, retries=0)


class Heard:
    """Everything that was said: log lines with their tracebacks, events, errors, answers."""

    def __init__(self, hass: HomeAssistant, caplog: pytest.LogCaptureFixture) -> None:
        """Listen to every event and every logger, down to debug."""
        caplog.set_level(logging.DEBUG)
        self._caplog = caplog
        self.said: list[str] = []
        hass.bus.async_listen("*", self._event)

    @callback
    def _event(self, event: Event) -> None:
        """Keep an event."""
        if "config_entry" not in str(event.event_type):
            self.said.append(f"event {event.event_type}: {dict(event.data)}")

    def note(self, what: object) -> None:
        """Keep an answer, an error, a diagnostic."""
        self.said.append(json.dumps(what, default=repr) if isinstance(what, dict) else repr(what))

    def everything(self) -> Iterator[str]:
        """Yield all of it; only what aiohttp's own server of a fake says is not ours."""
        formatter = logging.Formatter("%(name)s %(message)s")
        for record in self._caplog.records:
            if not record.name.startswith(("aiohttp.server", "asyncio", "tests.")):
                yield formatter.format(record)
        yield from self.said


@pytest.fixture
def heard(hass: HomeAssistant, caplog: pytest.LogCaptureFixture) -> Heard:
    """Return what listens to everything."""
    return Heard(hass, caplog)


async def tried(heard: Heard, hass: HomeAssistant, action: str, **data: Any) -> None:
    """Run an action, whatever it says."""
    try:
        heard.note(await ask(hass, action, **data))
    except HomeAssistantError as err:
        heard.note(str(err))
        heard.note(err.translation_placeholders)


async def pressed(heard: Heard, hass: HomeAssistant, entity: str) -> None:
    """Press a button, whatever it says."""
    try:
        await press(hass, entity)
    except HomeAssistantError as err:
        heard.note(str(err))
        heard.note(err.translation_placeholders)


async def look_everywhere(heard: Heard, hass: HomeAssistant, house: Stack) -> None:
    """Read all that a person can read: states, diagnostics, repairs, lists, system health."""
    for found in hass.states.async_all():
        heard.note(found.as_dict())
    heard.note(await async_get_config_entry_diagnostics(hass, house.entry))
    for device in dr.async_entries_for_config_entry(dr.async_get(hass), house.entry.entry_id):
        heard.note(await async_get_device_diagnostics(hass, house.entry, device))
    for (domain, _), issue in ir.async_get(hass).issues.items():
        if domain == DOMAIN:
            heard.note(issue)
    for action in ("get_requests", "get_failures"):
        heard.note(await ask(hass, action))
    heard.note(await ask(hass, "get_timeline", limit=500))
    heard.note(await system_health_info(hass))
    for runtime in hub_of(house.entry).services.values():
        heard.note(runtime)
        heard.note(runtime.client)


async def misbehaving(heard: Heard, hass: HomeAssistant, house: Stack, fake: FakeService) -> None:
    """Let a service misbehave in every way there is, while everything is asked of it."""
    kind = fake.label.casefold()
    for mode in Mode:
        if mode in (Mode.OK, Mode.SLOW):
            continue
        fake.misbehave(mode, retry_after=0.01) if mode is Mode.RATE_LIMIT else fake.misbehave(mode)
        await poll(hass, house.entry, kind)
        await pressed(heard, hass, entity_id(hass, house.entry, kind, "test"))
        if kind == "radarr":
            await tried(heard, hass, "request", confirm=True, text="Add the movie Inception")
        if kind == "sabnzbd":
            await tried(heard, hass, "retry")
            await pressed(heard, hass, entity_id(hass, house.entry, kind, "resume"))
        heard.note(await async_get_config_entry_diagnostics(hass, house.entry))
    fake.behave()
    await fake.opened()


async def test_no_key_is_said_on_a_bad_day(
    hass: HomeAssistant, tmp_path: Path, heard: Heard, hass_storage: dict[str, Any]
) -> None:
    """Every service fails in every way; in the end the film is there and no key was said."""
    async with stack(hass, tmp_path) as house:
        for runtime in hub_of(house.entry).services.values():
            runtime.client.limits = ONCE
        house.indexer.add(release(FADED, age=1), release(WHOLE, age=3))
        await house.manage()
        await tried(heard, hass, "request", confirm=True, text=SENTENCE)
        await house.minute()
        await house.fail()
        for fake in (house.sabnzbd, house.radarr, house.plex):
            await misbehaving(heard, hass, house, fake)
        # A release, a client and a health message that carry keys themselves, as careless programs do.
        keys = [house.radarr.api_key, house.sabnzbd.api_key, house.plex.api_key]
        house.sabnzbd.add_history(
            f"Leaky.Movie.2020.1080p.apikey={keys[1]}-GRP",
            scenario="incomplete",
            message=f"Aborted: http://127.0.0.1/api?apikey={keys[1]}&mode=queue",
        )
        house.radarr.system.add_health("Check", "error", f"Refused: {keys[0]}")
        await house.minute()
        await look_everywhere(heard, hass, house)

        for _ in range(3):
            await house.minute()
            await house.due()
        if house.sabnzbd.state.queue:
            await house.finish()
        await house.minute()
        for kind in ("radarr", "sabnzbd", "plex"):
            assert value(hass, house.entry, kind, "connectivity") == "on"
        await look_everywhere(heard, hass, house)
        await hass.config_entries.async_unload(house.entry.entry_id)

    files = {name: file for name, file in hass_storage.items() if name.startswith(DOMAIN)}
    assert files
    heard.note(files)
    said = list(heard.everything())
    assert len(said) > 500
    told = {key: [line[:300] for line in said if key in line] for key in keys}
    assert told == {key: [] for key in keys}


async def test_one_service_has_a_bad_day_and_the_others_do_not_notice(
    hass: HomeAssistant, tmp_path: Path
) -> None:
    """A Sonarr that fails in every way, beside a Radarr in the middle of its work."""
    async with stack(hass, tmp_path) as house, FakeSonarr(root_folder=tmp_path / "series") as bad:
        await hass.config_entries.async_unload(house.entry.entry_id)
        await hass.config_entries.async_remove(house.entry.entry_id)
        house.entry = await set_up(hass, house.radarr, house.sabnzbd, house.plex, bad)
        for runtime in hub_of(house.entry).services.values():
            runtime.client.limits = ONCE
        house.indexer.add(release(WHOLE))
        await ask(hass, "request", confirm=True, text=SENTENCE)
        for mode in (Mode.HTML, Mode.TRUNCATED, Mode.DROPPED, Mode.UNAUTHORISED, Mode.GARBAGE):
            bad.misbehave(mode)
            await house.minute()
            assert value(hass, house.entry, "sonarr", "connectivity") == "off"
            for kind in ("radarr", "sabnzbd", "plex"):
                assert value(hass, house.entry, kind, "connectivity") == "on"

        await house.finish()
        await house.minute()
        house.plex.library.scan(house.plex.library.sections["1"])
        await house.minute()
        [request] = (await ask(hass, "get_requests"))["requests"]

        assert request["state"] in ("importing", "available")
        await hass.config_entries.async_unload(house.entry.entry_id)
