"""Exactly what was asked for is monitored, whatever Sonarr shows while it reads a series."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from custom_components.autoarr.journal.ports import JsonObject
from custom_components.autoarr.requests import library
from custom_components.autoarr.requests.media import ExactId, IdKind
from custom_components.autoarr.requests.models import Answer, AnswerStatus, RequestState, Source
from tests.fakes.catalogue import Season
from tests.fakes.releases import Indexer
from tests.fakes.sonarr import FakeSonarr
from tests.support.stores import SimulatedCrash
from tests.unit.fakes.caller import NEW_GIRL, episode_release
from tests.unit.fakes.downloader import Downloader

from .house import House


def watched(sonarr: FakeSonarr) -> set[tuple[int, int]]:
    """Return the monitored episodes of New Girl."""
    return {(e.season, e.number) for e in sonarr.series(NEW_GIRL).episodes if e.monitored}


async def ask_for(house: House, season: int, *episodes: int) -> Answer:
    """Ask for episodes of New Girl by its id."""
    return await house.manager.request_exact(
        ExactId(kind=IdKind.TVDB, value=str(NEW_GIRL)),
        seasons=(season,),
        episodes=episodes,
        confirmed=True,
    )


async def test_a_second_wish_while_sonarr_reads_the_series(
    house: House, sonarr: FakeSonarr
) -> None:
    """A series added for one episode shows all of it as monitored for a moment: it is not."""
    sonarr.commands.delay = 0.3
    await ask_for(house, 2, 5)
    assert all(sonarr.series(NEW_GIRL).seasons.values())

    second = await house.ask("add season 3 of New Girl")

    assert second.status is AnswerStatus.MONITORED
    await house.look("sonarr")
    assert {season for season, _ in watched(sonarr)} == {2, 3}
    assert (2, 5) in watched(sonarr)
    assert len([one for one in watched(sonarr) if one[0] == 2]) == 1


async def test_sonarr_reads_for_a_long_time(
    house: House, sonarr: FakeSonarr, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second wish waits, and is done when Sonarr has read the series."""
    monkeypatch.setattr(library, "SETTLE_WAIT", 0.05)
    sonarr.commands.delay = 0.3
    await ask_for(house, 2, 5)
    second = await house.ask("add season 3 of New Girl")
    assert (second.status, second.key) == (AnswerStatus.UNAVAILABLE, "waiting_settled")

    await house.look("sonarr")

    assert {season for season, _ in watched(sonarr)} == {2, 3}
    assert {one.state for one in house.manager.requests()} == {RequestState.SEARCHING}
    assert house.journal.unfinished() == ()


async def test_the_same_wish_is_still_one(house: House, sonarr: FakeSonarr) -> None:
    """Asked twice within a moment."""
    sonarr.commands.delay = 0.3
    await ask_for(house, 2, 5)

    again = await ask_for(house, 2, 5)

    assert (again.status, again.request_id) == (AnswerStatus.ALREADY, house.only.id)


async def test_episodes_that_do_not_exist_beside_some_that_do(
    house: House, sonarr: FakeSonarr, indexer: Indexer, downloader: Downloader
) -> None:
    """Those that exist are searched for, the others are named."""
    indexer.add(episode_release(2, 5))
    await ask_for(house, 2, 5, 98, 99)
    await house.look("sonarr")
    await sonarr.idle()

    assert watched(sonarr) == {(2, 5)}
    assert house.only.title == "New Girl (2011) S02E05"
    assert house.note() == "episodes_missing"
    assert house.only.missing_episodes == (98, 99)
    await house.look("sonarr")
    downloader.complete(str(downloader.queue[0]["nzo_id"]))
    await house.look("sonarr")
    assert house.state() is RequestState.AVAILABLE


async def test_only_episodes_that_do_not_exist(house: House, sonarr: FakeSonarr) -> None:
    """It fails with what there is, and the series that was added for it goes again."""
    await ask_for(house, 2, 99)
    await house.look("sonarr")

    assert house.state() is RequestState.FAILED
    assert house.note() == "no_such_episode"
    note = house.only.note
    assert note is not None
    seasons = sonarr.catalogue.shows[NEW_GIRL].seasons
    last = next(season.episodes for season in seasons if season.number == 2)
    assert note.placeholders["options"] == f"1-{last}"
    assert sonarr.all_series == []
    assert house.journal.unfinished() == ()


async def test_they_do_not_exist_in_a_series_of_others(house: House, sonarr: FakeSonarr) -> None:
    """The series stays as it was."""
    sonarr.add(NEW_GIRL, seasons=())
    asked = await ask_for(house, 2, 99)
    await house.look("sonarr")

    assert asked.status is AnswerStatus.REJECTED
    assert watched(sonarr) == set()
    assert len(sonarr.all_series) == 1


async def test_a_series_somebody_else_asked_for_stays(house: House, sonarr: FakeSonarr) -> None:
    """One wish fails, the other needs the series."""
    await ask_for(house, 2, 99)
    await house.manager.request_exact(
        ExactId(kind=IdKind.TVDB, value=str(NEW_GIRL)),
        seasons=(1,),
        source=Source(requester="anna"),
        confirmed=True,
    )
    await house.look("sonarr")

    assert len(sonarr.all_series) == 1
    states = sorted(one.state for one in house.manager.requests())
    assert states == [RequestState.FAILED, RequestState.SEARCHING]


@pytest.mark.parametrize("saves", [1, 2])
async def test_killed_while_a_series_goes_again(
    house: House, sonarr: FakeSonarr, saves: int
) -> None:
    """Before it went or after: the next run finishes it and still knows why it failed."""
    await ask_for(house, 2, 99)
    await sonarr.idle()
    await house.store.run_delayed()
    original, done = house.pending.save, 0

    async def crash(data: JsonObject) -> None:
        nonlocal done
        done += 1
        if done == saves:
            house.pending.crash_before_save = saves > 1
            house.pending.crash_after_save = saves == 1
        await original(data)

    house.pending.save = crash  # type: ignore[method-assign]
    with pytest.raises(SimulatedCrash):
        await house.look("sonarr")
    await house.restart()
    await house.look("sonarr")

    assert sonarr.all_series == []
    assert (house.state(), house.note()) == (RequestState.FAILED, "no_such_episode")
    assert house.journal.unfinished() == ()


@pytest.mark.parametrize("store", ["store", "pending"])
async def test_a_full_disk_while_a_series_goes_again(
    house: House, sonarr: FakeSonarr, store: str
) -> None:
    """What cannot be written down first is not removed; the request is closed all the same."""
    await ask_for(house, 2, 99)
    await sonarr.idle()
    getattr(house, store).fail_saves = 1
    await house.look("sonarr")

    assert house.note() == "no_such_episode"
    assert len(sonarr.all_series) == (1 if store == "pending" else 0)


async def test_sonarr_goes_away_while_a_series_goes_again(house: House, sonarr: FakeSonarr) -> None:
    """The series stays, unmonitored, and the journal says so."""
    await ask_for(house, 2, 99)
    await sonarr.idle()
    sonarr.misbehave("error", status=500, paths="/queue")
    await house.manager.refresh("sonarr")

    assert house.state() is RequestState.FAILED
    assert len(sonarr.all_series) == 1
    assert "action_failed" in house.kinds()


async def test_a_second_season_after_a_crash_is_not_taken_for_done(
    house: House, sonarr: FakeSonarr
) -> None:
    """The series carries our tag already, but only the first season was added."""
    await house.ask("add season 1 of New Girl")
    await sonarr.idle()
    house.pending.crash_after_save = True
    with pytest.raises(SimulatedCrash):
        await house.ask("add season 2 of New Girl")
    await house.restart()
    await house.look("sonarr")

    assert {season for season, _ in watched(sonarr)} == {1, 2}
    assert any(row.name == "SeasonSearch" for row in sonarr.commands.all)


async def test_a_list_that_stays_empty_is_not_waited_for_for_ever(
    house: House, sonarr: FakeSonarr
) -> None:
    """Ten minutes after it was added, what is not listed does not exist."""
    await ask_for(house, 2, 5)
    await sonarr.idle()
    sonarr.series(NEW_GIRL).episodes.clear()
    await house.manager.refresh("sonarr")
    assert house.only.pending_episodes

    house.clock.advance(timedelta(minutes=11))
    await house.manager.refresh("sonarr")

    assert house.note() == "no_such_episode"


@pytest.mark.parametrize(
    ("text", "new_items"),
    [
        ("add season 2 of New Girl", "none"),
        ("add all seasons of New Girl", "all"),
        ("get New Girl S02E05", "none"),
    ],
)
async def test_seasons_to_come_only_when_all_was_asked(
    house: House, sonarr: FakeSonarr, text: str, new_items: str
) -> None:
    """One season is one season, also next year."""
    await house.ask(text)

    assert sonarr.series(NEW_GIRL).monitor_new_items == new_items


async def test_all_seasons_do_not_answer_for_the_specials(house: House, sonarr: FakeSonarr) -> None:
    """They are monitored only when they are asked for."""
    show = sonarr.catalogue.shows[NEW_GIRL]
    specials = Season(number=0, first_aired=date(2012, 1, 1), episodes=2, step=7)
    sonarr.catalogue.shows[NEW_GIRL] = replace(show, seasons=(specials, *show.seasons))
    await house.ask("add all seasons of New Girl")
    await sonarr.idle()
    assert not sonarr.series(NEW_GIRL).seasons[0]

    answer = await house.manager.request_exact(
        ExactId(kind=IdKind.TVDB, value=str(NEW_GIRL)), seasons=(0,), confirmed=True
    )

    assert answer.status is AnswerStatus.MONITORED
    assert sonarr.series(NEW_GIRL).seasons[0]
