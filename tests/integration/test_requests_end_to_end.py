"""The main job inside one process: asked, failed, repaired or (as a control) not, imported, watchable."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from tests.integration.house import Answer, ask, hub_of, poll, restart, state, tell, value
from tests.integration.stack import DUNE, FADED, SENTENCE, WHOLE, Stack, release, stack


@pytest.fixture
async def house(hass: HomeAssistant, tmp_path: Path) -> AsyncIterator[Stack]:
    """Return a stack with two releases of the film, of which the better one lacks articles."""
    async with stack(hass, tmp_path) as running:
        running.indexer.add(release(FADED, age=1), release(WHOLE, age=3))
        yield running


async def only_request(hass: HomeAssistant) -> Answer:
    """Return the one request there is."""
    [request] = (await ask(hass, "get_requests"))["requests"]
    found: Answer = request
    return found


async def kinds(hass: HomeAssistant, correlation: str) -> list[str]:
    """Return what happened to a title, in order."""
    timeline = await ask(hass, "get_timeline", correlation=correlation, limit=500)
    return [event["kind"] for event in timeline["events"]]


async def test_with_recovery_off_the_film_stays_missing(hass: HomeAssistant, house: Stack) -> None:
    """The control: AutoArr sees, understands and says what it would have done, and does nothing."""
    await house.manage(preset=None)
    assert (await ask(hass, "request", confirm=True, text=SENTENCE))["status"] == "added"
    await house.minute()
    assert house.job().name == FADED

    await house.fail()
    for _ in range(3):
        await house.due()
        await house.minute()

    assert not house.radarr.movie(DUNE).file
    assert house.grabbed == [FADED]
    assert house.searches == 0
    answer = await ask(hass, "get_failures")
    [line] = answer["would_have_done"]
    assert (line["name"], line["strategy"], line["instance"]) == (FADED, "next_release", "Radarr")
    assert line["cause"] == "article_missing"
    [failure] = answer["failures"]
    assert failure["state"] == "reported"
    assert value(hass, house.entry, "hub", "would_have_done") == "1"
    assert not hub_of(house.entry).recovery.counters().get("done_next_release")
    events = (await ask(hass, "get_timeline", limit=500))["events"]
    assert {event["data"].get("action") for event in events} <= {
        None,
        "recovery.mode",
        "request.add",
    }


async def test_with_recovery_on_the_film_can_be_watched(hass: HomeAssistant, house: Stack) -> None:
    """The same failure; the next release is found, imported, and Plex has it."""
    await house.manage()
    answer = await ask(hass, "request", confirm=True, text=SENTENCE)
    assert answer["state"] == "searching"
    await house.minute()
    assert (await only_request(hass))["state"] == "downloading"

    failed = await house.fail()
    await house.radarr.idle()
    assert [row.source_title for row in house.radarr.blocklisted] == [FADED]
    assert house.searches == 1
    assert house.grabbed == [FADED, WHOLE]
    assert failed not in house.sabnzbd.state.queue
    await house.minute()
    assert (await only_request(hass))["state"] == "downloading"

    await house.finish()
    await house.minute()
    file = house.radarr.movie(DUNE).file
    assert file is not None
    assert file.path.is_file()
    assert (await only_request(hass))["note"] == (
        "The file is in the library; Plex does not show it yet."
    )

    section = house.plex.library.sections["1"]
    house.plex.library.scan(section)
    await house.minute()
    await house.due()
    request = await only_request(hass)
    assert (request["state"], request["progress"]) == ("available", None)
    [failure] = (await ask(hass, "get_failures"))["failures"]
    assert failure["state"] == "recovered"
    assert value(hass, house.entry, "hub", "open_requests") == "0"
    assert value(hass, house.entry, "hub", "open_failures") == "0"
    activity = state(hass, house.entry, "hub", "activity")
    assert activity.attributes["event_type"] in ("recovered", "request_state")
    story = await kinds(hass, failure["correlation"])
    story = story[story.index("failure_seen") :]
    assert story.index("failure_seen") < story.index("action_started") < story.index("recovered")
    assert house.radarr.contract_errors == []


async def test_only_milestones_reach_the_bus(hass: HomeAssistant, house: Stack) -> None:
    """One event type, each under two kilobytes."""
    seen: list[dict[str, Any]] = []
    hass.bus.async_listen("autoarr_event", lambda event: seen.append(dict(event.data)))
    await house.manage()
    await ask(hass, "request", confirm=True, text=SENTENCE)
    await house.minute()
    await house.fail()

    told = [event["kind"] for event in seen]

    assert {"mode_changed", "policy_changed", "request_added", "failure_seen"} <= set(told)
    assert all(len(str(event)) < 2_500 for event in seen)


async def test_a_request_survives_a_restart_at_every_step(
    hass: HomeAssistant, house: Stack
) -> None:
    """It goes on where it was, and nothing is added or searched for a second time."""
    await house.manage()
    await ask(hass, "request", confirm=True, text=SENTENCE)
    await restart(hass, house.entry)
    assert (await only_request(hass))["state"] in ("searching", "downloading")
    await house.minute()
    await restart(hass, house.entry)
    await house.fail()
    await restart(hass, house.entry)
    await house.minute()
    await house.finish()
    await restart(hass, house.entry)
    await house.minute()
    house.plex.library.scan(house.plex.library.sections["1"])
    await restart(hass, house.entry)
    await house.minute()

    assert (await only_request(hass))["state"] == "available"
    assert house.grabbed == [FADED, WHOLE]
    assert len(house.radarr.requests_to("/api/v3/movie", "POST")) == 1
    assert house.searches == 1


async def test_plex_that_is_away_does_not_hold_a_request(hass: HomeAssistant, house: Stack) -> None:
    """Nobody can say whether Plex has it: imported counts as available."""
    await ask(hass, "request", confirm=True, text=SENTENCE)
    await house.minute()
    for runtime in house.entry.runtime_data.services.values():
        runtime.client.limits = type(runtime.client.limits)(retries=0, timeout=1.0)
    house.plex.misbehave("error")
    await house.finish()

    await house.minute()
    await poll(hass, house.entry)

    assert (await only_request(hass))["state"] == "available"


async def test_a_service_that_is_removed_closes_its_requests(
    hass: HomeAssistant, house: Stack
) -> None:
    """With the reason."""
    await ask(hass, "request", confirm=True, text=SENTENCE)

    hass.config_entries.async_remove_subentry(house.entry, house.radarr_id)
    await hass.async_block_till_done()

    request = await only_request(hass)
    assert request["state"] == "failed"
    assert request["note"]


async def test_the_policy_can_be_changed_while_something_waits(
    hass: HomeAssistant, house: Stack
) -> None:
    """What was only reported stays as it is; a person takes it up with a retry."""
    await house.manage(preset=None)
    await ask(hass, "request", confirm=True, text=SENTENCE)
    await house.minute()
    await house.fail()
    assert house.searches == 0

    await tell(hass, "set_policy", preset="recommended")
    await house.due()
    assert house.searches == 0

    assert (await ask(hass, "retry"))["strategy"] == "next_release"
    await house.radarr.idle()
    assert house.grabbed == [FADED, WHOLE]
