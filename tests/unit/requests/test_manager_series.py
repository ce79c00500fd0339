"""Series: exactly the seasons and episodes that were asked for."""

import pytest

from custom_components.autoarr.requests.models import AnswerStatus, RequestState, Scope
from tests.fakes.releases import Indexer
from tests.fakes.sonarr import FakeSonarr
from tests.unit.fakes.caller import NEW_GIRL, episode_release
from tests.unit.fakes.downloader import Downloader

from .house import House


def monitored(sonarr: FakeSonarr) -> set[int]:
    """Return the monitored seasons of New Girl."""
    series = sonarr.series(NEW_GIRL)
    return {number for number, watched in series.seasons.items() if watched and number}


async def test_a_season_is_added_and_nothing_else(house: House, sonarr: FakeSonarr) -> None:
    """Season two: the others are not monitored."""
    answer = await house.ask("Add season two of New Girl in 1080p")
    await sonarr.idle()

    assert answer.status is AnswerStatus.ADDED
    assert answer.placeholders["title"] == "New Girl (2011) S02"
    assert monitored(sonarr) == {2}
    watched = {one.season for one in sonarr.series(NEW_GIRL).episodes if one.monitored}
    assert watched == {2}


async def test_the_latest_season_is_the_last_one(house: House, sonarr: FakeSonarr) -> None:
    """Of seven."""
    await house.ask("get the latest season of New Girl")
    await sonarr.idle()

    assert monitored(sonarr) == {7}


async def test_the_whole_series_is_all_of_it(house: House, sonarr: FakeSonarr) -> None:
    """Said so, there is no question."""
    answer = await house.ask("add all seasons of New Girl")
    await sonarr.idle()

    assert answer.status is AnswerStatus.ADDED
    assert monitored(sonarr) == {1, 2, 3, 4, 5, 6, 7}


async def test_without_a_season_it_asks_all_or_the_latest(house: House, sonarr: FakeSonarr) -> None:
    """Seven seasons are much: the person decides."""
    answer = await house.ask("Add New Girl")

    assert answer.status is AnswerStatus.CHOICES
    assert answer.text == "All 7 seasons of New Girl (2011), or only the latest, season 7?"
    assert [choice.scope for choice in answer.choices] == [Scope.ALL, Scope.SEASONS]
    assert sonarr.all_series == []

    await house.manager.confirm(answer.request_id or "", 2)
    await sonarr.idle()

    assert monitored(sonarr) == {7}


async def test_a_series_of_one_season_needs_no_question(house: House, sonarr: FakeSonarr) -> None:
    """Chernobyl has five episodes in one season."""
    answer = await house.ask("Add the series Chernobyl")

    assert answer.status is AnswerStatus.ADDED
    assert len(sonarr.all_series) == 1


async def test_first_the_series_then_the_seasons(house: House, sonarr: FakeSonarr) -> None:
    """Two questions in one request: which Office, then how much of it."""
    answer = await house.ask("add the office")
    assert answer.status is AnswerStatus.CHOICES
    assert answer.text == "Which The Office do you mean: US (2005) or UK (2001)?"

    seasons = await house.manager.confirm(answer.request_id or "", 1)
    assert seasons.status is AnswerStatus.CHOICES
    assert seasons.request_id == answer.request_id
    assert "All 9 seasons" in seasons.text

    added = await house.manager.confirm(answer.request_id or "", 1)
    assert added.status is AnswerStatus.ADDED
    assert len(sonarr.all_series) == 1


async def test_one_episode_is_monitored_and_searched(
    house: House, sonarr: FakeSonarr, indexer: Indexer, downloader: Downloader
) -> None:
    """Sonarr lists the episodes a moment after the series is added."""
    indexer.add(episode_release(2, 5), episode_release(2, 6))

    answer = await house.ask("get New Girl S02E05")
    assert answer.status is AnswerStatus.ADDED
    await house.look("sonarr")
    await sonarr.idle()

    watched = [(e.season, e.number) for e in sonarr.series(NEW_GIRL).episodes if e.monitored]
    assert watched == [(2, 5)]
    assert [slot["filename"] for slot in downloader.queue] == [
        "New.Girl.S02E05.1080p.WEB-DL.x264-GRP"
    ]
    await house.look("sonarr")
    assert house.state() is RequestState.DOWNLOADING

    downloader.complete(str(downloader.queue[0]["nzo_id"]))
    await house.look("sonarr")
    assert house.state() is RequestState.AVAILABLE


async def test_an_episode_without_a_season_is_a_question(house: House) -> None:
    """Which season, it asks."""
    answer = await house.ask("add episode 5 of Dark")

    assert answer.text == "Episode 5 of which season of Dark (2017): 1, 2, 3?"
    taken = await house.manager.confirm(answer.request_id or "", 3)
    assert taken.placeholders["title"] == "Dark (2017) S03E05"


async def test_a_season_that_does_not_exist_is_refused(house: House) -> None:
    """Nothing is added by mistake."""
    answer = await house.ask("add season 9 of Severance")

    assert answer.status is AnswerStatus.REJECTED
    assert answer.text == "Severance (2022) has no season 9; it has 2."


async def test_another_season_of_a_series_in_the_library(house: House, sonarr: FakeSonarr) -> None:
    """It is monitored and searched; cancelling restores what was monitored before."""
    sonarr.add(NEW_GIRL, seasons=(1,))

    answer = await house.ask("add season 3 of New Girl")
    await sonarr.idle()

    assert answer.status is AnswerStatus.MONITORED
    assert monitored(sonarr) == {1, 3}
    assert any(row.name == "SeasonSearch" for row in sonarr.commands.all)

    gone = await house.manager.cancel(house.only.id)

    assert gone.key == "cancelled_unmonitored"
    assert monitored(sonarr) == {1}


async def test_seasons_of_an_unmonitored_series(house: House, sonarr: FakeSonarr) -> None:
    """The whole series is monitored again, and as before after a cancellation."""
    sonarr.add(NEW_GIRL, seasons=(), monitored=False)

    await house.ask("add all seasons of New Girl")
    assert sonarr.series(NEW_GIRL).monitored
    assert monitored(sonarr) == {1, 2, 3, 4, 5, 6, 7}

    await house.manager.cancel(house.only.id)
    assert not sonarr.series(NEW_GIRL).monitored
    assert monitored(sonarr) == set()


async def test_an_episode_of_a_series_in_the_library(house: House, sonarr: FakeSonarr) -> None:
    """Only that episode; a cancellation takes it back."""
    sonarr.add(NEW_GIRL, seasons=())

    await house.ask("add New Girl season 1 episode 3")
    watched = [(e.season, e.number) for e in sonarr.series(NEW_GIRL).episodes if e.monitored]
    assert watched == [(1, 3)]

    await house.manager.cancel(house.only.id)
    assert not [e for e in sonarr.series(NEW_GIRL).episodes if e.monitored]


@pytest.mark.parametrize("text", ["add season 1 of New Girl", "add New Girl"])
async def test_what_is_monitored_is_already_there(
    house: House, sonarr: FakeSonarr, text: str
) -> None:
    """Somebody added it before."""
    sonarr.add(NEW_GIRL)

    answer = await house.ask(text)

    assert answer.status is AnswerStatus.ALREADY
    assert answer.key == "already_monitored"


async def test_two_seasons_are_two_requests_and_one_series(
    house: House, sonarr: FakeSonarr
) -> None:
    """Cancelling one leaves the series to the other."""
    await house.ask("add season 1 of New Girl")
    await sonarr.idle()
    await house.ask("add season 2 of New Girl")
    first, second = house.manager.requests()
    assert monitored(sonarr) == {1, 2}

    kept = await house.manager.cancel(first.id)
    assert kept.status is AnswerStatus.CANCELLED
    assert len(sonarr.all_series) == 1

    await house.manager.cancel(second.id)
    assert second.id in {one.id for one in house.manager.requests() if one.ended}


async def test_anime_is_added_as_anime_into_its_own_folder(
    house: House, sonarr: FakeSonarr
) -> None:
    """The catalogue knows that it is anime."""
    folder = sonarr.core.root_folders()[0].parent / "anime"
    folder.mkdir()
    sonarr.core.tables["rootfolder"].append({"id": 9, "path": str(folder)})
    house.set_defaults(
        "sonarr", root_folder=str(sonarr.core.root_folders()[0]), anime_root_folder=str(folder)
    )

    await house.ask("add all seasons of Death Note")

    (series,) = sonarr.all_series
    assert series.series_type == "anime"
    assert series.path.startswith(str(folder))


async def test_a_season_is_available_when_all_of_it_is_there(
    house: House, sonarr: FakeSonarr, indexer: Indexer, downloader: Downloader
) -> None:
    """One episode of it is not the season."""
    indexer.add(episode_release(7))
    await house.ask("add the latest season of New Girl")
    await house.look("sonarr")
    assert house.state() is RequestState.DOWNLOADING

    (slot,) = downloader.queue
    files = [f"New.Girl.S07E{number:02}.1080p.mkv" for number in range(1, 9)]
    downloader.complete(str(slot["nzo_id"]), *files)
    await house.look("sonarr")

    assert house.state() is RequestState.AVAILABLE
    again = await house.ask("add season 7 of New Girl")
    assert again.key == "already_available"


async def test_the_seasons_named_may_be_all_there_are(house: House, sonarr: FakeSonarr) -> None:
    """Then it is the whole series; an episode of the only season needs no question."""
    await house.ask("add seasons 1 and 2 of Andor")
    assert house.only.chosen is not None
    assert house.only.chosen.scope is Scope.ALL

    answer = await house.ask("add episode 2 of Chernobyl")
    assert answer.placeholders["title"] == "Chernobyl (2019) S01E02"
