"""The calendar of what comes when, as Home Assistant's own actions, views and states show it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.autoarr.clients.limits import RequestLimits
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sonarr import FakeSonarr
from tests.integration.house import entity_id, hub_of, poll, state
from tests.integration.setup import set_up, subentry

PART_THREE = 1170608
TONIGHT_SHOW = 270261
MAY = ("2026-05-11T00:00:00+00:00", "2026-05-13T00:00:00+00:00")
DECEMBER = ("2026-12-14T00:00:00+00:00", "2026-12-21T00:00:00+00:00")


@pytest.fixture
async def uhd(tmp_path: Path) -> AsyncIterator[FakeRadarr]:
    """Return a second Radarr."""
    async with FakeRadarr(root_folder=tmp_path / "uhd") as fake:
        yield fake


async def events(
    hass: HomeAssistant, entry: MockConfigEntry, span: tuple[str, str]
) -> list[dict[str, Any]]:
    """Return what the calendar lists in a span."""
    calendar = entity_id(hass, entry, "hub", "releases")
    answer = await hass.services.async_call(
        "calendar",
        "get_events",
        {"entity_id": calendar, "start_date_time": span[0], "end_date_time": span[1]},
        blocking=True,
        return_response=True,
    )
    assert isinstance(answer, dict)
    listed: list[dict[str, Any]] = answer[calendar]["events"]  # type: ignore[index,call-overload,assignment]
    return listed


def impatient(entry: MockConfigEntry) -> None:
    """Let the clients give up at once."""
    for runtime in hub_of(entry).services.values():
        runtime.client.limits = RequestLimits(retries=0, timeout=1.0, slow_timeout=1.0)


async def test_films_and_episodes_of_every_instance_are_in_one_calendar(
    hass: HomeAssistant, radarr: FakeRadarr, sonarr: FakeSonarr, uhd: FakeRadarr
) -> None:
    """A film that two instances wait for stands there once, with both."""
    for fake in (radarr, uhd):
        fake.add(PART_THREE)
    sonarr.add(TONIGHT_SHOW)
    entry = await set_up(hass, radarr, sonarr, await subentry(hass, uhd, title="Radarr 4K"))

    [film] = await events(hass, entry, DECEMBER)
    episodes = await events(hass, entry, MAY)

    assert film == {
        "start": "2026-12-16",
        "end": "2026-12-17",
        "summary": "Dune: Part Three (2026): in cinemas",
        "description": "Radarr: expected\nRadarr 4K: expected",
    }
    assert [one["summary"] for one in episodes] == [
        f"The Tonight Show Starring Jimmy Fallon – S13E{number} Episode {number}"
        for number in (129, 130)
    ]
    assert episodes[0]["start"] == "2026-05-11T20:00:00+00:00"
    assert episodes[0]["end"] == "2026-05-11T20:41:00+00:00"
    assert radarr.contract_errors == sonarr.contract_errors == []


async def test_a_film_nobody_waits_for_is_not_in_it(
    hass: HomeAssistant, radarr: FakeRadarr
) -> None:
    """What is not monitored will not come."""
    radarr.add(PART_THREE, monitored=False)
    entry = await set_up(hass, radarr)

    assert await events(hass, entry, DECEMBER) == []


async def test_the_panel_reads_it(
    hass: HomeAssistant, radarr: FakeRadarr, hass_client: ClientSessionGenerator
) -> None:
    """Each entry has an id that stays the same."""
    radarr.add(PART_THREE)
    entry = await set_up(hass, radarr)
    client = await hass_client()
    calendar = entity_id(hass, entry, "hub", "releases")

    answer = await client.get(
        f"/api/calendars/{calendar}",
        params={"start": "2026-12-01T00:00:00Z", "end": "2027-01-01T00:00:00Z"},
    )

    assert [one["uid"] for one in await answer.json()] == [f"tmdb:{PART_THREE}:cinemas"]


async def test_its_state_is_what_comes_next(
    hass: HomeAssistant, sonarr: FakeSonarr, freezer: FrozenDateTimeFactory
) -> None:
    """On while it airs, then it names the next one."""
    freezer.move_to("2026-05-11 19:59:00+00:00")
    sonarr.add(TONIGHT_SHOW)
    entry = await set_up(hass, sonarr)
    before = state(hass, entry, "hub", "releases")
    assert before.state == STATE_OFF
    assert "S13E129" in before.attributes["message"]

    freezer.tick(timedelta(minutes=2))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert state(hass, entry, "hub", "releases").state == STATE_ON

    freezer.tick(timedelta(hours=1))
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    after = state(hass, entry, "hub", "releases")
    assert after.state == STATE_OFF
    assert "S13E130" in after.attributes["message"]


async def test_without_a_service_nothing_comes(hass: HomeAssistant) -> None:
    """That is known, so it is no error."""
    entry = await set_up(hass)

    assert state(hass, entry, "hub", "releases").state == STATE_OFF
    assert await events(hass, entry, MAY) == []


async def test_one_service_that_is_down_does_not_hide_the_others(
    hass: HomeAssistant,
    radarr: FakeRadarr,
    sonarr: FakeSonarr,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What is missing is logged, once; when nobody answers it is an error."""
    radarr.add(PART_THREE)
    sonarr.add(TONIGHT_SHOW)
    entry = await set_up(hass, radarr, sonarr)
    impatient(entry)
    radarr.misbehave("error")

    assert len(await events(hass, entry, MAY)) == 2
    assert await events(hass, entry, DECEMBER) == []
    assert caplog.text.count("The calendar is without the dates of Radarr") == 1

    sonarr.misbehave("error")
    with pytest.raises(HomeAssistantError) as error:
        await events(hass, entry, ("2026-06-01T00:00:00+00:00", "2026-06-02T00:00:00+00:00"))
    assert error.value.translation_key == "calendar_unreadable"
    assert (error.value.translation_placeholders or {})["services"] == "Radarr, Sonarr"


async def test_it_is_unavailable_until_a_service_answered(
    hass: HomeAssistant, radarr: FakeRadarr
) -> None:
    """And again when none does."""
    data = await subentry(hass, radarr)
    radarr.misbehave("error")
    entry = await set_up(hass, data)
    impatient(entry)
    assert state(hass, entry, "hub", "releases").state == STATE_UNAVAILABLE

    radarr.behave()
    await poll(hass, entry)
    assert state(hass, entry, "hub", "releases").state == STATE_OFF

    radarr.misbehave("error")
    await poll(hass, entry)
    assert state(hass, entry, "hub", "releases").state == STATE_UNAVAILABLE


async def test_leafing_to_and_fro_asks_once(hass: HomeAssistant, radarr: FakeRadarr) -> None:
    """A span that was read a moment ago is shown again."""
    radarr.add(PART_THREE)
    entry = await set_up(hass, radarr)
    asked = len(radarr.requests_to("/api/v3/calendar"))

    for _ in range(3):
        await events(hass, entry, DECEMBER)

    assert len(radarr.requests_to("/api/v3/calendar")) == asked + 1


async def test_a_span_without_end_is_refused(hass: HomeAssistant, radarr: FakeRadarr) -> None:
    """The error says how long it may be."""
    entry = await set_up(hass, radarr)

    with pytest.raises(ServiceValidationError) as error:
        await events(hass, entry, ("1990-01-01T00:00:00+00:00", "2090-01-01T00:00:00+00:00"))

    assert error.value.translation_key == "calendar_too_long"
