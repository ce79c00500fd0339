"""Why is it not here, when somebody does not answer: unknown, never broken."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from custom_components.autoarr.requests.diagnosing.models import Finding, Link
from custom_components.autoarr.requests.parsed import MediaType, ParsedItem
from tests.support.clock import ManualClock

from .chain import DUNE, Chain, chain

UNKNOWN = Finding.UNKNOWN


@pytest.fixture
async def house(clock: ManualClock, tmp_path: Path) -> AsyncIterator[Chain]:
    """Return a chain in which everything works and nothing is asked for."""
    async with chain(clock, tmp_path) as running:
        yield running


def broken(house: Chain) -> list[Link]:
    """Return the links that the last diagnosis calls broken."""
    return [step.link for step in house.diagnosis.steps if step.finding is Finding.BROKEN]


@pytest.mark.parametrize("mode", ["down", "unauthorised", "error", "html", "garbage", "truncated"])
async def test_radarr_does_not_answer(house: Chain, mode: str) -> None:
    """However it does that; what is known of the request is still said."""
    house.request()
    house.radarr.add(DUNE, monitored=False)
    house.radarr.misbehave(mode)
    assert await house.verdict() == (Link.IN_ARR, UNKNOWN, "why_arr_silent")
    assert house.finding(Link.REQUESTED) is Finding.OK
    assert house.said.startswith("Radarr could not be asked")
    assert house.evidence(Link.IN_ARR)
    assert broken(house) == []


async def test_radarr_does_not_answer_a_title_nobody_asked_for(house: Chain) -> None:
    """Whether it is there cannot be said; Sonarr, which knows nothing of it, is no proof."""
    house.radarr.misbehave("down")
    item = ParsedItem(titles=("Dune",), year=2021, media_type=MediaType.MOVIE)
    assert await house.verdict(item=item) == (Link.IN_ARR, UNKNOWN, "why_arr_silent")
    assert broken(house) == []


async def test_sonarr_does_not_answer(house: Chain) -> None:
    """The same for a series."""
    house.sonarr.misbehave("down")
    item = ParsedItem(titles=("Fargo",), media_type=MediaType.TV)
    assert await house.verdict(item=item) == (Link.IN_ARR, UNKNOWN, "why_arr_silent")
    assert broken(house) == []


async def test_a_film_that_plex_shows_is_here_whoever_else_is_silent(house: Chain) -> None:
    """The end of the chain is what counts."""
    house.request()
    await house.imported()
    house.scan()
    house.radarr.misbehave("down")
    assert await house.verdict() is None
    assert house.finding(Link.SCANNED) is Finding.OK


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/health$", Link.INDEXERS),
        ("/indexer$", Link.INDEXERS),
        ("/queue$", Link.SEARCHED),
        ("/history/movie$", Link.SEARCHED),
        ("/command$", Link.SEARCHED),
    ],
)
async def test_radarr_answers_in_part(house: Chain, path: str, link: Link) -> None:
    """From there on nothing is broken, and the indexers are left alone."""
    house.radarr.add(DUNE)
    house.radarr.misbehave("error", paths=path)
    step = await house.why()
    assert step is not None
    assert (step.link, step.finding) == (link, UNKNOWN)
    assert "Radarr could not be asked" in house.said
    assert broken(house) == []
    assert house.searches == 0


async def test_sabnzbd_does_not_answer(house: Chain) -> None:
    """Radarr knows that it was sent there; how far it is, nobody does."""
    await house.grabbed()
    house.sabnzbd.misbehave("down")
    assert await house.verdict() == (Link.DOWNLOADING, UNKNOWN, "why_sab_silent")
    assert house.finding(Link.GRABBED) is Finding.OK
    assert "SABnzbd could not be asked" in house.said
    assert broken(house) == []


async def test_sabnzbd_is_not_connected(house: Chain) -> None:
    """Then Radarr's own word is all there is."""
    await house.grabbed()
    house.sabnzbds.clear()
    assert await house.verdict() == (Link.DOWNLOADING, Finding.WAITING, "why_downloading")


async def test_an_import_that_radarr_blocks_is_blocked_without_sabnzbd(house: Chain) -> None:
    """Radarr has looked, and says so."""
    job = await house.grabbed()
    house.radarr.refuse_imports("Sample")
    house.sabnzbd.finish(job.nzo_id)
    await house.minute()
    house.sabnzbd.misbehave("down")
    verdict = await house.verdict()
    assert verdict == (Link.IMPORTED, Finding.BROKEN, "why_import_blocked")


async def test_plex_does_not_answer(house: Chain) -> None:
    """It is on disk; whether Plex shows it cannot be said."""
    await house.imported()
    house.plex.misbehave("down")
    assert await house.verdict() == (Link.PLEX_COVERS, UNKNOWN, "why_plex_silent")
    assert house.finding(Link.ON_DISK) is Finding.OK
    assert house.finding(Link.SCANNED) is UNKNOWN
    assert broken(house) == []


async def test_a_search_that_reached_nobody_is_made_again(house: Chain) -> None:
    """No indexer was asked."""
    house.radarr.add(DUNE)
    house.radarr.misbehave("dropped", paths="/release$")
    assert await house.verdict() == (Link.SEARCHED, UNKNOWN, "why_not_searched")
    house.radarr.behave()
    assert await house.verdict() == (Link.SEARCHED, Finding.BROKEN, "why_nothing_found")


async def test_who_is_late_is_not_waited_for(house: Chain) -> None:
    """The answer comes at the deadline, with what is known by then."""
    house.request()
    house.radarr.add(DUNE)
    house.radarr.misbehave("slow", seconds=5.0, paths="/queue$")
    loop = asyncio.get_running_loop()
    begun = loop.time()
    verdict = await house.verdict(deadline=0.5)
    assert loop.time() - begun < 3.0
    assert verdict == (Link.SEARCHED, UNKNOWN, "why_silent")
    assert "It did not answer in time." in house.evidence(Link.SEARCHED)
    assert house.finding(Link.MONITORED) is Finding.OK


async def test_a_stop_ends_a_search_under_way(house: Chain) -> None:
    """Nothing of it is left behind."""
    house.radarr.add(DUNE)
    house.radarr.misbehave("slow", seconds=30.0, paths="/release$")
    await house.why(deadline=0.5)
    await house.diagnoser.stop()
    assert not [task for task in asyncio.all_tasks() if "Searches" in repr(task)]
