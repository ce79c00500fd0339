"""Films: from a sentence to the library, and on to Plex."""

import asyncio

from custom_components.autoarr.requests.models import AnswerStatus, RequestState, Source
from custom_components.autoarr.requests.parsed import Quality
from tests.fakes.radarr import FakeRadarr
from tests.fakes.releases import Indexer
from tests.unit.fakes.caller import DUNE, film_release
from tests.unit.fakes.downloader import Downloader

from .house import House


async def test_the_one_clear_film_is_added_in_the_asked_quality(
    house: House, radarr: FakeRadarr
) -> None:
    """The sentence of the main job."""
    answer = await house.ask(
        "Add the Dune movie from 2021 in 4K", source=Source(requester="a person")
    )

    assert answer.status is AnswerStatus.ADDED
    assert answer.text == (
        "Dune (2021) is added to Radarr with the profile Ultra-HD, and a search has started."
    )
    movie = radarr.movie(DUNE)
    assert (movie.quality_profile_id, movie.monitored) == (5, True)
    assert house.state() is RequestState.SEARCHING
    assert house.only.quality is Quality.UHD
    assert house.only.requester == "a person"


async def test_the_same_name_twice_is_a_question(house: House, radarr: FakeRadarr) -> None:
    """Nothing is added before somebody says which."""
    answer = await house.ask("Add Dune")

    assert answer.status is AnswerStatus.CHOICES
    assert answer.text == "Dune from 2021 or from 1984?"
    assert [choice.label for choice in answer.choices] == ["Dune (2021)", "Dune (1984)"]
    assert radarr.movies == []

    taken = await house.manager.confirm(answer.request_id or "", 2)

    assert taken.status is AnswerStatus.ADDED
    assert [movie.film.year for movie in radarr.movies] == [1984]


async def test_a_clear_film_waits_for_a_yes_when_told_to(house: House, radarr: FakeRadarr) -> None:
    """`confirmed=False`: a proposal, and the choice of one needs no number."""
    answer = await house.ask("add Interstellar", confirmed=False)

    assert answer.status is AnswerStatus.PROPOSED
    assert (
        answer.text == "Interstellar (2014), in Radarr with the profile HD-1080p. Shall I add it?"
    )
    assert radarr.movies == []
    assert (await house.manager.confirm(answer.request_id or "")).status is AnswerStatus.ADDED


async def test_everything_added_carries_the_tags(house: House, radarr: FakeRadarr) -> None:
    """`autoarr`, and those of the instance."""
    house.set_defaults("radarr", tags=("family",))

    await house.ask("add Interstellar")

    labels = {row["id"]: row["label"] for row in radarr.core.tables["tag"]}
    assert {labels[tag] for tag in radarr.movies[0].tags} == {"autoarr", "family"}


async def test_two_at_once_end_in_one_film(house: House, radarr: FakeRadarr) -> None:
    """Five people ask for the same film in the same moment."""
    asked = await asyncio.gather(*(house.ask("add Interstellar") for _ in range(5)))

    assert len(radarr.movies) == 1
    assert sorted(answer.status for answer in asked) == ["added", *["already"] * 4]
    assert {answer.request_id for answer in asked} == {house.only.id}
    assert len(radarr.requests_to("/api/v3/movie", "POST")) == 1


async def test_asked_again_later_it_says_how_far_it_is(house: House) -> None:
    """No second request."""
    first = await house.ask("add Interstellar")
    again = await house.ask("add Interstellar")

    assert again.status is AnswerStatus.ALREADY
    assert again.request_id == first.request_id
    assert again.text == "Interstellar (2014) is already requested: being searched for."


async def test_a_film_is_followed_until_plex_shows_it(
    house: House, radarr: FakeRadarr, indexer: Indexer, downloader: Downloader
) -> None:
    """Searching, downloading, importing, available: each step an event."""
    indexer.add(film_release("one"))
    house.plex.has = False
    await house.ask("Add the Dune movie from 2021")
    await house.look("radarr")
    assert house.state() is RequestState.DOWNLOADING
    assert house.only.progress == 33
    assert house.manager.moving_on("radarr")

    downloader.complete(str(downloader.queue[0]["nzo_id"]))
    await house.look("radarr")
    assert house.state() is RequestState.IMPORTING
    assert house.note() == "waiting_plex"

    house.plex.has = True
    await house.look("radarr")
    assert house.state() is RequestState.AVAILABLE
    assert house.only.ended
    assert house.plex.asked[0].guid == f"tmdb://{DUNE}"
    states = [event.data["state"] for event in house.events() if "state" in event.data]
    assert states == [
        "proposed",
        "confirmed",
        "added",
        "searching",
        "downloading",
        "importing",
        "available",
    ]


async def test_without_plex_the_file_is_enough(
    house: House, radarr: FakeRadarr, indexer: Indexer, downloader: Downloader
) -> None:
    """No Plex: what Radarr has on disk is available."""
    indexer.add(film_release("one"))
    await house.ask("Add the Dune movie from 2021")
    await house.look("radarr")
    downloader.complete(str(downloader.queue[0]["nzo_id"]))
    await house.look("radarr")

    assert house.state() is RequestState.AVAILABLE
    assert (await house.ask("add Dune from 2021")).text == (
        "Dune (2021) is already in the library of Radarr, in WEBDL-1080p."
    )


async def test_nothing_is_promised_while_all_repairs_are_stopped(
    house: House, radarr: FakeRadarr, indexer: Indexer, downloader: Downloader
) -> None:
    """In a storm of failures nobody looks for another release; afterwards somebody does."""
    indexer.add(film_release("one"))
    await house.ask("Add the Dune movie from 2021")
    await house.look("radarr")
    house.storm = True
    downloader.fail(str(downloader.queue[0]["nzo_id"]))
    await house.look("radarr")
    assert house.note() == "search_stopped"

    house.storm = False
    await house.look("radarr")
    assert house.note() == "searching_again"


async def test_a_film_added_again_is_followed_by_its_catalogue_id(
    house: House, radarr: FakeRadarr
) -> None:
    """Somebody deleted it and added it again: Radarr gave it another id."""
    await house.ask("Add the Dune movie from 2021")
    radarr.library.movies.clear()
    radarr.add(438631)
    await house.look("radarr")

    assert house.state() is RequestState.SEARCHING
    assert house.only.media_id == radarr.movie(438631).id


async def test_a_failed_download_is_not_called_available(
    house: House, radarr: FakeRadarr, indexer: Indexer, downloader: Downloader
) -> None:
    """The state stays honest: the next release is looked for."""
    indexer.add(film_release("one"))
    await house.ask("Add the Dune movie from 2021")
    await house.look("radarr")
    assert house.only.moving
    downloader.fail(str(downloader.queue[0]["nzo_id"]))
    await house.look("radarr")

    assert house.state() is RequestState.SEARCHING
    assert house.note() == "searching_again"


async def test_an_unreleased_film_is_added_with_its_date(house: House, radarr: FakeRadarr) -> None:
    """It waits, and says so."""
    answer = await house.ask("add Avengers Doomsday")

    assert answer.status is AnswerStatus.ADDED
    assert answer.key.startswith("added_unreleased")
    assert "not released yet" in answer.text
    assert house.state() is RequestState.ADDED
    await house.look("radarr")
    assert house.state() is RequestState.ADDED
    assert house.note().startswith("waiting_release")


async def test_a_film_that_is_there_is_said_to_be_there(house: House, radarr: FakeRadarr) -> None:
    """Monitored without a file: Radarr looks for it already; nothing is followed."""
    radarr.add(DUNE)

    answer = await house.ask("add Dune from 2021")

    assert answer.status is AnswerStatus.ALREADY
    assert answer.text == "Dune (2021) is already in Radarr, which is looking for it."
    assert house.manager.requests() == ()


async def test_choosing_the_one_that_is_there_changes_nothing(
    house: House, radarr: FakeRadarr
) -> None:
    """A question may offer a title of the library."""
    radarr.add(DUNE)
    answer = await house.ask("add Dune")
    assert answer.status is AnswerStatus.CHOICES

    taken = await house.manager.confirm(answer.request_id or "", 1)

    assert taken.status is AnswerStatus.ALREADY
    assert len(radarr.movies) == 1


async def test_an_unmonitored_film_is_monitored_and_searched(
    house: House, radarr: FakeRadarr, indexer: Indexer, downloader: Downloader
) -> None:
    """Nothing is added; cancelling makes it unmonitored again, as it was."""
    indexer.add(film_release("one"))
    radarr.add(DUNE, monitored=False)

    answer = await house.ask("add Dune from 2021")
    await radarr.idle()

    assert answer.status is AnswerStatus.MONITORED
    assert radarr.movie(DUNE).monitored
    assert len(downloader.queue) == 1

    gone = await house.manager.cancel(house.only.id)

    assert gone.key == "cancelled_unmonitored"
    assert not radarr.movie(DUNE).monitored


async def test_the_film_owned_in_hd_goes_to_the_4k_radarr(
    house: House, radarr: FakeRadarr, radarr_4k: FakeRadarr
) -> None:
    """A 4K wish is not answered by a film in HD."""
    house.connect("radarr-4k", radarr_4k, profiles={"2160p": 5, "any": 5})
    house.set_defaults("radarr", profiles={"1080p": 4, "any": 4})
    radarr.add(DUNE, profile=4)

    answer = await house.ask("add Dune from 2021 in 4k")

    assert answer.status is AnswerStatus.ADDED
    assert [movie.film.tmdb_id for movie in radarr_4k.movies] == [DUNE]


async def test_one_radarr_with_another_profile_is_not_changed(
    house: House, radarr: FakeRadarr
) -> None:
    """Profiles are never edited or reassigned: the person is told."""
    radarr.add(DUNE, profile=4)

    answer = await house.ask("add Dune from 2021 in 4k")

    assert answer.key == "already_other_profile"
    assert "HD-1080p" in answer.text
    assert radarr.movie(DUNE).quality_profile_id == 4
