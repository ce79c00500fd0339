"""Why is it not here: episodes, seasons, and what of them is there."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from custom_components.autoarr.requests.diagnosing.models import Finding, Link
from custom_components.autoarr.requests.media import Scope
from custom_components.autoarr.requests.parsed import MediaType, ParsedItem
from tests.fakes.servarr.state import Event, MediaFile, Subject
from tests.support.clock import ManualClock

from .chain import FARGO, Chain, chain

STRANGER_THINGS = 305288
BROKEN, WAITING = Finding.BROKEN, Finding.WAITING


@pytest.fixture
async def house(clock: ManualClock, tmp_path: Path) -> AsyncIterator[Chain]:
    """Return a chain in which everything works and nothing is asked for."""
    async with chain(clock, tmp_path) as running:
        yield running


def asked(title: str = "Fargo", *seasons: int, **more: object) -> ParsedItem:
    """Return a question about a series."""
    return ParsedItem(titles=(title,), media_type=MediaType.TV, seasons=seasons, **more)  # type: ignore[arg-type]


async def search_season(house: Chain) -> None:
    """Let Sonarr search the second season of Fargo, and see what it grabbed."""
    body: dict[str, object] = {"seriesId": house.sonarr.series(FARGO).id, "seasonNumber": 2}
    house.sonarr.commands.push("SeasonSearch", body, trigger="manual")
    await house.minute()


def rename(file: str, name: str) -> None:
    """Give a file another name."""
    Path(file).rename(Path(file).with_name(name))


def season(house: Chain, number: int = 2, *, files: int = 10) -> None:
    """Let the first episodes of a season of Fargo be on disk, imported just now."""
    state = house.sonarr.core.state
    for place in range(1, files + 1):
        episode = house.sonarr.episode(FARGO, number, place)
        subject = Subject(media_id=episode.series_id, episode_ids=(episode.id,))
        name = f"Fargo.S{number:02}E{place:02}"
        path = Path(house.sonarr.series(FARGO).path) / f"Season {number}" / f"{name}.mkv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"video")
        episode.file = MediaFile(
            id=state.next_id("file"),
            subject=subject,
            season=number,
            path=path,
            size=5,
            quality="WEBDL-1080p",
            languages=("English",),
            source_title=name,
            group=None,
            added=house.clock.now(),
        )
        state.record(
            Event.IMPORTED,
            subject,
            date=house.clock.now(),
            title=name,
            quality="WEBDL-1080p",
            languages=("English",),
            download_id=None,
            data={},
        )


async def test_only_what_was_asked_for_counts(house: Chain) -> None:
    """The season that was requested is not monitored; the others do not matter."""
    house.request(scope=Scope.SEASONS, seasons=(2,))
    house.sonarr.add(FARGO, seasons=[1])
    verdict = await house.verdict(item=asked())
    assert verdict == (Link.MONITORED, BROKEN, "why_episodes_not_monitored")
    assert house.diagnosis.title == "Fargo (2014) S02"
    assert "10 missing episodes are not monitored: S02E01, S02E02" in house.said
    assert house.evidence(Link.MONITORED).startswith("S02: 0/10")


async def test_a_season_is_searched_as_one(house: Chain) -> None:
    """One hit, not ten."""
    house.sonarr.add(FARGO, seasons=[2])
    verdict = await house.verdict(item=asked("Fargo", 2))
    assert verdict == (Link.SEARCHED, BROKEN, "why_nothing_found")
    [request] = house.sonarr.requests_to("/api/v3/release", "GET")
    assert request.query["seasonNumber"] == "2"
    assert "episodeId" not in request.query


async def test_of_several_seasons_the_one_with_most_to_find_is_searched(house: Chain) -> None:
    """One search for a question; what it was for is said."""
    house.sonarr.add(FARGO, seasons=[2, 3])
    season(house, files=9)
    await house.why(item=asked("Fargo", 2, 3))
    [request] = house.sonarr.requests_to("/api/v3/release", "GET")
    assert request.query["seasonNumber"] == "3"
    assert house.evidence(Link.SEARCHED) == "S03"


async def test_one_episode_is_searched_alone(house: Chain) -> None:
    """The one that was asked for."""
    house.sonarr.add(FARGO, seasons=[2])
    verdict = await house.verdict(item=asked("Fargo", 2, episodes=(3,)))
    assert verdict == (Link.SEARCHED, BROKEN, "why_nothing_found")
    [request] = house.sonarr.requests_to("/api/v3/release", "GET")
    assert request.query["episodeId"] == str(house.sonarr.episode(FARGO, 2, 3).id)
    assert "Fargo (2014) S02E03" in house.said


async def test_some_of_a_season_is_there(house: Chain) -> None:
    """The episodes that are missing are counted and named."""
    house.sonarr.add(FARGO, seasons=[2])
    season(house, files=7)
    verdict = await house.verdict(item=asked("Fargo", 2))
    assert verdict is not None
    assert verdict[0] is Link.SEARCHED
    for number in (8, 9, 10):
        house.sonarr.episode(FARGO, 2, number).monitored = False
    verdict = await house.verdict(item=asked("Fargo", 2))
    assert verdict == (Link.MONITORED, BROKEN, "why_episodes_not_monitored")
    assert house.evidence(Link.MONITORED) == "S02: 7/10 (S02E08, S02E09, S02E10)"


async def test_the_rest_has_not_aired(house: Chain, clock: ManualClock) -> None:
    """How many are there, and when the next one comes."""
    clock.set(clock.now().replace(year=2015, month=11, day=20))
    house.sonarr.add(FARGO, seasons=[2])
    season(house, files=6)
    assert await house.verdict(item=asked("Fargo", 2)) == (
        Link.RELEASED,
        WAITING,
        "why_rest_unaired",
    )
    assert house.said.startswith("6 of 10 episodes of Fargo (2014) S02 are there")
    assert house.searches == 0


async def test_what_has_not_aired_need_not_be_monitored_yet(
    house: Chain, clock: ManualClock
) -> None:
    """What has aired comes first."""
    clock.set(clock.now().replace(year=2015, month=11, day=20))
    house.sonarr.add(FARGO, seasons=[2])
    for number in (7, 8, 9, 10):
        house.sonarr.episode(FARGO, 2, number).monitored = False
    verdict = await house.verdict(item=asked("Fargo", 2))
    assert verdict == (Link.SEARCHED, BROKEN, "why_nothing_found")
    season(house, files=6)
    verdict = await house.verdict(item=asked("Fargo", 2))
    assert verdict == (Link.MONITORED, BROKEN, "why_episodes_not_monitored")


async def test_a_season_that_has_not_begun(house: Chain, clock: ManualClock) -> None:
    """With its first day; one that Sonarr does not know has none."""
    clock.set(clock.now().replace(year=2025, month=11, day=20))
    house.sonarr.add(STRANGER_THINGS)
    verdict = await house.verdict(item=asked("Stranger Things", 5))
    assert verdict == (Link.RELEASED, WAITING, "why_unaired")
    assert "2025-11-26" in house.said
    verdict = await house.verdict(item=asked("Stranger Things", 9))
    assert verdict == (Link.RELEASED, WAITING, "why_not_listed")
    assert "S09" in house.said


async def test_an_episode_that_does_not_exist(house: Chain) -> None:
    """It is named."""
    house.sonarr.add(FARGO, seasons=[2])
    season(house)
    verdict = await house.verdict(item=asked("Fargo", 2, episodes=(10, 11)))
    assert verdict == (Link.RELEASED, WAITING, "why_not_listed")
    assert "S02E11" in house.said


async def test_a_pack_that_lacks_episodes_is_not_imported_whole(house: Chain) -> None:
    """What is missing was in no file of it."""
    house.sonarr.add(FARGO, seasons=[2])
    house.release("Fargo.S02.1080p.WEB-DL.H264-PACK", tmdb_id=None, tvdb_id=FARGO, season=2)
    await search_season(house)
    [job] = house.sabnzbd.state.queue.values()
    rename(house.sabnzbd.finish(job.nzo_id).storage, "Fargo.S02E01.mkv")
    await house.minute()
    verdict = await house.verdict(item=asked("Fargo", 2))
    assert verdict == (Link.IMPORTED, BROKEN, "why_import_blocked")


async def test_the_latest_season_is_meant(house: Chain) -> None:
    """The last one that has begun."""
    house.sonarr.add(FARGO)
    await house.verdict(item=asked("Fargo", latest=True))
    [request] = house.sonarr.requests_to("/api/v3/release", "GET")
    assert request.query["seasonNumber"] == "5"


async def test_a_season_is_downloading(house: Chain) -> None:
    """One job for all of its episodes."""
    house.sonarr.add(FARGO, seasons=[2])
    house.release("Fargo.S02.1080p.WEB-DL.H264-PACK", tmdb_id=None, tvdb_id=FARGO, season=2)
    await search_season(house)
    verdict = await house.verdict(item=asked("Fargo", 2))
    assert verdict == (Link.DOWNLOADING, WAITING, "why_downloading")


async def test_all_that_is_monitored_is_there(house: Chain) -> None:
    """Who asks for the series without a season means what the house has of it."""
    house.sonarr.add(FARGO, seasons=[2])
    season(house)
    house.scan("2")
    assert await house.verdict(item=asked()) is None
    assert house.said == "Fargo (2014) is here: Plex can play it."


async def test_plex_shows_some_episodes(house: Chain, clock: ManualClock) -> None:
    """The others came after its last scan."""
    house.sonarr.add(FARGO, seasons=[2])
    season(house)
    moved = sorted((house.folder / "series").rglob("*.mkv"))[7:]
    names = {file: file.read_bytes() for file in moved}
    for file in moved:
        file.unlink()
    house.scan("2")
    for file, content in names.items():
        file.write_bytes(content)
    clock.advance(timedelta(hours=1))
    assert await house.verdict(item=asked("Fargo", 2)) == (
        Link.SCANNED,
        WAITING,
        "why_partly_scanned",
    )
    assert house.said.startswith("Plex shows 7 of 10 episodes of Fargo (2014) S02")


async def test_a_request_for_another_season_is_not_the_one(house: Chain) -> None:
    """It says nothing about the season that was asked about."""
    house.request(scope=Scope.SEASONS, seasons=(1,))
    house.sonarr.add(FARGO, seasons=[1])
    await house.why(item=asked("Fargo", 2))
    assert house.diagnosis.request_id is None
    assert house.finding(Link.REQUESTED) is Finding.SKIPPED
