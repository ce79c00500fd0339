"""Services that are down, slow, wrong or refuse; sentences that are nothing."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import override

from aiohttp import web
import pytest

from custom_components.autoarr.requests.models import AnswerStatus, ExactId, IdKind, RequestState
from custom_components.autoarr.requests.parsed import MediaType, Quality
from custom_components.autoarr.requests.people import Source
from tests.fakes.radarr import FakeRadarr
from tests.fakes.releases import Indexer
from tests.fakes.sonarr import FakeSonarr
from tests.support.clock import ManualClock
from tests.unit.fakes.caller import DUNE, NEW_GIRL, film_release
from tests.unit.fakes.downloader import Downloader

from .house import House


@pytest.mark.parametrize("mode", ["down", "error", "html", "truncated", "unauthorised", "garbage"])
async def test_a_lookup_that_fails_is_not_nothing_found(
    house: House, radarr: FakeRadarr, mode: str
) -> None:
    """Could not look is another answer than looked and found nothing."""
    radarr.misbehave(mode)

    answer = await house.ask("add the movie Interstellar")

    assert answer.status is AnswerStatus.UNAVAILABLE
    assert answer.text == (
        "Radarr could not be asked, so Interstellar could not be looked up. "
        "Settings > Repairs or the log says why."
    )
    assert house.manager.requests() == ()


async def test_a_slow_lookup_has_a_deadline(house: House, radarr: FakeRadarr) -> None:
    """The person is not kept waiting."""
    house.resolver._deadline = 0.2
    radarr.misbehave("slow", seconds=0.5)

    answer = await house.ask("add the movie Interstellar")

    assert answer.status is AnswerStatus.UNAVAILABLE
    await asyncio.sleep(0.6)


async def test_the_other_service_still_answers(
    house: House, radarr: FakeRadarr, sonarr: FakeSonarr
) -> None:
    """Sonarr is down, the film is found all the same."""
    sonarr.misbehave("down")

    assert (await house.ask("add Interstellar")).status is AnswerStatus.ADDED
    assert radarr.movies


async def test_profiles_that_cannot_be_read_are_said(house: House, radarr: FakeRadarr) -> None:
    """The lookup works, the rest does not."""
    radarr.misbehave("error", status=500, paths="/qualityprofile")

    answer = await house.ask("add Interstellar")

    assert answer.status is AnswerStatus.UNAVAILABLE
    assert radarr.movies == []


async def test_a_refusal_is_told_in_the_services_own_words(
    house: House, radarr: FakeRadarr
) -> None:
    """The id vanishes from the catalogue between question and answer."""
    asked = await house.ask("add Interstellar", confirmed=False)
    radarr.catalogue.films.pop(157336)

    answer = await house.manager.confirm(asked.request_id or "")

    assert answer.status is AnswerStatus.REJECTED
    assert answer.text.startswith("Radarr refused: ")
    assert house.state() is RequestState.FAILED
    assert "request_failed" in house.kinds()


async def test_a_service_that_goes_down_after_the_yes_gets_another_try(
    house: House, radarr: FakeRadarr
) -> None:
    """The request stays confirmed, and is added when the service is back."""
    asked = await house.ask("add Interstellar", confirmed=False)
    radarr.misbehave("error", status=503)

    answer = await house.manager.confirm(asked.request_id or "")

    assert (answer.status, answer.key) == (AnswerStatus.UNAVAILABLE, "waiting_service")
    assert house.state() is RequestState.CONFIRMED
    assert house.manager.open_on("radarr")

    radarr.behave()
    await house.look("radarr")
    assert house.state() is RequestState.SEARCHING
    assert len(radarr.movies) == 1


async def test_after_a_day_a_silent_service_ends_the_request(
    house: House, radarr: FakeRadarr
) -> None:
    """With the reason."""
    asked = await house.ask("add Interstellar", confirmed=False)
    radarr.misbehave("error", status=503)
    await house.manager.confirm(asked.request_id or "")
    house.clock.advance(timedelta(hours=25))
    await house.manager.refresh("radarr")

    assert house.state() is RequestState.FAILED


async def test_an_interrupted_try_waits_while_the_service_is_away(
    house: House, radarr: FakeRadarr
) -> None:
    """Reading back needs the service too."""
    asked = await house.ask("add Interstellar", confirmed=False)
    radarr.misbehave("error", status=500, paths="/tag")
    await house.manager.confirm(asked.request_id or "")
    await house.manager.stop()
    await house.journal.begin(
        "request.add",
        correlation="x",
        title="x",
        instance="radarr",
        data={"request_id": house.only.id},
    )
    await house.restart()
    radarr.misbehave("error", status=500)
    await house.manager.refresh("radarr")
    assert house.state() is RequestState.CONFIRMED

    radarr.behave()
    await house.manager.refresh("radarr")
    assert house.state() is RequestState.SEARCHING


class ForgetfulRadarr(FakeRadarr):
    """Adds films, and its answer is lost on the way."""

    lost = 1

    @override
    async def _post(self, request: web.Request) -> web.Response:
        answer = await super()._post(request)
        return _lose(self, request, answer)


class ForgetfulSonarr(FakeSonarr):
    """Adds series, and its answer is lost on the way."""

    lost = 1

    @override
    async def _post(self, request: web.Request) -> web.Response:
        answer = await super()._post(request)
        return _lose(self, request, answer)


def _lose(
    fake: ForgetfulRadarr | ForgetfulSonarr, request: web.Request, answer: web.Response
) -> web.Response:
    """Close the connection instead of answering, the first time."""
    if fake.lost and request.transport is not None:
        fake.lost -= 1
        request.transport.close()
    return answer


@pytest.mark.parametrize("kind", [ForgetfulRadarr, ForgetfulSonarr])
async def test_a_connection_that_breaks_while_adding_is_read_back(
    house: House,
    tmp_path: Path,
    clock: ManualClock,
    kind: type[ForgetfulRadarr | ForgetfulSonarr],
) -> None:
    """The service did it, its answer was lost: added once, and known to be ours."""
    folder = tmp_path / "other"
    async with kind(
        root_folder=folder, refresh_interval=None, clock=clock.now, command_delay=0.001
    ) as fake:
        house.instances.clear()
        house.connect("forgetful", fake)
        text = "add Interstellar" if kind is ForgetfulRadarr else "add the series Chernobyl"

        answer = await house.ask(text)

        assert answer.status is AnswerStatus.ADDED
        assert house.only.owned
        posts = [one for one in fake.writes() if one.path.endswith(("/movie", "/series"))]
        assert len(posts) == 1
        await fake.idle()


async def test_a_title_deleted_in_radarr_closes_its_request(
    house: House, radarr: FakeRadarr
) -> None:
    """Somebody changed their mind there."""
    await house.ask("add Interstellar")
    radarr.library.movies.clear()
    await house.look("radarr")

    assert house.state() is RequestState.CANCELLED
    assert house.note() == "deleted_in_service"


async def test_another_title_under_the_same_id_is_not_ours(
    house: House, radarr: FakeRadarr, sonarr: FakeSonarr
) -> None:
    """A restored database gives ids anew."""
    await house.ask("add Interstellar")
    await house.ask("add the series Chernobyl")
    (film,), (series,) = radarr.movies, sonarr.all_series
    film_id, series_id = film.id, series.id
    radarr.library.movies.clear()
    sonarr.library.series.clear()
    other_film, other_series = radarr.add(DUNE), sonarr.add(NEW_GIRL)
    other_film.id, other_series.id = film_id, series_id
    radarr.library.movies = {film_id: other_film}
    sonarr.library.series = {series_id: other_series}
    await house.manager.refresh("radarr")
    await house.manager.refresh("sonarr")

    assert {one.state for one in house.manager.requests()} == {RequestState.CANCELLED}


async def test_a_film_no_longer_monitored_is_said(house: House, radarr: FakeRadarr) -> None:
    """A person switched it off in Radarr."""
    await house.ask("add Interstellar")
    radarr.movies[0].monitored = False
    await house.look("radarr")

    assert house.note() == "not_monitored"


async def test_a_refresh_while_the_service_is_away_changes_nothing(
    house: House, radarr: FakeRadarr
) -> None:
    """No request is closed because of an outage."""
    await house.ask("add Interstellar")
    for mode in ("down", "error", "html", "slow"):
        radarr.misbehave(mode, seconds=0.01) if mode == "slow" else radarr.misbehave(mode)
        await house.manager.refresh("radarr")
        radarr.behave()
        await radarr.opened()
    await house.manager.refresh("nothing")

    assert house.state() is RequestState.SEARCHING


async def test_a_vanished_download_while_the_service_is_away(
    house: House, radarr: FakeRadarr, indexer: Indexer, downloader: Downloader
) -> None:
    """Not judged before Radarr says whether it was imported."""
    indexer.add(film_release("one"))
    await house.ask("add Dune from 2021")
    await house.look("radarr")
    radarr.misbehave("error", status=500)
    await house.manager.observe_queue("radarr", ())

    assert house.state() is RequestState.DOWNLOADING


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "not_understood"),
        ("   ", "not_understood"),
        ("!!!", "not_understood"),
        ("turn on the lights", "not_understood"),
        ("add " + "x" * 10_000, "too_long"),
        ("x " * 5_000, "too_long"),
        ("add season 2", "which"),
        ("add", "not_understood"),
        ("add Zzyzx Road to Nowhere Whatever", "not_found"),
    ],
)
async def test_sentences_that_are_nothing(house: House, text: str, key: str) -> None:
    """Each gets a clear answer, and nothing is added."""
    answer = await house.ask(text)

    assert answer.key.startswith(key)
    assert answer.text
    assert house.manager.requests() == ()


async def test_a_bare_title_is_a_request_here(house: House, radarr: FakeRadarr) -> None:
    """An action was called with it; a title that exists is enough."""
    assert (await house.ask("Interstellar")).status is AnswerStatus.ADDED
    assert radarr.movies


async def test_no_service_at_all(house: House) -> None:
    """Each kind has its own sentence."""
    house.instances.clear()

    assert (await house.ask("add Dune")).key == "no_service"
    assert (await house.ask("add the movie Dune")).key == "no_radarr"
    assert (await house.ask("add season 1 of Dark")).key == "no_sonarr"
    exact = ExactId(kind=IdKind.TMDB, value="1")
    assert (await house.manager.request_exact(exact)).key == "no_radarr"


async def test_the_service_is_removed_between_question_and_answer(house: House) -> None:
    """Nothing can be done."""
    asked = await house.ask("add Dune")
    house.instances.clear()

    answer = await house.manager.confirm(asked.request_id or "", 1)

    assert answer.key == "instance_gone"
    assert house.state() is RequestState.FAILED


async def test_a_number_that_is_no_choice(house: House) -> None:
    """The question is asked again."""
    asked = await house.ask("add Dune")
    for number in (None, 0, 3, -1):
        answer = await house.manager.confirm(asked.request_id or "", number)
        assert (answer.key, answer.placeholders) == ("choose", {"count": "2"})
        assert len(answer.choices) == 2


async def test_two_people_confirm_at_once(house: House, radarr: FakeRadarr) -> None:
    """One adds, the other hears of it."""
    asked = await house.ask("add Dune")
    request_id = asked.request_id or ""

    both = await asyncio.gather(
        house.manager.confirm(request_id, 1), house.manager.confirm(request_id, 1)
    )
    later = await house.manager.confirm(request_id, 1)

    assert sorted(answer.status for answer in both) == ["added", "already"]
    assert later.status is AnswerStatus.ALREADY
    assert len(radarr.movies) == 1


async def test_exact_ids(house: House, radarr: FakeRadarr, sonarr: FakeSonarr) -> None:
    """By the id of each catalogue, as an id and as a sentence."""
    film = await house.manager.request_exact(
        ExactId(kind=IdKind.TMDB, value=str(DUNE)), quality=Quality.UHD, confirmed=True
    )
    assert film.status is AnswerStatus.ADDED
    assert radarr.movie(DUNE).quality_profile_id == 5
    series = await house.manager.request_exact(
        ExactId(kind=IdKind.TVDB, value="248682"), seasons=(1,), confirmed=True
    )
    assert series.placeholders["title"] == "New Girl (2011) S01"
    by_imdb = await house.ask("tt0816692")
    assert by_imdb.placeholders["title"] == "Interstellar (2014)"
    spoken = await house.ask("add tmdb:1124")
    assert spoken.status in {AnswerStatus.ADDED, AnswerStatus.NOT_FOUND}
    missing = await house.manager.request_exact(ExactId(kind=IdKind.TMDB, value="999999999"))
    assert missing.text == "There is no title with the id tmdb:999999999."
    radarr.misbehave("down")
    sonarr.misbehave("down")
    silent = await house.manager.request_exact(ExactId(kind=IdKind.IMDB, value="tt0000001"))
    assert silent.status is AnswerStatus.UNAVAILABLE


async def test_several_titles_get_several_answers(house: House, radarr: FakeRadarr) -> None:
    """One sentence, two films, one of them a question."""
    answer = await house.ask("Add Interstellar and Dune")

    assert answer.status is AnswerStatus.SEVERAL
    assert [part.status for part in answer.parts] == [AnswerStatus.ADDED, AnswerStatus.CHOICES]
    assert answer.text.endswith("Dune from 2021 or from 1984?")
    assert answer.as_dict()["parts"]
    assert len(radarr.movies) == 1


async def test_an_and_that_belongs_to_a_title(house: House) -> None:
    """The catalogue is the judge: first as one title, then as several, or the reverse."""
    none = await house.ask("add Silent Planes and Purple Frogs")
    assert none.status is AnswerStatus.SEVERAL
    half = await house.ask("add Frogs and Interstellar")
    assert [part.status for part in half.parts] == [AnswerStatus.NOT_FOUND, AnswerStatus.ADDED]
    joint = await house.ask("add band and the brothers")
    assert joint.status is AnswerStatus.NOT_FOUND
    apart = await house.ask("add interstellar and the matrix reloaded")
    assert [part.status for part in apart.parts] == [AnswerStatus.ALREADY, AnswerStatus.ADDED]


async def test_the_language_of_who_asks_goes_first(house: House) -> None:
    """What has more English words than Dutch ones is Dutch all the same where Dutch is spoken."""
    text = "is The Matrix Reloaded al binnen"
    assert (await house.ask(text, source=Source(language="nl"))).status is AnswerStatus.NOT_FOUND
    assert (await house.ask(text)).status is AnswerStatus.NOT_UNDERSTOOD


async def test_how_far_it_is_in_words(house: House) -> None:
    """One title, all, an unknown one, none."""
    assert (await house.ask("what's downloading?")).key == "no_open_requests"
    await house.ask("add Interstellar")
    await house.ask("add Avengers Doomsday")

    assert (await house.ask("where is Interstellar")).text == (
        "Interstellar (2014): being searched for."
    )
    assert "not released yet" in (await house.ask("is Avengers Doomsday ready?")).text
    assert len((await house.ask("show my requests")).parts) == 2
    assert (await house.ask("where is Dune")).text == "There is no open request for Dune."
    assert (await house.ask("why isn't Interstellar downloading")).status is AnswerStatus.STATUS


async def test_listeners_hear_of_every_change_until_they_stop(house: House) -> None:
    """The entities listen."""
    calls: list[int] = []
    stop = house.manager.subscribe(lambda: calls.append(1))
    await house.ask("add Interstellar")
    heard = len(calls)
    stop()
    stop()
    await house.ask("add Dune")

    assert heard >= 3
    assert len(calls) == heard


async def test_no_profile_for_the_asked_quality(house: House, radarr: FakeRadarr) -> None:
    """The profiles there are are named."""
    rows = radarr.core.tables["qualityprofile"]
    rows[:] = [row for row in rows if row["name"] in {"SD", "HD-1080p"}]

    answer = await house.ask("add Interstellar in 4K")

    assert answer.status is AnswerStatus.REJECTED
    assert answer.text == (
        "No quality profile of Radarr allows 2160p; its profiles are SD, HD-1080p."
    )


async def test_the_kind_of_an_id_can_be_said(house: House, sonarr: FakeSonarr) -> None:
    """A TMDB id of a series."""
    answer = await house.manager.request_exact(
        ExactId(kind=IdKind.TMDB, value="1420"),
        media_type=MediaType.TV,
        all_seasons=True,
        confirmed=True,
    )

    assert answer.status in {AnswerStatus.ADDED, AnswerStatus.NOT_FOUND}


async def test_a_question_loses_the_choices_of_a_removed_service(
    house: House, radarr: FakeRadarr, radarr_4k: FakeRadarr
) -> None:
    """The others can still be taken."""
    house.connect("second", radarr_4k, is_default=True)
    house.set_defaults("radarr", is_default=False)
    radarr.add(DUNE)
    asked = await house.ask("add Dune")
    assert [choice.instance_id for choice in asked.choices] == ["radarr", "second"]
    house.instances = [one for one in house.instances if one.ref.id != "radarr"]

    await house.manager.close_for_instance("radarr")

    assert [choice.instance_id for choice in house.only.choices] == ["second"]
    assert (await house.manager.confirm(house.only.id)).status is AnswerStatus.ADDED


async def test_words_about_an_open_question(house: House) -> None:
    """A question has no title yet, only the sentence."""
    await house.ask("add Dune")

    where = await house.ask("where is Dune")
    assert where.state is RequestState.PROPOSED
    assert where.tokens == ()
    assert (await house.ask("where is the Dune movie from 1912")).state is RequestState.PROPOSED
    await house.ask("add Interstellar")
    for text in ("where is Interstellar from 1999", "where is the series Interstellar"):
        assert (await house.ask(text)).key == "no_request_for"


async def test_episodes_are_looked_for_until_sonarr_lists_them(
    house: House, sonarr: FakeSonarr
) -> None:
    """Also when it does not answer at first; cancelled before that, nothing is left."""
    asked = await house.ask("add New Girl S02E05", confirmed=False)
    sonarr.misbehave("error", status=500, paths="/episode")
    await house.manager.confirm(asked.request_id or "")
    assert house.only.pending_episodes
    assert house.note() == "waiting_episodes"
    await house.manager.refresh("sonarr")
    sonarr.behave()
    await sonarr.idle()

    answer = await house.manager.cancel(house.only.id)

    assert answer.key == "cancelled_removed"
    assert sonarr.all_series == []


async def test_a_season_we_added_stays_when_somebody_tagged_the_series(
    house: House, sonarr: FakeSonarr
) -> None:
    """Only our season is no longer looked for."""
    await house.ask("add season 2 of New Girl")
    await sonarr.idle()
    (series,) = sonarr.all_series
    sonarr.core.tables["tag"].append({"id": 77, "label": "family"})
    series.tags = (*series.tags, 77)

    answer = await house.manager.cancel(house.only.id)

    assert answer.key == "cancelled_unmonitored"
    assert not any(series.seasons.values())
