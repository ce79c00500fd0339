"""Why is it not here? Asked of a running hub, answered over HTTP by the services it has."""

from collections.abc import AsyncIterator
from pathlib import Path

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest

from custom_components.autoarr.requests.diagnosing.models import Diagnosis, Finding, Link
from custom_components.autoarr.requests.messages import render
from custom_components.autoarr.requests.parsed import ParsedItem
from tests.integration.house import hub_of
from tests.integration.stack import DUNE, WHOLE, Stack, release, stack

DUNE_IN_UHD = ParsedItem(titles=("Dune",), year=2021)


@pytest.fixture
async def house(hass: HomeAssistant, tmp_path: Path) -> AsyncIterator[Stack]:
    """Return a stack whose Radarr has a film and whose indexer has a release of it."""
    async with stack(hass, tmp_path) as running:
        running.radarr.add(DUNE, profile=5)
        running.indexer.add(release(WHOLE))
        yield running


async def why(house: Stack) -> Diagnosis:
    """Ask why the film is not there."""
    return await hub_of(house.entry).requests.diagnose(DUNE_IN_UHD)


def held_up(diagnosis: Diagnosis) -> tuple[Link, Finding] | None:
    """Return the link that holds a title up."""
    first = diagnosis.first_broken
    return None if first is None else (first.link, first.finding)


async def test_the_answer_moves_along_the_chain(hass: HomeAssistant, house: Stack) -> None:
    """From the release that nobody takes to the film that Plex shows."""
    assert held_up(await why(house)) == (Link.GRABBED, Finding.BROKEN)

    movie = house.radarr.movie(DUNE)
    house.radarr.commands.push("MoviesSearch", {"movieIds": [movie.id]}, trigger="manual")
    await house.minute()
    assert held_up(await why(house)) == (Link.DOWNLOADING, Finding.WAITING)

    await house.finish()
    await house.minute()
    assert held_up(await why(house)) == (Link.SCANNED, Finding.WAITING)

    house.plex.library.scan(house.plex.library.sections["1"])
    diagnosis = await why(house)
    assert held_up(diagnosis) is None
    note = diagnosis.note
    assert render(note.key, note.placeholders) == "Dune (2021) is here: Plex can play it."


async def test_no_key_of_a_service_is_in_the_answer(hass: HomeAssistant, house: Stack) -> None:
    """Whatever a service writes about itself."""
    key = house.radarr.api_key
    house.radarr.system.add_health("IndexerRssCheck", "warning", f"GET /x?apikey={key} said {key}")

    answer = str((await why(house)).as_dict())

    assert "said" in answer
    assert key not in answer


async def test_an_unload_ends_a_search_under_way(hass: HomeAssistant, house: Stack) -> None:
    """The indexers are still being asked when the hub goes."""
    house.radarr.misbehave("slow", seconds=30.0, paths="/release$")
    hub_of(house.entry).diagnoser._deadline = 0.5

    assert held_up(await why(house)) == (Link.SEARCHED, Finding.UNKNOWN)
    assert await hass.config_entries.async_unload(house.entry.entry_id)

    assert house.entry.state is ConfigEntryState.NOT_LOADED
