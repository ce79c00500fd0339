"""Tokens: each stands for one choice, works once, not for long, and says why it does not."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from custom_components.autoarr.requests.models import AnswerStatus, RequestState, Source
from custom_components.autoarr.requests.parsed import MediaType, Quality
from custom_components.autoarr.requests.people import Permissions
from custom_components.autoarr.requests.tokens import TOKEN_LIFE
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sonarr import FakeSonarr
from tests.unit.fakes.caller import DUNE, NEW_GIRL

from .house import House

ANNA = Source(requester="anna")
BERT = Source(requester="bert")
MOTHER = Source(requester="mother")


async def test_a_sentence_proposes_and_its_token_adds(house: House, radarr: FakeRadarr) -> None:
    """Nothing happens before the yes."""
    asked = await house.manager.request("add Dune from 2021", source=ANNA)
    assert asked.status is AnswerStatus.PROPOSED
    assert asked.expires == house.clock.now() + TOKEN_LIFE
    assert radarr.movies == []

    answer = await house.manager.confirm_token(asked.tokens[0], source=ANNA)

    assert answer.status is AnswerStatus.ADDED
    assert radarr.movie(DUNE).monitored
    assert house.only.confirmed_by == "anna"


async def test_each_token_is_bound_to_its_choice(house: House, radarr: FakeRadarr) -> None:
    """The token of the older film adds the older film."""
    asked = await house.manager.request("add Dune", source=ANNA)
    listed = asked.as_dict()["choices"]
    assert isinstance(listed, list)
    by_year = {choice["year"]: choice["token"] for choice in listed if isinstance(choice, dict)}
    assert len(set(by_year.values())) == len(asked.choices)

    answer = await house.manager.confirm_token(str(by_year[1984]), source=ANNA)

    assert answer.placeholders["title"] == "Dune (1984)"
    assert [movie.film.year for movie in radarr.movies] == [1984]


async def test_two_people_and_one_token(house: House, radarr: FakeRadarr) -> None:
    """One gets it; the other is told that it is done, and an admin by whom."""
    house.people.known["mother"] = Permissions(admin=True)
    asked = await house.manager.request("add Dune from 2021", source=ANNA)
    token = asked.tokens[0]

    both = await asyncio.gather(
        house.manager.confirm_token(token, source=ANNA),
        house.manager.confirm_token(token, source=BERT),
    )
    third = await house.manager.confirm_token(token, source=MOTHER)

    assert [answer.status for answer in both] == [AnswerStatus.ADDED, AnswerStatus.ALREADY]
    assert both[1].key == "token_used"
    assert third.text == "Anna has already confirmed Dune (2021): being searched for."
    assert len(radarr.movies) == 1


async def test_a_wrong_token_is_nobodys(house: House, radarr: FakeRadarr) -> None:
    """Guessing does not help."""
    await house.manager.request("add Dune from 2021", source=ANNA)

    for wrong in ("", "abc", "x" * 10_000):
        answer = await house.manager.confirm_token(wrong, source=ANNA)
        assert (answer.status, answer.key) == (AnswerStatus.REJECTED, "token_unknown")
    assert radarr.movies == []


async def test_a_token_grows_old(house: House, radarr: FakeRadarr) -> None:
    """After half an hour the title is asked for again, which makes new tokens of the old question."""
    asked = await house.manager.request("add Dune from 2021", source=ANNA)
    house.clock.advance(TOKEN_LIFE)

    late = await house.manager.confirm_token(asked.tokens[0], source=ANNA)
    assert (late.status, late.key) == (AnswerStatus.REJECTED, "token_old")
    assert radarr.movies == []

    again = await house.manager.request("add Dune from 2021", source=ANNA)
    assert again.request_id == asked.request_id
    assert again.tokens != asked.tokens
    replaced = await house.manager.confirm_token(asked.tokens[0], source=ANNA)
    assert replaced.key == "token_replaced"
    assert replaced.tokens == ()
    assert (await house.manager.confirm_token(again.tokens[0])).status is AnswerStatus.ADDED


async def test_the_token_of_a_closed_question(house: House) -> None:
    """Forgotten, or never answered: it is closed."""
    asked = await house.manager.request("add Dune from 2021", source=ANNA)
    await house.manager.cancel(asked.request_id or "", source=ANNA)
    assert (await house.manager.confirm_token(asked.tokens[0])).key == "request_closed"

    other = await house.manager.request("add Interstellar", source=ANNA)
    house.clock.advance(timedelta(hours=25))
    assert (await house.manager.confirm_token(other.tokens[0])).key == "request_closed"


async def test_tokens_survive_a_restart(house: House) -> None:
    """A question asked before it is answered after it."""
    asked = await house.manager.request("add Dune from 2021", source=ANNA)
    await house.manager.stop()
    await house.restart()

    answer = await house.manager.confirm_token(asked.tokens[0], source=ANNA)

    assert answer.status is AnswerStatus.ADDED
    await house.restart()
    again = await house.manager.confirm_token(asked.tokens[0], source=ANNA)
    assert again.status is AnswerStatus.ALREADY


@pytest.mark.parametrize(
    ("table", "key"), [("rootfolder", "root_folder_gone"), ("qualityprofile", "profile_gone")]
)
async def test_what_is_deleted_meanwhile(
    house: House, radarr: FakeRadarr, table: str, key: str
) -> None:
    """Root folder or profile went between question and yes: it is said, nothing is added."""
    asked = await house.manager.request("add Dune from 2021", source=ANNA)
    radarr.core.tables[table].clear()

    answer = await house.manager.confirm_token(asked.tokens[0], source=ANNA)

    assert (answer.status, answer.key) == (AnswerStatus.REJECTED, key)
    assert radarr.requests_to("/api/v3/movie", "POST") == []
    assert house.state() is RequestState.FAILED
    assert house.note() == key


async def test_a_title_that_left_the_library_meanwhile(house: House, radarr: FakeRadarr) -> None:
    """It was only to be monitored again: it is not added by mistake."""
    radarr.add(DUNE, monitored=False)
    asked = await house.manager.request("add Dune from 2021", source=ANNA)
    radarr.library.movies.clear()

    answer = await house.manager.confirm_token(asked.tokens[0], source=ANNA)

    assert answer.key == "left_library"
    assert radarr.movies == []


async def test_a_profile_that_was_changed_meanwhile(house: House, radarr: FakeRadarr) -> None:
    """It no longer allows what was asked."""
    asked = await house.manager.request("add Dune from 2021 in 4K", source=ANNA)
    profile = next(one for one in radarr.core.tables["qualityprofile"] if one["id"] == 5)
    plain = next(one for one in radarr.core.tables["qualityprofile"] if one["id"] == 4)
    profile["items"] = plain["items"]

    answer = await house.manager.confirm_token(asked.tokens[0], source=ANNA)

    assert answer.key == "profile_changed"
    assert radarr.movies == []


async def test_a_yes_that_may_be_nobodys_waits_for_an_admin(
    house: House, radarr: FakeRadarr
) -> None:
    """An agent without a chat log cannot prove that a person said it."""
    asked = await house.manager.request("add Dune from 2021", source=ANNA)

    answer = await house.manager.confirm_token(asked.tokens[0], source=ANNA, hold=True)

    assert answer.status is AnswerStatus.APPROVAL
    assert house.note() == "approval_unseen"
    assert radarr.movies == []


async def test_a_change_of_quality_keeps_the_request(house: House, radarr: FakeRadarr) -> None:
    """Yes, but in 4K: new tokens, the same id; the old token no longer adds the old wish."""
    asked = await house.manager.request("add Dune from 2021", source=ANNA)

    changed = await house.manager.change(asked.request_id or "", quality=Quality.UHD, source=ANNA)
    assert changed.status is AnswerStatus.PROPOSED
    assert changed.request_id == asked.request_id
    old = await house.manager.confirm_token(asked.tokens[0], source=ANNA)
    assert old.key == "token_replaced"
    await house.manager.confirm_token(changed.tokens[0], source=ANNA)

    assert radarr.movie(DUNE).quality_profile_id == 5


async def test_a_change_to_the_series(house: House, sonarr: FakeSonarr) -> None:
    """No, the series; and only its second season."""
    asked = await house.manager.request("add the movie Dune", source=ANNA)
    request_id = asked.request_id or ""
    nothing = await house.manager.change(
        request_id, media_type=MediaType.TV, seasons=(99,), source=ANNA
    )
    assert nothing.request_id == request_id
    assert nothing.choices == asked.choices

    other = await house.manager.request("add New Girl", source=ANNA)
    second = await house.manager.change(other.request_id or "", seasons=(2,), source=ANNA)
    assert second.choices[0].label == "New Girl (2011) S02"
    everything = await house.manager.change(other.request_id or "", all_seasons=True, source=ANNA)
    latest = await house.manager.change(other.request_id or "", latest=True, source=ANNA)
    assert everything.choices[0].label == "New Girl (2011)"
    assert latest.choices[0].label == "New Girl (2011) S07"
    one = await house.manager.change(
        other.request_id or "", seasons=(1,), episodes=(3,), source=ANNA
    )
    await house.manager.confirm_token(one.tokens[0], source=ANNA)
    await sonarr.idle()
    await house.look("sonarr")
    watched = [(e.season, e.number) for e in sonarr.series(NEW_GIRL).episodes if e.monitored]
    assert watched == [(1, 3)]


async def test_what_cannot_be_changed(house: House) -> None:
    """What is not known, closed, confirmed, or somebody else's."""
    assert (await house.manager.change("x", quality=Quality.HD)).key == "no_request"
    asked = await house.manager.request("add Dune from 2021", source=ANNA)
    request_id = asked.request_id or ""
    theirs = await house.manager.change(request_id, quality=Quality.UHD, source=BERT)
    assert theirs.key == "not_yours"
    assert theirs.tokens == ()
    assert (await house.manager.cancel(request_id, source=BERT)).tokens == ()
    await house.manager.confirm(request_id, source=ANNA)
    late = await house.manager.change(request_id, quality=Quality.UHD, source=ANNA)
    assert late.key == "cannot_change"
    await house.manager.cancel(request_id, source=ANNA)
    assert (await house.manager.change(request_id, latest=True)).key == "request_closed"


async def test_a_search_keeps_nothing(house: House, radarr: FakeRadarr) -> None:
    """It shows what could be added and what is there, without a token to add it by."""
    radarr.add(DUNE)

    answer = await house.manager.search("Dune", source=ANNA)

    assert answer.status is AnswerStatus.FOUND
    assert {choice.media.year for choice in answer.choices} >= {1984, 2021}
    assert answer.tokens == ()
    assert answer.request_id is None
    assert house.manager.requests() == ()
    assert (await house.manager.search("Dune", limit=1)).choices == answer.choices[:1]
    missing = await house.manager.search("add Zzyzx Road to Nowhere Whatever")
    assert missing.status is AnswerStatus.NOT_FOUND


async def test_asking_twice_is_one_question(house: House) -> None:
    """The same person at the same place; another place asks its own question."""
    first = await house.manager.request("add Dune", source=ANNA)
    second = await house.manager.request("add Dune", source=ANNA)
    kitchen = Source(requester="anna", satellite="assist_satellite.kitchen")
    third = await house.manager.request("add Dune", source=kitchen)

    assert first.request_id == second.request_id != third.request_id
    assert len(house.manager.requests()) == 2


async def test_a_change_to_what_runs_already(house: House) -> None:
    """Somebody else asked for it meanwhile: the question ends, and who asked follows."""
    asked = await house.manager.request("add Dune", source=ANNA)
    await house.ask("add Dune from 2021", source=BERT)

    changed = await house.manager.change(asked.request_id or "", year=2021, source=ANNA)

    assert (changed.status, changed.key) == (AnswerStatus.ALREADY, "already_requested_other")
    (left,) = house.manager.requests()
    assert [one.requester for one in left.followers] == ["anna"]


async def test_a_change_to_what_one_may_not(house: House) -> None:
    """In 4K, without the right to it: the question stays as it was."""
    house.people.known = {"anna": Permissions(may_uhd=False)}
    asked = await house.manager.request("add Dune from 2021", source=ANNA)

    changed = await house.manager.change(asked.request_id or "", quality=Quality.UHD, source=ANNA)

    assert changed.key == "uhd_not_allowed"
    assert changed.tokens == asked.tokens
    assert (await house.manager.confirm_token(asked.tokens[0], source=ANNA)).status is (
        AnswerStatus.ADDED
    )


async def test_from_the_film_to_the_series_of_that_name(house: House, radarr: FakeRadarr) -> None:
    """No, the series: the title stays, the kind changes, and back again."""
    dune = radarr.catalogue.films[DUNE]
    radarr.catalogue.films[275] = replace(
        dune, tmdb_id=275, imdb_id="tt0116282", title="Fargo", year=1996
    )
    film = await house.manager.request("add the movie Fargo", source=ANNA)
    assert film.choices[0].media.is_movie

    series = await house.manager.change(film.request_id or "", media_type=MediaType.TV, source=ANNA)
    assert {choice.media.is_movie for choice in series.choices} == {False}
    back = await house.manager.change(
        film.request_id or "", media_type=MediaType.MOVIE, source=ANNA
    )
    assert back.choices[0].media == film.choices[0].media


async def test_why_a_title_is_not_here(house: House) -> None:
    """The one sentence of a diagnosis answers the question."""
    await house.ask("add Dune from 2021", source=ANNA)

    answer = await house.manager.request("why isn't Dune here", source=ANNA)

    diagnosis = await house.manager.diagnose(request_id=house.only.id, source=ANNA)
    assert answer.status is AnswerStatus.STATUS
    assert answer.request_id == house.only.id
    assert diagnosis.steps
